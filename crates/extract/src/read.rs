//! The reader: one document in, its claims and findings out. A pure function.

use std::ops::Range;

use exode_claim::{Bounds, Claim, ClaimId, Finding, FindingCode, Measure, Modality, Quantifier, Rate, Unit, When};
use exode_text::{Document, Span};
use jiff::civil::Date;

use crate::counted::{Counted, Verdict, counted, noun_ahead};
use crate::cue::{Choice, Cue, choose, cues};
use crate::lexicon::{EntryId, Grammar, Lexicon, Mood, NounClass, Sense, Stance};
use crate::mood::standing;
use crate::names::Names;
use crate::number::{Figure, FigureKind};
use crate::officials::Officials;
use crate::route::{self, Context, Part, Route};
use crate::scene::Scene;
use crate::speech::{self, Frame};
use crate::time::{Anchor, Relation};
use crate::timing;

/// Why a claim reads as it does: what `explain` prints.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// Pattern by pattern, what it found.
    pub steps: Vec<Step>,
}

/// One step of a trace.
#[derive(Debug, Clone)]
pub struct Step {
    /// The pattern.
    pub pattern: &'static str,
    /// What it decided.
    pub result: String,
    /// The lexicon entries it rests on.
    pub entries: Vec<EntryId>,
}

/// What reading one document gives.
#[derive(Debug, Default)]
pub struct Reading {
    /// Claims in reading order, each with its trace.
    pub claims: Vec<(Claim, Trace)>,
    /// What could not be read safely.
    pub findings: Vec<Finding>,
    /// Bytes of `Document::text` that name private persons.
    pub private: Vec<Span>,
    /// Quote and sentence of each claim, bytes of `Document::text`.
    pub spans: Vec<(Span, Span)>,
}

/// A claim before its source, time and place in the file are known.
struct Draft {
    n: usize,
    figure: Figure,
    counted: Counted,
    choice: Choice,
    measure: Measure,
    route: Route,
}

/// Everything found before claims are drafted.
struct Found<'a> {
    scene: Scene<'a>,
    names: Names,
    frames: Vec<Frame>,
    cues: Vec<Vec<Cue>>,
    parts: Vec<Part>,
}

/// Read the claims of a document with the words of its language.
#[must_use]
pub fn read(document: &Document, lexicon: &Lexicon) -> Reading {
    let mut tokens = Vec::new();
    let report: Option<Date> = document.meta.published.as_deref().and_then(|d| d.parse().ok());
    let Some(scene) = crate::annotate::annotate(document, lexicon, report, &mut tokens) else {
        return Reading::default();
    };
    let names = Names::find(&scene, Officials::embedded());
    let frames = speech::frames(&scene, &names);
    let cues: Vec<Vec<Cue>> = scene.sentences.iter().map(|s| cues(&scene, &s.tokens)).collect();
    let parts = route::parts(&scene, &cues, &frames);
    let found = Found { scene, names, frames, cues, parts };
    let mut context = route::survey(&found.scene, &found.parts);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut reading = Reading { private: found.names.private_spans(&found.scene), ..Reading::default() };
    for n in 0..found.scene.sentences.len() {
        route::trace(&found.scene, n, &found.parts, &mut context);
        draft_sentence(&found, n, &context, &mut drafts, &mut reading, document);
    }
    let hash = fingerprint(&document.text);
    for draft in drafts {
        let (claim, trace, spans) = finish(&found, document, lexicon, report, hash, draft, &reading.claims);
        reading.spans.push(spans);
        reading.claims.push((claim, trace));
    }
    reading
}

