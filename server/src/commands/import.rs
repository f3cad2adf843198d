//! `tridem import`.

use std::{io::Write as _, path::Path};

use engine::{Caller, Engine, perform, platform::imports::job, platform::organisation};
use model::{
    Failure,
    platform::imports::{
        Import, ImportState, Mapping, Report,
        operations::{CancelImport, SetMapping, ShowImport, StartImport, TryImport},
    },
};
use serde::Serialize;
use tokio::{fs::File, io::AsyncReadExt as _};

use super::{Refused, say};
use crate::{configuration::ImportArguments, uploads::Upload};

/// What stands on standard output.
#[derive(Serialize)]
struct Told<'a> {
    import: model::values::ids::ImportId,
    file: &'a str,
    subject: &'static str,
    source: &'a str,
    encoding: &'a str,
    delimiter: &'a str,
    dry_run: bool,
    state: ImportState,
    #[serde(flatten)]
    report: &'a Report,
}

/// Imports a file and prints what became of its rows as JSON.
pub async fn run(engine: &Engine, arguments: &ImportArguments) -> Result<(), Refused> {
    let caller = Caller::system("command line");
    let set_up = organisation::find(engine.store.reader()).await;
    if !matches!(set_up, Ok(Some(_))) {
        return Err(Refused(
            "This database is not set up yet. Open it with tridem serve and name the organisation first.".to_owned(),
        ));
    }
    let told = arguments.mapping.as_deref().map(read_mapping).transpose()?;
    let subject = arguments.subject.or(told.as_ref().map(|mapping| mapping.subject));
    let import = bring(
        engine,
        &caller,
        arguments,
        subject.map(model::platform::imports::Subject::key),
    )
    .await?;
    let outcome = carry_out(engine, &caller, arguments, &import, told).await;
    if outcome.is_err() || arguments.dry_run || arguments.write_mapping.is_some() {
        // Nothing of it came in, so nothing of it stays.
        drop(perform(engine, &caller, CancelImport { import: import.id }).await);
    }
    outcome
}

async fn bring(
    engine: &Engine,
    caller: &Caller,
    arguments: &ImportArguments,
    subject: Option<&str>,
) -> Result<Import, Refused> {
    let path = arguments.file.display();
    let no_file =
        |error: std::io::Error| Refused(format!("{path} cannot be read: {error}. Check the name of the file."));
    let mut file = File::open(&arguments.file).await.map_err(no_file)?;
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy();
    let mut upload = Upload::begin(engine, caller, &name, subject, arguments.source.as_deref()).await?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = match file.read(&mut buffer).await {
            Ok(count) => count,
            Err(error) => {
                upload.abandon().await;
                return Err(no_file(error));
            }
        };
        if count == 0 {
            return Ok(upload.end().await?);
        }
        if let Err(failure) = upload.take(buffer.get(..count).unwrap_or_default()).await {
            upload.abandon().await;
            return Err(failure.into());
        }
    }
}

async fn carry_out(
    engine: &Engine,
    caller: &Caller,
    arguments: &ImportArguments,
    import: &Import,
    told: Option<Mapping>,
) -> Result<(), Refused> {
    let guessed = told.is_none();
    let mapping = told.or_else(|| import.mapping.clone()).unwrap_or_else(|| Mapping {
        subject: model::platform::imports::Subject::Accounts,
        day_order: None,
        decimals: model::values::money::DecimalStyle::Either,
        currency: None,
        otherwise_account: None,
        columns: Vec::new(),
    });
    let mut mapping = mapping;
    if let Some(name) = &arguments.otherwise_account {
        let name = name
            .parse()
            .map_err(|complaint| Failure::field("otherwise_account", complaint))?;
        mapping.otherwise_account = Some(name);
    }
    if let Some(file) = &arguments.write_mapping {
        let text =
            toml::to_string(&mapping).map_err(|error| Refused(format!("The mapping cannot be written: {error}.")))?;
        tokio::fs::write(file, text)
            .await
            .map_err(|error| Refused(format!("{} cannot be written: {error}.", file.display())))?;
        return say(&format!(
            "The mapping that the columns suggest stands in {}. Look at it, then import with --mapping {}.",
            file.display(),
            file.display()
        ));
    }
    let set = SetMapping {
        import: import.id,
        mapping,
        source: None,
    };
    perform(engine, caller, set)
        .await
        .map_err(|failure| incomplete(&failure, guessed))?;
    if arguments.dry_run {
        let tried = perform(engine, caller, TryImport { import: import.id }).await?.output;
        let report = tried.trial.clone().unwrap_or_default();
        return tell(&tried, &report, true);
    }
    let start = StartImport {
        import: import.id,
        here: true,
    };
    perform(engine, caller, start).await?;
    job::run(engine, import.id, &|_, _| {}).await.map_err(|fault| {
        Refused(format!(
            "The import broke off: {fault}. Run it again; rows that came in stay the same."
        ))
    })?;
    let done = engine::answer(engine, caller, ShowImport { import: import.id }).await?;
    let report = done.report.clone().unwrap_or_default();
    tell(&done, &report, false)
}

/// What a mapping lacks, with the way out.
fn incomplete(failure: &Failure, guessed: bool) -> Refused {
    let sentence = ui::failure::mapping(failure);
    if guessed {
        Refused(format!(
            "The columns do not tell everything. {sentence} Write the mapping with --write-mapping FILE, complete it, and \
             import with --mapping FILE."
        ))
    } else {
        Refused(format!("The mapping does not fit the file. {sentence}"))
    }
}

fn tell(import: &Import, report: &Report, dry_run: bool) -> Result<(), Refused> {
    let told = Told {
        import: import.id,
        file: &import.file_name,
        subject: import
            .subject
            .map(model::platform::imports::Subject::key)
            .unwrap_or_default(),
        source: &import.source,
        encoding: &import.encoding,
        delimiter: &import.delimiter,
        dry_run,
        state: import.state,
        report,
    };
    let json = serde_json::to_string_pretty(&told)
        .map_err(|error| Refused(format!("The report cannot be written: {error}.")))?;
    say(&json)?;
    // Beside the report for programs, the way out for people.
    for (reason, rows) in report.skipped() {
        let rows = if rows == 1 {
            "1 row".to_owned()
        } else {
            format!("{rows} rows")
        };
        drop(writeln!(
            std::io::stderr(),
            "{rows} left out. {}",
            ui::failure::skipped(reason)
        ));
    }
    Ok(())
}

fn read_mapping(file: &Path) -> Result<Mapping, Refused> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Refused(format!("{} cannot be read: {error}.", file.display())))?;
    toml::from_str(&text).map_err(|error| Refused(format!("{} is no mapping: {error}", file.display())))
}
