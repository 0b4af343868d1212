//! The current project: the folder with `claimsift.yaml`, found upward from the working directory.
//!
//! All paths in the configuration stay inside that folder: its parser rejects paths that lead out, and [`load`] rejects
//! links that do.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Once, OnceLock, PoisonError};

use claimsift::config::{CONFIG_FILES, Config};
use claimsift::diagnostic::{Code, Diagnostic, SourceFile, sort};

use super::walk::Exclude;
use super::{Status, complain, input, rules};

/// A project; the default stands in for a project without a configuration.
#[derive(Debug, Clone, Default)]
pub(super) struct Project {
    /// Its folder, relative to the working directory; empty if they are the same.
    pub(super) folder: PathBuf,
    /// Its configuration file; `None` if there is none.
    pub(super) file: Option<PathBuf>,
    pub(super) config: Config,
    /// What is skipped whenever a folder is searched.
    pub(super) exclude: Exclude,
}

/// Finds the project. Problems of its file are printed on standard error.
///
/// # Errors
///
/// The exit status, if the file cannot be used.
pub(super) fn find() -> std::io::Result<Result<Project, Status>> {
    let (project, problems) = load();
    rules::print_errors(&problems)?;
    Ok(if problems.iter().any(Diagnostic::is_error) { Err(Status::Unusable) } else { Ok(project) })
}

/// Finds the project, for commands that only need its exclusions. Problems of its file are reported by `claimsift
/// check` and by the commands that need the rest.
pub(super) fn of_folder() -> Project {
    load().0
}

/// The project, with all problems of its file; invalid settings have their defaults.
pub(super) fn load() -> (Project, Vec<Diagnostic>) {
    load_file(nearest())
}

/// The project of a folder that may differ from the working directory.
pub(super) fn around(folder: &Path) -> Project {
    let nearest = || folder.ancestors().find_map(config_in);
    load_file(NAMED.get().cloned().or_else(nearest)).0
}

fn load_file(file: Option<PathBuf>) -> (Project, Vec<Diagnostic>) {
    let Some(file) = file else { return (Project::default(), Vec::new()) };
    note_second(&file);
    let name = file.display().to_string();
    let folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
    let source = match input::read_file(&file, rules::LONGEST_FILE) {
        Ok(bytes) => SourceFile::from_bytes(name, bytes),
        Err(error) => Err(Box::new(Diagnostic::unreadable(name, &input::reason(&error)))),
    };
    let source = match source {
        Ok(source) => source,
        Err(problem) => return (Project { folder, file: Some(file), ..Project::default() }, vec![*problem]),
    };
    let (mut config, mut problems) = Config::read(&source);
    problems.extend(links_out(&source, &folder, &config));
    let exclude = exclude(&source, &folder, &config).unwrap_or_else(|problem| {
        problems.push(*problem);
        Exclude::default()
    });
    sort(&mut problems);
    if problems.iter().any(Diagnostic::is_error) {
        // no command may use a path that leads out
        config = Config::default();
    }
    (Project { folder, file: Some(file), config, exclude }, problems)
}

/// The exclusions of a configuration, or the pattern that cannot be parsed.
fn exclude(source: &Arc<SourceFile>, folder: &Path, config: &Config) -> Result<Exclude, Box<Diagnostic>> {
    Exclude::new(folder, &config.exclude).map_err(|why| {
        let is_bad = |pattern: &String| Exclude::new(folder, std::slice::from_ref(pattern)).is_err();
        let places = &config.exclude_places;
        let bad = places.iter().find(|(pattern, _)| is_bad(pattern)).or(places.first());
        let span = bad.map(|&(_, span)| span).unwrap_or_default();
        Box::new(Diagnostic::new(Code::BadValue, source, span, why))
    })
}

/// The problems of a configuration that depend on its folder: patterns that cannot be parsed, and links that lead out.
/// All others are found by checking its text.
pub(super) fn problems_of_place(source: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let (config, _) = Config::read(source);
    let folder = Path::new(&source.name).parent().map(Path::to_path_buf).unwrap_or_default();
    let mut problems = links_out(source, &folder, &config);
    problems.extend(exclude(source, &folder, &config).err().map(|problem| *problem));
    problems
}

/// The file that `--config` names. It is set once, before any command runs.
static NAMED: OnceLock<PathBuf> = OnceLock::new();

