//! Percentages of what was told before: changes of it ("en hausse de 28 %", "54 per cent more"), and parts of it by sex or age
//! ("88 % de femmes", "half of them were children").

use std::ops::Range;

use crate::lexicon::{Grammar, Sense};
use crate::number::{Figure, QuantifierUse};
use crate::scene::Scene;

/// How far a verb or noun of rising or falling stands before its per cent.
const CHANGE: usize = 4;

/// Whether a percentage says by how much something rose or fell.
pub(super) fn changes(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    let is = |i: usize, want: &[QuantifierUse]| {
        view.at(i, |s| matches!(s, Sense::Quantifier(q) if want.contains(&q.use_)).then_some(())).is_some()
    };
    let ahead = sentence.start.max(figure.start.saturating_sub(CHANGE))..figure.start;
    let moved =
        ahead.rev().take_while(|i| view.kind(*i) == exode_text::Kind::Word).any(|i| is(i, &[QuantifierUse::Rise, QuantifierUse::Fall]));
    // "a 29% increase", "a 40 percent drop"
    let noun = is(figure.end, &[QuantifierUse::Rise, QuantifierUse::Fall]) && figure.start > sentence.start;
    // "91 % de plus que", but not "54 % de plus d'enfants" nor "20 % of more".
    let more = |s: &Sense| matches!(s, Sense::Quantifier(q) if matches!(q.use_, QuantifierUse::More | QuantifierUse::Fewer)).then_some(());
    let whole = view.at(figure.end, more).is_some_and(|((), end)| end > figure.end + 1 && view.grammar(end, Grammar::Of).is_none());
    let plain = view.at(figure.end, more).is_some() && view.grammar(figure.end, Grammar::Of).is_none();
    moved || noun || plain || whole
}

/// Whether a percentage without a noun is of people by sex or age: "sont des enfants", "was a child", "88% women".
pub(super) fn sorts(scene: &Scene<'_>, figure: &Figure) -> bool {
    let view = &scene.view;
    let sort = |i: usize| view.at(i, |s| matches!(s, Sense::Noun(n) if n.sort).then_some(())).is_some();
    let be = view.grammar(figure.end, Grammar::Copula).is_some();
    // "about 80 percent were Syrian nationals"
    let from = |i: usize| scene.spot_at(i).is_some_and(|s| s.start == i && s.use_ == crate::place::NameUse::Demonym && !s.compound);
    if be && from(figure.end + 1) {
        return true;
    }
    if be {
        let at = view.grammar(figure.end + 1, Grammar::Determiner).or_else(|| view.grammar(figure.end + 1, Grammar::Of));
        return sort(at.unwrap_or(figure.end + 1));
    }
    // "88 % de femmes" are women, "88 % des femmes" are some of them.
    let of = view.is(figure.end, "de") || view.word(figure.end).starts_with(['d', 'D']) && view.word(figure.end).ends_with(['\'', '’']);
    sort(if of { figure.end + 1 } else { figure.end })
}
