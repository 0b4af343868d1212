//! Languages: that English is in its own module alone, and that another one works without a line of the program.
#![allow(clippy::disallowed_methods, reason = "tests read the files of the project")]
#![allow(clippy::string_slice, reason = "the sources of the project are cut at ASCII characters")]

mod articles;
mod compared;
mod english;
mod rust;
mod veska;
