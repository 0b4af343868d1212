//! Claims for readers: people, and other programs.

pub mod evaluation;
mod json;
mod reading;
mod standoff;
mod text;

pub use json::{document, json};
pub use reading::{reading, reading_json};
pub use standoff::standoff;
pub use text::{Style, text};
