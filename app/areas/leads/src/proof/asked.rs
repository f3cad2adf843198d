//! What the addresses of these pages ask for.

use accounts::address::{from_query, with_pairs};
use leptos::prelude::*;
use leptos_router::{
    hooks::{use_params_map, use_query_map},
    params::ParamsMap,
};
use model::{
    Failure,
    leads::reports::show::ShowReports,
    values::{Cursor, ids::AgreementVersionId},
};

/// The version in the address, as it stands there.
pub(super) fn version() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()))
}

/// The same as an id.
pub(super) fn id(version: &str) -> Result<AgreementVersionId, Failure> {
    version.parse().map_err(|_unknown| Failure::NotFound)
}

/// The days in the address. What cannot be read is left out, so that an old link still shows something.
pub(super) fn days() -> Memo<ShowReports> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| {
            let ShowReports { from, until, .. } = from_query(query);
            ShowReports::between(from, until)
        })
    })
}

/// What else the address asks for.
pub(super) fn which<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn(&ParamsMap) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let query = use_query_map();
    Memo::new(move |_| query.with(&read))
}

/// Where a list goes on.
pub(super) fn cursor(query: &ParamsMap) -> Option<Cursor> {
    query.get("cursor").and_then(|cursor| Cursor::try_from(cursor).ok())
}

/// An address with these days, and more.
pub(super) fn at(path: &str, days: &ShowReports, more: &[(&str, &str)]) -> String {
    with_pairs(path, days, more)
}
