//! Why the YAML library gave up, as a type. Its messages are for people and may change between versions.

use serde_yaml::budget::BudgetBreach;
use serde_yaml::granit_parser::ErrorKind;
use serde_yaml::localizer::ExternalMessageSource;

/// What is wrong with a text that is not YAML, as far as an explanation depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rule) enum Cause {
    /// A tab where only spaces are allowed.
    Tab,
    /// An error about a merge key, `<<`.
    Merge,
    /// A second document in the file.
    SecondDocument,
    /// An alias without an anchor.
    UnknownAlias,
    /// An alias within its own anchor.
    AliasInItself,
    /// Aliases that expand to more than the library reads.
    TooManyAliases,
    /// Lists and mappings nested deeper than the library reads.
    TooDeep,
    /// More values than the library reads.
    TooLarge,
    /// An invalid escape in a quoted text.
    Escape,
    /// A colon where no mapping can begin.
    MappingValue,
    /// A line that should be a key but has no colon.
    NoColon,
    /// A line at a column where neither a key nor an entry of a list is open.
    Column,
    /// A quotation mark without its partner.
    UnclosedQuote,
    /// Text after a closing quotation mark.
    BehindQuote,
    /// A character that a plain value cannot begin with.
    FirstCharacter,
    /// Text after the `|` or `>` of a block.
    BehindBlock,
    /// A closing bracket of the wrong kind.
    Bracket,
    /// A key that is a list or mapping.
    KeyOfKeys,
    /// An error in the library's own terms, which don't help an author.
    Library,
    /// Anything else; the message of the library is passed on.
    Other,
}

impl Cause {
    /// The cause of an error of the library. `on_alias` is whether it is at an alias.
    pub(super) fn of(error: &serde_yaml::Error, on_alias: bool) -> Self {
        use serde_yaml::Error;
        let mut error = error.without_snippet();
        while let Error::AliasError { error: inner, .. } = error {
            error = inner.without_snippet();
        }
        match error {
            Error::ExternalMessage { source, .. } => match &**source {
                ExternalMessageSource::Parser(error) => Self::of_parser(error.kind()),
                _ => Self::Other,
            },
            Error::MergeValueNotMapOrSeqOfMaps { .. } | Error::MergeKeyNotAllowed { .. } => Self::Merge,
            Error::MultipleDocuments { .. } => Self::SecondDocument,
            Error::UnknownAnchor { .. } => Self::UnknownAlias,
            Error::RecursiveReferencesRequireWeakTypes { .. } => Self::AliasInItself,
            Error::AliasReplayCounterOverflow { .. }
            | Error::AliasReplayLimitExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. } => Self::TooManyAliases,
            Error::Budget { breach, .. } => Self::of_breach(breach, on_alias),
            Error::InternalDepthUnderflow { .. } => Self::TooDeep,
            // the library identifies this only by the words; in what is read here, only keys are required to be text
            Error::Unexpected { expected: "string scalar", .. } => Self::KeyOfKeys,
            Error::SerdeInvalidType { .. } | Error::SerdeInvalidValue { .. } => Self::Library,
            _ => Self::Other,
        }
    }

    const fn of_breach(breach: &BudgetBreach, on_alias: bool) -> Self {
        match breach {
            BudgetBreach::Aliases { .. } | BudgetBreach::Anchors { .. } | BudgetBreach::AliasAnchorRatio { .. } => {
                Self::TooManyAliases
            }
            _ if on_alias => Self::TooManyAliases,
            BudgetBreach::Depth { .. } => Self::TooDeep,
            _ => Self::TooLarge,
        }
    }

    const fn of_parser(kind: &ErrorKind) -> Self {
        match kind {
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar => Self::Tab,
            ErrorKind::MultipleDocumentsUnsupported => Self::SecondDocument,
            ErrorKind::UnknownAnchor => Self::UnknownAlias,
            ErrorKind::RecursionLimitExceeded => Self::TooDeep,
            ErrorKind::AnchorCountOverflow
            | ErrorKind::InputByteLimitExceeded { .. }
            | ErrorKind::DirectiveByteLimitExceeded { .. }
            | ErrorKind::TooManyReservedDirectiveParams { .. } => Self::TooLarge,
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidLowSurrogateHexEscape
            | ErrorKind::InvalidUnicodeEscape
            | ErrorKind::InvalidTagEscape => Self::Escape,
            ErrorKind::MappingValueNotAllowed => Self::MappingValue,
            ErrorKind::SimpleKeyExpected => Self::NoColon,
            ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::ExpectedBlockMappingKey => Self::Column,
            ErrorKind::UnclosedQuotedScalar => Self::UnclosedQuote,
            ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
                Self::BehindQuote
            }
            ErrorKind::UnexpectedCharacter { .. }
            | ErrorKind::MissingAnchorOrAliasName
            | ErrorKind::MappingKeyNotAllowed => Self::FirstCharacter,
            ErrorKind::InvalidBlockScalarHeader => Self::BehindBlock,
            ErrorKind::MismatchedFlowCollectionEnd { .. } => Self::Bracket,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cause;
    use crate::rule::yaml::read;

    #[test]
    fn every_cause_has_a_kind_in_the_library() {
        for (source, cause) in [
            ("a:\n\tb: 1\n", Cause::Tab),
            ("a: 1\n---\nb: 2\n", Cause::SecondDocument),
            ("a: *b\n", Cause::UnknownAlias),
            ("a: &a [*a]\n", Cause::AliasInItself),
            ("a: \"\\q\"\n", Cause::Escape),
            ("a: b: c\n", Cause::MappingValue),
            ("a: 1\nb\nc: 1\n", Cause::NoColon),
            ("a:\n  b: 1\n c: 2\n", Cause::Column),
            ("a: \"b\n", Cause::UnclosedQuote),
            ("a: \"b\" c\n", Cause::BehindQuote),
            ("a: `b\n", Cause::FirstCharacter),
            ("a: | b\n  c\n", Cause::BehindBlock),
            ("a: [b}\n", Cause::Bracket),
            ("? [a]\n: b\n", Cause::KeyOfKeys),
        ] {
            assert_eq!(read(source).map_err(|error| error.cause).err(), Some(cause), "{source:?}");
        }
    }
}
