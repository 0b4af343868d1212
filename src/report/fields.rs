//! Values that several outputs have, so that every schema says the same about them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::annotation::{Modality, Polarity, SpeechAct, Tense};
use crate::assess::Label;
use crate::claim::{CueClass, CueKind, Flag, Mention, QuoteType, Resolution, SourceKind, SubstitutionKind};
use crate::cluster::{Difference, Form};
use crate::diagnostic::{Level, Severity};
use crate::measure::{Bound, Modifier};
use crate::rule::{Stance, Verdict};
use crate::snapshot::{ChangeKind, ProblemKind, VerdictKind};

/// A place in an order, counted from 1.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub(super) struct Ordinal(#[schemars(range(min = 1))] pub(super) usize);

/// A share or a probability.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub(super) struct Share(#[schemars(range(min = 0, max = 1))] pub(super) f64);

/// The id of a claim.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub(super) struct Id<'a>(#[schemars(regex(pattern = r"^[0-9a-f]{12}$"))] pub(super) &'a str);

/// A day of the calendar.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub(super) struct Date(#[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))] pub(super) String);

/// Writes the members of enumerations as their names, of which the schema lists all.
macro_rules! by_name {
    ($($name:ident: $all:expr;)*) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let names: Vec<&str> = $all.iter().map(|member| member.name()).collect();
                json_schema!({ "type": "string", "enum": names })
            }
        }
    )* };
}

by_name! {
    Bound: Self::ALL;
    ChangeKind: Self::ALL;
    CueClass: Self::ALL;
    CueKind: Self::ALL;
    Difference: Self::ALL;
    Flag: Self::ALL;
    Form: Self::ALL;
    Label: Self::ALL.map(|(_, label)| label);
    Level: Self::ALL.iter().map(|&(_, level)| level).collect::<Vec<_>>();
    Mention: Self::ALL;
    Modality: Self::ALL;
    Modifier: Self::ALL;
    Polarity: Self::ALL;
    ProblemKind: Self::ALL;
    QuoteType: Self::ALL;
    Resolution: Self::ALL;
    Severity: Self::ALL;
    SourceKind: Self::ALL;
    SpeechAct: Self::ALL;
    Stance: Self::ALL.iter().map(|&(_, stance)| stance).collect::<Vec<_>>();
    SubstitutionKind: Self::ALL;
    Tense: Self::ALL;
    Verdict: Self::ALL.iter().map(|&(_, verdict)| verdict).collect::<Vec<_>>();
    VerdictKind: Self::ALL;
}
