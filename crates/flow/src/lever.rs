//! Levers: what could be, or what was announced. They change the [`Schedule`] and nothing else, so that every system is run with and
//! without them on the same numbers.

use crate::schedule::Schedule;

/// When a lever is pulled, in hours; `to_h` may be infinite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// From.
    pub from_h: f64,
    /// To.
    pub to_h: f64,
}

/// One change. Any number of them combine, in the order given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lever {
    /// A queue does not work.
    Close {
        /// Which.
        queue: usize,
    },
    /// At most so many people a day pass.
    Quota {
        /// Which.
        queue: usize,
        /// People a day.
        people_per_day: f64,
    },
    /// Capacity is multiplied.
    Capacity {
        /// Which.
        queue: usize,
        /// By this, 0 or more.
        factor: f64,
    },
    /// Fewer or more decide to leave.
    Demand {
        /// From where.
        origin: usize,
        /// By this factor, 0 or more.
        factor: f64,
    },
    /// A mode that is shut opens, at its full capacity.
    Open {
        /// Which.
        queue: usize,
    },
    /// A gate becomes less or more attractive or allowed (a visa ban), for excess and ordinary travel alike.
    Policy {
        /// Which.
        gate: usize,
        /// By this factor, 0 or more.
        factor: f64,
    },
}

/// Why a lever cannot be pulled.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum LeverError {
    /// No such queue, gate or origin.
    #[error("a lever on {what} {index}, but there are {count}")]
    Nowhere {
        /// "queue", "gate" or "origin".
        what: &'static str,
        /// The index asked for.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// A negative or undefined size.
    #[error("a lever of size {0}: give a finite number, 0 or more")]
    Size(f64),
    /// A span that ends before it begins.
    #[error("a lever from hour {from_h} to hour {to_h}: it ends before it begins")]
    Span {
        /// From.
        from_h: f64,
        /// To.
        to_h: f64,
    },
}

impl Schedule {
    /// Pull a lever over a span.
    ///
    /// # Errors
    /// Where it names what is not there, or its size or span make no sense; the schedule is then as it was.
    pub fn pull(&mut self, lever: Lever, span: Span) -> Result<(), LeverError> {
        let (origins, gates, queues) = self.size();
        let (what, index, count, size) = match lever {
            Lever::Close { queue } | Lever::Open { queue } => ("queue", queue, queues, 1.0),
            Lever::Quota { queue, people_per_day } => ("queue", queue, queues, people_per_day),
            Lever::Capacity { queue, factor } => ("queue", queue, queues, factor),
            Lever::Demand { origin, factor } => ("origin", origin, origins, factor),
            Lever::Policy { gate, factor } => ("gate", gate, gates, factor),
        };
        if index >= count {
            return Err(LeverError::Nowhere { what, index, count });
        }
        if !size.is_finite() || size < 0.0 {
            return Err(LeverError::Size(size));
        }
        if span.from_h.is_nan() || span.to_h.is_nan() || span.from_h > span.to_h {
            return Err(LeverError::Span { from_h: span.from_h, to_h: span.to_h });
        }
        let grid = self.grid();
        let steps = grid.steps_in(span.from_h.max(0.0), span.to_h.min(grid.end_h()));
        match lever {
            Lever::Close { queue } => steps.for_each(|n| *self.queue_mut(n, queue).1 = 0.0),
            Lever::Capacity { queue, factor } => steps.for_each(|n| *self.queue_mut(n, queue).1 *= factor),
            Lever::Open { queue } => steps.for_each(|n| {
                let (open, work, _) = self.queue_mut(n, queue);
                (*open, *work) = (1.0, 1.0);
            }),
            Lever::Quota { queue, people_per_day } => {
                let day = grid.steps_per_day();
                let open: Vec<usize> =
                    (0..grid.days()).map(|d| (d * day..(d + 1) * day).filter(|&n| *self.queue_mut(n, queue).1 > 0.0).count()).collect();
                steps.for_each(|n| {
                    let most = people_per_day / open[grid.day_of(n)].max(1) as f64;
                    let quota = self.queue_mut(n, queue).2;
                    *quota = quota.min(most);
                });
            }
            Lever::Demand { origin, factor } => steps.for_each(|n| *self.demand_mut(n, origin) *= factor),
            Lever::Policy { gate, factor } => steps.for_each(|n| *self.policy_mut(n, gate) *= factor),
        }
        if what == "queue" {
            self.settle(index);
        }
        Ok(())
    }
}
