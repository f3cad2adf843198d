//! One lead of a sample at a time: what was known of it, and one key for yes or no.

use leptos::prelude::*;
use model::{
    Department,
    leads::definitions::blind::{
        classify::ClassifyLead,
        lead::{Known, KnownLead, KnownRow, KnownTouches},
        show::{SampleLead, ShownSample},
    },
};
use ui::{
    Badge, Button, ButtonKind, Cell, Column, Fact, Facts, Kbd, OperationForm, Panel, RowHead, Table, Tone, busy,
    department_name, of, reading,
};

use super::Page;

/// Listens for `y` and `n` for as long as the page is shown.
#[cfg(target_arch = "wasm32")]
pub(super) fn hear() {
    use wasm_bindgen::JsCast as _;

    crate::keys::hear(|key, _| {
        let button = match key {
            "y" => "#say-yes button[type=submit]",
            "n" => "#say-no button[type=submit]",
            _ => return false,
        };
        let found = document().query_selector(button).ok().flatten();
        let Some(button) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) else {
            return false;
        };
        button.click();
        true
    });
}

/// Keys are pressed in the browser only.
#[cfg(not(target_arch = "wasm32"))]
pub(super) const fn hear() {}

/// The lead that a department is asked about. `again`: it was chosen, to change what was said of it.
pub(super) fn question(sample: &ShownSample, known: KnownLead, department: Department, again: bool) -> AnyView {
    let found = sample.lead(known.lead);
    let place = found.map_or(0, |(place, _)| place);
    let before = found.and_then(|(_, lead)| lead.said_by(department));
    let note = format!("lead {place} of {}", sample.leads.len());
    let before = before.map(|yes| {
        let said = if yes { "yes" } else { "no" };
        view! { <p class="muted">{format!("Your department said {said} before. Say it again or the other way round.")}</p> }
    });
    let path = Page::Sample.path(&sample.version.to_string());
    let (version, lead) = (sample.version.to_string(), known.lead.to_string());
    let form = |id: &'static str, qualified: bool| {
        // Whoever changed one answer goes on with those that wait.
        let then = again.then_some(path.as_str());
        say(id, &version, &lead, qualified, then)
    };
    let (yes, no) = (form("say-yes", true), form("say-no", false));
    let (name, facts) = (known.contact_name.clone(), facts(&known));
    let asks = format!(
        "Would {} call this one qualified?",
        department_name(department).to_lowercase()
    );
    view! {
        <Panel title=name note=note id="classify">
            <div class="stack">
                {facts}
                {before}
                <div class="row" role="group" aria-labelledby="classify-asks">
                    <b id="classify-asks">{asks}</b>
                    {yes}
                    {no}
                </div>
                <p class="muted keys-hint not-phone">
                    <Kbd keys="y" />
                    " qualified · "
                    <Kbd keys="n" />
                    " not qualified"
                </p>
            </div>
        </Panel>
    }
    .into_any()
}

fn say(id: &'static str, version: &str, lead: &str, qualified: bool, then: Option<&str>) -> AnyView {
    let (version, lead) = (version.to_owned(), lead.to_owned());
    let fields = move || {
        view! {
            <input type="hidden" name="version" value=version />
            <input type="hidden" name="lead" value=lead />
            <input type="hidden" name="qualified" value=qualified.to_string() />
            <Say qualified=qualified />
        }
    };
    let title = "This cannot be said";
    match then.map(str::to_owned) {
        None => view! {
            <OperationForm operation={of::<ClassifyLead>()} id=id refused_title=title>
                {fields()}
            </OperationForm>
        }
        .into_any(),
        Some(then) => view! {
            <OperationForm operation={of::<ClassifyLead>()} id=id refused_title=title then=then>
                {fields()}
            </OperationForm>
        }
        .into_any(),
    }
}

#[component]
fn Say(qualified: bool) -> impl IntoView {
    let (kind, words) = if qualified {
        (ButtonKind::Primary, "Qualified")
    } else {
        (ButtonKind::Normal, "Not qualified")
    };
    view! {
        <Button kind=kind submit=true busy=busy()>
            {words}
        </Button>
    }
}

