//! The files below a folder that this program should read.
//!
//! Folders also hold other people's files. Hidden files, `node_modules`, and everything that a `.gitignore` of the
//! repository or `exclude:` of `claimsift.yaml` matches is skipped; a user's own git settings are ignored, so that
//! everyone sees the same files. A link is followed only to a file in the same folder: nothing outside is read unless
//! it is given by name.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::input::{Unreadable, reason};

/// The content of a folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files with one of the endings, sorted by path.
    pub(super) files: Vec<PathBuf>,
    /// Folders and files that cannot be read; their content is missing.
    pub(super) problems: Vec<Unreadable>,
    /// Messages about files that were skipped, and why.
    pub(super) notes: Vec<String>,
}

/// What a project excludes.
#[derive(Debug, Clone)]
pub(super) struct Exclude(Gitignore);

impl Default for Exclude {
    fn default() -> Self {
        Self(Gitignore::empty())
    }
}

impl Exclude {
    /// Excludes what these patterns match, which are written as in a `.gitignore` in `folder`.
    ///
    /// # Errors
    ///
    /// The pattern that cannot be parsed.
    pub(super) fn new(folder: &Path, patterns: &[String]) -> Result<Self, String> {
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let mut builder = GitignoreBuilder::new(folder);
        for pattern in patterns {
            builder.add_line(None, pattern).map_err(|error| format!("exclude: `{pattern}`: {error}"))?;
        }
        builder.build().map(Self).map_err(|error| format!("exclude: {error}"))
    }

    /// Whether a file is excluded when `folder` is searched. Both paths are canonical.
    pub(super) fn leaves_out(&self, file: &Path, folder: &Path) -> bool {
        let below = file.ancestors().take_while(|path| path.starts_with(folder) && *path != folder);
        let mut below = below.filter(|path| path.starts_with(self.0.path()));
        below.any(|path| self.0.matched(path, path != file).is_ignore())
    }
}

/// All files below `folder` with one of these extensions. Linear in the number of entries.
pub(super) fn files_below(folder: &Path, endings: &[&str], exclude: &Exclude) -> Found {
    let mut found = Found::default();
    let home = match fs::canonicalize(folder) {
        Ok(home) => home,
        Err(error) => {
            found.problems.push(Unreadable::new(folder.display().to_string(), reason(&error)));
            return found;
        }
    };
    for entry in walk(folder, &home, exclude) {
        match entry {
            Ok(entry) => found.add(&entry, endings, &home),
            Err(error) => found.problems.push(problem(folder, &error)),
        }
    }
    found
}

/// Walks a folder in the order of paths, without what is excluded.
pub(super) fn walk(folder: &Path, home: &Path, exclude: &Exclude) -> ignore::Walk {
    let rules: Vec<Gitignore> = above(home).into_iter().chain([exclude.0.clone()]).collect();
    let (from, to) = (folder.to_path_buf(), home.to_path_buf());
    let is_wanted = move |entry: &DirEntry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let below = entry.path().strip_prefix(&from).unwrap_or(entry.path());
        if below.as_os_str().is_empty() {
            return true;
        }
        let path = to.join(below);
        let is_ignored =
            |rules: &Gitignore| path.starts_with(rules.path()) && rules.matched(&path, is_folder).is_ignore();
        let is_installed = is_folder && entry.file_name() == "node_modules";
        !(is_installed || rules.iter().any(is_ignored))
    };
    let mut walk = WalkBuilder::new(folder);
    walk.parents(false).git_global(false).git_exclude(false).require_git(false);
    walk.filter_entry(is_wanted).sort_by_file_path(Ord::cmp).build()
}

/// The `.gitignore` files above a folder, up to the one of its repository.
fn above(home: &Path) -> Vec<Gitignore> {
    let Some(top) = repository(home) else { return Vec::new() };
    let folders = home.ancestors().skip(1).take_while(|folder| folder.starts_with(&top));
    // like git, ignores lines that cannot be parsed
    folders.map(|folder| Gitignore::new(folder.join(".gitignore")).0).collect()
}

/// The repository that contains a folder, which is given by its canonical path.
pub(super) fn repository(home: &Path) -> Option<PathBuf> {
    home.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_path_buf)
}

impl Found {
    fn add(&mut self, entry: &DirEntry, endings: &[&str], home: &Path) {
        let path = entry.path();
        let has_ending = path.extension().and_then(|it| it.to_str()).is_some_and(|it| endings.contains(&it));
        let Some(kind) = entry.file_type().filter(|kind| has_ending && !kind.is_dir()) else { return };
        if has_controls(path) {
            self.problems.push(Unreadable::new(path.display().to_string(), CONTROLS));
            return;
        }
        if kind.is_file() {
            self.files.push(path.to_path_buf());
        } else if kind.is_symlink() {
            match fs::canonicalize(path) {
                Ok(target) if !target.starts_with(home) => {
                    self.notes
                        .push(format!("{}: skipped, because it links to a file outside this folder", path.display()));
                }
                Ok(target) if target.is_file() => self.files.push(path.to_path_buf()),
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    self.notes
                        .push(format!("{}: skipped, because it links to a file that does not exist", path.display()));
                }
                Err(error) => self.problems.push(Unreadable::new(path.display().to_string(), reason(&error))),
            }
        }
        // pipes, sockets and devices are skipped silently
    }
}

/// Why a file with control characters in its name is not read: the name could not be shown in a log as it is.
pub(super) const CONTROLS: &str = "its name has line breaks or other control characters; rename it";

/// Whether the name of a file contains control characters.
pub(super) fn has_controls(path: &Path) -> bool {
    path.to_string_lossy().contains(char::is_control)
}

/// The problem that a folder or file cannot be read.
fn problem(folder: &Path, error: &ignore::Error) -> Unreadable {
    let path = if let ignore::Error::WithDepth { err, .. } = error { path_of(err) } else { path_of(error) };
    let why = error.io_error().map_or_else(|| error.to_string(), reason);
    Unreadable::new(path.unwrap_or(folder).display().to_string(), why)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    if let ignore::Error::WithPath { path, .. } = error { Some(path) } else { None }
}
