//! Where a figure counts: ids of the gazetteer to gates, queues and posts of the system.

use exode_case::Prior;

use crate::figure::Figure;
use crate::operator::Site;
use crate::system::System;
use crate::unknown::Space;

/// Which way people go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Out,
    Back,
}

/// A place a figure may mean, with its weight.
pub(crate) type Sites = Vec<(Site, f64)>;

/// The country of an id: "GE/tbilisi" and "GE.adjara" lie in GE.
fn country(id: &str) -> &str {
    id.split(['/', '.']).next().unwrap_or(id)
}

impl System {
    /// Whether an id lies where people of the case leave from.
    fn is_origin(&self, id: &str) -> bool {
        self.origins.iter().any(|o| o.id == id || country(&o.id) == country(id))
    }

    fn gate_to(&self, id: &str) -> Option<usize> {
        self.gates.iter().position(|g| g.destination.as_deref().is_some_and(|d| d == id || country(id) == d))
    }

    /// Where a crossing stands, as queues of their own or as a post of a gate.
    fn crossing(&self, id: &str) -> Option<Site> {
        let at = |q: &crate::system::QueueOf| q.crossing.as_deref() == Some(id);
        if let Some(first) = self.queues.iter().position(at) {
            let last = self.queues.iter().rposition(at).unwrap_or(first);
            return Some(Site::Queues(first, last));
        }
        let post = |g: usize| self.gates[g].posts.iter().find(|(c, _)| c == id).map(|(_, share)| Site::Post(g, *share));
        (0..self.gates.len()).find_map(post)
    }

    /// The gates of a site.
    pub(crate) fn gates_of(&self, site: Site) -> std::ops::Range<usize> {
        match site {
            Site::Everywhere => 0..self.gates.len(),
            Site::Gate(g) | Site::Post(g, _) => g..g + 1,
            Site::Queues(first, _) => {
                let gate = self.network.queues()[first].gate;
                gate..gate + 1
            }
        }
    }

    /// Any one post of a gate that pools several.
    pub(crate) fn some_post(&self, gate: usize) -> Option<Site> {
        let posts = self.gates[gate].posts.len();
        // A share nobody has told apart is the middle one; what is not known of it is in the hedge of the claim.
        (posts > 0).then(|| Site::Post(gate, Space::new(1.0).share("", &Prior::of((1.0 / posts as f64).min(0.5), 1.0))))
    }

    /// The queues of a gate that stand at a named crossing.
    pub(crate) fn main_crossing(&self, gate: usize) -> Option<Site> {
        let range = self.network.queues_of(gate);
        let name = range.clone().find_map(|j| self.queues[j].crossing.clone())?;
        let whole = range.clone().all(|j| self.queues[j].crossing.as_ref() == Some(&name));
        if whole { None } else { self.crossing(&name) }
    }

    /// Where a figure counts and which way; `None` where the case has no such place.
    pub(crate) fn sites(&self, figure: &Figure, queueing: bool) -> Option<(Sites, Direction)> {
        let (origin, destination) = (figure.origin.as_deref(), figure.destination.as_deref());
        let back = destination.is_some_and(|d| self.is_origin(d)) && !origin.is_some_and(|o| self.is_origin(o))
            || origin.is_some_and(|o| !self.is_origin(o) && self.gate_to(o).is_some()) && destination.is_none_or(|d| self.is_origin(d));
        let (far, direction) = if back { (origin, Direction::Back) } else { (destination, Direction::Out) };
        if direction == Direction::Out && origin.is_some_and(|o| !self.is_origin(o)) {
            return None;
        }
        let named = figure.crossing.as_deref().or(figure.place.as_deref());
        if let Some(site) = named.and_then(|id| self.crossing(id)) {
            return Some((vec![(site, 1.0)], direction));
        }
        if figure.crossing.is_some() {
            return None; // a crossing the case does not have
        }
        let far = far.or(figure.place.as_deref().filter(|p| !self.is_origin(p)));
        if let Some(id) = far {
            return self.gate_to(id).map(|g| (vec![(Site::Gate(g), 1.0)], direction));
        }
        origin.or(figure.place.as_deref()).filter(|o| self.is_origin(o))?;
        if !queueing {
            return Some((vec![(Site::Everywhere, 1.0)], direction));
        }
        // A queue at no named border: any gate that can hold people up, the first of the case above all.
        let holding: Vec<usize> =
            (0..self.gates.len()).filter(|&g| self.network.queues_of(g).any(|j| self.queues[j].capacity.is_some())).collect();
        let (first, rest) = holding.split_first()?;
        let mut sites = vec![(Site::Gate(*first), if rest.is_empty() { 1.0 } else { 0.6 })];
        sites.extend(rest.iter().map(|g| (Site::Gate(*g), 0.4 / rest.len() as f64)));
        Some((sites, direction))
    }
}
