//! How far a fit is, for whoever waits. Nothing that is fitted depends on it.

use std::sync::Mutex;

/// Told the share of a fit that is done, from 0 to 1, whenever it has grown; from any thread of the fit. It is an estimate: how often the
/// power of the likelihood has still to grow is judged by how fast it grew so far.
pub type Listener<'a> = &'a (dyn Fn(f64) + Sync);

/// Growths of the power that are expected before any was seen.
const EXPECTED: f64 = 10.0;

/// The shares of runs that go on side by side, told as one.
pub(crate) struct Progress<'a> {
    listener: Listener<'a>,
    /// Of each run, from 0 to 1.
    shares: Mutex<Vec<f64>>,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(listener: Listener<'a>, runs: usize) -> Self {
        Self { listener, shares: Mutex::new(vec![0.0; runs]) }
    }

    /// What a run tells by.
    pub(crate) fn of_run(&'a self, run: usize, moves: (usize, usize)) -> Meter<'a> {
        Meter { progress: self, run, moves, power: 0.0, next: 0.0, done: 0.0, ahead: 0.0 }
    }

    fn tell(&self, run: usize, share: f64) {
        // A listener that panicked elsewhere costs the word about progress, not the fit.
        let Ok(mut shares) = self.shares.lock() else { return };
        let before: f64 = shares.iter().sum();
        shares[run] = shares[run].max(share.clamp(0.0, 1.0));
        let (now, runs) = (shares.iter().sum::<f64>(), shares.len() as f64);
        if now > before {
            (self.listener)(now / runs);
        }
    }
}

/// How far one run is.
pub(crate) struct Meter<'a> {
    progress: &'a Progress<'a>,
    run: usize,
    /// After each growth of the power, and after the last.
    moves: (usize, usize),
    power: f64,
    next: f64,
    /// Moves made, and those still expected after the ones at this power.
    done: f64,
    ahead: f64,
}

impl Meter<'_> {
    /// The power has grown to `power`; so many moves follow.
    pub(crate) fn grown(&mut self, power: f64, moves: usize) {
        let growths = match (power, self.power) {
            (1.0.., _) => 0.0,
            (_, 0.0) => EXPECTED,
            (power, before) => (-libm::log(power) / libm::log(power / before)).max(1.0),
        };
        self.power = power;
        let last = if power < 1.0 { self.moves.1 as f64 } else { 0.0 };
        self.ahead = (growths - 1.0).max(0.0) * self.moves.0 as f64 + last;
        self.next = moves as f64;
    }

    /// One of them was made.
    pub(crate) fn moved(&mut self) {
        self.done += 1.0;
        self.next = (self.next - 1.0).max(0.0);
        self.progress.tell(self.run, self.done / (self.done + self.next + self.ahead));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_grows_from_the_first_move_to_the_last_of_the_last_run() {
        let heard = Mutex::new(Vec::new());
        let listener = |share: f64| heard.lock().unwrap().push(share);
        let progress = Progress::new(&listener, 2);
        for run in 0..2 {
            let mut meter = progress.of_run(run, (4, 6));
            for power in [0.001, 0.004, 0.02, 0.3, 1.0] {
                let moves = if power < 1.0 { 4 } else { 6 };
                meter.grown(power, moves);
                (0..moves).for_each(|_| meter.moved());
            }
        }
        let heard = heard.into_inner().unwrap();
        assert!(heard.is_sorted() && heard[0] > 0.0 && heard[0] < 0.1, "{heard:?}");
        assert_eq!(heard.last(), Some(&1.0));
        assert!(heard.iter().any(|s| *s > 0.2 && *s < 0.4) && heard.contains(&0.5), "{heard:?}");
    }
}
