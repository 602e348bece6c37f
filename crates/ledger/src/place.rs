//! Routes as they are compared: what a claim leaves open is filled only where the reports leave no second choice.

use std::collections::{BTreeMap, BTreeSet};

use exode_claim::{Claim, Measure, PlaceRef};

/// Where a figure belongs, gaps filled.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Route {
    pub(crate) origin: Option<PlaceRef>,
    pub(crate) destination: Option<PlaceRef>,
    pub(crate) crossing: Option<PlaceRef>,
    pub(crate) place: Option<PlaceRef>,
}

impl Route {
    pub(crate) fn of(claim: &Claim) -> Self {
        Self {
            origin: claim.origin.clone(),
            destination: claim.destination.clone(),
            crossing: claim.crossing.clone(),
            place: claim.place.clone(),
        }
    }

    /// Whether nothing stated in both differs.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        self.pairs(other).iter().all(|(a, b)| same(a.as_ref(), b.as_ref()).unwrap_or(true))
    }

    /// This with the gaps filled from `other`.
    pub(crate) fn or(self, other: &Self) -> Self {
        Self {
            origin: self.origin.or_else(|| other.origin.clone()),
            destination: self.destination.or_else(|| other.destination.clone()),
            crossing: self.crossing.or_else(|| other.crossing.clone()),
            place: self.place.or_else(|| other.place.clone()),
        }
    }

    /// How many parts are stated.
    pub(crate) fn stated(&self) -> usize {
        [&self.origin, &self.destination, &self.crossing, &self.place].iter().filter(|p| p.is_some()).count()
    }

    /// The ids by which two routes are the same when compared: origin, destination, crossing, place. `place` counts only without a route.
    pub(crate) fn ids(&self) -> [Option<&str>; 4] {
        let routed = self.destination.is_some() || self.crossing.is_some();
        [id(&self.origin), id(&self.destination), id(&self.crossing), if routed { None } else { id(&self.place) }]
    }

    fn pairs<'a>(&'a self, o: &'a Self) -> [(&'a Option<PlaceRef>, &'a Option<PlaceRef>); 4] {
        [(&self.origin, &o.origin), (&self.destination, &o.destination), (&self.crossing, &o.crossing), (&self.place, &o.place)]
    }
}

fn id(place: &Option<PlaceRef>) -> Option<&str> {
    place.as_ref().map(|p| p.id.as_str())
}

fn same(a: Option<&PlaceRef>, b: Option<&PlaceRef>) -> Option<bool> {
    Some(a?.id == b?.id)
}

/// Measures of a moment at a border: these hang on the crossing.
#[must_use]
pub fn at_the_border(measure: Measure) -> bool {
    use Measure::*;
    matches!(measure, QueueLength | QueueVehicles | QueuePeople | Wait)
}

/// What of a route a figure must state before it can be held against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Where people come to.
    FarEnd,
    /// Where people come from.
    NearEnd,
    /// At which crossing, or between which two.
    Border,
    /// Somewhere.
    Place,
    /// Nothing would do.
    Nothing,
}

impl Needs {
    pub(crate) fn of(measure: Measure) -> Self {
        use Measure::*;
        match measure {
            CrossedIn | FledTo | RefugeesStock | Asylum | Visas | TransitShare => Self::FarEnd,
            CrossedOut | Left | Returned => Self::NearEnd,
            QueueLength | QueueVehicles | QueuePeople | Wait | Capacity => Self::Border,
            MobilisedTarget | MobilisedActual | Killed | Wounded | KilledOrWounded | ProtestArrests | DisplacedInternal => Self::Place,
            Other => Self::Nothing,
        }
    }

    /// Whether a route's ids (origin, destination, crossing, place) have it.
    pub(crate) fn met(self, [origin, destination, crossing, place]: [Option<&str>; 4]) -> bool {
        match self {
            Self::FarEnd => destination.or(crossing).or(place).is_some(),
            Self::NearEnd => origin.or(crossing).or(place).is_some(),
            Self::Border => crossing.is_some() || origin.is_some() && destination.is_some(),
            Self::Place => origin.or(destination).or(crossing).or(place).is_some(),
            Self::Nothing => false,
        }
    }

    /// Whether two figures with the same open route may still be held against each other: those who were called up, hurt or displaced
    /// "in the country" are those of the event, but arrivals may be arrivals anywhere.
    pub(crate) fn may_stay_open(self) -> bool {
        matches!(self, Self::Place)
    }
}

/// What the reports together say of routes.
pub(crate) struct Atlas {
    origins: BTreeMap<String, BTreeSet<PlaceRef>>,
    crossings: BTreeMap<String, BTreeSet<PlaceRef>>,
    routes: BTreeMap<String, BTreeSet<(PlaceRef, PlaceRef)>>,
}

impl Atlas {
    pub(crate) fn of<'a>(claims: impl Iterator<Item = &'a Claim>) -> Self {
        let mut atlas = Self { origins: BTreeMap::new(), crossings: BTreeMap::new(), routes: BTreeMap::new() };
        for claim in claims {
            let (origin, destination, crossing) = (&claim.origin, &claim.destination, &claim.crossing);
            if let (Some(o), Some(d)) = (origin, destination) {
                atlas.origins.entry(d.id.clone()).or_default().insert(o.clone());
                if let Some(c) = crossing {
                    atlas.routes.entry(c.id.clone()).or_default().insert((o.clone(), d.clone()));
                }
            }
            if let (Some(d), Some(c)) = (destination, crossing) {
                atlas.crossings.entry(d.id.clone()).or_default().insert(c.clone());
            }
        }
        atlas
    }

    /// The route with those gaps filled for which there is one choice.
    pub(crate) fn fill(&self, mut route: Route, measure: Measure) -> Route {
        if let (Some(crossing), None) = (&route.crossing, &route.destination)
            && let Some((origin, destination)) = only(self.routes.get(&crossing.id))
            && route.origin.as_ref().is_none_or(|o| o.id == origin.id)
        {
            route.origin = Some(origin.clone());
            route.destination = Some(destination.clone());
        }
        if let (Some(destination), None) = (&route.destination, &route.origin)
            && let Some(origin) = only(self.origins.get(&destination.id))
        {
            route.origin = Some(origin.clone());
        }
        if let (Some(destination), None, true) = (&route.destination, &route.crossing, at_the_border(measure))
            && let Some(crossing) = only(self.crossings.get(&destination.id))
        {
            route.crossing = Some(crossing.clone());
        }
        route
    }
}

fn only<T: Ord>(set: Option<&BTreeSet<T>>) -> Option<&T> {
    set.filter(|s| s.len() == 1).and_then(|s| s.first())
}
