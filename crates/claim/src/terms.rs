//! The closed vocabularies of a claim. Each is written in JSON, in the lexicons and in the corpus by the same snake-case name.

use serde::{Deserialize, Serialize};

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in JSON, lexicons and corpus.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The value of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

vocabulary! {
    /// How the figure is hedged. HELIX has the first three and `less_than`; bounds that include their end are ours.
    Quantifier {
        /// No hedge.
        Exact = "exact",
        /// About, some, around.
        Approximately = "approximately",
        /// Almost: the value, from below.
        Nearly = "nearly",
        /// A bound below, not included.
        MoreThan = "more_than",
        /// A bound below, included.
        AtLeast = "at_least",
        /// A bound above, included.
        UpTo = "up_to",
        /// A bound above, not included.
        LessThan = "less_than",
        /// Both bounds are stated.
        Between = "between",
    }
}

vocabulary! {
    /// What is counted or measured.
    Unit {
        /// People.
        Person = "person",
        /// Households, families, homes.
        Household = "household",
        /// Vehicles of any kind.
        Vehicle = "vehicle",
        /// Kilometres; metres and miles are converted.
        Km = "km",
        /// Hours; minutes are converted.
        Hour = "hour",
        /// Days and nights of waiting.
        Day = "day",
        /// Percent of a whole.
        Percent = "percent",
        /// New over old: doubled is 2.
        Factor = "factor",
    }
}

vocabulary! {
    /// What the figure says of people on the move.
    Measure {
        /// Arrivals through a border or into a country.
        CrossedIn = "crossed_in",
        /// Departures through a border, seen from the country left; also returns counted as exits.
        CrossedOut = "crossed_out",
        /// People who left the origin, destination open.
        Left = "left",
        /// How many have gone to a place.
        FledTo = "fled_to",
        /// Length of a queue, km.
        QueueLength = "queue_length",
        /// Vehicles in a queue.
        QueueVehicles = "queue_vehicles",
        /// People in a queue.
        QueuePeople = "queue_people",
        /// Time to cross.
        Wait = "wait",
        /// People a mobilisation aims to call up.
        MobilisedTarget = "mobilised_target",
        /// People called up.
        MobilisedActual = "mobilised_actual",
        /// Deaths.
        Killed = "killed",
        /// Injuries.
        Wounded = "wounded",
        /// Deaths and injuries counted together.
        KilledOrWounded = "killed_or_wounded",
        /// Fled inside one country.
        DisplacedInternal = "displaced_internal",
        /// Refugees staying in a country.
        RefugeesStock = "refugees_stock",
        /// People who went back.
        Returned = "returned",
        /// Asylum applications.
        Asylum = "asylum",
        /// Visas.
        Visas = "visas",
        /// Share of arrivals that travel on.
        TransitShare = "transit_share",
        /// What a crossing can process.
        Capacity = "capacity",
        /// Arrests at protests.
        ProtestArrests = "protest_arrests",
        /// Any other figure about people concerned.
        Other = "other",
    }
}

vocabulary! {
    /// How the figure relates to time.
    Rate {
        /// Each hour.
        PerHour = "per_hour",
        /// Each day, or one day's count.
        PerDay = "per_day",
        /// Each week.
        PerWeek = "per_week",
        /// Each month.
        PerMonth = "per_month",
        /// Total over the claim's time.
        Cumulative = "cumulative",
        /// Present at the claim's time.
        Stock = "stock",
        /// At one moment.
        Instant = "instant",
    }
}

vocabulary! {
    /// The standing of the statement.
    Modality {
        /// Stated as so.
        Asserted = "asserted",
        /// Intended, forecast or made possible.
        Planned = "planned",
        /// Said not to be so.
        Denied = "denied",
        /// Replaces an earlier figure.
        Corrected = "corrected",
    }
}
