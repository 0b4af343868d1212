//! Which rules apply to an article, by its language.

use std::collections::BTreeSet;
use std::fmt;

use crate::article::{Article, primary_language};
use crate::rule::Rule;
use crate::text::Language;

/// Why an article is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unread {
    /// It declares a language, given by its code, that no rule is for.
    Language(String),
    /// It doesn't declare its language, and few of its words belong to the language of the rules, given by its code.
    Words(&'static str),
}

impl fmt::Display for Unread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Language(code) => write!(out, "its language is `{code}`, and there are no rules for it"),
            Self::Words(code) => write!(out, "few of its words are in the language of the rules, `{code}`"),
        }
    }
}

/// The languages that the rules of a pack are for.
#[derive(Debug)]
pub(super) struct Languages {
    /// The language that texts are read in. Rules that name no language are for it, too.
    own: &'static str,
    /// Whether there is a rule for it, or no rule at all.
    has_own: bool,
    others: BTreeSet<String>,
}

/// The rules that apply to an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Applied {
    /// All.
    All,
    /// Those for articles in one language.
    Of(String),
    /// Those for any language except the one that texts are read in.
    Others,
}

impl Languages {
    pub(super) fn new(language: &Language, rules: &[Rule]) -> Self {
        let own = language.code;
        let is_own = |rule: &&Rule| rule.language.is_empty() || rule.language == own;
        let others = rules.iter().filter(|rule| !is_own(rule)).map(|rule| rule.language.clone());
        Self { own, has_own: rules.is_empty() || rules.iter().any(|rule| is_own(&rule)), others: others.collect() }
    }

    /// Whether all rules are for the language that texts are read in.
    pub(super) fn is_one(&self) -> bool {
        self.others.is_empty()
    }

    /// The rules for an article, or why there are none.
    pub(super) fn reading(&self, language: &Language, article: &Article) -> Result<Applied, Unread> {
        let stated = article.about.language.as_deref().map(primary_language);
        let is_foreign = || language.is_foreign(&article.text);
        match stated {
            Some(code) if self.has_own && code == self.own || self.others.contains(&code) => Ok(self.of(code)),
            Some(code) if code.len() == 2 => Err(Unread::Language(code)),
            _ if !self.has_own => Ok(Applied::All),
            _ if !is_foreign() => Ok(self.of(self.own.to_owned())),
            _ if self.others.is_empty() => Err(Unread::Words(self.own)),
            _ => Ok(Applied::Others),
        }
    }

    /// The rules that are applied to an example of `rule`.
    pub(super) fn for_example(&self, rule: &Rule) -> Applied {
        self.of(if rule.language.is_empty() { self.own.to_owned() } else { rule.language.clone() })
    }

    fn of(&self, code: String) -> Applied {
        if self.others.is_empty() { Applied::All } else { Applied::Of(code) }
    }

    /// Whether a rule is among those that are applied.
    pub(super) fn applies(&self, applied: &Applied, rule: &Rule) -> bool {
        let of = if rule.language.is_empty() { self.own } else { &rule.language };
        match applied {
            Applied::All => true,
            Applied::Of(code) => of == code,
            Applied::Others => of != self.own,
        }
    }
}
