//! `claimsift schema`: the JSON Schemas of file formats, for editors.

use std::io::Write;

use claimsift::{report, rule};
use clap::{Args, ValueEnum};

use crate::cli::Status;

/// Print the JSON Schema of a file format (for completion in editors) or of an output format
///
/// An editor with YAML support finds the schema through the first line of a rule file, if it is saved there:
///
///   # yaml-language-server: $schema=rules.schema.json
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Examples:\n  claimsift schema rules > rules.schema.json\n  claimsift schema pack > pack.schema.json\n\nExit status: 0 success, 2 wrong usage."
)]
pub(in crate::cli) struct Options {
    /// Which schema
    #[arg(value_enum)]
    of: Kind,
}

/// The file format that a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Rule files
    Rules,
    /// The manifest of a pack, `pack.yaml`
    Pack,
    /// The configuration of a project, `claimsift.yaml`
    Config,
    /// What `extract` prints of an article, as JSON
    Claims,
    /// What `assess` prints of a sentence
    Assessments,
    /// What `cluster` prints, as JSON Lines
    Clusters,
    /// What `rank` prints of a claim
    Ranking,
    /// What `snap` prints of an article, as JSON Lines
    Snapshots,
    /// What `test` prints of an example, as JSON Lines
    Tests,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let schema = match options.of {
        Kind::Rules => rule::schema(),
        Kind::Pack => rule::schema_of_manifest(),
        Kind::Config => rule::schema_of_config(),
        Kind::Claims => report::schema_of_claims(),
        Kind::Assessments => report::schema_of_assessments(),
        Kind::Clusters => report::schema_of_clusters(),
        Kind::Ranking => report::schema_of_ranking(),
        Kind::Snapshots => report::schema_of_snapshots(),
        Kind::Tests => report::schema_of_tests(),
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string_pretty(&schema).unwrap_or_default())?;
    Ok(Status::Fine)
}
