//! The project one works in: the folder with `claimsift.yaml`, found upward from the working directory.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use claimsift::config::{CONFIG_FILE, Config};
use claimsift::diagnostic::{Diagnostic, SourceFile};

use super::{ProblemFormat, Status, complain, input, rules};

/// A project, or what stands for one where there is no file.
#[derive(Debug, Clone, Default)]
pub(super) struct Project {
    /// Its folder, as a path from here; empty where that is here.
    pub(super) folder: PathBuf,
    /// Its file; nothing where there is none.
    pub(super) file: Option<PathBuf>,
    pub(super) config: Config,
}

/// Finds the project. Problems of its file are printed on standard error.
///
/// # Errors
///
/// The status to end with where the file cannot be used.
pub(super) fn find() -> std::io::Result<Result<Project, Status>> {
    let Some(file) = nearest() else { return Ok(Ok(Project::default())) };
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&format!("{}: {}", file.display(), input::reason(&error)));
            return Ok(Err(Status::Unusable));
        }
    };
    let (config, problems) = match SourceFile::from_bytes(file.display().to_string(), bytes) {
        Ok(source) => Config::read(&source),
        Err(problem) => (Config::default(), vec![*problem]),
    };
    let colour = std::io::stderr().is_terminal();
    rules::print(&mut anstream::stderr().lock(), &problems, ProblemFormat::Text, colour)?;
    if problems.iter().any(Diagnostic::is_error) {
        return Ok(Err(Status::Unusable));
    }
    let folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Ok(Project { folder, file: Some(file), config }))
}

/// The nearest configuration: here, or in a folder around.
fn nearest() -> Option<PathBuf> {
    let here = PathBuf::from(CONFIG_FILE);
    if here.exists() {
        return Some(here);
    }
    let folder = std::env::current_dir().ok()?;
    folder.ancestors().skip(1).map(|folder| folder.join(CONFIG_FILE)).find(|file| file.exists())
}

impl Project {
    /// A path of the configuration, from here.
    pub(super) fn path(&self, written: &str) -> PathBuf {
        self.folder.join(written)
    }

    /// Several of them.
    pub(super) fn paths(&self, written: &[String]) -> Vec<PathBuf> {
        written.iter().map(|path| self.path(path)).collect()
    }

    /// A path as other programs want it: from the folder of the project, with slashes.
    pub(super) fn shown(&self, path: &Path) -> String {
        let inside =
            if self.folder.as_os_str().is_empty() { path } else { path.strip_prefix(&self.folder).unwrap_or(path) };
        let path = inside.display().to_string().replace('\\', "/");
        path.strip_prefix("./").map_or_else(|| path.clone(), str::to_owned)
    }
}
