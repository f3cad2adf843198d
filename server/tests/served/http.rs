//! What every answer carries, and what the server tells about itself.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use chrono::{DateTime, Utc};
use engine::{
    Engine,
    clock::Clock,
    testing::{PASSWORD, Standstill, Who, World},
};
use futures::StreamExt as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::{House, credentials, header, log};

const SIGN_IN: &str = "platform.people.sign_in";

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_others_out() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Seller).await;
    for path in [
        "/",
        "/no-such-page",
        "/healthz",
        "/assets/app.0.css",
        "/assets/none",
        "/api/v1/none",
        "/live",
    ] {
        let answer = browser.page(path).await;
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(&answer, "x-frame-options"), "DENY", "{path}");
        assert_eq!(header(&answer, "referrer-policy"), "same-origin", "{path}");
        assert_eq!(header(&answer, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(
            header(&answer, "content-security-policy").contains("default-src 'none'"),
            "{path}"
        );
        assert!(
            header(&answer, "content-security-policy").contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(header(&answer, "x-request-id").len(), 32, "{path}");
        let kept = path == "/assets/app.0.css";
        let cache = header(&answer, "cache-control");
        assert_eq!(cache.contains("immutable"), kept, "{path}: {cache}");
        let fresh = cache.contains("no-store") || (path == "/live" && cache == "no-cache");
        assert_eq!(fresh, !kept, "{path}: {cache}");
    }
}

#[tokio::test]
async fn scripts_of_a_page_carry_its_nonce_and_no_other_page_has_it() {
    let house = House::open().await;
    let browser = house.browser();
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let answer = browser.page("/sign-in").await;
        let policy = header(&answer, "content-security-policy").to_owned();
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .unwrap()
            .to_owned();
        assert!(nonce.len() >= 16, "{nonce}");
        let page = answer.text().await.unwrap();
        let scripts: Vec<&str> = page
            .split("<script")
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap())
            .collect();
        assert!(!scripts.is_empty());
        for script in scripts {
            assert!(script.contains(&nonce), "a script without the nonce: {script}");
        }
        assert!(
            !page.contains(" style=\"") && !page.contains(" onclick="),
            "inline style or handler"
        );
        nonces.push(nonce);
    }
    assert_ne!(nonces[0], nonces[1]);
}

#[tokio::test]
async fn a_visitors_own_request_id_is_not_taken_over() {
    let house = House::open().await;
    let request = house
        .browser()
        .get("/healthz")
        .header("x-request-id", "chosen-by-a-visitor");
    let answer = request.send().await.unwrap();
    assert_ne!(header(&answer, "x-request-id"), "chosen-by-a-visitor");
    assert!(!log().contains("chosen-by-a-visitor"));
}

#[tokio::test]
async fn other_sites_cannot_post_for_somebody_who_is_signed_in() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Seller).await;
    let own = house.url("");
    let sign_out = || browser.post("/do/platform.people.sign_out").json(&json!({}));
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let answer = sign_out().header(name, value).send().await.unwrap();
        assert_eq!(answer.status(), 403, "{name}: {value}");
    }
    let fields = "everywhere=true";
    let form = browser
        .post("/do/platform.people.sign_out")
        .header("origin", "https://evil.example");
    let form = form
        .header("content-type", "application/x-www-form-urlencoded")
        .body(fields);
    assert_eq!(form.send().await.unwrap().status(), 403);
    assert!(house.world.facts().await.len() == 1, "only the sign-in happened");

    let answer = sign_out()
        .header("sec-fetch-site", "same-origin")
        .header("origin", own)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn files_come_in_the_smallest_form_that_the_browser_takes() {
    let house = House::open().await;
    let css = |accepted: &'static str| {
        house
            .browser()
            .get("/assets/app.0.css")
            .header("accept-encoding", accepted)
            .send()
    };
    for (accepted, coding, body) in [
        ("gzip, deflate, br", "br", "smaller"),
        ("gzip", "gzip", "small"),
        ("identity", "", ":root {}"),
    ] {
        let answer = css(accepted).await.unwrap();
        assert_eq!(header(&answer, "content-encoding"), coding);
        assert_eq!(header(&answer, "vary"), "accept-encoding");
        assert!(header(&answer, "content-type").starts_with("text/css"));
        assert_eq!(answer.text().await.unwrap(), body);
    }
    for path in ["/assets/..%2fmanifest.json", "/assets/app.0.css.br"] {
        assert_eq!(house.browser().get(path).send().await.unwrap().status(), 404, "{path}");
    }
}

#[tokio::test]
async fn documents_and_answers_are_compressed_for_who_takes_that_and_live_events_are_not() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Seller).await;
    let coded = async |path: &str, accepted: &'static str| {
        let answer = browser
            .get(path)
            .header("accept-encoding", accepted)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        header(&answer, "content-encoding").to_owned()
    };
    for path in ["/", "/accounts", "/api/v1/openapi.json"] {
        assert_eq!(coded(path, "gzip, br").await, "br", "{path}");
        assert_eq!(coded(path, "gzip").await, "gzip", "{path}");
        assert_eq!(coded(path, "identity").await, "", "{path}");
    }
    assert_eq!(coded("/live", "gzip, br").await, "");
    let asked = |accepted: &'static str| browser.get("/accounts").header("accept-encoding", accepted).send();
    let (small, whole) = (asked("gzip, br").await.unwrap(), asked("identity").await.unwrap());
    let (small, whole) = (small.bytes().await.unwrap(), whole.bytes().await.unwrap());
    assert!(small.len() * 3 < whole.len(), "{} of {}", small.len(), whole.len());
}

