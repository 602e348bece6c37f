//! Pages: which blocks, which text, and the way back to the bytes.

mod common;

use common::{BOILERPLATE, CAPTION, check, shown};
use exode_text::{BlockKind, Code, Cues, Document, Span, html};

const PAGE: &str = include_str!("fixtures/frontiere.html");

fn read(page: &[u8]) -> Document {
    let document = html(page, "page", &Cues::new(BOILERPLATE, CAPTION));
    check(&document, page.len());
    document
}

/// Raw HTML as the text it stands for, written apart from the reader, without white space.
fn strip(raw: &str) -> String {
    let mut out = String::new();
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            rest = rest.split_once('>').map_or("", |(_, after)| after);
            continue;
        }
        let entity = rest.split_once(';').filter(|(name, _)| name.starts_with('&') && name.len() < 9);
        let known = entity.and_then(|(name, after)| {
            let c = match name {
                "&nbsp" => '\u{A0}',
                "&#8239" | "&#x202F" => '\u{202F}',
                "&thinsp" => '\u{2009}',
                "&eacute" => 'é',
                "&Eacute" => 'É',
                "&egrave" => 'è',
                "&ecirc" => 'ê',
                "&agrave" => 'à',
                "&rsquo" => '’',
                "&#39" => '\'',
                "&laquo" => '«',
                "&raquo" => '»',
                "&mdash" => '—',
                "&#133" => '…',
                _ => return None,
            };
            Some((c, after))
        });
        let (c, after) = known.unwrap_or((c, &rest[c.len_utf8()..]));
        out.push(c);
        rest = after;
    }
    bare(&out)
}

/// Without white space and the marks between cells.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '|').collect()
}

#[test]
fn the_article_is_found_and_its_blocks_are_told_apart() {
    let document = read(PAGE.as_bytes());
    let expected = [
        "Headline: Frontière\u{A0}: 3\u{A0}000 véhicules en attente",
        "Body: La file atteint 16\u{202F}km devant le poste de Verkhny Lars, d’après des images satellite de dimanche.",
        "Body: Plus de 3\u{A0}000 véhicules patientaient dimanche, selon les médias d'État\u{A0}; l’attente a atteint 48\u{202F}heures, ont-ils rapporté dans la soirée.",
        "Caption: La file au poste de Verkhny Lars. (Photo\u{A0}: Agence fictive)",
        "Body: Environ 40\u{2009}000 Russes sont arrivés depuis février, d'après le gouvernement géorgien.\nIls étaient 12\u{A0}000 à la même date l'an dernier, AT&T et R&D mis à part, précise-t-il.",
        "Headline: Dans le détail",
        "ListItem: lundi\u{A0}: 11\u{A0}200 entrées au total, tous postes confondus\u{A0};",
        "ListItem: mardi\u{A0}: moins de 10\u{A0}000 entrées, tous postes confondus.",
        "TableRow: Poste | Voitures",
        "TableRow: Lars | 2\u{A0}300",
        "TableRow: Torfianovka | 983",
        "Quote: «\u{A0}Nous n’avons jamais vu autant de monde ici, même en plein été\u{A0}», raconte un garde.",
        "Body: Le Kremlin, lui, négocie… mais une fermeture reste possible, ajoute une source — sans détail — citée par l’agence.",
        "Boilerplate: 20\u{A0}000 personnes déjà parties, notre récit",
    ];
    assert_eq!(shown(&document), expected);
    assert!(document.notes.is_empty(), "{:?}", document.notes);
}

#[test]
fn metadata_comes_from_the_best_place() {
    let meta = read(PAGE.as_bytes()).meta;
    assert_eq!(meta.published.as_deref(), Some("2022-09-26"));
    assert_eq!(meta.month.as_deref(), Some("2022-09"));
    assert_eq!(meta.lang.as_deref(), Some("fr"));
    assert_eq!(meta.title.as_deref(), Some("Frontière : 3 000 véhicules en attente"));
    assert_eq!(meta.publisher.as_deref(), Some("Le Veilleur"));
    assert_eq!(meta.url.as_deref(), Some("https://example.org/veilleur/frontiere?a=1&b=2"));
    let without = PAGE.replace("application/ld+json", "text/plain");
    let meta = read(without.as_bytes()).meta;
    assert_eq!(meta.published.as_deref(), Some("2022-09-20"));
    assert_eq!(meta.publisher.as_deref(), Some("Le Veilleur (fictif)"));
    let meta = read(b"<time datetime='2021-01-01'>x</time><p>a</p><time itemprop=datePublished datetime=2022-03-04T08:00>y</time>").meta;
    assert_eq!(meta.published.as_deref(), Some("2022-03-04"));
}

#[test]
fn every_block_and_token_maps_back_to_bytes_that_decode_to_it() {
    let document = read(PAGE.as_bytes());
    for block in &document.blocks {
        let raw = document.source(block.span);
        let raw = PAGE.get(raw.start..raw.end).expect("between characters");
        assert_eq!(strip(raw), bare(block.span.of(&document.text)));
    }
    let (tokens, _) = document.tokens();
    for token in tokens.iter().filter(|token| token.of(&document.text) != "|") {
        let raw = document.source(token.span());
        assert_eq!(strip(&PAGE[raw.start..raw.end]), token.of(&document.text));
    }
}

