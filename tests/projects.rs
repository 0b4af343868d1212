//! Real projects: articles of one name in two folders, file names reserved by some systems, renamed rules, commands run
//! in other folders, and reports with paths as in the repository.
#![expect(clippy::disallowed_methods, reason = "tests write files")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const SAID: &str = "Rita Moss said that the pier will close.\n";
const TWO: &str = "Rita Moss said that the pier will close.\n\nOmar Haddad said that it is safe.\n";
const MOVED: &str = "Rita Moss moved that the lights stay on.\n";
const RULE: &str = "claims: 1\nrules:\n  - id: moved\n    match: |\n      {source} moved that {claim}\n    finds: |\n      {source: Moss} moved that {claim: the lights stay on}.\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is a place for it");
    files.iter().for_each(|(path, text)| write(folder.path(), path, text));
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("it is writable");
    fs::write(path, text).expect("it is writable");
}

/// The exit status, and everything printed.
fn claimsift(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimsift"));
    command.args(arguments).current_dir(folder).env_remove("CI").env_remove("GITHUB_WORKSPACE");
    let output = command.output().expect("the program runs");
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code().expect("it ends by itself"), out + &err)
}

/// Everything printed; the exit status must be as given.
fn printed(folder: &Path, arguments: &[&str], status: i32) -> String {
    let (ended, shown) = claimsift(folder, arguments);
    assert_eq!(ended, status, "{arguments:?}: {shown}");
    shown
}

/// The names of the snapshots.
fn snapshots(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("snapshots")).expect("there are snapshots");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("it is readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn files_of_one_name_in_two_folders_are_two_articles() {
    let files = [("articles/2026-03-01/front.txt", SAID), ("articles/2026-03-02/front.txt", TWO)];
    let home = folder(&files);
    printed(home.path(), &["snap", "--update"], 0);
    assert_eq!(snapshots(home.path()), ["2026-03-01%2Ffront.snap", "2026-03-02%2Ffront.snap"]);
    // however an article is given
    for path in ["articles/2026-03-02/front.txt", "articles/2026-03-02", "articles"] {
        let shown = printed(home.path(), &["snap", "--check", path], 0);
        assert!(!shown.contains("new"), "{path}: {shown}");
    }
    // and if the folders that contain them are given
    let home = folder(&[("march/front.txt", SAID), ("april/front.txt", TWO)]);
    let shown = printed(home.path(), &["snap", "--update", "march", "april"], 0);
    assert!(shown.contains("2 written"), "{shown}");
}

#[test]
fn ids_contain_the_folder_if_there_are_several() {
    let config = ("claimsift.yaml", "articles: [news, blogs]\n");
    let home = folder(&[config, ("news/front.txt", SAID), ("blogs/front.txt", TWO)]);
    printed(home.path(), &["snap", "--update"], 0);
    assert_eq!(snapshots(home.path()), ["blogs%2Ffront.snap", "news%2Ffront.snap"]);
    printed(home.path(), &["snap", "--check", "news"], 0);
}

#[test]
fn changes_of_an_article_with_a_long_id_can_be_accepted() {
    let id = format!("https://example.org/{}x", "seg/".repeat(60));
    let record = |text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let home = folder(&[("articles/a.jsonl", &record("Rita Moss said it will rain."))]);
    printed(home.path(), &["snap", "--update"], 0);
    write(home.path(), "articles/a.jsonl", &record("Rita Moss said it will snow."));
    printed(home.path(), &["snap"], 1);
    let listed = printed(home.path(), &["snap", "accept"], 2);
    assert!(listed.contains(&id) && listed.contains("--all"), "{listed}");
    printed(home.path(), &["snap", "accept", &id], 0);
    printed(home.path(), &["snap", "--check"], 0);
}

#[test]
fn a_paragraph_above_changes_one_line_of_a_snapshot() {
    let home = folder(&[("articles/a.txt", TWO)]);
    printed(home.path(), &["snap", "--update"], 0);
    let read = || fs::read_to_string(home.path().join("snapshots/a.snap")).expect("it is there");
    let before = read();
    write(home.path(), "articles/a.txt", &format!("A new line.\n\n{TWO}"));
    let moved = printed(home.path(), &["snap", "--check"], 1);
    assert!(moved.contains("2 claims moved\n  moved: ¶ 1.1 → ¶ 2.1, ¶ 2.1 → ¶ 3.1\n"), "{moved}");
    printed(home.path(), &["snap", "--update"], 0);
    let after = read();
    let other: Vec<_> = before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
    assert_eq!(other, [("  at: ¶ 1.1 2.1", "  at: ¶ 2.1 3.1")]);
}

