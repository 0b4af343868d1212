//! `claimsift suggest`: rules that find a marked sentence.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use claimsift::diagnostic::SourceFile;
use claimsift::report::{self, suggestion};
use claimsift::rule::{self, NewRefusal, Pack};
use claimsift::suggest::{Candidates, Findings, Proposal, Refusal, Session, Unsuitable, proposals};
use clap::{Args, ValueEnum};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::add;
use crate::cli::articles::{BATCH, counter};
use crate::cli::input::{self, InputFormat, Located};
use crate::cli::sessions::Sessions;
use crate::cli::{RuleOptions, Status, complain, project, rules, terminal, width};

/// Suggest rules that find a sentence in which you marked the roles
///
/// The roles of the sentence are in braces, as in the examples of rules. The suggestions go from the exact words to
/// more and more general patterns; each was tried and finds exactly what is marked. If articles are given, what else
/// each one finds in them, and which of that is new, is shown.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift suggest '{source: Cllr Moss} moved that {claim: the lights stay on}.' minutes/\n  claimsift suggest sentence.txt archive.jsonl --show 10\n  claimsift suggest '{source: Moss} moved that {claim: it stays}.' --choose 2 --write council.yaml --id moved\n  claimsift suggest 'Moss moved that motion.' --false-alarm moved --rules council.yaml\n  claimsift suggest 'Moss moved that motion.' --false-alarm moved --rules council.yaml --choose 1 --write council.yaml\n\nExit status: 0 success, 1 no pattern finds exactly what is marked or excludes the sentence, 2 wrong usage, a broken mark, or a file that cannot be read or written."
)]
pub(in crate::cli) struct Options {
    /// The marked sentence, a file that contains it, or `-` for standard input
    #[arg(value_name = "SENTENCE", allow_hyphen_values = true)]
    sentence: String,
    /// The sentence is a false alarm of this rule: suggest how to exclude it
    ///
    /// Suggests lines for `unless` and `ignores`. Each was tried: with it, the rule finds nothing in the sentence,
    /// but still everything in its examples under `finds`. The sentence needs no marks.
    #[arg(long, value_name = "RULE", conflicts_with_all = ["paths", "id"])]
    false_alarm: Option<String>,
    #[command(flatten)]
    rules: RuleOptions,
    /// Articles, or folders of articles, to search
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Show at most N new matches of each suggestion
    #[arg(long, value_name = "N", default_value_t = 3)]
    show: usize,
    /// Show N words on either side
    #[arg(long, value_name = "N", default_value_t = 6)]
    context: usize,
    /// Add a suggestion at the end of this rule file, which is created if it does not exist
    ///
    /// With --false-alarm, this is the file of the rule, and the lines are added to that rule. Nothing is written if
    /// `claimsift check` finds a problem in the result.
    #[arg(long, value_name = "FILE", requires = "choose")]
    write: Option<PathBuf>,
    /// The number of the suggestion to write
    #[arg(long, value_name = "N", requires = "write")]
    choose: Option<usize>,
    /// The id of the new rule [default: made from its words]
    #[arg(long, value_name = "ID", requires = "write")]
    id: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Input format [default: by file extension]
    #[arg(long, value_enum)]
    input: Option<InputFormat>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object per line for each suggestion
    Json,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    if let Some(rule) = &options.false_alarm {
        return false_alarm(options, rule);
    }
    let (name, line) = match sentence(&options.sentence) {
        Ok(read) => read,
        Err(problem) => {
            complain(&problem);
            return Ok(Status::Unusable);
        }
    };
    let marked = match rule::example_alone(&SourceFile::new(name, line.as_str())) {
        Ok(marked) => marked,
        Err(problems) => {
            rules::print_errors(&problems)?;
            return Ok(Status::Unusable);
        }
    };
    match proposals(&marked, &line) {
        Ok(proposals) => match (&options.write, options.choose) {
            (Some(path), Some(choice)) => write(options, path, choice, &proposals, &line),
            _ => show(options, proposals),
        },
        Err(reason) => {
            complain(message(reason));
            Ok(if matches!(reason, Unsuitable::NotFound) { Status::Findings } else { Status::Unusable })
        }
    }
}

