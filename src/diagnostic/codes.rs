//! The catalogue of what can be wrong with a rule file.
//!
//! A code is never given to another problem, and never taken away. Hundreds group them: 0 the file, 1 its keys, 2 names,
//! 3 the notation, 4 patterns that can never match, 5 examples, 6 warnings, 7 what a project asks
//! of its rules.

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The rule cannot be used.
    Error,
    /// The rule works, but hardly as meant.
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
        /// Which problem a diagnostic is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of its number.
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

            /// How bad it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The file is no text in UTF-8.
    NotText = "C001", Error;
    /// The file is no YAML.
    NotYaml = "C002", Error;
    /// A pattern or example stands bare where YAML reads something else.
    BarePattern = "C003", Error;
    /// A pattern or example stands in a folded block.
    FoldedBlock = "C004", Error;
    /// A value is of the wrong kind: a list for a text, a text for a list.
    WrongType = "C005", Error;
    /// The file holds nothing, or no mapping.
    NotRules = "C006", Error;
    /// An alias stands for something written elsewhere.
    Alias = "C007", Error;
    /// A control character, or one that changes the direction of the text around it.
    HiddenCharacter = "C008", Error;
    /// The file cannot be read.
    Unreadable = "C009", Error;
    /// A tag of YAML, which has no meaning in a rule file.
    Tag = "C010", Error;

    /// A key nobody knows.
    UnknownKey = "C101", Error;
    /// A key that must be there is not.
    MissingKey = "C102", Error;
    /// A key stands twice.
    DuplicateKey = "C103", Error;
    /// A value is none of those allowed.
    BadValue = "C104", Error;
    /// Two rules have one id.
    DuplicateId = "C105", Error;
    /// A rule has an id that was another rule's.
    ReusedId = "C106", Error;
    /// A name has characters no name may have, or is taken.
    BadName = "C107", Error;
    /// The file is written in an edition of the language this program does not know.
    UnknownEdition = "C108", Error;
    /// A pattern without a line.
    EmptyPattern = "C109", Error;
    /// A rule without an example.
    MissingExample = "C110", Error;

    /// `@name` is neither a list nor a phrase.
    UnknownName = "C201", Error;
    /// `{name}` is not a role.
    UnknownRole = "C203", Error;
    /// `over:` names no rule.
    UnknownRule = "C204", Error;
    /// `use:` names no pack and no file.
    UnknownPack = "C205", Error;
    /// A phrase leads back to itself.
    PhraseCycle = "C206", Error;
    /// A name is defined twice.
    DuplicateName = "C207", Error;
    /// `~@name` asks for the forms of a phrase.
    InflectedPhrase = "C208", Error;
    /// An argument names a role the phrase does not capture.
    UnknownArgument = "C209", Error;
    /// A role stands bare and has no phrase of its own.
    BareRole = "C210", Error;
    /// `over:` leads from a rule back to itself.
    OverCircle = "C211", Error;
    /// `overrides:` names no rule.
    UnknownOverride = "C212", Error;
    /// `overrides:` names a rule of the same file.
    OwnOverride = "C213", Error;
    /// A rule is overridden in two ways.
    OverrideConflict = "C214", Error;
    /// A rule file says something else than the manifest of its pack.
    ManifestContradiction = "C215", Error;

    /// A bracket that nothing closes.
    Unclosed = "C301", Error;
    /// A bracket that closes nothing, or the wrong one.
    Unopened = "C302", Error;
    /// A quantifier with a space before it.
    SpacedQuantifier = "C303", Error;
    /// Two quantifiers in a row.
    DoubleQuantifier = "C304", Error;
    /// A repetition whose bounds make no sense.
    BadBounds = "C305", Error;
    /// An alternative, group or capture with nothing in it.
    EmptyAlternative = "C306", Error;
    /// Braces that are no capture.
    BadCapture = "C307", Error;
    /// A backslash before a letter or digit.
    UnknownEscape = "C308", Error;
    /// A character that cannot stand here.
    BadCharacter = "C309", Error;
    /// `~` without a word or list behind it.
    BadForms = "C310", Error;
    /// `@` without a name behind it.
    BadReference = "C311", Error;
    /// `<name>` is no boundary.
    UnknownBoundary = "C312", Error;
    /// A token test nobody knows.
    BadTest = "C313", Error;
    /// A regular expression that is none.
    BadRegex = "C314", Error;
    /// A value that a token test cannot have.
    BadTestValue = "C315", Error;
    /// `!` without anything behind it.
    BadNot = "C316", Error;
    /// A pattern too long or too deeply nested.
    TooLarge = "C317", Error;
    /// Arguments of a phrase that are none.
    BadArgument = "C318", Error;

    /// A pattern goes on behind the end of a sentence.
    CrossesSentence = "C401", Error;
    /// A token test asks one token for two words.
    TwoWords = "C402", Error;
    /// Tests that no token passes together.
    Contradiction = "C403", Error;
    /// A list without a word.
    EmptyList = "C404", Error;
    /// A capital where all is folded to small letters.
    FoldedCase = "C405", Error;
    /// A boundary that can never be where it stands.
    MisplacedBoundary = "C406", Error;
    /// `~word` or `lemma=word` asks for the forms of a word that is itself a form.
    FormOfForm = "C407", Error;
    /// A pattern captures no claim, so nothing comes of what it finds.
    NoClaim = "C408", Error;
    /// A rule has a facet, and says something of a claim.
    FacetOfClaim = "C409", Error;

    /// An example is not found.
    NotFound = "C501", Error;
    /// An example is found, but with another span.
    WrongSpan = "C502", Error;
    /// An example to be ignored is found.
    NotIgnored = "C503", Error;
    /// An example leaves a role unmarked that the rule captures in it.
    UnmarkedRole = "C504", Error;
    /// Braces in an example that are no mark.
    BadMark = "C505", Error;
    /// An example marks a role the rule does not capture.
    UnknownMark = "C506", Error;
    /// A known miss is found by now.
    NowFound = "C507", Warning;

    /// A gap at the edge of a pattern.
    EdgeGap = "C601", Warning;
    /// Two gaps without bounds on one path.
    DoubleGap = "C602", Warning;
    /// No fixed word to look for.
    NoFixedWord = "C603", Warning;
    /// An alternative that finds nothing another does not find.
    Subsumed = "C604", Warning;
    /// A rule that loses all its own examples to others.
    Shadowed = "C605", Warning;
    /// An `unless` that takes nothing away.
    IdleUnless = "C606", Warning;
    /// A list nothing uses.
    UnusedList = "C607", Warning;
    /// A phrase nothing uses.
    UnusedPhrase = "C608", Warning;
    /// A role captured where no role counts.
    UnusedCapture = "C609", Warning;
    /// An override that changes nothing.
    IdleOverride = "C610", Warning;
    /// A role nothing uses.
    UnusedRole = "C611", Warning;
    /// A kind of claim no rule is of.
    UnusedKind = "C612", Warning;

    /// A rule without a key that the project requires.
    RequiredKey = "C701", Warning;
    /// An id that is not written as the project requires.
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
