//! Who may do what. Everybody has a name, a role and a token; only hashes of tokens are kept.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::ServeError;

/// What somebody may do; each role may what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Look at what may be published, and take public exports.
    Reader,
    /// See what is restricted or confidential too, decide about claims, see who decided what.
    Reviewer,
    /// Bring in reports, take exports for partners.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[Self::Reader, Self::Reviewer, Self::Admin];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Reviewer => "reviewer",
            Self::Admin => "admin",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|r| r.name() == name)
    }
}

/// Somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The handle that stands in the review history.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// All who may come in.
#[derive(Debug, Default)]
pub struct People {
    /// Each with the hash of their token.
    known: Vec<(Person, [u8; 32])>,
    /// Known to this process alone: what tells its forms from others'.
    secret: [u8; 32],
}

/// The shortest token that is taken.
const SHORTEST: usize = 24;

impl People {
    /// Nobody yet.
    ///
    /// # Errors
    /// Where the system has no randomness.
    pub fn new() -> Result<Self, ServeError> {
        Ok(Self { known: Vec::new(), secret: random()? })
    }

    /// Let somebody in with a token nobody had before; the token, to be given to them.
    ///
    /// # Errors
    /// As [`People::add`], and where the system has no randomness.
    pub fn invite(&mut self, person: Person) -> Result<String, ServeError> {
        let token = hex(&random()?[..20]);
        self.add(person, &token)?;
        Ok(token)
    }

    /// Let somebody in with a token of their own.
    ///
    /// # Errors
    /// Where the token is short, or somebody else's, or the name is empty.
    pub fn add(&mut self, person: Person, token: &str) -> Result<(), ServeError> {
        let token_of = hash(token.as_bytes());
        if person.name.trim().is_empty() || person.name.chars().any(char::is_control) {
            return Err(ServeError::Person { line: person.name, why: "a person needs a name" });
        }
        if token.len() < SHORTEST || !token.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
            return Err(ServeError::Person { line: person.name, why: "a token has 24 letters, digits, - or _ at least" });
        }
        if self.known.iter().any(|(other, known)| other.name == person.name || *known == token_of) {
            return Err(ServeError::Person { line: person.name, why: "names and tokens are one person's each" });
        }
        self.known.push((person, token_of));
        Ok(())
    }

    /// The people of a file: one a line, `NAME ROLE TOKEN`; empty lines and lines that begin with `#` say nothing.
    ///
    /// # Errors
    /// As [`People::add`], and where a line is no person.
    pub fn read(&mut self, text: &str) -> Result<(), ServeError> {
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let mut words = line.split_whitespace();
            let (name, role, token) = (words.next(), words.next().and_then(Role::named), words.next());
            let (Some(name), Some(role), Some(token), None) = (name, role, token, words.next()) else {
                let name = name.unwrap_or_default().to_owned(); // the rest may be a token
                return Err(ServeError::Person { line: name, why: "a line reads NAME ROLE TOKEN; roles are reader, reviewer, admin" });
            };
            self.add(Person { name: name.to_owned(), role }, token)?;
        }
        Ok(())
    }

    /// Whether nobody may come in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Whose token that is. All are looked at, so that time tells nothing.
    pub(crate) fn of_token(&self, token: &str) -> Option<&Person> {
        let given = hash(token.as_bytes());
        let mut found = None;
        for (person, known) in &self.known {
            if same(known, &given) {
                found = Some(person);
            }
        }
        found
    }

    /// What the forms shown to somebody carry.
    pub(crate) fn form_key(&self, person: &Person) -> String {
        hex(&hash([&self.secret, person.name.as_bytes()].concat().as_slice()))
    }

    /// Whether a form was one shown to them.
    pub(crate) fn is_form_key(&self, person: &Person, given: &str) -> bool {
        same(&hash(self.form_key(person).as_bytes()), &hash(given.as_bytes()))
    }
}

fn random() -> Result<[u8; 32], ServeError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| ServeError::NoRandomness)?;
    Ok(bytes)
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Compared in the same time wherever they differ.
fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    a.iter().zip(b).fold(0, |differ, (x, y)| differ | (x ^ y)) == 0
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_one_persons() {
        let mut people = People::new().unwrap();
        let token = people.invite(Person { name: "ana".into(), role: Role::Reviewer }).unwrap();
        let other = people.invite(Person { name: "ben".into(), role: Role::Reader }).unwrap();
        assert_eq!(people.of_token(&token).map(|p| p.name.as_str()), Some("ana"));
        assert_eq!(people.of_token(&other).map(|p| p.role), Some(Role::Reader));
        assert!(people.of_token("").is_none() && people.of_token(&token[1..]).is_none());
        assert!(people.add(Person { name: "ana".into(), role: Role::Admin }, "abcdefghijklmnopqrstuvwxyz").is_err());
    }

    #[test]
    fn a_form_key_is_one_persons_and_one_runs() {
        let (one, other) = (People::new().unwrap(), People::new().unwrap());
        let (ana, ben) = (Person { name: "ana".into(), role: Role::Admin }, Person { name: "ben".into(), role: Role::Admin });
        assert!(one.is_form_key(&ana, &one.form_key(&ana)));
        assert!(!one.is_form_key(&ben, &one.form_key(&ana)) && !one.is_form_key(&ana, &other.form_key(&ana)));
    }

    #[test]
    fn a_file_of_people_is_strict() {
        let mut people = People::new().unwrap();
        people.read("# room\nana reviewer 0123456789abcdef01234567\n\nben reader abcdef0123456789abcdef01\n").unwrap();
        assert_eq!(people.of_token("0123456789abcdef01234567").map(|p| p.role), Some(Role::Reviewer));
        for bad in ["ana reviewer", "x boss 0123456789abcdef01234568", "x admin short", "x admin 0123456789abcdef01234568 more"] {
            let error = People::new().unwrap().read(bad).unwrap_err().to_string();
            assert!(!error.contains("0123456789"), "a token stays out of messages: {error}");
        }
    }
}
