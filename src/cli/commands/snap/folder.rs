//! The folder of snapshots: one file per article, and next to it, while a decision is pending, the claims extracted
//! now.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use claimsift::snapshot::{Extraction, File, Trouble, Unreadable, Verdict, changes};
use hmac_sha256::Hash as Sha256;
use unicode_normalization::UnicodeNormalization;

use crate::cli::project::Project;
use crate::cli::{input, rules, write};

/// A folder of snapshots, which need not exist.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    path: PathBuf,
}

/// The content of a snapshot file, as far as it can be read.
#[derive(Debug)]
pub(super) enum Found {
    Nothing,
    Snapshot(File),
    Trouble(Trouble),
}

impl Folder {
    /// The folder given by an option or, without one, by the project.
    pub(super) fn of(option: Option<&PathBuf>, project: &Project) -> Self {
        Self { path: option.cloned().unwrap_or_else(|| project.path(&project.config.snapshots)) }
    }

    /// Why this path cannot be a folder of snapshots; `None` if it can.
    pub(super) fn problem(&self) -> Option<String> {
        match fs::metadata(&self.path) {
            Ok(found) if !found.is_dir() => Some(format!("{}: this is not a folder", self.path.display())),
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

    /// The file with the pending changes of an article.
    pub(super) fn pending(&self, article: &str) -> PathBuf {
        self.path.join(format!("{}.snap.new", name(article)))
    }

    /// The path of the folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file that records how the pending changes were found.
    pub(super) fn record(&self) -> PathBuf {
        self.path.join(".record.snap.new")
    }

    /// Writes that file.
    pub(super) fn write_record(&self, text: &str) -> Result<(), String> {
        let path = self.record();
        write::replace_within(&self.path, &path, text).map_err(|error| unwritable(&path, &error))
    }

    /// Compares what is extracted from an article with its snapshot. Claims that only differ in formatting, as written
    /// by another version, are the same.
    pub(super) fn compare(&self, article: &str, extraction: Extraction) -> Verdict {
        let file = match read(&self.snapshot(article)) {
            Found::Nothing => return Verdict::New(extraction),
            Found::Trouble(why) => return Verdict::Trouble { why, after: extraction },
            Found::Snapshot(file) => file,
        };
        match file.extraction() {
            Ok(before) => match changes(&before, &extraction) {
                changes if changes.is_empty() => Verdict::Same(extraction),
                changes => Verdict::Changed { changes, before, after: extraction },
            },
            Err(why) => Verdict::Trouble { why: Trouble::NoClaims(why), after: extraction },
        }
    }

    /// Writes the snapshot of an article, keeping its header.
    pub(super) fn accept(&self, article: &str, extraction: &Extraction) -> Result<(), String> {
        self.write(&self.snapshot(article), article, extraction)?;
        self.settle(article)
    }

    /// Writes the snapshot of an article if it changed, and returns whether it did.
    pub(super) fn keep(&self, article: &str, extraction: &Extraction) -> Result<bool, String> {
        let path = self.snapshot(article);
        match read(&path) {
            Found::Snapshot(file) if file == file.with(extraction) => Ok(false),
            _ => self.write(&path, article, extraction).map(|()| true),
        }
    }

    /// Writes the extracted claims next to the snapshot, as pending changes.
    pub(super) fn propose(&self, article: &str, extraction: &Extraction) -> Result<(), String> {
        self.write(&self.pending(article), article, extraction)
    }

    /// Removes the pending changes of an article.
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

    /// The snapshots written by this program that belong to none of these articles, sorted.
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

    /// The files with pending changes, each with its article, sorted.
    pub(super) fn waiting(&self) -> Vec<(String, PathBuf)> {
        let waiting = |path: &PathBuf| {
            let name = path.file_name()?.to_string_lossy().strip_suffix(".snap.new")?.to_owned();
            // the file name may be too short to hold the whole id
            let said = if let Found::Snapshot(file) = read(path) { file.article() } else { None };
            let of_name = said.filter(|said| self::name(said) == name);
            Some((of_name.unwrap_or_else(|| article(&name)), path.clone()))
        };
        self.files(".snap.new").iter().filter_map(waiting).collect()
    }

    /// Removes the pending changes of all articles except these.
    pub(super) fn forget_others(&self, articles: &[&str]) -> Result<(), String> {
        let mut others = self.waiting();
        others.retain(|(article, _)| !articles.iter().any(|known| name(known) == name(article)));
        others.iter().try_for_each(|(_, path)| remove(path))
    }

    /// Removes a file in the folder.
    pub(super) fn remove(&self, file: &str) -> Result<(), String> {
        remove(&self.path.join(file))
    }

    /// Removes temporary files left by a killed run.
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
        return disk("the snapshot is a link to outside the folder of snapshots".to_owned());
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
            disk("there is a folder in place of the snapshot; move it away".to_owned())
        }
        Err(error) => disk(format!("the snapshot cannot be read: {}", input::reason(&error))),
    }
}

