//! Resolves rule names.
//!
//! A rule is identified by its pack and its id, since two packs may use the same id. A name is an id or a former id,
//! alone or after its pack and a slash (`en.speech/said-that`; for a file without a pack only the slash, `/said-that`).
//! An id alone refers to a rule of the pack in which it is written, or else to the only rule that has it.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::file::{RuleEntry, RuleFile};
use super::outline::outline;
use super::shipped::{self, FACETS, PACKS, files_of, pack_of};
use super::{Pack, Rule};
use crate::diagnostic::SourceFile;
use crate::span::Span;

/// The identity of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleKey {
    /// Its pack; empty for a rule of a file without one.
    pub pack: String,
    /// Its id.
    pub id: String,
}

impl RuleKey {
    /// The rule `id` of `pack`.
    #[must_use]
    pub fn new(pack: &str, id: &str) -> Self {
        Self { pack: pack.to_owned(), id: id.to_owned() }
    }

    /// The name that refers to this rule and no other: *en.speech/said-that*.
    #[must_use]
    pub fn qualified(&self) -> String {
        format!("{}/{}", self.pack, self.id)
    }
}

/// How well a name fits a rule, best first. Rules of the pack in which the name is written are preferred, then rules
/// named with their pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// An id of the same pack.
    OwnId,
    /// A former id of the same pack.
    OwnFormerId,
    /// A pack and an id.
    Qualified,
    /// A pack and a former id.
    QualifiedFormerId,
    /// An id of another pack.
    Id,
    /// A former id of another pack.
    FormerId,
}

/// How well the name `written` fits the rule `id` of `pack` with the former ids `former`; `None` if it refers to
/// another one.
pub(crate) fn fit<'a>(
    written: &str,
    is_home: bool,
    pack: &str,
    id: &str,
    former: impl IntoIterator<Item = &'a str>,
) -> Option<Fit> {
    let inside = |pack: &str| written.strip_prefix(pack)?.strip_prefix('/');
    let inner = inside(pack);
    // the short name used by `--packs`; a pack with that exact name comes first
    let short = pack.split_once('.').filter(|(_, short)| PACKS.contains(short)).and_then(|(_, short)| inside(short));
    let fits = |name: &str, own: Fit, qualified: Fit, other: Fit| {
        if is_home && name == written {
            Some(own)
        } else if inner == Some(name) {
            Some(qualified)
        } else {
            (name == written || short == Some(name)).then_some(other)
        }
    };
    let by_id = fits(id, Fit::OwnId, Fit::Qualified, Fit::Id);
    let former =
        former.into_iter().filter_map(|name| fits(name, Fit::OwnFormerId, Fit::QualifiedFormerId, Fit::FormerId));
    by_id.into_iter().chain(former).min()
}

/// The best of several candidates that a name fits.
pub(crate) fn best<T>(fitting: impl Iterator<Item = (Fit, T)>) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    let mut least = Fit::FormerId;
    for (fit, one) in fitting {
        if fit < least {
            found.clear();
            least = fit;
        }
        if fit == least {
            found.push(one);
        }
    }
    found
}

/// What a name refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named<T> {
    /// One rule.
    One(T),
    /// No rule.
    Nothing,
    /// Several rules.
    Several(Vec<RuleKey>),
}

impl<T> Named<T> {
    /// The rule, if there is exactly one.
    #[must_use]
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(one) => Some(one),
            Self::Nothing | Self::Several(_) => None,
        }
    }
}

/// The loaded rules, indexed by name.
pub(super) struct Directory<'r> {
    /// By id and former id.
    rules: FxHashMap<&'r str, Vec<Entry<'r>>>,
}

/// A rule as it was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'r> {
    pub(super) file: &'r RuleFile,
    pub(super) rule: &'r RuleEntry,
}

impl<'r> Entry<'r> {
    pub(super) fn source(&self) -> &'r Arc<SourceFile> {
        &self.file.source
    }

    pub(super) fn pack(&self) -> &'r str {
        self.file.pack.as_ref().map_or("", |pack| pack.text.as_str())
    }

    pub(super) fn id(&self) -> &'r str {
        &self.rule.id.text
    }

    pub(super) fn key(&self) -> RuleKey {
        RuleKey::new(self.pack(), self.id())
    }

    pub(super) fn aliases(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.rule.aliases.iter().map(|alias| alias.text.as_str())
    }

    pub(super) fn span(&self) -> Span {
        self.rule.id.span
    }
}

impl<'r> Directory<'r> {
    pub(super) fn new(entries: &[Entry<'r>]) -> Self {
        let mut rules: FxHashMap<&'r str, Vec<Entry<'r>>> = FxHashMap::default();
        for &entry in entries.iter().filter(|entry| !entry.id().is_empty()) {
            for name in entry.aliases().chain([entry.id()]) {
                rules.entry(name).or_default().push(entry);
            }
        }
        Self { rules }
    }

    /// The ids and former ids of the rules.
    pub(super) fn names(&self) -> impl Iterator<Item = &'r str> {
        self.rules.keys().copied()
    }

