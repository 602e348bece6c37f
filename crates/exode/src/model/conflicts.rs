//! What cannot be true together: the arithmetic of a border beside what is modelled of it, and claims that the others do not bear out.

use exode_fit::Doubt;
use exode_ledger::{Discrepancy, Roads, check_on, words};
use exode_report::modelled::{Conflict, number};

use super::{Model, told};

/// The code of a claim that the others do not bear out, beside those of the rules of the ledger.
const LEFT_OUT: &str = "against-all-others";
/// So many times apart, a figure is likelier of something else than wrong.
const ELSE: f64 = 30.0;

impl Model<'_> {
    /// The arithmetic of its borders, then the claims that the others do not bear out.
    #[must_use]
    pub fn conflicts(&self, roads: &Roads) -> Vec<Conflict> {
        let arithmetic = check_on(self.evidence, roads).into_iter().filter(|d| d.rule.is_of_a_border());
        let mut out: Vec<Conflict> = arithmetic.map(|d| self.arithmetic(d)).collect();
        out.extend(self.doubts());
        out
    }

    /// The claims that the others do not bear out, the least likely first.
    #[must_use]
    pub fn doubts(&self) -> Vec<Conflict> {
        let doubts = self.posterior.doubts(&self.left_out);
        doubts.iter().filter_map(|d| self.doubt(d)).collect()
    }

    fn arithmetic(&self, d: Discrepancy) -> Conflict {
        let modelled = self.beside(&d).unwrap_or_default();
        let heading = d.rule.meaning();
        let heading = heading.chars().take(1).flat_map(char::to_uppercase).chain(heading.chars().skip(1)).collect();
        Conflict { rule: d.rule.code(), heading, arithmetic: d.arithmetic, modelled, expected: None, statements: d.statements }
    }

    /// What is modelled of the queue that a discrepancy is about, on its day.
    #[must_use]
    pub fn beside(&self, d: &Discrepancy) -> Option<String> {
        let first = *d.statements.first().filter(|_| d.rule.is_of_a_border())?;
        let (gate, _) = self.gate[first]?;
        let day = self.evidence.statements[first].time?.end()?;
        self.posterior.balance(gate, day).map(|b| told::balance(&b))
    }

    fn doubt(&self, d: &Doubt) -> Option<Conflict> {
        let statement = self.statement_of(d.figure)?;
        let s = &self.evidence.statements[statement];
        let figure = &self.posterior.figures[d.figure];
        let expected = told::band(&d.expected);
        let mut arithmetic = format!(
            "{}: {} is told; all other claims together make expect {} {}. Something as far out would be told {}.",
            subject(s),
            s.figure,
            expected.told(),
            told::unit(figure),
            told::how_often(d.tail),
        );
        if d.gross > 0.5 {
            arithmetic += &format!(" The fit takes it for wrong with {} %.", number((100.0 * d.gross).min(99.0)));
        }
        if d.said.max(1.0) * ELSE < d.expected.median() || d.expected.median().max(1.0) * ELSE < d.said {
            arithmetic += " So far apart it may count something else than it was read as.";
        }
        let against: Vec<usize> = d.against.iter().filter_map(|(f, _)| self.statement_of(*f)).filter(|i| *i != statement).collect();
        let modelled = if against.is_empty() {
            "No single claim speaks against it: it is all of them together, and the case.".to_owned()
        } else {
            let names: Vec<String> = against.iter().map(|&i| named(&self.evidence.statements[i])).collect();
            let times = (-d.group).exp();
            format!("Most against it: {}. Together they are {} times less likely than apart.", names.join("; "), number(times))
        };
        let heading = format!("{}, against all other claims", named(s));
        let mut statements = vec![statement];
        statements.extend(against);
        statements.dedup();
        Some(Conflict { rule: LEFT_OUT, heading, arithmetic, modelled, expected: Some(expected), statements })
    }
}

/// "3,500 vehicles (police)".
fn named(s: &exode_ledger::Statement) -> String {
    let who = s.source.as_ref().or(s.outlets.first()).map_or("source not stated", String::as_str);
    format!("{} ({who})", s.figure)
}

/// "Vehicles in the queue, Russia → Georgia, 26 Sep 2022".
fn subject(s: &exode_ledger::Statement) -> String {
    let mut out = words::measure_block(s.measure, s.unit, s.class);
    if !s.route.is_empty() {
        out += &format!(", {}", s.route);
    }
    if let Some(time) = s.time {
        out += &format!(", {}", words::when(time));
    }
    out
}
