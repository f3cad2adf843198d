//! The product in a real browser: a server in this process with a world of its own, Chromium in front of it.

pub mod axe;
pub mod browser;
pub mod mailbox;
pub mod pages;
pub mod product;
pub mod scene;
pub mod screens;

pub use browser::{Browser, Looks};
pub use mailbox::{Arrived, Mailbox};
pub use product::{Filling, Product};
pub use scene::{Scene, play};
