//! Whether a figure is a claim, and what it measures: its own cue, else what the figures and sentences around it say.

use std::ops::Range;

use exode_claim::{Measure, Rate, Unit};

use super::echo::{becomes, echoes, replaces, told_above};
use super::heading::measured_under;
use super::number_of::measured_by;
use super::ranked::ranked;
use super::share::{changes, sorts};
use super::stand_in::{bracketed_by, into, levels, lists};
use super::{Draft, Found};
use crate::counted::Counted;
use crate::cue::{Choice, choose};
use crate::lexicon::{Grammar, NounClass, Part as Speech, Role, Sense, SpeechRole};
use crate::number::{Figure, FigureKind, QuantifierUse};
use crate::place::NameUse;
use crate::rate;
use crate::route::Part;
use crate::scene::Scene;

/// Whether the figure is a part of one told before: "dont 30 000", "including 1,500 children", "of whom".
pub(super) fn is_subset(scene: &Scene<'_>, figure: &Figure, counted: &Counted, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    counted.class == NounClass::Subset
        || counted.unit == Unit::Percent && sorts(scene, figure)
        || (figure.start.saturating_sub(4)..figure.start)
            .any(|i| i >= sentence.start && view.grammar(i, Grammar::Subset).is_some_and(|end| end <= figure.start))
        || (counted.reach..sentence.end.min(counted.reach + 3)).any(|i| view.grammar(i, Grammar::Subset).is_some())
            && (counted.reach..counted.reach + 2).any(|i| matches!(view.word(i), "among" | "parmi"))
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
    let queues = |m: Measure| matches!(m, Measure::Wait | Measure::QueueLength | Measure::QueueVehicles);
    // "of whom 410 were admitted": in a text that names no border and a sentence that names no place, to a hospital.
    let placeless = !found.topic.border && scene.sentences[n].spots.is_empty() && counted.demonym.is_none();
    let let_in =
        |c: &Choice| c.measure == Measure::CrossedIn && c.cue.as_ref().is_some_and(|c| c.word.people == Role::Object && !c.word.weak);
    // Nobody queues at a border in a text that names none.
    let chosen = choose(scene, &found.cues[n], figure, counted, others).filter(|c| found.topic.border || !queues(c.measure));
    let chosen = chosen.filter(|c| !(placeless && let_in(c)));
    let nearby = drafts
        .last()
        .filter(|d| d.n + 1 >= n && scene.sentences[d.n].block == scene.sentences[n].block || same_quotation(scene, d, figure))
        .or_else(|| told_above(found, n, figure, drafts).filter(|_| !counted.own));
    let inherited = |score: f32| nearby.map(|d| Choice { measure: d.measure, cue: d.choice.cue.clone().filter(|_| d.n == n), score });
    let near_border =
        scene.sentences[n].spots.clone().any(|k| scene.spots[k].crossing || matches!(found.parts[k], Part::Border | Part::To));
    // A wait or a queue told in the last sentences: "By car it is still two or three days."
    let waits = drafts.iter().rev().take(4).any(|d| d.n + 2 >= n && queues(d.measure))
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
            && (!matches!(counted.class, NounClass::Troops | NounClass::Staff | NounClass::Home)
                || matches!(d.measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded) && counted.class != NounClass::Home))
            .then(|| Choice { measure: d.measure, cue: d.choice.cue.clone(), score: 1.0 })
    };
    let paced = || {
        // "cinq à six mille visiteurs quotidiennement": people or cars told by the day pass somewhere.
        let rate = rate::stated(scene, &scene.sentences[n], figure, counted)?;
        let people =
            counted.own && counted.class == NounClass::People && matches!(counted.unit, Unit::Person | Unit::Household | Unit::Vehicle);
        let paced = matches!(rate, Rate::PerDay | Rate::PerHour | Rate::PerWeek);
        (people && paced).then_some(Choice { measure: Measure::CrossedIn, cue: None, score: 1.1 })
    };
    // A bare figure that points back measures what its neighbour does, whatever books it: "the UN has registered 608,000".
    let above = || told_above(found, n, figure, drafts).is_some();
    let echo = !counted.own && (echoes(scene, figure, &scene.sentences[n].tokens) || above() || levels(scene, figure));
    // "ont doublé, à 10 000 par jour": the level of what grew.
    let grew = |d: &Draft| matches!(d.counted.unit, Unit::Factor | Unit::Percent) && counted.unit == Unit::Person;
    let d = nearby.filter(|d| echo && (d.counted.unit == counted.unit || grew(d)));
    // "Les services russes, eux, parleraient de 261 000 hommes": another count of those told before.
    let speech = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::Verb).then_some(());
    let plain = counted.own && counted.implied.is_none() && counted.class == NounClass::People && counted.demonym.is_none();
    let d = d.or_else(|| nearby.filter(|d| plain && d.counted.unit == counted.unit && scene.view.before(figure.start, speech).is_some()));
    let again = || d.map(|d| Choice { measure: d.measure, cue: d.choice.cue.clone().filter(|_| d.n == n), score: 1.0 });
    if becomes(scene, figure, &scene.sentences[n].tokens)
        && let Some(choice) = again()
    {
        return Some(choice);
    }
    if is_subset(scene, figure, counted, &scene.sentences[n].tokens)
        && !chosen.as_ref().is_some_and(leaves)
        && chosen.as_ref().is_none_or(|c| c.score < if counted.unit == Unit::Percent { 6.2 } else { 3.4 })
    {
        // "400 cas de viols, dont 97 % de femmes": part of what is told beside it, which is no claim.
        let beside = counted.unit == Unit::Percent
            && scene.sentences[n].figures.iter().any(|f| f.end <= figure.start && f.kind == FigureKind::Count)
            && drafts.last().is_none_or(|d| d.n != n);
        let back = if counted.unit == Unit::Percent && sorts(scene, figure) { 3 } else { 1 };
        let back = if beside { 0 } else { back };
        let parent =
            drafts.iter().rev().find(|d| d.n + back >= n && matches!(d.counted.unit, Unit::Person | Unit::Household | Unit::Vehicle));
        if let Some(d) = parent {
            return Some(Choice { measure: d.measure, cue: d.choice.cue.clone().filter(|_| d.n == n), score: 1.0 });
        }
    }
    if let Some(choice) = ranked(found, n, figure, counted, drafts).filter(|_| chosen.as_ref().is_none_or(|c| c.score < 2.0)) {
        return Some(choice);
    }
    // "down to 3-4 hours from up to 60 hours", "500 m, down from 2.5 km": the same wait or queue before.
    let alike = |d: &Draft| d.n == n && d.counted.unit == counted.unit && queues(d.measure);
    let compared = nearby.is_some_and(alike) && (replaces(scene, figure, &scene.sentences[n].tokens) || from_before(scene, figure));
    let peopled = || scene.sentences[n].tokens.clone().any(|i| people_at(scene, i));
    match counted.unit {
        // "Rents have doubled since they came": what is multiplied is a flow by its noun, people, or a figure told before.
        Unit::Factor => {
            let flow = |c: &Choice| c.cue.as_ref().is_some_and(|c| c.word.part == Speech::Noun);
            let grown = || chosen.clone().filter(|c| c.score > 1.0 && (flow(c) || peopled() || nearby.is_some()));
            measured_by(found, n, figure, counted).or_else(grown).or_else(|| inherited(1.0)).filter(|_| !peoples(scene, figure))
        }
        Unit::Percent => chosen
            .filter(|c| nearby.is_some() || !rises(scene, c))
            .filter(|c| {
                c.measure == Measure::TransitShare
                    || matches!(counted.class, NounClass::Mover | NounClass::Event | NounClass::Subset)
                    || c.score > if changes(scene, figure, &scene.sentences[n].tokens) { 1.0 } else { 2.0 }
                        && c.cue.as_ref().is_none_or(|c| !c.word.weak)
            })
            .or_else(|| {
                let changed = || changes(scene, figure, &scene.sentences[n].tokens) && nearby.is_some();
                // "then 18 per cent (412,300) in Ituri"
                let listed = || scene.view.is(figure.end, "(") && nearby.is_some_and(|d| d.n == n);
                inherited(1.0).filter(|_| matches!(counted.class, NounClass::Mover | NounClass::Subset) || changed() || listed())
            }),
        Unit::Km if compared => inherited(1.0),
        Unit::Hour | Unit::Day if compared => inherited(1.0),
        Unit::Km => chosen.filter(|c| c.score > 0.8 && !travels(scene, &scene.sentences[n].tokens)),
        Unit::Vehicle => {
            // "Les douaniers ont compté 5 000 véhicules devant le poste": whoever counts them there sees them stand.
            let booked = found.cues[n].iter().any(|c| c.word.weak && c.end == figure.start);
            chosen
                .filter(|c| c.score > 1.1 && !laden(scene, counted))
                .or_else(again)
                .or_else(paced)
                .or_else(listed)
                .or_else(|| waiting(Measure::QueueVehicles).filter(|_| waits || booked || stands(found, n, counted)))
        }
        Unit::Hour | Unit::Day => chosen
            .filter(|c| c.score + if near_border { 1.2 } else { 0.0 } > 1.4)
            .filter(|c| c.cue.as_ref().is_none_or(|c| !c.word.weak) || !travels(scene, &scene.sentences[n].tokens))
            .filter(|_| !clock(scene, figure) && !on_the_way(scene, figure) && !lasts(scene, figure, counted))
            .or_else(|| {
                waiting(Measure::Wait)
                    .filter(|_| !clock(scene, figure) && !on_the_way(scene, figure) && !lasts(scene, figure, counted))
                    .filter(|_| !travels(scene, &scene.sentences[n].tokens))
            }),
        _ => {
            let least = match (counted.class, counted.own) {
                (NounClass::Event | NounClass::Mover, true) => 0.9,
                (_, true) => 1.1,
                (_, false) => 1.3,
            };
            let weak = |c: &Choice| c.cue.as_ref().is_none_or(|c| c.word.weak) && d.is_some();
            let head = measured_by(found, n, figure, counted).filter(|_| !counted.own);
            head.or(chosen.filter(|c| c.score > least && !weak(c)))
                .or_else(again)
                .or_else(paced)
                .or_else(listed)
                .or_else(|| {
                    // "11 200 le dimanche, pas 10 000 le lundi": an ellipsis takes its neighbour's measure.
                    let d = nearby.filter(|d| !counted.own && d.n == n && d.counted.unit == counted.unit)?;
                    Some(Choice { measure: d.measure, cue: d.choice.cue.clone(), score: 1.0 })
                })
                .or_else(|| existing(found, n, figure, counted, drafts.last()))
                .or_else(|| {
                    let led = !counted.own && into(found, n, figure);
                    led.then_some(Choice { measure: Measure::CrossedIn, cue: None, score: 1.1 })
                })
                .or_else(|| bracketed_by(found, n, figure, drafts).filter(|_| !counted.own))
                .or_else(|| measured_under(found, n, counted))
                .or_else(|| {
                    let arrivals = !counted.own && lists(found, n, figure, drafts);
                    arrivals.then_some(Choice { measure: Measure::CrossedIn, cue: None, score: 1.1 })
                })
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

/// "Verkhni Lars ce matin : 4 500 voitures, 20 km": cars a crossing is labelled with, of which nothing is said, stand before it.
fn stands(found: &Found<'_>, n: usize, counted: &Counted) -> bool {
    let scene = &found.scene;
    let sentence = &scene.sentences[n];
    let Some(colon) = sentence.tokens.clone().take(10).find(|i| scene.view.is(*i, ":")) else { return false };
    let post = |k: usize| scene.spots[k].crossing && scene.spots[k].end <= colon;
    let silent = found.cues[n].iter().all(|c| c.word.weak || matches!(c.word.measure, Measure::Wait | Measure::QueueLength));
    counted.own && silent && sentence.spots.clone().any(post)
}

/// "147,000 of whom have left again": a verb of its own that leads away from where the others came.
fn leaves(choice: &Choice) -> bool {
    let verb = choice.cue.as_ref().is_some_and(|c| c.word.part == Speech::Verb && !c.word.weak);
    verb && choice.score > 1.5 && matches!(choice.measure, Measure::Left | Measure::CrossedOut)
}

pub(super) fn same_quotation(scene: &Scene<'_>, draft: &Draft, figure: &Figure) -> bool {
    scene.quotation_at(figure.start).is_some_and(|q| q.contains(&draft.figure.start))
}

/// Vehicles that carry goods move no people: "camions d'aide", "lorries with fuel".
fn laden(scene: &Scene<'_>, counted: &Counted) -> bool {
    let view = &scene.view;
    let of = ["de", "d'", "d’", "of", "with", "avec"].iter().any(|w| view.is(counted.end, w));
    let load = counted.end + 1;
    of && view.kind(load) == exode_text::Kind::Word && view.case(load) == exode_text::Case::Lower && view.hits(load).is_empty()
}

/// "50,000 are in Kagunga. There are 15,000 families": people of whom is only said that they are there are those told before.
fn existing(found: &Found<'_>, n: usize, figure: &Figure, counted: &Counted, last: Option<&Draft>) -> Option<Choice> {
    use Measure as M;
    let scene = &found.scene;
    let view = &scene.view;
    let near = |d: &&Draft| n - d.n <= 1 && scene.sentences[d.n].block == scene.sentences[n].block;
    let last = last.filter(near)?;
    let led = |words: &[&str]| {
        let at = figure.start;
        words.len() <= at && words.iter().rev().enumerate().all(|(k, w)| view.is(at - 1 - k, w))
    };
    let there = led(&["there", "are"]) || led(&["there", "were"]) || led(&["y", "a"]) || led(&["y", "avait"]);
    let people = counted.own && counted.class == NounClass::People && matches!(counted.unit, Unit::Person | Unit::Household);
    let come = matches!(last.measure, M::RefugeesStock | M::DisplacedInternal | M::FledTo | M::CrossedIn);
    (there && people && come).then_some(Choice { measure: last.measure, cue: None, score: 1.0 })
}

/// "a sixfold increase in its population": a town that grew is no figure of those who came.
fn peoples(scene: &Scene<'_>, figure: &Figure) -> bool {
    (figure.end..figure.end + 5)
        .any(|i| scene.view.at(i, |s| matches!(s, Sense::Noun(w) if w.class == NounClass::Resident).then_some(())).is_some())
}

/// "surged by 11.2 percent": the verb says how much, not who came.
fn rises(scene: &Scene<'_>, choice: &Choice) -> bool {
    let rise = |s: &Sense| matches!(s, Sense::Quantifier(q) if matches!(q.use_, QuantifierUse::Rise | QuantifierUse::Fall)).then_some(());
    choice.cue.as_ref().is_some_and(|c| scene.view.at(c.start, rise).is_some())
}

/// "from up to 60 hours": where a change begins.
fn from_before(scene: &Scene<'_>, figure: &Figure) -> bool {
    figure.start > 0 && ["from", "contre"].iter().any(|w| scene.view.is(figure.start - 1, w))
}

/// "walked for eight to ten days", "ont marché pendant trois jours": on the way, not waiting.
fn on_the_way(scene: &Scene<'_>, figure: &Figure) -> bool {
    let for_ = ["for", "pendant", "durant"].iter().any(|w| figure.start > 0 && scene.view.is(figure.start - 1, w));
    let walks = |i: usize| scene.view.grammar(i, Grammar::Journey) == Some(figure.start - 1);
    for_ && figure.start >= 2 && walks(figure.start - 2)
}

/// "a four-day visit", "une trêve de deux jours": how long something else than a wait lasts.
fn lasts(scene: &Scene<'_>, figure: &Figure, counted: &Counted) -> bool {
    let view = &scene.view;
    let unknown = |i: usize| view.kind(i) == exode_text::Kind::Word && view.case(i) == exode_text::Case::Lower && view.hits(i).is_empty();
    let ahead = view.is_joint(figure.end) && !view.is_joint(counted.end) && unknown(counted.end);
    let of = view.grammar_before(figure.start, Grammar::Of).filter(|of| *of > 1 && figure.start == figure.number.start);
    let behind = of.is_some_and(|of| unknown(of - 1) && view.grammar_before(of - 1, Grammar::Determiner).is_some());
    ahead || behind
}

/// Whether token `i` begins a word for people or for a flow of them.
fn people_at(scene: &Scene<'_>, i: usize) -> bool {
    let noun = |s: &Sense| matches!(s, Sense::Noun(n) if n.class != NounClass::Total && n.class != NounClass::Home).then_some(());
    scene.view.at(i, noun).is_some() || scene.spot_at(i).is_some_and(|s| s.use_ == NameUse::Demonym && !s.compound)
}

/// A journey's length is no wait: "trois heures de route".
pub(super) fn travels(scene: &Scene<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|i| scene.view.grammar(i, Grammar::Journey).is_some())
}

/// "à 8 heures", "in the past 24 hours", "24 heures sur 24": a time of day, a window or a round of the clock, no wait.
fn clock(scene: &Scene<'_>, figure: &Figure) -> bool {
    let view = &scene.view;
    let led = |d: usize, words: &[&str]| figure.start >= d && words.iter().any(|w| view.is(figure.start - d, w));
    // "à vingt minutes": no time of day.
    let minutes = view.at(figure.end, |s| if let Sense::Unit(u) = s { Some(u.factor < 1.0) } else { None }).is_some_and(|(short, _)| short);
    let hour = figure.high.is_some_and(|v| v <= 24.0 && v.fract() == 0.0) && !minutes;
    let waits = (figure.end..figure.end + 4).any(|i| view.word(i).to_lowercase().starts_with("attente"));
    let change = figure.start >= 2 && view.kind(figure.start - 2) == exode_text::Kind::Digits; // "de 35 à 11 heures"
    // "de quatre jours à une dizaine d'heures"
    let length = |s: &Sense| matches!(s, Sense::Unit(u) if matches!(u.unit, Unit::Hour | Unit::Day)).then_some(());
    let change = change || figure.start >= 2 && view.at(figure.start - 2, length).is_some();
    let behind = figure.end + 1;
    let zone = (behind..behind + 3).any(|i| ["gmt", "utc", "locale", "local"].iter().any(|w| view.is(i, w)))
        || view.is(behind, ",") && view.is(behind + 1, "heure");
    let round = |i: usize| view.is(i, "sur") && view.kind(i + 1) == exode_text::Kind::Digits;
    // "dans les 26 heures" tells a window, not about how many.
    let within = figure.start < figure.number.start && view.is(figure.start, "dans") && !waits;
    within
        || round(behind)
        || round(figure.start.saturating_sub(1))
            && scene.view.at(figure.start.saturating_sub(2), |s| matches!(s, Sense::Unit(_)).then_some(())).is_some()
        || hour && (zone || !change && led(1, &["à", "vers", "dès", "at"])) && !waits
        || led(1, &["next", "past", "last", "previous", "following", "dernières", "prochaines", "premières", "first"])
        || led(1, &["the"]) && led(2, &["in", "over", "within", "during"])
        || led(1, &["les", "ces"]) && led(2, &["dans", "durant", "pendant", "sur"])
}
