//! No output of any command names a private person. Every text here puts an invented name or pseudonym where reports put them, beside a
//! figure, so that its sentence is shown; the names of office holders stay.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use support::{Folder, Run, root, run, shared, skipped, with_path};

/// Everything the commands print and write about a folder of reports.
fn everything(reports: &Path) -> Vec<(String, String)> {
    let out = Folder::new();
    let page = out.path().join("page.html");
    let mut printed: Vec<(String, Run)> = Vec::new();
    for words in [&["read"][..], &["read", "--json"], &["read", "--findings"], &["read", "--findings", "--json"]] {
        printed.push((words.join(" "), run(with_path(words, reports))));
    }
    let ids: Vec<String> = printed[1].1.json().iter().filter_map(|c| c["id"].as_str().map(str::to_owned)).collect();
    for id in &ids {
        printed.push(("explain".to_owned(), run(with_path(&["explain", id], reports))));
    }
    let mut arguments = with_path(&["brief", "--title", "Privacy", "-o"], &page);
    arguments.extend(with_path(&[], reports));
    printed.push(("brief".to_owned(), run(arguments)));
    let mut all: Vec<(String, String)> = printed.into_iter().map(|(what, run)| (what, run.all())).collect();
    all.push(("page".to_owned(), std::fs::read_to_string(&page).expect("the page")));
    all
}

/// Where `name` stands as a word in `text`, with what is around it.
fn leaks<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut out = Vec::new();
    for (at, _) in text.match_indices(name) {
        if edge(text[..at].chars().next_back()) && edge(text[at + name.len()..].chars().next()) {
            let from = text[..at].char_indices().rev().nth(50).map_or(0, |(i, _)| i);
            let to = text[at..].char_indices().nth(80).map_or(text.len(), |(i, _)| at + i);
            out.push(&text[from..to]);
        }
    }
    out
}

/// Read the texts, each a report of its own, and fail with every leak of all of them.
fn none_of_them(lang: &str, texts: &[(&str, &[&str], &str)]) {
    let folder = Folder::new();
    for (n, (_, _, text)) in texts.iter().enumerate() {
        folder.report(&format!("r{n:02}"), "2022-09-27", lang, text);
    }
    let read: BTreeSet<String> =
        run(with_path(&["read", "--json"], folder.path())).json().iter().filter_map(|c| c["report"].as_str().map(str::to_owned)).collect();
    let mut found = BTreeSet::new();
    for (n, (what, _, _)) in texts.iter().enumerate() {
        if !read.contains(&format!("r{n:02}")) {
            found.insert(format!("{what}: nothing was read, so nothing was tried"));
        }
    }
    let names: BTreeSet<&str> = texts.iter().flat_map(|(_, names, _)| names.iter().copied()).collect();
    for (output, printed) in everything(folder.path()) {
        for name in &names {
            found.extend(leaks(&printed, name).into_iter().map(|leak| format!("{name} in {output}: {leak:?}")));
        }
    }
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found.join("\n"));
}