    /// The rule of the file itself that `written` refers to, if any.
    pub(super) fn in_file(&self, file: &SourceFile, written: &str) -> Option<Entry<'r>> {
        let all = self.rules.get(written).into_iter().flatten();
        let own = all.filter(|entry| entry.source().name == file.name);
        let fitting = own.filter_map(|entry| Some((fit(written, true, "", entry.id(), entry.aliases())?, *entry)));
        best(fitting).into_iter().next()
    }

    /// What `written` refers to in a file of `pack`: a loaded rule, or one that comes with the program. The latter
    /// count even if they are not loaded, so that a name means the same whatever it is loaded with.
    pub(super) fn find(&self, pack: &str, written: &str) -> Named<RuleKey> {
        let parts =
            [Some(written), written.split_once('/').map(|(_, id)| id), written.rsplit_once('/').map(|(_, id)| id)];
        let mut names: Vec<&str> = parts.into_iter().flatten().collect();
        names.dedup();
        let loaded = names.iter().filter_map(|name| self.rules.get(name)).flatten();
        let loaded = loaded.filter_map(|entry| {
            let is_home = entry.pack() == pack;
            Some((fit(written, is_home, entry.pack(), entry.id(), entry.aliases())?, entry.key()))
        });
        let shipped = names.iter().filter_map(|name| {
            let of = pack_of(shipped::file_of_rule(name)?)?;
            // a new version of the pack itself defines what the name means
            let is_newer = self.rules.get(name).is_some_and(|all| all.iter().any(|entry| entry.pack() == of));
            if is_newer {
                return None;
            }
            Some((fit(written, of == pack, &of, name, [])?, RuleKey { id: (*name).to_owned(), pack: of }))
        });
        let mut found: BTreeSet<RuleKey> = best(loaded.chain(shipped)).into_iter().collect();
        if found.is_empty() {
            found = former_ids_of_shipped(&names, written, pack);
        }
        match (found.len(), found.pop_first()) {
            (1, Some(one)) => Named::One(one),
            (_, None) => Named::Nothing,
            (_, Some(first)) => Named::Several(std::iter::once(first).chain(found).collect()),
        }
    }
}

/// The rules that come with the program and once had the name `written`.
fn former_ids_of_shipped(names: &[&str], written: &str, pack: &str) -> BTreeSet<RuleKey> {
    static FORMER: OnceLock<FxHashMap<String, Vec<RuleKey>>> = OnceLock::new();
    let former = FORMER.get_or_init(|| {
        let mut former: FxHashMap<String, Vec<RuleKey>> = FxHashMap::default();
        for file in files_of(PACKS).into_iter().chain(files_of(FACETS)) {
            let Some(pack) = pack_of(&file.name) else { continue };
            for rule in outline(&file).rules {
                for alias in rule.aliases {
                    former.entry(alias.name).or_default().push(RuleKey::new(&pack, &rule.id.name));
                }
            }
        }
        former
    });
    let all = names.iter().filter_map(|&name| Some((name, former.get(name)?)));
    let fitting = all.flat_map(|(name, keys)| {
        keys.iter()
            .filter_map(move |key| Some((fit(written, key.pack == pack, &key.pack, &key.id, [name])?, key.clone())))
    });
    best(fitting).into_iter().collect()
}

impl Rule {
    /// The identity of the rule.
    #[must_use]
    pub fn key(&self) -> RuleKey {
        RuleKey::new(&self.pack, &self.id)
    }

    pub(crate) fn is(&self, key: &RuleKey) -> bool {
        self.id == key.id && self.pack == key.pack
    }
}

impl Pack {
    /// The index of the rule that a user names on the command line. The user's own rules are preferred to those that
    /// come with the program.
    #[must_use]
    pub fn find(&self, name: &str) -> Named<usize> {
        let fitting = self.rules.iter().enumerate().filter_map(|(at, rule)| {
            let former = rule.aliases.iter().map(String::as_str);
            Some((fit(name, rule.is_own, &rule.pack, &rule.id, former)?, (at, rule)))
        });
        match best(fitting).as_slice() {
            [(at, _)] => Named::One(*at),
            [] => Named::Nothing,
            several => Named::Several(several.iter().map(|(_, rule)| rule.key()).collect()),
        }
    }

