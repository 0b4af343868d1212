//! The counts behind the figures, for one article.

use super::Pair;
use super::figures::{Figure, Tallies, number};
use super::matching::{self, Sets};
use super::words::WordSet;
use crate::claim::QuoteType;

/// Computes all counts for one article.
pub(super) fn tallies(gold: &[Sets], predicted: &[Sets], pairs: &[Pair]) -> Tallies {
    let mut tallies = Tallies::default();
    let hits = Hits { gold, predicted, pairs };
    hits.claims(&mut tallies);
    hits.words_and_spans(&mut tallies);
    hits.kinds(&mut tallies);
    hits.sources(&mut tallies);
    tallies
}

/// The two sides of a pair: gold and prediction.
type Two<'s> = (&'s Sets, &'s Sets);

/// Whether gold and prediction agree in some respect.
type Test<'t> = &'t dyn Fn(Two<'_>) -> bool;

struct Hits<'s> {
    gold: &'s [Sets],
    predicted: &'s [Sets],
    pairs: &'s [Pair],
}

impl<'s> Hits<'s> {
    fn two(&self, pair: &Pair) -> Two<'s> {
        (&self.gold[pair.gold], &self.predicted[pair.predicted])
    }

    /// The detected pairs for which `right` holds.
    fn detected(&self, right: impl Fn(Two<'_>) -> bool) -> Vec<Two<'s>> {
        let detected = self.pairs.iter().filter(|pair| pair.is_detected());
        detected.map(|pair| self.two(pair)).filter(|&two| right(two)).collect()
    }

    fn claims(&self, tallies: &mut Tallies) {
        let (predicted, gold) = (self.predicted.len(), self.gold.len());
        let triple = |(one, other): Two<'_>| full((one, other)) && one.cue.touches(&other.cue);
        let exact = |(one, other): Two<'_>| strict((one, other)) && one.source == other.source && one.cue == other.cue;
        let count = |right: Test<'_>| self.detected(right).len();
        tallies.count(Figure::Detect, count(&|_| true), predicted, gold);
        tallies.count(Figure::Strict, count(&strict), predicted, gold);
        tallies.count(Figure::Full, count(&full), predicted, gold);
        tallies.count(Figure::Triple, count(&triple), predicted, gold);
        tallies.count(Figure::ExactAll, count(&exact), predicted, gold);
        let overlaps = self.pairs.iter().map(|pair| {
            let (one, other) = self.two(pair);
            (pair.overlap + one.source.jaccard(&other.source) + one.cue.jaccard(&other.cue)) / 3.0
        });
        // starts from positive zero, because the sum of an empty iterator of floats is -0.0
        tallies.set(Figure::SoftAll, [overlaps.fold(0.0, |sum, overlap| sum + overlap); 2], predicted, gold);
        let with_source = |all: &[Sets]| all.iter().filter(|one| !one.source.is_empty()).count();
        let heads = count(&|(one, other)| one.heads_fit(other));
        tallies.count(Figure::SrcHead, heads, with_source(self.predicted), with_source(self.gold));
    }

    fn words_and_spans(&self, tallies: &mut Tallies) {
        let content = |one: &'s Sets| &one.content;
        let source = |one: &'s Sets| &one.source;
        let cue = |one: &'s Sets| &one.cue;
        self.words(tallies, Figure::ContentTok, content);
        self.words(tallies, Figure::SourceTok, source);
        self.words(tallies, Figure::CueTok, cue);
        self.spans(tallies, Figure::SourceSpan, &|all| all.iter().map(source).collect());
        self.spans(tallies, Figure::CueSpan, &|all| all.iter().map(cue).collect());
        self.spans(tallies, Figure::ContentSpan, &|all| all.iter().flat_map(|one| &one.fragments).collect());
        let fragments = |all: &[Sets]| all.iter().map(|one| one.fragments.len()).sum();
        let found = matching::fragments_found(self.gold, self.predicted);
        tallies.count(Figure::ContentFrag, found, fragments(self.predicted), fragments(self.gold));
    }

    fn words(&self, tallies: &mut Tallies, figure: Figure, part: impl Fn(&'s Sets) -> &'s WordSet) {
        let gold = WordSet::union(self.gold.iter().map(&part));
        let predicted = WordSet::union(self.predicted.iter().map(&part));
        tallies.count(figure, gold.shared(&predicted), predicted.len(), gold.len());
    }

    fn spans(&self, tallies: &mut Tallies, figure: Figure, sets: &dyn Fn(&'s [Sets]) -> Vec<&'s WordSet>) {
        let (gold, predicted) = (sets(self.gold), sets(self.predicted));
        let right = matching::same(gold.iter().copied(), predicted.iter().copied());
        let filled = |sets: &[&WordSet]| sets.iter().filter(|set| !set.is_empty()).count();
        tallies.count(figure, right, filled(&predicted), filled(&gold));
    }

    fn kinds(&self, tallies: &mut Tallies) {
        use Figure::{
            DetectDirect, DetectIndirect, DetectMixed, FullDirect, FullIndirect, FullMixed, StrictDirect,
            StrictIndirect, StrictMixed,
        };
        const KINDS: [QuoteType; 3] = [QuoteType::Direct, QuoteType::Indirect, QuoteType::Mixed];
        let of_kind = |all: &[Sets], kind| all.iter().filter(|one| one.kind == kind).count();
        let rows: [([Figure; 3], Test<'_>); 3] = [
            ([DetectDirect, DetectIndirect, DetectMixed], &|_| true),
            ([StrictDirect, StrictIndirect, StrictMixed], &strict),
            ([FullDirect, FullIndirect, FullMixed], &full),
        ];
        for (figures, right) in rows {
            let hits = self.detected(right);
            for (figure, kind) in figures.into_iter().zip(KINDS) {
                let on_predicted = hits.iter().filter(|(_, predicted)| predicted.kind == kind).count();
                let on_gold = hits.iter().filter(|(gold, _)| gold.kind == kind).count();
                let right = [number(on_predicted), number(on_gold)];
                tallies.set(figure, right, of_kind(self.predicted, kind), of_kind(self.gold, kind));
            }
        }
    }

    fn sources(&self, tallies: &mut Tallies) {
        let nobody = |(gold, predicted): Two<'_>| gold.source.is_empty() && predicted.source.is_empty();
        let head = |(gold, predicted): Two<'_>| gold.heads_fit(predicted) || nobody((gold, predicted));
        let exact = |(gold, predicted): Two<'_>| gold.source == predicted.source;
        let rows: [([Figure; 3], Test<'_>); 3] = [
            ([Figure::GivenAny, Figure::GivenAnyNamed, Figure::GivenAnyNone], &full),
            ([Figure::GivenHead, Figure::GivenHeadNamed, Figure::GivenHeadNone], &head),
            ([Figure::GivenExact, Figure::GivenExactNamed, Figure::GivenExactNone], &exact),
        ];
        let subsets: [&dyn Fn(&Sets) -> bool; 3] =
            [&|_| true, &|gold| !gold.source.is_empty(), &|gold| gold.source.is_empty()];
        for (figures, right) in rows {
            for (figure, subset) in figures.into_iter().zip(subsets) {
                let judged = self.detected(|(gold, _)| subset(gold));
                let hits = judged.iter().filter(|&&two| right(two)).count();
                tallies.count(figure, hits, judged.len(), judged.len());
            }
        }
    }
}

fn strict((gold, predicted): Two<'_>) -> bool {
    gold.content == predicted.content
}

fn full((gold, predicted): Two<'_>) -> bool {
    gold.source.touches(&predicted.source)
}

#[cfg(test)]
mod tests {
    use crate::evaluate::matching::{self, Sets};
    use crate::evaluate::words::Words;
    use crate::evaluate::{Attribution, Figure, Tally};
    use crate::span::Span;

    const TEXT: &str = "Mayor Ana Ruiz, an engineer, said the bridge will close. “It is old,” she said. Critics left.";

    /// The first occurrence of each piece; nothing for an empty one.
    fn attribution(source: &str, cue: &str, content: &[&str]) -> Attribution {
        let span = |part: &str| TEXT.find(part).map(|at| Span::new(at, at + part.len()));
        let spans =
            |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).filter_map(|part| span(part)).collect();
        Attribution { source: spans(&[source]), cue: spans(&[cue]), content: spans(content), rule: None }
    }

    fn close() -> Attribution {
        attribution("Mayor Ana Ruiz, an engineer,", "said", &["the bridge will close"])
    }

    fn old() -> Attribution {
        attribution("she", "she said", &["“It is old,”"])
    }

    /// Precision, recall and F1 of some figures, in per cent, rounded.
    fn figures<const N: usize>(gold: &[Attribution], predicted: &[Attribution], wanted: [Figure; N]) -> [[i64; 3]; N] {
        let (english, words) = (crate::lang::english(), Words::new(TEXT));
        let sets =
            |all: &[Attribution]| -> Vec<Sets> { all.iter().map(|one| Sets::new(&english, &words, one)).collect() };
        let (gold, predicted) = (sets(gold), sets(predicted));
        let tallies = super::tallies(&gold, &predicted, &matching::pairs(&gold, &predicted));
        let percent = |share: f64| (100.0 * share).round() as i64;
        wanted.map(|figure| {
            let tally = tallies.of(figure);
            [percent(tally.precision()), percent(tally.recall()), percent(tally.f1())]
        })
    }

    #[test]
    fn the_gold_scores_perfectly_except_for_missing_parts() {
        let gold = [close(), old()];
        for (&figure, scores) in
            Figure::ALL.iter().zip(figures(&gold, &gold, std::array::from_fn::<_, 32, _>(|at| Figure::ALL[at])))
        {
            let absent = figure.name().ends_with("mixed") || figure.name().ends_with("none");
            assert_eq!(scores, if absent { [0; 3] } else { [100; 3] }, "{}", figure.name());
        }
    }

    #[test]
    fn half_of_a_content_detects_it_and_less_does_not() {
        // 2 of 4 words, with a different part of the source
        let half = attribution("Ana Ruiz", "said", &["the bridge"]);
        let wanted =
            [Figure::Detect, Figure::Strict, Figure::Full, Figure::SrcHead, Figure::GivenExact, Figure::ContentTok];
        let expected = [[100, 50, 67], [0; 3], [100, 50, 67], [100, 50, 67], [0; 3], [100, 29, 44]];
        assert_eq!(figures(&[close(), old()], &[half], wanted), expected);
        // 1 of 4 words, and overlaps of 1 for source and cue: a third of 2.25 for the pair
        let less = attribution("Mayor Ana Ruiz, an engineer", "said", &["the"]);
        let wanted = [Figure::Detect, Figure::SourceSpan, Figure::SoftAll];
        assert_eq!(figures(&[close()], &[less], wanted), [[0; 3], [100, 100, 100], [75, 75, 75]]);
    }

    #[test]
    fn a_second_prediction_of_the_same_claim_is_wrong() {
        let wanted = [Figure::Detect, Figure::CueSpan, Figure::ContentTok];
        let expected = [[50, 100, 67], [50, 100, 67], [100, 100, 100]];
        assert_eq!(figures(&[close()], &[close(), close()], wanted), expected);
    }

    #[test]
    fn a_different_source_is_not_full_but_two_missing_ones_are() {
        let critics = Attribution { source: attribution("Critics", "", &[]).source, ..old() };
        let nobody = Attribution { source: Vec::new(), ..old() };
        let wanted = [Figure::Detect, Figure::Full, Figure::GivenAny, Figure::GivenAnyNone];
        assert_eq!(figures(&[old()], &[critics], wanted), [[100; 3], [0; 3], [0; 3], [0; 3]]);
        assert_eq!(figures(std::slice::from_ref(&nobody), &[old()], wanted), [[100; 3], [0; 3], [0; 3], [0; 3]]);
        assert_eq!(figures(std::slice::from_ref(&nobody), std::slice::from_ref(&nobody), wanted), [[100; 3]; 4]);
    }

    #[test]
    fn each_side_has_its_own_quote_kind() {
        // the gold is direct; the prediction extends past the quotation marks by 2 words of 5, so it is mixed
        let mixed = attribution("she", "said", &["“It is old,” she said"]);
        let wanted = [Figure::DetectDirect, Figure::DetectMixed];
        assert_eq!(figures(&[old()], &[mixed], wanted), [[0, 100, 0], [100, 0, 0]]);
    }

    #[test]
    fn the_pieces_of_a_content_count_separately() {
        let split = attribution("she", "said", &["It is old", "Critics left"]);
        let wanted = [Figure::ContentSpan, Figure::ContentFrag];
        assert_eq!(figures(&[split], &[old()], wanted), [[100, 50, 67]; 2]);
    }

    #[test]
    fn the_share_of_nothing_is_zero() {
        assert_eq!((Tally::default().precision(), Tally::default().recall(), Tally::default().f1()), (0.0, 0.0, 0.0));
        assert_eq!(figures(&[], &[], [Figure::Detect, Figure::SoftAll]), [[0; 3]; 2]);
    }
}
