//! Telephone numbers: no figures, and nobody's to be shown.

use exode_text::{Gap, Kind};

use crate::view::View;

/// Where the telephone number that begins with the digits at `at` ends; `None` where they begin none.
///
/// What it reads: "+33 6 12 34 56 78", "06 12 34 56 78", "0612345678", "+995 555-12-34-56", "555-123-4567".
/// What it refuses: "+300 000", "06.12.2022", a year and a day.
pub(crate) fn telephone(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let glued = |i: usize| i > 0 && i < limit && view.gap(i) == Gap::None;
    let first = view.word(at);
    let plus = glued(at) && view.word(at - 1) == "+";
    let trunk = first.starts_with('0') && first.len() >= 2;
    if trunk && first.len() == 10 || (plus && first.len() >= 10) {
        return Some(at + 1);
    }
    let mut end = at + 1;
    let (mut lengths, mut thousands, mut dashed) = (vec![first.len()], true, true);
    while end < limit {
        let sep = usize::from(matches!(view.word(end), "-" | "." | "/") && glued(end));
        let next = end + sep;
        let joined = next < limit && view.kind(next) == Kind::Digits && (sep == 0 || glued(next));
        if !joined || (sep == 0 && view.gap(next) == Gap::Line) {
            break;
        }
        thousands &= view.word(next).len() == 3;
        dashed &= sep == 1;
        lengths.push(view.word(next).len());
        end = next + 1;
    }
    let groups = lengths.len();
    let long = if plus { groups >= 2 && !thousands } else { trunk && groups >= 4 };
    (long || dashed && lengths == [3, 3, 4]).then_some(end)
}
