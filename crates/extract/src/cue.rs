//! Which cue decides what a figure measures.
//!
//! Every cue of the sentence is weighed by how it stands to the figure: a participle on the counted noun, a head noun before it
//! ("une file de 20 km"), a verb behind or ahead, less with distance, clause marks and other figures between. The unit rules out what
//! cannot be (kilometres measure queues only).

use std::ops::Range;

use exode_claim::{Measure, Unit};
use exode_text::Case;

use crate::between::{Between, between};
use crate::counted::Counted;
use crate::lexicon::{CueWord, EntryId, Grammar, Lang, NounClass, Part, PrepRole, Role, Sense};
use crate::number::{Figure, FigureKind};
use crate::scene::Scene;

/// Words between a verb that makes people do something, their figures and what they do.
const CAUSED: usize = 32;
/// Words of a clause that describes people.
const PLAIN: usize = 10;

/// A cue in its sentence.
#[derive(Debug, Clone)]
pub(crate) struct Cue {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) word: CueWord,
    pub(crate) entry: EntryId,
}

/// The cue chosen for a figure, with the measure as the unit makes it.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) measure: Measure,
    pub(crate) cue: Option<Cue>,
    pub(crate) score: f32,
}

/// All cues of a token range, the longest where they overlap.
pub(crate) fn cues(scene: &Scene<'_>, range: &Range<usize>) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for i in range.clone() {
        for hit in scene.view.hits(i) {
            let Sense::Cue(word) = &scene.view.entry(hit).sense else { continue };
            let cue = Cue { start: i, end: hit.end as usize, word: word.clone(), entry: hit.entry };
            if word.particle && !closes_count(scene, &cue) {
                continue;
            }
            // "Red Cross": nobody crosses in the middle of a name.
            let named = |s: &Sense| matches!(s, Sense::Agent(a) if a.name).then_some(());
            if scene.view.case(i) == Case::Title && scene.view.before(cue.end, named).is_some_and(|((), start)| start < i) {
                continue;
            }
            // "répartis entre les sites": a verb only behind a pronoun.
            let between = |s: &Sense| matches!(s, Sense::Prep(p) if p.role == PrepRole::Between).then_some(());
            if scene.view.at(i, between).is_some() && (i == range.start || scene.view.grammar(i - 1, Grammar::Pronoun).is_none()) {
                continue;
            }
            let length = |c: &Cue| c.end - c.start;
            let overlaps = |c: &Cue| c.start < cue.end && cue.start < c.end;
            if found.iter().any(|c| overlaps(c) && length(c) > length(&cue)) {
                continue;
            }
            found.retain(|c| !overlaps(c) || length(c) >= length(&cue));
            found.push(cue);
        }
    }
    found
}

/// Whether nothing but a count, its noun and its day stands before a particle, and its clause ends or turns to where from behind it.
fn closes_count(scene: &Scene<'_>, cue: &Cue) -> bool {
    let view = &scene.view;
    let goes = |s: &Sense| match s {
        Sense::Prep(p) => (p.role == PrepRole::From || p.role == PrepRole::At && cue.word.at.is_some()).then_some(()),
        _ => None,
    };
    let Some(sentence) = scene.sentences.iter().find(|s| s.tokens.contains(&cue.start)) else { return false };
    // "8.3k in yesterday": nobody counts in a day, so "in" is no preposition of it.
    let day = sentence.times.iter().any(|t| t.start == cue.start && t.expr.is_single_day());
    let closed = day
        || !scene.in_time(cue.start)
            && (matches!(view.word(cue.end), "," | "." | ";" | "(" | ")" | "/" | "") || view.at(cue.end, goes).is_some());
    let Some(figure) = sentence.figures.iter().rev().find(|f| f.end <= cue.start) else { return false };
    let counts = |i: usize| {
        let noun = view.at(i, |s| matches!(s, Sense::Noun(_)).then_some(())).is_some();
        noun || scene.spot_at(i).is_some() || scene.in_time(i)
    };
    closed && figure.kind == FigureKind::Count && (figure.end..cue.start).all(counts)
}

