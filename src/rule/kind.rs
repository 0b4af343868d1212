//! The kinds of claim that are known without being declared.

/// A kind of claim that every rule may use. A file may declare more under `kinds:`, so the kind of a rule or claim is a
/// name that may or may not be one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum KnownKind {
    /// Somebody says something.
    Statement,
    /// Somebody is said to have done wrong.
    Accusation,
    /// Something is said to happen in the future.
    Prediction,
    /// Something is counted or measured.
    Statistic,
    /// Somebody judges something.
    Opinion,
    /// Somebody asks for something to be done.
    Request,
    /// The article itself says something.
    Unattributed,
    /// Nobody in particular says something.
    VagueSource,
}

impl KnownKind {
    /// Every known kind.
    pub(crate) const ALL: &[Self] = &[
        Self::Statement,
        Self::Accusation,
        Self::Prediction,
        Self::Statistic,
        Self::Opinion,
        Self::Request,
        Self::Unattributed,
        Self::VagueSource,
    ];

    /// Its name in rule files and in output.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Accusation => "accusation",
            Self::Prediction => "prediction",
            Self::Statistic => "statistic",
            Self::Opinion => "opinion",
            Self::Request => "request",
            Self::Unattributed => "unattributed",
            Self::VagueSource => "vague-source",
        }
    }

    /// The known kind with this name; `None` if a file declares it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
