//! The open files, and the answers to requests.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use claimsift::diagnostic::{Diagnostic, Fix, SourceFile};
use claimsift::editor::{self, Findings, Refused, Workspace};
use claimsift::rule::{self, FileInContext};
use claimsift::span::Span;
use lsp_server::{ErrorCode, Request, Response};
use lsp_types::{
    CodeActionParams, CompletionParams, DocumentFormattingParams, DocumentSymbolParams, GotoDefinitionParams,
    HoverParams, InlayHintParams, Location, Position, ReferenceParams, RenameParams, TextDocumentPositionParams, Uri,
    WorkspaceSymbolParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::answer;
use super::checker::{Checker, Document, Manner, Send};
use super::position::Lines;
use super::welcome::Client;

/// An answer, or an error.
type Answer = Result<Value, (ErrorCode, String)>;

/// The server of one client.
pub(super) struct Server {
    pub(super) client: Client,
    pub(super) workspace: Workspace,
    /// The addresses and versions of the open files, by name.
    pub(super) documents: BTreeMap<String, (Uri, i32)>,
    /// Open files, analysed since the last change, each with the line that the cursor was on.
    pub(super) sheets: BTreeMap<String, (u32, Arc<FileInContext>)>,
    /// The last analysis of each open file that was not empty, for use while its text is broken.
    pub(super) known: BTreeMap<String, Arc<FileInContext>>,
    /// Files changed since the last check.
    pub(super) changed: BTreeSet<String>,
    /// Files closed since the last check.
    pub(super) closed: Vec<Document>,
    pub(super) due: Option<Instant>,
    pub(super) checker: Checker,
    pub(super) send: Send,
}

impl Server {
    /// A server without open files. `send` sends messages to the client.
    pub(super) fn new(client: Client, send: Box<dyn Fn(lsp_server::Message) + std::marker::Send + Sync>) -> Self {
        let shared = Arc::new(send);
        let of_checker = Arc::clone(&shared);
        let manner = Manner { encoding: client.encoding, related: client.related, refresh: client.refresh };
        let checker = Checker::start(client.folders.clone(), manner, Box::new(move |message| of_checker(message)));
        Self {
            client,
            workspace: Workspace::default(),
            documents: BTreeMap::new(),
            sheets: BTreeMap::new(),
            known: BTreeMap::new(),
            changed: BTreeSet::new(),
            closed: Vec::new(),
            due: None,
            checker,
            send: Box::new(move |message| shared(message)),
        }
    }

    /// When the next check is due.
    pub(super) const fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Starts a check of the open files, those that changed first.
    pub(super) fn check(&mut self) {
        self.due = None;
        self.workspace.set_excluded(self.client.folders.excluded(self.documents.keys()));
        let changed = std::mem::take(&mut self.changed);
        let others = self.documents.keys().filter(|name| !changed.contains(*name));
        let names = changed.iter().filter(|name| self.documents.contains_key(*name)).chain(others);
        let documents = names.filter_map(|name| {
            let (uri, version) = self.documents.get(name)?;
            Some(Document { name: name.clone(), uri: uri.clone(), version: Some(*version) })
        });
        let documents = documents.collect();
        self.checker.check(self.workspace.clone(), documents, std::mem::take(&mut self.closed));
    }

    /// The answer to a request.
    pub(super) fn answer(&mut self, request: Request) -> Response {
        self.take_beside();
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            "textDocument/hover" => self.hover(params),
            "textDocument/completion" => self.completion(params),
            "textDocument/definition" => self.definition(params),
            "textDocument/references" => self.references(params),
            "workspace/symbol" => self.search(params),
            "textDocument/prepareRename" => self.prepare_rename(params),
            "textDocument/rename" => self.rename(params),
            "textDocument/formatting" => self.formatting(params),
            "textDocument/documentSymbol" => self.symbols(params),
            "textDocument/inlayHint" => self.hints(params),
            "textDocument/codeAction" => self.actions(params),
            _ => Err((ErrorCode::MethodNotFound, format!("this server does not support `{method}`"))),
        };
        match answer {
            Ok(value) => Response::new_ok(id, value),
            Err((code, message)) => Response::new_err(id, code as i32, message),
        }
    }

    fn hover(&mut self, params: Value) -> Answer {
        let params: HoverParams = read(params)?;
        let Some((source, offset)) = self.at(&params.text_document_position_params) else { return Ok(Value::Null) };
        let sheet = self.sheet(&source, offset);
        let lines = self.lines(&source);
        Ok(json!(editor::hover(&self.workspace, &source, &sheet, offset).map(|hover| answer::hover(&lines, hover))))
    }

    fn completion(&mut self, params: Value) -> Answer {
        let params: CompletionParams = read(params)?;
        let Some((source, offset)) = self.at(&params.text_document_position) else { return Ok(Value::Null) };
        let sheet = self.sheet(&source, offset);
        let lines = self.lines(&source);
        let all = editor::completions(&self.workspace, &source, &sheet, offset).into_iter().enumerate();
        Ok(json!(all.map(|(at, completion)| answer::completion(&lines, at, completion)).collect::<Vec<_>>()))
    }

    fn definition(&mut self, params: Value) -> Answer {
        let params: GotoDefinitionParams = read(params)?;
        let Some((source, offset)) = self.at(&params.text_document_position_params) else { return Ok(Value::Null) };
        let sheet = self.sheet(&source, offset);
        let found = editor::definition(&self.workspace, &source, &sheet, offset);
        let place =
            found.and_then(|(file, span)| Some(Location::new(self.uri(&file.name)?, self.lines(&file).range(span))));
        Ok(json!(place))
    }

    fn references(&mut self, params: Value) -> Answer {
        let params: ReferenceParams = read(params)?;
        let Some((source, offset)) = self.at(&params.text_document_position) else { return Ok(Value::Null) };
        let sheet = self.sheet(&source, offset);
        let with_definition = params.context.include_declaration;
        let found = editor::references(&self.workspace, &source, &sheet, offset, with_definition);
        Ok(json!(self.locations(found.iter().map(|(file, span)| (file, *span)))))
    }

    fn search(&mut self, params: Value) -> Answer {
        let params: WorkspaceSymbolParams = read(params)?;
        let found = editor::search(&self.workspace, &params.query);
        let named = found.iter().filter(|found| self.uri(&found.file.name).is_some());
        let locations = self.locations(named.clone().map(|found| (&found.file, found.span)));
        Ok(json!(named.zip(locations).map(|(found, location)| answer::found(found, location)).collect::<Vec<_>>()))
    }

    /// Locations in files. The line starts of each file are computed once.
    fn locations<'f>(&self, places: impl Iterator<Item = (&'f Arc<SourceFile>, Span)>) -> Vec<Location> {
        let mut lines: BTreeMap<&str, (Option<Uri>, Lines<'_>)> = BTreeMap::new();
        let location = |(file, span): (&'f Arc<SourceFile>, Span)| {
            let (uri, lines) = lines.entry(&file.name).or_insert_with(|| (self.uri(&file.name), self.lines(file)));
            Some(Location::new(uri.clone()?, lines.range(span)))
        };
        places.filter_map(location).collect()
    }

    fn prepare_rename(&mut self, params: Value) -> Answer {
        let params: TextDocumentPositionParams = read(params)?;
        let Some((source, offset)) = self.at(&params) else { return Ok(Value::Null) };
        Ok(json!(editor::renameable(&source, offset).map(|span| self.lines(&source).range(span))))
    }

    fn rename(&mut self, params: Value) -> Answer {
        let params: RenameParams = read(params)?;
        let Some((source, offset)) = self.at(&params.text_document_position) else { return Ok(Value::Null) };
        let renamed = editor::rename(&self.workspace, &source, offset, &params.new_name)
            .map_err(|Refused(message)| (ErrorCode::RequestFailed, message))?;
        let files = renamed.into_iter().filter_map(|renamed| {
            let lines = self.lines(&renamed.file);
            let edits = renamed.fixes.iter().map(|fix| answer::edit(&lines, fix)).collect();
            Some((self.uri(&renamed.file.name)?, edits))
        });
        Ok(answer::edits(files))
    }

    fn formatting(&mut self, params: Value) -> Answer {
        let params: DocumentFormattingParams = read(params)?;
        let Some(source) = self.opened(&params.text_document.uri) else { return Ok(Value::Null) };
        // a file that cannot be formatted stays as it is; its errors are reported as problems
        let Ok(formatted) = rule::format(&source) else { return Ok(Value::Null) };
        let lines = self.lines(&source);
        let edits = editor::changes(&source.text, &formatted).map(|fix| answer::edit(&lines, &fix));
        Ok(json!(edits.into_iter().collect::<Vec<_>>()))
    }

    fn symbols(&mut self, params: Value) -> Answer {
        let params: DocumentSymbolParams = read(params)?;
        let Some(source) = self.opened(&params.text_document.uri) else { return Ok(Value::Null) };
        let sheet = self.sheet(&source, 0);
        let lines = self.lines(&source);
        let symbols = editor::symbols(&source, &sheet).into_iter();
        Ok(json!(symbols.map(|symbol| answer::symbol(&lines, symbol)).collect::<Vec<_>>()))
    }

    fn hints(&mut self, params: Value) -> Answer {
        let params: InlayHintParams = read(params)?;
        let Some((source, found)) = self.found(&params.text_document.uri) else { return Ok(json!([])) };
        let lines = self.lines(&source);
        let wanted = lines.span(params.range);
        let hints = found.hints.into_iter().filter_map(|hint| {
            let span = editor::moved(hint.span, &found.source.text, &source.text)?;
            (span.start <= wanted.end && wanted.start <= span.end)
                .then(|| answer::hint(&lines, editor::Hint { span, ..hint }))
        });
        Ok(json!(hints.collect::<Vec<_>>()))
    }

    fn actions(&mut self, params: Value) -> Answer {
        let params: CodeActionParams = read(params)?;
        let uri = params.text_document.uri;
        let Some((source, found)) = self.found(&uri) else { return Ok(json!([])) };
        let lines = self.lines(&source);
        let wanted = lines.span(params.range);
        let here = |span: Span| editor::moved(span, &found.source.text, &source.text);
        let asked = |kind: &str| {
            let only = params.context.only.as_deref().unwrap_or_default();
            only.is_empty()
                || only.iter().any(|one| kind == one.as_str() || kind.starts_with(&format!("{}.", one.as_str())))
        };
        let mut actions = Vec::new();
        for problem in found.problems.iter().filter(|_| asked("quickfix")) {
            let Some(fix) = &problem.fix else { continue };
            let (Some(place), Some(span)) = (here(problem.span), here(fix.span)) else { continue };
            let all = place.cover(span);
            if all.start > wanted.end || wanted.start > all.end {
                continue;
            }
            let edit = answer::edit(&lines, &Fix { span, replacement: fix.replacement.clone() });
            let moved = Diagnostic { span: place, labels: Vec::new(), ..problem.clone() };
            actions.push(json!({
                "title": answer::title(problem, fix),
                "kind": "quickfix",
                "diagnostics": [answer::problem(&lines, &moved, &uri, false)],
                "isPreferred": true,
                "edit": answer::edits([(uri.clone(), vec![edit])]),
            }));
        }
        if let Some(text) = found.fixed.filter(|_| asked("source.fixAll") && source.text == found.source.text) {
            let edits = editor::changes(&source.text, &text).map(|fix| answer::edit(&lines, &fix));
            actions.push(json!({
                "title": "Apply all safe fixes",
                "kind": "source.fixAll",
                "edit": answer::edits([(uri.clone(), edits.into_iter().collect())]),
            }));
        }
        Ok(json!(actions))
    }

    fn opened(&self, uri: &Uri) -> Option<Arc<SourceFile>> {
        self.workspace.opened(&self.client.folders.name(uri)).cloned()
    }

    /// An open file, and the byte offset of a position in it.
    fn at(&self, params: &TextDocumentPositionParams) -> Option<(Arc<SourceFile>, usize)> {
        let source = self.opened(&params.text_document.uri)?;
        let position: Position = params.position;
        let offset = self.lines(&source).offset(position);
        Some((source, offset))
    }

    /// An open file, and its last findings.
    fn found(&self, uri: &Uri) -> Option<(Arc<SourceFile>, Findings)> {
        let source = self.opened(uri)?;
        let found = self.checker.findings(&source.name)?;
        Some((source, found))
    }

    fn lines<'t>(&self, source: &'t SourceFile) -> Lines<'t> {
        Lines::new(&source.text, self.client.encoding)
    }

    /// The file with everything it can refer to, analysed once per change; if its text cannot be analysed now, the last
    /// version that could.
    fn sheet(&mut self, source: &Arc<SourceFile>, offset: usize) -> Arc<FileInContext> {
        let line = self.lines(source).position(offset).line;
        if let Some((of_line, sheet)) = self.sheets.get(&source.name)
            && (*of_line == line || !sheet.is_blank())
        {
            return Arc::clone(sheet);
        }
        let folders = &self.client.folders;
        let mut sheet = Arc::new(self.workspace.sheet(source, offset, &|path| folders.read(path)));
        if sheet.is_blank() {
            sheet = self.known.get(&source.name).map_or(sheet, Arc::clone);
        } else {
            self.known.insert(source.name.clone(), Arc::clone(&sheet));
        }
        self.sheets.insert(source.name.clone(), (line, Arc::clone(&sheet)));
        sheet
    }

    /// The URI of the file of that name, as written by the client if the file is open.
    fn uri(&self, name: &str) -> Option<Uri> {
        self.documents.get(name).map(|(uri, _)| uri.clone()).or_else(|| self.client.folders.uri(name))
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, (ErrorCode, String)> {
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}
