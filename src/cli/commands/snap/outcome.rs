//! The result of a run, printed or written to a file, with advice on what to do next.

use std::io::{IsTerminal, Write};

use claimsift::diagnostic::Level;
use claimsift::report::{self, snapshot};
use claimsift::snapshot::Verdict;

use super::{Format, Mode, Options, fine};
use crate::cli::{complain, input, rules, terminal, width, write};

/// Prints the result and the advice; returns whether the output file, if any, could be written.
pub(super) fn print(options: &Options, mode: Mode, run: &snapshot::Run) -> std::io::Result<bool> {
    let style = report::Style { colour: terminal::wants_colour(), width: width() };
    let text = match options.format {
        Format::Text => snapshot::text(run, style),
        Format::Junit => snapshot::junit(run),
        Format::Sarif => rules::sarif(snapshot::sarif(run)),
        Format::Github => snapshot::github(run),
        Format::Jsonl => snapshot::json_lines(run),
    };
    let mut out: Box<dyn Write> = match options.format {
        Format::Github if options.output.is_none() => Box::new(terminal::stdout_of_commands()),
        _ => Box::new(terminal::stdout()),
    };
    let mut written = true;
    match &options.output {
        None => out.write_all(text.as_bytes())?,
        Some(path) => {
            let message =
                |error: std::io::Error| format!("{}: cannot be written: {}", path.display(), input::reason(&error));
            written = fine(write::replace(path, &text).map_err(message));
            out.write_all(snapshot::text(run, style).as_bytes())?;
        }
    }
    if let Some(advice) = advice(mode, run) {
        if options.format == Format::Text || options.output.is_some() {
            writeln!(out, "{advice}")?;
        } else if std::io::stderr().is_terminal() {
            complain(&advice);
        }
    }
    Ok(written)
}

/// What to do next.
fn advice(mode: Mode, run: &snapshot::Run) -> Option<String> {
    let relevant = || run.outcomes.iter().filter(|outcome| run.levels.of(outcome) > Level::Off);
    let some = |is: fn(&Verdict) -> bool| relevant().any(|outcome| is(&outcome.verdict));
    let are_new = some(|verdict| matches!(verdict, Verdict::New(_)));
    let are_changed = some(|verdict| matches!(verdict, Verdict::Changed { .. }));
    let are_left = some(|verdict| matches!(verdict, Verdict::Unreferenced));
    let many_new = || run.outcomes.iter().all(|outcome| matches!(outcome.verdict, Verdict::New(_)));
    Some(match mode {
        _ if are_new && many_new() => "everything is new: run `claimsift snap --update` to write the snapshots".to_owned(),
        Mode::Propose if are_new || are_changed => {
            "run `claimsift snap review` to review the changes, or `claimsift snap --update` to accept all".to_owned()
        }
        Mode::Check if are_new || are_changed => {
            "run `claimsift snap` locally to review this, or `claimsift snap --update` to accept all, and commit the snapshots"
                .to_owned()
        }
        _ if are_left => "run `claimsift snap --update` to remove the snapshots without an article".to_owned(),
        _ => return None,
    })
}
