//! The form names are stored and looked up in: words of plain lower-case letters and digits.
//!
//! Shared with the build script, so a name matches however it was typed: "Côte d’Ivoire" and "COTE D'IVOIRE" are `cote d ivoire`.

/// Append the words of `text` to `out`, separated by one space, also from what `out` already holds.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    let mut gap = !out.is_empty();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            separate(&mut gap, out);
            out.push(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            gap = !out.is_empty();
        } else {
            for low in c.to_lowercase() {
                match plain(low) {
                    Some(letters) => {
                        separate(&mut gap, out);
                        out.push_str(letters);
                    }
                    None if low.is_alphanumeric() => {
                        separate(&mut gap, out);
                        out.push(low);
                    }
                    None if is_mark(low) => {}
                    None => gap = !out.is_empty(),
                }
            }
        }
    }
}

fn separate(gap: &mut bool, out: &mut String) {
    if *gap {
        out.push(' ');
        *gap = false;
    }
}

/// Combining accents and invisible joiners say nothing about which name it is.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | 'ʻ' | 'ʿ' | 'ʾ' | 'ʹ')
}

/// The ASCII letters of a Latin letter with an accent, `None` for anything else.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' | 'ə' | 'ḁ' => "a",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ḃ' | 'ḅ' | 'ḇ' => "b",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' | 'ḋ' | 'ḍ' | 'ḏ' | 'ḑ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' | 'ḗ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' | 'ḡ' => "g",
        'ĥ' | 'ħ' | 'ḥ' | 'ḩ' | 'ẖ' | 'ḫ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' | 'ǐ' => "i",
        'ĵ' => "j",
        'ķ' | 'ḳ' | 'ḵ' | 'ǩ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' | 'ḷ' | 'ḻ' => "l",
        'ḿ' | 'ṁ' | 'ṃ' => "m",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ṅ' | 'ṇ' | 'ṉ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' | 'ǒ' => "o",
        'þ' => "th",
        'ŕ' | 'ŗ' | 'ř' | 'ṙ' | 'ṛ' | 'ṟ' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṡ' | 'ṣ' => "s",
        'ţ' | 'ť' | 'ț' | 'ṫ' | 'ṭ' | 'ṯ' | 'ŧ' | 'ẗ' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' | 'ǔ' => "u",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => "w",
        'ẋ' | 'ẍ' => "x",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' | 'ẓ' | 'ẕ' | 'ẑ' => "z",
        _ => return None,
    })
}

/// The folded form of `text`.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}
