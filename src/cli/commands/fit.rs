//! `claimsift fit`: fits the weights of facets to sentences labelled by people.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use claimsift::assess::{self, Label, Labelled, Session, Weights};
use claimsift::report;
use clap::Args;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::Deserialize;

use crate::cli::facets::{FacetOptions, assessor};
use crate::cli::input::{self, Unreadable};
use crate::cli::project::Project;
use crate::cli::sessions::Sessions;
use crate::cli::{Status, complain, project, terminal, write};

/// Fit the weights of `assess` to sentences labelled by people
///
/// Writes a table with two weights for each facet: what it adds to the log-odds that a sentence is worth checking, and
/// to the log-odds that it is factual. The same sentences and rules result in the same table. Use the table with
/// `claimsift assess --weights`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift fit labelled.jsonl --output ours.tsv\n  claimsift fit labelled.jsonl --folds 5\n  claimsift fit labelled.jsonl --rules council.yaml --output ours.tsv\n\nEach line of the input is a JSON object with `text` and `label`: CFS (a fact worth checking), UFS (a fact nobody would check) or NFS (no fact)."
)]
pub(in crate::cli) struct Options {
    /// Labelled sentences, one JSON object per line, or `-` for standard input
    #[arg(value_name = "GOLD.jsonl")]
    gold: PathBuf,
    #[command(flatten)]
    facets: FacetOptions,
    /// Write the table to this file instead of standard output
    #[arg(long, value_name = "FILE", conflicts_with = "folds")]
    output: Option<PathBuf>,
    /// Cross-validate instead of writing a table: score each of N parts with weights fitted to the others; sentence
    /// number i belongs to part i modulo N
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..=100))]
    folds: Option<u16>,
    /// Write the predictions of the folds to this file, one JSON object per line with `id`, `label` and `score`
    #[arg(long, value_name = "FILE", requires = "folds")]
    predictions: Option<PathBuf>,
}

/// A line of the input.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    id: String,
    text: String,
    label: String,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let Some(gold) = read(options)? else { return Ok(Status::Unusable) };
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (assessor, status) = assessor(&options.facets, &project, Weights::default())?;
    if status != Status::Fine {
        return Ok(status);
    }
    let sessions: Sessions<Session> = Sessions::default();
    let facets_of = |(sentence, label): &(Written, Label)| Labelled {
        facets: sessions.with(|session| assessor.facets(session, &sentence.text)).into_keys().collect(),
        label: *label,
    };
    let labelled: Vec<Labelled> = gold.par_iter().map(facets_of).collect();
    let Some(count) = options.folds else {
        let table = assess::fit(&labelled).table();
        return match &options.output {
            Some(path) => written(path, &table),
            None => terminal::stdout().write_all(table.as_bytes()).map(|()| Status::Fine),
        };
    };
    let predictions = assess::folds(&labelled, usize::from(count));
    let judged: Vec<(Label, Label, f64)> =
        labelled.iter().zip(&predictions).map(|(gold, fitted)| (gold.label, fitted.label, fitted.score)).collect();
    terminal::stdout().write_all(report::scores_text(judged.len(), &assess::scores(&judged)).as_bytes())?;
    let Some(path) = &options.predictions else { return Ok(Status::Fine) };
    let line = |(sentence, fitted): (&(Written, Label), &assess::Fitted)| {
        let line = serde_json::json!({ "id": sentence.0.id, "label": fitted.label.name(), "score": fitted.score });
        format!("{line}\n")
    };
    written(path, &gold.iter().zip(&predictions).map(line).collect::<String>())
}

/// The labelled sentences; `None` if one of them has an error, which is reported.
fn read(options: &Options) -> std::io::Result<Option<Vec<(Written, Label)>>> {
    if options.gold.as_os_str() == "-" && std::io::stdin().is_terminal() {
        complain("type labelled sentences, one JSON object per line, and end with Ctrl-D");
    }
    let (inputs, mut problems) = input::inputs(std::slice::from_ref(&options.gold), &Project::default());
    let mut gold = Vec::new();
    for input in &inputs {
        input::read_lines(input, &mut |line| {
            let parsed = line.and_then(|line| {
                let sentence: Written = serde_json::from_str(line.text).map_err(|error| {
                    let text = error.to_string();
                    let message = text.split(" at line ").next().unwrap_or_default();
                    let form = "each line is an object with \"text\" and \"label\"";
                    line.problem(error.column().saturating_sub(1), &format!("{message} ({form})"))
                })?;
                let label = Label::of(&sentence.label).ok_or_else(|| {
                    line.problem(0, &format!("`{}` is not a label; labels are CFS, UFS and NFS", sentence.label))
                })?;
                Ok((sentence, label))
            });
            match parsed {
                Ok(sentence) => gold.push(sentence),
                Err(problem) => problems.push(problem),
            }
            Ok(())
        })?;
    }
    if gold.is_empty() && problems.is_empty() {
        problems.extend(inputs.first().map(|input| Unreadable::new(input.name(), "no labelled sentence")));
    }
    problems.iter().for_each(complain);
    Ok(problems.is_empty().then_some(gold))
}

fn written(path: &std::path::Path, text: &str) -> std::io::Result<Status> {
    Ok(match write::replace(path, text) {
        Ok(()) => Status::Fine,
        Err(error) => {
            complain(format!("{}: {}", path.display(), input::reason(&error)));
            Status::Unusable
        }
    })
}
