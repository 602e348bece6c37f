//! `exode case new`.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};
use exode::case::Plan;
use jiff::civil::Date;

use crate::fitting::{Word, next};

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let (mut from, mut to, mut start, mut shock, mut days) = (None, Vec::new(), None, None, 28);
    let mut verb = None;
    while let Some(word) = next(&mut arguments)? {
        let mut text = || -> Result<String> { Ok(arguments.value()?.to_string_lossy().into_owned()) };
        match word {
            Word::Option(name) if name == "from" => from = Some(text()?.to_uppercase()),
            Word::Option(name) if name == "to" => to.extend(text()?.split(',').map(|c| c.trim().to_uppercase())),
            Word::Option(name) if name == "start" => start = Some(date(&text()?)?),
            Word::Option(name) if name == "shock" => shock = Some(date(&text()?)?),
            Word::Option(name) if name == "days" => {
                let given = text()?;
                days = given.parse().with_context(|| format!("--days takes a number, not {given:?}"))?;
            }
            Word::Option(name) if name == "help" || name == "h" => return crate::say(crate::help::topic("case")),
            Word::Value(value) if verb.is_none() && value == "new" => verb = Some(value),
            other => return Err(other.unexpected("case")),
        }
    }
    let (Some(_), Some(from)) = (verb, from) else { bail!("say which: exode case new --from RU --to GE,KZ") };
    let start = match (start, shock) {
        (Some(start), _) => start,
        (None, Some(shock)) => before(shock, 4),
        (None, None) => before(today(), 14),
    };
    let shock = shock.unwrap_or_else(|| before(start, -1));
    crate::say(&exode::case::new(&Plan { from, to, start, days, shock })?)
}

fn date(text: &str) -> Result<Date> {
    text.parse().with_context(|| format!("a date is written YYYY-MM-DD, not {text:?}"))
}

fn before(day: Date, days: i64) -> Date {
    day.saturating_sub(jiff::Span::new().days(days))
}

/// Today, in Greenwich; a clock before 1970 counts as 1970.
fn today() -> Date {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs() / 86_400);
    before(Date::constant(1970, 1, 1), -(days as i64))
}
