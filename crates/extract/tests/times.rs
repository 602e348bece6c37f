//! Phrases with the day of the report and the days they mean.

#![expect(clippy::unwrap_used, reason = "a broken fixture should stop the test")]

use exode_extract::number::{Numeral, numerals};
use exode_extract::time::{Anchor, Events, TimeMention, Told, times};
use exode_extract::{Lang, Lexicon, View};
use exode_text::tokenise;
use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A language as it stands in the repository.
struct World {
    lexicon: Lexicon,
}

impl World {
    fn new(lang: Lang) -> Self {
        let folder = format!("{}/../../lang/{}", env!("CARGO_MANIFEST_DIR"), lang.code());
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "toml") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        Self { lexicon: Lexicon::load(lang, &files).unwrap() }
    }

    fn with<T>(&self, text: &str, then: impl FnOnce(&View, &[Numeral]) -> T) -> T {
        let mut tokens = Vec::new();
        tokenise(text, 0, &mut tokens);
        let view = View::new(text, &tokens, &self.lexicon);
        let numerals = numerals(&view, 0..tokens.len());
        then(&view, &numerals)
    }

    fn mentions(&self, text: &str, events: &Events) -> Vec<TimeMention> {
        self.with(text, |view, numerals| times(view, 0..view.tokens.len(), numerals, events, &mut Told::default()))
    }

    /// What every time of `text` resolves to, "none" where none is read.
    fn read(&self, text: &str, events: &Events, anchor: &Anchor) -> String {
        let found = self.mentions(text, events);
        if found.is_empty() {
            return "none".to_owned();
        }
        let shown = found.iter().map(|m| m.expr.resolve(anchor).map_or("?".to_owned(), |w| w.to_string()));
        shown.collect::<Vec<_>>().join(" ")
    }
}

