//! `claimsift assess`: which sentences are worth checking, and why.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use claimsift::assess::{Assessment, Session, Weights};
use claimsift::diagnostic::{self, Diagnostic};
use claimsift::report::{self, Style};
use claimsift::{Article, Assessor, logistic, rule};
use clap::{Args, ValueEnum};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::extract::BATCH;
use super::input::{self, Input, InputFormat};
use super::{ProblemFormat, Status, complain, rules, wants_colour, width};

/// Tell which sentences are worth checking, and why
///
/// Every sentence gets a label: CFS, a fact worth checking; UFS, a fact nobody would check; NFS, no fact. The score is the
/// probability that it is worth checking. The reasons are what is so of the sentence (its facets), the words that show it,
/// and what each adds to the log-odds.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift assess speech.txt\n  claimsift assess --format text speech.txt\n  claimsift assess --input jsonl sentences.jsonl > assessed.jsonl\n  claimsift assess --rules council.yaml --weights ours.tsv minutes.txt"
)]
pub(super) struct Options {
    /// Articles, folders of articles, files of sentences, or `-` for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    facets: FacetOptions,
    /// A table of weights, such as `claimsift fit` writes, instead of the one that comes with the program
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// What the inputs hold; by default told by the ending of their names
    #[arg(long, value_enum)]
    input: Option<Holds>,
    /// How sentences are printed
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

/// Which rules tell facets.
#[derive(Debug, Args)]
pub(super) struct FacetOptions {
    /// A rule file with facets of your own, or a folder of them; may be given several times
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Leave out the rules that come with the program
    #[arg(long, requires = "rules")]
    no_default_rules: bool,
}

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Holds {
    /// One article of plain text
    Text,
    /// One sentence a line, as a JSON object with `id` and `text`
    Jsonl,
    /// One article a line, as a JSON object with `id` and `text`
    Articles,
}

/// How sentences are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line
    Jsonl,
    /// For people at a terminal
    Text,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let mut paths = options.paths.clone();
    if paths.is_empty() {
        if std::io::stdin().is_terminal() {
            complain("nothing given: name a file, or `-` to type or paste one; `claimsift assess --help` shows more");
            return Ok(Status::Unusable);
        }
        paths.push(PathBuf::from("-"));
    }
    let weights = match options.weights.as_deref().map(read_weights).transpose() {
        Ok(weights) => weights.unwrap_or_else(Weights::english),
        Err(problem) => {
            complain(&problem);
            return Ok(Status::Unusable);
        }
    };
    let (assessor, mut status) = assessor(&options.facets, weights)?;
    if let Some(path) = &options.weights {
        untold(path, &assessor);
    }
    let (inputs, problems) = input::inputs(&paths);
    for problem in problems {
        complain(&problem);
        status = Status::Unusable;
    }
    let mut printer = Printer { options, assessor: &assessor, batch: Vec::new(), printed: false };
    for input in &inputs {
        status = status.max(printer.read(input)?);
    }
    printer.flush()?;
    Ok(status)
}

/// What tells the facets that the options name, and whether all rules are sound; problems are printed on standard error.
pub(super) fn assessor(options: &FacetOptions, weights: Weights) -> std::io::Result<(Assessor, Status)> {
    let files = rules::read(&options.rules);
    let mut sources = if options.no_default_rules { Vec::new() } else { rule::files_of(&[rule::FACETS]) };
    sources.extend(files.sources);
    let loaded = rule::load(&sources, &rules::read_used);
    let mut errors: Vec<Diagnostic> = files.problems;
    errors.extend(loaded.problems.into_iter().filter(Diagnostic::is_error));
    let assessor = Assessor::new(loaded.pack, weights);
    errors.extend(assessor.problems().into_iter().map(|(_, problem)| problem));
    diagnostic::sort(&mut errors);
    rules::print(&mut anstream::stderr().lock(), &errors, ProblemFormat::Text, std::io::stderr().is_terminal())?;
    let status = match (files.unreadable, errors.is_empty()) {
        (true, _) => Status::Unusable,
        (false, false) => Status::Findings,
        (false, true) => Status::Fine,
    };
    Ok((assessor, status))
}

/// Says which facets of a table no rule tells: they are misspelt, or their rules are not loaded.
fn untold(path: &Path, assessor: &Assessor) {
    let told: BTreeSet<&str> = assessor.pack().rules.iter().filter_map(|rule| rule.facet.as_deref()).collect();
    let named = assessor.weights().facets.keys().map(String::as_str);
    let untold = named.filter(|&facet| facet != logistic::BIAS && !told.contains(facet));
    for facet in untold {
        let near = diagnostic::nearest(facet, told.iter().copied());
        let near = near
            .map_or_else(|| "; name its file with `--rules`".to_owned(), |near| format!("; did you mean `{near}`?"));
        complain(&format!("{}: no rule tells the facet `{facet}`{near}", path.display()));
    }
}

fn read_weights(path: &Path) -> Result<Weights, String> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {}", input::reason(&error)))?;
    Weights::parse(&text).map_err(|misfit| format!("{name}:{}: {}", misfit.line, misfit.message))
}

/// Assesses in batches and prints in the order of the input.
struct Printer<'p> {
    options: &'p Options,
    assessor: &'p Assessor,
    /// What was read, and whether it is one sentence.
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
        input::read(input, format, &mut |article| {
            match article {
                Ok(article) => self.batch.push((article, alone)),
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
        let assessed: Vec<Vec<Assessment>> = batch.par_iter().map_init(Session::default, assess).collect();
        let style = Style { colour: wants_colour(), width: width() };
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
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
