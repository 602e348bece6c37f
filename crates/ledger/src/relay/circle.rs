//! Circles among voices: sets in which everyone has the statement from everyone, by whatever way round.

use super::Link;

/// The circles of `links` between `voices` voices, each in the order of its voices, the one of the lowest voice first.
pub(super) fn circles(voices: usize, links: &[Link]) -> Vec<Vec<usize>> {
    // Only who cites and is cited can be part of one; most graphs end here.
    let mut inside = vec![true; voices];
    loop {
        let (mut cited, mut citing) = (vec![false; voices], vec![false; voices]);
        for link in links.iter().filter(|l| inside[l.from] && inside[l.to]) {
            cited[link.from] = true;
            citing[link.to] = true;
        }
        let before = inside.iter().filter(|&&i| i).count();
        inside = (0..voices).map(|i| cited[i] && citing[i]).collect();
        if inside.iter().filter(|&&i| i).count() == before {
            break;
        }
    }
    let mut circles: Vec<Vec<usize>> = Vec::new();
    for i in (0..voices).filter(|&i| inside[i]) {
        if circles.iter().any(|c| c.contains(&i)) {
            continue;
        }
        let onward = reached(i, voices, links, |l| (l.from, l.to));
        let back = reached(i, voices, links, |l| (l.to, l.from));
        let circle: Vec<usize> = (0..voices).filter(|&j| onward[j] && back[j]).collect();
        if circle.len() > 1 {
            circles.push(circle);
        }
    }
    circles
}

/// Who is reached from `start` by at least one link.
fn reached(start: usize, voices: usize, links: &[Link], step: impl Fn(&Link) -> (usize, usize)) -> Vec<bool> {
    let mut seen = vec![false; voices];
    let mut todo = vec![start];
    while let Some(at) = todo.pop() {
        for link in links {
            let (from, to) = step(link);
            if from == at && !seen[to] {
                seen[to] = true;
                todo.push(to);
            }
        }
    }
    seen
}
