//! What is modelled: where things stand, border by border, and what would be. Every number has its intervals and says that it is modelled;
//! a fit that fails its diagnostics says so before its first number.

mod by_day;
mod gate;
mod piece;
mod stand;
mod what_if;

pub(crate) use gate::gate;
pub(crate) use stand::model;
pub(crate) use what_if::what_if;
