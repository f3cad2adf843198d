//! A product and the browsers in front of it, for the length of one test.

use std::{panic::AssertUnwindSafe, sync::Arc};

use anyhow::Result;
use engine::testing::{PASSWORD, Who, World};
use futures::FutureExt as _;
use tokio::sync::Mutex;

use crate::{Browser, Filling, Looks, Product, pages::Door, product};

/// A product, and browsers as the test needs them.
#[derive(Debug)]
pub struct Scene {
    product: Product,
    browsers: Mutex<Vec<Arc<Browser>>>,
}

impl Scene {
    /// What is behind the server.
    pub const fn world(&self) -> &World {
        &self.product.world
    }

    /// The server.
    pub const fn product(&self) -> &Product {
        &self.product
    }

    /// A browser in which nobody has signed in.
    pub async fn browser(&self, looks: Looks) -> Result<Arc<Browser>> {
        let browser = Arc::new(Browser::open(&self.product.url(""), looks).await?);
        self.browsers.lock().await.push(Arc::clone(&browser));
        Ok(browser)
    }

    /// A browser at a desk in which this person has signed in.
    pub async fn at_desk_of(&self, who: Who) -> Result<Arc<Browser>> {
        let browser = self.browser(Looks::DESK).await?;
        Door(&browser).sign_in(who.email(), PASSWORD).await?;
        Ok(browser)
    }
}

/// Plays a test. When it fails, what its browsers showed lies in `target/failures`.
pub fn play(name: &str, filling: Filling, test: impl AsyncFnOnce(&Scene) -> Result<()>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let scene = Scene {
            product: Product::start(filling).await?,
            browsers: Mutex::default(),
        };
        let outcome = AssertUnwindSafe(test(&scene)).catch_unwind().await;
        let failed = !matches!(outcome, Ok(Ok(())));
        let Scene { product, browsers } = scene;
        for (number, browser) in browsers.into_inner().into_iter().enumerate() {
            if failed && let (Ok(picture), Ok(target)) = (browser.picture().await, product::target()) {
                let folder = target.join("failures");
                std::fs::create_dir_all(&folder)?;
                std::fs::write(folder.join(format!("{name}-{number}.png")), picture)?;
            }
            if let Some(browser) = Arc::into_inner(browser) {
                browser.close().await;
            }
        }
        product.stop().await;
        match outcome {
            Ok(outcome) => outcome,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
