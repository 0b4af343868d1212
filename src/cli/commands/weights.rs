//! `claimsift weights`: the weights of facets, as a table to edit.

use std::io::Write;

use claimsift::assess::Weights;
use clap::Args;

use crate::cli::facets::WeightOptions;
use crate::cli::{Status, project, terminal};

/// Print the weights of facets, as the table that `--weights` reads
///
/// This is the built-in table or that of the project, with the lines of `--add-weights`. A line is
/// a facet, what it adds to the log-odds that a sentence is worth checking, and what it adds to the log-odds that it
/// is a fact, separated by tabs.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimsift weights > ours.tsv                       a table to change, for --weights
  claimsift weights | grep topic/
  claimsift weights --add-weights trees.tsv > all.tsv

Exit status: 0 success, 2 a table cannot be read.")]
pub(in crate::cli) struct Options {
    #[command(flatten)]
    weights: WeightOptions,
    /// Print the built-in table, ignoring the configuration of the project
    #[arg(long, conflicts_with_all = ["weights", "add_weights"])]
    built_in: bool,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let weights = if options.built_in {
        Weights::english()
    } else {
        let project = match project::find()? {
            Ok(project) => project,
            Err(status) => return Ok(status),
        };
        let Some(table) = options.weights.read(&project) else { return Ok(Status::Unusable) };
        table.weights
    };
    terminal::stdout().write_all(weights.exact_table().as_bytes())?;
    Ok(Status::Fine)
}
