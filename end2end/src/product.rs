//! The product under test: the real server on a free port of this machine, over a world of its own.

use std::{
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result, ensure};
use engine::{Settings, jobs::mail::Post, testing::World};
use model::{leads::chain::capture::CaptureLead, platform::demo::load::LoadDemo};
use server::serve::{self, Running, Start};

use crate::Mailbox;

/// What is in the installation at the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Nothing: nobody has set it up.
    Nothing,
    /// An organisation with one person of each department and role, and nothing else.
    People,
    /// The same, and an SMTP server that takes the mails.
    PeopleAndMail,
    /// The demo company.
    Demo,
}

/// A server that runs.
#[derive(Debug)]
pub struct Product {
    /// What is behind it: the database and the clock.
    pub world: World,
    /// Where its mails arrive.
    pub mailbox: Option<Mailbox>,
    start: String,
    running: Running,
}

impl Product {
    /// Starts it.
    pub async fn start(filling: Filling) -> Result<Self> {
        let world = match filling {
            Filling::Nothing | Filling::Demo => World::empty().await,
            Filling::People | Filling::PeopleAndMail => World::new().await,
        };
        if filling == Filling::Demo {
            let demo = LoadDemo {
                accounts: 40,
                seed: 1,
                signals: None,
            };
            world.as_system().perform(demo).await?;
            // The demo company has accounts and deals, and leads have pages too.
            let lead = serde_json::json!({ "name": "Rhea Calloway", "company": "Brackwell Dairies" });
            world
                .as_system()
                .perform(serde_json::from_value::<CaptureLead>(lead)?)
                .await?;
        }
        let mailbox = match filling {
            Filling::PeopleAndMail => Some(Mailbox::open()?),
            _ => None,
        };
        let post = match &mailbox {
            Some(mailbox) => Some(Post::new(&mailbox.url(), "Tridem <tridem@tridem.test>")?),
            None => None,
        };
        // Links in mails name the port, so it has to be known before the server is there.
        let listen = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let mut engine = world.engine.clone();
        engine.settings = Arc::new(Settings {
            public_url: format!("http://{listen}"),
            sends_mail: post.is_some(),
            ..Settings::default()
        });
        let start = Start {
            listen,
            site: Some(site()?),
            post,
            behind_proxy: false,
            worker: true,
            reload: false,
            per_second: 0,
        };
        let running = serve::start(engine, start).await?;
        Ok(Self {
            world,
            mailbox,
            start: format!("http://{}", running.address),
            running,
        })
    }

    /// The full address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.start)
    }

    /// Stops it.
    pub async fn stop(self) {
        self.running.stop().await;
    }
}

/// The folder that holds the build of the workspace.
pub fn target() -> Result<PathBuf> {
    let binary = std::env::current_exe()?;
    // target/debug/screenshots or target/debug/deps/journeys-...
    let found = binary
        .ancestors()
        .find(|folder| folder.join("debug").is_dir() || folder.join("release").is_dir());
    found
        .map(Path::to_owned)
        .context("there is no target folder above the tests")
}

/// The root of the workspace.
pub fn workspace() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The site as people get it, the optimised module included: bundling gone wrong shows only there.
fn site() -> Result<PathBuf> {
    let site = match std::env::var_os("TRIDEM_SITE") {
        Some(site) => PathBuf::from(site),
        None => target()?.join("release/site"),
    };
    ensure!(
        site.join("manifest.json").is_file(),
        "There is no site in {}. Build it with `cargo bundle --release`, or name its folder in TRIDEM_SITE.",
        site.display()
    );
    Ok(site)
}
