//! Two clocks: the wall, and the processor time of this thread.

use std::time::{Duration, Instant};

use nix::time::{ClockId, clock_gettime};
use serde::Serialize;

/// How long something took.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Took {
    /// Seconds on the wall.
    pub(crate) wall: f64,
    /// Processor seconds of the calling thread; other programs do not add to them.
    pub(crate) cpu: f64,
}

fn thread_cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).map(Duration::from).unwrap_or_default()
}

/// Processor time of all threads of this process.
pub(crate) fn process_cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).map(Duration::from).unwrap_or_default()
}

/// Time `work` on this thread.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let (wall, cpu) = (Instant::now(), thread_cpu());
    let out = work();
    let cpu = thread_cpu().saturating_sub(cpu).as_secs_f64();
    (out, Took { wall: wall.elapsed().as_secs_f64(), cpu })
}

/// The middle, least and greatest of some numbers.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
}

impl Spread {
    pub(crate) fn of(numbers: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = numbers.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let at = |i: usize| sorted.get(i).copied().unwrap_or(f64::NAN);
        let (n, half) = (sorted.len(), sorted.len() / 2);
        let median = if n % 2 == 1 { at(half) } else { (at(half.wrapping_sub(1)) + at(half)) / 2.0 };
        Self { median, min: at(0), max: at(n.wrapping_sub(1)) }
    }
}
