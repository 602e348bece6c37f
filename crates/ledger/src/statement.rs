//! When two claims tell one statement, and what a statement amounts to.
//!
//! Refuses to merge on doubt about the source: two named institutions stay two statements even where every number is equal. Merging on
//! doubt about anything else errs to fewer statements, because counting an echo as a second witness is the worse mistake.

use std::collections::{BTreeMap, BTreeSet};

use exode_claim::{Claim, Measure, Modality, Quantifier, Unit};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::place::{Atlas, Route, at_the_border};
use crate::source::Origin;
use crate::span::{NEAR_DAYS, Span, may_be_one};
use crate::view::{ReportRow, Row, Statement};
use crate::who::Who;
use crate::words::{self, RateClass};

/// A rounded number this close to the other is taken for it.
const EQUAL: f64 = 0.005;
/// A rounded number may be this far from the one it rounds, where the source is the same.
pub(crate) const ROUNDED: f64 = 0.025;

/// A claim as it is compared.
pub(crate) struct Teller<'a> {
    pub(crate) claim: &'a Claim,
    pub(crate) report: usize,
    pub(crate) route: Route,
    pub(crate) span: Span,
    pub(crate) class: RateClass,
    pub(crate) who: Who,
    pub(crate) source: Option<Origin>,
    pub(crate) relay: Vec<Origin>,
    /// Lowest and highest stated number with its digits; `None` without any.
    ends: Option<[(f64, usize); 2]>,
}

impl<'a> Teller<'a> {
    pub(crate) fn of(claim: &'a Claim, report: usize, published: Option<Date>, atlas: &Atlas) -> Self {
        Self {
            claim,
            report,
            route: atlas.fill(Route::of(claim), claim.measure),
            span: Span { time: claim.time, published },
            class: RateClass::of(claim),
            who: Who::of(&claim.quote),
            source: claim.source.as_ref().map(Origin::of),
            relay: claim.relay.iter().map(Origin::of).collect(),
            ends: claim
                .bounds
                .low
                .or(claim.bounds.high)
                .zip(claim.bounds.high.or(claim.bounds.low))
                .map(|(a, b)| [(a, digits(a)), (b, digits(b))]),
        }
    }

    /// The lowest stated number.
    pub(crate) fn number(&self) -> Option<f64> {
        self.ends.map(|[(low, _), _]| low)
    }

    /// The single day it states.
    pub(crate) fn day(&self) -> Option<Date> {
        self.span.time.filter(|t| t.is_day()).and_then(|t| t.start())
    }

