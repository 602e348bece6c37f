//! "The number of people who have crossed … has reached 100,000": a figure that ends what a sentence says of a number of people. Between
//! the two may stand a whole clause, which says what the people did.

use std::ops::Range;

use exode_claim::Unit;

use super::Found;
use crate::counted::Counted;
use crate::cue::{Choice, fits};
use crate::lexicon::{Grammar, NounClass, NounWord, Part, Role, Sense};
use crate::number::{Figure, FigureKind};
use crate::place::{NameUse, Spot};
use crate::scene::Scene;

/// How far behind the people the verb may stand that says what they did.
const CLAUSE: usize = 5;

/// The people a sentence tells the number of.
struct Head {
    noun: Option<NounWord>,
    demonym: Option<Spot>,
    /// Token after them.
    end: usize,
}

/// What a figure counts that tells the number of people named at the head of its sentence.
pub(super) fn number_of(found: &Found<'_>, n: usize, figure: &Figure) -> Option<Counted> {
    let head = head(&found.scene, &found.scene.sentences[n].tokens, figure)?;
    Some(Counted {
        unit: head.noun.as_ref().map_or(Unit::Person, |w| w.unit),
        factor: 1.0,
        implied: head.noun.as_ref().and_then(|w| w.measure),
        class: head.noun.map_or(NounClass::People, |w| w.class),
        end: figure.end,
        reach: figure.end,
        demonym: head.demonym,
        own: false,
        entries: Vec::new(),
    })
}

/// "le nombre de nouveaux réfugiés était de 294 personnes": those the number is of, where the figure's own noun says nothing.
pub(super) fn numbered(found: &Found<'_>, n: usize, figure: &Figure, own: &Counted) -> Option<Counted> {
    let plain = own.own && own.implied.is_none() && own.class == NounClass::People && own.demonym.is_none();
    let people = plain && matches!(own.unit, Unit::Person | Unit::Household);
    let head = number_of(found, n, figure).filter(|h| people && h.implied.is_some())?;
    Some(Counted { implied: head.implied, class: head.class, demonym: head.demonym, ..own.clone() })
}

/// What those people did: the first verb behind them.
pub(super) fn measured_by(found: &Found<'_>, n: usize, figure: &Figure, counted: &Counted) -> Option<Choice> {
    let head = head(&found.scene, &found.scene.sentences[n].tokens, figure)?;
    let near = |start: usize| start >= head.end && start <= head.end + CLAUSE;
    let cue = found.cues[n].iter().find(|c| near(c.start) && c.end <= figure.start && c.word.part == Part::Verb && !c.word.weak)?;
    // "the number of people hosted by": who has them as its object tells of them only in a participle.
    let told = cue.word.people == Role::Subject || cue.start <= head.end + 3;
    let measure = fits(cue.word.measure, counted, cue.word.part).filter(|_| told)?;
    Some(Choice { measure, cue: Some(cue.clone()), score: 1.6 })
}

fn head(scene: &Scene<'_>, sentence: &Range<usize>, figure: &Figure) -> Option<Head> {
    let view = &scene.view;
    let total = (sentence.start..figure.start).find_map(|i| {
        let end = view.at(i, |s| matches!(s, Sense::Noun(w) if w.class == NounClass::Total).then_some(()))?.1;
        view.grammar(end, Grammar::Of)
    });
    // "Of the entries from Russia on Friday, 1,688 were made by Russians"
    let opening = || view.grammar(sentence.start, Grammar::Of).filter(|_| view.word(figure.start - 1) == ",");
    let total = total.or_else(|| opening().map(|end| view.grammar(end, Grammar::Determiner).unwrap_or(end)))?;
    let mut at = total;
    let mut demonym = None;
    while at < figure.start.min(total + 5) {
        let noun = view.at(at, |s| if let Sense::Noun(w) = s { (w.class != NounClass::Total).then(|| w.clone()) } else { None });
        if let Some((noun, end)) = noun {
            return Some(Head { noun: Some(noun), demonym, end }).filter(|h| alone(scene, h.end, figure));
        }
        match scene.spot_at(at).filter(|s| s.start == at && s.use_ == NameUse::Demonym && !s.compound) {
            Some(spot) => {
                demonym = Some(*spot);
                at = spot.end;
            }
            None => at = view.grammar(at, Grammar::Filler).or_else(|| view.grammar(at, Grammar::Determiner)).unwrap_or(at + 1),
        }
    }
    let end = demonym.as_ref().map(|d: &Spot| d.end)?;
    Some(Head { noun: None, demonym, end }).filter(|h| alone(scene, h.end, figure))
}

/// Whether no other count and no end of the clause stands between the people and the figure.
fn alone(scene: &Scene<'_>, from: usize, figure: &Figure) -> bool {
    let counts = |f: &Figure| f.start >= from && f.end <= figure.start && f.kind == FigureKind::Count;
    let sentence = scene.sentence_at(figure.start);
    let other = sentence.is_some_and(|s| s.figures.iter().any(counts));
    let parted = (from..figure.start).any(|i| matches!(scene.view.word(i), ";" | "." | ":"));
    from <= figure.start && !other && !parted
}
