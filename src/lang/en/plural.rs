//! Plurals of English nouns.

/// The plural of a noun in its base form, by the rules of spelling.
pub(super) fn plural_of(noun: &str) -> String {
    match noun {
        "person" => return "people".into(),
        "man" | "woman" | "policeman" | "policewoman" | "fireman" | "gunman" | "congressman" | "spokesman" => {
            return format!("{}men", noun.strip_suffix("man").unwrap_or(noun));
        }
        "child" => return "children".into(),
        _ => {}
    }
    let before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}
