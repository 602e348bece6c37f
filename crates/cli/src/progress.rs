//! A line of progress on long work, only where standard error is a terminal.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
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

/// Shows that work goes on that is done elsewhere, and how far it is as soon as that is told.
pub(crate) struct Waiting {
    /// Dropped when the work is done.
    done: Option<Sender<()>>,
    shown: Option<JoinHandle<()>>,
    /// Percent of it that are done; 0 where nobody told.
    percent: Arc<AtomicU8>,
}

impl Waiting {
    /// Until it is dropped.
    pub(crate) fn for_work(what: String) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { done: None, shown: None, percent: Arc::default() };
        }
        let (done, until) = channel();
        let (began, percent) = (Instant::now(), Arc::new(AtomicU8::new(0)));
        let told = percent.clone();
        let shown = std::thread::spawn(move || {
            while until.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
                let share = match told.load(Ordering::Relaxed) {
                    0 => String::new(),
                    percent => format!(", {percent} %"),
                };
                let _ = write!(std::io::stderr(), "\r\x1b[Kexode: {what}{share}, {:.0} s", began.elapsed().as_secs_f32());
            }
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        });
        Self { done: Some(done), shown: Some(shown), percent }
    }

    /// A share of it is done, from 0 to 1.
    pub(crate) fn at(&self, share: f64) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
        self.percent.store((share.clamp(0.0, 1.0) * 100.0) as u8, Ordering::Relaxed);
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(shown) = self.shown.take() {
            // A line that could not be shown costs nothing.
            let _ = shown.join();
        }
    }
}
