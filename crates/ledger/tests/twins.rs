//! Copies of a report are found whatever was done to their figures, and what differs is shown.

#[path = "support/made.rs"]
mod made;
mod support;

use exode_ledger::{Difference, Figure, Imprint, Kinship, Sketch, Twin, twins};
use made::{Dice, letters};

fn imprint(name: &str, text: &str, claims: &str) -> Imprint<String> {
    let lines: String = claims.lines().map(|c| format!("[x] said. || {c}\n")).collect();
    let reports = support::reports(&format!("@ {name} | 2022-09-27 | en | P | T |\n{lines}"));
    Imprint { report: name.to_owned(), sketch: Sketch::of(text), figures: reports[0].claims.iter().map(|t| Figure::of(&t.claim)).collect() }
}

fn arrivals(figure: &str) -> String {
    format!("crossed_in person {figure} cumulative | RU>KZ | | | |")
}

/// `words` words out of a vocabulary of 3,000.
fn text(dice: &mut Dice, words: usize) -> Vec<String> {
    (0..words)
        .map(|_| format!("w{}", "abcdefghij".chars().nth(dice.below(10) as usize).unwrap_or('a')) + &letters(dice.below(3000)))
        .collect()
}

const WIRE: &str = "ASTANA, 27 September. Nearly 98,000 Russian citizens have entered Kazakhstan since the mobilisation was announced, the interior \
    minister said on Tuesday. He added that 64,234 had left again in the same days and that nobody would be sent back without a warrant.";

#[test]
fn a_copy_that_differs_in_a_figure_is_a_twin_and_shows_it() {
    let claims = |first: &str| format!("{}\n{}", arrivals(first), "crossed_out person exact 64234 64234 cumulative | KZ> | | | |");
    let a = imprint("a", WIRE, &claims("nearly 98000 98000"));
    let b = imprint("b", &WIRE.replace("98,000", "100 000"), &claims("nearly 100000 100000"));
    let found = twins(&[b.clone(), a.clone()]);
    let differs = vec![Difference { a: Some(a.figures[0].claim), b: Some(b.figures[0].claim) }];
    assert_eq!(found, [Twin { a: "a".to_owned(), b: "b".to_owned(), kinship: Kinship::Text, likeness: 1.0, differs }]);
    let faithful = twins(&[a.clone(), imprint("b", WIRE, &claims("nearly 98000 98000"))]);
    assert!(faithful[0].differs.is_empty());
    let bare = imprint("b", WIRE, &claims("exact 98000 98000"));
    assert_eq!(twins(&[a.clone(), bare])[0].differs.len(), 1, "a lost hedge is a difference");
    let shortened = imprint("b", WIRE, &arrivals("nearly 98000 98000"));
    assert_eq!(twins(&[a.clone(), shortened])[0].differs, [Difference { a: Some(a.figures[1].claim), b: None }]);
}

#[test]
fn a_lightly_edited_copy_is_found_and_another_text_is_not() {
    let edited = WIRE.replace("ASTANA, 27 September.", "Astana (agencies) -").replace("He added", "The minister added");
    assert_eq!(twins(&[imprint("a", WIRE, ""), imprint("b", &edited, "")]).len(), 1);
    let other = "HELSINKI, 27 September. Some 8,314 Russians came over the land border on Sunday, the Border Guard said, almost twice as many as \
        a week before, and most of them are on their way to other countries of the Schengen area.";
    assert!(twins(&[imprint("a", WIRE, ""), imprint("b", other, "")]).is_empty());
    assert!(twins(&[imprint("a", "", ""), imprint("b", "", "")]).is_empty(), "texts without a word are no copies");
}

