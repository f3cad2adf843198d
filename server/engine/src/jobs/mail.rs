//! Mail: plain text, sent by a job, never from inside a command.

use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::Mailbox};
use serde::{Deserialize, Serialize};

use crate::Fault;

/// One mail to one person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Address of the receiver.
    pub to: String,
    /// Name of the receiver.
    pub name: String,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Without the text: it may hold a link that opens a door.
impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter")
            .field("to", &self.to)
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

/// The way out for mail.
#[derive(Debug, Clone)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// The mail settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The URL is not one.
    #[error("The SMTP URL cannot be used: {0}. It looks like smtp://user:password@mail.example:587?tls=required.")]
    Url(String),
    /// The sender is no address.
    #[error("The sender of mails is no address: {0}. It looks like Tridem <tridem@example.com>.")]
    Sender(String),
}

impl Post {
    /// A way out through the server behind `url`, as `from`.
    pub fn new(url: &str, from: &str) -> Result<Self, PostError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| PostError::Url(error.to_string()))?
            .build();
        let from = from.parse().map_err(|error| PostError::Sender(format!("{error}")))?;
        Ok(Self { transport, from })
    }

    /// Sends one mail.
    pub async fn send(&self, letter: &Letter) -> Result<(), Fault> {
        let address = letter
            .to
            .parse()
            .map_err(|error| Fault::Stored(format!("no mail address: {error}")))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(letter.name.clone()), address))
            .subject(letter.subject.clone())
            .body(letter.text.clone())
            .map_err(|error| Fault::Machine(error.to_string()))?;
        self.transport
            .send(message)
            .await
            .map(drop)
            .map_err(|error| Fault::Machine(format!("mail: {error}")))
    }
}
