//! Enums whose members have a name in files.

/// An enum of names: all of them, each with its name in the files.
macro_rules! names {
    ($(#[$about:meta])* $list:ident { $($(#[$doc:meta])* $name:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $list {
            $($(#[$doc])* $name,)*
        }

        impl $list {
            /// All of them, in order.
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name in the files.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

pub(super) use names;
