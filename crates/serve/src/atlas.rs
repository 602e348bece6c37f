//! Places on a plane: Lambert's azimuthal equal-area projection, centred on what is shown, so that no country looks larger than it is.

use std::f64::consts::PI;

/// Degrees, latitude then longitude.
pub(crate) type Degrees = (f64, f64);

/// A projection onto a frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plane {
    centre: Degrees,
    scale: f64,
    shift: (f64, f64),
}

impl Plane {
    /// The plane on which all of `points` lie within `width` by `height`, `margin` from its edges. `None` where there is no point.
    pub(crate) fn of(points: &[Degrees], width: f64, height: f64, margin: f64) -> Option<Self> {
        let centre = middle(points)?;
        let flat: Vec<(f64, f64)> = points.iter().map(|&p| project(centre, p)).collect();
        let range = |of: fn(&(f64, f64)) -> f64| {
            let values = || flat.iter().map(of);
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((left, right), (low, high)) = (range(|p| p.0), range(|p| p.1));
        // One place alone, or two near each other, are not blown up beyond some hundred kilometres.
        let least = 0.04;
        let (wide, tall) = ((right - left).max(least), (high - low).max(least));
        let scale = ((width - 2.0 * margin) / wide).min((height - 2.0 * margin) / tall);
        let shift = (width / 2.0 - scale * f64::midpoint(left, right), height / 2.0 + scale * f64::midpoint(low, high));
        Some(Self { centre, scale, shift })
    }

    /// Where a place lies in the frame, x to the right and y down.
    pub(crate) fn at(&self, place: Degrees) -> (f64, f64) {
        let (x, y) = project(self.centre, place);
        (self.shift.0 + self.scale * x, self.shift.1 - self.scale * y)
    }

    /// The same, for places less than a third of the way round the earth from the centre.
    pub(crate) fn facing(&self, place: Degrees) -> Option<(f64, f64)> {
        let (x, y) = project(self.centre, place);
        // The square of the distance is 2 - 2 cos of the angle.
        (x * x + y * y < 3.0).then(|| self.at(place))
    }

    /// Meridians and parallels near the frame, as lines of points, every so many degrees that a handful show.
    pub(crate) fn graticule(&self, points: &[Degrees]) -> Vec<Vec<(f64, f64)>> {
        let range = |of: fn(&Degrees) -> f64| {
            let values = || points.iter().map(of);
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((south, north), (west, east)) = (range(|p| p.0), range(|p| p.1));
        let span = (north - south).max(east - west);
        let step = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0].into_iter().find(|s| span / s <= 8.0).unwrap_or(30.0);
        let ticks = |low: f64, high: f64, most: f64| {
            let (first, last) = ((low / step).floor() - 1.0, (high / step).ceil() + 1.0);
            std::iter::successors(Some(first), move |n| (*n < last).then_some(n + 1.0))
                .map(move |n| n * step)
                .filter(move |d| d.abs() <= most)
        };
        let (lats, lons): (Vec<f64>, Vec<f64>) = (ticks(south, north, 80.0).collect(), ticks(west, east, 180.0).collect());
        let fine = |list: &[f64]| -> Vec<f64> {
            let (Some(first), Some(last)) = (list.first(), list.last()) else { return Vec::new() };
            (0..=40).map(|n| first + (last - first) * f64::from(n) / 40.0).collect()
        };
        let (all_lats, all_lons) = (fine(&lats), fine(&lons));
        let parallels = lats.iter().map(|&lat| all_lons.iter().map(|&lon| self.at((lat, lon))).collect());
        let meridians = lons.iter().map(|&lon| all_lats.iter().map(|&lat| self.at((lat, lon))).collect());
        parallels.chain(meridians).collect()
    }
}

/// The middle of places on the sphere: the direction of the sum of their unit vectors.
fn middle(points: &[Degrees]) -> Option<Degrees> {
    if points.is_empty() {
        return None;
    }
    let sum = points.iter().fold((0.0, 0.0, 0.0), |(x, y, z), &(lat, lon)| {
        let (lat, lon) = (lat.to_radians(), lon.to_radians());
        (x + lat.cos() * lon.cos(), y + lat.cos() * lon.sin(), z + lat.sin())
    });
    let flat = (sum.0 * sum.0 + sum.1 * sum.1).sqrt();
    Some((sum.2.atan2(flat).to_degrees(), sum.1.atan2(sum.0).to_degrees()))
}

/// Snyder, Map Projections (USGS 1395, 1987), equations 24-2, 22-4 and 22-5, on a sphere of radius 1. The antipode, which it cannot show,
/// lands on the rim.
fn project((lat0, lon0): Degrees, (lat, lon): Degrees) -> (f64, f64) {
    let (phi1, phi, turn) = (lat0.to_radians(), lat.to_radians(), (lon - lon0).to_radians());
    let cos_c = phi1.sin() * phi.sin() + phi1.cos() * phi.cos() * turn.cos();
    let k = (2.0 / (1.0 + cos_c).max(1e-9)).sqrt();
    let point = (k * phi.cos() * turn.sin(), k * (phi1.cos() * phi.sin() - phi1.sin() * phi.cos() * turn.cos()));
    if point.0.hypot(point.1) > 2.0 { (2.0 * (turn / PI).signum(), 0.0) } else { point }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_near_the_centre_are_true_and_areas_everywhere() {
        // A degree of latitude is pi / 180 of the radius.
        let (_, y) = project((45.0, 20.0), (46.0, 20.0));
        assert!((y - 1.0_f64.to_radians()).abs() < 1e-5);
        // A cap of 90 degrees has half the sphere's area, 2 pi: its rim lies at the square root of 2.
        let (x, y) = project((0.0, 0.0), (0.0, 90.0));
        assert!((x.hypot(y) - 2.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn all_places_lie_in_the_frame_north_up() {
        let places = [(42.7, 44.6), (60.6, 27.9), (50.4, 87.6), (-1.3, 29.6), (52.0, -170.0), (52.0, 170.0)];
        let plane = Plane::of(&places, 800.0, 400.0, 30.0).unwrap();
        for place in places {
            let (x, y) = plane.at(place);
            assert!((29.9..=770.1).contains(&x) && (29.9..=370.1).contains(&y), "{place:?} at {x} {y}");
        }
        let near = Plane::of(&[(42.0, 44.0)], 800.0, 400.0, 30.0).unwrap();
        assert!(near.at((43.0, 44.0)).1 < near.at((42.0, 44.0)).1 && near.at((42.0, 45.0)).0 > near.at((42.0, 44.0)).0);
        assert!(Plane::of(&[], 800.0, 400.0, 30.0).is_none());
    }
}
