//! Base noun phrases of English.
//!
//! This is a grammar over tags: determiners, then modifiers, up to the last noun. A possessor belongs to the phrase of
//! what is possessed (*Moss's deputy* is one phrase), and a pronoun is a phrase on its own. What follows a noun, such
//! as *of the council* or *, the mayor*, is read by [`super::phrase`].

use crate::annotation::Penn;
use crate::span::TokenRange;
use crate::text::{Chunk, Class, Document, Mark, Set, Shape};

/// The base noun phrase that begins at `start`, if there is one.
pub(super) fn chunk_at(document: &Document<'_>, start: usize, end: usize) -> Option<Chunk> {
    let tag = |at: usize| if at < end { document.penn(at) } else { None };
    match tag(start)? {
        Penn::Prp | Penn::Ex | Penn::Wp | Penn::Wdt => {
            return Some(Chunk { tokens: TokenRange::new(start, start + 1), head: start });
        }
        _ => {}
    }
    let mut at = measure_end(document, start, end);
    while matches!(tag(at), Some(Penn::Pdt | Penn::Dt | Penn::PrpS | Penn::WpS)) || is_both(document, at, end) {
        at += 1;
    }
    let determined = at > start;
    let mut head = None;
    while let Some(here) = tag(at) {
        if head.is_some_and(|head| begins_another(document, start, head, at, end)) {
            break;
        }
        let goes_on = match here {
            // "the mayor Tuesday said": the day is a phrase of its own
            Penn::Nnp if head.is_some_and(|head| !document.is_calendar(head)) && document.is(at, Set::Weekdays) => {
                false
            }
            // "at the convention Sen. Moss said", "on Friday Mr. Rao said"
            Penn::Nnp if head.is_some_and(|head| titles_anew(document, head, at)) => false,
            // Nicolas "Nick" Marsh: the marks are part of the name
            Penn::Nnp if is_beside_name(document, at) => true,
            Penn::Nn | Penn::Nns | Penn::Nnp | Penn::Nnps => {
                head = Some(at);
                true
            }
            // "the strategist for the campaign four years ago": a count of something else begins
            Penn::Cd if head.is_some_and(|head| counts_anew(document, head, at)) => false,
            Penn::Cd => {
                head = Some(at);
                true
            }
            // a name that the tagger took for a verb, or half of one: "Trump's opponents", "Mike DuHaime"
            _ if head.is_none() && is_mistaken_name(document, at, end) => {
                head = Some(at);
                true
            }
            Penn::Dollar => true,
            Penn::Jj | Penn::Jjr | Penn::Jjs => {
                // "the top Republican in the Senate"
                let class = document.word(at).class;
                // "one official, who …", where the tagger saw an adjective
                let human = class.has(Class::HUMAN.or(Class::NOUN))
                    && head.is_none_or(|head| head == start)
                    && document.lower(at + 1) == ","
                    && determined_singly(document, start, at);
                let people = (class.has(Class::PEOPLE) || human) && !noun_comes(document, at + 1, end);
                if people && (at > start || at + 1 < end && document.lower(at + 1) == "of") {
                    head = Some(at);
                }
                true
            }
            Penn::Pos => head == Some(at.wrapping_sub(1)) && noun_comes(document, at + 1, end),
            Penn::Vbn | Penn::Vbg => is_participle_before_noun(document, at, start, determined, end),
            Penn::Rb | Penn::Rbr | Penn::Rbs => {
                matches!(tag(at + 1), Some(Penn::Jj | Penn::Cd | Penn::Vbn | Penn::Jjr))
                    && noun_comes(document, at + 1, end)
            }
            Penn::Comma | Penn::Cc => {
                // "a long, cold winter", "old and new rules"
                let between = |at: usize| tag(at).is_some_and(|tag| tag.is_adjective() || tag == Penn::Cd);
                // "an accomplished, experienced member", "his 2008 and 2012 campaigns"
                let between = |at: usize| between(at) || determined && tag(at) == Some(Penn::Vbn);
                let certain = here == Penn::Cc || determined;
                let counted = at > start
                    && head == Some(at - 1)
                    && tag(at - 1) == Some(Penn::Cd)
                    && tag(at + 1) == Some(Penn::Cd);
                certain
                    && (head.is_none() || counted && here == Penn::Cc && determined)
                    && at > start
                    && between(at - 1)
                    && between(at + 1)
                    && noun_comes(document, at + 1, end)
            }
            Penn::Open | Penn::Close => {
                // the "firm and clear" commitment: marks around words that belong to the phrase
                let close = marked_modifiers(document, at, end).filter(|_| head.is_none() && at > start);
                at = close.unwrap_or(at);
                close.is_some()
            }
            Penn::Hyph => {
                // "a Halden-based broker"
                let based = matches!(tag(at + 1), Some(Penn::Vbn | Penn::Vbg | Penn::Jj));
                head.is_some() && (tag(at + 1).is_some_and(Penn::is_noun) || based && noun_comes(document, at + 2, end))
            }
            // "the Sun/Halden University poll"
            Penn::Sym => head.is_some() && document.lower(at) == "/" && tag(at + 1).is_some_and(Penn::is_noun),
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    if let Some(head) = head {
        // the group "Free Halden"
        let behind = (head + 1..end).find(|&at| !is_beside_name(document, at)).unwrap_or(end);
        return Some(Chunk { tokens: TokenRange::new(start, behind), head });
    }
    // "the poor", "those", "several"
    if determined {
        let adjective = tag(at.wrapping_sub(1)).is_some_and(Penn::is_adjective) && at - 1 > start;
        let last = if adjective { at } else { start + 1 };
        let can_be_alone = adjective || matches!(tag(start), Some(Penn::Dt));
        return can_be_alone.then(|| Chunk { tokens: TokenRange::new(start, last), head: last - 1 });
    }
    let quantity = matches!(
        document.lower(start),
        "many" | "several" | "few" | "most" | "others" | "some" | "more" | "dozens" | "hundreds" | "thousands"
    );
    quantity.then(|| Chunk { tokens: TokenRange::new(start, start + 1), head: start })
}

/// Whether the token at `at`, after a noun of the phrase, begins another phrase: *told Rao last year*, *on Friday Rao
/// said*, *fined Rao $40*.
fn begins_another(document: &Document<'_>, start: usize, head: usize, at: usize, end: usize) -> bool {
    let tag = |at: usize| if at < end { document.penn(at) } else { None };
    let time = |at: usize| at < end && document.word(at).class.has(Class::TIME);
    if ends_before(document, start, head, at, end) {
        return true;
    }
    match tag(at) {
        Some(Penn::Jj | Penn::Rb | Penn::Dt) => {
            matches!(document.lower(at), "last" | "next" | "this" | "earlier" | "late" | "early") && time(at + 1)
        }
        Some(Penn::Dollar) => true,
        Some(Penn::Cd) => at == head + 1 && !document.is_calendar(head) && tag(at + 1) == Some(Penn::Nns),
        Some(Penn::Nn | Penn::Nns | Penn::Nnp | Penn::Nnps) if head == start && document.is_calendar(start) => {
            let subject = (at..end).find(|&at| !tag(at).is_some_and(Penn::is_noun));
            let behind = start.checked_sub(1).is_none_or(|before| {
                document.starts_sentence(start)
                    || matches!(document.lower(before), "on" | "in" | "since" | "by" | "late" | "early")
            });
            behind && !time(at) && subject.and_then(tag).is_some_and(Penn::is_finite)
        }
        _ => false,
    }
}

/// Whether the phrase from `start` to `head` is complete, and the noun or number at `at` begins the subject of the verb
/// behind it: *said on Friday 400 pupils left*, *last week Delta Steel closed*, *told Ana Ruiz tourism matters*, *told
/// reporters Delta Steel closed*.
fn ends_before(document: &Document<'_>, start: usize, head: usize, at: usize, end: usize) -> bool {
    let tag = |at: usize| if at < end { document.penn(at) } else { None };
    let (last, here) = (document.word(head), document.word(at));
    let proper = |at: usize| tag(at).is_some_and(Penn::is_proper);
    let lower = last.shape.has(Shape::LOWER);
    if at != head + 1 {
        return false;
    }
    let weekday = document.is(head, Set::Weekdays) || document.is(head, Set::NearDays);
    let time = weekday || lower && last.class.has(Class::TIME);
    // "last week nearly 40 firms"
    if time && tag(at) == Some(Penn::Rb) && tag(at + 1) == Some(Penn::Cd) {
        return !document.word(at + 2).class.has(Class::TIME);
    }
    if time && tag(at) == Some(Penn::Cd) {
        // "Friday 13 May" is one time, and so is "week 40"
        let counted =
            matches!(tag(at + 1), Some(Penn::Nns | Penn::Jj)) && !document.word(at + 1).class.has(Class::TIME);
        return counted && !document.is_calendar(at + 1);
    }
    if time && !weekday && proper(at) && !document.is_calendar(at) {
        let points = matches!(document.lower(start), "last" | "this" | "next" | "late" | "earlier")
            || tag(start) == Some(Penn::Dt);
        return points;
    }
    if weekday
        && head == start
        && proper(at)
        && here.class.any(Class::MALE_NAME.or(Class::FEMALE_NAME).or(Class::TITLE))
    {
        return proper(at + 1);
    }
    let Some(before) = start.checked_sub(1) else { return false };
    // a subject and its verb, or what is attached to the subject, follow
    let noun = (at..end.min(at + 4)).find(|&at| !tag(at).is_some_and(Penn::is_adjective)).unwrap_or(at);
    let Some(behind) = (noun..end.min(noun + 6)).find(|&at| !tag(at).is_some_and(Penn::is_noun)) else { return false };
    if behind == noun {
        return false;
    }
    let opened = document.tokens.get(behind).is_some_and(|token| token.mark == Some(Mark::Open));
    let verb = opened || tag(behind).is_some_and(Penn::is_finite);
    let attached = document.lower(behind) == "of" || matches!(tag(behind), Some(Penn::Wp | Penn::Wdt));
    if !verb && !attached {
        return false;
    }
    if time && tag(at) == Some(Penn::Nns) && !here.class.has(Class::TIME) {
        let led = weekday && head == start && matches!(document.lower(before), "on" | "by" | "since");
        return led || matches!(document.lower(start), "last" | "this" | "next" | "earlier");
    }
    if !verb && !told_to(document, before) {
        return false;
    }
    let told = document.penn(before).is_some_and(Penn::is_verb) && document.word(before).class.has(Class::SAYING)
        || told_to(document, before);
    let common = !proper(at) && here.shape.has(Shape::LOWER);
    // "told Ana Ruiz tourism matters"
    let person = proper(head)
        && head > start
        && document.word(start).class.any(Class::MALE_NAME.or(Class::FEMALE_NAME).or(Class::TITLE));
    // "told reporters Delta Steel closed"
    let people = lower
        && tag(head) == Some(Penn::Nns)
        && last.class.has(Class::HUMAN)
        && (proper(at) || told_to(document, before) && matches!(tag(at), Some(Penn::Nns | Penn::Nn)));
    // "in a statement Delta Steel said"
    let message = lower
        && last.class.any(Class::MESSAGE)
        && tag(start) == Some(Penn::Dt)
        && tag(head) == Some(Penn::Nn)
        && document.penn(before) == Some(Penn::In)
        && proper(at);
    // "told the Halden Post people who live there"
    let paper = proper(head) && told_to(document, before);
    // "said by email Rosa Quinn left"
    let means = lower
        && head == start
        && tag(head) == Some(Penn::Nn)
        && document.lower(before) == "by"
        && !last.class.any(Class::HUMAN.or(Class::GROUP).or(Class::TITLE))
        && proper(at);
    told && (person && common || people) || paper && common || message || means
}

/// Whether the verb at `at` takes the person who is told before what is said.
fn told_to(document: &Document<'_>, at: usize) -> bool {
    matches!(document.lower(at), "told" | "tells" | "tell")
}

/// Whether the token is next to a name and part of its phrase: a mark around a nickname, a degree.
fn is_beside_name(document: &Document<'_>, at: usize) -> bool {
    document.is_named(at) && (document.is_punctuation(at) || document.is(at, Set::Degrees))
}

/// Whether the token at `at` is an abbreviated title, and the noun before it is not one that a title can follow.
fn titles_anew(document: &Document<'_>, head: usize, at: usize) -> bool {
    let (before, here) = (document.word(head), document.word(at));
    let title = here.class.has(Class::TITLE) && here.shape.has(Shape::STOP);
    title && (before.shape.has(Shape::LOWER) && !before.class.has(Class::HUMAN) || document.is_calendar(head))
}

/// Whether a noun follows within a few tokens, all of which can precede a noun.
/// Six tokens are looked at; on PolNeAR dev, 3 / 6 / 12 give the same claims (`extract --packs all`).
fn noun_comes(document: &Document<'_>, from: usize, end: usize) -> bool {
    for at in from..end.min(from + 6) {
        match document.penn(at) {
            Some(tag) if tag.is_noun() || tag == Penn::Cd => return true,
            Some(
                Penn::Jj
                | Penn::Jjr
                | Penn::Jjs
                | Penn::Vbn
                | Penn::Vbg
                | Penn::Rb
                | Penn::Rbs
                | Penn::Dollar
                | Penn::Cc
                | Penn::Comma
                | Penn::Close,
            ) => {}
            _ => return false,
        }
    }
    false
}

/// The closing mark of the quotation opened at `at`, if it encloses modifiers of a noun.
fn marked_modifiers(document: &Document<'_>, at: usize, end: usize) -> Option<usize> {
    document.tokens.get(at).filter(|token| token.mark == Some(Mark::Open))?;
    let close = document.opened_at(at)?.close?;
    (close < end && close - at <= 5 && noun_comes(document, close + 1, end)).then_some(close)
}

/// The end of the words that measure a quantity: *nearly*, *more than*, *nine in* before *ten*. `start` if there are
/// none.
fn measure_end(document: &Document<'_>, start: usize, end: usize) -> usize {
    let penn = |at: usize| if at < end { document.penn(at) } else { None };
    let word = |at: usize| if at < end { document.lower(at) } else { "" };
    let quantity = |at: usize| {
        let fraction = matches!(word(at), "half" | "two-thirds" | "three-quarters" | "two-fifths" | "three-fifths");
        let part = matches!(word(at), "a" | "one") && matches!(word(at + 1), "third" | "quarter" | "fifth" | "dozen");
        fraction || part || penn(at) == Some(Penn::Cd) && !is_year(word(at))
    };
    match (word(start), word(start + 1)) {
        ("more" | "less" | "fewer", "than") | ("at", "least" | "most") | ("up", "to") if quantity(start + 2) => {
            start + 2
        }
        ("about" | "nearly" | "roughly" | "almost" | "approximately" | "around" | "over" | "just" | "some", _)
            if quantity(start + 1) =>
        {
            start + 1
        }
        (_, "in")
            if penn(start) == Some(Penn::Cd) && penn(start + 2) == Some(Penn::Cd) && !is_year(word(start + 2)) =>
        {
            start + 2
        }
        (_, "out") if penn(start) == Some(Penn::Cd) && word(start + 2) == "of" && penn(start + 3) == Some(Penn::Cd) => {
            start + 3
        }
        _ => start,
    }
}

fn is_year(lower: &str) -> bool {
    lower.len() == 4 && lower.starts_with(['1', '2']) && lower.bytes().all(|byte| byte.is_ascii_digit())
}

/// *both* before a noun phrase, if the tagger took it for part of *both … and*.
fn is_both(document: &Document<'_>, at: usize, end: usize) -> bool {
    at < end && document.lower(at) == "both" && document.penn(at) == Some(Penn::Cc) && noun_comes(document, at + 1, end)
}

/// Whether the number at `at` begins another phrase after the noun `head`.
fn counts_anew(document: &Document<'_>, head: usize, at: usize) -> bool {
    let proper = document.penn(head).is_some_and(Penn::is_proper);
    let unit = |at: usize| at < document.tokens.len() && document.word(at).class.has(Class::TIME.or(Class::PLURAL));
    !proper && head + 1 == at && unit(at + 1)
}

/// Whether the tagger took the name at `at` for something else: a verb is not followed by a possessive, and is not half
/// of a name.
fn is_mistaken_name(document: &Document<'_>, at: usize, end: usize) -> bool {
    let capital = document.word(at).shape.has(Shape::TITLE);
    let possessive = at + 1 < end && document.penn(at + 1) == Some(Penn::Pos) && document.lower(at + 1) == "'s";
    let adverb = document.penn(at).is_some_and(|tag| tag.is_adverb() || tag == Penn::Wrb);
    capital && !adverb && (possessive || document.penn(at) == Some(Penn::Gw))
}

fn is_participle_before_noun(document: &Document<'_>, at: usize, start: usize, determined: bool, end: usize) -> bool {
    if at == start && opens_subject(document, at, end) {
        return true;
    }
    let before = at.checked_sub(1).filter(|&before| before >= start).and_then(|before| document.penn(before));
    let modifies = determined
        && matches!(
            before,
            Some(
                Penn::Dt | Penn::PrpS | Penn::Jj | Penn::Pos | Penn::Cd | Penn::Jjs | Penn::Rb | Penn::Cc | Penn::Hyph
            )
        )
        || document.word(at).shape.has(Shape::HYPHEN);
    modifies && noun_comes(document, at + 1, end)
}

/// Whether *a*, *an* or *one* is all there is from `start` to `at`.
fn determined_singly(document: &Document<'_>, start: usize, at: usize) -> bool {
    at == start + 1 && matches!(document.lower(start), "a" | "an" | "one" | "another")
}

/// Whether the participle at `at` begins the subject of a sentence: *Leading councillors say*.
fn opens_subject(document: &Document<'_>, at: usize, end: usize) -> bool {
    let first = document.starts_sentence(at)
        || at.checked_sub(1).is_some_and(|before| {
            document.starts_sentence(before) && matches!(document.penn(before), Some(Penn::Cc | Penn::In))
        });
    let plural = |at: usize| matches!(document.penn(at), Some(Penn::Nns | Penn::Nnps));
    first && at + 2 < end && plural(at + 1) && document.penn(at + 2).is_some_and(Penn::is_finite)
}
