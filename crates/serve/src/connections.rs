//! How many may be connected at once. When the room is full, whoever was silent longest makes room for a newcomer: a thousand idle
//! connections cannot keep anybody out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// The connections of a server.
#[derive(Debug)]
pub(crate) struct Connections {
    most: usize,
    lines: Mutex<Lines>,
}

#[derive(Debug, Default)]
struct Lines {
    /// The next number given out.
    next: u64,
    /// The silent ones by the moment they fell silent, as a number that grows.
    silent: BTreeMap<u64, Arc<Notify>>,
    /// How many there are, silent or not.
    all: usize,
}

/// One connection's place among them; it is given back when dropped.
#[derive(Debug)]
pub(crate) struct Line {
    connections: Arc<Connections>,
    /// Its number among the silent ones; `None` while a request is answered.
    silent: Option<u64>,
    leave: Arc<Notify>,
}

impl Connections {
    /// Room for `most`.
    pub(crate) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, lines: Mutex::default() })
    }

    /// A place for a newcomer, if need be that of the one silent longest; `None` where all are busy.
    pub(crate) fn enter(self: &Arc<Self>) -> Option<Line> {
        let mut lines = self.lines();
        if lines.all >= self.most {
            let (_, oldest) = lines.silent.pop_first()?;
            lines.all -= 1;
            oldest.notify_one();
        }
        lines.all += 1;
        let leave = Arc::new(Notify::new());
        let number = lines.fall_silent(&leave);
        Some(Line { connections: self.clone(), silent: Some(number), leave })
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    fn fall_silent(&mut self, leave: &Arc<Notify>) -> u64 {
        self.next += 1;
        self.silent.insert(self.next, leave.clone());
        self.next
    }
}

impl Line {
    /// What tells this connection to go.
    pub(crate) fn leave(&self) -> Arc<Notify> {
        self.leave.clone()
    }

    /// A request came in: the connection keeps its place until [`Line::rest`].
    pub(crate) fn work(&mut self) {
        if let Some(number) = self.silent.take() {
            let mut lines = self.connections.lines();
            if lines.silent.remove(&number).is_none() {
                lines.all += 1; // told to go while its request came in: it counts until it is gone
            }
        }
    }

    /// The request is answered.
    pub(crate) fn rest(&mut self) {
        if self.silent.is_none() {
            self.silent = Some(self.connections.lines().fall_silent(&self.leave));
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let mut lines = self.connections.lines();
        match self.silent {
            Some(number) if lines.silent.remove(&number).is_none() => {} // its place was given away already
            _ => lines.all = lines.all.saturating_sub(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_silent_make_room_and_the_busy_do_not() {
        let room = Connections::new(2);
        let mut busy = room.enter().unwrap();
        busy.work();
        let silent = room.enter().unwrap();
        let mut third = room.enter().expect("the silent one goes");
        third.work();
        assert!(room.enter().is_none(), "both are busy");
        drop(silent);
        assert!(room.enter().is_none(), "its place was given away already");
        busy.rest();
        let fourth = room.enter().expect("the first one is silent now");
        drop((busy, third, fourth));
        let all: Vec<Line> = (0..2).filter_map(|_| room.enter()).collect();
        assert_eq!((all.len(), room.lines().all), (2, 2), "every place came back");
    }
}
