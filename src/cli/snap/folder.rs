//! The folder of snapshots: one file an article, and beside it, until somebody decides, what is extracted now.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use claimsift::snapshot::{Extraction, File, Trouble, Unreadable, Verdict, changes};
use unicode_normalization::UnicodeNormalization;

use crate::cli::project::Project;
use crate::cli::{input, rules, write};

/// A folder of snapshots; it need not be there.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    path: PathBuf,
}

/// What stands in a snapshot, as far as it can be read.
#[derive(Debug)]
pub(super) enum Found {
    Nothing,
    Snapshot(File),
    Trouble(Trouble),
}

impl Folder {
    /// The folder that an option names, or else the project.
    pub(super) fn of(option: Option<&PathBuf>, project: &Project) -> Self {
        Self { path: option.cloned().unwrap_or_else(|| project.path(&project.config.snapshots)) }
    }

    /// Why it cannot hold snapshots, if so.
    pub(super) fn problem(&self) -> Option<String> {
        match fs::metadata(&self.path) {
            Ok(found) if !found.is_dir() => Some(format!("{}: this is no folder", self.path.display())),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Some(format!("{}: {}", self.path.display(), input::reason(&error)))
            }
            _ => None,
        }
    }

    /// The file of the snapshot of an article.
    pub(super) fn snapshot(&self, article: &str) -> PathBuf {
        self.path.join(format!("{}.snap", name(article)))
    }

    /// The file of what waits for a decision.
    pub(super) fn pending(&self, article: &str) -> PathBuf {
        self.path.join(format!("{}.snap.new", name(article)))
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file that says how what waits was found.
    pub(super) fn record(&self) -> PathBuf {
        self.path.join(".record.snap.new")
    }

    /// Writes that file.
    pub(super) fn write_record(&self, text: &str) -> Result<(), String> {
        let path = self.record();
        write::replace_within(&self.path, &path, text).map_err(|error| unwritable(&path, &error))
    }

    /// Compares what is extracted from an article with its snapshot.
    pub(super) fn compare(&self, article: &str, extraction: Extraction) -> Verdict {
        let file = match read(&self.snapshot(article)) {
            Found::Nothing => return Verdict::New(extraction),
            Found::Trouble(why) => return Verdict::Trouble { why, after: extraction },
            Found::Snapshot(file) => file,
        };
        if file.body() == extraction.to_string() {
            return Verdict::Same(extraction);
        }
        match Extraction::parse(file.body()) {
            Ok(before) => Verdict::Changed { changes: changes(&before, &extraction), before, after: extraction },
            Err(why) => Verdict::Trouble { why: Trouble::NoClaims(why), after: extraction },
        }
    }

    /// Writes the snapshot of an article, with the header that it has.
    pub(super) fn accept(&self, article: &str, extraction: &Extraction) -> Result<(), String> {
        self.write(&self.snapshot(article), article, extraction)?;
        self.settle(article)
    }

    /// Writes the snapshot of an article, if it says something else.
    pub(super) fn keep(&self, article: &str, extraction: &Extraction) -> Result<(), String> {
        let path = self.snapshot(article);
        match read(&path) {
            Found::Snapshot(file) if file.body() == extraction.to_string() => Ok(()),
            _ => self.write(&path, article, extraction),
        }
    }

    /// Writes what is extracted beside the snapshot, for somebody to decide.
    pub(super) fn propose(&self, article: &str, extraction: &Extraction) -> Result<(), String> {
        self.write(&self.pending(article), article, extraction)
    }

    /// Nothing waits for a decision any more.
    pub(super) fn settle(&self, article: &str) -> Result<(), String> {
        remove(&self.pending(article))
    }

    fn write(&self, path: &Path, article: &str, extraction: &Extraction) -> Result<(), String> {
        fs::create_dir_all(&self.path).map_err(|error| unwritable(path, &error))?;
        let file = match read(&self.snapshot(article)) {
            Found::Snapshot(file) => file.with(extraction),
            Found::Nothing | Found::Trouble(_) => File::new(&article.nfc().collect::<String>(), extraction),
        };
        write::replace_within(&self.path, path, &file.to_string()).map_err(|error| unwritable(path, &error))
    }

    /// The snapshots that this program wrote and that are of none of these articles, sorted.
    pub(super) fn unreferenced(&self, articles: &[&str]) -> Vec<PathBuf> {
        let known: Vec<PathBuf> = articles.iter().map(|article| self.snapshot(article)).collect();
        let mut known: Vec<String> = known.iter().map(|path| folded(path)).collect();
        known.sort_unstable();
        let is_ours = |path: &PathBuf| match read(path) {
            Found::Snapshot(file) => file.is_ours(),
            Found::Trouble(Trouble::NoSnapshot(Unreadable::Conflict(_))) => true,
            Found::Nothing | Found::Trouble(_) => false,
        };
        let all = self.files(".snap").into_iter().filter(|path| known.binary_search(&folded(path)).is_err());
        all.filter(is_ours).collect()
    }

    /// What waits for a decision: the article that each file is of, sorted.
    pub(super) fn waiting(&self) -> Vec<(String, PathBuf)> {
        let waiting = |path: &PathBuf| {
            let name = path.file_name()?.to_string_lossy().strip_suffix(".snap.new")?.to_owned();
            Some((article(&name), path.clone()))
        };
        self.files(".snap.new").iter().filter_map(waiting).collect()
    }

    /// Removes what waits for a decision on articles that are not among these.
    pub(super) fn forget_others(&self, articles: &[&str]) -> Result<(), String> {
        let mut others = self.waiting();
        others.retain(|(article, _)| !articles.iter().any(|known| name(known) == name(article)));
        others.iter().try_for_each(|(_, path)| remove(path))
    }

    /// Removes a file of it.
    pub(super) fn remove(&self, file: &str) -> Result<(), String> {
        remove(&self.path.join(file))
    }

    /// Makes the folder clean of what a killed run left.
    pub(super) fn clean(&self) {
        write::remove_remains(&self.path);
    }

    fn files(&self, ending: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut files: Vec<PathBuf> = entries
            .filter(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.ends_with(ending) && !name.starts_with('.')
            })
            .collect();
        files.sort_unstable();
        files
    }
}

