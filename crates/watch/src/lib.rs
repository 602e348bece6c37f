//! Feeds that somebody lists, asked politely, as reports for a ledger.
//!
//! [`Feeds`] is the list, [`Memory`] what is kept between runs, [`Watcher`] asks one feed at a time and gives the reports in it that are
//! new. Nothing here opens a file, reads the clock or writes to a ledger: the caller does.
//!
//! Invariants
//! - Nothing is asked that is not listed: feeds, and their entries' pages where the list says so.
//! - Every request, also after a redirect, is allowed by the site's robots.txt (RFC 9309), waits its turn at the host, and goes to an
//!   address of the public internet, checked after the name was looked up. Private addresses are met only where they are listed.
//! - https, unless the list allows otherwise or the address is this machine. Sizes, times and redirects are bounded.
//! - What a site asks for is kept to, also by the next run: `Retry-After`, `ETag`, `Last-Modified`.
//! - No randomness: the jitter of waits is a hash of what is waited for.

mod address;
mod entry;
mod feeds;
mod memory;
mod net;
mod robots;
mod wait;
mod watcher;

pub use feeds::{Feed, Feeds, WatchError};
pub use memory::{Kept, Memory};
pub use watcher::{Outcome, Watcher};
