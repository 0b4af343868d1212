//! The guarantees of the section “Safe in any repository” of the README: the program runs among other people's files,
//! on untrusted articles, and its result decides whether a build passes.
#![expect(clippy::disallowed_methods, reason = "tests read and write files")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_claimsift");

/// A valid rule file.
const RULES: &str = "\
claims: 1
rules:
  - id: moved
    match: |
      {source} moved that {claim}
    finds: |
      {source: Moss} moved that {claim: the lights stay on}.
";

/// A rule file with a problem that has a safe fix.
const MISSPELT: &str = "\
claims: 1
rules:
  - id: moved
    match: |
      {souce} moved that {claim}
    finds: |
      {source: Moss} moved that {claim: the lights stay on}.
";

const ARTICLE: &str = "Mayor Ana Ruiz said on Tuesday that the bridge will close.\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is a place for it");
    files.iter().for_each(|(path, text)| write(folder.path(), path, text));
    folder
}

fn write(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it is writable");
    fs::write(path, text).expect("it is writable");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder).env_remove("CI").stdin(Stdio::null());
    command
}

fn claimsift(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("the program runs")
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("a signal ended it: {}", printed(output)))
}

/// Everything printed.
fn printed(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    format!("{out}{err}")
}

const FOREIGN: &[(&str, &str)] = &[
    ("role.yaml", "kind: ClusterRole\nrules:\n- apiGroups: ['']\n  resources: [pods]\n  verbs: [get]\n"),
    ("eslint.yaml", "root: true\nrules:\n  indent: [error, 2]\n  semi: off\n"),
    ("semgrep.yml", "rules:\n  - id: no-eval\n    pattern: eval(...)\n    message: no\n"),
    ("token.yaml", "claims:\n  sub: ana\n  role: admin\n"),
    ("pack/pack.yaml", "name: monitoring\nversion: 1.0\nref: monitoring\nauthor: Ana\n"),
    ("broken.yaml", "a: [\n"),
    ("node_modules/a/rules.yaml", MISSPELT),
    (".hidden/rules.yaml", MISSPELT),
    ("build/rules.yaml", MISSPELT),
    ("vendor/rules.yaml", MISSPELT),
    (".gitignore", "build/\n"),
    ("claimsift.yaml", "exclude: [vendor]\n"),
];

#[test]
fn files_of_other_programs_are_neither_reported_nor_changed() {
    for fix in [&["check", "."][..], &["check", "--fix", "."], &["fmt", "."], &["fmt", "--check"], &["test"]] {
        let folder = folder(FOREIGN);
        write(folder.path(), "council.yaml", RULES);
        let output = claimsift(folder.path(), fix);
        assert_eq!(status(&output), 0, "{fix:?}: {}", printed(&output));
        for (path, text) in FOREIGN {
            assert_eq!(read(folder.path(), path), *text, "{path} after {fix:?}");
        }
    }
}

#[test]
fn files_of_other_programs_may_be_binary_and_of_any_length() {
    let folder = folder(&[("council.yaml", RULES)]);
    write(folder.path(), "latin.yaml", b"name: Zo\xe9\n");
    write(folder.path(), "long.yaml", format!("data: {}\n", "x".repeat(5_000_000)));
    let output = claimsift(folder.path(), &["check", "."]);
    assert_eq!(status(&output), 0, "{}", printed(&output));
    // a rule file is reported
    write(folder.path(), "ours.yaml", [RULES.as_bytes(), b"# Zo\xe9\n"].concat());
    let output = claimsift(folder.path(), &["check", "."]);
    assert_eq!(status(&output), 2, "{}", printed(&output));
    assert!(printed(&output).contains("ours.yaml") && !printed(&output).contains("latin.yaml"), "{}", printed(&output));
}

#[test]
fn a_missing_declaration_is_reported_and_the_file_not_changed() {
    let text = RULES.replace("claims: 1\n", "");
    let folder = folder(&[("council.yaml", &text)]);
    for (arguments, changed) in [(&["check", "--fix", "."][..], false), (&["check", "--fix", "council.yaml"], true)] {
        let output = claimsift(folder.path(), arguments);
        assert_eq!(status(&output), i32::from(!changed), "{}", printed(&output));
        assert_eq!(read(folder.path(), "council.yaml") != text, changed, "{arguments:?}: {}", printed(&output));
    }
}

