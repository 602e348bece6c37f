//! Text as it may leave: short, on one line, without control characters, without ways to reach a person.

/// What stands for what is not shown; the same mark as in masked sentences.
pub(crate) const MASK: &str = "[\u{2026}]";
/// Longest excerpt in characters: a short quotation, whatever the length of the sentence.
pub(crate) const EXCERPT: usize = 200;
/// Longest other text in characters; a spreadsheet cell ends at 32,767.
const LONGEST: usize = 1000;

/// `text` on one line: white space folded, control and direction-changing characters dropped, cut at [`LONGEST`].
pub(crate) fn clean(text: &str) -> String {
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
    };
    let spaced: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !unseen(*c)).collect();
    let folded = spaced.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    if folded.chars().count() <= LONGEST { folded } else { folded.chars().take(LONGEST - 1).chain(['\u{2026}']).collect() }
}

/// `url` where it is a web address; nothing else may become a link.
pub(crate) fn link(url: &str) -> Option<String> {
    let url = url.trim();
    let web =
        url.get(..8).is_some_and(|s| s.eq_ignore_ascii_case("https://")) || url.get(..7).is_some_and(|s| s.eq_ignore_ascii_case("http://"));
    let plain = !url.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    (web && plain && url.chars().count() <= LONGEST).then(|| url.to_owned())
}

/// The words around `mark`, at most [`EXCERPT`] characters, cut at spaces and never inside a mask.
pub(crate) fn excerpt(sentence: &str, mark: (usize, usize)) -> String {
    let (start, end) = (floor(sentence, mark.0), floor(sentence, mark.1.max(mark.0)));
    let quoted = sentence[start..end].chars().count();
    let room = EXCERPT.saturating_sub(quoted + 2);
    let before: usize = sentence[..start].chars().count();
    let after: usize = sentence[end..].chars().count();
    // What one side does not need, the other may use.
    let left = (room / 2).max(room.saturating_sub(after)).min(before);
    let right = (room - left).min(after);
    let head: String = sentence[..start].chars().skip(before - left).collect();
    let tail: String = sentence[end..].chars().take(right).collect();
    let head = if left < before { head.split_once(' ').map_or("", |(_, rest)| rest) } else { &head };
    let tail = if right < after { tail.rsplit_once(' ').map_or("", |(rest, _)| rest) } else { &tail };
    let middle: String = sentence[start..end].chars().take(EXCERPT - 2).collect();
    let dots = |cut: bool| if cut { "\u{2026}" } else { "" };
    let (more_before, more_after) = (dots(left < before), dots(right < after || quoted > EXCERPT - 2));
    let gap = if left < before && head.is_empty() { " " } else { "" };
    without_contacts(&clean(&format!("{more_before}{gap}{head}{middle}{tail}{more_after}")))
}

/// `text` with e-mail addresses, account handles, pages and telephone numbers masked: they lead to a person as surely as a name.
pub(crate) fn without_contacts(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut shown: Vec<&str> = Vec::new();
    let mut dialling = false;
    let mut national = 0;
    for (i, word) in words.iter().enumerate() {
        national = if national > 0 { national - 1 } else { in_groups(&words[i..]) };
        let bare = word.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '@')));
        let digits = bare.chars().filter(char::is_ascii_digit).count();
        let only_digits = digits > 0 && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | '(' | ')'));
        let begins = bare.starts_with('+') && digits > 0 || bare.starts_with("00") && digits > 6 || in_pairs(&words[i..]);
        let number = begins || national > 0 || dialling && only_digits;
        // A comma or full stop ends it: what follows is another number.
        dialling = number && word.ends_with(|c: char| c.is_ascii_digit() || c == ')');
        let spelled = |k: Option<usize>| k.and_then(|k| words.get(k)).is_some_and(|w| matches!(*w, "[at]" | "(at)"));
        let address =
            spelled(Some(i)) || spelled(Some(i + 1)) || spelled(i.checked_sub(1)) || bare.contains("[at]") || bare.contains("(at)");
        let contact = bare.contains('@') && bare.len() > 1 || dialled(bare) || number || address || page(bare);
        match (contact, shown.last()) {
            (true, Some(&MASK)) => {}
            (true, _) => shown.push(MASK),
            (false, _) => shown.push(word),
        }
    }
    shown.join(" ")
}

