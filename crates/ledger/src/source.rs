//! Whether two attributions name the same origin: French and English, with and without accents, in more or fewer words.
//!
//! Refuses to guess: two sources are the same only if one says everything the other says that means something.

use std::collections::BTreeSet;

use exode_claim::{Attribution, WitnessKind};
use rustc_hash::FxHashMap;

use crate::nation::{is_nation, nation};
use crate::vocabulary::{self, Word};

/// An attribution as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Origin {
    /// What kind of speaker; institutions and their offices are one kind.
    kind: Kind,
    /// Significant words.
    words: BTreeSet<String>,
    /// Last word of the holder's name.
    holder: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Body,
    Observed,
    Witness,
    Unnamed,
    Press,
}

impl Origin {
    pub(crate) fn of(attribution: &Attribution) -> Self {
        let text = attribution.to_string();
        let (kind, label, holder) = match attribution {
            Attribution::Institution(label) => (Kind::Body, label.as_str(), None),
            Attribution::Office { office, holder } => {
                // `Display` is "holder, office": the only way in to the holder's name, on purpose.
                let name = holder.as_ref().and_then(|_| text.strip_suffix(office.as_str()));
                (Kind::Body, office.as_str(), name.and_then(|n| folded(n).pop()))
            }
            Attribution::Kind(kind, label) => {
                let kind = match kind {
                    WitnessKind::Witness => Kind::Witness,
                    WitnessKind::Unnamed => Kind::Unnamed,
                    WitnessKind::Observation => Kind::Observed,
                    WitnessKind::Press => Kind::Press,
                };
                (kind, label.as_str(), None)
            }
        };
        Self { kind, words: significant(label), holder }
    }

    /// A publisher by its name. It is a source only where the words are the same: "Novaya Gazeta" is not "Novaya Gazeta Europe".
    pub(crate) fn outlet(name: &str) -> Self {
        Self { kind: Kind::Body, words: significant(name), holder: None }
    }

    /// The same without its holder's name.
    pub(crate) fn without_holder(self) -> Self {
        Self { holder: None, ..self }
    }

    /// Whether both name the same origin.
    pub(crate) fn same(&self, other: &Self) -> bool {
        // Observation is seen through a firm or a service: "satellite image (Maxar)" and "Maxar".
        let body = |k| matches!(k, Kind::Body | Kind::Observed);
        if self.kind != other.kind && !(body(self.kind) && body(other.kind)) {
            return false;
        }
        if self.holder.is_some() && self.holder == other.holder {
            return true;
        }
        let (short, long) = if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        // A country alone ("Astana", "Finlande") speaks for no ministry in particular.
        let named = short.words == long.words || short.words.iter().any(|w| !is_nation(w) && !Word::Part.has(w));
        !short.words.is_empty() && named && short.words.is_subset(&long.words)
    }

    /// How much it says: the more, the better it names the origin.
    pub(crate) fn fullness(&self) -> (usize, bool) {
        (self.words.len(), self.holder.is_some())
    }
}

/// Which of `origins` are one: an index of the group for each. A short name joins a fuller one only if there is one such.
pub(crate) fn groups(origins: &[Origin]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..origins.len()).collect();
    order.sort_by(|&a, &b| origins[b].fullness().cmp(&origins[a].fullness()).then(origins[a].cmp(&origins[b])));
    let mut heads = Heads::default();
    let mut group = vec![0; origins.len()];
    let mut before: Option<usize> = None;
    for i in order {
        group[i] = match before {
            // Equal names follow each other, and what the first decided holds for all.
            Some(j) if origins[j] == origins[i] => group[j],
            _ => heads.place(&origins[i]),
        };
        before = Some(i);
    }
    group
}

/// The fullest name of each group, found by its words and its holder. Names come the fullest first.
#[derive(Default)]
struct Heads<'a> {
    names: Vec<&'a Origin>,
    by_word: FxHashMap<&'a str, Vec<usize>>,
    by_holder: FxHashMap<&'a str, Vec<usize>>,
}

impl<'a> Heads<'a> {
    fn place(&mut self, origin: &'a Origin) -> usize {
        // A head that fits has all words of the shorter name, or its holder: the rarest word leaves fewest to look at.
        let rarest = origin.words.iter().map(|w| self.by_word.get(w.as_str()).map_or(&[][..], Vec::as_slice)).min_by_key(|l| l.len());
        let holder = origin.holder.as_deref().and_then(|h| self.by_holder.get(h)).map_or(&[][..], Vec::as_slice);
        let mut fits: Vec<usize> = rarest.unwrap_or(&[]).iter().chain(holder).copied().filter(|&g| self.names[g].same(origin)).collect();
        fits.sort_unstable();
        fits.dedup();
        if let [only] = fits[..] {
            return only;
        }
        let head = self.names.len();
        self.names.push(origin);
        origin.words.iter().for_each(|w| self.by_word.entry(w).or_default().push(head));
        origin.holder.iter().for_each(|h| self.by_holder.entry(h).or_default().push(head));
        head
    }
}

fn significant(text: &str) -> BTreeSet<String> {
    let all: Vec<String> = folded(text);
    let kept: BTreeSet<String> = all.iter().filter(|w| !Word::Common.has(w)).map(|w| shared(w)).collect();
    // "an official source" is made of common words only: then they are all there is.
    if kept.is_empty() { all.into_iter().filter(|w| w.chars().count() > 1).collect() } else { kept }
}

