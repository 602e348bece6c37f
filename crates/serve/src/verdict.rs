//! What a reviewer decides, from a form or from JSON: the fields are the same.

use exode::claim::ClaimId;
use exode::{Action, DecisionError, Languages, Review, Role, Sensitivity};

use crate::snapshot::claim_id;

/// What a reviewer does, in the words of forms and JSON.
pub(crate) const DECISIONS_TAKEN: &[&str] =
    &["accept", "reject", "correct", "merge", "split", "unlike", "comment", "undo", "reopen", "role", "mark"];

/// Why nothing was decided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum VerdictError {
    /// No such decision.
    #[error("{0:?} is nothing a reviewer does: {list}", list = DECISIONS_TAKEN.join(", "))]
    Unknown(String),
    /// A merge or split without another claim.
    #[error("{0:?} is no claim id: 16 hexadecimal digits")]
    Other(String),
    /// A comment without words.
    #[error("a comment needs words")]
    Silent,
    /// None of the list.
    #[error("{value:?} is none of: {list}")]
    Choice {
        /// What was said.
        value: String,
        /// What can be said.
        list: &'static str,
    },
    /// A correction that cannot be taken.
    #[error(transparent)]
    Correction(#[from] DecisionError),
    /// The longest comment is a page.
    #[error("a comment has 4,000 letters at most")]
    Long,
}

/// What somebody decided about a claim.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) action: Action,
    /// Why, private names masked.
    pub(crate) why: String,
}

impl Verdict {
    /// The verdict of these fields: `do`, and as it needs `field`, `value`, `with`, `why`.
    pub(crate) fn of(get: impl Fn(&str) -> Option<String>, languages: Languages<'_>) -> Result<Self, VerdictError> {
        let text = |key: &str| get(key).unwrap_or_default().trim().to_owned();
        let said = text("why");
        if said.chars().count() > 4_000 {
            return Err(VerdictError::Long);
        }
        let other = || claim_id(&text("with")).ok_or_else(|| VerdictError::Other(text("with")));
        let choice = |list| VerdictError::Choice { value: text("value"), list };
        let action = match text("do").as_str() {
            "accept" => Action::Accept,
            "reject" => Action::Reject,
            "reopen" => Action::Reopen,
            "undo" => Action::Undo,
            "comment" if said.is_empty() => return Err(VerdictError::Silent),
            "comment" => Action::Comment,
            "merge" => Action::Merge(other()?),
            "split" => Action::Split(other()?),
            "unlike" => Action::Unlike(other()?),
            "correct" => Action::Correct(exode::correction(&text("field"), &text("value"), languages)?),
            "role" => Action::Use(match text("value").as_str() {
                "recommended" => Some(Role::Recommended),
                "triangulation" => Some(Role::Triangulation),
                "none" | "" => None,
                _ => return Err(choice("recommended, triangulation, none")),
            }),
            "mark" => Action::Classify(match text("value").as_str() {
                "public" => Sensitivity::Public,
                "restricted" => Sensitivity::Restricted,
                "confidential" => Sensitivity::Confidential,
                _ => return Err(choice("public, restricted, confidential")),
            }),
            other => return Err(VerdictError::Unknown(other.to_owned())),
        };
        let why = if said.is_empty() { said } else { exode::masked_comment(&said.replace(['\r', '\n'], " "), languages) };
        Ok(Self { action, why })
    }

    /// The entry of the history.
    pub(crate) fn entry(self, claim: ClaimId, by: &str, at: String) -> Review {
        Review { claim, action: self.action, by: by.to_owned(), at, why: self.why }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fields: &[(&str, &str)]) -> Result<Verdict, VerdictError> {
        let get = |key: &str| fields.iter().find(|(k, _)| *k == key).map(|(_, v)| (*v).to_owned());
        Verdict::of(get, Languages::embedded())
    }

    #[test]
    fn every_decision_of_the_command_line_can_be_taken_here() {
        let merge = of(&[("do", "merge"), ("with", "00000000000000ff")]).map(|v| v.action);
        assert_eq!(merge, Ok(Action::Merge(ClaimId(255))));
        assert_eq!(of(&[("do", "role"), ("value", "none")]).map(|v| v.action), Ok(Action::Use(None)));
        assert!(matches!(of(&[("do", "correct"), ("field", "measure"), ("value", "wait")]).map(|v| v.action), Ok(Action::Correct(_))));
        for name in ["accept", "reject", "reopen", "undo"] {
            assert!(of(&[("do", name)]).is_ok(), "{name}");
        }
    }

    #[test]
    fn what_makes_no_sense_decides_nothing() {
        for fields in [
            vec![("do", "forget")],
            vec![],
            vec![("do", "merge"), ("with", "x")],
            vec![("do", "comment"), ("why", "  ")],
            vec![("do", "mark"), ("value", "secret")],
            vec![("do", "correct"), ("field", "source"), ("value", "Katia Sokolova")],
        ] {
            assert!(of(&fields).is_err(), "{fields:?}");
        }
    }

    #[test]
    fn reasons_name_no_private_person() {
        let verdict = of(&[("do", "reject"), ("why", "Katia Sokolova\ncounted twice")]).unwrap();
        assert!(!verdict.why.contains("Sokolova") && !verdict.why.contains('\n'), "{}", verdict.why);
    }
}
