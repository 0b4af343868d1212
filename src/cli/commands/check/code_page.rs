//! What a code means: `claimsift check --explain C203`.

use std::io::Write;

use claimsift::check::check;
use claimsift::diagnostic::{Code, Diagnostic, Page, PageFile, Style, nearest, render};

use crate::cli::{Status, complain, terminal};

/// Prints the page of a code: its meaning, a file that has the problem, the messages about it, and the fixed file.
pub(super) fn print(out: &mut dyn Write, name: &str) -> std::io::Result<Status> {
    let Some(&code) = Code::ALL.iter().find(|code| code.id().eq_ignore_ascii_case(name.trim())) else {
        let near = nearest(name, Code::ALL.iter().map(|code| code.id()));
        let help = near.map_or_else(
            || "codes are shown in brackets: `error[C203]`".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        complain(format!("unknown code `{name}`; {help}"));
        return Ok(Status::Unusable);
    };
    let page = Page::of(code);
    writeln!(out, "{}: {}\n\n{}", code.id(), page.title, page.text)?;
    writeln!(out, "\nWrong:\n\n{}", shown(&page.wrong))?;
    let style = if terminal::wants_colour() { Style::Colour } else { Style::Plain };
    writeln!(out, "This is reported:\n")?;
    for problem in problems(&page) {
        writeln!(out, "{}\n", render(&problem, style))?;
    }
    write!(out, "This is right:\n\n{}", shown(&page.right))?;
    Ok(Status::Fine)
}

fn problems(page: &Page) -> Vec<Diagnostic> {
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for file in &page.wrong {
        match file.source() {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(*problem),
        }
    }
    problems.extend(check(&sources, &|_| Err("no such file".to_owned())).problems);
    problems
}

/// Files one after the other; if there are several, each under its name.
fn shown(files: &[PageFile]) -> String {
    let named = |file: &PageFile| match files {
        [_] => indented(file.text),
        _ => format!("{}:\n\n{}", file.name, indented(file.text)),
    };
    files.iter().map(named).collect::<Vec<_>>().join("\n")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}