/// What a cue's measure becomes for a unit, or `None` where the two cannot go together.
pub(crate) fn fits(measure: Measure, counted: &Counted, part: Part) -> Option<Measure> {
    use Measure as M;
    match (counted.unit, measure) {
        (Unit::Km, M::QueueLength) => Some(M::QueueLength),
        (Unit::Km, M::Wait) => Some(M::QueueLength),
        (Unit::Km, _) => None,
        (Unit::Hour | Unit::Day, M::Wait) => Some(M::Wait),
        (Unit::Hour | Unit::Day, M::QueueLength) => Some(M::Wait),
        (Unit::Hour | Unit::Day, _) => None,
        (Unit::Vehicle, M::Wait | M::QueueLength) => Some(M::QueueVehicles),
        (
            Unit::Vehicle,
            M::RefugeesStock
            | M::Killed
            | M::Wounded
            | M::KilledOrWounded
            | M::MobilisedTarget
            | M::MobilisedActual
            | M::Asylum
            | M::Visas
            | M::ProtestArrests
            | M::DisplacedInternal
            | M::TransitShare
            | M::Other,
        ) => None,
        (Unit::Percent, M::Wait | M::QueueLength | M::Capacity | M::MobilisedTarget | M::Killed | M::Wounded) => None,
        (Unit::Factor, M::QueueLength) => Some(M::QueueLength),
        // "More than 100,000 have moved on to Romania"
        (Unit::Person | Unit::Household, M::TransitShare) => (part == Part::Verb).then_some(M::FledTo),
        (_, M::TransitShare) => (counted.unit == Unit::Percent).then_some(M::TransitShare),
        (Unit::Person | Unit::Household, M::QueueLength) => (part == Part::Noun).then_some(M::QueuePeople),
        (Unit::Person | Unit::Household, M::Wait) => Some(M::QueuePeople),
        (_, m) if counted.class == NounClass::Home => (m == M::Other).then_some(M::Other),
        (_, m) if counted.class == NounClass::Staff => matches!(m, M::Killed | M::Wounded | M::KilledOrWounded).then_some(m),
        (_, m) if counted.class == NounClass::Troops => {
            matches!(m, M::MobilisedTarget | M::MobilisedActual | M::Killed | M::Wounded | M::KilledOrWounded | M::Left | M::FledTo)
                .then_some(m)
        }
        (_, m) => Some(m),
    }
}

