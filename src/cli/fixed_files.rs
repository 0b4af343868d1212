//! Fixed rule files: shown as a difference, or written so that nothing is ever lost.

use std::fs;
use std::io::Write;
use std::path::Path;

use claimsift::diagnostic::BYTE_ORDER_MARK;
use claimsift::fix::Fixed;
use claimsift::text_diff::unified;

use super::{ProblemFormat, complain, counted, input, write};

/// Says how many problems of which file were fixed: where problems are for programs, on standard error.
pub(super) fn tell(out: &mut dyn Write, fixed: &[Fixed], format: ProblemFormat) -> std::io::Result<()> {
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

/// Writes fixed files, each whole or not at all.
pub(super) fn write(fixed: &[Fixed]) -> Result<(), String> {
    for file in fixed {
        replace(file).map_err(|error| format!("{}: {}", file.before.name, input::reason(&error)))?;
    }
    Ok(())
}

/// Puts the fixed text in the place of the file, if it is still the one that was read.
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
