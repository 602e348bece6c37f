//! The pages. Text of reports enters only through maud's escaping splices, and through [`text`], which isolates it.

mod add;
mod audit;
mod chart;
mod chart_words;
mod claim;
mod claims;
mod discrepancies;
mod doors;
mod early;
mod frame;
mod map;
mod modelled;
mod overview;
mod piece;
mod reports;
mod review;
mod statement;
mod statements;
mod take;

pub(crate) use add::{add, added};
pub(crate) use audit::audit;
pub(crate) use chart::chart;
pub(crate) use claim::{claim, decide};
pub(crate) use claims::claims;
pub(crate) use discrepancies::{discrepancies, findings};
pub(crate) use doors::{enter, plain};
pub(crate) use early::early;
pub(crate) use modelled::{gate, model, what_if};
pub(crate) use overview::overview;
pub(crate) use reports::{report, reports};
pub(crate) use review::queue;
pub(crate) use statement::statement;
pub(crate) use statements::statements;
pub(crate) use take::{api, briefing, exports};
