//! The briefing as text for a terminal: the contradictions first, then agreement, then what is claimed by place.
//!
//! Refuses to pass on control characters: a report must not be able to move the cursor or turn the line around.

use exode_claim::Modality;

use crate::view::Briefing;
use exode_ledger::words;
use exode_ledger::{Comparison, Statement, Verdict};

/// Narrower than this nothing is readable.
const NARROWEST: usize = 32;

/// The briefing as text of at most `width` characters a line (a word longer than a line stands alone), with ANSI colours if `color`.
#[must_use]
pub fn terminal(briefing: &Briefing, width: usize, color: bool) -> String {
    let mut page = Page { out: String::new(), width: width.max(NARROWEST), color };
    head(&mut page, briefing);
    page.title(&format!("Where the figures disagree ({})", briefing.disagreements.len()));
    if briefing.disagreements.is_empty() {
        page.lines(2, 2, "No two comparable figures exclude each other, and none is denied.", Ink::Plain);
    }
    for c in &briefing.disagreements {
        comparison(&mut page, briefing, c);
    }
    if !briefing.agreements.is_empty() {
        page.title(&format!("Where they agree, forecasts ({})", briefing.agreements.len()));
        for c in &briefing.agreements {
            agreement(&mut page, briefing, c);
        }
    }
    page.title("By place");
    for place in &briefing.places {
        page.lines(2, 4, &clean(&place.name), Ink::Bold);
        for measure in &place.measures {
            let days: Vec<String> =
                measure.days.iter().map(|d| format!("{} {}", d.when, figures(briefing, &d.statements).join(", "))).collect();
            page.lines(4, 8, &format!("{}: {}", measure.name, days.join("; ")), Ink::Plain);
        }
    }
    if briefing.headline.findings > 0 {
        page.title("Not understood");
        for c in &briefing.finding_counts {
            page.lines(2, 4, &format!("{} {}: {}", c.count, c.what, c.remedy), Ink::Plain);
        }
    }
    page.out
}

fn head(page: &mut Page, b: &Briefing) {
    let h = &b.headline;
    page.lines(0, 0, &clean(&b.title), Ink::Bold);
    let mut parts = vec![
        words::count(h.reports, "report"),
        words::count(h.publishers, "publisher"),
        words::count(h.claims, "claim"),
        words::count(h.statements, "statement"),
        words::count(h.sources, "named source"),
    ];
    if h.findings > 0 {
        parts.push(format!("{} not understood", words::count(h.findings, "passage")));
    }
    page.lines(0, 0, &parts.join(" \u{b7} "), Ink::Plain);
    let mut when = String::new();
    if let Some((a, z)) = h.period {
        when = format!("Reports of {}.", words::period(a, z));
    }
    if let Some(day) = b.as_of {
        when = format!("{when} As known on {}; {} set aside.", words::day(day), words::count(h.later_reports, "later report"));
    }
    page.lines(0, 0, when.trim(), Ink::Dim);
}

fn comparison(page: &mut Page, b: &Briefing, c: &Comparison) {
    let ratio = match (c.verdict, c.ratio) {
        (Verdict::Denied, _) => "stated and denied".to_owned(),
        (_, Some(r)) => format!("\u{d7}{}", words::number(r)),
        (_, None) => format!("{} sides", c.sides.len()),
    };
    page.lines(2, 4, &format!("{} \u{b7} {} \u{b7} {ratio}", clean(&c.heading), c.when), Ink::Alarm);
    for (n, side) in c.sides.iter().enumerate() {
        let letter = char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
        for (i, &s) in side.statements.iter().enumerate() {
            entry(page, if i == 0 { letter } else { ' ' }, &b.statements[s]);
        }
    }
    for &s in &c.wide {
        entry(page, '~', &b.statements[s]);
    }
    for &s in &c.denials {
        entry(page, '\u{d7}', &b.statements[s]);
    }
    for f in &c.forecasts {
        entry(page, '?', &b.statements[f.statement]);
    }
    for note in &c.notes {
        page.lines(7, 7, &clean(note), Ink::Dim);
    }
    page.out.push('\n');
}

