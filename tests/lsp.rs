//! The language server, run as an editor does: each session in `tests/lsp`, with all responses.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/session.rs"]
mod session;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use client::{Client, address};
use serde_json::{Value, json};

#[test]
fn sessions_end_as_written() {
    insta::glob!("lsp/*.session", |path| {
        let script = fs::read_to_string(path).expect("the session is readable");
        let folder = tempfile::tempdir().expect("there is room for a folder");
        insta::assert_snapshot!(session::run(&script, folder.path()));
    });
}

/// Sends every request at every tenth character of every shipped rule file. The longest response time is shown with
/// `--nocapture`; in a release build it is below 50 ms, and the assertion leaves room for a debug build on a busy
/// machine.
#[test]
fn answers_about_the_shipped_rules_are_fast() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    rule_files(&root.join("rules"), &mut paths);
    paths.sort();
    assert!(paths.len() > 20, "only {} rule files", paths.len());
    let (mut client, _) = Client::start(root, &json!({}));
    let mut longest: Vec<(Duration, String)> = Vec::new();
    let mut count = 0;
    for path in &paths {
        let text = fs::read_to_string(path).expect("the file is readable");
        let uri = address(path);
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        for (method, params) in questions(&uri, &text) {
            let begun = Instant::now();
            let answer = client.ask(method, &params);
            count += 1;
            longest.push((begun.elapsed(), format!("{method} {}", path.display())));
            // a rename to an invalid id is rejected
            assert!(answer.is_ok() || method == "textDocument/rename", "{method} {params}: {answer:?}");
        }
    }
    longest.sort_by(|one, other| other.cmp(one));
    println!("{count} answers, the longest:");
    longest.iter().take(5).for_each(|(time, what)| println!("{time:?} {what}"));
    assert!(longest.iter().all(|(time, _)| *time < Duration::from_secs(2)), "{:?}", longest.first());
}

fn rule_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            rule_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
}

fn questions(uri: &str, text: &str) -> Vec<(&'static str, Value)> {
    let document = json!({ "uri": uri });
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let mut all = vec![
        ("textDocument/documentSymbol", json!({ "textDocument": document })),
        ("textDocument/formatting", json!({ "textDocument": document, "options": options })),
        ("textDocument/inlayHint", json!({ "textDocument": document, "range": range })),
        (
            "textDocument/codeAction",
            json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } }),
        ),
    ];
    for (number, line) in text.lines().enumerate() {
        for column in (0..line.encode_utf16().count()).step_by(10) {
            let position = json!({ "line": number, "character": column });
            let at = json!({ "textDocument": document, "position": position });
            let rename = json!({ "textDocument": document, "position": position, "newName": "quite-another" });
            all.push(("textDocument/hover", at.clone()));
            all.push(("textDocument/completion", at.clone()));
            all.push(("textDocument/definition", at));
            all.push(("textDocument/rename", rename));
        }
    }
    all
}
