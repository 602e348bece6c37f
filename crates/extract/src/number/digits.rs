//! Numbers in digits: grouping, decimals, scales and ordinal endings behind them.

use exode_text::{Gap, Kind};

use super::reader::{Reader, Step};
use super::word::NumberRole;
use super::words::{Cardinal, times};
use super::{Numeral, NumeralForm};
use crate::lexicon::Lang;

/// Digits with their separators.
#[derive(Debug, Clone, Copy)]
struct Run {
    end: usize,
    value: f64,
    /// 1000 to the number of grouped thousands.
    scale: f64,
    decimal: bool,
}

/// A separator between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Space,
    Point,
    Comma,
    Apostrophe,
}

impl Reader<'_, '_> {
    /// The number that begins with the digits at `at`.
    ///
    /// What it reads: "5 068", "1'300'000", "1.458.000,5", "1,5", "53k", "1.2m", "10 mille", "2 1/2", "-30".
    /// What it refuses: what `guard` names, and runs of groups that no convention knows.
    pub(super) fn digits(&self, at: usize) -> Step {
        if let Some(next) = self.refused(at) {
            return Step::Skip(next);
        }
        if let Some((value, end)) = self.vulgar(at) {
            let part = self.numeral(at, end, value, NumeralForm::Fraction);
            return Step::Number(self.signed(self.part_of_scale(at, value, end).unwrap_or(part)));
        }
        let run = match self.run(at) {
            Ok(run) => run,
            Err(next) => return Step::Skip(next),
        };
        let (start, run) = self.leading_point(at, run);
        Step::Number(self.signed(self.behind_digits_of(start, run)))
    }

    /// The number with the minus sign before it.
    fn signed(&self, numeral: Numeral) -> Numeral {
        match self.sign(numeral.start) {
            Some(start) => Numeral { start, value: -numeral.value, high: -numeral.high, ..numeral },
            None => numeral,
        }
    }

    /// Groups and decimals; `Err` gives the token behind a run that is no number.
    fn run(&self, at: usize) -> Result<Run, usize> {
        let head = self.view.word(at);
        let mut run = Run { end: at + 1, value: number(head), scale: 1.0, decimal: false };
        let Some((first, next)) = self.separator(run.end) else { return Ok(run) };
        let groupable = head.len() <= 3 && !head.starts_with('0');
        match first {
            Separator::Space | Separator::Apostrophe => {
                if !groupable || !self.is_group(next) {
                    return Ok(run);
                }
                while let Some((sep, next)) = self.separator(run.end)
                    && sep == first
                    && self.is_group(next)
                {
                    self.take_group(&mut run, next);
                }
            }
            Separator::Point | Separator::Comma => {
                let same = self.count_groups(run.end, first);
                if same.groups >= 2 {
                    let indian = first == Separator::Comma && head.len() <= 2 && same.pairs && same.last_three;
                    let thousands = groupable && same.all_three;
                    if !thousands && !indian {
                        return Err(same.end);
                    }
                    while let Some((sep, next)) = self.separator(run.end)
                        && sep == first
                    {
                        let width = self.view.word(next).len() as i32;
                        run.value = run.value * 10_f64.powi(width) + number(self.view.word(next));
                        (run.end, run.scale) = (next + 1, run.scale * 1000.0);
                    }
                } else if groupable && self.is_group(next) && self.is_thousands(first, head, next) {
                    self.take_group(&mut run, next);
                } else {
                    self.take_decimals(&mut run, next);
                    return Ok(run);
                }
            }
        }
        if let Some((Separator::Point | Separator::Comma, next)) = self.separator(run.end) {
            self.take_decimals(&mut run, next);
        }
        Ok(run)
    }

    fn take_group(&self, run: &mut Run, next: usize) {
        run.value = run.value * 1000.0 + number(self.view.word(next));
        run.scale *= 1000.0;
        run.end = next + 1;
    }

    fn take_decimals(&self, run: &mut Run, next: usize) {
        let width = self.view.word(next).len().min(15) as i32;
        let power = 10_f64.powi(width);
        run.value = (run.value * power + number(&self.view.word(next)[..width as usize])) / power;
        run.end = next + 1;
        run.decimal = true;
    }

    /// Whether "1.234" and "1,234" are thousands.
    fn is_thousands(&self, sep: Separator, head: &str, next: usize) -> bool {
        let behind = next + 1;
        let scaled = self.role(behind, NumberRole::Scale).is_some();
        let closed = matches!(self.separator(behind), Some((Separator::Point | Separator::Comma, _)));
        match (self.lang, sep) {
            (Lang::Fr, Separator::Comma) => head != "0" && !scaled && !self.is_percent(behind),
            (Lang::Fr, _) => head != "0" && !scaled,
            (Lang::En, Separator::Point) => closed || (self.view.word(next) == "000" && !scaled),
            (Lang::En, _) => true,
        }
    }

    /// The separator at token `at`, and the digits behind it.
    fn separator(&self, at: usize) -> Option<(Separator, usize)> {
        if at >= self.end {
            return None;
        }
        let token = self.view.tokens[at];
        if token.kind == Kind::Digits {
            let before = self.view.tokens[at - 1];
            let single = token.gap == Gap::Space && token.start == before.end + 1;
            return (single || token.gap == Gap::Narrow).then_some((Separator::Space, at));
        }
        if token.kind != Kind::Mark || token.gap != Gap::None || !self.glued(at + 1) || self.view.kind(at + 1) != Kind::Digits {
            return None;
        }
        let separator = match self.view.word(at) {
            "." => Separator::Point,
            "," => Separator::Comma,
            "'" | "\u{2019}" => Separator::Apostrophe,
            _ => return None,
        };
        Some((separator, at + 1))
    }

