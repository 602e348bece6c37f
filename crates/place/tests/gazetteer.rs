//! What the embedded gazetteer must know, and what it must not take for a place.

use std::collections::BTreeSet;
use std::time::Instant;

use exode_place::{Gazetteer, Lang, Match, Mode, NameUse, Place, PlaceKind};

fn find(lang: Lang, text: &str) -> Option<Match> {
    Gazetteer::embedded().lookup(lang, text)
}

/// The id of the first reading in both languages.
fn id(text: &str) -> String {
    let [fr, en] = [Lang::Fr, Lang::En].map(|l| find(l, text).map(|m| m.place().id().into_owned()).unwrap_or_default());
    if fr == en { fr } else { format!("{fr} / {en}") }
}

fn known(iso: &str) -> Place {
    Gazetteer::embedded().by_id(iso).unwrap_or_else(|| panic!("no place {iso}"))
}

#[test]
fn towns_are_known_with_and_without_accents() {
    for (text, want) in [
        ("Goma", "CD/goma"),
        ("Gôma", "CD/goma"),
        ("Przemyśl", "PL/przemysl"),
        ("Przemysl", "PL/przemysl"),
        ("Cúcuta", "CO/cucuta"),
        ("CUCUTA", "CO/cucuta"),
        ("Kharkiv", "UA/kharkiv"),
        ("Kharkov", "UA/kharkiv"),
        ("Lvov", "UA/lviv"),
        ("Tbilissi", "GE/tbilisi"),
        ("Erevan", "AM/yerevan"),
        ("Érévan", "AM/yerevan"),
        ("Moscou", "RU/moscow"),
        ("Oulan-Oude", "RU/ulan-ude"),
        ("Riazan", "RU/ryazan"),
        ("Ouralsk", "KZ/oral"),
        ("Uralsk", "KZ/oral"),
        ("Louhansk", "UA/luhansk"),
        ("Kherson", "UA/kherson"),
        ("Port-Soudan", "SD/port-sudan"),
        ("El-Geneina", "SD/el-geneina"),
        ("El Geneina", "SD/el-geneina"),
        ("El-Facher", "SD/el-fasher"),
        ("El Fasher", "SD/el-fasher"),
        ("Khartoum", "SD/khartoum"),
        ("N'Djamena", "TD/n-djamena"),
        ("N’Djaména", "TD/n-djamena"),
        ("Adré", "TD/adre"),
        ("Adre", "TD/adre"),
        ("Khan Younès", "PS/khan-younis"),
        ("Khan Yunis", "PS/khan-younis"),
        ("Khan Younis", "PS/khan-younis"),
        ("Gaza City", "PS/gaza-city"),
        ("Rafah", "PS/rafah"),
        ("Stepanakert", "AZ/stepanakert"),
        ("Goris", "AM/goris"),
        ("Bukavu", "CD/bukavu"),
        ("Mae Sot", "TH/mae-sot"),
        ("Lampedusa", "IT/lampedusa"),
        ("Cox’s Bazar", "BD/cox-s-bazar"),
        ("Saint-Pétersbourg", "RU/saint-petersburg"),
        ("Kyiv", "UA/kyiv"),
        ("Kiev", "UA/kyiv"),
        ("Beyrouth", "LB/beirut"),
        ("Alep", "SY/aleppo"),
    ] {
        assert_eq!(id(text), want, "{text}");
    }
}

#[test]
fn regions_islands_camps_and_waters_are_known_in_both_languages() {
    use Lang::{En, Fr};
    for (lang, text, want) in [
        (Fr, "Haut-Karabakh", "AZ.nagorno-karabakh"),
        (En, "Artsakh", "AZ.nagorno-karabakh"),
        (Fr, "Nord-Kivu", "CD.north-kivu"),
        (En, "North Kivu", "CD.north-kivu"),
        (Fr, "Darfour-Ouest", "SD.west-darfur"),
        (En, "West Darfur", "SD.west-darfur"),
        (Fr, "bande de Gaza", "PS.gaza-strip"),
        (Fr, "Gaza", "PS.gaza-strip"),
        (Fr, "Cisjordanie", "PS.west-bank"),
        (Fr, "Ossétie du Nord", "RU.north-ossetia"),
        (Fr, "oblast de Kherson", "UA.kherson-oblast"),
        (Fr, "région de Kharkiv", "UA.kharkiv-oblast"),
        (Fr, "province d'Idlib", "SY.idlib-governorate"),
        (En, "Kherson region", "UA.kherson-oblast"),
        (Fr, "Donbass", "UA.donbas"),
        (En, "Donbas", "UA.donbas"),
        (En, "Khyber Pakhtunkhwa", "PK.khyber-pakhtunkhwa"),
        (Fr, "Tigré", "ET.tigray"),
        (Fr, "Crimée", "UA.crimea"),
        (Fr, "Kurdistan irakien", "IQ.kurdistan"),
        (Fr, "Île-de-France", "FR.ile-de-france"),
        (En, "South-East Finland", "FI.south-east-finland"),
        (Fr, "Zaatari", "JO/zaatari"),
        (En, "Kutupalong", "BD/kutupalong"),
        (Fr, "M'bera", "MR/mbera"),
        (En, "Bidi Bidi", "UG/bidi-bidi"),
        (En, "Lesbos", "GR.lesbos"),
        (Fr, "Méditerranée", "water.mediterranean-sea"),
        (En, "Darién Gap", "darien-gap"),
        (Fr, "Union européenne", "EU"),
        (Fr, "UE", "EU"),
    ] {
        let found = find(lang, text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found.place().id(), want, "{text}");
    }
    let diffa = find(Fr, "Diffa").expect("Diffa");
    assert_eq!((diffa.place().kind(), diffa.region()), (PlaceKind::City, Some(known("NE.diffa-region"))));
}

