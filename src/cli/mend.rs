//! Mended rule files: shown as a difference, or written so that nothing is ever lost.

use std::fs;
use std::io::Write;
use std::path::Path;

use claimsift::diagnostic::BYTE_ORDER_MARK;
use claimsift::diff::unified;
use claimsift::mend::Mended;

use super::{ProblemFormat, complain, counted, input, write};

/// Says how many problems of which file were mended: where problems are for programs, on standard error.
pub(super) fn tell(out: &mut dyn Write, mended: &[Mended], format: ProblemFormat) -> std::io::Result<()> {
    for file in mended {
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
pub(super) fn print_diff(out: &mut dyn Write, mended: &[Mended]) -> std::io::Result<()> {
    for file in mended {
        let name = &file.before.name;
        let diff = unified(&file.before.text, &file.after.text);
        if !diff.is_empty() {
            write!(out, "--- {name}\n+++ {name}\n{diff}")?;
        }
    }
    let count: usize = mended.iter().map(|file| file.count).sum();
    if count > 0 {
        complain(format!("{} could be fixed in {}", counted(count, "problem"), counted(mended.len(), "file")));
    }
    Ok(())
}

/// Writes mended files, each whole or not at all.
pub(super) fn write(mended: &[Mended]) -> Result<(), String> {
    for file in mended {
        replace(file).map_err(|error| format!("{}: {}", file.before.name, input::reason(&error)))?;
    }
    Ok(())
}

/// Puts the mended text in the place of the file, if it is still the one that was read.
fn replace(file: &Mended) -> std::io::Result<()> {
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
