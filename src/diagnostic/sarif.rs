//! Diagnostics in the format of code scanners: SARIF 2.1.0, one run.
//!
//! Columns count code points, as everywhere else in this program. A fingerprint consists of the code, the file and the
//! words of the line, not its number, so that a problem is recognized when lines are added above it.

use std::collections::BTreeMap;

use hmac_sha256::Hash as Sha256;
use serde_json::{Value, json};

use super::visible::{escaped_in_json, visible};
use super::{Code, Diagnostic, Page, Severity, SourceFile};
use crate::span::Span;

/// The maximum number of results in one run. GitHub refuses a log with more
/// (<https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>).
const MOST_RESULTS: usize = 25_000;

/// A SARIF log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// The JSON text, with a final line break.
    pub text: String,
    /// How many results were left out, because code scanners accept no more than 25,000. Errors are kept before
    /// warnings, and the log has a notification about it.
    pub left_out: usize,
}

/// All diagnostics as one log. `shown` converts the path of a file to the one that is published.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], shown: &dyn Fn(&str) -> String) -> Log {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let results = diagnostics.iter().map(|diagnostic| result(diagnostic, &mut seen, shown)).collect();
    log(Code::ALL.iter().map(|&code| rule(code)).collect(), results)
}

/// A log of one run of this program, with what SARIF calls rules and results.
pub(crate) fn log(rules: Vec<Value>, mut results: Vec<Value>) -> Log {
    let all = results.len();
    if all > MOST_RESULTS {
        results.sort_by_key(|result| result["level"] != "error");
        results.truncate(MOST_RESULTS);
    }
    let mut log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "claimsift",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    if all > MOST_RESULTS {
        let text = format!("{all} results, of which {MOST_RESULTS} are listed, the most that code scanners take");
        log["runs"][0]["invocations"] = json!([{
            "executionSuccessful": true,
            "toolExecutionNotifications": [{ "level": "warning", "message": { "text": text } }],
        }]);
    }
    let mut text = escaped_in_json(serde_json::to_string_pretty(&log).unwrap_or_default());
    text.push('\n');
    Log { text, left_out: all.saturating_sub(MOST_RESULTS) }
}

/// A code as a SARIF rule.
fn rule(code: Code) -> Value {
    let page = Page::of(code);
    json!({
        "id": code.id(),
        "name": code.name(),
        "shortDescription": { "text": page.title },
        "fullDescription": { "text": page.text },
        "help": { "text": page.text, "markdown": page.markdown },
        "helpUri": format!(
            "https://docs.rs/claimsift/{}/claimsift/diagnostic/enum.Code.html#variant.{}",
            env!("CARGO_PKG_VERSION"),
            code.name()
        ),
        "defaultConfiguration": { "level": code.severity().name() },
    })
}

