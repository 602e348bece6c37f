//! The interface in French and English. Words are data (`data/page`); a test holds both files to every word.
//!
//! What the ledger itself words in English (the arithmetic of a discrepancy, notes on a telling) stays so and is marked as English; so do
//! modelled charts and charts to take along.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

const FRENCH: &str = include_str!("../../../data/page/fr.toml");
const ENGLISH: &str = include_str!("../../../data/page/en.toml");

/// Languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    /// French.
    Fr,
    /// English.
    En,
}

impl Tongue {
    /// Its code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }

    /// The language of that code.
    pub(crate) fn named(code: &str) -> Option<Self> {
        [Self::Fr, Self::En].into_iter().find(|t| t.code() == code)
    }

    /// The first language of an `Accept-Language` header (RFC 9110, 12.5.4) that is ours, by weight; else English.
    pub(crate) fn accepted(header: &str) -> Self {
        let mut best = (0.0, Self::En);
        for part in header.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let code = pieces.next().unwrap_or_default().split('-').next().unwrap_or_default().to_ascii_lowercase();
            let weight = pieces.find_map(|p| p.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse::<f64>().ok()).unwrap_or(0.0);
            if let Some(tongue) = Self::named(&code)
                && weight > best.0
            {
                best = (weight, tongue);
            }
        }
        best.1
    }
}

/// One and many of something.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plural {
    pub(crate) one: String,
    pub(crate) many: String,
}

/// Terms of the closed lists by their names.
pub(crate) type Terms = BTreeMap<String, String>;

// Taken key by key: what serde derives for a struct of two hundred fields takes minutes to compile.
macro_rules! words {
    ($($key:ident),+ ; $($table:ident: $kind:ty),+ $(,)?) => {
        /// Every word of the interface in one language.
        #[derive(Debug)]
        pub(crate) struct Words {
            $(pub(crate) $key: String,)+
            $(pub(crate) $table: $kind,)+
        }

        impl Words {
            fn taken(from: &mut Taking) -> Self {
                Self { $($key: from.take(stringify!($key)),)+ $($table: from.take(stringify!($table)),)+ }
            }
        }
    };
}

/// A file whose keys are taken one by one.
struct Taking {
    left: toml::Table,
    /// Keys that are not there, or hold something else.
    amiss: Vec<&'static str>,
}

impl Taking {
    fn take<T: serde::de::DeserializeOwned + Default>(&mut self, key: &'static str) -> T {
        let value = self.left.remove(key).and_then(|v| v.try_into().ok());
        value.unwrap_or_else(|| {
            self.amiss.push(key);
            T::default()
        })
    }
}

words! {
    language, other_language, skip, sections, overview, statements, claims, discrepancies, review, reports, findings, audit, add,
    exports, api, you_are, leave, search, search_hint, source, place, measure_label, since, until, state_label, any, filter,
    reset, shown_of, none_found, all_words_hint, earlier, later, page_of, route, time, report, rate_label, quote_label,
    modality_label, id_label, byte, text_hash, language_label, original_address, not_stated, source_not_stated, time_not_stated,
    place_not_stated, since_day, until_day, vague, from_open, thousands, millions, percent_gap, conditional, hedge_dropped, told_by, first, set_by_reviewers,
    statement, claim, tellings, wordings, open_sentence, path, path_intro, path_origins, path_says, path_cites, only_relays,
    lost_hedge, circle, twins, twins_intro, twin_text, twin_figures, twin_differs, twin_faithful, overview_intro,
    statements_intro, claims_intro, discrepancies_intro, discrepancies_none, no_discrepancy_here, reports_intro, findings_intro,
    audit_intro, exports_intro, briefing, briefing_intro, export_event, export_for, export_public, export_partners, export_take,
    restricted_note, withheld, api_intro, review_progress, queue, queue_intro, queue_empty, next_claim, claim_before, decide, accept, reject,
    correct, correct_hint, merge, split, unlike, merge_hint, comment, undo, reopen, classify, use_role, no_role, value_open, why,
    why_hint, send, history, history_none, taken_back, keys, keys_intro, reader_cannot, refused_title, stale_title, stale_intro,
    look_again, add_intro, add_files, add_files_hint, add_text, add_text_hint, add_date, add_publisher, add_title, add_url,
    add_name, add_lang, lang_guess, add_now, added_title, added_new, added_known, added_changed, added_nothing,
    changed_figure, gone_figure, new_figure, add_more, charts, charts_intro, charts_few, charts_latest, map, map_intro, map_label, map_lines, measures, timeline, timeline_intro,
    model, model_title, model_intro, model_what, model_events, model_no_case, model_bad, model_bad_why, model_back, modelled_word, fit_none, fit_made,
    fit_behind, fit_progress, fit_running, fit_stays, fit_failed, fit_new, border, queue_label, on_day, at_height, forecast, forecast_for, quantity_label,
    all_numbers, carried_by, curves, bands_key, no_queue_here, had_come, had_crossed, conflicts, conflicts_intro, conflicts_none, by_day,
    by_day_intro, by_day_label, day_label, day_before, day_after, what_if, what_if_intro, as_it_goes, with_change, difference, elsewhere,
    most_different, nothing_changed, lever_from, lever_to, lever_capacity, lever_demand, lever_close_from, lever_close_to, lever_quota, lever_foot,
    lever_ask, lever_reset, lever_refused, lever_command, lever_link, chart_take, chart_intro, chart_few, chart_save, chart_embed,
    chart_embed_intro, from_day, to_day, newest_reports, gravest, making, making_intro, making_failed, making_newest, behind, changed_meanwhile, reload, enter_title, enter_intro, token, enter, not_in,
    forbidden_title, forbidden_intro, foreign_title, foreign_intro, not_found_title, not_found_intro, too_large_title,
    too_large_intro, wrong_title, back, footer;
    count: BTreeMap<String, Plural>,
    unit: BTreeMap<String, Plural>,
    hedge: Terms,
    measure: Terms,
    chart: Terms,
    quantity: Terms,
    quantity_unit: Terms,
    rate: Terms,
    rate_class: Terms,
    modality: Terms,
    state: Terms,
    role: Terms,
    sensitivity: Terms,
    field: Terms,
    severity: Terms,
    rule: Terms,
    finding: Terms,
    remedy: Terms,
    action: Terms,
    format: Terms,
    person: Terms,
    month: Vec<String>,
}

