//! Snapshots: identical wherever they are made, without anything that is not a change for a reader, and never lost
//! whatever the disk does.
#![expect(clippy::disallowed_methods, reason = "tests read and write files")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use claimsift::diagnostic::SourceFile;
use claimsift::rule::{PACKS, files_of, load};
use claimsift::snapshot::{Change, File, changes};
use claimsift::{Article, Extraction, Extractor, Session};
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

const PROGRAM: &str = env!("CARGO_BIN_EXE_claimsift");

/// The articles of the project, by name.
fn articles() -> Vec<(String, String)> {
    let entries = fs::read_dir("tests/articles").expect("there are articles");
    let paths = entries.map(|entry| entry.expect("it is readable").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).map(|path| {
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("an article is text"))
    });
    let mut all: Vec<(String, String)> = texts.collect();
    all.sort();
    all
}

/// A project folder with these articles below `articles/`.
fn project(articles: &[(String, String)]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is a place for it");
    fs::create_dir(folder.path().join("articles")).expect("it is writable");
    for (name, text) in articles {
        fs::write(folder.path().join("articles").join(name), text).expect("it is writable");
    }
    folder
}

fn claimsift(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(PROGRAM).args(arguments).current_dir(folder).env_remove("CI").output();
    output.expect("the program runs")
}

fn printed(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    format!("{out}{err}")
}

/// All files of a folder, by name.
fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it is readable"));
    let read = |path: PathBuf| fs::read_to_string(path).expect("the file is text");
    let mut all: Vec<(String, String)> =
        entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), read(entry.path()))).collect();
    all.sort();
    all
}

/// Fails if the files differ, and names the first difference.
#[track_caller]
fn assert_same(one: &[(String, String)], other: &[(String, String)], how: &str) {
    let names = |files: &[(String, String)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(one), names(other), "{how}");
    for ((name, one), (_, other)) in one.iter().zip(other) {
        assert_eq!(one, other, "{name} {how}");
    }
}

fn updated(folder: &TempDir, arguments: &[&str], threads: &str) -> Vec<(String, String)> {
    let mut command = Command::new(PROGRAM);
    command.arg("snap").args(arguments).current_dir(folder.path()).env_remove("CI").env("RAYON_NUM_THREADS", threads);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", printed(&output));
    files(&folder.path().join("snapshots"))
}

#[test]
fn snapshots_are_identical_wherever_and_however_they_are_made() {
    let all = articles();
    let first = updated(&project(&all), &["--update"], "1");
    assert_eq!(first.len(), all.len());
    assert_same(&updated(&project(&all), &["--update"], "4"), &first, "with more threads");
    let paths: Vec<String> = all.iter().rev().map(|(name, _)| format!("articles/{name}")).collect();
    let mut arguments = vec!["--update"];
    arguments.extend(paths.iter().map(String::as_str));
    assert_same(&updated(&project(&all), &arguments, "2"), &first, "in another order");
    let changed = |change: fn(&str) -> String| -> Vec<(String, String)> {
        all.iter().map(|(name, text)| (name.clone(), change(text))).collect()
    };
    assert_same(
        &updated(&project(&changed(|text| text.replace("\r\n", "\n").replace('\n', "\r\n"))), &["--update"], "2"),
        &first,
        "with CRLF",
    );
    assert_same(&updated(&project(&changed(|text| text.nfd().collect())), &["--update"], "2"), &first, "decomposed");
    assert_same(&updated(&project(&changed(|text| text.nfc().collect())), &["--update"], "2"), &first, "composed");
    let folder = project(&all);
    let elsewhere = tempfile::tempdir().expect("there is a place for it");
    let [articles, snapshots] = ["articles", "snapshots"].map(|name| folder.path().join(name).display().to_string());
    let output = claimsift(elsewhere.path(), &["snap", "--update", "--snapshots", &snapshots, &articles]);
    assert!(output.status.success(), "{}", printed(&output));
    assert_same(&files(&folder.path().join("snapshots")), &first, "from another folder");
}

fn extraction(rules: &Extractor, article: &Article) -> Extraction {
    Extraction::new(&rules.extract(&mut Session::default(), article))
}

