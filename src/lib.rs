//! claimsift
#![warn(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

pub mod article;
pub mod span;
pub mod text;
