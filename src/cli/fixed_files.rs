//! Fixed rule files: shown as a diff, or written atomically.

use std::fs;
use std::io::Write;
use std::path::Path;

use claimsift::diagnostic::BYTE_ORDER_MARK;
use claimsift::fix::Fixed;
use claimsift::text_diff::unified;

use super::{ProblemFormat, complain, counted, input, write};

/// Prints how many problems were fixed in which file; on standard error if standard output is for programs.
pub(super) fn print_summary(out: &mut dyn Write, fixed: &[Fixed], format: ProblemFormat) -> std::io::Result<()> {
    for file in fixed {
        let line = format!("{}: {} fixed", file.after.name, file.count);
        if format == ProblemFormat::Text {
            writeln!(out, "{line}")?;
        } else {
            complain(&line);
        }
    }
    Ok(())
}

/// Shows what would change, as `diff -u` does.
pub(super) fn print_diff(out: &mut dyn Write, fixed: &[Fixed]) -> std::io::Result<()> {
    for file in fixed {
        let name = &file.before.name;
        let diff = unified(&file.before.text, &file.after.text);
        if !diff.is_empty() {
            write!(out, "--- {name}\n+++ {name}\n{diff}")?;
        }
    }
    let count: usize = fixed.iter().map(|file| file.count).sum();
    if count > 0 {
        complain(format!("{} could be fixed in {}", counted(count, "problem"), counted(fixed.len(), "file")));
    }
    Ok(())
}

/// Writes fixed files, each atomically.
pub(super) fn write(fixed: &[Fixed]) -> Result<(), String> {
    for file in fixed {
        replace(file).map_err(|error| format!("{}: {}", file.before.name, input::reason(&error)))?;
    }
    Ok(())
}

/// Replaces the file by its fixed text, if it has not changed since it was read.
fn replace(file: &Fixed) -> std::io::Result<()> {
    let path = Path::new(&file.before.name);
    let bytes = fs::read(path)?;
    let mark = BYTE_ORDER_MARK.to_string();
    let (mark, text) = match bytes.strip_prefix(mark.as_bytes()) {
        Some(text) => (mark.as_str(), text),
        None => ("", bytes.as_slice()),
    };
    if text != file.before.text.as_bytes() {
        return Err(std::io::Error::other("another program changed the file, so it was left unchanged"));
    }
    write::replace(path, &format!("{mark}{}", file.after.text))
}
