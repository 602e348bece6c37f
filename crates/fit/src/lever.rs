//! What-ifs in words: `close verkhni-lars 2022-09-28..2022-09-30`.

use exode_case::Mode;
use exode_flow::{Lever, LeverError, Span};
use jiff::civil::Date;

use crate::post::{PostLever, WhatIf, Work};
use crate::system::System;

/// Why a what-if cannot be understood.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum WhatIfError {
    /// Not a what-if.
    #[error(
        "{0:?} is no what-if; say: close PLACE, quota PLACE PEOPLE-A-DAY, capacity PLACE x1.5, demand x0.5, open PLACE foot, ban PLACE (x0.1), each with DATE..DATE"
    )]
    Form(String),
    /// No such place.
    #[error("the case has no {place:?}; it has: {known}")]
    Place {
        /// What was asked for.
        place: String,
        /// What there is.
        known: String,
    },
    /// No such mode there.
    #[error("nobody goes on {mode:?} at {place:?} in this case")]
    Mode {
        /// What was asked for.
        mode: String,
        /// Where.
        place: String,
    },
    /// What only a gate as a whole can do.
    #[error("{place:?} is one post of {gate:?}, which the case treats as one: say {what} {gate}")]
    Pooled {
        /// `ban` or `open`.
        what: &'static str,
        /// The post.
        place: String,
        /// Its gate.
        gate: String,
    },
    /// A size that cannot be.
    #[error(transparent)]
    Lever(#[from] LeverError),
}

/// Where a lever acts: in queues, or at one post of their gate.
struct At {
    queues: Vec<usize>,
    /// Gate and post.
    post: Option<(usize, usize)>,
}

/// A lever on the schedule, which all systems share, or on a post, whose share each believes in its own way.
enum Pull {
    Shared(Lever),
    Post(PostLever),
}