#[test]
fn french_texts() {
    none_of_them(
        "fr",
        &[
            ("first word", &["Zoltaine"], "Zoltaine, 27 ans, a vu 3 000 véhicules attendre dimanche à Verkhni Lars."),
            ("first word without age", &["Zoltaine"], "Zoltaine a vu 3 000 véhicules attendre dimanche à Verkhni Lars."),
            ("known first name, first word", &["Katia"], "Katia attendait depuis 48 heures à la frontière géorgienne."),
            ("known first name", &["Sergueï"], "Avec Sergueï, plus de 300 Russes sont entrés en Géorgie dimanche."),
            (
                "full name after the verb",
                &["Ilarion", "Brevkov"],
                "« Plus de 300 Russes sont entrés en Géorgie », a raconté Ilarion Brevkov.",
            ),
            ("name before the verb", &["Mirsada"], "« Nous sommes 300 Russes à attendre à la frontière », Mirsada raconte."),
            ("selon", &["Odrian", "Kelvast"], "Selon Odrian Kelvast, un chauffeur, 3 000 voitures attendaient dimanche à Verkhni Lars."),
            ("selon, name alone", &["Kelvast"], "Selon Kelvast, 3 000 voitures attendaient dimanche à Verkhni Lars."),
            ("d'après, elided", &["Irénia"], "D'après Irénia, 3 000 voitures attendaient dimanche à Verkhni Lars."),
            ("elided before the name", &["Ozvane"], "Le frère d'Ozvane a attendu 48 heures à la frontière géorgienne."),
            (
                "between figures",
                &["Brelko", "Anouchine", "Dmavor"],
                "Brelko, Anouchine et Dmavor ont passé 20 heures à la frontière géorgienne, où 3 000 voitures attendaient.",
            ),
            ("beside the figure", &["Tibora"], "Tibora et 300 autres réfugiés sont arrivés en Géorgie dimanche."),
            (
                "inside a quotation",
                &["Vasselin"],
                "« Mon mari Vasselin et moi avons attendu 48 heures à la frontière géorgienne », dit-elle.",
            ),
            ("pseudonym, name changed", &["Lioubka"], "Lioubka (le prénom a été changé) a attendu 48 heures à la frontière géorgienne."),
            (
                "pseudonym in quotes",
                &["Zhenko"],
                "Un étudiant qui se fait appeler « Zhenko » a attendu 48 heures à la frontière géorgienne.",
            ),
            ("handle", &["odrian_k", "@odrian_k"], "« 3 000 voitures attendent à Verkhni Lars », a tweeté @odrian_k dimanche."),
            ("initial", &["Brelvic"], "« 3 000 voitures attendent à Verkhni Lars », assure K. Brelvic, 41 ans."),
            ("particle", &["Astrelle", "Kervadoux"], "Astrelle de Kervadoux a vu 3 000 voitures attendre dimanche à Verkhni Lars."),
            ("hyphenated", &["Anne-Zélie", "Zélie"], "Anne-Zélie, bénévole, a compté 300 Russes arrivés en Géorgie dimanche."),
            (
                "two-part family name",
                &["Ondrei", "Vasko-Prilev", "Prilev"],
                "Plus de 300 Russes sont entrés en Géorgie, raconte Ondrei Vasko-Prilev, guide.",
            ),
            ("witness noun before", &["Grigol"], "Le chauffeur de taxi Grigol a vu 3 000 voitures attendre dimanche à Verkhni Lars."),
            (
                "witness noun behind",
                &["Grigol", "Tsvarelidzé"],
                "Grigol Tsvarelidzé, chauffeur de taxi, a vu 3 000 voitures attendre dimanche à Verkhni Lars.",
            ),
            ("named so", &["Evdokim"], "Un homme nommé Evdokim a attendu 48 heures à la frontière géorgienne."),
            (
                "reporter",
                &["Mélisandre", "Quintrelle"],
                "De notre envoyée spéciale Mélisandre Quintrelle\n\nPlus de 300 Russes sont entrés en Géorgie dimanche.",
            ),
            (
                "byline and figure in one line",
                &["Mélisandre", "Quintrelle"],
                "Par Mélisandre Quintrelle - Plus de 300 Russes sont entrés en Géorgie dimanche.",
            ),
            (
                "signature",
                &["Oskarine", "Thelvet"],
                "Plus de 300 Russes sont entrés en Géorgie dimanche.\n\nOskarine Thelvet, à Tbilissi, avec 3 000 voitures en attente à Verkhni Lars",
            ),
            (
                "caption",
                &["Wexlaine"],
                "Plus de 300 Russes sont entrés en Géorgie dimanche.\n\nImage : Wexlaine parmi les 3 000 voitures en attente à Verkhni Lars, dimanche.",
            ),
            (
                "headline in capitals",
                &["ODRIAN", "KELVAST"],
                "ODRIAN KELVAST ET 3 000 RUSSES BLOQUÉS À VERKHNI LARS\n\nOdrian Kelvast attend. Plus de 300 Russes sont entrés en Géorgie dimanche.",
            ),
            (
                "headline in capitals, not in the body",
                &["ODRIAN", "KELVAST"],
                "ODRIAN KELVAST, BLOQUÉ AVEC 3 000 RUSSES À VERKHNI LARS\n\nPlus de 300 Russes sont entrés en Géorgie dimanche.",
            ),
            (
                "headline",
                &["Vitalk"],
                "Vitalk, 48 heures à la frontière géorgienne\n\nVitalk a fui. Plus de 300 Russes sont entrés en Géorgie dimanche.",
            ),
            ("apposition of kin", &["Nadejka"], "Sa sœur Nadejka a attendu 48 heures à la frontière géorgienne."),
            ("possessor", &["Tarask"], "La famille de Tarask a attendu 48 heures à la frontière géorgienne."),
            ("after a colon", &["Yaropolk"], "Yaropolk : « 3 000 voitures attendent dimanche à Verkhni Lars. »"),
            ("dialogue dash", &["Yaropolk"], "– Plus de 300 Russes sont entrés en Géorgie, dit Yaropolk."),
            ("victim", &["Rousvan", "Zinder"], "Rousvan Zinder a été blessé dimanche avec 12 soldats russes."),
            (
                "without capitals elsewhere",
                &["Babour"],
                "Dimanche, 300 réfugiés sont arrivés en Géorgie. Babour aussi. Babour et 20 autres réfugiés sont arrivés lundi en Géorgie.",
            ),
            ("honorific", &["Pelvoux"], "Mme Pelvoux a vu 300 réfugiés arriver en Géorgie dimanche."),
            (
                "list item",
                &["Zinaïla"],
                "- Zinaïla, 31 ans : 48 heures d'attente à la frontière géorgienne\n- Plus de 300 Russes entrés en Géorgie dimanche",
            ),
        ],
    );
}

