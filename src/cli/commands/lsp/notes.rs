//! Notifications from the editor: files that are opened, changed, saved and closed.

use std::time::{Duration, Instant};

use claimsift::diagnostic::SourceFile;
use lsp_server::{Notification, Request, RequestId};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    Uri,
};
use serde_json::json;

use super::checker::Document;
use super::server::Server;

/// A check starts after a pause this long in typing.
const PAUSE: Duration = Duration::from_millis(150);

impl Server {
    /// Handles a notification.
    pub(super) fn note(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" if self.client.watch => self.ask_for_watching(),
            "textDocument/didOpen" => {
                if let Ok(DidOpenTextDocumentParams { text_document: opened }) = serde_json::from_value(params) {
                    self.write(&opened.uri, opened.version, opened.text, Duration::ZERO);
                }
            }
            "textDocument/didChange" => {
                if let Ok(params) = serde_json::from_value::<DidChangeTextDocumentParams>(params)
                    && let Some(last) = params.content_changes.into_iter().next_back()
                {
                    self.write(&params.text_document.uri, params.text_document.version, last.text, PAUSE);
                }
            }
            "textDocument/didClose" => {
                if let Ok(DidCloseTextDocumentParams { text_document: closed }) = serde_json::from_value(params) {
                    self.close(closed.uri);
                }
            }
            "textDocument/didSave" => self.read(),
            "workspace/didChangeWatchedFiles" => {
                if let Ok(params) = serde_json::from_value(params) {
                    self.note_changes(&params);
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, uri: &Uri, version: i32, text: String, pause: Duration) {
        let name = self.client.folders.name(uri);
        self.workspace.open(SourceFile::new(name.clone(), text));
        self.documents.insert(name.clone(), (uri.clone(), version));
        self.sheets.clear();
        self.changed.insert(name);
        self.due = Some(Instant::now() + pause);
    }

    fn close(&mut self, uri: Uri) {
        let name = self.client.folders.name(&uri);
        self.workspace.close(&name);
        self.documents.remove(&name);
        self.known.remove(&name);
        self.changed.remove(&name);
        self.sheets.clear();
        self.closed.push(Document { name, uri, version: None });
        self.due = Some(Instant::now());
    }

    /// Reads the folders and checks the open files.
    fn read(&mut self) {
        self.checker.read();
        self.due = Some(Instant::now() + PAUSE);
    }

    /// Handles files changed by other programs. A text file only counts if a list takes its words from it, because
    /// articles are text files too.
    fn note_changes(&mut self, params: &DidChangeWatchedFilesParams) {
        self.take_beside();
        let is_text = |uri: &Uri| uri.as_str().ends_with(".txt");
        let are_texts = !params.changes.is_empty() && params.changes.iter().all(|change| is_text(&change.uri));
        if are_texts {
            let words = self.workspace.word_files();
            if !params.changes.iter().any(|change| words.contains(&self.client.folders.name(&change.uri))) {
                return;
            }
        }
        self.read();
    }

    /// Takes over the files in the folders, if they were read again.
    pub(super) fn take_beside(&mut self) {
        if let Some(beside) = self.checker.beside() {
            self.workspace.set_beside(beside);
            self.sheets.clear();
        }
    }

    /// Asks the client to report changes to rule files and to text files with the words of lists.
    fn ask_for_watching(&self) {
        let watchers =
            json!([{ "globPattern": "**/*.yaml" }, { "globPattern": "**/*.yml" }, { "globPattern": "**/*.txt" }]);
        let method = "workspace/didChangeWatchedFiles";
        let registration = json!({ "id": "files", "method": method, "registerOptions": { "watchers": watchers } });
        let params = json!({ "registrations": [registration] });
        let request = Request::new(RequestId::from("watch".to_owned()), "client/registerCapability".to_owned(), params);
        (self.send)(request.into());
    }
}
