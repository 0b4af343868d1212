//! The commands as users type them: every session in `tests/cli`, output and exit status.

#[test]
fn sessions_end_as_written() {
    let cases = trycmd::TestCases::new();
    // sessions are of people at work, wherever the tests run
    cases.env("CI", "").case("tests/cli/*.md").case("README.md").case("rules/README.md");
}
