//! Checks, run beside the server, so that no answer waits for an example.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use claimsift::editor::{Desk, Findings, Shelf, findings};
use lsp_server::{Message, Notification, Request, RequestId};
use lsp_types::{PublishDiagnosticsParams, Uri};

use super::answer;
use super::folder::Folders;
use super::position::{Encoding, Lines};

/// Patterns may be nested as deep as where `claimsift check` reads them, in bytes.
const STACK: usize = 8 << 20;

/// What the checker sends to the client.
pub(super) type Send = Box<dyn Fn(Message) + std::marker::Send>;

/// A file to be checked, as the client knows it.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) name: String,
    pub(super) uri: Uri,
    pub(super) version: Option<i32>,
}

/// What checker and server share.
#[derive(Debug, Default)]
struct Shared {
    /// The last order; who works on an older one stops.
    last: AtomicU64,
    findings: Mutex<BTreeMap<String, Findings>>,
    /// The files in the folders, once they are read anew.
    beside: Mutex<Option<Shelf>>,
}

/// What is ordered.
enum Order {
    /// Read the folders.
    Read,
    /// Check these files of the desk; these others are closed.
    Check(u64, Desk, Vec<Document>, Vec<Document>),
}

/// A thread that checks what the server orders, and tells the client.
pub(super) struct Checker {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
}

/// How the client wants to be told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    pub(super) encoding: Encoding,
    pub(super) related: bool,
    pub(super) refresh: bool,
}

impl Checker {
    /// Starts the thread. It begins with reading the folders.
    pub(super) fn start(folders: Folders, manner: Manner, send: Send) -> Self {
        let shared = Arc::new(Shared::default());
        let (orders, received) = channel();
        let of_thread = Arc::clone(&shared);
        let work = move || work(&received, &folders, manner, &of_thread, &send);
        let thread = thread::Builder::new().name("check".to_owned()).stack_size(STACK).spawn(work).ok();
        let checker = Self { orders: Some(orders), thread, shared };
        checker.read();
        checker
    }

    /// Reads the folders anew.
    pub(super) fn read(&self) {
        self.order(Order::Read);
    }

    /// Checks some files of the desk, in their order; older orders count no more. Those that are closed have no problems any
    /// more.
    pub(super) fn check(&self, desk: Desk, documents: Vec<Document>, closed: Vec<Document>) {
        let number = self.shared.last.fetch_add(1, Ordering::SeqCst) + 1;
        self.order(Order::Check(number, desk, documents, closed));
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // a checker that is gone tells nothing any more, and the server still answers
            let _ = orders.send(order);
        }
    }

    /// The files in the folders, if they were read since this was asked last.
    pub(super) fn beside(&self) -> Option<Shelf> {
        self.shared.beside.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// What was found last in the file of that name.
    pub(super) fn findings(&self, name: &str) -> Option<Findings> {
        self.shared.findings.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }
}

impl Drop for Checker {
    fn drop(&mut self) {
        self.shared.last.fetch_add(1, Ordering::SeqCst);
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // it has told all it had to tell
            let _ = thread.join();
        }
    }
}

fn work(orders: &Receiver<Order>, folders: &Folders, manner: Manner, shared: &Shared, send: &Send) {
    let mut beside = Shelf::default();
    let mut asked = 0;
    for order in orders {
        match order {
            Order::Read => {
                beside = folders.files();
                *shared.beside.lock().unwrap_or_else(PoisonError::into_inner) = Some(beside.clone());
            }
            Order::Check(number, mut desk, documents, closed) => {
                for Document { name, uri, .. } in closed {
                    shared.findings.lock().unwrap_or_else(PoisonError::into_inner).remove(&name);
                    let nothing = PublishDiagnosticsParams::new(uri, Vec::new(), None);
                    send(Notification::new("textDocument/publishDiagnostics".to_owned(), nothing).into());
                }
                desk.set_beside(beside.clone());
                let is_current = || shared.last.load(Ordering::SeqCst) == number;
                for document in documents {
                    let Some(source) = desk.opened(&document.name).filter(|_| is_current()) else { continue };
                    let found = findings(&desk, source, &|path| folders.read(path));
                    if !is_current() {
                        break;
                    }
                    let before =
                        shared.findings.lock().unwrap_or_else(PoisonError::into_inner).get(&document.name).cloned();
                    let found = found.after(before.as_ref());
                    let told = problems(&found, document.uri, document.version, manner);
                    shared.findings.lock().unwrap_or_else(PoisonError::into_inner).insert(document.name, found);
                    send(Notification::new("textDocument/publishDiagnostics".to_owned(), told).into());
                }
                if manner.refresh && is_current() {
                    asked += 1;
                    let id = RequestId::from(format!("hints-{asked}"));
                    send(Request::new(id, "workspace/inlayHint/refresh".to_owned(), ()).into());
                }
            }
        }
    }
}

fn problems(found: &Findings, uri: Uri, version: Option<i32>, manner: Manner) -> PublishDiagnosticsParams {
    let lines = Lines::new(&found.source.text, manner.encoding);
    let told = found.problems.iter().map(|problem| answer::problem(&lines, problem, &uri, manner.related)).collect();
    PublishDiagnosticsParams::new(uri, told, version)
}
