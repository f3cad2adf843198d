//! The blind sample of a version: drawn, classified one lead at a time, and compared once departments are through.

use leptos::prelude::*;
use model::{
    Actor, Department, Failure,
    leads::definitions::blind::{
        draw::DrawSample,
        lead::{KnownLead, ShowSampleLead},
        show::{SampleProgress, ShowSample, ShownSample, VersionSample},
    },
    values::ids::LeadId,
};
use ui::{
    Button, ButtonKind, Empty, Icon, LegTag, Notice, OperationForm, Panel, Progress, Reads, Skeleton, TextInput, Tone,
    busy, department_name, error_of, of, reading, shown, steady, use_revision, value_of,
};

use super::{Page, agreement, asked, classify, head};
use crate::words::looking;

/// The sample, and the lead that is to be classified.
type Found = (VersionSample, Option<KnownLead>);

/// The page.
#[component]
pub(super) fn SamplePage() -> impl IntoView {
    let (version, revision) = (asked::version(), use_revision());
    let lead = asked::which(|query| query.get("lead").and_then(|lead| lead.parse::<LeadId>().ok()));
    let (actor, _) = looking();
    let read = Reads::new(
        move || (version.get(), lead.get(), revision.get()),
        move |(version, lead, _)| find(version, lead, actor),
    );
    classify::hear();
    view! {
        {head(Page::Sample, version)}
        <Transition fallback=|| view! { <Skeleton lines=8 /> }>
            {
                // Others classify meanwhile; what somebody types for the draw stays.
                let read = steady(read);
                move || {
                    read.get().map(|read| shown(read, |found| whole(found, &actor, lead.get_untracked().is_some())))
                }
            }
        </Transition>
    }
}

async fn find(version: String, asked: Option<LeadId>, actor: Actor) -> Result<Found, Failure> {
    let version = asked::id(&version)?;
    let found = ui::call(ShowSample { version }).await?;
    let waits = found.sample.as_ref().zip(found.may_classify(&actor));
    let lead = waits.and_then(|(sample, department)| {
        // An answer may be changed until it has been compared.
        let again = asked.and_then(|asked| sample.lead(asked));
        again.or_else(|| sample.next_for(department)).map(|(_, lead)| lead.lead)
    });
    let known = match lead {
        Some(lead) => Some(ui::call(ShowSampleLead { version, lead }).await?),
        None => None,
    };
    Ok((found, known))
}

fn whole((found, known): Found, actor: &Actor, again: bool) -> AnyView {
    let Some(sample) = &found.sample else {
        return not_drawn(&found, actor);
    };
    let department = found.may_classify(actor);
    let question = known
        .zip(department)
        .map(|(known, department)| classify::question(sample, known, department, again));
    let own = department.map(|department| classify::own(sample, department));
    view! {
        <div class="stack below-head">
            {progress(&found, sample)}
            {waits(&found, sample, actor)}
            {question}
            {agreement::all(sample)}
            {own}
        </div>
    }
    .into_any()
}

/// The form that draws, or why there is none.
fn not_drawn(found: &VersionSample, actor: &Actor) -> AnyView {
    if found.may_draw(actor) {
        let version = found.standing.version.to_string();
        return view! {
            <Panel title="Draw a sample">
                <OperationForm operation={of::<DrawSample>()} refused_title="No sample can be drawn">
                    <input type="hidden" name="version" value=version />
                    <div class="stack">
                        <p>
                            "The same leads for each department. Nobody sees what another department says before his own is through."
                        </p>
                        <TextInput
                            name="size"
                            label="How many leads"
                            inputmode="numeric"
                            hint=format!("1 to {}. With 30 the agreement says something, and it takes a quarter of an hour.", DrawSample::MOST)
                            value=value_of("size", "30")
                            error=error_of("size")
                            required=true
                        />
                        <TextInput
                            name="seed"
                            label="Seed"
                            inputmode="numeric"
                            hint="A whole number. The same seed draws the same of the same leads; by chance unless you say one."
                            value=value_of("seed", "")
                            error=error_of("seed")
                            optional=true
                        />
                        <Draw />
                    </div>
                </OperationForm>
            </Panel>
        }
        .into_any();
    }
    let (title, text) = if found.is_open() {
        (
            "No sample is drawn yet",
            "A manager or an admin draws one. Then each department classifies its leads.",
        )
    } else {
        (
            "No sample was drawn",
            "Departments classify before they sign, and this version is past that. Start a draft to find out whether they mean the same.",
        )
    };
    view! { <Empty icon=Icon::Leads title=title text=text /> }.into_any()
}

#[component]
fn Draw() -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Primary submit=true busy=busy()>
            "Draw the sample"
        </Button>
    }
}

/// How far each department is: those that sign, and others that take part.
fn progress(found: &VersionSample, sample: &ShownSample) -> AnyView {
    let total = u32::try_from(sample.leads.len()).unwrap_or(u32::MAX);
    let takes_part = |one: &&SampleProgress| found.signers.contains(&one.department) || one.classified > 0;
    let bars: Vec<_> = sample
        .departments
        .iter()
        .filter(takes_part)
        .map(|one| {
            let label = if one.is_through { "Through" } else { "Classified" };
            view! {
                <div class="sample-progress">
                    <LegTag department=one.department />
                    <Progress label=label done=Signal::stored(one.classified) total=Signal::stored(total) />
                </div>
            }
        })
        .collect();
    let seed = sample
        .seed
        .map(|seed| format!(", by the seed {seed}"))
        .unwrap_or_default();
    let said = format!(
        "{} leads, drawn on {}{seed}. Each is shown as it was known then.",
        reading::number(i64::from(total)),
        reading::day_of(sample.drawn_at)
    );
    view! {
        <Panel title="How far the departments are">
            <div class="stack">
                {bars}
                <p class="muted">{said}</p>
            </div>
        </Panel>
    }
    .into_any()
}

/// What whoever looks is waiting for, where there is nothing for him to do.
fn waits(found: &VersionSample, sample: &ShownSample, actor: &Actor) -> Option<AnyView> {
    let own = actor.department().and_then(|department| sample.progress(department));
    let missing: Vec<Department> = found
        .signers
        .iter()
        .copied()
        .filter(|signer| !sample.progress(*signer).is_some_and(|one| one.is_through))
        .collect();
    let missing = names(&missing);
    let words = if !found.is_open() && sample.agreement.is_empty() {
        "This version is past signing, and no two departments were through with the sample. Nothing is compared."
            .to_owned()
    } else if found.is_open() && own.is_some_and(|own| own.is_through) && !missing.is_empty() {
        format!("Your department is through. What departments said is compared when {missing} is.")
    } else if found.is_open() && found.may_classify(actor).is_none() && !missing.is_empty() {
        format!("What departments said is compared when {missing} is through.")
    } else {
        return None;
    };
    Some(view! { <Notice tone=Tone::Evidence>{words}</Notice> }.into_any())
}

/// Departments as in a sentence.
fn names(departments: &[Department]) -> String {
    let names: Vec<String> = departments
        .iter()
        .map(|department| department_name(*department).to_lowercase())
        .collect();
    names.join(" and ")
}
