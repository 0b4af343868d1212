//! Selects which of the loaded rules apply: some by name, or all but some.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimsift::diagnostic::{self, Diagnostic, SourceFile};
use claimsift::rule::{self, Outline, PACKS, Rule, RuleKey, RuleOutline};
use claimsift::{Claim, Pack};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::project::Project;
use super::{Only, complain};

/// Which of the loaded rules apply.
#[derive(Debug, Clone, Default, PartialEq, Args, Serialize, Deserialize)]
pub(super) struct Selection {
    /// Apply only these rules: ids, `pack/id`, packs or tags; can be repeated
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    #[serde(default)]
    select: Vec<String>,
    /// Apply all rules except these: ids, `pack/id`, packs or tags; can be repeated
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    #[serde(default)]
    skip: Vec<String>,
}

impl Selection {
    /// Keeps the selected rules of the pack.
    ///
    /// # Errors
    ///
    /// Names that match no rule, pack or tag, a sentence each.
    pub(super) fn apply(&self, pack: &mut Pack) -> Result<(), Vec<String>> {
        let unknown = self.unknown_in(pack);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        self.retain(pack);
        Ok(())
    }

    /// The same, but unknown names are printed on standard error; then no rule is kept, and `false` is returned.
    pub(super) fn applied(&self, pack: &mut Pack) -> bool {
        let applied = self.apply(pack);
        if let Err(unknown) = &applied {
            unknown.iter().for_each(complain);
            pack.rules.clear();
        }
        applied.is_ok()
    }

    /// Keeps the selected rules of the pack, even if some names are unknown.
    pub(super) fn retain(&self, pack: &mut Pack) {
        pack.rules.retain(|rule| self.wants(|name| Called::of(rule).is(name)));
    }

    /// Keeps the problems of selected rules, and those outside of rules.
    pub(super) fn retain_problems(&self, problems: &mut Vec<Diagnostic>) {
        if self.select.is_empty() && self.skip.is_empty() {
            return;
        }
        let mut outlines: BTreeMap<String, Outline> = BTreeMap::new();
        problems.retain(|problem| {
            let outline = outlines.entry(problem.file.name.clone()).or_insert_with(|| rule::outline(&problem.file));
            let holds =
                |rule: &&RuleOutline| rule.span.start <= problem.span.start && problem.span.start < rule.span.end;
            let Some(rule) = outline.rules.iter().find(holds) else { return true };
            let called = called(outline, rule);
            self.wants(|name| called.is(name))
        });
    }

    /// The names that match no rule, pack or tag, a sentence each.
    pub(super) fn unknown_in(&self, pack: &Pack) -> Vec<String> {
        self.select.iter().chain(&self.skip).filter_map(|name| unknown(pack, name)).collect()
    }

    /// The same for rule files, whose rules need not be valid.
    pub(super) fn unknown_in_files(&self, files: &[Arc<SourceFile>]) -> Vec<String> {
        if self.select.is_empty() && self.skip.is_empty() {
            return Vec::new();
        }
        let outlines: Vec<Outline> = files.iter().map(rule::outline).collect();
        let is_known = |name: &str| {
            let called = |outline: &Outline, rule: &RuleOutline| called(outline, rule).is(name);
            outlines.iter().any(|outline| outline.rules.iter().any(|rule| called(outline, rule)))
        };
        let names = self.select.iter().chain(&self.skip);
        names
            .filter(|name| !is_known(name))
            .map(|name| format!("no rule, pack or tag in these files is called `{name}`"))
            .collect()
    }

    fn wants(&self, is: impl Fn(&str) -> bool) -> bool {
        (self.select.is_empty() || self.select.iter().any(|name| is(name))) && !self.skip.iter().any(|name| is(name))
    }
}

/// The names of a rule in a file.
fn called<'r>(outline: &'r Outline, rule: &'r RuleOutline) -> Called<'r> {
    Called {
        id: &rule.id.name,
        former: rule.aliases.iter().map(|former| former.name.as_str()).collect(),
        pack: outline.pack.as_deref().unwrap_or_default(),
        tags: &rule.tags,
    }
}

/// All names of a rule.
struct Called<'r> {
    id: &'r str,
    former: Vec<&'r str>,
    pack: &'r str,
    tags: &'r [String],
}

impl<'r> Called<'r> {
    fn of(rule: &'r Rule) -> Self {
        let former = rule.aliases.iter().map(String::as_str).collect();
        Self { id: &rule.id, former, pack: &rule.pack, tags: &rule.tags }
    }

    /// Whether a name is the id of the rule or a former one, alone or after its pack, or its pack, or one of its tags.
    /// A built-in pack may have the name that `--packs` uses.
    fn is(&self, name: &str) -> bool {
        let short = self.pack.strip_prefix("en.").filter(|pack| PACKS.contains(pack));
        let packs = || [Some(self.pack), short].into_iter().flatten();
        let is_id = |id: &str| id == name || packs().any(|pack| RuleKey::new(pack, id).qualified() == name);
        let is_former = self.former.iter().any(|former| is_id(former));
        is_id(self.id) || is_former || packs().any(|pack| pack == name) || self.tags.iter().any(|tag| tag == name)
    }
}

/// A message if a name matches no rule, pack or tag, with a similar name if there is one.
fn unknown(pack: &Pack, name: &str) -> Option<String> {
    if pack.rules.iter().any(|rule| Called::of(rule).is(name)) {
        return None;
    }
    let known = pack.rules.iter().flat_map(|rule| {
        [rule.id.as_str(), rule.pack.as_str()].into_iter().chain(rule.tags.iter().map(String::as_str))
    });
    let near = diagnostic::nearest(name, known).map(|near| format!("; did you mean `{near}`?"));
    Some(format!("no rule, pack or tag is called `{name}`{}", near.unwrap_or_default()))
}

/// Whether a claim is wanted: it is of the kind that is asked for, and not among those that the project ignores.
pub(super) fn is_wanted(only: Option<Only>, project: &Project, claim: &Claim) -> bool {
    let of_kind = match Only::or(only, project) {
        Some(Only::Attributed) => claim.is_attributed(),
        Some(Only::Unattributed) => !claim.is_attributed(),
        None => true,
    };
    of_kind && !project.config.ignore.contains(&claim.id)
}
