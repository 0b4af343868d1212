//! What an editor asks about a rule file while it is written.
//!
//! Every question is a function of texts and a byte: what stands here ([`hover`]), what could stand here
//! ([`completions`]), where is it defined ([`definition`]), what else changes with this name ([`rename`]). None of them
//! waits for the examples: those are run by [`findings`], beside the editor.
//!
//! A file is half-written most of the time, so where in it the cursor stands is told from lines and indentation
//! (`place`) and from the brackets of the line (`piece`), neither of which needs the file to be sound. What names stand
//! for comes from a [`FileInContext`](crate::rule::FileInContext), which keeps what can be read of it.

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
