//! The typed values of the reader's own kinds of entry (numbers, hedges and times bring theirs).

use exode_claim::{Measure, Rate, Unit};
use serde::Deserialize;

/// `nouns.toml`: what can be counted.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounWord {
    /// What one of it is.
    pub unit: Unit,
    /// The measure the noun alone implies ("réfugiés", "morts").
    pub measure: Option<Measure>,
    /// How the noun takes part.
    #[serde(default)]
    pub class: NounClass,
    /// People by sex or age: a percentage of them is a part of the people told before.
    #[serde(default)]
    pub sort: bool,
}

/// How a counted noun takes part in a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NounClass {
    /// Any people: a claim only with a cue of movement, casualties or mobilisation.
    #[default]
    People,
    /// People who are counted because they moved: any percentage of them is of interest.
    Mover,
    /// Soldiers: claims only where called up, fled, killed or wounded.
    Troops,
    /// People at work: claims only where killed or wounded.
    Staff,
    /// People who live somewhere: claims only where they move or come to harm, never where they are merely counted.
    Resident,
    /// "touristes", "passengers": claims only in a text that names a border or tells of people who flee.
    Visitor,
    /// An event that counts people: "arrivées", "demandes d'asile", "morts".
    Event,
    /// A thing that stands for households: homes, houses.
    Home,
    /// Part of the figure before: "d'entre eux", "of them". Not in a lexicon file.
    Subset,
    /// A word that only repeats a number: "nombre", "chiffre", "total".
    Total,
}

/// `refuse.toml`: nouns and marks whose number is no claim.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefuseWord {
    /// Why: age, money, distance, staff, ...
    pub reason: Box<str>,
    /// Also refuses from before the number ("article 5", "route 12").
    #[serde(default)]
    pub before: bool,
}

/// `units.toml`: physical units.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWord {
    /// The claim's unit.
    pub unit: Unit,
    /// How many of the claim's unit one of it is.
    pub factor: f64,
}

/// `cues.toml`: verbs and nouns that decide the measure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueWord {
    /// What is measured.
    pub measure: Measure,
    /// Verb or noun.
    #[serde(default)]
    pub part: Part,
    /// Where the counted people stand to the verb.
    #[serde(default)]
    pub people: Role,
    /// What a place is that follows without preposition ("quitter la Russie", "reach Chad").
    pub object: Option<Side>,
    /// What a place is that is the subject ("la Finlande a accueilli").
    pub subject: Option<Side>,
    /// What a place after "in", "at", "à" is.
    pub at: Option<Side>,
    /// The rate it implies.
    pub rate: Option<Rate>,
    /// Going back: without a destination the ends of the route before are swapped.
    #[serde(default)]
    pub back: bool,
    /// Weak: decides only where nothing else does.
    #[serde(default)]
    pub weak: bool,
    /// Shorthand for a verb: only right behind a count, where its clause ends ("8.3k in, 5k out").
    #[serde(default)]
    pub particle: bool,
}

impl CueWord {
    /// Whether it measures people who go from one place to another.
    pub(crate) fn moves_people(&self) -> bool {
        matches!(self.measure, Measure::CrossedIn | Measure::CrossedOut | Measure::Left | Measure::FledTo | Measure::Returned)
    }

    /// Whether it is a verb of going or coming, so that "in" behind it says where to.
    pub(crate) fn goes(&self) -> bool {
        self.moves_people()
            && self.part == Part::Verb
            && self.people == Role::Subject
            && self.at == Some(Side::Destination)
            && self.rate.is_none()
    }
}

/// Part of speech of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A verb in any form.
    #[default]
    Verb,
    /// A noun.
    Noun,
}

/// Where the counted people stand to a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// They do it.
    #[default]
    Subject,
    /// It is done to them.
    Object,
}

/// An end of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Where people come from.
    Origin,
    /// Where they go.
    Destination,
    /// Where it happens.
    Place,
}

/// `prepositions.toml`: what a preposition makes of the place behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrepWord {
    /// Its meaning.
    pub role: PrepRole,
}

/// The meaning of a preposition before a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrepRole {
    /// Towards.
    To,
    /// Away from.
    From,
    /// The weak "de": of or from.
    Of,
    /// In or at.
    At,
    /// Through.
    Via,
    /// Between two.
    Between,
    /// The border with it.
    Border,
    /// The other one of two countries is meant ("du côté russe").
    SideOf,
}

/// `speech.toml`: words of reporting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeechWord {
    /// How it attributes.
    pub role: SpeechRole,
    /// How far the outlet stands from what is said.
    #[serde(default)]
    pub stance: Stance,
}

/// How a word attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechRole {
    /// A reporting verb: its subject speaks.
    Verb,
    /// "selon", "according to": what follows speaks.
    According,
    /// "cité par", "quoted by": what follows relays.
    CitedBy,
    /// "citant", "quoting": what follows speaks, the subject relays.
    Citing,
    /// A verb of counting: its institutional subject is the source ("ont recensé").
    Counting,
    /// What observes shows it: "montrent", "show".
    Showing,
}

/// How far the outlet stands from what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// No distance.
    #[default]
    Neutral,
    /// "prétend", "claims".
    Distance,
    /// "dément", "denies".
    Denial,
    /// "prévoit", "expects".
    Plan,
    /// "corrige", "revised".
    Correction,
}

/// `agents.toml`: who can speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentWord {
    /// What kind of speaker.
    pub kind: AgentKind,
    /// A proper name of an institution, complete in itself.
    #[serde(default)]
    pub name: bool,
    /// An office that is public by its word alone (minister, mayor).
    #[serde(default)]
    pub public: bool,
    /// An organisation of no state (a charity, an agency of the United Nations): who works for it holds no public office.
    #[serde(default)]
    pub nonstate: bool,
}

/// Kinds of speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentKind {
    /// Ministries, services, agencies, organisations.
    Institution,
    /// Public offices: minister, spokesperson, governor.
    Office,
    /// Newspapers, agencies, broadcasters.
    Outlet,
    /// Travellers, residents, witnesses.
    Witness,
    /// Sources that stay anonymous.
    Unnamed,
    /// Imagery, traffic services, data.
    Observation,
    /// Reporters.
    Press,
}

/// `mood.toml`: words that change the standing of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoodWord {
    /// Its effect.
    pub mood: Mood,
}

/// What a mood word does to the figure it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mood {
    /// An auxiliary in the conditional: hedges before a participle ("auraient fui").
    Conditional,
    /// "pourrait", "could": hedged.
    Possible,
    /// "reportedly", "non confirmé".
    Distance,
    /// "si", "if".
    If,
    /// "prévoit", "will", "expected".
    Planned,
    /// "et non", "not", "rather than": the figure behind is denied, the one before corrected.
    Not,
    /// "aucun", "no one": zero of the noun behind.
    None,
    /// "dément": the figure in the clause behind is denied.
    Denied,
    /// "corrige", "revised to".
    Corrected,
}