/// Draft the claims of sentence `n`, in order.
fn draft_sentence(found: &Found<'_>, n: usize, context: &Context, drafts: &mut Vec<Draft>, reading: &mut Reading, document: &Document) {
    let scene = &found.scene;
    let sentence = &scene.sentences[n];
    let zero = none_of(scene, &sentence.tokens);
    let again = anaphors(scene, &sentence.tokens, drafts.last());
    let extra = zero.into_iter().chain(again);
    let mut figures: Vec<Figure> = sentence.figures.iter().cloned().chain(extra).collect();
    figures.sort_by_key(|f| f.start);
    for figure in figures.iter().filter(|f| f.kind != FigureKind::Article) {
        let counted = match counted(scene, figure, &sentence.tokens) {
            Verdict::Refused(_) => continue,
            Verdict::Counts(c) => c,
            Verdict::Open => match stand_in(found, n, figure, drafts) {
                Some(c) => c,
                None => continue,
            },
        };
        if possessed(scene, figure, &sentence.tokens) || repeated(scene, figure, &sentence.tokens) {
            continue;
        }
        match decide(found, n, figure, &counted, &figures, drafts) {
            Some(choice) => {
                let speaker = speech::frame_at(&found.frames, figure.start).and_then(|f| f.country);
                let asked = route::Asked {
                    scene,
                    n,
                    figure,
                    counted: &counted,
                    cue: choice.cue.as_ref(),
                    parts: &found.parts,
                    speaker,
                    context,
                };
                let (measure, route) = route::route(&asked, choice.measure);
                let (measure, route) = like_before(&choice, figure, n, measure, route, drafts, sentence.block, scene);
                let measure = hosted(measure, &counted, choice.cue.as_ref());
                let (measure, route) = crate::settle::settle(scene, n, measure, route, &counted, context);
                drafts.push(Draft { n, figure: figure.clone(), counted, choice, measure, route });
            }
            None if counted.own && counted.class == NounClass::Mover && counted.unit != Unit::Percent => {
                reading.findings.push(finding(found, document, FindingCode::MeasureOpen, figure.start..counted.end));
            }
            None => {}
        }
    }
}

/// Whether the figure is a part of one told before: "dont 30 000", "including 1,500 children", "of whom".
fn is_subset(scene: &Scene<'_>, figure: &Figure, counted: &Counted, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    counted.class == NounClass::Subset
        || (figure.start.saturating_sub(4)..figure.start)
            .any(|i| i >= sentence.start && view.grammar(i, Grammar::Subset).is_some_and(|end| end <= figure.start))
        || (counted.reach..sentence.end.min(counted.reach + 3)).any(|i| view.grammar(i, Grammar::Subset).is_some())
            && matches!(view.word(counted.reach), "among" | "parmi")
}

