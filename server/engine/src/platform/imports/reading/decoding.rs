//! From bytes in any encoding to bytes in UTF-8, piece by piece.

use std::io::{self, Cursor, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use super::LONGEST_ROW;

/// A file whose bytes come out in UTF-8. A file in UTF-8 passes unchanged, wrong bytes included, so that they can be
/// told by their row; from other encodings wrong bytes come out as the replacement character.
pub struct Decoded<R> {
    source: io::Chain<Cursor<Vec<u8>>, R>,
    decoder: Option<Decoder>,
    /// Bytes that were read and not yet decoded, from `from` on.
    encoded: Vec<u8>,
    from: usize,
    /// Text that did not fit where it was asked for, from `given` on.
    waiting: Vec<u8>,
    given: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    SourceOver,
    AllOver,
}

/// How many bytes are read and decoded at once.
const PIECE: usize = 16 * 1024;

impl<R: Read> Decoded<R> {
    /// The whole file, of which the beginning was read already; without the mark at its very beginning.
    pub fn new(head: Vec<u8>, rest: R, encoding: &'static Encoding) -> Self {
        let mut head = Cursor::new(head);
        let decoder = if encoding == UTF_8 {
            if head.get_ref().starts_with(b"\xEF\xBB\xBF") {
                head.set_position(3);
            }
            None
        } else {
            Some(encoding.new_decoder_with_bom_removal())
        };
        Self {
            source: head.chain(rest),
            decoder,
            encoded: Vec::new(),
            from: 0,
            waiting: Vec::new(),
            given: 0,
            state: State::Reading,
        }
    }

    /// Decodes the next piece into `waiting`.
    fn refill(&mut self, decoder: &mut Decoder) -> io::Result<()> {
        if self.from == self.encoded.len() && self.state == State::Reading {
            self.encoded.resize(PIECE, 0);
            let count = self.source.read(&mut self.encoded)?;
            self.encoded.truncate(count);
            self.from = 0;
            if count == 0 {
                self.state = State::SourceOver;
            }
        }
        let last = self.state == State::SourceOver;
        self.waiting.resize(3 * PIECE + 16, 0);
        let rest = self.encoded.get(self.from..).unwrap_or_default();
        let (result, read, written, _) = decoder.decode_to_utf8(rest, &mut self.waiting, last);
        self.waiting.truncate(written);
        self.given = 0;
        self.from += read;
        if last && result == CoderResult::InputEmpty {
            self.state = State::AllOver;
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(mut decoder) = self.decoder.take() else {
            return self.source.read(into);
        };
        let mut outcome = Ok(());
        while self.given == self.waiting.len() && self.state != State::AllOver && outcome.is_ok() {
            outcome = self.refill(&mut decoder);
        }
        self.decoder = Some(decoder);
        outcome?;
        let ready = self.waiting.get(self.given..).unwrap_or_default();
        let count = ready.len().min(into.len());
        for (to, from) in into.iter_mut().zip(ready) {
            *to = *from;
        }
        self.given += count;
        Ok(count)
    }
}

impl<R> std::fmt::Debug for Decoded<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoded").finish_non_exhaustive()
    }
}

/// A source that gives out no more than a row's worth of bytes before it is renewed, so that a quotation mark that is
/// never closed does not draw the whole file into memory.
#[derive(Debug)]
pub struct Bounded<R> {
    source: R,
    left: usize,
}

impl<R> Bounded<R> {
    pub const fn new(source: R) -> Self {
        let mut bounded = Self { source, left: 0 };
        bounded.renew();
        bounded
    }

    /// A new row begins.
    pub const fn renew(&mut self) {
        self.left = 2 * LONGEST_ROW;
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, TooLong));
        }
        let most = into.len().min(self.left);
        let count = self.source.read(into.get_mut(..most).unwrap_or_default())?;
        self.left -= count;
        Ok(count)
    }
}

/// A row took more than its bytes.
#[derive(Debug, thiserror::Error)]
#[error("a row is too long")]
struct TooLong;

/// Whether reading stopped because of a row and not because of the disk.
pub fn is_too_long(error: &io::Error) -> bool {
    let inner = error.get_ref();
    inner.and_then(|inner| inner.downcast_ref::<TooLong>()).is_some()
}
