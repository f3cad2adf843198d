//! The running server: the routes with everything around them, the worker, the end.

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    response::IntoResponse,
    routing::{get, post},
    serve::ListenerExt as _,
};
use engine::{
    Engine,
    jobs::{mail::Post, worker::Worker},
};
use http::{HeaderName, HeaderValue, Request, StatusCode};
use metrics_exporter_prometheus::PrometheusHandle;
use model::{
    Failure,
    leads::{
        definitions::{proof::rows::ListProofRows, replay::ReplayDefinitions},
        reports::rows::ListReportRows,
    },
};
use tokio::{net::TcpListener, sync::watch, task::JoinSet};
use tower_http::{
    CompressionLevel,
    compression::{CompressionLayer, DefaultPredicate, Predicate, predicate::NotForContentType},
    csrf::CsrfLayer,
    request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    timeout::TimeoutLayer,
};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite, cookie::time::Duration as CookieDuration};

use crate::{
    browser,
    dispatch::Dispatcher,
    health, identity, imports, live, operations,
    pace::{self, Pace},
    pages,
    problem::{self, Problem},
    reload, rest, security,
    session_store::DatabaseSessions,
    sheets,
    site::{self, Site},
    telemetry,
};

/// How a server is started.
#[derive(Debug)]
pub struct Start {
    /// Address and port; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder of the site; `None` for the one beside the binary.
    pub site: Option<PathBuf>,
    /// The way out for mail.
    pub post: Option<Post>,
    /// Take the visitor's address from the proxy's header.
    pub behind_proxy: bool,
    /// Run jobs in this process.
    pub worker: bool,
    /// Pages reload when the site changes.
    pub reload: bool,
    /// Requests per second from one network address in the long run; 0 for no limit.
    pub per_second: u32,
}

/// What every request can ask for.
#[derive(Clone)]
pub struct Serving(Arc<Inner>);

struct Inner {
    dispatcher: Dispatcher,
    site: RwLock<Arc<Site>>,
    metrics: PrometheusHandle,
    behind_proxy: bool,
    reload: bool,
    pace: Pace,
    stop: watch::Receiver<bool>,
}

impl Serving {
    /// The engine.
    pub fn engine(&self) -> &Engine {
        self.0.dispatcher.engine()
    }

    /// Every operation.
    pub fn dispatcher(&self) -> &Dispatcher {
        &self.0.dispatcher
    }

    /// The site's files.
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.0.site.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes a site that was built anew.
    pub fn take_site(&self, site: Site) {
        *self.0.site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(site);
    }

    /// The counters as text.
    pub fn metrics(&self) -> String {
        self.0.metrics.render()
    }

    /// Whether a proxy tells the visitor's address.
    pub fn behind_proxy(&self) -> bool {
        self.0.behind_proxy
    }

    /// How fast one address may ask.
    pub fn pace(&self) -> &Pace {
        &self.0.pace
    }

    /// Whether pages reload themselves.
    pub fn reloads(&self) -> bool {
        self.0.reload
    }

    /// Whether people reach it over TLS.
    pub fn over_tls(&self) -> bool {
        self.engine().settings.public_url.starts_with("https://")
    }

    /// Becomes true when the server is to stop.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stop.clone()
    }
}

/// A server that runs.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Running {
    /// Stops: no new requests, the running ones and the job at hand are finished.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        let patience = tokio::time::timeout(Duration::from_secs(20), async {
            while self.tasks.join_next().await.is_some() {}
        });
        drop(patience.await);
    }
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The site is not there.
    #[error(transparent)]
    Site(#[from] site::NoSite),
    /// The port is taken or not ours.
    #[error("Cannot listen at {0}: {1}. Choose another port with --listen.")]
    Listen(SocketAddr, std::io::Error),
    /// The public address is no origin.
    #[error("The public URL {0} is not an address such as https://tridem.example.com.")]
    PublicUrl(String),
}

/// Starts a server over an open, migrated engine.
pub async fn start(engine: Engine, start: Start) -> Result<Running, StartError> {
    // Rendering outside Leptos' own route list needs its executor to be named first.
    drop(any_spawner::Executor::init_tokio());
    let site = Site::open(&start.site.unwrap_or_else(Site::beside_binary))?;
    let listener = TcpListener::bind(start.listen)
        .await
        .map_err(|error| StartError::Listen(start.listen, error))?;
    let address = listener
        .local_addr()
        .map_err(|error| StartError::Listen(start.listen, error))?;
    let (stop, stopping) = watch::channel(false);
    let serving = Serving(Arc::new(Inner {
        dispatcher: operations::dispatcher(engine.clone()),
        site: RwLock::new(Arc::new(site)),
        metrics: telemetry::start_metrics(),
        behind_proxy: start.behind_proxy,
        reload: start.reload,
        pace: Pace::new(start.per_second),
        stop: stopping.clone(),
    }));
    let routes = routes(&serving)?;

    let mut tasks = JoinSet::new();
    let mut until = stopping.clone();
    // A streamed page in small packets would wait for acknowledgements otherwise.
    let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    tasks.spawn(async move {
        let until = async move { drop(until.wait_for(|stop| *stop).await) };
        if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(until).await {
            tracing::error!(%error, "the server stopped");
        }
    });
    if start.worker {
        let name = format!("{}-{}", std::process::id(), engine.live.process());
        tasks.spawn(Worker::new(engine.clone(), name, start.post).run(stopping.clone()));
    }
    let mut until = stopping.clone();
    let paced = serving.clone();
    tasks.spawn(async move {
        const NOW_AND_THEN: Duration = Duration::from_mins(1);
        while tokio::time::timeout(NOW_AND_THEN, until.wait_for(|stop| *stop))
            .await
            .is_err()
        {
            paced.pace().forget_the_silent();
        }
    });
    let mut until = stopping;
    tasks.spawn(async move {
        tokio::select! {
            () = follow(&engine) => {}
            _ = until.wait_for(|stop| *stop) => {}
        }
    });
    Ok(Running { address, stop, tasks })
}

