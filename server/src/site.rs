//! The files of the site: built by the bundler, named by their content, so that browsers keep them for good.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use serde::Deserialize;

use crate::serve::Serving;

/// What the bundler wrote about its files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Manifest {
    /// Starts the page's program.
    pub boot: String,
    /// The glue between browser and program.
    pub js: String,
    /// The program.
    pub wasm: String,
    /// The files that the parts of the program need, by the name of the part.
    #[serde(default)]
    pub parts: HashMap<String, Vec<String>>,
    /// The styles.
    pub css: String,
    /// The typefaces.
    #[serde(default)]
    pub fonts: Vec<String>,
}

/// The site's folder with its manifest.
#[derive(Debug, Clone)]
pub struct Site {
    folder: PathBuf,
    manifest: Manifest,
    kept: Arc<HashMap<String, Kept>>,
}

/// One file in memory with its smaller twins.
#[derive(Debug)]
struct Kept {
    kind: HeaderValue,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// The site is not there.
#[derive(Debug, thiserror::Error)]
#[error(
    "The site was not found in {0}: {1}. Build it with `cargo bundle` (or `make build`), or say where it is with --site."
)]
pub struct NoSite(PathBuf, String);

impl Site {
    /// Reads the site from a folder.
    pub fn open(folder: &Path) -> Result<Self, NoSite> {
        let no_site = |error: &dyn std::fmt::Display| NoSite(folder.to_owned(), error.to_string());
        let manifest = std::fs::read(folder.join("manifest.json")).map_err(|error| no_site(&error))?;
        let manifest: Manifest = serde_json::from_slice(&manifest).map_err(|error| no_site(&error))?;
        let mut kept = HashMap::new();
        for file in std::fs::read_dir(folder.join("assets")).map_err(|error| no_site(&error))? {
            let path = file.map_err(|error| no_site(&error))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let ending = path.extension().and_then(|ending| ending.to_str());
            if matches!(ending, Some("br" | "gz" | "map")) {
                continue;
            }
            let twin = |ending: &str| {
                std::fs::read(path.with_file_name(format!("{name}{ending}")))
                    .ok()
                    .map(Bytes::from)
            };
            let kind = mime_guess::from_path(name).first_or_octet_stream();
            let file = Kept {
                kind: HeaderValue::from_str(kind.as_ref())
                    .unwrap_or(HeaderValue::from_static("application/octet-stream")),
                plain: std::fs::read(&path).map_err(|error| no_site(&error))?.into(),
                brotli: twin(".br"),
                gzip: twin(".gz"),
            };
            kept.insert(format!("/assets/{name}"), file);
        }
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
            kept: Arc::new(kept),
        })
    }

    /// The folder beside the binary, also when the binary is a test in a folder below.
    pub fn beside_binary() -> PathBuf {
        let binary = std::env::current_exe().unwrap_or_default();
        let folders = binary.ancestors().skip(1).take(2).map(|folder| folder.join("site"));
        folders
            .into_iter()
            .find(|folder| folder.join("manifest.json").exists())
            .unwrap_or_else(|| binary.with_file_name("site"))
    }

    /// What the bundler wrote about its files.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Serves one file: the smallest form that the browser takes. Its name changes with its content, so it is kept for a
/// year.
pub async fn file(State(serving): State<Serving>, uri: Uri, headers: HeaderMap) -> Response {
    let site = serving.site();
    let Some(file) = site.kept.get(uri.path()) else {
        return (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
    };
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|accepted| accepted.to_str().ok())
        .unwrap_or_default();
    let takes = |coding: &str| {
        accepted
            .split(',')
            .any(|one| one.split(';').next().is_some_and(|one| one.trim() == coding))
    };
    let (body, coding) = match (&file.brotli, &file.gzip) {
        (Some(small), _) if takes("br") => (small, Some("br")),
        (_, Some(small)) if takes("gzip") => (small, Some("gzip")),
        _ => (&file.plain, None),
    };
    let mut response = body.clone().into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, file.kind.clone());
    answer.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}
