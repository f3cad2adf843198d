//! Where mail arrives: a real SMTP server, for the length of one test.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::product::workspace;

/// A mail that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The receivers, as the SMTP client named them.
    pub to: Vec<String>,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub text: String,
}

impl Arrived {
    /// The first link in the text.
    pub fn link(&self) -> Result<&str> {
        let mut words = self.text.split_whitespace();
        let link = words.find(|word| word.starts_with("http://") || word.starts_with("https://"));
        link.with_context(|| format!("no link in {:?}", self.text))
    }
}

/// An SMTP server with everything that it was given.
#[derive(Debug)]
pub struct Mailbox {
    port: u16,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    process: Child,
    /// The server ends when this does, also where the test was killed.
    _alive: ChildStdin,
}

impl Mailbox {
    /// Starts one on a free port.
    pub fn open() -> Result<Self> {
        // Debian's Python has Debian's packages, also where another one comes first.
        let python = ["/usr/bin/python3", "python3"].into_iter().find(|python| {
            let asked = Command::new(python)
                .args(["-c", "import aiosmtpd"])
                .stderr(Stdio::null())
                .status();
            asked.is_ok_and(|status| status.success())
        });
        let python = python.context("aiosmtpd is not installed; end2end/setup.sh installs it")?;
        let mut process = Command::new(python)
            .arg(workspace().join("end2end/mailbox.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(alive), Some(said)) = (process.stdin.take(), process.stdout.take()) else {
            bail!("the SMTP server cannot be spoken to");
        };
        let mut lines = BufReader::new(said).lines().map_while(std::result::Result::ok);
        let port = lines.next().context("the SMTP server ended without telling its port")?;
        let arrived = Arc::<Mutex<Vec<Arrived>>>::default();
        let taken = Arc::clone(&arrived);
        std::thread::spawn(move || {
            for letter in lines.filter_map(|line| letter(&line)) {
                taken.lock().unwrap_or_else(PoisonError::into_inner).push(letter);
            }
        });
        Ok(Self {
            port: port.parse()?,
            arrived,
            process,
            _alive: alive,
        })
    }

    /// Its address, as the product is told it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Everything that arrived, in order.
    pub fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn letter(line: &str) -> Option<Arrived> {
    let letter: Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| letter.get(name).and_then(Value::as_str).map(str::to_owned);
    let to = letter.get("to")?.as_array()?.iter();
    Some(Arrived {
        to: to.filter_map(Value::as_str).map(str::to_owned).collect(),
        subject: text("subject")?,
        text: text("text")?,
    })
}
