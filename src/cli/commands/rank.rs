//! `claimsift rank`: a list of the claims most worth checking.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use claimsift::assess::{Assessment, Candidate, Label, Places, rank};
use claimsift::cluster::{ArticleClaims, Member, clusters};
use claimsift::report::{self, Listed};
use claimsift::{Article, Claim, Session};
use clap::{Args, ValueEnum};

use crate::cli::articles::ArticleOptions;
use crate::cli::articles::counter;
use crate::cli::facets::WeightOptions;
use crate::cli::sessions::Sessions;
use crate::cli::{Status, share, terminal, width};

/// List what is most worth checking in many articles, best first, with the reasons
///
/// The score is the probability that a claim is worth checking, as in `claimsift assess`. A claim made in several
/// articles is listed once, with its other places. The number of claims per speaker and per topic is limited, to keep
/// the list varied.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift rank today/\n  claimsift rank --top 30 --per-speaker 2 today.jsonl\n  claimsift rank --only attributed --format jsonl today/ > list.jsonl\n\nExit status: 0 success, 1 a rule has errors, 2 something could not be read."
)]
pub(in crate::cli) struct Options {
    #[command(flatten)]
    articles: ArticleOptions,
    #[command(flatten)]
    weights: WeightOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// List at most N claims
    #[arg(long, value_name = "N", default_value_t = 15)]
    top: usize,
    /// List at most N claims of one speaker; for unattributed claims, of one article
    #[arg(long, value_name = "N", default_value_t = 3)]
    per_speaker: usize,
    /// List at most N claims about one topic
    #[arg(long, value_name = "N", default_value_t = 5)]
    per_topic: usize,
    /// List claims with at least this score, from 0 to 1, instead of those labelled worth checking
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_score: Option<f64>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object per line for each claim
    Jsonl,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let articles = match options.articles.open("rank")? {
        Ok(articles) => articles,
        Err(status) => return Ok(status),
    };
    let Some(table) = options.weights.read(&articles.project) else { return Ok(Status::Unusable) };
    let articles = articles.with_assessor(&options.articles.rules.which, &table);
    let sessions: Sessions<Session> = Sessions::default();
    let extract = |article: &Article| sessions.with(|session| articles.extract_assessed(session, article));
    let mut read: Vec<Assessed> = Vec::new();
    let status = articles.each(&counter(), &extract, &mut |batch| {
        read.extend(batch.into_iter().map(|(article, (claims, worth))| Assessed::new(article, claims, worth)));
        Ok(())
    })?;
    print(options, &read)?;
    Ok(status)
}

/// An article with its claims and their assessments.
struct Assessed {
    article: Article,
    claims: Vec<Claim>,
    worth: Vec<Assessment>,
    /// Where a claim is, by its id.
    places: BTreeMap<String, usize>,
}

impl Assessed {
    fn new(article: Article, claims: Vec<Claim>, worth: Vec<Assessment>) -> Self {
        // the text is not needed any more, and there may be much of it
        let article = Article { text: String::new(), ..article };
        let places = claims.iter().enumerate().map(|(at, claim)| (claim.id.clone(), at)).collect();
        Self { article, claims, worth, places }
    }

    fn article(&self) -> ArticleClaims<'_> {
        ArticleClaims { article: &self.article.id, about: &self.article.about, claims: &self.claims }
    }

    /// The assessment of a claim.
    fn worth(&self, claim: &Claim) -> Option<&Assessment> {
        self.worth.get(*self.places.get(&claim.id)?)
    }

    /// The id of the outermost claim around `claim`, or of `claim` itself.
    fn family(&self, claim: &Claim) -> String {
        let parent = |id: &&str| self.claims.get(*self.places.get(*id)?)?.parent.as_deref();
        let chain = std::iter::successors(Some(claim.id.as_str()), parent);
        let root = chain.take(self.claims.len() + 1).last().unwrap_or_default();
        format!("{} {root}", self.article.id)
    }
}

/// Prints the highest-ranking claims.
fn print(options: &Options, read: &[Assessed]) -> std::io::Result<()> {
    let articles: Vec<ArticleClaims<'_>> = read.iter().map(Assessed::article).collect();
    let all = clusters(&claimsift::lang::english(), &articles);
    // if several articles make the same claim, the one that scores highest represents it
    let best = |members: &'_ [Member<'_>]| {
        let worth = |member: &Member<'_>| {
            read.get(member.number).and_then(|one| one.worth(member.claim)).map(|worth| worth.score)
        };
        let order = |one: &usize, other: &usize| {
            let score = |at: usize| members.get(at).and_then(worth).unwrap_or_default();
            score(*one).total_cmp(&score(*other)).then(other.cmp(one))
        };
        (0..members.len()).max_by(order)
    };
    let mut candidates: Vec<(Candidate, usize, usize)> = Vec::new();
    for (number, cluster) in all.iter().enumerate() {
        let Some(chosen) = best(&cluster.members) else { continue };
        let Some(member) = cluster.members.get(chosen) else { continue };
        let Some(one) = read.get(member.number) else { continue };
        let Some(worth) = one.worth(member.claim) else { continue };
        let wanted = options.min_score.map_or(worth.label == Label::Worthy, |least| worth.score >= least);
        if wanted {
            let speaker = member.claim.source.as_ref().map_or(&one.article.id, |source| &source.canonical_name);
            let candidate = Candidate {
                score: worth.score,
                speaker: speaker.clone(),
                family: one.family(member.claim),
                topics: worth.nature.topics.clone(),
            };
            candidates.push((candidate, number, chosen));
        }
    }
    let places = Places { all: options.top, per_speaker: options.per_speaker, per_topic: options.per_topic };
    let judged: Vec<Candidate> = candidates.iter().map(|(candidate, ..)| candidate.clone()).collect();
    let style = report::Style { colour: terminal::wants_colour(), width: width() };
    let mut out = BufWriter::new(terminal::stdout());
    for (place, listed) in (1..).zip(rank(&judged, places)) {
        let Some(&(_, number, chosen)) = candidates.get(listed) else { continue };
        let Some(cluster) = all.get(number) else { continue };
        let Some(member) = cluster.members.get(chosen) else { continue };
        let Some(worth) = read.get(member.number).and_then(|one| one.worth(member.claim)) else { continue };
        let others = cluster.members.iter().filter(|other| other.number != member.number);
        let also = others.map(|other| (other.article, other.claim)).collect();
        let listed = Listed { place, article: member.article, claim: member.claim, worth, also };
        match options.format {
            Format::Text if place == 1 => write!(out, "{}", report::listed_text(&listed, style))?,
            Format::Text => write!(out, "\n{}", report::listed_text(&listed, style))?,
            Format::Jsonl => writeln!(out, "{}", report::listed_json(&listed))?,
        }
    }
    if candidates.is_empty() && options.format == Format::Text {
        writeln!(out, "no claim is worth checking; `--min-score 0` lists all")?;
    }
    out.flush()
}
