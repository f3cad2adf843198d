//! From `style/main.css` and what it imports to one stylesheet for the browsers of the last two years.

use anyhow::{Result, anyhow, bail};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    printer::PrinterOptions,
    rules::{
        CssRule, CssRuleList,
        font_face::{FontFaceProperty, FontFaceRule, Source},
    },
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Targets},
};
use parcel_sourcemap::SourceMap;

use crate::{
    assets::{Assets, is_font},
    names::rewrite_urls,
    workspace::Workspace,
};

const ENTRY: &str = "style/main.css";

/// The browsers of the last two years. All of them know `light-dark()`, `oklch()`, nesting and `:has()`, so those are
/// sent as they are written: an older list would replace `light-dark()` by two variables per colour.
const BROWSERS: Browsers = Browsers {
    chrome: Some(version(130)),
    edge: Some(version(130)),
    android: Some(version(130)),
    opera: Some(version(115)),
    samsung: Some(version(27)),
    firefox: Some(version(132)),
    safari: Some(version(18)),
    ios_saf: Some(version(18)),
    ie: None,
};

/// Lightning CSS keeps a version in one number, the major part in the third byte.
const fn version(major: u32) -> u32 {
    major << 16
}

/// One stylesheet for every page.
#[derive(Debug)]
pub struct Stylesheet {
    pub css: String,
    /// Leads the developer tools to the files that people edit; not for releases.
    pub map: Option<String>,
}

impl Stylesheet {
    /// Bundles, lowers where a browser needs it, and names assets as the site names them.
    pub fn build(workspace: &Workspace, assets: &Assets) -> Result<Self> {
        let entry = workspace.path(ENTRY);
        if !entry.exists() {
            bail!(
                "there is no {ENTRY} in {}, so pages would have no style",
                workspace.path("").display()
            );
        }
        let files = FileProvider::new();
        let root = workspace.path("");
        let mut map = SourceMap::new(&root.to_string_lossy());
        let mut bundler = Bundler::new(&files, Some(&mut map), ParserOptions::default());
        // Errors borrow the sources; as text they name file, line and column.
        let mut sheet = bundler
            .bundle(&entry)
            .map_err(|failure| anyhow!("the styles have a mistake: {failure}"))?;
        let targets = Targets::from(BROWSERS);
        sheet
            .minify(MinifyOptions {
                targets,
                ..MinifyOptions::default()
            })
            .map_err(|failure| anyhow!("the styles have a mistake: {failure}"))?;
        drop_absent_fonts(&mut sheet.rules, assets);
        let printed = sheet
            .to_css(PrinterOptions {
                minify: workspace.release(),
                source_map: (!workspace.release()).then_some(&mut map),
                targets,
                ..PrinterOptions::default()
            })
            .map_err(|failure| anyhow!("the styles cannot be written: {failure}"))?;

        let css = name_assets(&printed.code, assets)?;
        let map = if workspace.release() {
            None
        } else {
            Some(map.to_json(None)?)
        };
        Ok(Self { css, map })
    }
}

/// Renames what the styles refer to, and refuses what is not there: it would be a hole in the page.
fn name_assets(css: &str, assets: &Assets) -> Result<String> {
    let mut absent = Vec::new();
    let named = rewrite_urls(css, |name| {
        let found = assets.name_in_styles(name);
        if found.is_none() {
            absent.push(format!("/assets/{name}"));
        }
        found
    });
    if !absent.is_empty() {
        bail!(
            "the styles refer to {}, but style/assets has no such file",
            absent.join(", ")
        );
    }
    Ok(named)
}

/// A typeface that is not installed would be asked for on every page in vain.
fn drop_absent_fonts(rules: &mut CssRuleList<'_>, assets: &Assets) {
    rules.0.retain_mut(|rule| match rule {
        CssRule::FontFace(face) => is_present(face, assets),
        CssRule::LayerBlock(layer) => {
            drop_absent_fonts(&mut layer.rules, assets);
            true
        }
        _ => true,
    });
}

fn is_present(face: &FontFaceRule<'_>, assets: &Assets) -> bool {
    let sources = face.properties.iter().filter_map(|property| match property {
        FontFaceProperty::Source(sources) => Some(sources),
        _ => None,
    });
    sources.flatten().all(|source| match source {
        Source::Url(source) => source
            .url
            .url
            .strip_prefix("/assets/")
            .is_none_or(|name| !is_font(name) || assets.font(name).is_some()),
        Source::Local(_) => true,
    })
}
