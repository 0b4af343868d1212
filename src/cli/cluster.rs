//! `claimsift cluster`: claims of many articles that say the same.

use std::io::{BufWriter, Write};

use claimsift::cluster::{Telling, clusters};
use claimsift::{Article, Claim, Session, report};
use clap::{Args, ValueEnum};

use super::articles::ArticleOptions;
use super::extract::counter;
use super::sessions::Sessions;
use super::{Status, counted, terminal, width};

/// Bring together the claims of many articles that say the same: who said it where, first, and how it changed
///
/// Claims say the same where their words do but for marks, inflections, function words and small edits, and where one is
/// part of the other: a quotation that was cut. Claims that differ in a number, a date, a name, a negation, or say the opposite
/// are two, and told as nearly the same. Whoever says them, they are one; all sources are told.
///
/// Members come in the order in which their articles were published, by `date_published`; articles without it
/// come last, in the order of the input.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift cluster archive.jsonl\n  claimsift cluster --only attributed --least 3 archive/\n  claimsift cluster --format jsonl monday.jsonl tuesday.jsonl > clusters.jsonl\n\nExit status: 0 fine, 1 a rule is not sound, 2 something could not be read."
)]
pub(super) struct Options {
    #[command(flatten)]
    articles: ArticleOptions,
    /// How clusters are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Only what is claimed in at least N articles; with 1, every claim is told
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: usize,
}

/// How clusters are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    Text,
    /// One JSON object a line for each cluster
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
    let tellings: Vec<Telling<'_>> = read.iter().map(telling).collect();
    let all = clusters(&claimsift::lang::english(), &tellings);
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
        writeln!(out, "no claim stands in {}", counted(options.least, "article"))?;
    }
    out.flush()?;
    Ok(status)
}

fn telling((article, claims): &(Article, Vec<Claim>)) -> Telling<'_> {
    Telling { article: &article.id, about: &article.about, claims }
}
