//! A plain list to cite from: the card, the reports by number, each statement with who said it, through whom, and in which reports.

use std::io::{self, Write};

use crate::{Card, ExportError, View};

pub(crate) fn write(view: &View, card: &mut Card, out: &mut impl Write) -> Result<(), ExportError> {
    card.written = view.statements.len();
    for (label, text) in card.lines() {
        writeln!(out, "{label}: {text}")?;
    }
    reports(view, out)?;
    statements(view, out)?;
    Ok(())
}

fn reports(view: &View, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\nReports\n")?;
    for (n, report) in view.reports.iter().enumerate() {
        write!(out, "[{}] {}.", n + 1, report.outlet())?;
        if let Some(title) = report.public_title() {
            write!(out, " \u{201c}{title}\u{201d}.")?;
        }
        if let Some(day) = report.published {
            write!(out, " {day}.")?;
        }
        if let Some(link) = &report.link {
            write!(out, " {link}")?;
        }
        if let Some(hash) = &report.hash {
            write!(out, " (text {hash})")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn statements(view: &View, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\nStatements\n")?;
    for told in &view.statements {
        let lead = &told.lead;
        write!(out, "{}. {}, {}", told.id, lead.figure, lead.measure.name().replace('_', " "))?;
        let route = lead.route.words();
        if !route.is_empty() {
            write!(out, "; {route}")?;
        }
        if let Some(time) = lead.time {
            write!(out, "; {time}")?;
        }
        write!(out, ". {}", lead.source.as_deref().unwrap_or("Source not stated"))?;
        for relay in &lead.relay {
            write!(out, ", through {relay}")?;
        }
        if lead.modality != exode_claim::Modality::Asserted {
            write!(out, " ({})", lead.modality)?;
        }
        if lead.review == exode_ledger::ReviewState::Approved {
            write!(out, " (approved)")?;
        }
        if !lead.corrected.is_empty() {
            write!(out, " (corrected by a reviewer: {})", lead.corrected.join(", "))?;
        }
        let mut numbers: Vec<usize> = told.records.iter().map(|&i| view.records[i].report + 1).collect();
        numbers.dedup();
        for n in numbers {
            write!(out, " [{n}]")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
