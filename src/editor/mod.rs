//! Editor features for rule files.
//!
//! Every feature is a function of texts and a byte offset: the description of what is there ([`hover`]), the
//! completions ([`completions`]), the definition of a name ([`definition`]), and everything that has to change with it
//! ([`rename`]). None of them waits for the examples, which [`findings`] runs in the background.
//!
//! A file is incomplete most of the time, so the position of the cursor is determined from lines and indentation
//! (`in_file`) and from the brackets of the line (`in_line`), neither of which needs the file to be valid. The meaning
//! of names comes from a [`FileInContext`](crate::rule::FileInContext), which keeps whatever can be parsed of it.

mod completion;
mod definition;
mod edit;
mod findings;
mod hover;
mod in_file;
mod in_line;
mod index;
mod references;
mod rename;
mod search;
mod symbols;
mod work_folder;
mod workspace;

pub use completion::{Completion, CompletionKind, completions};
pub use definition::definition;
pub use edit::{changes, moved};
pub use findings::{Findings, Hint, findings, problems};
pub use hover::{Hover, hover};
pub use references::references;
pub use rename::{Refused, Renamed, rename, renameable};
pub use search::{Found, search};
pub use symbols::{Symbol, SymbolKind, symbols};
pub use work_folder::{WorkFolder, is_below};
pub use workspace::Workspace;
