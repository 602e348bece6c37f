//! HELIX's enumerations: code, name and label of each value, from one table. IDMC's own feed once published a term under its neighbour's
//! name because codes were typed twice; here a code stands once.

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident { $($code:literal $key:ident $variant:ident $label:literal)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $name { $(#[doc = $label] $variant,)+ }

            impl $name {
                /// Every value, by code.
                pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

                /// The number in HELIX's database.
                #[must_use]
                pub fn code(self) -> u8 {
                    match self { $(Self::$variant => $code,)+ }
                }

                /// The name in HELIX's interfaces.
                #[must_use]
                pub fn name(self) -> &'static str {
                    match self { $(Self::$variant => stringify!($key),)+ }
                }

                /// The label in HELIX's sheets. Categories 5 and 22 share one.
                #[must_use]
                pub fn label(self) -> &'static str {
                    match self { $(Self::$variant => $label,)+ }
                }

                /// The value of that code.
                #[must_use]
                pub fn of_code(code: u8) -> Option<Self> {
                    Self::ALL.iter().copied().find(|v| v.code() == code)
                }

                /// The value of that name.
                #[must_use]
                pub fn named(name: &str) -> Option<Self> {
                    Self::ALL.iter().copied().find(|v| v.name() == name)
                }
            }
        )+

        #[cfg(test)]
        fn tables() -> Vec<(&'static str, Vec<(u8, &'static str, &'static str)>, bool)> {
            vec![$((
                stringify!($name),
                $name::ALL.iter().map(|v| (v.code(), v.name(), v.label())).collect(),
                $name::ALL.iter().all(|&v| $name::of_code(v.code()) == Some(v) && $name::named(v.name()) == Some(v)),
            ),)+]
        }
    };
}

terms! {
    /// The hedge.
    Quantifier {
        0 MORE_THAN MoreThan "More than"
        1 LESS_THAN LessThan "Less than"
        2 EXACT Exact "Exact"
        3 APPROXIMATELY Approximately "Approximately"
    }
    /// What is counted.
    Unit {
        0 PERSON Person "Person"
        1 HOUSEHOLD Household "Household"
    }
    /// What the figure is used for.
    Role {
        0 RECOMMENDED Recommended "Recommended figure"
        1 TRIANGULATION Triangulation "Triangulation"
    }
    /// When people moved, seen from what drove them.
    DisplacementOccurred {
        0 BEFORE Before "Before"
        1 DURING During "During"
        2 AFTER After "After"
        3 UNKNOWN Unknown "Unknown"
    }
    /// The source's word for what happened to people.
    Term {
        0 EVACUATED Evacuated "Evacuated"
        1 DISPLACED Displaced "Displaced"
        2 FORCED_TO_FLEE ForcedToFlee "Forced to flee"
        3 RELOCATED Relocated "Relocated"
        4 SHELTERED Sheltered "Sheltered"
        5 IN_RELIEF_CAMP InReliefCamp "In relief camp"
        6 DESTROYED_HOUSING DestroyedHousing "Destroyed housing"
        7 PARTIALLY_DESTROYED_HOUSING PartiallyDestroyedHousing "Partially destroyed housing"
        8 UNINHABITABLE_HOUSING UninhabitableHousing "Uninhabitable housing"
        9 HOMELESS Homeless "Homeless"
        10 AFFECTED Affected "Affected"
        11 RETURNS Returns "Returns"
        12 MULTIPLE_OR_OTHER MultipleOrOther "Multiple/Other"
    }
    /// The metric.
    Category {
        0 IDPS Idps "IDPs"
        1 RETURNEES Returnees "Returnees"
        2 RETURN Return "Return"
        3 LOCALLY_INTEGRATED_IDPS LocallyIntegratedIdps "Locally Integrated IDPs"
        4 IDPS_SETTLED_ELSEWHERE IdpsSettledElsewhere "IDPs Settled Elsewhere"
        5 PEOPLE_DISPLACED_ACROSS_BORDERS PeopleDisplacedAcrossBorders "People displaced across borders"
        6 NEW_DISPLACEMENT NewDisplacement "Internal Displacements"
        7 MULTIPLE_DISPLACEMENT MultipleDisplacement "Multiple Displacement"
        8 PARTIAL_STOCK PartialStock "Partial stock"
        9 PARTIAL_FLOW PartialFlow "Partial flow"
        10 CROSS_BORDER_FLIGHT CrossBorderFlight "Cross-border Flight"
        11 CROSS_BORDER_RETURN CrossBorderReturn "Cross-border Return"
        12 RELOCATION_ELSEWHERE RelocationElsewhere "Relocation Elsewhere"
        13 DEATHS Deaths "Deaths"
        14 PROVISIONAL_SOLUTIONS ProvisionalSolutions "Provisional Solutions"
        15 FAILED_LOCAL_INTEGRATION FailedLocalIntegration "Failed Local Integration"
        16 LOCAL_INTEGRATION LocalIntegration "Local Integration"
        17 FAILED_RETURN_RETURNEE_DISPLACEMENT FailedReturn "Failed Return / Returnee Displacement"
        18 UNVERIFIED_STOCK UnverifiedStock "Unverified stock"
        19 UNVERIFIED_FLOW UnverifiedFlow "Unverified flow"
        20 BIRTH Birth "Birth"
        21 FAILED_RELOCATION_ELSEWHERE FailedRelocationElsewhere "Failed relocation elsewhere"
        22 PEOPLE_DISPLACED_ACROSS_BORDERS_FLOW PeopleDisplacedAcrossBordersFlow "People displaced across borders"
    }
    /// How well a date is known.
    DateAccuracy {
        0 DAY Day "Day"
        1 WEEK Week "Week"
        2 MONTH Month "Month"
        3 YEAR Year "Year"
    }
    /// How well a location is known. The first label is HELIX's own spelling.
    Accuracy {
        0 ADM0 Adm0 "Country/territory (AM0)"
        1 ADM1 Adm1 "State/Region/Province (ADM1)"
        2 ADM2 Adm2 "District/Zone/Department (ADM2)"
        3 ADM3 Adm3 "County/City/town/Village/Woreda (ADM3)"
        4 POINT Point "Point"
    }
    /// What a location is to the displacement.
    Identifier {
        0 ORIGIN Origin "Origin"
        1 DESTINATION Destination "Destination"
        2 ORIGIN_AND_DESTINATION OriginAndDestination "Origin and destination"
    }
    /// Where a figure stands in review.
    ReviewStatus {
        0 REVIEW_NOT_STARTED NotStarted "Review not started"
        1 REVIEW_IN_PROGRESS InProgress "Review in progress"
        2 APPROVED Approved "Approved"
        3 REVIEW_RE_REQUESTED ReRequested "Review re-requested"
    }
}

