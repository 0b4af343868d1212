//! Adds a rule to an existing file. Everything else stays as it is, to the last space and comment.

use super::yaml::{self, Node, Text, Value};

/// The line by which editors find the schema.
const LINE_FOR_EDITORS: &str = "# yaml-language-server: $schema=rules.schema.json";

/// A rule to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRule<'r> {
    /// Its id.
    pub id: &'r str,
    /// The one line of its `match`.
    pub pattern: &'r str,
    /// The one line of its `finds`.
    pub example: &'r str,
    /// Whether it uses lists or phrases of the program's lexicon, so that the file has to use it.
    pub uses_lexicon: bool,
}

impl NewRule<'_> {
    /// A file with only this rule.
    #[must_use]
    pub fn as_file(&self) -> String {
        let uses = if self.uses_lexicon { "use: [en.lexicon]\n\n" } else { "" };
        format!("{LINE_FOR_EDITORS}\nclaims: 1\n{uses}rules:\n{}", self.entry(2))
    }

    /// The text of a rule file with this rule added after the others; `None` if the file is written in a way that
    /// leaves no place for another rule, for example between `[` and `]`, or if it is not valid YAML.
    #[must_use]
    pub fn added_to(&self, text: &str) -> Option<String> {
        edited(text, |plain| {
            let Value::Map(keys) = yaml::read(plain).ok()?.value else { return None };
            let mut edits = vec![self.rule_edit(plain, &keys)?];
            if self.uses_lexicon {
                edits.extend(use_edit(plain, &keys)?);
            }
            Some(edits)
        })
    }

    /// The rule as a list entry whose dash is indented by `indent`.
    fn entry(&self, indent: usize) -> String {
        let dash = " ".repeat(indent);
        let Self { id, pattern, example, .. } = self;
        format!("{dash}- id: {id}\n{dash}  match: |\n{dash}    {pattern}\n{dash}  finds: |\n{dash}    {example}\n")
    }

    fn rule_edit(&self, text: &str, keys: &[(Text, Node)]) -> Option<Edit> {
        let Some((key, rules)) = find(keys, "rules") else {
            let gap = if text.ends_with('\n') { "" } else { "\n" };
            return Some(Edit::insert(text.len(), format!("{gap}\nrules:\n{}", self.entry(2))));
        };
        match &rules.value {
            Value::List(items) if !items.is_empty() => {
                let start = line_start(text, items.last()?.span.start);
                let line = text.get(start..)?;
                let indent = line.len() - line.trim_start_matches(' ').len();
                if !line.trim_start().starts_with("- ") {
                    return None;
                }
                let at = end_of_entry(text, start, indent);
                let gap = if text.get(..at)?.ends_with('\n') { "\n" } else { "\n\n" };
                Some(Edit::insert(at, format!("{gap}{}", self.entry(indent))))
            }
            Value::List(_) => {
                let behind = text.get(key.span.end..)?;
                let close = key.span.end + behind.find(']')? + 1;
                let value = text.get(key.span.end..close)?;
                let empty = value.chars().all(|c| c.is_whitespace() || matches!(c, ':' | '[' | ']'));
                let entry = self.entry(2);
                let text = format!(":\n{}", entry.trim_end());
                empty.then_some(Edit { at: key.span.end, instead_of: close - key.span.end, text })
            }
            Value::Null => {
                let at = line_end(text, key.span.end);
                Some(if at == text.len() && !text.ends_with('\n') {
                    Edit::insert(at, format!("\n{}", self.entry(2)))
                } else {
                    Edit::insert(at, self.entry(2))
                })
            }
            Value::Text(_) | Value::Map(_) => None,
        }
    }
}

/// A change of a text.
pub(super) struct Edit {
    pub(super) at: usize,
    /// How many bytes to remove.
    pub(super) instead_of: usize,
    pub(super) text: String,
}

/// A text with the edits that `find` returns. Line endings stay as they were.
pub(super) fn edited(text: &str, find: impl FnOnce(&str) -> Option<Vec<Edit>>) -> Option<String> {
    let broken_lines = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let plain = text.replace("\r\n", "\n");
    let mut edits = find(&plain)?;
    // from the end, so that earlier offsets stay valid
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.at));
    let mut new = plain;
    for edit in edits {
        let cut = edit.at..edit.at + edit.instead_of;
        new.get(cut.clone())?;
        new.replace_range(cut, &edit.text);
    }
    Some(new.replace('\n', broken_lines))
}

