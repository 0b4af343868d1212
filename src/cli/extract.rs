//! `claimsift extract`: articles in, claims out.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use claimsift::assess::{self, Assessment};
use claimsift::{Article, Assessor, Claim, Extractor, Session, report};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::facets::{self, WeightOptions};
use super::input::{self, Input, InputFormat};
use super::project::Project;
use super::sessions::Sessions;
use super::{Only, RuleOptions, Status, complain, project, rules, wants_colour, width};

/// List the claims of articles, with who made them
///
/// Reads articles of plain text (a paragraph a line) or JSON Lines, and prints every claim with its source, the words that
/// attribute it, and the rule that found it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift extract article.txt\n  claimsift extract --format jsonl --only attributed archive/*.txt\n  claimsift extract --rules council.yaml --no-default-rules minutes.txt\n  pbpaste | claimsift extract -"
)]
pub(super) struct Options {
    /// Articles, folders of articles, or `-` for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    rules: RuleOptions,
    #[command(flatten)]
    weights: WeightOptions,
    /// What the inputs hold; by default told by the ending of their names
    #[arg(long, value_enum)]
    input: Option<InputFormat>,
    /// How claims are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Only claims that somebody is said to make, or only those of the article itself
    #[arg(long, value_enum)]
    only: Option<Only>,
}

/// How claims are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    Text,
    /// One JSON array with an object for each article
    Json,
    /// One JSON object a line for each article
    Jsonl,
    /// Spans of source, cue and content alone, one JSON object a line for each article
    Standoff,
}

/// How many articles are held in memory at once.
pub(super) const BATCH: usize = 64;

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let mut paths = options.paths.clone();
    if paths.is_empty() && std::io::stdin().is_terminal() && project.config.has("articles") {
        paths = project.paths(&project.config.articles);
    }
    if paths.is_empty() {
        if std::io::stdin().is_terminal() {
            complain(
                "no article given: name a file, or `-` to type or paste one; `claimsift extract --help` shows more",
            );
            return Ok(Status::Unusable);
        }
        paths.push(PathBuf::from("-"));
    }
    let Some(weights) = options.weights.read(&project) else { return Ok(Status::Unusable) };
    let (extractor, mut status) = rules::extractor(&options.rules, &project)?;
    let is_json = matches!(options.format, Format::Json | Format::Jsonl);
    let assessor = is_json.then(|| facets::assessor_of(&extractor, &options.rules.which, weights));
    assessor.iter().for_each(|assessor| options.weights.untold(&project, assessor));
    let (inputs, problems) = input::inputs(&paths);
    for problem in problems {
        complain(&problem);
        status = Status::Unusable;
    }
    let mut printer = Printer::new(options, &extractor, assessor, &project);
    for input in &inputs {
        status = status.max(printer.read(input, options.input)?);
    }
    status = status.max(printer.finish()?);
    Ok(status)
}

/// Counts the articles done, for who waits at a terminal while the claims go elsewhere.
fn progress() -> ProgressBar {
    if std::io::stdout().is_terminal() { ProgressBar::hidden() } else { counter() }
}

/// Counts the articles done.
pub(super) fn counter() -> ProgressBar {
    // draws on standard error, and nothing where that is no terminal
    let style = ProgressStyle::with_template("{spinner} {pos} articles, {per_sec}");
    ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

/// Extracts in batches and prints in the order of the input.
struct Printer<'p> {
    options: &'p Options,
    extractor: &'p Extractor,
    /// What says which claims are worth checking, where that is printed.
    assessor: Option<Assessor>,
    sessions: Sessions<(Session, assess::Session)>,
    batch: Vec<Article>,
    printed: usize,
    style: report::Style,
    progress: ProgressBar,
    only: Option<Only>,
}

impl<'p> Printer<'p> {
    fn new(options: &'p Options, extractor: &'p Extractor, assessor: Option<Assessor>, project: &Project) -> Self {
        let style = report::Style { colour: wants_colour(), width: width() };
        Self {
            options,
            extractor,
            assessor,
            sessions: Sessions::default(),
            batch: Vec::new(),
            printed: 0,
            style,
            progress: progress(),
            only: Only::or(options.only, project),
        }
    }

    fn read(&mut self, input: &Input, format: Option<InputFormat>) -> std::io::Result<Status> {
        let mut status = Status::Fine;
        input::read(input, format, &mut |article| {
            match article {
                Ok(article) => {
                    if article.text.trim().is_empty() {
                        complain(&format!("{}: the article `{}` is empty", input.name(), article.id));
                    }
                    self.batch.push(article);
                }
                Err(problem) => {
                    complain(&problem);
                    status = Status::Unusable;
                }
            }
            if self.batch.len() >= BATCH { self.flush() } else { Ok(()) }
        })?;
        Ok(status)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let batch = std::mem::take(&mut self.batch);
        let extracted: Vec<(Vec<Claim>, Vec<Assessment>)> =
            batch.par_iter().map(|article| self.sessions.with(|session| self.extract(session, article))).collect();
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for (article, (claims, assessments)) in batch.iter().zip(extracted) {
            self.print(&mut out, article, &claims, &assessments)?;
            self.printed += 1;
        }
        self.progress.set_position(self.printed as u64);
        out.flush()
    }

    /// The claims of an article that are wanted, and what each is worth.
    fn extract(
        &self,
        (session, assessing): &mut (Session, assess::Session),
        article: &Article,
    ) -> (Vec<Claim>, Vec<Assessment>) {
        let mut claims = self.extractor.extract(session, article);
        Only::retain(self.only, &mut claims);
        let assess = |assessor: &Assessor| claims.iter().map(|claim| assessor.claim(assessing, claim)).collect();
        let assessments = self.assessor.as_ref().map(assess).unwrap_or_default();
        (claims, assessments)
    }

    fn print(
        &self,
        out: &mut dyn Write,
        article: &Article,
        claims: &[Claim],
        assessments: &[Assessment],
    ) -> std::io::Result<()> {
        let first = self.printed == 0;
        match self.options.format {
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

    fn finish(&mut self) -> std::io::Result<Status> {
        self.flush()?;
        self.progress.finish_and_clear();
        if self.options.format == Format::Json {
            let end = if self.printed == 0 { "[]\n" } else { "\n]\n" };
            std::io::stdout().lock().write_all(end.as_bytes())?;
        }
        Ok(Status::Fine)
    }
}
