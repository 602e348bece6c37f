//! What a place is and how a spelling names it. Shared with the build script.

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum PlaceKind {
    /// A country or a territory with an ISO code.
    Country,
    /// A union of countries with borders or institutions of its own: the European Union, Schengen.
    Union,
    /// A continent or a zone across countries: the Sahel, the Balkans, Kurdistan as a whole.
    Area,
    /// A first-level division or an informal region of one country: Darfur, Donbas, the Gaza Strip.
    Region,
    /// A border crossing: the only places where people are counted.
    Crossing,
    /// A camp or settlement of displaced people.
    Camp,
    /// An island that is no country: Lesbos, Bhasan Char.
    Island,
    /// A sea, river, lake or strait on a route: the Mediterranean, the Naf, the Channel.
    Water,
    /// A city, town, village or part of one.
    City,
}

impl PlaceKind {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 9] =
        [Self::Country, Self::Union, Self::Area, Self::Region, Self::Crossing, Self::Camp, Self::Island, Self::Water, Self::City];
}

/// How a spelling names its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum NameUse {
    /// Its name, in any spelling; where [`Place::speaks_for`](crate::Place::speaks_for) is set, perhaps for a government.
    Name,
    /// A short form that must stand in capitals: "RDC", "UAE".
    Abbreviation,
    /// The seat of a government, never a place of people: "Kremlin", "White House".
    Metonym,
    /// An adjective, or people where the grammar says so: "russe", "Russes", "Georgian".
    Demonym,
    /// A word that can only mean people: "Syrians", "Poles", "Rohingya".
    People,
}

impl NameUse {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::Name, Self::Abbreviation, Self::Metonym, Self::Demonym, Self::People];
}
