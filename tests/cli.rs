//! The commands as users type them: every session in `tests/cli`, output and exit status.

#[test]
fn sessions_end_as_written() {
    trycmd::TestCases::new().case("tests/cli/*.md").case("README.md").case("rules/README.md");
}