#[test]
fn english_texts() {
    none_of_them(
        "en",
        &[
            ("first word", &["Zoltan"], "Zoltan, 27, saw 3,000 vehicles waiting at Verkhni Lars on Sunday."),
            ("first word without age", &["Zoltaine"], "Zoltaine saw 3,000 vehicles waiting at Verkhni Lars on Sunday."),
            ("known first name, first word", &["Katya"], "Katya had been waiting for 48 hours at the Georgian border."),
            ("known first name", &["Sergei"], "Together with Sergei more than 300 Russians entered Georgia on Sunday."),
            ("full name after the verb", &["Ilarion", "Brevkov"], "“More than 300 Russians have entered Georgia,” said Ilarion Brevkov."),
            ("name before the verb", &["Mirsada"], "“More than 300 Russians have entered Georgia,” Mirsada said."),
            (
                "according to",
                &["Odrian", "Kelvast"],
                "According to Odrian Kelvast, a driver, 3,000 cars were waiting at Verkhni Lars on Sunday.",
            ),
            ("according to, name alone", &["Kelvast"], "According to Kelvast, 3,000 cars were waiting at Verkhni Lars on Sunday."),
            ("possessive", &["Ozvane"], "Ozvane's brother waited 48 hours at the Georgian border."),
            ("possessive inside", &["Ozvane"], "On Sunday Ozvane’s brother waited 48 hours at the Georgian border."),
            (
                "list",
                &["Brelko", "Anushin", "Dmavor"],
                "Brelko, Anushin and Dmavor spent 20 hours at the Georgian border, where 3,000 cars were waiting.",
            ),
            ("beside the figure", &["Tibora"], "Tibora and 300 other refugees arrived in Georgia on Sunday."),
            ("inside a quotation", &["Vasselin"], "“My husband Vasselin and I waited 48 hours at the Georgian border,” she said."),
            ("pseudonym, name changed", &["Lioubka"], "Lioubka (not her real name) waited 48 hours at the Georgian border."),
            ("pseudonym in quotes", &["Zhenko"], "A student who calls himself “Zhenko” waited 48 hours at the Georgian border."),
            ("handle", &["odrian_k"], "“3,000 cars are waiting at Verkhni Lars,” tweeted @odrian_k on Sunday."),
            ("initials", &["Brelvic"], "“3,000 cars are waiting at Verkhni Lars,” says K. J. Brelvic, 41."),
            ("particle", &["Astrelle", "Kervadow"], "Astrelle van Kervadow saw 3,000 cars waiting at Verkhni Lars on Sunday."),
            ("hyphenated", &["Anne-Zelie", "Zelie"], "Anne-Zelie, a volunteer, counted 300 Russians who entered Georgia on Sunday."),
            ("witness noun before", &["Grigol"], "Taxi driver Grigol saw 3,000 cars waiting at Verkhni Lars on Sunday."),
            (
                "witness noun behind",
                &["Grigol", "Tsvarelidze"],
                "Grigol Tsvarelidze, a taxi driver, saw 3,000 cars waiting at Verkhni Lars on Sunday.",
            ),
            ("named so", &["Evdokim"], "A man named Evdokim waited 48 hours at the Georgian border."),
            (
                "byline",
                &["Melisandre", "Quintrell"],
                "By Melisandre Quintrell in Tbilisi\n\nMore than 300 Russians entered Georgia on Sunday.",
            ),
            (
                "byline and figure in one line",
                &["Melisandre", "Quintrell"],
                "By Melisandre Quintrell - More than 300 Russians entered Georgia on Sunday.",
            ),
            (
                "credit",
                &["Thelvet"],
                "More than 300 Russians entered Georgia on Sunday.\n\n(Reporting by Oskar Thelvet; 3,000 cars were waiting at Verkhni Lars on Sunday)",
            ),
            (
                "caption",
                &["Wexlaine"],
                "More than 300 Russians entered Georgia on Sunday.\n\nPhoto: Wexlaine among the 3,000 cars waiting at Verkhni Lars on Sunday.",
            ),
            (
                "headline in capitals",
                &["ODRIAN", "KELVAST"],
                "ODRIAN KELVAST AND 3,000 RUSSIANS STUCK AT VERKHNI LARS\n\nOdrian Kelvast is waiting. More than 300 Russians entered Georgia on Sunday.",
            ),
            (
                "headline in capitals, not in the body",
                &["KELVAST"],
                "ODRIAN KELVAST STUCK WITH 3,000 RUSSIANS AT VERKHNI LARS\n\nMore than 300 Russians entered Georgia on Sunday.",
            ),
            (
                "headline in title case",
                &["Kelvast"],
                "Odrian Kelvast Among 3,000 Russians Waiting at Verkhni Lars\n\nMore than 300 Russians entered Georgia on Sunday.",
            ),
            ("kin", &["Nadejka"], "His sister Nadejka waited 48 hours at the Georgian border."),
            ("after a colon", &["Yaropolk"], "Yaropolk: “3,000 cars are waiting at Verkhni Lars.”"),
            ("victim", &["Rousvan", "Zinder"], "Rousvan Zinder was wounded on Sunday along with 12 Russian soldiers."),
            ("honorific", &["Pelvoux"], "Ms. Pelvoux saw 300 refugees arrive in Georgia on Sunday."),
            (
                "who told an agency",
                &["Yevgor"],
                "“3,000 cars are waiting at Verkhni Lars,” Yevgor, who asked not to be named in full, told Reuters on Sunday.",
            ),
            (
                "surname alone later",
                &["Kelvast"],
                "Odrian Kelvast, 34, fled. More than 300 Russians entered Georgia on Sunday, Kelvast said.",
            ),
        ],
    );
}