#[test]
fn files_under_rules_of_the_configuration_are_rule_files() {
    let folder =
        folder(&[("claimsift.yaml", "rules: ours\n"), ("ours/a.yaml", "rulez: []\n"), ("b.yaml", "rulez: []\n")]);
    let output = claimsift(folder.path(), &["check"]);
    assert_eq!(status(&output), 1, "{}", printed(&output));
    assert!(printed(&output).contains("ours/a.yaml") && !printed(&output).contains("b.yaml"), "{}", printed(&output));
}

#[test]
fn git_settings_of_the_user_are_ignored() {
    let home = folder(&[(".config/git/ignore", "*.yaml\n*.txt\n"), ("git/ignore", "*.yaml\n*.txt\n")]);
    let folder = folder(&[("council.yaml", RULES), ("articles/a.txt", ARTICLE), (".git/info/exclude", "*.yaml\n")]);
    let mut check = command(folder.path(), &["check", "."]);
    let output = check.env("HOME", home.path()).env("XDG_CONFIG_HOME", home.path()).output().expect("the program runs");
    assert_eq!(status(&output), 0, "{}", printed(&output));
    assert!(printed(&output).contains("1 valid rule"), "{}", printed(&output));
}

#[cfg(unix)]
#[test]
fn links_out_of_a_folder_are_not_followed() {
    use std::os::unix::fs::symlink;

    let outside =
        folder(&[("secret.txt", "Rita Moss said the code is four.\n"), ("words.yaml", "claims: 1\nrules: []\n")]);
    let folder = folder(&[("articles/a.txt", ARTICLE), ("rules/council.yaml", RULES)]);
    symlink(outside.path().join("secret.txt"), folder.path().join("articles/b.txt")).expect("it can be linked");
    symlink(outside.path().join("words.yaml"), folder.path().join("rules/words.yaml")).expect("it can be linked");
    symlink("gone.txt", folder.path().join("articles/c.txt")).expect("it can be linked");
    let output = claimsift(folder.path(), &["extract", "articles"]);
    assert_eq!(status(&output), 0, "{}", printed(&output));
    assert!(!printed(&output).contains("code is four"), "{}", printed(&output));
    for skipped in ["articles/b.txt: skipped", "articles/c.txt: skipped"] {
        assert!(printed(&output).contains(skipped), "{}", printed(&output));
    }
    let output = claimsift(folder.path(), &["check", "rules"]);
    assert_eq!(status(&output), 0, "{}", printed(&output));
    assert!(printed(&output).contains("1 file, 1 valid rule"), "{}", printed(&output));
    // a link given by name is read, but not one in a `use:`
    write(folder.path(), "rules/council.yaml", RULES.replace("rules:", "use: [words.yaml]\nrules:"));
    let output = claimsift(folder.path(), &["check", "rules/council.yaml"]);
    assert_eq!(status(&output), 1, "{}", printed(&output));
    assert!(printed(&output).contains("a link to outside"), "{}", printed(&output));
}

#[test]
fn paths_of_a_project_stay_in_its_folder() {
    let folder = folder(&[
        ("project/articles/a.txt", ARTICLE),
        ("elsewhere/old.snap", "---\nsource: claimsift\nexpression: old\n---\n[]\n"),
    ]);
    let project = folder.path().join("project");
    for paths in
        ["snapshots: ../elsewhere", "articles: [articles, ../elsewhere]", "rules: ../elsewhere", "weights: /etc/passwd"]
    {
        write(&project, "claimsift.yaml", format!("{paths}\n"));
        let output = claimsift(&project, &["snap", "--update"]);
        assert_eq!(status(&output), 2, "{paths}: {}", printed(&output));
        assert!(printed(&output).contains("outside the folder"), "{}", printed(&output));
        assert!(folder.path().join("elsewhere/old.snap").exists() && !project.join("snapshots").exists(), "{paths}");
        assert_eq!(status(&claimsift(&project, &["check", "claimsift.yaml"])), 1, "{paths}");
    }
}

#[cfg(unix)]
#[test]
fn paths_of_a_project_do_not_leave_it_through_links() {
    use std::os::unix::fs::symlink;

    let folder = folder(&[
        ("project/articles/a.txt", ARTICLE),
        ("project/claimsift.yaml", "snapshots: snapshots\n"),
        ("elsewhere/old.snap", "---\nsource: claimsift\nexpression: old\n---\n[]\n"),
    ]);
    let project = folder.path().join("project");
    symlink("../elsewhere", project.join("snapshots")).expect("it can be linked");
    assert_eq!(status(&claimsift(&project, &["snap", "--update"])), 2);
    assert!(folder.path().join("elsewhere/old.snap").exists());
    fs::remove_file(project.join("snapshots")).expect("it is ours");
    fs::create_dir(project.join("snapshots")).expect("it is writable");
    symlink("../../elsewhere/old.snap", project.join("snapshots/a.snap")).expect("it can be linked");
    let before = read(folder.path(), "elsewhere/old.snap");
    assert_eq!(status(&claimsift(&project, &["snap", "--update"])), 2);
    assert_eq!(read(folder.path(), "elsewhere/old.snap"), before);
}

