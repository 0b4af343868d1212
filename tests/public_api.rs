//! The public API: the names that are public without the feature `tools`. A change here affects all users of the
//! library, and belongs in the changelog.
#![expect(clippy::disallowed_methods, reason = "the test reads the front page of the library")]

use std::fs;

#[test]
fn the_front_page_names_what_is_public() {
    let front = fs::read_to_string("src/lib.rs").expect("there is a front page");
    let code: Vec<&str> = front.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
    let behind_tools =
        |at: &usize| at.checked_sub(1).is_some_and(|before| code[before].contains("feature = \"tools\""));
    let is_public = |line: &str| line.starts_with("pub ") && !line.starts_with("pub(");
    let named = |line: &str| line.split(['{', '(', ':', ';']).next().unwrap_or(line).trim_end().to_owned();
    let public: Vec<String> = (0..code.len())
        .filter(|at| is_public(code[*at]) && !behind_tools(at))
        .map(|at| if code[at].starts_with("pub use") { code[at].to_owned() } else { named(code[at]) })
        .collect();
    insta::assert_snapshot!(public.join("\n"));
}
