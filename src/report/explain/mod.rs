//! Explanations of results: as text, HTML and JSON.

mod html;
mod json;
mod text;

pub use html::html;
pub use json::{sentences_json, why_not_json};
pub use text::{sentences_text, why_not_line, why_not_text};

use crate::article::Article;
use crate::explain::{NotFound, Reason, Stopped, Why, WhyNot, because};

/// The outcome for a line of a rule, as a keyword for programs.
fn outcome(outcome: &NotFound) -> &'static str {
    match outcome {
        NotFound::Found(_) => "found",
        NotFound::OtherLine(_) => "other-line",
        NotFound::Scope(..) => "scope",
        NotFound::Stopped(_) => "stopped",
        NotFound::NotTold(_, why) => match why {
            Why::Lost(..) => "lost",
            Why::Unless(..) => "unless",
            Why::Differ(..) => "same",
            Why::Improbable(..) => "min-confidence",
            Why::OwnVoice => "own-voice",
            Why::Joined => "joined",
            Why::Nested => "nested",
            Why::Empty => "empty",
            Why::Facet(_) => "facet",
        },
    }
}

/// The outcome in a sentence.
fn verdict(article: &Article, reason: &WhyNot) -> String {
    match &reason.outcome {
        NotFound::Found(confidence) => format!("finds it, with a confidence of {confidence:.2}"),
        NotFound::OtherLine(_) => "matches, but another line of the rule is reported instead".to_owned(),
        NotFound::NotTold(_, why) => format!("matches, but is {}", lower_verdict(why, article)),
        NotFound::Scope(_, kind, _) => {
            format!("matches, but the rule does not read paragraphs of the kind `{}`, as this is", kind.name())
        }
        NotFound::Stopped(stopped) => stopped_at(article, stopped),
    }
}

fn lower_verdict(why: &Why, article: &Article) -> String {
    match why {
        Why::Lost(..) | Why::Unless(..) | Why::Differ(..) | Why::Improbable(..) | Why::Joined | Why::Nested => {
            why.text(article)
        }
        Why::OwnVoice | Why::Empty => format!("left out: {}", why.text(article)),
        Why::Facet(_) => format!("not a claim: {}", why.text(article)),
    }
}

fn stopped_at(article: &Article, stopped: &Stopped) -> String {
    let token = &stopped.token;
    let word = token.span.of(&article.text);
    let about = if token.lemma == word.to_lowercase() {
        token.tag.name().to_owned()
    } else {
        format!("{}, {}", token.tag.name(), token.lemma)
    };
    format!("stopped at “{word}” ({about}): expected {}", stopped.expected)
}

/// What the rule expects, if the obstacle is not a word.
fn wanted(outcome: &NotFound) -> Option<String> {
    match outcome {
        NotFound::Stopped(stopped) => Some(stopped.expected.clone()),
        NotFound::NotTold(_, Why::Unless(line, _)) => Some(format!("nothing that `{}` finds", line.text)),
        NotFound::NotTold(_, Why::Differ(..)) => Some("the same words in both captures".to_owned()),
        NotFound::NotTold(_, Why::Lost(to, reason)) => Some(format!("to win against `{to}`: {}", because(*reason))),
        NotFound::NotTold(_, Why::Improbable(_, least, _)) => Some(format!("a confidence of at least {least}")),
        NotFound::Scope(_, _, scope) => {
            let kinds: Vec<&str> = scope.iter().map(|kind| kind.name()).collect();
            Some(format!("a paragraph of the kind {}", kinds.join(" or ")))
        }
        _ => None,
    }
}

/// A change with which the rule would match, as it would be written.
fn change_of(reason: &WhyNot) -> Option<String> {
    match &reason.outcome {
        NotFound::Stopped(stopped) => stopped.change.as_ref().map(|change| change.line.clone()),
        NotFound::NotTold(_, Why::Unless(line, _)) => Some(format!("without `{}` under `unless`", line.text)),
        NotFound::NotTold(_, Why::Lost(to, Reason::Over)) => {
            Some(format!("without `over: [{}]` in `{to}`", reason.rule))
        }
        NotFound::NotTold(_, Why::Lost(to, _)) => Some(format!("`over: [{to}]`")),
        NotFound::NotTold(_, Why::Improbable(confidence, ..)) => {
            Some(format!("`--min-confidence {:.2}`", (confidence * 100.0).floor() / 100.0))
        }
        NotFound::Scope(_, kind, scope) => {
            let kinds: Vec<&str> = scope.iter().chain([kind]).map(|kind| kind.name()).collect();
            Some(format!("`scope: [{}]`", kinds.join(", ")))
        }
        NotFound::Found(_) | NotFound::OtherLine(_) | NotFound::NotTold(..) => None,
    }
}
