//! `exode explain`.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use exode::{Lang, Languages, ReadClaim};
use lexopt::prelude::*;

use crate::files::inputs;
use crate::show::plain;
use crate::sources::Batches;

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut what: Option<String> = None;
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut lang: Option<String> = None;
    let mut date: Option<jiff::civil::Date> = None;
    let mut lang_dir: Option<PathBuf> = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("lang") => lang = Some(arguments.value()?.to_string_lossy().into_owned()),
            Long("date") => {
                let text = arguments.value()?.to_string_lossy().into_owned();
                date = Some(text.parse::<jiff::civil::Date>().with_context(|| format!("--date takes YYYY-MM-DD, not {text:?}"))?);
            }
            Long("lang-dir") => lang_dir = Some(arguments.value()?.into()),
            Long("help") | Short('h') => {
                return crate::say(crate::help::topic("explain"));
            }
            Value(word) if what.is_none() => what = Some(word.to_string_lossy().into_owned()),
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected()).context("try: exode help explain"),
        }
    }
    let Some(what) = what else { bail!("explain what? a claim id with its reports, or a sentence (see exode help explain)") };
    let languages = crate::words::languages(lang_dir.as_deref())?;
    if what.len() == 16 && what.bytes().all(|b| b.is_ascii_hexdigit()) {
        return claim(&what, &paths, languages);
    }
    let sidecar = serde_json::json!({ "published": date.map(|d| d.to_string()), "lang": lang }).to_string();
    let document = exode::document(what.as_bytes(), "text", exode::Format::Plain, Some(sidecar.as_bytes()));
    let report = exode::read(&document, languages);
    let Some(known) = report.lang else { bail!("the language of the text is not clear; say --lang fr or --lang en") };
    if report.claims.is_empty() {
        crate::say("no claim\n")?;
    }
    for c in &report.claims {
        explain(c, known, languages)?;
    }
    for finding in &report.findings {
        crate::say(&format!("finding: {}\n", finding.remedy))?;
    }
    Ok(())
}

fn claim(id: &str, paths: &[PathBuf], languages: Languages<'_>) -> Result<()> {
    let inputs = inputs(paths, false).context("exode explain CLAIM-ID needs the reports the claim is from")?;
    for source in Batches::new(inputs, false, Arc::default()).flatten() {
        let report = exode::read(&source.document(), languages);
        if let (Some(lang), Some(found)) = (report.lang, report.claims.iter().find(|c| c.claim.id.to_string() == id)) {
            return explain(found, lang, languages);
        }
    }
    bail!("no claim {id} in these reports; ids are the last column of exode read")
}

fn explain(c: &ReadClaim, lang: Lang, languages: Languages<'_>) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let claim = &c.claim;
    writeln!(out, "{}  {}  {} {}{}", claim.id, exode::value_text(claim), claim.unit, claim.measure, exode::route_text(claim))?;
    writeln!(out, "  {}", plain(&c.sentence))?;
    let sentence = c.sentence.to_lowercase().replace('’', "'");
    for step in &c.trace.steps {
        writeln!(out, "  {:<11} {}", step.pattern, plain(&step.result))?;
        for id in &step.entries {
            let entry = languages.of(lang).entry(*id);
            // The form that stands in the sentence, not the entry's first.
            let stands = |form: &&str| has_words(&sentence, &form.to_lowercase());
            let form = entry.forms.iter().map(AsRef::as_ref).filter(stands).max_by_key(|f| f.len()).unwrap_or(&*entry.form);
            writeln!(out, "              {form:?} lang/{}:{}", entry.file, entry.line)?;
        }
    }
    Ok(())
}

/// Whether `words` stand in `text`, not inside longer words.
fn has_words(text: &str, words: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn words_stand_whole() {
        assert!(has_words("ils ont attendu deux jours", "attendu"));
        assert!(!has_words("ils sont inattendus", "attendu"));
        assert!(has_words("à l'arrêt", "arrêt"));
    }
}
