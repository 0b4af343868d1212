//! Input from strangers: mutated articles and rule files are read without a panic, and what comes out is sound.
//!
//! `cargo test` tries some; `CLAIMSIFT_MUTATIONS=100000 cargo test --release --test hostile` as many as you like. A failure
//! names its number, and the same number gives the same text again.
#![expect(clippy::disallowed_methods, reason = "tests read their seeds and the number of tries")]

mod articles;
mod gold;
mod mutate;
mod rules;
mod spans;
