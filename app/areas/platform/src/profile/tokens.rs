//! The programs that act for somebody.

use leptos::prelude::*;
use model::platform::tokens::{
    list::{ListTokens, Token},
    make::{MakeToken, TokenMade},
    revoke::RevokeToken,
};
use ui::{
    Button, ButtonKind, Cell, Column, CopyField, Moment, Notice, OperationForm, Reads, RowHead, Skeleton, Table,
    TextInput, Tone, busy, call, done_of, error_of, of, outcome_of, shown, steady, use_revision, value_of,
};

/// The own tokens, and the form for another one.
#[component]
pub(super) fn Tokens() -> impl IntoView {
    let revision = use_revision();
    let read = Reads::new(move || revision.get(), |_| call(ListTokens {}));
    let made = outcome_of::<MakeToken>();
    view! {
        <div class="stack">
            {move || made.get().map(|made| view! { <Made made=made /> })}
            <Transition fallback=|| view! { <Skeleton /> }>
                {
                    let read = steady(read);
                    move || read.get().map(|read| shown(read, |tokens| view! { <List tokens=tokens /> }.into_any()))
                }
            </Transition>
            <OperationForm
                operation={of::<MakeToken>()}
                done={done_of::<MakeToken>(move |answer| made.set(Some(answer)))}
                reset=true
                class="form"
            >
                <Fields />
            </OperationForm>
        </div>
    }
}

/// The only time that the secret is seen.
#[component]
fn Made(made: TokenMade) -> impl IntoView {
    view! {
        <Notice tone=Tone::Good announced=true>
            "The token “" {made.name} "” is made. This is the only time that it is shown."
        </Notice>
        <CopyField
            name="token"
            label="Token"
            value=made.secret
            hint="Send it as Authorization: Bearer. Keep it like a password."
        />
    }
}

#[component]
fn List(tokens: Vec<Token>) -> impl IntoView {
    if tokens.is_empty() {
        return view! { <p class="muted">"No program acts for you."</p> }.into_any();
    }
    let rows: Vec<_> = tokens.into_iter().map(|token| view! { <Row token=token /> }).collect();
    view! {
        <Table caption="Your API tokens">
            <thead>
                <tr>
                    <Column label="Name" />
                    <Column label="Made" />
                    <Column label="Last used" />
                    <Column label="Revoke" hidden=true />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

#[component]
fn Row(token: Token) -> impl IntoView {
    let id = token.id.to_string();
    let revoke = ["Revoke ", &token.name].concat();
    view! {
        <tr>
            <RowHead>{token.name}</RowHead>
            <Cell label="Made">
                <Moment at=token.created_at />
            </Cell>
            <Cell label="Last used">
                {match token.used_at {
                    Some(at) => view! { <Moment at=at /> }.into_any(),
                    None => "never".into_any(),
                }}
            </Cell>
            <Cell class="c-action">
                <OperationForm operation={of::<RevokeToken>()} id=["revoke-", &id].concat()>
                    <input type="hidden" name="token" value=id />
                    <Button kind=ButtonKind::Quiet small=true submit=true label=revoke>
                        "Revoke"
                    </Button>
                </OperationForm>
            </Cell>
        </tr>
    }
}

#[component]
fn Fields() -> impl IntoView {
    view! {
        <TextInput
            prefix="token"
            name="name"
            label="Name of the program"
            hint="Such as nightly export: it helps you to know what to revoke."
            required=true
            value=value_of("name", "")
            error=error_of("name")
        />
        <div class="actions">
            <Button submit=true busy=busy()>
                "Make a token"
            </Button>
        </div>
    }
}
