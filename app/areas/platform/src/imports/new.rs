//! The first step: which file, and what it is.

use leptos::prelude::*;
use leptos_meta::Title;
use model::{Failure, platform::imports::Subject};
use ui::{
    Button, ButtonKind, Choice, ErrorSummary, FileDrop, Flash, Icon, PageHeader, Panel, Select, SummaryLine, TextInput,
    failure,
};

use super::words::{Steps, subject_name};

/// The id of the form; under it the server keeps what was refused.
const FORM: &str = "import-upload";

/// Chooses a file. The form is sent by the browser itself, with and without scripts: only it can send a file of any size.
#[component]
pub fn NewImportPage() -> impl IntoView {
    let before = use_context::<Flash>().and_then(|flash| flash.refused(FORM));
    let value = |name: &str| {
        let fields = before
            .as_ref()
            .map(|before| before.fields.as_slice())
            .unwrap_or_default();
        let found = fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (subject, source) = (value("as"), value("source"));
    let lines = match before.as_ref().map(|before| &before.failure) {
        None => Vec::new(),
        Some(Failure::Invalid(errors)) => errors
            .iter()
            .map(|(field, complaint)| SummaryLine {
                field: (!field.is_empty()).then(|| field.to_owned()),
                message: match field {
                    "file" => "Choose a file.".to_owned(),
                    "as" => "What the rows are: choose one of the list.".to_owned(),
                    field => failure::complaint_about(field, complaint),
                },
            })
            .collect(),
        Some(refusal) => vec![SummaryLine {
            field: Some("file".to_owned()),
            message: failure::sentence(refusal),
        }],
    };
    let subjects = [
        Subject::Accounts,
        Subject::Contacts,
        Subject::Deals,
        Subject::Activities,
        Subject::Links,
        Subject::Owners,
    ];
    let subjects: Vec<_> = subjects
        .into_iter()
        .map(|subject| Choice::new(subject.key(), subject_name(subject)))
        .collect();
    view! {
        <Title text="Import a file" />
        <PageHeader
            title="Import a file"
            lead="Nothing is stored before you have seen what would become of the rows."
        />
        <div class="wizard">
        <Steps current=0 />
        <Panel title="Which file">
            <form id=FORM class="form" method="post" action="/imports/upload" enctype="multipart/form-data">
                <ErrorSummary id="import-upload-errors" errors=Signal::stored(lines) title="The file did not come in" />
                <Select
                    name="as"
                    label="What the rows are"
                    choices=subjects
                    empty="Tell it from the file"
                    value=Signal::stored(subject)
                    hint="Links say which records belong together, by their keys. Owners say who of us is meant by which key."
                />
                <TextInput
                    name="source"
                    label="The system it comes from"
                    optional=true
                    value=Signal::stored(source)
                    hint="Such as hubspot. Keys of one system mean the same records in every file of it."
                />
                <FileDrop
                    name="file"
                    label="Choose a CSV file or drop it here"
                    hint="Any separator and any encoding, headers in the first row, up to 2 GB."
                    accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                />
                <div class="actions">
                    <Button kind=ButtonKind::Primary submit=true icon=Icon::Upload>
                        "Bring it in"
                    </Button>
                </div>
            </form>
        </Panel>
        <p class="muted">
            "Several files that refer to each other come in best in this order: owners, accounts, contacts, links, deals, activities."
        </p>
        </div>
    }
}
