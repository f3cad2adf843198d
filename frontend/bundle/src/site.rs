//! The finished site: every file with its compressed twins, and the manifest that names them.

use std::{collections::BTreeMap, io::Write as _};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use serde_json::{Map, Value, json};

use crate::{
    assets::{Assets, is_font},
    names::hashed,
    styles::Stylesheet,
    wasm::{GLUE, LOADER, Module},
};

const BOOT: &str = include_str!("boot.js");

/// How hard to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Seconds now for every visitor later.
    Most,
    /// The next edit comes in a moment.
    Least,
}

/// One file of the site. The path is relative to the site's folder `assets`.
#[derive(Debug)]
pub struct File {
    pub path: String,
    pub content: Vec<u8>,
    /// Brotli and gzip; absent where compressing gains nothing, as with fonts and pictures.
    pub twins: Option<Twins>,
}

/// The same content, compressed.
#[derive(Debug)]
pub struct Twins {
    pub brotli: Vec<u8>,
    pub gzip: Vec<u8>,
}

impl File {
    fn new(path: String, content: Vec<u8>, effort: Effort) -> Result<Self> {
        let twins = if is_compressible(&path) {
            Some(Twins::of(&content, effort)?)
        } else {
            None
        };
        Ok(Self { path, content, twins })
    }

    /// Bytes on the way to a browser that understands Brotli.
    pub fn sent(&self) -> usize {
        self.twins
            .as_ref()
            .map_or(self.content.len(), |twins| twins.brotli.len())
    }
}

impl Twins {
    fn of(content: &[u8], effort: Effort) -> Result<Self> {
        let (quality, level) = match effort {
            Effort::Most => (11, Compression::best()),
            Effort::Least => (1, Compression::fast()),
        };
        let mut brotli = Vec::new();
        let parameters = BrotliEncoderParams {
            quality,
            lgwin: 22,
            size_hint: content.len(),
            ..Default::default()
        };
        brotli::BrotliCompress(&mut &*content, &mut brotli, &parameters)?;
        let mut gzip = GzEncoder::new(Vec::new(), level);
        gzip.write_all(content)?;
        Ok(Self {
            brotli,
            gzip: gzip.finish()?,
        })
    }
}

/// Everything that the server hands out.
#[derive(Debug)]
pub struct Site {
    pub boot: String,
    pub js: String,
    pub wasm: String,
    /// Loads the parts.
    pub loader: String,
    /// The files that each part needs, by its name.
    pub parts: BTreeMap<String, Vec<String>>,
    pub css: String,
    pub fonts: Vec<String>,
    pub files: Vec<File>,
}

impl Site {
    /// Names and compresses what the other modules made.
    pub fn assemble(module: &Module, styles: &Stylesheet, assets: &Assets, effort: Effort) -> Result<Self> {
        let mut files = Vec::new();
        let mut keep = |path: String, content: &[u8]| -> Result<String> {
            files.push(File::new(path.clone(), content.to_vec(), effort)?);
            Ok(path)
        };

        let boot = keep(hashed("boot.js", BOOT.as_bytes()), BOOT.as_bytes())?;
        let wasm = keep(hashed("frontend.wasm", &module.wasm), &module.wasm)?;
        let mut sent = Vec::new();
        for parcel in module.parts.parcels() {
            let path = keep(
                hashed(&format!("{}.bin", parcel.name), &parcel.content),
                &parcel.content,
            )?;
            sent.push((parcel, path));
        }
        let mut loader = module.parts.loader(&sent);
        let parts = module.parts.files(&sent).into_iter();
        let parts = parts.map(|(part, files)| (part.to_owned(), files.into_iter().map(str::to_owned).collect()));
        let parts = parts.collect();
        // Glue and loader name each other, so one name has to stand for the content of both.
        let both = [module.js.as_str(), &loader].concat();
        let [js, loads] = ["frontend.js", "parts.js"].map(|name| hashed(name, both.as_bytes()));
        // The module itself goes on calling the loader by its plain name.
        let from = |name: &str| format!("from \"{name}\"");
        let glue = module.js.replace(&from(LOADER), &from(&format!("./{loads}")));
        loader = loader.replace(&from(GLUE), &from(&format!("./{js}")));
        let js = keep(js, glue.as_bytes())?;
        let loader = keep(loads, loader.as_bytes())?;
        for (path, text) in &module.snippets {
            // Their folders carry a hash already, and the glue imports them by exactly this path.
            keep(path.clone(), text.as_bytes())?;
        }

        let css = hashed("main.css", styles.css.as_bytes());
        if let Some(map) = &styles.map {
            let map_name = format!("{css}.map");
            keep(
                css.clone(),
                format!("{}\n/*# sourceMappingURL={map_name} */\n", styles.css).as_bytes(),
            )?;
            keep(map_name, map.as_bytes())?;
        } else {
            keep(css.clone(), styles.css.as_bytes())?;
        }

        let mut fonts = Vec::new();
        for (name, content) in assets.files(&styles.css) {
            let path = keep(name, &content)?;
            if is_font(&path) {
                fonts.push(path);
            }
        }
        Ok(Self {
            boot,
            js,
            wasm,
            loader,
            parts,
            css,
            fonts,
            files,
        })
    }