#[test]
fn a_translation_is_known_by_its_figures() {
    let claims = |second: &str| ["nearly 98000 98000", second, "exact 8314 8314", "exact 6268 6268"].map(arrivals).join("\n");
    let fr = "Près de 98 000 citoyens russes sont entrés au Kazakhstan, a déclaré mardi le ministre ; 64 234 en sont repartis.";
    let (a, b) = (imprint("a", WIRE, &claims("exact 64234 64234")), imprint("b", fr, &claims("exact 64234 64234")));
    let found = twins(&[a.clone(), b]);
    assert_eq!((found.len(), found[0].kinship, found[0].differs.len()), (1, Kinship::Figures, 0));
    let slip = twins(&[a.clone(), imprint("b", fr, &claims("exact 64324 64324"))]);
    assert_eq!((slip[0].kinship, slip[0].differs.len()), (Kinship::Figures, 1), "a slip of the translator shows");
    let round = ["exact 300000 300000", "exact 1000 1000", "exact 20000 20000", "exact 5000 5000"].map(arrivals).join("\n");
    assert!(twins(&[imprint("a", WIRE, &round), imprint("b", fr, &round)]).is_empty(), "round numbers are in every report");
    let two = ["exact 64234 64234", "exact 8314 8314"].map(arrivals).join("\n");
    assert!(twins(&[imprint("a", WIRE, &two), imprint("b", fr, &two)]).is_empty(), "two figures are not enough");
}

#[test]
fn among_many_texts_copies_are_found_and_nothing_else() {
    for seed in 0..20 {
        let mut dice = Dice(seed);
        let mut all: Vec<Imprint<String>> = Vec::new();
        let mut planted: Vec<(String, String)> = Vec::new();
        for n in 0..150 {
            let length = 20 + dice.below(300) as usize;
            let mut words = text(&mut dice, length);
            all.push(imprint(&format!("{n:03}"), &words.join(" "), ""));
            if dice.one_in(5) {
                // Another figure, other case, other spacing: still the same words.
                words.insert(length / 2, dice.below(100_000).to_string());
                let original = format!("{n:03}-a");
                all.push(imprint(&original, &words.join(" "), ""));
                words[length / 2] = format!("{} {:03}", dice.below(90), dice.below(1000));
                let copy = format!("{n:03}-b");
                all.push(imprint(&copy, &words.join("\u{a0} ").to_uppercase(), ""));
                planted.push((original, copy));
            }
        }
        let found = twins(&all);
        for (original, copy) in &planted {
            assert!(found.iter().any(|t| (&t.a, &t.b) == (original, copy) && t.likeness == 1.0), "seed {seed}: {copy}");
        }
        for twin in &found {
            assert_eq!(twin.a[..3], twin.b[..3], "seed {seed}: {} and {} are two texts", twin.a, twin.b);
        }
        // Any order gives the same twins.
        for turn in 1..4 {
            let middle = all.len() * turn / 4;
            all.rotate_left(middle);
            assert_eq!(twins(&all), found, "seed {seed}");
        }
    }
}

#[test]
fn one_word_in_twenty_may_be_another() {
    let mut lost = 0;
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let words = text(&mut dice, 200);
        let edited: Vec<String> = words.iter().map(|w| if dice.one_in(20) { "other".to_owned() } else { w.clone() }).collect();
        lost += usize::from(twins(&[imprint("a", &words.join(" "), ""), imprint("b", &edited.join(" "), "")]).is_empty());
    }
    assert!(lost <= 10, "{lost} of 200 copies with one word in twenty changed were not found");
}

#[test]
fn a_large_family_hangs_together_without_telling_every_pair() {
    let family: Vec<Imprint<String>> = (0..500).map(|n| imprint(&format!("{n:03}"), WIRE, "")).collect();
    let found = twins(&family);
    assert!(found.len() < 1100, "{} pairs", found.len());
    let mut reached = vec!["000".to_owned()];
    let mut at = 0;
    while at < reached.len() {
        let here = reached[at].clone();
        for t in &found {
            let next = if t.a == here {
                &t.b
            } else if t.b == here {
                &t.a
            } else {
                continue;
            };
            if !reached.contains(next) {
                reached.push(next.clone());
            }
        }
        at += 1;
    }
    assert_eq!(reached.len(), 500);
}

#[test]
fn a_sketch_survives_its_bytes() {
    for text in [WIRE, "", "deux mots", "un"] {
        let sketch = Sketch::of(text);
        assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), sketch);
        assert_eq!(sketch.is_empty(), text.is_empty());
    }
    // Sketches are kept in ledgers: the same text must give the same bytes for ever.
    assert_eq!(Sketch::of("Près de 20 km de bouchon à la frontière géorgienne").to_bytes()[..8], [46, 211, 236, 219, 175, 126, 16, 2]);
}
