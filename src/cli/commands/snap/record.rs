//! How pending changes were found, so that they can be found again before they are accepted.
//!
//! Between `claimsift snap` and `claimsift snap accept`, an article may be edited or reverted, and a rule changed; then
//! nobody would find the pending changes again. So a run writes a record next to them: where each article was, and with
//! which options it was read. A change is accepted only if it is found once more. The file is as short-lived as the
//! pending changes, and the same line of a `.gitignore` ignores it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use claimsift::snapshot::{Outcome, Verdict};
use claimsift::{Article, Extraction, Extractor, Session};
use serde::{Deserialize, Serialize};

use super::Options;
use super::folder::Folder;
use crate::cli::input::{self, Input, InputFormat, Located};
use crate::cli::project::Project;
use crate::cli::select::{self, Selection};
use crate::cli::{Only, PackOptions, RuleOptions, Status, rules};

/// How the pending changes were found, by article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Record(BTreeMap<String, Found>);

/// Where an article was, and how it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Found {
    path: PathBuf,
    how: How,
}

/// The options of a run that affect what is found; those not given are taken from the project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct How {
    input: Option<InputFormat>,
    only: Option<Only>,
    rules: Vec<PathBuf>,
    no_default_rules: bool,
    packs: Vec<String>,
    min_confidence: Option<f64>,
    #[serde(default)]
    any_language: bool,
    #[serde(default)]
    selection: Selection,
}

impl Record {
    /// The record next to the pending changes in a folder; empty if there is none that can be read.
    pub(super) fn read(folder: &Folder) -> Self {
        let text = input::read_file(&folder.record(), rules::LONGEST_FILE).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Adds the articles of a run with new or changed outcomes, with their paths.
    pub(super) fn add(&mut self, options: &Options, outcomes: &[Outcome], places: &BTreeMap<String, PathBuf>) {
        let which = &options.rules.which;
        let how = How {
            input: options.input,
            only: options.only,
            rules: which.rules.iter().map(|path| absolute(path)).collect(),
            no_default_rules: which.no_default_rules,
            packs: which.packs.clone(),
            min_confidence: options.rules.min_confidence,
            any_language: options.rules.any_language,
            selection: options.rules.selection.clone(),
        };
        let waits = |outcome: &&Outcome| matches!(outcome.verdict, Verdict::New(_) | Verdict::Changed { .. });
        for outcome in outcomes.iter().filter(waits) {
            if let Some(path) = places.get(&outcome.article) {
                self.0.insert(outcome.article.clone(), Found { path: absolute(path), how: how.clone() });
            }
        }
    }

    /// Writes the record of the articles that still have pending changes, or removes it if there are none.
    ///
    /// # Errors
    ///
    /// The reason why it cannot be written.
    pub(super) fn write(mut self, folder: &Folder) -> Result<(), String> {
        let waiting: BTreeSet<String> = folder.waiting().into_iter().map(|(article, _)| article).collect();
        self.0.retain(|article, _| waiting.contains(article));
        if self.0.is_empty() {
            return super::folder::remove(&folder.record());
        }
        folder.write_record(&serde_json::to_string(&self).unwrap_or_default())
    }
}

/// The absolute path, because a later run may start in another folder.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Finds pending changes again. Rules and articles are read once for consecutive articles that were found with the same
/// options.
pub(super) struct Finder<'f> {
    project: &'f Project,
    record: Record,
    rules: Option<(How, Extractor, Session)>,
    articles: Option<(PathBuf, BTreeMap<String, Article>)>,
}

impl<'f> Finder<'f> {
    pub(super) fn new(project: &'f Project, folder: &Folder) -> Self {
        Self { project, record: Record::read(folder), rules: None, articles: None }
    }

    /// What is extracted from an article now.
    ///
    /// # Errors
    ///
    /// The reason why nothing can be extracted.
    pub(super) fn find(&mut self, article: &str) -> Result<Extraction, String> {
        let Some(Found { path, how }) = self.record.0.get(article).cloned() else {
            return Err("nobody knows how it was found".to_owned());
        };
        if self.articles.as_ref().is_none_or(|(read, _)| *read != path) {
            self.articles = Some((path.clone(), read(&path, article, how.input)?));
        }
        if self.rules.as_ref().is_none_or(|(loaded, _, _)| *loaded != how) {
            let extractor = how.extractor(self.project)?;
            self.rules = Some((how.clone(), extractor, Session::default()));
        }
        let articles = self.articles.as_ref().map(|(_, articles)| articles);
        let article = articles.and_then(|articles| articles.get(article));
        let article = article.ok_or_else(|| format!("it is no longer in {}", path.display()))?;
        let (_, extractor, session) = self.rules.as_mut().ok_or("there are no rules")?;
        let mut claims = extractor.extract(session, article);
        claims.retain(|claim| select::is_wanted(how.only, self.project, claim));
        Ok(Extraction::new(&claims))
    }
}

/// The articles of a file, by id; `id` is that of the file if it holds one.
fn read(path: &Path, id: &str, format: Option<InputFormat>) -> Result<BTreeMap<String, Article>, String> {
    let mut articles = BTreeMap::new();
    let mut problem = None;
    // the callback never fails, so reading cannot fail either
    let _ = input::read(&Input::File { path: path.to_path_buf(), id: id.to_owned() }, format, &mut |article| {
        match article {
            Ok(Located { article, .. }) => drop(articles.insert(article.id.clone(), article)),
            Err(error) => problem = Some(error.to_string()),
        }
        Ok(())
    });
    problem.filter(|_| articles.is_empty()).map_or(Ok(articles), Err)
}

impl How {
    fn extractor(&self, project: &Project) -> Result<Extractor, String> {
        let Self { rules, no_default_rules, packs, .. } = self.clone();
        let which = PackOptions { rules, no_default_rules, packs };
        let Self { min_confidence, any_language, .. } = *self;
        let options = RuleOptions { which, min_confidence, any_language, selection: self.selection.clone() };
        match rules::extractor(&options, project) {
            Ok((extractor, Status::Fine)) => Ok(extractor),
            _ => Err("the rules have errors".to_owned()),
        }
    }
}
