//! Trains the English tagger: `cargo run --release --example train-tagger -- TREEBANKS MODEL`.
//!
//! See `README.md` beside this file.

#![expect(clippy::disallowed_methods, reason = "an example reads and writes files itself")]

mod drill;

use std::path::Path;
use std::process::ExitCode;

use claimsift::text::tag::train::{Corpus, Settings, accuracy, train};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [treebanks, model] = arguments.as_slice() else {
        eprintln!(
            "usage: train-tagger TREEBANKS MODEL\n\nReads *-train.tsv of the folder TREEBANKS, writes the file MODEL, and measures it on *-dev.tsv and *-test.tsv."
        );
        return ExitCode::from(2);
    };
    match run(Path::new(treebanks), Path::new(model)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train-tagger: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(treebanks: &Path, model: &Path) -> std::io::Result<()> {
    let language = claimsift::lang::english();
    let mut names: Vec<_> =
        std::fs::read_dir(treebanks)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    names.sort();
    let ending =
        |part: &str| names.iter().filter(move |path| path.to_string_lossy().ends_with(part)).collect::<Vec<_>>();
    let mut corpus = Corpus::new();
    for path in ending("-train.tsv") {
        corpus.add_treebank(&language, &std::fs::read_to_string(path)?);
    }
    corpus.add_treebank(&language, &drill::treebank(include_str!("drill.txt")));
    let (sentences, tokens) = corpus.size();
    println!("training on {sentences} sentences, {tokens} tokens");
    let file = train(&corpus, Settings::default());
    std::fs::write(model, &file)?;
    println!("{}: {} bytes", model.display(), file.len());
    for path in ending("-dev.tsv").into_iter().chain(ending("-test.tsv")) {
        let mut held_out = Corpus::new();
        held_out.add_treebank(&language, &std::fs::read_to_string(path)?);
        let found = accuracy(&held_out, &language, &file);
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "{:<16} {} words: Penn {:.2} %, universal {:.2} %; reporting verbs found {:.2} % of {}",
            path.file_name().unwrap_or_default().to_string_lossy(),
            found.words,
            percent(found.penn, found.words),
            percent(found.pos, found.words),
            percent(found.reporting_found, found.reporting),
            found.reporting,
        );
    }
    Ok(())
}
