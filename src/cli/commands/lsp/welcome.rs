//! The handshake: the capabilities of client and server.

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, HoverProviderCapability,
    InitializeParams, OneOf, PositionEncodingKind, RenameOptions, SaveOptions, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions,
};
use serde_json::{Value, json};

use super::folder::Folders;
use super::position::Encoding;

/// The capabilities of a client that the server uses.
#[derive(Debug, Default)]
pub(super) struct Client {
    /// How it counts columns.
    pub(super) encoding: Encoding,
    /// The folders it opened.
    pub(super) folders: Folders,
    /// Whether it shows related locations next to a problem.
    pub(super) related: bool,
    /// Whether it can be asked to refresh inlay hints.
    pub(super) refresh: bool,
    /// Whether it can watch files.
    pub(super) watch: bool,
}

/// Reads the parameters of the client. If they cannot be parsed, a client without capabilities is assumed.
pub(super) fn read(params: Value) -> Client {
    let Ok(params) = serde_json::from_value::<InitializeParams>(params) else { return Client::default() };
    let folders = Folders::of(&params);
    let capabilities = params.capabilities;
    let encodings = capabilities.general.and_then(|general| general.position_encodings).unwrap_or_default();
    let workspace = capabilities.workspace.unwrap_or_default();
    let problems = capabilities.text_document.and_then(|document| document.publish_diagnostics);
    Client {
        encoding: if encodings.contains(&PositionEncodingKind::UTF8) { Encoding::Utf8 } else { Encoding::Utf16 },
        folders,
        related: problems.and_then(|problems| problems.related_information).unwrap_or_default(),
        refresh: workspace.inlay_hint.and_then(|hint| hint.refresh_support).unwrap_or_default(),
        watch: workspace.did_change_watched_files.and_then(|watch| watch.dynamic_registration).unwrap_or_default(),
    }
}

/// The capabilities of the server.
pub(super) fn answer(client: &Client) -> Value {
    let encoding = match client.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
    };
    let progress = WorkDoneProgressOptions::default();
    let capabilities = ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::FULL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["{", "@", "[", "<", "=", ":"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: progress,
        })),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::SOURCE_FIX_ALL]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    };
    json!({
        "capabilities": capabilities,
        "serverInfo": { "name": "claimsift", "version": env!("CARGO_PKG_VERSION") },
    })
}
