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
    for _ in 0..MOST_TRIES {
        match put(&beside, text, &path) {
            // another run began in between, and took the new file for the remains of a killed one
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.parent().is_some_and(Path::exists) => {}
            done => {
                return done.inspect_err(|_| {
                    // what is left of it is of no use; the error that counts is reported
                    let _ = fs::remove_file(&beside);
                });
            }
        }
    }
    Err(io::Error::other("another run is in progress; try again"))
}

/// How often a file is written anew that another run took away before it was locked.
const MOST_TRIES: usize = 20;

/// Writes the new file and puts it in the place of the old one. It is locked for as long as it is not whole, so that other
/// runs leave it alone.
fn put(beside: &Path, text: &str, path: &Path) -> io::Result<()> {
    let file = write_new(beside, text, path)?;
    fs::rename(beside, path)?;
    drop(file);
    Ok(())
}

/// The same, for a file that must not lead out of a folder through a link: nobody named the file itself.
///
/// # Errors
///
/// Those of [`replace`], and that the file is such a link.
pub(super) fn replace_within(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    if leads_out(folder, path) {
        return Err(io::Error::other("it is a link to outside this folder"));
    }
    replace(path, text)
}

/// Whether a file in a folder is a link that leads out of it, or to nothing.
pub(super) fn leads_out(folder: &Path, path: &Path) -> bool {
    if !path.is_symlink() {
        return false;
    }
    match (fs::canonicalize(folder), fs::canonicalize(path)) {
        (Ok(folder), Ok(place)) => !place.starts_with(folder),
        // what does not exist yet would be made wherever the link says
        (_, Err(error)) => error.kind() == io::ErrorKind::NotFound,
        (Err(_), _) => true,
    }
}

/// Removes what a run that was killed left in a folder; what another run is writing is locked, and stays.
pub(super) fn remove_remains(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_dead = || File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        if name.starts_with('.') && name.ends_with(ENDING) && is_dead() {
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
