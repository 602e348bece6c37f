//! Where sentences and quotations end.

use std::ops::Range;

use exode_text::{Token, detect_language, quotations, sentences, tokenise};

fn show<'a>(text: &'a str, tokens: &[Token], range: &Range<usize>) -> &'a str {
    &text[tokens[range.start].start as usize..tokens[range.end - 1].end as usize]
}

/// Sentences of one block.
fn cut(text: &str) -> Vec<&str> {
    let known = ["M", "MM", "Mme", "Dr", "Mr", "St", "etc", "env", "No", "Gen", "a.m", "p.m", "av"];
    let mut tokens = Vec::new();
    tokenise(text, 0, &mut tokens);
    let mut out = Vec::new();
    sentences(text, &tokens, 0..tokens.len(), &|word| known.contains(&word), &mut out);
    out.iter().map(|range| show(text, &tokens, range)).collect()
}

/// Quotations of the paragraphs of a text.
fn quoted(paragraphs: &[&str]) -> Vec<String> {
    let text = paragraphs.join("\n\n");
    let mut tokens = Vec::new();
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in paragraphs {
        let first = tokens.len();
        tokenise(paragraph, at, &mut tokens);
        blocks.push(first..tokens.len());
        at += paragraph.len() + 2;
    }
    let mut out = Vec::new();
    quotations(&text, &tokens, &blocks, &mut out);
    out.iter().map(|range| show(&text, &tokens, range).to_owned()).collect()
}

/// `|` marks where sentences are expected to be cut.
#[test]
fn sentences_end_where_a_reader_would_end_them() {
    for expected in [
        "M. Poutine a parlé.|Mme Dupont et MM. Roux et Blanc aussi.|Le Dr. Petit non.",
        "J. Biden et J.-C. Juncker ont signé.|L'O.N.U. Aussi dit-on.",
        "The U.S. Border Patrol counted 1.2 million.|Gen. Smith agreed at 5 p.m. Friday in St. Petersburg.",
        "Il y en avait 1.200.|8 314 Russes sont entrés.|300 000 étaient partis.",
        "“Pourquoi ?” il ajouta.|“Nous fuyons !” a-t-elle crié.|“Fin.” Puis rien.".replace("Fin.” Puis", "Fin.”|Puis").as_str(),
        "Il a dit : « Nous partons. »|Elle reste.",
        "“Les Russes doivent rester.|Contre Poutine.”|Fin.",
        "« Combien ? » demande-t-il.|« Mille… peut-être deux mille », répond-elle.",
        "Ils attendent... c'est long.|Ils attendent…|Rien ne bouge.|Vraiment ?!|Oui.",
        "Le nombre a doublé (source : FSB).|Les autres (env. 300) attendent.",
        "Les prix, les files, etc. Tout monte.",
        "Voir bbc.com ou lemonde.fr pour la suite : Le poste est fermé ; La file aussi.",
        "Une phrase.Une autre sans espace.|2022.|Puis.".replace("phrase.Une", "phrase.|Une").as_str(),
        "1. Le poste est fermé.|2 000 attendent.",
        "Il est parti.|– Où ?|– En Géorgie.",
        "Qui part ?|Qui reste ?|(Photo : AP)",
        "Une ligne coupée\nIci ne finit pas.|Là\nnon plus.",
        "Environ .5 million.|\"Nous partons.\"|\"Pas nous.\"|'Nick' reste.",
        "Il est à pied. à vélo.|Écoles fermées.|“Élan.",
        "sans point final",
        "Il a dit “non.”, puis oui.|[Photo] Suite.",
        "Des gens._|Les autres.",
    ] {
        let wanted: Vec<String> = expected.split('|').map(str::to_owned).collect();
        // A cut without space in the expected text stands where the text has none.
        let text = expected.replace("phrase.|Une autre", "phrase.Une autre").replace("_|Les", "_Les").replace('|', " ");
        assert_eq!(cut(&text), wanted);
    }
    assert!(cut("").is_empty());
    assert_eq!(cut(". . ."), [". . ."]);
}

#[test]
fn quotations_close_with_whatever_mark_comes() {
    assert_eq!(quoted(&["Il dit “a », puis « b », \"c\" et „d“."]), ["“a »", "« b »", "\"c\"", "„d“"]);
    assert_eq!(quoted(&["« Un “flux” dans « la file » »"]), ["« Un “flux” dans « la file » »"]);
    assert_eq!(quoted(&["“Un, dit-il. “Deux” et “trois”"]), ["“Un, dit-il.", "“Deux”", "“trois”"]);
    assert_eq!(quoted(&["« Un “flux” et \"rien\" d'autre »"]), ["« Un “flux” et \"rien\" d'autre »"]);
    assert_eq!(quoted(&["l’“erreur” et (\"non\") puis : \"_Ils partent._\""]), ["“erreur”", "\"non\"", "\"_Ils partent._\""]);
    assert_eq!(quoted(&["a 5\" screen, \"big\" one"]), ["\"big\""]);
    assert_eq!(quoted(&["‘Nick’ fuit l'armée, the guards' queue"]), ["‘Nick’"]);
    assert_eq!(quoted(&["'We left,' she said. 'It was late.'"]), ["'We left,'", "'It was late.'"]);
    assert_eq!(quoted(&["'tis the guards alone"]), [""; 0]);
    assert_eq!(quoted(&["rien » ni ” ici"]), [""; 0]);
}

#[test]
fn quotations_run_over_paragraphs_that_open_again() {
    let paragraphs = ["Il dit : “Un. Deux.", "“Trois.", "“Quatre.”", "“Cinq.", "Six."];
    assert_eq!(quoted(&paragraphs), ["“Un. Deux.\n\n“Trois.\n\n“Quatre.”", "“Cinq."]);
    assert_eq!(quoted(&["« Un.", "» Deux.", "Trois"]), ["« Un."]);
    assert_eq!(quoted(&["“"]), ["“"]);
    assert_eq!(quoted(&["“a", "“"]), ["“a\n\n“"]);
}

#[test]
fn tokens_survive_marks_of_direction_and_odd_apostrophes() {
    let words = |text: &str| {
        let mut out = Vec::new();
        tokenise(text, 0, &mut out);
        out.iter().map(|token| token.of(text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(words("\u{202E}3\u{200F} 000\u{2069}"), ["3", "000"]);
    assert_eq!(words("d\u{2BC}Ukraine et Ukraine\u{2BC}s"), ["d\u{2BC}", "Ukraine", "et", "Ukraine", "\u{2BC}s"]);
    assert_eq!(words("É\u{AD}té e\u{301}té"), ["É\u{AD}té", "e\u{301}té"]);
}

#[test]
fn languages() {
    assert_eq!(detect_language("Plus de 3 000 véhicules attendaient dimanche devant le poste frontière."), Some("fr"));
    assert_eq!(detect_language("Mehr als 3000 Fahrzeuge warteten am Sonntag vor dem Grenzübergang."), Some("de"));
    assert_eq!(detect_language(""), None);
}
