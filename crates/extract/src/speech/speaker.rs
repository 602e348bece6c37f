//! The speaker: who a noun phrase before or behind a reporting word names.

use std::ops::Range;

use exode_claim::{Attribution, Label, WitnessKind};
use exode_text::Case;

use super::phrase::{agent, ends_phrase, extend, head_of, label, qualifies, trim, witness};
use super::unlisted::unlisted;
use crate::given::little_town;
use crate::lexicon::{AgentKind, AgentWord, EntryId, Grammar, Part, Sense, SpeechRole};
use crate::names::{Names, Vocabulary};
use crate::ordinary::is_ordinary;
use crate::place::NameUse;
use crate::scene::Scene;

/// Tokens of a bracket inside a speaker's phrase.
const BRACKET: usize = 7;

/// A speaker's noun phrase.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    pub(super) range: Range<usize>,
    pub(super) who: Option<Attribution>,
    pub(super) outlet: bool,
    pub(super) pronoun: bool,
    /// Only a place stands for it.
    pub(super) place: bool,
    /// Told by its position alone, not by a word of the lexicon.
    pub(super) loose: bool,
    pub(super) entries: Vec<EntryId>,
    pub(super) country: Option<exode_place::Place>,
}

/// The speaker whose phrase starts at `from`.
pub(super) fn speaker_after(scene: &Scene<'_>, names: &Names, from: usize, limit: usize) -> Option<Speaker> {
    let view = &scene.view;
    let mut start = from;
    while start < limit && view.grammar(start, Grammar::Determiner).is_some()
        || view.grammar(start, Grammar::Of).is_some() && start < from + 2
    {
        start = view.grammar(start, Grammar::Determiner).or_else(|| view.grammar(start, Grammar::Of)).unwrap_or(start + 1);
    }
    // "a déclaré M. X"
    if let Some(name) = view.grammar(start, Grammar::Title).filter(|name| *name < limit) {
        start = name;
    }
    // "a précisé lors d'un point de presse": nobody stands behind it.
    if view.grammar(start, Grammar::Break).is_some() {
        return None;
    }
    let mut end = start;
    while end < limit && end < start + 16 && !(ends_phrase(scene, end) && end > start) {
        // A name after the office ("le ministre …, X") goes with it.
        end += 1;
    }
    if view.word(end) == "(" && view.case(end + 1) == Case::Upper && view.word(end + 2) == ")" {
        end += 3; // "services de sécurité russes (FSB)"
    }
    if view.word(end) == ","
        && let Some(held) = names.public.iter().find(|h| h.name.start == end + 1)
    {
        end = held.name.end;
    }
    speaker_in(scene, names, start..end, true)
}

/// The speaker whose phrase ends right before `to`, back to the clause's start.
pub(super) fn speaker_before(scene: &Scene<'_>, names: &Names, floor: usize, to: usize) -> Option<Speaker> {
    let view = &scene.view;
    // "l'armée, elle, en compte 100"
    let clitic = |i: usize| ["en", "y", "ne", "n'", "n’"].iter().any(|w| view.is(i, w));
    let to = (floor..to).rev().find(|i| !clitic(*i)).map_or(to, |i| i + 1);
    if to <= floor || view.word(to - 1) != "," {
        return speaker_in(scene, names, clause_before(scene, names, floor, to, to), false);
    }
    // "S, citée par R, fait état de", "Ilya, 31, a programmer, said": what stands between two commas before the verb is an aside, and
    // may have commas of its own.
    let opens: Vec<usize> = (floor.max(to.saturating_sub(19))..to - 1).filter(|k| view.word(*k) == ",").collect();
    let clause = |open: usize| (open..to).any(|k| matches!(view.word(k), ";" | ":" | "”" | "»"));
    let (Some(first), Some(last)) = (opens.first().copied(), opens.last().copied()) else {
        return speaker_in(scene, names, clause_before(scene, names, floor, to, to), false);
    };
    let mut loose = None;
    for open in [last, first].into_iter().filter(|o| *o > floor && !clause(*o)) {
        let start = clause_before(scene, names, floor, open, to).start;
        // "An aid worker in Port Sudan, who asked not to be named, estimated": the clause is about the speaker.
        let relative = view.grammar(open + 1, Grammar::Relative).is_some();
        // "la Ligue, de son côté, parle de": an aside that names nobody is passed over.
        let ahead = || speaker_in(scene, names, start..open, false).filter(|sp| sp.who.is_some());
        let whole = speaker_in(scene, names, start..to, false).filter(|_| !relative);
        let found = match whole {
            Some(sp) if !sp.loose => Some(sp),
            whole => ahead().filter(|sp| relative || !sp.loose).or(whole),
        };
        match found {
            Some(sp) if !sp.loose || relative => return Some(sp),
            found => loose = found.or(loose),
        }
    }
    loose.or_else(|| speaker_in(scene, names, clause_before(scene, names, floor, to, to), false))
}