    /// First and last single day that another telling may state ([`may_be_one`]); `None` where it may state none.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        match (self.span.time, self.span.published) {
            (Some(time), _) => Some((time.start().unwrap_or(Date::MIN), time.end().unwrap_or(Date::MAX))),
            (None, published) if at_the_border(self.claim.measure) => {
                let published = published?;
                Some((published.saturating_sub(NEAR_DAYS.days()), published.saturating_add(NEAR_DAYS.days())))
            }
            (None, _) => Some((Date::MIN, Date::MAX)),
        }
    }

    pub(crate) fn fullness(&self) -> usize {
        usize::from(self.source.is_some()) * 4 + usize::from(self.claim.time.is_some()) * 2 + self.route.stated() + self.relay.len()
    }

    /// Whether its report's date decides with what it tells one statement: what happens in a day or less, and numbers without digits.
    pub(crate) fn dated_by_report(&self) -> bool {
        at_the_border(self.claim.measure) || self.class < RateClass::Total || self.claim.vague
    }

    /// Whether both tell one statement; `one_report` where they do so in one report.
    pub(crate) fn tells_with(&self, other: &Self, one_report: bool) -> bool {
        let (a, b) = (self.claim, other.claim);
        // What costs least and parts most comes first: in a ledger of years most pairs are of other days.
        may_be_one(self.span, other.span, a.measure, self.class.max(other.class))
            && a.vague == b.vague
            // "Thousands have fled" is told of every month of a war.
            && (!a.vague || self.span.shares_a_day(other.span))
            && standing(a) == standing(b)
            && sided(a.quantifier, b.quantifier)
            && (self.class == other.class || self.class_is_open(other))
            && match self.likeness(other) {
                Likeness::Equal => true,
                Likeness::Rounded => self.who == other.who && (one_report || self.source.is_some() && other.source.is_some()),
                Likeness::Other => false,
            }
            && self.route.fits(&other.route)
            && self.sources_fit(other)
    }

    /// A total without a stated window may be the day's count another report dates.
    fn class_is_open(&self, other: &Self) -> bool {
        let classes = [self.class, other.class];
        (self.claim.rate.is_none() || other.claim.rate.is_none())
            && classes.iter().all(|c| matches!(c, RateClass::Daily | RateClass::Total))
            && (self.claim.time.is_none() || other.claim.time.is_none() || self.claim.time == other.claim.time)
    }

    /// How far the numbers are the same.
    fn likeness(&self, other: &Self) -> Likeness {
        let (Some([a_low, a_high]), Some([b_low, b_high])) = (self.ends, other.ends) else { return Likeness::Other };
        let close = |x: f64, y: f64, by: f64| (x - y).abs() <= by * x.abs().max(y.abs());
        // Two numbers told to the last digit are two numbers, however close.
        let rounds = |(x, x_digits): (f64, usize), (y, y_digits): (f64, usize), by: f64| {
            x == y || close(x, y, by) && (rounded(x, y_digits) == y || rounded(y, x_digits) == x)
        };
        let both = |by: f64| rounds(a_low, b_low, by) && rounds(a_high, b_high, by);
        match (both(EQUAL), both(ROUNDED)) {
            (true, _) => Likeness::Equal,
            (_, true) => Likeness::Rounded,
            _ => Likeness::Other,
        }
    }

    /// Same source, or one of them not stated, or one names as source what the other names as relay.
    fn sources_fit(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (&self.source, &other.source) else { return true };
        a.same(b) || other.relay.iter().any(|r| r.same(a)) || self.relay.iter().any(|r| r.same(b))
    }

    /// Whether one voice counts the same thing in one sentence and has a larger number too. Of two such numbers the smaller is a part, or
    /// of an earlier time, whatever the words between them; it is not all that others may count.
    fn is_some_of(&self, whole: &Self) -> bool {
        let (a, b) = (self.claim, whole.claim);
        // Of two queues or waits neither is part of the other.
        let counts = matches!(a.unit, Unit::Person | Unit::Household | Unit::Vehicle) && a.measure != Measure::Wait;
        let smaller = matches!((self.ends, whole.ends), (Some([_, (high, _)]), Some([(low, _), _])) if high < low);
        counts
            && smaller
            && (a.measure, a.unit, a.time, self.class, self.who) == (b.measure, b.unit, b.time, whole.class, Who::All)
            && standing(a) == standing(b)
            && self.route == whole.route
            && self.one_voice(whole)
    }

    /// Whether both are said by one speaker in one report.
    pub(crate) fn one_voice(&self, other: &Self) -> bool {
        self.report == other.report
            && self.relay == other.relay
            && match (&self.source, &other.source) {
                (None, None) => true,
                (Some(a), Some(b)) => a.same(b),
                _ => false,
            }
    }
}

/// The claims of `rows` as they are compared; rows stand by report, then in the order of its text.
pub(crate) fn tellers<'a>(rows: &'a [Row], reports: &[ReportRow], atlas: &Atlas) -> Vec<Teller<'a>> {
    let teller = |r: &'a Row| Teller::of(&r.claim, r.report, reports[r.report].published, atlas);
    let mut tellers: Vec<Teller<'a>> = rows.iter().map(teller).collect();
    for sentence in tellers.chunk_by_mut(|a, b| a.report == b.report && a.claim.sentence == b.claim.sentence) {
        let some: Vec<usize> = (0..sentence.len()).filter(|&i| sentence.iter().any(|whole| sentence[i].is_some_of(whole))).collect();
        some.into_iter().for_each(|i| sentence[i].who = Who::Some);
    }
    tellers
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Equal,
    Rounded,
    Other,
}

/// A correction asserts its figure; a target is a plan however it is told.
pub(crate) fn standing(claim: &Claim) -> Modality {
    match claim.modality {
        Modality::Corrected => Modality::Asserted,
        Modality::Planned if claim.measure == Measure::MobilisedTarget => Modality::Asserted,
        modality => modality,
    }
}