#[test]
fn a_figure_maps_to_exactly_its_bytes() {
    let document = read(PAGE.as_bytes());
    for (text, raw) in [
        ("3\u{A0}000 véhicules patientaient", "3&nbsp;<i>000</i></b> v&eacute;hicules\n   patientaient"),
        ("48\u{202F}heures", "48&#x202F;heures"),
        ("16\u{202F}km", "16&#8239;km"),
        ("40\u{2009}000", "40&thinsp;000"),
        ("géorgien.\nIls", "g&eacute;orgien.<br>Ils"),
        ("Lars | 2\u{A0}300", "Lars</td><td><p>2&nbsp;300"),
    ] {
        let at = document.text.find(text).expect("is there");
        let span = document.source(Span::new(at, at + text.len()));
        assert_eq!(&PAGE[span.start..span.end], raw);
    }
}

#[test]
fn a_latin_1_page_maps_through_its_encoding() {
    let page: Vec<u8> = PAGE.replace("utf-8", "iso-8859-1").chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let document = read(&page);
    assert!(document.notes.is_empty(), "a declared encoding is not guessed: {:?}", document.notes);
    let at = document.text.find("Frontière\u{A0}: 3\u{A0}000").expect("is there");
    let raw = document.source(Span::new(at, at + "Frontière\u{A0}: 3\u{A0}000".len()));
    assert_eq!(&page[raw.start..raw.end], b"Fronti\xE8re&nbsp;: 3&nbsp;000");
}

#[test]
fn fragments_are_kept_whole() {
    let document = read(b"A &lt; B &unknown; 5 < 6 <span>x</span><div hidden>no</div> &#0;<br><br>next<p>un<p>deux<!-- x");
    let expected = ["Body: A < B &unknown; 5 < 6 x", "Body: \u{FFFD}", "Body: next", "Body: un", "Body: deux"];
    assert_eq!(shown(&document), expected);
    let document = read(b"plain words only");
    assert_eq!(shown(&document), ["Body: plain words only"]);
    assert!(document.notes.is_empty());
    assert!(read(b"").blocks.is_empty());
    assert!(read(b"<script>").blocks.is_empty());
}

#[test]
fn furniture_goes_when_there_is_no_article() {
    let page = "<html><nav><p>Menu</p></nav><div>bare</div><p>Un</p><button>Partager</button><select><option>x</select>\
                <p><a href=x>lien</a></p><footer><p>pied</p></footer>";
    let document = read(page.as_bytes());
    assert_eq!(shown(&document), ["Body: Un", "Boilerplate: lien"]);
    assert!(document.notes.is_empty(), "too short for an article");
}

#[test]
fn paragraphs_in_layout_tables_are_no_rows() {
    let page = "<table><tr><td><p>Premier paragraphe.</p><p>Second paragraphe.</p></td></tr></table>";
    assert_eq!(shown(&read(page.as_bytes())), ["Body: Premier paragraphe.", "Body: Second paragraphe."]);
}

#[test]
fn preformatted_text_keeps_its_lines() {
    let page = "<pre>une\n  deux\n\ntrois &amp; quatre</pre>";
    assert_eq!(shown(&read(page.as_bytes())), ["Body: une\n  deux", "Body: trois & quatre"]);
}

#[test]
fn hostile_pages_are_read_in_time_with_a_note() {
    let paragraph = "<p>Plus de 3 000 véhicules attendaient au poste, selon la douane, et la file s'allongeait.</p>";
    for page in [
        format!("{}{paragraph}", "<div>".repeat(100_000)),
        format!("{}{}", "<b><i><font color=x>".repeat(20), paragraph.repeat(5000)),
        format!("{paragraph}{}", "& ".repeat(300_000)),
        format!("{paragraph}<p {}>x", "a=b ".repeat(200_000)),
        format!("{paragraph}{}", "<p>".repeat(500_000)),
        format!("{paragraph}{}", "<table><tr><td>".repeat(100_000)),
        format!("{paragraph}{}", "<svg>".repeat(100_000)),
        format!("{paragraph}{}", " ".repeat(9 << 20)),
    ] {
        let document = html(page.as_bytes(), "page", &Cues::default());
        assert!(document.text.contains("3 000 véhicules"));
        assert_eq!(document.notes.first().map(|note| note.code), Some(Code::ArticleSkipped));
    }
}

#[test]
fn unclosed_markup_loses_only_what_it_swallows() {
    for tail in ["<a href=\"", "<!-- ", "<script>", "<style>", "</", "<", "&", "<![CDATA[", "<textarea>"] {
        let page = format!("<p>Un texte.</p>{tail}");
        assert_eq!(read(page.as_bytes()).blocks[0].kind, BlockKind::Body, "{tail}");
    }
}
