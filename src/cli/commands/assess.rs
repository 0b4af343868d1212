//! `claimsift assess`: which sentences are worth checking, and why.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use claimsift::assess::{Assessment, Session};
use claimsift::report::{self, Style};
use claimsift::{Article, Assessor};
use clap::{Args, ValueEnum};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::cli::articles::BATCH;
use crate::cli::articles::note_unread;
use crate::cli::facets::{self, FacetOptions, WeightOptions};
use crate::cli::input::{self, Input, InputFormat, Located};
use crate::cli::sessions::Sessions;
use crate::cli::{Status, complain, project, terminal, width};

/// Assess which sentences are worth checking, and why
///
/// Every sentence gets a label: CFS, a fact worth checking; UFS, a fact nobody would check; NFS, no fact. The score is the
/// probability that it is worth checking. The reasons are the facets of the sentence, the words that show them, and
/// what each adds to the log-odds.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift assess speech.txt\n  claimsift assess --format text speech.txt\n  claimsift assess --input jsonl sentences.jsonl > assessed.jsonl\n  claimsift assess --rules council.yaml --weights ours.tsv minutes.txt"
)]
pub(in crate::cli) struct Options {
    /// Articles, folders of articles, files of sentences, or `-` for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    facets: FacetOptions,
    #[command(flatten)]
    weights: WeightOptions,
    /// Input format [default: by file extension]
    #[arg(long, value_enum)]
    input: Option<Holds>,
    /// Also read articles in languages without rules of their own
    #[arg(long)]
    any_language: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Holds {
    /// One article of plain text
    Text,
    /// One sentence per line, as a JSON object with `id` and `text`
    Jsonl,
    /// One article per line, as a JSON object with `id` and `text`
    Articles,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object per line
    Jsonl,
    /// For reading in a terminal
    Text,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let mut paths = options.paths.clone();
    if paths.is_empty() && project.config.has("articles") {
        paths = project.paths(&project.config.articles);
    }
    if paths.is_empty() {
        if std::io::stdin().is_terminal() {
            complain("nothing given: name a file, or `-` to type or paste one; `claimsift assess --help` shows more");
            return Ok(Status::Unusable);
        }
        paths.push(PathBuf::from("-"));
    }
    let Some(table) = options.weights.read(&project) else { return Ok(Status::Unusable) };
    let (assessor, mut status) = facets::assessor(&options.facets, &project, table.weights.clone())?;
    let assessor = assessor.with_any_language(options.any_language || project.config.any_language);
    table.note_unknown(&assessor);
    let (inputs, problems) = input::inputs(&paths, &project);
    for problem in problems {
        complain(&problem);
        status = Status::Unusable;
    }
    let mut printer =
        Printer { options, assessor: &assessor, sessions: Sessions::default(), batch: Vec::new(), printed: false };
    for input in &inputs {
        status = status.max(printer.read(input)?);
    }
    printer.flush()?;
    Ok(status)
}

/// Assesses in batches and prints in the order of the input.
struct Printer<'p> {
    options: &'p Options,
    assessor: &'p Assessor,
    sessions: Sessions<Session>,
    /// The articles read so far, each with a flag: whether it is a single sentence.
    batch: Vec<(Article, bool)>,
    printed: bool,
}

impl Printer<'_> {
    fn read(&mut self, input: &Input) -> std::io::Result<Status> {
        let mut status = Status::Fine;
        let format = self.options.input.map(|holds| match holds {
            Holds::Text => InputFormat::Text,
            Holds::Jsonl | Holds::Articles => InputFormat::Jsonl,
        });
        let alone = input.is_jsonl(format) && self.options.input != Some(Holds::Articles);
        let mut warned = false;
        input::read(input, format, &mut |article| {
            match article {
                Ok(Located { article, line }) => {
                    if !alone {
                        note_unread(input, line, &article, self.assessor.unread(&article));
                    }
                    if alone && !warned && article.text.trim().contains('\n') {
                        let id = &article.id;
                        complain(format!(
                            "{}: `{id}` looks like an article, but is read as one sentence; use `--input articles` to assess each sentence",
                            input.name()
                        ));
                        warned = true;
                    }
                    self.batch.push((article, alone));
                }
                Err(problem) => {
                    complain(&problem);
                    status = Status::Unusable;
                }
            }
            let full = if alone { BATCH * BATCH } else { BATCH };
            if self.batch.len() >= full { self.flush() } else { Ok(()) }
        })?;
        Ok(status)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let batch = std::mem::take(&mut self.batch);
        let assess = |session: &mut Session, (article, alone): &(Article, bool)| {
            if *alone {
                vec![self.assessor.sentence(session, &article.text)]
            } else {
                self.assessor.article(session, article)
            }
        };
        let assessed: Vec<Vec<Assessment>> =
            batch.par_iter().map(|piece| self.sessions.with(|session| assess(session, piece))).collect();
        let style = Style { colour: terminal::wants_colour(), width: width() };
        let mut out = std::io::BufWriter::new(terminal::stdout());
        for ((article, alone), all) in batch.iter().zip(assessed) {
            for assessment in all {
                let (paragraph, sentence) = assessment.position;
                let id = if *alone { article.id.clone() } else { format!("{} {paragraph}.{sentence}", article.id) };
                match self.options.format {
                    Format::Jsonl => writeln!(out, "{}", report::assessment_json(&id, &article.text, &assessment))?,
                    Format::Text => {
                        let gap = if self.printed { "\n" } else { "" };
                        write!(out, "{gap}{}", report::assessment_text(&id, &article.text, &assessment, style))?;
                    }
                }
                self.printed = true;
            }
        }
        out.flush()
    }
}
