//! Claims for readers: people, and other programs.

pub mod evaluation;
mod json;
mod standoff;
mod text;

pub use json::{document, json};
pub use standoff::standoff;
pub use text::{Style, text};
