//! Getting in and out, with scripts and without.

use chrono::TimeDelta;
use engine::testing::{PASSWORD, Who};
use serde_json::{Value, json};

use crate::house::{Browser, House, credentials, header};

const SIGN_IN: &str = "platform.people.sign_in";

async fn signed_in_as(browser: &Browser) -> Option<String> {
    let answer = browser.perform("platform.people.viewer", &json!({})).await;
    let visit: Value = answer.json().await.unwrap();
    visit.pointer("/Known/email").and_then(Value::as_str).map(str::to_owned)
}

/// The session's cookie as it was set, with its attributes.
fn cookie(response: &reqwest::Response) -> Option<String> {
    let cookies = response.headers().get_all("set-cookie");
    let mut cookies = cookies.iter().filter_map(|value| value.to_str().ok());
    cookies
        .find(|cookie| cookie.starts_with("tridem_session="))
        .map(str::to_owned)
}

fn value(cookie: &str) -> &str {
    cookie.split(';').next().unwrap()
}

#[tokio::test]
async fn an_empty_installation_asks_to_be_set_up() {
    let house = House::empty().await;
    let browser = house.browser();
    let answer = browser.page("/accounts").await;
    assert_eq!(
        (answer.status().as_u16(), header(&answer, "location")),
        (303, "/set-up")
    );
    let page = browser.page("/set-up").await;
    assert_eq!(page.status(), 200);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("action=\"/do/platform.people.set_up\"")
    );

    let fields = [
        ("_back", "/set-up"),
        ("_then", "/"),
        ("organisation", "Nordwind Räder"),
        ("currency", "EUR"),
        ("time_zone", "Europe/Berlin"),
        ("name", "Ada Admin"),
        ("email", "ada@nordwind.example"),
        ("password", "three legs stand firm"),
    ];
    let answer = browser.submit("platform.people.set_up", &fields).await;
    assert_eq!((answer.status().as_u16(), header(&answer, "location")), (303, "/"));
    assert_eq!(signed_in_as(&browser).await.as_deref(), Some("ada@nordwind.example"));

    // The second admin does not come about this way.
    let other = house.browser();
    let answer = other.submit("platform.people.set_up", &fields).await;
    assert_eq!(header(&answer, "location"), "/set-up");
    assert_eq!(signed_in_as(&other).await, None);
    let answer = other.page("/set-up").await;
    assert_eq!(header(&answer, "location"), "/sign-in?next=%2Fset-up");
}

#[tokio::test]
async fn strangers_are_sent_to_the_door_and_back() {
    let house = House::open().await;
    let browser = house.browser();
    let answer = browser.page("/accounts?stage=selecting&q=%C3%A4").await;
    assert_eq!(answer.status(), 303);
    assert_eq!(
        header(&answer, "location"),
        "/sign-in?next=%2Faccounts%3Fstage%3Dselecting%26q%3D%25C3%25A4"
    );
    let page = browser.page(header(&answer, "location")).await.text().await.unwrap();
    assert!(page.contains("name=\"_then\""), "the form knows where to go");
}

#[tokio::test]
async fn a_wrong_password_comes_back_with_what_was_typed_but_without_the_password() {
    let house = House::open().await;
    let browser = house.browser();
    let typed = "this was <typed> wrongly";
    let fields = [
        ("_form", "platform-people-sign_in"),
        ("_back", "/sign-in"),
        ("email", Who::Seller.email()),
        ("password", typed),
    ];
    let answer = browser.submit(SIGN_IN, &fields).await;
    assert_eq!(
        (answer.status().as_u16(), header(&answer, "location")),
        (303, "/sign-in")
    );
    let kept = browser.page("/sign-in").await.text().await.unwrap();
    assert!(
        kept.contains("E-mail address and password do not belong together"),
        "{kept}"
    );
    assert!(kept.contains(&format!("value=\"{}\"", Who::Seller.email())), "{kept}");
    assert!(!kept.contains("typed"), "{kept}");
    // Said once.
    let again = browser.page("/sign-in").await.text().await.unwrap();
    assert!(!again.contains("do not belong together"));

    // Whether the address is known is not said.
    let fields = [
        ("_back", "/sign-in"),
        ("email", "nobody@tridem.test"),
        ("password", typed),
    ];
    browser.submit(SIGN_IN, &fields).await;
    let kept = browser.page("/sign-in").await.text().await.unwrap();
    assert!(kept.contains("E-mail address and password do not belong together"));
}

#[tokio::test]
async fn a_form_without_scripts_signs_in() {
    let house = House::open().await;
    let browser = house.browser();
    let fields = [
        ("_back", "/sign-in"),
        ("_then", "/accounts"),
        ("email", " SAM@tridem.test "),
        ("password", PASSWORD),
    ];
    let answer = browser.submit(SIGN_IN, &fields).await;
    assert_eq!(
        (answer.status().as_u16(), header(&answer, "location")),
        (303, "/accounts")
    );
    assert_eq!(signed_in_as(&browser).await.as_deref(), Some(Who::Seller.email()));
}