/// The measure of a figure, or `None` where it is no claim.
fn decide(found: &Found<'_>, n: usize, figure: &Figure, counted: &Counted, others: &[Figure], drafts: &[Draft]) -> Option<Choice> {
    let scene = &found.scene;
    let chosen = choose(scene, &found.cues[n], figure, counted, others);
    let nearby = drafts.last().filter(|d| d.n + 1 >= n && scene.sentences[d.n].block == scene.sentences[n].block || same_quotation(scene, d, figure));
    let inherited = |score: f32| nearby.map(|d| Choice { measure: d.measure, cue: d.choice.cue.clone().filter(|_| d.n == n), score });
    let near_border = scene.sentences[n].spots.clone().any(|k| {
        scene.spots[k].crossing || matches!(found.parts[k], Part::Border | Part::To)
    });
    // A wait or a queue told in the last sentences: "By car it is still two or three days."
    let queueing = |m: Measure| matches!(m, Measure::Wait | Measure::QueueLength | Measure::QueueVehicles | Measure::QueuePeople);
    let waits = drafts.iter().rev().take(4).any(|d| d.n + 2 >= n && queueing(d.measure))
        || (n.saturating_sub(2)..n).any(|k| scene.sentences[k].block + 1 >= scene.sentences[n].block && found.cues[k].iter().any(|c| c.word.measure == Measure::Wait && !c.word.weak));
    let at_crossing = scene.sentences[n].spots.clone().any(|k| scene.spots[k].crossing) || scene.sentences[n].tokens.clone().any(|i| scene.view.grammar(i, Grammar::Border).is_some());
    let waiting = |measure: Measure| (waits || at_crossing).then_some(Choice { measure, cue: None, score: 1.1 });
    // "…, soit 9 404 ménages", "2,500 of them were men, 500 women": the next phrase of a list.
    let listed = || {
        let d = drafts.last().filter(|d| d.n == n && counted.own && matches!(d.counted.unit, Unit::Person | Unit::Household | Unit::Vehicle))?;
        let near = scene.barrier(d.counted.reach.max(d.figure.end), figure.start) < 2.6 && figure.start - d.figure.end < 14;
        (near && counted.implied.is_none_or(|m| m == d.measure) && counted.class != NounClass::Troops && counted.class != NounClass::Home)
            .then(|| Choice { measure: d.measure, cue: d.choice.cue.clone(), score: 1.0 })
    };
    if is_subset(scene, figure, counted, &scene.sentences[n].tokens) && chosen.as_ref().is_none_or(|c| c.score < if counted.unit == Unit::Percent { 6.2 } else { 3.4 }) {
        let parent = drafts.iter().rev().find(|d| d.n + 1 >= n && matches!(d.counted.unit, Unit::Person | Unit::Household | Unit::Vehicle));
        if let Some(d) = parent {
            return Some(Choice { measure: d.measure, cue: d.choice.cue.clone().filter(|_| d.n == n), score: 1.0 });
        }
    }
    match counted.unit {
        Unit::Factor => chosen.filter(|c| c.score > 1.0).or_else(|| inherited(1.0)),
        Unit::Percent => chosen.filter(|c| {
            c.measure == Measure::TransitShare || matches!(counted.class, NounClass::Mover | NounClass::Event | NounClass::Subset) || c.score > 2.0
        }).or_else(|| inherited(1.0).filter(|_| matches!(counted.class, NounClass::Mover | NounClass::Subset))),
        Unit::Km => chosen.filter(|c| c.score > 0.8 && !travels(scene, &scene.sentences[n].tokens)),
        Unit::Vehicle => chosen.filter(|c| c.score > 1.1).or_else(listed).or_else(|| waiting(Measure::QueueVehicles).filter(|_| waits)),
        Unit::Hour | Unit::Day => chosen
            .filter(|c| c.score + if near_border { 1.2 } else { 0.0 } > 1.4)
            .filter(|c| c.cue.as_ref().is_none_or(|c| !c.word.weak) || !travels(scene, &scene.sentences[n].tokens))
            .or_else(|| waiting(Measure::Wait).filter(|_| !travels(scene, &scene.sentences[n].tokens))),
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
            chosen.filter(|c| c.score > least).or_else(paced).or_else(listed).or_else(|| {
                // "11 200 dimanche et moins de 10 000 lundi": an ellipsis takes its neighbour's measure.
                let d = nearby.filter(|d| !counted.own && d.n == n && d.counted.unit == counted.unit)?;
                Some(Choice { measure: d.measure, cue: d.choice.cue.clone(), score: 1.0 })
            })
        }
    }
}

fn same_quotation(scene: &Scene<'_>, draft: &Draft, figure: &Figure) -> bool {
    scene.quotation_at(figure.start).is_some_and(|q| q.contains(&draft.figure.start))
}

