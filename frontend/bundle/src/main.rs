//! Builds the site that the server hands out: `cargo bundle`.
//!
//! One run compiles `frontend` to WebAssembly, bundles the styles, takes fonts and icons along, names every file by its
//! content and compresses it, then puts the whole beside the server's binary: `target/release/site` or `target/debug/site`.
//! The server reads `manifest.json` there to learn the names.

mod assets;
mod budget;
mod names;
mod never;
mod order;
mod parts;
mod publish;
mod scripts;
mod short_names;
mod site;
mod styles;
mod tools;
mod wasm;
mod watch;
mod workspace;

use std::{process::ExitCode, time::Instant};

use anyhow::Result;
use clap::Parser;

use crate::{assets::Assets, budget::Budget, site::Site, styles::Stylesheet, tools::say, workspace::Workspace};

/// Builds the site: WebAssembly, styles, fonts, hashed and compressed.
#[derive(Debug, Parser)]
#[command(name = "cargo bundle", bin_name = "cargo bundle")]
struct Arguments {
    /// Optimise for the people who will load it, instead of for the next build.
    #[arg(long)]
    release: bool,

    /// Print what the browser loads, and fail when it is more than this many KB (1,000 bytes) in Brotli.
    #[arg(long, value_name = "KB")]
    budget: Option<u64>,

    /// Stay, and build again whatever an edit touches.
    #[arg(long, conflicts_with = "release")]
    watch: bool,

    /// While watching, also build the server and keep it running.
    #[arg(long, requires = "watch")]
    serve: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("bundle: {failure:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let workspace = Workspace::find(arguments.release)?;
    if arguments.watch {
        return watch::forever(&workspace, arguments.serve);
    }

    let begun = Instant::now();
    let module = wasm::build(&workspace)?;
    let assets = Assets::collect(&workspace)?;
    let styles = Stylesheet::build(&workspace, &assets)?;
    let site = Site::assemble(&module, &styles, &assets, workspace.effort())?;
    let outcome = publish::publish(&site, &workspace.site())?;
    say(&format!(
        "{outcome} in {:.1} s: {}",
        begun.elapsed().as_secs_f32(),
        workspace.site().display()
    ));

    arguments.budget.map_or(Ok(()), |limit| Budget::of(&site).hold(limit))
}
