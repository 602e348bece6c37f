//! What the route of one figure is read from, and which of the places of its sentence stands nearest to it.

use exode_place::Place;

use super::{Context, Part};
use crate::counted::Counted;
use crate::cue::Cue;
use crate::lexicon::Grammar;
use crate::number::Figure;
use crate::place::Spot;
use crate::scene::Scene;
use crate::time::{Point, Relation, TimeMention};

/// What the route of one figure is read from.
pub(crate) struct Asked<'s, 'v> {
    pub(crate) scene: &'s Scene<'v>,
    /// The sentence.
    pub(crate) n: usize,
    pub(crate) figure: &'s Figure,
    pub(crate) counted: &'s Counted,
    pub(crate) cue: Option<&'s Cue>,
    /// All cues of the sentence.
    pub(crate) cues: &'s [Cue],
    pub(crate) parts: &'s [Part],
    /// The speaker's country.
    pub(crate) speaker: Option<Place>,
    pub(crate) context: &'s Context,
}

impl Asked<'_, '_> {
    /// How far a place stands from figure and cue: distance, clause marks, other figures between.
    pub(super) fn cost(&self, spot: &Spot) -> f32 {
        let start = self.figure.start.min(self.cue.map_or(self.figure.start, |c| c.start));
        let end = self.counted.reach.max(self.cue.map_or(self.figure.end, |c| c.end));
        let gap = if spot.start >= end {
            end..spot.start
        } else if spot.end <= start {
            spot.end..start
        } else {
            return 0.0;
        };
        let figures = &self.scene.sentences[self.n].figures;
        // "60 per cent (540,000) in Ituri": a count in brackets parts nothing.
        let aside = |f: &Figure| f.start > 0 && self.scene.view.is(f.start - 1, "(") && self.scene.view.is(f.end, ")");
        let others = figures.iter().filter(|f| f.start >= gap.start && f.end <= gap.end && !aside(f)).count();
        let each = if spot.start >= end { 2.2 } else { 1.2 };
        let aside = if self.aside(spot) { 6.0 } else { 0.0 };
        0.1 * gap.len() as f32 + self.scene.barrier(gap.start, gap.end) + each * others as f32 + aside
    }

    /// Whether a place belongs to a part of the figure told behind it: "1.1 million people, over 640,000 of them from Aleppo, …".
    fn aside(&self, spot: &Spot) -> bool {
        let subset = |i: usize| self.scene.view.grammar(i, Grammar::Subset).is_some();
        let part = |f: &Figure| {
            f.start > self.figure.end
                && f.end <= spot.start
                && spot.start <= f.end + 5
                && (f.start.saturating_sub(2)..spot.start).any(subset)
        };
        self.scene.sentences[self.n].figures.iter().any(part)
    }

    /// The nearest place of the sentence that `want` accepts, with its cost.
    pub(super) fn nearest(&self, most: f32, want: impl Fn(&Spot, Part) -> bool) -> Option<(&Spot, f32)> {
        let mut best: Option<(&Spot, f32)> = None;
        for k in self.scene.sentences[self.n].spots.clone() {
            let spot = &self.scene.spots[k];
            if self.scene.in_time(spot.start) || self.parts[k] == Part::Dateline || self.dates(spot, self.parts[k]) {
                continue; // "depuis que Moscou l'attaque"; "ROME - …"
            }
            let c = self.cost(spot);
            if want(spot, self.parts[k]) && c <= most && best.is_none_or(|(_, b)| c < b) {
                best = Some((spot, c));
            }
        }
        best
    }

    /// "depuis l'annonce de la mobilisation en Russie": the place of an event that only dates the figure.
    fn dates(&self, spot: &Spot, part: Part) -> bool {
        let since = |t: &TimeMention| t.expr.relation == Relation::Since && matches!(t.expr.point, Point::Event(_));
        let event = |t: &&TimeMention| since(t) && t.end <= spot.start && spot.start - t.end <= 2;
        let times = &self.scene.sentences[self.n].times;
        part == Part::At && times.iter().find(event).is_some_and(|t| self.scene.barrier(t.end, spot.start) < 0.5)
    }

    pub(super) fn place(&self, most: f32, want: impl Fn(&Spot, Part) -> bool) -> Option<Place> {
        self.nearest(most, want).map(|(s, _)| s.place)
    }
}
