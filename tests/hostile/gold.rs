//! Mutated gold files and predictions: a line is evaluated, or rejected with the position of the error.

use claimsift::evaluate::{Annotated, predicted};
use claimsift::{Extractor, Session};

use crate::mutate::{Mutator, tries};

const TEXT: &str = "Ana Ruiz said the bridge will close. “It is old,” she told Radio Halden. Critics left.";

/// Text that is difficult for parsers of JSON and of spans.
const FRAGMENTS: &[&str] = &[
    "[0, 8]",
    "[8, 0]",
    "[0, 0]",
    "[-1, 4]",
    "[0, 99999999999999999999]",
    "[0, 18446744073709551615]",
    "[1.5, 2]",
    "[0]",
    "[0, 1, 2]",
    "[[0, 87]]",
    "[[0, 87], [0, 87]]",
    "[40, 41], [3, 9]",
    "[]",
    "{}",
    "null",
    "\"\"",
    "\"parent\": true, ",
    "\"rule\": 1, ",
    "\"claims\": ",
    "\"text\": ",
    "\"id\": ",
    "{\"content\": [[9, 40]]}, ",
    "\\u0000",
    "\\ud800",
    "\u{1b}",
    "\u{202e}",
    "é",
    "👩\u{200d}👧",
    "\n",
    "1e999",
    "}",
    "]",
    ",",
    "\\",
];

#[test]
fn mutated_gold_is_evaluated_or_rejected_with_a_position() {
    let seeds: Vec<String> = ["claims", "attributions"]
        .iter()
        .map(|key| {
            format!(
                "{{\"id\": \"a\", \"text\": \"{TEXT}\", \"{key}\": [{{\"source\": [[0, 8]], \"cue\": [[9, 13]], \"content\": [[14, 35]]}}, {{\"source\": [[50, 53]], \"cue\": [[54, 58]], \"content\": [[37, 49]], \"parent\": null}}]}}"
            )
        })
        .collect();
    let mutator = Mutator::new(&seeds, FRAGMENTS);
    let extractor = Extractor::with_default_rules();
    let mut session = Session::default();
    let mut judged = 0;
    let count = tries(600);
    for number in 0..count {
        // mostly whole lines, because pieces of lines are hardly ever valid JSON
        let text = mutator.whole(number, 300);
        for line in text.lines() {
            let prediction = predicted(line, |_| Some(TEXT));
            if let Err(misfit) = &prediction {
                assert!(misfit.at <= line.len(), "{number}: {misfit:?} in {line}");
            }
            match Annotated::from_json(line) {
                Err(misfit) => assert!(misfit.at <= line.len(), "{number}: {misfit:?} in {line}"),
                Ok(gold) => {
                    let same = gold.article.text == TEXT;
                    let predicted = prediction.ok().and_then(|(_, claims)| claims).filter(|_| same);
                    let judgement = extractor.judge(&mut session, gold, predicted);
                    assert!(judgement.pairs.len() <= judgement.gold.len(), "{number}");
                    judged += 1;
                }
            }
        }
    }
    assert!(judged * 50 >= count, "only {judged} lines were judged");
}
