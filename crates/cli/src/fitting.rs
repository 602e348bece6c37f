//! What the commands of the model share: the case, the claims, the fit.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use exode::case::Case;
use exode::claim::Event;
use exode::fit::{Effort, Figure, Posterior, System, Taken, with_events};
use jiff::civil::Date;
use lexopt::prelude::*;

use crate::files::inputs;
use crate::progress::Waiting;
use crate::sources::ledger_of;

/// The arguments that say what is fitted to what.
#[derive(Debug, Default)]
pub(crate) struct Fitting {
    case: Option<PathBuf>,
    reports: Vec<PathBuf>,
    claims: Vec<PathBuf>,
    ledger: Option<PathBuf>,
    as_of: Option<Date>,
    effort: Effort,
    wider: Option<f64>,
    lang_dir: Option<PathBuf>,
}

/// What is told: figures, and what changes at borders.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) figures: Vec<Figure>,
    pub(crate) events: Vec<Event>,
}

/// A fit, and the events of reports that are levers of it.
pub(crate) struct Fitted {
    pub(crate) posterior: Posterior,
    pub(crate) taken: Vec<Taken>,
}

/// One argument, free of the parser it came from.
pub(crate) enum Word {
    /// An option by its long name, or "h".
    Option(String),
    /// A value.
    Value(OsString),
}

/// The next argument.
pub(crate) fn next(arguments: &mut lexopt::Parser) -> Result<Option<Word>> {
    Ok(arguments.next()?.map(|a| match a {
        Long(name) => Word::Option(name.to_owned()),
        Short(name) => Word::Option(name.to_string()),
        Value(value) => Word::Value(value),
    }))
}

impl Word {
    /// The error for a word that a command does not know.
    pub(crate) fn unexpected(&self, command: &str) -> anyhow::Error {
        match self {
            Self::Option(name) => anyhow::anyhow!("there is no option {name:?} here; try: exode help {command}"),
            Self::Value(value) => anyhow::anyhow!("{:?} is one word too many; try: exode help {command}", value.to_string_lossy()),
        }
    }
}

