//! What a line or an answer takes from the sentence it stands under.
//!
//! "Arrivals by entry point, 12–18 June:" says for every line below what is counted, and when; "How many Venezuelans are in Peru?" does
//! for its answer.

use exode_claim::{Measure, Unit};
use exode_text::Kind;

use super::Found;
use crate::counted::Counted;
use crate::cue::{Choice, Cue};
use crate::lexicon::{Grammar, NounClass, Sense};
use crate::number::Figure;
use crate::place::{NameUse, Spot};
use crate::scene::{Scene, Sentence};
use crate::time::{Back, Point, Relation, TimeMention, TimeWord};

/// A longer line is a sentence of its own.
const LINE: usize = 16;
/// Words of a label before its figure.
const LABEL: usize = 12;
/// More lines have no common heading.
const LINES: usize = 24;

/// The sentence over sentence `n`: a question about a number before its answer, or the line with a colon over a list.
fn over(scene: &Scene<'_>, n: usize) -> Option<usize> {
    let first = |k: usize| scene.sentences[k].tokens.start;
    let last = |k: usize| scene.view.word(scene.sentences[k].tokens.end - 1);
    let asks = |k: usize| last(k) == "?" && (first(k)..first(k) + LINE).any(|i| scene.view.grammar(i, Grammar::Asking).is_some());
    let question = (n.saturating_sub(2)..n).rev().find(|k| asks(*k));
    let told = question.or_else(|| {
        let line = |s: &Sentence| s.tokens.len() <= LINE && !s.figures.is_empty();
        let above = (n.saturating_sub(LINES)..n).rev().find(|k| last(*k) == ":" || !line(&scene.sentences[*k]))?;
        (last(above) == ":" && line(&scene.sentences[n])).then_some(above)
    });
    let listed = || {
        let above = (n.saturating_sub(LINES)..n).rev().find(|k| !is_row(scene, &scene.sentences[*k]))?;
        (is_row(scene, &scene.sentences[n]) && scene.sentences[above].tokens.len() <= LINE).then_some(above)
    };
    told.or_else(listed)
}

/// "Rwanda 25,004": a place and its figure, and nothing else.
pub(crate) fn is_row(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let [figure] = sentence.figures.as_slice() else { return false };
    let named = |i: usize| scene.spot_at(i).is_some_and(|s| s.use_ == NameUse::Name);
    let other = |i: &usize| *i < figure.start || *i >= figure.end;
    let words = || sentence.tokens.clone().filter(other).filter(|i| scene.view.kind(*i) == Kind::Word);
    words().next().is_some_and(|i| i < figure.start) && words().all(named)
}

/// What a bare figure of sentence `n` counts by its heading.
pub(super) fn counted_under(found: &Found<'_>, n: usize, figure: &Figure) -> Option<Counted> {
    let scene = &found.scene;
    let head = &scene.sentences[over(scene, n)?];
    let noun = head.tokens.clone().rev().find_map(|i| {
        let noun = |s: &Sense| if let Sense::Noun(w) = s { (w.class != NounClass::Total).then(|| w.clone()) } else { None };
        scene.view.at(i, noun).map(|(w, _)| w)
    });
    let demonym = scene.spots[head.spots.clone()].iter().find(|s| s.use_ == NameUse::Demonym && !s.compound).copied();
    // "Seven questions, seven answers": a number before a word of its own answers nothing.
    let value = figure.low.or(figure.high).unwrap_or(0.0);
    let bare = figure.end >= scene.sentences[n].tokens.end
        || scene.view.kind(figure.end) == Kind::Mark
        || !scene.view.hits(figure.end).is_empty() && (value >= 100.0 || !scene.in_time(figure.end));
    // "Combien sont partis ? Entre 600 000 et 700 000 depuis le décret"
    let asked = || found.cues[over(scene, n).unwrap_or(n)].iter().any(|c| !c.word.weak && c.word.moves_people());
    let counts = bare && value >= 2.0 && (noun.is_some() || demonym.is_some() || asked());
    counts.then(|| Counted {
        unit: noun.as_ref().map_or(Unit::Person, |w| w.unit),
        factor: 1.0,
        implied: noun.as_ref().and_then(|w| w.measure),
        class: noun.map_or(NounClass::People, |w| w.class),
        end: figure.end,
        reach: figure.end,
        demonym,
        own: false,
        entries: Vec::new(),
    })
}

