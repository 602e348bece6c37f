//! What a figure may mean: every reading of an ambiguous claim, with its weight.
//!
//! All entries or only those because of the shock? The whole border, one country's or its one famous crossing? The height of the day or
//! its mean? Each is an operator; the fit keeps them all and the claims together decide. The `scope` of a reading (who is counted, and
//! where) belongs to the sentence: figures of one sentence are read alike. What a text leaves open of the place is in `open.rs`.

use exode_claim::{Measure, Rate, Unit};
use jiff::civil::Date;

use crate::figure::Figure;
use crate::operator::{Count, Gauge, Operator, Site, Window};
use crate::site::Direction;
use crate::source::counts_men;
use crate::system::System;

/// One reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Reading {
    /// Readings of one scope go together in a sentence.
    pub(crate) scope: u16,
    pub(crate) weight: f64,
    pub(crate) operator: Operator,
}

impl Reading {
    /// Which of the places that a claim leaves open; 0 where it tells its place.
    pub(crate) fn place(&self) -> u16 {
        self.scope / OPEN
    }
}

/// A figure as a question to the system.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Question {
    pub(crate) readings: Vec<Reading>,
    /// From the unit of the figure to that of the operators.
    pub(crate) scale: f64,
    /// Numbers below this are alike.
    pub(crate) least: f64,
}

/// Why a figure says nothing about the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Not a quantity of a border system.
    #[error("not a quantity of the border system: it counts flows, queues, waits, capacities and those who left")]
    Measure,
    /// Counted in what the system does not have.
    #[error("counted in a unit that the border system does not have for this measure")]
    Unit,
    /// No such place.
    #[error("the case has no such place: add a gate or a post to the case file")]
    Place,
    /// No place, and fewer people than cross any border in a day.
    #[error("at no named border, and too few people for any: travellers somewhere")]
    Few,
    /// No window, or outside the period.
    #[error("no time, or one outside the period of the case: change period.start or period.days in the case file")]
    Time,
}

/// Scopes at one place; beyond them, those of places left open.
const OPEN: u16 = 16;

/// Whether the sites of a flow are those of a claim that leaves its place open.
fn is_open(sites: &[(Site, f64)]) -> bool {
    matches!(sites, [(Site::Everywhere, _), _, ..])
}

/// The scopes at a gate that is one of several which a claim leaves open: two figures of a sentence are of the same one.
fn scope_among(open: bool, count: Count, site: Site, men: bool) -> u16 {
    let at = match site {
        Site::Gate(g) if open => g as u16 + 1,
        _ => 0,
    };
    scope(count, site, men) + OPEN * at
}

/// The scopes.
fn scope(count: Count, site: Site, men: bool) -> u16 {
    let who = match count {
        Count::All | Count::Vehicles => 0,
        Count::Excess => 1,
        Count::Net => 2,
        Count::Returned => 3,
    };
    let whole = u16::from(!matches!(site, Site::Everywhere | Site::Gate(_)));
    who + 4 * whole + 8 * u16::from(men)
}

/// What a figure asks, as a claim (with all its doubts) or as a question for the true value.
pub(crate) fn question(system: &System, figure: &Figure, today: Option<Date>, doubtful: bool) -> Result<Question, Unread> {
    let asking = Asking { system, figure, today: figure.published.or(today), doubtful };
    let (mut readings, scale, least) = asking.read()?;
    let total: f64 = readings.iter().map(|r| r.weight).sum();
    readings.iter_mut().for_each(|r| r.weight /= total);
    Ok(Question { readings, scale, least })
}

struct Asking<'a> {
    system: &'a System,
    figure: &'a Figure,
    today: Option<Date>,
    doubtful: bool,
}

/// Readings, scale, least.
type Read = (Vec<Reading>, f64, f64);
/// Sites and counts, with weights.
type Counted = (Vec<(Site, f64)>, Vec<(Count, f64)>);

