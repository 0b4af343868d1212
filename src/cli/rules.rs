//! Reads rule files from disk, and prints their problems.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimsift::diagnostic::{self, Code, Diagnostic, Severity, SourceFile};
use claimsift::rule::{self, FileKind, Loaded, Override, RuleKey, RuleNamed};
use claimsift::{Extractor, Pack};

use super::project::Project;
use super::{PackOptions, ProblemFormat, RuleOptions, Status, complain, counted, input, repository, terminal, walk};

/// The longest rule file or configuration, in bytes.
pub(super) const LONGEST_FILE: usize = 4 << 20;

/// Rule files that were read.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) sources: Vec<Arc<SourceFile>>,
    /// Problems of files that cannot be read or are not text.
    pub(super) problems: Vec<Diagnostic>,
    /// Whether such files, or a folder without a rule file, were given.
    pub(super) unreadable: bool,
    /// Files in folders that look like rule files but do not declare `claims: 1`: they are reported, and never changed.
    pub(super) undeclared: BTreeSet<String>,
    /// The canonical paths of the files read so far, so that each is read once even if given under several names.
    seen: BTreeMap<PathBuf, String>,
}

/// Reads the rule files at these paths. Files that cannot be read become problems, and the others are still read. In a
/// folder, the rule files are those that declare `claims: 1` and those under `rules` of the project, with their
/// manifests and the configuration; all others belong to other programs.
pub(super) fn read(paths: &[PathBuf], project: &Project) -> Files {
    let mut files = Files::default();
    project.note_nested(paths);
    for path in paths {
        if path.is_dir() {
            files.read_folder(path, project);
        } else {
            files.read_file(path);
        }
    }
    files
}

/// The same, but `-` means standard input under the name `name`; its `use:` is resolved next to that file.
pub(super) fn read_or_stdin(paths: &[PathBuf], project: &Project, name: Option<&Path>) -> Files {
    let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    let mut files = read(&paths, project);
    if !stdin.is_empty() {
        let name = name.map_or_else(|| STDIN.to_owned(), |name| name.display().to_string());
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(LONGEST_FILE as u64 + 1).read_to_end(&mut bytes);
        let source = match read {
            Ok(_) if bytes.len() > LONGEST_FILE => {
                let reason = format!("it is longer than {} MB, the most that is read at once", LONGEST_FILE >> 20);
                Err(Box::new(Diagnostic::unreadable(name, &reason)))
            }
            Ok(_) => SourceFile::from_bytes(name, bytes),
            Err(error) => Err(Box::new(Diagnostic::unreadable(name, &input::reason(&error)))),
        };
        match source {
            Ok(source) => files.sources.push(source),
            Err(problem) => files.report(*problem),
        }
    }
    files
}

/// The name of standard input if none is given.
const STDIN: &str = "<stdin>";

impl Files {
    fn read_folder(&mut self, folder: &Path, project: &Project) {
        let found = walk::files_below(folder, &["yaml", "yml"], &project.exclude);
        found.notes.iter().for_each(complain);
        for problem in &found.problems {
            self.report(Diagnostic::unreadable(terminal::one_line(&problem.path), &problem.reason));
        }
        let before = self.sources.len();
        let mut has_seen = false;
        let mut manifests = Vec::new();
        let mut homes = BTreeSet::new();
        for path in found.files {
            if self.has_seen(&path) {
                has_seen = true;
                // a configuration does not make the files next to it rule files
                let is_config =
                    path.file_name().is_some_and(|name| rule::CONFIG_FILES.iter().any(|known| name == *known));
                homes.extend(path.parent().filter(|_| !is_config).map(Path::to_path_buf));
                continue;
            }
            let source = match source(&path) {
                Ok(source) => source,
                Err(problem) if is_foreign(&path, &problem, project) => continue,
                Err(problem) => {
                    self.remember(&path);
                    self.report(*problem);
                    continue;
                }
            };
            let declared = rule::declares_edition(&source.text);
            match FileKind::of(&source) {
                FileKind::Manifest => {
                    manifests.push((path, source));
                    continue;
                }
                FileKind::Config => {}
                FileKind::Rules if declared || project.is_under_rules(&path) => {
                    homes.extend(path.parent().map(Path::to_path_buf));
                }
                FileKind::Rules if rule::is_rule_file(&source.text) => {
                    self.undeclared.insert(source.name.clone());
                }
                FileKind::Rules => continue,
            }
            self.remember(&path);
            self.sources.push(source);
        }
        // other programs have files called `pack.yaml`, too
        let ours = manifests.into_iter().filter(|(path, _)| path.parent().is_some_and(|home| homes.contains(home)));
        let mut described = BTreeMap::new();
        for (path, source) in ours {
            self.remember(&path);
            // the files of a folder are sorted by name, `pack.yaml` before `pack.yml`
            match described.entry(path.parent().map(Path::to_path_buf)) {
                Entry::Vacant(place) => {
                    place.insert(source.name.clone());
                    self.sources.push(source);
                }
                Entry::Occupied(first) => {
                    complain(format!("{} is ignored, because {} is next to it", source.name, first.get()));
                }
            }
        }
        if self.sources.len() == before && !has_seen && found.problems.is_empty() {
            complain(format!(
                "{}: no rule file in this folder (a rule file ends in .yaml and begins with `claims: 1`)",
                folder.display()
            ));
            self.unreadable = true;
        }
        self.sources.get_mut(before..).unwrap_or_default().sort_by(|one, other| one.name.cmp(&other.name));
    }