/// Removes a file, if it exists.
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

/// Escapes a character that file names cannot hold.
const ESCAPE: char = '%';

/// The longest file name without its extension, in bytes. Most systems allow 255, but the extension, the suffix of a
/// temporary file and encrypted file systems need some of them.
const LONGEST_NAME: usize = 120;

/// The file name for an article, without extension: its id, with characters escaped that some system treats specially.
/// An id that is too long is cut, and a hash of the whole id is added.
pub(super) fn name(article: &str) -> String {
    let article: String = article.nfc().collect();
    let is_device = is_device(&article);
    let mut name = String::new();
    for (at, c) in article.chars().enumerate() {
        let has_a_meaning = c.is_control() || "/\\:*?\"<>|%".contains(c) || at == 0 && (c == '.' || is_device);
        if has_a_meaning {
            name.extend(c.to_string().bytes().map(|byte| format!("{ESCAPE}{byte:02X}")));
        } else {
            name.push(c);
        }
    }
    if name.len() <= LONGEST_NAME {
        return name;
    }
    let hash: String = Sha256::hash(article.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let mut end = LONGEST_NAME - hash.len() - 1;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    // a truncated escape would be read as another name
    let cut = name.get(..end).unwrap_or_default();
    let whole = cut.rfind(ESCAPE).filter(|at| cut.len() - at < 3).map_or(cut, |at| cut.get(..at).unwrap_or_default());
    format!("{whole}~{hash}")
}

/// Whether Windows treats a file of this name as a device, whatever its extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"].contains(&stem.as_str())
        || port.is_some_and(|port| port.chars().count() == 1 && port.contains(|c: char| c.is_numeric()))
}

/// The article that a file name stands for.
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

/// The path as compared by file systems that ignore case and Unicode composition.
fn folded(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().nfc().flat_map(char::to_lowercase).collect()
}

/// The key under which the snapshots of two articles would collide.
pub(super) fn collision(article: &str) -> String {
    name(article).chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{article, name};

    #[test]
    fn file_names_encode_every_id_without_special_characters() {
        for (id, file) in [
            ("harbour", "harbour"),
            ("2024/05/harbour", "2024%2F05%2Fharbour"),
            ("..", "%2E."),
            ("a:b?", "a%3Ab%3F"),
            ("50%", "50%25"),
            ("été", "été"),
            ("NUL", "%4EUL"),
            ("com1.x", "%63om1.x"),
            ("LPT²", "%4CPT²"),
            ("console", "console"),
            ("com", "com"),
        ] {
            assert_eq!(name(id), file);
            assert_eq!(article(file), id);
        }
        assert_eq!(article("100%"), "100%");
    }

    #[test]
    fn long_ids_have_short_distinct_file_names() {
        let long = |end: &str| name(&format!("https://example.org/{}{end}", "été/".repeat(60)));
        assert_eq!(long("a"), long("a"));
        assert_ne!(long("a"), long("b"));
        for end in ["", "a", "ab", "abc"] {
            let name = name(&format!("{end}{}", "/é".repeat(100)));
            assert!(name.len() <= 120, "{name}");
            assert_eq!(super::name(&article(&name)).split('~').next(), name.split('~').next(), "no escape is cut");
        }
    }
}
