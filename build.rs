//! Lists the rule files below `rules/`, and the pages about codes, so that they are compiled in and a new file needs no
//! registration.
#![expect(clippy::disallowed_methods, reason = "a build script reads and writes files")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut paths = Vec::new();
    collect(&root.join("rules"), &mut paths)?;
    let mut names: Vec<(String, &Path)> = paths
        .iter()
        .filter_map(|path| Some((path.strip_prefix(&root).ok()?.to_str()?.replace('\\', "/"), path.as_path())))
        .collect();
    names.sort();
    let rows: String = names.iter().map(|(name, path)| format!("    ({name:?}, include_str!({path:?})),\n")).collect();
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("shipped.rs"), format!("&[\n{rows}]\n"))?;
    fs::write(out.join("codes.rs"), format!("&[\n{}]\n", pages(&root.join("rules/codes"))?))
}

/// The pages about codes, such as `C203.md`, as table rows of a code and a text.
fn pages(folder: &Path) -> io::Result<String> {
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    let mut pages: Vec<(&str, &Path)> = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter_map(|path| Some((path.file_stem()?.to_str().filter(|code| code.starts_with('C'))?, path.as_path())))
        .collect();
    pages.sort_unstable();
    Ok(pages.iter().map(|(code, path)| format!("    ({code:?}, include_str!({path:?})),\n")).collect())
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            paths.push(path);
        }
    }
    Ok(())
}
