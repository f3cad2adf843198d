//! Nothing is reachable that is not listed, and no crate knows what it must not know.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::Command,
};

use server::operations;

use crate::house::workspace;

/// Routes that are no operation. This list only ever gets shorter. What streams files performs an
/// operation for each part.
const OTHER_ROUTES: [&str; 15] = [
    "/imports/upload",
    "/api/v1/imports",
    "/imports/{import}/problems.csv",
    "/leads/reports/{figure}/rows.csv",
    "/leads/definition/versions/{first}/replay/rows.csv",
    "/leads/definition/versions/{version}/proof/rows.csv",
    "/do/{name}",
    "/live",
    "/reload",
    "/assets/{file}",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "rest.path",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The operations in the sources of `model`: name of the operation by name of the type and file.
fn declared() -> BTreeMap<String, PathBuf> {
    let root = workspace().join("app/model/src");
    let mut declared = BTreeMap::new();
    for path in sources(&root) {
        let source = std::fs::read_to_string(&path).unwrap();
        for (place, _) in source.match_indices("\nimpl Operation for ") {
            let rest = source.get(place..).unwrap();
            let name = rest
                .split("const NAME: &'static str =")
                .nth(1)
                .unwrap_or_else(|| panic!("no NAME in {path:?}"));
            let name = name.split('"').nth(1).unwrap().to_owned();
            let relative = path.strip_prefix(&root).unwrap().to_owned();
            let before = declared.insert(name.clone(), relative);
            assert!(before.is_none(), "two operations are called {name}");
        }
    }
    declared
}

#[test]
fn every_operation_of_the_model_is_listed_once() {
    let listed: Vec<&str> = operations::all().iter().map(|entry| entry.name).collect();
    let names: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(names.len(), listed.len(), "a name is listed twice: {listed:?}");
    let declared = declared();
    let declared: BTreeSet<&str> = declared.keys().map(String::as_str).collect();
    let missing: Vec<_> = declared.difference(&names).collect();
    assert!(
        missing.is_empty(),
        "in app/model but not in server/src/operations.rs: {missing:?}"
    );
    let unknown: Vec<_> = names.difference(&declared).collect();
    assert!(unknown.is_empty(), "listed but not found in app/model: {unknown:?}");
}

#[test]
fn names_of_operations_say_where_they_live() {
    for (name, path) in declared() {
        let parts: Vec<&str> = name.split('.').collect();
        // What is asked of the area's own records needs no capability: `accounts.list`.
        assert!((2..=3).contains(&parts.len()), "{name} is not area.capability.verb");
        for part in &parts {
            let fine = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            assert!(fine, "{name}: {part} is not in snake case");
        }
        let folder = path.components().next().unwrap().as_os_str().to_str().unwrap();
        assert_eq!(
            folder.trim_end_matches(".rs"),
            parts.first().copied().unwrap_or_default(),
            "{name} lives in {}",
            path.display()
        );
    }
}

#[test]
fn rest_places_are_unique_and_their_fields_are_inputs() {
    let mut places = BTreeSet::new();
    for entry in operations::all() {
        let Some(rest) = entry.rest else { continue };
        assert!(
            places.insert((rest.method, rest.path)),
            "two operations at {:?} {}",
            rest.method,
            rest.path
        );
        assert!(rest.path.starts_with('/') && !rest.path.ends_with('/'), "{}", rest.path);
        assert!(!rest.summary.is_empty(), "{} has no summary", entry.name);
        let input = serde_json::to_value((entry.described.unwrap().input)()).unwrap();
        let fields = rest.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        for field in fields.chain(rest.version_field) {
            assert!(
                input.pointer(&format!("/properties/{field}")).is_some(),
                "{} has no field {field} although its REST place names it",
                entry.name
            );
        }
    }
}

#[test]
fn secrets_are_fields_and_every_password_is_one() {
    for entry in operations::all() {
        let input = crate::examples::input(&entry);
        let fields: Vec<&String> = input.as_object().unwrap().keys().collect();
        for field in fields {
            let secret = ["password", "secret"].iter().any(|word| field.contains(word));
            assert!(
                !secret || entry.secrets.contains(&field.as_str()),
                "{}: {field} is not among its SECRETS",
                entry.name
            );
        }
    }
}

#[test]
fn no_route_is_anything_but_an_operation_or_on_the_list() {
    let mut found = BTreeSet::new();
    for path in sources(&workspace().join("server/src")) {
        let source = std::fs::read_to_string(&path).unwrap();
        for rest in source.split(".route(").skip(1) {
            let route = rest.trim_start().split(',').next().unwrap();
            found.insert(route.trim().trim_matches('"').to_owned());
        }
        for other in [".route_service(", ".nest_service(", "MethodRouter::new"] {
            assert!(!source.contains(other), "{} opens a way in by {other}", path.display());
        }
    }
    let listed: BTreeSet<String> = OTHER_ROUTES.iter().map(|&route| route.to_owned()).collect();
    let new: Vec<_> = found.difference(&listed).collect();
    assert!(new.is_empty(), "a route that is no operation: {new:?}; make it one");
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(gone.is_empty(), "no longer there, so take it off the list: {gone:?}");
}

/// Every crate that a release of these crates contains.
fn release_of(packages: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(workspace()).args([
        "tree",
        "--offline",
        "--locked",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    for package in packages {
        cargo.args(["--package", package]);
    }
    let tree = cargo.output().unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let names = String::from_utf8(tree.stdout).unwrap();
    names
        .lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect()
}

fn must_not_know(packages: &[&str], banned: &[&str]) {
    let known = release_of(packages);
    assert!(packages.iter().all(|package| known.contains(*package)));
    let wrong: Vec<_> = banned.iter().filter(|banned| known.contains(**banned)).collect();
    assert!(wrong.is_empty(), "{packages:?} know {wrong:?}");
}

#[test]
fn the_model_knows_neither_pages_nor_databases() {
    must_not_know(
        &["model"],
        &["leptos", "axum", "tokio", "sea-orm", "sqlx", "regex", "engine", "ui"],
    );
}

#[test]
fn pages_do_not_know_the_database() {
    must_not_know(
        &["app", "ui"],
        &[
            "engine",
            "server",
            "migrations",
            "axum",
            "sea-orm",
            "sqlx",
            "argon2",
            "chrono-tz",
        ],
    );
}

#[test]
fn the_engine_does_not_know_pages() {
    must_not_know(&["engine"], &["leptos", "axum", "app", "ui", "server"]);
}

#[test]
fn a_release_holds_nothing_that_is_for_tests() {
    must_not_know(
        &["server"],
        &["tempfile", "proptest", "rstest", "insta", "reqwest", "thirtyfour"],
    );
}
