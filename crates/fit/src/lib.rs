//! Claims as noisy observations of one border system.
//!
//! A [`System`] is a case with its unknowns; [`Observations`] are claims with every reading of an ambiguous one, its hedge as a likelihood,
//! its source with a bias and a share of gross errors, relayed copies counted once; a [`Posterior`] is what both make of each other.
//! Nothing here opens a file or reads the clock. Everything that comes out is modelled, and says how surely.
//!
//! Invariants: the same seed gives the same bits with any number of threads; the order of claims changes nothing but rounding; a claim
//! that cannot be an observation is left out with its reason, never dropped in silence.

mod balance;
mod barred;
mod contradiction;
mod cumulative;
mod figure;
#[cfg(test)]
mod golden;
mod hedge;
mod lever;
mod lie;
mod loo;
mod observation;
mod open;
mod operator;
mod outlook;
mod pareto;
mod policy;
mod post;
mod posterior;
mod progress;
mod quantile;
mod random;
mod reading;
mod root;
mod score;
mod shard;
mod site;
mod smc;
mod source;
mod special;
mod system;
#[cfg(test)]
mod testing;
mod twin;
mod unknown;
mod whiten;

pub use balance::{Balance, Way};
pub use contradiction::Doubt;
pub use cumulative::Newell;
pub use figure::{Figure, Speaker};
pub use hedge::{Hedge, Shape};
pub use lever::WhatIfError;
pub use lie::Lie;
pub use loo::{LeftOut, untrusted};
pub use observation::{Left, Observation, Observations};
pub use operator::Window;
pub use outlook::Row;
pub use pareto::{TRUSTED_K, smoothed};
pub use policy::{Taken, with_events};
pub use post::WhatIf;
pub use posterior::{Diagnostics, Posterior};
pub use progress::Listener;
pub use quantile::{Believed, LEVELS};
pub use random::Stream;
pub use reading::Unread;
pub use root::roots;
pub use score::{Rival, Score, left_out_score, scores};
pub use smc::Effort;
pub use source::{Class, class_of};
pub use system::{System, SystemError};
pub use twin::{Twin, told, twin};
