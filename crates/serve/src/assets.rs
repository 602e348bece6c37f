//! Style, script and icon, part of the program. Their names hold a hash of what is in them, so that browsers may keep them for ever.

use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use crate::people::hex;
use crate::reply::Reply;

/// An arrow over a border.
const ICON: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='#0b62a8'/>\
    <path d='M16 5v22' stroke='#fff' stroke-width='3' stroke-dasharray='4 3'/>\
    <path d='M5 16h21m-6-6l6 6l-6 6' fill='none' stroke='#fff' stroke-width='3'/></svg>";
const SCRIPT: &str = include_str!("../assets/room.js");

/// The briefing's style comes first: charts and marks look the same in both.
fn sheet() -> &'static str {
    static SHEET: OnceLock<String> = OnceLock::new();
    SHEET.get_or_init(|| format!("{}\n{}", exode::PAGE_STYLE, include_str!("../assets/room.css")))
}

/// The address of the style.
pub(crate) fn style() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| format!("/assets/{}.css", fingerprint(sheet())))
}

/// The address of the script.
pub(crate) fn script() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| format!("/assets/{}.js", fingerprint(SCRIPT)))
}

/// The address of the icon.
pub(crate) fn icon() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| format!("/assets/{}.svg", fingerprint(ICON)))
}

/// The asset of that name.
pub(crate) fn named(name: &str) -> Option<Reply> {
    let is = |address: &str| address.strip_prefix("/assets/") == Some(name);
    if is(style()) {
        Some(Reply::asset("text/css; charset=utf-8", sheet()))
    } else if is(script()) {
        Some(Reply::asset("text/javascript; charset=utf-8", SCRIPT))
    } else if is(icon()) {
        Some(Reply::asset("image/svg+xml", ICON))
    } else {
        None
    }
}

fn fingerprint(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())[..8])
}
