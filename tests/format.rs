//! The formatter for rule files: every file of the project, and many styles of writing them.
#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fs;
use std::path::{Path, PathBuf};

use claimsift::config::Config;
use claimsift::diagnostic::SourceFile;
use claimsift::rule::{Unformatted, describe, format, load};

/// All rule files of the project, with their texts, including those of the manual.
fn files() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for folder in ["rules", "tests/rules", "tests/errors", "tests/format", "tests/cli/files"] {
        below(Path::new(folder), &mut paths);
    }
    paths.sort();
    let mut files: Vec<(String, String)> = paths
        .iter()
        .filter_map(|path| Some((path.to_string_lossy().into_owned(), fs::read_to_string(path).ok()?)))
        .collect();
    let manual = fs::read_to_string("rules/README.md").expect("the manual is readable");
    let blocks = manual.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned());
    files.extend(blocks.enumerate().map(|(at, block)| (format!("manual {at}"), block)));
    files
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            below(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
}

fn formatted(name: &str, text: &str) -> Result<String, Unformatted> {
    format(&SourceFile::new(name, text))
}

/// What the rules of a file mean, whatever its formatting.
fn said(name: &str, text: &str) -> Vec<String> {
    let loaded = load(&[SourceFile::new(name, text)], &|path| fs::read_to_string(path).map_err(|e| e.to_string()));
    let rules = loaded.pack.rules.iter().map(|rule| {
        let examples: Vec<_> = rule.examples.iter().map(|one| (one.verdict, &one.text, &one.marks)).collect();
        format!("{} {:?} {:?} {:?} {:?}", rule.id, describe(rule, true), examples, rule.tags, rule.note)
    });
    rules.chain(loaded.problems.iter().map(|problem| format!("{:?} {}", problem.code, problem.message))).collect()
}

/// The number of comments.
fn comments(text: &str) -> usize {
    text.lines().filter(|line| line.trim_start().starts_with('#') || line.contains(" # ")).count()
}

#[test]
fn formatting_is_idempotent_and_keeps_the_meaning() {
    let mut count = 0;
    for (name, text) in files() {
        match formatted(&name, &text) {
            Ok(once) => {
                count += 1;
                assert_eq!(formatted(&name, &once).as_ref(), Ok(&once), "{name} does not come to rest");
                let (mut before, mut after) = (said(&name, &text), said(&name, &once));
                before.sort();
                after.sort();
                assert_eq!(before, after, "{name} means something else");
                assert_eq!(comments(&text), comments(&once), "{name} loses a comment:\n{once}");
            }
            Err(Unformatted::Problems(_)) => {
                assert!(name.starts_with("tests/errors") || name.contains("not-touched"), "{name} is not formatted");
            }
            Err(Unformatted::Unusual) => panic!("{name} cannot be formatted"),
        }
    }
    assert!(count > 100, "only {count} files were formatted");
}

#[test]
fn formatting_does_not_depend_on_the_style_of_the_input() {
    for (name, text) in files() {
        let Ok(canonical) = formatted(&name, &text) else { continue };
        let in_carriage_returns = canonical.replace('\n', "\r\n");
        let in_its_form = formatted(&name, &in_carriage_returns);
        assert_eq!(in_its_form.as_ref(), Ok(&in_carriage_returns), "{name}: lines end as they did");
        let with_spaces_behind: String = canonical.lines().map(|line| format!("{line}   \n")).collect();
        assert_eq!(formatted(&name, &with_spaces_behind).as_ref(), Ok(&canonical), "{name}");
    }
}

#[test]
fn formatting_broken_files_loses_nothing() {
    for (name, text) in files() {
        // files with many styles, but not too long
        if !["tests/format", "tests/cli/files", "tests/rules/shared", "manual"]
            .iter()
            .any(|home| name.starts_with(home))
        {
            continue;
        }
        let lines: Vec<&str> = text.lines().collect();
        for at in 0..lines.len() {
            let indent = lines[at].len() - lines[at].trim_start().len();
            let comment = format!("{}# a comment", " ".repeat(indent));
            let aside = format!("{} # a comment", lines[at]);
            for put in [vec![], vec![""], vec![comment.as_str(), lines[at]], vec![lines[at], "# low", ""], vec![&aside]]
            {
                let mut changed = lines.clone();
                changed.splice(at..=at, put);
                let changed = changed.join("\n");
                let Ok(once) = formatted(&name, &changed) else { continue };
                assert_eq!(formatted(&name, &once).as_ref(), Ok(&once), "{name}: does not come to rest:\n{changed}");
                assert_eq!(comments(&changed), comments(&once), "{name}: a comment is lost:\n{changed}\n{once}");
            }
        }
    }
}

