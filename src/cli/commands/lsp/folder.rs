//! The folders of a client: the names and URIs of files, and which files exist.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use claimsift::diagnostic::SourceFile;
use claimsift::editor::{WorkFolder, is_below};
use claimsift::rule::{FileKind, is_rule_file};
use lsp_types::{InitializeParams, Uri};

use crate::cli::project::Project;
use crate::cli::walk::walk;
use crate::cli::{input, project, rules};

/// At most this many files and folders of a workspace are visited, so that opening a whole disk stays cheap.
const MOST_ENTRIES: usize = 20_000;

/// The workspace folders. Files have the names that `claimsift check` would use if run in the first of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Folders {
    folders: Vec<PathBuf>,
}

impl Folders {
    /// The folders that a client opens.
    pub(super) fn of(params: &InitializeParams) -> Self {
        let several = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
        #[expect(deprecated, reason = "older clients only name one folder")]
        let only = params.root_uri.iter();
        let mut folders: Vec<PathBuf> = several.chain(only).filter_map(|uri| path(uri.as_str())).collect();
        folders.dedup();
        Self { folders }
    }

    /// The name of the file at a URI: its path relative to the first folder, or else its whole path. If the URI is not
    /// a file, the URI itself.
    pub(super) fn name(&self, uri: &Uri) -> String {
        path(uri.as_str()).map_or_else(|| uri.as_str().to_owned(), |path| self.name_of(&path))
    }

    fn name_of(&self, path: &Path) -> String {
        let below = self.folders.first().and_then(|folder| path.strip_prefix(folder).ok());
        below.unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// The URI of the file of that name.
    pub(super) fn uri(&self, name: &str) -> Option<Uri> {
        Uri::from_str(&address(&self.path(name).to_string_lossy().replace('\\', "/"))).ok()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folders.first().map_or_else(|| PathBuf::from(name), |folder| folder.join(name))
    }

    /// The text of the file of that name, or why it cannot be read.
    pub(super) fn read(&self, name: &str) -> Result<String, String> {
        let path = self.path(name);
        let place = path.canonicalize().map_err(|error| input::reason(&error))?;
        let is_inside = |folder: &PathBuf| folder.canonicalize().is_ok_and(|folder| place.starts_with(folder));
        if self.folders.is_empty() || self.folders.iter().any(is_inside) {
            rules::read_text(&place)
        } else {
            Err("it is outside the open folders".to_owned())
        }
    }

    /// The rule files in the folders, with their manifests and configurations, without excluded ones.
    pub(super) fn files(&self) -> WorkFolder {
        let (mut files, mut homes) = (Vec::new(), Vec::new());
        for folder in &self.folders {
            let Ok(home) = folder.canonicalize() else { continue };
            let project = project::around(folder);
            homes.extend(self.homes(folder, &home, &project));
            for entry in walk(folder, &home, &project.exclude).take(MOST_ENTRIES).filter_map(Result::ok) {
                let path = entry.path();
                let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
                if !is_yaml || !entry.file_type().is_some_and(|kind| kind.is_file()) {
                    continue;
                }
                let name = self.name_of(path);
                let is_at_home = homes.iter().any(|home| is_below(&name, home));
                if let Ok(text) = rules::read_text(path) {
                    let file = SourceFile::new(name, text);
                    // a manifest gives the pack of the rules next to it
                    if is_at_home || is_rule_file(&file.text) || FileKind::of(&file) != FileKind::Rules {
                        files.push(file);
                    }
                }
            }
        }
        WorkFolder::new(files).with_homes(homes)
    }

    /// The files that the configuration excludes. As in `claimsift check`, paths under `rules` are searched even if a
    /// folder around them is excluded.
    pub(super) fn excluded<'n>(&self, names: impl Iterator<Item = &'n String>) -> BTreeSet<String> {
        let mut paths: Vec<(&String, PathBuf)> =
            names.filter_map(|name| Some((name, place(&self.path(name))?))).collect();
        let mut excluded = BTreeSet::new();
        for folder in &self.folders {
            let Ok(home) = folder.canonicalize() else { continue };
            let project = project::around(folder);
            let rules: Vec<PathBuf> =
                project.paths(&project.config.rules).iter().filter_map(|path| place(path)).collect();
            paths.retain(|(name, path)| {
                if !path.starts_with(&home) {
                    return true;
                }
                let mut around = rules.iter().filter(|rules| path.starts_with(rules)).peekable();
                let is_excluded = match around.peek() {
                    Some(_) => around.all(|rules| project.exclude.leaves_out(path, rules)),
                    None => project.exclude.leaves_out(path, &home),
                };
                if is_excluded {
                    excluded.insert((*name).clone());
                }
                false
            });
        }
        excluded
    }

    /// The paths under `rules` of the configuration, relative to a folder, as far as they are inside it. The folder of
    /// the project itself does not count: it holds other files too.
    fn homes(&self, folder: &Path, home: &Path, project: &Project) -> Vec<String> {
        let root = project.path(".").canonicalize();
        let rules = project.paths(&project.config.rules).into_iter().filter_map(|path| path.canonicalize().ok());
        let rules = rules.filter(|path| root.as_ref().is_ok_and(|root| path != root));
        let name = |path: PathBuf| match path.strip_prefix(home) {
            Ok(below) if below.as_os_str().is_empty() => Some(self.name_of(folder)),
            Ok(below) => Some(self.name_of(&folder.join(below))),
            Err(_) => home.starts_with(&path).then(|| self.name_of(folder)),
        };
        rules.filter_map(name).collect()
    }
}

/// The canonical path of a file, which need not exist yet.
fn place(path: &Path) -> Option<PathBuf> {
    let known = |folder: &Path| Some(folder.canonicalize().ok()?.join(path.strip_prefix(folder).ok()?));
    path.canonicalize().ok().or_else(|| path.ancestors().skip(1).find_map(known))
}

/// The path of a `file:` address.
fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // the host is between the slashes; it is always this one
    let at = rest.find('/')?;
    let mut bytes = Vec::new();
    let mut characters = rest.get(at..)?.bytes();
    while let Some(byte) = characters.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [characters.next()?, characters.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    let path = String::from_utf8(bytes).ok()?;
    // `/c:/rules` is `c:/rules`
    let drive = path.get(1..).filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    Some(PathBuf::from(drive.unwrap_or(&path)))
}

/// The `file:` URI of a path with slashes.
fn address(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~' | b':') {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{address, path};

    #[test]
    fn uris_and_paths_round_trip() {
        for written in ["/home/ana/règles de presse/a.yaml", "/a/b+c%20d.yaml"] {
            assert_eq!(path(&address(written)), Some(PathBuf::from(written)));
        }
        assert_eq!(path("file:///c%3A/rules/a.yaml"), Some(PathBuf::from("c:/rules/a.yaml")));
        for none in ["untitled:Untitled-1", "file://", "file:///a%", "file:///%zz", "file:///%ff"] {
            assert_eq!(path(none), None, "{none}");
        }
    }
}
