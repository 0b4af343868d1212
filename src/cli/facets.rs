//! What tells facets, and what they weigh: for every command that says what is worth checking.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use claimsift::assess::Weights;
use claimsift::diagnostic::{self, Diagnostic, SourceFile};
use claimsift::{Assessor, Extractor, logistic, rule};
use clap::Args;

use super::project::Project;
use super::{PackOptions, Status, complain, rules};

/// Which rules tell facets.
#[derive(Debug, Args)]
pub(super) struct FacetOptions {
    /// A rule file with facets of your own, or a folder of them; may be given several times
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Leave out the rules that come with the program
    #[arg(long, requires = "rules")]
    no_default_rules: bool,
}

/// What facets weigh.
#[derive(Debug, Args)]
pub(super) struct WeightOptions {
    /// A table of weights, such as `claimsift fit` writes, instead of the one that comes with the program
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
}

impl WeightOptions {
    /// The table that the options name, or else the project.
    fn path(&self, project: &Project) -> Option<PathBuf> {
        self.weights.clone().or_else(|| project.config.weights.as_ref().map(|path| project.path(path)))
    }

    /// The weights of the table; nothing where it cannot be read, which is told.
    pub(super) fn read(&self, project: &Project) -> Option<Weights> {
        let Some(path) = self.path(project) else { return Some(Weights::english()) };
        let name = path.display();
        let text = rules::read_text(&path).map_err(|why| format!("{name}: {why}"));
        let weights = text.and_then(|text| {
            Weights::parse(&text).map_err(|misfit| format!("{name}:{}: {}", misfit.line, misfit.message))
        });
        weights.map_err(|problem| complain(&problem)).ok()
    }

    /// Says which facets of the table no rule tells: they are misspelt, or their rules are not loaded.
    pub(super) fn untold(&self, project: &Project, assessor: &Assessor) {
        let Some(path) = self.path(project) else { return };
        let told: BTreeSet<&str> = assessor.pack().rules.iter().filter_map(|rule| rule.facet.as_deref()).collect();
        let named = assessor.weights().facets.keys().map(String::as_str);
        let untold = named.filter(|&facet| facet != logistic::BIAS && !told.contains(facet));
        for facet in untold {
            let near = diagnostic::nearest(facet, told.iter().copied());
            let near = near.map_or_else(
                || "; name its file with `--rules`".to_owned(),
                |near| format!("; did you mean `{near}`?"),
            );
            complain(format!("{}: no rule tells the facet `{facet}`{near}", path.display()));
        }
    }
}

/// What tells the facets that the options name, and whether all rules are sound; problems are printed on standard error.
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
    let loaded = rule::load(&sources, &read);
    let mut errors: Vec<Diagnostic> = files.problems;
    errors.extend(loaded.problems.into_iter().filter(Diagnostic::is_error));
    let assessor = Assessor::new(loaded.pack, weights);
    errors.extend(assessor.problems().into_iter().map(|(_, problem)| problem));
    diagnostic::sort(&mut errors);
    rules::print_errors(&errors)?;
    let status = match (files.unreadable, errors.is_empty()) {
        (true, _) => Status::Unusable,
        (false, false) => Status::Findings,
        (false, true) => Status::Fine,
    };
    Ok((assessor, status))
}

/// What assesses the claims that an extractor finds: with the facets of the files whose rules it applies, and, unless they
/// are left out, those that come with the program.
pub(super) fn assessor_of(extractor: &Extractor, options: &PackOptions, weights: Weights) -> Assessor {
    let mut sources = if options.no_default_rules { Vec::new() } else { rule::files_of(rule::FACETS) };
    let facets = extractor.pack().rules.iter().filter(|rule| rule.facet.is_some());
    let files: BTreeMap<&str, &Arc<SourceFile>> = facets.map(|rule| (rule.file.name.as_str(), &rule.file)).collect();
    let files: Vec<Arc<SourceFile>> = files.into_values().cloned().collect();
    let read = rules::reader(&files);
    sources.extend(files);
    Assessor::new(rule::load(&sources, &read).pack, weights)
}
