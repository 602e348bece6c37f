//! `exode review`.

use std::io::{BufRead as _, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use exode::claim::ClaimId;
use exode::{Action, Correction, Languages, Query, Review, ReviewState, Role, Sensitivity, Store};
use lexopt::prelude::*;

use crate::ledger::now;
use crate::read::{color, color_by_default};

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut ledger: PathBuf = crate::ledger::default_path();
    let mut by: Option<String> = std::env::var("EXODE_REVIEWER").ok();
    let mut why = String::new();
    let mut colored = color_by_default();
    let mut words: Vec<String> = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("ledger") => ledger = arguments.value()?.into(),
            Long("by") => by = Some(arguments.value()?.to_string_lossy().into_owned()),
            Long("why") => why = arguments.value()?.to_string_lossy().into_owned(),
            Long("color") => colored = color(&arguments.value()?)?,
            Long("help") | Short('h') => return crate::say(crate::help::topic("review")),
            Value(word) => words.push(word.to_string_lossy().into_owned()),
            other => return Err(other.unexpected()).context("try: exode help review"),
        }
    }
    let mut store = crate::ledger::open(&ledger)?;
    let reviewer = |by: Option<String>| {
        let by = by.map(|b| crate::show::plain(b.trim())).filter(|b| !b.is_empty());
        by.context("who reviews? say --by NAME or set EXODE_REVIEWER")
    };
    match words.split_first() {
        None => Desk { by: reviewer(by)?, colored, store }.work(),
        Some((claim, [])) => history(&store, id(claim)?, colored),
        Some((claim, rest)) => {
            let (actions, said) = actions(rest)?;
            let why = exode::masked_comment(&[why, said].join(" ").trim().replace('\n', " "), Languages::embedded());
            let (by, claim) = (reviewer(by)?, id(claim)?);
            let entry = |action| Review { claim, action, by: by.clone(), at: now(), why: why.clone() };
            store.review(&actions.iter().cloned().map(entry).collect::<Vec<_>>())?;
            history(&store, claim, colored)?;
            actions.iter().try_for_each(|action| other_figures(&store, claim, action))
        }
    }
}

fn id(text: &str) -> Result<ClaimId> {
    let number = (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok()).flatten();
    number.map(ClaimId).with_context(|| format!("{text:?} is no claim id: 16 hexadecimal digits, as exode list shows them"))
}

/// A merge of figures that differ is the reviewer's to decide, but not by accident.
fn other_figures(store: &Store, claim: ClaimId, action: &Action) -> Result<()> {
    let Action::Merge(other) = action else { return Ok(()) };
    let figure = |id: ClaimId| -> Result<String> {
        let found = store.list(&Query { id: Some(id), limit: 1, ..Query::default() })?;
        Ok(found.first().map(|l| exode::value_text(&l.told.claim)).unwrap_or_default())
    };
    let (this, that) = (figure(claim)?, figure(*other)?);
    if this != that {
        eprintln!(
            "note: merged as one statement although one claim reads {this} and the other {that}; exode review {claim} undo takes it back"
        );
    }
    Ok(())
}

/// The actions of a command's words, and the comment among them.
fn actions(words: &[String]) -> Result<(Vec<Action>, String)> {
    let Some((verb, rest)) = words.split_first() else { bail!("what is to be done? see exode help review") };
    let one = || match rest {
        [one] => Ok(one.as_str()),
        _ => bail!("{verb} takes one word; see exode help review"),
    };
    let action = match verb.as_str() {
        "accept" => Action::Accept,
        "reject" => Action::Reject,
        "reopen" => Action::Reopen,
        "undo" => Action::Undo,
        "comment" if rest.is_empty() => bail!("comment what?"),
        "comment" => return Ok((vec![Action::Comment], rest.join(" "))),
        "merge" => Action::Merge(id(one()?)?),
        "split" => Action::Split(id(one()?)?),
        "unlike" => Action::Unlike(id(one()?)?),
        "role" => Action::Use(match one()? {
            "recommended" => Some(Role::Recommended),
            "triangulation" => Some(Role::Triangulation),
            "none" => None,
            other => bail!("a role is recommended, triangulation or none, not {other:?}"),
        }),
        "mark" => Action::Classify(match one()? {
            "public" => Sensitivity::Public,
            "restricted" => Sensitivity::Restricted,
            "confidential" => Sensitivity::Confidential,
            other => bail!("a claim is public, restricted or confidential, not {other:?}"),
        }),
        "correct" if rest.is_empty() => bail!("correct what? FIELD=VALUE, see exode help review"),
        "correct" => {
            // A value may have several words: "crossing=Verkhni Lars".
            let mut fields: Vec<String> = Vec::new();
            for word in rest {
                match fields.last_mut() {
                    Some(field) if !word.contains('=') => *field = format!("{field} {word}"),
                    _ => fields.push(word.clone()),
                }
            }
            let corrections = fields.iter().map(|field| Ok(Action::Correct(correction(field)?))).collect::<Result<_>>()?;
            return Ok((corrections, String::new()));
        }
        other => bail!("{other:?} is nothing a reviewer does; see exode help review"),
    };
    if matches!(action, Action::Accept | Action::Reject | Action::Reopen | Action::Undo) && !rest.is_empty() {
        bail!("{verb} takes no more words; reasons go to --why");
    }
    Ok((vec![action], String::new()))
}