    fn read_file(&mut self, path: &Path) {
        if let Some(name) = path.canonicalize().ok().and_then(|place| self.seen.get(&place)) {
            // a file given by name is always treated as a rule file
            self.undeclared.remove(name);
            return;
        }
        self.remember(path);
        match source(path) {
            Ok(source) => self.sources.push(source),
            Err(problem) => self.report(*problem),
        }
    }

    /// Whether a file was read already.
    pub(super) fn has_seen(&self, path: &Path) -> bool {
        !self.seen.is_empty() && path.canonicalize().is_ok_and(|place| self.seen.contains_key(&place))
    }

    /// Records a file as read, so that it is not read again under another name.
    fn remember(&mut self, path: &Path) {
        if let Ok(place) = path.canonicalize() {
            self.seen.insert(place, path.display().to_string());
        }
    }

    fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
        self.unreadable = true;
    }
}

/// Reads a file.
///
/// # Errors
///
/// The file cannot be read, or is not text.
fn source(path: &Path) -> Result<Arc<SourceFile>, Box<Diagnostic>> {
    let name = path.display().to_string();
    let read = if walk::has_controls(path) {
        Err(std::io::Error::other(walk::CONTROLS))
    } else {
        input::read_file(path, LONGEST_FILE)
    };
    match read {
        Ok(bytes) => SourceFile::from_bytes(name, bytes),
        Err(error) => Err(Box::new(Diagnostic::unreadable(terminal::one_line(&name), &input::reason(&error)))),
    }
}

/// Whether an unreadable file in a folder belongs to another program: it is too long for a rule file, or the part that
/// can be read does not look like one. `false` if the file cannot be opened, because then nobody knows.
fn is_foreign(path: &Path, problem: &Diagnostic, project: &Project) -> bool {
    if project.is_under_rules(path) || FileKind::of(&problem.file) == FileKind::Config {
        return false;
    }
    match problem.code {
        Code::NotText => !rule::is_rule_file(&problem.file.text),
        _ => std::fs::metadata(path).is_ok_and(|file| file.len() > LONGEST_FILE as u64),
    }
}

