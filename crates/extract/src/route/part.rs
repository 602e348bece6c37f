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

/// Words of what people flee.
const FLOWN: usize = 8;

/// Words between what people flee and its place: "les combats durent dans le sud de la …".
const PLIGHT: usize = 9;

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
    /// The country or region of the place named right behind or before it: "Ethiopia's Gambella region", "Akkar, in northern Lebanon".
    Around,
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
        // "the agency said in Geneva", "a déclaré depuis Genève": where it is said.
        let city = spot.place.kind() == PlaceKind::City && matches!(part, Part::At | Part::From);
        if frames.iter().any(|f| city && f.verb.end < spot.start && leads_only(scene, f.verb.end, spot.start)) {
            *part = Part::Dateline;
        }
        let speaks = frames.iter().any(|f| {
            // "Drivers heading for Georgia through Verkhny Lars said": where travellers go is the movement they speak of.
            let follows = matches!(part, Part::To | Part::From | Part::At | Part::Via) && reached(scene, cues_of, spot);
            let travels = follows || matches!(f.source, Some(Attribution::Kind(..))) && matches!(part, Part::To | Part::From | Part::Via);
            !travels && f.verb.start <= spot.start && spot.end <= f.verb.end && !f.scope.contains(&spot.start)
        });
        if speaks {
            *part = Part::Speaker;
        }
    }
    for sentence in &scene.sentences {
        around(scene, sentence, &mut parts);
    }
    parts
}

/// Whether a verb of movement leads to a place directly: "ont trouvé refuge en Ouganda après avoir fui la RDC, a dit le HCR".
fn reached(scene: &Scene<'_>, cues_of: &[Vec<Cue>], spot: &Spot) -> bool {
    let n = scene.sentences.partition_point(|s| s.tokens.end <= spot.start);
    let moves = |c: &Cue| !c.word.weak && c.word.part == Speech::Verb && (c.word.at.is_some() || c.word.object.is_some());
    let near = |c: &Cue| c.end <= spot.start && spot.start - c.end <= 3 && scene.barrier(c.end, spot.start) < 0.5;
    cues_of.get(n).is_some_and(|cues| cues.iter().any(|c| moves(c) && near(c)))
}

/// Whether nothing but a day and a preposition stands between two tokens.
fn leads_only(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let prep = |i: usize| scene.view.at(i, |s| matches!(s, Sense::Prep(_)).then_some(())).is_some();
    to - from <= 4 && (from..to).all(|i| scene.in_time(i) || prep(i))
}

/// Of two places that name one, the finer is meant: "Thailand's Mae Hong Son province", "in Dogubayazit, in eastern Turkey".
fn around(scene: &Scene<'_>, sentence: &Sentence, parts: &mut [Part]) {
    let view = &scene.view;
    for k in sentence.spots.clone().skip(1) {
        let (one, other) = (&scene.spots[k - 1], &scene.spots[k]);
        let fine = |s: &Spot| matches!(s.place.kind(), PlaceKind::City | PlaceKind::Camp | PlaceKind::Region) && s.use_ == NameUse::Name;
        if one.country != other.country || one.place == other.place || one.use_ != NameUse::Name || parts[k - 1] == Part::Speaker {
            continue;
        }
        let small = |i: usize| view.kind(i) == exode_text::Kind::Word && view.case(i) == Case::Lower;
        // "Haiti's capital, Port-au-Prince"
        let comma = |i: usize| i + 1 == other.start && view.is(i, ",");
        let owned = matches!(view.word(one.end), "'s" | "’s")
            && other.start <= one.end + 4
            && (one.end + 1..other.start).all(|i| small(i) || comma(i));
        if owned && fine(other) && parts[k] == Part::Bare {
            parts[k] = parts[k - 1];
            parts[k - 1] = Part::Around;
        }
        let wider =
            other.place.kind() == PlaceKind::Country || other.place.kind() == PlaceKind::Region && one.place.kind() != PlaceKind::Region;
        // "partis de Sfax en Tunisie"
        let inside = other.start == one.end + 1 && parts[k] == Part::At && matches!(parts[k - 1], Part::From | Part::To | Part::At);
        if inside && wider && fine(one) {
            parts[k] = Part::Around;
        }
        let apposed = view.is(one.end, ",") && other.start <= one.end + 6 && (one.end + 1..other.start).all(small);
        if apposed && wider && fine(one) && one.alt_crossing.is_none() && matches!(parts[k], Part::At | Part::Bare | Part::To) {
            parts[k] = Part::Around;
        }
    }
}

