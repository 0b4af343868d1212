//! Adds a line of `unless` to an existing rule, together with the sentence it is for. Everything else stays as it is,
//! to the last space and comment.

use super::insert::{Edit, edited, end_of_entry, find, line_end, line_start};
use super::yaml::{self, Node, Style, Text, Value};

/// A restriction to be added to a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRefusal<'r> {
    /// The id of the rule.
    pub id: &'r str,
    /// The new line of its `unless`.
    pub unless: &'r str,
    /// The new line of its `ignores`.
    pub ignores: &'r str,
}

impl NewRefusal<'_> {
    /// The text of a rule file with these lines added to the rule; `None` if it has no such rule, or if the rule is
    /// written in a way that leaves no place for another line, for example between `{` and `}`.
    #[must_use]
    pub fn added_to(&self, text: &str) -> Option<String> {
        edited(text, |plain| {
            let Value::Map(keys) = yaml::read(plain).ok()?.value else { return None };
            let (_, Node { value: Value::List(rules), .. }) = find(&keys, "rules")? else { return None };
            let rule = rules.iter().find_map(|rule| match &rule.value {
                Value::Map(keys) if is_called(keys, self.id) => Some(keys),
                _ => None,
            })?;
            let rule = Written { text: plain, indent: indent_of(plain, rule)?, keys: rule };
            // of two at the same place, the one listed last comes first
            Some(vec![
                rule.with_line("ignores", self.ignores, &["finds", "match"])?,
                rule.with_line("unless", self.unless, &["match"])?,
            ])
        })
    }
}

/// A rule in its file.
struct Written<'w> {
    text: &'w str,
    /// How far its keys are indented.
    indent: usize,
    keys: &'w [(Text, Node)],
}

impl Written<'_> {
    /// The edit that adds a line to a key. If there is no such key, it is added after the first of the keys `behind`
    /// that exists.
    fn with_line(&self, name: &str, line: &str, behind: &[&str]) -> Option<Edit> {
        let pad = " ".repeat(self.indent + 2);
        let Some((key, value)) = find(self.keys, name) else {
            let (before, _) = behind.iter().find_map(|name| find(self.keys, name))?;
            let key = " ".repeat(self.indent);
            return Some(self.insert(self.end_of(before), &format!("{key}{name}: |\n{pad}{line}\n")));
        };
        let Value::Text(written) = &value.value else { return None };
        match written.style {
            Style::Literal => {
                let header = self.text.get(key.span.end..line_end(self.text, key.span.end))?.trim();
                // a header with a number sets the indentation of the lines
                if !matches!(header.strip_prefix(':')?.trim_start(), "|" | "|-" | "|+") {
                    return None;
                }
                let first = line_start(self.text, written.span.start);
                let pad =
                    self.text.get(first..written.span.start).filter(|pad| pad.trim().is_empty() && !pad.is_empty());
                Some(self.insert(self.end_of(key), &format!("{}{line}\n", pad?)))
            }
            Style::Plain | Style::Quoted => {
                let end = line_end(self.text, written.span.end);
                let is_alone = self.text.get(written.span.end..end)?.trim().is_empty();
                let is_line = !written.span.of(self.text).contains('\n') && !written.value.contains('\n');
                let text = format!(": |\n{pad}{}\n{pad}{line}\n", written.value);
                (is_alone && is_line).then_some(Edit { at: key.span.end, instead_of: end - key.span.end, text })
            }
            Style::Folded => None,
        }
    }

    /// The place after the last line of a key.
    fn end_of(&self, key: &Text) -> usize {
        end_of_entry(self.text, line_start(self.text, key.span.start), self.indent)
    }

    fn insert(&self, at: usize, lines: &str) -> Edit {
        let gap = if self.text.get(..at).is_some_and(|before| before.ends_with('\n')) { "" } else { "\n" };
        Edit::insert(at, format!("{gap}{lines}"))
    }
}

fn is_called(keys: &[(Text, Node)], id: &str) -> bool {
    find(keys, "id").is_some_and(|(_, node)| matches!(&node.value, Value::Text(text) if text.value == id))
}

/// The indentation of the keys of a rule, if each is on a line of its own.
fn indent_of(text: &str, keys: &[(Text, Node)]) -> Option<usize> {
    let indent = |(key, _): &(Text, Node)| {
        let before = text.get(line_start(text, key.span.start)..key.span.start)?;
        before.chars().all(|c| matches!(c, ' ' | '-')).then_some(before.len())
    };
    let first = indent(keys.first()?)?;
    keys.iter().all(|key| indent(key) == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::NewRefusal;

    const NEW: NewRefusal<'_> = NewRefusal { id: "b", unless: "in jest", ignores: "Rao said no." };

    fn added(rule: &str) -> Option<String> {
        let other = "  - id: a\n    match: x\n";
        let after = NEW.added_to(&format!("claims: 1\nrules:\n{other}{rule}lists:\n  x: [y]\n"))?;
        let rule = after.strip_prefix(&format!("claims: 1\nrules:\n{other}"))?;
        rule.strip_suffix("lists:\n  x: [y]\n").map(str::to_owned)
    }

    #[test]
    fn missing_keys_are_added_in_the_usual_place() {
        let before =
            "  # b\n  - id: b\n    match: |\n      {claim}\n    finds: |\n      {claim: no}\n\n    tags: [x]\n\n";
        let wanted = "  # b\n  - id: b\n    match: |\n      {claim}\n    unless: |\n      in jest\n    finds: |\n      {claim: no}\n    ignores: |\n      Rao said no.\n\n    tags: [x]\n\n";
        assert_eq!(added(before).as_deref(), Some(wanted));
        let before = "  - match: |\n      {claim}\n    id: b\n";
        let wanted = "  - match: |\n      {claim}\n    unless: |\n      in jest\n    ignores: |\n      Rao said no.\n    id: b\n";
        assert_eq!(added(before).as_deref(), Some(wanted));
    }

    #[test]
    fn an_existing_key_gets_another_line() {
        let before =
            "  - id: b\n    unless: |\n        x y\n\n        z\n\n    ignores: 'It''s'\n    match: |\n      {claim}\n";
        let wanted = "  - id: b\n    unless: |\n        x y\n\n        z\n        in jest\n\n    ignores: |\n      It's\n      Rao said no.\n    match: |\n      {claim}\n";
        assert_eq!(added(before).as_deref(), Some(wanted));
    }

    #[test]
    fn line_endings_stay_and_the_last_may_be_missing() {
        let before = "rules:\r\n- id: b\r\n  match: x\r\n  unless: y";
        let wanted = "rules:\r\n- id: b\r\n  match: x\r\n  ignores: |\r\n    Rao said no.\r\n  unless: |\r\n    y\r\n    in jest\r\n";
        assert_eq!(NEW.added_to(before).as_deref(), Some(wanted));
    }

    #[test]
    fn nothing_changes_if_there_is_no_place() {
        for rule in [
            "  - {id: b, match: x}\n",
            "  - id: b\n    match: x\n    unless: [y]\n",
            "  - id: b\n    match: x\n    unless: y # why\n",
            "  - id: b\n    match: x\n    unless: |2\n       y\n",
            "  - id: b\n    match: x\n    unless: >\n      y\n",
            "  - id: c\n    match: x\n",
            "  - id: b\n",
        ] {
            assert_eq!(added(rule), None, "{rule}");
        }
    }
}
