//! Claims on a terminal: the figure, then its sentence with the figure marked.

use std::io::Write;

use anyhow::Result;
use exode::claim::{Claim, Finding, Modality};

/// `text` in an ANSI style, if wanted.
pub(crate) fn paint(color: bool, code: &str, text: &str) -> String {
    if color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

/// Text without control and direction-changing characters: a report must not drive the terminal. A line break is a space.
pub(crate) fn plain(text: &str) -> String {
    let strange = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c }).filter(|&c| !strange(c)).collect()
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
    let part = |range: std::ops::Range<usize>| plain(sentence.get(range).unwrap_or_default());
    let (before, mark, after) = (part(0..mark.0), part(mark.0..mark.1), part(mark.1..sentence.len()));
    let marked = if color { format!("\x1b[1;33m{mark}\x1b[0m") } else { format!("[{mark}]") };
    writeln!(out, "      {before}{marked}{after}  {}", paint(color, "2", &claim.id.to_string()))?;
    Ok(())
}

/// What could not be read safely, and what would settle it.
pub(crate) fn findings(findings: &[Finding], json: bool, out: &mut impl Write) -> Result<()> {
    for f in findings {
        if json {
            serde_json::to_writer(&mut *out, f)?;
            writeln!(out)?;
            continue;
        }
        let quote = if f.quote.is_empty() { String::new() } else { format!(" “{}”", plain(&f.quote)) };
        writeln!(out, "{} @{}: {}{quote}\n    {}", plain(&f.report), f.offset, f.code.name(), f.remedy)?;
    }
    Ok(())
}
