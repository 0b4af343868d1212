//! A session with the language server as a text: what the client does, line by line, followed by the responses.
//!
//! `file NAME` writes a file to disk, `open NAME` opens it and shows its problems, `type NAME` changes its text; the
//! text of a file is in the lines below, after `|`. A cursor is written as `^` in a piece of the text: `hover NAME
//! {sou^rce}`, where `\n` is a line break. For the other commands, see the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, address};

pub(crate) struct Session<'s> {
    folder: &'s Path,
    client: Option<Client>,
    capabilities: Value,
    /// Texts and versions of the files.
    files: BTreeMap<String, (String, i64)>,
}

/// Runs a session in an empty folder, and returns each line with its responses.
pub(crate) fn run(script: &str, folder: &Path) -> String {
    let mut session = Session { folder, client: None, capabilities: json!({}), files: BTreeMap::new() };
    let mut out = String::new();
    let mut lines = script.lines().peekable();
    while let Some(line) = lines.next() {
        if line.is_empty() || line.starts_with('#') {
            out.push_str(&format!("{line}\n"));
            continue;
        }
        let mut body = String::new();
        while let Some(text) = lines.next_if(|line| line.starts_with('|')) {
            let text = text.strip_prefix("| ").or_else(|| text.strip_prefix('|')).unwrap_or_default();
            body.push_str(&format!("{text}\n"));
        }
        out.push_str(&format!("> {line}\n"));
        for answer in session.line(line, body) {
            out.push_str(&format!("{answer}\n"));
        }
    }
    let status = session.end();
    out.push_str(&format!("ended with {}\n", status.map_or("a signal".to_owned(), |status| status.to_string())));
    out
}

