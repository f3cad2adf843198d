//! From the crate `frontend` to a module that a browser loads.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    tools::{cargo, output, run, say},
    workspace::Workspace,
};

const TARGET: &str = "wasm32-unknown-unknown";
const OPTIMISER: &str = "frontend/node_modules/.bin/wasm-opt";

/// What the browser runs: the program and the JavaScript between it and the page.
#[derive(Debug)]
pub struct Module {
    pub wasm: Vec<u8>,
    pub js: String,
    /// Pieces of JavaScript that crates bring along, by the path under which the glue imports them.
    pub snippets: Vec<(String, String)>,
}

/// Compiles, binds and, for a release, optimises.
pub fn build(workspace: &Workspace) -> Result<Module> {
    target_is_installed()?;
    let mut module = bind(&compile(workspace)?, workspace.release())?;
    if workspace.release() {
        module.wasm = optimise(workspace, module.wasm)?;
    }
    Ok(module)
}

/// Without this question the answer would be a compiler error about a missing `core`.
fn target_is_installed() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let answer = output(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]))?;
    if !Path::new(String::from_utf8_lossy(&answer).trim()).exists() {
        bail!("the Rust compiler cannot write WebAssembly yet; run: rustup target add {TARGET}");
    }
    Ok(())
}

/// Only `frontend` is named: building the whole workspace would mix in the features meant for the server.
fn compile(workspace: &Workspace) -> Result<PathBuf> {
    let (profile, folder) = if workspace.release() {
        ("wasm-release", "wasm-release")
    } else {
        ("dev", "debug")
    };
    run(cargo().args([
        "build",
        "--package",
        "frontend",
        "--lib",
        "--target",
        TARGET,
        "--profile",
        profile,
    ]))
    .context("frontend does not compile to WebAssembly")?;
    Ok(workspace.target().join(TARGET).join(folder).join("frontend.wasm"))
}

fn bind(compiled: &Path, release: bool) -> Result<Module> {
    let mut bound = Bindgen::new()
        .input_path(compiled)
        .out_name("frontend")
        .web(true)?
        .typescript(false)
        // The page says where the module lies; a guess would name the file without its hash.
        .omit_default_module_path(true)
        .keep_debug(!release)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate_output()
        .with_context(|| format!("wasm-bindgen cannot read {}", compiled.display()))?;

    if let Some(package) = bound.npm_dependencies().keys().next() {
        bail!("a crate imports the npm package {package}, which the bundler does not carry along");
    }
    let mut snippets: Vec<_> = bound
        .local_modules()
        .iter()
        .map(|(path, text)| (format!("snippets/{path}"), text.clone()))
        .collect();
    for (folder, texts) in bound.snippets() {
        let named = texts.iter().enumerate();
        snippets.extend(named.map(|(at, text)| (format!("snippets/{folder}/inline{at}.js"), text.clone())));
    }
    snippets.sort();
    Ok(Module {
        js: bound.js().to_owned(),
        wasm: bound.wasm_mut().emit_wasm(),
        snippets,
    })
}

/// Halves the download. `--all-features` must stay away: it writes encodings that browsers refuse.
fn optimise(workspace: &Workspace, wasm: Vec<u8>) -> Result<Vec<u8>> {
    let optimiser = workspace.path(OPTIMISER);
    if !optimiser.exists() {
        say(
            "The optimiser wasm-opt is not installed, so the page will load about twice as much. With Node.js: npm ci --prefix frontend",
        );
        return Ok(wasm);
    }
    let folder = workspace.target().join(TARGET).join("wasm-release");
    let (before, after) = (folder.join("frontend.bound.wasm"), folder.join("frontend.small.wasm"));
    fs::write(&before, wasm)?;
    run(Command::new(optimiser).arg("-Oz").arg(&before).arg("-o").arg(&after)).context("wasm-opt failed")?;
    Ok(fs::read(&after)?)
}
