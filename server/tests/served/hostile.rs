//! Whatever is sent, the answer is a sentence and never "internal error".

use engine::testing::Who;
use proptest::{
    arbitrary::any,
    collection::vec,
    strategy::{Strategy as _, ValueTree as _},
    test_runner::TestRunner,
};
use reqwest::Response;
use serde_json::{Value, json};
use server::operations;

use crate::house::{Browser, House, header};

/// Not a server error, and if it is a problem then one in words.
async fn is_answered(answer: Response, what: &str) {
    let status = answer.status();
    let kind = header(&answer, "content-type").to_owned();
    let body = answer.text().await.unwrap();
    assert!(!status.is_server_error(), "{status} for {what}: {body}");
    if kind == "application/problem+json" {
        let problem: Value = serde_json::from_str(&body).unwrap();
        let detail = problem["detail"].as_str().unwrap();
        assert!(
            detail.ends_with('.') && detail.len() > 10,
            "no sentence for {what}: {body}"
        );
    }
}

async fn post(browser: &Browser, path: &str, kind: &str, body: impl Into<reqwest::Body>) -> Response {
    browser
        .post(path)
        .header("content-type", kind)
        .body(body)
        .send()
        .await
        .unwrap()
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_in_words() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Admin).await;
    let large = "x".repeat(3 * 1024 * 1024);
    for kind in [JSON, FORM] {
        let answer = post(&browser, "/do/platform.people.sign_in", kind, large.clone()).await;
        assert_eq!(answer.status(), 413, "{kind}");
        assert_eq!(header(&answer, "content-type"), "application/problem+json", "{kind}");
        is_answered(answer, kind).await;
    }
    let page = browser
        .post("/do/platform.people.sign_in")
        .header("accept", "text/html")
        .body(large);
    let page = page.send().await.unwrap();
    assert_eq!(page.status(), 413);
    assert!(page.text().await.unwrap().contains("<h1>"));
}

#[tokio::test]
async fn unknown_addresses_are_not_found() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Seller).await;
    for path in [
        "/no-such-page",
        "/accounts/none/none/none",
        "/%00",
        "/%ff%fe",
        "/a%2f..%2f..%2fetc/passwd",
    ] {
        let answer = browser.page(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert!(header(&answer, "content-type").starts_with("text/html"), "{path}");
    }
    let answer = browser.perform("no.such.operation", &json!({})).await;
    assert_eq!(answer.status(), 404);
    for path in ["/api/v1/none", "/api/v1/none/", "/api/v1/%ff"] {
        let answer = browser.get(path).send().await.unwrap();
        assert!(answer.status() == 404, "{path}: {}", answer.status());
        assert_eq!(header(&answer, "content-type"), "application/problem+json", "{path}");
        is_answered(answer, path).await;
    }
}

#[tokio::test]
async fn wrong_methods_are_refused() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Seller).await;
    let answer = browser.get("/do/platform.people.sign_out").send().await.unwrap();
    assert_eq!(answer.status(), 405);
    for path in ["/healthz", "/live", "/assets/app.0.css"] {
        assert_eq!(browser.post(path).send().await.unwrap().status(), 405, "{path}");
    }
    // A page takes no posts.
    let answer = browser.post("/accounts").send().await.unwrap();
    assert!(answer.status().is_client_error(), "{}", answer.status());
}

#[tokio::test]
async fn every_operation_survives_what_is_no_input() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Admin).await;
    let deep = "[".repeat(20_000);
    let bodies: [(&str, Vec<u8>); 14] = [
        (JSON, b"".to_vec()),
        (JSON, b"{".to_vec()),
        (JSON, b"null".to_vec()),
        (JSON, b"[]".to_vec()),
        (JSON, b"\"text\"".to_vec()),
        (JSON, b"{\"a\":1,\"a\":2}".to_vec()),
        (JSON, deep.into_bytes()),
        (JSON, vec![0xff, 0xfe, 0x00]),
        (JSON, b"{\"email\":\"\xc3\x28\"}".to_vec()),
        (FORM, b"%ff=%fe&a=%00&&&==&_back=//evil".to_vec()),
        (FORM, vec![0xff, 0xfe]),
        (FORM, b"a[b][c]=1&a[b]=2&a=3".to_vec()),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense".to_vec()),
        ("", b"{}".to_vec()),
    ];
    for entry in operations::all()
        .iter()
        .filter(|entry| entry.name != "platform.people.sign_out")
    {
        let path = format!("/do/{}", entry.name);
        for (kind, body) in &bodies {
            let what = format!(
                "{} with {kind} {:?}",
                entry.name,
                String::from_utf8_lossy(body).get(..30.min(body.len()))
            );
            is_answered(post(&browser, &path, kind, body.clone()).await, &what).await;
        }
    }
}

#[tokio::test]
async fn every_field_of_every_operation_survives_hostile_texts() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Admin).await;
    let texts = [
        "",
        " ",
        "\u{0}",
        "\u{202e}gnp.exe",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "../../../../etc/passwd",
        "-1",
        "99999999999999999999999999",
        "NaN",
        "1e400",
        "0000-00-00",
        "99999-12-31",
        "00000000-0000-0000-0000-000000000000",
        "👩‍👩‍👧‍👦".repeat(50).leak(),
    ];
    for entry in operations::all()
        .iter()
        .filter(|entry| entry.name != "platform.people.sign_out")
    {
        let input = crate::examples::input(entry);
        let fields: Vec<String> = input.as_object().unwrap().keys().cloned().collect();
        for field in fields {
            for text in texts {
                let mut sent = input.clone();
                sent[&field] = json!(text);
                let what = format!("{} with {field} = {text:?}", entry.name);
                is_answered(browser.perform(entry.name, &sent).await, &what).await;
            }
        }
    }
}

#[tokio::test]
async fn random_bytes_find_no_way_in() {
    let house = House::open().await;
    let browser = house.browser();
    let mut runner = TestRunner::deterministic();
    let bytes = vec(any::<u8>(), 0..400);
    for _ in 0..40 {
        let body = bytes.new_tree(&mut runner).unwrap().current();
        for (path, kind) in [
            ("/do/platform.people.sign_in", JSON),
            ("/do/platform.people.sign_in", FORM),
        ] {
            let what = format!("{path} {kind} {body:?}");
            is_answered(post(&browser, path, kind, body.clone()).await, &what).await;
        }
        let cookie: String = body
            .iter()
            .map(|byte| char::from(byte % 94 + 33))
            .filter(|c| *c != ';')
            .collect();
        let request = browser
            .get("/sign-in")
            .header("cookie", format!("tridem_session={cookie}"));
        is_answered(request.send().await.unwrap(), &cookie).await;
        let request = browser
            .get("/api/v1/none")
            .header("authorization", format!("Bearer {cookie}"));
        is_answered(request.send().await.unwrap(), &cookie).await;
    }
    let text = proptest::string::string_regex("[ -~äöü☃]{0,60}").unwrap();
    for _ in 0..40 {
        let text = text.new_tree(&mut runner).unwrap().current();
        let fields = serde_html_form::to_string([("q", text.as_str()), (text.as_str(), "x")]).unwrap();
        is_answered(browser.page(&format!("/sign-in?{fields}")).await, &text).await;
        let sent = json!({ "email": text, "password": text });
        is_answered(browser.perform("platform.people.sign_in", &sent).await, &text).await;
    }
}
