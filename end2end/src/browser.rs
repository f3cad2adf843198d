//! Chromium, and what people do with it. Everything waits for a condition; nothing waits for a time.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    str::FromStr,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{By, ChromiumLikeCapabilities as _, DesiredCapabilities, Key, WebDriver, WebElement};

/// How a browser is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looks {
    /// Width of the page in pixels.
    pub width: u32,
    /// Height of the page in pixels.
    pub height: u32,
    /// Whether the system prefers dark colours.
    pub dark: bool,
    /// Whether scripts run.
    pub scripts: bool,
}

impl Looks {
    /// A desk, by day.
    pub const DESK: Self = Self {
        width: 1_440,
        height: 900,
        dark: false,
        scripts: true,
    };

    /// A phone.
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        ..Self::DESK
    };

    /// A desk whose browser runs no scripts.
    pub const WITHOUT_SCRIPTS: Self = Self {
        scripts: false,
        ..Self::DESK
    };

    /// The same by night.
    #[must_use]
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }
}

/// One browser with a profile of its own.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    start: String,
    looks: Looks,
    process: Child,
    _profile: TempDir,
}

/// Notes in the page what went wrong there, before any script of the page runs.
const NOTE_ERRORS: &str = "
    window.__wrong = [];
    const note = (text) => window.__wrong.push(String(text));
    addEventListener('error', (event) => note(event.message ?? `cannot load ${event.target.src ?? event.target.href}`), true);
    addEventListener('unhandledrejection', (event) => note(`unhandled: ${event.reason}`));
    addEventListener('securitypolicyviolation', (event) => note(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    for (const kind of ['error', 'warn']) {
        const said = console[kind];
        console[kind] = (...words) => { note(words.join(' ')); said.apply(console, words); };
    }
";

impl Browser {
    /// Starts one in front of the server at `start`.
    pub async fn open(start: &str, looks: Looks) -> Result<Self> {
        drop(rustls::crypto::ring::default_provider().install_default());
        let profile = tempfile::tempdir()?;
        let (process, port) = chromedriver()?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities(&profile, looks)?).await;
        let driver = match driver {
            Ok(driver) => driver,
            Err(error) => {
                end(process);
                return Err(error).context("Chromium does not start");
            }
        };
        let browser = Self {
            driver,
            start: start.to_owned(),
            looks,
            process,
            _profile: profile,
        };
        browser.look(looks).await?;
        let script = json!({ "source": NOTE_ERRORS });
        browser.command("Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(browser)
    }

    /// Takes another size or other colours.
    pub async fn look(&self, looks: Looks) -> Result<()> {
        let size = json!({ "width": looks.width, "height": looks.height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", size).await?;
        let scheme = if looks.dark { "dark" } else { "light" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            // Things are where they belong at once.
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.command("Emulation.setEmulatedMedia", media).await.map(drop)
    }

    async fn command(&self, name: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(name, parameters).await?)
    }

    /// Goes to a page of the product and waits until it is alive.
    pub async fn visit(&self, path: &str) -> Result<()> {
        self.driver.goto(format!("{}{path}", self.start)).await?;
        self.alive().await
    }

    /// Goes to a page over a slow line, does something there before the page is alive, and waits until it is.
    pub async fn visit_slowly(&self, path: &str, meanwhile: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
        let line = |latency: u32| json!({ "offline": false, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.command("Network.enable", json!({})).await?;
        self.command("Network.emulateNetworkConditions", line(1_500)).await?;
        self.driver.goto(format!("{}{path}", self.start)).await?;
        meanwhile().await?;
        let alive = self
            .script("return 'hydrated' in document.documentElement.dataset")
            .await?;
        ensure!(
            alive == Value::Bool(false),
            "the page was alive before anything was done"
        );
        self.command("Network.emulateNetworkConditions", line(0)).await?;
        self.alive().await
    }

    /// Opens a link as it stands in a mail.
    pub async fn open_link(&self, link: &str) -> Result<()> {
        let path = link.strip_prefix(&self.start);
        let path = path.with_context(|| format!("{link} leads away from {}", self.start))?;
        self.visit(path).await
    }

    /// Waits until the page answers to clicks and keys; without scripts it does at once.
    pub async fn alive(&self) -> Result<()> {
        if !self.looks.scripts {
            return Ok(());
        }
        let hydrated = self
            .until("the page is alive", async || {
                let alive = self
                    .script("return 'hydrated' in document.documentElement.dataset")
                    .await?;
                Ok((alive == Value::Bool(true)).then_some(()))
            })
            .await;
        let wrong = self.wrong().await.unwrap_or_default();
        match hydrated {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!("{} says: {wrong:?}", self.place().await?))),
        }
    }

    /// What the page complained about since it was loaded.
    pub async fn wrong(&self) -> Result<Vec<String>> {
        let wrong = self.script("return window.__wrong ?? []").await?;
        Ok(serde_json::from_value(wrong)?)
    }

    /// Fails when the page is wider than a phone; says what stands out.
    pub async fn fits_a_phone(&self) -> Result<()> {
        self.look(Looks::PHONE).await?;
        let outside = self
            .script(
                "const root = document.documentElement, { clientWidth } = root;
                 if (root.scrollWidth <= clientWidth) return [];
                 return [...document.body.querySelectorAll('*')]
                    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
                    .map((element) => element.outerHTML.slice(0, 80));",
            )
            .await?;
        self.look(self.looks).await?;
        let place = self.place().await?;
        ensure!(outside == json!([]), "{place} is wider than a phone: {outside:#}");
        Ok(())
    }

    /// Runs a script in the page.
    pub async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// Runs a script that calls back with its answer.
    pub async fn answer_of(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute_async(script, Vec::new()).await?.json().clone())
    }

    /// Path and query of the page.
    pub async fn place(&self) -> Result<String> {
        let url = self.driver.current_url().await?.to_string();
        Ok(url.strip_prefix(&self.start).unwrap_or(&url).to_owned())
    }

    /// Asks again and again until there is an answer. What fails meanwhile, such as an element that is just being
    /// replaced, is no answer yet.
    pub async fn until<T>(&self, what: &str, ask: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
        const PATIENCE: Duration = Duration::from_secs(20);
        const AGAIN: Duration = Duration::from_millis(25);
        let begun = Instant::now();
        loop {
            let answer = ask().await;
            if let Ok(Some(answer)) = answer {
                return Ok(answer);
            }
            if begun.elapsed() > PATIENCE {
                let place = self.place().await.unwrap_or_default();
                return match answer {
                    Err(error) => Err(error.context(format!("waited in vain at {place}: {what}"))),
                    Ok(_) => bail!("waited in vain at {place}: {what}"),
                };
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Waits for an element by CSS selector.
    pub async fn find(&self, selector: &str) -> Result<WebElement> {
        self.until(selector, async || Ok(Some(self.driver.find(By::Css(selector)).await?)))
            .await
    }

    /// Waits for an element by `XPath` that is shown.
    pub async fn shown(&self, path: &str) -> Result<WebElement> {
        self.until(path, async || {
            for element in self.driver.find_all(By::XPath(path)).await? {
                if element.is_displayed().await? {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }

    /// How many elements there are now.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.driver.find_all(By::Css(selector)).await?.len())
    }

    /// Waits until the page tells this somewhere.
    pub async fn reads(&self, text: &str) -> Result<()> {
        self.until(&format!("the page tells {text:?}"), async || {
            let body = self.driver.find(By::Tag("body")).await?.text().await?;
            Ok(body.contains(text).then_some(()))
        })
        .await
    }

    /// Waits until the address is this.
    pub async fn arrives(&self, path: &str) -> Result<()> {
        self.until(&format!("the address is {path}"), async || {
            Ok((self.place().await? == path).then_some(()))
        })
        .await?;
        self.alive().await
    }

    /// Waits until the address begins with this and ends with an id; tells the id.
    pub async fn arrives_at_one_of<T: FromStr>(&self, path: &str) -> Result<T> {
        let id = self
            .until(&format!("the address is {path}ID"), async || {
                let place = self.place().await?;
                Ok(place.strip_prefix(path).and_then(|id| id.parse().ok()))
            })
            .await?;
        self.alive().await?;
        Ok(id)
    }

    /// The field with this label.
    pub async fn field(&self, label: &str) -> Result<WebElement> {
        let text = quoted(label);
        let path = format!(
            "//*[self::input or self::select or self::textarea][@id = //label[starts-with(normalize-space(.), {text})]/@for \
             or ancestor::label[starts-with(normalize-space(.), {text})] or @aria-label = {text}]"
        );
        self.shown(&path).await
    }

    /// Writes into the field with this label, over whatever stands there.
    pub async fn write(&self, label: &str, text: &str) -> Result<()> {
        self.until(&format!("{label} can be written into"), async || {
            let field = self.field(label).await?;
            field.clear().await?;
            field.send_keys(text).await?;
            let written = field.prop("value").await?.unwrap_or_default();
            Ok((written == text).then_some(()))
        })
        .await
    }

    /// What stands in the field with this label.
    pub async fn written(&self, label: &str) -> Result<String> {
        Ok(self.field(label).await?.prop("value").await?.unwrap_or_default())
    }

    /// Chooses an entry of the select with this label.
    pub async fn choose(&self, label: &str, entry: &str) -> Result<()> {
        self.until(&format!("{entry} can be chosen as {label}"), async || {
            let field = self.field(label).await?;
            let path = format!("./option[normalize-space(.) = {}]", quoted(entry));
            field.find(By::XPath(path)).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Presses the button that says this.
    pub async fn press(&self, text: &str) -> Result<()> {
        let text = quoted(text);
        let path = format!(
            "//*[self::button or self::summary or @role='button'][normalize-space(.) = {text} or @aria-label = {text} or @title = {text}]"
        );
        self.click(&path).await
    }

    /// Presses the button whose words begin like this; the others are figures.
    pub async fn press_beginning(&self, text: &str) -> Result<()> {
        let text = quoted(text);
        self.click(&format!("//button[starts-with(normalize-space(.), {text})]"))
            .await
    }

    /// Follows the link that says this.
    pub async fn follow(&self, text: &str) -> Result<()> {
        let text = quoted(text);
        self.click(&format!("//a[normalize-space(.) = {text} or @aria-label = {text}]"))
            .await
    }

    async fn click(&self, path: &str) -> Result<()> {
        self.until(&format!("{path} can be clicked"), async || {
            self.shown(path).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Presses keys wherever the focus is.
    pub async fn keys(&self, keys: impl AsRef<str>) -> Result<()> {
        Ok(self.driver.action_chain().send_keys(keys.as_ref()).perform().await?)
    }

    /// Presses one key that writes nothing.
    pub async fn key(&self, key: Key) -> Result<()> {
        Ok(self.driver.action_chain().send_keys(key).perform().await?)
    }

    /// Carries what one selector names onto what the other names, by mouse.
    pub async fn drag(&self, what: &str, onto: &str) -> Result<()> {
        let (what, onto) = (self.find(what).await?, self.find(onto).await?);
        let chain = self.driver.action_chain().click_and_hold_element(&what);
        // Two steps: the first only tells that it is no click.
        let chain = chain.move_by_offset(12, 12).move_to_element_center(&onto);
        Ok(chain.release().perform().await?)
    }

    /// Gives the machine a touch screen.
    pub async fn give_fingers(&self) -> Result<()> {
        let fingers = json!({ "enabled": true, "maxTouchPoints": 1 });
        self.command("Emulation.setTouchEmulationEnabled", fingers)
            .await
            .map(drop)
    }

    /// Carries what one selector names onto what the other names, by finger.
    pub async fn drag_by_finger(&self, what: &str, onto: &str) -> Result<()> {
        let (from, to) = (self.middle(what).await?, self.middle(onto).await?);
        self.finger(from, to).await
    }

    /// Swipes from what a selector names to the left.
    pub async fn swipe_left(&self, from: &str, pixels: f64) -> Result<()> {
        let (x, y) = self.middle(from).await?;
        self.finger((x, y), (x - pixels, y)).await
    }

    /// The middle of an element, in the window.
    async fn middle(&self, selector: &str) -> Result<(f64, f64)> {
        self.find(selector).await?;
        let script = format!(
            "const at = document.querySelector({selector:?}).getBoundingClientRect();
             return [at.x + at.width / 2, at.y + at.height / 2];"
        );
        Ok(serde_json::from_value(self.script(&script).await?)?)
    }

    /// A finger goes down, moves in a straight line, and is lifted.
    async fn finger(&self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        const STEPS: u8 = 12;
        let touch = async |kind: &str, points: Value| {
            let event = json!({ "type": kind, "touchPoints": points });
            self.command("Input.dispatchTouchEvent", event).await
        };
        touch("touchStart", json!([{ "x": from.0, "y": from.1 }])).await?;
        for step in 1..=STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            let (x, y) = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            touch("touchMove", json!([{ "x": x, "y": y }])).await?;
        }
        touch("touchEnd", json!([])).await.map(drop)
    }

    /// The whole page as a PNG, however long it is.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.command("Page.captureScreenshot", whole).await?;
        let data = answer.get("data").and_then(Value::as_str).context("no picture")?;
        Ok(STANDARD.decode(data)?)
    }

    /// Ends it.
    pub async fn close(self) {
        drop(self.driver.quit().await);
        end(self.process);
    }
}

/// A text inside an `XPath`.
fn quoted(text: &str) -> String {
    let parts: Vec<String> = text.split('"').map(|part| format!("\"{part}\"")).collect();
    match parts.as_slice() {
        [only] => only.clone(),
        parts => format!("concat({})", parts.join(", '\"', ")),
    }
}

fn end(mut process: Child) {
    drop(process.kill());
    drop(process.wait());
}

/// Starts the go-between on a free port.
fn chromedriver() -> Result<(Child, u16)> {
    let mut process = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("chromedriver is not installed; end2end/setup.sh installs it")?;
    let said = process.stdout.take().context("chromedriver says nothing")?;
    let mut lines = BufReader::new(said).lines();
    let port = lines.by_ref().map_while(std::result::Result::ok).find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    // Whatever it says later must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    match port {
        Some(port) => Ok((process, port)),
        None => {
            end(process);
            bail!("chromedriver ended without telling its port")
        }
    }
}

fn capabilities(profile: &TempDir, looks: Looks) -> Result<thirtyfour::ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    for flag in [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=en-GB",
    ] {
        capabilities.add_arg(flag)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    if !looks.scripts {
        const BLOCKED: u8 = 2;
        let preferences = json!({ "profile.managed_default_content_settings.javascript": BLOCKED });
        capabilities.add_experimental_option("prefs", preferences)?;
    }
    Ok(capabilities)
}
