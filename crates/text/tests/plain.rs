//! Plain text, Markdown, JSON Lines.

mod common;

use common::{BOILERPLATE, CAPTION, check, shown};
use exode_text::{BlockKind, Code, Cues, Document, Meta, Note, Span, json_line, json_lines, markdown, plain};

fn read(text: &str) -> Document {
    let document = plain(text.as_bytes(), "report", &Cues::new(BOILERPLATE, CAPTION));
    check(&document, text.len());
    assert!(document.map.is_identity());
    document
}

#[test]
fn a_report_as_scraped() {
    let document = read(include_str!("fixtures/depeche.txt"));
    let expected = [
        "Body: Des milliers de personnes attendent toujours devant le poste.",
        "Caption: Une image satellite montre la file près de la frontière Crédit : AP",
        "Boilerplate: Image:",
        "Caption: Le poste frontière vu du ciel dimanche",
        "Body: “Hier, 8 314 personnes sont entrées. Samedi et dimanche, 16 886 au total », a tweeté le garde.",
        "Boilerplate: Lire la suite:",
        "Boilerplate: Que se passe-t-il au poste ?",
        "Boilerplate: PUBLICITÉ",
        "Boilerplate: Partager cet articleDiscussion",
        "Boilerplate: Partager cet articleClose Button",
        "Body: L'attente a atteint 48 heures.",
        "Boilerplate: Partager cet articleDiscussion",
        "Boilerplate: À découvrir également",
        "Boilerplate: Présidentielle : le sortant largement réélu",
        "Boilerplate: La carte des postes",
    ];
    assert_eq!(shown(&document), expected);
    assert_eq!(document.meta.published.as_deref(), Some("2022-09-27"));
}

#[test]
fn only_a_date_is_a_date_prefix() {
    assert_eq!(read(" date 2022-09 Des milliers").meta.month.as_deref(), Some("2022-09"));
    for text in ["date de naissance inconnue", "date 2022-13 x", "dates 2022-09 x", "update 2022-09 x", "date", ""] {
        let document = read(text);
        assert_eq!(document.meta, Meta::default());
        assert_eq!(document.blocks.first().map_or("", |b| b.span.of(text)), text);
    }
}

#[test]
fn lines_are_paragraphs_unless_the_file_is_wrapped() {
    let wrapped = "TITRE\n\nLe poste de Verkhny Lars a vu passer plus de 3 000 véhicules dimanche,\n\
                   selon les médias d'État, et l'attente annoncée aux conducteurs a bientôt\n\
                   atteint 48 heures. La file mesure plus de 16 km, dit une société\nd'imagerie.\n\
                   \nUn second paragraphe, lui aussi coupé à la même colonne que le premier,\nfinit ici.\n";
    let document = read(wrapped);
    assert_eq!(document.blocks.len(), 3);
    assert_eq!(document.blocks[0].kind, BlockKind::Headline);
    assert!(document.blocks[1].span.of(wrapped).ends_with("société\nd'imagerie."));
    let lines = "Plus de 8 000 Russes ont gagné la Finlande dimanche.\nC'est deux fois plus que huit jours avant.\n\
                 Beaucoup sont en transit.\r\nAucun n'a traversé la nuit.\rFin";
    assert_eq!(read(lines).blocks.len(), 5);
    let broken = "Plus de 8 000 Russes\nont gagné la Finlande.";
    assert_eq!(read(broken).blocks.len(), 1);
}

#[test]
fn lists_tables_and_titles() {
    let text = "Bilan du jour\n\n- samedi : 8 572\n- dimanche : 8 314\n1. Sorties\nposte\tvoitures\tcamions\nLars\t2300\t40\n";
    let expected = [
        "Headline: Bilan du jour",
        "ListItem: - samedi : 8 572",
        "ListItem: - dimanche : 8 314",
        "ListItem: 1. Sorties",
        "TableRow: poste\tvoitures\tcamions",
        "TableRow: Lars\t2300\t40",
    ];
    assert_eq!(shown(&read(text)), expected);
}

#[test]
fn a_repeated_line_is_furniture_but_never_a_figure() {
    let text = "Une phrase entière.\n\nS'abonner\n\nUne autre phrase.\n\nS'abonner\n\n20 km\n\n20 km\n\nUne fin.";
    let kinds: Vec<BlockKind> = read(text).blocks.iter().map(|b| b.kind).collect();
    use BlockKind::{Body, Boilerplate};
    assert_eq!(kinds, [Body, Body, Body, Boilerplate, Body, Body, Body]);
}

