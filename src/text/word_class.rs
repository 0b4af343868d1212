//! What is known of a word without its context, as sets of flags: its shape and the word lists it is in.

/// The form of a word, as a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) struct Shape(u16);

/// The word lists that contain a word, and with which inflection, as a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) struct Class(u32);

impl Shape {
    /// The shape of the same word with a capital at its beginning.
    pub(crate) const fn capitalised(self) -> Self {
        if self.has(Self::LOWER) { Self(self.0 & !Self::LOWER.0 | Self::TITLE.0) } else { self }
    }
}

/// Defines a set of named flags stored in a number.
macro_rules! flags {
    ($set:ident: $number:ty { $($(#[$doc:meta])* $name:ident = $bit:expr;)* }) => {
        impl $set {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)*

            /// Whether all flags of `other` are set.
            pub(crate) const fn has(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            pub(super) fn set(&mut self, flag: Self, on: bool) {
                if on {
                    self.0 |= flag.0;
                }
            }
        }
    };
}

flags!(Shape: u16 {
    /// Has letters, all of them capitals.
    UPPER = 0;
    /// Begins with a capital.
    TITLE = 1;
    /// Has letters, none of them a capital.
    LOWER = 2;
    /// Has a digit.
    DIGIT = 3;
    /// Has digits and no letter.
    NUMBER = 4;
    /// Has a hyphen.
    HYPHEN = 5;
    /// Has neither letter nor digit.
    PUNCTUATION = 6;
    /// Has more than one capital.
    CAPITALS = 7;
    /// Ends in a full stop, as abbreviations do.
    STOP = 8;
    /// A quotation mark.
    QUOTE = 9;
});

flags!(Class: u32 {
    /// A noun in its base form.
    NOUN = 0;
    /// A verb in its base form.
    VERB = 1;
    /// An adjective.
    ADJECTIVE = 2;
    /// An adverb.
    ADVERB = 3;
    /// The plural of a noun.
    PLURAL = 4;
    /// The third person of a verb.
    THIRD = 5;
    /// The *-ing* form of a verb.
    ING = 6;
    /// The past of a verb.
    PAST = 7;
    /// The past participle of a verb.
    PARTICIPLE = 8;
    /// A noun for a person: *minister*.
    HUMAN = 9;
    /// A noun for a group: *agency*.
    GROUP = 10;
    /// A noun for a communication: *report*.
    MESSAGE = 11;
    /// A noun of time: *morning*.
    TIME = 12;
    /// A verb of communication: *announce*.
    SAYING = 13;
    /// A verb of thinking: *believe*.
    THINKING = 14;
    /// A given name of men.
    MALE_NAME = 15;
    /// A given name of women.
    FEMALE_NAME = 16;
    /// A surname.
    SURNAME = 17;
    /// A place with a one-word name.
    PLACE = 18;
    /// A country, state, region or capital: a place that can speak for its government.
    POLITY = 19;
    /// A title that precedes a name.
    TITLE = 20;
    /// A word that occurs in names of organisations.
    ORGANISATION = 21;
    /// An adjective or noun of nationality, religion or party.
    PEOPLE = 22;
});

impl Shape {
    /// The flags as a number.
    pub(crate) const fn bits(self) -> u16 {
        self.0
    }
}

impl Class {
    /// The flags the tagger reads: parts of speech and inflections.
    pub(crate) const fn grammar(self) -> u32 {
        self.0 & 0x1FF
    }

    /// Whether any flag of `other` is set.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags of both sets.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
