//! Whether a figure is a claim, and what it measures: its own cue, else what the figures and sentences around it say.

use std::ops::Range;

use exode_claim::{Measure, Rate, Unit};

use super::echo::{echoes, replaces};
use super::heading::measured_under;
use super::share::{changes, sorts};
use super::{Draft, Found};
use crate::counted::{Counted, Verdict, counted, noun_ahead};
use crate::cue::{Choice, choose};
use crate::lexicon::{Grammar, NounClass, Sense};
use crate::number::Figure;
use crate::route::Part;
use crate::scene::Scene;
use crate::timing;

/// Whether the figure is a part of one told before: "dont 30 000", "including 1,500 children", "of whom".
pub(super) fn is_subset(scene: &Scene<'_>, figure: &Figure, counted: &Counted, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    counted.class == NounClass::Subset
        || counted.unit == Unit::Percent && sorts(scene, figure)
        || (figure.start.saturating_sub(4)..figure.start)
            .any(|i| i >= sentence.start && view.grammar(i, Grammar::Subset).is_some_and(|end| end <= figure.start))
        || (counted.reach..sentence.end.min(counted.reach + 3)).any(|i| view.grammar(i, Grammar::Subset).is_some())
            && matches!(view.word(counted.reach), "among" | "parmi")
}

