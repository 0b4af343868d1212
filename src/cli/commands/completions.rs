//! `claimsift completions`: shell completion of commands and options.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::{Arguments, Status};

/// Print the completion script for a shell
///
/// Save the script where the shell looks for completion scripts, and restart the shell:
///
///   bash         ~/.local/share/bash-completion/completions/claimsift
///   zsh          a file `_claimsift` in a folder that `fpath` names in ~/.zshrc, before `compinit`
///   fish         ~/.config/fish/completions/claimsift.fish
///   powershell   at the end of the file that `$PROFILE` names
///   elvish       ~/.config/elvish/lib/claimsift.elv, and `use claimsift` in ~/.config/elvish/rc.elv
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Examples:
  claimsift completions bash > ~/.local/share/bash-completion/completions/claimsift
  claimsift completions zsh > ~/.zfunc/_claimsift
  claimsift completions fish > ~/.config/fish/completions/claimsift.fish
  claimsift completions powershell >> $PROFILE
  source <(claimsift completions bash)            for this session only

Write the script again after updating the program.

Exit status: 0 success, 2 wrong usage."
)]
pub(in crate::cli) struct Options {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "claimsift", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Status::Fine)
}
