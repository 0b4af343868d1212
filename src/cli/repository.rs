//! Paths as build servers expect them: relative to the root of the repository.
//!
//! A command may run in a subfolder, or get absolute paths; GitHub and code scanners find the file of a report only by
//! its path from the root.

use std::path::{Component, Path, PathBuf};

use super::walk;

/// The root of the repository: the one given by the build server, if it contains this folder, or the nearest folder
/// with `.git`.
fn root() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?.canonicalize().ok()?;
    let workspace = std::env::var_os("GITHUB_WORKSPACE").and_then(|path| Path::new(&path).canonicalize().ok());
    workspace.filter(|root| here.starts_with(root)).or_else(|| walk::repository(&here))
}

/// The path of a file relative to the root of the repository, with slashes; unchanged if there is no repository or the
/// file is outside.
pub(super) fn path(given: &str) -> String {
    let inside = || {
        let place = resolved(Path::new(given))?;
        let below = place.strip_prefix(root()?).ok()?.to_path_buf();
        Some(below.to_string_lossy().replace('\\', "/"))
    };
    inside().unwrap_or_else(|| given.to_owned())
}

/// The prefix that makes a path in this folder relative to the root of the repository: empty, or ends with a slash.
pub(super) fn prefix(folder: &Path) -> String {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let inside = || {
        let place = folder.canonicalize().ok()?;
        let below = place.strip_prefix(root()?).ok()?.to_string_lossy().replace('\\', "/");
        Some(if below.is_empty() { below } else { below + "/" })
    };
    inside().unwrap_or_default()
}

/// The absolute path, without links in its folder and without `.` and `..`; the file need not exist.
fn resolved(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let (Ok(folder), Some(name)) = (folder.canonicalize(), path.file_name()) {
        return Some(folder.join(name));
    }
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    Some(plain)
}
