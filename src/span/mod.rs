//! Where things are, and in which unit.
//!
//! Three units occur, and each has its own type so that they cannot be mixed up:
//!
//! * [`Span`]: bytes of one text, half-open, always on character boundaries;
//! * [`TokenRange`]: tokens of one document, half-open;
//! * lines, columns and code points, which exist for people and for other programs only: [`LineIndex`] and
//!   [`CharIndex`] make them from bytes at the very edge of the program.

mod bytes;
mod characters;
mod lines;
mod tokens;

pub use bytes::Span;
pub use characters::CharIndex;
pub use lines::{LineIndex, Position};
pub use tokens::{Cover, TokenRange};