/// What a number without a noun counts: a noun ahead, a verb behind ("300 000 étaient partis"), or the neighbour's noun.
fn stand_in(found: &Found<'_>, n: usize, figure: &Figure, drafts: &[Draft]) -> Option<Counted> {
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
    if let Some(c) = noun_ahead(scene, figure, &sentence.tokens)
        && (round >= 20.0 || matches!(c.unit, Unit::Household | Unit::Vehicle) && round >= 10.0)
        && !sentence.figures.iter().any(|f| f.start < figure.start && f.start + 12 > figure.start && counts_own(scene, f, &sentence.tokens))
    {
        return Some(c);
    }
    if let Some(d) = nearby {
        // "…; l'OIM n'en a recensé que 346 209": "en" takes the noun over a semicolon.
        let of_them = (figure.start.saturating_sub(8)..figure.start).any(|i| view.is(i, "en") && i > 0 && view.word(i - 1).ends_with(['\'', '’']));
        let reach = if of_them { 5.5 } else { 3.5 };
        let refers = |i: usize| {
            [Grammar::Pronoun, Grammar::Pointer].iter().any(|g| view.grammar(i, *g).is_some())
                || view.at(i, |s| matches!(s, Sense::Noun(w) if w.class == NounClass::Total).then_some(())).is_some()
        };
        let coordinated = d.n == n && scene.barrier(d.counted.reach.max(d.figure.end), figure.start) < reach
            || d.n != n && sentence.times.iter().any(|t| t.start.abs_diff(figure.end) < 4 || t.end.abs_diff(figure.start) < 4)
            || d.n != n && round >= 50.0 && (sentence.tokens.start..figure.start).any(refers);
        let like = d.figure.low.or(d.figure.high).unwrap_or(1.0).max(1.0);
        let plausible = round >= 20.0 || matches!(d.counted.unit, Unit::Km | Unit::Hour | Unit::Day) || d.n == n && round >= 2.0 && like < 100.0;
        if coordinated && plausible && round > 0.0 && (round / like).abs().log10().abs() < 2.2 {
            return Some(Counted {
                end: figure.end,
                reach: figure.end,
                own: false,
                entries: Vec::new(),
                ..d.counted.clone()
            });
        }
    }
    let head = found.cues[n].iter().any(|c| c.end <= figure.start && figure.start - c.end <= 3 && c.word.part == crate::lexicon::Part::Noun);
    let total = (figure.start.saturating_sub(8)..figure.start)
        .any(|k| view.at(k, |s| matches!(s, Sense::Noun(w) if w.class == NounClass::Total).then_some(())).is_some());
    (round >= 100.0 && (head || total)).then(|| people(false))
}

/// Whether a figure has its own noun right behind it (then a later bare number does not take that noun).
fn counts_own(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    matches!(counted(scene, figure, sentence), Verdict::Counts(c) if c.own)
}

/// A journey's length is no wait: "trois heures de route".
fn travels(scene: &Scene<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|i| scene.view.grammar(i, Grammar::Journey).is_some())
}

/// "ses quatre enfants", "their two daughters": a family's own.
fn possessed(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    figure.start > sentence.start
        && figure.high.or(figure.low).is_some_and(|v| v < 20.0)
        && matches!(
            scene.view.word(figure.start - 1).to_lowercase().as_str(),
            "ses" | "leurs" | "mes" | "nos" | "his" | "her" | "their" | "my" | "our" | "vos" | "your"
        )
}

/// "sur ces 15 206": a denominator already told.
fn repeated(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let at = figure.start;
    let led = |words: &[&str]| {
        words.len() <= at - sentence.start && words.iter().rev().enumerate().all(|(k, w)| scene.view.is(at - 1 - k, w))
    };
    [&["sur", "ces"][..], &["de", "ces"], &["parmi", "ces"], &["sur", "les"], &["of", "these"], &["of", "those"], &["of", "the"], &["sur", "un", "total", "de"], &["out", "of"]]
        .iter()
        .any(|w| led(w) && figure.low == figure.high)
}

/// "aucun Russe n'a traversé": zero, exactly.
fn none_of(scene: &Scene<'_>, sentence: &Range<usize>) -> Option<Figure> {
    let view = &scene.view;
    sentence.clone().find_map(|i| {
        let (entry, end) = view.hits(i).iter().find_map(|h| match view.entry(h).sense {
            Sense::Mood(m) if m.mood == Mood::None => Some((h.entry, h.end as usize)),
            _ => None,
        })?;
        let counts = |i: usize| view.at(i, |s| matches!(s, Sense::Noun(_)).then_some(())).is_some();
        let noun = counts(end)
            || view.grammar(end, Grammar::Filler).is_some_and(counts)
            || scene.spot_at(end).is_some_and(|s| s.use_ == crate::place::NameUse::Demonym);
        noun.then(|| Figure {
            start: i,
            end,
            number: i..end,
            low: Some(0.0),
            high: Some(0.0),
            quantifier: Quantifier::Exact,
            kind: FigureKind::Count,
            vague: false,
            entries: vec![entry],
        })
    })
}

