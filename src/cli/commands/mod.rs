//! The subcommands, one file each.

mod add;
mod assess;
mod check;
mod cluster;
mod completions;
mod config;
mod coverage;
mod docs;
mod drift;
mod eval;
mod explain;
mod extract;
mod fit;
mod fmt;
mod init;
mod lock;
#[cfg(feature = "lsp")]
mod lsp;
mod rank;
mod read;
mod schema;
mod snap;
mod suggest;
mod test;
mod r#try;
mod weights;

use clap::Subcommand;

use super::Status;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Extract(extract::Options),
    Assess(assess::Options),
    Cluster(cluster::Options),
    Check(check::Options),
    Read(read::Options),
    Docs(docs::Options),
    Fmt(fmt::Options),
    Schema(schema::Options),
    #[cfg(feature = "lsp")]
    Lsp(lsp::Options),
    Test(test::Options),
    Coverage(coverage::Options),
    Explain(explain::Options),
    Try(r#try::Options),
    Eval(eval::Options),
    Rank(rank::Options),
    Fit(fit::Options),
    Weights(weights::Options),
    Drift(drift::Options),
    Snap(snap::Options),
    Lock(lock::Options),
    Init(init::Options),
    Suggest(suggest::Options),
    Config(config::Options),
    Completions(completions::Options),
}

impl Command {
    /// Runs the subcommand; an error is one of writing the output.
    pub(super) fn run(self) -> std::io::Result<Status> {
        match self {
            Self::Extract(options) => extract::run(&options),
            Self::Assess(options) => assess::run(&options),
            Self::Cluster(options) => cluster::run(&options),
            Self::Check(options) => check::run(&options),
            Self::Read(options) => read::run(&options),
            Self::Docs(options) => docs::run(&options),
            Self::Fmt(options) => fmt::run(&options),
            Self::Schema(options) => schema::run(&options),
            #[cfg(feature = "lsp")]
            Self::Lsp(options) => lsp::run(&options),
            Self::Test(options) => test::run(&options),
            Self::Coverage(options) => coverage::run(&options),
            Self::Explain(options) => explain::run(&options),
            Self::Try(options) => r#try::run(&options),
            Self::Eval(options) => eval::run(&options),
            Self::Rank(options) => rank::run(&options),
            Self::Fit(options) => fit::run(&options),
            Self::Weights(options) => weights::run(&options),
            Self::Drift(options) => drift::run(&options),
            Self::Snap(options) => snap::run(&options),
            Self::Lock(options) => lock::run(&options),
            Self::Init(options) => init::run(&options),
            Self::Suggest(options) => suggest::run(&options),
            Self::Config(options) => config::run(&options),
            Self::Completions(options) => completions::run(&options),
        }
    }
}
