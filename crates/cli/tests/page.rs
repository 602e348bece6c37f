//! The briefing of the example case in a real browser: something is drawn at phone and desktop width, and nothing sticks out sideways.
//! Passed over, with a message, where no Chromium is installed.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Folder, run, skipped, with_path};

fn browser() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|o| o.status.success()))
}

/// Run the browser on a page, without a screen, a profile or the network.
fn look(browser: &str, profile: &Folder, page: &Path, options: &[&str]) -> String {
    let output = Command::new(browser)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run"])
        .args(["--host-resolver-rules=MAP * ~NOTFOUND", "--force-device-scale-factor=1", "--virtual-time-budget=5000"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(options)
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn briefing(folder: &Folder) -> PathBuf {
    let page = folder.path().join("briefing.html");
    let run = run(with_path(&["brief", "--particles", "64", "-o"], &page));
    assert_eq!(run.code, Some(0), "{}", run.err);
    page
}

/// Width and height a PNG states.
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    (number(16), number(20))
}

#[test]
fn the_page_is_drawn_on_a_phone_and_on_a_desk() {
    let Some(browser) = browser() else {
        skipped("no Chromium: the page was not looked at");
        return;
    };
    let folder = Folder::new();
    let page = briefing(&folder);
    let empty = folder.write("empty.html", "<!DOCTYPE html><title>empty</title>");
    for (width, height) in [(390, 844), (1280, 900)] {
        let shot = |page: &Path, name: &str| {
            let to = folder.path().join(format!("{name}-{width}.png"));
            let window = format!("--window-size={width},{height}");
            look(browser, &Folder::new(), page, &[&window, &format!("--screenshot={}", to.display())]);
            std::fs::read(&to).unwrap_or_else(|e| panic!("{}: {e}", to.display()))
        };
        let (drawn, blank) = (shot(&page, "page"), shot(&empty, "empty"));
        assert_eq!(size(&drawn), (width, height));
        // A PNG packs one colour into next to nothing: text and charts cannot be that small.
        assert!(drawn.len() > 8 * blank.len().max(2000), "{} bytes at width {width}, a blank page has {}", drawn.len(), blank.len());
    }
}

#[test]
fn nothing_sticks_out_sideways() {
    let Some(browser) = browser() else {
        skipped("no Chromium: the page was not measured");
        return;
    };
    let folder = Folder::new();
    let page = std::fs::read_to_string(briefing(&folder)).expect("the page");
    // Browsers do not make windows as narrow as telephones; a frame can be. The frame's policy is the page's own.
    let quoted = page.replace('&', "&amp;").replace('"', "&quot;");
    for width in [320, 360, 390, 768, 1280] {
        let outer = format!(
            "<!DOCTYPE html><title>measure</title><iframe width=\"{width}\" height=\"800\" style=\"border:0\" srcdoc=\"{quoted}\"></iframe><p id=\"told\"></p><script>
            addEventListener('load', () => {{
                const inner = document.querySelector('iframe').contentDocument, root = inner.documentElement;
                const wide = [...inner.querySelectorAll('body *')].filter(e => {{
                    if (e.closest('svg') && e.tagName !== 'svg') return false;
                    for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible' && p !== inner.body && p !== root) return false;
                    return e.getBoundingClientRect().right > root.clientWidth + 1;
                }}).slice(0, 5).map(e => e.tagName + '.' + e.getAttribute('class') + ' ' + Math.round(e.getBoundingClientRect().right));
                document.getElementById('told').textContent = 'measured ' + root.clientWidth + ' ' + root.scrollWidth + ' ' + inner.body.innerText.length + ' ' + wide.join(', ') + ' end';
            }});</script>"
        );
        let file = folder.write(&format!("measure-{width}.html"), outer);
        let dom = look(browser, &Folder::new(), &file, &["--window-size=1400,1000", "--dump-dom"]);
        let told = dom.split_once("measured ").and_then(|(_, rest)| rest.split_once(" end")).map(|(told, _)| told);
        let told = told.unwrap_or_else(|| panic!("nothing was measured: {}", &dom[dom.len().saturating_sub(300)..]));
        let mut numbers = told.splitn(4, ' ');
        let mut next = || numbers.next().and_then(|n| n.parse::<u32>().ok()).unwrap_or_else(|| panic!("{told}"));
        let (inner, scroll, letters) = (next(), next(), next());
        assert!(inner.abs_diff(width) <= 16, "the frame is {inner} wide, not {width}");
        assert!(scroll <= inner, "at {width} px the page is {scroll} px wide: {told}");
        assert!(letters > 2000, "only {letters} letters are shown at {width} px");
    }
}