/// "au moins ce nombre", "as many": the last figure again.
fn anaphors(scene: &Scene<'_>, sentence: &Range<usize>, last: Option<&Draft>) -> Vec<Figure> {
    let view = &scene.view;
    let own: Vec<&Figure> = scene.sentences.iter().find(|s| s.tokens == *sentence).map(|s| s.figures.iter().collect()).unwrap_or_default();
    let mut out = Vec::new();
    for i in sentence.clone() {
        let Some(end) = view.grammar(i, Grammar::Anaphor) else { continue };
        if view.is(end, "que") || view.is(end, "as") || view.is(end, "of") || view.word(end).starts_with("qu") {
            continue;
        }
        let before = own.iter().rev().find(|f| f.end <= i && f.kind == FigureKind::Count);
        let Some(value) = before.map(|f| f.low.or(f.high)).unwrap_or_else(|| last.and_then(|d| d.figure.low.or(d.figure.high))) else {
            continue;
        };
        let text = view.bytes(i, end).of(view.text).to_lowercase();
        let hedge = view.before(i, |s| if let Sense::Quantifier(q) = s { q.quantifier } else { None });
        let quantifier = match hedge {
            Some((q, _)) => q,
            None if text.starts_with("au moins") || text.starts_with("at least") => Quantifier::AtLeast,
            None if text.starts_with("presque") || text.starts_with("almost") || text.starts_with("nearly") => Quantifier::Nearly,
            None => Quantifier::Exact,
        };
        let (low, high) = match quantifier {
            Quantifier::AtLeast | Quantifier::MoreThan => (Some(value), None),
            Quantifier::UpTo | Quantifier::LessThan => (None, Some(value)),
            _ => (Some(value), Some(value)),
        };
        let start = hedge.map_or(i, |(_, s)| s);
        let entries = view.hits(i).iter().map(|h| h.entry).collect();
        if out.last().is_some_and(|f: &Figure| f.end > start) {
            continue;
        }
        out.push(Figure { start, end, number: i..end, low, high, quantifier, kind: FigureKind::Count, vague: false, entries });
    }
    out
}

/// A figure that takes its measure from a neighbour takes its route too.
#[expect(clippy::too_many_arguments, reason = "a pure function of the parts drafted so far")]
fn like_before(
    choice: &Choice,
    figure: &Figure,
    n: usize,
    measure: Measure,
    route: Route,
    drafts: &[Draft],
    block: usize,
    scene: &Scene<'_>,
) -> (Measure, Route) {
    let Some(d) = drafts.last() else { return (measure, route) };
    let near = d.n == n || scene.sentences[d.n].block == block && d.n + 1 == n || same_quotation(scene, d, figure);
    if near && d.measure == measure && choice.score <= 1.0 {
        // "…, Finland 60,000 and Mongolia 12,000": the place right before a bare number takes the destination's place.
        let own = scene.spots.iter().find(|s| s.end == figure.start && s.use_ == crate::place::NameUse::Name).map(|s| s.place);
        let route = Route {
            origin: d.route.origin.or(route.origin),
            destination: own.filter(|_| d.route.destination.is_some()).or(d.route.destination).or(route.destination),
            crossing: d.route.crossing.or(route.crossing),
            place: d.route.place.or(route.place),
        };
        return (d.measure, route);
    }
    (measure, route)
}

/// People who are hosted are a stock, not a flight.
fn hosted(measure: Measure, counted: &Counted, cue: Option<&Cue>) -> Measure {
    let host = cue.is_some_and(|c| c.word.rate == Some(Rate::Stock));
    match (measure, counted.implied) {
        (Measure::FledTo, Some(Measure::DisplacedInternal)) if host => Measure::DisplacedInternal,
        (Measure::FledTo, _) if host => Measure::RefugeesStock,
        (m, _) => m,
    }
}