/// Whether no hedge points the other way.
fn sided(a: Quantifier, b: Quantifier) -> bool {
    let side = |q| match q {
        Quantifier::MoreThan | Quantifier::AtLeast => 1,
        Quantifier::Nearly | Quantifier::UpTo | Quantifier::LessThan => -1,
        Quantifier::Exact | Quantifier::Approximately => 0,
        Quantifier::Between => 2,
    };
    let (a, b) = (side(a), side(b));
    a == b || (a != 2 && b != 2 && a * b == 0)
}

/// Significant digits of a number as written.
pub(crate) fn digits(value: f64) -> usize {
    let text = words::number(value).replace([',', '-'], "");
    let zeros = |t: &str| t.trim_end_matches('0').len();
    let kept = if text.contains('.') { text.len() } else { zeros(&text) };
    text[..kept].trim_start_matches(['0', '.']).replace('.', "").len().max(1)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "a number has few digits")]
fn rounded(value: f64, digits: usize) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let scale = 10f64.powi(digits as i32 - 1 - value.abs().log10().floor() as i32);
    (value * scale).round() / scale
}

/// A statement with what comparison needs of it.
pub(crate) struct Draft {
    /// Indices of its tellers, which are the rows.
    pub(crate) tellers: Vec<usize>,
    /// The route, gaps filled from all tellings.
    pub(crate) route: Route,
    /// The narrowest time, the earliest publication.
    pub(crate) span: Span,
    pub(crate) class: RateClass,
    pub(crate) who: Who,
    pub(crate) source: Option<Origin>,
    /// The teller whose wording is shown.
    best: usize,
    /// The teller whose source is shown.
    sourced: Option<usize>,
}

