//! `claimsift try`: shows where a pattern matches, without a rule file.

use std::io::Write;
use std::path::PathBuf;

use claimsift::diagnostic::SourceFile;
use claimsift::{Extractor, Session, report, rule};
use clap::{Args, ValueEnum};

use crate::cli::input::{self, InputFormat, Located};
use crate::cli::{Status, complain, project, rules, terminal, width};

/// Show what a pattern finds, in its context, without a rule file
///
/// A line for each match: file, line, and the words around it. The pattern may name the phrases of the language and the
/// lists of the program: {source}, @weekday, ~@say-verb.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift try '{source} ~say that {claim}' article.txt\n  claimsift try '~@say-verb @weekday' --count archive/\n  claimsift try 'according to {source}' --format json - < article.txt\n\nExit status: 0 something found, 1 nothing found, 2 wrong usage, a broken pattern or an input that cannot be read."
)]
pub(in crate::cli) struct Options {
    /// The pattern, in the language of rules
    #[arg(value_name = "PATTERN", allow_hyphen_values = true)]
    pattern: String,
    /// Articles, folders of articles, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Show N words on either side
    #[arg(long, value_name = "N", default_value_t = 8)]
    context: usize,
    /// Only print the number of matches per article
    #[arg(long)]
    count: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Input format [default: by file extension]
    #[arg(long, value_enum)]
    input: Option<InputFormat>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// `file:line: left context [match] right context`
    Text,
    /// One JSON object per line for each match
    Json,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let pattern = SourceFile::new("pattern", options.pattern.as_str());
    let (pack, mut problems) = match rule::pattern_alone(&pattern) {
        Ok(pack) => (pack, Vec::new()),
        Err(problems) => (rule::Pack::default(), problems),
    };
    let extractor = Extractor::new(pack);
    problems.extend(extractor.problems().into_iter().map(|(_, problem)| problem));
    if extractor.pack().rules.is_empty() || !problems.is_empty() {
        rules::print_errors(&problems)?;
        return Ok(Status::Unusable);
    }
    let (inputs, unreadable) = input::inputs(&options.paths, &project::of_folder());
    unreadable.iter().for_each(complain);
    let mut failed = !unreadable.is_empty();
    let mut found = false;
    let mut session = Session::default();
    for input in &inputs {
        input::read(input, options.input, &mut |article| match article {
            Ok(located) => {
                let text = render(options, &extractor, &mut session, &input.name(), &located, &mut found);
                terminal::stdout().write_all(text.as_bytes())
            }
            Err(problem) => {
                complain(&problem);
                failed = true;
                Ok(())
            }
        })?;
    }
    Ok(match (failed, found) {
        (true, _) => Status::Unusable,
        (false, true) => Status::Fine,
        (false, false) => Status::Findings,
    })
}

fn render(
    options: &Options,
    extractor: &Extractor,
    session: &mut Session,
    name: &str,
    located: &Located,
    found: &mut bool,
) -> String {
    let article = &located.article;
    let mut hits = extractor.hits(session, article);
    located.place(&mut hits);
    *found |= !hits.is_empty();
    match (options.count, options.format) {
        (true, Format::Text) => format!("{name}: {}\n", hits.len()),
        (true, Format::Json) => {
            format!("{}\n", serde_json::json!({ "id": article.id, "file": name, "count": hits.len() }))
        }
        (false, Format::Text) => {
            let style = report::Style { colour: terminal::wants_colour(), width: width() };
            report::concordance_text(name, article, &hits, options.context, style)
        }
        (false, Format::Json) => report::concordance_json(name, article, &hits, options.context),
    }
}
