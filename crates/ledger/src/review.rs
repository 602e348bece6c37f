//! What reviewers decide of a claim, and what a claim reads once their decisions are applied.
//!
//! Decisions are history: none replaces another, later ones win field by field. States and roles are those of IDMC HELIX.

use std::collections::BTreeMap;

use exode_claim::{Attribution, Bounds, Claim, ClaimId, Finding, Measure, Modality, PlaceRef, Quantifier, Rate, Unit, When};
use serde::Serialize;

use crate::undo::standing;
use crate::{Report, Told};

/// Where a claim stands in review. HELIX has the first four; a rejected figure leaves HELIX's list, ours keeps it in the history.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Nobody has looked at it.
    #[default]
    NotStarted,
    /// Commented or corrected, not yet accepted.
    InProgress,
    /// Accepted, as read or as corrected.
    Approved,
    /// To be looked at again.
    ReRequested,
    /// No claim, or not to be used: it counts nowhere.
    Rejected,
}

impl ReviewState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::NotStarted, Self::InProgress, Self::Approved, Self::ReRequested, Self::Rejected];

    /// The state's name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::InProgress => "in_progress",
            Self::Approved => "approved",
            Self::ReRequested => "re_requested",
            Self::Rejected => "rejected",
        }
    }

    /// The state in words; `None` where nobody has looked at the claim.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::NotStarted => None,
            Self::InProgress => Some("in review"),
            Self::Approved => Some("approved"),
            Self::ReRequested => Some("review asked for again"),
            Self::Rejected => Some("rejected"),
        }
    }
}

/// What an analyst uses a figure for (HELIX).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The figure to report.
    Recommended,
    /// Kept beside it as a check.
    Triangulation,
}

impl Role {
    /// The role's name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Recommended => "recommended",
            Self::Triangulation => "triangulation",
        }
    }
}

/// Who may see a figure (OCHA Guidelines on Data Responsibility: levels by likely harm).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// May be published.
    #[default]
    Public,
    /// For partners.
    Restricted,
    /// Stays in the ledger.
    Confidential,
}

impl Sensitivity {
    /// The level's name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Restricted => "restricted",
            Self::Confidential => "confidential",
        }
    }
}

/// One field of a claim as a reviewer sets it; `None` says that the text leaves it open.
#[derive(Debug, Clone, PartialEq)]
pub enum Correction {
    /// Stated bounds and the hedge on them.
    Figure(Bounds, Quantifier),
    /// What is counted.
    Unit(Unit),
    /// What it says of people on the move.
    Measure(Measure),
    /// Flow, stock or moment.
    Rate(Option<Rate>),
    /// Where people come from.
    Origin(Option<PlaceRef>),
    /// Where they go.
    Destination(Option<PlaceRef>),
    /// The border crossing.
    Crossing(Option<PlaceRef>),
    /// Where it happens.
    Place(Option<PlaceRef>),
    /// The time it speaks of.
    Time(Option<When>),
    /// Who states it.
    Source(Option<Attribution>),
    /// Who tells it on, the nearest to the source first.
    Relay(Vec<Attribution>),
    /// Reported conditionally.
    Hedged(bool),
    /// Asserted, planned, denied or corrected.
    Modality(Modality),
}

impl Correction {
    /// The field's name, as in JSON; bounds and hedge are one field, `figure`.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::Figure(..) => "figure",
            Self::Unit(_) => "unit",
            Self::Measure(_) => "measure",
            Self::Rate(_) => "rate",
            Self::Origin(_) => "origin",
            Self::Destination(_) => "destination",
            Self::Crossing(_) => "crossing",
            Self::Place(_) => "place",
            Self::Time(_) => "time",
            Self::Source(_) => "source",
            Self::Relay(_) => "relay",
            Self::Hedged(_) => "hedged",
            Self::Modality(_) => "modality",
        }
    }

    fn apply(&self, claim: &mut Claim) {
        match self.clone() {
            Self::Figure(bounds, quantifier) => {
                claim.bounds = bounds;
                claim.quantifier = quantifier;
                claim.vague = false;
            }
            Self::Unit(unit) => claim.unit = unit,
            Self::Measure(measure) => claim.measure = measure,
            Self::Rate(rate) => claim.rate = rate,
            Self::Origin(place) => claim.origin = place,
            Self::Destination(place) => claim.destination = place,
            Self::Crossing(place) => claim.crossing = place,
            Self::Place(place) => claim.place = place,
            Self::Time(time) => claim.time = time,
            Self::Source(source) => claim.source = source,
            Self::Relay(relay) => claim.relay = relay,
            Self::Hedged(hedged) => claim.hedged = hedged,
            Self::Modality(modality) => claim.modality = modality,
        }
    }
}

/// What a reviewer does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The claim is right as it now reads.
    Accept,
    /// It is no claim, or must not be used.
    Reject,
    /// One field reads otherwise.
    Correct(Correction),
    /// It tells the same statement as another claim, whatever the rules say.
    Merge(ClaimId),
    /// It tells another statement than that claim, whatever the rules say.
    Split(ClaimId),
    /// It is not to be held against that claim: it counts a part of the same people, other people, or another moment.
    Unlike(ClaimId),
    /// Words for colleagues (the entry's `why`).
    Comment,
    /// What the figure is used for; `None` takes the role back.
    Use(Option<Role>),
    /// It must be looked at again.
    Reopen,
    /// Who may see it.
    Classify(Sensitivity),
    /// The reviewer's latest decision on this claim that still stands is taken back (see [`standing`]).
    Undo,
}

