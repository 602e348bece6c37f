//! Places in a text: the gazetteer's matches at capitalised words and demonyms.

use exode_claim::PlaceRef;
use exode_place::{Gazetteer, Match, NameUse as Use, Place, PlaceKind};
use exode_text::{Case, Gap, Kind, Token, fold};

use crate::lexicon::{Grammar, Lang, Sense};
use crate::view::View;

/// How a place is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameUse {
    /// By its name.
    Name,
    /// By an adjective or the name of its people.
    Demonym,
}

/// One mention of a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) place: Place,
    pub(crate) country: Option<Place>,
    pub(crate) use_: NameUse,
    /// One half of "russo-géorgienne".
    pub(crate) compound: bool,
    /// A seat of government, never a place of people.
    pub(crate) seat: bool,
    /// A border crossing, by its kind or by the words around it.
    pub(crate) crossing: bool,
    /// The crossing that bears the same name, for a town.
    pub(crate) alt_crossing: Option<Place>,
    /// The two countries of a crossing.
    pub(crate) sides: [Option<Place>; 2],
}

/// All places of a text, in order.
pub(crate) fn spots(view: &View<'_>) -> Vec<Spot> {
    let gazetteer = Gazetteer::embedded();
    let lang = match view.lex.lang() {
        Lang::Fr => exode_place::Lang::Fr,
        Lang::En => exode_place::Lang::En,
    };
    // The gazetteer folds words itself but for this apostrophe, which is a letter to it.
    let folded: Vec<String> = if view.text.contains('\u{2BC}') { folded(view) } else { Vec::new() };
    let word = |k: usize| folded.get(k).map_or_else(|| view.word(k), String::as_str);
    let mut out: Vec<Spot> = Vec::new();
    let mut i = 0;
    while i < view.tokens.len() {
        if view.kind(i) != Kind::Word {
            i += 1;
            continue;
        }
        let line = (i..view.tokens.len()).take(10).take_while(|k| *k == i || view.gap(*k) != Gap::Line);
        if view.is_joint(i + 1)
            && let Some((used, one, other)) = gazetteer.compound(lang, &mut line.clone().map(word))
        {
            out.push(Spot { compound: true, ..spot(i, i + 1, one, NameUse::Demonym) });
            out.push(Spot { compound: true, ..spot(i + 2, i + used, other, NameUse::Demonym) });
            i += used;
            continue;
        }
        if !capital(view, i) && !gazetteer.may_start_small(lang, word(i)) {
            i += 1;
            continue;
        }
        match gazetteer.longest(lang, &mut line.map(word)) {
            Some((used, found)) if plausible(view, i, i + used, found) => {
                out.push(mention(view, i, i + used, found));
                i += used;
            }
            _ => i += 1,
        }
    }
    abbreviated(view, &mut out);
    pointed(view, out)
}

/// "la République du Congo (RDC)": where a name and the abbreviation behind it are of two countries, the abbreviation is what is meant.
fn abbreviated(view: &View<'_>, spots: &mut [Spot]) {
    for k in 1..spots.len() {
        let (one, other) = (spots[k - 1], spots[k]);
        let short = other.end == other.start + 1 && view.case(other.start) == Case::Upper;
        let bracketed = view.is(one.end, "(") && other.start == one.end + 1 && view.is(other.end, ")");
        let countries = [one, other].iter().all(|s| s.place.kind() == PlaceKind::Country && s.use_ == NameUse::Name);
        if short && bracketed && countries && one.place != other.place {
            spots[k - 1] = Spot { place: other.place, country: other.country, ..one };
        }
    }
}

/// How far back the place lies that "le département", "the town" points to.
const BACK: usize = 80;

/// "Le département héberge …", "fled the town": a head without a name is the last place of its kind.
fn pointed(view: &View<'_>, named: Vec<Spot>) -> Vec<Spot> {
    let kinds = [
        (Grammar::Town, &[PlaceKind::City, PlaceKind::Camp][..]),
        (Grammar::Province, &[PlaceKind::Region]),
        (Grammar::Island, &[PlaceKind::Island, PlaceKind::City]),
    ];
    let mut out: Vec<Spot> = Vec::with_capacity(named.len());
    let mut seen = 0;
    for i in 1..view.tokens.len() {
        while named.get(seen).is_some_and(|s| s.start < i) {
            out.push(named[seen]);
            seen += 1;
        }
        let Some((_, kinds)) = kinds.iter().find(|(g, _)| view.grammar(i, *g).is_some()) else { continue };
        let free = out.last().is_none_or(|s| s.end <= i) && named.get(seen).is_none_or(|s| s.start > i + 3);
        let one = view.case(i) == Case::Lower && !view.word(i).ends_with('s') && points(view, i);
        let last = out
            .iter()
            .rev()
            .take_while(|s| s.start + BACK >= i)
            .find(|s| s.use_ == NameUse::Name && kinds.contains(&s.place.kind()) && (s.start == 0 || view.word(s.start - 1) != "("));
        if let Some(place) = last.filter(|_| free && one).map(|s| s.place) {
            out.push(spot(i, i + 1, place, NameUse::Name));
        }
    }
    out.extend_from_slice(&named[seen..]);
    out
}

