//! Snapshot reports for build servers, parsed with independent libraries.
#![expect(clippy::disallowed_methods, reason = "tests write files")]

use std::fs;
use std::path::Path;
use std::process::Command;

use claimsift::config::Config;
use claimsift::diagnostic::{Level, SourceFile};
use quick_junit::{NonSuccessKind, Report, TestCaseStatus};
use serde_sarif::sarif::{ResultLevel, Sarif};
use tempfile::TempDir;

/// A project with a lost, a gained, a changed and a moved claim, a new article, an article without claims, and a
/// snapshot without an article.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("there is a place for it");
    fs::create_dir(folder.path().join("articles")).expect("it is writable");
    let write = |name: &str, text: &str| fs::write(folder.path().join("articles").join(name), text).expect("writable");
    write(
        "harbour & quay.txt",
        "Mayor Ana Ruiz said that the bridge will close.\n\nOmar Haddad said that it is <safe>.\n\nLena Fischer denied the claim.\n",
    );
    write("ferry.txt", "A calm day.\n");
    write("gone.txt", "Lena Fischer said that it rained.\n");
    claimsift(folder.path(), &["--update"]);
    fs::remove_file(folder.path().join("articles/gone.txt")).expect("it is ours");
    write("new.txt", "Lena Fischer said that it rained.\n");
    write(
        "harbour & quay.txt",
        "Fog lay over the town.\n\nThe mayor said that the bridge will close.\n\nOmar Haddad said that it is <safe>.\n\nRita Moss said that \u{1b}prices rose.\n",
    );
    folder
}

fn claimsift(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimsift"));
    let output = command.arg("snap").args(arguments).current_dir(folder).env_remove("CI").output();
    String::from_utf8(output.expect("the program runs").stdout).expect("it prints text")
}

#[test]
fn junit_lists_a_case_for_each_article_and_rule() {
    let text = claimsift(project().path(), &["--check", "--format", "junit"]);
    let report = Report::deserialize_from_str(&text).expect("another reader reads it");
    let cases: Vec<(String, String, &str)> = report
        .test_suites
        .iter()
        .flat_map(|suite| suite.test_cases.iter().map(move |case| (suite, case)))
        .map(|(suite, case)| {
            let ended = match &case.status {
                TestCaseStatus::NonSuccess { kind: NonSuccessKind::Failure, .. } => "failed",
                TestCaseStatus::NonSuccess { kind: NonSuccessKind::Error, .. } => "broken",
                _ => "passed",
            };
            (suite.name.to_string(), case.name.to_string(), ended)
        })
        .collect();
    let expected = [
        ("ferry", "snapshot", "passed"),
        ("gone.snap", "snapshot", "failed"),
        ("harbour & quay", "denied", "failed"),
        ("harbour & quay", "said-that", "failed"),
        ("new", "snapshot", "failed"),
    ];
    let expected = expected.map(|(suite, case, ended)| (suite.to_owned(), case.to_owned(), ended));
    assert_eq!(cases, expected);
    assert_eq!((report.tests, report.failures, report.errors), (5, 4, 0));
}

#[test]
fn junit_lists_a_case_for_each_example() {
    let folder = tempfile::tempdir().expect("there is a place for it");
    let rules = "claims: 1\nrules:\n  - id: minutes\n    match: |\n      Cllr {source} moved that {claim}\n    finds: |\n      Cllr {source: Moss} moved that {claim: the lights & lamps stay on}.\n      Cllr {source: Rao} said that {claim: it is so}.\n";
    fs::write(folder.path().join("rules & more.yaml"), rules).expect("it is writable");
    fs::write(folder.path().join("broken.yaml"), "claims: 1\nrules:\n  - id: one\n    macth: so\n").expect("writable");
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimsift"));
    let output = command.args(["test", "--format", "junit"]).current_dir(folder.path()).output();
    let text = String::from_utf8(output.expect("the program runs").stdout).expect("it prints text");
    let report = Report::deserialize_from_str(&text).expect("another reader reads it");
    let suites: Vec<(&str, usize, usize, usize)> = report
        .test_suites
        .iter()
        .map(|suite| (suite.name.as_str(), suite.tests, suite.failures, suite.errors))
        .collect();
    assert_eq!(suites, [("./broken.yaml", 3, 0, 3), ("./rules & more.yaml", 2, 1, 0)]);
    let cases: Vec<&str> = report.test_suites[1].test_cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(
        cases,
        [
            "minutes finds: Cllr Moss moved that the lights & lamps stay on.",
            "minutes finds: Cllr Rao said that it is so."
        ]
    );
}

