//! `claimsift lock`: records which rules claims are found with, in a lock file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use claimsift::diagnostic::Diagnostic;
use claimsift::lock::{self, Lock};
use claimsift::rule::LoadedFile;
use clap::Args;

use crate::cli::project::{self, Project};
use crate::cli::{PackOptions, Status, complain, counted, input, rules, terminal, write};

/// Record which rules claims are found with, or show what has changed since
///
/// A lock lists the version of the engine, each pack with its version, and each rule file, including used files, with
/// a checksum. Next to a set of claims it records what they were found with; in a repository it shows which rules
/// each commit changes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimsift lock                                 the built-in rules
  claimsift lock --rules rules/                  and those of a folder
  claimsift lock --check --rules rules/          what changed since?
  claimsift lock --packs all --file all.lock

Exit status: 0 written or unchanged, 1 with --check something changed, or rules have errors and nothing was written, 2 there is no lock, or it or a rule file cannot be read or written.")]
pub(in crate::cli) struct Options {
    /// Only report differences from the lock, without changing it
    #[arg(long)]
    check: bool,
    /// The lock file; paths in it are relative to its folder [default: claims.lock, in the folder of the project]
    #[arg(long, value_name = "PATH")]
    file: Option<PathBuf>,
    #[command(flatten)]
    rules: PackOptions,
}

pub(super) fn run(options: &Options) -> io::Result<Status> {
    let project = match project::find()? {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    let (loaded, mut status) = rules::load(&options.rules, &project);
    let errors: Vec<Diagnostic> = loaded.problems.into_iter().filter(Diagnostic::is_error).collect();
    rules::print_errors(&errors)?;
    if !options.check && !errors.is_empty() {
        complain("no lock was written, because these rules have errors");
    }
    if status == Status::Unusable || !options.check && status != Status::Fine {
        return Ok(status);
    }
    let path = &options.file.clone().unwrap_or_else(|| file_of(&project));
    let now = match of_files(&loaded.files, path) {
        Ok(now) => now,
        Err(problem) => {
            complain(&problem);
            return Ok(Status::Unusable);
        }
    };
    let old = match fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            complain(format!("{}: {}", path.display(), input::reason(&error)));
            return Ok(Status::Unusable);
        }
    };
    let ended = if options.check { check(path, old.as_deref(), &now)? } else { put(path, old.as_deref(), &now)? };
    status = status.max(ended);
    Ok(status)
}

/// The path of the lock file of a project.
pub(super) fn file_of(project: &Project) -> PathBuf {
    project.path("claims.lock")
}

/// The differences from the lock of the project, a line each; empty if there is no lock.
pub(super) fn differences(files: &[LoadedFile], project: &Project) -> Result<Vec<String>, String> {
    let path = file_of(project);
    let message = |why: &dyn std::fmt::Display| format!("{}: {why}", project.shown(&path));
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(message(&input::reason(&error))),
    };
    let old = Lock::parse(&text).map_err(|broken| message(&broken))?;
    Ok(old.difference(&of_files(files, &path)?).iter().map(ToString::to_string).collect())
}

/// Writes the lock of the project if it changed, and returns whether it did. No lock is created if rules are outside
/// the folder of the project.
pub(super) fn update(files: &[LoadedFile], project: &Project) -> Result<bool, String> {
    let path = file_of(project);
    let text = match of_files(files, &path) {
        Ok(now) => now.to_string(),
        Err(_) if !path.exists() => return Ok(false),
        Err(problem) => return Err(problem),
    };
    if fs::read_to_string(&path).is_ok_and(|old| old.replace("\r\n", "\n") == text) {
        return Ok(false);
    }
    let message = |error: &io::Error| format!("{}: cannot be written: {}", project.shown(&path), input::reason(error));
    write::replace_within(&project.path("."), &path, &text).map_err(|error| message(&error))?;
    Ok(true)
}

/// Reports the differences from the lock.
fn check(path: &Path, old: Option<&str>, now: &Lock) -> io::Result<Status> {
    let name = path.display();
    let old = match old.map(Lock::parse) {
        Some(Ok(old)) => old,
        Some(Err(problem)) => {
            complain(format!("{name}: {problem}"));
            return Ok(Status::Unusable);
        }
        None => {
            complain(format!("{name}: there is no lock yet; run `claimsift lock` to write it"));
            return Ok(Status::Unusable);
        }
    };
    let changes = old.difference(now);
    let mut out = terminal::stdout();
    changes.iter().try_for_each(|change| writeln!(out, "{change}"))?;
    if changes.is_empty() {
        writeln!(out, "{name}: nothing changed")?;
        return Ok(Status::Fine);
    }
    complain(format!("{name}: {} from the lock; run `claimsift lock` to update it", is_are(changes.len())));
    Ok(Status::Findings)
}

fn is_are(count: usize) -> String {
    if count == 1 { "1 difference".to_owned() } else { format!("{count} differences") }
}

/// Writes the lock if it changed.
fn put(path: &Path, old: Option<&str>, now: &Lock) -> io::Result<Status> {
    let name = path.display();
    let is_lock = |text: &str| text.trim().is_empty() || text.lines().any(|line| line.starts_with(lock::FIRST_WORDS));
    if old.is_some_and(|text| !is_lock(text)) {
        complain(format!("{name}: this file is not a lock, so it was left unchanged; name another one with --file"));
        return Ok(Status::Unusable);
    }
    let text = now.to_string();
    let mut out = terminal::stdout();
    if old.is_some_and(|old| old.replace("\r\n", "\n") == text) {
        writeln!(out, "{name}: nothing changed")?;
        return Ok(Status::Fine);
    }
    if let Err(error) = write::replace(path, &text) {
        complain(format!("{name}: cannot be written: {}", input::reason(&error)));
        return Ok(Status::Unusable);
    }
    if let Some(Ok(old)) = old.map(Lock::parse) {
        old.difference(now).iter().try_for_each(|change| writeln!(out, "{change}"))?;
    }
    let (packs, files) = now.size();
    writeln!(out, "{name}: {}, {}", counted(packs, "pack"), counted(files, "file"))?;
    Ok(Status::Fine)
}

/// The lock of the files, for a lock file at `path`.
fn of_files(files: &[LoadedFile], path: &Path) -> Result<Lock, String> {
    let folder = folder_of(path).map_err(|error| format!("{}: {}", path.display(), input::reason(&error)))?;
    let mut paths = Vec::new();
    for file in files {
        paths.push(match file.path_in_pack() {
            Some(path) => path.to_owned(),
            None => below(&folder, Path::new(&file.source.name))?,
        });
    }
    let locked: Vec<lock::File<'_>> = files
        .iter()
        .zip(&paths)
        .map(|(file, path)| lock::File { pack: &file.pack, version: &file.version, path, text: &file.source.text })
        .collect();
    Ok(Lock::of(&locked))
}

/// The folder of a file, which need not exist yet.
fn folder_of(path: &Path) -> io::Result<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::canonicalize(folder)
}

/// The path of a file relative to a folder, with slashes.
fn below(folder: &Path, file: &Path) -> Result<String, String> {
    let home = folder_of(file).map_err(|error| format!("{}: {}", file.display(), input::reason(&error)))?;
    let path = home.join(file.file_name().unwrap_or_default());
    match path.strip_prefix(folder) {
        Ok(inside) => Ok(inside.to_string_lossy().replace('\\', "/")),
        Err(_) => Err(format!(
            "{}: this is outside the folder of the lock, so the lock cannot refer to it; put the lock in a folder above it with --file",
            file.display()
        )),
    }
}