/// The measure of a figure, or `None` where it is no claim.
pub(super) fn decide(
    found: &Found<'_>,
    n: usize,
    figure: &Figure,
    counted: &Counted,
    others: &[Figure],
    drafts: &[Draft],
) -> Option<Choice> {
    let scene = &found.scene;
    let chosen = choose(scene, &found.cues[n], figure, counted, others);
    let nearby = drafts
        .last()
        .filter(|d| d.n + 1 >= n && scene.sentences[d.n].block == scene.sentences[n].block || same_quotation(scene, d, figure));
    let inherited = |score: f32| nearby.map(|d| Choice { measure: d.measure, cue: d.choice.cue.clone().filter(|_| d.n == n), score });
    let near_border =
        scene.sentences[n].spots.clone().any(|k| scene.spots[k].crossing || matches!(found.parts[k], Part::Border | Part::To));
    // A wait or a queue told in the last sentences: "By car it is still two or three days."
    let queueing = |m: Measure| matches!(m, Measure::Wait | Measure::QueueLength | Measure::QueueVehicles | Measure::QueuePeople);
    let waits = drafts.iter().rev().take(4).any(|d| d.n + 2 >= n && queueing(d.measure))
        || (n.saturating_sub(2)..n).any(|k| {
            scene.sentences[k].block + 1 >= scene.sentences[n].block
                && found.cues[k].iter().any(|c| c.word.measure == Measure::Wait && !c.word.weak)
        });
    let at_crossing = scene.sentences[n].spots.clone().any(|k| scene.spots[k].crossing)
        || scene.sentences[n].tokens.clone().any(|i| scene.view.grammar(i, Grammar::Border).is_some());
    let waiting = |measure: Measure| (waits || at_crossing).then_some(Choice { measure, cue: None, score: 1.1 });
    // "…, soit 9 404 ménages", "2,500 of them were men, 500 women": the next phrase of a list.
    let listed = || {
        let d = drafts
            .last()
            .filter(|d| d.n == n && counted.own && matches!(d.counted.unit, Unit::Person | Unit::Household | Unit::Vehicle))?;
        let near = scene.barrier(d.counted.reach.max(d.figure.end), figure.start) < 2.6 && figure.start - d.figure.end < 14;
        (near
            && counted.implied.is_none_or(|m| m == d.measure)
            && !matches!(counted.class, NounClass::Troops | NounClass::Staff | NounClass::Home))
        .then(|| Choice { measure: d.measure, cue: d.choice.cue.clone(), score: 1.0 })
    };
    if is_subset(scene, figure, counted, &scene.sentences[n].tokens)
        && chosen.as_ref().is_none_or(|c| c.score < if counted.unit == Unit::Percent { 6.2 } else { 3.4 })
    {
        let parent = drafts.iter().rev().find(|d| d.n + 1 >= n && matches!(d.counted.unit, Unit::Person | Unit::Household | Unit::Vehicle));
        if let Some(d) = parent {
            return Some(Choice { measure: d.measure, cue: d.choice.cue.clone().filter(|_| d.n == n), score: 1.0 });
        }
    }
    match counted.unit {
        Unit::Factor => chosen.filter(|c| c.score > 1.0).or_else(|| inherited(1.0)),
        Unit::Percent => chosen
            .filter(|c| {
                c.measure == Measure::TransitShare
                    || matches!(counted.class, NounClass::Mover | NounClass::Event | NounClass::Subset)
                    || c.score > if changes(scene, figure, &scene.sentences[n].tokens) { 1.0 } else { 2.0 }
            })
            .or_else(|| {
                let changed = || changes(scene, figure, &scene.sentences[n].tokens) && nearby.is_some_and(|d| d.n == n);
                inherited(1.0).filter(|_| matches!(counted.class, NounClass::Mover | NounClass::Subset) || changed())
            }),
        Unit::Km => chosen.filter(|c| c.score > 0.8 && !travels(scene, &scene.sentences[n].tokens)),
        Unit::Vehicle => chosen.filter(|c| c.score > 1.1).or_else(listed).or_else(|| waiting(Measure::QueueVehicles)),
        Unit::Hour | Unit::Day => chosen
            .filter(|c| c.score + if near_border { 1.2 } else { 0.0 } > 1.4)
            .filter(|c| c.cue.as_ref().is_none_or(|c| !c.word.weak) || !travels(scene, &scene.sentences[n].tokens))
            .filter(|_| !clock(scene, figure))
            .or_else(|| waiting(Measure::Wait).filter(|_| !clock(scene, figure)).filter(|_| !travels(scene, &scene.sentences[n].tokens))),
        _ => {
            let least = match (counted.class, counted.own) {
                (NounClass::Event | NounClass::Mover, true) => 0.9,
                (_, true) => 1.1,
                (_, false) => 1.3,
            };
            let paced = || {
                // "cinq à six mille visiteurs quotidiennement": people told by the day pass somewhere.
                let rate = timing::stated(scene, &scene.sentences[n], figure, counted)?;
                let people = counted.own && counted.class == NounClass::People && matches!(counted.unit, Unit::Person | Unit::Household);
                let paced = matches!(rate, Rate::PerDay | Rate::PerHour | Rate::PerWeek);
                (people && paced).then_some(Choice { measure: Measure::CrossedIn, cue: None, score: 1.1 })
            };
            // A bare figure that points back measures what its neighbour does, whatever books it: "the UN has registered 608,000".
            let echo = !counted.own && echoes(scene, figure, &scene.sentences[n].tokens);
            let d = nearby.filter(|d| echo && d.counted.unit == counted.unit);
            let again = || d.map(|d| Choice { measure: d.measure, cue: d.choice.cue.clone().filter(|_| d.n == n), score: 1.0 });
            let weak = |c: &Choice| c.cue.as_ref().is_none_or(|c| c.word.weak) && d.is_some();
            chosen
                .filter(|c| c.score > least && !weak(c))
                .or_else(again)
                .or_else(paced)
                .or_else(listed)
                .or_else(|| {
                    // "11 200 dimanche et moins de 10 000 lundi": an ellipsis takes its neighbour's measure.
                    let d = nearby.filter(|d| !counted.own && d.n == n && d.counted.unit == counted.unit)?;
                    Some(Choice { measure: d.measure, cue: d.choice.cue.clone(), score: 1.0 })
                })
                .or_else(|| measured_under(found, n, counted))
                // Migrants of whom the text says nothing that a measure has a name for are still a figure about people on the move.
                .or_else(|| {
                    let mover = counted.own && counted.class == NounClass::Mover && counted.implied.is_none();
                    (mover && figure.low.or(figure.high).is_some_and(|v| v >= 10.0)).then_some(Choice {
                        measure: Measure::Other,
                        cue: None,
                        score: 1.1,
                    })
                })
        }
    }
}

