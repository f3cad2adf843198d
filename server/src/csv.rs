//! Files of rows that people take along.

use axum::{
    body::{Body, Bytes},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};

/// A file for download, under a name without its ending.
pub fn file(name: &str, body: Body) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.csv\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// A row of such a file.
pub fn line(cells: &[String]) -> Bytes {
    let quoted: Vec<String> = cells
        .iter()
        .map(|cell| {
            if cell.contains(['"', ',', ';', '\n', '\r', '\t']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        })
        .collect();
    Bytes::from(quoted.join(",") + "\r\n")
}

/// What somebody wrote, so that no program for tables takes it for a formula and carries it out.
pub fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text() {
        for formula in ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1"] {
            assert_eq!(harmless(formula.to_owned()), ["'", formula].concat());
        }
        assert_eq!(harmless("Ada = Lovelace".to_owned()), "Ada = Lovelace");
    }

    #[test]
    fn separators_and_quotes_stay_in_their_cell() {
        let cells = ["a,b", "say \"no\"", "two\nlines", "plain"].map(str::to_owned);
        let written = line(&cells);
        assert_eq!(
            written,
            "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",plain\r\n".as_bytes()
        );
    }
}
