//! Planted lies: one claim made several times too large, and what that does to the fit.

use jiff::civil::Date;

use crate::figure::Figure;
use crate::outlook::Row;
use crate::posterior::Posterior;

/// What came of one lie.
#[derive(Debug, Clone, PartialEq)]
pub struct Lie {
    /// Which figure lied.
    pub figure: usize,
    /// How likely it is grossly wrong, in the eyes of the fit that was told it.
    pub gross: f64,
    /// The quantity it moved most, and by how many widths of that quantity's own 50 % interval.
    pub worst: Option<(Row, f64)>,
    /// How many quantities it moved by more than one such width, and how many there are.
    pub moved: (usize, usize),
}

impl Posterior {
    /// Fit again with one observation's figure times `factor`, and compare every modelled quantity of a day. Copies of the figure lie
    /// with it: they are one statement.
    #[must_use]
    pub fn lied_to(&self, figure: usize, factor: f64, day: Date) -> Lie {
        let lies = |n: usize| n == figure || self.copies_of(figure).any(|c| c == n);
        let told = |(n, f): (usize, &Figure)| if lies(n) { Figure { bounds: f.bounds.scaled(factor), ..f.clone() } } else { f.clone() };
        let figures = self.figures.iter().enumerate().map(told).collect();
        let other = Self::fit(self.system.clone(), figures, self.today, self.effort);
        let gross = other.leave_one_out().iter().find(|o| lies(o.figure)).map_or(f64::NAN, |o| o.gross);
        let (before, after) = (self.outlook(day, day, None, &[]), other.outlook(day, day, None, &[]));
        let mut worst: Option<(Row, f64)> = None;
        let (mut moved, count) = (0, before.len());
        for (a, b) in before.into_iter().zip(&after) {
            let (low, high) = a.believed.interval(50);
            let widths = (b.believed.median() - a.believed.median()).abs() / (high - low).max(1e-9);
            moved += usize::from(widths > 1.0);
            if worst.as_ref().is_none_or(|w| widths > w.1) {
                worst = Some((a, widths));
            }
        }
        Lie { figure, gross, worst, moved: (moved, count) }
    }
}
