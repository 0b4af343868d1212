//! The files that fill sets and tables.
//!
//! ```text
//! # a comment
//! [weekdays]
//! monday tuesday wednesday
//!
//! [units]
//! km kilometre kilometres = kilometres
//! square_kilometre = square kilometres
//! ```
//!
//! A section is a set, or a table if it has the name of one. Words are separated by spaces; `_` is a space inside a
//! word. A line of a table has its words before ` = `, and their value after it.

use rustc_hash::FxHashMap;

use super::{Set, SetBits, Table};

/// A line of a table: its words and their value.
pub(crate) type Row = (Box<[Box<str>]>, &'static str);

/// All sets and tables of a language.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    sets: FxHashMap<Box<str>, SetBits>,
    /// By set.
    words: Vec<Vec<Box<str>>>,
    /// By table.
    values: Vec<FxHashMap<Box<str>, &'static str>>,
    /// By table.
    rows: Vec<Vec<Row>>,
}

impl Sections {
    /// Reads the files of a language, and returns the errors in them. They are built in, so a test makes sure that
    /// there are none.
    pub(crate) fn read(files: &[&'static str]) -> (Self, Vec<String>) {
        let mut sections = Self {
            words: vec![Vec::new(); Set::ALL.len()],
            values: vec![FxHashMap::default(); Table::ALL.len()],
            rows: vec![Vec::new(); Table::ALL.len()],
            ..Self::default()
        };
        let mut problems = Vec::new();
        for file in files {
            let mut section = None;
            for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# ")) {
                if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                    section = Section::named(name);
                    if section.is_none() {
                        problems.push(format!("no set or table is called `{name}`"));
                    }
                    continue;
                }
                match section {
                    Some(Section::Set(set)) => {
                        for word in line.split_whitespace() {
                            sections.add(set, spaced(word));
                        }
                    }
                    Some(Section::Table(table)) => match line.split_once(" = ") {
                        Some((words, value)) => sections.row(table, words, value.trim()),
                        None => problems.push(format!("no ` = ` in `{line}` of `{}`", table.name())),
                    },
                    None => problems.push(format!("`{line}` is in no section")),
                }
            }
        }
        (sections, problems)
    }

    fn add(&mut self, set: Set, word: Box<str>) {
        if let Some(words) = self.words.get_mut(set as usize) {
            words.push(word.clone());
        }
        self.sets.entry(word).or_default().add(set);
    }

    fn row(&mut self, table: Table, words: &'static str, value: &'static str) {
        let words: Box<[Box<str>]> = words.split_whitespace().map(spaced).collect();
        if let Some(values) = self.values.get_mut(table as usize) {
            for word in &words {
                values.entry(word.clone()).or_insert(value);
                let first = word.split(' ').next().unwrap_or(word);
                self.sets.entry(first.into()).or_default().add_beginning(table);
            }
        }
        if let Some(rows) = self.rows.get_mut(table as usize) {
            rows.push((words, value));
        }
    }

    /// The sets that a lower-case word is in.
    pub(crate) fn sets_of(&self, word: &str) -> SetBits {
        self.sets.get(word).copied().unwrap_or_default()
    }

    /// The value of a lower-case word in a table.
    pub(crate) fn value(&self, word: &str, table: Table) -> Option<&'static str> {
        self.values.get(table as usize)?.get(word).copied()
    }

    /// The lines of a table, in order.
    pub(crate) fn rows(&self, table: Table) -> &[Row] {
        self.rows.get(table as usize).map_or(&[], Vec::as_slice)
    }

    /// The words of a set, in the order of the files.
    pub(crate) fn words(&self, set: Set) -> impl Iterator<Item = &str> {
        self.words.get(set as usize).into_iter().flatten().map(|word| &**word)
    }
}

#[derive(Clone, Copy)]
enum Section {
    Set(Set),
    Table(Table),
}

impl Section {
    fn named(name: &str) -> Option<Self> {
        let set = Set::ALL.iter().find(|set| set.name() == name).map(|&set| Self::Set(set));
        set.or_else(|| Table::ALL.iter().find(|table| table.name() == name).map(|&table| Self::Table(table)))
    }
}

/// A word of a file, with spaces for `_`.
fn spaced(word: &str) -> Box<str> {
    word.replace('_', " ").into()
}
