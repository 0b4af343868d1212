//! The sentences of `drill.txt`, as a treebank.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Fills the templates. The same file always results in the same sentences.
pub(crate) fn treebank(file: &str) -> String {
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut section = "";
    let mut table = String::new();
    let mut drawn = 0;
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
        } else if section == "sentences" {
            let Some((times, template)) = line.split_once(' ') else { continue };
            for _ in 0..times.parse().unwrap_or(0) {
                sentence(template, &lists, &mut drawn, &mut table);
            }
        } else {
            lists.entry(section).or_default().extend(line.split(' '));
        }
    }
    table
}

/// Adds a sentence of a template, the first word and names with a capital.
fn sentence(template: &str, lists: &BTreeMap<&str, Vec<&str>>, drawn: &mut usize, table: &mut String) {
    for (at, token) in template.split(' ').enumerate() {
        let Some((word, penn)) = token.rsplit_once('/') else { continue };
        let word = word.strip_prefix('@').map_or(word, |list| {
            // steps of a prime walk through every list without keeping pace with another one
            *drawn += 7919;
            let words = lists.get(list).map_or(&[][..], Vec::as_slice);
            words.get((*drawn / 7) % words.len().max(1)).copied().unwrap_or_default()
        });
        let word = word.split_once('/').map_or(word, |(form, _)| form);
        let mut letters = word.chars();
        let form = match letters.next() {
            Some(first) if at == 0 || penn == "NNP" => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        };
        let _ = writeln!(table, "{form}\t{word}\t{}\t{penn}\t0\t_\t_", universal(word, penn));
    }
    table.push('\n');
}

/// The universal tag of a word with a Penn tag.
fn universal(word: &str, penn: &str) -> &'static str {
    match penn {
        "NNP" => "PROPN",
        "NN" | "NNS" => "NOUN",
        "JJ" | "JJS" => "ADJ",
        "RB" => "ADV",
        "CD" => "NUM",
        "DT" => "DET",
        "PRP" | "PRP$" | "WDT" => "PRON",
        "IN" => match word {
            "that" | "as" => "SCONJ",
            _ => "ADP",
        },
        "CC" => "CCONJ",
        "UH" => "INTJ",
        "TO" => "PART",
        "MD" => "AUX",
        "VBD" | "VBZ" | "VBP" | "VBN" | "VBG" | "VB" => match word {
            "is" | "was" | "are" | "were" | "has" | "have" => "AUX",
            _ => "VERB",
        },
        _ => "PUNCT",
    }
}
