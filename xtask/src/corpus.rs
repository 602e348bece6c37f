//! The Markdown corpus (`docs/CORPUS.md`).

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::judge::Gold;

/// One heading: a short report and the claims it holds.
#[derive(Debug, Clone)]
pub struct Case {
    /// The file.
    pub file: PathBuf,
    /// The heading's line, from 1.
    pub line: usize,
    /// The heading without its marks.
    pub title: String,
    /// Whether it is known not to be read as written yet.
    pub open: bool,
    /// Day of publication.
    pub published: Option<String>,
    /// `fr` or `en`.
    pub lang: String,
    /// The report.
    pub text: String,
    /// Its claims, in reading order.
    pub gold: Vec<Gold>,
    /// What it says has changed at borders, in reading order: "closure at Verkhni Lars from 2022-10-03".
    pub events: Vec<String>,
}

/// Every case of `corpus/fr` and `corpus/en` under `root`, in a fixed order.
///
/// # Errors
/// A file that cannot be read, or a line that does not parse, with its place.
pub fn load(root: &Path) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for lang in ["fr", "en"] {
        let folder = root.join("corpus").join(lang);
        let entries = std::fs::read_dir(&folder).with_context(|| format!("{}", folder.display()))?;
        let mut files = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
        files.retain(|p| p.extension().is_some_and(|e| e == "md"));
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file)?;
            parse(&file, lang, &text, &mut cases)?;
        }
    }
    Ok(cases)
}

fn parse(file: &Path, lang: &str, text: &str, cases: &mut Vec<Case>) -> Result<()> {
    let mut published: Option<String> = None;
    let mut claims: Vec<(usize, String)> = Vec::new();
    let mut events: Vec<String> = Vec::new();
    let mut paragraphs: Vec<String> = Vec::new();
    let mut head: Option<(usize, String)> = None;
    let close = |head: &mut Option<(usize, String)>,
                 paragraphs: &mut Vec<String>,
                 claims: &mut Vec<(usize, String)>,
                 events: &mut Vec<String>,
                 published: &Option<String>,
                 cases: &mut Vec<Case>|
     -> Result<()> {
        let Some((line, title)) = head.take() else { return Ok(()) };
        let (title, open) = match title.strip_suffix("[open]") {
            Some(rest) => (rest.trim().to_owned(), true),
            None => (title, false),
        };
        let (title, own) = match title.rsplit_once("(published ") {
            Some((rest, date)) => (rest.trim().to_owned(), Some(date.trim_end_matches(')').trim().to_owned())),
            None => (title, None),
        };
        let text = std::mem::take(paragraphs).join("\n\n");
        let mut gold = Vec::new();
        for (n, claim) in std::mem::take(claims) {
            gold.extend(claim_line(&claim, &text).with_context(|| format!("{}:{n}", file.display()))?);
        }
        cases.push(Case {
            file: file.to_owned(),
            line,
            title,
            open,
            published: own.or_else(|| published.clone()),
            lang: lang.to_owned(),
            text,
            gold,
            events: std::mem::take(events),
        });
        Ok(())
    };
    let mut fresh = true;
    for (n, line) in text.lines().enumerate().map(|(n, l)| (n + 1, l)) {
        if let Some(title) = line.strip_prefix("## ") {
            close(&mut head, &mut paragraphs, &mut claims, &mut events, &published, cases)?;
            head = Some((n, title.trim().to_owned()));
            fresh = true;
        } else if let Some(quoted) = line.strip_prefix('>') {
            let quoted = quoted.trim();
            match paragraphs.last_mut() {
                _ if quoted.is_empty() => fresh = true,
                Some(last) if !fresh => {
                    last.push(' ');
                    last.push_str(quoted);
                }
                _ => {
                    paragraphs.push(quoted.to_owned());
                    fresh = false;
                }
            }
        } else if let Some(claim) = line.strip_prefix("- ") {
            claims.push((n, claim.trim().to_owned()));
        } else if let Some(event) = line.strip_prefix("! ") {
            events.push(event.trim().to_owned());
        } else if let (Some(date), None) = (line.strip_prefix("published "), &head) {
            published = Some(date.trim().to_owned());
        } else if head.is_some() && !line.trim().is_empty() && !line.starts_with('#') {
            bail!("{}:{n}: neither a quotation nor a claim: {line:?}", file.display());
        }
    }
    close(&mut head, &mut paragraphs, &mut claims, &mut events, &published, cases)
}

