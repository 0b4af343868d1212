//! English words that matter more, or less, than others where two claims are compared.

use super::words::Kind;

/// What a word is, by its form in lower case and without its inflection; nothing of one that carries meaning by itself. The
/// name is the one it is compared by.
pub(super) fn closed(form: &str, base: &str) -> Option<(Kind, &'static str)> {
    let of = |kind: Kind, list: &[&'static str]| {
        list.iter().find(|&&entry| entry == form || entry == base).map(|&entry| (kind, entry))
    };
    let named = |kind: Kind, pairs: &[(&str, &'static str)]| {
        pairs.iter().find(|(entry, _)| *entry == form).map(|&(_, name)| (kind, name))
    };
    if matches!(form, "'s" | "'") {
        return Some((Kind::Owner, "'s"));
    }
    named(Kind::Modal, MODALS)
        .or_else(|| named(Kind::Function, AUXILIARIES))
        .or_else(|| named(Kind::Negation, NEGATIONS))
        .or_else(|| named(Kind::Amount, AMOUNTS))
        .or_else(|| of(Kind::Moment, MOMENTS))
        .or_else(|| of(Kind::Condition, CONDITIONS))
        .or_else(|| of(Kind::Preposition, PREPOSITIONS))
        .or_else(|| FUNCTION_WORDS.iter().find(|&&entry| entry == form).map(|&entry| (Kind::Function, entry)))
}

/// Whether what follows *to* is not done: *failed to*, *refused to*.
pub(super) fn refuses(words: &[&str]) -> bool {
    let [verb, "to", ..] = words else { return false };
    REFUSALS.contains(verb)
}

/// Modal verbs, by how certain they make a thing; what somebody *can* do is told as what they *could* do, and *could* is
/// close to *may*.
const MODALS: &[(&str, &str)] = &[
    ("will", "will"),
    ("wo", "will"),
    ("would", "will"),
    ("'ll", "will"),
    ("'d", "will"),
    ("shall", "will"),
    ("gonna", "will"),
    ("can", "can"),
    ("ca", "can"),
    ("could", "can"),
    ("may", "may"),
    ("might", "may"),
    ("should", "should"),
    ("ought", "should"),
    ("must", "must"),
];

/// Whether two modal verbs, by name, say the same well enough.
pub(super) fn agree(one: &str, other: &str) -> bool {
    one == other || matches!((one, other), ("can", "may") | ("may", "can") | ("should", "must") | ("must", "should"))
}

const AUXILIARIES: &[(&str, &str)] = &[
    ("'re", "be"),
    ("'m", "be"),
    ("be", "be"),
    ("am", "be"),
    ("is", "be"),
    ("are", "be"),
    ("was", "be"),
    ("were", "be"),
    ("been", "be"),
    ("being", "be"),
    ("have", "have"),
    ("has", "have"),
    ("had", "have"),
    ("having", "have"),
    ("'ve", "have"),
    ("do", "do"),
    ("does", "do"),
    ("did", "do"),
];

/// Verbs that leave undone what follows *to*.
const REFUSALS: &[&str] = &[
    "fail",
    "fails",
    "failed",
    "failing",
    "refuse",
    "refuses",
    "refused",
    "refusing",
    "decline",
    "declines",
    "declined",
    "declining",
    "forget",
    "forgets",
    "forgot",
    "forgotten",
    "neglect",
    "neglects",
    "neglected",
];

const NEGATIONS: &[(&str, &str)] = &[
    ("not", "not"),
    ("n't", "not"),
    ("no", "no"),
    ("never", "never"),
    ("none", "none"),
    ("nobody", "nobody"),
    ("nothing", "nothing"),
    ("nowhere", "nowhere"),
    ("neither", "neither"),
    ("nor", "neither"),
    ("without", "without"),
    ("hardly", "hardly"),
];

/// Words for how many, and *one*, which is often none.
const AMOUNTS: &[(&str, &str)] = &[
    ("all", "all"),
    ("every", "all"),
    ("everyone", "all"),
    ("everybody", "all"),
    ("most", "most"),
    ("some", "some"),
    ("several", "some"),
    ("many", "many"),
    ("more", "more"),
    ("less", "less"),
    ("fewer", "less"),
    ("few", "few"),
    ("one", "1"),
];

/// What points in time from where it is said.
const MOMENTS: &[&str] = &[
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "now",
    "currently",
    "recently",
    "already",
    "earlier",
    "later",
    "soon",
    "next",
    "last",
    "ago",
];

const CONDITIONS: &[&str] = &["if", "unless", "whether", "until"];

/// Those that begin a phrase which may stand elsewhere in its sentence.
const PREPOSITIONS: &[&str] = &[
    "in", "on", "at", "by", "for", "with", "of", "from", "into", "onto", "over", "under", "about", "after", "before",
    "during", "since", "between", "among", "through", "against", "within", "across", "near", "around", "per", "above",
    "below", "behind", "beyond", "despite", "towards", "toward", "upon", "outside", "inside", "along", "out", "off",
    "up", "down",
];

const FUNCTION_WORDS: &[&str] = &[
    "to",
    "as",
    "than",
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
    "you",
    "your",
    "yours",
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "who",
    "whom",
    "whose",
    "which",
    "what",
    "and",
    "or",
    "but",
    "so",
    "yet",
    "because",
    "while",
    "when",
    "where",
    "why",
    "how",
    "there",
    "here",
    "also",
    "too",
    "very",
    "just",
    "only",
    "even",
    "still",
    "really",
    "actually",
    "simply",
    "quite",
    "rather",
    "such",
    "any",
    "each",
    "both",
    "other",
    "another",
    "own",
    "same",
    "then",
    "well",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "of",
    "yes",
    "oh",
    "am",
    "though",
    "although",
    "either",
    "being",
    "like",
    "percent",
];

/// The first person: whose claim it is, is part of what is claimed.
pub(super) fn is_first_person(name: &str) -> bool {
    matches!(name, "i" | "me" | "my" | "mine" | "myself")
}

/// The third person of several: in what a group says of itself, the group.
pub(super) fn is_they(name: &str) -> bool {
    matches!(name, "they" | "them" | "their" | "theirs" | "themselves")
}

/// Words that mean one thing where they tell of more or of less; the others are what they are.
pub(super) fn direction(form: &str, base: &str) -> Option<&'static str> {
    const UP: &[&str] = &["rise", "raise", "increase", "grow", "climb", "jump", "surge", "soar", "higher"];
    const DOWN: &[&str] = &[
        "fall", "decrease", "drop", "decline", "shrink", "sink", "plunge", "slump", "reduce", "lower", "cut", "plummet",
    ];
    if UP.contains(&base) || UP.contains(&form) {
        Some("↑")
    } else if DOWN.contains(&base) || DOWN.contains(&form) {
        Some("↓")
    } else {
        None
    }
}

