//! Deterministic mutation of texts.
//!
//! Takes valid texts and does to them what broken exports, careless copying and attackers do: cuts, repeats, swaps and
//! mixes pieces, and inserts characters with a special meaning in text, YAML or a terminal. The same seeds and number
//! result in the same text on every machine, so a failure can be reproduced by its number.

/// A generator of mutated texts.
pub(crate) struct Mutator<'s> {
    seeds: &'s [String],
    fragments: &'s [&'s str],
}

/// A stream of pseudo-random numbers: `SplitMix64` (Steele, Lea and Flood, OOPSLA 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 if `bound` is 0.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap_or(u64::MAX)).unwrap_or_default()
    }
}

impl<'s> Mutator<'s> {
    /// A generator that mutates `seeds`, which must not be empty, and inserts `fragments`.
    pub(crate) fn new(seeds: &'s [String], fragments: &'s [&'s str]) -> Self {
        assert!(!seeds.is_empty() && !fragments.is_empty(), "there is nothing to mutate");
        Self { seeds, fragments }
    }

    /// The mutated text with this number: a piece of at most `longest` characters of a seed, with one to eight changes.
    pub(crate) fn text(&self, number: u64, longest: usize) -> String {
        let mut random = Random(number.wrapping_mul(0xD1B5_4A32_D192_ED03));
        let mut text = self.piece(&mut random, longest);
        for _ in 0..=random.below(8) {
            self.change(&mut random, &mut text, longest);
        }
        text.into_iter().collect()
    }

    /// The mutated text with this number: a whole seed with one to four changes.
    pub(crate) fn whole(&self, number: u64, longest: usize) -> String {
        let mut random = Random(number.wrapping_mul(0xD1B5_4A32_D192_ED03));
        let mut text: Vec<char> = self.seeds[random.below(self.seeds.len())].chars().collect();
        for _ in 0..=random.below(4) {
            self.change(&mut random, &mut text, longest);
        }
        text.into_iter().collect()
    }

    /// A part of a seed, mostly from the start of a line.
    fn piece(&self, random: &mut Random, longest: usize) -> Vec<char> {
        let seed: Vec<char> = self.seeds[random.below(self.seeds.len())].chars().collect();
        let mut start = random.below(seed.len());
        if random.below(4) > 0 {
            while start > 0 && seed[start - 1] != '\n' {
                start -= 1;
            }
        }
        let end = seed.len().min(start + 1 + random.below(longest));
        seed[start.min(end)..end].to_vec()
    }

    fn change(&self, random: &mut Random, text: &mut Vec<char>, longest: usize) {
        let (from, to) = (random.below(text.len() + 1), random.below(text.len() + 1));
        let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 40));
        match random.below(8) {
            0 => drop(text.drain(from..to)),
            1 => {
                let copied = text[from..to].to_vec();
                let at = random.below(text.len() + 1);
                drop(text.splice(at..at, copied));
            }
            2 => {
                // repeats a piece many times
                let copied = text[from..to.min(from + 12)].to_vec();
                let times = 1 + random.below(longest / (4 * copied.len().max(1)) + 1);
                drop(text.splice(from..from, copied.repeat(times)));
            }
            3 => {
                let other = self.piece(random, 1 + longest / 4);
                drop(text.splice(from..to, other));
            }
            4 => text[from..to].reverse(),
            5 => text.truncate(from),
            6 => {
                // replaces all occurrences of a character by another
                let (Some(&old), Some(&new)) = (text.get(from), text.get(to)) else { return };
                text.iter_mut().filter(|sign| **sign == old).for_each(|sign| *sign = new);
            }
            _ => {
                let fragment: Vec<char> = self.fragments[random.below(self.fragments.len())].chars().collect();
                drop(text.splice(from..from, fragment));
            }
        }
    }
}

/// The number of texts to test: `CLAIMSIFT_MUTATIONS`, or else `usual`.
pub(crate) fn tries(usual: u64) -> u64 {
    std::env::var("CLAIMSIFT_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}
