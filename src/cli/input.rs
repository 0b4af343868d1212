//! Articles from files, folders and standard input.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use claimsift::Article;
use clap::ValueEnum;

use super::complain;

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InputFormat {
    /// One article of plain text
    Text,
    /// One article a line, as a JSON object with `id` and `text`
    Jsonl,
}

/// Where articles come from.
#[derive(Debug, Clone)]
pub(super) enum Input {
    File(PathBuf),
    Stdin,
}

impl Input {
    /// What people call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "standard input".to_owned(),
        }
    }

    /// Whether it holds one JSON object a line, by the format given or else the ending of its name.
    pub(super) fn is_jsonl(&self, format: Option<InputFormat>) -> bool {
        match (format, self) {
            (Some(format), _) => format == InputFormat::Jsonl,
            (None, Self::File(path)) => path.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson"),
            (None, Self::Stdin) => false,
        }
    }
}

/// The inputs that paths stand for: `-` is standard input, a folder all articles below it.
///
/// # Errors
///
/// Says which path does not exist or holds no article.
pub(super) fn inputs(paths: &[PathBuf]) -> (Vec<Input>, Vec<String>) {
    let (mut inputs, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            let found = files_below(path, &["txt", "text", "jsonl", "ndjson"]);
            if found.is_empty() {
                problems.push(format!("{}: no article in this folder (looked for .txt and .jsonl)", path.display()));
            }
            inputs.extend(found.into_iter().map(Input::File));
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    (inputs, problems)
}

/// All files below a folder with one of these endings, sorted; hidden and ignored ones are left out.
pub(super) fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).require_git(false).sort_by_file_path(Ord::cmp).build();
    // a link that leads nowhere is kept, so that whoever opens it says so
    let is_file = |path: &PathBuf| path.is_file() || path.is_symlink() && !path.exists();
    let paths = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path).filter(is_file);
    paths
        .filter(|path| {
            path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
        })
        .collect()
}

/// Reads the articles of one input and hands each on, or why it could not be read. Stops where `each` fails.
///
/// # Errors
///
/// Only those of `each`.
pub(super) fn read(
    input: &Input,
    format: Option<InputFormat>,
    each: &mut dyn FnMut(Result<Article, String>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    if input.is_jsonl(format) {
        let mut places: BTreeMap<String, String> = BTreeMap::new();
        read_lines(input, &mut |line| {
            let article = line.and_then(|line| {
                let article = Article::from_json(line.text).map_err(|error| json_problem(line, &error))?;
                match places.get(&article.id) {
                    Some(first) => complain(&format!("{}: the id `{}` stands in {first} too", line.place, article.id)),
                    None => drop(places.insert(article.id.clone(), line.place.to_owned())),
                }
                Ok(article)
            });
            each(article)
        })
    } else {
        each(read_text(input))
    }
}

/// A line of an input that holds one thing a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'l> {
    /// The line, without its break.
    pub(super) text: &'l str,
    /// The input's name and the line's number.
    place: &'l str,
}

impl Line<'_> {
    /// What is wrong with the line, told with its place: the byte `at` of it.
    pub(super) fn problem(self, at: usize, message: &str) -> String {
        let column = self.text.get(..at).map_or(at, |before| before.chars().count()) + 1;
        format!("{}:{column}: {message}", self.place)
    }
}

fn open(input: &Input) -> Result<Box<dyn Read>, String> {
    match input {
        Input::Stdin => Ok(Box::new(std::io::stdin().lock())),
        Input::File(path) => match std::fs::File::open(path) {
            Ok(file) => Ok(Box::new(file)),
            Err(error) => Err(format!("{}: {}", input.name(), reason(&error))),
        },
    }
}

fn read_text(input: &Input) -> Result<Article, String> {
    let name = &input.name();
    let mut bytes = Vec::new();
    open(input)?.read_to_end(&mut bytes).map_err(|error| format!("{name}: {}", reason(&error)))?;
    let text =
        String::from_utf8(bytes).map_err(|error| not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to()))?;
    let text = text.strip_prefix(MARK_OF_ORDER).map(str::to_owned).unwrap_or(text);
    let id = match input {
        Input::File(path) => {
            path.file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned())
        }
        Input::Stdin => "stdin".to_owned(),
    };
    Ok(Article::new(id, text))
}

/// Reads the lines of one input and hands each on that is not blank, or why it could not be read. Stops where `each`
/// fails.
///
/// # Errors
///
/// Only those of `each`.
pub(super) fn read_lines(
    input: &Input,
    each: &mut dyn FnMut(Result<Line<'_>, String>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let name = input.name();
    let mut lines = match open(input) {
        Ok(reader) => BufReader::new(reader),
        Err(problem) => return each(Err(problem)),
    };
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        bytes.clear();
        match lines.read_until(b'\n', &mut bytes) {
            Ok(0) => return Ok(()),
            Ok(_) => number += 1,
            Err(error) => return each(Err(format!("{name}: {}", reason(&error)))),
        }
        let place = &format!("{name}:{number}");
        let text = std::str::from_utf8(&bytes);
        match text.map(|line| if number == 1 { line.strip_prefix(MARK_OF_ORDER).unwrap_or(line) } else { line }) {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => each(Ok(Line { text: line.trim_end_matches(['\r', '\n']), place }))?,
            Err(error) => each(Err(not_utf8(place, &bytes, error.valid_up_to())))?,
        }
    }
}

/// The mark of byte order that some programs write at the start of a file.
const MARK_OF_ORDER: char = '\u{FEFF}';

/// Names the column, and what a line should hold.
fn json_problem(line: Line<'_>, error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text.rfind(" at line ").and_then(|end| text.get(..end)).unwrap_or(&text);
    let message = format!("{message} (each line is an object with \"id\" and \"text\")");
    line.problem(error.column().saturating_sub(1), &message)
}

fn not_utf8(place: &str, bytes: &[u8], at: usize) -> String {
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let byte = bytes.get(at).copied().unwrap_or_default();
    format!(
        "{place}: not UTF-8: byte 0x{byte:02X} at offset {at} (line {line}); convert the file, for example with `iconv -t utf-8`"
    )
}

/// What an error of the system means, in plain words.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "not allowed to read it".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
