//! The worked example at its prior medians, beside the numbers of the prototype of this model (z = 0, 26 September at noon).
//!
//! The two are not the same model: the road is stepped exactly here, people look for news every three hours, excess is read first in
//! first out, and the prototype's travel times and hour of the shock are not known. Saturated queues must
//! agree to the last digit; the rest to a few percent, or the physics has changed.

use exode_case::Case;
use exode_flow::splat;

use crate::observation::Desk;
use crate::operator::{Count, Gauge, Operator, Site, State, Window};
use crate::system::System;

#[test]
fn prior_medians_are_those_of_the_prototype() {
    let case = Case::parse(include_str!("../../../cases/russia-2022/case.toml"), "case.toml").expect("a case");
    let system = System::new(&case, 1.0).expect("a system");
    let z = vec![splat(0.0); system.space.names().len()];
    let mut desk = Desk::new(&system);
    system.fill(&z, &mut desk.drive);
    exode_flow::run(&system.network, &system.schedule, &desk.drive, &mut desk.curves);
    let state = State { system: &system, schedule: &system.schedule, z: &z, drive: &desk.drive, counts: &desk.curves };
    let at = |from: f64, to: f64| Window { from_h: from * 24.0, to_h: to * 24.0 };
    let noon = at(9.5 - 0.01, 9.5 + 0.01);
    let day = at(9.0, 10.0);
    let flow = |gate, window| Operator::Flow { site: Site::Gate(gate), count: Count::All, men: false, window, scale: 1.0 };
    let queue = |gauge| Operator::Queue { site: Site::Gate(0), gauge, longest: false, window: noon };
    let everywhere = |count, window| Operator::Flow { site: Site::Everywhere, count, men: false, window, scale: 1.0 };
    let rows = [
        ("Kazakhstan a day", flow(1, day), 16_250.0, 1e-9),
        ("Mongolia a day", flow(3, day), 1_204.0, 1e-9),
        ("Georgia a day", flow(0, day), 10_117.344_748, 0.05),
        ("Finland a day", flow(2, day), 7_324.438_040, 0.05),
        ("Lars vehicles", queue(Gauge::Vehicles { trucks: true }), 3_771.007_343, 0.05),
        ("Lars km", queue(Gauge::Km), 19.937_227, 0.05),
        ("gross to 3 October", everywhere(Count::All, at(4.0, 17.0)), 1_114_470.378_110, 0.05),
        ("excess 21 to 24 September", everywhere(Count::Excess, at(4.0, 8.0)), 104_267.854_219, 0.15),
    ];
    for (what, operator, want, within) in rows {
        let got = state.observe(&operator)[0];
        assert!((got / want - 1.0).abs() <= within, "{what}: {got}, the prototype {want}");
    }
}