/// Reads a snapshot.
pub(super) fn read(path: &Path) -> Found {
    let disk = |why: String| Found::Trouble(Trouble::Disk(why));
    if path.parent().is_some_and(|folder| write::leads_out(folder, path)) {
        return disk("the snapshot is a link that leads out of the folder of snapshots".to_owned());
    }
    match input::read_file(path, rules::LONGEST_FILE) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => match File::parse(&text) {
                Ok(file) => Found::Snapshot(file),
                Err(why) => Found::Trouble(Trouble::NoSnapshot(why)),
            },
            Err(_) => disk("the snapshot is not UTF-8".to_owned()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Found::Nothing,
        Err(error) if error.kind() == io::ErrorKind::IsADirectory => {
            disk("a folder stands where the snapshot should; move it away".to_owned())
        }
        Err(error) => disk(format!("the snapshot cannot be read: {}", input::reason(&error))),
    }
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("{}: cannot be removed: {}", path.display(), reason(&error)))
        }
        _ => Ok(()),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> String {
    format!("{}: cannot be written: {}", path.display(), reason(error))
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "not allowed to write here".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => input::reason(error),
    }
}

/// What stands for a character that file names cannot hold.
const ESCAPE: char = '%';

/// The name of the file of an article, without its ending: its id, but for signs that some system gives a meaning.
pub(super) fn name(article: &str) -> String {
    let mut name = String::new();
    for (at, c) in article.nfc().enumerate() {
        let has_a_meaning = c.is_control() || "/\\:*?\"<>|%".contains(c) || at == 0 && c == '.';
        if has_a_meaning {
            name.extend(c.to_string().bytes().map(|byte| format!("{ESCAPE}{byte:02X}")));
        } else {
            name.push(c);
        }
    }
    name
}

/// The article of a file of that name.
fn article(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once(ESCAPE) {
        bytes.extend_from_slice(before.as_bytes());
        match after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The path as systems compare it that do not tell capitals or compositions apart.
fn folded(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().nfc().flat_map(char::to_lowercase).collect()
}

/// The name under which two articles would be one.
pub(super) fn collision(article: &str) -> String {
    name(article).chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{article, name};

    #[test]
    fn names_of_files_hold_every_id_and_nothing_with_a_meaning() {
        for (id, file) in [
            ("harbour", "harbour"),
            ("2024/05/harbour", "2024%2F05%2Fharbour"),
            ("..", "%2E."),
            ("a:b?", "a%3Ab%3F"),
            ("50%", "50%25"),
            ("été", "été"),
        ] {
            assert_eq!(name(id), file);
            assert_eq!(article(file), id);
        }
        assert_eq!(article("100%"), "100%");
    }
}