pub(super) fn same_quotation(scene: &Scene<'_>, draft: &Draft, figure: &Figure) -> bool {
    scene.quotation_at(figure.start).is_some_and(|q| q.contains(&draft.figure.start))
}

/// What a number without a noun counts: a noun ahead, a verb behind ("300 000 étaient partis"), or the neighbour's noun.
pub(super) fn stand_in(found: &Found<'_>, n: usize, figure: &Figure, drafts: &[Draft]) -> Option<Counted> {
    let scene = &found.scene;
    let view = &scene.view;
    let sentence = &scene.sentences[n];
    let people = |own: bool| Counted {
        unit: Unit::Person,
        factor: 1.0,
        implied: None,
        class: NounClass::People,
        end: figure.end,
        reach: figure.end,
        demonym: None,
        own,
        entries: Vec::new(),
    };
    let nearby = drafts.iter().rev().take(3).find(|d| {
        (d.n == n || d.n + 1 == n && scene.sentences[d.n].block == sentence.block || same_quotation(scene, d, figure))
            && matches!(d.counted.unit, Unit::Person | Unit::Household | Unit::Vehicle | Unit::Km | Unit::Hour)
    });
    let round = figure.low.or(figure.high).unwrap_or(0.0);
    // "40 000 moutons": an unknown plural right behind is what is counted, and it is not people.
    let next = view.word(figure.end);
    let stranger = view.case(figure.end) == exode_text::Case::Lower
        && next.chars().count() > 3
        && next.ends_with(['s', 'x'])
        && view.hits(figure.end).is_empty()
        && scene.spot_at(figure.end).is_none();
    if stranger {
        return None;
    }
    // A verb of movement or harm right behind the number.
    let mut i = figure.end;
    // "Ils sont 688 000 à avoir fui", "dix-sept mille à passer"
    if view.is(i, "à") {
        i += 1;
    }
    for _ in 0..5 {
        let small = [Grammar::Passive, Grammar::Auxiliary, Grammar::Filler, Grammar::Adverb, Grammar::Already];
        let adverb = view.word(i).ends_with("ly") || view.word(i).ends_with("ment");
        match small.iter().find_map(|g| view.grammar(i, *g)).or(adverb.then_some(i + 1)) {
            Some(end) => i = end,
            None => break,
        }
    }
    // "35 à 11 heures", "three or four buses": the noun stands behind the next figure.
    if let Some(next) = sentence.figures.iter().find(|f| f.start >= figure.end && f.start <= figure.end + 2)
        && let Verdict::Counts(c) = counted(scene, next, &sentence.tokens)
        && c.own
        && !matches!(c.unit, Unit::Percent | Unit::Factor)
        && !view.is(figure.end, ",")
    {
        return Some(Counted { end: figure.end, own: false, ..c });
    }
    let verb = found.cues[n].iter().any(|c| c.start >= figure.end && c.start <= i + 1 && !c.word.weak);
    if verb && round >= 2.0 {
        let mut c = people(true);
        if let Some(d) = nearby.filter(|d| d.counted.unit != Unit::Percent) {
            c.unit = if matches!(d.counted.unit, Unit::Km | Unit::Hour) { Unit::Person } else { d.counted.unit };
            c.demonym = d.counted.demonym;
        }
        return Some(c);
    }
    let replacing = nearby.is_some() && replaces(scene, figure, &sentence.tokens);
    if let Some(c) = noun_ahead(scene, figure, &sentence.tokens).filter(|_| !replacing)
        && (round >= 20.0 || matches!(c.unit, Unit::Household | Unit::Vehicle) && round >= 10.0)
        && !sentence.figures.iter().any(|f| f.start < figure.start && f.start + 12 > figure.start && counts_own(scene, f, &sentence.tokens))
    {
        return Some(c);
    }
    if let Some(d) = nearby {
        // "…; l'OIM n'en a recensé que 346 209": "en" takes the noun over a semicolon.
        let of_them =
            (figure.start.saturating_sub(8)..figure.start).any(|i| view.is(i, "en") && i > 0 && view.word(i - 1).ends_with(['\'', '’']));
        let reach = if of_them { 5.5 } else { 3.5 };
        let refers = |i: usize| {
            [Grammar::Pronoun, Grammar::Pointer].iter().any(|g| view.grammar(i, *g).is_some())
                || view.at(i, |s| matches!(s, Sense::Noun(w) if w.class == NounClass::Total).then_some(())).is_some()
        };
        let coordinated = echoes(scene, figure, &sentence.tokens)
            || d.n == n && scene.barrier(d.counted.reach.max(d.figure.end), figure.start) < reach
            || d.n != n && sentence.times.iter().any(|t| t.start.abs_diff(figure.end) < 4 || t.end.abs_diff(figure.start) < 4)
            || d.n != n && round >= 50.0 && (sentence.tokens.start..figure.start).any(refers);
        let like = d.figure.low.or(d.figure.high).unwrap_or(1.0).max(1.0);
        let plausible =
            round >= 20.0 || matches!(d.counted.unit, Unit::Km | Unit::Hour | Unit::Day) || d.n == n && round >= 2.0 && like < 100.0;
        if coordinated && plausible && round > 0.0 && (round / like).abs().log10().abs() < 2.2 {
            return Some(Counted { end: figure.end, reach: figure.end, own: false, entries: Vec::new(), ..d.counted.clone() });
        }
    }
    let head =
        found.cues[n].iter().any(|c| c.end <= figure.start && figure.start - c.end <= 3 && c.word.part == crate::lexicon::Part::Noun);
    let total = (figure.start.saturating_sub(8)..figure.start)
        .any(|k| view.at(k, |s| matches!(s, Sense::Noun(w) if w.class == NounClass::Total).then_some(())).is_some());
    // "Returned via Torkham on 5 November: 5,580": the label says what is counted.
    let labelled = figure.start > sentence.tokens.start
        && view.is(figure.start - 1, ":")
        && found.cues[n].iter().any(|c| c.end < figure.start && !c.word.weak && counts_people(c.word.measure));
    (round >= 100.0 && (head || total) || round >= 2.0 && labelled).then(|| people(false))
}