/// Loads the rules given by the options or, without options, by the project: the built-in ones, and the user's own.
pub(super) fn load(options: &PackOptions, project: &Project) -> (Loaded, Status) {
    let files = read(&options.files(project), project);
    let mut sources = options.packs(project);
    let read = reader(&files.sources);
    sources.extend(files.sources);
    let mut loaded = rule::load(&sources, &read);
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

/// The extractor with the rules given by the options, and whether all of them are valid; problems are printed on
/// standard error.
pub(super) fn extractor(options: &RuleOptions, project: &Project) -> std::io::Result<(Extractor, Status)> {
    let (extractor, _, status) = extractor_of(load(&options.which, project), options, project)?;
    Ok((extractor, status))
}

/// The same for rules that are already loaded, with their problems.
pub(super) fn extractor_of(
    (loaded, mut status): (Loaded, Status),
    options: &RuleOptions,
    project: &Project,
) -> std::io::Result<(Extractor, Vec<Diagnostic>, Status)> {
    let mut errors: Vec<_> = loaded.problems.into_iter().filter(Diagnostic::is_error).collect();
    let mut pack = loaded.pack;
    if !options.selection.applied(&mut pack) {
        status = Status::Unusable;
    }
    let extractor = Extractor::new(pack)
        .with_least_confidence(options.least_confidence(project))
        .with_any_language(options.any_language(project));
    errors.extend(extractor.problems().into_iter().map(|(_, problem)| problem));
    diagnostic::sort(&mut errors);
    print_errors(&errors)?;
    if !errors.is_empty() {
        status = status.max(Status::Findings);
    }
    Ok((extractor, errors, status))
}

/// The text of a SARIF log; results omitted from it are reported on standard error.
pub(super) fn sarif(log: diagnostic::Log) -> String {
    if log.left_out > 0 {
        complain(format!(
            "{} were left out of the SARIF log, which holds 25000 at most",
            counted(log.left_out, "result")
        ));
    }
    log.text
}

/// A message if no enabled rule has this name, with what disabled it or a similar name, or if several have it.
pub(super) fn unknown(pack: &Pack, id: &str) -> Option<String> {
    match pack.find(id) {
        RuleNamed::One(_) => return None,
        RuleNamed::Several(rules) => return Some(ambiguous(id, &rules)),
        RuleNamed::Nothing => {}
    }
    if let Some(said) = pack.off(id) {
        return Some(off(said));
    }
    let near = diagnostic::nearest(id, pack.rules.iter().map(|rule| rule.id.as_str()));
    let near = near.map(|near| format!("; did you mean `{near}`?"));
    Some(format!("no valid rule has the id `{id}`{}", near.unwrap_or_default()))
}

/// The message that several rules have a name.
pub(super) fn ambiguous(name: &str, rules: &[RuleKey]) -> String {
    let names: Vec<String> = rules.iter().map(|rule| format!("`{}`", rule.qualified())).collect();
    format!("several rules are called `{name}`; name one of {}", names.join(", "))
}

/// The message about what disabled a rule.
pub(super) fn off(said: &Override) -> String {
    format!("the rule `{}` is turned off by {}", said.rule.id, said.place())
}

/// A reader for the files that these rule files use. Such a file must be below the one that uses it, after resolving
/// links.
pub(super) fn reader(sources: &[Arc<SourceFile>]) -> impl Fn(&str) -> Result<String, String> + use<> {
    let folder = |source: &Arc<SourceFile>| {
        let folder = Path::new(&source.name).parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).canonicalize().ok()
    };
    let homes: BTreeSet<PathBuf> = sources.iter().filter_map(folder).collect();
    move |path| {
        let place = Path::new(path).canonicalize().map_err(|error| input::reason(&error))?;
        if !homes.iter().any(|home| place.starts_with(home)) {
            return Err("it is a link to outside the folder of the rule file".to_owned());
        }
        read_text(&place)
    }
}

/// The text of a rule file, without the byte order mark.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    let bytes = input::read_file(path, LONGEST_FILE).map_err(|error| input::reason(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    Ok(text.strip_prefix(diagnostic::BYTE_ORDER_MARK).map_or_else(|| text.clone(), str::to_owned))
}

/// Prints problems on standard error.
///
/// # Errors
///
/// Those of writing.
pub(super) fn print_errors(problems: &[Diagnostic]) -> std::io::Result<()> {
    print(&mut terminal::stderr(), problems, ProblemFormat::Text, terminal::errors_want_colour())
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
                writeln!(out, "`claimsift check --explain {}` explains it\n", first.code.id())?;
            }
            Ok(())
        }
        ProblemFormat::Json => problems.iter().try_for_each(|problem| writeln!(out, "{}", diagnostic::json(problem))),
        ProblemFormat::Github => {
            problems.iter().try_for_each(|problem| writeln!(out, "{}", diagnostic::github(problem, &repository::path)))
        }
        ProblemFormat::Sarif => write!(out, "{}", sarif(diagnostic::sarif(problems, &repository::path))),
    }
}

/// *2 errors, 1 warning*.
pub(super) fn summary(problems: &[Diagnostic]) -> String {
    let count = |severity: Severity| problems.iter().filter(|problem| problem.severity == severity).count();
    format!("{}, {}", counted(count(Severity::Error), "error"), counted(count(Severity::Warning), "warning"))
}
