//! How often: "par jour", "quotidiennement", "a week", "in total". Rates are no times.

use exode_claim::Rate;

use super::word::{Link, TimeWord};
use crate::lexicon::Sense;
use crate::view::View;

/// The rate at token `i` and the token after it. "A day" is one only after a count: not in "in a day", "half a day".
#[must_use]
pub fn rate_at(view: &View, i: usize) -> Option<(Rate, usize)> {
    let ((rate, article), end) = view.at(i, |s| match s {
        Sense::Time(TimeWord::Rate(r)) => Some((*r, false)),
        Sense::Time(TimeWord::RateArticle(r)) => Some((*r, true)),
        _ => None,
    })?;
    let longer = view.hits(i).iter().any(|h| h.end as usize > end && matches!(view.entry(h).sense, Sense::Time(_)));
    let clause = rate == Rate::PerHour && ["où", "que", "qu'", "qu’", "de", "d'", "d’", "des", "du"].iter().any(|w| view.is(end, w));
    if longer || clause {
        return None;
    }
    let prepared = || {
        let link = view.before(i, |s| match s {
            Sense::Time(TimeWord::Link(l)) => Some(!matches!(l, Link::The)),
            Sense::Time(TimeWord::Hedge(_)) => Some(true),
            _ => None,
        });
        i == 0
            || link.is_some_and(|(held, _)| held)
            || ["for", "half", "such", "what", "is", "was", "only", "just"].iter().any(|w| view.is(i - 1, w))
    };
    let followed = || ["ago", "before", "after", "earlier", "later"].iter().any(|w| view.is(end, w));
    (!article || (!prepared() && !followed())).then_some((rate, end))
}
