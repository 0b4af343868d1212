//! The commands as users type them: every session in `tests/cli`, with output and exit status.

#[test]
fn sessions_end_as_written() {
    let cases = trycmd::TestCases::new();
    // sessions show interactive use, even if the tests run on a build server
    cases.env("CI", "").case("tests/cli/*.md").case("README.md").case("rules/README.md");
}