impl Category {
    /// Whether it counts people present; the other categories count people in motion.
    #[must_use]
    pub fn is_stock(self) -> bool {
        matches!(
            self,
            Self::Idps
                | Self::Returnees
                | Self::LocallyIntegratedIdps
                | Self::IdpsSettledElsewhere
                | Self::PeopleDisplacedAcrossBorders
                | Self::PartialStock
                | Self::UnverifiedStock
        )
    }
}

impl Term {
    /// Whether HELIX asks, beside this term, when displacement occurred.
    #[must_use]
    pub fn asks_when(self) -> bool {
        self.code() <= Self::InReliefCamp.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_comes_back_from_its_code_and_its_name() {
        for (table, values, round_trip) in tables() {
            assert!(round_trip, "{table}");
            let codes: Vec<u8> = values.iter().map(|v| v.0).collect();
            assert!(codes.iter().copied().eq(0..u8::try_from(codes.len()).unwrap()), "{table}: {codes:?}");
        }
    }

    /// As HELIX's models have them, written down a second time on purpose.
    #[test]
    fn codes_and_names_are_those_of_helix() {
        let wanted = "\
Quantifier 0 MORE_THAN 1 LESS_THAN 2 EXACT 3 APPROXIMATELY
Unit 0 PERSON 1 HOUSEHOLD
Role 0 RECOMMENDED 1 TRIANGULATION
DisplacementOccurred 0 BEFORE 1 DURING 2 AFTER 3 UNKNOWN
Term 0 EVACUATED 1 DISPLACED 2 FORCED_TO_FLEE 3 RELOCATED 4 SHELTERED 5 IN_RELIEF_CAMP 6 DESTROYED_HOUSING 7 PARTIALLY_DESTROYED_HOUSING 8 UNINHABITABLE_HOUSING 9 HOMELESS 10 AFFECTED 11 RETURNS 12 MULTIPLE_OR_OTHER
Category 0 IDPS 1 RETURNEES 2 RETURN 3 LOCALLY_INTEGRATED_IDPS 4 IDPS_SETTLED_ELSEWHERE 5 PEOPLE_DISPLACED_ACROSS_BORDERS 6 NEW_DISPLACEMENT 7 MULTIPLE_DISPLACEMENT 8 PARTIAL_STOCK 9 PARTIAL_FLOW 10 CROSS_BORDER_FLIGHT 11 CROSS_BORDER_RETURN 12 RELOCATION_ELSEWHERE 13 DEATHS 14 PROVISIONAL_SOLUTIONS 15 FAILED_LOCAL_INTEGRATION 16 LOCAL_INTEGRATION 17 FAILED_RETURN_RETURNEE_DISPLACEMENT 18 UNVERIFIED_STOCK 19 UNVERIFIED_FLOW 20 BIRTH 21 FAILED_RELOCATION_ELSEWHERE 22 PEOPLE_DISPLACED_ACROSS_BORDERS_FLOW
DateAccuracy 0 DAY 1 WEEK 2 MONTH 3 YEAR
Accuracy 0 ADM0 1 ADM1 2 ADM2 3 ADM3 4 POINT
Identifier 0 ORIGIN 1 DESTINATION 2 ORIGIN_AND_DESTINATION
ReviewStatus 0 REVIEW_NOT_STARTED 1 REVIEW_IN_PROGRESS 2 APPROVED 3 REVIEW_RE_REQUESTED";
        let written: Vec<String> = tables()
            .into_iter()
            .map(|(table, values, _)| values.iter().fold(table.to_owned(), |line, (code, name, _)| format!("{line} {code} {name}")))
            .collect();
        assert_eq!(written.join("\n"), wanted);
    }

    #[test]
    fn stocks_are_seven_flows_sixteen() {
        let stocks: Vec<u8> = Category::ALL.iter().filter(|c| c.is_stock()).map(|c| c.code()).collect();
        assert_eq!(stocks, [0, 1, 3, 4, 5, 8, 18]);
        assert_eq!(Category::ALL.len() - stocks.len(), 16);
        assert!(Term::ALL.iter().all(|t| t.asks_when() == (t.code() <= 5)));
    }
}
