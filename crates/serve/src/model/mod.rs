//! The model beside the ledger: fitted in the background, anew when the ledger has changed and then rests; the last good fit stays until
//! the next is there. Readers have a fit of their own, made of what may be published, so that no number tells them of more.

mod keeper;
mod levers;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use exode::case::Case;
use exode::fit::{Effort, Posterior};
use exode::modelled::{Modelled, ModelledGate};
use jiff::civil::Date;
use tokio::sync::watch;

use crate::people::Role;
use crate::snapshot::Snapshot;

pub(crate) use keeper::keep;
pub(crate) use levers::{Levers, MOST};

/// What is fitted, and how.
#[derive(Debug, Clone)]
pub struct FitOptions {
    /// The case: its borders and what is known of them beforehand.
    pub case: Case,
    /// Days of forecast.
    pub days: i64,
    /// How a fit is made.
    pub effort: Effort,
}

/// A fit with what it was made of. It never changes.
#[derive(Debug)]
pub(crate) struct Fit {
    /// The moment of the ledger it was fitted to; indices of statements are its.
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) posterior: Posterior,
    pub(crate) modelled: Modelled,
    /// When it was done, RFC 3339.
    pub(crate) made: String,
    pub(crate) took: Duration,
}

impl Fit {
    /// The gate of that id, with its number.
    pub(crate) fn gate(&self, id: &str) -> Option<(usize, &ModelledGate)> {
        let n = self.posterior.system.gates().position(|(own, _)| own == id)?;
        Some((n, self.modelled.gates.get(n)?))
    }

    /// Ids of the gates, in the order of `modelled.gates`.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.posterior.system.gates().map(|(id, _)| id).collect()
    }

    /// The gates that levers can pull at: number, and the name by which a lever finds it.
    pub(crate) fn places(&self) -> Vec<(usize, &str)> {
        let system = &self.posterior.system;
        let found = |n: usize| Some((n, system.place_of_gate(n).filter(|_| system.leads_somewhere(n))?));
        (0..self.modelled.gates.len()).filter_map(found).collect()
    }

    /// Whether every claim it was made of still stands in `now`.
    fn knows_no_more_than(&self, now: &Snapshot) -> bool {
        self.snapshot.number == now.number || self.snapshot.evidence.rows.iter().all(|r| now.row(r.claim.id).is_some())
    }

    /// The days it shows.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        let days = &self.modelled.gates.iter().find_map(|g| g.series.first())?.days;
        Some((days.first()?.day, days.last()?.day))
    }
}

/// What the keeper of the fits is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Work {
    /// Nothing: the fits are of the moment shown, or wait for the ledger to rest.
    Resting,
    /// Fitting, since then (RFC 3339); how far that is tells [`Fits::percent`].
    Fitting(String),
    /// The last attempt failed, and why.
    Failed(String),
}

/// The fits as they are now.
#[derive(Debug)]
struct State {
    open: Option<Arc<Fit>>,
    all: Option<Arc<Fit>>,
    work: Work,
}

/// The fits of a running server.
#[derive(Debug)]
pub(crate) struct Fits {
    options: FitOptions,
    state: Mutex<State>,
    changed: watch::Sender<u64>,
    /// Of the fit being made, in percent.
    percent: watch::Sender<u8>,
}

impl Fits {
    /// None yet.
    pub(crate) fn new(options: FitOptions) -> Self {
        let state = State { open: None, all: None, work: Work::Resting };
        Self { options, state: Mutex::new(state), changed: watch::Sender::new(0), percent: watch::Sender::new(0) }
    }

    /// What somebody of that role is shown who is answered from `now`, and what is being done. Readers are shown no fit that knows of a
    /// claim they are not to see any more: they wait for the next.
    pub(crate) fn shown(&self, role: Role, now: &Snapshot) -> (Option<Arc<Fit>>, Work) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (fit, work) = (if role == Role::Reader { state.open.clone() } else { state.all.clone() }, state.work.clone());
        drop(state);
        (fit.filter(|f| role != Role::Reader || f.knows_no_more_than(now)), work)
    }

    /// A number that grows whenever there is something new to say.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// The number of what there is to say now.
    pub(crate) fn number(&self) -> u64 {
        *self.changed.borrow()
    }

    /// How much of the fit that is being made is done, in percent; an estimate that never falls.
    pub(crate) fn percent(&self) -> u8 {
        *self.percent.borrow()
    }

    /// The same, for whoever waits for it to grow.
    pub(crate) fn percents(&self) -> watch::Receiver<u8> {
        self.percent.subscribe()
    }

    /// A share of the fit being made is done.
    fn advance(&self, share: f64) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
        let percent = (share.clamp(0.0, 1.0) * 100.0) as u8;
        self.percent.send_if_modified(|known| std::mem::replace(known, percent.max(*known)) < percent);
    }

    fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.send_modify(|n| *n += 1);
    }
}