/// Passes on what other processes did; after a broken connection it tries again.
async fn follow(engine: &Engine) {
    loop {
        match engine.live.follow(&engine.store).await {
            Ok(()) => return,
            Err(error) => tracing::warn!(%error, "live events of other processes are not heard, trying again"),
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

/// Lists that are taken along as files, for people and for programs.
fn sheets() -> Router<Serving> {
    Router::new()
        .route("/leads/reports/{figure}/rows.csv", get(sheets::rows::<ListReportRows>))
        .route(
            "/leads/definition/versions/{first}/replay/rows.csv",
            get(sheets::rows::<ReplayDefinitions>),
        )
        .route(
            "/leads/definition/versions/{version}/proof/rows.csv",
            get(sheets::rows::<ListProofRows>),
        )
}

/// All routes with everything around them.
fn routes(serving: &Serving) -> Result<Router, StartError> {
    const FORM_BYTES: usize = 2 * 1024 * 1024;
    let public_url = serving.engine().settings.public_url.clone();
    let csrf = CsrfLayer::new()
        .add_trusted_origin(&public_url)
        .map_err(|_no_origin| StartError::PublicUrl(public_url.clone()))?
        .with_rejection_response(|_| Problem(Failure::Forbidden).into_response());
    let sessions = SessionManagerLayer::new(DatabaseSessions::new(serving.engine().clone()))
        .with_name("tridem_session")
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_secure(serving.over_tls())
        .with_expiry(Expiry::OnInactivity(CookieDuration::days(14)));

    let reload = serving.reloads().then(|| get(reload::stream));
    let screens = Router::new()
        .route("/do/{name}", post(browser::perform))
        .route("/live", get(live::stream))
        .route("/imports/{import}/problems.csv", get(imports::problems))
        .merge(sheets())
        .fallback(pages::page)
        .layer(middleware::from_fn_with_state(serving.clone(), identity::by_session))
        .layer(sessions.clone())
        .layer(csrf.clone());
    // Files take as long as the line takes, and are counted while they come in.
    let files = Router::new()
        .route("/imports/upload", post(imports::from_form))
        .layer(middleware::from_fn_with_state(serving.clone(), identity::by_session))
        .layer(sessions)
        .layer(csrf)
        .merge(
            Router::new()
                .route("/api/v1/imports", post(imports::from_body))
                .layer(middleware::from_fn_with_state(serving.clone(), identity::by_token)),
        )
        .layer(DefaultBodyLimit::disable());
    let api = rest::routes(serving.dispatcher())
        .route("/imports/{import}/problems.csv", get(imports::problems))
        .merge(sheets())
        .layer(middleware::from_fn_with_state(serving.clone(), identity::by_token));
    let request_id = HeaderName::from_static("x-request-id");
    let timeout = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_mins(1));
    Ok(Router::new()
        .nest("/api/v1", api)
        .route("/assets/{file}", get(site::file))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .merge(screens)
        .merge(
            reload
                .map(|reload| Router::new().route("/reload", reload))
                .unwrap_or_default(),
        )
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(timeout)
        .merge(files)
        .layer(middleware::from_fn(problem::catch_panic))
        .layer(middleware::from_fn_with_state(serving.clone(), pace::keep))
        .layer(middleware::from_fn_with_state(serving.clone(), problem::for_people))
        .layer(compression())
        .layer(middleware::from_fn_with_state(serving.clone(), security::headers))
        .layer(middleware::from_fn(telemetry::access_log))
        .layer(PropagateRequestIdLayer::new(request_id.clone()))
        .layer(SetRequestIdLayer::new(
            request_id.clone(),
            OwnIds(serving.engine().clone()),
        ))
        .layer(middleware::map_request(move |mut request: axum::extract::Request| {
            request.headers_mut().remove(&request_id);
            std::future::ready(request)
        }))
        .with_state(serving.clone()))
}

/// Documents and answers become a tenth of their size. Lightly: what a person waits for is made anew each time; files
/// come compressed from the bundler already, typefaces cannot become smaller, and live events may not be held back.
fn compression() -> CompressionLayer<impl Predicate> {
    const LIGHTLY: i32 = 3;
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(LIGHTLY))
        .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("font/")))
}

/// Request ids are ours alone: one that a visitor sends along is not taken over into the log.
#[derive(Clone)]
struct OwnIds(Engine);

impl MakeRequestId for OwnIds {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        HeaderValue::from_str(&self.0.clock.new_id().simple().to_string())
            .ok()
            .map(RequestId::new)
    }
}
