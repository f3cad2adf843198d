//! Puts a finished site where the server looks for it, without ever showing half of it.
//!
//! Files named by their content can arrive one by one, because nobody asks for them yet. The manifest arrives last and
//! in one step; from then on pages name the new files. What only the site before the previous one used is then removed:
//! the previous one stays, for the pages that are open in somebody's browser.

use std::{
    collections::BTreeSet,
    fmt, fs,
    path::{Path, PathBuf},
    process,
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::site::Site;

const MANIFEST: &str = "manifest.json";

/// What publishing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The site is another one than before.
    Changed,
    /// Everything was there already.
    Unchanged,
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Changed => "Site built",
            Self::Unchanged => "Site built, nothing changed",
        })
    }
}

/// Writes the site into `folder`, manifest last.
pub fn publish(site: &Site, folder: &Path) -> Result<Outcome> {
    let manifest = site.manifest();
    let previous = read_manifest(folder);
    if previous.as_ref() == Some(&manifest)
        && names(&manifest)
            .iter()
            .all(|name| folder.join("assets").join(name).exists())
    {
        return Ok(Outcome::Unchanged);
    }

    // The temporary folder lies beside the site, because a rename is one step only within a file system.
    let temporary = folder.with_extension(format!("{}.tmp", process::id()));
    let written = write(site, &manifest, &temporary).and_then(|paths| swap(&paths, &temporary, folder));
    let removed = fs::remove_dir_all(&temporary);
    written.with_context(|| format!("the site cannot be written to {}", folder.display()))?;
    removed.with_context(|| format!("{} cannot be removed", temporary.display()))?;

    let mut keep = names(&manifest);
    keep.extend(previous.iter().flat_map(names));
    sweep(&folder.join("assets"), "", &keep).context("old files cannot be removed")?;
    Ok(Outcome::Changed)
}

/// Writes everything to a folder that nobody reads, and gives the paths in the order in which they may appear.
fn write(site: &Site, manifest: &Value, temporary: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    let mut put = |path: PathBuf, content: &[u8]| -> Result<()> {
        let full = temporary.join(&path);
        fs::create_dir_all(full.parent().unwrap_or(temporary))?;
        fs::write(full, content)?;
        paths.push(path);
        Ok(())
    };
    for file in &site.files {
        let path = Path::new("assets").join(&file.path);
        if let Some(twins) = &file.twins {
            put(with_suffix(&path, "br"), &twins.brotli)?;
            put(with_suffix(&path, "gz"), &twins.gzip)?;
        }
        put(path, &file.content)?;
    }
    put(
        PathBuf::from(MANIFEST),
        serde_json::to_string_pretty(manifest)?.as_bytes(),
    )?;
    Ok(paths)
}

fn swap(paths: &[PathBuf], temporary: &Path, folder: &Path) -> Result<()> {
    for path in paths {
        let to = folder.join(path);
        fs::create_dir_all(to.parent().unwrap_or(folder))?;
        fs::rename(temporary.join(path), to)?;
    }
    Ok(())
}

/// Removes what no name in `keep` stands for.
fn sweep(folder: &Path, prefix: &str, keep: &BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            sweep(&path, &format!("{name}/"), keep)?;
            // Fails when something is left in it, and then it should stay.
            let _ = fs::remove_dir(&path);
        } else if !keep.contains(without_suffix(&name)) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

fn read_manifest(folder: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()
}

fn names(manifest: &Value) -> BTreeSet<String> {
    manifest["files"]
        .as_object()
        .into_iter()
        .flat_map(|files| files.keys().cloned())
        .collect()
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn without_suffix(name: &str) -> &str {
    name.strip_suffix(".br")
        .or_else(|| name.strip_suffix(".gz"))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assets::Assets, site::Effort, styles::Stylesheet, wasm::Module};

    fn site(css: &str) -> Site {
        let module = Module {
            wasm: b"\0asm".to_vec(),
            js: "export {}".to_owned(),
            snippets: vec![("snippets/a-1/inline0.js".to_owned(), "1".to_owned())],
            parts: crate::parts::Parts::default(),
        };
        let styles = Stylesheet {
            css: css.to_owned(),
            map: None,
        };
        Site::assemble(&module, &styles, &Assets::default(), Effort::Least).unwrap()
    }

    #[test]
    fn the_previous_site_stays_for_one_generation() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("site");
        let [first, second, third] = ["a{}", "b{}", "c{}"].map(site);
        let is_there = |site: &Site| folder.join("assets").join(&site.css).exists();

        publish(&first, &folder).unwrap();
        publish(&second, &folder).unwrap();
        assert!(is_there(&first) && is_there(&second));

        publish(&third, &folder).unwrap();
        assert!(!is_there(&first) && is_there(&second) && is_there(&third));
        assert!(folder.join("assets/snippets/a-1/inline0.js.br").exists());
        assert_eq!(read_manifest(&folder), Some(third.manifest()));
    }

    #[test]
    fn the_same_site_again_changes_nothing() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("site");
        assert_eq!(publish(&site("a{}"), &folder).unwrap(), Outcome::Changed);
        assert_eq!(publish(&site("a{}"), &folder).unwrap(), Outcome::Unchanged);
    }

    #[test]
    fn nothing_temporary_is_left_behind() {
        let place = tempfile::tempdir().unwrap();
        publish(&site("a{}"), &place.path().join("site")).unwrap();
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }
}