/// One entry of the review history.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The claim it is about.
    pub claim: ClaimId,
    /// What was done.
    pub action: Action,
    /// The reviewer's handle. It stays in the ledger: no export carries it.
    pub by: String,
    /// When, RFC 3339, UTC.
    pub at: String,
    /// Why; may be empty.
    pub why: String,
}

/// The outcome of all reviews of one claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Where it stands.
    pub state: ReviewState,
    /// What it is used for.
    pub role: Option<Role>,
    /// Who may see it.
    pub sensitivity: Sensitivity,
    /// Fields that read as a reviewer set them.
    pub corrected: Vec<&'static str>,
}

impl Verified {
    /// Apply `reviews` (of this claim, oldest first) to `claim` and tell where it stands.
    pub fn apply<'a>(claim: &mut Claim, reviews: impl IntoIterator<Item = &'a Review>) -> Self {
        let mut verified = Self::default();
        let reviews: Vec<&Review> = reviews.into_iter().collect();
        let stands = standing(reviews.iter().copied(), |r| r.by.as_str());
        for (review, _) in reviews.into_iter().zip(stands).filter(|(_, stands)| *stands) {
            match &review.action {
                Action::Accept => verified.state = ReviewState::Approved,
                Action::Reject => verified.state = ReviewState::Rejected,
                Action::Reopen => verified.state = ReviewState::ReRequested,
                Action::Correct(correction) => {
                    correction.apply(claim);
                    if !verified.corrected.contains(&correction.field()) {
                        verified.corrected.push(correction.field());
                    }
                    // What is approved is approved as it read then.
                    if verified.state == ReviewState::Approved {
                        verified.state = ReviewState::InProgress;
                    }
                    verified.begun();
                }
                Action::Merge(_) | Action::Split(_) | Action::Unlike(_) | Action::Comment => verified.begun(),
                Action::Use(role) => {
                    verified.role = *role;
                    verified.begun();
                }
                Action::Classify(sensitivity) => verified.sensitivity = *sensitivity,
                Action::Undo => {}
            }
        }
        verified
    }

    /// Something was done to a claim nobody had looked at.
    fn begun(&mut self) {
        if self.state == ReviewState::NotStarted {
            self.state = ReviewState::InProgress;
        }
    }
}

/// Take out the claims that are not for everybody, with the sentences, titles, addresses and findings that would tell them, and reports of
/// which nothing stays; how many claims they were. For whatever may be forwarded.
pub fn withhold(reports: &mut Vec<Report>, findings: &mut Vec<Finding>) -> usize {
    let mut withheld = 0;
    for report in &mut *reports {
        let (open, hidden): (Vec<Told>, Vec<Told>) =
            std::mem::take(&mut report.claims).into_iter().partition(|t| t.verified.sensitivity == Sensitivity::Public);
        report.claims = open;
        if hidden.is_empty() && report.sensitivity == Sensitivity::Public {
            continue;
        }
        withheld += hidden.len();
        (report.title, report.url) = (None, None);
        findings.retain(|f| f.report != report.name);
        let shared = |t: &Told| hidden.iter().any(|h| h.claim.sentence.0 < t.claim.sentence.1 && t.claim.sentence.0 < h.claim.sentence.1);
        for told in report.claims.iter_mut().filter(|t| shared(t)) {
            told.sentence.clone_from(&told.claim.quote);
            told.mark = (0, told.sentence.len());
        }
        report.sensitivity = report.sensitivity.max(Sensitivity::Restricted);
    }
    reports.retain(|r| !r.claims.is_empty() || r.sensitivity == Sensitivity::Public);
    reports.iter_mut().for_each(|r| r.sensitivity = Sensitivity::Public); // no trace but the number
    withheld
}

/// What reviewers decided of two claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    Together,
    Apart,
    /// Apart, and not to be compared.
    Unlike,
}

/// Pairs of claims that reviewers tied together or apart; the later decision about a pair wins.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    pairs: BTreeMap<(ClaimId, ClaimId), Tie>,
}

impl Ties {
    /// The ties of a review history, oldest first.
    pub fn of<'a>(reviews: impl IntoIterator<Item = &'a Review>) -> Self {
        let mut ties = Self::default();
        let reviews: Vec<&Review> = reviews.into_iter().collect();
        let stands = standing(reviews.iter().copied(), |r| (r.claim, r.by.as_str()));
        for (review, _) in reviews.into_iter().zip(stands).filter(|(_, stands)| *stands) {
            let (other, tie) = match review.action {
                Action::Merge(other) => (other, Tie::Together),
                Action::Split(other) => (other, Tie::Apart),
                Action::Unlike(other) => (other, Tie::Unlike),
                _ => continue,
            };
            ties.pairs.insert((review.claim.min(other), review.claim.max(other)), tie);
        }
        ties
    }

    /// What reviewers decided of two claims: one statement, two, or nothing.
    #[must_use]
    pub fn between(&self, a: ClaimId, b: ClaimId) -> Option<bool> {
        self.pairs.get(&(a.min(b), a.max(b))).map(|&tie| tie == Tie::Together)
    }

    /// The pairs decided, and whether together.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (ClaimId, ClaimId, bool)> + '_ {
        self.pairs.iter().map(|(&(a, b), &tie)| (a, b, tie == Tie::Together))
    }

    /// The pairs that are not to be compared.
    pub(crate) fn unlike(&self) -> impl Iterator<Item = (ClaimId, ClaimId)> + '_ {
        self.pairs.iter().filter(|(_, tie)| **tie == Tie::Unlike).map(|(&pair, _)| pair)
    }

    /// Whether reviewers tied no claims.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}
