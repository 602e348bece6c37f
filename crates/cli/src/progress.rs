//! A line of progress on long work, only where standard error is a terminal.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Shows how far the work is.
pub(crate) struct Progress {
    shown: bool,
    began: Instant,
    last: Instant,
    unit: &'static str,
}

impl Progress {
    /// Progress counted in `unit`.
    pub(crate) fn new(unit: &'static str) -> Self {
        let now = Instant::now();
        Self { shown: false, began: now, last: now, unit }
    }

    /// `done` of `all` (0 where unknown) are done.
    pub(crate) fn at(&mut self, done: usize, all: usize) {
        let now = Instant::now();
        let due = now - self.began > Duration::from_millis(700) && now - self.last > Duration::from_millis(120);
        if !due || !std::io::stderr().is_terminal() {
            return;
        }
        self.last = now;
        self.shown = true;
        let of = if all > 0 { format!("{done} of {all}") } else { done.to_string() };
        let _ = write!(std::io::stderr(), "\r\x1b[Kexode: read {of} {}, {:.0} s", self.unit, (now - self.began).as_secs_f32());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
