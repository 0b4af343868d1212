//! Articles from files, folders and standard input.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use claimsift::Article;
use claimsift::concordance::Hit;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::ids::{Homes, id_below, stem, tell_apart};
use super::markup::{MARKUP, has_markup, is_page};
use super::project::Project;
use super::walk;
use super::{complain, terminal};

/// The longest article, in bytes of text: some 700,000 words. Reading takes up to 250 bytes of memory per byte,
/// including all claims, so there has to be a limit; anything longer is not an article.
pub(super) const LONGEST_ARTICLE: usize = 4 << 20;

/// The longest line of JSON Lines, in bytes: an article in which every other byte is escaped.
const LONGEST_LINE: usize = 4 * LONGEST_ARTICLE;

/// After a line that is too long, at most this many bytes are skipped to find the next one, because a device may never
/// end.
const LONGEST_SKIP: usize = 1 << 30;

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum InputFormat {
    /// One article of plain text
    Text,
    /// One article per line, as a JSON object with `id` and `text`
    Jsonl,
}

/// Where articles come from.
#[derive(Debug, Clone)]
pub(super) enum Input {
    /// A file, with the id of its article if it holds only one.
    File {
        path: PathBuf,
        id: String,
    },
    Stdin,
}

/// An article, and its position in its file.
#[derive(Debug, Clone)]
pub(super) struct Located {
    pub(super) article: Article,
    /// The line of the file that holds it, from 1; `None` if it is the whole file.
    pub(super) line: Option<usize>,
}

impl Located {
    /// Moves hits in a record to where the record is in its file.
    pub(super) fn place(&self, hits: &mut [Hit]) {
        if let Some(line) = self.line {
            hits.iter_mut().for_each(|hit| hit.line = line);
        }
    }
}

impl Input {
    /// The input at a path; the id of its article is the file name without extension.
    pub(super) fn named(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File { path: path.to_path_buf(), id: stem(path) } }
    }

    /// The name for messages.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File { path, .. } => terminal::one_line(&path.display().to_string()).into_owned(),
            Self::Stdin => "standard input".to_owned(),
        }
    }

    /// The name for messages, with the line of an article in it.
    pub(super) fn place(&self, line: Option<usize>) -> String {
        line.map_or_else(|| self.name(), |line| format!("{}:{line}", self.name()))
    }

    /// Its path, or the name for messages if it is not a file.
    pub(super) fn path(&self) -> PathBuf {
        if let Self::File { path, .. } = self { path.clone() } else { PathBuf::from(self.name()) }
    }

    /// Whether it holds one JSON object per line, according to the given format or, without one, the file extension.
    pub(super) fn is_jsonl(&self, format: Option<InputFormat>) -> bool {
        match (format, self) {
            (Some(format), _) => format == InputFormat::Jsonl,
            (None, Self::File { path, .. }) => {
                path.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson")
            }
            (None, Self::Stdin) => false,
        }
    }
}

/// Why an input, or a line of it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// The name of the input.
    pub(super) path: String,
    /// The line and column, both from 1, if the problem is in one line.
    pub(super) place: Option<(usize, usize)>,
    pub(super) reason: String,
}

impl Unreadable {
    pub(super) fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), place: None, reason: reason.into() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(out, "{}:{line}:{column}: {}", self.path, self.reason),
            None => write!(out, "{}: {}", self.path, self.reason),
        }
    }
}

/// The inputs at these paths: `-` is standard input, a folder means all articles below it.
///
/// The id of a file is its path, without extension, relative to the given folder or to a folder of articles of the
/// project. So two files of one name in two folders are two articles, and `2026-03-01/front.txt` has the same id
/// whether the file or its folder is given. Files in two given folders that would have the same id are identified by
/// their whole paths.
///
/// # Errors
///
/// The paths that do not exist, cannot be read, or hold no article.
pub(super) fn inputs(paths: &[PathBuf], project: &Project) -> (Vec<Input>, Vec<Unreadable>) {
    let (mut inputs, mut problems) = (Vec::new(), Vec::new());
    let homes = Homes::of(project);
    project.note_nested(paths);
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            let found = walk::files_below(path, &["txt", "text", "jsonl", "ndjson"], &project.exclude);
            found.notes.iter().for_each(complain);
            if found.files.is_empty() && found.problems.is_empty() {
                let name = path.display().to_string();
                problems.push(Unreadable::new(name, "no article in this folder (looked for .txt and .jsonl)"));
            }
            problems.extend(found.problems);
            inputs.extend(found.files.into_iter().map(|file| {
                let id = homes.id(&file).unwrap_or_else(|| id_below(path, &file));
                Input::File { path: file, id }
            }));
        } else {
            let id = homes.id(path).unwrap_or_else(|| stem(path));
            inputs.push(Input::File { path: path.clone(), id });
        }
    }
    tell_apart(&mut inputs);
    (inputs, problems)
}

