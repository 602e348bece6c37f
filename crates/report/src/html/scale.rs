//! Axes: values, linear or logarithmic, and days with long gaps cut short.

use std::collections::BTreeMap;

use jiff::civil::Date;

use exode_ledger::days;

/// Beyond this ratio of largest to smallest the axis is logarithmic.
const LOG_FROM: f64 = 20.0;
/// Days a gap without figures may take on the axis.
const LONGEST_GAP: i32 = 3;

/// Values to positions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    pub(super) log: bool,
}

impl Scale {
    /// `low..high` onto `from..to`; with `zero` a linear axis starts at nought.
    pub(super) fn fit(low: f64, high: f64, from: f64, to: f64, zero: bool) -> Self {
        let log = low > 0.0 && high / low > LOG_FROM;
        let low = if zero && !log { 0.0 } else { low };
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to, log }
    }

    pub(super) fn at(&self, value: f64) -> f64 {
        let value = value.clamp(self.low, self.high);
        let share =
            if self.log { (value / self.low).ln() / (self.high / self.low).ln() } else { (value - self.low) / (self.high - self.low) };
        self.from + share * (self.to - self.from)
    }

    /// At most about six round values.
    pub(super) fn ticks(&self) -> Vec<f64> {
        if self.log {
            let first = self.low.log10().floor();
            let decades = (self.high.log10() - first).ceil();
            let steps: &[f64] = if decades > 4.0 {
                &[1.0]
            } else if decades > 2.0 {
                &[1.0, 3.0]
            } else {
                &[1.0, 2.0, 5.0]
            };
            let mut ticks = Vec::new();
            let mut power = first;
            while power <= self.high.log10() {
                ticks.extend(steps.iter().map(|s| s * 10f64.powf(power)).filter(|&t| t >= self.low * 0.999 && t <= self.high * 1.001));
                power += 1.0;
            }
            return ticks;
        }
        let rough = (self.high - self.low) / 4.0;
        let unit = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].iter().map(|s| s * unit).find(|s| *s >= rough).unwrap_or(rough);
        let mut ticks = Vec::new();
        let mut tick = (self.low / step).ceil() * step;
        while tick <= self.high * 1.0001 {
            ticks.push(tick);
            tick += step;
        }
        ticks
    }
}

/// Days to positions.
#[derive(Debug, Clone)]
pub(super) struct Days {
    at: BTreeMap<Date, f64>,
    /// Where a gap was cut short.
    pub(super) cuts: Vec<f64>,
}

impl Days {
    pub(super) fn fit(dates: &[Date], from: f64, to: f64) -> Self {
        let mut sorted = dates.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let mut steps = Vec::new();
        let mut sum = 0;
        for (i, &date) in sorted.iter().enumerate() {
            let gap = if i == 0 { 0 } else { days(sorted[i - 1], date) };
            sum += gap.min(LONGEST_GAP);
            steps.push((date, sum, gap > LONGEST_GAP));
        }
        let place = |n: f64| if sum == 0 { f64::midpoint(from, to) } else { from + (to - from) * n / f64::from(sum) };
        let cuts = steps.iter().filter(|s| s.2).map(|s| place(f64::from(s.1) - f64::from(LONGEST_GAP) / 2.0)).collect();
        Self { at: steps.iter().map(|s| (s.0, place(f64::from(s.1)))).collect(), cuts }
    }

    pub(super) fn at(&self, date: Date) -> f64 {
        let before = self.at.range(..=date).next_back().or_else(|| self.at.iter().next());
        before.map_or(0.0, |(_, x)| *x)
    }

    /// Days whose labels of width `room` do not touch, the first and as many as follow.
    pub(super) fn ticks(&self, room: f64) -> Vec<(Date, f64)> {
        let mut ticks: Vec<(Date, f64)> = Vec::new();
        for (&date, &x) in &self.at {
            if ticks.last().is_none_or(|l| x - l.1 >= room) {
                ticks.push((date, x));
            }
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_axis_over_two_decades_is_logarithmic() {
        let scale = Scale::fit(100.0, 100_000.0, 0.0, 300.0, true);
        assert!(scale.log && (scale.at(1000.0) - 100.0).abs() < 1e-6);
        assert!(!Scale::fit(10.0, 100.0, 0.0, 1.0, true).log);
        assert!(Scale::fit(0.0, 100.0, 0.0, 100.0, true).ticks().len() <= 6);
    }

    #[test]
    fn a_long_gap_is_cut() {
        let days = Days::fit(&[date(2022, 9, 21), date(2022, 9, 22), date(2022, 11, 30)], 0.0, 100.0);
        assert_eq!(days.cuts.len(), 1);
        assert!(days.at(date(2022, 9, 22)) > 20.0);
    }
}