fn finding(found: &Found<'_>, document: &Document, code: FindingCode, tokens: Range<usize>) -> Finding {
    let span = found.scene.bytes(&tokens);
    Finding {
        report: document.name.clone(),
        code,
        offset: document.map.start(span.start),
        quote: crate::mask::masked(span, found.scene.view.text, &found.names.private_spans(&found.scene)),
        remedy: code.remedy(),
    }
}

/// FNV-1a over the text: the stable half of every claim's id.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

fn mix(hash: u64, span: Span) -> u64 {
    let step = |h: u64, v: usize| (v as u64).to_le_bytes().iter().fold(h, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3));
    step(step(hash, span.start), span.end)
}

fn finish(
    found: &Found<'_>,
    document: &Document,
    lexicon: &Lexicon,
    report: Option<Date>,
    hash: u64,
    draft: Draft,
    earlier: &[(Claim, Trace)],
) -> (Claim, Trace, (Span, Span)) {
    let scene = &found.scene;
    let Draft { n, figure, counted, choice, measure, route } = draft;
    let sentence = &scene.sentences[n];
    let cue = choice.cue.as_ref();
    let frame = speech::frame_at(&found.frames, figure.start);
    let mention = timing::time_of(scene, sentence, &figure, &counted, cue, &found.frames);
    let anchor = Anchor { report, speech: timing::speech_day(scene, figure.start, frame, report) };
    let undated = timing::speech_day_open(scene, figure.start, frame);
    let time = mention.filter(|t| !(undated && t.expr.is_deictic())).and_then(|t| {
        let when = t.expr.resolve(&anchor)?;
        // "since A" stays open, unless "already" closes it at the report's day.
        let open = t.expr.relation == Relation::Since && !sentence.tokens.clone().any(|i| scene.view.grammar(i, Grammar::Already).is_some());
        Some(when.start().filter(|_| open).map_or(when, When::since))
    });
    // A part or an ellipsis shares the time of what it is part of.
    let time = time.or_else(|| {
        let (last, _) = earlier.last().filter(|_| choice.score <= 1.0 && mention.is_none())?;
        let same = document.map.start(scene.bytes(&sentence.tokens).start) == last.sentence.0;
        last.time.filter(|_| same && counted.unit != Unit::Factor)
    });
    let rate = timing::rate(scene, sentence, &figure, &counted, cue, measure, mention);
    // What is present or moving at one moment is told as of a day, not up to it.
    // A mobilisation's target has no window: the time beside it is the order's.
    let time = time.filter(|_| measure != Measure::MobilisedTarget);
    let time = time.map(|t| match (rate, t.start(), t.end()) {
        (Some(Rate::Instant), None, Some(day)) => When::day(day),
        (Some(Rate::Stock), None, Some(day)) if mention.is_some_and(|m| scene.view.is(m.start, "au") || scene.view.is(m.start, "as")) => {
            When::day(day)
        }
        _ => t,
    });
    let time = time.or_else(|| {
        let done = rate == Some(Rate::Cumulative) && mention.is_none() && standing_past(scene, &counted, cue);
        timing::spoken_day(scene, sentence, frame?, &anchor).filter(|_| done).map(When::until)
    });
    let reach = figure.start.min(cue.map_or(figure.start, |c| c.start))..counted.reach.max(cue.map_or(figure.end, |c| c.end));
    let mut standing = standing(scene, &figure, &reach, &sentence.tokens);
    if let Some(frame) = frame {
        match frame.stance {
            Stance::Distance => standing.hedged = true,
            Stance::Denial => standing.modality = Some(Modality::Denied),
            Stance::Plan => standing.modality = standing.modality.or(Some(Modality::Planned)),
            Stance::Correction => standing.modality = standing.modality.or(Some(Modality::Corrected)),
            Stance::Neutral => {}
        }
    }
    if measure == Measure::MobilisedTarget && standing.modality == Some(Modality::Planned) {
        standing.modality = None; // a target is a plan by its measure
    }
    let quoted = if counted.own { figure.start..counted.end.max(figure.end) } else { figure.start..figure.end };
    let span = scene.bytes(&quoted);
    let quote = span.of(&document.text).to_owned();
    let nth = 1 + document.text[..span.start].matches(quote.as_str()).count();
    let whole = scene.bytes(&sentence.tokens);
    let bounds = Bounds { low: figure.low, high: figure.high }.scaled(counted.factor);
    let place = |p: Option<exode_place::Place>| p.map(crate::place::reference);
    let mut trace = Trace::default();
    trace.steps.push(Step { pattern: "number", result: format!("{} {}", figure.quantifier, show(bounds)), entries: figure.entries.clone() });
    trace.steps.push(Step { pattern: "counted", result: counted.unit.to_string(), entries: counted.entries.clone() });
    trace.steps.push(Step { pattern: "measure", result: measure.to_string(), entries: cue.map(|c| c.entry).into_iter().collect() });
    if let (Some(when), Some(mention)) = (time, mention) {
        trace.steps.push(Step { pattern: "time", result: when.to_string(), entries: mention.entries.clone() });
    }
    if let Some(frame) = frame {
        let said = frame.source.as_ref().map_or_else(|| "the outlet".to_owned(), ToString::to_string);
        trace.steps.push(Step { pattern: "speech", result: said, entries: frame.entries.clone() });
    }
    if !standing.entries.is_empty() {
        let what = standing.modality.map_or_else(|| "hedged".to_owned(), |m| m.to_string());
        trace.steps.push(Step { pattern: "standing", result: what, entries: standing.entries.clone() });
    }
    let claim = Claim {
        id: unique(ClaimId(mix(hash, span)), earlier),
        report: document.name.clone(),
        quote,
        offset: document.map.start(span.start),
        nth,
        bounds,
        quantifier: figure.quantifier,
        unit: counted.unit,
        measure,
        rate,
        origin: place(route.origin),
        destination: place(route.destination),
        crossing: place(route.crossing),
        place: place(route.place),
        time,
        source: frame.and_then(|f| f.source.clone()).or_else(|| ordered_by(found, sentence, measure, frame.is_some())),
        relay: frame.map(|f| f.relay.clone()).unwrap_or_default(),
        hedged: standing.hedged,
        modality: standing.modality.unwrap_or(Modality::Asserted),
        vague: figure.vague,
        sentence: (document.map.start(whole.start), document.map.end(whole.end)),
        lang: lexicon.lang().code(),
    };
    (claim, trace, (span, whole))
}

