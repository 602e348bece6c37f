//! Many looks at the same places of run after run, planned once.
//!
//! What is read of a run often goes to the same point of a curve many times: a day's end is the end of one window and the beginning of
//! another, a queue is looked at for its length, its vehicles and its people. A plan runs through all that will be read, notes every look
//! and gives those that are alike one place; then each run is read once a place, in the order of queues and times. Whoever reads must do
//! so in the same order every time, whatever the numbers are; a reader of another order is told other numbers.

use std::cell::{Cell, RefCell};

use crate::counts::Counts;
use crate::curves::Curves;
use crate::lane::{Lane, splat};
use crate::network::Grid;

/// Which count is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Arrived,
    Departed,
    Excess,
    Came,
}

/// One look: at which queue, which count, at what time in hours.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    queue: usize,
    what: What,
    t_h: f64,
}

/// The plan of everything that is read of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Looks {
    grid: Grid,
    places: Vec<Look>,
    /// Look by look in the order of reading, its place.
    order: Vec<usize>,
}

impl Looks {
    /// Plan what `read` reads.
    #[must_use]
    pub fn plan(grid: Grid, read: impl FnOnce(&dyn Counts)) -> Self {
        let notes = Notes { grid, looks: RefCell::new(Vec::new()) };
        read(&notes);
        let looks = notes.looks.into_inner();
        let mut places = looks.clone();
        places.sort_by(|a, b| a.queue.cmp(&b.queue).then(a.what.cmp(&b.what)).then(a.t_h.total_cmp(&b.t_h)));
        places.dedup_by(|a, b| a.queue == b.queue && a.what == b.what && a.t_h.to_bits() == b.t_h.to_bits());
        let key = |l: &Look| (l.queue, l.what, l.t_h);
        let find = |look: &Look| {
            let (queue, what, t_h) = key(look);
            places.partition_point(|p| p.queue.cmp(&queue).then(p.what.cmp(&what)).then(p.t_h.total_cmp(&t_h)).is_lt())
        };
        let order = looks.iter().map(find).collect();
        Self { grid, places, order }
    }

    /// Look at every place of a run; `found` is overwritten.
    pub fn look(&self, curves: &Curves, found: &mut Vec<Lane>) {
        found.clear();
        found.extend(self.places.iter().map(|p| match p.what {
            What::Arrived => curves.arrived(p.queue, p.t_h),
            What::Departed => curves.departed(p.queue, p.t_h),
            What::Excess => curves.departed_excess(p.queue, p.t_h),
            What::Came => curves.came_h(p.queue, p.t_h),
        }));
    }

    /// What was found, for the reader that the plan was made with.
    #[must_use]
    pub fn found<'a>(&'a self, found: &'a [Lane]) -> Found<'a> {
        Found { looks: self, found, next: Cell::new(0) }
    }
}

/// Counts looked up before, given out in the order of the plan.
#[derive(Debug)]
pub struct Found<'a> {
    looks: &'a Looks,
    found: &'a [Lane],
    next: Cell<usize>,
}

impl Found<'_> {
    #[inline(always)]
    fn next(&self) -> Lane {
        let at = self.next.get();
        self.next.set(at + 1);
        self.found[self.looks.order[at]]
    }
}

impl Counts for Found<'_> {
    fn grid(&self) -> Grid {
        self.looks.grid
    }

    fn arrived(&self, _: usize, _: f64) -> Lane {
        self.next()
    }

    fn departed(&self, _: usize, _: f64) -> Lane {
        self.next()
    }

    fn departed_excess(&self, _: usize, _: f64) -> Lane {
        self.next()
    }

    fn came_h(&self, _: usize, _: f64) -> Lane {
        self.next()
    }
}

/// Takes notes of what is looked at, and finds nothing there.
struct Notes {
    grid: Grid,
    looks: RefCell<Vec<Look>>,
}

impl Notes {
    fn note(&self, queue: usize, what: What, t_h: f64) -> Lane {
        self.looks.borrow_mut().push(Look { queue, what, t_h });
        splat(0.0)
    }
}

impl Counts for Notes {
    fn grid(&self) -> Grid {
        self.grid
    }

    fn arrived(&self, queue: usize, t_h: f64) -> Lane {
        self.note(queue, What::Arrived, t_h)
    }

    fn departed(&self, queue: usize, t_h: f64) -> Lane {
        self.note(queue, What::Departed, t_h)
    }

    fn departed_excess(&self, queue: usize, t_h: f64) -> Lane {
        self.note(queue, What::Excess, t_h)
    }

    fn came_h(&self, queue: usize, t_h: f64) -> Lane {
        self.note(queue, What::Came, t_h)
    }
}