/// Reads the articles of an input and passes each to `each`, or the reason why it cannot be read. Stops if `each`
/// fails.
///
/// # Errors
///
/// Only those of `each`.
pub(super) fn read(
    input: &Input,
    format: Option<InputFormat>,
    each: &mut dyn FnMut(Result<Located, Unreadable>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    if !input.is_jsonl(format) {
        return each(read_text(input).map(|article| Located { article, line: None }));
    }
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut has_noted_markup = false;
    read_lines(input, &mut |line| {
        let article = line.and_then(|line| {
            let article = Article::from_json(line.text).map_err(|error| json_problem(line, &error))?;
            if article.text.len() > LONGEST_ARTICLE {
                return Err(line.problem(0, &too_long("the article", LONGEST_ARTICLE)));
            }
            match places.get(&article.id) {
                Some(first) => {
                    let Line { path, number, .. } = line;
                    complain(format!("{path}:{number}: the id `{}` is also that of {path}:{first}", article.id));
                }
                None => drop(places.insert(article.id.clone(), line.number)),
            }
            line.note_date(&article);
            if !has_noted_markup && has_markup(&article.text) {
                // only once per file, not for every record
                complain(format!("{}:{}: {MARKUP}", line.path, line.number));
                has_noted_markup = true;
            }
            Ok(Located { article, line: Some(line.number) })
        });
        each(article)
    })
}

/// A line of an input with one record per line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'l> {
    /// The line, without its break.
    pub(super) text: &'l str,
    /// The input's name.
    path: &'l str,
    /// The line's number, from 1.
    number: usize,
}

impl Line<'_> {
    /// Reports a date of publication that cannot be read.
    fn note_date(self, article: &Article) {
        let Some(date) = &article.about.date_published else { return };
        if claimsift::measure::Day::read(date).is_none() {
            complain(format!(
                "{}:{}: `date_published` is `{date}`, which is not a date such as 2026-03-02, and is ignored",
                self.path, self.number
            ));
        }
    }

    /// A problem at a byte of the line.
    pub(super) fn problem(self, at: usize, message: &str) -> Unreadable {
        let column = self.text.get(..at).map_or(at, |before| before.chars().count()) + 1;
        Unreadable { path: self.path.to_owned(), place: Some((self.number, column)), reason: message.to_owned() }
    }
}

fn open(input: &Input) -> Result<Box<dyn Read>, Unreadable> {
    match input {
        Input::Stdin => Ok(Box::new(std::io::stdin().lock())),
        Input::File { path, .. } => match std::fs::File::open(path) {
            Ok(file) => Ok(Box::new(file)),
            Err(error) => Err(Unreadable::new(input.name(), reason(&error))),
        },
    }
}

fn read_text(input: &Input) -> Result<Article, Unreadable> {
    let name = input.name();
    let bytes = bounded(open(input)?, LONGEST_ARTICLE).map_err(|error| Unreadable::new(&name, reason(&error)))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| not_utf8(&name, error.as_bytes(), error.utf8_error().valid_up_to(), 1))?;
    let text = text.strip_prefix(MARK_OF_ORDER).map(str::to_owned).unwrap_or(text);
    if is_page(&input.path()) || has_markup(&text) {
        complain(format!("{name}: {MARKUP}"));
    }
    let id = if let Input::File { id, .. } = input { id.clone() } else { "stdin".to_owned() };
    Ok(Article::new(id, text))
}

