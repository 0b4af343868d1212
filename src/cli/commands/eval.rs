//! `claimsift eval`: compares what the rules find with what people marked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

use claimsift::evaluate::{self, Annotated, Attribution, Evaluation, Figure, MistakeKind};
use claimsift::report::{self, evaluation};
use claimsift::{Extractor, Pack, Session};
use clap::{Args, ValueEnum};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::cli::input::{self, Input};
use crate::cli::project::Project;
use crate::cli::sessions::Sessions;
use crate::cli::{RuleOptions, Status, complain, counted, project, rules, terminal, width};

/// Score the rules against articles in which people marked the claims
///
/// A gold file holds one JSON object per line: {"id": …, "text": …, "claims": [{"source": [[0, 8]], "cue": [[9, 13]],
/// "content": [[14, 40]]}]}. Spans are in Unicode code points of the text, ends are exclusive; "attributions" is
/// accepted for "claims". What the rules find is paired with the gold one to one, the closest contents first, by the
/// words they touch: punctuation and spaces never matter. Only attributed claims are scored, and of nested claims only
/// the outermost.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift eval gold.jsonl\n  claimsift eval --rules council.yaml --no-default-rules gold.jsonl\n  claimsift eval --show 10 --cue warn gold.jsonl\n  claimsift eval --predictions other-system.jsonl gold.jsonl\n\nExit status: 0 success, 1 a rule has errors, 2 a file or line cannot be used, and nothing was scored.",
    after_long_help = explanation()
)]
pub(in crate::cli) struct Options {
    /// Gold files, or `-` for standard input
    #[arg(value_name = "GOLD", required = true)]
    gold: Vec<PathBuf>,
    #[command(flatten)]
    rules: RuleOptions,
    /// Score the predictions in this file, written by `extract --format standoff`, instead of what the rules find
    #[arg(long, value_name = "FILE", conflicts_with_all = ["rules", "no_default_rules", "packs", "min_confidence"])]
    predictions: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Which tables to print after the figures
    #[arg(long, value_enum, default_value_t = By::All)]
    by: By,
    /// Add 95 % confidence intervals, from a thousand bootstrap samples of the articles
    #[arg(long)]
    ci: bool,
    /// Show at most N mistakes of each kind in their sentences, evenly spread over the articles
    #[arg(long, value_name = "N")]
    show: Option<usize>,
    /// Show only mistakes in what this rule predicts
    #[arg(long, value_name = "ID", requires = "show")]
    rule: Option<String>,
    /// Show only mistakes whose cue is a form of this word: `say`, `according to`
    #[arg(long, value_name = "WORD", requires = "show")]
    cue: Option<String>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object
    Json,
}

/// The tables printed after the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Rules and cues
    All,
    /// The rule that predicts
    Rule,
    /// The word that carries the cue
    Cue,
    /// Only the figures
    None,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let mut problems = Vec::new();
    let gold = read_gold(&options.gold, &mut problems)?;
    let predictions = match &options.predictions {
        Some(path) => Some(read_predictions(path, &gold, &mut problems)?),
        None => None,
    };
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (pack, status) = match options.predictions {
        Some(_) => (Pack::default(), Status::Fine),
        None => load_rules(&options.rules, &project)?,
    };
    if options.predictions.is_none() {
        problems.extend(options.rule.as_deref().and_then(|id| rules::unknown(&pack, id)));
    }
    problems.iter().for_each(complain);
    if !problems.is_empty() || status != Status::Fine {
        return Ok(if problems.is_empty() { status } else { Status::Unusable });
    }
    if let Some(predictions) = &predictions {
        note_missing(&gold, predictions);
    }
    let extractor = Extractor::new(pack).with_least_confidence(options.rules.least_confidence(&project));
    let evaluation = evaluation_of(&extractor, gold, predictions);
    let rule = options.rule.as_ref().map(|name| {
        let pack = extractor.pack();
        pack.rule(name).map_or_else(|| name.clone(), |rule| pack.name_of(rule))
    });
    let scores = scores(options, rule.as_deref(), &evaluation);
    let text = match options.format {
        Format::Text => evaluation::text(&scores, report::Style { colour: terminal::wants_colour(), width: width() }),
        Format::Json => evaluation::json(&scores),
    };
    terminal::stdout().write_all(text.as_bytes())?;
    Ok(Status::Fine)
}

/// Evaluates all articles in order, using the predictions if given, and the rules otherwise.
fn evaluation_of(extractor: &Extractor, gold: Vec<Annotated>, mut predictions: Option<Predictions>) -> Evaluation {
    let mut predicted =
        |gold: &Annotated| predictions.as_mut().map(|all| all.remove(&gold.article.id).unwrap_or_default());
    let cases: Vec<(Option<Vec<Attribution>>, Annotated)> =
        gold.into_iter().map(|gold| (predicted(&gold), gold)).collect();
    let sessions: Sessions<Session> = Sessions::default();
    let judgements = cases
        .into_par_iter()
        .map(|(predicted, gold)| sessions.with(|session| extractor.judge(session, gold, predicted)))
        .collect();
    Evaluation { judgements }
}