impl Session<'_> {
    fn client(&mut self) -> &mut Client {
        let (folder, capabilities) = (self.folder, &self.capabilities);
        self.client.get_or_insert_with(|| Client::start(folder, capabilities).0)
    }

    fn line(&mut self, line: &str, body: String) -> Vec<String> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let document = json!({ "uri": self.uri(name) });
        match verb {
            "client" => {
                self.capabilities = serde_json::from_str(&format!("{name} {rest}")).expect("capabilities are JSON");
                let (client, welcome) = Client::start(self.folder, &self.capabilities);
                self.client = Some(client);
                vec![format!("columns in {}", welcome["capabilities"]["positionEncoding"])]
            }
            "file" => {
                let path = self.folder.join(name);
                fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
                // atomically, as editors do: the server may be reading it
                let draft = path.with_extension("draft");
                fs::write(&draft, &body).expect("the file can be written");
                fs::rename(draft, path).expect("the file can be replaced");
                self.files.insert(name.to_owned(), (body, 0));
                Vec::new()
            }
            "open" | "type" => self.write(verb, name, body),
            // the problems published for a file after another one has changed
            "problems" => {
                let (uri, version) = (self.uri(name), self.files.get(name).map_or(0, |&(_, version)| version));
                let problems = self.client().problems(&uri, Some(version));
                problems.iter().flat_map(|problem| self.problem(problem)).collect()
            }
            // the same, but there may be none
            "again" => {
                let (uri, version) = (self.uri(name), self.files.get(name).map_or(0, |&(_, version)| version));
                let problems = self.client().problems(&uri, Some(version));
                let mut lines: Vec<String> = problems.iter().flat_map(|problem| self.problem(problem)).collect();
                if lines.is_empty() {
                    lines.push("no problems".to_owned());
                }
                lines
            }
            // another program changes a file
            "changed" => {
                let change = json!({ "uri": self.uri(name), "type": 2 });
                self.client().notify("workspace/didChangeWatchedFiles", &json!({ "changes": [change] }));
                Vec::new()
            }
            // the problems published for a file that is not open
            "closed" => {
                let uri = self.uri(name);
                let problems = self.client().problems(&uri, None);
                let mut lines: Vec<String> = problems.iter().flat_map(|problem| self.problem(problem)).collect();
                if lines.is_empty() {
                    lines.push("no problems".to_owned());
                }
                lines
            }
            "remove" => {
                fs::remove_file(self.folder.join(name)).expect("the file is there");
                Vec::new()
            }
            "close" => {
                self.client().notify("textDocument/didClose", &json!({ "textDocument": document }));
                let uri = self.uri(name);
                let problems = self.client().problems(&uri, None);
                vec![format!("{} problems", problems.len())]
            }
            "hover" => {
                let answer = self.ask_at("textDocument/hover", name, rest, json!({}));
                vec![self.covered(name, &answer["range"]), text(&answer["contents"]["value"])]
            }
            "complete" => {
                let answer = self.ask_at("textDocument/completion", name, rest, json!({}));
                let items = answer.as_array().cloned().unwrap_or_default();
                let end = self.position(name, rest);
                // as in an editor: the text typed so far filters the list
                let typed = |item: &Value| {
                    let range = json!({ "start": item["textEdit"]["range"]["start"], "end": end });
                    self.covered(name, &range).trim_matches('`').to_owned()
                };
                let chosen = items.iter().filter(|item| text(&item["label"]).starts_with(&typed(item)));
                chosen.map(|item| self.item(name, item)).collect()
            }
            "define" => {
                let answer = self.ask_at("textDocument/definition", name, rest, json!({}));
                let file = self.file(text(&answer["uri"]).as_str());
                vec![format!("{file} {}", place(&answer["range"])).trim_start().to_owned()]
            }
            // with the definition, unless the needle is followed by `others`
            "references" => {
                let (needle, with) = rest.strip_suffix(" others").map_or((rest, true), |needle| (needle, false));
                let answer = self.ask_at(
                    "textDocument/references",
                    name,
                    needle,
                    json!({ "context": { "includeDeclaration": with } }),
                );
                let all = answer.as_array().cloned().unwrap_or_default();
                all.iter().map(|one| format!("{} {}", self.file(&text(&one["uri"])), place(&one["range"]))).collect()
            }
            "search" => {
                let answer = self.ask("workspace/symbol", &json!({ "query": name }));
                let all = answer.as_array().cloned().unwrap_or_default();
                let lines = all.iter().map(|one| {
                    let file = self.file(&text(&one["location"]["uri"]));
                    format!("{} kind {} {file} {}", text(&one["name"]), one["kind"], place(&one["location"]["range"]))
                });
                lines.collect()
            }
            "rename" => {
                let (needle, new) = rest.split_once(" => ").expect("the new name follows =>");
                let place = self.ask_at("textDocument/prepareRename", name, needle, json!({}));
                let answer = self.ask_at("textDocument/rename", name, needle, json!({ "newName": new }));
                let mut lines = vec![self.covered(name, &place)];
                lines.extend(self.edits(&answer));
                lines
            }
            "format" => {
                let params = json!({ "textDocument": document, "options": { "tabSize": 2, "insertSpaces": true } });
                let answer = self.ask("textDocument/formatting", &params);
                answer.as_array().map_or_else(|| vec![answer.to_string()], |edits| edits.iter().map(edit).collect())
            }
            "symbols" => {
                let answer = self.ask("textDocument/documentSymbol", &json!({ "textDocument": document }));
                let symbols = answer.as_array().cloned().unwrap_or_default();
                let lines = symbols.iter().map(|symbol| {
                    let (all, own) = (place(&symbol["range"]), place(&symbol["selectionRange"]));
                    format!(
                        "{} kind {} at {all}, its name at {own} {}",
                        text(&symbol["name"]),
                        symbol["kind"],
                        text(&symbol["detail"])
                    )
                });
                lines.map(|line| line.trim_end().to_owned()).collect()
            }
            "hints" => {
                let all = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } });
                let answer = self.ask("textDocument/inlayHint", &json!({ "textDocument": document, "range": all }));
                let hints = answer.as_array().cloned().unwrap_or_default();
                let lines = hints.iter().map(|hint| {
                    let more = text(&hint["tooltip"]).replace('\n', "\n    ");
                    format!("{} {}\n    {more}", position(&hint["position"]), text(&hint["label"]))
                });
                lines.map(|line| line.trim_end().to_owned()).collect()
            }
            "fixes" => {
                let at = self.position(name, rest);
                let range = json!({ "start": at, "end": at });
                let params = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
                let answer = self.ask("textDocument/codeAction", &params);
                let actions = answer.as_array().cloned().unwrap_or_default();
                let lines = actions.iter().flat_map(|action| {
                    let title = format!("{} ({})", text(&action["title"]), text(&action["kind"]));
                    [title].into_iter().chain(self.edits(&action["edit"]).into_iter().map(|edit| format!("  {edit}")))
                });
                lines.collect()
            }
            // any other request, supported or not
            "ask" => {
                let params = serde_json::from_str(rest).expect("parameters are JSON");
                vec![self.ask(name, &params).to_string()]
            }
            "notify" => {
                let params = serde_json::from_str(rest).expect("parameters are JSON");
                self.client().notify(name, &params);
                Vec::new()
            }
            "hang-up" => {
                self.client().hang_up();
                Vec::new()
            }
            _ => panic!("no session knows `{verb}`"),
        }
    }

    fn write(&mut self, verb: &str, name: &str, body: String) -> Vec<String> {
        let uri = self.uri(name);
        let (text, version) = self.files.entry(name.to_owned()).or_default();
        *version += 1;
        if !body.is_empty() {
            *text = body;
        }
        let (text, version) = (text.clone(), *version);
        if verb == "open" {
            let document = json!({ "uri": uri, "languageId": "yaml", "version": version, "text": text });
            self.client().notify("textDocument/didOpen", &json!({ "textDocument": document }));
        } else {
            let document = json!({ "uri": uri, "version": version });
            let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
            self.client().notify("textDocument/didChange", &params);
        }
        let problems = self.client().problems(&uri, Some(version));
        problems.iter().flat_map(|problem| self.problem(problem)).collect()
    }

    fn problem(&self, problem: &Value) -> Vec<String> {
        let severity = if problem["severity"] == 1 { "error" } else { "warning" };
        let message = text(&problem["message"]).replace('\n', "\n    ");
        let mut lines = vec![format!("{} {severity} {} {message}", place(&problem["range"]), text(&problem["code"]))];
        for related in problem["relatedInformation"].as_array().into_iter().flatten() {
            let location = &related["location"];
            let file = self.file(&text(&location["uri"]));
            lines.push(format!("    {file} {} {}", place(&location["range"]), text(&related["message"])));
        }
        lines
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.client().ask(method, params).unwrap_or_else(|error| json!({ "error": error }))
    }

    /// The response to a request at the position marked in a needle.
    fn ask_at(&mut self, method: &str, name: &str, needle: &str, more: Value) -> Value {
        let mut params = more;
        params["textDocument"] = json!({ "uri": self.uri(name) });
        params["position"] = self.position(name, needle);
        self.ask(method, &params)
    }

    /// The position of the `^` of a needle.
    fn position(&self, name: &str, needle: &str) -> Value {
        let (text, _) = self.files.get(name).expect("the file is there");
        let needle = needle.replace("\\n", "\n");
        let (before, behind) = needle.split_once('^').expect("the needle has a cursor");
        let needle = format!("{before}{behind}");
        let at = text.find(&needle).unwrap_or_else(|| panic!("`{needle}` is in the text")) + before.len();
        let above = text.get(..at).expect("it is a boundary");
        let line = above.rsplit('\n').next().unwrap_or_default();
        let utf8 = self.capabilities.pointer("/general/positionEncodings/0") == Some(&json!("utf-8"));
        let column = if utf8 { line.len() } else { line.encode_utf16().count() };
        json!({ "line": above.matches('\n').count(), "character": column })
    }

    /// A completion: its label, and the inserted text if it differs.
    fn item(&self, name: &str, item: &Value) -> String {
        let (label, edit) = (text(&item["label"]), &item["textEdit"]);
        let written = text(&edit["newText"]);
        let place = self.covered(name, &edit["range"]);
        let more = if written == label { String::new() } else { format!(" as `{written}`") };
        format!("{label}{more} for {place} · {}", text(&item["detail"])).trim_end_matches(" · ").to_owned()
    }

    fn edits(&self, changes: &Value) -> Vec<String> {
        let Some(files) = changes["changes"].as_object() else { return vec![changes.to_string()] };
        let of_file = |(uri, edits): (&String, &Value)| {
            let file = self.file(uri);
            edits.as_array().into_iter().flatten().map(|one| format!("{file} {}", edit(one))).collect::<Vec<_>>()
        };
        files.iter().flat_map(of_file).collect()
    }

    /// The words covered by a range; `nothing` if it is null.
    fn covered(&self, name: &str, range: &Value) -> String {
        let Some((text, _)) = self.files.get(name).filter(|_| range.is_object()) else { return "nothing".to_owned() };
        let line = range["start"]["line"].as_u64().and_then(|line| text.lines().nth(line as usize)).unwrap_or_default();
        let column = |end: &str| range[end]["character"].as_u64().unwrap_or_default() as usize;
        let units: Vec<u16> = line.encode_utf16().collect();
        let inside = units.get(column("start")..column("end")).unwrap_or_default();
        format!("`{}`", String::from_utf16_lossy(inside))
    }

    fn uri(&self, name: &str) -> String {
        address(&self.folder.join(name))
    }

    /// The name of the file at a URI.
    fn file(&self, uri: &str) -> String {
        uri.strip_prefix(&format!("{}/", address(self.folder))).unwrap_or(uri).to_owned()
    }

    /// Ends the server as an editor does, unless the session already has.
    fn end(mut self) -> Option<i32> {
        let mut client = self.client.take()?;
        if !client.is_gone() {
            client.ask("shutdown", &Value::Null).expect("it is willing to end");
            client.notify("exit", &Value::Null);
        }
        client.status()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Line and column, counted from 1.
fn position(position: &Value) -> String {
    let number = |key: &str| position[key].as_u64().unwrap_or_default() + 1;
    format!("{}:{}", number("line"), number("character"))
}

fn place(range: &Value) -> String {
    if range.is_null() {
        "nowhere".to_owned()
    } else {
        format!("{}-{}", position(&range["start"]), position(&range["end"]))
    }
}

fn edit(edit: &Value) -> String {
    format!("{} becomes {}", place(&edit["range"]), edit["newText"])
}