fn shared(word: &str) -> String {
    nation(word).or_else(|| vocabulary::shared(word)).unwrap_or(word).to_owned()
}

/// Words in lower case, without accents and plural s.
pub(crate) fn folded(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| {
            let mut word = String::new();
            w.chars().flat_map(char::to_lowercase).for_each(|c| plain(c, &mut word));
            if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && word != "customs" {
                word.pop();
            }
            word
        })
        .collect()
}

/// Appends `c` without its accent.
fn plain(c: char, word: &mut String) {
    const LETTERS: &[(&str, &str)] = &[
        ("àáâãäåā", "a"),
        ("çćč", "c"),
        ("èéêëēėę", "e"),
        ("ìíîïī", "i"),
        ("ñń", "n"),
        ("òóôõöøō", "o"),
        ("ùúûüū", "u"),
        ("ýÿ", "y"),
        ("šś", "s"),
        ("žźż", "z"),
        ("œ", "oe"),
        ("æ", "ae"),
        ("ß", "ss"),
    ];
    match LETTERS.iter().find(|(from, _)| !c.is_ascii() && from.contains(c)) {
        Some((_, to)) => word.push_str(to),
        None => word.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use exode_claim::{Label, Vouch};

    struct Any;
    impl Vouch for Any {
        fn vouches(&self, _: &str) -> bool {
            true
        }
    }
    fn label(text: &str) -> Label {
        Label::vouched(text, &Any).unwrap()
    }
    fn body(text: &str) -> Origin {
        Origin::of(&Attribution::Institution(label(text)))
    }

    #[test]
    fn one_source_in_two_languages_is_one() {
        assert!(body("gardes-frontières finlandais").same(&body("Finnish Border Guard")));
        assert!(body("ministère géorgien de l’Intérieur").same(&body("Georgian Interior Ministry")));
        assert!(body("Border Guard").same(&body("the Finnish Border Guard")));
        assert!(body("ministère soudanais de l’Intérieur").same(&body("Sudanese Interior Ministry")));
        assert!(body("police vénézuélienne").same(&body("Venezuelan police")));
    }

    #[test]
    fn two_institutions_stay_two() {
        assert!(!body("Georgian interior ministry").same(&body("North Ossetian interior ministry")));
        assert!(!body("Frontex").same(&body("Finnish Border Guard")));
        assert!(!body("FSB").same(&body("Kremlin")));
        assert!(!body("Astana").same(&body("Kazakh interior ministry")));
        assert!(!body("Khartoum").same(&body("Sudanese interior ministry")));
        assert!(body("Finlande").same(&body("Finland")));
    }

    #[test]
    fn an_anonymous_source_is_not_its_institution() {
        let anonymous = Origin::of(&Attribution::Kind(WitnessKind::Unnamed, label("source du Kremlin")));
        assert!(!anonymous.same(&body("Kremlin")));
    }

    #[test]
    fn a_holder_is_recognised_under_another_title() {
        let office = |o, h| Origin::of(&Attribution::office(label(o), Some(h)));
        assert!(office("chef des affaires internationales", "Matti Pitkäniitty").same(&office("Border Guard", "Pitkäniitty")));
    }

    #[test]
    fn an_ambiguous_short_name_stands_alone() {
        let all =
            [body("Georgian interior ministry"), body("Kazakh interior ministry"), body("interior ministry"), body("FSB"), body("FSB")];
        let g = groups(&all);
        assert_eq!(g.iter().collect::<BTreeSet<_>>().len(), 4);
        assert_eq!(g[3], g[4]);
    }

    #[test]
    fn the_index_of_names_changes_no_group() {
        // What `groups` means: every head is tried.
        let plainly = |origins: &[Origin]| {
            let mut order: Vec<usize> = (0..origins.len()).collect();
            order.sort_by(|&a, &b| origins[b].fullness().cmp(&origins[a].fullness()).then(origins[a].cmp(&origins[b])));
            let (mut heads, mut group): (Vec<usize>, _) = (Vec::new(), vec![0; origins.len()]);
            for i in order {
                let fits: Vec<usize> = (0..heads.len()).filter(|&g| origins[heads[g]].same(&origins[i])).collect();
                let equal = fits.iter().copied().find(|&g| origins[heads[g]] == origins[i]);
                group[i] = if let [only] = fits[..] { Some(only) } else { equal }.unwrap_or_else(|| {
                    heads.push(i);
                    heads.len() - 1
                });
            }
            group
        };
        let mut dice = crate::made::Dice(7);
        let words = ["Georgian", "interior", "ministry", "border", "guard", "Frontex", "Astana", "agency", "police"];
        for _ in 0..200 {
            let origins: Vec<Origin> = (0..40)
                .map(|_| {
                    let name: Vec<&str> = (0..=dice.below(3)).map(|_| dice.pick(&words)).collect();
                    let office =
                        Attribution::office(label(&name.join(" ")), dice.one_in(3).then_some(["Ana", "Bo"][dice.below(2) as usize]));
                    if dice.one_in(2) { body(&name.join(" ")) } else { Origin::of(&office) }
                })
                .collect();
            assert_eq!(groups(&origins), plainly(&origins));
        }
    }
}