impl Words {
    /// The words of a language.
    pub(crate) fn of(tongue: Tongue) -> &'static Self {
        static FR: OnceLock<Words> = OnceLock::new();
        static EN: OnceLock<Words> = OnceLock::new();
        match tongue {
            Tongue::Fr => FR.get_or_init(|| read(FRENCH).0),
            Tongue::En => EN.get_or_init(|| read(ENGLISH).0),
        }
    }

    /// The language these words are of.
    pub(crate) fn tongue(&self) -> Tongue {
        Tongue::named(&self.language).unwrap_or(Tongue::En)
    }
}

/// A term in words; its own name where the list has none, which a test rules out.
pub(crate) fn term<'a>(terms: &'a Terms, name: &'a str) -> &'a str {
    terms.get(name).map_or(name, String::as_str)
}

/// `text` with `value` in the place of `{}`.
pub(crate) fn fill(text: &str, value: impl std::fmt::Display) -> String {
    text.replacen("{}", &value.to_string(), 1)
}

/// The words of a file, and the keys that are amiss: missing, of another kind, or nobody's.
fn read(text: &str) -> (Words, Vec<String>) {
    let mut taking = Taking { left: text.parse().unwrap_or_default(), amiss: Vec::new() };
    let words = Words::taken(&mut taking);
    let amiss = taking.amiss.iter().map(|k| (*k).to_owned()).chain(taking.left.keys().cloned()).collect();
    (words, amiss)
}

#[cfg(test)]
mod tests {
    use super::*;
    use exode::claim::{FindingCode, Measure, Modality, Quantifier, Rate, Unit};

    #[test]
    fn both_files_have_every_word_and_no_other() {
        for text in [FRENCH, ENGLISH] {
            assert_eq!(read(text).1, Vec::<String>::new());
        }
        let (_, amiss) = read("skip = 3\nstray = \"x\"");
        assert!(["skip", "stray", "month"].iter().all(|key| amiss.iter().any(|a| a == key)), "{amiss:?}");
    }

    #[test]
    fn both_languages_have_every_term() {
        for tongue in [Tongue::Fr, Tongue::En] {
            let w = Words::of(tongue);
            assert_eq!(w.tongue(), tongue);
            let lists: [(&Terms, Vec<&str>); 10] = [
                (&w.chart, exode::ChartWord::ALL.iter().map(|c| c.name()).collect()),
                (&w.measure, Measure::ALL.iter().map(|m| m.name()).collect()),
                (&w.hedge, Quantifier::ALL.iter().map(|q| q.name()).collect()),
                (&w.rate, Rate::ALL.iter().map(|r| r.name()).collect()),
                (&w.modality, Modality::ALL.iter().map(|m| m.name()).collect()),
                (&w.rule, exode::ledger::Rule::ALL.iter().map(|r| r.code()).collect()),
                (&w.finding, FindingCode::ALL.iter().map(|c| c.name()).collect()),
                (&w.remedy, FindingCode::ALL.iter().map(|c| c.name()).collect()),
                (&w.field, exode::FIELDS.to_vec()),
                (&w.format, exode::export::Format::ALL.iter().map(|f| f.name()).collect()),
            ];
            for (terms, mut names) in lists {
                names.sort_unstable();
                assert_eq!(terms.keys().map(String::as_str).collect::<Vec<_>>(), names, "{tongue:?}");
                assert!(terms.values().all(|v| !v.trim().is_empty()));
            }
            assert!(Unit::ALL.iter().all(|u| w.unit.contains_key(u.name())) && w.unit.len() == Unit::ALL.len());
            assert_eq!(w.month.len(), 12);
            assert!(w.hedge.values().all(|h| h.contains("{}")));
        }
        let (fr, en) = (Words::of(Tongue::Fr), Words::of(Tongue::En));
        assert!(fr.count.keys().eq(en.count.keys()) && fr.action.keys().eq(en.action.keys()) && fr.state.keys().eq(en.state.keys()));
        assert!(fr.quantity.keys().eq(en.quantity.keys()) && fr.quantity_unit.keys().eq(en.quantity_unit.keys()));
        assert!(fr.rate_class.keys().eq(en.rate_class.keys()));
        assert!(fr.sensitivity.keys().eq(en.sensitivity.keys()) && fr.severity.keys().eq(en.severity.keys()));
    }

    #[test]
    fn the_browsers_wish_decides_the_language() {
        for (header, tongue) in [
            ("fr-FR,fr;q=0.9,en;q=0.8", Tongue::Fr),
            ("en-GB,en;q=0.9,fr;q=0.5", Tongue::En),
            ("de,fr;q=0.4,en;q=0.3", Tongue::Fr),
            ("de", Tongue::En),
            ("fr;q=0", Tongue::En),
            (";;q=x,", Tongue::En),
        ] {
            assert_eq!(Tongue::accepted(header), tongue, "{header}");
        }
    }
}