/// `"quote" = value unit; measure rate; from X; ...`, `None` for `none`.
fn claim_line(line: &str, text: &str) -> Result<Option<Gold>> {
    if line == "none" {
        return Ok(None);
    }
    let rest = line.strip_prefix('"').context("a claim starts with its quote")?;
    let (quote, rest) = rest
        .split_once("\" = ")
        .or_else(|| rest.split_once("\"#2 = "))
        .or_else(|| rest.split_once("\" #2 = "))
        .context("no `\" = ` behind the quote")?;
    let second = line.contains("\"#2 = ") || line.contains("\" #2 = ");
    let mut places = text.match_indices(quote).map(|(at, _)| at);
    let offset = if second { places.nth(1) } else { places.next() }.with_context(|| format!("{quote:?} is not in the report"))?;
    let mut parts = rest.split(';').map(str::trim);
    let figure = parts.next().context("no value")?;
    let (value, unit) = figure.rsplit_once(' ').context("no unit")?;
    let (quantifier, low, high) = bounds(value.trim())?;
    let mut gold = Gold { quote: quote.to_owned(), offset, low, high, quantifier, unit: unit.to_owned(), ..Gold::default() };
    let mut measured = false;
    for part in parts {
        let (word, rest) = part.split_once(' ').unwrap_or((part, ""));
        let named = || Some(rest.trim().to_owned());
        match word {
            "from" => gold.origin = named(),
            "to" => gold.destination = named(),
            "at" => gold.crossing = named(),
            "in" => gold.place = named(),
            "time" => gold.time = named(),
            "said" => gold.source = named(),
            "via" => gold.relay = rest.split('>').map(|r| r.trim().to_owned()).collect(),
            "hedged" => gold.hedged = true,
            "denied" | "planned" | "corrected" => gold.modality = word.to_owned(),
            "vague" => gold.vague = true,
            _ if !measured => {
                measured = true;
                gold.measure = vec![word.to_owned()];
                gold.rate = named().filter(|r| !r.is_empty());
            }
            other => bail!("unknown part {other:?}"),
        }
    }
    if gold.vague {
        gold.quantifier = "approximately".to_owned();
    }
    Ok(Some(gold))
}

fn bounds(value: &str) -> Result<(String, Option<f64>, Option<f64>)> {
    let number = |t: &str| t.trim().parse::<f64>().with_context(|| format!("{t:?} is no number"));
    let both = |q: &str, t: &str| number(t).map(|v| (q.to_owned(), Some(v), Some(v)));
    if let Some((a, b)) = value.split_once("..") {
        return Ok(("between".to_owned(), Some(number(a)?), Some(number(b)?)));
    }
    if let Some(t) = value.strip_prefix(">=") {
        return Ok(("at_least".to_owned(), Some(number(t)?), None));
    }
    if let Some(t) = value.strip_prefix("<=") {
        return Ok(("up_to".to_owned(), None, Some(number(t)?)));
    }
    if let Some(t) = value.strip_prefix("<~") {
        return both("nearly", t);
    }
    if let Some(t) = value.strip_prefix('~') {
        return both("approximately", t);
    }
    if let Some(t) = value.strip_prefix('>') {
        return Ok(("more_than".to_owned(), Some(number(t)?), None));
    }
    if let Some(t) = value.strip_prefix('<') {
        return Ok(("less_than".to_owned(), None, Some(number(t)?)));
    }
    both("exact", value)
}