/// Whether a definite article or pronoun stands before token `i`, alone or in a preposition ("au département").
fn points(view: &View<'_>, i: usize) -> bool {
    let definite = |s: &Sense| matches!(s, Sense::Grammar(g) if g.use_ == Grammar::Definite).then_some(());
    // "cette petite ville"
    let adjective = i > 1 && view.case(i - 1) == Case::Lower && view.grammar(i - 1, Grammar::Filler).is_some();
    view.before(i, definite).is_some() || adjective && view.before(i - 1, definite).is_some()
}

fn folded(view: &View<'_>) -> Vec<String> {
    let fold_one = |t: &Token| {
        let mut low = String::new();
        fold(t.of(view.text), &mut low);
        low
    };
    view.tokens.iter().map(fold_one).collect()
}

fn capital(view: &View<'_>, i: usize) -> bool {
    matches!(view.case(i), Case::Title | Case::Upper | Case::Mixed)
}

/// A name needs a capital, an abbreviation capitals; a weak name, or a small place whose name is also a lexicon word, needs a
/// preposition before it.
fn plausible(view: &View<'_>, start: usize, end: usize, found: Match) -> bool {
    let capital = |i: usize| capital(view, i);
    match found.used_as() {
        Use::Demonym | Use::People => return view.lex.lang() == Lang::Fr || capital(start),
        Use::Abbreviation => return (start..end).all(|i| view.kind(i) != Kind::Word || view.case(i) == Case::Upper),
        Use::Name | Use::Metonym => {}
    }
    if !(start..end).any(capital) || !capital(end - 1) && !capital(start) {
        return false;
    }
    let place = found.place();
    let strong = matches!(place.kind(), PlaceKind::Country | PlaceKind::Union | PlaceKind::Crossing | PlaceKind::Area);
    let word = view.hits(start).iter().any(|h| {
        h.end as usize >= end && !matches!(view.entry(h).sense, Sense::Prep(_) | Sense::Quantifier(_) | Sense::Number(_) | Sense::Agent(_))
    });
    // "A Goz Beïda": a French capital may lack its accent.
    let bare = start > 0 && view.lex.lang() == Lang::Fr && view.word(start - 1) == "A";
    let led = bare || start > 0 && view.before(start, |s| if let Sense::Prep(_) = s { Some(()) } else { None }).is_some();
    // Inside a run of capitalised words ("Marie Lyon") a small place is more likely a name.
    let alone = !(capital(end) && view.gap(end) != Gap::Line && view.kind(end) == Kind::Word && !strong)
        && (start == 0
            || !capital(start - 1)
            || view.word(start - 1).ends_with(['\'', '’'])
            || view.grammar(start - 1, Grammar::Common).is_some()
            || led);
    if found.weak() || word {
        return (strong && !word) || led && alone && !word;
    }
    strong || alone || led
}

fn spot(start: usize, end: usize, place: Place, use_: NameUse) -> Spot {
    let crossing = place.crossing();
    let sides = crossing.map_or([None, None], |c| {
        let (a, b) = c.sides();
        [Some(a), Some(b)]
    });
    Spot {
        start,
        end,
        place,
        country: place.country(),
        use_,
        compound: false,
        seat: false,
        crossing: crossing.is_some(),
        alt_crossing: None,
        sides,
    }
}

/// The mention of a match: a town that has a crossing is meant as the crossing behind "poste-frontière de" or before "crossing".
fn mention(view: &View<'_>, start: usize, end: usize, found: Match) -> Spot {
    let use_ = match found.used_as() {
        Use::Demonym | Use::People => NameUse::Demonym,
        _ => NameUse::Name,
    };
    let is = |i: usize, uses: &[Grammar]| uses.iter().any(|g| view.grammar(i, *g).is_some());
    let english = view.lex.lang() == Lang::En;
    let behind = english && is(end, &[Grammar::Post, Grammar::Frontier]);
    // "the checkpoint in the town of Altanbulag": the head of the name stands between.
    let town = (1..=2).any(|d| start >= d && is(start - d, &[Grammar::Town]));
    let ahead = (1..=if town { 6 } else { 4 }).any(|d| start >= d && is(start - d, &[Grammar::Post]));
    let region =
        (1..=2).any(|d| start >= d && is(start - d, &[Grammar::Province, Grammar::State])) || english && is(end, &[Grammar::Province]);
    let place = if use_ == NameUse::Name && (behind || ahead) {
        found.crossing().unwrap_or(found.place())
    } else if use_ == NameUse::Name && region {
        found.region().unwrap_or(found.place())
    } else {
        found.place()
    };
    Spot { seat: found.used_as() == Use::Metonym, alt_crossing: found.crossing(), ..spot(start, end, place, use_) }
}

/// The place an analyst names, by its id or a spelling in English or French; of a town and its crossing the crossing, if that is wanted.
#[must_use]
pub fn place_named(text: &str, crossing: bool) -> Option<PlaceRef> {
    let world = Gazetteer::embedded();
    let spelt = || [exode_place::Lang::En, exode_place::Lang::Fr].into_iter().find_map(|lang| world.lookup(lang, text));
    let named = |found: Match| found.crossing().filter(|_| crossing).unwrap_or(found.place());
    world.by_id(text).or_else(|| spelt().map(named)).map(reference)
}

/// The place as claims carry it.
pub(crate) fn reference(place: Place) -> PlaceRef {
    PlaceRef { id: place.id().into_owned(), name: place.name().to_owned() }
}