/// Whether one word says the opposite of another; both are names of words.
pub(super) fn are_opposite(one: &str, other: &str) -> bool {
    let has = |pair: &(&str, &str)| *pair == (one, other) || *pair == (other, one);
    OPPOSITES.iter().any(has) || is_negated(one, other) || is_negated(other, one)
}

/// *unsafe* of *safe*, *illegal* of *legal*.
fn is_negated(long: &str, short: &str) -> bool {
    const PREFIXES: &[&str] = &["un", "in", "im", "il", "ir", "dis", "non", "mis"];
    short.len() > 3 && PREFIXES.iter().any(|prefix| long.strip_prefix(prefix) == Some(short))
}

const OPPOSITES: &[(&str, &str)] = &[
    ("↑", "↓"),
    ("up", "down"),
    ("more", "less"),
    ("many", "few"),
    ("most", "few"),
    ("most", "least"),
    ("high", "low"),
    ("above", "below"),
    ("over", "under"),
    ("before", "after"),
    ("for", "against"),
    ("with", "without"),
    ("last", "next"),
    ("yesterday", "tomorrow"),
    ("yesterday", "today"),
    ("today", "tomorrow"),
    ("first", "last"),
    ("gain", "lose"),
    ("gain", "loss"),
    ("profit", "loss"),
    ("win", "lose"),
    ("support", "oppose"),
    ("back", "oppose"),
    ("accept", "reject"),
    ("approve", "reject"),
    ("pass", "reject"),
    ("accept", "refuse"),
    ("agree", "refuse"),
    ("agree", "disagree"),
    ("allow", "ban"),
    ("allow", "forbid"),
    ("open", "close"),
    ("begin", "end"),
    ("start", "end"),
    ("start", "stop"),
    ("build", "demolish"),
    ("buy", "sell"),
    ("arrive", "leave"),
    ("join", "leave"),
    ("stay", "leave"),
    ("remain", "leave"),
    ("live", "die"),
    ("survive", "die"),
    ("save", "lose"),
    ("hire", "fire"),
    ("succeed", "fail"),
    ("success", "failure"),
    ("pass", "fail"),
    ("good", "bad"),
    ("good", "worse"),
    ("well", "bad"),
    ("better", "worse"),
    ("best", "worst"),
    ("strong", "weak"),
    ("safe", "dangerous"),
    ("true", "false"),
    ("right", "wrong"),
    ("guilty", "innocent"),
    ("rich", "poor"),
    ("old", "new"),
    ("old", "young"),
    ("large", "small"),
    ("big", "small"),
    ("long", "short"),
    ("hot", "cold"),
    ("warm", "cold"),
    ("fast", "slow"),
    ("early", "late"),
    ("north", "south"),
    ("east", "west"),
    ("northern", "southern"),
    ("eastern", "western"),
    ("left", "right"),
    ("man", "woman"),
    ("boy", "girl"),
    ("help", "hurt"),
    ("help", "harm"),
    ("help", "hinder"),
    ("public", "private"),
    ("import", "export"),
    ("always", "never"),
    ("possible", "impossible"),
    ("worse", "well"),
    ("wide", "narrow"),
    ("innocent", "guilty"),
    ("confirm", "deny"),
    ("admit", "deny"),
    ("attack", "defend"),
    ("ally", "enemy"),
    ("peace", "war"),
    ("majority", "minority"),
    ("maximum", "minimum"),
    ("upper", "lower"),
    ("inside", "outside"),
    ("surplus", "deficit"),
    ("income", "expense"),
];

