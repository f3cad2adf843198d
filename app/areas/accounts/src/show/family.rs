//! The companies above and below the account, and what all of it adds up to.

use leptos::prelude::*;
use model::{
    accounts::hierarchy::{Family, NameParent, Relative, ShowFamily},
    values::ids::AccountId,
};
use ui::{
    Button, ButtonKind, Fact, Facts, Icon, LinkButton, OperationForm, Panel, Reads, loaded, of, reading, use_revision,
    use_stages,
};

use crate::stages::stage_name;

/// The panel beside the record.
pub(super) fn family(account: AccountId, works: Memo<bool>) -> AnyView {
    let revision = use_revision();
    let family = Reads::new(move || revision.get(), move |_| ui::call(ShowFamily { account }));
    loaded(family, move |family| panel(account, family, works.get_untracked()))
}

fn panel(account: AccountId, family: Family, works: bool) -> AnyView {
    let verb = if family.above.is_empty() {
        "Belongs to"
    } else {
        "Change"
    };
    let change = works.then(|| {
        view! {
            <LinkButton
                href=format!("/accounts/{account}/parent")
                kind=ButtonKind::Quiet
                small=true
                icon=Icon::Plus
            >
                {verb}
            </LinkButton>
        }
    });
    if family == Family::default() {
        return view! {
            <Panel title="Companies" action=move || change>
                <p class="muted">"Stands alone."</p>
            </Panel>
        }
        .into_any();
    }
    let alone = (works && !family.above.is_empty()).then(|| {
        view! {
            <OperationForm operation={of::<NameParent>()} id="alone" no_summary=true>
                <input type="hidden" name="account" value=account.to_string() />
                <Button kind=ButtonKind::Quiet small=true submit=true icon=Icon::Cross>
                    "Stands alone"
                </Button>
            </OperationForm>
        }
    });
    let whole = family.whole.map(|whole| {
        view! {
            <Facts>
                <Fact label="Together">{format!("{} accounts", whole.accounts)}</Fact>
                <Fact label="Open">
                    {format!("{} in {}", reading::money(whole.open_amount), deals(whole.open_deals))}
                </Fact>
                <Fact label="Deals won">{whole.won_deals.to_string()}</Fact>
            </Facts>
        }
    });
    view! {
        <Panel title="Companies" action=move || change>
            {listed("Belongs to", family.above)}
            {alone}
            {listed("Below it", family.below)}
            {whole}
        </Panel>
    }
    .into_any()
}

fn deals(count: u32) -> String {
    match count {
        1 => "1 deal".to_owned(),
        count => format!("{count} deals"),
    }
}

fn listed(title: &'static str, relatives: Vec<Relative>) -> Option<AnyView> {
    if relatives.is_empty() {
        return None;
    }
    let rows: Vec<_> = relatives
        .into_iter()
        .map(|relative| {
            view! {
                <li>
                    <div class="grow">
                        <a href=format!("/accounts/{}", relative.account)>
                            <b>{relative.name}</b>
                        </a>
                        <small>{stage_name(&use_stages(), &relative.stage)}</small>
                    </div>
                    <span class="num">{reading::money(relative.open_amount)}</span>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <h4>{title}</h4>
            <ul class="list">{rows}</ul>
        }
        .into_any(),
    )
}