    /// The rule with this name: see [`Pack::find`].
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.find(name).one().and_then(|at| self.rules.get(at))
    }

    /// The name of a rule within this pack: its id, qualified with its pack if two of the rules share the id.
    #[must_use]
    pub fn name_of(&self, rule: &Rule) -> String {
        self.name_of_key(&rule.pack, &rule.id)
    }

    pub(crate) fn name_of_key(&self, pack: &str, id: &str) -> String {
        let first = self.rules.partition_point(|other| other.id.as_str() < id);
        let same = self.rules.iter().skip(first).take_while(|other| other.id == id).count();
        if same > 1 { RuleKey::new(pack, id).qualified() } else { id.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fit, Named, fit};
    use crate::diagnostic::{Code, SourceFile};
    use crate::rule::{Loaded, load};

    /// A file with one rule and more lines for it.
    fn file(name: &str, head: &str, id: &str, more: &str) -> std::sync::Arc<SourceFile> {
        let rule = format!("  - id: {id}\n{more}    match: |\n      {{source}} {id}ed that {{claim}}\n");
        let finds = format!("    finds: |\n      {{source: Rao}} {id}ed that {{claim: it rained}}.\n");
        SourceFile::new(name, format!("claims: 1\n{head}rules:\n{rule}{finds}"))
    }

    fn loaded(files: &[std::sync::Arc<SourceFile>]) -> (Loaded, Vec<Code>) {
        let loaded = load(files, &|_| Err("there is none".to_owned()));
        let codes = loaded.problems.iter().map(|problem| problem.code).collect();
        (loaded, codes)
    }

    #[test]
    fn packs_may_share_an_id_and_files_of_one_pack_may_not() {
        let city = file("city.yaml", "pack: city\n", "not", "");
        let own = file("own.yaml", "", "not", "");
        let (both, codes) = loaded(&[city, own.clone()]);
        assert_eq!((both.pack.rules.len(), codes), (2, Vec::new()));
        let names: Vec<String> = both.pack.rules.iter().map(|rule| both.pack.name_of(rule)).collect();
        assert_eq!(names, ["/not", "city/not"]);
        assert!(matches!(both.pack.find("not"), Named::Several(_)));
        assert_eq!(both.pack.find("city/not"), Named::One(1));
        let (_, codes) = loaded(&[own, file("second.yaml", "", "not", "")]);
        assert_eq!(codes, [Code::DuplicateId]);
    }

    #[test]
    fn a_name_in_a_file_refers_to_its_own_pack_then_the_only_one() {
        let named = |head: &str, over: &str, others: &[std::sync::Arc<SourceFile>]| {
            let mut files = vec![file("a.yaml", head, "ask", &format!("    over: [{over}]\n"))];
            files.extend_from_slice(others);
            let (all, codes) = loaded(&files);
            let rule = all.pack.rules.iter().find(|rule| rule.id == "ask").map(|rule| rule.beats.clone());
            (rule.unwrap_or_default().iter().map(super::RuleKey::qualified).collect::<Vec<_>>(), codes)
        };
        let city = || file("city.yaml", "pack: city\n", "not", "");
        let town = || file("town.yaml", "pack: town\n", "not", "");
        assert_eq!(named("pack: city\n", "not", &[city(), town()]), (vec!["city/not".to_owned()], Vec::new()));
        assert_eq!(named("", "not", &[town()]), (vec!["town/not".to_owned()], Vec::new()));
        assert_eq!(named("", "not", &[city(), town()]), (Vec::new(), vec![Code::UnknownRule]));
        assert_eq!(named("", "town/not", &[city(), town()]), (vec!["town/not".to_owned()], Vec::new()));
        assert_eq!(named("", "said-that", &[]), (vec!["en.speech/said-that".to_owned()], Vec::new()));
        assert_eq!(named("", "en.speech/said-that", &[]), (vec!["en.speech/said-that".to_owned()], Vec::new()));
        assert_eq!(named("", "city/said-that", &[]), (Vec::new(), vec![Code::UnknownRule]));
    }

    #[test]
    fn an_override_refers_to_the_rule_of_one_pack() {
        let off = "overrides:\n  city/not: {off: true}\n";
        let (all, codes) = loaded(&[
            file("a.yaml", off, "ask", ""),
            file("c.yaml", "pack: city\n", "not", ""),
            file("d.yaml", "pack: town\n", "not", ""),
        ]);
        let left: Vec<String> = all.pack.rules.iter().map(|rule| rule.key().qualified()).collect();
        assert_eq!((left, codes), (vec!["/ask".to_owned(), "town/not".to_owned()], Vec::new()));
    }

    #[test]
    fn a_name_fits_its_own_pack_first() {
        assert_eq!(fit("noted", true, "city", "noted", []), Some(Fit::OwnId));
        assert_eq!(fit("noted", false, "city", "noted", []), Some(Fit::Id));
        assert_eq!(fit("city/noted", false, "city", "noted", []), Some(Fit::Qualified));
        assert_eq!(fit("city/old", false, "city", "noted", ["old"]), Some(Fit::QualifiedFormerId));
        assert_eq!(fit("/noted", false, "", "noted", []), Some(Fit::Qualified));
        assert_eq!(fit("town/noted", true, "city", "noted", []), None);
        assert_eq!(fit("a/b/noted", false, "a/b", "noted", []), Some(Fit::Qualified));
        assert_eq!(fit("a/b", true, "a", "a/b", ["b"]), Some(Fit::OwnId));
    }
}
