//! Detects text in another language than the one it would be read in.
//!
//! Crates that identify the language of a text (`whatlang`, `whichlang`) use the frequencies of letter sequences. That
//! fails where it matters here: lists of names, of places and of results look like Italian, Afrikaans or Javanese, and
//! `whichlang` returns one of its sixteen languages for every text. We don't need to know which other language it is,
//! and have something those crates don't: the words of our own language. A text is foreign if few of its words, not
//! counting names, are known.

use rustc_hash::FxHashSet;

use super::language::{Language, SetBits};
use super::lemma::Bases;

/// A text is only judged if its distinct unknown words have this many letters, which takes about two short sentences.
/// Of the 840 articles of `polnear`, their 17,000 paragraphs and 3,360 excerpts of 60 to 1,000 characters, those with
/// more unknown than known letters have at most 25; the same is true of lists of names and places.
const LEAST_UNKNOWN: usize = 60;

/// How many times more unknown letters than known ones there must be, so that a text that is half English is read.
const TIMES: usize = 2;

/// How many distinct words are looked at first. They are enough to accept most texts.
const FIRST: usize = 60;

/// The maximum number of words that are looked at.
const MOST: usize = 2_000;

/// A language with fewer words cannot be used to detect foreign text.
const LEAST_WORDS: usize = 1_000;

impl Language {
    /// Whether a text is certainly in another language: most letters of its words, not counting names, are in words
    /// that this language doesn't have. Linear.
    pub(crate) fn is_foreign(&self, text: &str) -> bool {
        if self.words.len() < LEAST_WORDS {
            return false;
        }
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let (mut known, mut unknown) = (0, 0);
        for word in text.split_whitespace().flat_map(words) {
            if !seen.insert(word) {
                continue;
            }
            let letters = word.chars().count();
            if self.knows(word) {
                known += letters;
            } else {
                unknown += letters;
            }
            if seen.len() == FIRST && unknown <= TIMES * known || seen.len() == MOST {
                break;
            }
        }
        unknown >= LEAST_UNKNOWN && unknown > TIMES * known
    }

    /// Whether a lower-case word belongs to this language.
    fn knows(&self, word: &str) -> bool {
        let word = &*word.replace('’', "'");
        let word = self.grammar.clitic_start(word).and_then(|start| word.get(..start)).unwrap_or(word);
        !self.word_codes(word).is_empty()
            || self.sections.sets_of(word) != SetBits::EMPTY
            || self.tagger.knows(word)
            || Bases::of(self, word).readings(self).next().is_some()
    }
}

/// The words of a stretch without spaces that are not names, numbers, addresses or code.
fn words(stretch: &str) -> impl Iterator<Item = &str> {
    let is_code = |c: char| c.is_numeric() || "/\\@#_<>{}=|*".contains(c);
    let stretch = stretch.trim_matches(|c: char| !c.is_alphanumeric());
    let stretch = if stretch.contains(is_code) || stretch.contains('.') { "" } else { stretch };
    let pieces = stretch.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’'));
    pieces.filter(|piece| piece.chars().nth(1).is_some() && !piece.contains(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use crate::lang::english;

    const ABROAD: [&str; 9] = [
        "Die alte Brücke in Halden wird für zwei Jahre geschlossen, sagte die Bürgermeisterin Ana Ruiz am Dienstag. Der Stadtrat hatte im Mai beschlossen, dass die Arbeiten im Herbst beginnen sollen. Die Kosten sind noch nicht bekannt.",
        "Le vieux pont de Halden sera fermé pendant deux ans, a déclaré mardi la maire Ana Ruiz. Le conseil municipal avait décidé en mai que les travaux commenceraient à l'automne.",
        "El viejo puente de Halden permanecerá cerrado durante dos años, dijo el martes la alcaldesa Ana Ruiz. El ayuntamiento había decidido en mayo que las obras comenzarían en otoño.",
        "De oude brug in Halden gaat twee jaar dicht, zei burgemeester Ana Ruiz dinsdag. De gemeenteraad had in mei besloten dat de werkzaamheden in de herfst zouden beginnen.",
        "Den gamla bron i Halden stängs i två år, sade borgmästaren Ana Ruiz på tisdagen. Stadsfullmäktige beslutade i maj att arbetet ska börja i höst.",
        "Stary most w Halden zostanie zamknięty na dwa lata, powiedziała we wtorek burmistrz Ana Ruiz. Rada miasta zdecydowała w maju, że prace rozpoczną się jesienią.",
        "Старый мост в Халдене будет закрыт на два года, сказала во вторник мэр Ана Руис. Городской совет решил в мае, что работы начнутся осенью.",
        "Jembatan tua di Halden akan ditutup selama dua tahun, kata Wali Kota Ana Ruiz pada hari Selasa. Dewan kota memutuskan pada bulan Mei bahwa pekerjaan akan dimulai pada musim gugur.",
        "قالت عمدة المدينة آنا رويز يوم الثلاثاء إن الجسر القديم سيغلق لمدة عامين. وكان مجلس المدينة قد قرر في مايو أن تبدأ الأعمال في الخريف.",
    ];

    #[test]
    fn articles_in_other_languages_are_foreign() {
        let english = english();
        for text in ABROAD {
            assert!(english.is_foreign(text), "{text}");
        }
        let words = |(at, word): (usize, &str)| {
            if at % 9 == 0 { format!("{word} https://example.org/{at} ") } else { format!("{word} ") }
        };
        let long: String = ABROAD.join(" ").split_whitespace().enumerate().map(words).collect();
        assert!(english.is_foreign(&long));
    }

    #[test]
    fn what_is_english_short_or_a_list_is_not() {
        let english = english();
        for text in [
            "",
            "Halden",
            "Rao resigned.",
            "Moss wins vote\nPanel backs dam\nSenate mulls tax plan\nRuiz slams rivals\nOil prices dip",
            "Mexico Beats Honduras\nRuiz, Moss Trade Barbs\nNavarro Backs Rao\nPelham Eyes Vote",
            "MAYOR SAYS BRIDGE WILL CLOSE FOR TWO YEARS. COUNCIL VOTED IN MAY.",
            "Ana Ruiz\nRita Moss\nPedro Navarro\nLuis Garcia Fernandez\nMaria da Silva\nJoão Pereira\nGiovanni Rossi\nHans Müller",
            "Arsenal 2, Chelsea 1\nReal Madrid 3, Barcelona 0\nJuventus 1, Inter 0",
            "“No vamos a permitir que cierren el puente,” said Ruiz. Officials in Halden said the bridge would stay closed. “Es una vergüenza,” Moss said, adding that the council had not consulted the residents of the old town.",
            "They don’t know what it’s for, and she’d rather not say; we’re told that isn’t new.",
            "The thingummyjig was doohickeyed by whatsits, the gizmologist said.",
            "Die Brücke bleibt zu, sagte Ruiz.",
            "The mayor said the bridge would close. Die Brücke bleibt zwei Jahre lang geschlossen. Der Stadtrat hatte das beschlossen.",
            "ruiz, moss, navarro, garcia, fernandez, da silva, pereira, rossi, dupont, muller",
            "https://example.org/nachrichten/bruecke-in-halden-geschlossen https://example.org/politik/stadtrat-beschliesst-umbau-im-herbst",
        ] {
            assert!(!english.is_foreign(text), "{text}");
        }
    }
}
