//! What befell the account, and whether it makes pains urgent now.

use leptos::prelude::*;
use model::{
    access::{Action, may},
    leads::pains::{catalogue::Catalogue, show::BefellTrigger, triggers::end::EndTrigger},
};
use ui::{Badge, Button, ButtonKind, OperationForm, Panel, Tone, busy, of, reading};

use crate::words::looking;

/// All of it, the newest first.
pub(super) fn befell(triggers: Vec<BefellTrigger>, catalogue: StoredValue<Catalogue>, works: bool) -> AnyView {
    let none = triggers.is_empty();
    let rows: Vec<_> = triggers.into_iter().map(|one| row(one, catalogue, works)).collect();
    view! {
        <Panel title="What makes it urgent">
            {none
                .then(|| {
                    view! {
                        <p class="muted">
                            "Nothing befell them that we know of: a breach, an audit, a contract that ends."
                        </p>
                    }
                })}
            <ul class="list">{rows}</ul>
        </Panel>
    }
    .into_any()
}

fn row(one: BefellTrigger, catalogue: StoredValue<Catalogue>, works: bool) -> AnyView {
    let trigger = one.trigger;
    let until = reading::day_of(trigger.expires_at);
    let state = match (one.counts, trigger.withdrawn_at) {
        (true, _) => view! { <Badge text=format!("Until {until}") tone=Tone::Good /> }.into_any(),
        (false, Some(_)) => view! { <Badge text="Ended" plain=true /> }.into_any(),
        (false, None) => view! { <Badge text=format!("Expired {until}") plain=true /> }.into_any(),
    };
    let urgent: Vec<String> =
        catalogue.with_value(|catalogue| trigger.pains.iter().map(|pain| catalogue.pain_name(pain)).collect());
    let about = format!(
        "{} · {} · makes {} urgent",
        reading::day_of(trigger.occurred_at),
        trigger.known_from.as_str(),
        urgent.join(", ").to_lowercase()
    );
    let (actor, _) = looking();
    let own = may(
        &actor,
        Action::WithdrawFact {
            department: Some(trigger.department),
        },
    );
    let end = (works && own && one.counts).then(|| {
        let id = trigger.id.to_string();
        let said = format!("It is over: {}", one.name);
        view! {
            <OperationForm operation={of::<EndTrigger>()} id=format!("end-{id}") no_summary=true>
                <input type="hidden" name="trigger" value=id.clone() />
                <End said=said />
            </OperationForm>
        }
    });
    view! {
        <li>
            <div class="grow">
                <b>{one.name.clone()}</b>
                <small>{about}</small>
                {state}
            </div>
            {end}
        </li>
    }
    .into_any()
}

#[component]
fn End(said: String) -> impl IntoView {
    view! {
        <Button small=true kind=ButtonKind::Quiet submit=true busy=busy() label=said>
            "It is over"
        </Button>
    }
}
