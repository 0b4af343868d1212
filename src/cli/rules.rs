//! Rule files from disk, and their problems on the screen.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimsift::diagnostic::{self, Diagnostic, Severity, SourceFile};
use claimsift::rule::{self, FileKind, Loaded, Override};
use claimsift::{Extractor, Pack};

use super::project::Project;
use super::{PackOptions, ProblemFormat, RuleOptions, Status, complain, counted, input};

/// Rule files, read.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) sources: Vec<Arc<SourceFile>>,
    /// Problems of files that are no text.
    pub(super) problems: Vec<Diagnostic>,
    /// Whether something could not be read at all; it has been reported.
    pub(super) unreadable: bool,
}

/// Reads the rule files that paths stand for; what cannot be read is reported, and the others are read.
pub(super) fn read(paths: &[PathBuf]) -> Files {
    let mut files = Files::default();
    for path in paths {
        if path.is_dir() {
            let found: Vec<PathBuf> =
                input::files_below(path, &["yaml", "yml"]).into_iter().filter(|file| looks_like_rules(file)).collect();
            if found.is_empty() {
                complain(&format!(
                    "{}: no rule file in this folder (a rule file ends in .yaml and begins with `claims: 1`)",
                    path.display()
                ));
                files.unreadable = true;
            }
            found.iter().for_each(|file| files.read(file));
        } else {
            files.read(path);
        }
    }
    files
}

/// Whether a YAML file in a folder means to be read: it has the key `claims`, or is a manifest or a configuration.
fn looks_like_rules(path: &Path) -> bool {
    let Ok(bytes) = std::fs::read(path) else { return true };
    let text = String::from_utf8_lossy(&bytes);
    text.lines().any(|line| line.starts_with("claims:") || line.starts_with("rules:"))
        || FileKind::of(&SourceFile::new(path.display().to_string(), text)) != FileKind::Rules
}

impl Files {
    fn read(&mut self, path: &Path) {
        let name = path.display().to_string();
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                complain(&format!("{name}: {}", input::reason(&error)));
                self.unreadable = true;
                return;
            }
        };
        match SourceFile::from_bytes(name, bytes) {
            Ok(source) => self.sources.push(source),
            Err(problem) => {
                self.problems.push(*problem);
                self.unreadable = true;
            }
        }
    }
}

/// Loads what the options name, or else the project: the rules that come with the program, and the author's own.
pub(super) fn load(options: &PackOptions, project: &Project) -> (Loaded, Status) {
    let files = read(&options.files(project));
    let mut sources = options.packs(project);
    sources.extend(files.sources);
    let mut loaded = rule::load(&sources, &read_used);
    loaded.problems.splice(0..0, files.problems);
    let status = if files.unreadable {
        Status::Unusable
    } else if loaded.problems.iter().any(Diagnostic::is_error) {
        Status::Findings
    } else {
        Status::Fine
    };
    (loaded, status)
}

/// What applies the rules that the options name, and whether all of them are sound; problems are printed on standard error.
pub(super) fn extractor(options: &RuleOptions, project: &Project) -> std::io::Result<(Extractor, Status)> {
    extractor_of(load(&options.which, project), options, project)
}

/// The same for rules that are loaded.
pub(super) fn extractor_of(
    (loaded, mut status): (Loaded, Status),
    options: &RuleOptions,
    project: &Project,
) -> std::io::Result<(Extractor, Status)> {
    let mut errors: Vec<_> = loaded.problems.into_iter().filter(Diagnostic::is_error).collect();
    let extractor = Extractor::new(loaded.pack).with_least_confidence(options.least_confidence(project));
    errors.extend(extractor.problems().into_iter().map(|(_, problem)| problem));
    diagnostic::sort(&mut errors);
    print(&mut anstream::stderr().lock(), &errors, ProblemFormat::Text, std::io::stderr().is_terminal())?;
    if !errors.is_empty() {
        status = status.max(Status::Findings);
    }
    Ok((extractor, status))
}

/// Says that no rule that is on has this id, if so, and who turned it off or which it may have been meant to be.
pub(super) fn unknown(pack: &Pack, id: &str) -> Option<String> {
    if pack.rule(id).is_some() {
        return None;
    }
    if let Some(said) = pack.off(id) {
        return Some(off(said));
    }
    let near = diagnostic::nearest(id, pack.rules.iter().map(|rule| rule.id.as_str()));
    let near = near.map(|near| format!("; did you mean `{near}`?"));
    Some(format!("no sound rule has the id `{id}`{}", near.unwrap_or_default()))
}

/// Says who turned a rule off.
pub(super) fn off(said: &Override) -> String {
    format!("the rule `{}` is off: {} says so", said.rule, said.place())
}

/// Reads a file that a rule file uses.
pub(super) fn read_used(path: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(path).map_err(|error| input::reason(&error))?;
    Ok(text.strip_prefix(diagnostic::BYTE_ORDER_MARK).map_or_else(|| text.clone(), str::to_owned))
}

/// Prints problems in the given form.
///
/// # Errors
///
/// Those of `out`.
pub(super) fn print(
    out: &mut dyn Write,
    problems: &[Diagnostic],
    format: ProblemFormat,
    colour: bool,
) -> std::io::Result<()> {
    match format {
        ProblemFormat::Text => {
            let style = if colour { diagnostic::Style::Colour } else { diagnostic::Style::Plain };
            for problem in problems {
                writeln!(out, "{}\n", diagnostic::render(problem, style))?;
            }
            if let Some(first) = problems.first() {
                writeln!(out, "`claimsift check --explain {}` tells more\n", first.code.id())?;
            }
            Ok(())
        }
        ProblemFormat::Json => problems.iter().try_for_each(|problem| writeln!(out, "{}", diagnostic::json(problem))),
        ProblemFormat::Github => {
            problems.iter().try_for_each(|problem| writeln!(out, "{}", diagnostic::github(problem)))
        }
        ProblemFormat::Sarif => write!(out, "{}", diagnostic::sarif(problems)),
    }
}

/// *2 errors, 1 warning*.
pub(super) fn summary(problems: &[Diagnostic]) -> String {
    let count = |severity: Severity| problems.iter().filter(|problem| problem.code.severity() == severity).count();
    format!("{}, {}", counted(count(Severity::Error), "error"), counted(count(Severity::Warning), "warning"))
}