fn entry(page: &mut Page, mark: char, s: &Statement) {
    let told = if s.reports > 1 { format!(" ({} reports)", s.reports) } else { String::new() };
    let tag = match (words::modality(s.modality), s.hedge_dropped) {
        ("", false) => String::new(),
        ("", true) => ", hedge dropped".to_owned(),
        (word, _) => format!(", {word}"),
    };
    page.lines(4, 7, &format!("{mark}  {}{tag}: {}{told}", s.figure, clean(&chain(s))), Ink::Plain);
}

fn agreement(page: &mut Page, b: &Briefing, c: &Comparison) {
    let all: Vec<usize> = c.sides.iter().flat_map(|s| &s.statements).chain(&c.wide).copied().collect();
    let mut line = format!("{} \u{b7} {}: {}", clean(&c.heading), c.when, figures(b, &all).join(", "));
    line.push_str(&format!(" ({})", words::count(c.sources, "source")));
    for f in &c.forecasts {
        let word = if f.held { "fits a figure reported" } else { "fits no figure reported" };
        line.push_str(&format!("; forecast {} {word}", b.statements[f.statement].figure));
    }
    page.lines(2, 4, &line, Ink::Plain);
}

fn figures(b: &Briefing, statements: &[usize]) -> Vec<String> {
    let one = |&i: &usize| {
        let s = &b.statements[i];
        match s.modality {
            Modality::Asserted => s.figure.clone(),
            modality => format!("{} ({})", s.figure, words::modality(modality)),
        }
    };
    statements.iter().map(one).collect()
}

fn chain(s: &Statement) -> String {
    let source = s.source.clone().unwrap_or_else(|| "source not stated".to_owned());
    s.relay.iter().fold(source, |chain, relay| format!("{chain} \u{203a} {relay}"))
}

/// Text without control, line-separating and direction-changing characters.
fn clean(text: &str) -> String {
    let strange = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).filter(|&c| !strange(c)).collect()
}

#[derive(Clone, Copy)]
enum Ink {
    Plain,
    Bold,
    Dim,
    Alarm,
}

struct Page {
    out: String,
    width: usize,
    color: bool,
}

impl Page {
    fn title(&mut self, text: &str) {
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.lines(0, 0, &text.to_uppercase(), Ink::Bold);
    }

    /// `text` from column `first`, further lines from column `rest`.
    fn lines(&mut self, first: usize, rest: usize, text: &str, ink: Ink) {
        let mut lines = vec![String::new()];
        let mut room = self.width.saturating_sub(first);
        // No-break spaces hold a figure and its unit together.
        for word in text.split(' ') {
            let last = lines.last_mut().map_or(0, |l| l.chars().count());
            if last > 0 && last + 1 + word.chars().count() > room {
                lines.push(String::new());
                room = self.width.saturating_sub(rest);
            }
            if let Some(line) = lines.last_mut() {
                if last > 0 && !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        let code = match ink {
            Ink::Plain => "",
            Ink::Bold => "\u{1b}[1m",
            Ink::Dim => "\u{1b}[2m",
            Ink::Alarm => "\u{1b}[1;31m",
        };
        for (i, line) in lines.iter().enumerate() {
            let indent = if i == 0 { first } else { rest };
            let line = line.replace(['\u{a0}', '\u{202f}'], " ");
            self.out.push_str(&" ".repeat(indent));
            if self.color && !code.is_empty() {
                self.out.push_str(&format!("{code}{line}\u{1b}[0m"));
            } else {
                self.out.push_str(&line);
            }
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_cannot_drive_the_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\u{202e}c\u{7}\nd"), "a[2Jbc d");
    }
}
