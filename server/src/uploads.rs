//! Files on their way in: from a form, over the REST API, from the command line. Each goes into the database in parts, so
//! that none is ever whole in memory.

use engine::{Caller, Engine, perform};
use model::{
    Complaint, Failure, Refusal,
    platform::imports::{
        Import, Subject,
        operations::{AppendPart, CancelImport, CreateImport, MOST_BYTES, PART_BYTES, ReceiveImport},
    },
    values::{
        ids::ImportId,
        text::{Line, Name},
    },
};

/// A file on its way in.
pub struct Upload {
    engine: Engine,
    caller: Caller,
    import: ImportId,
    part: u32,
    buffer: Vec<u8>,
    bytes: u64,
}

impl Upload {
    /// Makes room for a file. Its name may be any; its subject and its source may be left open.
    pub async fn begin(
        engine: &Engine,
        caller: &Caller,
        name: &str,
        subject: Option<&str>,
        source: Option<&str>,
    ) -> Result<Self, Failure> {
        let filled = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let subject: Option<Subject> = filled(subject)
            .map(|subject| subject.parse())
            .transpose()
            .map_err(|complaint| Failure::field("as", complaint))?;
        let source: Option<Line> = filled(source)
            .map(Line::try_from)
            .transpose()
            .map_err(|complaint| Failure::field("source", complaint))?;
        // Some browsers send the folder along.
        let bare = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let short: String = bare
            .chars()
            .filter(|c| !c.is_control())
            .take(Name::LIMIT as usize)
            .collect();
        let file_name = Name::try_from(short).map_err(|_| Failure::field("file", Complaint::Required))?;
        // One command each, so that a key for sending again fits none of them.
        let caller = Caller {
            idempotency_key: None,
            ..caller.clone()
        };
        let create = CreateImport {
            file_name,
            subject,
            source,
        };
        let import = perform(engine, &caller, create).await?.output;
        Ok(Self {
            engine: engine.clone(),
            caller,
            import,
            part: 0,
            buffer: Vec::with_capacity(PART_BYTES),
            bytes: 0,
        })
    }

    /// The next bytes of the file.
    pub async fn take(&mut self, mut bytes: &[u8]) -> Result<(), Failure> {
        self.bytes += bytes.len() as u64;
        if self.bytes > MOST_BYTES {
            return Err(unreadable("too_large"));
        }
        while !bytes.is_empty() {
            let room = PART_BYTES - self.buffer.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.buffer.extend_from_slice(now);
            bytes = later;
            if self.buffer.len() == PART_BYTES {
                self.store().await?;
            }
        }
        Ok(())
    }

    async fn store(&mut self) -> Result<(), Failure> {
        let bytes = std::mem::replace(&mut self.buffer, Vec::with_capacity(PART_BYTES));
        let part = AppendPart {
            import: self.import,
            part: self.part,
            bytes,
        };
        perform(&self.engine, &self.caller, part).await?;
        self.part += 1;
        Ok(())
    }

    /// The whole file is here. One that is no table is not kept.
    pub async fn end(mut self) -> Result<Import, Failure> {
        let import = self.import;
        let outcome = async {
            if !self.buffer.is_empty() {
                self.store().await?;
            }
            perform(&self.engine, &self.caller, ReceiveImport { import }).await
        };
        match outcome.await {
            Ok(performed) => Ok(performed.output),
            Err(failure) => {
                self.abandon().await;
                Err(failure)
            }
        }
    }

    /// The file does not come in after all.
    pub async fn abandon(self) {
        let cancel = CancelImport { import: self.import };
        if let Err(failure) = perform(&self.engine, &self.caller, cancel).await {
            tracing::warn!(import = %self.import, %failure, "a file that was given up is still kept");
        }
    }
}

/// The refusal of a whole file.
pub fn unreadable(reason: &str) -> Failure {
    Refusal::UnreadableFile {
        reason: reason.to_owned(),
    }
    .into()
}
