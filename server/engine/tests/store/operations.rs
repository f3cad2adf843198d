//! Operations that only these tests know: they do nothing but what is to be tested.

use engine::{Done, Fault, Handle, Work, jobs, jobs::Job};
use model::{
    Access, Kind, Operation, Refusal,
    activity::Fact,
    values::ids::{JobId, TokenId},
};
use serde::{Deserialize, Serialize};

/// Records some facts, each with the note and its number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tell {
    pub note: String,
    pub facts: u32,
}

impl Tell {
    pub fn once(note: &str) -> Self {
        Self {
            note: note.to_owned(),
            facts: 1,
        }
    }
}

impl Operation for Tell {
    type Output = u32;
    const NAME: &'static str = "test.kernel.tell";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
}

impl Handle for Tell {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<u32>, Fault> {
        for number in 1..self.facts {
            record(work, &format!("{} {number}", self.note));
        }
        let last = Fact::TokenMade {
            token: TokenId(work.new_id()),
            name: format!("{} {}", self.note, self.facts),
        };
        Ok(work.record(last).with(self.facts))
    }
}

fn record(work: &mut Work<'_>, name: &str) {
    let token = TokenId(work.new_id());
    let name = name.to_owned();
    work.record(Fact::TokenMade { token, name });
}

/// The notes of facts that `Tell` recorded.
pub fn note(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::TokenMade { name, .. } => Some(name),
        _ => None,
    }
}

/// Records a fact, puts a job into the queue and is refused then.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Fail {}

impl Operation for Fail {
    type Output = ();
    const NAME: &'static str = "test.kernel.fail";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
}

impl Handle for Fail {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        record(work, "never");
        jobs::queue::enqueue(work, &Job::Sweep).await?;
        Err(Refusal::NotEmpty.into())
    }
}

/// Puts a mail into the queue, which nothing here can send.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Enqueue {
    pub subject: String,
}

impl Operation for Enqueue {
    type Output = JobId;
    const NAME: &'static str = "test.kernel.enqueue";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
}

impl Handle for Enqueue {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<JobId>, Fault> {
        let letter = jobs::mail::Letter {
            to: "somebody@tridem.test".to_owned(),
            name: "Somebody".to_owned(),
            subject: self.subject.clone(),
            text: "Hello.".to_owned(),
        };
        let id = jobs::queue::enqueue(work, &Job::SendMail(letter)).await?;
        let fact = Fact::JobRetried {
            job: id,
            job_kind: "send_mail".to_owned(),
        };
        Ok(work.record(fact).with(id))
    }
}
