//! How vehicles stand and are filled: the ranges that the arithmetic of a border may use.

use std::collections::BTreeMap;

use crate::interval::Interval;

/// What a waiting vehicle may be. Both are ranges of the mean over a queue, not of single vehicles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Road {
    /// People in a vehicle.
    pub people_per_vehicle: Interval,
    /// Metres of the queue's length for each vehicle in it: with rows side by side fewer than a vehicle is long.
    pub metres_per_vehicle: Interval,
}

impl Default for Road {
    /// Wide enough for any road: from drivers alone to full minibuses, from four rows of cars bumper to bumper to trucks in single file
    /// with gaps. Source: Long 2002 (stopped cars stand 7.6 m apart and less), trucks of 16 to 18 m.
    fn default() -> Self {
        Self { people_per_vehicle: Interval { low: 1.0, high: 6.0 }, metres_per_vehicle: Interval { low: 1.5, high: 22.0 } }
    }
}

/// The roads that are known better, by id of the crossing or of the country it leads to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roads {
    /// Anywhere else.
    pub usual: Road,
    /// By place.
    pub at: BTreeMap<String, Road>,
}

impl Roads {
    /// The road at the first of `places` that is known.
    pub(crate) fn at<'a>(&self, places: impl IntoIterator<Item = &'a str>) -> Road {
        places.into_iter().find_map(|p| self.at.get(p)).copied().unwrap_or(self.usual)
    }
}