/// Whether the cue is told as done: "ont été tués", "have fled".
fn standing_past(scene: &Scene<'_>, counted: &Counted, cue: Option<&Cue>) -> bool {
    let Some(cue) = cue else { return false };
    let from = counted.reach.min(cue.start);
    (from..cue.start).any(|i| scene.view.grammar(i, Grammar::Passive).is_some() || scene.view.grammar(i, Grammar::Auxiliary).is_some())
}

/// Whose call-up it is, where nobody is quoted on it: "la tentative de Poutine de précipiter 300 000 soldats".
fn ordered_by(found: &Found<'_>, sentence: &crate::scene::Sentence, measure: Measure, quoted: bool) -> Option<exode_claim::Attribution> {
    if quoted || measure != Measure::MobilisedTarget {
        return None;
    }
    speech::holder_of(&found.scene, &found.names, &sentence.tokens)
}

fn unique(id: ClaimId, earlier: &[(Claim, Trace)]) -> ClaimId {
    let mut id = id;
    while earlier.iter().any(|(c, _)| c.id == id) {
        id = ClaimId(id.0.wrapping_add(1));
    }
    id
}

fn show(b: Bounds) -> String {
    let end = |v: Option<f64>| v.map_or_else(String::new, |v| v.to_string());
    if b.low == b.high { end(b.low) } else { format!("{}..{}", end(b.low), end(b.high)) }
}
