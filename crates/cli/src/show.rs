//! Claims on a terminal: the figure, then its sentence with the figure marked.

use std::io::Write;

use anyhow::Result;
use exode::claim::{Claim, Modality};

/// `text` in an ANSI style, if wanted.
pub(crate) fn paint(color: bool, code: &str, text: &str) -> String {
    if color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

/// Two lines: what the claim says, and where it says so.
pub(crate) fn claim(claim: &Claim, sentence: &str, mark: (usize, usize), color: bool, out: &mut impl Write) -> Result<()> {
    let mut line = format!("  {:<16} {:<9} {:<18}", exode::value_text(claim), claim.unit, claim.measure);
    line.push_str(&exode::route_text(claim));
    if let Some(time) = claim.time {
        line.push_str(&format!("  {time}"));
    }
    if claim.modality != Modality::Asserted {
        line.push_str(&format!("  {}", claim.modality));
    }
    if claim.hedged {
        line.push_str("  hedged");
    }
    if let Some(source) = &claim.source {
        line.push_str(&format!("  — {source}"));
    }
    for relay in &claim.relay {
        line.push_str(&format!(" via {relay}"));
    }
    writeln!(out, "{}", paint(color, "36", &line))?;
    let (before, mark, after) = (&sentence[..mark.0], &sentence[mark.0..mark.1], &sentence[mark.1..]);
    let marked = if color { format!("\x1b[1;33m{mark}\x1b[0m") } else { format!("[{mark}]") };
    let flat = |s: &str| {
        s.split_inclusive(char::is_whitespace)
            .map(|w| if w.ends_with('\n') { w.trim_end().to_owned() + " " } else { w.to_owned() })
            .collect::<String>()
    };
    writeln!(out, "      {}{marked}{}  {}", flat(before), flat(after), paint(color, "2", &claim.id.to_string()))?;
    Ok(())
}
