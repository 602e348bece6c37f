//! What every place is in its sentence: from, to, at, through, border, nationality.

use exode_claim::{Attribution, Measure, Unit};
use exode_place::PlaceKind;
use exode_text::Case;

use crate::cue::Cue;
use crate::lexicon::{Grammar, Lang, Part as Speech, PrepRole, Sense, Side};
use crate::place::{NameUse, Spot};
use crate::scene::{Scene, Sentence};
use crate::speech::Frame;
use crate::view::View;

/// What a place is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    From,
    To,
    At,
    Via,
    /// The weak "de".
    Of,
    /// The country on the other side of a border, or one of a pair.
    Border,
    /// Nationality of people.
    People,
    /// Part of a speaker's name: no place of the movement.
    Speaker,
    /// The town where the report was written.
    Dateline,
    /// Subject or other bare mention.
    Bare,
}

/// Parts of all places of a document, parallel to its spots.
pub(crate) fn parts(scene: &Scene<'_>, cues_of: &[Vec<Cue>], frames: &[Frame]) -> Vec<Part> {
    let mut parts = vec![Part::Bare; scene.spots.len()];
    for (n, sentence) in scene.sentences.iter().enumerate() {
        let written = scene.dateline(sentence);
        for k in sentence.spots.clone() {
            let at_head = scene.spots[k].start < written && scene.spots[k].place.kind() != PlaceKind::Country;
            parts[k] = if at_head { Part::Dateline } else { part(scene, k, sentence, &cues_of[n], &parts) };
        }
    }
    for (spot, part) in scene.spots.iter().zip(&mut parts) {
        let speaks = frames.iter().any(|f| {
            // "Drivers heading for Georgia through Verkhny Lars said": where travellers go is the movement they speak of.
            let travels = matches!(f.source, Some(Attribution::Kind(..))) && matches!(part, Part::To | Part::From | Part::Via);
            !travels && f.verb.start <= spot.start && spot.end <= f.verb.end && !f.scope.contains(&spot.start)
        });
        if speaks {
            *part = Part::Speaker;
        }
    }
    parts
}

