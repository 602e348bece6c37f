//! The situation room: one ledger as pages an analyst keeps open all day, and as an API.
//!
//! [`serve`] listens on loopback, answers from a [snapshot](snapshot) of the ledger kept in memory and rebuilt when the file changes, and
//! writes decisions and reports through the same functions as the command line. Pages are HTML from the server; they read without script.
//!
//! Invariants
//! - Nobody sees anything without a token, and nobody changes anything without a token, a form of this process and its own origin.
//! - Readers see what may be published: what is restricted or confidential is not in the snapshot they are answered from.
//! - Texts of reports are hostile: every splice is escaped by maud, isolated, and the policy lets only this crate's own script run.
//! - Sentences are masked as everywhere; the unmodified texts are never read here.
//! - Body, time, number of requests at once and number of connections are bounded; the longest idle connection makes room for a new one.
//! - The clock is an argument; randomness makes tokens and nothing else.

mod api;
mod ask;
mod assets;
mod atlas;
mod connections;
mod entry;
mod events;
mod figure;
mod filter;
mod guard;
mod http;
mod intake;
mod model;
mod multipart;
mod outlines;
mod page;
mod people;
mod reply;
mod request;
mod room;
mod routes;
mod server;
mod snapshot;
mod tls;
mod url;
mod verdict;
mod words;

use std::net::SocketAddr;
use std::path::PathBuf;

pub use model::FitOptions;
pub use people::{People, Person, Role};
pub use server::serve;
pub use tls::Tls;

/// What a room needs to open.
#[derive(Debug)]
pub struct Options {
    /// The ledger's file; it must be there.
    pub ledger: PathBuf,
    /// What the pages are called.
    pub title: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The name under which a proxy that speaks TLS makes it known, with its port if it is not 443; `None` where there is no proxy.
    pub behind_proxy: Option<String>,
    /// The certificate with which it speaks TLS itself; `None` where it does not.
    pub tls: Option<Tls>,
    /// What is fitted beside the ledger; `None` where nothing is.
    pub fit: Option<FitOptions>,
    /// Who may come in.
    pub people: People,
    /// Now, RFC 3339, UTC.
    pub now: fn() -> String,
    /// The day, UTC.
    pub today: fn() -> jiff::civil::Date,
    /// The words reports are read with.
    pub languages: exode::Languages<'static>,
}

/// Why a room cannot open, or had to close.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Others could read along.
    #[error(
        "{0} is reached from other machines: give a certificate and its key (--tls-cert, --tls-key), or put a proxy that speaks TLS in front \
         and say --behind-proxy NAME, or listen on 127.0.0.1"
    )]
    Open(SocketAddr),
    /// A certificate that is none, and why.
    #[error("not a certificate to answer with: {0}")]
    Certificate(String),
    /// A private key that is none, or another certificate's, and why.
    #[error("not the private key of the certificate: {0}")]
    Key(String),
    /// Nobody may come in.
    #[error("nobody may come in: name somebody")]
    Nobody,
    /// A person who cannot be let in.
    #[error("{line:?} cannot be let in: {why}")]
    Person {
        /// The name.
        line: String,
        /// What is amiss.
        why: &'static str,
    },
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system has no randomness.
    #[error("the system gives no random numbers, so tokens could be guessed")]
    NoRandomness,
    /// The threads of the server could not be made.
    #[error("the server cannot start: {0}")]
    Start(#[source] std::io::Error),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] exode::StoreError),
}
