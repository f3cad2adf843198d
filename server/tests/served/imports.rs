//! Files that come in over HTTP, as a form without scripts and over the REST API.

use engine::testing::Who;
use reqwest::Response;
use serde_json::{Value, json};

use crate::house::{Browser, House, header};

const COMPANIES: &str = "Record ID,Company name,Website,Employees\n\
    1,Brackwell Mills,brackwell.example,\"1,200\"\n\
    2,Molkerei Süd,molkerei.example,many\n\
    ,,,\n";

/// A form as a browser sends it, with the file behind the other fields.
async fn upload(browser: &Browser, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Response {
    const EDGE: &str = "----edge";
    let mut body = Vec::new();
    for (field, value) in fields {
        let part = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let part = format!(
        "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
    );
    body.extend_from_slice(part.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
    browser
        .post("/imports/upload")
        .header("content-type", format!("multipart/form-data; boundary={EDGE}"))
        .body(body)
        .send()
        .await
        .unwrap()
}

async fn text(browser: &Browser, path: &str) -> String {
    let page = browser.page(path).await;
    assert_eq!(page.status(), 200, "{path}");
    page.text().await.unwrap()
}

#[tokio::test]
async fn a_file_goes_all_the_way_without_scripts() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Seller).await;
    assert!(text(&browser, "/imports").await.contains("Nothing was imported yet"));
    assert!(text(&browser, "/imports/new").await.contains("multipart/form-data"));

    let fields = [("as", "accounts"), ("source", "hubspot")];
    let sent = upload(&browser, &fields, "companies.csv", COMPANIES.as_bytes()).await;
    assert_eq!(sent.status(), 303);
    let page = header(&sent, "location").to_owned();
    let import = page.strip_prefix("/imports/").unwrap();
    let mapping = text(&browser, &page).await;
    assert!(mapping.contains("What each column becomes"));
    assert!(mapping.contains("Brackwell Mills"));

    let back = ("_back", page.as_str());
    let incomplete = [
        back,
        ("import", import),
        ("subject", "accounts"),
        ("field", "-"),
        ("field", "-"),
        ("field", "-"),
        ("field", "employees"),
    ];
    browser.submit("platform.imports.map_columns", &incomplete).await;
    let told = text(&browser, &page).await;
    assert!(told.contains("rows cannot do without it"), "{told}");

    let complete = [
        back,
        ("import", import),
        ("subject", "accounts"),
        ("field", "source_key"),
        ("field", "name"),
        ("field", "domain"),
        ("field", "employees"),
        ("decimals", "either"),
        ("currency", "EUR"),
    ];
    browser.submit("platform.imports.map_columns", &complete).await;
    assert!(text(&browser, &page).await.contains("Try it first"));
    browser
        .submit("platform.imports.dry_run", &[back, ("import", import)])
        .await;
    let tried = text(&browser, &page).await;
    assert!(
        tried.contains("What would happen") && tried.contains("Import 3 rows"),
        "{tried}"
    );
    browser
        .submit("platform.imports.start", &[back, ("import", import)])
        .await;
    assert!(text(&browser, &page).await.contains("At work"));
    house.world.run_jobs().await;
    let report = text(&browser, &page).await;
    assert!(
        report.contains("What became of the rows") && report.contains("Take back 2 records"),
        "{report}"
    );
    assert!(text(&browser, "/imports").await.contains("companies.csv"));

    let problems = browser.page(&format!("{page}/problems.csv")).await;
    assert_eq!(
        header(&problems, "content-disposition"),
        "attachment; filename=\"companies-problems.csv\""
    );
    let problems = problems.text().await.unwrap();
    let lines: Vec<&str> = problems.lines().collect();
    assert_eq!(
        lines.first(),
        Some(&"Record ID,Company name,Website,Employees,Row,Line,Outcome,Problem")
    );
    let line = lines.get(1).unwrap();
    assert!(
        line.starts_with("2,Molkerei Süd,molkerei.example,many,2,3,created,"),
        "{line}"
    );
    assert_eq!(lines.len(), 2);

    let stranger = house.signed_in(Who::Marketer).await;
    assert_eq!(stranger.page(&page).await.status(), 404);
    assert_eq!(stranger.page(&format!("{page}/problems.csv")).await.status(), 404);

    browser
        .submit("platform.imports.undo", &[back, ("import", import)])
        .await;
    house.world.run_jobs().await;
    assert!(text(&browser, &page).await.contains("Taken back"));
}

#[tokio::test]
async fn a_file_that_is_no_table_is_refused_with_a_way_out() {
    let house = House::open().await;
    let browser = house.signed_in(Who::Seller).await;
    for (name, bytes, sentence) in [
        (
            "sheet.xlsx",
            b"PK\x03\x04rest of an archive".as_slice(),
            "save the sheet as CSV",
        ),
        ("empty.csv", b"".as_slice(), "The file is empty"),
        ("", b"".as_slice(), "Choose a file"),
    ] {
        let sent = upload(&browser, &[("as", "accounts")], name, bytes).await;
        assert_eq!(
            (sent.status().as_u16(), header(&sent, "location")),
            (303, "/imports/new"),
            "{name}"
        );
        let page = text(&browser, "/imports/new").await;
        assert!(page.contains(sentence), "{name}: {page}");
    }
    // Somebody who may not import, and somebody who has not signed in.
    let executive = house.signed_in(Who::Executive).await;
    let sent = upload(&executive, &[], "companies.csv", COMPANIES.as_bytes()).await;
    assert_eq!(header(&sent, "location"), "/imports/new");
    assert_eq!(executive.page("/imports").await.status(), 403);
}

#[tokio::test]
async fn a_program_brings_a_file_in_and_takes_it_back() {
    let house = House::open().await;
    let token = house.token(Who::Seller).await;
    let browser = house.browser();
    let send = async |path: &str, body: &Value| -> (u16, Value) {
        let request = browser.post(&format!("/api/v1{path}")).bearer_auth(&token).json(body);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    };
    let read = async |path: &str| -> Value {
        let request = browser.get(&format!("/api/v1{path}")).bearer_auth(&token);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    };
    // Larger than any form may be.
    let mut csv = String::from("id,name,domain,notes\n");
    let long = "x".repeat(4_000);
    for number in 1..=1_000 {
        csv.push_str(
            &[
                &number.to_string(),
                ",Company,company",
                &number.to_string(),
                ".example,",
                &long,
                "\n",
            ]
            .concat(),
        );
    }
    let upload = browser
        .post("/api/v1/imports?as=accounts&name=many.csv&source=crm")
        .bearer_auth(&token)
        .header("content-type", "text/csv")
        .body(csv);
    let answer = upload.send().await.unwrap();
    assert_eq!(answer.status(), 201);
    let import: Value = answer.json().await.unwrap();
    let path = format!("/imports/{}", import["id"].as_str().unwrap());
    assert_eq!(
        (import["state"].as_str(), import["rows"].as_u64()),
        (Some("mapping"), Some(1_000))
    );

    let (status, refused) = send(&format!("{path}/start"), &json!({})).await;
    assert_eq!(
        (status, refused["about"]["rule"].as_str()),
        (409, Some("import_not_ready"))
    );
    let mapping = browser
        .client
        .patch(house.url(&format!("/api/v1{path}/mapping")))
        .bearer_auth(&token)
        .json(&json!({ "mapping": import["mapping"] }))
        .send()
        .await
        .unwrap();
    assert_eq!(mapping.status(), 200);
    let (status, tried) = send(&format!("{path}/dry-run"), &json!({})).await;
    assert_eq!((status, tried["trial"]["created"].as_u64()), (201, Some(1_000)));
    send(&format!("{path}/start"), &json!({})).await;
    house.world.run_jobs().await;
    let done = read(&path).await;
    assert_eq!(
        (done["state"].as_str(), done["report"]["created"].as_u64()),
        (Some("done"), Some(1_000))
    );
    let rows = read(&format!("{path}/rows?outcome=created&limit=2")).await;
    assert_eq!(rows["items"].as_array().unwrap().len(), 2);
    let more = read(&format!(
        "{path}/rows?limit=2&cursor={}",
        rows["next"].as_str().unwrap()
    ))
    .await;
    assert_eq!(more["items"][0]["row"], 3);
    assert_eq!(read("/imports").await["items"][0]["created"], 1_000);
    send(&format!("{path}/undo"), &json!({})).await;
    house.world.run_jobs().await;
    assert_eq!(
        read(&path).await["undone"],
        json!({ "removed": 1_000, "reverted": 0, "kept": 0 })
    );

    let unreadable = browser
        .post("/api/v1/imports?as=accounts")
        .bearer_auth(&token)
        .body("PK\u{3}\u{4}rest of an archive")
        .send()
        .await
        .unwrap();
    assert_eq!(unreadable.status(), 409);
    let refused: Value = unreadable.json().await.unwrap();
    assert_eq!(refused["about"]["rule"], "unreadable_file");
    let nobody = browser.post("/api/v1/imports").body("a,b\n1,2\n").send().await.unwrap();
    assert_eq!(nobody.status(), 401);
}
