//! Diagnostics for programs: one JSON object each.

use std::borrow::Cow;

use serde::Serialize;

use super::Diagnostic;
#[cfg(feature = "tools")]
use super::Severity;
use super::visible::{escaped_in_json, visible};

/// One diagnostic as a JSON object on one line. Lines and columns are counted from 1, columns in characters; `help` is
/// null if there is none.
#[must_use]
pub fn json(diagnostic: &Diagnostic) -> String {
    escaped_in_json(serde_json::to_string(&row(diagnostic)).unwrap_or_default())
}

/// One diagnostic, ready to be written as JSON.
pub(crate) fn row(diagnostic: &Diagnostic) -> Row<'_> {
    let (start, end) = (diagnostic.position(), diagnostic.end());
    Row {
        file: &diagnostic.file.name,
        line: start.line,
        column: start.column,
        code: diagnostic.code.id(),
        severity: diagnostic.severity.name(),
        message: visible(&diagnostic.message),
        help: diagnostic.help.as_deref().map(visible),
        why: diagnostic.why.as_deref().map(visible),
        end_line: end.line,
        end_column: end.column,
        fixable: diagnostic.fix.is_some(),
    }
}

/// A problem of a rule file. Lines and columns are counted from 1, columns in characters.
// The keys in their order; new ones are added at the end.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "tools", derive(schemars::JsonSchema), schemars(rename = "problem"))]
pub(crate) struct Row<'d> {
    /// The rule file.
    file: &'d str,
    /// The line that the problem begins in.
    #[cfg_attr(feature = "tools", schemars(range(min = 1)))]
    line: usize,
    /// The column that the problem begins in.
    #[cfg_attr(feature = "tools", schemars(range(min = 1)))]
    column: usize,
    /// The code of the problem; `claimsift check --explain CODE` explains it.
    code: &'static str,
    /// Whether the rule cannot be used (`error`), or hardly works as meant (`warning`).
    #[cfg_attr(feature = "tools", schemars(with = "Severity"))]
    severity: &'static str,
    /// What is wrong.
    message: Cow<'d, str>,
    /// What to write instead; null if there is no advice.
    help: Option<Cow<'d, str>>,
    /// Why it is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Cow<'d, str>>,
    /// The line that the problem ends in.
    #[cfg_attr(feature = "tools", schemars(range(min = 1)))]
    end_line: usize,
    /// The column that the problem ends in.
    #[cfg_attr(feature = "tools", schemars(range(min = 1)))]
    end_column: usize,
    /// True if `claimsift check --fix` can fix it; otherwise absent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fixable: bool,
}
