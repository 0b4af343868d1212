//! Checks in a thread of their own, so that no request waits for the examples to run.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use claimsift::diagnostic::{Diagnostic, SourceFile};
use claimsift::editor::{self, Findings, WorkFolder, Workspace, findings};
use lsp_server::{Message, Notification, Request, RequestId};
use lsp_types::{PublishDiagnosticsParams, Uri};

use super::answer;
use super::folder::Folders;
use super::position::{Encoding, Lines};

/// The stack of the checker, in bytes. Patterns can be nested as deep as in `claimsift check`.
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
    /// The number of the newest order; work on an older one stops.
    last: AtomicU64,
    findings: Mutex<BTreeMap<String, Findings>>,
    /// The files in the folders, once they have been read again.
    beside: Mutex<Option<WorkFolder>>,
}

/// An order to the checker.
enum Order {
    /// Read the folders.
    Read,
    /// Check these open files of the workspace; the second list holds files that were closed.
    Check(u64, Workspace, Vec<Document>, Vec<Document>),
}

/// A thread that runs checks for the server and sends the results to the client.
pub(super) struct Checker {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
}

/// How the client wants problems to be reported.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    pub(super) encoding: Encoding,
    pub(super) related: bool,
    pub(super) refresh: bool,
}

impl Checker {
    /// Starts the thread, which first reads the folders.
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

    /// Reads the folders again.
    pub(super) fn read(&self) {
        self.order(Order::Read);
    }

    /// Checks some files of the workspace, in this order, and abandons older orders. The problems of closed files are
    /// cleared.
    pub(super) fn check(&self, workspace: Workspace, documents: Vec<Document>, closed: Vec<Document>) {
        let number = self.shared.last.fetch_add(1, Ordering::SeqCst) + 1;
        self.order(Order::Check(number, workspace, documents, closed));
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // if the checker has ended, no problems are reported any more, but the server still answers requests
            let _ = orders.send(order);
        }
    }

    /// The files in the folders, if they were read again since the last call.
    pub(super) fn beside(&self) -> Option<WorkFolder> {
        self.shared.beside.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The last findings in the file of that name.
    pub(super) fn findings(&self, name: &str) -> Option<Findings> {
        self.shared.findings.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }
}

impl Drop for Checker {
    fn drop(&mut self) {
        self.shared.last.fetch_add(1, Ordering::SeqCst);
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // all its messages have been sent
            let _ = thread.join();
        }
    }
}

fn work(orders: &Receiver<Order>, folders: &Folders, manner: Manner, shared: &Shared, send: &Send) {
    let mut beside = WorkFolder::default();
    let mut asked = 0;
    let mut unopened = Unopened::default();
    loop {
        let order = if unopened.waiting.is_empty() {
            orders.recv().ok()
        } else {
            match orders.try_recv() {
                Ok(order) => Some(order),
                Err(TryRecvError::Empty) => {
                    unopened.check_next(folders, manner, send);
                    continue;
                }
                Err(TryRecvError::Disconnected) => None,
            }
        };
        let Some(order) = order else { break };
        match order {
            Order::Read => {
                beside = folders.files();
                *shared.beside.lock().unwrap_or_else(PoisonError::into_inner) = Some(beside.clone());
                unopened.workspace.set_beside(beside.clone());
                unopened.look(Vec::new(), folders, send);
            }
            Order::Check(number, mut workspace, documents, closed) => {
                workspace.set_beside(beside.clone());
                let is_current = || shared.last.load(Ordering::SeqCst) == number;
                for document in documents {
                    let Some(source) = workspace.opened(&document.name).filter(|_| is_current()) else { continue };
                    let found = findings(&workspace, source, &|path| folders.read(path));
                    if !is_current() {
                        break;
                    }
                    let before =
                        shared.findings.lock().unwrap_or_else(PoisonError::into_inner).get(&document.name).cloned();
                    let found = found.after(before.as_ref());
                    let params = problems(&found.source, &found.problems, document.uri, document.version, manner);
                    shared.findings.lock().unwrap_or_else(PoisonError::into_inner).insert(document.name, found);
                    send(Notification::new("textDocument/publishDiagnostics".to_owned(), params).into());
                }
                for document in &closed {
                    shared.findings.lock().unwrap_or_else(PoisonError::into_inner).remove(&document.name);
                }
                if manner.refresh && is_current() {
                    asked += 1;
                    let id = RequestId::from(format!("hints-{asked}"));
                    send(Request::new(id, "workspace/inlayHint/refresh".to_owned(), ()).into());
                }
                unopened.workspace = workspace;
                unopened.look(closed, folders, send);
            }
        }
    }
}