/// Choose the measure of a figure.
pub(crate) fn choose(scene: &Scene<'_>, cues: &[Cue], figure: &Figure, counted: &Counted, others: &[Figure]) -> Option<Choice> {
    let mut best: Option<Choice> = counted.implied.and_then(|m| fits(m, counted, Part::Noun)).map(|measure| Choice {
        measure,
        cue: None,
        score: if counted.class == NounClass::Event { 7.0 } else { 2.4 },
    });
    if !counted.own
        && let Some(choice) = &mut best
    {
        choice.score -= 0.8;
    }
    for cue in cues {
        // "6,7 millions de déplacés": the noun is no verb of its own.
        let inside = cue.start < counted.reach && cue.end > figure.start;
        if inside && counted.implied == Some(cue.word.measure) {
            continue;
        }
        // "the number of internally displaced people rose to 908,920": nor is the noun ahead.
        let whole = |s: &Sense| matches!(s, Sense::Noun(n) if n.measure == Some(cue.word.measure)).then_some(());
        let within = scene.view.at(cue.start, whole).is_some_and(|((), end)| end > cue.end);
        if within && !counted.own && counted.implied == Some(cue.word.measure) {
            continue;
        }
        // "98,000 arrivals since the mobilisation": an event that dates the figure is not what it counts.
        let dates = scene.in_time(cue.start) && !(cue.end <= figure.start && joined(scene, cue.end, figure.start));
        if dates && matches!(cue.word.measure, Measure::MobilisedTarget | Measure::MobilisedActual) {
            continue;
        }
        // "Entrées : 812 / Sorties : 1 430": a label is of the figure behind its colon.
        if cue.start >= counted.reach && label_of(scene, cue).is_some_and(|at| others.iter().any(|f| f.start == at)) {
            continue;
        }
        let counted_only = cue.word.weak || cue.word.rate == Some(exode_claim::Rate::Stock);
        // A hospital that received patients is no destination.
        let taken_in = cue.word.measure == Measure::FledTo && cue.word.people == Role::Object;
        if counted.class == NounClass::Resident && (counted_only || taken_in) || counted.class == NounClass::Staff && cue.word.weak {
            continue;
        }
        // "Haiti received 214 deportees": who takes people in does not change why they came.
        if counted.implied == Some(Measure::Returned) && cue.word.measure == Measure::FledTo && cue.word.people == Role::Object {
            continue;
        }
        // Who is ordered about is called up where he is a soldier.
        if cue.word.weak && cue.word.measure == Measure::MobilisedTarget && cue.end <= figure.start && counted.class != NounClass::Troops {
            continue;
        }
        let Some(measure) = fits(cue.word.measure, counted, cue.word.part) else { continue };
        // The wounded are not the dead counted beside them, nor guests of the hospital that takes them in.
        let moves = cue.word.people == Role::Subject
            && matches!(measure, Measure::CrossedIn | Measure::CrossedOut | Measure::Left | Measure::Returned);
        if counted.implied == Some(Measure::Wounded) && !moves && !matches!(measure, Measure::Wounded | Measure::KilledOrWounded) {
            continue;
        }
        // "où vivaient 400 000 réfugiés venus du Darfour": where they are from, not what they do.
        let from = |s: &Sense| matches!(s, Sense::Prep(p) if p.role == PrepRole::From).then_some(());
        let governed = cues.iter().any(|c| c.end <= figure.start && c.word.part == Part::Verb);
        if governed
            && counted.implied.is_some()
            && cue.start == counted.reach
            && scene.view.at(cue.start, from).is_some_and(|((), end)| end > cue.end)
        {
            continue;
        }
        // "la barre des 200 000 vient d'être franchie", "passé de 15 à 16 millions": a number passes it, nobody does.
        if measure == Measure::CrossedIn && cue.word.part == Part::Verb && counts_up(scene, cue, figure, others) {
            continue;
        }
        // "774 000 réfugiés ayant fui la guerre étaient enregistrés au Liban": why they are there, not what the sentence says of them.
        let having = cue.start == counted.reach + 1 && scene.view.is(counted.reach, "ayant");
        if having && counted.implied.is_some() && (cue.end..cue.end + PLAIN).any(|i| scene.view.grammar(i, Grammar::Auxiliary).is_some()) {
            continue;
        }
        // "4,900 refugees fleeing the war have been registered": why they are there, too.
        if describes(scene, cue, counted) && cues.iter().any(|c| predicate(scene, c, cue)) {
            continue;
        }
        // "left 300 families homeless"
        if counted.implied == Some(Measure::DisplacedInternal) && measure == Measure::Left && cue.end <= figure.start {
            continue;
        }
        // "réfugiés enregistrés": to be written down is no arrival.
        if counted.implied.is_some() && cue.word.weak && cue.word.people == Role::Object {
            continue;
        }
        let onward = if measure == Measure::TransitShare { 3.0 } else { 0.0 };
        // "ont rapatrié 182 Haïtiens interceptés dimanche": a verb that has them as its object leaves a participle to describe them.
        let described =
            cue.start >= counted.reach && cue.start <= counted.reach + 1 && cues.iter().any(|c| governs(scene, c, figure, counted));
        // "built for 3,000, holds 13,000": a verb that has the next figure as its object is not about this one.
        let next = cue.start >= counted.reach && takes_object(cue) && figure_follows(scene, cue.end, others);
        let score = onward + score(scene, cue, figure, counted, others) - if described || next { 2.4 } else { 0.0 };
        // "la capacité a été relevée à 20 000 passages": what could pass, not what did.
        let could =
            measure == Measure::Capacity && counted.class == NounClass::Event && counted.own && cue.end <= figure.start && score > 0.5;
        let score = if could { score.max(7.5) } else { score };
        if score > best.as_ref().map_or(0.0, |b| b.score) {
            best = Some(Choice { measure, cue: Some(cue.clone()), score });
        }
    }
    let mut choice = best?;
    if let Some(cue) = &choice.cue
        && choice.measure == Measure::MobilisedTarget
        && accomplished(scene, cue)
    {
        choice.measure = Measure::MobilisedActual;
    }
    Some(choice)
}

