//! `claimsift extract`: articles in, claims out.

use std::io::{IsTerminal, Write};

use claimsift::assess::Assessment;
use claimsift::{Article, Claim, Session, report};
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;

use crate::cli::articles::{ArticleOptions, counter};
use crate::cli::facets::WeightOptions;
use crate::cli::sessions::Sessions;
use crate::cli::{Status, terminal, width};

/// List the claims of articles, with who made them
///
/// Reads articles of plain text (one paragraph per line) or JSON Lines, and prints every claim with its source, the
/// words that attribute it, and the rule that found it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift extract article.txt\n  claimsift extract --format jsonl --only attributed archive/*.txt\n  claimsift extract --rules council.yaml --no-default-rules minutes.txt\n  pbpaste | claimsift extract -"
)]
pub(in crate::cli) struct Options {
    #[command(flatten)]
    articles: ArticleOptions,
    #[command(flatten)]
    weights: WeightOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON array with an object for each article
    Json,
    /// One JSON object per line for each article
    Jsonl,
    /// Only the spans of source, cue and content, one JSON object per line for each article
    Standoff,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let mut articles = match options.articles.open("extract")? {
        Ok(articles) => articles,
        Err(status) => return Ok(status),
    };
    let Some(table) = options.weights.read(&articles.project) else { return Ok(Status::Unusable) };
    // only these formats have what claims are worth
    if matches!(options.format, Format::Json | Format::Jsonl) {
        articles = articles.with_assessor(&options.articles.rules.which, &table);
    }
    let sessions: Sessions<Session> = Sessions::default();
    let extract = |article: &Article| sessions.with(|session| articles.extract_assessed(session, article));
    let style = report::Style { colour: terminal::wants_colour(), width: width() };
    let mut printer = Printer { format: options.format, style, printed: 0 };
    let status = articles.each(&progress(), &extract, &mut |batch| {
        let mut out = std::io::BufWriter::new(terminal::stdout());
        for (article, (claims, assessments)) in batch {
            printer.print(&mut out, &article, &claims, &assessments)?;
        }
        out.flush()
    })?;
    printer.finish()?;
    Ok(status)
}

/// A progress bar for users who wait at a terminal while the claims are written to a file or pipe.
fn progress() -> ProgressBar {
    if std::io::stdout().is_terminal() { ProgressBar::hidden() } else { counter() }
}

/// Prints articles in the order of the input.
struct Printer {
    format: Format,
    style: report::Style,
    printed: usize,
}

impl Printer {
    fn print(
        &mut self,
        out: &mut dyn Write,
        article: &Article,
        claims: &[Claim],
        assessments: &[Assessment],
    ) -> std::io::Result<()> {
        let first = self.printed == 0;
        self.printed += 1;
        match self.format {
            Format::Text => {
                let gap = if first { "" } else { "\n" };
                write!(out, "{gap}{}", report::text(article, claims, self.style))
            }
            Format::Json => {
                let gap = if first { "[\n" } else { ",\n" };
                write!(out, "{gap}{}", report::json(article, claims, assessments, true))
            }
            Format::Jsonl => writeln!(out, "{}", report::json(article, claims, assessments, false)),
            Format::Standoff => writeln!(out, "{}", report::standoff(article, claims)),
        }
    }

    fn finish(&self) -> std::io::Result<()> {
        if self.format == Format::Json {
            let end = if self.printed == 0 { "[]\n" } else { "\n]\n" };
            terminal::stdout().write_all(end.as_bytes())?;
        }
        Ok(())
    }
}
