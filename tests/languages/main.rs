//! Languages: that English is in its own module alone, and that another one works without a line of the program.

mod compared;
mod english;
mod rust;
mod veska;
