//! What is connected to what, and the grid of time.

use std::ops::Range;

/// A way from an origin to a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// Index of the origin.
    pub origin: usize,
    /// Index of the gate.
    pub gate: usize,
}

/// One queue: a crossing and a mode (cars, on foot, trucks).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queue {
    /// The gate it belongs to.
    pub gate: usize,
    /// The queue of the same gate that takes its people while this mode is not open; `None`: they queue here and wait.
    pub otherwise: Option<usize>,
}

/// Time: steps of equal length, whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    days: usize,
    steps_per_day: usize,
}

impl Grid {
    /// `days` days of `steps_per_day` steps (24: hourly).
    ///
    /// # Errors
    /// Where either is zero, or the grid has more than a million steps.
    pub fn new(days: usize, steps_per_day: usize) -> Result<Self, NetworkError> {
        if days == 0 || steps_per_day == 0 || days.saturating_mul(steps_per_day) > 1_000_000 {
            return Err(NetworkError::Grid { days, steps_per_day });
        }
        Ok(Self { days, steps_per_day })
    }

    /// Days in all.
    #[must_use]
    pub fn days(self) -> usize {
        self.days
    }

    /// Steps in a day.
    #[must_use]
    pub fn steps_per_day(self) -> usize {
        self.steps_per_day
    }

    /// Steps in all.
    #[must_use]
    pub fn steps(self) -> usize {
        self.days * self.steps_per_day
    }

    /// Length of a step in hours.
    #[must_use]
    pub fn step_h(self) -> f64 {
        24.0 / self.steps_per_day as f64
    }

    /// The end of the last step in hours.
    #[must_use]
    pub fn end_h(self) -> f64 {
        self.days as f64 * 24.0
    }

    /// The day of a step.
    #[must_use]
    pub fn day_of(self, step: usize) -> usize {
        step / self.steps_per_day
    }

    /// The steps whose middle lies in a span of hours.
    #[must_use]
    pub fn steps_in(self, from_h: f64, to_h: f64) -> Range<usize> {
        let at = |h: f64| ((h / self.step_h() - 0.5).ceil().max(0.0) as usize).min(self.steps());
        let (a, b) = (at(from_h), at(to_h));
        a..b.max(a)
    }
}

/// Why a network cannot be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// A grid without steps, or with too many.
    #[error("{days} days of {steps_per_day} steps: give at least one of each and at most a million steps in all")]
    Grid {
        /// Days asked for.
        days: usize,
        /// Steps a day asked for.
        steps_per_day: usize,
    },
    /// A route from or to what is not there, or out of the order of its origins.
    #[error("route {0} leads from or to nowhere: routes stand in the order of their origins and name gates that exist")]
    Route(usize),
    /// A queue of no gate, out of the order of gates, or with an `otherwise` outside its gate.
    #[error("queue {0} belongs to no gate: queues stand in the order of their gates, and `otherwise` names another queue of the gate")]
    Queue(usize),
    /// A gate without a queue.
    #[error("gate {0} has no queue: give it one, of unlimited capacity where nothing holds people up")]
    Bare(usize),
    /// An origin nobody can leave.
    #[error("origin {0} has no route")]
    Locked(usize),
}

/// Origins, routes, gates and queues, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    routes: Vec<Route>,
    queues: Vec<Queue>,
    routes_of: Vec<Range<usize>>,
    queues_of: Vec<Range<usize>>,
}

impl Network {
    /// A network of so many origins and gates. Routes stand in the order of their origins, queues in that of their gates.
    ///
    /// # Errors
    /// Where an index leads nowhere, an order is broken, a gate has no queue or an origin no route.
    pub fn new(origins: usize, gates: usize, routes: Vec<Route>, queues: Vec<Queue>) -> Result<Self, NetworkError> {
        let mut last = 0;
        for (n, r) in routes.iter().enumerate() {
            if r.origin >= origins || r.gate >= gates || r.origin < last {
                return Err(NetworkError::Route(n));
            }
            last = r.origin;
        }
        last = 0;
        for (n, q) in queues.iter().enumerate() {
            let astray = q.otherwise.is_some_and(|o| o == n || queues.get(o).is_none_or(|o| o.gate != q.gate || o.otherwise.is_some()));
            if q.gate >= gates || q.gate < last || astray {
                return Err(NetworkError::Queue(n));
            }
            last = q.gate;
        }
        let span = |len: usize, of: &dyn Fn(usize) -> usize, i: usize| {
            let start = (0..len).take_while(|&n| of(n) < i).count();
            start..start + (start..len).take_while(|&n| of(n) == i).count()
        };
        let routes_of: Vec<_> = (0..origins).map(|o| span(routes.len(), &|n| routes[n].origin, o)).collect();
        let queues_of: Vec<_> = (0..gates).map(|g| span(queues.len(), &|n| queues[n].gate, g)).collect();
        if let Some(o) = routes_of.iter().position(Range::is_empty) {
            return Err(NetworkError::Locked(o));
        }
        if let Some(g) = queues_of.iter().position(Range::is_empty) {
            return Err(NetworkError::Bare(g));
        }
        Ok(Self { routes, queues, routes_of, queues_of })
    }

    /// How many origins.
    #[must_use]
    pub fn origins(&self) -> usize {
        self.routes_of.len()
    }

    /// How many gates.
    #[must_use]
    pub fn gates(&self) -> usize {
        self.queues_of.len()
    }

    /// Every route, in the order of origins.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Every queue, in the order of gates.
    #[must_use]
    pub fn queues(&self) -> &[Queue] {
        &self.queues
    }

    /// The routes of an origin.
    #[must_use]
    pub fn routes_of(&self, origin: usize) -> Range<usize> {
        self.routes_of[origin].clone()
    }

    /// The queues of a gate.
    #[must_use]
    pub fn queues_of(&self, gate: usize) -> Range<usize> {
        self.queues_of[gate].clone()
    }
}