/// `FIELD=VALUE`.
fn correction(word: &str) -> Result<Correction> {
    let (field, value) = word.split_once('=').with_context(|| format!("{word:?} is not FIELD=VALUE"))?;
    Ok(exode::correction(field, value, Languages::embedded())?)
}

/// A claim, how it was read before, and what was decided of it.
fn history(store: &Store, claim: ClaimId, colored: bool) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let readings = store.readings(claim)?;
    let found = store.list(&Query { id: Some(claim), limit: 1, ..Query::default() })?;
    match (found.first(), readings.last()) {
        (Some(listed), _) => crate::list::entry(listed, colored, &mut out)?,
        (None, Some(last)) => {
            crate::show::claim(&last.told.claim, &last.told.sentence, last.told.mark, colored, &mut out)?;
            let told = if last.current { "reads so now" } else { "is gone from the newest text of its report" };
            writeln!(out, "      {claim} {told}")?;
        }
        (None, None) => bail!("the ledger never had a claim {claim}; ids are shown by: exode list"),
    }
    for earlier in readings.iter().filter(|r| !r.current) {
        let c = &earlier.told.claim;
        let parts = [
            Some(exode::value_text(c)),
            Some(exode::route_text(c)),
            c.time.map(|t| t.to_string()),
            c.source.as_ref().map(ToString::to_string),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
        writeln!(out, "      {} read as {} {}: {}", earlier.at, c.id, c.measure, parts.join(", "))?;
    }
    for review in store.history(claim)? {
        let why = if review.why.is_empty() { String::new() } else { format!(": {}", crate::show::plain(&review.why)) };
        writeln!(out, "      {} {} {}{why}", review.at, review.by, exode::action_words(&review.action))?;
    }
    Ok(())
}

/// Going through what nobody looked at.
struct Desk {
    by: String,
    colored: bool,
    store: Store,
}

impl Desk {
    fn work(mut self) -> Result<()> {
        let mut before = None;
        let (mut shown, mut done) = (0, 0);
        let keys = "[a]ccept  [r]eject  [c]orrect FIELD=VALUE  [t] comment TEXT  [Enter] later  [q]uit";
        loop {
            let page = self.store.list(&Query { limit: 200, before, ..Query::default() })?;
            let Some(last) = page.last() else { break };
            before = Some(last.row);
            for listed in page.iter().filter(|l| matches!(l.told.verified.state, ReviewState::NotStarted | ReviewState::ReRequested)) {
                let claim = listed.told.claim.id;
                shown += 1;
                crate::list::entry(listed, self.colored, &mut std::io::stdout().lock())?;
                loop {
                    crate::say(&format!("{keys} > "))?;
                    std::io::stdout().flush()?;
                    let mut line = String::new();
                    if std::io::stdin().lock().read_line(&mut line)? == 0 {
                        crate::say("\n")?;
                        return self.close(done);
                    }
                    let mut typed: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
                    let Some(verb) = typed.first_mut() else { break };
                    *verb = match verb.as_str() {
                        "q" | "quit" => return self.close(done),
                        "a" => "accept".to_owned(),
                        "r" => "reject".to_owned(),
                        "c" => "correct".to_owned(),
                        "t" => "comment".to_owned(),
                        other => other.to_owned(),
                    };
                    // A slip of the key costs a line, not the session.
                    match actions(&typed).and_then(|(actions, said)| self.enter(claim, actions, &said)) {
                        Ok(()) => {
                            done += 1;
                            if matches!(typed[0].as_str(), "accept" | "reject") {
                                break;
                            }
                        }
                        Err(error) => crate::say(&format!("  {error:#}\n"))?,
                    }
                }
            }
        }
        if shown == 0 {
            crate::say("nothing left to review\n")?;
        }
        self.close(done)
    }

    fn enter(&mut self, claim: ClaimId, actions: Vec<Action>, said: &str) -> Result<()> {
        let why = exode::masked_comment(said, Languages::embedded());
        let entry = |action| Review { claim, action, by: self.by.clone(), at: now(), why: why.clone() };
        let reviews: Vec<Review> = actions.into_iter().map(entry).collect();
        Ok(self.store.review(&reviews)?)
    }

    fn close(&self, done: usize) -> Result<()> {
        crate::say(&format!("{} kept\n", exode::ledger::words::count(done, "decision")))
    }
}
