//! `claimsift config`: the settings of the project, with their defaults.

use std::io::Write;

use clap::Args;

use crate::cli::{Status, project, terminal};

/// Print the configuration of the project, including defaults
///
/// The file `claimsift.yaml`, in this folder or the nearest parent folder, says where articles, rules and snapshots
/// are and what makes a run fail. Options on the command line override it. The output can be used as that file.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift config\n  claimsift config > claimsift.yaml\n  claimsift schema config > config.schema.json      for editors\n\nExit status: 0 success, 2 the file cannot be used."
)]
pub(in crate::cli) struct Options {}

pub(super) fn run(_: &Options) -> std::io::Result<Status> {
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let from = project.file.as_ref().map_or_else(
        || "no claimsift.yaml here or in a folder above".to_owned(),
        |file| format!("from {}", project.shown(file)),
    );
    write!(terminal::stdout(), "# {from}\n{}", project.config)?;
    Ok(Status::Fine)
}
