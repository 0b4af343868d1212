//! Languages: English is confined to its own module, and another language needs no code.
#![allow(clippy::disallowed_methods, reason = "tests read the files of the project")]
#![allow(clippy::string_slice, reason = "the sources of the project are cut at ASCII characters")]

mod articles;
mod compared;
mod english;
mod rust;
mod veska;
