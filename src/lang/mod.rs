//! The languages that the program reads.
//!
//! Each is a module of its own that builds on the text layer. It fills the sets and tables of the text layer with the
//! words in `rules/<language>`, and provides as code what cannot be a list of words. Nothing outside `lang/en` knows a
//! word of English.

mod data;
pub(crate) mod en;

pub use data::Data;
pub use en::english;
