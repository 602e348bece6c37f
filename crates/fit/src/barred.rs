//! Who is turned back at a gate: those in its queue when entry is barred.
//!
//! They stand in the queue until their turn, as everybody does, so that its curves stay what they are; but only a part of them enters.
//! Those who come later have known: `System` lets fewer set out.

use exode_case::Target;
use exode_flow::{Counts, Lane, each, exp, splat};

use crate::operator::State;

impl<C: Counts + ?Sized> State<'_, C> {
    /// Persons let in from a queue by `t_h`: those who have left it, without those turned back.
    pub(crate) fn let_in(&self, queue: usize, t_h: f64) -> Lane {
        let (left, back) = (self.counts.departed(queue, t_h), self.turned_back(queue, t_h));
        each(|l| left[l] - back[l])
    }

    /// The same of the shock's persons: as many of those turned back as of those who have left since.
    pub(crate) fn let_in_excess(&self, queue: usize, t_h: f64) -> Lane {
        let mut left = self.counts.departed_excess(queue, t_h);
        for event in self.bans(queue) {
            let back = self.turned_back_by(event, queue, t_h);
            let since = |count: &dyn Fn(f64) -> Lane| {
                let (now, then) = (count(t_h), count(event.at_h));
                each(|l| (now[l] - then[l]).max(0.0))
            };
            let (excess, all) = (since(&|t| self.counts.departed_excess(queue, t)), since(&|t| self.counts.departed(queue, t)));
            left = each(|l| left[l] - back[l] * excess[l] / all[l].max(1e-9));
        }
        left
    }

    /// Persons turned back at the head of a queue by `t_h`.
    fn turned_back(&self, queue: usize, t_h: f64) -> Lane {
        let mut sum = splat(0.0);
        for event in self.bans(queue) {
            let back = self.turned_back_by(event, queue, t_h);
            sum = each(|l| sum[l] + back[l]);
        }
        sum
    }

    fn bans(&self, queue: usize) -> impl Iterator<Item = &crate::system::EventAt> {
        let gate = self.system.network.queues()[queue].gate;
        self.system.events.iter().filter(move |e| e.on == Target::Entry && e.gate == Some(gate))
    }

    /// Of those who stood there when it began and whose turn has come, the part that is barred.
    fn turned_back_by(&self, event: &crate::system::EventAt, queue: usize, t_h: f64) -> Lane {
        let let_in = exp(event.ln_size.at(self.z));
        let standing = self.counts.queue(queue, event.at_h);
        let (now, then) = (self.counts.departed(queue, t_h), self.counts.departed(queue, event.at_h));
        each(|l| (now[l] - then[l]).clamp(0.0, standing[l]) * (1.0 - let_in[l].min(1.0)))
    }
}

#[cfg(test)]
mod tests {
    use exode_case::Case;
    use exode_flow::run;

    use super::*;
    use crate::observation::Desk;
    use crate::system::System;

    const CASE: &str = r#"
name = "a border that shuts its door"
[period]
start = 2024-03-01
days = 12
[[origin]]
id = "RU"
[[gate]]
id = "FI"
destination = "FI"
appeal = { median = 0.5, factor = 1 }
background_per_day = { median = 6000, factor = 1 }
travel_hours = { median = 10, factor = 1 }
[[gate.queue]]
mode = "any"
capacity_per_day = { median = 5000, factor = 1 }
[[event]]
at = 2024-03-06
on = "entry"
gate = "FI"
size = { median = 0.2, factor = 1 }
"#;

    #[test]
    fn those_who_stand_in_the_queue_are_turned_back_and_later_ones_stay_away() {
        let system = System::new(&Case::parse(CASE, "case.toml").expect("a case"), 1.0).expect("a system");
        let z = vec![splat(0.0); system.space.names().len()];
        let mut desk = Desk::new(&system);
        system.fill(&z, &mut desk.drive);
        run(&system.network, &system.schedule, &desk.drive, &mut desk.curves);
        let state = State { system: &system, schedule: &system.schedule, z: &z, drive: &desk.drive, counts: &desk.curves };
        let a_day = |day: f64| state.let_in(0, 24.0 * day + 24.0)[0] - state.let_in(0, 24.0 * day)[0];
        assert!((a_day(4.0) - 5000.0).abs() < 1.0, "before, as many as the gate holds: {}", a_day(4.0));
        assert!((a_day(5.0) - 1000.0).abs() < 1.0, "of those who wait one in five enters: {}", a_day(5.0));
        assert!((a_day(10.0) - 1200.0).abs() < 1.0, "later only those come who may enter: {}", a_day(10.0));
        let left = state.counts.departed(0, 200.0)[0];
        assert!(state.let_in(0, 200.0)[0] < left && left <= state.counts.arrived(0, 200.0)[0], "nobody is lost in the queue");
    }
}
