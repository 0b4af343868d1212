//! The catalogue of problems of rule files.
//!
//! A code is never reused for another problem, and never removed. The hundreds group them: 0 the file, 1 its keys, 2
//! names, 3 the notation, 4 patterns that can never match, 5 examples, 6 warnings, 7 requirements of a project.

/// How severe a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The rule cannot be used.
    Error,
    /// The rule works, but probably not as intended.
    Warning,
}

impl Severity {
    /// Every severity.
    pub const ALL: [Self; 2] = [Self::Error, Self::Warning];

    /// `error` or `warning`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident;)*) => {
        /// Identifies the problem that a diagnostic is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in numeric order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable identifier: *C203*.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// Its name in this program: *`UnknownRole`*.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }

            /// How severe it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8 text.
    NotText = "C001", Error;
    /// The file is not YAML.
    NotYaml = "C002", Error;
    /// A pattern or example is not quoted, and YAML reads it as something else.
    BarePattern = "C003", Error;
    /// A pattern or example is in a folded block.
    FoldedBlock = "C004", Error;
    /// A value has the wrong type: a list instead of a text, or a text instead of a list.
    WrongType = "C005", Error;
    /// The file is empty, or not a mapping.
    NotRules = "C006", Error;
    /// An alias refers to something written elsewhere.
    Alias = "C007", Error;
    /// A control character, or one that changes the direction of the text around it.
    HiddenCharacter = "C008", Error;
    /// The file cannot be read.
    Unreadable = "C009", Error;
    /// A tag of YAML, which has no meaning in a rule file.
    Tag = "C010", Error;

    /// A key is unknown.
    UnknownKey = "C101", Error;
    /// A required key is missing.
    MissingKey = "C102", Error;
    /// A key occurs twice.
    DuplicateKey = "C103", Error;
    /// A value is not one of those allowed.
    BadValue = "C104", Error;
    /// Two rules have the same id.
    DuplicateId = "C105", Error;
    /// A rule has an id that was another rule's.
    ReusedId = "C106", Error;
    /// A name contains invalid characters, or is reserved.
    BadName = "C107", Error;
    /// The file is written in an edition of the language that this program does not know.
    UnknownEdition = "C108", Error;
    /// A pattern has no lines.
    EmptyPattern = "C109", Error;
    /// A rule has no example.
    MissingExample = "C110", Error;

    /// `@name` is neither a list nor a phrase.
    UnknownName = "C201", Error;
    /// `{name}` is not a role.
    UnknownRole = "C203", Error;
    /// `over:` refers to no rule.
    UnknownRule = "C204", Error;
    /// `use:` refers to no pack and no file.
    UnknownPack = "C205", Error;
    /// A phrase uses itself, directly or through others.
    PhraseCycle = "C206", Error;
    /// A name is defined twice.
    DuplicateName = "C207", Error;
    /// `~@name` asks for the forms of a phrase.
    InflectedPhrase = "C208", Error;
    /// An argument renames a role that the phrase does not capture.
    UnknownArgument = "C209", Error;
    /// A bare role has no phrase of its own.
    BareRole = "C210", Error;
    /// `over:` leads from a rule back to itself.
    OverCircle = "C211", Error;
    /// `overrides:` refers to no rule.
    UnknownOverride = "C212", Error;
    /// `overrides:` refers to a rule of the same file.
    OwnOverride = "C213", Error;
    /// A rule is overridden in two ways.
    OverrideConflict = "C214", Error;
    /// A rule file contradicts the manifest of its pack.
    ManifestContradiction = "C215", Error;

    /// A bracket is never closed.
    Unclosed = "C301", Error;
    /// A bracket closes nothing, or the wrong one.
    Unopened = "C302", Error;
    /// A quantifier has a space before it.
    SpacedQuantifier = "C303", Error;
    /// Two quantifiers in a row.
    DoubleQuantifier = "C304", Error;
    /// The bounds of a repetition make no sense.
    BadBounds = "C305", Error;
    /// An alternative, group or capture is empty.
    EmptyAlternative = "C306", Error;
    /// Braces are not a capture.
    BadCapture = "C307", Error;
    /// A backslash before a letter or digit.
    UnknownEscape = "C308", Error;
    /// A character is not allowed here.
    BadCharacter = "C309", Error;
    /// `~` is not followed by a word or list.
    BadForms = "C310", Error;
    /// `@` is not followed by a name.
    BadReference = "C311", Error;
    /// `<name>` is not a boundary.
    UnknownBoundary = "C312", Error;
    /// A token test is unknown.
    BadTest = "C313", Error;
    /// A regular expression is invalid.
    BadRegex = "C314", Error;
    /// A value is invalid for a token test.
    BadTestValue = "C315", Error;
    /// `!` is not followed by anything.
    BadNot = "C316", Error;
    /// A pattern is too long or too deeply nested.
    TooLarge = "C317", Error;
    /// Arguments of a phrase are invalid.
    BadArgument = "C318", Error;

    /// A pattern continues after the end of a sentence.
    CrossesSentence = "C401", Error;
    /// A token test asks for two words in one token.
    TwoWords = "C402", Error;
    /// No token passes both of two tests.
    Contradiction = "C403", Error;
    /// A list is empty.
    EmptyList = "C404", Error;
    /// A value has a capital, but is compared with text in lower case.
    FoldedCase = "C405", Error;
    /// A boundary can never occur at this place.
    MisplacedBoundary = "C406", Error;
    /// `~word` or `lemma=word` asks for the forms of a word that is itself a form.
    FormOfForm = "C407", Error;
    /// A pattern captures no claim, so its matches have no effect.
    NoClaim = "C408", Error;
    /// A rule with a facet has settings for claims.
    FacetOfClaim = "C409", Error;

    /// An example is not found.
    NotFound = "C501", Error;
    /// An example is found, but with another span.
    WrongSpan = "C502", Error;
    /// An example to be ignored is found.
    NotIgnored = "C503", Error;
    /// The rule captures a role in an example that the example leaves unmarked.
    UnmarkedRole = "C504", Error;
    /// Braces in an example are not a mark.
    BadMark = "C505", Error;
    /// An example marks a role the rule does not capture.
    UnknownMark = "C506", Error;
    /// A known miss is now found.
    NowFound = "C507", Warning;

    /// A gap is at the edge of a pattern.
    EdgeGap = "C601", Warning;
    /// Two unbounded gaps are on one path.
    DoubleGap = "C602", Warning;
    /// There is no fixed word to search for.
    NoFixedWord = "C603", Warning;
    /// An alternative finds nothing that another one does not find.
    Subsumed = "C604", Warning;
    /// A rule loses all its own examples to others.
    Shadowed = "C605", Warning;
    /// An `unless` rejects nothing.
    IdleUnless = "C606", Warning;
    /// A list is unused.
    UnusedList = "C607", Warning;
    /// A phrase is unused.
    UnusedPhrase = "C608", Warning;
    /// A capture has no effect.
    UnusedCapture = "C609", Warning;
    /// An override changes nothing.
    IdleOverride = "C610", Warning;
    /// A role is unused.
    UnusedRole = "C611", Warning;
    /// No rule has this kind of claim.
    UnusedKind = "C612", Warning;

    /// A rule lacks a key that the project requires.
    RequiredKey = "C701", Warning;
    /// An id doesn't have the form that the project requires.
    IdPattern = "C702", Warning;
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn identifiers_are_distinct_and_in_order() {
        let ids: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        assert!(ids.is_sorted_by(|one, other| one < other), "{ids:?}");
    }
}