/// Whether a measure is of people alone.
fn counts_people(measure: Measure) -> bool {
    use Measure as M;
    matches!(
        measure,
        M::CrossedIn | M::CrossedOut | M::Left | M::FledTo | M::Returned | M::DisplacedInternal | M::Asylum | M::Killed | M::Wounded
    )
}

/// Whether a figure has its own noun right behind it (then a later bare number does not take that noun).
pub(super) fn counts_own(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    matches!(counted(scene, figure, sentence), Verdict::Counts(c) if c.own)
}

/// A journey's length is no wait: "trois heures de route".
pub(super) fn travels(scene: &Scene<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|i| scene.view.grammar(i, Grammar::Journey).is_some())
}

/// "à 8 heures", "in the past 24 hours": a time of day or a window, no wait.
fn clock(scene: &Scene<'_>, figure: &Figure) -> bool {
    let view = &scene.view;
    let led = |d: usize, words: &[&str]| figure.start >= d && words.iter().any(|w| view.is(figure.start - d, w));
    let hour = figure.high.is_some_and(|v| v <= 24.0 && v.fract() == 0.0);
    let waits = (figure.end..figure.end + 4).any(|i| view.word(i).to_lowercase().starts_with("attente"));
    let change = figure.start >= 2 && view.kind(figure.start - 2) == exode_text::Kind::Digits; // "de 35 à 11 heures"
    hour && !change && led(1, &["à", "vers", "dès", "at"]) && !waits
        || led(1, &["next", "past", "last", "previous", "following", "dernières", "prochaines", "premières", "first"])
        || led(1, &["the"]) && led(2, &["in", "over", "within", "during"])
}