/// The clause that ends at `to`, back from `start` to its first token.
fn clause_before(scene: &Scene<'_>, names: &Names, floor: usize, mut start: usize, to: usize) -> Range<usize> {
    let view = &scene.view;
    let mut commas = 0;
    while start > floor && to - start < 28 {
        let k = start - 1;
        match view.word(k) {
            "." if k > floor && view.lex.is_abbreviation(view.word(k - 1)) => {}
            ";" | ":" | "“" | "”" | "«" | "»" | "\"" | "." | "!" | "?" => break,
            "," => {
                // An apposition ("X, head of Y, said") is one phrase; anything else ends at the comma.
                commas += 1;
                let held =
                    names.public.iter().any(|h| h.name.end == k || h.office.as_ref().is_some_and(|o| o.start == k + 1 || o.end == k));
                if commas > 2 || !held && k + 1 < to {
                    break;
                }
                if k + 1 == to && commas == 1 {
                    start = k;
                    continue;
                }
                if !held {
                    break;
                }
            }
            _ => {}
        }
        if view
            .hits(k)
            .iter()
            .any(|h| matches!(view.entry(h).sense, Sense::Speech(w) if w.role == SpeechRole::Verb) && h.end as usize <= to)
        {
            break;
        }
        if view.grammar(k, Grammar::That).is_some() || view.grammar(k, Grammar::Break).is_some_and(|e| e == start) {
            break;
        }
        start = k;
    }
    start..to
}