/// Four pairs of digits or more, the first with a nought: "06 12 34 56 78".
fn in_pairs(words: &[&str]) -> bool {
    let pair =
        |w: &&&str| w.len() >= 2 && w.bytes().take(2).all(|b| b.is_ascii_digit()) && !w[2..].starts_with(|c: char| c.is_alphanumeric());
    words[0].starts_with('0') && words.iter().take_while(pair).count() >= 4
}

/// How many words a telephone number without a nought or plus has: "8 921 555 12 34", "555 123 4567"; groups of figures are all triples.
fn in_groups(words: &[&str]) -> usize {
    const SHAPES: &[&[usize]] = &[&[1, 3, 3, 2, 2], &[1, 3, 3, 4], &[3, 3, 2, 2], &[3, 3, 4]];
    let digits = |w: &str| w.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | '.' | ';' | ':')).to_owned();
    let group = |w: &&str| !digits(w).is_empty() && digits(w).bytes().all(|b| b.is_ascii_digit());
    let lengths: Vec<usize> = words.iter().take(6).take_while(|w| group(w)).map(|w| digits(w).len()).collect();
    if SHAPES.contains(&lengths.as_slice()) { lengths.len() } else { 0 }
}

/// "t.me/somebody": an address with a path and without a scheme, as people give their own.
fn page(word: &str) -> bool {
    let Some((host, path)) = word.split_once('/') else { return false };
    let label = |l: &str| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-');
    let top = host.rsplit('.').next().unwrap_or("");
    host.contains('.')
        && host.split('.').all(label)
        && top.len() >= 2
        && top.chars().all(char::is_alphabetic)
        && path.starts_with(char::is_alphanumeric)
}

/// Nine digits or more in pairs or triples with dots or hyphens, as telephone numbers are written and figures are not.
fn dialled(word: &str) -> bool {
    let groups: Vec<&str> = word.split(['-', '.', '/']).collect();
    let digits: usize = groups.iter().map(|g| g.len()).sum();
    groups.len() >= 3
        && digits >= 9
        && groups.iter().all(|g| g.len() >= 2 && g.bytes().all(|b| b.is_ascii_digit()))
        && groups[0].starts_with('0')
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_one_line_without_what_cannot_be_seen() {
        assert_eq!(clean(" a\r\n\tb\u{0}\u{202e}c\u{1b}[2J \u{a0} d "), "a bc[2J d");
        assert_eq!(clean(&"x".repeat(5000)).chars().count(), LONGEST);
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert_eq!(link("https://example.org/a?b=1").as_deref(), Some("https://example.org/a?b=1"));
        for bad in
            ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "https://e.org/\" onclick", "//example.org", "https", ""]
        {
            assert_eq!(link(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_excerpt_is_short_and_holds_its_figure() {
        let long = format!("{} 8 600 Russes {}", "mot ".repeat(100), "suite ".repeat(100));
        let at = long.find("8 600").unwrap();
        let cut = excerpt(&long, (at, at + "8 600 Russes".len()));
        assert!(cut.chars().count() <= EXCERPT && cut.contains("8 600 Russes"), "{cut}");
        assert!(cut.starts_with('\u{2026}') && cut.ends_with('\u{2026}'), "{cut}");
        assert_eq!(excerpt("Près de 8 600 Russes.", (0, 22)), "Près de 8 600 Russes.");
        assert!(excerpt(&"é".repeat(900), (0, 1799)).chars().count() <= EXCERPT);
        assert_eq!(excerpt("é", (1, 9)), "é");
    }

    #[test]
    fn whoever_speaks_cannot_be_reached() {
        let text = "Write to ana.b@example.org, @ana_b or +33 6 12 34 56 78; 1 200 000 people, 06.12.34.56.78.";
        let shown = without_contacts(text);
        assert!(!shown.contains('@') && !shown.contains("34"), "{shown}");
        assert!(shown.contains("1 200 000 people"), "{shown}");
        assert_eq!(without_contacts("appeler le 06 12 34 56 78."), "appeler le […]");
        assert_eq!(without_contacts("call 8 921 555 12 34, or 555 123 4567"), "call […] or […]");
        assert_eq!(without_contacts("8 921 555 people, 12 345 678 refugees"), "8 921 555 people, 12 345 678 refugees");
        assert_eq!(without_contacts("see t.me/ana_b or ana.b [at] mail.example now"), "see […] or […] now");
        assert_eq!(without_contacts("24/09, 10 km/h, and/or 3.5/10"), "24/09, 10 km/h, and/or 3.5/10");
        assert_eq!(without_contacts("le 24.09.2022, 15 206 arrivées"), "le 24.09.2022, 15 206 arrivées");
    }
}
