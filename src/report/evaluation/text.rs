//! An evaluation as text for a terminal: tables, and mistakes in their sentences.

use std::fmt::Write;

use super::{Scores, Shown, context};
use crate::evaluate::{CueScore, CueScores, Figure, Mistake, RuleScore, Side};
use crate::report::{Style, one_line};

/// The maximum number of rows of the longest tables; the other formats are complete.
const ROWS: usize = 30;

/// All selected parts, with a line break at the end.
#[must_use]
pub fn text(scores: &Scores<'_>, style: Style) -> String {
    let mut page = Page { style, out: String::new() };
    let evaluation = scores.evaluation;
    let articles = evaluation.judgements.len();
    let counts = format!("{} marked, {} predicted", evaluation.gold(), evaluation.predicted());
    page.line(&format!("{articles} article{}: {counts}", if articles == 1 { "" } else { "s" }));
    page.figures(scores);
    if let Some(rules) = scores.rules.as_deref().filter(|rules| !rules.is_empty()) {
        page.rules(rules);
    }
    if let Some(cues) = &scores.cues {
        page.cues(cues);
    }
    for shown in scores.mistakes.iter().filter(|shown| shown.all > 0) {
        page.mistakes(shown);
    }
    page.out
}

struct Page {
    style: Style,
    out: String,
}

impl Page {
    fn figures(&mut self, scores: &Scores<'_>) {
        let tallies = scores.evaluation.tallies();
        let interval = |figure: Figure| {
            let found = scores.intervals.iter().find(|(other, _)| *other == figure)?;
            let [low, high] = found.1.f1;
            Some(format!("   {:>5.1} – {:>5.1}", 100.0 * low, 100.0 * high))
        };
        let ci =
            |of: &str| if scores.intervals.is_empty() { String::new() } else { format!("{:>16}", format!("95 %{of}")) };
        self.head(&format!(
            "{:<17} {:>6} {:>6} {:>6}   {:>9} {:>7}{}",
            "figure",
            "P",
            "R",
            "F1",
            "predicted",
            "gold",
            ci(" of F1")
        ));
        for &figure in Figure::ALL.iter().filter(|figure| !figure.is_given()) {
            let tally = tallies.of(figure);
            self.line(&format!(
                "  {:<15} {:>6.1} {:>6.1} {:>6.1}   {:>9} {:>7}{}",
                figure.name(),
                100.0 * tally.precision(),
                100.0 * tally.recall(),
                100.0 * tally.f1(),
                tally.predicted,
                tally.gold,
                interval(figure).unwrap_or_default()
            ));
        }
        self.head(&format!("{:<31} {:>6}   {:>9}{}", "of what was detected", "right", "of", ci("")));
        for &figure in Figure::ALL.iter().filter(|figure| figure.is_given()) {
            let tally = tallies.of(figure);
            self.line(&format!(
                "  {:<29} {:>6.1}   {:>9}{}",
                figure.name().trim_start_matches("given/"),
                100.0 * tally.precision(),
                tally.predicted,
                interval(figure).unwrap_or_default()
            ));
        }
    }

    fn rules(&mut self, rules: &[RuleScore]) {
        let longest = longest(rules.iter().map(|score| score.rule.as_str()));
        let heading = longest + 2;
        self.head(&format!(
            "{:<heading$}   {:>9} {:>6} {:>6}   {:>12}   {:>12}",
            "rule", "predicted", "right", "P", "right source", "whole extent"
        ));
        for score in rules {
            self.line(&format!(
                "  {:<longest$}   {:>9} {:>6} {:>6}   {:>12}   {:>12}",
                score.rule,
                score.predicted,
                score.right,
                percent(score.right, score.predicted),
                score.with_source,
                score.same_content
            ));
        }
    }

    fn cues(&mut self, cues: &CueScores) {
        self.cue_table("cue", &cues.kinds);
        self.cue_table("cue word", &cues.lemmas);
        self.head(&format!("{:>8} {:>7}   {}", "missed", "of", "cue words"));
        for cue in cues.missed.iter().take(ROWS) {
            self.line(&format!("{:>8} {:>7}   {}", cue.missed, cue.gold, named(&cue.words)));
        }
        self.rest(cues.missed.len());
    }

    fn cue_table(&mut self, name: &str, scores: &[CueScore]) {
        let longest = longest(scores.iter().take(ROWS).map(|score| score.name.as_str())).max(12);
        let heading = longest + 2;
        self.head(&format!(
            "{name:<heading$} {:>7} {:>7} {:>6}   {:>9} {:>6} {:>6}",
            "gold", "found", "R", "predicted", "right", "P"
        ));
        for score in scores.iter().take(ROWS) {
            self.line(&format!(
                "  {:<longest$} {:>7} {:>7} {:>6}   {:>9} {:>6} {:>6}",
                named(&score.name),
                score.gold,
                score.found,
                percent(score.found, score.gold),
                score.predicted,
                score.right,
                percent(score.right, score.predicted)
            ));
        }
        self.rest(scores.len());
    }

    /// Reports how many rows of a table are left out.
    fn rest(&mut self, rows: usize) {
        if let Some(more) = rows.checked_sub(ROWS).filter(|&more| more > 0) {
            let more = self.style.painted("2", &format!("… and {more} more"));
            self.line(&format!("  {more}"));
        }
    }

    fn mistakes(&mut self, shown: &Shown<'_>) {
        let some = match shown.mistakes.len() {
            some if some < shown.all => format!(", {some} shown"),
            _ => String::new(),
        };
        self.head(&format!("{}: {}{some}", shown.kind.name(), shown.all));
        for mistake in &shown.mistakes {
            self.mistake(mistake);
        }
    }

    fn mistake(&mut self, mistake: &Mistake<'_>) {
        let rule = mistake.predicted.and_then(|side| side.attribution.rule.as_deref());
        let about = [Some(mistake.judgement.article.id.as_str()), rule];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let about = self.style.painted("2", &one_line(&about));
        self.line(&format!("  {about}"));
        let sides = [("marked", mistake.gold), ("found", mistake.predicted)];
        for (name, side) in sides.into_iter().filter_map(|(name, side)| Some((name, side?))) {
            self.side(name, &mistake.judgement.article.text, side);
        }
    }

    fn side(&mut self, name: &str, text: &str, side: &Side) {
        let width = self.style.width.saturating_sub(12).max(30);
        for (at, line) in context::lines(text, side, "content", self.style, width).iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            self.line(&format!("    {name:<7} {line}"));
        }
    }

    /// The heading of a table, after an empty line.
    fn head(&mut self, text: &str) {
        let text = self.style.painted("1", text);
        self.line(&format!("\n{text}"));
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{}", text.trim_end());
    }
}

/// A name for the screen; the cue may be empty.
fn named(name: &str) -> &str {
    if name.is_empty() { "(none)" } else { name }
}

fn longest<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    names.map(|name| name.chars().count()).max().unwrap_or_default()
}

/// `part` of `whole` in per cent; a dash if `whole` is 0.
fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.1}", 100.0 * part as f64 / whole as f64) }
}
