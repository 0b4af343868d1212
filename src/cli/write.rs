//! Files written so that nothing is ever lost: whole, or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Puts a text in the place of a file, which need not be there, in one step: whoever reads it, and whoever comes after a
/// crash, meets the old one or the new, whole. Permissions stay, and where the path is a link, the link.
///
/// # Errors
///
/// Those of the disk; the old file is there then.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // behind a link stands the file that is meant
    let path = match fs::canonicalize(path) {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_path_buf(),
        Err(error) => return Err(error),
    };
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let beside = beside(&path);
    let written = write_new(&beside, text, &path).and_then(|()| fs::rename(&beside, &path));
    written.inspect_err(|_| {
        // what is left of it is of no use; the error that counts is told
        let _ = fs::remove_file(&beside);
    })
}

/// Removes what a run that was killed left in a folder.
pub(super) fn remove_remains(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') && name.ends_with(ENDING) {
            // it is as good as gone: nobody reads it
            let _ = fs::remove_file(&path);
        }
    }
}

/// What the name of a file ends in until it is whole.
const ENDING: &str = ".claimsift-tmp";

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}{ENDING}", std::process::id()))
}

fn write_new(path: &Path, text: &str, like: &Path) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(like) {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}
