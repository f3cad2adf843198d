//! `tridem serve`.

use std::time::Duration;

use engine::{Settings, jobs::mail::Post};

use super::{Refused, demo, open_with, say};
use crate::{
    configuration::ServeArguments,
    serve::{self, Start},
    telemetry,
};

/// Serves until the process is told to stop.
pub async fn serve(arguments: ServeArguments) -> Result<(), Refused> {
    telemetry::start_log(arguments.log_format);
    let public_url = arguments
        .public_url
        .unwrap_or_else(|| format!("http://{}", arguments.listen));
    let settings = Settings {
        public_url: public_url.trim_end_matches('/').to_owned(),
        sends_mail: arguments.smtp_url.is_some(),
        ..Settings::default()
    };
    let engine = open_with(&arguments.database, settings).await?;
    let demo = demo::logins(&engine).await?;
    let post = match &arguments.smtp_url {
        Some(url) => Some(Post::new(url, &arguments.mail_from).map_err(|error| Refused(error.to_string()))?),
        None => None,
    };
    let start = Start {
        listen: arguments.listen,
        site: arguments.site,
        post,
        behind_proxy: arguments.behind_proxy,
        worker: !arguments.no_worker,
        reload: arguments.reload,
        per_second: arguments.requests_per_second,
    };
    let store = engine.store.clone();
    let running = serve::start(engine, start)
        .await
        .map_err(|error| Refused(error.to_string()))?;
    match demo {
        Some(logins) => say(&format!(
            "Tridem listens at http://{}: sign in {}.",
            running.address,
            demo::line(&logins)
        ))?,
        None => say(&format!("Tridem listens at http://{}.", running.address))?,
    }
    told_to_stop().await;
    tracing::info!("stopping: running requests and the job at hand are finished first");
    running.stop().await;
    // SQLite's log goes into its file. Whoever still holds a connection is not waited for: nothing would be lost.
    drop(tokio::time::timeout(Duration::from_secs(5), store.close()).await);
    Ok(())
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    drop(interrupt.await);
}
