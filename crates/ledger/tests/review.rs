//! What reviewers decide wins over what the reader read.

mod support;

use exode_claim::{Bounds, Measure, Quantifier};
use exode_ledger::{Action, Correction, Evidence, Report, Review, ReviewState, Role, Sensitivity, Ties, Verified, check, evidence};

const TWO: &str = "\
@ a | 2022-09-26 | en | A | T |
[8,812] came. || crossed_in person exact 8812 8812 per_day | RU>FI | 2022-09-24 | i:Finnish Border Guard | |
@ b | 2022-09-26 | fr | B | T |
[Près de 9 000]. || crossed_in person nearly 9000 9000 per_day | RU>FI | 2022-09-24 | i:gardes-frontières finlandais | i:AFP |
";

fn two() -> (Vec<Report>, exode_claim::ClaimId, exode_claim::ClaimId) {
    let reports = support::reports(TWO);
    let (a, b) = (reports[0].claims[0].claim.id, reports[1].claims[0].claim.id);
    (reports, a, b)
}

fn entry(claim: exode_claim::ClaimId, action: Action) -> Review {
    Review { claim, action, by: "ana".into(), at: "2022-09-27T08:00:00Z".into(), why: String::new() }
}

fn reviewed(reviews: &[Review]) -> Evidence {
    let (mut reports, ..) = two();
    for told in reports.iter_mut().flat_map(|r| &mut r.claims) {
        let id = told.claim.id;
        told.verified = Verified::apply(&mut told.claim, reviews.iter().filter(|r| r.claim == id));
    }
    evidence(reports, &Ties::of(reviews))
}

#[test]
fn a_split_parts_what_the_rules_would_merge_and_a_merge_takes_it_back() {
    let (_, a, b) = two();
    assert_eq!(reviewed(&[]).statements.len(), 1);
    let split = entry(a, Action::Split(b));
    assert_eq!(reviewed(std::slice::from_ref(&split)).statements.len(), 2);
    assert_eq!(reviewed(&[split, entry(b, Action::Merge(a))]).statements.len(), 1);
}

#[test]
fn a_merge_joins_what_no_rule_would() {
    let (_, a, b) = two();
    let other = Correction::Figure(Bounds::exactly(20_000.0), Quantifier::Exact);
    let wrong = entry(b, Action::Correct(other));
    assert_eq!(reviewed(std::slice::from_ref(&wrong)).statements.len(), 2);
    assert_eq!(reviewed(&[wrong, entry(b, Action::Merge(a))]).statements.len(), 1);
}

const THREE: &str = "\
@ a | 2022-09-26 | en | A | T |
[8,812] came. || crossed_in person exact 8812 8812 per_day | RU>FI | 2022-09-24 | i:Finnish Border Guard | |
@ b | 2022-09-26 | en | B | T |
[Some 12,000] came. || crossed_in person approximately 12000 12000 per_day | RU>FI | 2022-09-24 | i:Yle | |
@ c | 2022-09-26 | en | C | T |
[Some 20,000] came. || crossed_in person approximately 20000 20000 per_day | RU>FI | 2022-09-24 | i:AFP | |
";

#[test]
fn merges_go_from_claim_to_claim_in_any_order_and_a_split_parts_no_one_of_them() {
    let reports = support::reports(THREE);
    let id = |n: usize| reports[n].claims[0].claim.id;
    let statements = |reviews: &[Review]| evidence(reports.clone(), &Ties::of(reviews)).statements.len();
    assert_eq!(statements(&[]), 3);
    for centre in 0..3 {
        let (a, b) = ((centre + 1) % 3, (centre + 2) % 3);
        let merges = [entry(id(centre), Action::Merge(id(a))), entry(id(b), Action::Merge(id(centre)))];
        assert_eq!(statements(&merges), 1, "merged round {centre}");
        let split = entry(id(a), Action::Split(id(b)));
        assert_eq!(statements(&[merges[0].clone(), merges[1].clone(), split.clone()]), 1);
        assert_eq!(statements(&[merges[0].clone(), split]), 2);
    }
}

#[test]
fn a_rejected_claim_counts_nowhere_and_comes_back_when_reopened() {
    let (_, a, b) = two();
    let left = reviewed(&[entry(b, Action::Reject)]);
    assert_eq!((left.rows.len(), left.rows[0].claim.id, left.rejected), (1, a, 1));
    let back = reviewed(&[entry(b, Action::Reject), entry(b, Action::Reopen)]);
    assert_eq!(back.rows.len(), 2);
    assert!(back.rows.iter().any(|r| r.verified.state == ReviewState::ReRequested));
}

