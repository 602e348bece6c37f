//! The standing of a figure: hedged, planned, denied, corrected.
//!
//! What it reads: the French press conditional (an auxiliary in the conditional before a participle), "reportedly" and its kin,
//! if-clauses, plans, "et non 20 km", denials. What it leaves alone: "estimé", which says how a number was made, not who doubts it.

use std::ops::Range;

use exode_claim::{Measure, Modality};

use crate::lexicon::{EntryId, Grammar, Lang, Mood, Sense};
use crate::number::Figure;
use crate::scene::Scene;

/// Words between a verb and the number it leads to.
const LEAD: usize = 4;

/// What the words around a figure make of it.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    pub(crate) hedged: bool,
    pub(crate) modality: Option<Modality>,
    /// What is said to be possible is to reach the figure, so that it is the most of it: "pourrait atteindre un million".
    pub(crate) ceiling: bool,
    pub(crate) entries: Vec<EntryId>,
}

/// Read the standing of `figure`, whose claim rests on the tokens `reach` (figure, noun and cue), in `sentence`.
pub(crate) fn standing(scene: &Scene<'_>, figure: &Figure, reach: &Range<usize>, sentence: &Range<usize>) -> Standing {
    let view = &scene.view;
    let mut out = Standing::default();
    // "la file s'étendrait sur une vingtaine de kilomètres", "ils atteindraient 12 000": the verb that leads to the number.
    let lead = (figure.start.saturating_sub(LEAD)..figure.start).rev();
    out.hedged = view.lex.lang() == Lang::Fr
        && lead
            .take_while(|i| *i >= sentence.start && view.kind(*i) == exode_text::Kind::Word)
            .any(|i| is_conditional(view.word(i)) && !imperfect(view.word(i)));
    // "le nombre passera à 1,2 million": a future that leads to the number.
    let lead = (figure.start.saturating_sub(LEAD)..figure.start).rev();
    let ahead = lead.take_while(|i| *i >= sentence.start && view.kind(*i) == exode_text::Kind::Word).find(|i| future_form(view.word(*i)));
    if view.lex.lang() == Lang::Fr && ahead.is_some() {
        out.modality = Some(Modality::Planned);
    }
    let mut supposed = false;
    for i in sentence.clone() {
        let Some((mood, end, entry)) = view.hits(i).iter().find_map(|h| match view.entry(h).sense {
            Sense::Mood(m) => Some((m.mood, h.end as usize, h.entry)),
            _ => None,
        }) else {
            continue;
        };
        // "As of 12 May": a month doubts nothing. "Perhaps 15 cars": the hedge is the number's.
        if scene.in_time(i) || figure.start <= i && end <= figure.end {
            continue;
        }
        let ahead = end <= figure.start;
        let between = if ahead { scene.barrier(end, figure.start) } else { scene.barrier(figure.end, i) };
        let distance = if ahead { figure.start - end } else { i.saturating_sub(figure.end) };
        let applies = match mood {
            Mood::Conditional => between < 1.2 && distance < 14 && conditional(scene, i, end),
            // "peut-être quatre cents voitures" guesses the number; "pourrait" doubts the fact.
            // "at least 20,000, could be twice as many": a comma behind the figure begins another guess.
            Mood::Possible => between < if ahead { 1.0 } else { 0.8 } && distance < 12 && !(ahead && distance <= 1 && adverb(view.word(i))),
            Mood::Distance => between < 1.7,
            // A condition in front, or one that opens the sentence, or one that closes it: "if the fighting worsens".
            Mood::If if ahead => between < 1.0 && distance < 12 || i == sentence.start && between < 3.0,
            Mood::If => between < 2.0,
            Mood::Planned => between < 1.0 && distance < 12 && (ahead || i <= reach.end + 4) && !waited(scene, i),
            // "Not 500 but 300": the first is denied.
            Mood::Not => ahead && distance <= 2 && !(end..figure.start).any(|k| counts(scene, k)),
            Mood::Denied => ahead && between < 2.0,
            // "CORRECTION: …" labels the whole sentence.
            Mood::Corrected => ahead && (between < 1.0 || i == sentence.start && between < 2.6) && distance < 14,
            Mood::None => false,
        };
        if mood == Mood::Not && !ahead && distance <= 2 && another_figure_follows(scene, end, sentence) {
            out.modality = Some(Modality::Corrected);
            out.entries.push(entry);
            continue;
        }
        if !applies {
            continue;
        }
        out.entries.push(entry);
        supposed |= mood == Mood::If && ahead;
        match mood {
            Mood::Possible => {
                out.hedged = true;
                out.ceiling |= ahead && view.grammar_before(figure.start, Grammar::Reach).is_some();
            }
            Mood::Conditional | Mood::Distance | Mood::If => out.hedged = true,
            Mood::Planned => {
                out.modality.get_or_insert(Modality::Planned);
            }
            Mood::Not | Mood::Denied => out.modality = Some(Modality::Denied),
            Mood::Corrected => {
                out.modality.get_or_insert(Modality::Corrected);
            }
            Mood::None => {}
        }
    }
    // "If 200,000 were to come": supposed, and planned by nobody.
    if supposed && out.modality == Some(Modality::Planned) {
        out.modality = None;
    }
    out
}

