//! The catalogue of all built-in rules, and of rules that try to inject markup.

use std::collections::BTreeSet;

use claimsift::diagnostic::SourceFile;
use claimsift::report::catalogue::{html, markdown};
use claimsift::rule::{PACKS, Pack, files_of, load};

fn pack(files: &[std::sync::Arc<SourceFile>]) -> Pack {
    load(files, &|_| Err("no file is needed".to_owned())).pack
}

/// The values of an attribute, in order.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let before = format!(" {attribute}=\"");
    page.split(before.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Tags of a page that are not closed, or not opened.
fn unbalanced(page: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut wrong = Vec::new();
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) if open.last().is_some_and(|last| last == name) => drop(open.pop()),
            Some(name) => wrong.push(format!("/{name}")),
            None if matches!(name, "!doctype" | "meta") => {}
            None => open.push(name.to_owned()),
        }
    }
    wrong.extend(open);
    wrong
}

#[test]
fn every_built_in_rule_has_an_anchor() {
    let pack = pack(&files_of(PACKS));
    let (page, document) = (html(&pack), markdown(&pack));
    assert_eq!(unbalanced(&page), Vec::<String>::new());
    let ids = values(&page, "id");
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id occurs twice");
    for link in values(&page, "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(distinct.contains(link), "nothing is at #{link}");
    }
    for rule in &pack.rules {
        assert!(distinct.contains(format!("rule-{}", rule.id).as_str()), "{} is not in the page", rule.id);
        assert!(document.contains(&format!("\n### {}\n", rule.id)), "{} is not in the document", rule.id);
    }
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("url("), "the page loads something");
}

#[test]
fn notes_are_escaped() {
    let file = "claims: 1\nrules:\n  - id: one\n    note: <b>bold</b> & *starred* [linked](x)\n    match: |\n      {source} said \\< {claim}\n    finds: |\n      {source: <i>Rao</i>} said < {claim: it _rained_}.\n";
    let pack = pack(&[SourceFile::new("<file>.yaml", file)]);
    assert_eq!(pack.rules.len(), 1);
    let (page, document) = (html(&pack), markdown(&pack));
    assert_eq!(unbalanced(&page), Vec::<String>::new());
    assert!(page.contains("&lt;b&gt;bold&lt;/b&gt; &amp; *starred*"), "{page}");
    assert!(page.contains("<mark class=\"source\">&lt;i&gt;Rao&lt;/i&gt;<small>source</small></mark>"), "{page}");
    assert!(document.contains("\\<b\\>bold\\</b\\> \\& \\*starred\\* \\[linked\\](x)"), "{document}");
    assert!(document.contains("it \\_rained\\_"), "{document}");
}

/// A file of a pack, with one rule.
fn noted(pack: &str, id: &str) -> std::sync::Arc<SourceFile> {
    let text = format!(
        "claims: 1\npack: {pack}\nrules:\n  - id: {id}\n    match: |\n      {{source}} noted in {pack} that {{claim}}\n    finds: |\n      {{source: Rao}} noted in {pack} that {{claim: it rained}}.\n"
    );
    SourceFile::new(format!("{pack}-{id}.yaml"), text)
}

#[test]
fn rules_with_the_same_id_in_two_packs_have_two_anchors() {
    let pack = pack(&[noted("city", "noted"), noted("town", "noted"), noted("town", "city")]);
    assert_eq!(pack.rules.len(), 3);
    let page = html(&pack);
    let ids = values(&page, "id");
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id is used twice: {ids:?}");
    let links: Vec<&str> = values(&page, "href").into_iter().filter_map(|link| link.strip_prefix("#rule-")).collect();
    assert_eq!(links, ["city:noted", "city", "town:noted"]);
    for link in links {
        assert!(distinct.contains(format!("rule-{link}").as_str()), "nothing is at #rule-{link}");
    }
    for label in values(&page, "aria-labelledby") {
        assert!(distinct.contains(label), "nothing is at #{label}");
    }
    // a link leads into the chapter of its pack
    let town = page.split("<h2 id=\"pack-1\">").nth(1).expect("there is a second chapter");
    assert!(town.starts_with("town<") && town.contains("id=\"rule-town:noted\""), "{town}");
}

#[test]
fn a_link_to_a_pack_is_not_one_to_a_rule_of_the_same_name() {
    let pack = pack(&[noted("city", "town"), noted("rules", "noted"), noted("town", "noted")]);
    let document = markdown(&pack);
    let links: Vec<&str> = document.lines().filter(|line| line.starts_with("- [")).collect();
    assert_eq!(links, ["- [city](#city)", "- [rules](#rules-1)", "- [town](#town-1)"]);
}