#[test]
fn a_check_with_a_closed_pipe_does_not_pass() {
    let many: String = (0..2_000)
        .map(|at| MISSPELT.replace("claims: 1\nrules:\n", "").replace("moved\n", &format!("moved-{at}\n")))
        .collect();
    let folder = folder(&[("bad.yaml", &format!("claims: 1\nrules:\n{many}"))]);
    for arguments in [&["check", "bad.yaml"][..], &["test", "bad.yaml"], &["check", "--format", "json", "bad.yaml"]] {
        let mut child = command(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut first = [0; 10];
        child.stdout.take().expect("it is piped").read_exact(&mut first).expect("something is printed");
        let output = child.wait_with_output().expect("it ends");
        assert!(
            matches!(output.status.code(), Some(1 | 141)),
            "{arguments:?}: {:?} {}",
            output.status,
            printed(&output)
        );
        assert!(!printed(&output).contains("panicked"), "{}", printed(&output));
    }
}

#[test]
fn every_report_names_what_could_not_be_compared() {
    type Files<'f> = &'f [(&'f str, &'f [u8])];
    let cases: &[(&str, Files<'_>, &str)] = &[
        ("an article that is not text", &[("articles/b.txt", b"\xff\xfe")], "articles/b.txt"),
        ("a line that is not an article", &[("articles/b.jsonl", b"{\"id\": \"b\"}\n")], "articles/b.jsonl"),
        (
            "a rule with a problem",
            &[("claimsift.yaml", b"rules: [r.yaml]\n"), ("r.yaml", MISSPELT.as_bytes())],
            "r.yaml",
        ),
        ("a rule file that is not there", &[("claimsift.yaml", b"rules: [gone.yaml]\n")], "gone.yaml"),
        ("a configuration with a problem", &[("claimsift.yaml", b"articels: a\n")], "claimsift.yaml"),
        ("articles that are not there", &[("claimsift.yaml", b"articles: gone\n")], "gone"),
        ("a lock that is none", &[("claims.lock", b"nonsense\n")], "claims.lock"),
    ];
    for (what, files, named) in cases {
        let folder = folder(&[("articles/a.txt", ARTICLE)]);
        assert_eq!(status(&claimsift(folder.path(), &["snap", "--update"])), 0);
        files.iter().for_each(|(path, bytes)| write(folder.path(), path, bytes));
        for (format, error) in
            [("junit", "<error "), ("sarif", "\"error\""), ("github", "::error "), ("jsonl", "\"error\"")]
        {
            let output = claimsift(folder.path(), &["snap", "--check", "--format", format, "--output", "report"]);
            assert!(matches!(status(&output), 1 | 2), "{what}, {format}: {}", printed(&output));
            let report = read(folder.path(), "report");
            assert!(report.contains(error) && report.contains(named), "{what}, {format}: {report}");
            let direct = claimsift(folder.path(), &["snap", "--check", "--format", format]);
            assert_eq!(String::from_utf8_lossy(&direct.stdout), report, "{what}, {format}");
        }
        let text = claimsift(folder.path(), &["snap", "--check"]);
        assert!(matches!(status(&text), 1 | 2) && printed(&text).contains(named), "{what}: {}", printed(&text));
    }
}

#[test]
fn a_rule_file_that_cannot_be_read_is_in_every_report() {
    let folder = folder(&[("council.yaml", RULES)]);
    for format in ["text", "json", "github", "sarif"] {
        let output = claimsift(folder.path(), &["check", "--format", format, "council.yaml", "gone.yaml"]);
        assert_eq!(status(&output), 2, "{}", printed(&output));
        let report = String::from_utf8_lossy(&output.stdout);
        assert!(report.contains("gone.yaml") && report.contains("C009"), "{format}: {report}");
    }
}

#[test]
fn outdated_changes_are_not_accepted() {
    let folder = folder(&[("articles/a.txt", ARTICLE), ("r.yaml", RULES)]);
    let run = |arguments: &[&str]| claimsift(folder.path(), arguments);
    assert_eq!(status(&run(&["snap", "--update"])), 0);
    let agreed = read(folder.path(), "snapshots/a.snap");
    // the article is reverted
    write(folder.path(), "articles/a.txt", format!("{ARTICLE}\nOmar Haddad said the pier will fall.\n"));
    assert_eq!(status(&run(&["snap"])), 1);
    write(folder.path(), "articles/a.txt", ARTICLE);
    for accept in [&["snap", "accept", "a"][..], &["snap", "accept", "--all"]] {
        let output = run(accept);
        assert_eq!(status(&output), 1, "{}", printed(&output));
        assert!(printed(&output).contains("out of date"), "{}", printed(&output));
        assert_eq!(read(folder.path(), "snapshots/a.snap"), agreed);
    }
    // the rules are reverted
    write(folder.path(), "articles/a.txt", format!("{ARTICLE}\nMoss moved that the lights stay on.\n"));
    assert_eq!(status(&run(&["snap", "--rules", "r.yaml"])), 1);
    write(folder.path(), "r.yaml", RULES.replace("moved", "proposed"));
    assert_eq!(status(&run(&["snap", "accept", "a"])), 1);
    assert_eq!(read(folder.path(), "snapshots/a.snap"), agreed);
    // changes that are found again are accepted, with the rules they were found with
    write(folder.path(), "r.yaml", RULES);
    let output = run(&["snap", "accept", "a"]);
    assert_eq!(status(&output), 0, "{}", printed(&output));
    assert!(read(folder.path(), "snapshots/a.snap").contains("the lights stay on"));
    assert_eq!(status(&run(&["snap", "--check", "--rules", "r.yaml"])), 0);
    let left: Vec<_> = fs::read_dir(folder.path().join("snapshots")).expect("it is there").flatten().collect();
    assert_eq!(left.len(), 1, "nothing that waited is left: {left:?}");
}

#[test]
fn two_runs_at_once_do_not_disturb_each_other() {
    let articles: Vec<(String, String)> = (0..40)
        .map(|at| (format!("articles/a{at}.txt"), format!("Rita Moss said the market {at} will close.\n")))
        .collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    for _ in 0..4 {
        let folder = folder(&articles);
        let run =
            || command(folder.path(), &["snap", "--update"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        for child in [run(), run(), run()].map(|child| child.expect("the program runs")) {
            let output = child.wait_with_output().expect("it ends");
            assert_eq!(status(&output), 0, "{}", printed(&output));
        }
        let written = fs::read_dir(folder.path().join("snapshots")).expect("it is there").count();
        assert_eq!(written, 40);
    }
}

/// Characters that control a terminal or a log.
const STEERING: &str = "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{9b}2J \u{8}\u{7f} \u{202e}lts\u{2066} \u{85}";

#[test]
fn articles_cannot_control_the_terminal_or_the_log() {
    let text = format!("Rita Moss said the {STEERING} market will close on Friday. It was built in 1931.\n");
    let id = "a\n::error::an id gives commands\u{1b}[31m";
    let line = serde_json::json!({ "id": id, "text": text, "title": STEERING, "authors": [STEERING] });
    let folder = folder(&[("a.txt", &text), ("a.jsonl", &format!("{line}\n")), ("r.yaml", RULES)]);
    let commands: &[&[&str]] = &[
        &["extract"],
        &["extract", "--format", "json"],
        &["extract", "--format", "jsonl"],
        &["extract", "--format", "standoff"],
        &["explain"],
        &["explain", "--format", "json"],
        &["explain", "--format", "html"],
        &["try", "market"],
        &["try", "--format", "json", "market"],
        &["assess", "--input", "articles", "--format", "text"],
        &["assess", "--input", "articles"],
        &["cluster", "--least", "1"],
        &["cluster", "--least", "1", "--format", "jsonl"],
        &["rank"],
        &["rank", "--format", "jsonl"],
        &["drift", "r.yaml", "shipped"],
    ];
    for arguments in commands {
        for file in ["a.txt", "a.jsonl"] {
            let output = claimsift(folder.path(), &[arguments, &[file][..]].concat());
            assert!(matches!(status(&output), 0..=2), "{arguments:?} {file}");
            for bytes in [&output.stdout, &output.stderr] {
                let printed = std::str::from_utf8(bytes).expect("it is text");
                let steers = |c: &char| {
                    c.is_control() && *c != '\n' && *c != '\t'
                        || ('\u{202a}'..='\u{202e}').contains(c)
                        || ('\u{2066}'..='\u{2069}').contains(c)
                };
                assert_eq!(printed.chars().find(steers), None, "{arguments:?} {file}: {printed}");
                let is_command = |line: &&str| line.trim_start().starts_with("::");
                assert_eq!(printed.lines().find(is_command), None, "{arguments:?} {file}: {printed}");
            }
        }
    }
    // JSON keeps the characters
    let output = claimsift(folder.path(), &["extract", "--format", "jsonl", "a.jsonl"]);
    let article: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(article["document"]["id"], id);
    assert_eq!(article["document"]["title"], STEERING);
}

#[test]
fn input_that_is_too_long_is_an_error_and_the_rest_is_read() {
    const MEGABYTE: usize = 1 << 20;
    let folder = folder(&[("b.txt", ARTICLE)]);
    write(folder.path(), "a.txt", vec![b'a'; 5 * MEGABYTE]);
    let sound = serde_json::json!({ "id": "c", "text": ARTICLE }).to_string();
    let long = serde_json::json!({ "id": "d", "text": "a".repeat(5 * MEGABYTE) }).to_string();
    write(folder.path(), "c.jsonl", format!("{sound}\n{long}\n{}\n", sound.replace("\"c\"", "\"e\"")));
    let output = claimsift(folder.path(), &["extract", "--format", "jsonl", "."]);
    assert_eq!(status(&output), 2);
    let claims = String::from_utf8_lossy(&output.stdout);
    for id in ["b", "c", "e"] {
        assert!(claims.contains(&format!("{{\"document\":{{\"id\":\"{id}\"")), "{id}: {claims}");
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        errors.contains("a.txt: the file is longer than 4 MB") && errors.contains("c.jsonl:2:1: the article is longer"),
        "{errors}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn endless_input_is_an_error() {
    let folder = folder(&[("council.yaml", RULES)]);
    let commands: &[&[&str]] = &[
        &["extract", "/dev/zero"],
        &["extract", "--input", "jsonl", "/dev/zero"],
        &["check", "/dev/zero"],
        &["eval", "/dev/zero"],
        &["fit", "/dev/zero"],
        &["extract", "--rules", "/dev/zero", "council.yaml"],
    ];
    for arguments in commands {
        // 1.5 GB of address space, so that a bug in the program is not a failure of the machine
        let line = format!("ulimit -v 1500000; exec '{PROGRAM}' {}", arguments.join(" "));
        let output =
            Command::new("sh").args(["-c", &line]).current_dir(folder.path()).output().expect("there is a shell");
        assert_eq!(status(&output), 2, "{arguments:?}: {}", printed(&output));
        assert!(printed(&output).contains("/dev/zero"), "{arguments:?}: {}", printed(&output));
    }
}

#[test]
fn an_absurd_message_ends_the_language_server_with_an_error() {
    let folder = folder(&[]);
    for message in ["Content-Length: 99999999999999\r\n\r\n{}", "Content-Length: x\r\n\r\n", "nonsense\r\n\r\n"] {
        let mut server = command(folder.path(), &["lsp"]);
        server.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut server = server.spawn().expect("the program runs");
        server.stdin.take().expect("it is piped").write_all(message.as_bytes()).expect("it listens");
        let output = server.wait_with_output().expect("it ends");
        assert_eq!(status(&output), 1, "{message}: {}", printed(&output));
        assert!(printed(&output).contains("claimsift: "), "{}", printed(&output));
    }
}

#[test]
fn markdown_contains_no_markup_from_articles() {
    let rules = RULES
        .replace("    match", "    note: see <script>alert(1)</script> and @ana-ruiz\n    match")
        .replace("the lights stay on}", "the @mayor lights <b>stay</b> on}");
    let folder = folder(&[("r.yaml", &rules), ("old.yaml", &RULES.replace("moved", "proposed"))]);
    let line =
        serde_json::json!({ "id": "<img src=x> @omar `x`", "text": "Moss moved that “@all lights <script> stay on”." });
    write(folder.path(), "a.jsonl", format!("{line}\n"));
    let docs = claimsift(folder.path(), &["docs", "r.yaml"]);
    let drift = claimsift(folder.path(), &["drift", "--format", "markdown", "old.yaml", "r.yaml", "a.jsonl"]);
    for output in [docs, drift] {
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("moved"), "{}", printed(&output));
        let outside: String = text.split("```").step_by(2).collect();
        for mark in ["<script", "<img", "<b>", "@ana", "@mayor", "@omar", "@all"] {
            let is_escaped = |at: usize| outside.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\\');
            let bare = outside.match_indices(mark).find(|(at, _)| !is_escaped(*at));
            assert_eq!(bare, None, "{outside}");
        }
    }
}