/// The speaker named in a phrase: its head is the first agent behind a preposition, the last before a verb.
pub(super) fn speaker_in(scene: &Scene<'_>, names: &Names, phrase: Range<usize>, behind: bool) -> Option<Speaker> {
    let view = &scene.view;
    if phrase.is_empty() {
        return None;
    }
    let mut agents: Vec<(usize, usize, AgentWord, EntryId)> = Vec::new();
    let mut i = phrase.start;
    while i < phrase.end {
        match agent(scene, i) {
            Some((a, end, entry)) if end <= phrase.end => {
                agents.push((i, end, a, entry));
                i = end;
            }
            _ => i += 1,
        }
    }
    let held = names.holder_in(&phrase);
    let head = head_of(scene, &agents, behind);
    let country = scene.spots.iter().filter(|s| phrase.start <= s.start && s.end <= phrase.end).find_map(|s| s.country);
    let done = |who: Option<Attribution>, range: Range<usize>, outlet: bool, entries: Vec<EntryId>| {
        Some(Speaker { range, who, outlet, pronoun: false, place: false, loose: false, entries, country })
    };
    if let Some(held) = held {
        let head = held.office.clone().and_then(|o| agent(scene, o.start).map(|(_, end, _)| o.start..end));
        let office = held.office.clone().and_then(|o| label(scene, names, trim(scene, o))).or_else(|| label(scene, names, head?));
        let name = view.bytes(held.name.start, held.name.end).of(view.text).to_owned();
        let range = phrase.start.min(held.name.start)..phrase.end.max(held.name.end);
        let office = office.or_else(|| {
            crate::officials::Officials::embedded().holder_in(view, &held.name).and_then(|o| {
                Label::vouched(&o.office, &Vocabulary { lex: view.lex, accounted: o.office.split(' ').map(str::to_owned).collect() })
            })
        });
        let country = country.or_else(|| {
            let official = crate::officials::Officials::embedded().holder_in(view, &held.name)?;
            exode_place::Gazetteer::embedded().country(official.country.as_deref()?)
        });
        let who = match office {
            Some(office) => Attribution::office(office, Some(&name)),
            None => Attribution::Kind(WitnessKind::Witness, witness(scene)?),
        };
        return done(Some(who), range, false, agents.iter().map(|a| a.3).collect()).map(|sp| Speaker { country, ..sp });
    }
    if let Some((start, mut end, word, entry)) = head {
        let bare = start..end;
        // "Some 500 people crossed into Chad, said …": a clause speaks of them, they do not speak.
        let verb = |s: &Sense| matches!(s, Sense::Cue(c) if c.part == Part::Verb && !c.weak).then_some(());
        let acts = !behind && word.kind == AgentKind::Witness && (end..phrase.end).any(|i| view.at(i, verb).is_some());
        if acts {
            return None;
        }
        let ours = (phrase.start.saturating_sub(2)..start).any(|k| view.grammar(k, Grammar::Ours).is_some());
        if ours {
            return None;
        }
        // The phrase runs on through "de", adjectives and places: "services de sécurité russes (FSB)".
        if !word.name
            || matches!(view.word(end).to_lowercase().as_str(), "de" | "du" | "of" | "in") && behind && word.kind == AgentKind::Observation
        {
            end = extend(scene, names, end, phrase.end);
        } else if view.word(end) == "(" && view.case(end + 1) == Case::Upper && view.word(end + 2) == ")" {
            end += 3; // "International Organization for Migration (IOM)"
        }
        // "le dernier rapport (mars 2023) du GARR": the bracket dates it, and its author speaks.
        let close = (end..phrase.end.min(end + BRACKET)).find(|k| view.word(end) == "(" && view.word(*k) == ")");
        let author = close.and_then(|k| view.grammar(k + 1, Grammar::Of)).filter(|_| word.kind == AgentKind::Observation);
        if let Some(told) = author.and_then(|of| speaker_in(scene, names, of..phrase.end, true)).filter(|sp| !sp.loose && sp.who.is_some())
        {
            return Some(Speaker { range: phrase, ..told });
        }
        let mut from = start;
        while from > phrase.start && qualifies(scene, names, from - 1) {
            from -= 1;
        }
        let someone = someone_of(scene, &phrase, from);
        let kind = if someone.is_some() { AgentKind::Witness } else { word.kind };
        let text = trim(scene, someone.unwrap_or(from)..end);
        // As much of the phrase as vocabularies vouch for.
        let vouched = |end: usize| label(scene, names, trim(scene, text.start..end));
        let shorter = || (bare.end.max(text.start + 1)..text.end).rev().find_map(vouched);
        let who =
            label(scene, names, text.clone()).or_else(shorter).or_else(|| label(scene, names, bare.clone())).map(|label| match kind {
                AgentKind::Institution | AgentKind::Outlet => Attribution::Institution(label),
                AgentKind::Office => Attribution::office(label, None),
                AgentKind::Witness => Attribution::Kind(WitnessKind::Witness, label),
                AgentKind::Unnamed => Attribution::Kind(WitnessKind::Unnamed, label),
                AgentKind::Observation => Attribution::Kind(WitnessKind::Observation, label),
                AgentKind::Press => Attribution::Kind(WitnessKind::Press, label),
            });
        return done(who, phrase.start.min(start)..phrase.end.max(end), word.kind == AgentKind::Outlet && word.name, vec![entry]);
    }
    // A place or people as speaker: "Astana", "les Ukrainiens", "Kyiv said".
    let spot = if behind {
        scene.spots.iter().find(|s| s.start == phrase.start)
    } else {
        scene.spots.iter().rev().find(|s| s.end <= phrase.end && s.end + 2 > phrase.end && s.start >= phrase.start)
    };
    // A crossing governs nobody: "Uganda's Bunagana post".
    if let Some(spot) =
        spot.filter(|s| !s.crossing && !little_town(scene, s) && (s.use_ == NameUse::Name || view.case(s.start) != Case::Lower))
    {
        let preposed = spot.start > phrase.start
            && view.at(spot.start - 1, |s| matches!(s, Sense::Prep(p) if p.role != crate::lexicon::PrepRole::Of).then_some(())).is_some()
            && view.grammar(spot.start - 1, Grammar::Determiner).is_none();
        // "raconte un Russe": one of a people is nobody's government.
        let one =
            spot.use_ != NameUse::Name && (1..=2).any(|d| spot.start >= d && view.grammar(spot.start - d, Grammar::Indefinite).is_some());
        if !preposed && one {
            return done(witness(scene).map(|l| Attribution::Kind(WitnessKind::Witness, l)), phrase, false, Vec::new());
        }
        if !preposed {
            let who = label(scene, names, spot.start..spot.end).map(Attribution::Institution);
            return done(who, phrase, false, Vec::new()).map(|sp| Speaker { place: true, ..sp });
        }
    }
    // An unknown acronym is an organisation: "OVD-Info", "the IRC".
    let acronym = |i: usize| {
        view.case(i) == Case::Upper
            && names.private_in(&(i..i + 1)).is_none()
            && scene.spot_at(i).is_none()
            && !is_ordinary(view.lex.lang(), &view.word(i).to_lowercase())
    };
    let at = if behind { Some(phrase.start) } else { phrase.clone().rev().take(3).find(|i| acronym(*i)) };
    if let Some(i) = at.filter(|i| acronym(*i)) {
        let mut end = i + 1;
        while view.is_joint(end) && end + 1 < phrase.end {
            end += 2;
        }
        return done(label(scene, names, i..end).map(Attribution::Institution), phrase, false, Vec::new());
    }
    if let Some(org) = names.orgs.iter().find(|o| {
        let inside = o.start >= phrase.start && o.end <= phrase.end;
        inside && if behind { o.start <= phrase.start + 1 } else { o.end + 1 >= phrase.end }
    }) {
        let text = trim(scene, org.start..extend(scene, names, org.end, phrase.end));
        let who = label(scene, names, text).or_else(|| label(scene, names, org.clone()));
        return done(who.map(Attribution::Institution), phrase.clone(), false, Vec::new());
    }
    if names.private_in(&phrase).is_some_and(|p| behind && p.start <= phrase.start + 1 || !behind && p.end + 1 >= phrase.end) {
        if let Some(office) = apposed(scene, names, &phrase).filter(|_| behind) {
            return Some(office);
        }
        return done(witness(scene).map(|l| Attribution::Kind(WitnessKind::Witness, l)), phrase, false, Vec::new());
    }
    let pronoun = if behind { phrase.start } else { phrase.end - 1 };
    if view.grammar(pronoun, Grammar::FirstPerson).is_some() {
        return None; // the outlet or an unnamed speaker, not the last one
    }
    if phrase.clone().rev().take(3).any(|k| view.grammar(k, Grammar::Pronoun).is_some())
        && view.grammar(pronoun, Grammar::Pronoun).is_some()
    {
        return Some(Speaker {
            range: phrase,
            who: None,
            outlet: false,
            pronoun: true,
            place: false,
            loose: false,
            entries: Vec::new(),
            country: None,
        });
    }
    unlisted(scene, names, &phrase, behind).map(|who| Speaker {
        range: phrase.clone(),
        who: Some(who),
        outlet: false,
        pronoun: false,
        place: false,
        loose: true,
        entries: Vec::new(),
        country,
    })
}