#[test]
fn differences_that_are_off_are_neither_shown_nor_pending() {
    let home = folder(&[("articles/a.txt", TWO), ("claimsift.yaml", "fail: {moved: 'off'}\n")]);
    printed(home.path(), &["snap", "--update"], 0);
    write(home.path(), "articles/a.txt", &format!("A new line.\n\n{TWO}"));
    for arguments in [["snap", "--check"].as_slice(), &["snap"]] {
        let same = printed(home.path(), arguments, 0);
        assert!(same.contains("1 unchanged") && !same.contains("moved"), "{same}");
    }
    assert_eq!(snapshots(home.path()), ["a.snap"], "nothing waits");
    write(home.path(), "articles/a.txt", &format!("A new line.\n\n{}", TWO.replace("pier", "harbour")));
    let changed = printed(home.path(), &["snap", "--check"], 1);
    assert!(changed.contains("1 claim reworded") && !changed.contains("moved"), "{changed}");
}

#[test]
fn differences_that_are_off_are_not_in_the_summary() {
    let home = folder(&[
        ("articles/a.txt", SAID),
        ("articles/b.txt", TWO),
        ("claimsift.yaml", "fail: {new: off, unreferenced: off}\n"),
    ]);
    printed(home.path(), &["snap", "--update", "articles/a.txt", "articles/b.txt"], 0);
    fs::remove_file(home.path().join("articles/b.txt")).expect("it is ours");
    write(home.path(), "articles/c.txt", TWO);
    for arguments in [["snap"].as_slice(), &["snap", "--check"]] {
        let quiet = printed(home.path(), arguments, 0);
        assert_eq!(quiet, "2 articles: 1 unchanged\n", "{arguments:?}");
    }
    assert_eq!(snapshots(home.path()), ["a.snap", "b.snap"], "nothing waits");
}

#[test]
fn a_second_configuration_is_ignored_with_a_warning() {
    let home = folder(&[("claimsift.yaml", "articles: a\n"), ("claimsift.yml", "articles: b\n")]);
    let shown = printed(home.path(), &["config"], 0);
    assert!(shown.contains("articles: [a]") && shown.contains("claimsift.yml is ignored"), "{shown}");
}

#[test]
fn an_invalid_exclude_pattern_is_reported_at_its_position() {
    let config = "rules: [r.yaml]\nexclude:\n  - '*.tmp'\n  - '[z-a].yaml'\n";
    let home = folder(&[("claimsift.yaml", config), ("r.yaml", RULE), ("a.txt", SAID)]);
    for (arguments, status) in [(&["check"][..], 1), (&["check", "claimsift.yaml"], 1), (&["extract", "a.txt"], 2)] {
        let shown = printed(home.path(), arguments, status);
        assert!(shown.contains("claimsift.yaml:4:5\n") && shown.contains("exclude: `[z-a].yaml`: "), "{shown}");
        assert_eq!(shown.matches("C104]").count(), 1, "{shown}");
    }
}

#[test]
fn a_foreign_manifest_next_to_a_configuration_is_not_checked() {
    let foreign = "name: web\nversion: 3\nbundle: [a, b]\n";
    let home = folder(&[("claimsift.yaml", "rules: [rules]\n"), ("pack.yaml", foreign), ("rules/r.yaml", RULE)]);
    assert_eq!(printed(home.path(), &["check"], 0), "2 files, 1 valid rule: 0 errors, 0 warnings\n");
    // next to a rule file, it is the manifest of its pack
    write(home.path(), "r.yaml", RULE);
    let shown = printed(home.path(), &["check"], 1);
    assert!(shown.contains("pack.yaml:3:1\n"), "{shown}");
}

#[test]
fn renaming_a_rule_with_an_alias_is_not_a_failure() {
    let article = ("articles/a.txt", "Moss moved that the lights stay on.\n");
    let config = ("claimsift.yaml", "rules: rules\n");
    let home = folder(&[article, config, ("rules/r.yaml", RULE)]);
    printed(home.path(), &["snap", "--update"], 0);
    write(home.path(), "rules/r.yaml", &RULE.replace("id: moved", "id: motion\n    aliases: [moved]"));
    let renamed = printed(home.path(), &["snap", "--check"], 0);
    assert!(renamed.contains("rule of 1 claim renamed (`moved` → `motion`)"), "{renamed}");
    write(home.path(), "claimsift.yaml", "rules: rules\nfail: {renamed: 'off', lock: 'off'}\n");
    let quiet = printed(home.path(), &["snap", "--check"], 0);
    assert!(quiet.contains("1 unchanged") && !quiet.contains("renamed"), "{quiet}");
    // without the alias it is a different rule
    write(home.path(), "rules/r.yaml", &RULE.replace("id: moved", "id: motion"));
    printed(home.path(), &["snap", "--check"], 1);
}

