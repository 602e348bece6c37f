//! Crossings and countries on a map, and the ways between them, by how many statements speak of them: how much is told, never how many
//! people. Drawn twice, for wide and for narrow screens; the list below names every place.

use std::collections::BTreeMap;

use exode::claim::PlaceRef;
use exode::export::Spot;
use maud::{Markup, html};

use super::piece::{clean, text};
use crate::ask::Ask;
use crate::atlas::{Degrees, Plane};
use crate::outlines::outlines;
use crate::url::encoded;
use crate::words::Words;

/// Places and ways drawn, those most told of first.
const PLACES: usize = 40;
const WAYS: usize = 40;

/// A place on the map.
struct Node {
    spot: Spot,
    at: Degrees,
    /// Statements that speak of it.
    told: usize,
}

/// The map of the statements that are wanted.
pub(super) fn map(ask: &Ask<'_>, statements: &[usize]) -> Markup {
    let w = ask.w;
    let mut places: BTreeMap<&PlaceRef, usize> = BTreeMap::new();
    let mut ways: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let evidence = &ask.snapshot.evidence;
    for &s in statements {
        let told = |of: fn(&exode::claim::Claim) -> &Option<PlaceRef>| {
            evidence.statements[s].tellings.iter().find_map(|&row| of(&evidence.rows[row].claim).as_ref())
        };
        let (origin, destination) = (told(|c| &c.origin), told(|c| &c.destination));
        let crossing = told(|c| &c.crossing);
        for place in [origin, destination, crossing].into_iter().flatten() {
            *places.entry(place).or_default() += 1;
        }
        // A way that leads over a crossing is drawn over it.
        let steps = [origin, crossing, destination];
        let steps: Vec<&PlaceRef> = steps.into_iter().flatten().collect();
        for pair in steps.windows(2) {
            *ways.entry((pair[0].id.as_str(), pair[1].id.as_str())).or_default() += 1;
        }
    }
    let mut places: Vec<(&PlaceRef, usize)> = places.into_iter().collect();
    places.sort_by_key(|(place, told)| (std::cmp::Reverse(*told), *place));
    let known = |(place, told): (&PlaceRef, usize)| {
        let spot = Spot::of(place);
        spot.at.map(|at| Node { spot, at, told })
    };
    let nodes: Vec<Node> = places.into_iter().filter_map(known).take(PLACES).collect();
    let mut ways: Vec<((&str, &str), usize)> = ways.into_iter().collect();
    ways.sort_by_key(|(way, told)| (std::cmp::Reverse(*told), *way));
    let index = |id: &str| nodes.iter().position(|n| n.spot.id == id);
    let ways: Vec<(usize, usize, usize)> =
        ways.iter().filter_map(|((a, b), told)| Some((index(a)?, index(b)?, *told))).take(WAYS).collect();
    if nodes.is_empty() {
        return html! {};
    }
    html! {
        section #map {
            h2 { (w.map) }
            p.intro { (w.map_intro) " " (w.map_lines) }
            figure.chart.map {
                (draw(w, &nodes, &ways, "wide", 860.0, 460.0))
                (draw(w, &nodes, &ways, "narrow", 340.0, 380.0))
                ul.key {
                    @for node in &nodes {
                        li {
                            (mark(node.spot.is_crossing())) " "
                            a href=(link(node)) { (text(&node.spot.name)) } " " span.by { (w.counted(node.told, "statement")) }
                        }
                    }
                }
            }
        }
    }
}

fn link(node: &Node) -> String {
    format!("/statements?place={}", encoded(&node.spot.id))
}

/// The sign of a crossing, or of a country or town, before its name.
fn mark(crossing: bool) -> Markup {
    html! {
        svg.icon viewBox="-8 -8 16 16" aria-hidden="true" {
            @if crossing { path.dot d="M0 -6.2L6.2 0L0 6.2L-6.2 0z" {} } @else { circle.dot r="5" {} }
        }
    }
}

