//! `claimsift explain`: how the claims of an article were found.

use std::io::Write;
use std::path::Path;

use claimsift::report::Style;
use claimsift::report::explain as report;
use claimsift::{Article, Extractor, Session};
use clap::{Args, ValueEnum};

use crate::cli::articles::note_unread;
use crate::cli::input::{self, Input, InputFormat, Located};
use crate::cli::{RuleOptions, Status, complain, counted, project, rules, terminal, width};

/// Show how each sentence was read, which rules matched, and why one did not
///
/// Sentence by sentence: the tokens as the engine sees them, with tag and dictionary form, noun phrases in [ ], names in
/// { } and quotations in « »; then the claims, each with its rule, the line of the rule that matched, and what its
/// confidence is made of; then what matched and lost, and why.
///
/// With --why-not: how far each line of a rule gets in each sentence, the word that stops it, what it expected there, and
/// the smallest change of the line that would match, found by trying.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift explain article.txt\n  claimsift explain article.txt:3 --rule said-that\n  claimsift explain article.txt:3 --rules council.yaml --rule minutes --why-not\n\nExit status: 0 success, 1 a rule has errors, 2 the article or a rule file cannot be read, or the rule or line does not exist."
)]
pub(in crate::cli) struct Options {
    /// An article, or `-` for standard input; with `:LINE`, only that line
    #[arg(value_name = "FILE[:LINE]")]
    article: String,
    /// Only show the rule with this id or former id; `pack/id` if several rules have the id
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
    /// Show why that rule does not find the sentences
    #[arg(long, requires = "rule")]
    why_not: bool,
    #[command(flatten)]
    rules: RuleOptions,
    /// Input format [default: by file extension]
    #[arg(long, value_enum)]
    input: Option<InputFormat>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object per line for each sentence, or with --why-not for each sentence and line of the rule
    Json,
    /// An HTML page
    Html,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let (input, line) = place(&options.article);
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (extractor, mut status) = rules::extractor(&options.rules, &project)?;
    if let Some(problem) = options.rule.as_deref().and_then(|id| rules::unknown(extractor.pack(), id)) {
        complain(&problem);
        return Ok(Status::Unusable);
    }
    let mut session = Session::default();
    input::read(&input, options.input, &mut |article| {
        let Located { article, line: record } = match article {
            Ok(located) => located,
            Err(problem) => {
                complain(&problem);
                status = Status::Unusable;
                return Ok(());
            }
        };
        let line = match (line, record) {
            // if a file holds several records, the line selects one of them
            (Some(line), Some(record)) if line != record => return Ok(()),
            (Some(_), Some(_)) => None,
            (line, _) => line,
        };
        let lines = article.text.lines().count();
        if let Some(line) = line.filter(|&line| line == 0 || line > lines) {
            complain(format!(
                "{}: line {line} does not exist; the article has {}",
                input.name(),
                counted(lines, "line")
            ));
            status = Status::Unusable;
            return Ok(());
        }
        note_unread(&input, record, &article, extractor.unread(&article));
        let text = render(options, &extractor, &mut session, &input.name(), &article, line, record);
        terminal::stdout().write_all(text.as_bytes())
    })?;
    Ok(status)
}

/// Splits an argument into the input and the line number.
fn place(argument: &str) -> (Input, Option<usize>) {
    let input = |name: &str| Input::named(Path::new(name));
    match argument.rsplit_once(':') {
        Some((name, line)) if !Path::new(argument).exists() && !name.is_empty() => match line.parse() {
            Ok(line) => (input(name), Some(line)),
            Err(_) => (input(argument), None),
        },
        _ => (input(argument), None),
    }
}

fn render(
    options: &Options,
    extractor: &Extractor,
    session: &mut Session,
    name: &str,
    article: &Article,
    line: Option<usize>,
    record: Option<usize>,
) -> String {
    let style = Style { colour: terminal::wants_colour(), width: width() };
    if let (true, Some(rule)) = (options.why_not, &options.rule) {
        let mut reasons = extractor.why_not(session, article, rule, line);
        // a record is found in its file by the line of the record
        record.into_iter().for_each(|record| reasons.iter_mut().for_each(|reason| reason.line = record));
        return match options.format {
            Format::Text => report::why_not_text(name, article, &reasons, style, line.is_some()),
            Format::Json => report::why_not_json(article, &reasons),
            Format::Html => report::html(name, article, &[], &reasons),
        };
    }
    let mut sentences = extractor.explain(session, article, line);
    record.into_iter().for_each(|record| sentences.iter_mut().for_each(|sentence| sentence.line = record));
    let named = options.rule.as_deref().and_then(|name| extractor.pack().rule(name));
    if let Some(rule) = named.map(|rule| extractor.pack().name_of(rule)) {
        for sentence in &mut sentences {
            sentence.found.retain(|found| found.reading.rule == rule);
            sentence.lost.retain(|lost| lost.reading.rule == rule);
        }
    }
    match options.format {
        Format::Text => report::sentences_text(name, article, &sentences, style),
        Format::Json => report::sentences_json(article, &sentences),
        Format::Html => report::html(name, article, &sentences, &[]),
    }
}
