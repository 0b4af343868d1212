//! Claims for readers: people, and other programs.

pub mod evaluation;
pub mod explain;
mod json;
mod standoff;
mod text;

pub use json::{document, json};
pub use standoff::standoff;
pub use text::{Style, text};
