//! Untrusted input: mutated articles and rule files cause no panic, and the results are valid.
//!
//! `cargo test` runs a few; `CLAIMSIFT_MUTATIONS=100000 cargo test --release --test hostile` runs as many as you like.
//! A failure reports the number of its text, and the same number always results in the same text.
#![expect(clippy::disallowed_methods, reason = "tests read their seeds and the number of tries")]

mod articles;
mod gold;
mod mutate;
mod rules;
mod spans;
