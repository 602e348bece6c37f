//! Coasts and borders behind the marks of a map (`data/map`). They help the eye; nothing is counted or named by them.

use std::fmt::Write as _;
use std::sync::OnceLock;

use crate::atlas::{Degrees, Plane};

const LINES: &str = include_str!("../../../data/map/outlines.txt");
/// Numbers of the file are parts of a degree.
const UNIT: f64 = 50.0;
/// Longer steps are parted, so that a straight border bends as the projection bends it.
const STEP: f64 = 2.0;
/// Points nearer to the last one drawn say nothing more.
const NEAR: f64 = 0.9;
/// Lines are drawn this far beyond the frame.
const BEYOND: f64 = 30.0;

/// A line of the world.
struct Line {
    border: bool,
    points: Vec<Degrees>,
}

/// The lines that cross a frame, as paths.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub(crate) coasts: String,
    pub(crate) borders: String,
}

fn world() -> &'static [Line] {
    static WORLD: OnceLock<Vec<Line>> = OnceLock::new();
    WORLD.get_or_init(|| LINES.lines().filter_map(line).collect())
}

fn line(text: &str) -> Option<Line> {
    let (kind, steps) = text.split_once(' ')?;
    let (mut x, mut y) = (0, 0);
    let mut points: Vec<Degrees> = Vec::new();
    for step in steps.split(' ') {
        let (dx, dy) = step.split_once(',')?;
        (x, y) = (x + dx.parse::<i32>().ok()?, y + dy.parse::<i32>().ok()?);
        let to = (f64::from(y) / UNIT, f64::from(x) / UNIT);
        if let Some(&(lat, lon)) = points.last() {
            let parts = ((to.0 - lat).hypot(to.1 - lon) / STEP).ceil().max(1.0);
            let mut n = 1.0;
            while n < parts {
                points.push((lat + (to.0 - lat) * n / parts, lon + (to.1 - lon) * n / parts));
                n += 1.0;
            }
        }
        points.push(to);
    }
    Some(Line { border: kind == "b", points })
}

/// The lines that cross a frame of `width` by `height`.
pub(crate) fn outlines(plane: &Plane, width: f64, height: f64) -> Drawn {
    let mut out = Drawn::default();
    let inside = |(x, y): (f64, f64)| x > -BEYOND && x < width + BEYOND && y > -BEYOND && y < height + BEYOND;
    for line in world() {
        let path = if line.border { &mut out.borders } else { &mut out.coasts };
        let mut last: Option<(f64, f64)> = None;
        let mut drawing = false;
        for &place in &line.points {
            // What lies on the far side of the earth is torn apart there.
            let Some(at) = plane.facing(place) else {
                (last, drawing) = (None, false);
                continue;
            };
            let Some(from) = last else {
                last = Some(at);
                continue;
            };
            if !inside(at) && !inside(from) {
                (last, drawing) = (Some(at), false);
                continue;
            }
            if drawing && (at.0 - from.0).hypot(at.1 - from.1) < NEAR {
                continue;
            }
            // Writing to a String cannot fail.
            if !drawing {
                let _ = write!(path, "M{:.0} {:.0}", from.0, from.1);
            }
            let _ = write!(path, "L{:.0} {:.0}", at.0, at.1);
            (last, drawing) = (Some(at), true);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_file_is_read_and_lies_on_the_earth() {
        assert_eq!(world().len(), LINES.lines().count());
        assert!(world().iter().flat_map(|l| &l.points).all(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.1));
        // No line leaps round the earth: the file parts its lines at the Pacific's meridian.
        let steps = LINES.lines().flat_map(|l| l.split(' ').skip(2)).filter_map(|s| s.split_once(',')?.0.parse::<i32>().ok());
        assert!(steps.clone().count() > 5_000 && steps.map(i32::abs).max().unwrap() < 2_000);
        assert!(world().iter().any(|l| l.border) && world().iter().any(|l| !l.border));
    }

    #[test]
    fn a_map_shows_the_lines_of_its_part_of_the_world() {
        // The Caucasus: the Black Sea's coast and the border along the main range.
        let plane = Plane::of(&[(42.0, 41.0), (44.0, 46.0)], 860.0, 460.0, 34.0).unwrap();
        let drawn = outlines(&plane, 860.0, 460.0);
        assert!(drawn.borders.matches('L').count() > 10 && drawn.coasts.matches('L').count() > 3, "{drawn:?}");
        assert!(drawn.borders.len() + drawn.coasts.len() < 40_000);
        // In the middle of the Pacific there is none.
        let sea = Plane::of(&[(30.0, -150.0)], 860.0, 460.0, 34.0).unwrap();
        assert_eq!(outlines(&sea, 860.0, 460.0).borders, "");
    }
}
