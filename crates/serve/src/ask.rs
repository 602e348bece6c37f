//! One question to the room: who asks, what for, and what it is answered from.

use std::sync::Arc;

use crate::model::{Fit, Fits, Work};
use crate::people::{People, Person, Role};
use crate::request::Request;
use crate::room::Room;
use crate::snapshot::Snapshot;
use crate::tls::Tls;
use crate::words::Words;

/// What stays the same while a server runs.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) title: String,
    pub(crate) people: People,
    pub(crate) room: Arc<Room>,
    /// The model's fits, where a case is given.
    pub(crate) fits: Option<Arc<Fits>>,
    pub(crate) now: fn() -> String,
    pub(crate) today: fn() -> jiff::civil::Date,
    pub(crate) languages: exode::Languages<'static>,
    /// Names under which the server is reached, with their ports.
    pub(crate) hosts: Vec<String>,
    /// The certificate it answers with; the server is reached under its names too.
    pub(crate) tls: Option<Tls>,
    /// The name of the cookie; servers on other ports of the same machine have others.
    pub(crate) cookie: String,
    /// Whether it is reached by TLS.
    pub(crate) secure: bool,
}

/// A question from somebody who may come in.
#[derive(Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) site: &'a Site,
    pub(crate) request: &'a Request,
    pub(crate) person: &'a Person,
    /// What stands in the path's places, decoded.
    pub(crate) parts: Vec<String>,
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) w: &'static Words,
}

impl Ask<'_> {
    /// Whether who asks may do what that role may.
    pub(crate) fn may(&self, role: Role) -> bool {
        self.person.role >= role
    }

    /// Whether the first snapshot is still being made: nothing is known yet but what stands in the file.
    pub(crate) fn is_early(&self) -> bool {
        self.snapshot.number == 0
    }

    /// A part of the path.
    pub(crate) fn part(&self, n: usize) -> &str {
        self.parts.get(n).map_or("", String::as_str)
    }

    /// The page of a list that is asked for, from 1.
    pub(crate) fn page(&self) -> usize {
        self.request.asked("page").and_then(|p| p.parse().ok()).filter(|p| *p > 0).unwrap_or(1)
    }

    /// The fit that whoever asks may see, and what is being done about a newer one; `None` where no case is given.
    pub(crate) fn fit(&self) -> Option<(Option<Arc<Fit>>, Work)> {
        self.site.fits.as_ref().map(|fits| fits.shown(self.person.role, &self.snapshot))
    }

    /// What forms shown to whoever asks carry.
    pub(crate) fn form_key(&self) -> String {
        self.site.people.form_key(self.person)
    }
}