#[test]
fn countries_are_named_as_news_names_them() {
    for (text, iso, name) in [
        ("RDC", "CD", "DR Congo"),
        ("République démocratique du Congo", "CD", "DR Congo"),
        ("Côte d’Ivoire", "CI", "Ivory Coast"),
        ("Turquie", "TR", "Turkey"),
        ("Türkiye", "TR", "Turkey"),
        ("Syrie", "SY", "Syria"),
        ("République tchèque", "CZ", "Czechia"),
        ("Corée du Sud", "KR", "South Korea"),
        ("Moldavie", "MD", "Moldova"),
        ("Birmanie", "MM", "Myanmar"),
        ("Territoires palestiniens", "PS", "Palestine"),
        ("Soudan du Sud", "SS", "South Sudan"),
        ("Cap-Vert", "CV", "Cape Verde"),
        ("Biélorussie", "BY", "Belarus"),
        ("Fédération de Russie", "RU", "Russia"),
        ("Kosovo", "XK", "Kosovo"),
        ("États-Unis", "US", "United States"),
    ] {
        let found = find(Lang::Fr, text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((found.place().id().as_ref(), found.place().name()), (iso, name), "{text}");
    }
    let georgia = find(Lang::En, "Georgia").expect("Georgia");
    assert_eq!(georgia.place(), known("GE"));
    assert!(georgia.alternatives().any(|p| p == known("US.georgia")));
}

#[test]
fn demonyms_tell_adjectives_from_people() {
    for (lang, text, iso, used) in [
        (Lang::Fr, "russes", "RU", NameUse::Demonym),
        (Lang::Fr, "géorgienne", "GE", NameUse::Demonym),
        (Lang::Fr, "soudanaises", "SD", NameUse::Demonym),
        (Lang::Fr, "sud-soudanais", "SS", NameUse::Demonym),
        (Lang::Fr, "turques", "TR", NameUse::Demonym),
        (Lang::Fr, "kirghiz", "KG", NameUse::Demonym),
        (Lang::Fr, "ouzbèkes", "UZ", NameUse::Demonym),
        (Lang::Fr, "nigériens", "NE", NameUse::Demonym),
        (Lang::Fr, "nigérians", "NG", NameUse::Demonym),
        (Lang::Fr, "lettonnes", "LV", NameUse::Demonym),
        (Lang::Fr, "ouïghours", "CN.xinjiang", NameUse::Demonym),
        (Lang::En, "Nigerien", "NE", NameUse::Demonym),
        (Lang::En, "Georgian", "GE", NameUse::Demonym),
        (Lang::En, "Syrians", "SY", NameUse::People),
        (Lang::En, "Turk", "TR", NameUse::People),
        (Lang::En, "Turkish", "TR", NameUse::Demonym),
        (Lang::En, "Kazakhstani", "KZ", NameUse::Demonym),
        (Lang::En, "Poles", "PL", NameUse::People),
        (Lang::En, "Rohingya", "MM", NameUse::People),
        (Lang::En, "South Sudanese", "SS", NameUse::Demonym),
        (Lang::En, "Gazans", "PS.gaza-strip", NameUse::People),
    ] {
        let found = find(lang, text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((found.place().id().as_ref(), found.used_as()), (iso, used), "{text}");
    }
    let congolese = find(Lang::Fr, "congolais").expect("congolais");
    assert_eq!(congolese.readings().map(|(p, _)| p.id().into_owned()).collect::<Vec<_>>(), ["CD", "CG"]);
    assert!(find(Lang::Fr, "kurdes").is_none() && find(Lang::En, "Kurdish").is_none());
    assert!(find(Lang::Fr, "Chinese").is_none() && find(Lang::En, "chinois").is_none());
}

#[test]
fn words_and_first_names_are_no_towns() {
    for text in [
        "Nice",
        "Tours",
        "Reading",
        "Man",
        "Most",
        "Mobile",
        "Bath",
        "Orange",
        "Sur",
        "Bar",
        "Same",
        "Of",
        "Along",
        "Police",
        "Marche",
        "Grand",
        "Florence",
        "Sidney",
        "Alexander",
        "Katy",
        "Maria",
        "Nick",
        "Vladimir",
        "Bush",
        "Martin",
        "Anna",
        "Jackson",
        "Sens",
        "Vienne le",
        "us",
        "the",
        "le",
        "Lens",
        "Gare",
        "Mine",
        "Date",
        "Price",
        "Ouest",
        "Sud",
        "Nord-Est",
        "Lac",
        "Lakes",
        "Unity",
        "Vingt-Sept",
        "la réunion",
        "réunion",
        "Ivanov",
        "Shevchenko",
        "Maurice",
        "Dominique",
        "Grenade",
        "malaise",
        "berme",
    ] {
        let first = find(Lang::En, text).or_else(|| find(Lang::Fr, text));
        assert!(first.is_none_or(|m| m.weak() || m.used_as() == NameUse::Abbreviation), "{text}: {first:?}");
    }
    for text in ["Victoria", "Sofia", "Male", "Split", "Van", "Lars", "Salt", "Sydney"] {
        assert!(find(Lang::En, text).is_none_or(Match::weak), "{text}");
    }
    for text in ["Paris", "London", "Berlin"] {
        assert!(find(Lang::En, text).is_some_and(|m| !m.weak() && m.place().is_capital()), "{text}");
    }
}

#[test]
fn tokens_of_a_text_are_matched_longest_first() {
    let world = Gazetteer::embedded();
    let longest = |lang, words: &[&str]| world.longest(lang, &mut words.iter().copied()).map(|(n, m)| (n, m.place().id().into_owned()));
    let some = |n: usize, id: &str| Some((n, id.to_owned()));
    assert_eq!(longest(Lang::Fr, &["côte", "d'", "ivoire", "et"]), some(3, "CI"));
    assert_eq!(longest(Lang::Fr, &["n’", "djamena"]), some(2, "TD/n-djamena"));
    assert_eq!(longest(Lang::En, &["cox", "'s", "bazar", "'s"]), some(3, "BD/cox-s-bazar"));
    assert_eq!(longest(Lang::En, &["south", "sudan"]), some(2, "SS"));
    assert_eq!(longest(Lang::En, &["sudan", "'s", "army"]), some(1, "SD"));
    assert_eq!(longest(Lang::En, &["u", ".", "s", ".", "troops"]), some(3, "US"));
    assert_eq!(longest(Lang::En, &["st", ".", "petersburg"]), some(3, "RU/saint-petersburg"));
    assert_eq!(longest(Lang::Fr, &["goma", "-", "gisenyi", ","]), some(3, "goma-gisenyi"));
    assert_eq!(longest(Lang::Fr, &["goma", "-", "vite"]), some(1, "CD/goma"));
    assert_eq!(longest(Lang::En, &["Medyka", "–", "Shehyni"]), some(3, "medyka"));
    assert_eq!(longest(Lang::En, &["-", "russia"]), None);
    assert_eq!(longest(Lang::En, &[]), None);
    assert_eq!(longest(Lang::En, &["russia", ",", "georgia"]), some(1, "RU"));
}

#[test]
fn compounds_name_two_countries() {
    let world = Gazetteer::embedded();
    let pair = |lang, words: &[&str]| {
        world.compound(lang, &mut words.iter().copied()).map(|(n, a, b)| (n, a.id().into_owned(), b.id().into_owned()))
    };
    let some = |n: usize, a: &str, b: &str| Some((n, a.to_owned(), b.to_owned()));
    assert_eq!(pair(Lang::Fr, &["russo", "-", "géorgienne"]), some(3, "RU", "GE"));
    assert_eq!(pair(Lang::Fr, &["soudano", "-", "tchadienne", "."]), some(3, "SD", "TD"));
    assert_eq!(pair(Lang::Fr, &["sud", "-", "soudanaise"]), None);
    assert_eq!(pair(Lang::En, &["polish", "-", "ukrainian", "border"]), some(3, "PL", "UA"));
    assert_eq!(pair(Lang::En, &["syria", "–", "turkey"]), some(3, "SY", "TR"));
    assert_eq!(pair(Lang::En, &["sino", "-", "russian"]), some(3, "CN", "RU"));
    assert_eq!(pair(Lang::En, &["russian", "made", "-", "georgian"]), None);
    for (prefix, iso) in [
        ("russo", "RU"),
        ("germano", "DE"),
        ("sino", "CN"),
        ("turco", "TR"),
        ("soudano", "SD"),
        ("tchado", "TD"),
        ("gréco", "GR"),
        ("italo", "IT"),
        ("hispano", "ES"),
        ("américano", "US"),
        ("mexicano", "MX"),
        ("colombo", "CO"),
        ("irano", "IR"),
        ("irako", "IQ"),
        ("syro", "SY"),
        ("libano", "LB"),
        ("israélo", "IL"),
        ("égypto", "EG"),
        ("arméno", "AM"),
        ("azerbaïdjano", "AZ"),
        ("finno", "FI"),
        ("polono", "PL"),
        ("ukraino", "UA"),
        ("roumano", "RO"),
        ("serbo", "RS"),
        ("croato", "HR"),
        ("franco", "FR"),
        ("rwando", "RW"),
    ] {
        assert_eq!(world.compound_prefix(prefix), Some(known(iso)), "{prefix}");
    }
    assert_eq!(world.compound_prefix("russe"), None);
}

#[test]
fn crossings_have_two_sides_and_their_other_names() {
    for (text, want) in [
        ("Verkhni Lars", "verkhni-lars"),
        ("Verkhny Lars", "verkhni-lars"),
        ("Upper Lars", "verkhni-lars"),
        ("Haut-Lars", "verkhni-lars"),
        ("Kazbegi", "verkhni-lars"),
        ("Dariali", "verkhni-lars"),
        ("Larsi", "verkhni-lars"),
        ("Khyagt", "kyakhta"),
        ("Vaalimaa", "vaalimaa"),
        ("Torfyanovka", "vaalimaa"),
        ("Kornidzor", "kornidzor"),
        ("corridor de Latchine", "kornidzor"),
        ("Medyka", "medyka"),
        ("Torkham", "torkham"),
        ("Bunagana", "bunagana"),
        ("Simón Bolívar International Bridge", "simon-bolivar"),
        ("Masnaa", "masnaa"),
        ("Bab al-Hawa", "bab-al-hawa"),
        ("Kerem Shalom", "kerem-shalom"),
        ("Joda", "joda"),
        ("Wunthow", "joda"),
    ] {
        assert_eq!(id(text), want, "{text}");
    }
    for (town, crossing) in [
        ("Adré", "adre"),
        ("Rafah", "rafah"),
        ("Narva", "narva"),
        ("Kyakhta", "kyakhta"),
        ("Kiakhta", "kyakhta"),
        ("Altanboulag", "kyakhta"),
        ("Goma", "goma-gisenyi"),
        ("Imatra", "imatra"),
        ("Renk", "renk"),
    ] {
        let found = find(Lang::Fr, town).unwrap_or_else(|| panic!("{town}"));
        assert_eq!(found.place().kind(), PlaceKind::City, "{town}");
        let post = found.crossing().unwrap_or_else(|| panic!("{town} is no crossing"));
        assert_eq!(post.id(), crossing);
        assert!(post.crossing().is_some_and(|c| c.town()));
    }
    let lars = known("verkhni-lars");
    let sides = lars.crossing().expect("a crossing");
    assert_eq!(sides.sides(), (known("RU"), known("GE")));
    assert_eq!(sides.near(), (known("RU/vladikavkaz"), known("GE/stepantsminda")));
    assert_eq!(sides.opposite(known("GE")), Some(known("RU")));
    assert_eq!(sides.modes().collect::<Vec<_>>(), [Mode::Road, Mode::Foot]);
    assert!(lars.within(known("RU")) && lars.within(known("GE")) && !lars.within(known("FI")));
    let world = Gazetteer::embedded();
    assert!(world.crossings_between(known("FI"), known("RU")).count() >= 8);

    let all: Vec<Place> = world.places().filter(|p| p.kind() == PlaceKind::Crossing).collect();
    assert!(all.len() >= 180, "{}", all.len());
    for place in all {
        let c = place.crossing().unwrap_or_else(|| panic!("{place:?} has no sides"));
        let (a, b) = c.sides();
        assert!(a.kind() == PlaceKind::Country && b.kind() == PlaceKind::Country, "{place:?}");
        assert_eq!((c.near().0.country(), c.near().1.country()), (Some(a), Some(b)), "{place:?}");
        assert!(c.modes().next().is_some() && place.coordinates().is_some(), "{place:?}");
        let found = find(Lang::En, place.name()).unwrap_or_else(|| panic!("{place:?} is not found by its name"));
        assert_eq!(found.crossing(), Some(place), "{found:?}");
    }
}

#[test]
fn capitals_and_metonyms_speak_for_governments() {
    for (lang, text, iso) in [
        (Lang::Fr, "Moscou", "RU"),
        (Lang::Fr, "Kiev", "UA"),
        (Lang::En, "Kyiv", "UA"),
        (Lang::En, "Astana", "KZ"),
        (Lang::Fr, "Tbilissi", "GE"),
        (Lang::En, "Washington", "US"),
        (Lang::Fr, "Bruxelles", "EU"),
        (Lang::En, "Brussels", "EU"),
        (Lang::En, "Ankara", "TR"),
        (Lang::En, "Ottawa", "CA"),
        (Lang::En, "Jerusalem", "IL"),
        (Lang::En, "Naypyidaw", "MM"),
        (Lang::En, "Erbil", "IQ.kurdistan"),
    ] {
        let found = find(lang, text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found.place().speaks_for(), Some(known(iso)), "{text}");
    }
    for (lang, text, iso) in [
        (Lang::Fr, "Kremlin", "RU"),
        (Lang::Fr, "Maison Blanche", "US"),
        (Lang::En, "White House", "US"),
        (Lang::Fr, "Élysée", "FR"),
        (Lang::En, "Downing Street", "GB"),
        (Lang::Fr, "Quai d'Orsay", "FR"),
        (Lang::En, "Whitehall", "GB"),
    ] {
        let found = find(lang, text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((found.place(), found.used_as()), (known(iso), NameUse::Metonym), "{text}");
    }
    assert_eq!(known("GE/tbilisi").capital_of(), Some(known("GE")));
    assert_eq!(known("GE").capital(), Some(known("GE/tbilisi")));
    assert!(!known("RU/saint-petersburg").is_capital());
}

#[test]
fn ids_are_unique_and_lead_back() {
    let world = Gazetteer::embedded();
    let mut ids = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for place in world.places() {
        let id = place.id();
        assert_eq!(world.by_id(&id), Some(place), "{place:?}");
        assert!(ids.insert(id), "{place:?} twice");
        kinds.insert(place.kind());
        if let Some((lat, lon)) = place.coordinates() {
            assert!(lat.abs() <= 90.0 && lon.abs() <= 180.0, "{place:?}");
        }
    }
    assert_eq!(kinds.len(), PlaceKind::ALL.len());
    assert!(world.by_id("XX").is_none() && world.by_id("").is_none());
}

#[test]
fn every_zone_is_found_by_a_name_and_every_country_in_both_languages() {
    for place in Gazetteer::embedded().places() {
        let named = |lang| find(lang, place.name()).is_some_and(|m| m.readings().any(|(p, _)| p == place));
        match place.kind() {
            PlaceKind::Country => {
                assert!(named(Lang::En), "{place:?}");
                assert!(place.coordinates().is_some() && place.country() == Some(place), "{place:?}");
            }
            PlaceKind::City => assert!(place.country().is_some() && place.coordinates().is_some(), "{place:?}"),
            _ => {}
        }
    }
}

#[test]
fn unions_have_members() {
    assert!(known("FI").within(known("EU")) && !known("UA").within(known("EU")));
    assert!(known("PL/przemysl").within(known("EU")));
    assert!(known("union.schengen").countries().contains(&known("NO")));
    assert!(known("TD").within(known("area.africa")));
}

#[test]
fn a_place_is_written_with_id_and_name() {
    let json = serde_json::to_string(&known("GE/tbilisi")).expect("a place serialises");
    assert_eq!(json, r#"{"id":"GE/tbilisi","name":"Tbilisi"}"#);
}

#[test]
fn loading_and_looking_take_no_time() {
    let start = Instant::now();
    let world = Gazetteer::embedded();
    let loaded = start.elapsed();
    let words = ["le", "poste", "de", "Verkhni", "Lars", "en", "Ossétie", "du", "Nord", "accueille", "Goma", "Kherson"];
    let start = Instant::now();
    let mut found = 0;
    for _ in 0..1000 {
        for n in 0..words.len() {
            found += usize::from(world.longest(Lang::Fr, &mut words[n..].iter().copied()).is_some());
        }
    }
    println!("{world:?} in {loaded:?}; {} looks in {:?}, {found} found", 1000 * words.len(), start.elapsed());
}
