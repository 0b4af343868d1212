//! The level of problems that a project may configure.

/// How severe a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Level {
    /// It is not reported.
    Off,
    /// It is reported, and the run succeeds.
    Warning,
    /// The run fails.
    #[default]
    Error,
}

impl Level {
    /// Every level with its name in a configuration.
    pub const ALL: &[(&str, Self)] = &[("error", Self::Error), ("warning", Self::Warning), ("off", Self::Off)];

    /// Its name in a configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