    /// What the server reads to learn the names.
    pub fn manifest(&self) -> Value {
        let address = |path: &String| format!("/assets/{path}");
        let files: Map<_, _> = self
            .files
            .iter()
            .map(|file| {
                (
                    file.path.clone(),
                    json!({ "bytes": file.content.len(), "brotli": file.sent() }),
                )
            })
            .collect();
        json!({
            "boot": address(&self.boot),
            "js": address(&self.js),
            "wasm": address(&self.wasm),
            "loader": address(&self.loader),
            "parts": self.parts.iter().map(|(part, files)| (part.clone(), files.iter().map(address).collect())).collect::<Map<_, Value>>(),
            "css": address(&self.css),
            "fonts": self.fonts.iter().map(address).collect::<Vec<_>>(),
            "files": files,
        })
    }
}

fn is_compressible(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    [
        "bin",
        "css",
        "html",
        "ico",
        "js",
        "json",
        "map",
        "svg",
        "txt",
        "wasm",
        "webmanifest",
        "xml",
    ]
    .contains(&extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(map: Option<&str>) -> Site {
        let module = Module {
            wasm: b"\0asm".to_vec(),
            js: "export {}".to_owned(),
            snippets: vec![("snippets/a-1/inline0.js".to_owned(), "1".to_owned())],
            parts: crate::parts::Parts::default(),
        };
        let styles = Stylesheet {
            css: "a{}".to_owned(),
            map: map.map(str::to_owned),
        };
        let assets = Assets {
            fonts: vec![("inter.woff2".to_owned(), vec![1])],
            ..Assets::default()
        };
        Site::assemble(&module, &styles, &assets, Effort::Least).unwrap()
    }

    #[test]
    fn the_manifest_names_files_that_are_there() {
        let site = site(None);
        let manifest = site.manifest();
        for key in ["boot", "js", "wasm", "css"] {
            let name = manifest[key]
                .as_str()
                .unwrap()
                .strip_prefix("/assets/")
                .unwrap()
                .to_owned();
            assert!(site.files.iter().any(|file| file.path == name), "{key} is missing");
            assert!(manifest["files"][&name]["bytes"].is_u64());
        }
        assert_eq!(
            manifest["fonts"],
            json!([format!("/assets/{}", hashed("inter.woff2", &[1]))])
        );
    }

    #[test]
    fn text_and_wasm_have_twins_and_fonts_have_none() {
        for file in site(None).files {
            assert_eq!(file.twins.is_some(), !is_font(&file.path), "{}", file.path);
        }
    }

    #[test]
    fn a_source_map_lies_beside_the_styles_that_name_it() {
        let site = site(Some("{}"));
        let styles = site.files.iter().find(|file| file.path == site.css).unwrap();
        let text = String::from_utf8(styles.content.clone()).unwrap();
        assert!(text.ends_with(&format!("/*# sourceMappingURL={}.map */\n", site.css)));
        assert!(site.files.iter().any(|file| file.path == format!("{}.map", site.css)));
    }
}
