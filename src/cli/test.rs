//! `claimsift test`: the examples of rules, run.

use std::io::Write;
use std::path::PathBuf;

use claimsift::diagnostic::{self, Diagnostic};
use claimsift::examples::{Failure, Outcome};
use claimsift::rule::{self, Example, Rule, Verdict};
use claimsift::span::Span;
use claimsift::{Extractor, report};
use clap::Args;

use super::select::Selection;
use super::{ProblemFormat, Status, complain, counted, project, rules, terminal};

/// Run the examples that stand in rule files
///
/// Every rule must find what its `finds` lines mark, span by span, and nothing in its `ignores` lines. A failure shows
/// the sentence with what was expected and what was found below it, the word that stopped the rule and a change that would
/// match, and which other rules find something there.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift test rules/council.yaml\n  claimsift test --rule said-that rules/\n\nExit status: 0 all as they should be, 1 some are not, 2 a file cannot be read."
)]
pub(super) struct Options {
    /// Rule files, or folders of them
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Only the rule of this id, which may be a former one; `pack/id` where several have it
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
    #[command(flatten)]
    selection: Selection,
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
    let mut out = terminal::stdout();
    rules::print(&mut out, &problems, ProblemFormat::Text, terminal::wants_colour())?;
    if let Some(problem) = options.rule.as_deref().and_then(|id| rules::unknown(extractor.pack(), id)) {
        complain(&problem);
        return Ok(Status::Unusable);
    }
    let outcomes = extractor.run_examples(options.rule.as_deref());
    let mut failed = 0;
    for group in outcomes.chunk_by(|one, other| one.rule == other.rule) {
        let Some(rule) = group.first().and_then(|outcome| extractor.pack().rules.get(outcome.rule)) else { continue };
        failed += show_rule(&mut out, &extractor, rule, group)?;
    }
    let rules_run = outcomes.chunk_by(|one, other| one.rule == other.rule).count();
    writeln!(
        out,
        "\n{}, {}: {} as they should be, {failed} not",
        counted(rules_run, "rule"),
        counted(outcomes.len(), "example"),
        outcomes.len() - failed
    )?;
    Ok(if files.unreadable {
        Status::Unusable
    } else if failed > 0 || problems.iter().any(Diagnostic::is_error) {
        Status::Findings
    } else {
        Status::Fine
    })
}

/// Shows one rule and gives the number of its examples that are not as they should be.
fn show_rule(out: &mut dyn Write, extractor: &Extractor, rule: &Rule, outcomes: &[Outcome]) -> std::io::Result<usize> {
    let of = |verdict: Verdict| {
        let all = outcomes.iter().filter(move |outcome| {
            rule.examples.get(outcome.example).is_some_and(|example| example.verdict == verdict)
        });
        (all.clone().filter(|outcome| outcome.verdict.is_ok()).count(), all.count())
    };
    let (found, finds) = of(Verdict::Finds);
    let (ignored, ignores) = of(Verdict::Ignores);
    let (waiting, not_yet) = of(Verdict::NotYet);
    let mut line = format!("{}: finds {found}/{finds}", extractor.pack().name_of(rule));
    if ignores > 0 {
        line.push_str(&format!(" ignores {ignored}/{ignores}"));
    }
    if not_yet > 0 {
        line.push_str(&format!(" not yet {waiting}/{not_yet}"));
    }
    writeln!(out, "{line}")?;
    let mut failed = 0;
    for outcome in outcomes {
        if let (Some(example), Err(failure)) = (rule.examples.get(outcome.example), &outcome.verdict) {
            failed += 1;
            show_failure(out, rule, example, outcome, failure)?;
            if *failure == Failure::NotFound
                && let Some((article, told)) = extractor.why_not_example(outcome.rule, outcome.example)
            {
                for line in report::explain::why_not_line(&article, &told) {
                    writeln!(out, "      {line}")?;
                }
            }
        }
    }
    Ok(failed)
}

fn show_failure(
    out: &mut dyn Write,
    rule: &Rule,
    example: &Example,
    outcome: &Outcome,
    failure: &Failure,
) -> std::io::Result<()> {
    let line = rule.file.position(example.span.start).line;
    let what = match failure {
        Failure::NotFound => "is not found".to_owned(),
        Failure::NotIgnored => "should be ignored, but is found".to_owned(),
        Failure::NowFound => "is found by now: move it to `finds`".to_owned(),
        Failure::WrongSpan(role, ..) => format!("is found, but `{{{role}}}` is not what it should be"),
        Failure::Unmarked(role, _) => format!("is found, but does not mark `{{{role}}}`"),
    };
    writeln!(out, "  {}:{line} {what}", rule.file.name)?;
    let text = example.text.replace('\n', "¶");
    writeln!(out, "      {text}")?;
    for (role, span) in &example.marks {
        writeln!(out, "      {} {role} expected", underline(&example.text, *span, '~'))?;
    }
    for (role, span) in &outcome.found {
        writeln!(out, "      {} {role} found", underline(&example.text, *span, '^'))?;
    }
    if !outcome.others.is_empty() {
        writeln!(out, "      also found by: {}", outcome.others.join(", "))?;
    }
    Ok(())
}

/// A line that underlines `span` of `text`.
fn underline(text: &str, span: Span, mark: char) -> String {
    let before = Span::new(0, span.start).of(text).chars().count();
    let inside = span.of(text).chars().count();
    format!("{}{}", " ".repeat(before), mark.to_string().repeat(inside.max(1)))
}
