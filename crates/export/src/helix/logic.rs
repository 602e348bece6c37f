//! "Analysis and calculation logic": the figure as it was told, and what HELIX's fields cannot hold of it.

use exode_claim::Unit;

use crate::View;
use crate::record::{Standing, Statement};

pub(crate) fn words(view: &View, told: &Statement) -> String {
    let lead = &told.lead;
    let mut parts = vec![format!("As told: {} ({})", lead.figure, lead.measure.name().replace('_', " "))];
    if let Some(quote) = &lead.quote {
        parts.push(format!("words of the text: \u{201c}{quote}\u{201d}"));
    }
    parts.push(format!("hedge: {}", lead.quantifier.name().replace('_', " ")));
    if lead.hedged {
        parts.push("reported conditionally".to_owned());
    }
    let through: String = lead.relay.iter().map(|r| format!(", through {r}")).collect();
    parts.push(format!("said by {}{through}", lead.source.as_deref().unwrap_or("a source not stated")));
    let mut reports: Vec<usize> = told.records.iter().map(|&i| view.records[i].report).collect();
    reports.dedup();
    parts.push(format!("told in {}", if reports.len() == 1 { "1 report".to_owned() } else { format!("{} reports", reports.len()) }));
    match told.standing {
        Standing::Contradicted => parts.push("contradicted by another figure".to_owned()),
        Standing::Denied => parts.push("denied".to_owned()),
        Standing::Alone | Standing::Agreed => {}
    }
    if lead.number().is_none() {
        parts.push("HELIX holds one number: an analyst chooses it from the range".to_owned());
    }
    if lead.unit == Unit::Household {
        parts.push("household size not stated, not multiplied".to_owned());
    }
    if !lead.corrected.is_empty() {
        parts.push(format!("corrected in review: {}", lead.corrected.join(", ")));
    }
    if lead.suppressed {
        parts.push("few people: finer places and words withheld".to_owned());
    }
    let claims: Vec<&str> = told.records.iter().map(|&i| view.records[i].id.as_str()).collect();
    parts.push(format!("exode {}, claims {}", told.id, claims.join(" ")));
    parts.join("; ") + "."
}
