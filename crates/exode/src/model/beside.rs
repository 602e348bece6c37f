//! One what-if beside the baseline, from a fit that was made before: nothing is fitted again.

use exode_fit::{Posterior, WhatIfError};
use exode_report::modelled::{Band, DayBand};
use jiff::civil::Date;

use super::told;

/// A quantity of a gate, as it goes and with the change.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Id of the gate.
    pub gate: String,
    /// Name of the gate.
    pub name: String,
    /// What, as in [`exode_report::modelled::ModelledSeries::code`].
    pub code: &'static str,
    /// Its unit, in words.
    pub unit: &'static str,
    /// As it goes, day by day.
    pub baseline: Vec<DayBand>,
    /// With the change; the same days.
    pub with: Vec<DayBand>,
    /// The difference, taken system by system, so that it is surer than the levels.
    pub change: Vec<DayBand>,
}

impl Beside {
    /// The day on which the median differs most, with the baseline, what would be, and the difference; the last day where none differs.
    #[must_use]
    pub fn widest(&self) -> Option<(Date, [Band; 3])> {
        let most = |a: &usize, b: &usize| {
            let size = |n: usize| self.change[n].band.median.abs();
            size(*a).total_cmp(&size(*b)).then(a.cmp(b))
        };
        let n = (0..self.change.len()).max_by(most)?;
        Some((self.change[n].day, [self.baseline.get(n)?.band, self.with.get(n)?.band, self.change[n].band]))
    }
}

/// Every quantity of every gate with a border to queue at, from `first` to `last`, beside `levers` (as `exode whatif` takes them, parted
/// by semicolons; an empty text changes nothing).
///
/// # Errors
/// Where a lever is none, or its place is not in the case.
pub fn beside(posterior: &Posterior, levers: &str, first: Date, last: Date) -> Result<Vec<Beside>, WhatIfError> {
    let system = &posterior.system;
    let what_if = system.what_if(levers)?;
    let mut out: Vec<Beside> = Vec::new();
    for row in posterior.outlook(first, last, Some(&what_if), &[]) {
        let Some((n, (_, name))) = system.gates().enumerate().find(|(_, g)| g.0 == row.place) else { continue };
        let Some((with, change)) = row.with.filter(|_| system.leads_somewhere(n)) else { continue };
        if told::quantity(row.quantity).is_none() {
            continue;
        }
        let known = out.iter().position(|b| b.gate == row.place && b.code == row.quantity);
        let at = known.unwrap_or_else(|| {
            out.push(Beside {
                gate: row.place.clone(),
                name: name.to_owned(),
                code: row.quantity,
                unit: row.unit,
                baseline: Vec::new(),
                with: Vec::new(),
                change: Vec::new(),
            });
            out.len() - 1
        });
        let day = |believed: &exode_fit::Believed| DayBand { day: row.day, band: told::band(believed) };
        out[at].baseline.push(day(&row.believed));
        out[at].with.push(day(&with));
        out[at].change.push(day(&change));
    }
    Ok(out)
}
