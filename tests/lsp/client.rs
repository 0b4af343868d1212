//! A minimal client for the language server: it starts the program and uses the protocol over its pipes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// The timeout for the server, generous enough for the slowest machines.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Client {
    process: Child,
    input: Option<ChildStdin>,
    received: Receiver<Value>,
    /// Notifications from the server that have not been used yet.
    unread: Vec<Value>,
    last: i64,
}

impl Client {
    /// Starts a server for the folder; also returns the response to `initialize`.
    pub(crate) fn start(folder: &Path, capabilities: &Value) -> (Self, Value) {
        let mut process = Command::new(env!("CARGO_BIN_EXE_claimsift"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let output = process.stdout.take().expect("it has an output");
        let (send, received) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        let input = process.stdin.take();
        let mut client = Self { process, input, received, unread: Vec::new(), last: 0 };
        let params = json!({ "processId": null, "rootUri": address(folder), "capabilities": capabilities });
        let welcome = client.ask("initialize", &params).expect("it welcomes the client");
        client.notify("initialized", &json!({}));
        (client, welcome)
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let input = self.input.as_mut().expect("the client has not hung up");
        // if the server has ended, the missing response will be noticed
        let _ = write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).and_then(|()| input.flush());
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The answer to a request, or the error.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        self.last += 1;
        let id = self.last;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.received.recv_timeout(PATIENCE).expect("the server answers");
            if message.get("id") == Some(&json!(id)) && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message.get("result").cloned().unwrap_or_default()),
                };
            }
            self.unread.push(message);
        }
    }

    /// The problems that the server published for a version of the file, or for a closed one; older ones are dropped.
    pub(crate) fn problems(&mut self, uri: &str, version: Option<i64>) -> Vec<Value> {
        let wanted = |message: &Value| {
            message.pointer("/params/uri") == Some(&json!(uri))
                && message.pointer("/params/version").and_then(Value::as_i64) == version
        };
        loop {
            let unread = std::mem::take(&mut self.unread);
            if let Some(problems) = unread.into_iter().rev().find(&wanted) {
                return problems.pointer("/params/diagnostics").and_then(Value::as_array).cloned().unwrap_or_default();
            }
            self.unread.push(self.received.recv_timeout(PATIENCE).expect("the server publishes problems"));
        }
    }

    /// Closes the pipe to the server.
    pub(crate) fn hang_up(&mut self) {
        self.input = None;
    }

    /// Whether the client has closed the pipe.
    pub(crate) fn is_gone(&self) -> bool {
        self.input.is_none()
    }

    /// The exit status of the server.
    pub(crate) fn status(mut self) -> Option<i32> {
        self.process.wait().expect("the server ends").code()
    }
}

/// The URI of a file or folder.
pub(crate) fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
