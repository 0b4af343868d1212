//! Positions, and their units.
//!
//! There are three units, each with its own type so that they cannot be mixed up:
//!
//! * [`Span`]: bytes of a text, half-open, always on character boundaries;
//! * [`TokenRange`]: tokens of a document, half-open;
//! * lines, columns and code points, which are only used in input and output: [`LineIndex`] and [`CharIndex`] convert
//!   bytes to them. The language server has columns in UTF-16 as well, which only its own module knows.

mod bytes;
mod characters;
mod lines;
mod tokens;

pub use bytes::Span;
pub use characters::CharIndex;
pub use lines::{LineIndex, Position};
pub use tokens::{Cover, TokenRange};