fn draw(w: &Words, nodes: &[Node], ways: &[(usize, usize, usize)], name: &str, width: f64, height: f64) -> Markup {
    let points: Vec<Degrees> = nodes.iter().map(|n| n.at).collect();
    let Some(plane) = Plane::of(&points, width, height, 34.0) else { return html! {} };
    let lines = outlines(&plane, width, height);
    let most = nodes.iter().map(|n| n.told).max().unwrap_or(1);
    let widest = ways.iter().map(|(.., told)| *told).max().unwrap_or(1);
    let share = |n: usize, of: usize| {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let share = n as f64 / of as f64;
        share.sqrt()
    };
    let at: Vec<(f64, f64)> = points.iter().map(|&p| plane.at(p)).collect();
    let size = |n: &Node| 4.0 + 9.0 * share(n.told, most);
    let labels = labels(nodes, &at, (width, height));
    html! {
        svg.(name) viewBox=(format!("0 0 {width} {height}")) role="group" aria-label=(w.map_label) {
            @for line in plane.graticule(&points) { path.graticule d=(path(&line)) {} }
            path.coast d=(lines.coasts) {}
            path.coast.border d=(lines.borders) {}
            @for &(a, b, told) in ways {
                path.way d=(bow(at[a], at[b], size(&nodes[b]))) stroke-width=(format!("{:.1}", 1.0 + 4.0 * share(told, widest))) {
                    title { (clean(&nodes[a].spot.name)) " \u{2192} " (clean(&nodes[b].spot.name)) ": " (w.counted(told, "statement")) }
                }
            }
            @for (node, &(x, y)) in nodes.iter().zip(&at) {
                @let r = size(node);
                a.k0 href=(link(node)) {
                    title { (clean(&node.spot.name)) ": " (w.counted(node.told, "statement")) }
                    @if node.spot.is_crossing() {
                        path.dot d=(format!("M{x:.1} {:.1}l{r:.1} {r:.1}l-{r:.1} {r:.1}l-{r:.1} -{r:.1}z", y - r)) {}
                    } @else { circle.dot cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r=(format!("{r:.1}")) {} }
                    circle.hit cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="14" {}
                }
            }
            @for (x, y, name) in labels { text.label x=(format!("{x:.1}")) y=(format!("{y:.1}")) { (clean(name)) } }
        }
    }
}

/// A line through points.
pub(super) fn path(points: &[(f64, f64)]) -> String {
    let step = |(n, (x, y)): (usize, &(f64, f64))| format!("{}{x:.1} {y:.1}", if n == 0 { 'M' } else { 'L' });
    points.iter().enumerate().map(step).collect()
}

/// A bowed line that ends before the mark it leads to, with an arrow, so that the way there and the way back lie apart.
fn bow((x0, y0): (f64, f64), (x1, y1): (f64, f64), radius: f64) -> String {
    let (dx, dy) = (x1 - x0, y1 - y0);
    let length = dx.hypot(dy).max(1.0);
    let (cx, cy) = (f64::midpoint(x0, x1) - dy * 0.14, f64::midpoint(y0, y1) + dx * 0.14);
    // The bow arrives from its control point.
    let (ax, ay) = (x1 - cx, y1 - cy);
    let reach = ax.hypot(ay).max(1.0);
    let (ux, uy) = (ax / reach, ay / reach);
    let stop = (radius + 3.0).min(length / 2.0);
    let (ex, ey) = (x1 - ux * stop, y1 - uy * stop);
    let wing = |side: f64| (ex - ux * 6.0 - uy * 4.0 * side, ey - uy * 6.0 + ux * 4.0 * side);
    let ((lx, ly), (rx, ry)) = (wing(1.0), wing(-1.0));
    format!("M{x0:.1} {y0:.1}Q{cx:.1} {cy:.1} {ex:.1} {ey:.1}M{lx:.1} {ly:.1}L{ex:.1} {ey:.1}L{rx:.1} {ry:.1}")
}

/// Names beside their marks, those most told of first; a name that would cover another is left to the list.
fn labels<'n>(nodes: &'n [Node], at: &[(f64, f64)], (width, height): (f64, f64)) -> Vec<(f64, f64, &'n str)> {
    let mut taken: Vec<[f64; 4]> = at.iter().map(|&(x, y)| [x - 8.0, y - 8.0, x + 8.0, y + 8.0]).collect();
    let mut out = Vec::new();
    for (node, &(x, y)) in nodes.iter().zip(at) {
        let wide = node.spot.name.chars().map(|_| 6.2).sum::<f64>();
        let spots = [(x + 15.0, y + 4.0), (x - 15.0 - wide, y + 4.0), (x - wide / 2.0, y - 16.0), (x - wide / 2.0, y + 25.0)];
        let clear = |&(left, base): &(f64, f64)| {
            let area = [left, base - 10.0, left + wide, base + 3.0];
            let inside = area[0] > 2.0 && area[2] < width - 2.0 && area[1] > 2.0 && area[3] < height - 2.0;
            inside && taken.iter().all(|t| area[0] > t[2] || t[0] > area[2] || area[1] > t[3] || t[1] > area[3])
        };
        if let Some((left, base)) = spots.into_iter().find(clear) {
            taken.push([left, base - 10.0, left + wide, base + 3.0]);
            out.push((left, base, node.spot.name.as_str()));
        }
    }
    out
}
