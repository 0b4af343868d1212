//! claimsift
#![warn(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

pub mod article;
pub mod diagnostic;
pub mod rule;
pub mod span;
pub mod terms;
pub mod text;
