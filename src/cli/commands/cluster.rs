//! `claimsift cluster`: claims of many articles that say the same.

use std::io::{BufWriter, Write};

use claimsift::cluster::{ArticleClaims, clusters};
use claimsift::{Article, Claim, Session, report};
use clap::{Args, ValueEnum};

use crate::cli::articles::ArticleOptions;
use crate::cli::articles::counter;
use crate::cli::sessions::Sessions;
use crate::cli::{Status, counted, terminal, width};

/// Group claims from many articles that say the same: who said it, where, who said it first, and how it changed
///
/// Two claims say the same if their words are the same apart from punctuation, inflections, function words and small
/// edits, or if one is part of the other, as in a shortened quotation. Claims that differ in a number, a date, a name
/// or a negation, or say the opposite, are kept apart and reported as nearly the same. Claims of different sources
/// are grouped too; all sources are listed.
///
/// Members are sorted by the date of publication of their articles (`date_published`); articles without a date come
/// last, in the order of the input.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift cluster archive.jsonl\n  claimsift cluster --only attributed --least 3 archive/\n  claimsift cluster --format jsonl monday.jsonl tuesday.jsonl > clusters.jsonl\n\nExit status: 0 success, 1 a rule has errors, 2 something could not be read."
)]
pub(in crate::cli) struct Options {
    #[command(flatten)]
    articles: ArticleOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Only list what is claimed in at least N articles; 1 lists every claim
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: usize,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object per line for each cluster
    Jsonl,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let articles = match options.articles.open("cluster")? {
        Ok(articles) => articles,
        Err(status) => return Ok(status),
    };
    let sessions: Sessions<Session> = Sessions::default();
    let extract = |article: &Article| sessions.with(|session| articles.extract(session, article));
    let mut read: Vec<(Article, Vec<Claim>)> = Vec::new();
    let status = articles.each(&counter(), &extract, &mut |batch| {
        // the text is not needed any more, and there may be much of it
        read.extend(batch.into_iter().map(|(article, claims)| (Article { text: String::new(), ..article }, claims)));
        Ok(())
    })?;
    let articles: Vec<ArticleClaims<'_>> = read.iter().map(article).collect();
    let all = clusters(&claimsift::lang::english(), &articles);
    let mut out = BufWriter::new(terminal::stdout());
    let style = report::Style { colour: terminal::wants_colour(), width: width() };
    let mut printed = 0;
    for cluster in all.iter().filter(|cluster| cluster.articles() >= options.least) {
        match options.format {
            Format::Text if printed == 0 => write!(out, "{}", report::cluster_text(cluster, &all, style))?,
            Format::Text => write!(out, "\n{}", report::cluster_text(cluster, &all, style))?,
            Format::Jsonl => writeln!(out, "{}", report::cluster_json(cluster, &all))?,
        }
        printed += 1;
    }
    if printed == 0 && options.format == Format::Text {
        writeln!(out, "no claim is made in {}", counted(options.least, "article"))?;
    }
    out.flush()?;
    Ok(status)
}

fn article((article, claims): &(Article, Vec<Claim>)) -> ArticleClaims<'_> {
    ArticleClaims { article: &article.id, about: &article.about, claims }
}
