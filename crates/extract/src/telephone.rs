//! Telephone numbers: no figures, and nobody's to be shown.

use exode_text::{Gap, Kind};

use crate::contact::dialled;
use crate::view::View;

/// Groups of digits by which numbers are written in some country, and figures are not: groups of two or four behind groups of three.
const NATIONAL: &[&[usize]] = &[&[1, 3, 3, 2, 2], &[1, 3, 3, 4], &[3, 3, 2, 2], &[3, 3, 4], &[1, 3, 7], &[3, 7]];
/// Fewest digits of a number that a word announces ("phone 5 551 234").
const ANNOUNCED: usize = 7;
/// Most digits of any number, by ITU-T E.164.
const LONGEST: usize = 15;

/// Where the telephone number that begins with the digits at `at` ends; `None` where they begin none.
///
/// What it reads: "+33 6 12 34 56 78", "06 12 34 56 78", "0612345678", "+995 555-12-34-56", "8 (921) 555 12 34", "555-123-4567", and
/// behind a word like "phone" any seven digits in groups. What it refuses: "+300 000", "06.12.2022", a year and a day, "8 921 555".
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
    let mut bracket = at > 0 && view.word(at - 1) == "(" && view.word(end) == ")";
    while end < limit {
        // "8 (921) 555": brackets part groups as spaces do.
        let marks = (end..limit.min(end + 2)).take_while(|k| matches!(view.word(*k), "(" | ")")).count();
        let dash = usize::from(marks == 0 && matches!(view.word(end), "-" | "." | "/") && glued(end));
        let next = end + marks + dash;
        let joined = next < limit && view.kind(next) == Kind::Digits && (dash == 0 || glued(next));
        if !joined || (dash == 0 && (end..=next).any(|k| view.gap(k) == Gap::Line)) {
            break;
        }
        bracket |= marks > 0;
        thousands &= view.word(next).len() == 3;
        dashed &= dash == 1;
        lengths.push(view.word(next).len());
        end = next + 1;
    }
    let groups = lengths.len();
    let digits: usize = lengths.iter().sum();
    let long = if plus { groups >= 2 && (!thousands || bracket) } else { trunk && groups >= 4 };
    let national =
        NATIONAL.contains(&lengths.as_slice()) && (lengths[0] == 1 || lengths.len() == 4 || dashed || bracket || lengths == [3, 3, 4]);
    let announced = (ANNOUNCED..=LONGEST).contains(&digits) && (!thousands || digits >= 9) && dialled(view, at);
    (long || national || announced).then_some(end)
}
