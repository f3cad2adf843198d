//! Who asks: from the session of a browser or from the bearer token of a program.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use chrono::NaiveDate;
use engine::{
    Caller, Effect,
    platform::{sessions, tokens},
};
use http::{HeaderMap, header};
use model::{Actor, values::ids::PersonId};
use tower_http::request_id::RequestId;
use tower_sessions::Session;

use crate::{
    problem::Problem,
    serve::Serving,
    session_store::{EPOCH, PERSON, USED_ON},
};

/// Finds out who the session of the browser acts for, and puts the caller into the request.
pub async fn by_session(
    State(serving): State<Serving>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let known = known(&session).await;
    if known.is_some() {
        keep_alive(&session, serving.engine().clock.now().date_naive()).await;
    }
    let actor = match known {
        Some((person, epoch)) => sessions::actor_of(serving.engine().store.reader(), person, epoch)
            .await
            .map_err(Problem::unavailable)?,
        None => Actor::Anonymous,
    };
    let caller = caller(&serving, &request, actor);
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

/// Finds out who the bearer token acts for, and puts the caller into the request.
pub async fn by_token(State(serving): State<Serving>, mut request: Request, next: Next) -> Result<Response, Problem> {
    let engine = serving.engine();
    let actor = match bearer(request.headers()) {
        Some(token) => tokens::actor_of(&engine.store, token, engine.clock.now())
            .await
            .map_err(Problem::unavailable)?,
        None => Actor::Anonymous,
    };
    let caller = caller(&serving, &request, actor);
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

/// Does what a command asks for the session. A new session id at every change of who it acts for: an id that
/// somebody slipped in before is worth nothing afterwards.
pub async fn apply(session: &Session, effects: &[Effect]) -> Result<(), tower_sessions::session::Error> {
    for effect in effects {
        match effect {
            Effect::SignIn { person, epoch } => {
                session.cycle_id().await?;
                session.insert(PERSON, person).await?;
                session.insert(EPOCH, epoch).await?;
            }
            Effect::SignOut => session.flush().await?,
        }
    }
    Ok(())
}

/// Once a day the session is saved, so that it ends two weeks after its last use and not after the sign-in.
async fn keep_alive(session: &Session, today: NaiveDate) {
    let used_on = session.get::<NaiveDate>(USED_ON).await.ok().flatten();
    if used_on != Some(today)
        && let Err(error) = session.insert(USED_ON, today).await
    {
        tracing::warn!(%error, "a session cannot be kept alive");
    }
}

async fn known(session: &Session) -> Option<(PersonId, i32)> {
    let person = session.get::<PersonId>(PERSON).await.ok()??;
    let epoch = session.get::<i32>(EPOCH).await.ok()??;
    Some((person, epoch))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")
}

fn caller(serving: &Serving, request: &Request, actor: Actor) -> Caller {
    let reference = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let idempotency_key = request
        .headers()
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok())
        .filter(|key| (1..=200).contains(&key.len()))
        .map(str::to_owned);
    Caller {
        actor,
        request: reference,
        address: address(serving, request),
        idempotency_key,
    }
}

/// The visitor's address. A proxy appends the address that it saw to the end of the list; whatever stands before was
/// written by the visitor.
pub fn address(serving: &Serving, request: &Request) -> Option<IpAddr> {
    let direct = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| address.ip());
    if !serving.behind_proxy() {
        return direct;
    }
    let forwarded = request
        .headers()
        .get("x-forwarded-for")
        .and_then(|list| list.to_str().ok());
    forwarded
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok())
        .or(direct)
}
