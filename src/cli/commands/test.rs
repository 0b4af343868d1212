//! `claimsift test`: runs the examples of rules.

use std::io::Write;
use std::path::PathBuf;

use claimsift::diagnostic::{self, Diagnostic};
use claimsift::report::test_results::{self, Run, Test};
use claimsift::rule_examples::{Failure, Outcome};
use claimsift::{Extractor, report, rule};
use clap::{Args, ValueEnum};

use crate::cli::select::Selection;
use crate::cli::{ProblemFormat, Status, complain, project, repository, rules, terminal};

/// Run the examples in rule files
///
/// Every rule must find what its `finds` lines mark, span by span, and nothing in its `ignores` lines. A failure shows
/// the sentence with what was expected and what was found below it, the word that stopped the rule and a change that would
/// match, and which other rules find something there.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift test rules/council.yaml\n  claimsift test --rule said-that rules/\n  claimsift test --format junit rules/ > examples.xml\n\nExit status: 0 all examples passed, 1 some failed, 2 a file cannot be read."
)]
pub(in crate::cli) struct Options {
    /// Rule files, or folders of them
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Only test the rule with this id or former id; `pack/id` if several rules have the id
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
    #[command(flatten)]
    selection: Selection,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How examples are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each rule, and every failure with what was expected and found
    Text,
    /// One JSON object per line for each example
    Json,
    /// JUnit XML for build servers: a suite for each rule file, a case for each example
    Junit,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let files = rules::read(&options.paths, &project::of_folder());
    let loaded = rule::load(&files.sources, &rules::reader(&files.sources));
    let mut problems = files.problems;
    problems.extend(loaded.problems.into_iter().filter(Diagnostic::is_error));
    let mut pack = loaded.pack;
    if !options.selection.applied(&mut pack) {
        return Ok(Status::Unusable);
    }
    let extractor = Extractor::new(pack);
    problems.extend(extractor.problems().into_iter().map(|(_, problem)| problem));
    diagnostic::sort(&mut problems);
    if let Some(problem) = options.rule.as_deref().and_then(|id| rules::unknown(extractor.pack(), id)) {
        // whether an id is known may depend on these errors
        rules::print_errors(&problems)?;
        complain(&problem);
        return Ok(Status::Unusable);
    }
    let outcomes = extractor.run_examples(options.rule.as_deref());
    let tests = outcomes.iter().filter_map(|outcome| test(&extractor, outcome)).collect();
    let run = Run { tests, problems: &problems };
    let mut out = terminal::stdout();
    match options.format {
        Format::Text => {
            rules::print(&mut out, &problems, ProblemFormat::Text, terminal::wants_colour())?;
            write!(out, "{}", test_results::text(&run))?;
        }
        Format::Json => write!(out, "{}", test_results::json_lines(&run))?,
        Format::Junit => write!(out, "{}", test_results::junit(&run, &repository::path))?,
    }
    Ok(if files.unreadable {
        Status::Unusable
    } else if outcomes.iter().any(|outcome| outcome.verdict.is_err()) || problems.iter().any(Diagnostic::is_error) {
        Status::Findings
    } else {
        Status::Fine
    })
}

fn test<'r>(extractor: &'r Extractor, outcome: &'r Outcome) -> Option<Test<'r>> {
    let rule = extractor.pack().rules.get(outcome.rule)?;
    let why_not = matches!(outcome.verdict, Err(Failure::NotFound))
        .then(|| extractor.why_not_example(outcome.rule, outcome.example))
        .flatten()
        .map(|(article, why_not)| report::explain::why_not_line(&article, &why_not));
    Some(Test {
        rule,
        name: extractor.pack().name_of(rule),
        example: rule.examples.get(outcome.example)?,
        outcome,
        why_not: why_not.unwrap_or_default(),
    })
}