/// Whether a verb is a participle right behind the counted noun: "refugees fleeing", "réfugiés fuyant".
fn describes(scene: &Scene<'_>, cue: &Cue, counted: &Counted) -> bool {
    let ends = match scene.view.lex.lang() {
        Lang::Fr => "ant",
        Lang::En => "ing",
    };
    cue.word.part == Part::Verb && cue.start == counted.reach && scene.view.word(cue.start).ends_with(ends)
}

/// Whether a verb behind another has an auxiliary of its own: what its sentence says of the people.
fn predicate(scene: &Scene<'_>, verb: &Cue, before: &Cue) -> bool {
    let said = scene.view.grammar_before(verb.start, Grammar::Passive).or(scene.view.grammar_before(verb.start, Grammar::Auxiliary));
    verb.word.part == Part::Verb && said.is_some_and(|at| at >= before.end)
}

/// The token a cue before a colon is the label of.
fn label_of(scene: &Scene<'_>, cue: &Cue) -> Option<usize> {
    [cue.end - 1, cue.end].into_iter().find(|i| scene.view.word(*i) == ":").map(|i| i + 1)
}

/// Whether a verb of crossing says that a number rose: past a milestone, from one figure to another.
fn counts_up(scene: &Scene<'_>, cue: &Cue, figure: &Figure, others: &[Figure]) -> bool {
    let view = &scene.view;
    let milestone = (figure.start.saturating_sub(3)..figure.number.start).any(|i| view.grammar(i, Grammar::Milestone).is_some());
    let from = |i: usize| ["de", "d'", "d’", "à", "from", "to"].iter().any(|w| view.is(i, w));
    let level = cue.word.weak && from(cue.end) && others.iter().any(|f| f.start == cue.end + 1 || f.number.start == cue.end + 1);
    milestone || level
}

/// Whether nothing but adverbs stands between a verb that ends at `at` and a figure.
fn figure_follows(scene: &Scene<'_>, at: usize, figures: &[Figure]) -> bool {
    let next = scene.view.grammar(at, Grammar::Adverb).unwrap_or(at);
    figures.iter().any(|f| f.start == at || f.start == next)
}

fn takes_object(cue: &Cue) -> bool {
    cue.word.part == Part::Verb && cue.word.people == Role::Object && !cue.word.weak
}

/// Whether the figure's phrase stands right behind a verb that takes people as its object.
fn governs(scene: &Scene<'_>, cue: &Cue, figure: &Figure, counted: &Counted) -> bool {
    // "home to another 16,000 people who fled"
    let next = scene.view.grammar(cue.end, Grammar::Adverb).or(scene.view.grammar(cue.end, Grammar::Filler)).unwrap_or(cue.end);
    takes_object(cue) && (cue.end == figure.start || next == figure.start) && fits(cue.word.measure, counted, cue.word.part).is_some()
}

/// "drove 3,400 villagers in Palu, 2,150 in Donggala and 900 in Sigi to flee": one verb makes all of them do the other.
fn caused(scene: &Scene<'_>, cue: &Cue, figure: &Figure, counted: &Counted) -> bool {
    let view = &scene.view;
    let bare = cue.word.part == Part::Verb && cue.start > counted.reach.max(figure.end);
    let to = bare && ["to", "à", "de", "d'", "d’"].iter().any(|w| view.is(cue.start - 1, w));
    let Some(sentence) = scene.sentence_at(figure.start).filter(|_| to) else { return false };
    let first = sentence.tokens.start.max(figure.start.saturating_sub(CAUSED));
    let made = (first..figure.start).rev().find_map(|i| view.grammar(i, Grammar::Causative).filter(|end| *end <= figure.start));
    made.is_some_and(|end| cue.start - end <= CAUSED && !(end..cue.start).any(|i| matches!(view.word(i), ";" | ":" | "." | "\"")))
}

