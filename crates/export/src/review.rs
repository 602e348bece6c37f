//! The ledger's words of review, as exports spell them.

use exode_ledger::{ReviewState, Role, Sensitivity};

pub(crate) fn name(state: ReviewState) -> &'static str {
    match state {
        ReviewState::NotStarted => "not_started",
        ReviewState::InProgress => "in_progress",
        ReviewState::Approved => "approved",
        ReviewState::ReRequested => "re_requested",
        ReviewState::Rejected => "rejected",
    }
}

pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Recommended => "recommended",
        Role::Triangulation => "triangulation",
    }
}

pub(crate) fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Public => "public",
        Sensitivity::Restricted => "restricted",
        Sensitivity::Confidential => "confidential",
    }
}
