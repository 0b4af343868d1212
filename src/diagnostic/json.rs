//! Diagnostics for programs: one JSON object each.

use serde::Serialize;

use super::Diagnostic;
use super::visible::{escaped_in_json, visible};

/// One diagnostic as a JSON object on one line. Lines and columns are counted from 1, columns in characters; `help` is
/// null if there is none.
#[must_use]
pub fn json(diagnostic: &Diagnostic) -> String {
    let (help, why) = (diagnostic.help.as_deref().map(visible), diagnostic.why.as_deref().map(visible));
    let (start, end) = (diagnostic.position(), diagnostic.end());
    let row = Row {
        file: &diagnostic.file.name,
        line: start.line,
        column: start.column,
        code: diagnostic.code.id(),
        severity: diagnostic.severity.name(),
        message: &visible(&diagnostic.message),
        help: help.as_deref(),
        why: why.as_deref(),
        end_line: end.line,
        end_column: end.column,
        fixable: diagnostic.fix.is_some(),
    };
    escaped_in_json(serde_json::to_string(&row).unwrap_or_default())
}

/// The keys in their order; new ones are added at the end.
#[derive(Debug, Serialize)]
struct Row<'d> {
    file: &'d str,
    line: usize,
    column: usize,
    code: &'static str,
    severity: &'static str,
    message: &'d str,
    help: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'d str>,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fixable: bool,
}