impl Fitting {
    /// Take an argument if it is one of ours.
    pub(crate) fn take(&mut self, word: &Word, arguments: &mut lexopt::Parser) -> Result<bool> {
        let Word::Option(name) = word else { return Ok(false) };
        match name.as_str() {
            "case" => self.case = Some(arguments.value()?.into()),
            "reports" => self.reports.extend(arguments.values()?.map(PathBuf::from)),
            "ledger" => self.ledger = Some(arguments.value()?.into()),
            "claims" => self.claims.extend(arguments.values()?.map(PathBuf::from)),
            "as-of" => {
                let text = arguments.value()?.to_string_lossy().into_owned();
                self.as_of = Some(text.parse().with_context(|| format!("--as-of takes YYYY-MM-DD, not {text:?}"))?);
            }
            "seed" => self.effort.seed = arguments.value()?.parse()?,
            "particles" => self.set_particles(arguments.value()?.parse()?),
            "moves" => self.set_moves(arguments.value()?.parse()?),
            "wider" => self.wider = Some(arguments.value()?.parse_with(|s| s.parse::<f64>().map(|w| w.clamp(0.1, 10.0)))?),
            "lang-dir" => self.lang_dir = Some(arguments.value()?.into()),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn has_figures(&self) -> bool {
        !self.reports.is_empty() || !self.claims.is_empty() || self.ledger.is_some()
    }

    /// Whether a case is named.
    pub(crate) fn has_case(&self) -> bool {
        self.case.is_some()
    }

    /// Name the case, a file or a folder with a `case.toml`.
    pub(crate) fn set_case(&mut self, path: PathBuf) {
        self.case = Some(path);
    }

    /// Particles of each run, within reason.
    pub(crate) fn set_particles(&mut self, particles: usize) {
        self.effort.particles = particles.clamp(64, 65_536);
    }

    /// Moves of each chain after each growth of the power, within reason.
    pub(crate) fn set_moves(&mut self, moves: usize) {
        self.effort = self.effort.with_moves(moves.clamp(8, 65_536));
    }

    /// How the fit is made.
    pub(crate) fn effort(&self) -> Effort {
        self.effort
    }

    /// Only the claims up to this day count.
    pub(crate) fn set_as_of(&mut self, day: Option<Date>) {
        self.as_of = day;
    }

    /// The case.
    pub(crate) fn case(&self) -> Result<Case> {
        let Some(path) = &self.case else { bail!("name the case: --case cases/russia-2022/case.toml (or make one: exode case new)") };
        let path = if path.is_dir() { &path.join("case.toml") } else { path };
        Ok(Case::parse(&text(path)?, &path.display().to_string())?)
    }

    /// The day on which things stand: the one asked for, else that of the last report, but none after the case's own period.
    pub(crate) fn today(&self, figures: &[Figure]) -> Result<Date> {
        if let Some(day) = self.as_of {
            return Ok(day);
        }
        exode::model::standing_day(&self.case()?, figures).context("no report has a date: give --as-of YYYY-MM-DD")
    }

    /// The system of the case, covering a day given.
    pub(crate) fn system(&self, last: Option<Date>) -> Result<System> {
        self.system_of(self.case()?, last)
    }

    fn system_of(&self, case: Case, last: Option<Date>) -> Result<System> {
        let days = last.map_or(0.0, |d| case.hours_to(d) / 24.0 + 1.0);
        Ok(System::new(&case.lasting(days.max(0.0) as usize), self.wider.unwrap_or(1.0))?)
    }

    /// The figures to fit to; where none are named, those of the reports beside the case.
    pub(crate) fn told_or_beside_case(&mut self) -> Result<Told> {
        if !self.has_figures() {
            let folder = self.case.as_ref().map(|c| if c.is_dir() { c.join("reports") } else { c.with_file_name("reports") });
            self.reports.extend(folder.filter(|f| f.is_dir()));
        }
        self.told()
    }

    /// What to fit to: reports, a ledger as reviewed, claims as they are.
    pub(crate) fn told(&self) -> Result<Told> {
        if !self.has_figures() {
            bail!("give what to fit to: --ledger FILE, --reports PATH..., or --claims FILE.jsonl");
        }
        let (mut reports, mut events) = (Vec::new(), Vec::new());
        let languages = crate::words::languages(self.lang_dir.as_deref())?;
        if !self.reports.is_empty() {
            let (store, failed) = ledger_of(inputs(&self.reports, false)?, languages)?;
            if failed > 0 {
                bail!("{failed} reports could not be read; a fit without them would say something else");
            }
            reports.extend(store.reports()?);
            events.extend(exode::events(&store, languages, self.as_of)?);
        }
        if let Some(path) = &self.ledger {
            let store = crate::ledger::open(path)?;
            reports.extend(store.reports()?);
            events.extend(exode::events(&store, languages, self.as_of)?);
        }
        reports.retain(|r| self.as_of.is_none_or(|day| r.published.is_none_or(|p| p <= day)));
        let mut figures = exode::figures(&reports);
        for path in &self.claims {
            let more = lines(path)?;
            figures.extend(more.into_iter().filter(|f| self.as_of.is_none_or(|day| f.published.is_none_or(|p| p <= day))));
        }
        Ok(Told { figures, events })
    }

    /// The fit of a system that covers a day given. Warnings go to standard error, so that no bad fit passes unseen.
    pub(crate) fn fit(&self, told: Told, last: Date) -> Result<Fitted> {
        let Told { figures, events } = told;
        let (case, taken) = with_events(&self.case()?, &events);
        let system = self.system_of(case, Some(last))?;
        let waiting = Waiting::for_work(format!("fitting the case to {} claims", figures.len()));
        let posterior = Posterior::fit_heard(system, figures, self.as_of, self.effort, &|share| waiting.at(share));
        drop(waiting);
        for warning in posterior.diagnostics.warnings() {
            eprintln!("exode: warning: do not rely on this fit: {warning}");
        }
        Ok(Fitted { posterior, taken })
    }

    /// Where no case was given, take the one that lies beside a ledger or reports: `case.toml` in a folder named, or in the one around it.
    pub(crate) fn look_beside(&mut self, ledger: &[PathBuf], reports: &[PathBuf]) {
        let around = |p: &PathBuf| p.parent().map(|f| if f.as_os_str().is_empty() { PathBuf::from(".") } else { f.to_owned() });
        let folders = ledger.iter().chain(reports).flat_map(|p| [Some(p.clone()).filter(|p| p.is_dir()), around(p)]).flatten();
        let beside = folders.map(|f| f.join("case.toml")).find(|f| f.is_file());
        if let (false, Some(case)) = (self.has_case(), beside) {
            self.set_case(case);
        }
    }

    /// The same without any figure: what the case alone says.
    pub(crate) fn prior(&self, last: Date) -> Result<Posterior> {
        Ok(Posterior::fit(self.system(Some(last))?, Vec::new(), self.as_of, self.effort))
    }
}

/// The figures of a file of JSON Lines.
pub(crate) fn lines(path: &Path) -> Result<Vec<Figure>> {
    Ok(exode::figures_of_lines(&text(path)?, &path.display().to_string())?)
}

fn text(path: &Path) -> Result<String> {
    if path.as_os_str() == "-" {
        return Ok(std::io::read_to_string(std::io::stdin().lock())?);
    }
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
