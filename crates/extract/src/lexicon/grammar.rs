//! Small words of structure.

use serde::Deserialize;

/// `grammar.toml`: small words of structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrammarWord {
    /// Its use.
    #[serde(rename = "use")]
    pub use_: Grammar,
}

/// Uses of small words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grammar {
    /// Stands between a number and its noun without changing it: "autres", "young".
    Filler,
    /// "de", "of", "des": joins a number or a head to a noun.
    Of,
    /// Articles and possessives.
    Determiner,
    /// Pronouns that stand for the last speaker or people: "il", "she".
    Pronoun,
    /// Starts another clause: "tandis que", "while", "but".
    Break,
    /// "au moins ce nombre", "as many": stands for the last figure.
    Anaphor,
    /// "est", "ont", "were", "has".
    Auxiliary,
    /// A past auxiliary of the passive: "ont été", "have been".
    Passive,
    /// "parmi eux", "of whom": a subset of the last figure.
    Subset,
    /// "sur ces", "out of these": the figure behind is only repeated.
    Repeated,
    /// "eux", "those": people told before.
    Those,
    /// "manifestation", "rally": arrests beside it are arrests at protests.
    Protest,
    /// "frontière", "checkpoint": a time beside it is a wait.
    Border,
    /// "frontière", "border": the line itself; a country beside it is one of its sides.
    Frontier,
    /// "poste", "checkpoint", "bridge": a place name beside it is a crossing's.
    Post,
    /// "côté", "soil": a nationality beside it tells where, not who.
    Soil,
    /// "et", "or": joins two of a kind.
    And,
    /// "pour", "to": what follows is intended.
    Aim,
    /// "en route", "on their way": the place behind it is a goal.
    Way,
    /// "les pays voisins", "neighbouring countries": abroad, to no country named.
    Neighbours,
    /// "île", "island": heads the name of an island.
    Island,
    /// "de route", "drive": a time beside it is a journey.
    Journey,
    /// May stand between an auxiliary and its verb: "now", "désormais".
    Adverb,
    /// "nouveaux", "further": those counted have come of late.
    New,
    /// "atteindre", "rise to": leads to a number.
    Reach,
    /// "éclaté", "began": a day right behind it is the first of what is told.
    Begin,
    /// "que", "that": opens what is said.
    That,
    /// "que", "than", "par rapport": leads to the time a change is measured from.
    Compare,
    /// "par rapport", "compared": what follows is nobody's own time.
    Baseline,
    /// "contre", "up from": the number behind is only what another is compared with.
    Versus,
    /// "à", "to", "at": before the level a number has come to.
    Level,
    /// "le même jour", "in the same period": the time told last.
    SameDay,
    /// "est", "were": what follows tells how it is.
    Copula,
    /// "est", "are": what follows is how it is now.
    Now,
    /// "se": people do it themselves.
    Reflexive,
    /// "je", "we": whoever speaks.
    FirstPerson,
    /// "nos", "our": of whoever speaks.
    Ours,
    /// "since", "lorsque": what the clause behind it says somebody said is a time.
    When,
    /// "bringing", "portant": what is told before is added up to the figure behind.
    Sum,
    /// "qui", "who": opens a clause about those just named.
    Relative,
    /// "un", "a": of those not told before.
    Indefinite,
    /// "le plus", "record", "highest": a time beside it is what the record is measured over.
    Record,
    /// "par", "by": before whose doing it is.
    By,
    /// "de son côté", "for his part": says whose turn it is to speak, and may stand anywhere in the clause.
    Aside,
    /// "forcé", "forced": the verb behind its "to" is of the people between.
    Causative,
    /// "combien", "how many": a bare figure behind the question answers it.
    Asking,
    /// Points back to a figure: "ce jalon", "these figures".
    Pointer,
    /// "y", "où", "where": the place told before.
    There,
    /// "through the gate": the crossing told before.
    Gate,
    /// "ville", "town", "camp": heads the name of a place where people live.
    Town,
    /// "province", "département", "district": heads the name of a part of a country.
    Province,
    /// "état": heads the name of a part of a country, and means much else.
    State,
    /// "le", "cette", "the": what follows was told before.
    Definite,
    /// "c'est ce que", "that is how many": the verb behind it is of the figure before it.
    Cleft,
    /// "pays", "country": who leaves it without its name leaves the speaker's.
    Country,
    /// "guerre", "fighting": what people flee; where it is, is where they come from.
    Plight,
    /// "la barre des 200 000", "the threshold of": what a number passes; nobody crosses it.
    Milestone,
    /// "respectivement", "respectively": figures and places of a list go together one by one.
    Respectively,
    /// "dans l'autre sens", "the other way": with the ends of the figure told before, swapped.
    Reverse,
    /// "again": who leaves so leaves a country that is not theirs.
    Again,
    /// "déjà", "already": what is told is so by the report's day.
    Already,
    /// "collision", "overturned": casualties beside it are of the road, but where people flee.
    Accident,
    /// Ordinary words that may start a sentence with a capital and are no names.
    Common,
    /// Honorifics: the name behind is a person's.
    Title,
    /// Words whose point does not end a sentence: "M.", "Dr.".
    Abbreviation,
    /// Openings of lines that are no part of a report: "Lire la suite".
    Boilerplate,
    /// Labels and credits of pictures: "Image", "Crédit".
    Caption,
}
