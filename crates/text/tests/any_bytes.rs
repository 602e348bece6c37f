//! Whatever the bytes: no panic, spans between characters, a monotone map.

mod common;

use std::sync::LazyLock;

use common::check;
use exode_text::{Cues, Meta, html, json_lines, markdown, plain};
use proptest::prelude::*;

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new(common::BOILERPLATE, common::CAPTION));

fn check_all(bytes: &[u8]) {
    for reader in [plain, html, markdown] {
        check(&reader(bytes, "any", &CUES), bytes.len());
    }
    for document in json_lines(bytes, "any", &CUES).flatten() {
        check(&document, usize::MAX);
    }
    let _ = Meta::from_sidecar(bytes);
}

/// Pieces from which hostile and ordinary input is put together.
fn piece() -> impl Strategy<Value = String> {
    let pieces: &[&str] = &[
        "Plus de 3 000 véhicules",
        "3\u{A0}000",
        ". ",
        "... ",
        "…",
        " ?",
        "“",
        "”",
        "« ",
        " »",
        "\"",
        "'",
        "’",
        "‘",
        "M. Poutine",
        "U.S. ",
        "1.2 million",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "Image:",
        "PUBLICITÉ",
        "Lire la suite:",
        "Crédit : AP",
        "- ",
        "\t",
        " | ",
        "date 2022-09 ",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<li>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<div hidden>",
        "</div>",
        "<h1>",
        "</h1>",
        "<pre>",
        "</pre>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<a href='x'>",
        "</a>",
        "&nbsp;",
        "&#8239;",
        "&eacute;",
        "&",
        "&#x",
        "<",
        ">",
        "<svg>",
        "<title>",
        "</title>",
        "<meta charset=utf-16le>",
        "<html lang=fr>",
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\"}</script>",
        "# ",
        "> ",
        "**",
        "`",
        "[x](y)",
        "![",
        "](",
        "|---|\n",
        "| a | b |\n",
        "---\n",
        "\\",
        "    code",
        "[^1]",
        "[^1]: x\n",
        "\u{202E}",
        "\u{200F}",
        "\u{FEFF}",
        "\0",
        "e\u{301}",
        "中文。",
        "\u{FFFD}",
        "{\"text\": \"x\"}\n",
        "{\"html\": \"<p>x\"}\n",
    ];
    prop::sample::select(pieces).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_all(&bytes);
    }

    #[test]
    fn pieces(pieces in prop::collection::vec(piece(), 0..60)) {
        check_all(pieces.concat().as_bytes());
    }

    #[test]
    fn damaged_pieces(pieces in prop::collection::vec(piece(), 1..40), bad in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..5)) {
        let mut bytes = pieces.concat().into_bytes();
        for (at, byte) in bad {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        check_all(&bytes);
    }

    #[test]
    fn damaged_pages(inserted in prop::collection::vec((any::<prop::sample::Index>(), piece()), 0..30), cut in any::<prop::sample::Index>()) {
        let mut page = include_bytes!("fixtures/frontiere.html").to_vec();
        for (at, piece) in inserted {
            let at = at.index(page.len());
            page.splice(at..at, piece.into_bytes());
        }
        page.truncate(page.len() - cut.index(page.len()) / 2);
        check(&html(&page, "page", &CUES), page.len());
    }

    #[test]
    fn other_encodings(pieces in prop::collection::vec(piece(), 0..40), mark in any::<bool>(), big in any::<bool>()) {
        let text = pieces.concat();
        let mut bytes = Vec::new();
        for unit in mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()) {
            bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        }
        check_all(&bytes);
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(0x92)).collect();
        check_all(&latin);
    }
}
