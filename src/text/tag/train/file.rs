//! Writes a model; see its reader for the layout.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::tag::Tag;
use crate::text::tag::model::MAGIC;

/// The file of a model: its labels, the labels of frequent words, the words of closed classes, and the weights of each
/// feature.
pub(super) fn write(
    labels: &[Tag],
    known: &BTreeMap<u32, Vec<u8>>,
    closed: &BTreeMap<u8, BTreeSet<u32>>,
    rows: &BTreeMap<u32, Vec<(u8, i8)>>,
) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    for label in labels {
        file.extend(format!("{} {}\n", label.penn.name(), label.pos.name()).bytes());
    }
    file.push(b'\n');
    varint(&mut file, known.len());
    let mut last = 0;
    for (&key, labels) in known {
        varint(&mut file, (key - last) as usize);
        file.push(u8::try_from(labels.len()).unwrap_or(u8::MAX));
        file.extend(labels);
        last = key;
    }
    varint(&mut file, closed.len());
    for (&label, words) in closed {
        file.push(label);
        varint(&mut file, words.len());
        last = 0;
        for &key in words {
            varint(&mut file, (key - last) as usize);
            last = key;
        }
    }
    varint(&mut file, rows.len());
    last = 0;
    for (&key, weights) in rows {
        varint(&mut file, (key - last) as usize);
        file.push(u8::try_from(weights.len()).unwrap_or(u8::MAX));
        for &(label, weight) in weights {
            file.extend([label, weight.cast_unsigned()]);
        }
        last = key;
    }
    file
}

fn varint(file: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        file.push(u8::try_from(value & 0x7F).unwrap_or_default() | 0x80);
        value >>= 7;
    }
    file.push(u8::try_from(value).unwrap_or_default());
}