/// "…, said X, international affairs officer at the Finnish Border Guard": the office or institution told behind a name speaks.
fn apposed(scene: &Scene<'_>, names: &Names, phrase: &Range<usize>) -> Option<Speaker> {
    let name = names.private_in(phrase)?;
    let comma = name.end;
    let limit = scene.sentence_at(comma)?.tokens.end.min(comma + 14);
    if scene.view.word(comma) != "," || comma < phrase.end.saturating_sub(1) || comma > phrase.end {
        return None;
    }
    let end = (comma + 1..limit).find(|i| ends_phrase(scene, *i)).unwrap_or(limit);
    let told = speaker_in(scene, names, comma + 1..end, true).filter(|sp| !sp.loose && !sp.place)?;
    let office = matches!(told.who, Some(Attribution::Office { .. } | Attribution::Institution(_)));
    office.then_some(Speaker { range: phrase.start..told.range.end, ..told })
}

/// "Un chirurgien de l'hôpital koweïtien": a person whom no list knows, of the institution at `start`. Where the phrase of that person
/// begins.
fn someone_of(scene: &Scene<'_>, phrase: &Range<usize>, start: usize) -> Option<usize> {
    let view = &scene.view;
    let mut at = start;
    while at > phrase.start && view.grammar(at - 1, Grammar::Determiner).is_some() && view.grammar(at - 1, Grammar::Of).is_none() {
        at -= 1;
    }
    let of = at.checked_sub(1).filter(|o| *o > phrase.start && view.grammar(*o, Grammar::Of).is_some_and(|end| end >= at))?;
    let head = of - 1;
    let unknown = view.kind(head) == exode_text::Kind::Word && view.case(head) == Case::Lower && view.hits(head).is_empty();
    let article = head.checked_sub(1).is_some_and(|d| view.grammar(d, Grammar::Indefinite).is_some());
    (unknown && article).then_some(head)
}
