//! The second step: what the columns mean.

use leptos::prelude::*;
use model::{
    Failure,
    platform::imports::{
        Field, Import, Mapping, Subject,
        fields::FieldKind,
        operations::{IGNORED, MapColumns},
    },
    values::{Currency, DayOrder, day::DayGuess, money::DecimalStyle},
};
use ui::{
    Button, ButtonKind, Cell, Choice, Column, FormState, Notice, OperationForm, Panel, RowHead, Select, Table,
    TextInput, Tone, busy, failure, of, value_of,
};

use super::words::{Steps, Sureness, count, subject_name};

/// The table of columns with what each of them becomes.
#[component]
pub fn Map(
    /// The import.
    import: Import,
) -> AnyView {
    let Some(mapping) = import.mapping.clone() else {
        return ().into_any();
    };
    let id = import.id.to_string();
    view! {
        <Steps current=1 />
        <OperationForm
            operation={of::<MapColumns>()}
            then=["/imports/", &id].concat()
            class="wizard"
            no_summary=true
            refused_title="The mapping is not complete"
        >
            <input type="hidden" name="import" value=id.clone() />
            <MapFields import=import mapping=mapping />
        </OperationForm>
    }
    .into_any()
}

#[component]
fn MapFields(import: Import, mapping: Mapping) -> impl IntoView {
    let subject = mapping.subject;
    let mapped = mapping.columns.iter().filter(|column| column.field.is_some()).count();
    let note = format!("{mapped} of {} columns have a place", mapping.columns.len());
    let rows: Vec<_> = import
        .columns
        .clone()
        .into_iter()
        .zip(mapping.columns.clone())
        .enumerate()
        .map(|(place, (seen, column))| {
            let choices = fields(subject)
                .map(|field| Choice::new(field.key, field.label))
                .collect::<Vec<_>>();
            let choices = std::iter::once(Choice::new(IGNORED, "Ignore")).chain(choices).collect();
            let samples = seen
                .samples
                .iter()
                .take(3)
                .map(|sample| cut(sample))
                .collect::<Vec<_>>();
            let samples = if samples.is_empty() {
                view! { <span class="muted">"Empty in the first rows"</span> }.into_any()
            } else {
                samples.join(" · ").into_any()
            };
            let asked = ["What ", &seen.header, " becomes"].concat();
            let chosen = column.field.unwrap_or_else(|| IGNORED.to_owned());
            view! {
                <tr>
                    <RowHead class="c-header">{seen.header}</RowHead>
                    <Cell label="Samples" class="c-sample">
                        {samples}
                    </Cell>
                    <Cell label="Becomes" class="c-target">
                        <Select
                            name="field"
                            prefix=format!("column-{place}")
                            label=asked
                            choices=choices
                            value=Signal::stored(chosen)
                        />
                    </Cell>
                    <Cell label="Guess">
                        <Sureness confidence=seen.confidence />
                    </Cell>
                </tr>
            }
        })
        .collect();
    let file = format!(
        "{} rows, {}, {} between cells",
        count(import.rows),
        import.encoding,
        match import.delimiter.as_str() {
            "," => "commas",
            ";" => "semicolons",
            "\t" => "tabs",
            "|" => "bars",
            _ => "other signs",
        },
    );
    view! {
        <Complaints />
        <Panel title="How to read the file" note=file>
            <div class="reading">
                <Reading import=import.clone() mapping=mapping />
            </div>
        </Panel>
        <Panel title="What each column becomes" note=note flush=true>
            <Table caption="Columns of the file" class="mapping" bare=true>
                <thead>
                    <tr>
                        <Column label="Column" />
                        <Column label="Samples" />
                        <Column label="Becomes" />
                        <Column label="Guess" />
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Go on to trying it"
            </Button>
        </div>
    }
}

/// What the mapping lacks.
#[component]
fn Complaints() -> impl IntoView {
    let state = use_context::<FormState>();
    move || {
        let failure = state.and_then(|state| state.failure.get())?;
        matches!(failure, Failure::Invalid(_)).then(|| {
            view! {
                <Notice tone=Tone::Bad announced=true>
                    {failure::mapping(&failure)}
                </Notice>
            }
        })
    }
}

fn fields(subject: Subject) -> impl Iterator<Item = &'static Field> {
    subject.fields().iter()
}

fn cut(sample: &str) -> String {
    const MOST: usize = 40;
    let mut short: String = sample.chars().take(MOST).collect();
    if sample.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

#[component]
fn Reading(import: Import, mapping: Mapping) -> impl IntoView {
    let subject = mapping.subject;
    let has = |wanted: fn(FieldKind) -> bool| fields(subject).any(|field| wanted(field.kind));
    let days = has(|kind| matches!(kind, FieldKind::Day | FieldKind::Moment));
    let money = has(|kind| kind == FieldKind::Amount);
    let holds = matches!(subject, Subject::Deals | Subject::Activities);
    let subjects = Subject::ALL
        .map(|subject| Choice::new(subject.key(), subject_name(subject)))
        .to_vec();
    let order = match mapping.day_order {
        Some(DayOrder::DayFirst) => "day_first",
        Some(DayOrder::MonthFirst) => "month_first",
        None => "",
    };
    let decimals = match mapping.decimals {
        DecimalStyle::Either => "either",
        DecimalStyle::Point => "point",
        DecimalStyle::Comma => "comma",
    };
    let currencies = Currency::all()
        .into_iter()
        .map(|currency| Choice::new(currency.code(), currency.code()))
        .collect::<Vec<_>>();
    let currency = mapping
        .currency
        .map(|currency| currency.code().to_owned())
        .unwrap_or_default();
    let day_hint = match import.days {
        DayGuess::Clear(_) => "The samples tell.",
        DayGuess::NotNeeded => "No day in the samples needs it.",
        DayGuess::Ambiguous => "The samples can be read both ways: say which.",
        DayGuess::Contradictory => "The samples contradict each other: say which most are.",
    };
    let otherwise = mapping
        .otherwise_account
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    view! {
        <Select
            name="subject"
            label="What the rows are"
            choices=subjects
            value=value_of("subject", subject.key())
            hint="Changing it guesses the columns anew."
        />
        <TextInput
            name="source"
            label="The system it comes from"
            value=value_of("source", import.source)
            hint="Keys of one system mean the same records in every file of it."
        />
        {days
            .then(|| {
                view! {
                    <Select
                        name="day_order"
                        label="Days such as 05/06/2026"
                        choices=vec![
                            Choice::new("day_first", "Day first: the 5th of June"),
                            Choice::new("month_first", "Month first: May the 6th"),
                        ]
                        empty="Need no order"
                        value=value_of("day_order", order)
                        hint=day_hint
                    />
                }
            })}
        {money
            .then(|| {
                view! {
                    <Select
                        name="decimals"
                        label="Amounts such as 1.234,50"
                        choices=vec![
                            Choice::new("either", "Each by itself"),
                            Choice::new("point", "1,234.50"),
                            Choice::new("comma", "1.234,50"),
                        ]
                        value=value_of("decimals", decimals)
                    />
                    <Select
                        name="currency"
                        label="Currency of amounts that say none"
                        choices=currencies
                        empty="None"
                        value=value_of("currency", currency)
                    />
                }
            })}
        {holds
            .then(|| {
                view! {
                    <TextInput
                        name="otherwise_account"
                        label="Account of rows that name none"
                        optional=true
                        value=value_of("otherwise_account", otherwise)
                        hint="Made if there is no such account. Without one, such rows are left out."
                    />
                }
            })}
    }
}
