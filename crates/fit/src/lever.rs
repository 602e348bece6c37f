//! What-ifs in words: `close verkhni-lars 2022-09-28..2022-09-30`.

use exode_case::Mode;
use exode_flow::{Lever, LeverError, Schedule, Span};
use jiff::civil::Date;

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
    /// A size that cannot be.
    #[error(transparent)]
    Lever(#[from] LeverError),
}

impl System {
    /// The schedule with what-ifs, given in words and parted by semicolons; an empty text changes nothing, bit for bit.
    ///
    /// Dates count whole days, both ends; `DATE..` runs to the end, `DATE` is one day, none is always.
    ///
    /// # Errors
    /// Where a word is not understood or a place is not in the case.
    pub fn what_if(&self, text: &str) -> Result<Schedule, WhatIfError> {
        let mut schedule = self.schedule.clone();
        for part in text.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            for (lever, span) in self.levers(part)? {
                schedule.pull(lever, span)?;
            }
        }
        Ok(schedule)
    }

    fn levers(&self, text: &str) -> Result<Vec<(Lever, Span)>, WhatIfError> {
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
        let each = |queues: Vec<usize>, lever: &dyn Fn(usize) -> Lever| Ok(queues.into_iter().map(|q| (lever(q), span)).collect());
        match words.as_slice() {
            ["close", place] => each(self.queues_at(place)?, &|queue| Lever::Close { queue }),
            ["close", place, mode] => each(self.queues_by(place, mode)?, &|queue| Lever::Close { queue }),
            ["capacity", place, by] => {
                let factor = factor(by).ok_or_else(form)?;
                each(self.queues_at(place)?, &|queue| Lever::Capacity { queue, factor })
            }
            ["quota", place, people] => {
                let queues = self.queues_at(place)?;
                let people_per_day = people.parse::<f64>().map_err(|_| form())? / queues.len() as f64;
                each(queues, &|queue| Lever::Quota { queue, people_per_day })
            }
            ["open", place, mode] => each(self.queues_by(place, mode)?, &|queue| Lever::Open { queue }),
            ["demand", by] => {
                let factor = factor(by).ok_or_else(form)?;
                Ok((0..self.origins.len()).map(|origin| (Lever::Demand { origin, factor }, span)).collect())
            }
            ["ban", place, rest @ ..] => {
                let factor = match rest {
                    [] => 0.1,
                    [by] => factor(by).ok_or_else(form)?,
                    _ => return Err(form()),
                };
                let gate = self.queues_at(place)?.first().map(|q| self.network.queues()[*q].gate).ok_or_else(form)?;
                Ok(vec![(Lever::Policy { gate, factor }, span)])
            }
            _ => Err(form()),
        }
    }

    /// Whole days: `2022-09-28..2022-09-30`, both counted.
    fn span(&self, word: &str) -> Option<Span> {
        let day = |text: &str| text.parse::<Date>().ok().map(|d| self.hours_to(d));
        let (from, to) = word.split_once("..").unwrap_or((word, word));
        let from_h = if from.is_empty() { 0.0 } else { day(from)? };
        Some(Span { from_h, to_h: if to.is_empty() { f64::INFINITY } else { day(to)? + 24.0 } })
    }

    /// The queues of a gate or of a crossing.
    fn queues_at(&self, place: &str) -> Result<Vec<usize>, WhatIfError> {
        let held = |j: &usize| self.queues[*j].crossing.as_deref() == Some(place);
        let at: Vec<usize> = (0..self.queues.len()).filter(held).collect();
        if !at.is_empty() {
            return Ok(at);
        }
        match self.gates.iter().position(|g| g.id == place || g.name.eq_ignore_ascii_case(place)) {
            Some(gate) => Ok(self.network.queues_of(gate).collect()),
            None => {
                let crossings = self.queues.iter().filter_map(|q| q.crossing.as_deref());
                let mut known: Vec<&str> = self.gates.iter().map(|g| g.id.as_str()).chain(crossings).collect();
                known.dedup();
                Err(WhatIfError::Place { place: place.to_owned(), known: known.join(", ") })
            }
        }
    }

    fn queues_by(&self, place: &str, mode: &str) -> Result<Vec<usize>, WhatIfError> {
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
        let queues: Vec<usize> = self.queues_at(place)?.into_iter().filter(|j| self.queues[*j].mode == wanted).collect();
        if queues.is_empty() { Err(WhatIfError::Mode { mode: mode.to_owned(), place: place.to_owned() }) } else { Ok(queues) }
    }
}
