//! Where everything lies, and whether the build is for release.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{
    site::Effort,
    tools::{cargo, output},
};

/// The workspace around the bundler.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
    release: bool,
}

impl Workspace {
    /// Asks cargo, which knows about `CARGO_TARGET_DIR` and every other way to move the target directory.
    pub fn find(release: bool) -> Result<Self> {
        let answer = output(cargo().args(["metadata", "--format-version=1", "--no-deps", "--offline"]))?;
        let metadata: Value = serde_json::from_slice(&answer).context("cargo metadata did not answer in JSON")?;
        let directory = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .with_context(|| format!("cargo metadata names no {key}"))
        };
        Ok(Self {
            root: directory("workspace_root")?,
            target: directory("target_directory")?,
            release,
        })
    }

    /// A path inside the workspace.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Cargo's target directory.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Whether the site is for people rather than for the next edit.
    pub fn release(&self) -> bool {
        self.release
    }

    /// The site lies beside the server's binary, which looks for it there.
    pub fn site(&self) -> PathBuf {
        self.binaries().join("site")
    }

    /// The server's binary of the same kind of build.
    pub fn server(&self) -> PathBuf {
        self.binaries()
            .join("tridem")
            .with_extension(std::env::consts::EXE_EXTENSION)
    }

    /// How hard to compress.
    pub fn effort(&self) -> Effort {
        if self.release { Effort::Most } else { Effort::Least }
    }

    fn binaries(&self) -> PathBuf {
        self.target.join(if self.release { "release" } else { "debug" })
    }
}
