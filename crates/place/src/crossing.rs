//! What only border crossings have.

use crate::place::Place;

/// How people get over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Mode {
    /// By car, lorry or bus.
    Road,
    /// On foot or by bicycle.
    Foot,
    /// By train.
    Rail,
    /// Over a bridge that is itself the crossing.
    Bridge,
    /// By boat.
    Ferry,
    /// Over or along a fence.
    Fence,
}

impl Mode {
    /// All of them, in the order of their bits.
    pub const ALL: [Self; 6] = [Self::Road, Self::Foot, Self::Rail, Self::Bridge, Self::Ferry, Self::Fence];
}

/// The two sides of a crossing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Crossing {
    sides: [Place; 2],
    near: [Place; 2],
    modes: u8,
    town: bool,
}

impl Crossing {
    pub(crate) fn new(sides: [Place; 2], near: [u32; 2]) -> Self {
        let town = near[0] >> 31 == 1;
        Self { sides, near: near.map(|n| Place(n & 0xFF_FFFF)), modes: (near[1] >> 24) as u8, town }
    }

    /// The two countries; the same one twice at a line of control.
    #[must_use]
    pub fn sides(&self) -> (Place, Place) {
        (self.sides[0], self.sides[1])
    }

    /// The town behind each side, in the order of [`Crossing::sides`].
    #[must_use]
    pub fn near(&self) -> (Place, Place) {
        (self.near[0], self.near[1])
    }

    /// The other country, where `from` is one of the two.
    #[must_use]
    pub fn opposite(&self, from: Place) -> Option<Place> {
        match self.sides {
            [a, b] if a == from => Some(b),
            [a, b] if b == from => Some(a),
            _ => None,
        }
    }

    /// Whether its name is also a town's, so that only the context says which is meant.
    #[must_use]
    pub fn town(&self) -> bool {
        self.town
    }

    /// How people get over it.
    pub fn modes(&self) -> impl Iterator<Item = Mode> {
        let bits = self.modes;
        Mode::ALL.into_iter().filter(move |m| bits & 1 << *m as u8 != 0)
    }
}
