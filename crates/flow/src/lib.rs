//! The physics of people at borders: origins, roads, crossings with finite capacity and queues, destinations.
//!
//! People are a fluid in cumulative curves. Every step, those who decide to leave choose a gate by its appeal and by the wait they have
//! heard of, travel there, and queue; a queue lets out what its capacity allows, first in first out. Nothing here knows text, claims,
//! names or dates: places are indices, time is hours since the start. Nothing is random: the same numbers give the same bits on every
//! machine, since only IEEE arithmetic and `libm` are used and no sum depends on the number of threads.
//!
//! One call of [`run`] moves [`LANES`] systems (particles of an ensemble) at once, side by side in arrays of that width, so that the
//! compiler turns each line of the inner loop into vector instructions. What all of them share (opening hours, closures, quotas, what-if
//! levers) is a [`Schedule`]; what differs is a [`Drive`]. The outcome is [`Curves`], from which every quantity is read afterwards.
//!
//! | symbol | name | unit | equation | reference |
//! | --- | --- | --- | --- | --- |
//! | s(t) | [`Shock`] | 1/h | (1 − e^(−t/r)) e^(−t/d) (r+d)/d², integrated over each step | onset and decay, integrates to 1 |
//! | X_o | [`Drive::intent`] | persons per step | E · (∫s + Σ r_k N(t; t_k, 19.2 h)) / (1 + Σ r_k) | a rumour is a Gaussian surge |
//! | W_g | wait people know of | h | dW/dt = (min(Σ share·Q/μ, 360 h) − W) / 12 h | delayed feedback |
//! | π_r | choice of a route | 1 | a_r e_g exp(−θ W_g) / Σ | multinomial logit, McFadden 1974 |
//! | P_1..3 | people on the road | persons | Erlang stages of rate k = 3/l, exact step: see [`Stages`] | linear chain trick |
//! | A_j | [`Counts::arrived`] | persons | A(n+1) = A(n) + share_j (B profile + exits of P_3) | Newell 1982, cumulative arrivals |
//! | μ_j | capacity | persons per step | min(capacity · work, quota) | - |
//! | Q_j | [`Counts::queue`] | persons | Q(n+1) = max(0, Q + ΔA − μ), exact for rates constant in a step | Vickrey 1969, point queue |
//! | D_j | [`Counts::departed`] | persons | D = A − Q (A counts who stood there at the start) | Newell 1982 |
//! | w(t) | [`Counts::wait_lived`] | h | t − A⁻¹(D(t)), first in first out | Newell 1982 |
//! | w̃(t) | [`Counts::wait_ahead`] | h | Q/μ, what a newcomer would be told | instantaneous wait |
//! | D_x | [`Counts::departed_excess`] | persons | A_x(A⁻¹(D(t))): colours keep their place in the queue | FIFO |
//! | R_g | [`Counts::returned`] | persons | o_g · mean outflow of the 72 h before | returns follow arrivals |
//! | V, ℓ | [`vehicles`], [`queue_km`] | vehicles, km | Q/p; (V·spacing + trucks·18 m)/lanes | Long 2002 on stopped spacing |
//!
//! Invariants, each of them a property test: people are conserved; queues are never negative; cumulative curves are monotone and D never
//! passes A; a queue never idles while people wait; waits are never negative and nobody overtakes; without feedback (θ = 0) more
//! capacity never lengthens a wait; a schedule without levers gives the baseline bit for bit.

mod choice;
mod counts;
mod curves;
mod drive;
mod gauge;
mod intent;
mod lane;
mod lever;
mod look;
mod network;
mod run;
mod schedule;
mod travel;
mod wide;

pub use counts::Counts;
pub use curves::Curves;
pub use drive::{Drive, UNLIMITED};
pub use gauge::{TRUCK_M, queue_km, vehicles};
pub use intent::{Shock, Surge};
pub use lane::{LANES, Lane, each, exp, ln, splat};
pub use lever::{Lever, LeverError, Span};
pub use look::{Found, Looks};
pub use network::{Grid, Network, NetworkError, Queue, Route};
pub use run::run;
pub use schedule::{Hours, Schedule};
pub use travel::Stages;
pub use wide::{Task, widest};
