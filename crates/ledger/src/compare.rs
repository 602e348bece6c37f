//! Who agrees and who contradicts.

use std::collections::{BTreeMap, BTreeSet};

use exode_claim::{Bounds, Measure, Modality, Unit};

use crate::interval::{Interval, points};
use crate::place::Needs;
use crate::statement::{Draft, Teller};
use crate::view::{Comparison, Forecast, Side, Statement, Verdict};
use crate::who::Who;
use crate::words::{self, RateClass};

/// Statements with the same key are comparable as far as time allows.
type Key<'a> = (Measure, Unit, RateClass, [Option<&'a str>; 4], Who);

/// What comparison looks at.
pub(crate) struct Board<'a> {
    pub(crate) statements: &'a [Statement],
    pub(crate) drafts: &'a [Draft],
    pub(crate) tellers: &'a [Teller<'a>],
    /// Pairs of statements, the lower first, that reviewers keep apart.
    pub(crate) unlike: &'a BTreeSet<(usize, usize)>,
}

/// All comparisons with something to say: two statements, a denial, or a forecast with its outcome.
pub(crate) fn compare(board: &Board<'_>) -> Vec<Comparison> {
    let mut kinds: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (i, (s, d)) in board.statements.iter().zip(board.drafts).enumerate() {
        let change = s.unit == Unit::Factor || s.unit == Unit::Percent && s.measure != Measure::TransitShare;
        let (needs, route) = (Needs::of(s.measure), d.route.ids());
        if !change && (needs.may_stay_open() || needs.met(route)) {
            kinds.entry((s.measure, s.unit, d.class, route, d.who)).or_default().push(i);
        }
    }
    let mut out = Vec::new();
    let mut clusters: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for members in kinds.into_values() {
        let (forecasts, facts): (Vec<usize>, Vec<usize>) = members
            .into_iter()
            .filter(|&i| board.statements[i].modality != Modality::Denied)
            .partition(|&i| board.statements[i].modality == Modality::Planned && board.statements[i].measure != Measure::MobilisedTarget);
        let mut found: Vec<(Vec<usize>, Vec<usize>)> = board.cluster(facts).into_iter().map(|c| (c, Vec::new())).collect();
        let mut alone = Vec::new();
        for f in forecasts {
            let mut placed = false;
            for (cluster, beside) in &mut found {
                if cluster.iter().all(|&i| board.same_time(i, f) && !board.unlike(i, f)) {
                    beside.push(f);
                    placed = true;
                }
            }
            if !placed {
                alone.push(f);
            }
        }
        found.extend(board.cluster(alone).into_iter().map(|c| (c, Vec::new())));
        clusters.extend(found);
    }
    let denials: Vec<usize> = (0..board.statements.len()).filter(|&i| board.statements[i].modality == Modality::Denied).collect();
    for (cluster, forecasts) in clusters {
        let denied: Vec<(usize, usize)> = denials
            .iter()
            .flat_map(|&d| cluster.iter().filter(move |&&i| board.denies(d, i) && !board.unlike(d, i)).map(move |&i| (d, i)))
            .collect();
        if cluster.len() > 1 || !denied.is_empty() || !forecasts.is_empty() {
            out.push(board.decide(&cluster, &denied, &forecasts));
        }
    }
    out.sort_by(|a, b| {
        let by_ratio = b.ratio.unwrap_or(0.0).total_cmp(&a.ratio.unwrap_or(0.0));
        a.verdict.cmp(&b.verdict).then(by_ratio).then_with(|| (&a.heading, &a.anchor).cmp(&(&b.heading, &b.anchor)))
    });
    out
}

