//! Figures, days and counts in the words of the interface's language.

use exode::claim::{Bounds, Quantifier, Unit, When};
use jiff::civil::Date;

use crate::words::{Tongue, Words, fill, term};

impl Words {
    /// A number with the language's separators and at most two decimals.
    pub(crate) fn number(&self, value: f64) -> String {
        self.separated(exode::ledger::words::number(value))
    }

    /// A modelled number: no more digits than a model knows.
    pub(crate) fn modelled(&self, value: f64) -> String {
        self.separated(exode::modelled::number(value))
    }

    fn separated(&self, english: String) -> String {
        match self.tongue() {
            Tongue::En => english,
            // In French a narrow no-break space parts thousands, a comma decimals.
            Tongue::Fr => english
                .chars()
                .map(|c| {
                    if c == ',' {
                        '\u{202f}'
                    } else if c == '.' {
                        ','
                    } else {
                        c
                    }
                })
                .collect(),
        }
    }

    /// `n` of something, counted.
    pub(crate) fn counted(&self, n: usize, what: &str) -> String {
        let plural = self.count.get(what);
        // French counts nought as one.
        let single = n == 1 || n == 0 && self.tongue() == Tongue::Fr;
        let word = plural.map_or(what, |p| if single { &p.one } else { &p.many });
        format!("{}\u{a0}{word}", self.tally(n))
    }

    /// The word of `n` of something, without the number.
    pub(crate) fn counted_word(&self, n: usize, what: &str) -> String {
        self.counted(n, what).split_once('\u{a0}').map_or_else(String::new, |(_, word)| word.to_owned())
    }

    /// A count.
    pub(crate) fn tally(&self, n: usize) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        self.number(n as f64)
    }

    /// A figure in full: "more than 8,300 people".
    pub(crate) fn figure(&self, bounds: Bounds, quantifier: Quantifier, unit: Unit, vague: bool) -> String {
        let amount = match (bounds.low, bounds.high) {
            (Some(a), Some(b)) if a != b => format!("{}\u{2013}{}", self.number(a), self.number(b)),
            _ => self.number(bounds.central()),
        };
        let hedged = match vague {
            true => fill(&self.vague, amount),
            false => fill(term(&self.hedge, quantifier.name()), amount),
        };
        let value = bounds.high.or(bounds.low).unwrap_or(0.0);
        let single = value == 1.0 || value.abs() < 2.0 && self.tongue() == Tongue::Fr;
        let unit = self.unit.get(unit.name()).map_or(unit.name(), |p| if single { &p.one } else { &p.many });
        format!("{hedged}\u{a0}{unit}")
    }

    /// A day: "25 Sep 2022".
    pub(crate) fn day(&self, day: Date) -> String {
        let month = usize::try_from(day.month() - 1).ok().and_then(|m| self.month.get(m)).map_or("", String::as_str);
        format!("{}\u{a0}{month}\u{a0}{}", day.day(), day.year())
    }

    /// A time.
    pub(crate) fn when(&self, time: When) -> String {
        match (time.start(), time.end()) {
            (Some(a), Some(b)) if a == b => self.day(a),
            (Some(a), Some(b)) => format!("{} \u{2013} {}", self.day(a), self.day(b)),
            (Some(a), None) => fill(&self.since_day, self.day(a)),
            (None, Some(b)) => fill(&self.until_day, self.day(b)),
            (None, None) => self.time_not_stated.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_their_hedge_in_both_languages() {
        let (fr, en) = (Words::of(Tongue::Fr), Words::of(Tongue::En));
        let more = Bounds { low: Some(8300.0), high: None };
        assert_eq!(en.figure(more, Quantifier::MoreThan, Unit::Person, false), "more than 8,300\u{a0}people");
        assert_eq!(fr.figure(more, Quantifier::MoreThan, Unit::Person, false), "plus de 8\u{202f}300\u{a0}personnes");
        let span = Bounds { low: Some(40.0), high: Some(50.0) };
        assert_eq!(fr.figure(span, Quantifier::Between, Unit::Hour, false), "40\u{2013}50\u{a0}h");
        let half = Bounds::exactly(0.5);
        assert_eq!(fr.figure(half, Quantifier::Exact, Unit::Day, false), "0,5\u{a0}jour");
        // Both languages word every hedge the ledger words.
        for quantifier in Quantifier::ALL {
            let ledger = exode::ledger::words::figure(more, *quantifier, Unit::Person, false);
            assert_eq!(en.figure(more, *quantifier, Unit::Person, false), ledger, "{quantifier}");
        }
    }
}
