//! `claimsift read`: rules in plain English.

use std::io::Write;
use std::path::{Path, PathBuf};

use claimsift::Pack;
use claimsift::diagnostic::{self, Diagnostic};
use claimsift::report;
use claimsift::rule::{self, Rule, RuleNamed};
use clap::{Args, ValueEnum};

use crate::cli::select::Selection;
use crate::cli::{Status, complain, project, rules, terminal, width};

/// Describe in plain English what rules find
///
/// Reads the patterns of rules aloud: "somebody (the source), then any form of say, then perhaps that, then the claim".
/// If a rule has several patterns, they are numbered. Phrases are referred to by name and explained below.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift read rules/council.yaml\n  claimsift read said-that\n  claimsift read --unfold according-to\n\nExit status: 0 success, 1 rules with errors were left out, 2 a file or rule cannot be found."
)]
pub(in crate::cli) struct Options {
    /// Rule files, folders of them, or ids of rules [default: .]
    ///
    /// If an id is given, only the named rules are described: from the given files, or from the built-in rules.
    #[arg(value_name = "PATH|RULE-ID")]
    rules: Vec<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    /// Spell out phrases and list every word of each list
    #[arg(long)]
    unfold: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object per line for each rule
    Json,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let (ids, mut paths): (Vec<PathBuf>, Vec<PathBuf>) = options.rules.iter().cloned().partition(|name| is_id(name));
    if options.rules.is_empty() {
        paths.push(PathBuf::from("."));
    }
    let files = rules::read(&paths, &project::of_folder());
    let mut status = if files.unreadable { Status::Unusable } else { Status::Fine };
    let mut own = rule::load(&files.sources, &rules::reader(&files.sources));
    if !options.selection.applied(&mut own.pack) {
        return Ok(Status::Unusable);
    }
    let mut problems = files.problems;
    problems.extend(own.problems.into_iter().filter(Diagnostic::is_error));
    diagnostic::sort(&mut problems);
    rules::print_errors(&problems)?;
    if !problems.is_empty() {
        status = status.max(Status::Findings);
    }
    let mut found: Vec<&Rule> = Vec::new();
    let whole = ids.is_empty();
    if whole {
        found.extend(&own.pack.rules);
        found.sort_by_key(|rule| (&rule.file.name, rule.span.start));
    }
    let shipped = if whole { Pack::default() } else { shipped() };
    for id in ids {
        let id = id.to_string_lossy();
        let named = match own.pack.find(&id) {
            RuleNamed::One(at) => own.pack.rules.get(at),
            RuleNamed::Several(rules) => {
                complain(rules::ambiguous(&id, &rules));
                status = Status::Unusable;
                continue;
            }
            RuleNamed::Nothing => shipped.rule(&id),
        };
        if let Some(rule) = named {
            found.push(rule);
        } else {
            complain(own.pack.off(&id).map_or_else(|| unknown(&shipped, &id), rules::off));
            status = Status::Unusable;
        }
    }
    let mut out = terminal::stdout();
    let style = report::Style { colour: terminal::wants_colour(), width: width() };
    let count = found.len();
    for (at, rule) in found.into_iter().enumerate() {
        let reading = rule::describe(rule, options.unfold);
        // if the rule was overridden by a file loaded with it, its description already says so
        let said = own.pack.said_of(&rule.key()).filter(|_| rule.overridden.is_none());
        let reading = said.map_or(reading.clone(), |said| reading.overridden(said));
        match options.format {
            Format::Text => {
                write!(out, "{}{}", if at == 0 { "" } else { "\n" }, report::reading(rule, &reading, style))?;
            }
            Format::Json => writeln!(out, "{}", report::reading_json(rule, &reading))?,
        }
    }
    let of_others = own.pack.overrides.iter().filter(|said| own.pack.rule(&said.rule.qualified()).is_none());
    for (at, said) in of_others.filter(|_| whole && options.format == Format::Text).enumerate() {
        let gap = if at == 0 && count > 0 { "\n" } else { "" };
        write!(out, "{gap}{}", report::overriding(said, style))?;
    }
    Ok(status)
}

/// Whether an argument is a rule id: no such file exists, and it does not look like a path.
fn is_id(name: &Path) -> bool {
    let is_path = name.extension().is_some_and(|end| end == "yaml" || end == "yml") || name.ends_with(".");
    let names_pack = name
        .to_str()
        .and_then(|name| name.rsplit_once('/'))
        .is_none_or(|(pack, id)| !id.is_empty() && !pack.starts_with('.') && !pack.contains('/'));
    !is_path && names_pack && !name.exists()
}

/// All built-in rules.
fn shipped() -> Pack {
    let packs: Vec<&str> = rule::PACKS.iter().copied().chain(rule::FACETS.iter().copied()).collect();
    rule::load(&rule::files_of(&packs), &rules::reader(&[])).pack
}

fn unknown(pack: &Pack, id: &str) -> String {
    let near = diagnostic::nearest(id, pack.rules.iter().map(|rule| rule.id.as_str()));
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("no file or rule is called `{id}`{near}")
}