impl Board<'_> {
    fn interval(&self, i: usize) -> Interval {
        let s = &self.statements[i];
        Interval::of(Bounds { low: s.low, high: s.high }, s.quantifier, s.vague)
    }

    fn stated(&self, i: usize) -> f64 {
        Bounds { low: self.statements[i].low, high: self.statements[i].high }.central()
    }

    fn same_time(&self, a: usize, b: usize) -> bool {
        self.drafts[a].span.comparable(self.drafts[b].span, self.drafts[a].class)
    }

    /// One speaker who gives both in one report counts parts, or counts twice; either way nobody disagrees.
    fn one_voice(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.drafts[a].tellers, &self.drafts[b].tellers);
        a.iter().any(|&i| b.iter().any(|&j| self.tellers[i].one_voice(&self.tellers[j])))
    }

    /// Whether reviewers said not to compare the two.
    fn unlike(&self, a: usize, b: usize) -> bool {
        self.unlike.contains(&(a.min(b), a.max(b)))
    }

    /// Sets within which every two can be held against each other. Single days come first, then windows, then figures without a time;
    /// the last join only the set nearest in time.
    fn cluster(&self, mut members: Vec<usize>) -> Vec<Vec<usize>> {
        let span = |i: usize| self.drafts[i].span;
        members.sort_by_key(|&i| {
            let kind = span(i).time.map_or(2, |t| u8::from(!t.is_day()));
            (kind, span(i).time.map(|t| (t.start(), t.end())), span(i).published, i)
        });
        let mut clusters: Vec<Vec<usize>> = Vec::new();
        for i in members {
            let fits = |c: &Vec<usize>| c.iter().all(|&j| self.same_time(i, j) && !self.one_voice(i, j) && !self.unlike(i, j));
            let mut fitting: Vec<usize> = (0..clusters.len()).filter(|&c| fits(&clusters[c])).collect();
            if span(i).time.is_none() {
                let near = |&c: &usize| (clusters[c].iter().map(|&j| span(i).distance(span(j))).min(), c);
                fitting = fitting.iter().copied().min_by_key(near).into_iter().collect();
            }
            if fitting.is_empty() {
                clusters.push(vec![i]);
            }
            for c in fitting {
                clusters[c].push(i);
            }
        }
        clusters
    }

    /// Whether statement `d` denies what `i` states: the same figure of the same thing. The rate of a denial is not looked at, because
    /// "700,000 have not fled" leaves it open.
    fn denies(&self, d: usize, i: usize) -> bool {
        let (denial, s) = (&self.statements[d], &self.statements[i]);
        let (a, b) = (self.stated(d), self.stated(i));
        let closed = s.low.is_some() && s.high.is_some();
        let near = (a - b).abs() <= 0.01 * a.abs().max(b.abs());
        let same_time = match (self.drafts[d].span.time, self.drafts[i].span.time) {
            (Some(x), Some(y)) => x.overlaps(y),
            _ => true,
        };
        denial.measure == s.measure
            && denial.unit == s.unit
            && same_time
            && self.drafts[d].route.fits(&self.drafts[i].route)
            && (near || closed && self.interval(d).meets(self.interval(i)))
    }

    fn decide(&self, cluster: &[usize], denied: &[(usize, usize)], forecasts: &[usize]) -> Comparison {
        let longest = cluster.iter().filter_map(|&i| self.drafts[i].span.length()).max();
        let class = self.drafts[cluster[0]].class;
        let interval = |i: usize| {
            let own = self.drafts[i].span.length();
            match (own, longest) {
                // The shorter of two nearly equal windows lacks a day.
                (Some(own), Some(longest)) if class != RateClass::Moment && own < longest => {
                    self.interval(i).grown(f64::from(longest) / f64::from(own))
                }
                _ => self.interval(i),
            }
        };
        let points = points(&cluster.iter().map(|&i| interval(i)).collect::<Vec<_>>());
        let mut sides: Vec<Vec<usize>> = vec![Vec::new(); points.len()];
        let mut wide = Vec::new();
        for &i in cluster {
            let on: Vec<usize> = (0..points.len()).filter(|&p| interval(i).holds(points[p])).collect();
            match on[..] {
                [side] => sides[side].push(i),
                _ => wide.push(i),
            }
        }
        let sides: Vec<Side> = sides.into_iter().filter(|s| !s.is_empty()).map(|s| self.side(s, denied)).collect();
        let verdict = match (sides.len(), denied.is_empty()) {
            (2.., _) => Verdict::Contradict,
            (_, false) => Verdict::Denied,
            _ => Verdict::Agree,
        };
        let low = sides.iter().map(|s| s.low).fold(f64::INFINITY, f64::min);
        let high = sides.iter().map(|s| s.high).fold(0.0, f64::max);
        let ratio = (sides.len() > 1 && low > 0.0).then(|| high / low);
        let first = &self.statements[cluster[0]];
        let fuller = cluster.iter().max_by_key(|&&i| (self.drafts[i].route.stated(), std::cmp::Reverse(i)));
        let route = fuller.map_or_else(String::new, |&i| self.statements[i].route.clone());
        let block = words::measure_block(first.measure, first.unit, self.drafts[cluster[0]].class);
        let heading = if route.is_empty() { block } else { format!("{block}: {route}") };
        let denials: BTreeSet<usize> = denied.iter().map(|&(d, _)| d).collect();
        Comparison {
            anchor: first.anchor.replacen("s-", "g-", 1),
            heading,
            measure: first.measure,
            route,
            when: self.when(cluster),
            verdict,
            ratio,
            sources: self.sources(cluster),
            notes: self.notes(cluster, &sides),
            forecasts: forecasts
                .iter()
                .map(|&f| Forecast { statement: f, held: cluster.iter().any(|&i| interval(i).meets(self.interval(f))) })
                .collect(),
            sides,
            wide,
            denials: denials.into_iter().collect(),
        }
    }

    fn side(&self, mut members: Vec<usize>, denied: &[(usize, usize)]) -> Side {
        members.sort_by(|&a, &b| self.stated(a).total_cmp(&self.stated(b)).then(a.cmp(&b)));
        let mut figures: Vec<String> = Vec::new();
        let mut outlets = BTreeSet::new();
        for &i in &members {
            let s = &self.statements[i];
            if !figures.contains(&s.figure) {
                figures.push(s.figure.clone());
            }
            outlets.extend(s.outlets.iter());
        }
        Side {
            figures,
            low: members.iter().map(|&i| self.stated(i)).fold(f64::INFINITY, f64::min),
            high: members.iter().map(|&i| self.stated(i)).fold(0.0, f64::max),
            sources: self.sources(&members),
            outlets: outlets.len(),
            denied: denied.iter().any(|(_, i)| members.contains(i)),
            statements: members,
        }
    }

    fn sources(&self, members: &[usize]) -> usize {
        members.iter().filter_map(|&i| self.statements[i].origin).collect::<BTreeSet<_>>().len()
    }

    fn when(&self, cluster: &[usize]) -> String {
        let times = || cluster.iter().filter_map(|&i| self.drafts[i].span.time);
        if let Some(first) = times().next() {
            let (starts, ends): (Vec<_>, Vec<_>) = times().map(|t| (t.start(), t.end())).unzip();
            // Nearly equal windows are named by what they cover together.
            return match (starts.iter().min(), ends.iter().max()) {
                (Some(Some(a)), Some(Some(b))) if ends.iter().all(Option::is_some) => words::period(*a, *b),
                _ => words::when(first),
            };
        }
        let published = || cluster.iter().filter_map(|&i| self.drafts[i].span.published);
        match (published().min(), published().max()) {
            (Some(a), Some(b)) => format!("time not stated, reports of {}", words::period(a, b)),
            _ => "time not stated".to_owned(),
        }
    }

    fn notes(&self, cluster: &[usize], sides: &[Side]) -> Vec<String> {
        let mut notes = Vec::new();
        let one = self.sources(cluster) == 1 && cluster.iter().all(|&i| self.statements[i].origin.is_some());
        if let (true, Some(source)) = (one && cluster.len() > 1, cluster.iter().find_map(|&i| self.statements[i].source.as_ref())) {
            notes.push(if sides.len() > 1 {
                format!("One source is quoted with different figures: {source}.")
            } else {
                format!("All from one source: {source}.")
            });
        }
        let untimed = cluster.iter().filter(|&&i| self.drafts[i].span.time.is_none()).count();
        if untimed > 0 && untimed < cluster.len() {
            notes.push(format!("{} without a stated time, placed by the date of the report.", words::count(untimed, "statement")));
        }
        if sides.len() > 1 {
            let corrected: Vec<&str> = cluster
                .iter()
                .map(|&i| &self.statements[i])
                .filter(|s| s.modality == Modality::Corrected)
                .map(|s| s.figure.as_str())
                .collect();
            if !corrected.is_empty() {
                notes.push(format!("Published as a correction: {}.", corrected.join(", ")));
            }
        }
        if cluster.iter().all(|&i| self.statements[i].modality == Modality::Planned)
            && self.statements[cluster[0]].measure != Measure::MobilisedTarget
        {
            notes.push("These are forecasts.".to_owned());
        }
        notes
    }
}
