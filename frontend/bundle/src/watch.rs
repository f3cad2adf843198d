//! Builds again whatever an edit touches, and keeps the server running beside it.
//!
//! Modification times are asked for a few times a second. That works on every system and file system, and a few hundred
//! files are nothing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result};

use crate::{
    assets::Assets,
    publish::publish,
    site::Site,
    styles::Stylesheet,
    tools::{cargo, run, say},
    wasm::{self, Module},
    workspace::Workspace,
};

const WATCHED: [&str; 7] = [
    "app",
    "frontend",
    "style",
    "server",
    "migrations",
    "Cargo.toml",
    "Cargo.lock",
];
const PAUSE: Duration = Duration::from_millis(300);

/// Builds everything, then again after each edit, until the process is ended.
pub fn forever(workspace: &Workspace, serve: bool) -> Result<()> {
    let mut work = Work {
        workspace,
        stale: Stale::everything(),
        module: None,
        server: serve.then(Server::default),
    };
    let mut seen = snapshot(workspace);
    work.redo();
    loop {
        thread::sleep(PAUSE);
        let now = snapshot(workspace);
        let stale = changed(&seen, &now).fold(Stale::default(), |stale, path| stale.and(Stale::after(path)));
        seen = now;
        if stale != Stale::default() {
            work.stale = work.stale.and(stale);
            work.redo();
        }
        if let Some(server) = &mut work.server {
            server.notice_its_end();
        }
    }
}

/// What an edit makes out of date. Styles and assets are read on every round, because that takes milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Stale {
    styles: bool,
    module: bool,
    server: bool,
}

impl Stale {
    fn everything() -> Self {
        Self {
            styles: true,
            module: true,
            server: true,
        }
    }

    /// A view is in both programs, and the two must agree on every element of a page.
    fn after(path: &str) -> Self {
        let both = Self {
            module: true,
            server: true,
            ..Self::default()
        };
        match path.split(['/', '\\']).next().unwrap_or_default() {
            "style" => Self {
                styles: true,
                ..Self::default()
            },
            "server" | "migrations" => Self {
                server: true,
                ..Self::default()
            },
            "frontend" if path.starts_with("frontend/bundle") => Self::default(),
            "frontend" => Self {
                module: true,
                ..Self::default()
            },
            _ => both,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            styles: self.styles || other.styles,
            module: self.module || other.module,
            server: self.server || other.server,
        }
    }
}

struct Work<'a> {
    workspace: &'a Workspace,
    /// What edits touched since the last build that worked.
    stale: Stale,
    /// The module of the last build that worked, for edits that touch only styles.
    module: Option<Module>,
    server: Option<Server>,
}

impl Work<'_> {
    /// A mistake is said and waits for the next edit; what runs goes on running.
    fn redo(&mut self) {
        match self.build() {
            Ok(()) => {
                self.stale = Stale::default();
                say("Watching for edits.");
            }
            Err(failure) => say(&format!("bundle: {failure:#}")),
        }
    }

    fn build(&mut self) -> Result<()> {
        let stale = self.stale;
        if stale.server && self.server.is_some() {
            run(cargo().args(["build", "--package", "server"])).context("the server does not compile")?;
        }
        if stale.module {
            self.module = Some(wasm::build(self.workspace)?);
        }
        if (stale.module || stale.styles)
            && let Some(module) = &self.module
        {
            let assets = Assets::collect(self.workspace)?;
            let styles = Stylesheet::build(self.workspace, &assets)?;
            let site = Site::assemble(module, &styles, &assets, self.workspace.effort())?;
            say(&publish(&site, &self.workspace.site())?.to_string());
        }
        match &mut self.server {
            Some(server) if stale.server => server.restart(&self.workspace.server()),
            _ => Ok(()),
        }
    }
}

/// The server as a child process.
#[derive(Default)]
struct Server(Option<Child>);

