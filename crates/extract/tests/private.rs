//! Nobody is named: given names that are words, places or months, names in small letters or capitals, and ways to reach a person; and
//! words, places and figures that only look like them stay readable.

use exode_extract::{Lang, Lexicon, masked_text};

fn shown(lang: Lang, text: &str) -> String {
    masked_text(text, Lexicon::embedded(lang), "", &[])
}

/// Every text, masked, without any of its secrets.
fn hides(lang: Lang, cases: &[(&str, &[&str])]) {
    let mut leaks = Vec::new();
    for (text, secrets) in cases {
        let shown = shown(lang, text);
        leaks.extend(secrets.iter().filter(|s| shown.contains(**s)).map(|s| format!("{s} in {shown}")));
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

fn keeps(lang: Lang, texts: &[&str]) {
    let changed: Vec<String> = texts.iter().map(|t| shown(lang, t)).zip(texts).filter(|(s, t)| s != *t).map(|(s, _)| s).collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn english_given_names_that_are_words_or_places() {
    hides(
        Lang::En,
        &[
            ("Jack and his two children fled to Chad with 1,500 other refugees.", &["Jack"]),
            ("Grace fled to Chad with 1,500 refugees.", &["Grace"]),
            ("Ruby's family is among the 1,500 who arrived in Chad.", &["Ruby"]),
            ("Like Will, 1,500 refugees arrived in Chad.", &["Will"]),
            ("Will fled with 1,500 refugees.", &["Will"]),
            ("Mark and his wife crossed with 1,500 refugees.", &["Mark"]),
            ("Hope, 34, crossed with 1,500 refugees.", &["Hope"]),
            ("The body of Hope Hill was repatriated.", &["Hope", "Hill"]),
            ("Dan says 1,500 refugees arrived in Chad.", &["Dan"]),
            ("Rose Martin waited with 1,500 refugees.", &["Rose", "Martin"]),
            ("Chad and his wife crossed with 1,500 refugees.", &["Chad"]),
            ("Jordan, 12, crossed with 1,500 refugees.", &["Jordan"]),
            ("Georgia's mother waited with 1,500 refugees in Goma.", &["Georgia"]),
            ("Dawn and her children crossed with 1,500 refugees.", &["Dawn"]),
            ("For Fatima, one of 1,500 refugees, it is over.", &["Fatima"]),
            ("Maria-Luisa and Anna-Grace crossed with 1,500 refugees.", &["Maria", "Luisa", "Anna", "Grace"]),
            ("1500 REFUGEES ARRIVED IN CHAD, SAYS NICK", &["NICK"]),
            ("1500 REFUGEES ARRIVED IN CHAD, SAYS GRACE HILL", &["GRACE", "HILL"]),
            ("1500 refugees arrived in Chad, said refugee rose martin.", &["rose", "martin"]),
            ("I met katia sokolova and called oleksandr.", &["katia", "sokolova", "oleksandr"]),
        ],
    );
}

#[test]
fn french_given_names_that_are_words_or_places() {
    hides(
        Lang::Fr,
        &[
            ("Claire et ses deux enfants ont fui vers le Tchad avec 1 500 réfugiés.", &["Claire"]),
            ("Pierre a fui avec 1 500 réfugiés vers le Tchad.", &["Pierre"]),
            ("Alexandra et son mari ont vu 1 500 voitures.", &["Alexandra"]),
            ("Comme Aurore, 1 500 réfugiés sont arrivés au Tchad.", &["Aurore"]),
            ("Marie-Claire et Jean-Pierre attendent avec 1 500 réfugiés.", &["Marie", "Claire", "Jean", "Pierre"]),
            ("Juste Martin attend avec 1 500 réfugiés.", &["Juste", "Martin"]),
            ("Espoir et ses frères ont fui avec 1 500 réfugiés.", &["Espoir"]),
            ("L'histoire de Victoria, l'une des 1 500 réfugiés arrivés au Tchad", &["Victoria"]),
            ("Blanche et 540 réfugiés", &["Blanche"]),
            ("Ana Toledo, bénévole, est à Adré. Selon Toledo, 1 500 réfugiés sont arrivés au Tchad.", &["Ana", "Toledo"]),
            ("« Nous étions 1 500 réfugiés. » Blanche, 40 ans", &["Blanche"]),
            ("1 500 véhicules attendaient, selon le blogueur jean-pierre lambert.", &["jean", "pierre", "lambert"]),
            ("1 500 RÉFUGIÉS ARRIVÉS AU TCHAD, DIT CLAIRE", &["CLAIRE"]),
        ],
    );
}

#[test]
fn ways_to_reach_a_person() {
    hides(
        Lang::En,
        &[
            ("Call 8 921 555 12 34 for 500 places.", &["921", "555"]),
            ("Call 8 (921) 555-12-34 or +7 (921) 555-12-34.", &["921", "555"]),
            ("WhatsApp 48 601 234 567 for a bus.", &["601", "234"]),
            ("See t.me/olga_sok77, https://www.facebook.com/olga.sok and vk.com/id5512, wa.me/79215551234.", &["sok", "5512", "7921"]),
            ("Skype: olga_sok77, Telegram: brelvik, Instagram olga_sok.", &["olga", "sok", "brelvik"]),
            ("Write to olga.sok77 [at] mail.ru or olga(at)mail.ru.", &["olga", "sok", "mail"]),
            ("She holds passport no. 75 1234567 and identity card AB 991234.", &["75", "1234567", "991234"]),
        ],
    );
    hides(
        Lang::Fr,
        &[
            ("Appeler le 8 921 555 12 34.", &["921", "555"]),
            ("Son passeport n° 75 1234567, sa carte d'identité 991234567.", &["75", "1234567", "991234567"]),
            ("Compte Instagram : olga_sok77 ; courriel olga [arobase] mail.example.", &["olga", "sok", "mail"]),
        ],
    );
}

#[test]
fn words_places_and_figures_stay_readable() {
    keeps(
        Lang::En,
        &[
            "Will the border stay open? Mark the date: in May 2022, 1,500 refugees crossed.",
            "Hope is fading among 1,500 refugees in Chad; hope for peace too.",
            "Hope for 1,500 refugees in Jordan and Georgia.",
            "Georgia and Jordan said 1,500 refugees crossed into Chad from Sofia.",
            "Georgia, Jordan and Chad received 8 921 555 people.",
            "Chad's government counted 1,500 refugees.",
            "On Telegram, thousands called for help; WhatsApp messages told of 12 345 678 refugees.",
            "500 passports were issued on Monday; the EU gave 1,200 visas.",
            "The refugees rose to 1,500 and will hope to reach Amman.",
            "HOPE FOR 1500 REFUGEES IN CHAD",
        ],
    );
    keeps(
        Lang::Fr,
        &[
            "Juste avant la frontière, 1 500 réfugiés attendent.",
            "La Géorgie et ses voisins ont accueilli 1 500 réfugiés à Sofia.",
            "Le Tchad, 12e pays d'accueil, compte 1 200 000 réfugiés.",
            "Sur Telegram, des milliers de Russes cherchent la route ; 500 passeports ont été délivrés.",
        ],
    );
}

#[test]
fn surnames_in_capitals_are_names_and_acronyms_are_not() {
    hides(
        Lang::Fr,
        &[
            ("« 1 500 réfugiés sont arrivés au Tchad », raconte Jean DUPONT.", &["Jean", "DUPONT"]),
            ("« 1 500 réfugiés sont arrivés au Tchad », raconte DUPONT Jean.", &["Jean", "DUPONT"]),
            ("« 1 500 réfugiés sont arrivés au Tchad », dit Mme SCHMIDT.", &["SCHMIDT"]),
            ("1 500 réfugiés sont arrivés au Tchad, selon M. KRANZ.", &["KRANZ"]),
            ("1 500 réfugiés sont arrivés au Tchad, a déclaré PETROV.", &["PETROV"]),
            ("1 500 réfugiés sont arrivés au Tchad, a déclaré Tarik MBARKI.", &["Tarik", "MBARKI"]),
        ],
    );
    hides(Lang::En, &[("Some 1,500 refugees arrived in Chad, said Amir KHAN.", &["Amir", "KHAN"])]);
    keeps(
        Lang::Fr,
        &["1 500 réfugiés sont arrivés au Tchad, selon OVD-Info.", "Le HCR et l’OIM ont compté 1 500 réfugiés, selon la CNARR."],
    );
    keeps(Lang::En, &["Some 1,500 refugees arrived in Chad, according to UNHCR.", "IOM DTM counted 1,500 refugees in Chad."]);
}

#[test]
fn accounts_are_hidden_whole() {
    hides(
        Lang::En,
        &[
            ("Some 1,500 arrived in Chad; write to anna.petrova or olga_sokolova77.", &["anna", "petrova", "olga", "sokolova"]),
            ("Some 1,500 arrived in Chad, says anna_petrova.", &["anna", "petrova"]),
        ],
    );
}

#[test]
fn a_title_shouts_the_name_the_text_tells() {
    let text = "Maria Kelvast waited with 1,500 refugees in Chad.";
    let private = [exode_text::Span::new(0, 13)];
    let title = masked_text("KELVAST: 1,500 WAIT IN CHAD", Lexicon::embedded(Lang::En), text, &private);
    assert!(!title.contains("KELVAST") && title.contains("1,500"), "{title}");
}