#[tokio::test]
async fn nobody_is_sent_elsewhere_after_signing_in() {
    let house = House::open().await;
    for next in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        let browser = house.browser();
        let fields = [
            ("_back", next),
            ("_then", next),
            ("email", Who::Seller.email()),
            ("password", PASSWORD),
        ];
        let answer = browser.submit(SIGN_IN, &fields).await;
        assert_eq!(header(&answer, "location"), "/", "{next}");
    }
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let house = House::open().await;
    let answer = house.browser().perform(SIGN_IN, &credentials(Who::Seller)).await;
    let cookie = cookie(&answer).unwrap();
    for flag in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    assert!(
        !cookie.contains("Secure"),
        "people at http://127.0.0.1 would not get in: {cookie}"
    );
}

#[tokio::test]
async fn behind_tls_the_cookie_travels_only_there() {
    let world = engine::testing::World::new().await;
    let mut engine = world.engine.clone();
    engine.settings = std::sync::Arc::new(engine::Settings {
        public_url: "https://tridem.example.com".to_owned(),
        ..engine::Settings::default()
    });
    let house = House::over(world, engine).await;
    let answer = house.browser().perform(SIGN_IN, &credentials(Who::Seller)).await;
    assert!(cookie(&answer).unwrap().contains("Secure"));
}

#[tokio::test]
async fn the_session_gets_another_id_at_every_sign_in() {
    let house = House::open().await;
    let browser = house.browser();
    // A refused try makes a session, for what is to be said.
    let wrong = [
        ("_back", "/sign-in"),
        ("email", Who::Seller.email()),
        ("password", "wrong"),
    ];
    let before = cookie(&browser.submit(SIGN_IN, &wrong).await).unwrap();
    let after = cookie(&browser.perform(SIGN_IN, &credentials(Who::Seller)).await).unwrap();
    assert_ne!(value(&before), value(&after));

    // Whoever slipped the old id in has nothing.
    let intruder = house.browser();
    let request = intruder
        .post("/do/platform.people.viewer")
        .header("cookie", value(&before));
    let visit: Value = request.json(&json!({})).send().await.unwrap().json().await.unwrap();
    assert_eq!(visit, json!("Stranger"));
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let house = House::open().await;
    let browser = house.browser();
    let cookie = cookie(&browser.perform(SIGN_IN, &credentials(Who::Seller)).await).unwrap();
    let answer = browser.perform("platform.people.sign_out", &json!({})).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(signed_in_as(&browser).await, None);
    let thief = house
        .browser()
        .post("/do/platform.people.viewer")
        .header("cookie", value(&cookie));
    let visit: Value = thief.json(&json!({})).send().await.unwrap().json().await.unwrap();
    assert_eq!(visit, json!("Stranger"));
}

#[tokio::test]
async fn signing_out_everywhere_ends_the_other_browsers_too() {
    let house = House::open().await;
    let (one, two) = (house.signed_in(Who::Seller).await, house.signed_in(Who::Seller).await);
    let other = house.signed_in(Who::Marketer).await;
    one.perform("platform.people.sign_out", &json!({ "everywhere": true }))
        .await;
    assert_eq!(signed_in_as(&one).await, None);
    assert_eq!(signed_in_as(&two).await, None);
    assert_eq!(signed_in_as(&other).await.as_deref(), Some(Who::Marketer.email()));
}

#[tokio::test]
async fn a_token_that_is_wrong_or_revoked_is_nobody() {
    let house = House::open().await;
    let token = house.token(Who::Seller).await;
    let client = house.browser().client;
    let url = house.url("/api/v1/no-such-place");
    for token in [token.as_str(), "tridem_wrong", "", "ä"] {
        let answer = client.get(&url).bearer_auth(token).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{token}");
    }
    // A session is no token: programs of other sites cannot borrow it.
    let browser = house.signed_in(Who::Seller).await;
    if let Some(rest) = server::operations::all().iter().find_map(|entry| {
        let open = entry.access == model::Access::Anyone;
        entry
            .rest
            .filter(|rest| rest.method == model::operation::Method::Get && !open && !rest.path.contains('{'))
    }) {
        let answer = browser.get(&format!("/api/v1{}", rest.path)).send().await.unwrap();
        assert_eq!(answer.status(), 401, "{}", rest.path);
        assert_eq!(header(&answer, "www-authenticate"), "Bearer");
    }
}

#[tokio::test]
async fn too_many_wrong_passwords_close_the_door_for_a_while() {
    let house = House::open().await;
    let browser = house.browser();
    let wrong = json!({ "email": Who::Seller.email(), "password": "wrong" });
    for _ in 0..house.world.settings.sign_in_tries {
        assert_eq!(browser.perform(SIGN_IN, &wrong).await.status(), 401);
    }
    let answer = browser.perform(SIGN_IN, &credentials(Who::Seller)).await;
    assert_eq!(answer.status(), 429);
    // Others get in meanwhile, and so does this one later.
    assert_eq!(
        house
            .browser()
            .perform(SIGN_IN, &credentials(Who::Marketer))
            .await
            .status(),
        200
    );
    house.world.clock.advance(TimeDelta::minutes(15));
    assert_eq!(browser.perform(SIGN_IN, &credentials(Who::Seller)).await.status(), 200);
}
