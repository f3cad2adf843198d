//! A server over a world of its own, and those who ask it.

use std::{
    io::Write,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use engine::{
    Engine,
    testing::{PASSWORD, Who, World},
};
use model::platform::tokens::make::MakeToken;
use reqwest::{Client, RequestBuilder, Response, redirect::Policy};
use serde_json::{Value, json};
use server::serve::{self, Running, Start};
use tempfile::TempDir;

/// A server that runs.
pub struct House {
    pub world: World,
    pub address: SocketAddr,
    running: Running,
    _site: TempDir,
}

impl House {
    /// A server over a world with everybody in it.
    pub async fn open() -> Self {
        let world = World::new().await;
        let engine = world.engine.clone();
        Self::over(world, engine).await
    }

    /// A server over an installation that nobody has set up.
    pub async fn empty() -> Self {
        let world = World::empty().await;
        let engine = world.engine.clone();
        Self::over(world, engine).await
    }

    /// A server with an engine that the test made itself over the world's database.
    pub async fn over(world: World, engine: Engine) -> Self {
        log();
        let site = site();
        let start = Start {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            site: Some(site.path().to_owned()),
            post: None,
            behind_proxy: false,
            worker: false,
            reload: false,
            per_second: 0,
        };
        let running = serve::start(engine, start).await.unwrap();
        Self {
            world,
            address: running.address,
            running,
            _site: site,
        }
    }

    /// Stops it, waiting for what is under way.
    pub async fn close(self) {
        self.running.stop().await;
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A browser in which nobody has signed in.
    pub fn browser(&self) -> Browser {
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).build();
        Browser {
            start: self.url(""),
            client: client.unwrap(),
        }
    }

    /// A browser in which this person has signed in.
    pub async fn signed_in(&self, who: Who) -> Browser {
        let browser = self.browser();
        let answer = browser.perform("platform.people.sign_in", &credentials(who)).await;
        assert_eq!(answer.status(), 200, "{who:?} cannot sign in");
        browser
    }

    /// A key to the REST API.
    pub async fn token(&self, who: Who) -> String {
        let make = MakeToken {
            name: "Test".parse().unwrap(),
        };
        self.world.acting(who).perform(make).await.unwrap().secret
    }
}

/// What somebody signs in with.
pub fn credentials(who: Who) -> Value {
    json!({ "email": who.email(), "password": PASSWORD })
}

/// A browser: it keeps cookies and follows no redirects by itself.
pub struct Browser {
    start: String,
    pub client: Client,
}

impl Browser {
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.start))
    }

    pub fn post(&self, path: &str) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.start))
    }

    /// A page.
    pub async fn page(&self, path: &str) -> Response {
        self.get(path).header("accept", "text/html,*/*").send().await.unwrap()
    }

    /// An operation as a page with scripts sends it.
    pub async fn perform(&self, name: &str, input: &Value) -> Response {
        self.post(&format!("/do/{name}")).json(input).send().await.unwrap()
    }

    /// An operation as a form without scripts sends it.
    pub async fn submit(&self, name: &str, fields: &[(&str, &str)]) -> Response {
        let body = serde_html_form::to_string(fields).unwrap();
        self.post(&format!("/do/{name}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap()
    }
}

/// The value of a header, or nothing.
pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    let value = response.headers().get(name);
    value.and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// A site that is there but does nothing: these tests ask the server, not the browser.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let manifest = json!({
        "boot": "/assets/boot.0.js",
        "js": "/assets/app.0.js",
        "wasm": "/assets/app.0.wasm",
        "css": "/assets/app.0.css",
        "fonts": [],
    });
    std::fs::write(folder.path().join("manifest.json"), manifest.to_string()).unwrap();
    let assets = folder.path().join("assets");
    std::fs::create_dir(&assets).unwrap();
    for (name, content) in [
        ("boot.0.js", "export {};"),
        ("app.0.js", "export {};"),
        ("app.0.wasm", ""),
        ("app.0.css", ":root {}"),
        ("app.0.css.br", "smaller"),
        ("app.0.css.gz", "small"),
    ] {
        std::fs::write(assets.join(name), content).unwrap();
    }
    folder
}

/// The root of the workspace.
pub fn workspace() -> &'static Path {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    server.parent().unwrap()
}

/// Compares with what is committed below `server/tests/output`, or accepts it when `TRIDEM_ACCEPT` is set.
#[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
pub fn accepted(name: &str, now: &str) {
    let path = workspace().join("server/tests/output").join(name);
    if std::env::var("TRIDEM_ACCEPT").is_ok_and(|accept| accept == "1") {
        std::fs::write(&path, now).unwrap();
        return;
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    if before == now {
        return;
    }
    let (before, now): (Vec<_>, Vec<_>) = (before.lines().collect(), now.lines().collect());
    let gone = before
        .iter()
        .filter(|line| !now.contains(line))
        .map(|line| format!("- {line}"));
    let new = now
        .iter()
        .filter(|line| !before.contains(line))
        .map(|line| format!("+ {line}"));
    let difference: Vec<_> = gone.chain(new).take(60).collect();
    panic!(
        "server/tests/output/{name} is not what the program says. If this is meant, run the test with TRIDEM_ACCEPT=1 \
         and commit it.\n{}",
        difference.join("\n")
    );
}

/// Everything that the servers of this process log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The log until now, in more detail than anybody would run it.
pub fn log() -> String {
    static LOG: LazyLock<Log> = LazyLock::new(|| {
        let log = Log::default();
        let writer = log.clone();
        let filter = "info,server=trace,engine=trace,ui=trace";
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(false)
            .with_writer(move || writer.clone());
        subscriber.init();
        log
    });
    let bytes = LOG.0.lock().unwrap_or_else(PoisonError::into_inner);
    String::from_utf8_lossy(&bytes).into_owned()
}
