//! Adds a rule to a rule file, or a line of `unless` to a rule, only if the file is still valid afterwards.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use claimsift::check::check;
use claimsift::diagnostic::{Code, Diagnostic, SourceFile};
use claimsift::fix::Fixed;
use claimsift::rule::{NewRefusal, NewRule};

use crate::cli::fixed_files;
use crate::cli::project::Project;
use crate::cli::{Status, complain, input, rules, terminal};

/// How many ids are tried if none is given.
const MOST_IDS: usize = 99;

/// Adds the rule to the file, creating it if necessary, and reports it. If the file would not be valid, nothing is
/// written and its problems are reported. If no id is given, one is made from the words of the `literal` pattern.
pub(super) fn add(
    path: &Path,
    id: Option<&str>,
    literal: &str,
    pattern: &str,
    example: &str,
) -> std::io::Result<Status> {
    let before = if path.exists() {
        let Some(before) = read(path)? else { return Ok(Status::Unusable) };
        Some(before)
    } else {
        None
    };
    let name = path.display().to_string();
    let ids: Vec<String> = match id {
        Some(id) => vec![id.to_owned()],
        None => {
            let made = slug(literal);
            let numbered: Vec<String> = (2..=MOST_IDS).map(|number| format!("{made}-{number}")).collect();
            std::iter::once(made).chain(numbered).collect()
        }
    };
    let mut problems: Vec<Diagnostic> = Vec::new();
    for id in &ids {
        let mut is_taken = false;
        for uses_lexicon in [false, true] {
            let rule = NewRule { id, pattern, example, uses_lexicon };
            let text = before.as_ref().map_or_else(|| Some(rule.as_file()), |before| rule.added_to(&before.text));
            let Some(text) = text else {
                complain(format!("{name}: cannot add a rule here; write `rules:` as a list with one dash per rule"));
                return Ok(Status::Unusable);
            };
            let after = SourceFile::new(name.as_str(), text);
            let found = check(std::slice::from_ref(&after), &rules::reader(std::slice::from_ref(&after))).problems;
            if found.is_empty() {
                return write(path, before, after, &format!("added the rule `{id}`"));
            }
            is_taken |= found.iter().any(|problem| matches!(problem.code, Code::DuplicateId | Code::ReusedId));
            let weight = |problems: &[Diagnostic]| {
                (problems.iter().filter(|problem| problem.is_error()).count(), problems.len())
            };
            problems = if problems.is_empty() || weight(&found) < weight(&problems) { found } else { problems };
        }
        if !is_taken {
            break;
        }
    }
    refused(&name, &problems)
}

/// Adds the lines to a rule of the file, and reports it; nothing is written if the file would then have an error.
pub(super) fn refuse(path: &Path, refusal: &NewRefusal<'_>) -> std::io::Result<Status> {
    let Some(before) = read(path)? else { return Ok(Status::Unusable) };
    let (name, id) = (path.display().to_string(), refusal.id);
    let Some(text) = refusal.added_to(&before.text) else {
        complain(format!(
            "{name}: cannot add a line to the rule `{id}`; write each key on its own line, and `unless: |` and `ignores: |` as blocks"
        ));
        return Ok(Status::Unusable);
    };
    let after = SourceFile::new(name.as_str(), text);
    let problems = check(std::slice::from_ref(&after), &rules::reader(std::slice::from_ref(&after))).problems;
    if problems.is_empty() {
        return write(path, Some(before), after, &format!("added a line of `unless` to the rule `{id}`"));
    }
    refused(&name, &problems)
}

/// Reports why a file was left as it is.
fn refused(name: &str, problems: &[Diagnostic]) -> std::io::Result<Status> {
    rules::print_errors(problems)?;
    complain(format!("{name}: nothing was written, because the file would have {}", rules::summary(problems)));
    Ok(Status::Unusable)
}

/// The rule file at a path; `None`, after an error message, if it cannot be read.
fn read(path: &Path) -> std::io::Result<Option<Arc<SourceFile>>> {
    let files = rules::read(&[path.to_path_buf()], &Project::default());
    rules::print_errors(&files.problems)?;
    Ok(match files.sources.as_slice() {
        [only] if path.is_file() => Some(Arc::clone(only)),
        _ if path.is_file() => None,
        _ => {
            complain(format!("{}: this is a folder; name a file", path.display()));
            None
        }
    })
}

fn write(path: &Path, before: Option<Arc<SourceFile>>, after: Arc<SourceFile>, said: &str) -> std::io::Result<Status> {
    let name = path.display();
    let written = match before {
        Some(before) => fixed_files::write(&[Fixed { before, after, count: 1 }]),
        None => {
            let new = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
            let written = new.and_then(|mut file| file.write_all(after.text.as_bytes()));
            written.map_err(|error| format!("{name}: cannot be written: {}", input::reason(&error)))
        }
    };
    if let Err(problem) = written {
        complain(&problem);
        return Ok(Status::Unusable);
    }
    writeln!(terminal::stdout(), "{name}: {said}")?;
    Ok(Status::Fine)
}

/// A name made from the words of a pattern outside its braces.
fn slug(pattern: &str) -> String {
    const MOST: usize = 4;
    let mut depth = 0_usize;
    let outside: String = pattern
        .chars()
        .map(|c| {
            match c {
                '{' | '[' => depth += 1,
                '}' | ']' => {
                    depth = depth.saturating_sub(1);
                    return ' ';
                }
                _ => {}
            }
            if depth == 0 && (c.is_ascii_alphabetic() || c == '-') { c.to_ascii_lowercase() } else { ' ' }
        })
        .collect();
    let words: Vec<&str> = outside.split_whitespace().filter(|word| word.starts_with(|c: char| c != '-')).collect();
    let some = words.get(..words.len().min(MOST)).unwrap_or_default().join("-");
    if some.is_empty() { "suggested".to_owned() } else { some }
}
