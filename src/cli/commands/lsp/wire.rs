//! Messages over standard input and output, with a limit on their size.
//!
//! A message starts with its length. Memory is allocated only for plausible lengths, so that a broken client gets an
//! error instead of crashing the server.

use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, Message};

/// The longest message, in bytes: many times the size of the longest rule file.
const LONGEST_MESSAGE: usize = 64 << 20;

/// How many messages are read ahead.
const MOST_WAITING: usize = 4;

/// The longest line of a header, in bytes, and the maximum number of lines.
const LONGEST_LINE: usize = 4096;
const MOST_LINES: usize = 64;

/// The threads that read and write.
pub(super) struct Wire {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
}

/// A connection over standard input and output.
///
/// # Errors
///
/// If no thread can be started.
pub(super) fn connect() -> io::Result<(Connection, Wire)> {
    // bounded, so that a client that writes faster than it is answered has to wait
    let (sender, incoming) = crossbeam_channel::bounded(MOST_WAITING);
    let (outgoing, receiver) = crossbeam_channel::unbounded();
    let connection = Connection { sender: outgoing, receiver: incoming };
    let read = move || {
        let mut input = io::stdin().lock();
        while let Some(message) = read(&mut input)? {
            let is_exit = matches!(&message, Message::Notification(note) if note.method == "exit");
            if sender.send(message).is_err() || is_exit {
                break;
            }
        }
        Ok(())
    };
    let write = move || {
        let mut output = io::stdout().lock();
        receiver.into_iter().try_for_each(|message| {
            message.write(&mut output)?;
            output.flush()
        })
    };
    let reader = thread::Builder::new().name("read".to_owned()).spawn(read)?;
    let writer = thread::Builder::new().name("write".to_owned()).spawn(write)?;
    Ok((connection, Wire { reader, writer }))
}

impl Wire {
    /// Waits until everything is written.
    ///
    /// # Errors
    ///
    /// Errors of standard input and output, and malformed messages.
    pub(super) fn join(self) -> io::Result<()> {
        let ended = |thread: JoinHandle<io::Result<()>>| {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread ended early")))
        };
        let read = ended(self.reader);
        ended(self.writer).and(read)
    }
}

/// The next message; `None` at the end of the input.
fn read(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    let mut length = None;
    for at in 0..MOST_LINES {
        let mut line = Vec::new();
        input.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut line)?;
        if line.is_empty() && at == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let Some(header) = text.strip_suffix('\n').map(|header| header.trim_end_matches('\r')) else {
            return Err(broken("a line of the header has no end"));
        };
        if header.is_empty() {
            return body(input, length.ok_or_else(|| broken("the header has no Content-Length"))?).map(Some);
        }
        let (name, value) = header.split_once(':').ok_or_else(|| broken("a line of the header has no colon"))?;
        if name.eq_ignore_ascii_case("content-length") {
            let value = value.trim();
            let bytes: usize = value.parse().map_err(|_| broken(&format!("`{value}` is not a Content-Length")))?;
            if bytes > LONGEST_MESSAGE {
                return Err(broken(&format!("a message of {bytes} bytes is longer than {} MB", LONGEST_MESSAGE >> 20)));
            }
            length = Some(bytes);
        }
    }
    Err(broken("the header has no end"))
}

fn body(input: &mut impl BufRead, length: usize) -> io::Result<Message> {
    let mut body = Vec::new();
    input.take(length as u64).read_to_end(&mut body)?;
    if body.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    serde_json::from_slice(&body).map_err(|error| broken(&format!("a message is not one of the protocol: {error}")))
}

fn broken(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::read;

    fn error(input: &str) -> String {
        read(&mut input.as_bytes()).expect_err("it cannot be read").to_string()
    }

    #[test]
    fn messages_are_read_in_sequence() {
        let body = r#"{"jsonrpc":"2.0","method":"initialized"}"#;
        let text = format!("Content-Length: {0}\r\n\r\n{body}content-length:{0}\nX: y\n\n{body}", body.len());
        let mut input = text.as_bytes();
        assert!(read(&mut input).expect("the first").is_some());
        assert!(read(&mut input).expect("the second").is_some());
        assert!(read(&mut input).expect("the end").is_none());
    }

    #[test]
    fn absurd_messages_are_errors() {
        assert_eq!(
            error("Content-Length: 99999999999999\r\n\r\n{}"),
            "a message of 99999999999999 bytes is longer than 64 MB"
        );
        assert_eq!(
            error("Content-Length: 99999999999999999999999\r\n\r\n"),
            "`99999999999999999999999` is not a Content-Length"
        );
        assert_eq!(error("Content-Length: -1\r\n\r\n"), "`-1` is not a Content-Length");
        assert_eq!(error("\r\n{}"), "the header has no Content-Length");
        assert_eq!(error("no colon\r\n\r\n"), "a line of the header has no colon");
        assert_eq!(error(&"x".repeat(10_000)), "a line of the header has no end");
        assert_eq!(error(&"a: b\n".repeat(1_000)), "the header has no end");
        assert!(error("Content-Length: 5\r\n\r\n[[[[[").starts_with("a message is not one of the protocol"));
        error("Content-Length: 60000000\r\n\r\n{}");
    }
}