impl Server {
    fn restart(&mut self, program: &Path) -> Result<()> {
        self.stop();
        let started = Command::new(program).arg("serve").env("TRIDEM_RELOAD", "1").spawn();
        self.0 = Some(started.with_context(|| format!("{} cannot be started", program.display()))?);
        Ok(())
    }

    fn stop(&mut self) {
        if let Some(mut child) = self.0.take() {
            // It may have ended already; either way it is gone afterwards.
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Says once that the server ended by itself; the next edit starts it again.
    fn notice_its_end(&mut self) {
        if let Some(child) = &mut self.0
            && let Ok(Some(status)) = child.try_wait()
        {
            say(&format!(
                "The server ended with {status}. It starts again after the next edit."
            ));
            self.0 = None;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

type Snapshot = BTreeMap<String, SystemTime>;

fn snapshot(workspace: &Workspace) -> Snapshot {
    let mut files = Snapshot::new();
    for name in WATCHED {
        note(workspace.path(name), name, &mut files);
    }
    files
}

/// Files come and go while we look, so whatever cannot be read is simply not there.
fn note(path: PathBuf, name: &str, files: &mut Snapshot) {
    let Ok(metadata) = fs::metadata(&path) else { return };
    if metadata.is_file() {
        files.insert(name.to_owned(), metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH));
        return;
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        let child = entry.file_name().to_string_lossy().into_owned();
        if !is_ignored(&child) {
            note(entry.path(), &format!("{name}/{child}"), files);
        }
    }
}

/// Editors' own files, results of builds, and snapshots that a test is about to propose.
fn is_ignored(name: &str) -> bool {
    let ending = [".snap.new", ".pending-snap", ".swp", ".db", ".db-wal", ".db-shm"];
    name.starts_with('.')
        || name.ends_with('~')
        || name == "node_modules"
        || name == "target"
        || ending.iter().any(|end| name.ends_with(end))
}

/// Files that are new, gone or written since.
fn changed<'a>(before: &'a Snapshot, after: &'a Snapshot) -> impl Iterator<Item = &'a str> {
    let written = after
        .iter()
        .filter(|(path, time)| before.get(*path) != Some(*time))
        .map(|(path, _)| path.as_str());
    let gone = before
        .keys()
        .filter(|path| !after.contains_key(*path))
        .map(String::as_str);
    written.chain(gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_rebuilds_what_contains_it_and_no_more() {
        let stale = |path| {
            let Stale { styles, module, server } = Stale::after(path);
            (styles, module, server)
        };
        assert_eq!(stale("style/components/button.css"), (true, false, false));
        assert_eq!(stale("server/engine/src/leads.rs"), (false, false, true));
        assert_eq!(stale("migrations/src/lib.rs"), (false, false, true));
        assert_eq!(stale("frontend/src/lib.rs"), (false, true, false));
        assert_eq!(stale("frontend/bundle/src/watch.rs"), (false, false, false));
        assert_eq!(stale("app/model/src/lib.rs"), (false, true, true));
        assert_eq!(stale("Cargo.lock"), (false, true, true));
    }

    #[test]
    fn written_new_and_gone_files_are_noticed() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let files = |list: &[(&str, u64)]| {
            list.iter()
                .map(|(name, time)| ((*name).to_owned(), at(*time)))
                .collect::<Snapshot>()
        };
        let before = files(&[("same", 1), ("written", 1), ("gone", 1)]);
        let after = files(&[("same", 1), ("written", 2), ("new", 1)]);
        let mut names: Vec<_> = changed(&before, &after).collect();
        names.sort_unstable();
        assert_eq!(names, ["gone", "new", "written"]);
    }

    #[test]
    fn files_of_editors_and_builds_do_not_count() {
        assert!(
            [".lib.rs.swp", "lib.rs~", "node_modules", "access.snap.new"]
                .iter()
                .all(|name| is_ignored(name))
        );
        assert!(!is_ignored("lib.rs"));
    }
}
