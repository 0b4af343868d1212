//! Atomic writing of files.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file atomically, creating it if necessary: other programs, and a restart after a crash, see the old content
/// or the new, never a part. Permissions are kept, and if the path is a link, so is the link.
///
/// # Errors
///
/// Those of the disk; the old file still exists then.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // a link stays; the file that it points to is replaced
    let path = match fs::canonicalize(path) {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_path_buf(),
        Err(error) => return Err(error),
    };
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let beside = beside(&path);
    for _ in 0..MOST_TRIES {
        match put(&beside, text, &path) {
            // another run started in the meantime, and removed the new file as a leftover of a killed run
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.parent().is_some_and(Path::exists) => {}
            done => {
                return done.inspect_err(|_| {
                    // the partial file is useless; the original error is the one to report
                    let _ = fs::remove_file(&beside);
                });
            }
        }
    }
    Err(io::Error::other("another run is in progress; try again"))
}

/// How often a file is written again after another run removed it before it was locked.
const MOST_TRIES: usize = 20;

/// Writes the temporary file and renames it to the target. It is locked until it is complete, so that other runs do not
/// remove it.
fn put(beside: &Path, text: &str, path: &Path) -> io::Result<()> {
    let file = write_new(beside, text, path)?;
    fs::rename(beside, path)?;
    drop(file);
    Ok(())
}

/// The same, for a path inside `folder` that must not lead out of it through a link, because the user did not name the
/// file itself.
///
/// # Errors
///
/// Those of [`replace`], and an error if the file is such a link.
pub(super) fn replace_within(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    if leads_out(folder, path) {
        return Err(io::Error::other("it is a link to outside this folder"));
    }
    replace(path, text)
}

/// Whether a file in a folder is a link that leads out of it, or a dangling one.
pub(super) fn leads_out(folder: &Path, path: &Path) -> bool {
    if !path.is_symlink() {
        return false;
    }
    match (fs::canonicalize(folder), fs::canonicalize(path)) {
        (Ok(folder), Ok(place)) => !place.starts_with(folder),
        // a dangling link would create a file wherever it points
        (_, Err(error)) => error.kind() == io::ErrorKind::NotFound,
        (Err(_), _) => true,
    }
}

/// Removes the temporary files of killed runs in a folder. Files that another run is writing are locked, and stay.
pub(super) fn remove_remains(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_dead = || File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        if name.starts_with('.') && name.ends_with(ENDING) && is_dead() {
            // a leftover does no harm, because nobody reads it
            let _ = fs::remove_file(&path);
        }
    }
}

/// The suffix of a file name until the file is complete.
const ENDING: &str = ".claimsift-tmp";

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}{ENDING}", std::process::id()))
}

fn write_new(path: &Path, text: &str, like: &Path) -> io::Result<File> {
    let mut file = File::create_new(path)?;
    match file.lock() {
        Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
        // some network drives cannot lock; two runs at once are rare there
        _ => {}
    }
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(like) {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()?;
    Ok(file)
}