/// Names of places and bodies that are written in several ways, as sequences of words, the longer first.
pub(super) const ALIASES: &[(&[&str], &str)] = &[
    (&["united", "states", "of", "america"], "usa"),
    (&["united", "states"], "usa"),
    (&["u.s.a."], "usa"),
    (&["u.s."], "usa"),
    (&["usa"], "usa"),
    (&["america"], "usa"),
    (&["united", "kingdom"], "uk"),
    (&["u.k."], "uk"),
    (&["britain"], "uk"),
    (&["united", "nations"], "un"),
    (&["u.n."], "un"),
    (&["european", "union"], "eu"),
    (&["e.u."], "eu"),
];

/// A word for months and days, in full.
pub(super) fn date(form: &str) -> Option<&'static str> {
    const DATES: &[(&str, &str)] = &[
        ("jan", "january"),
        ("feb", "february"),
        ("mar", "march"),
        ("apr", "april"),
        ("may", "may"),
        ("jun", "june"),
        ("jul", "july"),
        ("aug", "august"),
        ("sep", "september"),
        ("sept", "september"),
        ("oct", "october"),
        ("nov", "november"),
        ("dec", "december"),
        ("mon", "monday"),
        ("tue", "tuesday"),
        ("tues", "tuesday"),
        ("wed", "wednesday"),
        ("thu", "thursday"),
        ("thur", "thursday"),
        ("thurs", "thursday"),
        ("fri", "friday"),
        ("sat", "saturday"),
        ("sun", "sunday"),
    ];
    let form = form.trim_end_matches('.');
    let same =
        |&&(short, long): &&(&str, &'static str)| form == short && form != "sun" && form != "sat" || form == long;
    DATES.iter().find(same).map(|&(_, long)| long)
}

/// What a number counts, where it is one of the words that stand behind many: how many words, and its name.
pub(super) fn unit(words: &[&str]) -> Option<(usize, &'static str)> {
    let next = words.get(1).copied().unwrap_or_default();
    Some(match (*words.first()?, next) {
        ("percentage", "point" | "points") => (2, "points"),
        ("per", "cent") => (2, "%"),
        ("percent" | "%" | "pct" | "pc", _) => (1, "%"),
        ("dollar" | "dollars", _) => (1, "$"),
        ("pound" | "pounds", _) => (1, "£"),
        ("euro" | "euros", _) => (1, "€"),
        ("yen", _) => (1, "¥"),
        _ => return None,
    })
}

/// The name of a sign of currency.
pub(super) fn currency(form: &str) -> Option<&'static str> {
    ["$", "£", "€", "¥"].into_iter().find(|&sign| sign == form)
}