#[test]
fn corrections_are_applied_field_by_field_and_marked() {
    let (_, a, _) = two();
    let e = reviewed(&[
        entry(a, Action::Correct(Correction::Measure(Measure::CrossedOut))),
        entry(a, Action::Correct(Correction::Time(None))),
        entry(a, Action::Use(Some(Role::Recommended))),
        entry(a, Action::Classify(Sensitivity::Confidential)),
        entry(a, Action::Accept),
    ]);
    let row = e.rows.iter().find(|r| r.claim.id == a).unwrap();
    assert_eq!((row.claim.measure, row.claim.time), (Measure::CrossedOut, None));
    assert_eq!(row.claim.bounds, Bounds::exactly(8812.0), "what nobody touched stays as read");
    let v = &row.verified;
    assert_eq!((v.state, v.role, v.sensitivity), (ReviewState::Approved, Some(Role::Recommended), Sensitivity::Confidential));
    assert_eq!(v.corrected, ["measure", "time"]);
}

#[test]
fn a_comment_begins_a_review_and_ends_none() {
    let (_, a, _) = two();
    let commented = reviewed(&[entry(a, Action::Comment)]);
    assert!(commented.rows.iter().any(|r| r.verified.state == ReviewState::InProgress));
    let after = reviewed(&[entry(a, Action::Accept), entry(a, Action::Comment)]);
    assert!(after.rows.iter().all(|r| r.verified.state != ReviewState::InProgress));
}

#[test]
fn an_undo_takes_back_the_reviewers_own_latest_decision_and_nobody_elses() {
    let (_, a, b) = two();
    let by = |who: &str, review: Review| Review { by: who.into(), ..review };
    let state = |reviews: &[Review]| reviewed(reviews).rows.iter().find(|r| r.claim.id == a).map(|r| r.verified.state);
    let accept = || entry(a, Action::Accept);
    assert_eq!(state(&[accept(), entry(a, Action::Undo)]), Some(ReviewState::NotStarted), "as if nobody had looked at it");
    assert_eq!(state(&[accept(), entry(b, Action::Reject), entry(a, Action::Undo)]), Some(ReviewState::NotStarted), "of this claim");
    assert_eq!(state(&[accept(), by("ben", entry(a, Action::Undo))]), Some(ReviewState::Approved), "ben decided nothing");
    let two_people = [accept(), by("ben", entry(a, Action::Reject)), entry(a, Action::Undo)];
    assert_eq!(state(&two_people), None, "ben's rejection stands");
    let redone = [accept(), entry(a, Action::Undo), entry(a, Action::Reject), entry(a, Action::Undo), accept()];
    assert_eq!(state(&redone), Some(ReviewState::Approved));
    let twice = [entry(a, Action::Correct(Correction::Time(None))), accept(), entry(a, Action::Undo), entry(a, Action::Undo)];
    let back = reviewed(&twice);
    let row = back.rows.iter().find(|r| r.claim.id == a).unwrap();
    assert!(row.claim.time.is_some() && row.verified == Verified::default(), "a correction leaves no trace on the claim");
}

#[test]
fn an_undone_tie_ties_nothing() {
    let (_, a, b) = two();
    assert_eq!(reviewed(&[entry(a, Action::Split(b)), entry(a, Action::Undo)]).statements.len(), 1);
}

#[test]
fn what_is_unlike_is_held_against_nothing_until_it_is_undone() {
    let disagree = |reviews: &[Review]| {
        let evidence = exode_ledger::evidence(support::reports(THREE), &Ties::of(reviews));
        let sides = evidence.comparisons.iter().filter(|c| c.sides.len() > 1);
        (sides.map(|c| c.sides.len()).collect::<Vec<_>>(), check(&evidence).len())
    };
    let id = |n: usize| support::reports(THREE)[n].claims[0].claim.id;
    let (a, b, c) = (id(0), id(1), id(2));
    assert_eq!(disagree(&[]), (vec![3], 1));
    // The other two pairs still contradict.
    assert_eq!(disagree(&[entry(a, Action::Unlike(b))]).0, [2, 2]);
    let all = [entry(a, Action::Unlike(b)), entry(c, Action::Unlike(a)), entry(b, Action::Unlike(c))];
    assert_eq!(disagree(&all), (Vec::new(), 0));
    let undone = [&all[..], &[entry(b, Action::Undo)]].concat();
    assert_eq!(disagree(&undone).0, [2]);
    // Unlike claims are not one statement either, and a later merge wins.
    assert_eq!(reviewed(&[entry(two().1, Action::Unlike(two().2))]).statements.len(), 2);
    assert_eq!(reviewed(&[entry(two().1, Action::Unlike(two().2)), entry(two().2, Action::Merge(two().1))]).statements.len(), 1);
}