/// Suggests how to exclude a false alarm.
fn false_alarm(options: &Options, rule: &str) -> std::io::Result<Status> {
    let given = if options.sentence == "-" || Path::new(&options.sentence).is_file() || options.sentence.contains('{') {
        sentence(&options.sentence)
    } else {
        Ok(("sentence".to_owned(), options.sentence.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    let (name, line) = match given {
        Ok(read) => read,
        Err(problem) => {
            complain(&problem);
            return Ok(Status::Unusable);
        }
    };
    let plain = match rule::example_alone(&SourceFile::new(name, line.as_str())) {
        Ok(marked) => marked.text,
        Err(problems) => {
            rules::print_errors(&problems)?;
            return Ok(Status::Unusable);
        }
    };
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (extractor, status) = rules::extractor(&options.rules, &project)?;
    if let Some(problem) = rules::unknown(extractor.pack(), rule) {
        complain(&problem);
        return Ok(Status::Unusable);
    }
    let Some(refusals) = extractor.refusals(rule, &plain) else {
        complain(format!("the rule `{rule}` finds nothing in this sentence"));
        return Ok(Status::Findings);
    };
    if refusals.is_empty() {
        complain(format!("no word of this sentence distinguishes it from the examples of `{rule}`"));
        return Ok(Status::Findings);
    }
    if let (Some(path), Some(choice)) = (&options.write, options.choose) {
        return write_refusal(extractor.pack(), rule, path, choice, &refusals, &plain);
    }
    let style = report::Style { colour: terminal::wants_colour(), width: width() };
    let text = match options.format {
        Format::Text => suggestion::refusals_text(&refusals, &plain, style),
        Format::Json => suggestion::refusals_json(&refusals, &plain),
    };
    terminal::stdout().write_all(text.as_bytes())?;
    Ok(status)
}

/// Writes the chosen line of `unless` into the rule, and the sentence into its `ignores`.
fn write_refusal(
    pack: &Pack,
    name: &str,
    path: &Path,
    choice: usize,
    refusals: &[Refusal],
    sentence: &str,
) -> std::io::Result<Status> {
    let Some(chosen) = chosen(choice, refusals) else { return Ok(Status::Unusable) };
    let Some(rule) = pack.rule(name) else { return Ok(Status::Unusable) };
    let is_same = match (path.canonicalize(), Path::new(&rule.file.name).canonicalize()) {
        (Ok(path), Ok(file)) => path == file,
        _ => false,
    };
    if !is_same {
        complain(format!("{}: the rule `{name}` is in {}", path.display(), rule.file.name));
        return Ok(Status::Unusable);
    }
    let ignores = suggestion::escaped(sentence);
    add::refuse(path, &NewRefusal { id: &rule.id, unless: &chosen.line, ignores: &ignores })
}

/// The suggestion of that number; `None`, after an error message, if there is none.
fn chosen<T>(number: usize, proposals: &[T]) -> Option<&T> {
    let chosen = number.checked_sub(1).and_then(|at| proposals.get(at));
    if chosen.is_none() {
        complain(format!("there is no suggestion {number}: choose one from 1 to {}", proposals.len()));
    }
    chosen
}

fn message(reason: Unsuitable) -> &'static str {
    match reason {
        Unsuitable::NoClaim => "no claim is marked: put what is said into braces, `{claim: the lights stay on}`",
        Unsuitable::Nested => "a mark is inside another: mark each role separately",
        Unsuitable::NoWord => {
            "all words are marked: leave the words that express saying, such as the verb, outside the braces"
        }
        Unsuitable::NotFound => {
            "no pattern of these words finds exactly what is marked; all marks must be in one sentence, a claim is marked without its “that”, its quotation marks and its closing full stop, a source with its title and without its commas; `claimsift explain` shows how a sentence is read"
        }
    }
}

/// The marked sentence as one line, and the name of its origin.
fn sentence(given: &str) -> Result<(String, String), String> {
    let (name, text) = if given == "-" {
        let mut text = String::new();
        let read = std::io::stdin().lock().read_to_string(&mut text);
        read.map_err(|error| format!("standard input: {}", input::reason(&error)))?;
        ("standard input".to_owned(), text)
    } else if given.contains('{') {
        ("sentence".to_owned(), given.to_owned())
    } else {
        let read = std::fs::read_to_string(given).map_err(|error| {
            format!(
                "{given}: {}; a sentence has its roles in braces, `{{source: Moss}} said {{claim: it rained}}.`",
                input::reason(&error)
            )
        });
        (given.to_owned(), read?)
    };
    Ok((name, text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// Searches the articles and prints all suggestions.
fn show(options: &Options, proposals: Vec<Proposal>) -> std::io::Result<Status> {
    let whats: Vec<String> = proposals.iter().map(|proposal| proposal.what.clone()).collect();
    let bench = Candidates::new(proposals);
    let (inputs, problems) = input::inputs(&options.paths, &project::of_folder());
    problems.iter().for_each(complain);
    let mut search = Search {
        findings: bench.findings(),
        bench: &bench,
        sessions: Sessions::default(),
        articles: 0,
        batch: Vec::new(),
        limit: options.show,
    };
    let mut readable = problems.is_empty();
    let progress = counter();
    for input in &inputs {
        input::read(input, options.input, &mut |article| {
            match article {
                Ok(located) => search.batch.push((input.name(), located)),
                Err(problem) => {
                    complain(&problem);
                    readable = false;
                }
            }
            if search.batch.len() >= BATCH {
                search.flush();
                progress.set_position(search.articles as u64);
            }
            Ok(())
        })?;
    }
    search.flush();
    progress.finish_and_clear();
    Findings::compare(&mut search.findings);
    let searched = suggestion::Searched { articles: search.articles, findings: &search.findings };
    let searched = (!options.paths.is_empty()).then_some(searched);
    let style = report::Style { colour: terminal::wants_colour(), width: width() };
    let text = match options.format {
        Format::Text => suggestion::text(&bench, &whats, searched, options.context, style),
        Format::Json => suggestion::json(&bench, &whats, searched),
    };
    terminal::stdout().write_all(text.as_bytes())?;
    Ok(if readable { Status::Fine } else { Status::Unusable })
}

/// Searches in batches and counts in input order.
struct Search<'s> {
    bench: &'s Candidates,
    sessions: Sessions<Session>,
    findings: Vec<Findings>,
    articles: usize,
    batch: Vec<(String, Located)>,
    limit: usize,
}

impl Search<'_> {
    fn flush(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        let hits: Vec<_> = batch
            .par_iter()
            .map(|(_, located)| {
                let mut hits = self.sessions.with(|session| self.bench.hits(session, &located.article));
                hits.iter_mut().for_each(|hits| located.place(hits));
                hits
            })
            .collect();
        for ((name, located), hits) in batch.iter().zip(hits) {
            Findings::add(&mut self.findings, self.articles, name, &located.article, hits, self.limit);
            self.articles += 1;
        }
    }
}

/// Writes the chosen suggestion into a rule file.
fn write(options: &Options, path: &Path, choice: usize, proposals: &[Proposal], line: &str) -> std::io::Result<Status> {
    let Some(chosen) = chosen(choice, proposals) else { return Ok(Status::Unusable) };
    let literal = proposals.first().map_or("", |literal| literal.pattern.as_str());
    add::add(path, options.id.as_deref(), literal, &chosen.pattern, line)
}