/// What a figure of sentence `n` measures by its heading.
pub(super) fn measured_under(found: &Found<'_>, n: usize, counted: &Counted) -> Option<Choice> {
    let head = over(&found.scene, n)?;
    let people = matches!(counted.unit, Unit::Person | Unit::Household | Unit::Vehicle) && counted.class != NounClass::Staff;
    let strong = |c: &&Cue| !c.word.weak;
    // "How many Venezuelans are there in Peru?": people of one country in another.
    let abroad = || {
        let spots = &found.scene.spots[found.scene.sentences[head].spots.clone()];
        let away = |s: &Spot| s.use_ == NameUse::Name && !s.crossing && counted.demonym.is_some_and(|d| d.country != s.country);
        spots.iter().any(away).then_some(Measure::RefugeesStock)
    };
    let told = found.cues[head].iter().find(strong).map(|c| c.word.measure).or(counted.implied).or_else(abroad);
    let measure = told.filter(|_| people)?;
    Some(Choice { measure, cue: None, score: 1.1 })
}

/// The time a heading gives its lines.
pub(super) fn time_over<'s>(found: &'s Found<'_>, n: usize) -> Option<&'s TimeMention> {
    found.scene.sentences[over(&found.scene, n).or_else(|| title(found, n))?].times.first()
}

/// "Mae Sot flow monitor, 12 April. In: 3,027. Out: 1,912.": the line before labelled figures that tells nothing but where and when.
fn title(found: &Found<'_>, n: usize) -> Option<usize> {
    let scene = &found.scene;
    let labelled = |k: usize| {
        let s = &scene.sentences[k];
        s.figures.first().is_some_and(|f| f.start > s.tokens.start && f.start <= s.tokens.start + LABEL && scene.view.is(f.start - 1, ":"))
    };
    let block = |k: &usize| scene.sentences[*k].block == scene.sentences[n].block;
    let first = (0..=n).rev().take_while(|k| labelled(*k) && block(k)).last()?;
    first.checked_sub(1).filter(|k| block(k) && scene.sentences[*k].tokens.len() <= LINE && found.cues[*k].is_empty())
}

/// The stretch of days a heading tells for the paragraphs under it: "New displacement, 1–7 May 2024".
pub(super) fn period_over<'s>(found: &'s Found<'_>, n: usize) -> Option<&'s TimeMention> {
    let scene = &found.scene;
    let block = scene.sentences[n].block;
    let heading = |k: &usize| {
        let s = &scene.sentences[*k];
        let alone = |o: Option<usize>| o.and_then(|o| scene.sentences.get(o)).is_none_or(|o| o.block != s.block);
        let ends = scene.view.kind(s.tokens.end - 1) == Kind::Mark && scene.view.word(s.tokens.end - 1) != ")";
        s.block < block && s.tokens.len() <= LINE && s.figures.is_empty() && !ends && alone(k.checked_sub(1)) && alone(Some(k + 1))
    };
    let head = (n.saturating_sub(LINES)..n).rev().find(heading)?;
    let moves = !found.cues[head].is_empty() || scene.sentences[head].tokens.clone().any(|i| scene.view.at(i, period).is_some());
    let stretch = |t: &&TimeMention| t.expr.relation == Relation::During && matches!(t.expr.point, Point::Span(..));
    scene.sentences[head].times.iter().find(stretch).filter(|_| moves)
}

fn period(sense: &Sense) -> Option<()> {
    matches!(sense, Sense::Time(TimeWord::Back(Back::Period)) | Sense::Noun(_)).then_some(())
}