pub(super) fn part(scene: &Scene<'_>, k: usize, sentence: &Sentence, cues: &[Cue], parts: &[Part]) -> Part {
    let view = &scene.view;
    let spot = &scene.spots[k];
    let border = |i: usize| {
        matches!(
            view.word(i).to_lowercase().as_str(),
            "frontière" | "frontières" | "border" | "borders" | "frontalier" | "frontaliers" | "frontier"
        )
    };
    if spot.use_ == NameUse::Demonym {
        let back = (1..=3).any(|d| spot.start >= sentence.tokens.start + d && border(spot.start - d));
        if border(spot.end) || spot.compound || back && view.case(spot.start) != Case::Title {
            return Part::Border;
        }
        if spot.start > 0 && ["poste", "post", "checkpoint"].iter().any(|w| view.is(spot.start - 1, w) || view.is(spot.end, w)) {
            return Part::From; // "devant le poste russe": the post of the country one leaves
        }
        let side = ["côté", "side", "territoire", "territory", "sol", "soil"];
        if side.iter().any(|w| spot.start > 0 && view.is(spot.start - 1, w) || view.is(spot.end, w)) {
            return Part::At;
        }
        return Part::People;
    }
    if border(spot.end) && view.lex.lang() == Lang::En {
        return Part::Border;
    }
    let prep = |at: usize| view.before(at, |s| if let Sense::Prep(p) = s { Some(p.role) } else { None });
    let determiner = view.grammar_before(spot.start, Grammar::Determiner).filter(|d| *d + 1 == spot.start && *d >= sentence.tokens.start);
    let lead = determiner.unwrap_or(spot.start);
    if let Some(cue) = cues.iter().find(|c| (c.end == spot.start || c.end == lead) && c.word.object.is_some()) {
        return match cue.word.object {
            Some(Side::Origin) => Part::From,
            Some(Side::Destination) => Part::To,
            _ => Part::At,
        };
    }
    // "attendaient de passer au Kazakhstan": behind a verb of going, "in" a country is where they go, whatever the figure's own verb.
    let goes = |at: usize| cues.iter().any(|c| c.end == at && c.word.goes());
    if let Some((role, start)) = prep(spot.start).or_else(|| determiner.and_then(prep)).filter(|(_, at)| *at >= sentence.tokens.start) {
        return match role {
            PrepRole::To => Part::To,
            PrepRole::From => Part::From,
            PrepRole::At | PrepRole::SideOf if (1..=2).any(|d| start >= sentence.tokens.start + d && border(start - d)) => Part::Border,
            PrepRole::At if goes(start) && spot.place.kind() == PlaceKind::Country => Part::To,
            PrepRole::At | PrepRole::SideOf => Part::At,
            PrepRole::Via => Part::Via,
            PrepRole::Between | PrepRole::Border => Part::Border,
            PrepRole::Of if (1..=2).any(|d| start >= sentence.tokens.start + d && border(start - d)) => Part::Border,
            // "du Liban en Syrie": from, where a second place follows with its own preposition.
            PrepRole::Of
                if scene.spots.get(k + 1).is_some_and(|next| {
                    next.use_ == NameUse::Name
                        && next.start <= spot.end + 3
                        && prep(next.start).is_some_and(|(r, at)| matches!(r, PrepRole::To | PrepRole::At) && at >= spot.end)
                }) =>
            {
                Part::From
            }
            // "les arrivées du Soudan", "les départs de Russie"
            PrepRole::Of if spot.country.is_some() && view.lex.lang() == Lang::Fr && flows(cues, start) => Part::From,
            PrepRole::Of => Part::Of,
        };
    }
    // "la Mongolie, la Finlande et la Géorgie": a list shares the part of its first.
    if k > sentence.spots.start {
        let before = &scene.spots[k - 1];
        // A comma alone may end a clause ("… into Georgia, North Ossetia said"): it joins where the list goes on.
        let comma = view.is(before.end, ",");
        let goes_on = !comma || k + 1 < sentence.spots.end && joined(view, spot, &scene.spots[k + 1]);
        if joined(view, before, spot) && goes_on && parts[k - 1] != Part::Bare && before.use_ == NameUse::Name {
            return parts[k - 1];
        }
    }
    Part::Bare
}

/// Whether a noun of movement ends right before token `at`.
fn flows(cues: &[Cue], at: usize) -> bool {
    use Measure as M;
    let moves = |m: M| matches!(m, M::CrossedIn | M::CrossedOut | M::Left | M::FledTo | M::Returned);
    cues.iter().any(|c| c.end == at && c.word.part == Speech::Noun && moves(c.word.measure))
}

/// Whether only a comma or a conjunction, with a preposition or article, stands between two places: "la Mongolie et la Géorgie".
pub(super) fn joined(view: &View<'_>, one: &Spot, other: &Spot) -> bool {
    let mut i = one.end;
    let mut link = false;
    while i < other.start {
        let conjunction = matches!(view.word(i).to_lowercase().as_str(), "," | "et" | "and" | "ou" | "or" | "/");
        let prep = view.at(i, |s| matches!(s, Sense::Prep(_)).then_some(())).map(|((), end)| end);
        i = match view.grammar(i, Grammar::Determiner).or(prep) {
            _ if conjunction => i + 1,
            Some(end) if link && end <= other.start => end,
            _ => return false,
        };
        link |= conjunction;
    }
    link
}

/// A demonym that means the people, or an adjective on a noun of people.
pub(super) fn people_noun(scene: &Scene<'_>, spot: &Spot) -> bool {
    let view = &scene.view;
    let noun = |i: usize| view.at(i, |s| matches!(s, Sense::Noun(n) if matches!(n.unit, Unit::Person)).then_some(())).is_some();
    let near = noun(spot.end) || (1..=2).any(|d| spot.start >= d && noun(spot.start - d));
    near || view.case(spot.start) == Case::Title && (view.lex.lang() == Lang::Fr || view.word(spot.end - 1).ends_with('s'))
}
