//! What a number without a noun counts: a noun ahead, a verb behind, a neighbour's noun, the words of its label.

use std::ops::Range;

use exode_claim::{Measure, Unit};
use exode_place::PlaceKind;

use super::decide::same_quotation;
use super::echo::{echoes, plural, replaces, told_above};
use super::number_of::number_of;
use super::ranked::{bracketed_people, people_of};
use super::{Draft, Found};
use crate::counted::{Counted, Verdict, counted, noun_ahead};
use crate::cue::{Choice, Cue};
use crate::lexicon::{Grammar, NounClass, Part, PrepRole, Role, Sense, Side};
use crate::number::{Figure, FigureKind};
use crate::ordinary::names_doers;
use crate::place::NameUse;
use crate::route::people_noun;
use crate::scene::Scene;

/// What a number without a noun counts: a noun ahead, a verb behind ("300 000 étaient partis"), or the neighbour's noun.
pub(super) fn stand_in(found: &Found<'_>, n: usize, figure: &Figure, drafts: &[Draft]) -> Option<Counted> {
    let scene = &found.scene;
    let view = &scene.view;
    let sentence = &scene.sentences[n];
    let people = |own: bool| Counted { own, ..Counted::plain(Unit::Person, figure.end) };
    // "686 accidents, contre 798": like the figure before it, which is no claim.
    let before = sentence.figures.iter().rev().find(|f| f.end <= figure.start && f.kind == FigureKind::Count);
    let unclaimed = before.is_some_and(|f| {
        let draft = drafts.iter().any(|d| d.n == n && d.figure.start == f.start);
        !draft && crate::timing::is_compared(scene, figure) && unknown_plural(scene, f.end)
    });
    let nearby = drafts.iter().rev().filter(|_| !unclaimed).take(3).find(|d| {
        (d.n == n || d.n + 1 == n && scene.sentences[d.n].block == sentence.block || same_quotation(scene, d, figure))
            && matches!(d.counted.unit, Unit::Person | Unit::Household | Unit::Vehicle | Unit::Km | Unit::Hour)
    });
    let round = figure.low.or(figure.high).unwrap_or(0.0);
    let above = told_above(found, n, figure, drafts);
    // "Les entrées ont triplé, à 6 000 par jour": the level behind its growth.
    let level = drafts.last().filter(|d| d.n == n && matches!(d.counted.unit, Unit::Factor | Unit::Percent) && levels(scene, figure));
    if let Some(d) = above.or(level) {
        let unit = if matches!(d.counted.unit, Unit::Factor | Unit::Percent) { Unit::Person } else { d.counted.unit };
        let class = if matches!(d.counted.unit, Unit::Factor | Unit::Percent) { NounClass::People } else { d.counted.class };
        return Some(Counted { unit, class, demonym: d.counted.demonym, ..people(false) });
    }
    // "40 000 moutons": an unknown plural right behind is what is counted, and it is not people.
    let of = view.grammar(figure.end, Grammar::Of).filter(|_| round >= 1e6);
    let stranger = unknown_plural(scene, of.unwrap_or(figure.end));
    if stranger {
        return coined(found, n, figure).then(|| Counted { end: figure.end + 1, reach: figure.end + 1, ..people(true) });
    }
    // "… 3 000 Russes entrés. 2 500 sont des hommes": a part of those told before.
    if round >= 2.0 && nearby.is_some() && super::share::sorts(scene, figure) && view.grammar(figure.end, Grammar::Auxiliary).is_some() {
        return Some(Counted { class: NounClass::Subset, ..people(false) });
    }
    // "les Vénézuéliens en tête, puis les Cubains (2 300) et les Haïtiens (1 100)"
    if let Some(people) = bracketed_people(found, n, figure) {
        return Some(people_of(figure, &people));
    }
    // A verb of movement or harm right behind the number.
    let mut i = figure.end;
    // "Ils sont 688 000 à avoir fui", "dix-sept mille à passer"
    if view.is(i, "à") {
        i += 1;
    }
    for _ in 0..6 {
        let small = [Grammar::Passive, Grammar::Auxiliary, Grammar::Filler, Grammar::Adverb, Grammar::Already];
        let adverb = view.word(i).ends_with("ly") || view.word(i).ends_with("ment");
        // "2 100 en sont sortis"
        let pronoun = view.is(i, "en") || view.is(i, "y");
        // "more than a million may have entered"
        let modal = view.at(i, |s| matches!(s, Sense::Mood(_)).then_some(())).map(|((), end)| end);
        match small.iter().find_map(|g| view.grammar(i, *g)).or((adverb || pronoun).then_some(i + 1)).or(modal) {
            Some(end) => i = end,
            None => break,
        }
    }
    // "35 à 11 heures", "three or four buses": the noun stands behind the next figure.
    let next = sentence.figures.iter().find(|f| f.start >= figure.end && f.start <= figure.end + 2);
    if let Some(next) = next.filter(|f| f.kind != FigureKind::Article)
        && let Verdict::Counts(c) = counted(scene, next, &sentence.tokens)
        && c.own
        && !matches!(c.unit, Unit::Percent | Unit::Factor)
        && !view.is(figure.end, ",")
    {
        return Some(Counted { end: figure.end, own: false, ..c });
    }
    // "hundreds sleep in the square", "11,432 have come so far"
    let stays = |c: &Cue| {
        c.word.people == Role::Subject
            && c.word.part == Part::Verb
            && c.start == i
            && (figure.vague || round >= 100.0 && c.word.moves_people())
    };
    let verb = found.cues[n].iter().any(|c| c.start >= figure.end && c.start <= i + 1 && (!c.word.weak || stays(c)));
    // "The city has sheltered some 5,000": a verb that has people as its object takes nothing else.
    let only = |c: &Cue| {
        let small = [Grammar::Filler, Grammar::Respectively].iter().any(|g| view.grammar(c.end, *g) == Some(figure.start));
        c.end == figure.start || small
    };
    let object = |c: &Cue| only(c) && c.word.part == Part::Verb && c.word.people == Role::Object && !c.word.weak;
    // "it had turned back roughly another 100"
    let refused = |c: &Cue| c.word.measure == Measure::Other && c.word.at == Some(Side::Destination);
    let verb = verb || round >= 10.0 && found.cues[n].iter().any(|c| object(c) && (counts_people(c.word.measure) || refused(c)));
    if verb && round >= 2.0 {
        let mut c = people(true);
        if let Some(d) = nearby.filter(|d| d.counted.unit != Unit::Percent) {
            c.unit = if matches!(d.counted.unit, Unit::Km | Unit::Hour) { Unit::Person } else { d.counted.unit };
            c.demonym = d.counted.demonym;
        }
        return Some(c);
    }
    if into(found, n, figure) && nearby.is_some_and(|d| counts_people(d.measure)) {
        return Some(people(false));
    }
    if let Some(c) = number_of(found, n, figure).filter(|_| round >= 20.0) {
        return Some(c);
    }
    if let Some(c) = bracketed(found, n, figure, drafts).filter(|_| round >= 20.0) {
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
    if let Some(c) = those_told(found, n, figure) {
        return Some(c);
    }
    let head = found.cues[n].iter().any(|c| c.end <= figure.start && figure.start - c.end <= 3 && c.word.part == Part::Noun);
    let total = (figure.start.saturating_sub(8)..figure.start)
        .any(|k| view.at(k, |s| matches!(s, Sense::Noun(w) if w.class == NounClass::Total).then_some(())).is_some());
    // "Returned via Torkham on 5 November: 5,580": the label says what is counted.
    let labelled = figure.start > sentence.tokens.start
        && view.is(figure.start - 1, ":")
        && found.cues[n].iter().any(|c| c.end <= figure.start && !c.word.weak && counts_people(c.word.measure));
    (round >= 100.0 && (head || total || lists(found, n, figure, drafts)) || round >= 2.0 && labelled).then(|| people(false))
}

/// "77,300 into Poland": a bare figure led into a country.
pub(super) fn into(found: &Found<'_>, n: usize, figure: &Figure) -> bool {
    let scene = &found.scene;
    let to = scene.view.at(figure.end, |s| matches!(s, Sense::Prep(p) if p.role == PrepRole::To).then_some(())).map(|((), end)| end);
    let country = |at: usize| scene.spot_at(at).is_some_and(|s| s.place.kind() == PlaceKind::Country && s.use_ == NameUse::Name);
    let many = figure.kind == FigureKind::Count && figure.low.or(figure.high).is_some_and(|v| v >= 100.0);
    many && to.is_some_and(country) && !found.cues[n].iter().any(|c| c.end == figure.start && !c.word.weak)
}

/// "18 per cent (412,300) in Ituri", "at the Hamdayet point (27,533)": a bare number in brackets behind a share or a place is the
/// count it stands for.
fn bracketed(found: &Found<'_>, n: usize, figure: &Figure, drafts: &[Draft]) -> Option<Counted> {
    bracketed_by(found, n, figure, drafts)?;
    let told = drafts.iter().rev().find(|d| d.n == n && matches!(d.counted.unit, Unit::Person | Unit::Household));
    let (unit, demonym) = told.map_or((Unit::Person, None), |d| (d.counted.unit, d.counted.demonym));
    let (implied, class) = told.map_or((None, NounClass::People), |d| (d.counted.implied, d.counted.class));
    Some(Counted { unit, factor: 1.0, implied, class, end: figure.end, reach: figure.end, demonym, own: false, entries: Vec::new() })
}

/// What such a number measures: what the last people counted in the sentence did, else what its verb says.
pub(super) fn bracketed_by(found: &Found<'_>, n: usize, figure: &Figure, drafts: &[Draft]) -> Option<Choice> {
    let scene = &found.scene;
    let view = &scene.view;
    let open = figure.start.checked_sub(1).filter(|i| view.is(*i, "(") && view.is(figure.end, ")"))?;
    let share = scene.sentences[n].figures.iter().any(|f| f.end == open && matches!(f.kind, FigureKind::Percent | FigureKind::Ratio));
    let placed = scene.spots[scene.sentences[n].spots.clone()].iter().any(|s| s.end <= open && open <= s.end + 2);
    let told = drafts.iter().rev().find(|d| d.n == n && matches!(d.counted.unit, Unit::Person | Unit::Household));
    let verb = found.cues[n].iter().rev().find(|c| c.end <= open && c.word.part == Part::Verb && c.word.moves_people() && !c.word.weak);
    match (told, verb) {
        (Some(d), _) if share || placed => Some(Choice { measure: d.measure, cue: d.choice.cue.clone(), score: 1.1 }),
        (None, Some(c)) if placed => Some(Choice { measure: c.word.measure, cue: Some(c.clone()), score: 1.1 }),
        _ => None,
    }
}

/// "… des réfugiés qui ne cessent de venir. En tout, ils étaient 41 000": those of the sentence before.
fn those_told(found: &Found<'_>, n: usize, figure: &Figure) -> Option<Counted> {
    let scene = &found.scene;
    let before = scene.sentences.get(n.checked_sub(1)?)?;
    let many = figure.low.or(figure.high).is_some_and(|v| v >= 50.0);
    if !many || !plural(scene, figure, &scene.sentences[n].tokens) {
        return None;
    }
    let mover = |i: usize| {
        let noun = |s: &Sense| if let Sense::Noun(w) = s { (w.class == NounClass::Mover).then_some(w.measure) } else { None };
        scene.view.at(i, noun).map(|(measure, _)| measure)
    };
    let said = before.tokens.clone().rev().find_map(mover);
    let people =
        || before.spots.clone().rev().find(|k| found.parts[*k] == crate::route::Part::People && people_noun(scene, &scene.spots[*k]));
    let demonym = people().map(|k| scene.spots[k]);
    let moved = found.cues[n - 1].iter().rev().find(|c| c.word.part == Part::Verb && !c.word.weak && counts_people(c.word.measure));
    let implied = said.flatten().or(moved.map(|c| c.word.measure));
    (said.is_some() || demonym.is_some()).then(|| Counted {
        unit: Unit::Person,
        factor: 1.0,
        implied,
        class: NounClass::Mover,
        end: figure.end,
        reach: figure.end,
        demonym,
        own: false,
        entries: Vec::new(),
    })
}

/// "…, à 6 000 par jour", "…, to 4,500 a day": a bare number of a rate.
pub(super) fn levels(scene: &Scene<'_>, figure: &Figure) -> bool {
    let to = figure.start > 0 && scene.view.grammar(figure.start - 1, Grammar::Level).is_some();
    to && crate::time::rate_at(&scene.view, figure.end).is_some() && figure.low.or(figure.high).is_some_and(|v| v >= 20.0)
}

/// "Finlande : 8 314 dimanche", "Géorgie : 10 000 par jour": a country's or crossing's bare figure with a time or rate, in a text that
/// counts arrivals.
pub(super) fn lists(found: &Found<'_>, n: usize, figure: &Figure, drafts: &[Draft]) -> bool {
    let scene = &found.scene;
    let sentence = &scene.sentences[n];
    let Some(colon) = (sentence.tokens.start..figure.start.min(sentence.tokens.start + 8)).find(|i| scene.view.is(*i, ":")) else {
        return false;
    };
    let place = |k: usize| scene.spots[k].end <= colon && (scene.spots[k].crossing || scene.spots[k].place.kind() == PlaceKind::Country);
    let timed = sentence.times.iter().any(|t| t.start == figure.end) || crate::time::rate_at(&scene.view, figure.end).is_some();
    let arrivals = drafts.iter().any(|d| d.measure == Measure::CrossedIn);
    timed && arrivals && sentence.spots.clone().any(place) && found.cues[n].iter().all(|c| c.word.weak)
}

/// Whether a lower-case plural that no list knows stands at token `i`.
fn unknown_plural(scene: &Scene<'_>, i: usize) -> bool {
    let view = &scene.view;
    let word = view.word(i);
    view.case(i) == exode_text::Case::Lower
        && word.chars().count() > 3
        && word.ends_with(['s', 'x'])
        && view.hits(i).is_empty()
        && scene.spot_at(i).is_none()
}

/// Whether the unknown noun behind a figure names people: those who do what a verb says, and who come or go ("540 marcheurs ont franchi").
fn coined(found: &Found<'_>, n: usize, figure: &Figure) -> bool {
    let view = &found.scene.view;
    let mut verb = figure.end + 1;
    while let Some(end) = [Grammar::Passive, Grammar::Auxiliary, Grammar::Adverb].iter().find_map(|g| view.grammar(verb, *g)) {
        verb = end;
    }
    let goes = |c: &Cue| c.start == verb && !c.word.weak && (c.word.goes() || counts_people(c.word.measure) && c.word.object.is_some());
    let many = figure.low.or(figure.high).is_some_and(|v| v >= 10.0);
    many && names_doers(view.lex.lang(), &view.word(figure.end).to_lowercase()) && found.cues[n].iter().any(goes)
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
fn counts_own(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    matches!(counted(scene, figure, sentence), Verdict::Counts(c) if c.own)
}