/// The files that are not open. They are checked one by one while there is nothing else to do, and again only if
/// something changed that their problems depend on.
#[derive(Default)]
struct Unopened {
    workspace: Workspace,
    /// Those still to be checked.
    waiting: VecDeque<String>,
    /// A hash of what the last check of a file depended on.
    states: BTreeMap<String, u64>,
    /// The files for which the client shows problems, or may show some, with the URIs it knows them by.
    shown: BTreeMap<String, Uri>,
}

impl Unopened {
    /// Determines which files need a check. Files that were closed come first; the problems of deleted files are
    /// cleared.
    fn look(&mut self, closed: Vec<Document>, folders: &Folders, send: &Send) {
        let names: BTreeSet<String> = self.workspace.unopened().into_iter().collect();
        self.states.retain(|name, _| names.contains(name));
        let mut first = Vec::new();
        for document in closed {
            if self.workspace.opened(&document.name).is_none() {
                first.push(document.name.clone());
                self.shown.insert(document.name, document.uri);
            }
        }
        let gone: Vec<String> = self.shown.keys().filter(|name| !names.contains(*name)).cloned().collect();
        for name in gone {
            let Some(uri) = self.shown.remove(&name) else { continue };
            // open files are checked separately
            if self.workspace.opened(&name).is_none() {
                let nothing = PublishDiagnosticsParams::new(uri, Vec::new(), None);
                send(Notification::new("textDocument/publishDiagnostics".to_owned(), nothing).into());
            }
        }
        let texts = Texts::new(folders);
        let is_new = |name: &String| {
            !first.contains(name)
                && self.workspace.state(name, &|file| texts.hash(file)) != self.states.get(name).copied()
        };
        let others: Vec<String> = names.iter().filter(|name| is_new(name)).cloned().collect();
        let first = first.into_iter().filter(|name| names.contains(name) && folders.uri(name).is_some());
        self.waiting = first.chain(others).collect();
    }

    fn check_next(&mut self, folders: &Folders, manner: Manner, send: &Send) {
        let Some(name) = self.waiting.pop_front() else { return };
        let texts = Texts::new(folders);
        let state = self.workspace.state(&name, &|file| texts.hash(file));
        let (Some(source), Some(state)) = (self.workspace.file(&name), state) else { return };
        let found = editor::problems(&self.workspace, source, &|path| folders.read(path));
        let before = self.shown.remove(&name);
        let was_shown = before.is_some();
        let Some(uri) = before.or_else(|| folders.uri(&name)) else { return };
        if was_shown || !found.is_empty() {
            let params = problems(source, &found, uri.clone(), None, manner);
            send(Notification::new("textDocument/publishDiagnostics".to_owned(), params).into());
        }
        if !found.is_empty() {
            self.shown.insert(name.clone(), uri);
        }
        self.states.insert(name, state);
    }
}

/// The text files that rule files take words from, each read once.
struct Texts<'f> {
    folders: &'f Folders,
    known: RefCell<BTreeMap<String, u64>>,
}

impl<'f> Texts<'f> {
    fn new(folders: &'f Folders) -> Self {
        Self { folders, known: RefCell::default() }
    }

    /// A hash of the content of a file.
    fn hash(&self, name: &str) -> u64 {
        if let Some(known) = self.known.borrow().get(name) {
            return *known;
        }
        let mut hasher = DefaultHasher::new();
        self.folders.read(name).hash(&mut hasher);
        let hash = hasher.finish();
        self.known.borrow_mut().insert(name.to_owned(), hash);
        hash
    }
}

fn problems(
    source: &SourceFile,
    found: &[Diagnostic],
    uri: Uri,
    version: Option<i32>,
    manner: Manner,
) -> PublishDiagnosticsParams {
    let lines = Lines::new(&source.text, manner.encoding);
    let diagnostics = found.iter().map(|problem| answer::problem(&lines, problem, &uri, manner.related)).collect();
    PublishDiagnosticsParams::new(uri, diagnostics, version)
}
