//! What-ifs, also at one post of a gate that pools several: the gate loses the post's share of what is taken from it, and since nobody
//! knows that share, each system loses its own.

use exode_flow::{Drive, Lane, LeverError, Schedule, Span, each};

use crate::system::{System, part_of};

/// What is done to the work of a crossing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Work {
    /// Nobody passes.
    Close,
    /// Capacity times this.
    Times(f64),
    /// At most so many people a day, spread over the whole day.
    Quota(f64),
}

/// A lever on a post.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PostLever {
    pub(crate) gate: usize,
    pub(crate) post: usize,
    /// The queues of the gate it acts on: of all modes, or of one.
    pub(crate) queues: Vec<usize>,
    pub(crate) work: Work,
    pub(crate) span: Span,
}

impl PostLever {
    /// The same lever, if its size and span make sense.
    pub(crate) fn checked(self) -> Result<Self, LeverError> {
        let Span { from_h, to_h } = self.span;
        if from_h.is_nan() || to_h.is_nan() || from_h > to_h {
            return Err(LeverError::Span { from_h, to_h });
        }
        match self.work {
            Work::Times(size) | Work::Quota(size) if !size.is_finite() || size < 0.0 => Err(LeverError::Size(size)),
            _ => Ok(self),
        }
    }

    /// What a post that lets `people` through a step lets through on a day on which the lever is pulled for `part` of it. The queues
    /// it acts on share a quota alike.
    fn after(&self, people: f64, part: f64, steps_per_day: f64) -> f64 {
        let pulled = match self.work {
            Work::Close => 0.0,
            Work::Times(factor) => people * factor,
            Work::Quota(people_per_day) => people.min(people_per_day / (steps_per_day * self.queues.len() as f64)),
        };
        people + part * (pulled - people)
    }
}

/// What-ifs, ready to run: [`System::what_if`] makes them.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// What all systems share.
    pub(crate) schedule: Schedule,
    pub(crate) posts: Vec<PostLever>,
}

impl WhatIf {
    /// Take from the capacity of gates what levers take from their posts, in the order given; a gate without such levers stays as it is,
    /// bit for bit. Shares of posts are believed one by one, so several may sum to more than all: nothing is then left.
    pub(crate) fn apply(&self, system: &System, z: &[Lane], drive: &mut Drive) {
        let steps_per_day = self.schedule.grid().steps_per_day() as f64;
        for (gate, at) in system.gates.iter().enumerate().filter(|(g, _)| self.posts.iter().any(|l| l.gate == *g)) {
            let shares: Vec<Lane> = at.posts.iter().map(|(_, share)| share.at(z)).collect();
            for day in 0..self.schedule.grid().days() {
                for queue in system.network.queues_of(gate).filter(|&j| system.queues[j].capacity.is_some()) {
                    let before = drive.capacity_on(day, queue);
                    let mut after = before;
                    for (post, share) in shares.iter().enumerate() {
                        let mut levers =
                            self.posts.iter().filter(|l| (l.gate, l.post) == (gate, post) && l.queues.contains(&queue)).peekable();
                        if levers.peek().is_none() {
                            continue;
                        }
                        let own = each(|l| before[l] * share[l]);
                        let mut left = own;
                        for lever in levers {
                            let part = part_of(day, lever.span.from_h, lever.span.to_h);
                            left = each(|l| lever.after(left[l], part, steps_per_day));
                        }
                        after = each(|l| after[l] + (left[l] - own[l]));
                    }
                    *drive.capacity(day, queue) = each(|l| after[l].max(0.0));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use exode_case::Case;
    use exode_flow::splat;

    use super::*;

    const DAY: usize = 10;

    /// What the Kazakh gate of the example, which pools thirty posts, can let through in a step of 2022-09-27, at prior medians.
    fn capacity(text: &str) -> f64 {
        let case = Case::parse(include_str!("../../../cases/russia-2022/case.toml"), "case.toml").expect("a case");
        let system = System::new(&case, 1.0).expect("a system");
        let what_if = system.what_if(text).expect("a what-if");
        let z = vec![splat(0.0); system.space.names().len()];
        let mut drive = system.drive();
        system.fill(&z, &mut drive);
        what_if.apply(&system, &z, &mut drive);
        let queue = system.network.queues_of(1).start;
        drive.capacity_on(DAY, queue)[0]
    }

    #[test]
    fn a_gate_loses_the_share_of_the_post_that_is_shut_while_it_is_shut() {
        let whole = capacity("");
        let shut = capacity("close syrym 2022-09-27");
        assert!((shut / whole - 0.88).abs() < 1e-9, "syrym takes 12 %: {shut} of {whole}");
        assert_eq!(capacity("close syrym 2022-09-28").to_bits(), whole.to_bits(), "not the day before");
        let two = capacity("close syrym 2022-09-27; close ozinki 2022-09-27");
        assert!((two / whole - 0.78).abs() < 1e-9, "both shares are gone: {two} of {whole}");
        assert_eq!(capacity("close syrym; close syrym").to_bits(), capacity("close syrym").to_bits(), "shut is shut");
    }

    #[test]
    fn a_post_that_widens_or_has_a_quota_changes_its_own_part() {
        let whole = capacity("");
        assert!((capacity("capacity syrym x1.5 2022-09-27") / whole - 1.06).abs() < 1e-9);
        let a_day = whole * 24.0;
        let quota = capacity("quota syrym 100 2022-09-27..") * 24.0;
        assert!((quota - (0.88 * a_day + 100.0)).abs() < 1e-6, "{quota} of {a_day}");
        assert_eq!(capacity("quota syrym 1000000").to_bits(), whole.to_bits(), "a quota nobody reaches");
    }
}
