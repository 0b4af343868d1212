//! How bad something is that a project may judge in its own way.

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Level {
    /// Not told.
    Off,
    /// Told, and the run ends well.
    Warning,
    /// The run fails.
    #[default]
    Error,
}

impl Level {
    /// Every level, by its name in a configuration.
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
