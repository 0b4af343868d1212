//! The command `claimsift`.
#![expect(clippy::disallowed_methods, reason = "the commands are what touches the disk")]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
