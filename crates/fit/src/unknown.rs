//! Unknowns as standard normals: every number of a case is a transform of z ~ N(0, 1).

use std::collections::BTreeSet;

use exode_case::Prior;
use exode_flow::{Lane, each, exp, splat};

/// How a standard normal becomes a number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    /// e^(centre + sd z)
    Positive,
    /// logistic(centre + sd z)
    Share,
    /// centre + sd z
    Plain,
}

/// One number of a case: known, or a transform of a coordinate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Unknown {
    form: Form,
    centre: f64,
    sd: f64,
    coordinate: Option<usize>,
}

/// The coordinates of a case, by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Space {
    names: Vec<String>,
    /// The gate that each is about, if one alone.
    gates: Vec<Option<usize>>,
    /// The gate that unknowns are being made for.
    gate: Option<usize>,
    wider: f64,
    /// Coordinates that a run of the physics does not depend on.
    aside: BTreeSet<usize>,
}

impl Space {
    /// An empty space whose priors all get their spread times `wider`.
    pub(crate) fn new(wider: f64) -> Self {
        Self { names: Vec::new(), gates: Vec::new(), gate: None, wider, aside: BTreeSet::new() }
    }

    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The unknowns made from here on are about one gate; about none alone, where it is `None`.
    pub(crate) fn for_gate(&mut self, gate: Option<usize>) {
        self.gate = gate;
    }

    /// The gate that a coordinate is about, if one alone.
    pub(crate) fn gate_of(&self, coordinate: usize) -> Option<usize> {
        self.gates[coordinate]
    }

    /// Say of an unknown that no run of the physics depends on it, only what is read off a run.
    pub(crate) fn aside(&mut self, unknown: Unknown) -> Unknown {
        self.aside.extend(unknown.coordinate);
        unknown
    }

    /// The coordinates that runs depend on.
    pub(crate) fn of_runs(&self) -> impl Iterator<Item = usize> {
        (0..self.names.len()).filter(|k| !self.aside.contains(k))
    }

    fn unknown(&mut self, name: impl Into<String>, form: Form, centre: f64, sd: f64) -> Unknown {
        let coordinate = (sd > 1e-9).then(|| {
            self.names.push(name.into());
            self.gates.push(self.gate);
            self.names.len() - 1
        });
        Unknown { form, centre, sd: sd * self.wider, coordinate }
    }

    /// A positive quantity.
    pub(crate) fn positive(&mut self, name: impl Into<String>, prior: &Prior) -> Unknown {
        self.unknown(name, Form::Positive, libm::log(prior.median), prior.sd())
    }

    /// A share between 0 and 1.
    pub(crate) fn share(&mut self, name: impl Into<String>, prior: &Prior) -> Unknown {
        let odds = prior.median / (1.0 - prior.median);
        self.unknown(name, Form::Share, libm::log(odds), prior.sd())
    }

    /// A time or a logarithm.
    pub(crate) fn plain(&mut self, name: impl Into<String>, centre: f64, sd: f64) -> Unknown {
        self.unknown(name, Form::Plain, centre, sd)
    }
}

impl Unknown {
    /// Its coordinate; `None` where it is known.
    pub(crate) fn coordinate(&self) -> Option<usize> {
        self.coordinate
    }

    /// Its prior median.
    pub(crate) fn median(&self) -> f64 {
        match self.form {
            Form::Plain => self.centre,
            Form::Positive => libm::exp(self.centre),
            Form::Share => 1.0 / (1.0 + libm::exp(-self.centre)),
        }
    }

    /// Its values where the coordinates are `z`.
    pub(crate) fn at(&self, z: &[Lane]) -> Lane {
        let raw = match self.coordinate {
            Some(n) => each(|l| self.centre + self.sd * z[n][l]),
            None => splat(self.centre),
        };
        match self.form {
            Form::Plain => raw,
            Form::Positive => exp(raw),
            Form::Share => {
                let odds = exp(raw);
                each(|l| odds[l] / (1.0 + odds[l]))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_factors_are_those_of_the_prior() {
        let mut space = Space::new(1.0);
        let (p, s) = (space.positive("p", &Prior::of(100.0, 3.0)), space.share("s", &Prior::of(0.2, 2.0)));
        let z = [splat(0.0), splat(0.0)];
        assert!((p.at(&z)[0] - 100.0).abs() < 1e-9 && (s.at(&z)[0] - 0.2).abs() < 1e-12);
        let up = [splat(1.644_853_626_951_472_7), splat(0.0)];
        assert!((p.at(&up)[0] - 300.0).abs() < 1e-6);
        assert_eq!(space.positive("known", &Prior::of(5.0, 1.0)).coordinate, None);
        assert_eq!(space.names(), ["p", "s"]);
    }
}
