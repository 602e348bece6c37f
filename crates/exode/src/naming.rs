//! What people type beside the reports: sources, places and comments of reviewers, held to the same rules as the reports.

use exode_claim::{Attribution, PlaceRef};
use exode_extract::masked_text;

use crate::{Format, Languages, document, read};

/// The place of that id or English or French name; of a town and its crossing the crossing, if that is wanted.
#[must_use]
pub fn place_named(text: &str, crossing: bool) -> Option<PlaceRef> {
    exode_extract::place_named(text.trim(), crossing)
}

/// The source a reviewer names, if the reader takes it for one. It goes through the reader itself: a private person's name finds no way
/// into the ledger here either.
#[must_use]
pub fn source_named(text: &str, languages: Languages<'_>) -> Option<Attribution> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentences = [
        ("en", format!("More than 5,000 refugees crossed the border on Monday, according to {name}.")),
        ("fr", format!("Plus de 5 000 réfugiés ont franchi la frontière lundi, selon {name}.")),
    ];
    let said = |(lang, sentence): &(&str, String)| {
        let sidecar = format!("{{\"lang\": \"{lang}\"}}");
        let document = document(sentence.as_bytes(), "source", Format::Plain, Some(sidecar.as_bytes()));
        let claim = read(&document, languages).claims.into_iter().next()?.claim;
        claim.source.or_else(|| claim.relay.into_iter().next())
    };
    // The language that keeps more of the words understood the name. What became something else ("traveller" for a person's name) was
    // not understood, and no reviewer brings in the holder of an office.
    let found = sentences.iter().filter_map(said).max_by_key(|source| source.to_string().len())?;
    let (kind, label, _) = found.parts();
    let kept = name.to_lowercase().contains(&label.as_str().to_lowercase());
    if kept { Attribution::of_parts(kind, label.clone(), None) } else { None }
}

/// A reviewer's words with the names of private persons masked.
#[must_use]
pub fn masked_comment(text: &str, languages: Languages<'_>) -> String {
    masked_text(&masked_text(text, languages.en, "", &[]), languages.fr, "", &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn institutions_are_sources_and_private_persons_are_not() {
        let named = |text| source_named(text, Languages::embedded()).map(|s| s.to_string());
        assert_eq!(named("the Finnish Border Guard").as_deref(), Some("Finnish Border Guard"));
        assert_eq!(named("gardes-frontières finlandais").as_deref(), Some("gardes-frontières finlandais"));
        assert_eq!(named("UNHCR").as_deref(), Some("UNHCR"));
        for person in
            ["Katia Sokolova", "katia sokolova", "jean-pierre lambert", "Nick", "NICK", "nick", "rose martin", "Grace Hill", "olga"]
        {
            assert_eq!(named(person), None, "{person}");
        }
    }

    #[test]
    fn places_are_known_by_id_and_by_name() {
        let id = |text, crossing| place_named(text, crossing).map(|p| p.id);
        assert_eq!(id("GE", false).as_deref(), Some("GE"));
        assert_eq!(id("Géorgie", false).as_deref(), Some("GE"));
        assert_eq!(id("Upper Lars", true), id("Verkhny Lars", true));
        assert_eq!(id("Nowhere at all", false), None);
    }

    #[test]
    fn comments_lose_private_names() {
        let masked = masked_comment("Called Katia Sokolova, who counted them herself.", Languages::embedded());
        assert!(!masked.contains("Sokolova"), "{masked}");
        let told = "call olga at 8 921 555 12 34, passport 4512 123456, katia sokolova, t.me/ana_b, Skype: brelvik, said Nick";
        let masked = masked_comment(told, Languages::embedded());
        for secret in ["olga", "921", "4512", "123456", "katia", "sokolova", "ana_b", "brelvik", "Nick"] {
            assert!(!masked.contains(secret), "{secret} in {masked}");
        }
        assert_eq!(masked_comment("the second wire has 9,000; call back", Languages::embedded()), "the second wire has 9,000; call back");
    }
}
