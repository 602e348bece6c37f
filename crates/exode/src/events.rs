//! What changed at borders, out of the texts of a ledger.

use exode_claim::Event;
use exode_ledger::Sensitivity;
use exode_store::{Kept, Store, StoreError};
use jiff::civil::Date;
use rayon::prelude::*;

use crate::adding::kept_document;
use crate::{BATCH, Languages, read};

/// The dated changes that the public reports of a ledger tell, of those published until a day; reports without a date are counted in. The
/// texts are read again: a ledger keeps claims.
///
/// # Errors
/// Where the ledger's file fails.
pub fn events(store: &Store, languages: Languages<'_>, until: Option<Date>) -> Result<Vec<Event>, StoreError> {
    let (mut out, mut waiting) = (Vec::new(), Vec::new());
    let mut drain = |waiting: &mut Vec<Kept>| {
        let told: Vec<Vec<Event>> = waiting.par_iter().map(|kept| read(&kept_document(kept), languages).events).collect();
        out.extend(told.into_iter().flatten().filter(|e| until.is_none_or(|day| e.published.is_none_or(|p| p <= day))));
        waiting.clear();
    };
    store.each_text(|kept, level| {
        // An event would show that a withheld report exists.
        if level == Sensitivity::Public {
            waiting.push(kept);
        }
        if waiting.len() >= BATCH {
            drain(&mut waiting);
        }
    })?;
    drain(&mut waiting);
    Ok(out)
}