#[test]
fn a_command_runs_elsewhere_and_with_another_configuration() {
    let home = folder(&[
        ("newsroom/claimsift.yml", "articles: archive\n"),
        ("newsroom/archive/a.txt", SAID),
        ("newsroom/other.yaml", "articles: archive\nfail: {new: warning}\n"),
    ]);
    printed(home.path(), &["-C", "newsroom", "snap", "--check"], 1);
    printed(home.path(), &["--config", "newsroom/other.yaml", "snap", "--check"], 0);
    printed(home.path(), &["snap", "--check", "-C", "newsroom", "--config", "other.yaml"], 0);
    let above = printed(home.path(), &["extract", "newsroom/archive"], 0);
    assert!(above.contains("newsroom/claimsift.yml does not apply here"), "{above}");
    write(home.path(), "newsroom/rules/r.yaml", RULE);
    for command in ["check", "test"] {
        let above = printed(home.path(), &[command, "newsroom/rules"], 0);
        assert!(above.contains("newsroom/claimsift.yml does not apply here"), "{command}: {above}");
    }
    let missing = printed(home.path(), &["--config", "gone.yaml", "config"], 2);
    assert!(missing.contains("gone.yaml"), "{missing}");
    assert!(printed(home.path(), &["-C", "gone", "config"], 2).contains("gone"));
}

#[test]
fn a_manifest_may_end_in_yml() {
    let home = folder(&[("r/r.yaml", RULE), ("r/pack.yml", "name: council.motions\nversion: 1.2.0\n")]);
    let shown = printed(home.path(), &["lock", "--rules", "r"], 0);
    assert!(shown.contains("claims.lock"), "{shown}");
    let lock = fs::read_to_string(home.path().join("claims.lock")).expect("it was written");
    assert!(lock.contains("council.motions"), "{lock}");
}

#[test]
fn reports_name_files_from_the_root_of_the_repository() {
    let broken = RULE.replace("{source} moved", "{souce} moved");
    let home = folder(&[
        (".git/HEAD", "ref: refs/heads/main\n"),
        ("news room/claimsift.yaml", "rules: rules\n"),
        ("news room/rules/r.yaml", RULE),
        (
            "news room/articles/a.jsonl",
            "{\"id\":\"a\",\"text\":\"A calm day.\"}\n\n{\"id\":\"b\",\"text\":\"Moss moved that it rains.\"}\n",
        ),
    ]);
    let below = home.path().join("news room");
    for (format, place) in [
        ("github", "file=news room/articles/a.jsonl,line=3"),
        ("sarif", "\"uri\": \"news%20room/articles/a.jsonl\""),
        ("sarif", "\"startLine\": 3"),
        ("jsonl", "\"path\":\"news room/articles/a.jsonl\""),
        ("junit", "news room/articles/a.jsonl"),
    ] {
        for from in [below.as_path(), &below.join("articles")] {
            let shown = printed(from, &["snap", "--check", "--format", format], 1);
            assert!(shown.contains(place), "{format}: {shown}");
        }
    }
    write(home.path(), "news room/rules/r.yaml", &broken);
    let full = below.join("rules/r.yaml").display().to_string();
    for path in ["rules/r.yaml", "../news room/rules", &full] {
        let github = printed(&below, &["check", path, "--format", "github"], 1);
        assert!(github.contains("file=news room/rules/r.yaml,"), "{github}");
        let sarif = printed(&below, &["check", path, "--format", "sarif"], 1);
        assert!(sarif.contains("\"uri\": \"news%20room/rules/r.yaml\""), "{sarif}");
    }
}

#[test]
fn records_are_named_by_their_lines() {
    let record = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let text = record("a", "A calm day.") + &record("b", "The ferry stopped.") + &record("c", " ");
    let home = folder(&[("all.jsonl", &text)]);
    assert!(printed(home.path(), &["try", "ferry", "all.jsonl"], 0).starts_with("all.jsonl:2: "));
    assert!(printed(home.path(), &["extract", "all.jsonl"], 0).contains("all.jsonl:3: the article `c` is empty"));
    let explained = printed(home.path(), &["explain", "all.jsonl:2"], 0);
    assert!(explained.contains("ferry") && !explained.contains("calm"), "{explained}");
}

