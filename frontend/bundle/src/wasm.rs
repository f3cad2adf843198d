//! From the crate `frontend` to the modules that a browser loads: what every page needs, and the parts of the areas.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fs,
    num::NonZero,
    panic::resume_unwind,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::Options;

use crate::{
    never::without_what_never_runs,
    order::alike_together,
    parts::Parts,
    scripts::slim,
    short_names::shorten,
    tools::{cargo, output, run, say},
    workspace::Workspace,
};

const TARGET: &str = "wasm32-unknown-unknown";
const OPTIMISER: &str = "frontend/node_modules/binaryen/index.js";
const OPTIMISE: &str = include_str!("optimise.mjs");

/// What the browser runs: the program and the JavaScript between it and the page.
#[derive(Debug)]
pub struct Module {
    pub wasm: Vec<u8>,
    pub js: String,
    /// Pieces of JavaScript that crates bring along, by the path under which the glue imports them.
    pub snippets: Vec<(String, String)>,
    /// What only some pages need.
    pub parts: Parts,
}

/// The name under which the glue imports the loader of parts.
pub const LOADER: &str = "./parts.js";
/// The name under which the loader of parts imports the glue.
pub const GLUE: &str = "./frontend.js";

/// Compiles, cuts into parts, binds and, for a release, optimises.
pub fn build(workspace: &Workspace) -> Result<Module> {
    target_is_installed()?;
    let (main, parts) = split(&compile(workspace)?, workspace.release())?;
    let mut module = bind(&main, workspace.release())?;
    module.parts = parts;
    if workspace.release() {
        optimise(workspace, &mut module)?;
        (module.wasm, module.js) = shorten(&module.wasm, &module.js)?;
        module.js = slim(&module.js);
        module.parts.loader = slim(&module.parts.loader);
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

/// Takes out what only the pages of some areas need: the functions marked `#[lazy]` and what they alone reach.
fn split(compiled: &Path, release: bool) -> Result<(PathBuf, Parts)> {
    let folder = compiled.with_file_name("parts");
    emptied(&folder)?;
    let mut whole = fs::read(compiled)?;
    if release {
        whole = without_what_never_runs(&whole)?;
    }
    let main = folder.join("main.wasm");
    let mut options = Options::new(&whole);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    options.main_module = GLUE;
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    let mut pieces = BTreeMap::new();
    for path in split.split_modules {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        pieces.insert(name, fs::read(&path)?);
    }
    let parts = Parts {
        loader: fs::read_to_string(folder.join(LOADER))?,
        pieces,
        needs: split.prefetch_map.into_iter().collect(),
    };
    Ok((main, parts))
}

fn bind(compiled: &Path, release: bool) -> Result<Module> {
    let mut bound = Bindgen::new()
        .input_path(compiled)
        .out_name("frontend")
        .web(true)?
        .typescript(false)
        // The page says where the module lies; a guess would name the file without its hash.
        .omit_default_module_path(true)
        // The parts are linked to the main module while it runs: by its table, its memory and its stack.
        .keep_lld_exports(true)
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
        parts: Parts::default(),
    })
}

/// Halves the download.
fn optimise(workspace: &Workspace, module: &mut Module) -> Result<()> {
    let optimiser = workspace.path(OPTIMISER);
    if !optimiser.exists() {
        say(
            "The optimiser binaryen is not installed, so the page will load about twice as much. With Node.js: npm ci --prefix frontend",
        );
        return Ok(());
    }
    let folder = workspace.target().join(TARGET).join("wasm-release/optimised");
    emptied(&folder)?;
    let script = folder.join("optimise.mjs");
    fs::write(&script, OPTIMISE)?;
    let parts = module.parts.pieces.iter_mut().map(|(name, wasm)| (name.as_str(), wasm));
    let mut pieces: Vec<_> = std::iter::once(("main", &mut module.wasm)).chain(parts).collect();
    pieces.sort_by_key(|(_, wasm)| Reverse(wasm.len()));
    let mut shares: Vec<Share> = Vec::new();
    shares.resize_with(thread::available_parallelism().map_or(1, NonZero::get), Share::default);
    for (name, wasm) in pieces {
        fs::write(folder.join(format!("{name}.bound.wasm")), &*wasm)?;
        // The largest comes first and goes to whoever has least, so that all are ready at about the same time.
        if let Some(share) = shares.iter_mut().min_by_key(|share| share.bytes) {
            share.bytes += wasm.len();
            share.pieces.push((name, wasm));
        }
    }
    thread::scope(|scope| {
        let work = |share| scope.spawn(|| smaller(&optimiser, &script, &folder, share));
        let workers: Vec<_> = shares.into_iter().map(work).collect();
        for worker in workers {
            worker.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        }
        Ok(())
    })
}

/// What one process of the optimiser works on.
#[derive(Default)]
struct Share<'a> {
    bytes: usize,
    pieces: Vec<(&'a str, &'a mut Vec<u8>)>,
}

/// Optimises the pieces of a share, which lie in the folder, in one process.
fn smaller(optimiser: &Path, script: &Path, folder: &Path, share: Share<'_>) -> Result<()> {
    if share.pieces.is_empty() {
        return Ok(());
    }
    run(Command::new("node")
        .args([script, optimiser, folder])
        .args(share.pieces.iter().map(|(name, _)| name)))
    .context("the optimiser failed")?;
    for (name, wasm) in share.pieces {
        *wasm = alike_together(&fs::read(folder.join(format!("{name}.wasm")))?)?;
    }
    Ok(())
}

/// Makes sure that a folder is there and has nothing in it from an earlier build.
fn emptied(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(fs::create_dir_all(folder)?),
    }
}