fn result(diagnostic: &Diagnostic, seen: &mut BTreeMap<String, usize>, shown: &dyn Fn(&str) -> String) -> Value {
    let Diagnostic { code, file, span, .. } = diagnostic;
    let mut text = diagnostic.message.clone();
    for more in [&diagnostic.why, &diagnostic.help].into_iter().flatten() {
        text.push('\n');
        text.push_str(more);
    }
    let address = uri(&shown(&file.path()));
    let place = |span: Span| {
        json!({
            "artifactLocation": { "uri": address },
            "region": region(file, span),
        })
    };
    let mut result = json!({
        "ruleId": code.id(),
        "ruleIndex": Code::ALL.iter().position(|other| other == code),
        "level": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "message": { "text": visible(&text) },
        "locations": [{ "physicalLocation": place(*span) }],
        "partialFingerprints": { "claimsift/v1": fingerprint(diagnostic, seen) },
    });
    if !diagnostic.labels.is_empty() {
        let labels = diagnostic.labels.iter().enumerate();
        let related = labels.map(
            |(at, (span, text))| json!({ "id": at, "message": { "text": visible(text) }, "physicalLocation": place(*span) }),
        );
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([{
            "description": { "text": visible(diagnostic.help.as_deref().unwrap_or("write this")) },
            "artifactChanges": [{
                "artifactLocation": { "uri": address },
                "replacements": [{
                    "deletedRegion": region(file, fix.span),
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
        }]);
    }
    result
}

/// A stretch of a file; the end is the first column after it.
fn region(file: &SourceFile, span: Span) -> Value {
    let (start, end) = (file.position(span.start), file.position(span.end));
    json!({
        "startLine": start.line, "startColumn": start.column,
        "endLine": end.line, "endColumn": end.column,
    })
}

/// A fingerprint that is the same for the same problem in the same words, however many lines come before it.
fn fingerprint(diagnostic: &Diagnostic, seen: &mut BTreeMap<String, usize>) -> String {
    let text = &diagnostic.file.text;
    let lines = diagnostic.file.lines();
    let line = lines.of_line(text, lines.line(diagnostic.span.start));
    // on a very long line, use only the text around the problem, since reading the whole line for each of its problems
    // would be slow
    let line = if line.len() > LONG_LINE { around(text, line, diagnostic.span) } else { line }.of(text).trim();
    let key = format!("{}\n{}\n{line}", diagnostic.code.id(), diagnostic.file.path());
    // a second problem on the same line is a different problem
    let count = seen.entry(key.clone()).or_default();
    *count += 1;
    let digest = Sha256::hash(format!("{key}\n{count}").as_bytes());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// A longer line, in bytes, is identified by the text around the problem.
const LONG_LINE: usize = 2_000;

/// The bytes of a line around a span, at character boundaries.
fn around(text: &str, line: Span, span: Span) -> Span {
    let boundary = |at: usize| (line.start..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(line.start);
    let start = span.start.saturating_sub(LONG_LINE / 2).max(line.start);
    Span::new(boundary(start), boundary((span.start + LONG_LINE / 2).min(line.end)))
}

/// A path as a URI reference.
pub(crate) fn uri(path: &str) -> String {
    let mut written = String::new();
    let is_drive = path.get(1..3) == Some(":/") && path.starts_with(|c: char| c.is_ascii_alphabetic());
    if path.starts_with('/') || is_drive {
        // an absolute path: the host is this machine, and a drive follows a slash
        written.push_str(if is_drive { "file:///" } else { "file://" });
    } else if path.split('/').next().is_some_and(|first| first.contains(':')) {
        // a first segment with a colon would be read as a scheme
        written.push_str("./");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{log, sarif, uri};
    use crate::diagnostic::{Code, Diagnostic, SourceFile};
    use crate::span::Span;

    #[test]
    fn errors_are_kept_if_there_are_too_many_results() {
        let result = |level: &str| serde_json::json!({ "level": level });
        let results = (0..30_000).map(|at| result(if at % 2 == 0 { "warning" } else { "error" })).collect();
        let log = log(Vec::new(), results);
        assert_eq!(log.left_out, 5_000);
        let read: Value = serde_json::from_str(&log.text).expect("the log is JSON");
        let results = read["runs"][0]["results"].as_array().expect("there are results");
        assert_eq!(results.len(), 25_000);
        assert_eq!(results.iter().filter(|result| result["level"] == "error").count(), 15_000);
        let notification = &read["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
        assert_eq!(notification["level"], "warning");
    }

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("rules/été 1.yaml"), "rules/%C3%A9t%C3%A9%201.yaml");
        assert_eq!(uri("a:b.yaml"), "./a:b.yaml");
    }

    #[test]
    fn a_log_has_the_shape_the_standard_asks_for() {
        let file = SourceFile::new("a.yaml", "é {souce}\né {souce}\n");
        let problem = |start: usize| {
            Diagnostic::new(Code::UnknownRole, &file, Span::new(start, start + 7), "no role")
                .label(Span::new(0, 2), "here")
                .fix(Span::new(start + 1, start + 6), "source")
        };
        let log: Value =
            serde_json::from_str(&sarif(&[problem(3), problem(14)], &str::to_owned).text).expect("the log is JSON");
        assert_eq!(log["version"], "2.1.0");
        let [run] = log["runs"].as_array().expect("runs are a list").as_slice() else { panic!("one run") };
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules are a list");
        assert_eq!(rules.len(), Code::ALL.len());
        for rule in rules {
            assert!(rule["helpUri"].as_str().is_some_and(|uri| uri.starts_with("https://")), "{rule}");
            assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
        let results = run["results"].as_array().expect("results are a list");
        assert_eq!(results.len(), 2);
        for (at, result) in results.iter().enumerate() {
            let index = result["ruleIndex"].as_u64().and_then(|at| usize::try_from(at).ok()).expect("an index");
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "a.yaml");
            let region =
                serde_json::json!({ "startLine": at + 1, "startColumn": 3, "endLine": at + 1, "endColumn": 10 });
            assert_eq!(place["region"], region);
            assert_eq!(result["relatedLocations"][0]["message"]["text"], "here");
            let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
            assert_eq!(change["insertedContent"]["text"], "source");
            assert_eq!(change["deletedRegion"]["startColumn"], 4);
        }
        let fingerprint = |at: usize| results[at]["partialFingerprints"]["claimsift/v1"].as_str();
        assert!(fingerprint(0).is_some_and(|print| print.len() == 32));
        assert_ne!(fingerprint(0), fingerprint(1), "the same words on another line are another problem");
    }

    #[test]
    fn a_fingerprint_stays_when_lines_are_added() {
        let print = |text: &str| {
            let file = SourceFile::new("a.yaml", text);
            let start = text.find("{souce}").expect("it is there");
            let problem = Diagnostic::new(Code::UnknownRole, &file, Span::new(start, start + 7), "no role");
            let log: Value = serde_json::from_str(&sarif(&[problem], &str::to_owned).text).expect("the log is JSON");
            log["runs"][0]["results"][0]["partialFingerprints"].clone()
        };
        assert_eq!(print("x {souce}\n"), print("# more\n\n  x {souce}\n"));
    }
}