#[test]
fn suspicious_input_is_reported() {
    let date = "{\"id\":\"a\",\"text\":\"It rains.\",\"date_published\":\"2026-13-01\"}\n";
    let home =
        folder(&[("a.jsonl", date), ("p.html", "<p>Rita Moss said it rains.</p>\n"), ("p.txt", "<!DOCTYPE html>\n")]);
    assert!(printed(home.path(), &["extract", "a.jsonl"], 0).contains("a.jsonl:1: `date_published` is `2026-13-01`"));
    let record = r#"{"id":"a","text":"It&rsquo;s safe, <a href='x'>she</a> said."}"#;
    write(home.path(), "r.jsonl", &format!("{record}\n{record}\n"));
    assert_eq!(printed(home.path(), &["extract", "r.jsonl"], 0).matches("looks like HTML").count(), 1);
    write(home.path(), "plain.txt", "If a < b & c > d, AT&T said; 1 <2> 3 & more; <Ruiz> spoke.\n");
    assert!(!printed(home.path(), &["extract", "plain.txt"], 0).contains("HTML"));
    for page in ["p.html", "p.txt"] {
        assert!(printed(home.path(), &["extract", page], 0).contains("looks like HTML"), "{page}");
    }
    let update = folder(&[("articles/a.txt", SAID)]);
    assert!(printed(update.path(), &["snap", "--update"], 0).contains("claims.lock: written"));
    assert!(!printed(update.path(), &["snap", "--update"], 0).contains("claims.lock"));
}

#[test]
fn ids_that_differ_only_in_case_are_both_named() {
    let records = "{\"id\":\"Front\",\"text\":\"It rains.\"}\n{\"id\":\"front\",\"text\":\"It snows.\"}\n";
    let home = folder(&[("articles/a.jsonl", records)]);
    let shown = printed(home.path(), &["snap", "--update"], 2);
    assert!(shown.contains("`Front`") && shown.contains("`front`") && shown.contains("a.jsonl:2"), "{shown}");
}

#[test]
fn fmt_and_fix_keep_line_endings() {
    let crlf = RULE.replace('\n', "\r\n");
    let misspelt = crlf.replace("finds: |", "find: |");
    let home = folder(&[("good.yaml", &crlf), ("wrong.yaml", &misspelt)]);
    printed(home.path(), &["fmt", "--check", "good.yaml"], 0);
    printed(home.path(), &["check", "--fix", "wrong.yaml"], 0);
    assert_eq!(fs::read_to_string(home.path().join("wrong.yaml")).expect("it is there"), crlf);
}

#[test]
fn the_printed_weights_assess_as_the_built_in_ones() {
    let folder = folder(&[
        ("a.txt", "The council cut funding by 12 percent.\n\nWho closed the bridge? I think we should be proud.\n"),
        ("less.tsv", "percent\t-0.125\t0.5\n"),
    ]);
    let here = folder.path();
    let assessed = printed(here, &["assess", "a.txt"], 0);
    write(here, "w.tsv", &printed(here, &["weights"], 0));
    assert_eq!(printed(here, &["assess", "--weights", "w.tsv", "a.txt"], 0), assessed);
    let less = printed(here, &["assess", "--add-weights", "less.tsv", "a.txt"], 0);
    assert_ne!(less, assessed);
    write(here, "w.tsv", &printed(here, &["weights", "--add-weights", "less.tsv"], 0));
    assert_eq!(printed(here, &["assess", "--weights", "w.tsv", "a.txt"], 0), less);
    // lines are added to the table of the project
    write(here, "w.tsv", "digits\t1\t1\n");
    write(here, "claimsift.yaml", "weights: w.tsv\n");
    let both = "# facet\tcheck-worthy\tfactual\nlabel from\t0.50\t0.50\nalways\t0.00\t0.00\ndigits\t1.00\t1.00\npercent\t-0.125\t0.50\n";
    assert_eq!(printed(here, &["weights", "--add-weights", "less.tsv"], 0), both);
    write(here, "built-in.tsv", &printed(here, &["weights", "--built-in"], 0));
    assert_eq!(printed(here, &["assess", "--weights", "built-in.tsv", "a.txt"], 0), assessed);
}