/// Uses this file as the configuration, instead of the nearest one.
pub(super) fn name_config(file: PathBuf) {
    // only the arguments set it, and they are parsed once
    let _ = NAMED.set(file);
}

/// The configuration file: the one given, or the nearest, in this folder or one above.
fn nearest() -> Option<PathBuf> {
    if let Some(named) = NAMED.get() {
        return Some(named.clone());
    }
    if let Some(here) = config_in(Path::new("")) {
        return Some(here);
    }
    let folder = std::env::current_dir().ok()?;
    folder.ancestors().skip(1).find_map(config_in)
}

/// The configuration in a folder. If both spellings of its name exist, the first counts.
fn config_in(folder: &Path) -> Option<PathBuf> {
    CONFIG_FILES.iter().map(|name| folder.join(name)).find(|file| file.exists())
}

/// Reports, once, that a second configuration file in the same folder is ignored.
fn note_second(file: &Path) {
    static NOTED: Once = Once::new();
    let other = CONFIG_FILES.get(1).map(|name| file.with_file_name(name));
    let is_first = file.file_name().is_some_and(|name| Some(&name.to_string_lossy().as_ref()) == CONFIG_FILES.first());
    if let Some(other) = other.filter(|other| is_first && other.exists()) {
        NOTED.call_once(|| {
            complain(format!("{} is ignored, because {} is next to it", other.display(), file.display()));
        });
    }
}

/// The problems of configured paths that lead out of the folder through a link.
fn links_out(source: &Arc<SourceFile>, folder: &Path, config: &Config) -> Vec<Diagnostic> {
    let home = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(home) = home.canonicalize() else { return Vec::new() };
    let leads_out = |path: &str| home.join(path).canonicalize().is_ok_and(|place| !place.starts_with(&home));
    let out = config.places.iter().filter(|(path, _)| leads_out(path));
    let problem = |(path, span): &(String, _)| {
        let problem = format!("`{path}` is a link to outside the folder of this file");
        Diagnostic::new(Code::BadValue, source, *span, problem).help("name files elsewhere on the command line")
    };
    out.map(problem).collect()
}

impl Project {
    /// Reports the configurations next to or above the given paths that do not apply, because the project is found from
    /// the working directory.
    pub(super) fn note_nested(&self, paths: &[PathBuf]) {
        if NAMED.get().is_some() {
            return;
        }
        let home = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        let Ok(home) = home.canonicalize() else { return };
        static NOTED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
        let mut passed_over = BTreeSet::new();
        for path in paths.iter().filter_map(|path| path.canonicalize().ok()) {
            let inside = path.ancestors().take_while(|folder| folder.starts_with(&home) && **folder != home);
            passed_over.extend(inside.filter_map(config_in));
        }
        for file in passed_over {
            // several callers look at the same paths
            if !NOTED.lock().unwrap_or_else(PoisonError::into_inner).insert(file.clone()) {
                continue;
            }
            let below = file.strip_prefix(&home).unwrap_or(&file);
            let folder = below.parent().unwrap_or(below).display();
            let below = below.display();
            complain(format!("{below} does not apply here; to use it, run in `{folder}`, or with `-C {folder}`"));
        }
    }

    /// A path of the configuration, relative to the working directory.
    pub(super) fn path(&self, written: &str) -> PathBuf {
        self.folder.join(written)
    }

    /// Several such paths.
    pub(super) fn paths(&self, written: &[String]) -> Vec<PathBuf> {
        written.iter().map(|path| self.path(path)).collect()
    }

    /// Whether a file is a rule file because it is one of the paths under `rules` of the configuration, or in a folder
    /// among them. The folder of the project itself does not count: it holds other files too.
    pub(super) fn is_under_rules(&self, file: &Path) -> bool {
        let Ok(file) = file.canonicalize() else { return false };
        let home = self.path(".").canonicalize();
        let rules = self.paths(&self.config.rules).into_iter().filter_map(|path| path.canonicalize().ok());
        rules.filter(|path| home.as_ref().is_ok_and(|home| path != home)).any(|path| file.starts_with(path))
    }

    /// A path for the output of other programs: relative to the folder of the project, with slashes.
    pub(super) fn shown(&self, path: &Path) -> String {
        let inside =
            if self.folder.as_os_str().is_empty() { path } else { path.strip_prefix(&self.folder).unwrap_or(path) };
        let path = inside.display().to_string().replace('\\', "/");
        path.strip_prefix("./").map_or_else(|| path.clone(), str::to_owned)
    }
}
