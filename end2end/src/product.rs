//! The product under test: the real server on a free port of this machine, over a world of its own.

use std::{
    net::Ipv4Addr,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use engine::testing::World;
use model::platform::demo::load::LoadDemo;
use server::serve::{self, Running, Start};

/// What is in the installation at the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Nothing: nobody has set it up.
    Nothing,
    /// An organisation with one person of each department and role, and nothing else.
    People,
    /// The demo company.
    Demo,
}

/// A server that runs.
#[derive(Debug)]
pub struct Product {
    /// What is behind it: the database, the clock, the mail.
    pub world: World,
    start: String,
    running: Running,
}

impl Product {
    /// Starts it.
    pub async fn start(filling: Filling) -> Result<Self> {
        let world = match filling {
            Filling::Nothing | Filling::Demo => World::empty().await,
            Filling::People => World::new().await,
        };
        if filling == Filling::Demo {
            let demo = LoadDemo {
                accounts: 40,
                seed: 1,
                signals: None,
            };
            world.as_system().perform(demo).await?;
        }
        let start = Start {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            site: Some(site()?),
            post: None,
            behind_proxy: false,
            worker: true,
            reload: false,
            per_second: 0,
        };
        let running = serve::start(world.engine.clone(), start).await?;
        Ok(Self {
            world,
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
