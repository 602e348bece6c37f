//! News about anything but displaced people, from the templates in `filler/`.

use crate::random::Random;
use crate::text::Lang;

const CITIES_FR: [&str; 12] =
    ["Lyon", "Lille", "Nantes", "Bordeaux", "Genève", "Bruxelles", "Montréal", "Rennes", "Dijon", "Nice", "Brest", "Metz"];
const CITIES_EN: [&str; 12] =
    ["Leeds", "Bristol", "Dublin", "Glasgow", "Boston", "Toronto", "Cardiff", "Denver", "York", "Bath", "Perth", "Norwich"];
const NAMES: [&str; 12] =
    ["Norvane", "Altéis", "Brescal", "Dorwick", "Velmont", "Ostrade", "Merelle", "Kestwood", "Fénor", "Lindale", "Tarvaux", "Harrowby"];
const FIRST: [&str; 10] = ["Camille", "Louis", "Anna", "Marc", "Julie", "Tom", "Sarah", "Hugo", "Emma", "Paul"];
const LAST: [&str; 10] = ["Morvel", "Castain", "Wetherly", "Dubrac", "Ashgrove", "Lantier", "Pellow", "Roussac", "Tindall", "Vernoux"];
const DAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS_FR: [&str; 6] = ["janvier", "mars", "avril", "juin", "septembre", "novembre"];
const MONTHS_EN: [&str; 6] = ["January", "March", "April", "June", "September", "November"];

/// The templates of one language, by genre.
pub(crate) struct Filler {
    lang: Lang,
    genres: Vec<Vec<&'static str>>,
}

impl Filler {
    pub(crate) fn of(lang: Lang) -> Self {
        let source = match lang {
            Lang::Fr => include_str!("../filler/fr.txt"),
            Lang::En => include_str!("../filler/en.txt"),
        };
        let mut genres: Vec<Vec<&str>> = Vec::new();
        for line in source.lines().filter(|l| !l.starts_with('#')) {
            if line.starts_with("== ") {
                genres.push(Vec::new());
            } else if let Some(genre) = genres.last_mut() {
                genre.push(line);
            }
        }
        Self { lang, genres }
    }

    /// The paragraphs of one article of about `bytes`.
    pub(crate) fn article(&self, bytes: usize, random: &mut Random) -> Vec<String> {
        let genre = random.pick_ref(&self.genres);
        let mut out = Vec::new();
        let mut length = 0;
        while length < bytes {
            let mut paragraph = String::new();
            for _ in 0..random.between(2, 6) {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                self.sentence(random.pick(genre), random, &mut paragraph);
            }
            length += paragraph.len();
            out.push(paragraph);
        }
        out
    }

    fn sentence(&self, template: &str, random: &mut Random, out: &mut String) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((slot, after)) = after.split_once('}') else { break };
            self.fill(slot, random, out);
            rest = after;
        }
        out.push_str(rest);
    }

    fn fill(&self, slot: &str, random: &mut Random, out: &mut String) {
        let fr = self.lang == Lang::Fr;
        match slot {
            "N" => {
                let separator = if fr { random.pick(&["\u{A0}", "\u{202F}", " "]) } else { "," };
                let (thousands, rest) = (random.between(1, 89), random.between(0, 99) * 10);
                out.push_str(&format!("{thousands}{separator}{rest:03}"));
            }
            "d" => out.push_str(&format!("{}{}{}", random.between(0, 19), if fr { ',' } else { '.' }, random.between(1, 9))),
            "p" => out.push_str(&random.between(2, 45).to_string()),
            "s" => out.push_str(&format!("{}-{}", random.between(1, 5), random.between(0, 3))),
            "h" => out.push_str(&random.between(7, 21).to_string()),
            "y" => out.push_str(&random.between(1961, 2024).to_string()),
            "w" => out.push_str(random.pick(if fr { &DAYS_FR } else { &DAYS_EN })),
            "m" => out.push_str(random.pick(if fr { &MONTHS_FR } else { &MONTHS_EN })),
            "c" => out.push_str(random.pick(if fr { &CITIES_FR } else { &CITIES_EN })),
            "k" => out.push_str(random.pick(&NAMES)),
            "a" => {
                out.push_str(random.pick(&FIRST));
                out.push(' ');
                out.push_str(random.pick(&LAST));
            }
            _ => out.push_str(&random.between(2, 99).to_string()),
        }
    }
}