#[tokio::test]
async fn the_process_tells_how_it_is_doing() {
    let house = House::open().await;
    let browser = house.browser();
    let said = async |path: &str| {
        let answer = browser.get(path).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(said("/healthz").await, (200, "ok\n".to_owned()));
    assert_eq!(said("/readyz").await, (200, "ready\n".to_owned()));
    let (status, metrics) = said("/metrics").await;
    assert_eq!(status, 200);
    assert!(
        metrics.contains("tridem_requests_total{route=\"/healthz\",method=\"GET\",status=\"200\"}"),
        "{metrics}"
    );
    assert!(metrics.contains("tridem_request_seconds_bucket"), "{metrics}");
}

#[tokio::test]
async fn without_tables_it_lives_but_is_not_ready() {
    let world = World::bare_on(engine::testing::Database::Sqlite).await.unwrap();
    let engine = world.engine.clone();
    let house = House::over(world, engine).await;
    let browser = house.browser();
    assert_eq!(browser.get("/healthz").send().await.unwrap().status(), 200);
    let answer = browser.get("/readyz").send().await.unwrap();
    assert_eq!(answer.status(), 503);
    assert!(answer.text().await.unwrap().contains("tridem migrate"));
}

/// A clock that breaks when it is told to: the one thing that every page asks and that a test can replace.
struct Breaking {
    clock: Standstill,
    broken: Arc<AtomicBool>,
}

impl Clock for Breaking {
    fn now(&self) -> DateTime<Utc> {
        assert!(!self.broken.load(Ordering::SeqCst), "the spring of the clock is broken");
        self.clock.now()
    }

    fn new_id(&self) -> Uuid {
        self.clock.new_id()
    }
}

#[tokio::test]
async fn a_panic_is_answered_with_a_reference_that_the_log_knows() {
    let world = World::new().await;
    let broken = Arc::new(AtomicBool::new(false));
    let clock = Breaking {
        clock: Standstill::default(),
        broken: Arc::clone(&broken),
    };
    let engine = Engine::with_clock(world.store.clone(), engine::Settings::default(), Arc::new(clock));
    let house = House::over(world, engine).await;
    let browser = house.browser();
    broken.store(true, Ordering::SeqCst);
    let answer = browser.get("/sign-in").send().await.unwrap();
    assert_eq!(answer.status(), 500);
    let reference = header(&answer, "x-request-id").to_owned();
    let problem: Value = answer.json().await.unwrap();
    assert!(problem["detail"].as_str().unwrap().contains(&reference), "{problem}");
    assert!(
        !problem.to_string().contains("spring"),
        "what broke is nobody's business: {problem}"
    );
    let told = log();
    let line = told
        .lines()
        .find(|line| line.contains("the spring of the clock") && line.contains(&reference));
    assert!(line.is_some(), "the log does not tell what broke under {reference}");
    // And for people it is a page.
    let page = browser.page("/sign-in").await;
    assert_eq!(page.status(), 500);
    assert!(page.text().await.unwrap().contains("<h1>"));
    broken.store(false, Ordering::SeqCst);
    assert_eq!(browser.page("/sign-in").await.status(), 200);
}

#[tokio::test]
async fn live_events_arrive_and_tell_only_that_something_happened() {
    let house = House::open().await;
    let answer = house.browser().get("/live").send().await.unwrap();
    assert_eq!(answer.status(), 401);

    let browser = house.signed_in(Who::Seller).await;
    let stream = browser.get("/live").send().await.unwrap();
    assert_eq!(stream.status(), 200);
    assert_eq!(header(&stream, "content-type"), "text/event-stream");
    let mut stream = stream.bytes_stream();
    house.signed_in(Who::Marketer).await;
    let mut heard = String::new();
    while !heard.contains("\n\n") {
        heard.push_str(&String::from_utf8_lossy(&stream.next().await.unwrap().unwrap()));
    }
    assert!(heard.contains("\"kind\":\"signed_in\""), "{heard}");
    assert!(!heard.contains(&Who::Marketer.id().to_string()), "{heard}");

    // The end of the server ends the stream, so that it can stop.
    house.close().await;
    while let Some(Ok(_)) = stream.next().await {}
}

#[tokio::test]
async fn no_secret_stands_in_the_log() {
    let house = House::open().await;
    let token = house.token(Who::Admin).await;
    let wrong = "a wrong password that nobody may read 3141592";
    let browser = house.browser();
    browser
        .perform(SIGN_IN, &json!({ "email": Who::Seller.email(), "password": wrong }))
        .await;
    browser
        .submit(SIGN_IN, &[("email", Who::Seller.email()), ("password", wrong)])
        .await;
    browser
        .post(&format!("/do/{SIGN_IN}"))
        .body(format!("{{\"password\":\"{wrong}\""))
        .send()
        .await
        .unwrap();
    let answer = browser.perform(SIGN_IN, &credentials(Who::Seller)).await;
    let cookie = header(&answer, "set-cookie").to_owned();
    let session = cookie.split(['=', ';']).nth(1).unwrap();
    browser.get("/api/v1/none").bearer_auth(&token).send().await.unwrap();
    browser.page("/?secret=in-a-query-2718281").await;
    browser
        .page("/new-password/in-a-path-1618033988749894848204586834365638")
        .await;
    house.close().await;

    let log = log();
    assert!(log.contains("/do/platform.people.sign_in"), "the log is written");
    for secret in [
        wrong,
        PASSWORD,
        session,
        &token,
        "in-a-query-2718281",
        "in-a-path-1618033988749894848204586834365638",
        "$argon2",
    ] {
        let line = log.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret} stands in the log: {line:?}");
    }
}
