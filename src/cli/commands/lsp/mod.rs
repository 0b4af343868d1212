//! `claimsift lsp`: a language server for rule files, over standard input and output.
//!
//! The content of all answers comes from [`claimsift::editor`]; this module translates it into the protocol. `server`
//! keeps the open files and answers requests, `notes` handles notifications, `answer` converts answers, `checker` runs
//! checks in the background, `position` counts columns as the client does, `folder` maps names to files, and `wire`
//! transports the messages.

mod answer;
mod checker;
mod folder;
mod notes;
mod position;
mod server;
mod welcome;
mod wire;

use std::time::Instant;

use clap::Args;
use lsp_server::{Connection, Message, Notification, Response};

use crate::cli::{Status, complain};
use server::Server;

/// Run the language server for rule files
///
/// Speaks the Language Server Protocol over standard input and output; an editor starts it. While you type, it shows
/// the problems `claimsift check` would report, with fixes; it completes and explains keys, roles, lists and phrases;
/// it describes patterns in plain English; it shows whether each example is found; and it renames an id everywhere.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift lsp                     for the settings of an editor; rules/README.md has some\n\nExit status: 0 the editor shut it down, 1 it ended in another way."
)]
pub(in crate::cli) struct Options {
    /// Over standard input and output, which is the only way there is; some editors say so
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let Options { stdio: _ } = options;
    let (connection, wire) = wire::connect()?;
    let ended = serve(&connection);
    drop(connection);
    let joined = wire.join();
    Ok(match ended.and_then(|status| joined.map(|()| status).map_err(|error| error.to_string())) {
        Ok(status) => status,
        Err(problem) => {
            complain(&problem);
            Status::Findings
        }
    })
}

/// Serves one client until it leaves.
fn serve(connection: &Connection) -> Result<Status, String> {
    let (id, params) = connection.initialize_start().map_err(|_| {
        "no editor has connected: `claimsift lsp` is started by an editor, as described in rules/README.md".to_owned()
    })?;
    let send = |message: Message| {
        // a client that no longer reads has closed the connection, which the receiving side notices
        let _ = connection.sender.send(message);
    };
    let client = welcome::read(params);
    send(Response::new_ok(id, welcome::answer(&client)).into());
    let sender = connection.sender.clone();
    let mut server = Server::new(client, Box::new(move |message| drop(sender.send(message))));
    let mut leaving = false;
    loop {
        let message = match server.due() {
            None => connection.receiver.recv().ok(),
            Some(due) => match connection.receiver.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(message) => Some(message),
                Err(error) if error.is_timeout() => {
                    server.check();
                    continue;
                }
                Err(_) => None,
            },
        };
        match message {
            None => return Ok(Status::Findings),
            Some(Message::Request(request)) if leaving => {
                let code = lsp_server::ErrorCode::InvalidRequest as i32;
                send(Response::new_err(request.id, code, "the server is shutting down".to_owned()).into());
            }
            Some(Message::Request(request)) if request.method == "shutdown" => {
                leaving = true;
                send(Response::new_ok(request.id, ()).into());
            }
            Some(Message::Request(request)) => send(server.answer(request).into()),
            Some(Message::Notification(Notification { method, .. })) if method == "exit" => {
                return Ok(if leaving { Status::Fine } else { Status::Findings });
            }
            Some(Message::Notification(notification)) => server.note(notification),
            // responses to our own requests need no answer
            Some(Message::Response(_)) => {}
        }
    }
}