#[test]
fn sarif_has_a_result_for_each_difference_known_by_the_id_of_its_claim() {
    let folder = project();
    let text = claimsift(folder.path(), &["--check", "--format", "sarif"]);
    let log: Sarif = serde_json::from_str(&text).expect("another reader reads it");
    let [run] = log.runs.as_slice() else { panic!("one run") };
    let results = run.results.as_ref().expect("there are results");
    let kinds: Vec<&str> = results.iter().filter_map(|result| result.rule_id.as_deref()).collect();
    assert_eq!(kinds, ["unreferenced", "changed", "moved", "lost", "gained", "new"]);
    let snapshot = fs::read_to_string(folder.path().join("snapshots/harbour & quay.snap")).expect("it is there");
    for result in results {
        assert_eq!(result.level, Some(ResultLevel::Error));
        let rules = run.tool.driver.rules.as_ref().expect("there are rules");
        let index = result.rule_index.and_then(|index| usize::try_from(index).ok()).expect("there is an index");
        assert_eq!(Some(rules[index].id.as_str()), result.rule_id.as_deref());
        let fingerprints = result.partial_fingerprints.as_ref().expect("there are fingerprints");
        if ["moved", "lost"].contains(&result.rule_id.as_deref().unwrap_or_default()) {
            assert!(snapshot.contains(&format!("id: {}\n", fingerprints["claimsift/v1"])), "{fingerprints:?}");
        }
    }
    let place = results[1].locations.as_ref().and_then(|places| places[0].physical_location.as_ref()).expect("a place");
    let uri = place.artifact_location.as_ref().and_then(|artifact| artifact.uri.as_deref());
    assert_eq!(uri, Some("articles/harbour%20&%20quay.txt"));
    assert_eq!(place.region.as_ref().and_then(|region| region.start_line), Some(3));
}

#[test]
fn output_is_identical_from_every_folder() {
    let folder = project();
    fs::write(folder.path().join("claimsift.yaml"), "fail:\n  moved: warning\n").expect("it is writable");
    let below = folder.path().join("articles");
    for format in ["text", "junit", "sarif", "github", "jsonl"] {
        let arguments = ["--check", "--format", format];
        assert_eq!(claimsift(&below, &arguments), claimsift(folder.path(), &arguments), "{format}");
    }
}

/// The code blocks of the README in this language.
fn blocks_of_the_readme(language: &str) -> Vec<String> {
    let readme = fs::read_to_string("README.md").expect("there is a README");
    let begin = format!("\n```{language}\n");
    readme.split(&begin).skip(1).filter_map(|rest| rest.split("\n```").next()).map(str::to_owned).collect()
}

#[test]
fn the_configuration_of_the_readme_is_valid() {
    let blocks = blocks_of_the_readme("yaml");
    let block = blocks.iter().find(|block| block.starts_with("articles:")).expect("the README shows one");
    let (config, problems) = Config::read(&SourceFile::new("claimsift.yaml", block.clone()));
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!((config.fail.moved, config.fail.gained), (Level::Off, Level::Warning));
}

#[test]
fn the_commands_of_the_readme_for_build_servers_pass_without_changes() {
    let folder = project();
    claimsift(folder.path(), &["--update"]);
    fs::write(folder.path().join("rules.yaml"), "claims: 1\nlists:\n  vessel: [ferry]\n").expect("it is writable");
    let commands: Vec<String> = blocks_of_the_readme("yaml")
        .iter()
        .flat_map(|block| block.lines().map(str::trim).map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|line| {
            line.split_once("claimsift ").filter(|_| !line.contains("cargo")).map(|(_, rest)| rest.to_owned())
        })
        .collect();
    assert_eq!(commands.len(), 7, "{commands:#?}");
    for command in commands {
        let mut words = command.split_whitespace();
        let mut run = Command::new(env!("CARGO_BIN_EXE_claimsift"));
        let output = run.args(words.by_ref()).current_dir(folder.path()).env("CI", "true").output();
        let output = output.expect("the program runs");
        assert!(output.status.success(), "{command}: {output:?}");
    }
    assert!(folder.path().join("claims.xml").exists() && folder.path().join("claims.sarif").exists());
}

#[test]
fn levels_decide_what_is_reported() {
    let folder = project();
    let levels =
        "fail:\n  moved: off\n  lost: warning\n  new: off\n  unreferenced: off\n  gained: off\n  changed: off\n";
    fs::write(folder.path().join("claimsift.yaml"), levels).expect("it is writable");
    let output = claimsift(folder.path(), &["--check", "--format", "github"]);
    assert_eq!(output.lines().count(), 1, "{output}");
    assert!(output.starts_with("::warning file=articles/harbour & quay.txt,line="), "{output}");
    let status = Command::new(env!("CARGO_BIN_EXE_claimsift"))
        .args(["snap", "--check"])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::null())
        .status();
    assert!(status.expect("the program runs").success(), "a warning fails nothing");
}
