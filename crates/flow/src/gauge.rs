//! People in a queue as vehicles and as kilometres.

use crate::lane::{Lane, each};

/// Length of road a queueing truck takes, in metres.
pub const TRUCK_M: f64 = 18.0;

/// Vehicles of so many persons in so many vehicles.
#[must_use]
pub fn vehicles(persons: &Lane, persons_per_vehicle: &Lane) -> Lane {
    each(|l| persons[l] / persons_per_vehicle[l])
}

/// Length in km of a queue of cars `spacing_m` apart, with trucks among them, side by side in `abreast` lanes.
#[must_use]
pub fn queue_km(cars: &Lane, spacing_m: &Lane, trucks: &Lane, abreast: &Lane) -> Lane {
    each(|l| (cars[l] * spacing_m[l] + trucks[l] * TRUCK_M) / abreast[l] / 1000.0)
}
