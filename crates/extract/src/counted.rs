//! What a figure counts.
//!
//! What it reads: "8 314 Russes", "près de 20 km", "48-hour wait", "plus de 3 000 autres véhicules", "80 % des arrivants"; a noun ahead
//! ("le nombre de réfugiés atteint 12 000", "Arrivées : 3 421"); none at all ("11 200 dimanche"), which takes its neighbour's.
//! What it refuses: ages, money, distances with a label, staff, arms: nouns of `refuse.toml`.

use std::ops::Range;

use exode_claim::{Measure, Unit};
use exode_text::{Case, Kind};

use crate::lexicon::{EntryId, Grammar, Lang, NounClass, Sense};
use crate::number::{Figure, FigureKind};
use crate::place::{NameUse, Spot};
use crate::scene::Scene;

/// The unit and noun of a figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Counted {
    pub(crate) unit: Unit,
    /// How many claim units one counted unit is.
    pub(crate) factor: f64,
    /// What the noun alone implies.
    pub(crate) implied: Option<Measure>,
    pub(crate) class: NounClass,
    /// Token after the noun phrase's head; the figure's end where there is no noun behind it.
    pub(crate) end: usize,
    /// Token after trailing adjectives and participles' position: where the verb may start.
    pub(crate) reach: usize,
    /// The people's nationality as a place mention.
    pub(crate) demonym: Option<Spot>,
    /// Whether the noun stands behind the number (else it was taken from elsewhere).
    pub(crate) own: bool,
    pub(crate) entries: Vec<EntryId>,
}

impl Counted {
    /// A figure of this unit that ends at token `end`, with no noun beside it and nothing implied.
    pub(crate) fn plain(unit: Unit, end: usize) -> Self {
        Self { unit, factor: 1.0, implied: None, class: NounClass::People, end, reach: end, demonym: None, own: true, entries: Vec::new() }
    }
}

/// What [`counted`] decides.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// It counts this.
    Counts(Counted),
    /// It is no figure about people, for this reason.
    Refused(Box<str>),
    /// No noun in reach.
    Open,
}