impl System {
    /// What-ifs given in words and parted by semicolons; an empty text changes nothing, bit for bit.
    ///
    /// A crossing may be a post of a gate that pools several: the gate then loses or gains the post's share.
    ///
    /// Dates count whole days, both ends; `DATE..` runs to the end, `DATE` is one day, none is always.
    ///
    /// # Errors
    /// Where a word is not understood or a place is not in the case.
    pub fn what_if(&self, text: &str) -> Result<WhatIf, WhatIfError> {
        let mut what_if = WhatIf { schedule: self.schedule.clone(), posts: Vec::new() };
        for part in text.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            let (pulls, span) = self.levers(part)?;
            for pull in pulls {
                match pull {
                    Pull::Shared(lever) => what_if.schedule.pull(lever, span)?,
                    Pull::Post(lever) => what_if.posts.push(lever.checked()?),
                }
            }
        }
        Ok(what_if)
    }

    fn levers(&self, text: &str) -> Result<(Vec<Pull>, Span), WhatIfError> {
        let form = || WhatIfError::Form(text.to_owned());
        let mut words: Vec<&str> = text.split_whitespace().filter(|w| !matches!(*w, "to" | "at" | "from" | "visa")).collect();
        let span = match words.last().and_then(|w| self.span(w)) {
            Some(span) => {
                words.pop();
                span
            }
            None => Span { from_h: 0.0, to_h: f64::INFINITY },
        };
        let factor = |word: &str| word.trim_start_matches(['x', '×', '*']).parse::<f64>().ok();
        let work = |at: At, work: Work| -> Vec<Pull> {
            if let Some((gate, post)) = at.post {
                return vec![Pull::Post(PostLever { gate, post, queues: at.queues, work, span })];
            }
            let count = at.queues.len() as f64;
            let lever = |queue| match work {
                Work::Close => Lever::Close { queue },
                Work::Times(factor) => Lever::Capacity { queue, factor },
                Work::Quota(people) => Lever::Quota { queue, people_per_day: people / count },
            };
            at.queues.into_iter().map(|q| Pull::Shared(lever(q))).collect()
        };
        let pulls = match words.as_slice() {
            ["close", place] => work(self.at(place)?, Work::Close),
            ["close", place, mode] => work(self.by(place, mode)?, Work::Close),
            ["capacity", place, by] => work(self.at(place)?, Work::Times(factor(by).ok_or_else(form)?)),
            ["quota", place, people] => work(self.at(place)?, Work::Quota(people.parse().map_err(|_| form())?)),
            ["open", place, mode] => {
                let at = self.by(place, mode)?;
                self.whole_gate(&at, "open", place)?;
                at.queues.into_iter().map(|queue| Pull::Shared(Lever::Open { queue })).collect()
            }
            ["demand", by] => {
                let factor = factor(by).ok_or_else(form)?;
                (0..self.origins.len()).map(|origin| Pull::Shared(Lever::Demand { origin, factor })).collect()
            }
            ["ban", place, rest @ ..] => {
                let factor = match rest {
                    [] => 0.1,
                    [by] => factor(by).ok_or_else(form)?,
                    _ => return Err(form()),
                };
                let at = self.at(place)?;
                self.whole_gate(&at, "ban", place)?;
                let gate = at.queues.first().map(|q| self.network.queues()[*q].gate).ok_or_else(form)?;
                vec![Pull::Shared(Lever::Policy { gate, factor })]
            }
            _ => return Err(form()),
        };
        Ok((pulls, span))
    }

    /// An error where a lever on a whole gate is asked for at one of its posts.
    fn whole_gate(&self, at: &At, what: &'static str, place: &str) -> Result<(), WhatIfError> {
        match at.post {
            Some((gate, _)) => Err(WhatIfError::Pooled { what, place: place.to_owned(), gate: self.gates[gate].id.clone() }),
            None => Ok(()),
        }
    }

    /// Whole days: `2022-09-28..2022-09-30`, both counted.
    fn span(&self, word: &str) -> Option<Span> {
        let day = |text: &str| text.parse::<Date>().ok().map(|d| self.hours_to(d));
        let (from, to) = word.split_once("..").unwrap_or((word, word));
        let from_h = if from.is_empty() { 0.0 } else { day(from)? };
        Some(Span { from_h, to_h: if to.is_empty() { f64::INFINITY } else { day(to)? + 24.0 } })
    }

    /// A gate, a crossing with queues of its own, or a post of a gate that pools several.
    fn at(&self, place: &str) -> Result<At, WhatIfError> {
        let held = |j: &usize| self.queues[*j].crossing.as_deref() == Some(place);
        let queues: Vec<usize> = (0..self.queues.len()).filter(held).collect();
        if !queues.is_empty() {
            return Ok(At { queues, post: None });
        }
        if let Some(gate) = self.gates.iter().position(|g| g.id == place || g.name.eq_ignore_ascii_case(place)) {
            return Ok(At { queues: self.network.queues_of(gate).collect(), post: None });
        }
        for (gate, at) in self.gates.iter().enumerate() {
            if let Some(post) = at.posts.iter().position(|(crossing, _)| crossing == place) {
                let holding = self.network.queues_of(gate).filter(|&j| self.queues[j].capacity.is_some());
                return Ok(At { queues: holding.collect(), post: Some((gate, post)) });
            }
        }
        let crossings = self.queues.iter().filter_map(|q| q.crossing.as_deref());
        let posts = self.gates.iter().flat_map(|g| g.posts.iter().map(|(crossing, _)| crossing.as_str()));
        let mut known: Vec<&str> = self.gates.iter().map(|g| g.id.as_str()).chain(crossings).chain(posts).collect();
        known.dedup();
        Err(WhatIfError::Place { place: place.to_owned(), known: known.join(", ") })
    }

    /// The same, for those who go one way.
    fn by(&self, place: &str, mode: &str) -> Result<At, WhatIfError> {
        let wanted = match mode {
            "car" | "cars" => Mode::Car,
            "bus" | "buses" => Mode::Bus,
            "truck" | "trucks" => Mode::Truck,
            "foot" => Mode::Foot,
            "bicycle" | "bicycles" => Mode::Bicycle,
            "rail" => Mode::Rail,
            "air" => Mode::Air,
            "ferry" => Mode::Ferry,
            _ => Mode::Any,
        };
        let mut at = self.at(place)?;
        at.queues.retain(|j| self.queues[*j].mode == wanted);
        if at.queues.is_empty() { Err(WhatIfError::Mode { mode: mode.to_owned(), place: place.to_owned() }) } else { Ok(at) }
    }
}