/// The shipped rules, each file changed.
fn changed_rules(change: impl Fn(&str) -> String) -> Extractor {
    let sources = files_of(PACKS);
    let changed: Vec<Arc<SourceFile>> =
        sources.iter().map(|source| SourceFile::new(source.name.clone(), change(&source.text))).collect();
    let loaded = load(&changed, &|_| Err("no file is needed".into()));
    let errors: Vec<String> =
        loaded.problems.iter().filter(|problem| problem.is_error()).map(|problem| problem.message.clone()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    Extractor::new(loaded.pack)
}

/// A rule file with parentheses around every line of its patterns.
fn reworded(text: &str) -> String {
    let mut in_pattern = false;
    let lines = text.lines().map(|line| {
        let inner = line.trim_start();
        if line.starts_with("    ") && !line.starts_with("      ") || !line.starts_with("    ") {
            in_pattern = inner == "match: |" && line.starts_with("    match");
        } else if in_pattern && !inner.starts_with('#') && !inner.is_empty() {
            return format!("      ( {inner} )");
        }
        line.to_owned()
    });
    lines.map(|line| line + "\n").collect()
}

#[test]
fn rewording_every_shipped_pattern_changes_no_line() {
    let (before, after) = (changed_rules(str::to_owned), changed_rules(reworded));
    let rewritten: usize = files_of(PACKS).iter().map(|file| reworded(&file.text).matches("      ( ").count()).sum();
    assert!(rewritten > 200, "only {rewritten} lines were reworded");
    for (name, text) in articles() {
        let article = Article::new(name, text);
        assert_eq!(extraction(&before, &article).to_string(), extraction(&after, &article).to_string());
    }
}

/// A rule file in which every id is turned into a former one.
fn renamed(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        match line.strip_prefix("  - id: ") {
            Some(id) if text.contains(&format!("  - id: {id}\n    aliases: [")) => {
                out.push_str(&format!("  - id: {id}-anew\n"));
            }
            Some(id) => out.push_str(&format!("  - id: {id}-anew\n    aliases: [{id}]\n")),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

#[test]
fn renaming_a_rule_with_an_alias_changes_only_its_name() {
    let (before, after) = (changed_rules(str::to_owned), changed_rules(renamed));
    let mut seen = 0;
    for (name, text) in articles() {
        let article = Article::new(name, text);
        let (before, after) = (extraction(&before, &article), extraction(&after, &article));
        assert_eq!(before.claims.len(), after.claims.len(), "{}", article.id);
        for (mut old, new) in before.claims.into_iter().zip(after.claims) {
            old.rule.push_str("-anew");
            assert_eq!(old, new, "{}", article.id);
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} claims were seen");
}

#[test]
fn a_paragraph_above_changes_only_positions() {
    let rules = Extractor::with_default_rules();
    for (name, text) in articles() {
        // below the headline, if there is one
        let at = text.find("\n\n").map_or(0, |at| at + 2);
        let (head, rest) = text.split_at(at);
        let longer = format!("{head}A ferry lay in the harbour of Halden.\n\n{rest}");
        let [before, after] = [text.as_str(), &longer].map(|text| extraction(&rules, &Article::new(&*name, text)));
        for change in changes(&before, &after) {
            assert!(matches!(change, Change::Moved { .. }), "{name}: {change:#?}");
        }
    }
}

#[test]
fn a_killed_run_leaves_every_snapshot_intact() {
    let many: Vec<(String, String)> = (0..40)
        .flat_map(|copy| articles().into_iter().map(move |(name, text)| (format!("{copy}-{name}"), text)))
        .collect();
    let folder = project(&many);
    let snapshots = folder.path().join("snapshots");
    let mut killed = 0;
    for wait in [60, 120, 180, 240, 320, 400, 500, 600] {
        let mut command = Command::new(PROGRAM);
        command.args(["snap", "--update"]).current_dir(folder.path()).env_remove("CI");
        command.stdout(std::process::Stdio::null());
        let mut running = command.spawn().expect("the program runs");
        std::thread::sleep(std::time::Duration::from_millis(wait));
        if running.try_wait().expect("it is ours").is_none() {
            running.kill().expect("it is ours");
            killed += 1;
        }
        running.wait().expect("it ends");
        if snapshots.exists() {
            for (name, text) in files(&snapshots).iter().filter(|(name, _)| name.ends_with(".snap")) {
                let file = File::parse(text).unwrap_or_else(|problem| panic!("{name}: {problem}"));
                Extraction::parse(file.body()).unwrap_or_else(|problem| panic!("{name}: {problem}"));
            }
            fs::remove_dir_all(&snapshots).expect("it is ours");
        }
    }
    assert!(killed > 0, "no run was slow enough to be killed");
    updated(&folder, &["--update"], "2");
    let left: Vec<String> = files(&snapshots).into_iter().map(|(name, _)| name).collect();
    assert!(left.iter().all(|name| name.ends_with(".snap")), "{left:?}");
    assert_eq!(left.len(), many.len());
}

/// A project with one article and its snapshot.
fn agreed() -> TempDir {
    let text = "Mayor Ana Ruiz said on Tuesday that the bridge will close.\n".to_owned();
    let folder = project(&[("harbour.txt".to_owned(), text)]);
    updated(&folder, &["--update"], "1");
    folder
}

/// Changes the article, so that there is something to write.
fn edit(folder: &TempDir) {
    let text = "Mayor Ana Ruiz said on Monday that the bridge will open.\n";
    fs::write(folder.path().join("articles/harbour.txt"), text).expect("it is writable");
}

#[test]
fn a_full_disk_loses_nothing() {
    let folder = agreed();
    let before = files(&folder.path().join("snapshots"));
    edit(&folder);
    // a file size limit of 0, as an error instead of a signal, simulates a full disk
    let command = format!("trap '' XFSZ; ulimit -f 0; exec '{PROGRAM}' snap --update 2>&1 | cat");
    let output = Command::new("sh").args(["-c", &command]).current_dir(folder.path()).env_remove("CI").output();
    let message = printed(&output.expect("there is a shell"));
    assert!(message.contains("snapshots/harbour.snap: cannot be written"), "{message}");
    assert_same(&files(&folder.path().join("snapshots")), &before, "afterwards");
}

#[test]
fn a_folder_in_place_of_a_snapshot_is_reported_and_kept() {
    let folder = agreed();
    let snapshot = folder.path().join("snapshots/harbour.snap");
    fs::remove_file(&snapshot).expect("it is ours");
    fs::create_dir(&snapshot).expect("it is writable");
    for arguments in [&["snap"][..], &["snap", "--check"], &["snap", "--update"]] {
        let output = claimsift(folder.path(), arguments);
        assert!(!output.status.success());
        assert!(printed(&output).contains("there is a folder in place of the snapshot"), "{}", printed(&output));
    }
    assert!(snapshot.is_dir());
}

#[test]
fn a_file_in_place_of_the_folder_is_reported_and_kept() {
    let folder = agreed();
    let snapshots = folder.path().join("snapshots");
    fs::remove_dir_all(&snapshots).expect("it is ours");
    fs::write(&snapshots, "mine").expect("it is writable");
    let output = claimsift(folder.path(), &["snap", "--update"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(printed(&output).contains("snapshots: this is not a folder"), "{}", printed(&output));
    assert_eq!(fs::read_to_string(&snapshots).expect("it is a file"), "mine");
}

#[test]
#[cfg(unix)]
fn links_that_lead_to_themselves_are_reported() {
    let folder = agreed();
    std::os::unix::fs::symlink("loop.txt", folder.path().join("articles/loop.txt")).expect("links can be made");
    let output = claimsift(folder.path(), &["snap", "--check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(printed(&output).contains("articles/loop.txt: "), "{}", printed(&output));
    fs::remove_file(folder.path().join("articles/loop.txt")).expect("it is ours");
    let snapshot = folder.path().join("snapshots/harbour.snap");
    fs::remove_file(&snapshot).expect("it is ours");
    std::os::unix::fs::symlink("harbour.snap", &snapshot).expect("links can be made");
    for arguments in [&["snap", "--check"][..], &["snap", "--update"]] {
        let output = claimsift(folder.path(), arguments);
        assert!(!output.status.success());
        assert!(printed(&output).contains("the snapshot cannot be read"), "{}", printed(&output));
    }
}

#[test]
#[cfg(unix)]
fn a_read_only_folder_loses_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = agreed();
    let snapshots = folder.path().join("snapshots");
    let before = files(&snapshots);
    edit(&folder);
    fs::set_permissions(&snapshots, fs::Permissions::from_mode(0o555)).expect("it is ours");
    let output = claimsift(folder.path(), &["snap", "--update"]);
    fs::set_permissions(&snapshots, fs::Permissions::from_mode(0o755)).expect("it is ours");
    // root may write everywhere, so there is nothing to test
    if !output.status.success() {
        assert!(printed(&output).contains("not allowed to write here"), "{}", printed(&output));
        assert_same(&files(&snapshots), &before, "afterwards");
    }
}

#[test]
fn two_articles_that_would_have_one_snapshot_are_reported_and_nothing_is_written() {
    let folder = agreed();
    let before = files(&folder.path().join("snapshots"));
    fs::create_dir(folder.path().join("articles/more")).expect("it is writable");
    let record = "{\"id\":\"Harbour\",\"text\":\"It rained, she said.\"}\n";
    fs::write(folder.path().join("articles/more/more.jsonl"), record).expect("it is writable");
    let output = claimsift(folder.path(), &["snap", "--update"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(printed(&output).contains("would have the same snapshot"), "{}", printed(&output));
    assert_same(&files(&folder.path().join("snapshots")), &before, "afterwards");
}

#[test]
fn updating_some_articles_keeps_the_snapshots_of_the_others() {
    let folder = agreed();
    let part = folder.path().join("articles/part");
    fs::create_dir(&part).expect("it is writable");
    fs::write(part.join("ferry.txt"), "Omar Haddad said that it rained.\n").expect("it is writable");
    updated(&folder, &["--update"], "1");
    for arguments in [&["articles/part"][..], &["--update", "articles/part"], &["--update", "articles/part/ferry.txt"]]
    {
        let after = updated(&folder, arguments, "1");
        assert_eq!(after.len(), 2, "{arguments:?}: {after:?}");
    }
    // naming the folder of the project, in whatever form, means all articles
    fs::remove_file(part.join("ferry.txt")).expect("it is ours");
    assert_eq!(updated(&folder, &["--update", "./articles/part/.."], "1").len(), 1);
}

#[test]
fn pending_changes_of_a_removed_article_are_removed() {
    let folder = agreed();
    let ferry = folder.path().join("articles/ferry.txt");
    fs::write(&ferry, "Omar Haddad said that it rained.\n").expect("it is writable");
    claimsift(folder.path(), &["snap"]);
    assert!(folder.path().join("snapshots/ferry.snap.new").exists());
    fs::remove_file(&ferry).expect("it is ours");
    claimsift(folder.path(), &["snap"]);
    assert!(!folder.path().join("snapshots/ferry.snap.new").exists());
}

#[test]
fn a_result_that_cannot_be_written_is_an_error() {
    let folder = agreed();
    let output = claimsift(folder.path(), &["snap", "--check", "--format", "junit", "--output", "nowhere/claims.xml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(printed(&output).contains("nowhere/claims.xml: cannot be written"), "{}", printed(&output));
}

#[test]
fn an_article_that_cannot_be_read_keeps_its_snapshot() {
    let folder = agreed();
    let before = files(&folder.path().join("snapshots"));
    fs::write(folder.path().join("articles/harbour.txt"), b"\xff\xfe").expect("it is writable");
    fs::write(folder.path().join("articles/other.txt"), "It rained.\n").expect("it is writable");
    let output = claimsift(folder.path(), &["snap", "--update"]);
    assert_eq!(output.status.code(), Some(2));
    let after = files(&folder.path().join("snapshots"));
    assert!(before.iter().all(|file| after.contains(file)), "{}", printed(&output));
}