#[test]
fn rules_are_selected_and_skipped_by_name_pack_and_tag() {
    let text = "Rita Moss said that the pier will close. According to Omar Haddad, trade fell by a third.\n";
    let home = folder(&[("a.txt", text), ("r.yaml", RULE)]);
    let rules = |arguments: &[&str]| {
        let all = [&["extract", "--format", "jsonl", "a.txt"], arguments].concat();
        let line: serde_json::Value = serde_json::from_str(&printed(home.path(), &all, 0)).expect("it is JSON");
        let claims = line["claims"].as_array().expect("there are claims").clone();
        claims.iter().map(|claim| claim["rule"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules(&["--only", "attributed"]), ["said-that", "according-to"]);
    for (arguments, expected) in [
        (["--select", "said-that"], "said-that"),
        (["--select", "en.speech/according-to"], "according-to"),
        (["--skip", "said-that,facts"], "according-to"),
    ] {
        assert_eq!(rules(&arguments), [expected], "{arguments:?}");
    }
    assert_eq!(rules(&["--skip", "speech,facts,evidence"]), [""; 0]);
    let unknown = printed(home.path(), &["extract", "--select", "said-taht", "a.txt"], 2);
    assert!(unknown.contains("called `said-taht`; did you mean `said-that`?"), "{unknown}");
    assert!(printed(home.path(), &["test", "--select", "moved", "r.yaml"], 0).contains("1 rule"));
    assert!(printed(home.path(), &["test", "--skip", "moved", "r.yaml"], 0).contains("0 rules"));
}

#[test]
fn a_false_alarm_is_ignored_by_its_id() {
    let home = folder(&[("articles/a.txt", SAID)]);
    let line: serde_json::Value =
        serde_json::from_str(&printed(home.path(), &["extract", "--format", "jsonl", "articles/a.txt"], 0))
            .expect("JSON");
    let id = line["claims"][0]["id"].as_str().expect("there is a claim").to_owned();
    write(home.path(), "claimsift.yaml", &format!("ignore: ['{id}', 'aaaaaaaaaaaa']\n"));
    assert!(!printed(home.path(), &["extract", "articles/a.txt"], 0).contains("pier"));
    let updated = printed(home.path(), &["snap", "--update"], 0);
    assert!(updated.contains("no claim has the id `aaaaaaaaaaaa`") && !updated.contains(&id), "{updated}");
    write(home.path(), "claimsift.yaml", "ignore: [a]\n");
    assert!(printed(home.path(), &["snap", "--check"], 2).contains("`a` is not the id of a claim"));
}

#[test]
fn a_project_sets_the_severity_of_warnings_and_required_keys() {
    let config = |text: &str| folder(&[("rules/r.yaml", RULE), ("claimsift.yaml", &format!("rules: rules\n{text}"))]);
    for (text, status, expected) in [
        ("", 0, "1 valid rule"),
        ("house: {require: [note]}\n", 1, "warning[C701]: the rule `moved` has no `note`"),
        ("house: {require: note}\nlints: {C701: error}\n", 1, "error[C701]"),
        ("house: {require: [note]}\nlints: {C701: 'off'}\n", 0, "1 valid rule"),
        ("house: {id: 'council-.*'}\n", 1, "warning[C702]: the id `moved` does not match"),
        ("house: {id: 'mov|moved'}\n", 0, "1 valid rule"),
        ("house: {id: '['}\n", 1, "invalid regular expression"),
        ("lints: {C105: 'off'}\n", 1, "`C105` is always an error"),
        ("lints: {C699: 'off'}\n", 1, "C699"),
    ] {
        let home = config(text);
        let shown = printed(home.path(), &["check"], status);
        assert!(shown.contains(expected), "{text}: {shown}");
    }
}

/// The exit status, standard output and standard error of a command with this standard input.
fn with_stdin(folder: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimsift"));
    command.args(arguments).current_dir(folder).env_remove("CI").env_remove("GITHUB_WORKSPACE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().expect("the program starts");
    let mut stdin = process.stdin.take().expect("it has an input");
    // a command that rejects its arguments does not read its input
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = process.wait_with_output().expect("it ends");
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code().expect("it ends by itself"), out, err)
}

#[test]
fn standard_input_is_formatted_and_checked() {
    let words = "claims: 1\nlists:\n  motion-verb: [move, propose]\n";
    let home = folder(&[("rules/words.yaml", words), ("rules/pack.yaml", "name: council\n")]);
    let run = |arguments: &[&str], input: &str| with_stdin(home.path(), arguments, input);
    let unformatted = RULE.replace("{source} moved", "{source}   moved");
    assert_eq!(run(&["fmt", "-"], &unformatted), (0, RULE.to_owned(), String::new()));
    assert_eq!(run(&["fmt", "--check", "-"], &unformatted), (1, String::new(), String::new()));
    assert_eq!(run(&["fmt", "--check", "-"], RULE), (0, String::new(), String::new()));
    let crlf = unformatted.replace('\n', "\r\n");
    assert_eq!(run(&["fmt", "-"], &crlf).1, RULE.replace('\n', "\r\n"));
    let (status, out, err) = run(&["fmt", "--stdin-name", "rules/r.yaml", "-"], "claims: 1\nrules: [\n");
    assert!(status == 2 && out.is_empty() && err.contains("--> rules/r.yaml:"), "{out}{err}");
    assert_eq!(run(&["fmt", "-", "rules"], RULE).0, 2);

    let clean = (0, "1 file, 1 valid rule: 0 errors, 0 warnings\n".to_owned(), String::new());
    assert_eq!(run(&["check", "-"], RULE), clean);
    let using = RULE.replace("rules:", "use: [words.yaml]\nrules:").replace("{source} moved", "{source} ~@motion-verb");
    assert_eq!(run(&["check", "--stdin-name", "rules/r.yaml", "-"], &using), clean);
    let (status, out, _) = run(&["check", "--format", "json", "-"], &using);
    assert!(status == 1 && out.starts_with("{\"file\":\"<stdin>\",\"line\":2,"), "{out}");
    let misspelt = RULE.replace("match", "macth");
    let (status, out, _) = run(&["check", "--format", "github", "--stdin-name", "rules/r.yaml", "-"], &misspelt);
    assert!(status == 1 && out.starts_with("::error file=rules/r.yaml,line=4,"), "{out}");
    let (status, out, _) = run(&["check", "--fix", "--diff", "-"], &misspelt);
    assert!(status == 1 && out.contains("+    match: |"), "{out}");
    let (status, out, err) = run(&["check", "--fix", "-"], &misspelt);
    assert!(status == 2 && out.is_empty() && err.contains("standard input cannot be changed"), "{err}");
}

#[test]
fn a_list_may_be_a_text_file() {
    let rules = "claims: 1\nrules:\n  - id: party\n    match: |\n      {source: [list=parties]} moved that {claim}\n    finds: |\n      {source: Greens} moved that {claim: the lights stay on}.\n\nlists:\n  parties: {file: words/parties.txt}\n";
    let home = folder(&[("r.yaml", rules), ("words/parties.txt", "# of the council\nGreens\n\n  Liberals\r\n")]);
    assert!(printed(home.path(), &["check", "r.yaml"], 0).contains("1 valid rule"));
    printed(home.path(), &["fmt", "--check", "r.yaml"], 0);
    printed(home.path(), &["lock", "--rules", "r.yaml"], 0);
    write(home.path(), "words/parties.txt", "Greens\n");
    let changed = printed(home.path(), &["lock", "--check", "--rules", "r.yaml"], 1);
    assert!(changed.contains("words/parties.txt changed"), "{changed}");
    for (file, path, expected) in [
        ("", "words/parties.txt", "r.yaml:10:3\n"),
        ("Greens\nGreens\n", "words/parties.txt", "`Greens` is already in the list"),
        ("Greens\n", "words/gone.txt", "`words/gone.txt` cannot be read: no such file"),
        ("Greens\n", "../parties.txt", "is outside the folder of this file"),
    ] {
        write(home.path(), "words/parties.txt", file);
        write(home.path(), "r.yaml", &rules.replace("words/parties.txt", path));
        let shown = claimsift(home.path(), &["check", "r.yaml"]).1;
        assert!(shown.contains(expected), "{path}: {shown}");
        assert!(shown.contains(" 1 error,") || shown.contains(" 1 warning"), "one problem and no other: {shown}");
    }
}

#[test]
fn a_line_that_excludes_a_false_alarm_is_written_into_the_rule() {
    let rule = format!("# of the council\n{RULE}\n    tags: [x] # last\n");
    let home = folder(&[("r.yaml", &rule), ("other.yaml", &RULE.replace("moved", "proposed"))]);
    let sentence = "Omar Haddad moved that motions fail again.";
    let suggest = |more: &[&str], status: i32| {
        let all =
            [&["suggest", sentence, "--false-alarm", "moved", "--rules", ".", "--no-default-rules"], more].concat();
        printed(home.path(), &all, status)
    };
    let told_elsewhere = suggest(&["--choose", "2", "--write", "other.yaml"], 2);
    assert!(told_elsewhere.contains("other.yaml: the rule `moved` is in ./r.yaml"), "{told_elsewhere}");
    let none = suggest(&["--choose", "9", "--write", "r.yaml"], 2);
    assert!(none.contains("there is no suggestion 9: choose one from 1 to "), "{none}");
    let proposed = suggest(&[], 0);
    assert!(proposed.contains(" 2  unless: |\n      motions\n"), "{proposed}");
    let written = suggest(&["--choose", "2", "--write", "r.yaml"], 0);
    assert_eq!(written, "r.yaml: added a line of `unless` to the rule `moved`\n");
    let wanted = rule
        .replace("    finds: |\n", "    unless: |\n      motions\n    finds: |\n")
        .replace("\n\n    tags", &format!("\n    ignores: |\n      {sentence}\n\n    tags"));
    assert_eq!(fs::read_to_string(home.path().join("r.yaml")).expect("it is readable"), wanted);
    assert_eq!(printed(home.path(), &["check", "r.yaml"], 0), "1 file, 1 valid rule: 0 errors, 0 warnings\n");
    let gone = suggest(&["--choose", "1", "--write", "r.yaml"], 1);
    assert!(gone.contains("the rule `moved` finds nothing in this sentence"), "{gone}");
}

#[test]
fn a_check_fails_if_the_configuration_cannot_be_read() {
    let unused = format!("{RULE}lists:\n  unused: [word]\n");
    let cases = [
        ("lints:\n  C999: off\n", "claimsift.yaml:2"),
        ("lints:\n  C607: ignore\n", "claimsift.yaml:2"),
        ("house:\n  id: '[a-z+'\n", "claimsift.yaml:2"),
        ("house:\n  requires: [note]\n", "claimsift.yaml:2"),
    ];
    for (config, place) in cases {
        let home = folder(&[("rules/r.yaml", unused.as_str()), ("claimsift.yaml", config)]);
        for arguments in [["check", "rules/r.yaml"], ["check", "rules"], ["check", "."]] {
            let shown = printed(home.path(), &arguments, 1);
            assert_eq!(shown.matches(place).count(), 1, "{config}: {shown}");
        }
    }
    let home = folder(&[("r.yaml", RULE)]);
    let shown = printed(home.path(), &["--config", "gone.yaml", "check", "r.yaml"], 2);
    assert!(shown.contains("gone.yaml"), "{shown}");
}

#[test]
fn records_are_explained_and_reported_at_their_lines() {
    let records = "{\"id\": \"a\", \"text\": \"Rita Moss said it will rain.\"}\n\n{\"id\": \"b\", \"text\": \"Omar Rao said the ferry will stop.\"}\n";
    let home = folder(&[("articles/all.jsonl", records), ("r.yaml", RULE)]);
    let shown = printed(home.path(), &["explain", "articles/all.jsonl:3"], 0);
    assert!(shown.contains("all.jsonl:3"), "{shown}");
    let shown = printed(
        home.path(),
        &["explain", "articles/all.jsonl:3", "--rules", "r.yaml", "--rule", "moved", "--why-not"],
        0,
    );
    assert!(shown.contains("all.jsonl:3"), "{shown}");
    printed(home.path(), &["snap", "--update"], 0);
    write(home.path(), "articles/all.jsonl", &records.replace("stop", "sink"));
    let report = printed(home.path(), &["snap", "--check", "--format", "junit"], 1);
    assert!(report.contains("file=\"articles/all.jsonl\" line=\"3\""), "{report}");
}

#[test]
fn ids_may_be_qualified_by_the_short_name_of_a_built_in_pack() {
    let home = folder(&[("a.txt", SAID)]);
    for name in ["said-that", "speech/said-that", "en.speech/said-that", "speech", "en.speech"] {
        let found = printed(home.path(), &["extract", "--select", name, "a.txt"], 0);
        assert!(found.contains("the pier will close"), "{name}: {found}");
    }
}

#[test]
fn only_selected_rules_find_facets() {
    let trees = "claims: 1\nrules:\n  - id: counts-trees\n    tags: [parks]\n    facet: topic/trees\n    match: |\n      @number trees\n    finds: |\n      The park has 40 trees.\n";
    let home = folder(&[("a.txt", "The park has 40 trees.\n"), ("r.yaml", trees)]);
    let facets = |more: &[&str]| printed(home.path(), &[&["assess", "a.txt", "--rules", "r.yaml"], more].concat(), 0);
    assert!(facets(&[]).contains("topic/trees"));
    assert!(!facets(&["--skip", "parks"]).contains("topic/trees"));
    assert!(facets(&["--select", "counts-trees"]).contains("topic/trees"));
    assert!(printed(home.path(), &["assess", "--select", "nonesuch", "a.txt"], 2).contains("nonesuch"));
}

#[test]
fn comments_in_a_word_file_are_not_words() {
    let rule = RULE.replace("moved that {claim}", "@verb that {claim}");
    let rule = format!("{rule}lists:\n  verb: {{file: verbs.txt}}\n");
    let home = folder(&[("r.yaml", &rule), ("verbs.txt", "\u{feff}# verbs\r\nmoved  # a motion\r\n\t# more\r\n")]);
    printed(home.path(), &["check", "r.yaml"], 0);
    write(home.path(), "verbs.txt", "moved\npro\u{200b}posed\n");
    let shown = printed(home.path(), &["check", "r.yaml"], 1);
    assert!(shown.contains("U+200B") && shown.contains("line 2"), "{shown}");
    assert!(shown.contains("1 error"), "{shown}");
}

#[test]
fn a_foreign_manifest_next_to_rules_is_ignored() {
    let foreign = "ref: halden\nname: halden\ndescription: actions\nversion: 1.0.0\nauthor: Rita Moss\n";
    let home = folder(&[("r.yaml", RULE), ("pack.yaml", foreign)]);
    printed(home.path(), &["check", "."], 0);
    write(home.path(), "pack.yaml", "name: halden.minutes\nversoin: 1.0.0\n");
    assert!(printed(home.path(), &["check", "."], 1).contains("pack.yaml:2:1"));
}

#[test]
fn the_first_of_two_manifests_in_a_folder_counts() {
    let manifest = |name: &str| format!("name: {name}\nversion: 1.0.0\n");
    let (one, two) = (manifest("halden.one"), manifest("halden.two"));
    let home = folder(&[("r.yaml", RULE), ("pack.yaml", &one), ("pack.yml", &two), ("a.txt", MOVED)]);
    let shown = printed(home.path(), &["check", "."], 0);
    assert!(shown.contains("pack.yml is ignored"), "{shown}");
    let found = printed(home.path(), &["extract", "--rules", ".", "--format", "jsonl", "a.txt"], 0);
    assert!(found.contains("halden.one") && !found.contains("halden.two"), "{found}");
}

#[test]
fn check_read_docs_and_drift_select_rules() {
    let twin = RULE.replace("claims: 1\nrules:\n", "").replace("id: moved", "id: carried\n    tags: [votes]");
    let twin = twin.replace("moved that", "carried that {nonesuch}");
    let home = folder(&[("r.yaml", &format!("{RULE}{twin}")), ("a.txt", MOVED)]);
    assert!(printed(home.path(), &["check", "r.yaml"], 1).contains("nonesuch"));
    for names in [["--select", "moved"], ["--skip", "votes"]] {
        let checked = printed(home.path(), &["check", "r.yaml", names[0], names[1]], 0);
        assert!(checked.contains("0 errors"), "{checked}");
    }
    assert!(printed(home.path(), &["check", "r.yaml", "--select", "carried"], 1).contains("nonesuch"));
    let home = folder(&[("r.yaml", RULE), ("new.yaml", &RULE.replace("id: moved", "id: proposed")), ("a.txt", MOVED)]);
    for command in ["docs", "read"] {
        assert!(printed(home.path(), &[command, "r.yaml", "--select", "moved"], 0).contains("moved"));
    }
    let drift = |names: &[&str], status: i32| {
        printed(home.path(), &[&["drift", "r.yaml", "new.yaml", "a.txt"], names].concat(), status)
    };
    drift(&["--select", "moved"], 1);
    drift(&["--skip", "moved,proposed"], 0);
    for command in [&["check", "r.yaml"][..], &["docs", "r.yaml"], &["read", "r.yaml"]] {
        let shown = printed(home.path(), &[command, &["--skip", "nonesuch"]].concat(), 2);
        assert!(shown.contains("nonesuch"), "{shown}");
    }
    assert!(drift(&["--select", "nonesuch"], 2).contains("nonesuch"));
}

#[test]
fn built_in_packs_have_the_same_names_in_files_and_options() {
    let rule = RULE.replace("    match:", "    over: [speech/said-that]\n    match:");
    let home = folder(&[("r.yaml", &rule), ("a.txt", "Rita Moss moved that it rains.\n")]);
    printed(home.path(), &["extract", "--rules", "r.yaml", "a.txt"], 0);
    printed(home.path(), &["check", "r.yaml"], 0);
}
