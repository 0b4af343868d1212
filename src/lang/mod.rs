//! The languages that the program reads.
//!
//! Each is a module of its own, on top of the reader: it fills the sets and tables that the reader asks for with the words of
//! `rules/<language>`, and provides as code what is no list of words. Nothing outside of `lang/en` knows a word of English.

mod data;
pub(crate) mod en;

pub use data::Data;
pub use en::english;
