//! The rules for facets and their weights, for every command that assesses claims.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use claimsift::assess::Weights;
use claimsift::diagnostic::{self, Diagnostic, SourceFile};
use claimsift::{Assessor, Extractor, logistic, rule};
use clap::Args;

use super::project::Project;
use super::select::Selection;
use super::{PackOptions, Status, complain, rules};

/// Which rules find facets.
#[derive(Debug, Args)]
pub(super) struct FacetOptions {
    /// A rule file with your own facets, or a folder of them; can be repeated
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Do not use the built-in rules
    #[arg(long, requires = "rules")]
    no_default_rules: bool,
    #[command(flatten)]
    selection: Selection,
}

/// The weights of facets.
#[derive(Debug, Args)]
pub(super) struct WeightOptions {
    /// Use this table of weights, as written by `claimsift fit` or `claimsift weights`, instead of the built-in one
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Add the lines of this table to the weights, replacing lines for the same facets; can be repeated
    #[arg(long, value_name = "FILE")]
    add_weights: Vec<PathBuf>,
}

/// A table of weights, with the files its lines come from.
pub(super) struct Table {
    pub(super) weights: Weights,
    /// The given files, each with its facets; a facet that a later file has too is listed only there.
    files: Vec<(PathBuf, Vec<String>)>,
}

impl WeightOptions {
    /// The table given by the options or, without options, by the project; `None` if a file cannot be read, which is
    /// reported.
    pub(super) fn read(&self, project: &Project) -> Option<Table> {
        let whole = self.weights.clone().or_else(|| project.config.weights.as_ref().map(|path| project.path(path)));
        let mut table = Table { weights: Weights::english(), files: Vec::new() };
        if let Some(path) = whole {
            table.weights = Weights::default();
            table.add(path)?;
        }
        self.add_weights.iter().try_for_each(|path| table.add(path.clone()))?;
        Some(table)
    }
}

impl Table {
    /// Adds the lines of a file; `None` if it cannot be read, which is reported.
    fn add(&mut self, path: PathBuf) -> Option<()> {
        let name = path.display();
        let text = rules::read_text(&path).map_err(|why| format!("{name}: {why}"));
        let added = text.and_then(|text| {
            self.weights.add(&text).map_err(|misfit| format!("{name}:{}: {}", misfit.line, misfit.message))
        });
        let facets: BTreeSet<String> = added.map_err(|problem| complain(&problem)).ok()?.into_iter().collect();
        self.files.iter_mut().for_each(|(_, before)| before.retain(|facet| !facets.contains(facet)));
        self.files.push((path, facets.into_iter().collect()));
        Some(())
    }

    /// Reports facets in the files that no rule has: they are misspelt, or their rules are not loaded.
    pub(super) fn note_unknown(&self, assessor: &Assessor) {
        let known: BTreeSet<&str> = assessor.pack().rules.iter().filter_map(|rule| rule.facet.as_deref()).collect();
        for (path, facets) in &self.files {
            let unknown = facets.iter().filter(|&facet| facet != logistic::BIAS && !known.contains(facet.as_str()));
            for facet in unknown {
                let near = diagnostic::nearest(facet, known.iter().copied());
                let near = near.map_or_else(
                    || "; name its file with `--rules`".to_owned(),
                    |near| format!("; did you mean `{near}`?"),
                );
                complain(format!("{}: no rule has the facet `{facet}`{near}", path.display()));
            }
        }
    }
}

/// The assessor with the facets given by the options, and whether all rules are valid; problems are printed on standard
/// error.
pub(super) fn assessor(
    options: &FacetOptions,
    project: &Project,
    weights: Weights,
) -> std::io::Result<(Assessor, Status)> {
    let own = if options.rules.is_empty() { project.paths(&project.config.rules) } else { options.rules.clone() };
    let files = rules::read(&own, project);
    let read = rules::reader(&files.sources);
    let mut sources = if options.no_default_rules { Vec::new() } else { rule::files_of(rule::FACETS) };
    sources.extend(files.sources);
    let mut loaded = rule::load(&sources, &read);
    let selected = options.selection.applied(&mut loaded.pack);
    let mut errors: Vec<Diagnostic> = files.problems;
    errors.extend(loaded.problems.into_iter().filter(Diagnostic::is_error));
    let assessor = Assessor::new(loaded.pack, weights);
    errors.extend(assessor.problems().into_iter().map(|(_, problem)| problem));
    diagnostic::sort(&mut errors);
    rules::print_errors(&errors)?;
    let status = match (files.unreadable || !selected, errors.is_empty()) {
        (true, _) => Status::Unusable,
        (false, false) => Status::Findings,
        (false, true) => Status::Fine,
    };
    Ok((assessor, status))
}

/// The assessor for the claims of an extractor: with the facets of its rule files and, unless disabled, the built-in
/// ones.
pub(super) fn assessor_of(extractor: &Extractor, options: &PackOptions, weights: Weights) -> Assessor {
    let mut sources = if options.no_default_rules { Vec::new() } else { rule::files_of(rule::FACETS) };
    let facets = extractor.pack().rules.iter().filter(|rule| rule.facet.is_some());
    let files: BTreeMap<&str, &Arc<SourceFile>> = facets.map(|rule| (rule.file.name.as_str(), &rule.file)).collect();
    let files: Vec<Arc<SourceFile>> = files.into_values().cloned().collect();
    let read = rules::reader(&files);
    sources.extend(files);
    Assessor::new(rule::load(&sources, &read).pack, weights)
}