/// What was known of the lead; what was not is said too, because it decides as well.
fn facts(known: &KnownLead) -> AnyView {
    let KnownLead {
        job_title,
        account_name,
        captured_at,
        as_of,
        known,
        ..
    } = known;
    let Known {
        industry,
        place,
        employees,
        hurts,
        befell,
        did,
        touched,
    } = known;
    let known = |value: Option<&String>| value.cloned().unwrap_or_else(|| "not known".to_owned());
    let employees = employees.map(|many| reading::number(i64::from(many)));
    let (job, account) = (known(job_title.as_ref()), known(account_name.as_ref()));
    let (industry, place) = (known(industry.as_ref()), known(place.as_ref()));
    let employees = known(employees.as_ref());
    let (captured, as_of) = (reading::day_of(*captured_at), reading::day_of(*as_of));
    let (hurts, befell) = (rows(hurts, "Nothing was heard"), rows(befell, "Nothing befell them"));
    let (did, touched) = (rows(did, "Nothing"), touches(touched));
    view! {
        <Facts>
            <Fact label="Does there">{job}</Fact>
            <Fact label="Account">{account}</Fact>
            <Fact label="Industry">{industry}</Fact>
            <Fact label="Place">{place}</Fact>
            <Fact label="Employees">{employees}</Fact>
            <Fact label="Captured">{captured}</Fact>
            <Fact label="Hurts">{hurts}</Fact>
            <Fact label="Makes it urgent">{befell}</Fact>
            <Fact label="Did">{did}</Fact>
            <Fact label="We turned to them">{touched}</Fact>
            <Fact label="As known on">{as_of}</Fact>
        </Facts>
    }
    .into_any()
}

fn rows(rows: &[KnownRow], nothing: &'static str) -> AnyView {
    let lines = rows.iter().map(|row| (row.what.clone(), row.at)).collect();
    lines_or(lines, nothing)
}

fn touches(rows: &[KnownTouches]) -> AnyView {
    let line = |row: &KnownTouches| {
        let leg = department_name(row.leg);
        let what = match row.times {
            1 => format!("{leg}, once"),
            times => format!("{leg}, {times} times"),
        };
        (what, row.at)
    };
    lines_or(rows.iter().map(line).collect(), "Not yet")
}

fn lines_or(lines: Vec<(String, chrono::DateTime<chrono::Utc>)>, nothing: &'static str) -> AnyView {
    if lines.is_empty() {
        return view! { <span class="muted">{nothing}</span> }.into_any();
    }
    let lines: Vec<_> = lines
        .into_iter()
        .map(|(what, at)| {
            view! {
                <li>
                    {what} <span class="muted">{[" · ", &reading::day_of(at)].concat()}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="decided">{lines}</ul> }.into_any()
}

/// What one's own department said so far, with the way to change it.
pub(super) fn own(sample: &ShownSample, department: Department) -> Option<AnyView> {
    let path = Page::Sample.path(&sample.version.to_string());
    let said = |lead: &SampleLead| {
        let yes = lead.said_by(department)?;
        let href = format!("{path}?lead={}#classify", lead.lead);
        let (text, tone) = answer(yes);
        let label = format!("Change what was said of {}", lead.contact_name);
        let (name, account) = (lead.contact_name.clone(), lead.account_name.clone());
        Some(view! {
            <tr>
                <RowHead>{name}</RowHead>
                <Cell label="Account">{account}</Cell>
                <Cell label="Said">
                    <Badge text=text tone=tone />
                </Cell>
                <Cell>
                    <a href=href aria-label=label>
                        "Change"
                    </a>
                </Cell>
            </tr>
        })
    };
    let rows: Vec<_> = sample.leads.iter().filter_map(said).collect();
    if rows.is_empty() {
        return None;
    }
    Some(
        view! {
            <Panel title="What your department said" note="nobody else sees it yet" flush=true>
                <Table caption="What your department said" bare=true>
                    <thead>
                        <tr>
                            <Column label="Lead" />
                            <Column label="Account" />
                            <Column label="Said" />
                            <Column label="Change" hidden=true />
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Panel>
        }
        .into_any(),
    )
}

/// An answer in words.
pub(super) const fn answer(yes: bool) -> (&'static str, Tone) {
    if yes {
        ("Qualified", Tone::Good)
    } else {
        ("Not qualified", Tone::Neutral)
    }
}