/// The annotated articles of all files; problems with them are added to `problems`.
fn read_gold(paths: &[PathBuf], problems: &mut Vec<String>) -> std::io::Result<Vec<Annotated>> {
    let mut ids = BTreeSet::new();
    let mut gold: Vec<Annotated> = Vec::new();
    for path in paths {
        let before = (gold.len(), problems.len());
        each_line(path, problems, &mut |line| {
            let annotated = Annotated::from_json(line)?;
            if !ids.insert(annotated.article.id.clone()) {
                return Err(twice(&annotated.article.id));
            }
            gold.push(annotated);
            Ok(())
        })?;
        if before == (gold.len(), problems.len()) {
            problems.push(format!("{}: no article in this file", input(path).name()));
        }
    }
    Ok(gold)
}

/// Predictions by the id of the article.
type Predictions = BTreeMap<String, Vec<Attribution>>;

fn read_predictions(path: &Path, gold: &[Annotated], problems: &mut Vec<String>) -> std::io::Result<Predictions> {
    let texts: BTreeMap<&str, &str> =
        gold.iter().map(|gold| (gold.article.id.as_str(), gold.article.text.as_str())).collect();
    let mut predictions = Predictions::new();
    let mut strangers = 0;
    each_line(path, problems, &mut |line| {
        let (id, attributions) = evaluate::predicted(line, |id| texts.get(id).copied())?;
        match attributions {
            None => strangers += 1,
            Some(_) if predictions.contains_key(&id) => return Err(twice(&id)),
            Some(attributions) => {
                predictions.insert(id, attributions);
            }
        }
        Ok(())
    })?;
    if strangers > 0 {
        complain(format!("{} ignored: not in the gold", counted(strangers, "predicted article")));
    }
    Ok(predictions)
}

fn note_missing(gold: &[Annotated], predictions: &Predictions) {
    let missing = gold.iter().filter(|gold| !predictions.contains_key(&gold.article.id)).count();
    if missing > 0 {
        complain(format!("{} without predictions: scored as if nothing was found", counted(missing, "article")));
    }
}

fn twice(id: &str) -> evaluate::Misfit {
    evaluate::Misfit { at: 0, message: format!("the article `{id}` is given twice") }
}

/// Calls `each` with every line of a file, and records its errors with their location.
fn each_line(
    path: &Path,
    problems: &mut Vec<String>,
    each: &mut dyn FnMut(&str) -> Result<(), evaluate::Misfit>,
) -> std::io::Result<()> {
    input::read_lines(&input(path), &mut |line| {
        let read = line.and_then(|line| each(line.text).map_err(|misfit| line.problem(misfit.at, &misfit.message)));
        problems.extend(read.err().map(|problem| problem.to_string()));
        Ok(())
    })
}

fn input(path: &Path) -> Input {
    Input::named(path)
}

/// The rules given by the options, and whether all of them are valid; problems are printed.
fn load_rules(options: &RuleOptions, project: &Project) -> std::io::Result<(Pack, Status)> {
    let (loaded, status) = rules::load(&options.which, project);
    let errors: Vec<_> = loaded.problems.into_iter().filter(claimsift::diagnostic::Diagnostic::is_error).collect();
    rules::print_errors(&errors)?;
    let mut pack = loaded.pack;
    let status = if options.selection.applied(&mut pack) { status } else { Status::Unusable };
    Ok((pack, status))
}

/// The tables that the options select.
fn scores<'e>(options: &Options, rule: Option<&str>, evaluation: &'e Evaluation) -> evaluation::Scores<'e> {
    let wanted = |kind: MistakeKind| {
        let mut mistakes = evaluation.mistakes(kind);
        mistakes.retain(|mistake| {
            rule.is_none_or(|id| mistake.is_of_rule(id))
                && options.cue.as_deref().is_none_or(|word| mistake.is_of_cue(&word.to_lowercase()))
        });
        mistakes
    };
    let shown = |count: usize| {
        let kinds = MistakeKind::ALL.into_iter().map(|kind| (kind, wanted(kind)));
        let some = kinds.map(|(kind, mistakes)| evaluation::Shown {
            kind,
            all: mistakes.len(),
            mistakes: evaluate::sample(mistakes, count),
        });
        some.collect()
    };
    evaluation::Scores {
        evaluation,
        intervals: if options.ci { evaluation.intervals() } else { Vec::new() },
        rules: matches!(options.by, By::All | By::Rule).then(|| evaluation.by_rule()),
        cues: matches!(options.by, By::All | By::Cue).then(|| evaluation.by_cue()),
        mistakes: options.show.map(shown).unwrap_or_default(),
    }
}

/// The meaning of the figures, for the long help.
fn explanation() -> String {
    let mut text =
        "Each figure has a precision P (the share of predictions that are correct), a recall R (the share of the gold \
        that is found) and F1, their harmonic mean, in per cent, over all articles together:\n\n"
            .to_owned();
    let (given, all): (Vec<&Figure>, Vec<&Figure>) = Figure::ALL.iter().partition(|figure| figure.is_given());
    for figure in all {
        let _ = writeln!(text, "  {:<15} {}", figure.name(), figure.meaning());
    }
    text.push_str("\nThe share of detected claims with the correct source:\n\n");
    for figure in given {
        let _ = writeln!(text, "  {:<29} {}", figure.name().trim_start_matches("given/"), figure.meaning());
    }
    text.push_str(
        "\nIn the tables by rule and by cue, right and found mean detected; cues are grouped by the dictionary form of \
         their head word.\nMistakes are: missed (no prediction shares a word with the content), boundary (the best \
         one shares less than half), wrong source (detected, with a different source) and false alarm (no remaining \
         gold content shares a word).\n\nExit status: 0 success, 1 a rule has errors, 2 a file or line cannot be used, and nothing was scored.",
    );
    text
}