/// One phrase a line: report, phrase, what every time in it resolves to ("?" does not resolve, "none" where none is read).
fn check(lang: Lang, table: &str) {
    let world = World::new(lang);
    let known = Events::embedded().unwrap();
    let mut wrong = Vec::new();
    for line in table.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [report, countries, phrase, expected] = parts[..] else { panic!("four cells: {line}") };
        let report = (report != "-").then(|| day(report));
        let countries: Vec<&str> = countries.split_whitespace().collect();
        let events = known.for_document(&countries, report);
        let anchor = Anchor { report, speech: None };
        let found = world.read(phrase, &events, &anchor);
        if found != expected {
            wrong.push(format!("{phrase}\n  want {expected}\n  have {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn french_dates() {
    check(
        Lang::Fr,
        "
        2022-09-27 | | le 24 février | 2022-02-24
        2022-09-27 | | le 24 février 2022 | 2022-02-24
        2022-09-27 | | le 1er octobre | 2022-10-01
        2022-09-27 | | le premier octobre | 2022-10-01
        2022-09-27 | | le 20 décembre | 2021-12-20
        2022-12-20 | | le 5 janvier | 2023-01-05
        2022-09-27 | | le 24/09/2022 | 2022-09-24
        2022-09-27 | | le 24.09.2022 | 2022-09-24
        2022-09-27 | | 2022-09-24 | 2022-09-24
        2022-09-27 | | 24/09/22 | 2022-09-24
        2022-10-04 | | fin septembre | 2022-09-30
        2022-09-27 | | à la mi-avril | 2022-04-11/2022-04-20
        2022-09-27 | | début mars | 2022-03-01/2022-03-10
        2022-09-27 | | au début du mois de mars | 2022-03-01/2022-03-10
        2022-09-27 | | en mars | 2022-03-01/2022-03-31
        2022-09-27 | | en mars 2021, ils | 2021-03-01/2021-03-31
        2022-09-27 | | en mai | 2022-05-01/2022-05-31
        2022-09-27 | | en 2022 | 2022-01-01/2022-12-31
        2022-09-27 | | fin 2021 | 2021-12-31
        2024-01-10 | | pendant l'été 2023 | 2023-06-01/2023-08-31
        2024-01-10 | | l'été dernier | 2023-06-01/2023-08-31
        2024-01-10 | | à l'automne 2022 | 2022-09-01/2022-11-30
        2022-09-27 | | mercredi 21 septembre | 2022-09-21
        2022-09-27 | | le mercredi 21 septembre 2022 à 14 heures | 2022-09-21
        2022-09-27 | | le 24 sept. 2022 | 2022-09-24
        2022-09-27 | | le 3 févr. | 2022-02-03
        - | | le 24 février | ?
        - | | le 24 février 2022 | 2022-02-24
        - | | mercredi | ?
        2023-10-10 | | au deuxième trimestre 2023 | 2023-04-01/2023-06-30
        2023-10-10 | | au premier semestre 2023 | 2023-01-01/2023-06-30
        2023-10-10 | | au cours des six premiers mois de l'année | 2023-01-01/2023-06-30
        2023-10-10 | | dans les trois premiers mois de 2022 | 2022-01-01/2022-03-31
        2022-09-27 | | courant septembre 2022 | 2022-09-01/2022-09-30
        2022-09-27 | | dans la semaine du 19 septembre | 2022-09-19/2022-09-25
        2022-09-27 | | LE 24 FEVRIER | 2022-02-24
        ",
    );
}

#[test]
fn french_ranges() {
    check(
        Lang::Fr,
        "
        2022-09-27 | | du 3 au 9 mars | 2022-03-03/2022-03-09
        2022-09-27 | | du 28 septembre au 3 octobre 2021 | 2021-09-28/2021-10-03
        2022-09-27 | | entre le 3 et le 9 mars | 2022-03-03/2022-03-09
        2022-09-27 | | entre le 1er janvier et le 31 mars 2022 | 2022-01-01/2022-03-31
        2022-09-27 | | entre mercredi et samedi soir | 2022-09-21/2022-09-24
        2022-09-27 | | samedi et dimanche | 2022-09-24/2022-09-25
        2022-09-27 | | lundi et jeudi | 2022-09-26 2022-09-22
        2022-09-27 | | de vendredi à dimanche | 2022-09-23/2022-09-25
        2022-09-27 | | dans la nuit de samedi à dimanche | 2022-09-24/2022-09-25
        2022-09-27 | | les 24 et 25 septembre | 2022-09-24/2022-09-25
        2022-09-27 | | le week-end | 2022-09-24/2022-09-25
        2022-09-27 | | le week-end dernier | 2022-09-24/2022-09-25
        2022-09-25 | | le week-end dernier | 2022-09-17/2022-09-18
        2022-09-27 | | ce week-end | 2022-09-24/2022-09-25
        2022-09-27 | | pendant le week-end des 24 et 25 septembre | 2022-09-24/2022-09-25
        2022-09-27 | | de février à avril 2022 | 2022-02-01/2022-04-30
        2022-09-27 | | entre février et septembre | 2022-02-01/2022-09-30
        2022-09-27 | | entre 2015 et 2020 | 2015-01-01/2020-12-31
        2022-09-27 | | de 2015 à 2020, | 2015-01-01/2020-12-31
        2022-09-27 | | du 28 au 3 octobre | 2022-09-28/2022-10-03
        2022-09-27 | | du 21 septembre à lundi | 2022-09-21/2022-09-26
        2022-09-27 | | du lundi 19 au dimanche 25 septembre | 2022-09-19/2022-09-25
        2022-09-27 | | 8 400 dimanche et moins de 6 000 lundi | 2022-09-25 2022-09-26
        ",
    );
}

#[test]
fn french_relative() {
    check(
        Lang::Fr,
        "
        2022-09-27 | | lundi | 2022-09-26
        2022-09-26 | | lundi | 2022-09-26
        2022-09-26 | | lundi dernier | 2022-09-19
        2022-09-27 | | ce mardi | 2022-09-27
        2022-09-27 | | mardi matin | 2022-09-27
        2022-09-27 | | mercredi prochain | 2022-09-28
        2022-09-27 | | hier | 2022-09-26
        2022-09-27 | | hier soir | 2022-09-26
        2022-09-27 | | avant-hier | 2022-09-25
        2022-09-27 | | la veille | 2022-09-26
        2022-09-27 | | aujourd'hui | 2022-09-27
        2022-09-27 | | aujourd’hui | 2022-09-27
        2022-09-27 | | ce matin | 2022-09-27
        2022-09-27 | | demain | 2022-09-28
        2022-09-27 | | la semaine dernière | 2022-09-19/2022-09-25
        2022-09-27 | | la semaine passée | 2022-09-19/2022-09-25
        2022-09-29 | | cette semaine | 2022-09-26/2022-09-29
        2022-09-27 | | le mois dernier | 2022-08-01/2022-08-31
        2022-09-27 | | ce mois-ci | 2022-09-01/2022-09-27
        2022-09-27 | | cette année | 2022-01-01/2022-09-27
        2022-09-27 | | l'année dernière | 2021-01-01/2021-12-31
        2022-09-27 | | l'an dernier | 2021-01-01/2021-12-31
        2022-09-27 | | la semaine prochaine | 2022-10-03/2022-10-09
        2022-09-27 | | il y a quatre jours | 2022-09-23
        2022-09-27 | | il y a quatre ou cinq jours environ | 2022-09-22/2022-09-23
        2022-09-27 | | il y a une semaine | 2022-09-20
        2022-09-27 | | il y a deux mois | 2022-07-27
        2022-09-27 | | il y a plus d'un mois | ?
        2022-09-27 | | il y a quatre jours d'attente | none
        2022-09-27 | | il y a 3 000 personnes | none
        2022-09-27 | | ces dix derniers jours | 2022-09-18/2022-09-27
        2022-09-27 | | au cours des trois dernières semaines | 2022-09-07/2022-09-27
        2022-09-27 | | les quatre derniers jours | 2022-09-24/2022-09-27
        2022-09-27 | | les dernières 24 heures | 2022-09-26/2022-09-27
        2022-09-27 | | ces dernières 48 heures | 2022-09-25/2022-09-27
        2022-09-27 | | en 24 heures | 2022-09-26/2022-09-27
        2022-09-27 | | ces derniers jours | ?
        2022-09-27 | | ces derniers mois | ?
        2022-09-27 | | la semaine écoulée | 2022-09-19/2022-09-25
        2022-09-27 | | au cours du dernier mois | 2022-08-27/2022-09-27
        2022-09-27 | | dans la nuit de samedi | 2022-09-24
        2022-09-27 | | dans la nuit | 2022-09-26/2022-09-27
        2022-09-27 | | cette nuit | 2022-09-27
        2022-09-27 | | Depuis le 24.02, 1,43 million | 2022-02-24/2022-09-27
        2022-09-27 | | en deux jours | ?
        2022-09-27 | | en moins d'une semaine | ?
        2022-09-27 | | en une semaine | ?
        2022-09-27 | | au cours de la semaine | ?
        2022-09-27 | | chaque lundi | none
        2022-09-27 | | pendant 48 heures | none
        2022-09-27 | | ils attendent depuis trois jours | none
        2022-09-27 | | en sept jours | ?
        2022-09-27 | | ils étaient sept. | none
        2022-09-27 | | sur Mars | none
        2022-09-27 | | le jour J | none
        2022-09-27 | | mais en été | none
        2022-09-27 | | dans les trois prochains jours | 2022-09-28/2022-09-30
        2022-09-27 | | tous les jours | none
        ",
    );
}

#[test]
fn french_bounds() {
    check(
        Lang::Fr,
        "
        2022-09-27 | | depuis mercredi | 2022-09-21/2022-09-27
        2022-09-27 | | depuis le 21 septembre | 2022-09-21/2022-09-27
        - | | depuis le 21 septembre 2022 | 2022-09-21/
        2022-09-27 | | depuis janvier | 2022-01-01/2022-09-27
        2022-09-27 | | depuis 2014 | 2014-01-01/2022-09-27
        2022-09-27 | | depuis le début de l'année | 2022-01-01/2022-09-27
        2022-09-27 | | depuis le début de la semaine | 2022-09-26/2022-09-27
        2022-09-27 | | depuis le début du mois | 2022-09-01/2022-09-27
        2022-09-27 | | depuis début mars | 2022-03-01/2022-09-27
        2022-09-27 | | depuis la mi-avril | 2022-04-15/2022-09-27
        2022-09-27 | | depuis hier | 2022-09-26/2022-09-27
        2022-09-27 | | depuis trois jours | 2022-09-25/2022-09-27
        2022-09-27 | | ils patientaient depuis 20 à 30 heures | none
        2022-09-27 | | jusqu'à lundi | /2022-09-26
        2022-09-27 | | jusqu’au 24 septembre | /2022-09-24
        2022-10-04 | | au 3 octobre | /2022-10-03
        2022-10-04 | | à la date du 3 octobre | /2022-10-03
        2022-09-27 | | à ce jour | /2022-09-27
        2022-09-27 | | jusqu'à présent | /2022-09-27
        2022-09-27 | | Ils seront 3 000 d'ici vendredi | /2022-09-30
        2022-09-27 | | avant lundi | /2022-09-26
        2022-09-27 | | Ils devraient fermer à partir de vendredi | 2022-09-30/
        2022-09-27 | | à partir de vendredi | 2022-09-23/2022-09-27
        2022-09-27 | | Ils sont arrivés depuis la Russie lundi | 2022-09-26
        2022-09-27 | | depuis que l’armée a passé la frontière le 24 février | 2022-02-24/2022-09-27
        ",
    );
}

#[test]
fn french_events() {
    check(
        Lang::Fr,
        "
        2022-09-28 | RU GE | Avant l’annonce de la mobilisation, 12 000 avaient fui | /2022-09-21
        2022-09-28 | RU GE | Avant l’annonce de la mobilisation, 12 000 – et dans la semaine qui a suivi | /2022-09-21 2022-09-21/2022-09-28
        2022-09-28 | RU KZ | Une semaine après la mobilisation | 2022-09-28
        2022-09-28 | RU UA | depuis l'invasion de l'Ukraine | 2022-02-24/2022-09-28
        2022-09-28 | RU UA | depuis le début de l'invasion de l'Ukraine | 2022-02-24/2022-09-28
        2022-09-28 | RU UA | depuis l'invasion de l'Ukraine en février 2022 | 2022-02-24/2022-09-28
        2022-09-28 | RU | dans la semaine qui a suivi l'annonce | 2022-09-21/2022-09-28
        2022-09-28 | RU | depuis l'ordre de mobilisation | 2022-09-21/2022-09-28
        2022-09-28 | RU | depuis l'ordre du 21 septembre | 2022-09-21/2022-09-28
        2022-09-28 | FR | depuis l'invasion | none
        2022-09-28 | RU UA | au lendemain de l'invasion | 2022-02-25
        2022-09-28 | RU UA | trois jours avant l'invasion | 2022-02-21
        2023-10-05 | AZ AM | depuis l'offensive | 2023-09-19/2023-10-05
        2023-07-01 | SD TD | depuis le début de la guerre | 2023-04-15/2023-07-01
        2025-02-10 | CD RW | depuis la chute de Goma | 2025-01-27/2025-02-10
        2024-12-20 | SY TR | depuis la chute de Bachar al-Assad | 2024-12-08/2024-12-20
        2023-12-20 | PS IL | depuis le 7 octobre | 2023-10-07/2023-12-20
        ",
    );
}

#[test]
fn english_dates() {
    check(
        Lang::En,
        "
        2022-09-27 | | on 24 February 2022 | 2022-02-24
        2022-09-27 | | on Feb. 24 | 2022-02-24
        2022-09-27 | | Feb 24, 2022 | 2022-02-24
        2022-09-27 | | September 21, 2022 | 2022-09-21
        2022-09-27 | | on September 21st | 2022-09-21
        2022-09-27 | | the 21st of September | 2022-09-21
        2022-09-27 | | 24/09/2022 | 2022-09-24
        2022-09-27 | | 09/24/2022 | 2022-09-24
        2022-09-27 | | 03/04/2022 | none
        2022-09-27 | | 2022-09-24 | 2022-09-24
        2022-09-27 | | mid-April | 2022-04-11/2022-04-20
        2022-10-04 | | in late September | 2022-09-21/2022-09-30
        2022-09-27 | | in March 2022 | 2022-03-01/2022-03-31
        2022-09-27 | | in May | 2022-05-01/2022-05-31
        2022-09-27 | | since May | 2022-05-01/2022-09-27
        2022-09-27 | | they may 3 times | none
        2022-09-27 | | May 3 | 2022-05-03
        2022-09-27 | | They march 3 km | none
        2022-09-27 | | In May 12,000 people | 2022-05-01/2022-05-31
        2022-09-27 | | In 2021 | 2021-01-01/2021-12-31
        2022-09-27 | | 2021 people | none
        2022-09-27 | | on Wednesday, September 21 | 2022-09-21
        2022-09-27 | | on Wednesday, 21 September 2022 | 2022-09-21
        2024-01-10 | | in the summer of 2023 | 2023-06-01/2023-08-31
        2024-01-10 | | last summer | 2023-06-01/2023-08-31
        2023-10-10 | | in the third quarter of 2023 | 2023-07-01/2023-09-30
        2023-10-10 | | in the first half of this year | 2023-01-01/2023-06-30
        2023-10-10 | | in the first nine months of 2023 | 2023-01-01/2023-09-30
        2022-10-04 | | the week of September 19 | 2022-09-19/2022-09-25
        2022-10-04 | | the sun set on them, Mon ami | none
        2022-10-04 | | on Sun. | 2022-10-02
        ",
    );
}

#[test]
fn english_ranges_and_relative() {
    check(
        Lang::En,
        "
        2022-09-27 | | between 3 and 9 March | 2022-03-03/2022-03-09
        2022-09-27 | | from 21 to 26 September | 2022-09-21/2022-09-26
        2022-09-27 | | 21-26 September | 2022-09-21/2022-09-26
        2022-09-27 | | 21–26 September 2021 | 2021-09-21/2021-09-26
        2022-09-27 | | September 21-26 | 2022-09-21/2022-09-26
        2022-09-27 | | from September 21 to October 3 | 2022-09-21/2022-10-03
        2022-09-27 | | between Jan. 1 and March 3, 2021 | 2021-01-01/2021-03-03
        2022-09-27 | | between 28 December and 3 January 2022 | 2021-12-28/2022-01-03
        2022-09-27 | | from Wednesday to Saturday | 2022-09-21/2022-09-24
        2022-09-27 | | between Wednesday and Saturday evening | 2022-09-21/2022-09-24
        2022-09-27 | | Saturday and Sunday | 2022-09-24/2022-09-25
        2022-09-27 | | over the weekend | 2022-09-24/2022-09-25
        2022-09-27 | | this weekend | 2022-09-24/2022-09-25
        2022-09-27 | | last weekend | 2022-09-24/2022-09-25
        2022-09-27 | | last Monday | 2022-09-26
        2022-09-26 | | last Monday | 2022-09-19
        2022-09-27 | | next Monday | 2022-10-03
        2022-09-27 | | yesterday | 2022-09-26
        2022-09-27 | | the day before | 2022-09-26
        2022-09-27 | | the day before yesterday | 2022-09-25
        2022-09-27 | | today | 2022-09-27
        2022-09-27 | | overnight | 2022-09-26/2022-09-27
        2022-09-27 | | last night | 2022-09-26
        2022-09-27 | | overnight on Friday | 2022-09-23/2022-09-24
        2022-09-27 | | in the 24 hours to Tuesday morning | 2022-09-26/2022-09-27
        2022-09-27 | | since 15/04 | 2022-04-15/2022-09-27
        2022-09-27 | | Yesterday, 26 September, | 2022-09-26
        2022-09-27 | | From Friday they will close | 2022-09-30/
        2022-09-27 | | last week | 2022-09-19/2022-09-25
        2022-09-29 | | this week | 2022-09-26/2022-09-29
        2022-09-29 | | earlier this week | 2022-09-26/2022-09-29
        2022-09-27 | | last month | 2022-08-01/2022-08-31
        2022-09-27 | | this month | 2022-09-01/2022-09-27
        2022-09-27 | | this year | 2022-01-01/2022-09-27
        2022-09-27 | | last year | 2021-01-01/2021-12-31
        2022-09-27 | | four days ago | 2022-09-23
        2022-09-27 | | ten days ago | 2022-09-17
        2022-09-27 | | about two weeks ago | 2022-09-13
        2022-09-27 | | a week ago | 2022-09-20
        2022-09-27 | | in the past 24 hours | 2022-09-26/2022-09-27
        2022-09-27 | | in the last 24 hours | 2022-09-26/2022-09-27
        2022-09-27 | | the last four days | 2022-09-24/2022-09-27
        2022-09-27 | | over the past week | 2022-09-21/2022-09-27
        2022-09-27 | | over the past two weeks | 2022-09-14/2022-09-27
        2022-09-27 | | in recent days | ?
        2022-09-27 | | in 24 hours | 2022-09-26/2022-09-27
        2022-09-27 | | in two days | ?
        2022-09-27 | | in less than a week | ?
        2022-09-27 | | tomorrow | 2022-09-28
        2022-09-27 | | every Monday | none
        2022-09-27 | | a wait of over 24 hours | none
        2022-09-27 | | according to Jan Egeland | none
        2022-09-27 | | the fall of the second city | none
        2022-09-27 | RU UA | after three days of fighting | none
        ",
    );
}

#[test]
fn english_bounds_and_events() {
    check(
        Lang::En,
        "
        2022-09-27 | | since Wednesday | 2022-09-21/2022-09-27
        2022-09-27 | | since January | 2022-01-01/2022-09-27
        2022-09-27 | | since the start of the year | 2022-01-01/2022-09-27
        2022-09-27 | | since the beginning of the month | 2022-09-01/2022-09-27
        2022-09-27 | | since fighting broke out on 15 April | 2022-04-15/2022-09-27
        2022-09-27 | | for the past three days | 2022-09-25/2022-09-27
        2022-09-27 | | By Sunday, 3,000 had crossed | /2022-09-25
        2022-09-27 | | They will leave by Friday | /2022-09-30
        2022-10-04 | | as of 3 October | /2022-10-03
        2022-10-04 | | as of 10 a.m. on Monday | /2022-10-03
        2022-10-04 | | until Monday | /2022-10-03
        2022-10-04 | | to date | /2022-10-04
        2022-10-04 | | so far | /2022-10-04
        2022-09-28 | RU | before the order | /2022-09-21
        2022-09-28 | RU | before Putin's mobilisation announcement | /2022-09-21
        2022-09-28 | RU | in the week since the order | 2022-09-21/2022-09-28
        2022-09-28 | RU | in the week after the mobilization order | 2022-09-21/2022-09-28
        2022-09-28 | RU UA | since Russia invaded Ukraine | 2022-02-24/2022-09-28
        2022-09-28 | RU UA | since the invasion on 24 February | 2022-02-24/2022-09-28
        2022-09-28 | RU | the day after the mobilisation order | 2022-09-22
        2021-09-10 | AF PK | since the Taliban takeover | 2021-08-15/2021-09-10
        2023-11-20 | PK AF | since the deadline | 2023-11-01/2023-11-20
        2023-03-01 | TR | since the earthquake | 2023-02-06/2023-03-01
        2023-03-01 | TR | a week after the earthquake | 2023-02-13
        2017-10-01 | BD MM | since 25 August | 2017-08-25/2017-10-01
        2021-04-01 | MM | since the coup | 2021-02-01/2021-04-01
        ",
    );
}

#[test]
fn inside_a_quotation_days_count_from_the_speech() {
    let world = World::new(Lang::Fr);
    let anchor = Anchor { report: Some(day("2022-09-27")), speech: Some(day("2022-09-26")) };
    assert_eq!(world.read("Hier, 5 120 Russes ont gagné la Finlande", &Events::default(), &anchor), "2022-09-25");
    assert_eq!(world.read("Samedi et dimanche, 16 886 Russes", &Events::default(), &anchor), "2022-09-24/2022-09-25");
    let found = world.mentions("hier", &Events::default());
    assert!(found[0].expr.is_deictic() && found[0].expr.is_single_day());
    assert!(!world.mentions("le 24 février", &Events::default())[0].expr.is_deictic());
    assert!(world.mentions("en deux jours", &Events::default())[0].expr.is_duration_window());
    assert!(world.mentions("en 24 heures", &Events::default())[0].expr.is_duration_window());
}

#[test]
fn a_document_dates_its_own_events() {
    let world = World::new(Lang::Fr);
    let report = Some(day("2014-03-20"));
    let anchor = Anchor { report, speech: None };
    let mut events = Events::embedded().unwrap().for_document(&["XX"], report);
    assert_eq!(world.read("depuis l'offensive", &events, &anchor), "none");
    let first = "depuis le début de l'offensive le 24 février";
    world.with(first, |view, numerals| {
        let found = times(view, 0..view.tokens.len(), numerals, &events.clone(), &mut Told::default());
        events.learn(view, 0..view.tokens.len(), &found, &anchor);
    });
    assert_eq!(world.read("depuis l'offensive", &events, &anchor), "2014-02-24/2014-03-20");
}

#[test]
fn a_range_has_its_tokens() {
    let world = World::new(Lang::En);
    let text = "Some 3,000 crossed between Wednesday and Saturday evening, he said.";
    let found = world.mentions(text, &Events::default());
    world.with(text, |view, _| {
        let bytes = view.bytes(found[0].start, found[0].end);
        assert_eq!(&text[bytes.start..bytes.end], "between Wednesday and Saturday evening");
    });
    assert!(!found[0].entries.is_empty());
}

#[test]
fn rates_are_no_times() {
    use exode_claim::Rate::{Cumulative, PerDay, PerHour, PerMonth, PerWeek};
    let cases = [
        (Lang::Fr, "quotidiennement", 0, Some(PerDay)),
        (Lang::Fr, "6 000 par jour", 2, Some(PerDay)),
        (Lang::Fr, "6 000/jour", 2, Some(PerDay)),
        (Lang::Fr, "6 000 chaque jour", 2, Some(PerDay)),
        (Lang::Fr, "200 voitures à l'heure", 2, Some(PerHour)),
        (Lang::Fr, "à l'heure actuelle", 0, None),
        (Lang::Fr, "par semaine", 0, Some(PerWeek)),
        (Lang::Fr, "mensuels", 0, Some(PerMonth)),
        (Lang::Fr, "au total", 0, Some(Cumulative)),
        (Lang::En, "5,000 people a day", 4, Some(PerDay)),
        (Lang::En, "in a day", 1, None),
        (Lang::En, "for an hour", 1, None),
        (Lang::En, "half a day", 1, None),
        (Lang::En, "5,000 a week ago", 3, None),
        (Lang::En, "200 cars an hour", 2, Some(PerHour)),
        (Lang::En, "daily", 0, Some(PerDay)),
        (Lang::En, "every day", 0, Some(PerDay)),
        (Lang::En, "per week", 0, Some(PerWeek)),
        (Lang::En, "in total", 0, Some(Cumulative)),
        (Lang::En, "overall", 0, Some(Cumulative)),
    ];
    for (lang, text, at, rate) in cases {
        let world = World::new(lang);
        let found = world.with(text, |view, _| exode_extract::time::rate_at(view, at).map(|(r, _)| r));
        assert_eq!(found, rate, "{text}");
        let read = world.read(text, &Events::default(), &Anchor { report: Some(day("2022-09-27")), speech: None });
        if rate.is_some() {
            assert_eq!(read, "none", "{text}");
        }
    }
}

/// Small, repeatable, and good enough to mix words.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

#[test]
fn no_mix_of_words_panics_and_no_interval_is_inverted() {
    let bits = [
        "24",
        "3",
        "31",
        "2022",
        "99",
        "000",
        "1e",
        "12 000",
        ",",
        ".",
        "-",
        "–",
        "/",
        "(",
        "à",
        "l'",
        "d'",
        "mi-",
        "0",
        "4000000000",
        "le",
        "de",
        "Maria",
    ];
    for lang in [Lang::Fr, Lang::En] {
        let world = World::new(lang);
        let forms: Vec<&str> =
            world.lexicon.entries().iter().filter(|e| e.file.ends_with("time.toml")).map(|e| e.form.split('~').next().unwrap()).collect();
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        let events = Events::embedded().unwrap().for_document(&["RU", "UA"], Some(day("2022-09-27")));
        for round in 0..20_000 {
            let words: Vec<&str> = (0..1 + dice.roll(9))
                .map(|_| if dice.roll(3) == 0 { bits[dice.roll(bits.len())] } else { forms[dice.roll(forms.len())] })
                .collect();
            let text = words.join(if round % 7 == 0 { "" } else { " " });
            let edges = ["2022-09-27", "2024-02-29", "0001-01-01", "9999-12-31"];
            let anchor = Anchor { report: Some(day(edges[dice.roll(edges.len())])), speech: None };
            let mut last = 0;
            for mention in world.mentions(&text, &events) {
                assert!(mention.start >= last && mention.end > mention.start, "{text}");
                last = mention.end;
                for expr in [mention.expr.clone(), mention.expr.clone().ahead()] {
                    if let Some(when) = expr.resolve(&anchor)
                        && let (Some(a), Some(b)) = (when.start(), when.end())
                    {
                        assert!(a <= b, "{text}");
                    }
                    assert!(!(expr.is_single_day() && expr.is_duration_window()));
                }
            }
        }
    }
}

#[test]
fn every_event_is_well_formed() {
    let known = Events::embedded().unwrap();
    let all: Vec<&str> = vec!["RU"];
    assert!(known.for_document(&all, None).chosen().count() >= 3);
    let mut dates: Vec<_> = known.for_document(&all, None).chosen().map(|(_, d)| d).collect();
    dates.reverse();
    assert!(dates.is_sorted());
    assert!(Events::parse("concept = []\nevent = [{ name = 'a', date = 'b', countries = [], concepts = [] }]").is_err());
    assert!(Events::parse("concept = []\nevent = [{ name = 'a', date = '2022-01-01', countries = [], concepts = ['x'] }]").is_err());
}