/// In French only the past conditional of the active is distance ("auraient fui", "se seraient mariés"); "seraient enrôlés" is a future
/// seen from the past.
fn conditional(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let view = &scene.view;
    if view.lex.lang() != Lang::Fr {
        return true;
    }
    let be = view.word(start).to_lowercase().starts_with("ser");
    let reflexive = start > 0 && view.grammar(start - 1, Grammar::Reflexive).is_some();
    // Verbs of motion take "être": "seraient partis", "serait arrivé"; a passive is told by its verb taking people as object.
    let motion = (end..end + 3).any(|i| {
        view.at(i, |s| {
            matches!(s, Sense::Cue(c) if c.people == crate::lexicon::Role::Subject || c.measure == Measure::DisplacedInternal).then_some(())
        })
        .is_some()
    });
    let number_next = (end..end + 3).any(|i| view.kind(i) == exode_text::Kind::Digits);
    !be || reflexive || motion || number_next || view.is(end, "de") || view.word(end).starts_with("d'")
}

/// "Nous avons attendu neuf heures": a wait, nothing expected.
fn waited(scene: &Scene<'_>, i: usize) -> bool {
    let view = &scene.view;
    let have = ["ai", "as", "a", "avons", "avez", "ont", "avait", "avaient", "avoir", "ayant"];
    view.word(i).to_lowercase().starts_with("attendu") && i > 0 && have.iter().any(|w| view.is(i - 1, w))
}

fn adverb(word: &str) -> bool {
    ["peut", "perhaps", "possibly", "maybe"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// "arriveraient": an infinitive with the ending of the conditional. "entraient" has none in it.
pub(crate) fn is_conditional(word: &str) -> bool {
    let low = word.to_lowercase();
    let stem = low.strip_suffix("aient").or_else(|| low.strip_suffix("ait"));
    stem.is_some_and(|s| s.len() > 3 && (s.ends_with("er") || s.ends_with("ir") || s.ends_with("dr") && !s.ends_with("cadr")))
}

/// "s'étirait", "attirait", "respirait": imperfects of verbs in -irer, which end as conditionals do.
fn imperfect(word: &str) -> bool {
    let low = word.to_lowercase();
    past_of_irer(low.strip_suffix("aient").or_else(|| low.strip_suffix("ait")).unwrap_or_default())
}

/// The stem of a verb in -irer.
fn past_of_irer(stem: &str) -> bool {
    ["tir", "pir", "mir", "vir"].iter().any(|e| stem.ends_with(e)) && !["sortir", "partir", "servir"].iter().any(|e| stem.ends_with(e))
}

/// Whether a French cue at `cue` looks ahead: "passeront", "seront rapatriées", "vont rentrer". "Entra" and "rentrait" do not.
pub(crate) fn is_future(scene: &Scene<'_>, cue: &Range<usize>) -> bool {
    let view = &scene.view;
    let led = |words: &[&str]| cue.start > 0 && words.iter().any(|w| view.is(cue.start - 1, w) || view.is(cue.start, w) && cue.len() > 1);
    led(&["sera", "seront", "va", "vont"]) || future_form(view.word(cue.end - 1))
}

/// "passeront", "atteindra": an infinitive with the ending of the future. "retira" is a past of a verb in -irer.
fn future_form(word: &str) -> bool {
    let low = word.to_lowercase();
    let stem = low.strip_suffix("ont").or_else(|| low.strip_suffix('a')).unwrap_or_default();
    let infinitive = stem.ends_with("er") || stem.ends_with("ir") || stem.ends_with("dr");
    stem.len() > 4 && infinitive && !past_of_irer(stem)
}

fn another_figure_follows(scene: &Scene<'_>, from: usize, sentence: &Range<usize>) -> bool {
    (from..sentence.end.min(from + 4)).any(|i| counts(scene, i))
}

fn counts(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.kind(i) == exode_text::Kind::Digits || scene.view.at(i, |s| matches!(s, Sense::Number(_)).then_some(())).is_some()
}