#[test]
fn each_case_gets_its_form() {
    insta::glob!("format/*.yaml", |path| {
        let text = fs::read_to_string(path).expect("the case is readable");
        // a manifest is recognised by its name
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        let shown = match formatted(&name, &text) {
            Ok(formatted) => formatted,
            Err(Unformatted::Problems(problems)) => {
                problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join("\n")
            }
            Err(Unformatted::Unusual) => "unusual".to_owned(),
        };
        insta::assert_snapshot!(shown);
    });
}

#[test]
fn the_files_of_the_manual_are_formatted() {
    for (name, text) in files().into_iter().filter(|(name, _)| name.starts_with("manual")) {
        assert_eq!(formatted(&name, &text).as_ref(), Ok(&text), "{name}");
    }
}

#[test]
fn fmt_replaces_a_file_atomically_and_changes_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let (good, broken) = (folder.path().join("good.yaml"), folder.path().join("broken.yaml"));
    fs::write(&good, "claims: 1\nrules:\n- match: '{source}  said {claim}'\n  id: one\n").expect("written");
    let wrong = "claims: 1\nrules:\n  - id: [a\n";
    fs::write(&broken, wrong).expect("written");
    #[cfg(unix)]
    let linked = {
        let linked = folder.path().join("linked.yml");
        std::os::unix::fs::symlink(&good, &linked).expect("linked");
        linked
    };
    let run = |options: &[&str], path: &Path| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_claimsift"));
        command.arg("fmt").args(options).arg(path).output().expect("the command runs").status.code()
    };
    let before = fs::read_to_string(&good).expect("readable");
    assert_eq!(run(&["--check"], &good), Some(1));
    assert_eq!(fs::read_to_string(&good).expect("readable"), before, "--check writes");
    #[cfg(unix)]
    assert_eq!(run(&[], &linked), Some(0));
    #[cfg(not(unix))]
    assert_eq!(run(&[], &good), Some(0));
    let after = "claims: 1\nrules:\n  - id: one\n    match: |\n      {source} said {claim}\n";
    assert_eq!(fs::read_to_string(&good).expect("readable"), after);
    assert_eq!(run(&["--check"], &good), Some(0));
    assert_eq!(run(&[], &broken), Some(2));
    assert_eq!(fs::read_to_string(&broken).expect("readable"), wrong);
    let names: Vec<_> =
        fs::read_dir(folder.path()).expect("readable").map(|entry| entry.expect("named").file_name()).collect();
    assert_eq!(names.len(), if cfg!(unix) { 3 } else { 2 }, "something was left behind: {names:?}");
    #[cfg(unix)]
    assert!(linked.is_symlink(), "the link was replaced");
}

#[test]
fn the_shipped_files_are_formatted() {
    let mut paths = Vec::new();
    below(Path::new("rules"), &mut paths);
    assert!(paths.len() > 20, "only {} rule files below rules/", paths.len());
    for path in paths {
        let text = fs::read_to_string(&path).expect("the file is readable");
        let name = path.to_string_lossy();
        assert!(formatted(&name, &text).as_ref() == Ok(&text), "`claimsift fmt {name}` would change it");
    }
}

#[test]
fn the_settings_of_a_project_and_lists_from_files_are_kept() {
    let config = "articles:   archive\n# how bad\nfail: {moved: off,   gained: warning} # of snapshots\nlints:\n    C605:   error   # adds nothing\n    # not of interest\n    C606: \"off\"\nhouse: {require: [note,docs], id: \"[a-z]+\"}\n";
    let once = formatted("claimsift.yaml", config).expect("it can be formatted");
    assert_eq!(
        once,
        "articles: archive\nlints:\n  C605: error # adds nothing\n  # not of interest\n  C606: \"off\"\nhouse:\n  require: [note, docs]\n  id: \"[a-z]+\"\n# how bad\nfail: # of snapshots\n  moved: off\n  gained: warning\n"
    );
    assert_eq!(formatted("claimsift.yaml", &once), Ok(once.clone()));
    let read = |text: &str| Config::read(&SourceFile::new("claimsift.yaml", text)).0;
    let (before, after) = (read(config), read(&once));
    assert_eq!((&before.fail, &before.standards), (&after.fail, &after.standards));
    let list = "claims: 1\n\nlists:\n  parties:   {  file:   parties.txt }  # of the council\n";
    let kept = formatted("a.yaml", list).expect("it can be formatted");
    assert!(kept.contains("  parties: {file: parties.txt} # of the council\n"), "{kept}");
}
