//! Who keeps the fits: waits for the ledger to change and to rest, fits on a thread of its own, and tells.

use std::sync::Arc;
use std::time::{Duration, Instant};

use exode::Languages;
use exode::claim::Event;
use exode::fit::{Figure, Listener, Posterior, System, with_events};
use exode::model::{Model, standing_day};
use jiff::ToSpan as _;
use tokio::sync::{oneshot, watch};

use super::{Fit, FitOptions, Fits, Work};
use crate::people::Role;
use crate::room::Room;
use crate::snapshot::Snapshot;

/// Nothing may have changed for so long before a fit begins: whoever decides claim after claim does not start one each time.
const REST: Duration = Duration::from_secs(3);
/// The share of a fit's time that goes into sampling; the rest is what pages show of it.
const SAMPLED: f64 = 0.9;
/// However busy the ledger is, a fit begins after so long.
const AT_LAST: Duration = Duration::from_secs(120);

/// Fit now, and whenever the ledger has changed, until the server stops. A fit that runs then is left alone: the process ends without it.
pub(crate) async fn keep(
    fits: Arc<Fits>,
    room: Arc<Room>,
    languages: Languages<'static>,
    now: fn() -> String,
    mut stop: watch::Receiver<bool>,
) {
    let mut changes = room.changes();
    // Nothing can be fitted before the first snapshot is made.
    tokio::select! {
        made = changes.wait_for(|number| *number > 0) => if made.is_err() { return },
        _ = stop.changed() => return,
    }
    loop {
        changes.borrow_and_update();
        fits.percent.send_replace(0);
        fits.set(|state| state.work = Work::Fitting(now()));
        let (send, done) = oneshot::channel();
        let (open, all, told) = (room.snapshot(Role::Reader), room.snapshot(Role::Admin), fits.clone());
        let room = room.clone();
        // A thread that cannot be made, or panics, lets go of its end: the fit broke off.
        let _ = std::thread::Builder::new().name("fit".to_owned()).spawn(move || {
            let events = room.events(languages).map_err(|e| e.to_string());
            let _ = send.send(events.and_then(|events| both(&open, &all, &events, &told, now)));
        });
        let fitted = tokio::select! {
            fitted = done => fitted.unwrap_or_else(|_| Err("the fit broke off".to_owned())),
            _ = stop.changed() => return,
        };
        fits.set(|state| match fitted {
            Ok((open, all)) => (state.open, state.all, state.work) = (Some(open), Some(all), Work::Resting),
            Err(why) => state.work = Work::Failed(why),
        });
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            _ = stop.changed() => return,
        }
        let until = Instant::now() + AT_LAST;
        while Instant::now() < until {
            tokio::select! {
                changed = changes.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(REST) => break,
                _ = stop.changed() => return,
            }
        }
    }
}

/// The fit for readers and that for everybody else; one and the same where nothing is withheld.
fn both(
    open: &Arc<Snapshot>,
    all: &Arc<Snapshot>,
    events: &[Event],
    fits: &Fits,
    now: fn() -> String,
) -> Result<(Arc<Fit>, Arc<Fit>), String> {
    let options = &fits.options;
    if Arc::ptr_eq(open, all) {
        let whole = Arc::new(fit(all, events, options, now, &|share| fits.advance(share * SAMPLED))?);
        return Ok((whole.clone(), whole));
    }
    let whole = Arc::new(fit(all, events, options, now, &|share| fits.advance(share * SAMPLED / 2.0))?);
    Ok((Arc::new(fit(open, events, options, now, &|share| fits.advance(0.5 + share * SAMPLED / 2.0))?), whole))
}

/// Fit the claims of a moment, and the events that public reports tell, as `exode brief --case` does.
fn fit(
    snapshot: &Arc<Snapshot>,
    events: &[Event],
    options: &FitOptions,
    now: fn() -> String,
    listener: Listener<'_>,
) -> Result<Fit, String> {
    let began = Instant::now();
    let evidence = &snapshot.evidence;
    let figures: Vec<Figure> = evidence.rows.iter().map(|r| Figure::of(&r.claim, evidence.reports[r.report].published)).collect();
    let case = &options.case;
    let today = standing_day(case, &figures).ok_or("no report has a date yet, so there is no day to stand on")?;
    let last = today.saturating_add(options.days.days());
    let days = (case.hours_to(last) / 24.0 + 1.0).max(0.0) as usize;
    let (eventful, taken) = with_events(case, events);
    let system = System::new(&eventful.lasting(days), 1.0).map_err(|e| e.to_string())?;
    let posterior = Posterior::fit_heard(system, figures, None, options.effort, listener);
    let modelled =
        Model::new(&posterior, evidence).with_events(&taken).modelled(case, today, options.days, &[]).map_err(|e| e.to_string())?;
    Ok(Fit { snapshot: snapshot.clone(), posterior, modelled, made: now(), took: began.elapsed() })
}