#[test]
fn a_sidecar_wins_and_contradictions_are_noted() {
    let mut document = read(" date 2022-09 Des milliers attendent.\n\nLe titre ?\n\nFin.");
    let (meta, notes) = Meta::from_sidecar("{\"published\": \"2022-10-01\", \"title\": \"Le titre ?\", \"lang\": 3}".as_bytes());
    document.add_sidecar(meta, notes);
    assert_eq!(document.meta.published.as_deref(), Some("2022-10-01"));
    let codes: Vec<Code> = document.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, [Code::SidecarField, Code::DatesDiffer]);
    assert_eq!(document.blocks[1].kind, BlockKind::Headline);
}

#[test]
fn markdown_keeps_text_and_offsets() {
    let source = include_str!("fixtures/note.md");
    let document = markdown(source.as_bytes(), "note", &Cues::new(BOILERPLATE, CAPTION));
    check(&document, source.len());
    let expected = [
        "Headline: Points saillants",
        "Body: Union européenne : 66\u{A0}000 citoyens russes sont entrés entre le 19 et le 25 septembre (Frontex).\nSeconde ligne, 3*4 et 8 314 entrées.",
        "Caption: Le poste de Lars, dimanche",
        "ListItem: Finlande : 50 655 entrées",
        "ListItem: Mongolie : 5 001 entrées, en dix jours",
        "Quote: « Aucune décision », répète le Kremlin.",
        "TableRow: Poste | Voitures",
        "TableRow: Lars | 2 300",
        "TableRow: Torfianovka | 983",
        "Boilerplate: Notre chronologie",
        "Boilerplate: La carte",
        "Body: Plus de 3\u{A0}000 vélos.",
    ];
    assert_eq!(shown(&document), expected);
    assert_eq!(document.meta.title.as_deref(), Some("Note de situation"));
    assert_eq!(document.meta.published.as_deref(), Some("2022-09-28"));
    for (text, raw) in [
        ("66\u{A0}000 citoyens", "66&nbsp;000** citoyens"),
        ("8 314", "8 314"),
        ("3*4", "3\\*4"),
        ("3\u{A0}000 vélos", "3&nbsp;000</b> vélos"),
        ("entrés entre", "entrés\nentre"),
        ("Lars | 2 300", "Lars  | 2 300"),
    ] {
        let at = document.text.rfind(text).expect("is there");
        let span = document.source(Span::new(at, at + text.len()));
        assert_eq!(&source[span.start..span.end], raw);
    }
}

#[test]
fn json_lines_give_reports_and_notes() {
    let file = "\u{FEFF}{\"name\": \"a\", \"text\": \"Un \\u00e9t\\u00e9.\\n\\nDeux.\", \"published\": \"2022-09-27\", \"lang\": \"FR\"}\r\n\n\
                [1]\n{\"id\": 12, \"html\": \"<p>3&nbsp;000</p>\", \"publisher\": []}\n{\"text\": 5}\n{\"text\": \"sans nom\"}";
    let read: Vec<Result<Document, Note>> = json_lines(file.as_bytes(), "lot", &Cues::default()).collect();
    let first = read[0].as_ref().expect("a report");
    assert_eq!((first.name.as_str(), first.text.as_str(), first.blocks.len()), ("a", "Un été.\n\nDeux.", 2));
    assert_eq!(first.meta.lang.as_deref(), Some("fr"));
    let broken = read[1].as_ref().expect_err("no report");
    assert_eq!(broken.span.of(file), "[1]");
    let page = read[2].as_ref().expect("a report");
    assert_eq!((page.name.as_str(), page.text.as_str()), ("12", "3\u{A0}000"));
    assert_eq!(page.source(Span::new(0, 6)), Span::new(3, 13));
    assert_eq!(page.notes[0].code, Code::SidecarField);
    assert!(read[3].as_ref().is_err_and(|note| note.message.starts_with("line 5:")));
    assert_eq!(read[4].as_ref().map(|d| d.name.as_str()), Ok("lot:6"));
    assert_eq!(read.len(), 5);
    assert_eq!(json_line(b" {\"text\": \"x\"}\r\n", 3, "flux", &Cues::default()).map(|d| d.name), Ok("flux:3".to_owned()));
}