/// The content of a file that is not longer than `most` bytes.
///
/// # Errors
///
/// Those of reading; [`ErrorKind::FileTooLarge`] if it is longer.
pub(super) fn read_file(path: &Path, most: usize) -> std::io::Result<Vec<u8>> {
    bounded(Box::new(std::fs::File::open(path)?), most)
}

fn bounded(source: Box<dyn Read>, most: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        return Err(std::io::Error::new(ErrorKind::FileTooLarge, too_long("the file", most)));
    }
    Ok(bytes)
}

fn too_long(what: &str, most: usize) -> String {
    format!("{what} is longer than {} MB, the most that is read at once", most >> 20)
}

/// Reads the lines of an input and passes each that is not blank to `each`, or the reason why it cannot be read. Stops
/// if `each` fails.
///
/// # Errors
///
/// Only those of `each`.
pub(super) fn read_lines(
    input: &Input,
    each: &mut dyn FnMut(Result<Line<'_>, Unreadable>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let path = &input.name();
    let mut lines = match open(input) {
        Ok(reader) => BufReader::new(reader),
        Err(problem) => return each(Err(problem)),
    };
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        bytes.clear();
        match (&mut lines).take(LONGEST_LINE as u64).read_until(b'\n', &mut bytes) {
            Ok(0) => return Ok(()),
            Ok(_) => number += 1,
            Err(error) => return each(Err(Unreadable::new(path, reason(&error)))),
        }
        if bytes.len() == LONGEST_LINE && !bytes.ends_with(b"\n") {
            let reason = too_long("the line", LONGEST_LINE);
            each(Err(Unreadable { path: path.clone(), place: Some((number, 1)), reason }))?;
            if skip_line(&mut lines).unwrap_or(false) {
                continue;
            }
            return each(Err(Unreadable::new(path, "the rest of it was not read, because this line has no end")));
        }
        let text = std::str::from_utf8(&bytes);
        match text.map(|line| if number == 1 { line.strip_prefix(MARK_OF_ORDER).unwrap_or(line) } else { line }) {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => each(Ok(Line { text: line.trim_end_matches(['\r', '\n']), path, number }))?,
            Err(error) => each(Err(not_utf8(path, &bytes, error.valid_up_to(), number)))?,
        }
    }
}

/// Skips the rest of a line; returns whether it ended within [`LONGEST_SKIP`].
fn skip_line(lines: &mut impl BufRead) -> std::io::Result<bool> {
    let mut skipped = 0;
    while skipped < LONGEST_SKIP {
        let bytes = lines.fill_buf()?;
        let (end, length) = (memchr::memchr(b'\n', bytes), bytes.len());
        if let Some(end) = end {
            lines.consume(end + 1);
            return Ok(true);
        }
        if length == 0 {
            return Ok(true);
        }
        lines.consume(length);
        skipped += length;
    }
    Ok(false)
}

/// The byte order mark that some programs write at the start of a file.
const MARK_OF_ORDER: char = '\u{FEFF}';

/// A JSON error with its column, and what the line should hold.
fn json_problem(line: Line<'_>, error: &serde_json::Error) -> Unreadable {
    let text = error.to_string();
    let message = text.rfind(" at line ").and_then(|end| text.get(..end)).unwrap_or(&text);
    let message = format!("{message} (each line is an object with \"id\" and \"text\")");
    line.problem(error.column().saturating_sub(1), &message)
}

/// The position of an error in `bytes`, which start in the line `first`, at the byte `at`.
fn not_utf8(path: &str, bytes: &[u8], at: usize, first: usize) -> Unreadable {
    let before = bytes.get(..at).unwrap_or_default();
    let line = first + before.iter().filter(|&&byte| byte == b'\n').count();
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let column = String::from_utf8_lossy(before.get(start..).unwrap_or_default()).chars().count() + 1;
    let byte = bytes.get(at).copied().unwrap_or_default();
    let reason =
        format!("not UTF-8: byte 0x{byte:02X} at offset {at}; convert the file, for example with `iconv -t utf-8`");
    Unreadable { path: path.to_owned(), place: Some((line, column)), reason }
}

/// The meaning of an error of the operating system, in plain words.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file".to_owned(),
        ErrorKind::PermissionDenied => "not allowed to read it".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
