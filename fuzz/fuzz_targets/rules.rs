//! Any text is a rule file, or has problems that point into it.
#![no_main]

use claimsift::check::check;
use claimsift::diagnostic::{SourceFile, Style, json, render};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let file = SourceFile::new("fuzzed.yaml", text);
    for problem in check(&[file], &|_| Err("there is no such file".to_owned())).problems {
        assert!(text.get(problem.span.range()).is_some(), "{:?} of {text:?}", problem.span);
        let _ = render(&problem, Style::Plain);
        let _ = json(&problem);
    }
});
