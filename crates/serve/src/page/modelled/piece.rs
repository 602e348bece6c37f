//! Pieces of the modelled pages.

use exode::modelled::{Band, Modelled};
use maud::{Markup, html};

use crate::ask::Ask;
use crate::model::{Fit, Work};
use crate::page::audit::at;
use crate::page::frame::page;
use crate::page::piece::text;
use crate::reply::Reply;
use crate::words::{Words, fill};

/// The word that no modelled number stands without.
pub(super) fn tag(w: &Words) -> Markup {
    html! { span.tag.modelled { (w.modelled_word) } }
}

/// Of when the fit is, and what is being done about a newer one. The script looks at it again when the server tells of a change.
pub(super) fn status(ask: &Ask<'_>, fit: Option<&Fit>, work: &Work) -> Markup {
    let w = ask.w;
    let behind = fit.is_some_and(|f| f.snapshot.number < ask.snapshot.number);
    html! {
        div #fit role="status" data-number=[ask.site.fits.as_ref().map(|f| f.number())] data-made=[fit.map(|f| f.made.as_str())] {
            @match fit {
                Some(fit) => p.small {
                    (fill(&fill(&w.fit_made, at(w, &fit.made)), w.modelled(fit.took.as_secs_f64())))
                    @if behind { " " (w.fit_behind) }
                },
                None => p { (w.fit_none) },
            }
            @match work {
                Work::Fitting(since) => {
                    @let percent = ask.site.fits.as_ref().map_or(0, |f| f.percent());
                    p.small {
                        progress max="100" value=(percent) aria-label=(w.fit_progress) {} " "
                        span.percent { (percent) } (w.percent_gap) ". "
                        (fill(&w.fit_running, at(w, since))) @if fit.is_some() { " " (w.fit_stays) }
                    }
                }
                Work::Failed(why) => p.warning { (w.fit_failed) " " span lang="en" { (text(why)) } },
                Work::Resting => {}
            }
            p.news hidden { (w.fit_new) " " a href="" { (w.reload) } }
        }
    }
}

/// The page while there is no fit to show.
pub(super) fn none_yet(ask: &Ask<'_>, title: &str, work: &Work) -> Reply {
    let w = ask.w;
    let main = html! {
        h1 { (title) " " (tag(w)) }
        p.intro { (w.model_what) }
        (status(ask, None, work))
    };
    page(ask, 200, title, main)
}

/// Why not to rely on it.
pub(super) fn warnings(w: &Words, m: &Modelled) -> Markup {
    html! {
        @if !m.warnings.is_empty() {
            div.warning role="note" {
                p { b { (w.model_bad) } " " (w.model_bad_why) }
                ul lang="en" { @for why in &m.warnings { li { (text(why)) } } }
            }
        }
    }
}

/// A number of a table: the median, a note on it, its intervals.
pub(super) fn cell(w: &Words, label: &str, band: Option<Band>, note: Option<&str>) -> Markup {
    let ends = |a: f64, b: f64| {
        let between = if a < 0.0 { " \u{2026} " } else { "\u{2013}" };
        format!("{}{between}{}", w.modelled(a), w.modelled(b))
    };
    html! {
        td data-label=(label) {
            @match band {
                Some(b) => {
                    b.value { (w.modelled(b.median)) } " "
                    @if let Some(note) = note { span.interval { (note) } " " }
                    span.interval { "50\u{a0}%: " (ends(b.low50, b.high50)) } " "
                    span.interval { "90\u{a0}%: " (ends(b.low90, b.high90)) }
                }
                None => { "\u{2013}" }
            }
        }
    }
}
