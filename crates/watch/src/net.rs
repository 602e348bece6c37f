//! One request at a time: bounded, without following anything by itself, and never into a private network that is not listed.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use ureq::http::Uri;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, config::Config};
use url::Url;

use crate::address::is_public;

/// Redirects that are followed.
const REDIRECTS: usize = 5;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NetError {
    /// The name leads into a private network.
    #[error("{0} leads into a private network; list it in allow_private if that is meant")]
    Private(String),
    /// Not allowed to go there.
    #[error("{0}")]
    Refused(String),
    /// It leads in circles, or too far.
    #[error("more than {REDIRECTS} redirects")]
    Circle,
    /// A redirect that leads nowhere.
    #[error("a redirect that leads nowhere")]
    Astray,
    /// More than is read.
    #[error("more than {0} bytes")]
    Large(usize),
    /// Everything else.
    #[error("{0}")]
    Failed(String),
}

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) url: &'a Url,
    pub(crate) etag: Option<&'a str>,
    pub(crate) modified: Option<&'a str>,
    pub(crate) accept: &'a str,
    /// Bytes of an answer.
    pub(crate) most: usize,
}

/// What came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Where it came from in the end.
    pub(crate) url: Url,
    pub(crate) etag: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// The way out.
#[derive(Debug)]
pub(crate) struct Net {
    agent: Agent,
}

impl Net {
    /// `private` are the hosts that may lie in private networks; `authority` are certificates that vouch for all sites instead of the public
    /// authorities.
    pub(crate) fn new(name: &str, timeout: Duration, private: Vec<String>, authority: Option<&str>) -> Self {
        let roots = authority.and_then(authorities).map_or(RootCerts::WebPki, |own| RootCerts::new_with_certs(&own));
        let config = Config::builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(timeout))
            .max_response_header_size(32 << 10)
            // A proxy would look names up for us, and nobody would see where they lead.
            .proxy(None)
            .user_agent(name)
            .build();
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), Public { private: private.into() }) }
    }

    /// Ask, and follow redirects; `allowed` is asked before every step, with where it leads.
    pub(crate) fn get(&self, ask: &Ask<'_>, allowed: &mut dyn FnMut(&Url) -> Result<(), NetError>) -> Result<Answer, NetError> {
        let mut url = ask.url.clone();
        for _ in 0..=REDIRECTS {
            allowed(&url)?;
            let answer = self.step(ask, &url)?;
            match answer {
                Step::There(answer) => return Ok(answer),
                Step::On(to) => url = url.join(&to).ok().filter(|u| u.host().is_some()).ok_or(NetError::Astray)?,
            }
        }
        Err(NetError::Circle)
    }

    fn step(&self, ask: &Ask<'_>, url: &Url) -> Result<Step, NetError> {
        let mut request = self.agent.get(url.as_str()).header("accept", ask.accept);
        // Another address knows nothing of the versions of this one.
        let same = url == ask.url;
        for (name, value) in [("if-none-match", ask.etag), ("if-modified-since", ask.modified)] {
            if let Some(value) = value.filter(|_| same) {
                request = request.header(name, value);
            }
        }
        let mut response = request.call().map_err(|e| failed(&e, url, ask.most))?;
        let status = response.status().as_u16();
        let header = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        if matches!(status, 301 | 302 | 303 | 307 | 308)
            && let Some(to) = header("location")
        {
            return Ok(Step::On(to));
        }
        let (etag, modified, retry_after) = (header("etag"), header("last-modified"), header("retry-after"));
        let body = match status {
            200..=299 => response.body_mut().with_config().limit(ask.most as u64).read_to_vec().map_err(|e| failed(&e, url, ask.most))?,
            _ => Vec::new(),
        };
        Ok(Step::There(Answer { status, url: url.clone(), etag, modified, retry_after, body }))
    }
}

/// The certificates of a PEM text; `None` where there is none, or one that is broken.
pub(crate) fn authorities(pem: &str) -> Option<Vec<Certificate<'static>>> {
    let certificate = |item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(Some(certificate)),
        Ok(_) => None,
        Err(_) => Some(None),
    };
    parse_pem(pem.as_bytes()).filter_map(certificate).collect::<Option<Vec<_>>>().filter(|list| !list.is_empty())
}

/// One step of a request.
enum Step {
    There(Answer),
    On(String),
}

fn failed(error: &ureq::Error, url: &Url, most: usize) -> NetError {
    match error {
        ureq::Error::BodyExceedsLimit(_) => NetError::Large(most),
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied => NetError::Private(crate::feeds::site(url)),
        // What a client says may hold an address with its query; the host is enough.
        other => NetError::Failed(format!("{}: {other}", crate::feeds::site(url))),
    }
}

/// Looks names up, and gives only addresses of the public internet, except for hosts that are listed. The connection goes to the very
/// addresses that were judged.
#[derive(Debug)]
struct Public {
    private: Arc<[String]>,
}

impl Resolver for Public {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let listed = uri.authority().is_some_and(|a| {
            let host = a.host();
            self.private.iter().any(|p| p.eq_ignore_ascii_case(a.as_str()) || a.port().is_none() && p.eq_ignore_ascii_case(host))
        });
        let mut out = self.empty();
        let public: Vec<&SocketAddr> = found.iter().filter(|a| listed || is_public(a.ip())).collect();
        public.into_iter().for_each(|a| out.push(*a));
        if out.is_empty() {
            return Err(ureq::Error::Io(std::io::Error::from(std::io::ErrorKind::PermissionDenied)));
        }
        Ok(out)
    }
}