#[test]
fn names_that_are_words_and_places_too() {
    none_of_them(
        "fr",
        &[
            (
                "name like a city",
                &["Florence", "Delmarque"],
                "Florence Delmarque, infirmière, a vu 300 réfugiés arriver en Géorgie dimanche.",
            ),
            ("name like a word", &["Pierre", "Olivier"], "Pierre et Olivier, bénévoles, ont vu 300 réfugiés arriver en Géorgie dimanche."),
        ],
    );
    none_of_them(
        "en",
        &[
            ("name like a country", &["Chad", "Brevkin"], "Chad Brevkin, a nurse, saw 300 refugees arrive in Georgia on Sunday."),
            ("name like a city", &["Sydney", "Brevkin"], "Sydney Brevkin, a nurse, saw 300 refugees arrive in Georgia on Sunday."),
            ("name like a word", &["Grace", "Hope"], "Grace and Hope, volunteers, saw 300 refugees arrive in Georgia on Sunday."),
        ],
    );
}

#[test]
fn pages_and_sidecars() {
    let folder = Folder::new();
    folder.write(
        "page.html",
        r#"<!doctype html><html lang="en"><head><title>Odrian Kelvast among 3,000 at the border</title>
<meta name="author" content="Melisandre Quintrell"><meta property="article:published_time" content="2022-09-27">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Odrian Kelvast among 3,000 at the border","author":{"name":"Melisandre Quintrell"}}</script></head>
<body><article><h1>Odrian Kelvast among 3,000 at the border</h1><p class="byline">By <a href="/m">Melisandre Quintrell</a></p>
<figure><img alt="Tibor"><figcaption>Tibor waits with 3,000 Russians at Verkhni Lars on Sunday. Wexlaine Photos</figcaption></figure>
<p>Odrian Kelvast, 34, waited 48 hours at the Georgian border. More than 300 Russians entered Georgia on Sunday.</p></article></body></html>"#,
    );
    folder.write("title.txt", "Plus de 300 Russes sont entrés en Géorgie dimanche.\n");
    folder.write("title.json", r#"{"published": "2022-09-27", "lang": "fr", "title": "Zoltaine Brevkova et 300 Russes en Géorgie"}"#);
    folder.write("notes.md", "# Le récit de Yaropolk\n\n> « 3 000 voitures attendent à Verkhni Lars », dit **Yaropolk**.\n\n| nom | attente |\n| --- | --- |\n| Zinaïla | 48 heures d'attente à la frontière géorgienne |\n");
    folder.write("notes.json", r#"{"published": "2022-09-27", "lang": "fr"}"#);
    let mut found = Vec::new();
    for (output, printed) in everything(folder.path()) {
        for name in ["Odrian", "Kelvast", "Melisandre", "Quintrell", "Tibor", "Zoltaine", "Brevkova", "Yaropolk", "Zinaïla"] {
            found.extend(leaks(&printed, name).into_iter().map(|leak| format!("{output}: {name} in {leak:?}")));
        }
    }
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_text_to_explain_is_masked_too() {
    for (lang, text, name) in [
        ("fr", "Zoltaine, 27 ans, a vu 3 000 véhicules attendre dimanche à Verkhni Lars.", "Zoltaine"),
        ("en", "“More than 300 Russians have entered Georgia,” said Ilarion Brevkov.", "Brevkov"),
    ] {
        let run = run(["explain", text, "--lang", lang, "--date", "2022-09-27"]);
        assert!(run.out.contains("[…]"), "{}", run.out);
        assert!(leaks(&run.all(), name).is_empty(), "{}", run.all());
    }
}

#[test]
fn holders_of_public_office_stay() {
    for (lang, text, name) in [
        (
            "fr",
            "Le ministre géorgien de l'Intérieur, Vakhtang Gomelaouri, a déclaré que 3 000 voitures attendaient dimanche à Verkhni Lars.",
            "Gomelaouri",
        ),
        ("fr", "« 98 000 Russes sont entrés au Kazakhstan », a annoncé le président kazakh Kassym-Jomart Tokaïev.", "Tokaïev"),
        ("en", "Interior Minister Marat Akhmetzhanov said 98,000 Russians had crossed into Kazakhstan.", "Akhmetzhanov"),
        ("en", "Some 98,000 Russians have crossed into Kazakhstan, said Marat Akhmetzhanov, the interior minister.", "Akhmetzhanov"),
        ("en", "Vladimir Putin said 300,000 reservists would be called up.", "Putin"),
    ] {
        let folder = Folder::new();
        folder.report("r", "2022-09-27", lang, text);
        let run = run(with_path(&["read"], folder.path()));
        assert!(!leaks(&run.out, name).is_empty(), "{name} is gone from:\n{}", run.out);
    }
}

/// The names listed in a file, one a line; parts of a full name count too.
fn listed(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

fn nobody_listed(reports: &Path, names: &[String]) {
    assert!(!names.is_empty(), "a list of names");
    let mut found = Vec::new();
    for (output, printed) in everything(reports) {
        for name in names {
            found.extend(leaks(&printed, name).into_iter().map(|leak| format!("{name} in {output}: {leak:?}")));
        }
    }
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_annotated_reports() {
    for set in ["dev", "blind"] {
        let folder = root().join("corpus/reports").join(set);
        nobody_listed(&folder, &listed(&folder.join("gold/private_names.txt")));
    }
}

#[test]
fn the_example_case() {
    let names = ["Zakhar", "Gleb", "Timour", "Polina", "POLINA", "Solveig", "Nestor", "Lev"].map(str::to_owned);
    nobody_listed(&root().join("cases/russia-2022/reports"), &names);
}

#[test]
fn the_seed_reports() {
    let (Some(seeds), Some(names)) = (shared("corpus/seeds"), shared("corpus/gold/private_names.txt")) else {
        skipped("the seed reports are not here");
        return;
    };
    nobody_listed(&seeds, &listed(&names));
}