impl Edit {
    pub(super) const fn insert(at: usize, text: String) -> Self {
        Self { at, instead_of: 0, text }
    }
}

/// The edit that makes the file use the lexicon, if it doesn't yet; `None` if there is no place for it.
fn use_edit(text: &str, keys: &[(Text, Node)]) -> Option<Option<Edit>> {
    const LEXICON: &str = "en.lexicon";
    let Some((key, uses)) = find(keys, "use") else {
        let (key, edition) = find(keys, "claims")?;
        let at = line_end(text, edition.span.end.max(key.span.end));
        return Some(Some(Edit::insert(at, format!("use: [{LEXICON}]\n"))));
    };
    let Value::List(names) = &uses.value else { return None };
    let is_lexicon = |name: &Node| matches!(&name.value, Value::Text(name) if name.value == LEXICON);
    if names.iter().any(is_lexicon) {
        return Some(None);
    }
    let Value::Text(last) = &names.last()?.value else { return None };
    let in_row = text.get(key.span.end..last.span.start)?.contains('[');
    if in_row {
        return Some(Some(Edit::insert(last.span.end, format!(", {LEXICON}"))));
    }
    let before = text.get(line_start(text, last.span.start)..last.span.start)?;
    Some(Some(Edit::insert(line_end(text, last.span.end), format!("{before}{LEXICON}\n"))))
}

pub(super) fn find<'k>(keys: &'k [(Text, Node)], name: &str) -> Option<&'k (Text, Node)> {
    keys.iter().find(|(key, _)| key.value == name)
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// The offset after the line break of the line at `at`.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// The offset after the last line of the entry that begins at `start` with a dash indented by `indent`, including the
/// comments inside it.
pub(super) fn end_of_entry(text: &str, start: usize, indent: usize) -> usize {
    let mut end = line_end(text, start);
    let mut at = end;
    while at < text.len() {
        let next = line_end(text, at);
        let line = text.get(at..next).unwrap_or_default();
        if !line.trim().is_empty() {
            if line.len() - line.trim_start_matches(' ').len() <= indent {
                break;
            }
            end = next;
        }
        at = next;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::NewRule;

    const NEW: NewRule<'_> = NewRule { id: "b", pattern: "{claim}", example: "{claim: it rained}", uses_lexicon: true };
    const ENTRY: &str = "  - id: b\n    match: |\n      {claim}\n    finds: |\n      {claim: it rained}\n";

    #[test]
    fn a_rule_is_added_after_the_others_and_everything_else_stays() {
        let before = "claims: 1 # x\nrules:\n  # first\n  - id: a\n    match: |\n      # inside\n      {claim}\n\n    # in it\n\n# behind\nlists:\n  x: [y]\n";
        let after = NEW.added_to(before).expect("there is a place");
        let wanted = format!(
            "claims: 1 # x\nuse: [en.lexicon]\nrules:\n  # first\n  - id: a\n    match: |\n      # inside\n      {{claim}}\n\n    # in it\n\n{ENTRY}\n# behind\nlists:\n  x: [y]\n"
        );
        assert_eq!(after, wanted);
    }

    #[test]
    fn a_rule_is_added_to_lists_of_every_style() {
        let rules = |text: &str| NEW.added_to(text);
        let end = format!("rules:\n{ENTRY}");
        let used = "claims: 1\nuse: [en.lexicon]\n";
        assert_eq!(rules("claims: 1\nrules: []\n"), Some(format!("{used}{end}")));
        assert_eq!(rules("claims: 1\nrules:\n"), Some(format!("{used}{end}")));
        assert_eq!(rules("claims: 1\r\nrules:\r\n"), Some(format!("{used}{end}").replace('\n', "\r\n")));
        assert_eq!(rules("claims: 1\nuse: [a.yaml]\n"), Some(format!("claims: 1\nuse: [a.yaml, en.lexicon]\n\n{end}")));
        assert_eq!(
            rules("claims: 1\nuse:\n  - a.yaml # x\nrules:"),
            Some(format!("claims: 1\nuse:\n  - a.yaml # x\n  - en.lexicon\n{end}"))
        );
        assert_eq!(
            rules("claims: 1\nuse: [en.lexicon]\nrules:\n- id: a"),
            Some(format!("{used}rules:\n- id: a\n\n{}", ENTRY.replace("\n  ", "\n").trim_start()))
        );
        assert_eq!(rules("claims: 1\nrules: [{id: a}]\n"), None);
        assert_eq!(rules("- a\n"), None);
    }
}