/// Decide what `figure` counts from the words around it.
pub(crate) fn counted(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> Verdict {
    let view = &scene.view;
    if let Some(reason) = refused_before(scene, figure, sentence) {
        return Verdict::Refused(reason);
    }
    if figure.kind == FigureKind::Factor {
        return Verdict::Counts(Counted::plain(Unit::Factor, figure.end));
    }
    let percent = matches!(figure.kind, FigureKind::Percent | FigureKind::Ratio);
    let mut demonym: Option<Spot> = None;
    let mut i = figure.end;
    let limit = (figure.end + 9).min(sentence.end);
    while i < limit {
        if view.is_joint(i) {
            i += 1;
            continue;
        }
        // "two (2) centres"
        if i == figure.end && restated(scene, figure, sentence).is_some() {
            i += 3;
            continue;
        }
        // "5,000 a day": a rate, not a length of days.
        if crate::time::rate_at(view, i).is_some() {
            break;
        }
        if !percent && let Some((unit, end)) = view.at(i, |s| if let Sense::Unit(u) = s { Some(*u) } else { None }) {
            let near = i <= figure.end + 2;
            let refused = view.at(i, |s| if let Sense::Refuse(r) = s { Some(r.reason.clone()) } else { None });
            if let Some((reason, refused_end)) = refused
                && refused_end > end
            {
                return Verdict::Refused(reason);
            }
            if near && !(view.word(i).len() == 1 && i > figure.end) {
                let mut c = Counted::plain(unit.unit, end);
                c.factor = unit.factor;
                c.entries.extend(entry_at(scene, i, |s| matches!(s, Sense::Unit(_))));
                return Verdict::Counts(c);
            }
        }
        let noun = view.at(i, |s| if let Sense::Noun(n) = s { Some(n.clone()) } else { None });
        let refuse = view.at(i, |s| if let Sense::Refuse(r) = s { (!r.before).then(|| r.reason.clone()) } else { None });
        match (noun, refuse) {
            (Some((noun, end)), refuse) if refuse.as_ref().is_none_or(|(_, r)| *r <= end) => {
                if noun.class == NounClass::Total {
                    // "à 1,7 million le nombre d'Afghans": the noun stands behind.
                    i = end;
                    continue;
                }
                // English compounds end in what is counted: "passenger cars", "refugee families".
                let last = |s: &Sense| {
                    if let Sense::Noun(n) = s {
                        // "300 families homeless": said of the families, and no noun of its own.
                        let said = n.class == NounClass::Mover && n.measure.is_some() && !ends_plural(view.word(end));
                        (n.class != NounClass::Total && n.class != NounClass::Event && !said).then(|| n.clone())
                    } else {
                        None
                    }
                };
                let compound = (view.lex.lang() == Lang::En && noun.class != NounClass::Event).then(|| view.at(end, last)).flatten();
                let (noun, end) = compound.unwrap_or((noun, end));
                // "87 IDP sites", "12 migrant boats"
                let thing = |s: &Sense| if let Sense::Refuse(r) = s { (!r.before).then(|| r.reason.clone()) } else { None };
                // "three Internally Displaced People (IDP) camps"
                let aside = view.is(end, "(") && view.is(end + 2, ")") && view.case(end + 1) == Case::Upper;
                let of = if aside { end + 3 } else { end };
                if let Some((reason, _)) = view.at(of, thing).filter(|_| view.lex.lang() == Lang::En && noun.class != NounClass::Event) {
                    return Verdict::Refused(reason);
                }
                // "an average of 50 people per vessel"
                if view.is(end, "per") && crate::time::rate_at(view, end).is_none() {
                    return Verdict::Refused("average per thing".into());
                }
                let mut c = Counted::plain(if percent { Unit::Percent } else { noun.unit }, end);
                c.implied = noun.measure;
                c.class = noun.class;
                c.demonym = demonym.or_else(|| demonym_after(scene, end, sentence.end));
                c.reach = c.demonym.as_ref().map_or(end, |d| d.end.max(end));
                c.entries.extend(entry_at(scene, i, |s| matches!(s, Sense::Noun(_))));
                upgrade(scene, &mut c, sentence.end);
                return Verdict::Counts(c);
            }
            (_, Some((reason, _))) => return Verdict::Refused(reason),
            _ => {}
        }
        if let Some(end) = view.grammar(i, Grammar::Those) {
            // "60 % d'entre eux", "20,000 of them", "80% of those arriving"
            // "1,300 of them trucks"
            let kind = view.at(end, |s| if let Sense::Noun(n) = s { (n.class != NounClass::Total).then_some(n.unit) } else { None });
            let mut c = Counted::plain(if percent { Unit::Percent } else { kind.map_or(Unit::Person, |(unit, _)| unit) }, end);
            c.class = NounClass::Subset;
            return Verdict::Counts(c);
        }
        if let Some(spot) = scene.spot_at(i).filter(|s| s.start == i) {
            if spot.use_ == NameUse::Demonym && !spot.compound {
                let adjective = view.lex.lang() == Lang::En && !ends_plural(view.word(spot.end - 1)) || view.case(i) == Case::Lower;
                let names = view.lex.lang() == Lang::En && view.case(spot.end) == Case::Upper && view.hits(spot.end).is_empty();
                if names && spot.end < sentence.end && scene.spot_at(spot.end).is_none() {
                    return Verdict::Open; // "two Thai F-16s"
                }
                if !adjective && !noun_follows(scene, spot.end) {
                    let mut c = Counted::plain(if percent { Unit::Percent } else { Unit::Person }, spot.end);
                    c.demonym = Some(*spot);
                    c.class = if percent { NounClass::Mover } else { NounClass::People };
                    c.reach = spot.end;
                    upgrade(scene, &mut c, sentence.end);
                    return Verdict::Counts(c);
                }
                demonym = demonym.or(Some(*spot));
                i = spot.end;
                continue;
            }
            if percent {
                break;
            }
            return Verdict::Open;
        }
        let skip = view
            .grammar(i, Grammar::Filler)
            .or_else(|| view.grammar(i, Grammar::Of))
            .or_else(|| view.grammar(i, Grammar::Determiner).filter(|end| i > figure.end || percent || total_at(scene, *end)));
        match skip {
            Some(end) => i = end,
            None if demonym.is_none() && adjective_before_noun(scene, i, sentence.end) => i += 1,
            // "188 UNRWA colleagues"
            None if i == figure.end && view.case(i) == Case::Upper && view.kind(i) == Kind::Word && noun_follows(scene, i + 1) => i += 1,
            // "first-time asylum applications", "non-Muslim villagers"
            None if view.is_joint(i + 1) && view.kind(i) == Kind::Word && noun_follows(scene, i + 3) => i += 3,
            None => break,
        }
    }
    if let Some(people) = demonym
        && !percent
    {
        let mut c = Counted::plain(Unit::Person, people.end);
        c.demonym = Some(people);
        return Verdict::Counts(c);
    }
    if percent {
        return Verdict::Counts(Counted::plain(Unit::Percent, figure.end));
    }
    Verdict::Open
}

/// One unknown lower-case word between number and noun is an adjective ("8 314 malheureux réfugiés", "300 weary civilians").
fn adjective_before_noun(scene: &Scene<'_>, i: usize, limit: usize) -> bool {
    let view = &scene.view;
    i + 1 < limit && view.kind(i) == Kind::Word && view.case(i) == Case::Lower && view.hits(i).is_empty() && noun_follows(scene, i + 1)
}

/// "à 1,7 million le nombre d'Afghans", "at 90,000 the number of": what is counted stands behind "number".
fn total_at(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.at(i, |s| matches!(s, Sense::Noun(n) if n.class == NounClass::Total).then_some(())).is_some()
}

fn noun_follows(scene: &Scene<'_>, i: usize) -> bool {
    let noun = |s: &Sense| matches!(s, Sense::Noun(n) if n.class != NounClass::Total).then_some(());
    scene.view.at(i, noun).is_some()
        || scene.view.grammar(i, Grammar::Filler).is_some_and(|end| scene.view.at(end, noun).is_some())
        || scene.view.at(i, |s| matches!(s, Sense::Refuse(r) if !r.before).then_some(())).is_some()
}

fn ends_plural(word: &str) -> bool {
    word.ends_with('s')
        || word.ends_with("ese")
        || word.ends_with("sh")
        || word.ends_with("ch")
        || word.ends_with('z')
        || word.ends_with('i')
}

/// "ressortissants russes", "réfugiés venus du Soudan" keep only the adjective here; routes read the rest.
fn demonym_after(scene: &Scene<'_>, from: usize, limit: usize) -> Option<Spot> {
    let mut i = from;
    while i < limit.min(from + 3) {
        if let Some(spot) = scene.spot_at(i).filter(|s| s.start == i) {
            return (spot.use_ == NameUse::Demonym && !spot.compound).then_some(*spot);
        }
        if i == from
            && scene.view.grammar(i, Grammar::Of).is_some_and(|end| {
                scene.spot_at(end).is_some_and(|s| s.start == end && s.use_ == NameUse::Demonym && scene.view.case(end) == Case::Title)
            })
        {
            i = scene.view.grammar(i, Grammar::Of).unwrap_or(i + 1);
            continue; // "arrivées de Russes"
        }
        let adjective = scene.view.kind(i) == Kind::Word && scene.view.case(i) == Case::Lower && !scene.view.word(i).ends_with('\'');
        let verb = scene.view.grammar(i, Grammar::Auxiliary).is_some() || scene.view.grammar(i, Grammar::Of).is_some();
        if !adjective || verb {
            return None;
        }
        i += 1;
    }
    None
}

/// "personnes réfugiées", "citoyens déplacés": a second noun right behind says more than the first.
fn upgrade(scene: &Scene<'_>, c: &mut Counted, limit: usize) {
    if c.implied.is_some() || c.class != NounClass::People || c.reach >= limit {
        return;
    }
    let next = |s: &Sense| match s {
        Sense::Noun(n) if n.measure.is_some() && n.class == NounClass::Mover => Some(n.clone()),
        _ => None,
    };
    if let Some((noun, end)) = scene.view.at(c.reach, next) {
        c.implied = noun.measure;
        c.class = noun.class;
        c.end = end;
        c.reach = end;
        c.demonym = c.demonym.or_else(|| demonym_after(scene, end, limit));
    }
}

/// The token of the digits in brackets that only repeat the number in words before them: "two (2)", "seven (7)".
pub(crate) fn restated(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> Option<usize> {
    let view = &scene.view;
    let digits = figure.end + 1;
    let bracketed = digits + 1 < sentence.end && view.is(figure.end, "(") && view.is(digits + 1, ")") && view.kind(digits) == Kind::Digits;
    let same = view.word(digits).parse::<f64>().ok().is_some_and(|v| figure.low.or(figure.high) == Some(v));
    (bracketed && same).then_some(digits)
}

fn noun_starts(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.at(i, |s| matches!(s, Sense::Noun(_)).then_some(())).is_some()
}

/// Whether the people behind a number are such as have moved, or a clause behind them says what they did.
fn moved(scene: &Scene<'_>, figure: &Figure) -> bool {
    let view = &scene.view;
    let mut at = figure.end;
    while let Some(end) = view.grammar(at, Grammar::Filler).filter(|_| !noun_starts(scene, at)) {
        at = end;
    }
    at = scene.spot_at(at).filter(|s| s.use_ == NameUse::Demonym).map_or(at, |s| s.end);
    let Some((mover, end)) = view.at(at, |s| if let Sense::Noun(n) = s { Some(n.class == NounClass::Mover) } else { None }) else {
        return false;
    };
    mover || view.is(end, "who")
}

/// A label, currency or age right before the number.
fn refused_before(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> Option<Box<str>> {
    let view = &scene.view;
    let start = figure.number.start;
    if start <= sentence.start {
        let marker = matches!(view.word(figure.end), "." | "/" | ")")
            && view.gap(figure.end) == exode_text::Gap::None
            && figure.end + 1 < sentence.end;
        return marker.then(|| "list number".into());
    }
    if matches!(view.word(start - 1), "$" | "€" | "£" | "#" | "№" | "°") {
        return Some("money or label".into());
    }
    let label = |at: usize| {
        view.before(at, |s| match s {
            Sense::Refuse(r) if r.before => Some(r.reason.clone()),
            _ => None,
        })
    };
    // "over a stretch of some 140 km": the hedge stands between
    let label = label(start).or_else(|| label(figure.start).filter(|_| figure.start > sentence.start))?;
    // "une ville de 295 000 habitants", but "home to 32,000 refugees", "home to 116,000 people who fled"
    if &*label.0 == "population" && !moved(scene, figure) {
        return Some(label.0);
    }
    // "number 5" is a label, "the number 12 000 people" is not: a noun behind the number wins.
    let noun_behind = noun_follows(scene, figure.end);
    (!noun_behind).then_some(label.0)
}

/// The noun a bare number takes from ahead of it: "le nombre de réfugiés a atteint 12 000", "Arrivées: 3 421".
pub(crate) fn noun_ahead(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> Option<Counted> {
    let view = &scene.view;
    let from = sentence.start.max(figure.start.saturating_sub(14));
    let mut best: Option<Counted> = None;
    let mut i = from;
    while i < figure.start {
        let noun = view.at(i, |s| match s {
            Sense::Noun(n) if n.class != NounClass::Total => Some(n.clone()),
            _ => None,
        });
        match noun {
            Some((noun, end)) if end <= figure.start && scene.barrier(end, figure.start) < 2.5 => {
                let mut c = Counted::plain(noun.unit, figure.end);
                c.implied = noun.measure;
                c.class = noun.class;
                c.demonym = demonym_after(scene, end, figure.start);
                c.own = false;
                c.entries.extend(entry_at(scene, i, |s| matches!(s, Sense::Noun(_))));
                best = Some(c);
                i = end;
            }
            _ => {
                if let Some(spot) = scene.spot_at(i).filter(|s| {
                    s.start == i
                        && s.use_ == NameUse::Demonym
                        && !s.compound
                        && view.case(i) == Case::Title
                        && (view.lex.lang() == Lang::Fr || ends_plural(view.word(s.end - 1)))
                }) {
                    let mut c = Counted::plain(Unit::Person, figure.end);
                    c.demonym = Some(*spot);
                    c.own = false;
                    best = Some(c);
                }
                i += 1;
            }
        }
    }
    best
}

/// The entry at token `i` that `want` accepts.
pub(crate) fn entry_at(scene: &Scene<'_>, i: usize, want: impl Fn(&Sense) -> bool) -> Option<EntryId> {
    scene.view.hits(i).iter().find(|h| want(&scene.view.entry(h).sense)).map(|h| h.entry)
}
