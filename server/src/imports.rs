//! Import over HTTP where it is no JSON: files in, as a form or as the body of a request, and rows with problems out.

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Multipart, Path, Query, State, multipart::Field},
    response::{IntoResponse, Redirect, Response},
};
use engine::{Caller, Engine, platform::imports::problem_rows};
use futures::{StreamExt as _, stream};
use http::StatusCode;
use http_body_util::BodyExt as _;
use model::{
    Complaint, Failure,
    platform::imports::{
        RowOutcome,
        operations::{ReadRow, ShowImport},
    },
    values::ids::ImportId,
};
use serde::Deserialize;
use tower_sessions::Session;
use ui::{Flash, form::SentBefore};

use crate::{
    csv::{self, line},
    problem::Problem,
    serve::Serving,
    session_store::FLASH,
    uploads::Upload,
};

/// The id of the form that sends a file; its page shows under it what was wrong.
const FORM: &str = "import-upload";

/// A file from a form: `multipart/form-data` with the fields `as`, `source` and, behind them, `file`.
pub async fn from_form(
    State(serving): State<Serving>,
    session: Session,
    Extension(caller): Extension<Caller>,
    mut form: Multipart,
) -> Response {
    let mut fields = Vec::new();
    let failure = match read_form(serving.engine(), &caller, &mut form, &mut fields).await {
        Ok(import) => return Redirect::to(&format!("/imports/{import}")).into_response(),
        Err(failure) => failure,
    };
    let flash = Flash {
        refused: Some(SentBefore {
            form: FORM.to_owned(),
            fields,
            failure,
        }),
        done: None,
    };
    match session.insert(FLASH, flash).await {
        Ok(()) => Redirect::to("/imports/new").into_response(),
        Err(error) => Problem::unavailable(error).into_response(),
    }
}

async fn read_form(
    engine: &Engine,
    caller: &Caller,
    form: &mut Multipart,
    fields: &mut Vec<(String, String)>,
) -> Result<ImportId, Failure> {
    let broken = |_| Failure::field("file", Complaint::Malformed);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let said = |wanted: &str| {
                let found = fields.iter().find(|(name, _)| name == wanted);
                found.map(|(_, value)| value.as_str())
            };
            return receive(engine, caller, field, said("as"), said("source")).await;
        }
        let value = field.text().await.map_err(broken)?;
        fields.push((name, value.chars().take(200).collect()));
    }
    Err(Failure::field("file", Complaint::Required))
}

async fn receive(
    engine: &Engine,
    caller: &Caller,
    mut field: Field<'_>,
    subject: Option<&str>,
    source: Option<&str>,
) -> Result<ImportId, Failure> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let mut upload = Upload::begin(engine, caller, &name, subject, source).await?;
    loop {
        let taken = match field.chunk().await {
            Ok(Some(bytes)) => upload.take(&bytes).await,
            Ok(None) => return upload.end().await.map(|import| import.id),
            Err(_) => Err(Failure::field("file", Complaint::Malformed)),
        };
        if let Err(failure) = taken {
            upload.abandon().await;
            return Err(failure);
        }
    }
}

/// What the address says about a file.
#[derive(Debug, Deserialize)]
pub struct About {
    name: Option<String>,
    r#as: Option<String>,
    source: Option<String>,
}

/// A file as the body of a request.
pub async fn from_body(
    State(serving): State<Serving>,
    Extension(caller): Extension<Caller>,
    Query(about): Query<About>,
    body: Body,
) -> Result<Response, Problem> {
    let engine = serving.engine();
    let name = about.name.as_deref().unwrap_or("import.csv");
    let mut upload = Upload::begin(engine, &caller, name, about.r#as.as_deref(), about.source.as_deref()).await?;
    let mut body = body;
    while let Some(frame) = body.frame().await {
        let taken = match frame {
            Ok(frame) => match frame.data_ref() {
                Some(bytes) => upload.take(bytes).await,
                None => Ok(()),
            },
            Err(_) => Err(Failure::field("", Complaint::Malformed)),
        };
        if let Err(failure) = taken {
            upload.abandon().await;
            return Err(failure.into());
        }
    }
    let import = upload.end().await?;
    Ok((StatusCode::CREATED, axum::Json(import)).into_response())
}

/// The rows that were refused, left out or had problems, as CSV: as they stand in the file, and behind each what was
/// wrong with it, so that they can be mended and brought in again.
pub async fn problems(
    State(serving): State<Serving>,
    Extension(caller): Extension<Caller>,
    Path(import): Path<ImportId>,
) -> Result<Response, Problem> {
    let engine = serving.engine();
    let shown = engine::answer(engine, &caller, ShowImport { import }).await?;
    let (headers, rows) = problem_rows(engine, import).await.map_err(Problem::unavailable)?;
    let columns = headers.len();
    let mut first = headers;
    first.extend(["Row", "Line", "Outcome", "Problem"].map(str::to_owned));
    let first = line(&first);
    let rest = stream::unfold(rows, move |mut rows| async move {
        match rows.next().await {
            Ok(Some((told, read))) => Some((problem_line(told, read, columns), rows)),
            Ok(None) => None,
            Err(error) => Some((Err(std::io::Error::other(error)), rows)),
        }
    });
    let body = Body::from_stream(stream::once(async { Ok::<_, std::io::Error>(first) }).chain(rest));
    let stem = shown
        .file_name
        .rsplit_once('.')
        .map_or(shown.file_name.as_str(), |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') {
                c
            } else {
                '-'
            }
        })
        .collect();
    Ok(csv::file(&format!("{plain}-problems"), body))
}

fn problem_line(
    told: engine::platform::imports::rows::Model,
    read: Option<ReadRow>,
    columns: usize,
) -> Result<Bytes, std::io::Error> {
    let told = engine::platform::imports::imported(told).map_err(std::io::Error::other)?;
    let place = read.as_ref().map(|read| read.line).or(told.line);
    let mut cells = read.and_then(|read| read.cells.ok()).unwrap_or_default();
    cells.resize(columns, String::new());
    let mut wrong: Vec<String> = told.problems.iter().map(ui::failure::cell_problem).collect();
    if let RowOutcome::Skipped(reason) = told.outcome {
        wrong.insert(0, ui::failure::skipped(reason).to_owned());
    }
    cells.extend([
        told.row.to_string(),
        place.map(|line| line.to_string()).unwrap_or_default(),
        told.outcome.key().to_owned(),
        wrong.join(" "),
    ]);
    Ok(line(&cells))
}
