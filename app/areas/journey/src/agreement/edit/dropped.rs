//! The stages that a draft drops: which of them keep it from being proposed, and where their accounts go.

use leptos::prelude::*;
use model::journey::versions::{
    map_stage::MapStage,
    show::{DroppedLine, JourneyView},
};
use ui::{Button, ButtonKind, Choice, Notice, OperationForm, Panel, Select, Tone, busy, error_of, of, value_of};

/// What keeps the version from being proposed and signed, if anything does.
pub(super) fn blockers(lines: &[DroppedLine]) -> Option<AnyView> {
    let blockers: Vec<_> = lines
        .iter()
        .filter(|line| line.blocks())
        .map(|line| view! { <li>{line.name.clone()} ": " {there(line)}</li> })
        .collect();
    (!blockers.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warn>
                "It cannot be proposed and signed while accounts stand in stages that it drops and nothing is said of where they go:"
                <ul>{blockers}</ul>
            </Notice>
        }
        .into_any()
    })
}

/// How many accounts a choice of where they go is about.
pub(super) fn hint(accounts: u64, held: u64) -> String {
    let about = match (accounts, held) {
        (0, _) => "No account stands there, so it need not be said.".to_owned(),
        (1, 0) => "1 account stands there, held by nobody: it goes where the criteria put it.".to_owned(),
        (1, _) => "1 account stands there, held by hand.".to_owned(),
        (many, 0) => format!("{many} accounts stand there, none held by hand: they go where the criteria put them."),
        (many, held) if held >= many => format!("{many} accounts stand there, all held by hand."),
        (many, held) => {
            format!("{many} accounts stand there, {held} held by hand; the others go where the criteria put them.")
        }
    };
    let needed = if accounts > 0 {
        " It has to be said before the version is proposed."
    } else {
        ""
    };
    [&about, needed, " Histories keep the old stage."].concat()
}

/// The accounts that stand there, as a way to them.
fn there(line: &DroppedLine) -> AnyView {
    let words = match (line.accounts, line.held) {
        (0, _) => return view! { "no account stands there" }.into_any(),
        (1, 0) => "1 account stands there, held by nobody".to_owned(),
        (1, _) => "1 account stands there, held by hand".to_owned(),
        (many, held) => format!("{many} accounts stand there, {held} held by hand"),
    };
    let href = ["/accounts?stage=", &line.key].concat();
    view! { <a href=href>{words}</a> }.into_any()
}

/// Every dropped stage with where its accounts go; whoever may change the draft says it there, or something else.
pub(super) fn panel(view: &JourneyView, may_change: bool) -> AnyView {
    let lines: Vec<_> = view
        .dropped
        .iter()
        .map(|line| dropped(view, line, may_change))
        .collect();
    view! {
        <Panel title="Stages that it drops">
            <ul class="stack">{lines}</ul>
        </Panel>
    }
    .into_any()
}

fn dropped(view: &JourneyView, line: &DroppedLine, may_change: bool) -> AnyView {
    let name_of = |key: &str| {
        let stage = view.stages.iter().find(|stage| stage.key == key);
        stage.map_or(key, |stage| &stage.name).to_owned()
    };
    let goes = match &line.to {
        Some(to) => format!("Those that somebody holds go to {}.", name_of(to.as_str())),
        None => "Nothing is said of where those go that somebody holds.".to_owned(),
    };
    view! {
        <li>
            <h3>{line.name.clone()}</h3>
            <p>{there(line)} ". " {goes}</p>
            {may_change.then(|| map(view, line))}
        </li>
    }
    .into_any()
}

fn map(view: &JourneyView, line: &DroppedLine) -> AnyView {
    let stages = view.stages.iter();
    let choices: Vec<Choice> = stages.map(|stage| Choice::new(&stage.key, &stage.name)).collect();
    let id = ["map-", &line.key].concat();
    let to = line.to.as_ref().map(ToString::to_string).unwrap_or_default();
    let (key, name) = (line.key.clone(), line.name.clone());
    let (version, seen) = (view.version.to_string(), view.edition.to_string());
    let hint = hint(line.accounts, line.held);
    view! {
        <OperationForm operation={of::<MapStage>()} id=id.clone() class="stack" refused_title="This cannot be said of the stage">
            <input type="hidden" name="version" value=version />
            <input type="hidden" name="seen" value=seen />
            <input type="hidden" name="stage" value=key />
            <MapFields prefix=id choices=choices to=to name=name hint=hint />
        </OperationForm>
    }
    .into_any()
}

#[component]
fn MapFields(prefix: String, choices: Vec<Choice>, to: String, name: String, hint: String) -> impl IntoView {
    view! {
        <Select
            name="to"
            prefix=prefix
            label="Accounts that somebody holds there go to"
            empty="Not said"
            hint=hint
            choices=choices
            value=value_of("to", to)
            error=error_of("to")
        />
        <div class="row">
            <Button kind=ButtonKind::Normal submit=true busy=busy()>
                {["Say it of ", &name].concat()}
            </Button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn whoever_says_where_accounts_go_knows_how_many_it_is_about() {
        assert!(hint(0, 0).starts_with("No account stands there, so it need not be said."));
        assert!(hint(5, 2).starts_with("5 accounts stand there, 2 held by hand; the others go where the criteria put"));
        assert!(hint(2, 2).contains("all held by hand. It has to be said"));
        assert!(hint(1, 0).contains("held by nobody"));
    }
}