/// Where the phrase of a place starts whose name has a head before it: "ville de Goma", "département colombien de La Guajira".
fn head(scene: &Scene<'_>, of: usize, floor: usize) -> Option<usize> {
    let view = &scene.view;
    let heads = |i: usize| [Grammar::Town, Grammar::Province, Grammar::State].iter().any(|g| view.grammar(i, *g).is_some());
    // "la ville frontière de Garoua-Boulaï", "la petite ville de Renk"
    let said = |i: usize| view.hits(i).is_empty() || [Grammar::Frontier, Grammar::Filler].iter().any(|g| view.grammar(i, *g).is_some());
    let adjective = |i: usize| view.case(i) == Case::Lower && said(i) || scene.spot_at(i).is_some();
    (floor..of).rev().take(3).find(|i| heads(*i) && (i + 1..of).all(adjective))
}

pub(super) fn part(scene: &Scene<'_>, k: usize, sentence: &Sentence, cues: &[Cue], parts: &[Part]) -> Part {
    let view = &scene.view;
    let spot = &scene.spots[k];
    let border = |i: usize| view.grammar(i, Grammar::Frontier).is_some();
    if spot.use_ == NameUse::Demonym {
        let back = (1..=3).any(|d| spot.start >= sentence.tokens.start + d && border(spot.start - d));
        if border(spot.end) || spot.compound || back && view.case(spot.start) != Case::Title {
            return Part::Border;
        }
        let beside = |g: Grammar| spot.start > 0 && view.grammar(spot.start - 1, g).is_some() || view.grammar(spot.end, g).is_some();
        if beside(Grammar::Post) {
            return Part::From; // "devant le poste russe": the post of the country one leaves
        }
        if beside(Grammar::Soil) {
            return Part::At;
        }
        return Part::People;
    }
    if border(spot.end) && view.lex.lang() == Lang::En {
        return Part::Border;
    }
    // "A Goz Beïda, …": capitals lose their accents.
    let first_token = sentence.tokens.start;
    if view.lex.lang() == Lang::Fr
        && spot.start == first_token + 1
        && view.kind(first_token) == exode_text::Kind::Word
        && view.is(first_token, "a")
    {
        return Part::At;
    }
    let prep = |at: usize| view.before(at, |s| if let Sense::Prep(p) = s { Some(p.role) } else { None });
    let article = |at: usize| view.grammar_before(at, Grammar::Determiner).filter(|d| *d + 1 == at && *d >= sentence.tokens.start);
    let of = prep(spot.start).or_else(|| article(spot.start).and_then(prep)).filter(|(role, _)| *role == PrepRole::Of);
    let head = of.and_then(|(_, at)| head(scene, at, sentence.tokens.start));
    // "dans la petite ville de Renk": the preposition stands before the head and its adjectives.
    let plain = |i: usize| view.case(i) == Case::Lower && view.hits(i).is_empty();
    let first = head.map_or(spot.start, |h| (sentence.tokens.start..h).rev().take(2).take_while(|i| plain(*i)).last().unwrap_or(h));
    let determiner = article(first);
    let lead = determiner.unwrap_or(first);
    // "passed through Chaman": the verb's own preposition says through where.
    let through = prep(first).is_some_and(|(role, _)| role == PrepRole::Via);
    if let Some(cue) = cues.iter().find(|c| (c.end == first || c.end == lead) && c.word.object.is_some()).filter(|_| !through) {
        return match cue.word.object {
            Some(Side::Origin) => Part::From,
            Some(Side::Destination) => Part::To,
            _ => Part::At,
        };
    }
    // "attendaient de passer au Kazakhstan": behind a verb of going, "in" a country is where they go, whatever the figure's own verb.
    let goes = |at: usize| cues.iter().any(|c| c.end == at && c.word.goes());
    // "… ont quitté le Karabakh pour s'installer en Arménie"
    let settles = |at: usize| {
        let aims = |c: &&Cue| (1..=2).any(|d| c.start >= sentence.tokens.start + d && view.grammar(c.start - d, Grammar::Aim).is_some());
        cues.iter().filter(|c| c.end == at && c.word.at == Some(Side::Destination) && c.word.part == Speech::Verb).any(|c| aims(&c))
    };
    if let Some((role, start)) = prep(first).or_else(|| determiner.and_then(prep)).filter(|(_, at)| *at >= sentence.tokens.start) {
        return match role {
            PrepRole::At | PrepRole::Of if flown(scene, cues, start) => Part::From,
            // "ont traversé le Darién, en route vers les États-Unis": a goal that nobody has reached.
            PrepRole::To if goal(scene, sentence, spot, start) => Part::Around,
            PrepRole::To => Part::To,
            PrepRole::From => Part::From,
            PrepRole::At | PrepRole::SideOf if (1..=2).any(|d| start >= sentence.tokens.start + d && border(start - d)) => Part::Border,
            PrepRole::At if settles(start) => Part::To,
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
    // "sont partis pour Goma et 1 500 pour Minova", "quitté la Russie pour la Géorgie"
    let aim = |at: usize| view.grammar_before(at, Grammar::Aim).filter(|a| *a + 1 == at && *a >= sentence.tokens.start);
    if let Some(at) = aim(first).or_else(|| determiner.and_then(aim)) {
        let leaves = |c: &Cue| c.end <= at && c.word.measure == Measure::Left && c.word.part == Speech::Verb && !c.word.weak;
        if cues.iter().any(leaves) {
            return Part::To;
        }
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

/// Whether the place behind the preposition at `at` is told as a goal ("en route vers", "on their way to") beyond the crossing of its
/// sentence.
fn goal(scene: &Scene<'_>, sentence: &Sentence, spot: &Spot, at: usize) -> bool {
    let way = |i: usize| scene.view.grammar(i, Grammar::Way).is_some();
    let beyond = |s: &Spot| s.crossing && !s.sides.into_iter().flatten().any(|side| Some(side) == spot.country);
    (at.saturating_sub(1)..=at + 1).any(way) && scene.spots[sentence.spots.clone()].iter().any(beyond)
}

/// "fuyant la guerre au Soudan", "fled heavy fighting in Sake": where what people flee is, is where they come from. Whether the phrase
/// of what is fled ends at token `at`.
fn flown(scene: &Scene<'_>, cues: &[Cue], at: usize) -> bool {
    let view = &scene.view;
    let flees = |c: &&Cue| {
        let verb = c.word.part == Speech::Verb && c.word.measure == Measure::Left && c.word.object == Some(Side::Origin);
        verb && c.end < at && at - c.end <= FLOWN
    };
    let Some(verb) = cues.iter().rev().find(flees).map(|c| c.end) else { return false };
    let leads = |i: usize| view.at(i, |s| matches!(s, Sense::Prep(p) if p.role != PrepRole::Of).then_some(())).is_some();
    let plain = |i: usize| {
        let word = view.kind(i) == exode_text::Kind::Word && view.grammar(i, Grammar::Break).is_none();
        // "fui l'est de la RDC": no verb.
        let verb = view.grammar(i, Grammar::Auxiliary).is_some() && !(i > 0 && view.word(i - 1).ends_with(['\'', '’']));
        // "quitté le Soudan pour s'installer en Égypte"
        word && !leads(i) && !scene.in_time(i) && !verb && (view.lex.lang() == Lang::En || view.grammar(i, Grammar::Aim).is_none())
    };
    let thing = (verb..at).any(|i| view.grammar(i, Grammar::Determiner).is_none() && view.grammar(i, Grammar::Of).is_none());
    thing && (verb..at).all(plain) && !cues.iter().any(|c| c.start >= verb && c.end <= at && !c.word.weak && c.word.goes())
}

/// "la guerre en Ukraine", "the conflict rages on in eastern Congo": whether a place is where what people flee is.
pub(super) fn plagued(scene: &Scene<'_>, spot: &Spot, part: Part) -> bool {
    if !matches!(part, Part::At | Part::Of) || spot.use_ != NameUse::Name {
        return false;
    }
    let view = &scene.view;
    let Some(sentence) = scene.sentence_at(spot.start) else { return false };
    let from = sentence.tokens.start.max(spot.start.saturating_sub(PLIGHT));
    let plight = |i: usize| view.grammar(i, Grammar::Plight).filter(|end| *end <= spot.start);
    // "dans l'est de": no verb.
    let elided = |i: usize| i > 0 && view.word(i - 1).ends_with(['\'', '’']);
    let verb = |i: usize| [Grammar::Auxiliary, Grammar::Pronoun].iter().any(|g| view.grammar(i, *g).is_some()) && !elided(i);
    let named = |s: &Spot| s.use_ == NameUse::Name;
    (from..spot.start).rev().find_map(plight).is_some_and(|end| {
        let other = (end..spot.start).any(|i| scene.spot_at(i).is_some_and(named));
        scene.barrier(end, spot.start) < 0.5 && !(end..spot.start).any(verb) && !other
    })
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
        let conjunction = matches!(view.word(i), "," | "/") || view.grammar(i, Grammar::And).is_some();
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
pub(crate) fn people_noun(scene: &Scene<'_>, spot: &Spot) -> bool {
    let view = &scene.view;
    let noun = |i: usize| view.at(i, |s| matches!(s, Sense::Noun(n) if matches!(n.unit, Unit::Person)).then_some(())).is_some();
    let near = noun(spot.end) || (1..=2).any(|d| spot.start >= d && noun(spot.start - d));
    near || view.case(spot.start) == Case::Title && (view.lex.lang() == Lang::Fr || view.word(spot.end - 1).ends_with('s'))
}
