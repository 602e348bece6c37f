//! `exode score`.

use std::path::PathBuf;

use anyhow::{Result, bail};
use exode::fit::scores;

use crate::fitting::{Fitting, Word, lines, next};

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut fitting = Fitting::default();
    let mut truth: Option<PathBuf> = None;
    while let Some(word) = next(&mut arguments)? {
        if fitting.take(&word, &mut arguments)? {
            continue;
        }
        match word {
            Word::Option(name) if name == "truth" => truth = Some(arguments.value()?.into()),
            Word::Option(name) if name == "help" || name == "h" => return crate::say(crate::help::topic("score")),
            Word::Value(case) if !fitting.has_case() => fitting.set_case(case.into()),
            other => return Err(other.unexpected("score")),
        }
    }
    let Some(truth) = truth else { bail!("name the truth: --truth FIGURES.jsonl, in claim form with their values") };
    let truth = lines(&truth)?;
    let last = fitting.system(None)?.start();
    let figures = fitting.figures_or_beside_case()?;
    let posterior = fitting.fit(figures, last)?;
    let prior = fitting.prior(last)?;
    let mut out = String::from(
        "figures with                      rival                          n   in 50 %  in 80 %  in 90 %  interval score (ln)\n",
    );
    for (set, scores) in scores(&posterior, &prior, &truth) {
        for s in scores {
            let [a, b, c] = s.covered.map(|c| 100.0 * c);
            out.push_str(&format!(
                "{set:<33} {:<28} {:>4}   {a:>5.0}    {b:>5.0}    {c:>5.0}    {:.3}\n",
                s.rival.name(),
                s.count,
                s.interval_score
            ));
        }
    }
    crate::say(&out)
}
