//! The ids of articles that are files of their own: their paths below a folder of articles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::input::Input;
use super::project::Project;

/// The folders of articles of a project, as absolute paths.
pub(super) struct Homes {
    /// Each folder with the prefix of the ids of its articles: its own path if there are several folders, and otherwise
    /// nothing.
    folders: Vec<(PathBuf, String)>,
}

impl Homes {
    pub(super) fn of(project: &Project) -> Self {
        let folders: Vec<&String> = project.config.articles.iter().collect();
        let prefix = |folder: &str| {
            let folder = folder.trim_start_matches("./").trim_end_matches('/');
            if folders.len() > 1 && !folder.is_empty() && folder != "." { format!("{folder}/") } else { String::new() }
        };
        let folders = folders.iter().filter_map(|folder| {
            let path = project.path(folder).canonicalize().ok().filter(|path| path.is_dir())?;
            Some((path, prefix(folder)))
        });
        Self { folders: folders.collect() }
    }

    /// The id of a file in one of the folders; the deepest folder counts.
    pub(super) fn id(&self, file: &Path) -> Option<String> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = folder.canonicalize().ok()?.join(file.file_name()?);
        let homes = self.folders.iter().filter(|(folder, _)| file.starts_with(folder));
        let (folder, prefix) = homes.max_by_key(|(folder, _)| folder.components().count())?;
        Some(format!("{prefix}{}", id_below(folder, &file)))
    }
}

/// The path of a file relative to a folder, with slashes and without extension.
pub(super) fn id_below(folder: &Path, file: &Path) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file).with_extension("");
    let names = below.components().filter_map(|part| match part {
        std::path::Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}

/// The name of a file without extension.
pub(super) fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    stem.to_string_lossy().into_owned()
}

/// Uses whole paths as ids for files that would otherwise have the same id.
pub(super) fn tell_apart(inputs: &mut [Input]) {
    let mut paths: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    for input in inputs.iter() {
        if let Input::File { path, id } = input {
            paths.entry(id.clone()).or_default().insert(path.clone());
        }
    }
    for input in inputs {
        if let Input::File { path, id } = input
            && paths.get(id).is_some_and(|paths| paths.len() > 1)
        {
            *id = id_below(Path::new(""), path);
        }
    }
}
