//! Who may ask for what: as the operations declare it, and as the server really answers.

use std::fmt::Write as _;

use engine::testing::Who;
use model::{Actor, operation::Method};
use reqwest::Response;
use serde_json::{Value, json};
use server::{dispatch::Entry, operations};

use crate::{
    examples,
    house::{Browser, House, accepted, header},
};

/// Everybody who can ask over HTTP.
fn everybody() -> Vec<(Option<Who>, Actor)> {
    let people = Who::ALL.map(|who| (Some(who), who.actor()));
    [(None, Actor::Anonymous)].into_iter().chain(people).collect()
}

#[test]
fn the_table_of_access_is_the_accepted_one() {
    let mut entries = operations::all();
    entries.sort_by_key(|entry| entry.name);
    let columns: [(&str, Actor); 5] = [
        ("anonymous", Actor::Anonymous),
        ("member", Who::Seller.actor()),
        ("manager", Who::SalesManager.actor()),
        ("executive", Who::Executive.actor()),
        ("admin", Who::Admin.actor()),
    ];
    let mut table = String::from("# Who may ask for an operation at all. Rules about single records come on top.\n");
    write!(table, "{:<44}", "operation").unwrap();
    for (name, _) in &columns {
        write!(table, " {name:<9}").unwrap();
    }
    table.push_str(" api\n");
    for entry in &entries {
        write!(table, "{:<44}", entry.name).unwrap();
        for (_, actor) in &columns {
            let cell = if entry.access.admits(actor).is_ok() { "yes" } else { "-" };
            write!(table, " {cell:<9}").unwrap();
        }
        let api = entry.rest.map(|rest| format!("{:?} {}", rest.method, rest.path));
        writeln!(table, " {}", api.unwrap_or_else(|| "-".to_owned())).unwrap();
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    accepted("access.txt", &format!("{}\n", table.join("\n")));
}

#[tokio::test]
async fn every_operation_is_open_to_those_in_the_table_and_to_nobody_else() {
    let house = House::open().await;
    let mut wrong = Vec::new();
    for (who, actor) in everybody() {
        let token = match who {
            Some(who) => Some(house.token(who).await),
            None => None,
        };
        let mut browser = browser(&house, who).await;
        for entry in &operations::all() {
            let admitted = entry.access.admits(&actor).is_ok();
            let input = examples::input(entry);
            let answer = browser.perform(entry.name, &input).await;
            let said = Said::of(answer).await;
            if said.refused == admitted || said.status >= 500 {
                wrong.push(format!(
                    "{} for {who:?} in the browser: {} {}",
                    entry.name, said.status, said.body
                ));
            }
            if !still_signed_in(&browser, who).await {
                browser = self::browser(&house, who).await;
            }
            if entry.rest.is_some() {
                let answer = by_program(&house, entry, input, token.as_deref()).await;
                let said = Said::of(answer).await;
                if said.refused == admitted || said.status >= 500 {
                    wrong.push(format!(
                        "{} for {who:?} by the API: {} {}",
                        entry.name, said.status, said.body
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn files_are_open_to_those_who_may_import() {
    let house = House::open().await;
    let admitted = |name: &str, actor: &Actor| {
        let all = operations::all();
        let entry = all.iter().find(|entry| entry.name == name).unwrap();
        entry.access.admits(actor).is_ok()
    };
    let file = "name,domain\nNordwind,nordwind.example\n";
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"as\"\r\n\r\naccounts\r\n--x\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--x--\r\n"
    );
    for (who, actor) in everybody() {
        let brings = admitted("platform.imports.create", &actor);
        let reads = admitted("platform.imports.show", &actor);
        let browser = browser(&house, who).await;
        let upload = browser.post("/imports/upload").body(form.clone());
        let upload = upload
            .header("content-type", "multipart/form-data; boundary=x")
            .send()
            .await
            .unwrap();
        // The answer is a redirect either way; only a file that came in has a page.
        let place = header(&upload, "location").to_owned();
        let came = place.starts_with("/imports/") && place != "/imports/new";
        assert_eq!(came, brings, "{who:?} was sent to {place}");

        let token = match who {
            Some(who) => house.token(who).await,
            None => String::new(),
        };
        let client = house.browser().client;
        let body = client
            .post(house.url("/api/v1/imports?as=accounts&name=a.csv"))
            .bearer_auth(&token);
        let said = Said::of(body.body(file).send().await.unwrap()).await;
        assert_eq!(said.refused, !brings, "{who:?}: {}", said.body);

        let path = "/imports/01950000-0000-7000-8000-00000000ffff/problems.csv";
        let said = Said::of(browser.get(path).send().await.unwrap()).await;
        assert_eq!(said.refused, !reads, "{who:?}: {}", said.body);
        let url = house.url(&format!("/api/v1{path}"));
        let said = Said::of(client.get(url).bearer_auth(&token).send().await.unwrap()).await;
        assert_eq!(said.refused, !reads, "{who:?}: {}", said.body);

        let version = "/leads/definition/versions/01950000-0000-7000-8000-00000000ffff";
        for path in [
            "/leads/reports/purity/rows.csv".to_owned(),
            format!("{version}/replay/rows.csv"),
            format!("{version}/proof/rows.csv"),
        ] {
            let said = Said::of(browser.get(&path).send().await.unwrap()).await;
            assert_eq!(said.refused, who.is_none(), "{who:?}: {}", said.body);
            let url = house.url(&format!("/api/v1{path}"));
            let said = Said::of(client.get(url).bearer_auth(&token).send().await.unwrap()).await;
            assert_eq!(said.refused, who.is_none(), "{who:?}: {}", said.body);
        }
    }
}

async fn browser(house: &House, who: Option<Who>) -> Browser {
    match who {
        Some(who) => house.signed_in(who).await,
        None => house.browser(),
    }
}

/// Signing out and the like end the session on purpose.
async fn still_signed_in(browser: &Browser, who: Option<Who>) -> bool {
    let answer = browser.perform("platform.people.viewer", &json!({})).await;
    let visit: Value = answer.json().await.unwrap();
    let email = visit.pointer("/Known/email").and_then(Value::as_str);
    email == who.map(Who::email)
}

/// What a server said about access.
#[derive(Debug)]
struct Said {
    status: u16,
    refused: bool,
    body: String,
}

impl Said {
    /// A wrong password is answered by 401 too; only the kind tells who was not let in.
    async fn of(answer: Response) -> Self {
        let status = answer.status().as_u16();
        let body = answer.text().await.unwrap();
        let json: Value = serde_json::from_str(&body).unwrap_or_default();
        let kind = json.get("code").or(json.get("kind")).and_then(Value::as_str);
        let refused = matches!(kind, Some("unauthenticated" | "forbidden"));
        assert!(!refused || matches!(status, 401 | 403), "{status} for {body}");
        Self { status, refused, body }
    }
}

/// The operation as a program asks for it.
async fn by_program(house: &House, entry: &Entry, input: Value, token: Option<&str>) -> Response {
    let rest = entry.rest.unwrap();
    let Value::Object(mut fields) = input else {
        panic!("{} has no fields", entry.name);
    };
    let mut path = rest.path.to_owned();
    fields.retain(|name, value| {
        let place = format!("{{{name}}}");
        let here = path.contains(&place);
        if here {
            path = path.replace(&place, value.as_str().map_or(value.to_string(), str::to_owned).as_str());
        }
        !here
    });
    // What is still open in the path has a default in the input, so any value will do.
    while let Some((before, after)) = path.split_once('{') {
        let after = after.split_once('}').map_or("", |(_, after)| after);
        path = format!("{before}01950000-0000-7000-8000-00000000ffff{after}");
    }
    let url = house.url(&format!("/api/v1{path}"));
    let client = house.browser().client;
    let request = match rest.method {
        Method::Get => {
            let pairs: Vec<(String, String)> = fields
                .into_iter()
                .map(|(name, value)| (name, value.as_str().map_or(value.to_string(), str::to_owned)))
                .collect();
            client.get(format!("{url}?{}", serde_html_form::to_string(pairs).unwrap()))
        }
        Method::Post => client.post(url).json(&fields),
        Method::Patch => client.patch(url).json(&fields),
        Method::Delete => client.delete(url).json(&fields),
    };
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    request.send().await.unwrap()
}