    /// Three digits that no further digit follows.
    fn is_group(&self, at: usize) -> bool {
        self.view.word(at).len() == 3
    }

    fn count_groups(&self, from: usize, sep: Separator) -> Groups {
        let mut found = Groups { groups: 0, end: from, all_three: true, pairs: true, last_three: false, last_two: false };
        while let Some((_, next)) = self.separator(found.end).filter(|(s, _)| *s == sep) {
            if found.groups > 0 {
                found.pairs &= found.last_two;
            }
            let width = self.view.word(next).len();
            found.all_three &= width == 3;
            (found.last_three, found.last_two) = (width == 3, width == 2);
            found.groups += 1;
            found.end = next + 1;
        }
        found
    }

    /// ".25", ",08"
    fn leading_point(&self, at: usize, run: Run) -> (usize, Run) {
        let open = self.glued(at) && matches!(self.view.word(at - 1), "." | ",") && !self.glued(at - 1) && !run.decimal && run.scale == 1.0;
        if !open {
            return (at, run);
        }
        let width = self.view.word(at).len().min(15) as i32;
        (at - 1, Run { value: run.value / 10_f64.powi(width), decimal: true, ..run })
    }

    /// The token of a minus sign before the digits at `start`.
    fn sign(&self, start: usize) -> Option<usize> {
        let before = start.checked_sub(1).filter(|b| *b >= self.first)?;
        let dash = matches!(self.view.word(before), "-" | "\u{2212}" | "–") && self.glued(start) && !self.glued(before);
        if dash {
            return Some(before);
        }
        let (_, end) = self.role(before, NumberRole::Minus)?;
        let plus_or_minus = before > self.first && self.view.kind(before - 1) == Kind::Word;
        (end == start && !plus_or_minus).then_some(before)
    }

    /// What stands behind digits: an ordinal ending, "k", "mille", "millions", "½", "1/2".
    fn behind_digits_of(&self, start: usize, run: Run) -> Numeral {
        let glued = self.glued(run.end);
        if glued && let Some((_, end)) = self.role(run.end, NumberRole::Suffix) {
            return self.numeral(start, end, run.value, NumeralForm::Ordinal);
        }
        if let Some(mut numeral) = self.scaled(start, run) {
            self.second_part(&mut numeral);
            return numeral;
        }
        let mut c = Cardinal { end: run.end, value: run.value, scale: 1.0, article: false };
        let half = self.role(run.end, NumberRole::Vulgar).map(|(word, end)| (word.value, end));
        if let Some((part, end)) = half.or_else(|| self.vulgar(run.end)) {
            (c.value, c.end) = (c.value + part, end);
            let sum = Run { end, value: c.value, ..run };
            return self.scaled(start, sum).unwrap_or_else(|| self.numeral(start, end, c.value, NumeralForm::Digits));
        }
        c.article = run.value == 1.0;
        let mut numeral = self.complete(start, &c, NumeralForm::Digits);
        if numeral.scale == 1.0 && numeral.form == NumeralForm::Digits {
            numeral.scale = run.scale;
        }
        numeral
    }

    /// A scale behind digits.
    fn scaled(&self, start: usize, run: Run) -> Option<Numeral> {
        let at = self.past_hyphen(run.end);
        if at == run.end
            && let Some((word, end)) = self.role(at, NumberRole::Mark)
            && self.is_mark(at, run)
        {
            let value = times(run.value, word.value);
            return Some(Numeral { scale: word.value, ..self.numeral(start, end, value, NumeralForm::Scaled) });
        }
        let thousand = self.role(at, NumberRole::Thousand).filter(|_| run.value < 1000.0);
        // French "cents" behind digits are coins
        let hundred = self.role(at, NumberRole::Hundred).filter(|_| self.lang == Lang::En && run.value < 100.0);
        let (word, end) = self.role(at, NumberRole::Scale).or(thousand).or(hundred)?;
        let c = Cardinal { end, value: times(run.value, word.value), scale: word.value, article: false };
        Some(self.complete(start, &c, NumeralForm::Scaled))
    }

    /// Whether the letter at `at` is a scale and not a unit or a name.
    fn is_mark(&self, at: usize, run: Run) -> bool {
        match self.view.word(at) {
            "m" => self.m_is_million(at, run.value, run.decimal),
            "M" => self.glued(at) || (run.decimal && !matches!(self.view.word(at + 1), "." | "-")),
            "b" | "B" => self.glued(at),
            "k" | "K" => self.view.gap(at) != Gap::Line && run.value < 10_000.0,
            _ => true,
        }
    }

    /// "1 million 200 000".
    fn second_part(&self, numeral: &mut Numeral) {
        let at = numeral.end;
        if numeral.scale < 1e6 || at >= self.end || self.view.kind(at) != Kind::Digits || self.refused(at).is_some() {
            return;
        }
        let Ok(run) = self.run(at) else { return };
        let (value, end) = match self.role(run.end, NumberRole::Thousand) {
            Some((word, end)) if run.value < 1000.0 => (times(run.value, word.value), end),
            _ => (run.value, run.end),
        };
        if (1000.0..numeral.scale).contains(&value) && (run.scale > 1.0 || end > run.end) {
            numeral.value += value;
            numeral.high = numeral.value;
            numeral.end = end;
        }
    }
}

/// Groups behind the first separator.
struct Groups {
    groups: usize,
    end: usize,
    all_three: bool,
    pairs: bool,
    last_three: bool,
    last_two: bool,
}

fn number(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::INFINITY)
}
