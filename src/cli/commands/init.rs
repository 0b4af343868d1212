//! `claimsift init`: a first rule file.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use claimsift::starter::{COMMENTED, Starter};
use claimsift::{Article, Extractor, Session};
use clap::Args;

use crate::cli::input::{self, InputFormat, Located};
use crate::cli::{Status, complain, counted, project, terminal};

/// Create a rule file
///
/// Writes a rule file to start from: one with explanatory comments or, with --from, one with rules made from your own
/// article. The attributions that the built-in rules find in it show which verbs it uses and in which order; each
/// rule gets sentences of the article as its examples. Both files pass `claimsift check` and `claimsift test`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  claimsift init\n  claimsift init council.yaml --from minutes.txt\n  claimsift init - --from archive.jsonl\n\nExit status: 0 written, 1 the article has nothing to make rules from, 2 the file already exists or cannot be written, or the article cannot be read."
)]
pub(in crate::cli) struct Options {
    /// The file to write, or `-` for standard output
    #[arg(value_name = "FILE", default_value = "rules.yaml")]
    file: PathBuf,
    /// Make rules from this article or file of articles, or `-` for standard input
    #[arg(long, value_name = "ARTICLE")]
    from: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
    /// Input format of the article [default: by file extension]
    #[arg(long, value_enum, requires = "from")]
    input: Option<InputFormat>,
}

pub(super) fn run(options: &Options) -> std::io::Result<Status> {
    let is_stdout = options.file.as_os_str() == "-";
    if !is_stdout && !options.force && options.file.exists() {
        complain(exists(&options.file));
        return Ok(Status::Unusable);
    }
    let starter = match &options.from {
        None => None,
        Some(path) => match from(options, path)? {
            Ok(starter) => Some(starter),
            Err(status) => return Ok(status),
        },
    };
    let text = starter.as_ref().map_or(COMMENTED, |starter| starter.text.as_str());
    let mut out = terminal::stdout();
    if is_stdout {
        out.write_all(text.as_bytes())?;
        return Ok(Status::Fine);
    }
    if let Err(error) = write(options, text) {
        complain(&match error.kind() {
            ErrorKind::AlreadyExists => exists(&options.file),
            _ => format!("{}: cannot be written: {}", options.file.display(), input::reason(&error)),
        });
        return Ok(Status::Unusable);
    }
    let name = options.file.display();
    match &starter {
        None => writeln!(out, "{name}: written")?,
        Some(Starter { rules, examples, .. }) => {
            writeln!(out, "{name}: {} with {}", counted(*rules, "rule"), counted(*examples, "example"))?;
        }
    }
    let steps = [
        (format!("claimsift read {name}"), "describes it in plain English"),
        (format!("claimsift check {name}"), "checks it for errors"),
        (format!("claimsift extract --rules {name} ARTICLE"), "what it finds"),
        ("claimsift schema rules > rules.schema.json".to_owned(), "for your editor, next to the file"),
    ];
    let longest = steps.iter().map(|(command, _)| command.chars().count()).max().unwrap_or_default();
    writeln!(out)?;
    for (command, what) in steps {
        writeln!(out, "  {command:<longest$}   {what}")?;
    }
    Ok(Status::Fine)
}

fn exists(path: &Path) -> String {
    format!("{}: the file already exists; name another file, or overwrite it with --force", path.display())
}

/// Rules made from the articles in a file; problems are reported.
fn from(options: &Options, path: &Path) -> std::io::Result<Result<Starter, Status>> {
    let (inputs, problems) = input::inputs(&[path.to_path_buf()], &project::of_folder());
    problems.iter().for_each(complain);
    let mut articles: Vec<Article> = Vec::new();
    let mut readable = problems.is_empty();
    for input in &inputs {
        input::read(input, options.input, &mut |article| {
            match article {
                Ok(Located { article, .. }) => articles.push(article),
                Err(problem) => {
                    complain(&problem);
                    readable = false;
                }
            }
            Ok(())
        })?;
    }
    if !readable {
        return Ok(Err(Status::Unusable));
    }
    let starter = Extractor::with_default_rules().starter(&mut Session::default(), &articles, &prefix(&options.file));
    Ok(starter.ok_or_else(|| {
        complain(format!(
            "{}: no clear attribution found; `claimsift init` without --from writes a file to start from",
            path.display()
        ));
        Status::Findings
    }))
}

/// The prefix of the rule ids, which have to be unique among all files of a folder: the name of the file, unless it is
/// a generic one.
fn prefix(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let name: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name = name.trim_matches('-');
    let names = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name != "rules";
    if names { format!("{name}-") } else { String::new() }
}

fn write(options: &Options, text: &str) -> std::io::Result<()> {
    if options.force {
        return crate::cli::write::replace(&options.file, text);
    }
    fs::OpenOptions::new().write(true).create_new(true).open(&options.file)?.write_all(text.as_bytes())
}
