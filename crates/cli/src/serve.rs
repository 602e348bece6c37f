//! `exode serve`.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use exode_serve::{FitOptions, Options, People, Person, Role, ServeError, Tls, serve};
use lexopt::prelude::*;

use crate::fitting::Fitting;

/// Days of forecast on the pages.
const FORECAST_DAYS: i64 = 5;

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut ledger: Option<PathBuf> = None;
    let mut listen: SocketAddr = ([127, 0, 0, 1], 8420).into();
    let mut by: Option<String> = std::env::var("EXODE_REVIEWER").ok();
    let mut guests: Vec<Person> = Vec::new();
    let (mut file, mut lang_dir): (Option<PathBuf>, Option<PathBuf>) = (None, None);
    let (mut title, mut behind_proxy): (Option<String>, Option<String>) = (None, None);
    let (mut certificate, mut key): (Option<PathBuf>, Option<PathBuf>) = (None, None);
    let mut new = false;
    let (mut fitting, mut days) = (Fitting::default(), FORECAST_DAYS);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("listen") => {
                let text = text(&mut arguments)?;
                listen = text.parse().with_context(|| format!("--listen takes an address with a port, as 127.0.0.1:8420, not {text:?}"))?;
            }
            Long("by") => by = Some(text(&mut arguments)?),
            Long("person") => guests.push(person(&text(&mut arguments)?)?),
            Long("people") => file = Some(text(&mut arguments)?.into()),
            Long("title") => title = Some(text(&mut arguments)?),
            Long("behind-proxy") => behind_proxy = Some(text(&mut arguments)?),
            Long("tls-cert") => certificate = Some(arguments.value()?.into()),
            Long("tls-key") => key = Some(arguments.value()?.into()),
            Long("lang-dir") => lang_dir = Some(text(&mut arguments)?.into()),
            Long("new") => new = true,
            Long("case") => fitting.set_case(arguments.value()?.into()),
            Long("days") => days = arguments.value()?.parse_with(|s| s.parse::<i64>().map(|n| n.clamp(1, 60)))?,
            Long("particles") => fitting.set_particles(arguments.value()?.parse()?),
            Long("moves") => fitting.set_moves(arguments.value()?.parse()?),
            Long("help") | Short('h') => return crate::say(crate::help::topic("serve")),
            Value(path) if ledger.is_none() => ledger = Some(path.into()),
            other => return Err(other.unexpected()).context("try: exode help serve"),
        }
    }
    let ledger = ledger.unwrap_or_else(crate::ledger::default_path);
    if new {
        drop(exode::Store::open(&ledger, true)?);
    }
    let mut people = People::new()?;
    let mut links: Vec<(Person, String)> = Vec::new();
    if let Some(file) = &file {
        private(file, "tokens")?;
        let lines = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        people.read(&lines).with_context(|| format!("in {}", file.display()))?;
    }
    // With a file of people, who starts the server comes in as one of them, unless they say their name.
    if file.is_none() || by.is_some() {
        let name = by.map_or_else(|| "analyst".to_owned(), |b| crate::show::plain(b.trim()));
        guests.insert(0, Person { name, role: Role::Admin });
    }
    for guest in guests {
        let token = people.invite(guest.clone())?;
        links.push((guest, token));
    }
    let title = title.unwrap_or_else(|| crate::brief::title_of(&ledger));
    let languages = crate::words::languages(lang_dir.as_deref())?;
    let fit = if fitting.has_case() {
        // A case that cannot be is told now, not on a page.
        fitting.system(None)?;
        Some(FitOptions { case: fitting.case()?, days, effort: fitting.effort() })
    } else {
        None
    };
    let tls = match (certificate, key) {
        (Some(certificate), Some(key)) => {
            private(&key, "a private key")?;
            Some(tls(&certificate, &key)?)
        }
        (None, None) => None,
        _ => bail!("--tls-cert and --tls-key go together: the certificate with those that vouch for it, and its private key, both PEM"),
    };
    let site = Site { proxy: behind_proxy.clone(), tls: tls.is_some(), name: tls.as_ref().and_then(Tls::name) };
    let options =
        Options { ledger, title, listen, behind_proxy, tls, fit, people, now: crate::ledger::now, today: crate::ledger::today, languages };
    Ok(serve(options, move |address| {
        // Where nobody reads the links, the server still serves.
        let _ = greet(address, &site, &links);
    })?)
}

/// The certificate and the key of these files; what is amiss is told of the file it is amiss with.
fn tls(certificate: &Path, key: &Path) -> Result<Tls> {
    let read = |path: &Path| std::fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    Tls::of(&read(certificate)?, &read(key)?).map_err(|error| {
        let file = if matches!(error, ServeError::Key(_)) { key } else { certificate };
        anyhow::Error::from(error).context(file.display().to_string())
    })
}

/// How the server is reached.
struct Site {
    proxy: Option<String>,
    tls: bool,
    /// A name in its certificate.
    name: Option<String>,
}

impl Site {
    fn address(&self, listens: SocketAddr) -> String {
        match (&self.proxy, &self.name) {
            (Some(proxy), _) => format!("https://{proxy}"),
            (None, Some(name)) if listens.port() == 443 => format!("https://{name}"),
            (None, Some(name)) => format!("https://{name}:{}", listens.port()),
            (None, None) if self.tls => format!("https://{listens}"),
            (None, None) => format!("http://{listens}"),
        }
    }
}

fn greet(address: SocketAddr, site: &Site, links: &[(Person, String)]) -> Result<()> {
    let site = site.address(address);
    let mut told = format!("listening on {address}\n");
    for (person, token) in links {
        told.push_str(&format!("{} ({}): {site}/enter?token={token}\n", person.name, person.role.name()));
    }
    crate::say(&told)?;
    Ok(std::io::stdout().flush()?)
}

fn person(text: &str) -> Result<Person> {
    let (name, role) = text.rsplit_once(':').with_context(|| format!("--person takes NAME:ROLE, not {text:?}"))?;
    let role = Role::named(role).with_context(|| format!("a role is reader, reviewer or admin, not {role:?}"))?;
    Ok(Person { name: crate::show::plain(name.trim()), role })
}

/// A file of secrets that others can read is a door left open.
fn private(file: &Path, what: &str) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let about = std::fs::metadata(file).with_context(|| format!("cannot read {}", file.display()))?;
        if about.permissions().mode() & 0o077 != 0 {
            bail!("{} holds {what}, and others on this machine can read it: chmod 600 {0}", file.display());
        }
    }
    Ok(())
}

fn text(arguments: &mut lexopt::Parser) -> Result<String> {
    Ok(arguments.value()?.to_string_lossy().into_owned())
}
