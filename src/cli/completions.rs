//! `claimsift completions`: commands and options, completed while they are typed.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, Status};

/// Print a script by which a shell completes commands, options and their values
///
/// Keep the script where the shell looks for such scripts, and start the shell anew:
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
  source <(claimsift completions bash)            for this session alone

Write the script anew when the program is.

Exit status: 0 fine, 2 wrong usage."
)]
pub(super) struct Options {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "claimsift", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Status::Fine)
}
