//! Lists the rule files below `rules/`, so that they are built in and a new one is found without being named anywhere.
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
    fs::write(out.join("shipped.rs"), format!("&[\n{rows}]\n"))
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