fn score(scene: &Scene<'_>, cue: &Cue, figure: &Figure, counted: &Counted, others: &[Figure]) -> f32 {
    if caused(scene, cue, figure, counted) {
        return 5.6;
    }
    let np = figure.start..counted.reach.max(figure.end);
    let (gap, base) = if cue.start >= np.end {
        let near = cue.start - np.end;
        let base = match (cue.word.part, near) {
            (Part::Noun, 0..=1) if counted.own => 3.4,
            (Part::Noun, _) => 1.4,
            // "killed at least 20 people and injured nearly 300": another verb begins.
            (Part::Verb, 1) if ["et", "and", "ou", "or"].iter().any(|w| scene.view.is(np.end, w)) => 2.4,
            // "une file de 2 300 voitures pour quitter le pays": what for, not what they did.
            (Part::Verb, 1) if scene.view.is(np.end, "pour") => 4.2,
            (Part::Verb, 0..=1) => 6.0,
            (Part::Verb, _) if cue.word.people == Role::Object && !passive(scene, cue) => 3.0,
            (Part::Verb, _) => 4.6,
        };
        (np.end..cue.start, base)
    } else if cue.end <= np.start {
        let base = match cue.word.part {
            _ if joined(scene, cue.end, np.start) => 6.0,
            Part::Noun => 3.2,
            Part::Verb if cue.word.people == Role::Object => 4.4,
            Part::Verb => 3.2,
        };
        (cue.end..np.start, base)
    } else {
        // The noun is its own cue: "arrivées", "blessés".
        return if cue.word.weak { 1.0 } else { 3.0 };
    };
    let base = if cue.word.weak { base - 2.4 } else { base };
    let cleft = |i: usize| scene.view.grammar(i, Grammar::Cleft).is_some();
    let way = if gap.start >= np.end && (cleft(gap.start) || cleft(gap.start + 1)) {
        Between::default()
    } else if cue.word.part == Part::Verb && gap.start >= np.end {
        between(scene, gap.start, gap.end, others)
    } else {
        let crossed = others.iter().filter(|f| f.start >= gap.start && f.end <= gap.end && f.start != figure.start).count();
        Between { words: gap.len(), barrier: scene.barrier(gap.start, gap.end), figures: crossed, shared: 0 }
    };
    // "46 morts et 85 blessés": a cue that is another figure's noun is not this one's.
    let labels = label_of(scene, cue) == Some(np.start);
    // "une file de 2 300 voitures": an article counts nothing.
    let counts =
        |f: &Figure| f.start != figure.start && !(f.kind == FigureKind::Article && f.end == cue.start && cue.word.part == Part::Noun);
    let taken = way.shared == 0 && !labels && others.iter().any(|f| counts(f) && f.end <= cue.start && cue.start - f.end <= 1);
    let base = if taken { base - 2.5 } else { base };
    base - 0.12 * way.words as f32 - way.barrier - 1.1 * way.figures as f32 - 0.6 * way.shared as f32
}

/// Whether only "de", articles and hedges stand between a head noun and the figure: "une file d'attente de près de 20 km".
fn joined(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let mut i = from;
    let mut of = false;
    while i < to {
        if let Some(end) = scene.view.grammar(i, Grammar::Of) {
            of = true;
            i = end;
        } else if let Some(end) = scene.view.grammar(i, Grammar::Determiner).or_else(|| scene.view.grammar(i, Grammar::Filler)) {
            i = end;
        } else if scene.view.at(i, |s| matches!(s, Sense::Quantifier(_)).then_some(())).is_some() {
            i += 1;
        } else {
            return false;
        }
    }
    of
}

fn passive(scene: &Scene<'_>, cue: &Cue) -> bool {
    scene.view.grammar_before(cue.start, Grammar::Passive).is_some() || scene.view.grammar_before(cue.start, Grammar::Auxiliary).is_none()
}

/// "ont été mobilisés", "have drafted": done, not aimed at.
fn accomplished(scene: &Scene<'_>, cue: &Cue) -> bool {
    let view = &scene.view;
    cue.word.part == Part::Verb
        && !cue.word.weak
        && (view.grammar_before(cue.start, Grammar::Passive).is_some()
            || ["a", "ont", "has", "have", "had", "avait", "avaient"]
                .iter()
                .any(|w| cue.start > 0 && (view.is(cue.start - 1, w) || cue.start > 1 && view.is(cue.start - 2, w))))
}