impl Asking<'_> {
    fn read(&self) -> Result<Read, Unread> {
        use Measure as M;
        match (self.figure.measure, self.figure.unit) {
            (M::QueueLength, Unit::Km) => self.queue(&[(Gauge::Km, 1.0)], 1.0),
            (M::QueueVehicles, Unit::Vehicle) => {
                self.queue(&[(Gauge::Vehicles { trucks: true }, 0.5), (Gauge::Vehicles { trucks: false }, 0.5)], 1.0)
            }
            (M::QueuePeople, Unit::Person) => self.queue(&[(Gauge::People, 1.0)], 1.0),
            (M::Wait, Unit::Hour) => self.wait(1.0),
            (M::Wait, Unit::Day) => self.wait(24.0),
            (M::CrossedIn | M::CrossedOut | M::Left | M::FledTo | M::RefugeesStock | M::Returned, Unit::Person) => self.people(),
            (M::CrossedIn | M::CrossedOut | M::Left | M::FledTo | M::Returned, Unit::Factor) => self.ratio(),
            (M::CrossedIn | M::CrossedOut, Unit::Vehicle) => self.crossed(&[(Count::Vehicles, 1.0)]),
            (M::TransitShare, Unit::Percent) => {
                let (sites, _) = self.system.sites(self.figure, false).ok_or(Unread::Place)?;
                let gate = sites.iter().find_map(|(s, _)| if let Site::Gate(g) = s { Some(*g) } else { None }).ok_or(Unread::Place)?;
                self.system.gates[gate].transit.ok_or(Unread::Place)?;
                Ok((vec![Reading { scope: 0, weight: 1.0, operator: Operator::Transit { gate } }], 0.01, 0.01))
            }
            (M::Capacity, Unit::Vehicle | Unit::Person) => self.capacity(),
            (M::QueueLength | M::QueueVehicles | M::QueuePeople | M::Wait | M::TransitShare | M::Capacity, _) => Err(Unread::Unit),
            (M::CrossedIn | M::CrossedOut | M::Left | M::FledTo | M::RefugeesStock | M::Returned, _) => Err(Unread::Unit),
            _ => Err(Unread::Measure),
        }
    }

    fn queue(&self, gauges: &[(Gauge, f64)], least: f64) -> Result<Read, Unread> {
        let (mut sites, _) = self.system.sites(self.figure, true).ok_or(Unread::Place)?;
        if self.doubtful {
            // A photograph shows one post, not a border.
            let posts: Vec<_> = sites
                .iter()
                .filter_map(|(s, w)| if let Site::Gate(g) = s { self.system.some_post(*g).map(|p| (p, 0.5 * w)) } else { None })
                .collect();
            sites.extend(posts);
        }
        let mut readings = Vec::new();
        for (window, at) in self.moments()? {
            for (site, there) in &sites {
                for (gauge, so) in gauges {
                    for (longest, high) in [(true, 0.5), (false, 0.5)] {
                        let operator = Operator::Queue { site: *site, gauge: *gauge, longest, window };
                        readings.push(Reading { scope: scope(Count::All, *site, false), weight: at * there * so * high, operator });
                    }
                }
            }
        }
        Ok((readings, 1.0, least))
    }

    fn wait(&self, scale: f64) -> Result<Read, Unread> {
        let (sites, _) = self.system.sites(self.figure, true).ok_or(Unread::Place)?;
        let mut readings = Vec::new();
        for (window, at) in self.moments()? {
            for (site, there) in &sites {
                for (operator, so) in
                    [(Operator::WaitAhead { site: *site, window }, 0.5), (Operator::WaitLived { site: *site, window }, 0.5)]
                {
                    readings.push(Reading { scope: scope(Count::All, *site, false), weight: at * there * so, operator });
                }
            }
        }
        Ok((readings, scale, 1.0))
    }

    fn capacity(&self) -> Result<Read, Unread> {
        let (sites, _) = self.system.sites(self.figure, true).ok_or(Unread::Place)?;
        let scale = match self.figure.rate {
            Some(Rate::PerHour) => 24.0,
            Some(Rate::PerWeek) => 1.0 / 7.0,
            Some(Rate::PerMonth) => 1.0 / 30.0,
            _ => 1.0,
        };
        let window = self.moments().map_or(Window { from_h: 0.0, to_h: 24.0 }, |m| m[0].0);
        let vehicles = self.figure.unit == Unit::Vehicle;
        let of = |(site, weight): &(Site, f64)| Reading {
            scope: scope(Count::All, *site, false),
            weight: *weight,
            operator: Operator::Capacity { site: *site, vehicles, window },
        };
        Ok((sites.iter().map(of).collect(), scale, 1.0))
    }

    /// People who crossed, left or are there.
    fn people(&self) -> Result<Read, Unread> {
        use Measure as M;
        let figure = self.figure;
        let told_by_counters = matches!(figure.measure, M::CrossedIn | M::CrossedOut) || !self.doubtful;
        let early = figure.time.is_some_and(|t| {
            t.end().is_some_and(|e| self.hours(e) + 24.0 <= self.system.shock_h() + 24.0) && t.start().is_none_or(|s| self.hours(s) < 0.0)
                || t.start().is_some_and(|s| self.hours(s) < -3.0 * 24.0)
        });
        if matches!(figure.measure, M::Left) && early {
            return self.left_before();
        }
        if matches!(figure.measure, M::RefugeesStock) || figure.rate == Some(Rate::Stock) || matches!(figure.measure, M::FledTo) && early {
            return self.stock();
        }
        match figure.measure {
            M::Returned => self.crossed(&[(Count::Returned, 1.0)]),
            M::FledTo if self.doubtful => self.crossed(&[(Count::All, 0.5), (Count::Net, 0.25), (Count::Excess, 0.25)]),
            M::Left => self.crossed(&[(Count::All, 0.5), (Count::Excess, 0.5)]),
            _ if told_by_counters && self.doubtful => self.crossed(&[(Count::All, 0.9), (Count::Excess, 0.1)]),
            _ => self.crossed(&[(Count::All, 1.0)]),
        }
    }

    fn left_before(&self) -> Result<Read, Unread> {
        let (_, direction) = self.system.sites(self.figure, false).ok_or(Unread::Place)?;
        let origin = self.system.origins.iter().position(|o| o.left_before.is_some()).ok_or(Unread::Place)?;
        if direction == Direction::Back {
            return Err(Unread::Place);
        }
        let until = self.figure.time.and_then(exode_claim::When::end).or(self.today).map_or(0.0, |d| self.hours(d) + 24.0);
        let at_h = if until <= self.system.shock_h() + 24.0 { 0.0 } else { until.min(self.system.end_h()) };
        let of = |count, weight| Reading {
            scope: scope(count, Site::Everywhere, false),
            weight,
            operator: Operator::LeftUntil { origin, at_h, count },
        };
        let readings = if at_h > 0.0 { vec![of(Count::Net, 0.5), of(Count::Excess, 0.5)] } else { vec![of(Count::All, 1.0)] };
        Ok((readings, 1.0, 1.0))
    }

    /// Those who are there: who stayed before, and who has come since.
    fn stock(&self) -> Result<Read, Unread> {
        let (sites, _) = self.system.sites(self.figure, false).ok_or(Unread::Place)?;
        let gate = sites.iter().find_map(|(s, _)| if let Site::Gate(g) = s { Some(*g) } else { None }).ok_or(Unread::Place)?;
        self.system.gates[gate].stayed_before.ok_or(Unread::Place)?;
        let end = self.figure.time.and_then(|t| t.end().or(t.start())).or(self.today).ok_or(Unread::Time)?;
        let at_h = (self.hours(end) + 24.0).clamp(0.0, self.system.end_h());
        let at = |at_h, weight| Reading { scope: 0, weight, operator: Operator::Stock { gate, at_h } };
        let mut readings = vec![at(at_h, 0.6)];
        if self.doubtful && at_h > 0.0 {
            // Statistics are of the month before as often as of today.
            readings.push(at(0.0, 0.4));
        }
        Ok((readings, 1.0, 1.0))
    }

    /// Flows in every window, at every site, of everyone they may count.
    fn crossed(&self, counts: &[(Count, f64)]) -> Result<Read, Unread> {
        let (sites, counts) = self.flows(counts)?;
        let open = is_open(&sites);
        let men = self.doubtful && counts_men(self.figure);
        let only: &[(bool, f64)] = if men { &[(true, 0.5), (false, 0.5)] } else { &[(false, 1.0)] };
        let mut readings = Vec::new();
        for (window, scale, at) in self.windows()? {
            for (site, there) in &sites {
                for (count, who) in &counts {
                    for (men, part) in only {
                        let operator = Operator::Flow { site: *site, count: *count, men: *men, window, scale };
                        readings.push(Reading { scope: scope_among(open, *count, *site, *men), weight: at * there * who * part, operator });
                    }
                }
            }
        }
        Ok((readings, 1.0, 1.0))
    }

    fn ratio(&self) -> Result<Read, Unread> {
        let (sites, counts) = self.flows(&[(Count::All, 0.8), (Count::Excess, 0.2)])?;
        let open = is_open(&sites);
        let mut readings = Vec::new();
        for (now, _, at) in self.windows()? {
            let week = |hours: f64| Window { from_h: now.from_h - hours, to_h: now.to_h - hours };
            let mut earlier = vec![(week(168.0), 0.6)];
            if now.days() < 7.0 {
                earlier.push((Window { from_h: now.from_h - 168.0, to_h: now.from_h }, 0.4));
            }
            for (then, so) in earlier.into_iter().filter(|(w, _)| w.from_h >= -1.0) {
                for (site, there) in &sites {
                    for (count, who) in counts.iter().filter(|(c, _)| *c != Count::Excess) {
                        let operator = Operator::Ratio { site: *site, count: *count, now, then };
                        readings.push(Reading { scope: scope_among(open, *count, *site, false), weight: at * so * there * who, operator });
                    }
                }
            }
        }
        if readings.is_empty() { Err(Unread::Time) } else { Ok((readings, 1.0, 0.05)) }
    }

    /// Sites and counts of a flow: a border left open may be any, a country may be told by its one famous crossing, and those who return
    /// are counted as such.
    fn flows(&self, counts: &[(Count, f64)]) -> Result<Counted, Unread> {
        let (mut sites, direction) = self.system.sites(self.figure, false).ok_or(Unread::Place)?;
        if direction == Direction::Back {
            return Ok((sites, vec![(Count::Returned, 1.0)]));
        }
        if self.doubtful && matches!(sites[..], [(Site::Everywhere, _)]) {
            sites = self.system.anywhere(self.figure)?;
        }
        if self.doubtful
            && let [(Site::Gate(gate), _)] = sites[..]
            && let Some(main) = self.system.main_crossing(gate)
        {
            sites = vec![(Site::Gate(gate), 0.7), (main, 0.3)];
        }
        Ok((sites, counts.to_vec()))
    }

    fn hours(&self, day: Date) -> f64 {
        self.system.hours_to(day)
    }

    fn inside(&self, from_h: f64, to_h: f64) -> Option<Window> {
        let end = self.system.end_h();
        let (from, to) = (from_h.max(0.0), to_h.min(end));
        // Nine tenths of it must lie in the period, or the numbers would not be those of the window.
        (to > from && to - from >= 0.9 * (to_h - from_h)).then_some(Window { from_h: from, to_h: to })
    }

    /// When a queue or a wait was seen, with weights.
    fn moments(&self) -> Result<Vec<(Window, f64)>, Unread> {
        let day = |d: Date| self.inside(self.hours(d), self.hours(d) + 24.0);
        if let Some(time) = self.figure.time {
            let first = time.start().or(time.end()).ok_or(Unread::Time)?;
            let last = time.end().unwrap_or(first).max(first);
            return Ok(vec![(self.inside(self.hours(first), self.hours(last) + 24.0).ok_or(Unread::Time)?, 1.0)]);
        }
        let today = self.today.ok_or(Unread::Time)?;
        let before = |n: i64| day(today.saturating_sub(jiff::Span::new().days(n)));
        let seen: Vec<_> = [(0, 0.3), (1, 0.4), (2, 0.3)].into_iter().filter_map(|(n, w)| before(n).map(|d| (d, w))).collect();
        if seen.is_empty() { Err(Unread::Time) } else { Ok(seen) }
    }

    /// Windows of a flow, with the scale from people in the window to the figure's unit of time, and weights.
    fn windows(&self) -> Result<Vec<(Window, f64, f64)>, Unread> {
        let figure = self.figure;
        let per = |w: Window| match figure.rate {
            Some(Rate::PerHour) => 1.0 / (24.0 * w.days()),
            Some(Rate::PerDay | Rate::Instant) => 1.0 / w.days(),
            Some(Rate::PerWeek) => 7.0 / w.days(),
            Some(Rate::PerMonth) => 30.0 / w.days(),
            _ => 1.0,
        };
        let shock = self.system.shock_h();
        let one = |from: f64, to: f64| self.inside(from, to).map(|w| vec![(w, per(w), 1.0)]).ok_or(Unread::Time);
        if let Some(time) = figure.time {
            let (start, end) = (time.start().map(|d| self.hours(d)), time.end().map(|d| self.hours(d) + 24.0));
            let until = || self.today.map_or(self.system.end_h(), |d| self.hours(d) + 24.0).min(self.system.end_h());
            return match (start, end) {
                (Some(a), Some(b)) => one(a, b),
                (Some(a), None) => one(a, until().max(a + 24.0)),
                (None, Some(b)) => one(shock.min(b - 24.0), b),
                (None, None) => Err(Unread::Time),
            };
        }
        let today = self.hours(self.today.ok_or(Unread::Time)?);
        let back = |from: f64, to: f64, weight: f64| self.inside(from, to).map(|w| (w, per(w), weight));
        let found: Vec<_> = match figure.rate {
            Some(Rate::PerHour | Rate::PerDay | Rate::Instant) => {
                [back(today - 24.0, today, 0.5), back(today - 48.0, today - 24.0, 0.3), back(today - 96.0, today, 0.2)]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Some(Rate::PerWeek) => back(today - 168.0, today, 1.0).into_iter().collect(),
            _ => [back(shock, today, 0.4), back(shock, today + 24.0, 0.3), back(today - 168.0, today, 0.3)].into_iter().flatten().collect(),
        };
        if found.is_empty() { Err(Unread::Time) } else { Ok(found) }
    }
}
