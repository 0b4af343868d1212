//! Builder for extractors from packs and rule files.

use std::fmt;

use crate::diagnostic::{Diagnostic, SourceFile, Style, nearest, render, sort};
use crate::{Extractor, LEAST_CONFIDENCE, lang, rule};

/// Builds an [`Extractor`] from built-in packs and your own rule files.
///
/// ```
/// use claimsift::{Article, Extractor, Session};
///
/// let council = "
/// claims: 1
/// rules:
///   - id: moved
///     match: |
///       {source} moved that {claim}
///     finds: |
///       {source: Cllr Moss} moved that {claim: the lights stay on}.
/// ";
/// let extractor = Extractor::builder().packs(["speech"]).rules("council.yaml", council).build()?;
/// let minutes = Article::new("minutes", "Ana Ruiz moved that the bridge stays closed.");
/// assert_eq!(extractor.extract(&mut Session::default(), &minutes)[0].rule, "moved");
/// # Ok::<(), claimsift::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder {
    packs: Option<Vec<String>>,
    rules: Vec<(String, String)>,
    least_confidence: f64,
    any_language: bool,
}

impl Builder {
    pub(crate) const fn new() -> Self {
        Self { packs: None, rules: Vec::new(), least_confidence: LEAST_CONFIDENCE, any_language: false }
    }

    /// Sets the packs to apply, instead of the default ones: *speech*, *evidence*, *thought*, *stance*, *mention*,
    /// *facts*; none to apply only your own rules.
    pub fn packs(self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { packs: Some(names.into_iter().map(Into::into).collect()), ..self }
    }

    /// Adds a rule file with its text; `name` is used in messages. Files may refer to each other under `use:`.
    pub fn rules(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.rules.push((name.into(), text.into()));
        self
    }

    /// Sets the lowest confidence of claims, from 0 to 1, instead of [`LEAST_CONFIDENCE`].
    pub fn least_confidence(self, least: f64) -> Self {
        Self { least_confidence: least, ..self }
    }

    /// Sets whether articles in languages without rules are read as well, with all rules.
    pub fn any_language(self, any: bool) -> Self {
        Self { any_language: any, ..self }
    }

    /// Builds the extractor. Takes some tens of milliseconds, because all rules are compiled.
    ///
    /// # Errors
    ///
    /// If there is no pack with a given name, or a rule file has an error. Warnings are ignored.
    pub fn build(self) -> Result<Extractor, Error> {
        let mut sources = match &self.packs {
            None => rule::default_files(),
            Some(names) => {
                let unknown = names.iter().find(|name| !rule::PACKS.contains(&name.as_str()));
                if let Some(name) = unknown {
                    return Err(Error::UnknownPack(name.clone()));
                }
                rule::files_of(&names.iter().map(String::as_str).collect::<Vec<_>>())
            }
        };
        sources.extend(self.rules.iter().map(|(name, text)| SourceFile::new(name.as_str(), text.as_str())));
        let read = |path: &str| {
            let found = self.rules.iter().find(|(name, _)| name == path).map(|(_, text)| text.clone());
            found.ok_or_else(|| "no file of that name was given to the builder".to_owned())
        };
        let loaded = rule::load(&sources, &read);
        let mut problems: Vec<Diagnostic> = loaded.problems.into_iter().filter(Diagnostic::is_error).collect();
        let extractor = Extractor::for_language(lang::english(), loaded.pack)
            .with_least_confidence(self.least_confidence)
            .with_any_language(self.any_language);
        problems.extend(extractor.problems().into_iter().map(|(_, problem)| problem).filter(Diagnostic::is_error));
        if problems.is_empty() {
            return Ok(extractor);
        }
        sort(&mut problems);
        Err(Error::Rules(problems))
    }
}

/// Why an extractor cannot be built.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error {
    /// There is no pack with this name.
    UnknownPack(String),
    /// Rule files have these errors, sorted by file and position; never empty.
    Rules(Vec<Diagnostic>),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPack(name) => match nearest(name, rule::PACKS.iter().copied()) {
                Some(near) => write!(out, "unknown pack `{name}`; did you mean `{near}`?"),
                None => write!(out, "unknown pack `{name}`: the packs are {}", rule::PACKS.join(", ")),
            },
            Self::Rules(problems) => {
                let shown: Vec<String> = problems.iter().map(|problem| render(problem, Style::Plain)).collect();
                out.write_str(&shown.join("\n\n"))
            }
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::Error;
    use crate::Extractor;

    #[test]
    fn building_an_extractor_reports_errors() {
        let unknown = Extractor::builder().packs(["speach"]).build().expect_err("there is no such pack");
        assert_eq!(unknown.to_string(), "unknown pack `speach`; did you mean `speech`?");
        let broken = "claims: 1\nrules:\n  - id: a\n    match: |\n      {souce} said {claim}\n    finds: |\n      Rao said no.\n";
        let error = Extractor::builder().rules("mine.yaml", broken).build().expect_err("it is broken");
        assert!(matches!(&error, Error::Rules(problems) if problems[0].span.of(broken) == "{souce}"), "{error}");
        assert!(error.to_string().contains("mine.yaml:5:7"), "{error}");
    }

    #[test]
    fn rule_files_use_each_other() {
        let lists = "claims: 1\nlists:\n  verb: [moved, carried]\n";
        let rules = "claims: 1\nuse: [lists.yaml]\nrules:\n  - id: a\n    match: |\n      {source} @verb that {claim}\n    finds: |\n      {source: Rao} moved that {claim: it rained}.\n";
        let builder = Extractor::builder().packs(Vec::<String>::new()).rules("rules.yaml", rules);
        assert!(matches!(builder.clone().build(), Err(Error::Rules(_))));
        let extractor = builder.rules("lists.yaml", lists).build().expect("both are there");
        assert_eq!(extractor.pack().rules.len(), 1);
    }
}
