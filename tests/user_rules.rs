//! Claims of a user's rules are as complete as those of the built-in rules: with who every captured person is, titles,
//! and subjects.

use claimsift::diagnostic::SourceFile;
use claimsift::rule::load;
use claimsift::{Article, Claim, Extractor, Session};

/// The claims that one rule finds in a text.
fn claims(rule: &str, text: &str) -> Vec<Claim> {
    let indented: String = rule.lines().map(|line| format!("    {line}\n")).collect();
    let file = format!("claims: 1\nroles:\n  suspect: '@source'\nrules:\n  - id: mine\n{indented}");
    let loaded = load(&[SourceFile::new("mine.yaml", file.as_str())], &|_| Err("no such file".into()));
    assert!(loaded.pack.rule("mine").is_some(), "{:?} in\n{file}", loaded.problems);
    Extractor::new(loaded.pack).extract(&mut Session::default(), &Article::new("case", text))
}

/// The first claim that a pattern finds.
fn first(pattern: &str, text: &str) -> Claim {
    let rule = format!("match: |\n  {pattern}\nfinds: |\n  {text}");
    claims(&rule, text).into_iter().next().unwrap_or_else(|| panic!("`{pattern}` finds nothing in “{text}”"))
}

/// Who the first capture of a role refers to.
fn who(claim: &Claim, role: &str) -> Option<String> {
    Some(claim.people.get(role)?.first()?.as_ref()?.canonical_name.clone())
}

#[test]
fn every_role_that_names_a_person_is_resolved() {
    let cases = [
        (
            "{target} was charged with {claim: @noun-phrase}",
            "target",
            "Elin Marsh resigned. She was charged with theft.",
            "Elin Marsh",
        ),
        (
            "{suspect} was charged with {claim: @noun-phrase}",
            "suspect",
            "Elin Marsh resigned. She was charged with theft.",
            "Elin Marsh",
        ),
        (
            "{source} blamed {suspect} for {claim: @noun-phrase}",
            "suspect",
            "Omar Rao left. Ana Ruiz blamed him for the fire.",
            "Omar Rao",
        ),
        (
            "{source} blamed {suspect} for {claim: @noun-phrase}",
            "suspect",
            "Omar Rao blamed himself for the fire.",
            "Omar Rao",
        ),
        (
            "{source} told {audience} that {claim}",
            "addressee",
            "Ana Ruiz told Mayor Omar Rao so. Cho told Rao that it rained.",
            "Omar Rao",
        ),
        (
            "{source} blamed {suspect} for {claim: @noun-phrase}",
            "suspect",
            "Mayor Omar Rao left. Ana Ruiz blamed the mayor for the fire.",
            "Omar Rao",
        ),
        (
            "{source} blamed {suspect} for {claim: @noun-phrase}",
            "suspect",
            "Ana Ruiz blamed the drivers, Rao said, for the fire. Cho blamed two guards for the fire.",
            "two guards",
        ),
    ];
    for (pattern, role, text, name) in cases {
        let claim = first(pattern, text);
        assert_eq!(who(&claim, role).as_deref(), Some(name), "{text}");
    }
}

#[test]
fn a_pronoun_next_to_a_source_is_somebody_else() {
    let claim = first("{source} blamed {suspect} for {claim: @noun-phrase}", "Omar Rao blamed him for the fire.");
    assert_eq!(who(&claim, "suspect").as_deref(), Some("him"));
}

#[test]
fn values_places_and_times_are_not_people() {
    let text = "Ana Ruiz said on Monday that 5 bridges in Berlin will close.";
    let claim = first("{source} said on {when} that {claim: {value} bridges in {where} will close}", text);
    assert!(["when", "value", "where"].iter().all(|role| who(&claim, role).is_none()), "{:?}", claim.people);
}

#[test]
fn a_captured_title_belongs_to_the_person_next_to_it() {
    let source = |pattern: &str, text: &str| {
        let source = first(pattern, text).source.expect("somebody says it");
        (source.title.unwrap_or_default(), source.affiliation.unwrap_or_default())
    };
    let pair = |title: &str, of: &str| (title.to_owned(), of.to_owned());
    assert_eq!(
        source("{title: mayor} {source} said that {claim}", "Mayor Ana Ruiz said that the bridge will close."),
        pair("Mayor", "")
    );
    assert_eq!(
        source(
            "{source: @person}, who (is | was) {title: @noun-phrase}, told {audience} that {claim}",
            "Ana Ruiz, who is the mayor of Halden, told the panel that the bridge will close."
        ),
        pair("mayor", "Halden")
    );
    let text = "Omar Rao, who was the chief auditor of the bank, was blamed by Ana Ruiz for the fire.";
    let pattern = "{target}, who was {title: @noun-phrase}, was blamed by {source} for {claim: @noun-phrase}";
    assert_eq!(source(pattern, text), pair("", ""));
    let target = first(pattern, text).people["target"][0].clone().expect("somebody is blamed");
    assert_eq!(target.title.as_deref(), Some("chief auditor"));
}

#[test]
fn a_claim_that_begins_with_a_verb_gets_a_subject() {
    let cases = [
        (
            "{target} was alleged to {claim: @verb-phrase}",
            "Margaret Doyle was alleged to have deleted emails.",
            "Margaret Doyle has deleted emails.",
        ),
        (
            "{suspect} was alleged to {claim: @verb-phrase}",
            "The brothers were out. Doyle was alleged to be a spy.",
            "Doyle to be a spy.",
        ),
        (
            "{target} allegedly {claim: [pos=VERB] ...}",
            "Ana Doyle resigned. Doyle allegedly forged cheques.",
            "Ana Doyle forged cheques.",
        ),
        (
            "{source} accused {target} of {claim: @ing-phrase}",
            "Rao accused Doyle of stealing his boat.",
            "Doyle stealing his boat.",
        ),
        (
            "{source} blamed {suspect} for {claim: @ing-phrase}",
            "Rao blamed Ana Doyle for closing the bridge.",
            "Ana Doyle closing the bridge.",
        ),
        (
            "{source} denied {claim: @ing-phrase}",
            "Omar Rao denied having stolen the boat.",
            "Omar Rao has stolen the boat.",
        ),
        (
            "{source} vowed to {claim: @verb-phrase}",
            "The tenants, who were angry, vowed to leave.",
            "The tenants to leave.",
        ),
        ("{source} said that {claim}", "Rao said that closing the bridge was wrong.", "Closing the bridge was wrong."),
        ("{source} accused {target} of {claim: @noun-phrase}", "Rao accused Doyle of theft.", "Theft."),
    ];
    for (pattern, text, normalized) in cases {
        assert_eq!(first(pattern, text).normalized.text, normalized, "{text}");
    }
}
