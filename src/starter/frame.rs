//! Templates: the common word orders of attributions.

/// An order of source, verb and claim.
#[derive(Debug)]
pub(super) struct Frame {
    /// The id of its rule.
    pub(super) id: &'static str,
    /// The note of its rule.
    pub(super) note: &'static str,
    /// The pattern, with `VERB` in place of the verb.
    pattern: &'static str,
}

/// All templates, the most common first.
pub(super) const FRAMES: &[Frame] = &[
    Frame {
        id: "source-verb-claim",
        note: "who, a verb, perhaps “that”, and what is said",
        pattern: "{source} VERB that? {claim}",
    },
    Frame {
        id: "quote-verb-source",
        note: "a quotation, a verb, and who says it",
        pattern: "{claim},\" VERB {source}",
    },
    Frame {
        id: "quote-source-verb",
        note: "a quotation, who says it, and a verb",
        pattern: "{claim},\" {source} VERB",
    },
    Frame {
        id: "claim-source-verb",
        note: "a whole clause from the start of the sentence, who says it, and a verb at its end",
        pattern: "<start> {claim} , {source} VERB <end>",
    },
    Frame {
        id: "claim-verb-source",
        note: "a whole clause from the start of the sentence, a verb, and who says it",
        pattern: "<start> {claim} , VERB {source} <end>",
    },
    Frame {
        id: "according-to-source",
        note: "according to whom, and what is said",
        pattern: "according to {source} , {claim}",
    },
    Frame {
        id: "claim-according-to",
        note: "a whole clause from the start of the sentence, and according to whom",
        pattern: "<start> {claim} , according to {source} <end>",
    },
];

impl Frame {
    /// The pattern with that verb.
    pub(super) fn pattern(&self, verb: &str) -> String {
        self.pattern.replace("VERB", verb)
    }

    /// Whether it contains a verb.
    pub(super) fn has_verb(&self) -> bool {
        self.pattern.contains("VERB")
    }
}
