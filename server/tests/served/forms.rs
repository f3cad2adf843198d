//! Forms as a browser without scripts reads them off a page and sends them.

use crate::house::{Browser, header};

/// The fields of the form with this id, as a browser would send them, without those of its buttons.
pub fn fields(page: &str, id: &str) -> Vec<(String, String)> {
    let marker = format!("<form id=\"{id}\"");
    let form = page
        .split(&marker)
        .nth(1)
        .unwrap_or_else(|| panic!("no form {id} in {page}"));
    let form = form.split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        let plain = value
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&lt;", "<");
        Some(plain.replace("&gt;", ">").replace("&amp;", "&"))
    };
    let mut found = Vec::new();
    for rest in form.split('<').skip(1) {
        let (tag, text) = rest.split_once('>').unwrap_or((rest, ""));
        let name = || attribute(tag, "name");
        if tag.starts_with("input") {
            let ticks = tag.contains("type=\"checkbox\"");
            if !ticks || tag.contains(" checked") {
                found.extend(name().map(|name| (name, attribute(tag, "value").unwrap_or_default())));
            }
        } else if tag.starts_with("textarea") {
            found.extend(name().map(|name| (name, text.replace("&#x27;", "'").replace("&amp;", "&"))));
        } else if tag.starts_with("select") {
            found.extend(name().map(|name| (name, String::new())));
        } else if tag.starts_with("option") && tag.contains(" selected") {
            let value = attribute(tag, "value").unwrap_or_default();
            if let Some(last) = found.last_mut() {
                last.1 = value;
            }
        }
    }
    found
}

/// A page that is there.
pub async fn read(browser: &Browser, path: &str) -> String {
    let answer = browser.page(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

/// Sends the form with some fields answered differently; says where the answer leads.
pub async fn send(browser: &Browser, page: &str, operation: &str, id: &str, answers: &[(&str, &str)]) -> String {
    let stood = fields(page, id);
    let mut sent: Vec<(&str, &str)> = stood
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !answers.iter().any(|(other, _)| other == name))
        .collect();
    sent.extend(answers);
    let answer = browser.submit(operation, &sent).await;
    assert_eq!(answer.status(), 303, "{operation}");
    header(&answer, "location").to_owned()
}