pub(crate) fn draft(mut group: Vec<usize>, tellers: &[Teller<'_>]) -> Draft {
    group.sort_unstable();
    let of = |i: usize| &tellers[i];
    let best = group.iter().copied().max_by_key(|&i| {
        let t = of(i);
        let hedged = t.claim.quantifier != Quantifier::Exact;
        (t.source.is_some(), digits(t.claim.bounds.central()), hedged, t.claim.time.is_some(), std::cmp::Reverse(i))
    });
    let best = best.unwrap_or_default();
    // Who is merely a relay elsewhere is not the origin. Sources are few where tellings are many.
    let relays: BTreeSet<&Origin> = group.iter().flat_map(|&i| &of(i).relay).collect();
    let sources: BTreeSet<&Origin> = group.iter().filter_map(|&i| of(i).source.as_ref()).collect();
    let original: BTreeMap<&Origin, bool> = sources.into_iter().map(|s| (s, !relays.iter().any(|r| s.same(r)))).collect();
    let sourced = group.iter().copied().filter(|&i| of(i).source.is_some()).max_by_key(|&i| {
        let mine = of(i).source.as_ref();
        let origin = mine.and_then(|m| original.get(m));
        (origin, mine.map(Origin::fullness), of(i).claim.lang == "en", of(i).relay.len(), std::cmp::Reverse(i))
    });
    let narrow = |&i: &usize| {
        let time = of(i).claim.time;
        let ends = time.map_or(0, |t| usize::from(t.start().is_some()) + usize::from(t.end().is_some()) + usize::from(t.is_day()));
        (std::cmp::Reverse(ends), of(i).span.length(), i)
    };
    let time = group.iter().min_by_key(|i| narrow(i)).and_then(|&i| of(i).claim.time);
    let route = group.iter().fold(of(best).route.clone(), |route, &i| route.or(&of(i).route));
    Draft {
        route,
        span: Span { time, published: group.iter().filter_map(|&i| of(i).span.published).min() },
        class: group.iter().map(|&i| of(i).class).min().unwrap_or(RateClass::Total),
        who: if group.iter().any(|&i| of(i).who == Who::Some) { Who::Some } else { of(best).who },
        source: sourced.and_then(|i| of(i).source.clone()),
        best,
        sourced,
        tellers: group,
    }
}

impl Draft {
    /// The statement as the page has it.
    pub(crate) fn view(&self, tellers: &[Teller<'_>], rows: &[Row], reports: &[ReportRow]) -> Statement {
        let best = tellers[self.best].claim;
        let claims: Vec<&Claim> = self.tellers.iter().map(|&i| tellers[i].claim).collect();
        let mut wordings = vec![rows[self.best].figure.clone()];
        let mut outlets: Vec<String> = Vec::new();
        let mut told: Vec<usize> = self.tellers.iter().map(|&i| tellers[i].report).collect();
        told.dedup();
        for &i in &self.tellers {
            push(&mut wordings, &rows[i].figure);
            push(&mut outlets, reports[tellers[i].report].outlet());
        }
        outlets.shrink_to_fit(); // most statements have one
        // One telling's chain, never a mixture: the source of one behind the relay of another would be a path nobody told.
        let relay = self.sourced.map_or(&best.relay, |i| &tellers[i].claim.relay);
        let number = best.bounds.central();
        let hedge_dropped = best.quantifier != Quantifier::Exact
            && claims.iter().any(|c| c.quantifier == Quantifier::Exact && c.bounds.central() == number);
        let id = rows[self.tellers[0]].anchor.trim_start_matches("c-").to_owned();
        let mut statement = Statement {
            anchor: format!("s-{id}"),
            figure: wordings[0].clone(),
            wordings,
            measure: best.measure,
            unit: best.unit,
            class: self.class,
            who: self.who,
            low: best.bounds.low,
            high: best.bounds.high,
            quantifier: best.quantifier,
            vague: best.vague,
            hedged: claims.iter().all(|c| c.hedged),
            modality: claims.iter().map(|c| c.modality).max().unwrap_or(best.modality),
            route: words::route(&self.route),
            place: self.place(),
            crossing: self.route.crossing.as_ref().map(|c| c.name.clone()),
            time: self.span.time,
            source: self.sourced.and_then(|i| tellers[i].claim.source.as_ref().map(ToString::to_string)),
            origin: None,
            relay: relay.iter().map(ToString::to_string).collect(),
            reports: told.len(),
            outlets,
            first_seen: self.span.published,
            hedge_dropped,
            notes: Vec::new(),
            tellings: self.tellers.clone(),
        };
        statement.notes = self.notes(&statement, tellers, reports);
        statement
    }

    fn place(&self) -> String {
        let route = &self.route;
        let stated = [&route.destination, &route.place, &route.crossing].into_iter().find_map(Option::as_ref);
        match (stated, &route.origin) {
            (Some(place), _) => place.name.clone(),
            (None, Some(origin)) => format!("From {}, destination open", origin.name),
            (None, None) => "Place not stated".to_owned(),
        }
    }

    fn notes(&self, statement: &Statement, tellers: &[Teller<'_>], reports: &[ReportRow]) -> Vec<String> {
        let mut notes = Vec::new();
        let outlets = |wanted: &dyn Fn(&Claim) -> bool| {
            let mut names: Vec<String> = Vec::new();
            for &i in &self.tellers {
                if wanted(tellers[i].claim) {
                    push(&mut names, reports[tellers[i].report].outlet());
                }
            }
            names.join("; ")
        };
        if statement.hedge_dropped {
            let bare = outlets(&|c| c.quantifier == Quantifier::Exact);
            notes.push(format!("Hedge dropped: \u{201c}{}\u{201d} told without its hedge by {bare}.", statement.figure));
        }
        let hedged = self.tellers.iter().filter(|&&i| tellers[i].claim.hedged).count();
        if hedged > 0 && hedged < self.tellers.len() {
            notes.push(format!("Conditional dropped: told as a fact by {}.", outlets(&|c| !c.hedged)));
        }
        if self.tellers.iter().any(|&i| tellers[i].who != self.who) {
            notes.push("Not the same people in every telling: some say men, women, children or a part, some do not.".to_owned());
        }
        if statement.modality == Modality::Corrected {
            notes.push(format!("Correction by {}.", outlets(&|c| c.modality == Modality::Corrected)));
        }
        notes
    }
}

fn push(list: &mut Vec<String>, item: &str) {
    if !list.iter().any(|x| x == item) {
        list.push(item.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_number_is_known_by_its_digits() {
        assert_eq!((digits(8600.0), digits(100_000.0), digits(0.5), digits(8572.0), digits(101.0)), (2, 1, 1, 4, 3));
        assert_eq!(rounded(8572.0, 2), 8600.0);
        assert_eq!(rounded(8314.0, 2), 8300.0);
    }

    #[test]
    fn hedges_that_point_apart_are_not_one_statement() {
        use Quantifier::*;
        assert!(sided(Nearly, Exact) && sided(MoreThan, AtLeast) && sided(Between, Between) && sided(UpTo, Nearly));
        assert!(!sided(MoreThan, UpTo) && !sided(AtLeast, Nearly) && !sided(Between, Exact));
    }
}
