//! Which of the loaded rules are applied: some by name, or all but some.

use claimsift::diagnostic;
use claimsift::rule::{PACKS, Rule, RuleKey};
use claimsift::{Claim, Pack};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::project::Project;
use super::{Only, complain};

/// Which rules count, among those that are loaded.
#[derive(Debug, Clone, Default, PartialEq, Args, Serialize, Deserialize)]
pub(super) struct Selection {
    /// Apply only these rules: ids, `pack/id`, packs or tags; may be given several times
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    #[serde(default)]
    select: Vec<String>,
    /// Apply all rules but these: ids, `pack/id`, packs or tags; may be given several times
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    #[serde(default)]
    skip: Vec<String>,
}

impl Selection {
    /// Leaves in the pack the rules that are wanted.
    ///
    /// # Errors
    ///
    /// Says which names are of no rule, pack or tag, a sentence each.
    pub(super) fn apply(&self, pack: &mut Pack) -> Result<(), Vec<String>> {
        let unknown: Vec<String> =
            self.select.iter().chain(&self.skip).filter_map(|name| unknown(pack, name)).collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let is_among = |rule: &Rule, names: &[String]| names.iter().any(|name| is_named(rule, name));
        pack.rules
            .retain(|rule| (self.select.is_empty() || is_among(rule, &self.select)) && !is_among(rule, &self.skip));
        Ok(())
    }

    /// The same; names that are of nothing are printed on standard error, then no rule is left and `false` is returned.
    pub(super) fn applied(&self, pack: &mut Pack) -> bool {
        let applied = self.apply(pack);
        if let Err(unknown) = &applied {
            unknown.iter().for_each(complain);
            pack.rules.clear();
        }
        applied.is_ok()
    }
}

/// Whether a name is the id of the rule or a former one, alone or behind its pack, or its pack, or one of its tags. A pack
/// that comes with the program may be called as `--packs` calls it.
fn is_named(rule: &Rule, name: &str) -> bool {
    let short = rule.pack.strip_prefix("en.").filter(|pack| PACKS.contains(pack));
    let packs = || [Some(rule.pack.as_str()), short].into_iter().flatten();
    let is_id = |id: &String| id == name || packs().any(|pack| RuleKey::new(pack, id).qualified() == name);
    let is_pack = packs().any(|pack| pack == name);
    is_id(&rule.id) || rule.aliases.iter().any(is_id) || is_pack || rule.tags.iter().any(|tag| tag == name)
}

/// Says that a name is of nothing, if so, and what may have been meant.
fn unknown(pack: &Pack, name: &str) -> Option<String> {
    if pack.rules.iter().any(|rule| is_named(rule, name)) {
        return None;
    }
    let known = pack.rules.iter().flat_map(|rule| {
        [rule.id.as_str(), rule.pack.as_str()].into_iter().chain(rule.tags.iter().map(String::as_str))
    });
    let near = diagnostic::nearest(name, known).map(|near| format!("; did you mean `{near}`?"));
    Some(format!("no rule, pack or tag is called `{name}`{}", near.unwrap_or_default()))
}

/// Leaves in `claims` those that are wanted: of the kind that is asked for, and not among those that the project ignores.
pub(super) fn retain_wanted(only: Option<Only>, project: &Project, claims: &mut Vec<Claim>) {
    Only::retain(Only::or(only, project), claims);
    let ignored = &project.config.ignore;
    claims.retain(|claim| !ignored.contains(&claim.id));
}
