//! Which of a sentence's times is a figure's.

use exode_claim::{Unit, When};
use exode_text::Case;
use jiff::civil::Date;

use crate::between::between;
use crate::counted::Counted;
use crate::cue::Cue;
use crate::lexicon::{AgentKind, Grammar, Sense, SpeechRole};
use crate::number::{Figure, FigureKind};
use crate::scene::{Scene, Sentence};
use crate::speech::{Frame, frame_at};
use crate::time::{Anchor, Length, Mark, Point, Relation, TimeMention, TimeUnit, TimeWord};

/// Words between what adds figures up and the sum.
const AHEAD: usize = 10;
/// Words before the day a report is dated with.
const HEAD: usize = 5;

/// The time mention that belongs to a figure: near, in its clause, and not the day somebody spoke.
pub(crate) fn time_of<'s>(
    scene: &Scene<'_>,
    sentence: &'s Sentence,
    figure: &Figure,
    counted: &Counted,
    cue: Option<&Cue>,
    frames: &[Frame],
) -> Option<&'s TimeMention> {
    let reach = figure.start..counted.reach.max(figure.end);
    let spoken = |t: &TimeMention| {
        frames.iter().filter(|f| !f.verb.is_empty()).any(|f| {
            let near = t.start < behind(scene, f.verb.end) + 2 && f.verb.start < t.end + 2;
            // "selon les chiffres du gouvernement au 30 avril": the day they are of.
            let inside = f.verb.start <= t.start && t.end <= f.verb.end && t.expr.relation != Relation::Until;
            // "said that on Friday 25,400 had left": their day, not the speech's.
            let told = near && t.start >= f.verb.end && (f.verb.end..=t.start).any(|i| scene.view.grammar(i, Grammar::That).is_some());
            // "said between 3 and 6 May some 700 had come": nobody speaks from one day to another.
            let stretch = matches!(t.expr.point, Point::Span(..)) && t.start >= f.verb.end;
            let beside = near && !told && !stretch && scene.barrier(t.end.min(f.verb.end), t.start.max(f.verb.start)) < 0.5;
            // The speech's own day opens the sentence before its subject or touches its verb; a time inside what is said does not.
            let opening = t.start <= sentence.tokens.start + 1
                && f.scope.start >= t.end
                && f.verb.start < f.scope.start
                && f.verb.start >= t.end
                && f.verb.start < sentence.tokens.end
                && scene.barrier(t.end, f.verb.start) < 1.0
                && !f.scope.contains(&t.start);
            inside || beside || opening
        })
    };
    let view = &scene.view;
    // "GOMA, Feb 13 - …" dates the report, not the figure.
    let written = scene.dateline(sentence);
    let dateline = |t: &TimeMention| t.end <= written || heads(scene, sentence, t);
    // "deux fois plus qu'il y a un an": the time compared with.
    let compared = |t: &TimeMention| {
        matches!(counted.unit, Unit::Factor | Unit::Percent)
            && t.start >= figure.end
            && (figure.end.saturating_sub(1)..=t.start).any(|i| view.grammar(i, Grammar::Compare).is_some())
    };
    // "en recul de 6,7 % par rapport à la veille": nobody's own time.
    let measured_by = |t: &TimeMention| (t.start.saturating_sub(3)..t.start).any(|i| view.grammar(i, Grammar::Baseline).is_some());
    // "un maximum depuis le début de l'année": the time of the comparison.
    let record = |t: &TimeMention| {
        let best = (t.start.saturating_sub(3)..=t.start).any(|i| view.grammar(i, Grammar::Record).is_some());
        best && t.start > figure.end
    };
    // The verb of speech that leads into what is said of the figure.
    let led_into = frame_at(frames, figure.start).filter(|f| f.scope.start >= f.verb.end && !f.verb.is_empty()).map(|f| f.verb.start);
    // "ce jour-là" is not the report's day.
    let that_day = |t: &TimeMention| there(scene, t.end);
    let first = sentence.tokens.start;
    let by = |i: usize| view.grammar(i, Grammar::By).is_some();
    let summed = sum_of(scene, sentence, figure);
    // "90 samedi et 70 autres dimanche": a time right behind a figure is its own.
    let own = |o: &TimeMention| o.start >= reach.end && o.start <= reach.end + 2 && scene.barrier(reach.end, o.start) < 0.5;
    let owned = sentence.times.iter().any(own);
    let mut best: Option<(&TimeMention, f32)> = None;
    for t in &sentence.times {
        // "40,000 fled between March and May, bringing the total to 90,000": the sum is of no such stretch.
        if t.end <= figure.start && summed.is_some_and(|s| t.end <= s) {
            continue;
        }
        // "Two months after the war began, 500,000 have left": as of then, not on that day.
        let distant = |l: &Length| matches!(l.unit, TimeUnit::Month | TimeUnit::Year);
        if matches!(&t.expr.point, Point::Shifted { length, before: false, .. } if distant(length)) && t.expr.relation == Relation::During {
            continue;
        }
        // "contre 16 200 le mois précédent": the time of what is compared with is nobody else's, unless it opens the sentence.
        let alone = || sentence.figures.iter().filter(|f| f.end <= figure.start).all(|f| scene.barrier(f.end, figure.start) >= 2.0);
        let beside = t.expr.compares()
            && t.start > sentence.tokens.start + 2
            && !(t.start >= figure.end
                && (is_compared(scene, figure) || sentence.figures.first().is_some_and(|f| f.end <= figure.start) && alone()));
        // "In a report published on Monday, the UN said …": the report's day.
        let verb = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::Verb).then_some(());
        let published = t.end <= figure.start && view.before(t.start, verb).is_some() && scene.barrier(t.end, figure.start) >= 0.5;
        // "Figures released on Tuesday by the border guard showed …": the day they were released.
        let shows = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::Showing).then_some(());
        let published = published || view.at(t.end, shows).is_some() && (first..t.start).any(|i| view.at(i, verb).is_some() || by(i));
        if published || spoken(t) || dateline(t) || compared(t) || measured_by(t) || record(t) || that_day(t) || beside {
            continue;
        }
        // Behind the verb a time belongs to the verb: "8,500 people, more than live there, came ashore in 199 boats between …".
        let verb = cue.filter(|c| c.start >= reach.end && c.end <= t.start).filter(|c| {
            let way = between(scene, reach.end, c.start, &sentence.figures);
            way.barrier < 0.5 && way.figures == 0
        });
        let gap = if t.start >= reach.end {
            verb.map_or(reach.end, |c| c.end)..t.start
        } else if t.end <= reach.start {
            t.end..reach.start
        } else {
            continue;
        };
        let between_them = sentence.figures.iter().filter(|f| f.start >= gap.start && f.end <= gap.end);
        // A ratio compares: only a time told for itself is its own, not that of the figure it stands beside.
        let beside = between_them.clone().next().is_some()
            || t.end <= figure.start && sentence.figures.iter().any(|f| f.kind != FigureKind::Article && f.end <= t.start)
            || t.start == reach.end && t.expr.relation != Relation::Since;
        if counted.unit == Unit::Factor && beside {
            continue;
        }
        let weight = |f: &Figure| match () {
            () if is_compared(scene, f) => 1.8,
            () if coordinate(scene, figure, f) => 0.4, // "three died and eleven were hurt on Sunday"
            () if is_part(scene, f) => 0.3,            // "26 people, a dozen of them children, … between Wednesday and Friday"
            () => 1.0,
        };
        let others = between_them.map(weight).sum::<f32>();
        // "À un moment donné dimanche, …": an adverbial before the first comma speaks for the whole sentence.
        let adverbial = view.word(t.end) == ","
            && scene.barrier(first, t.start) < 0.5
            && !sentence.figures.iter().any(|f| f.start < t.start && f.kind != FigureKind::Article);
        let opens = t.start <= first + 2 || adverbial;
        let barrier = scene.barrier(gap.start, gap.end);
        let figure_within = |a: usize, b: usize| sentence.figures.iter().any(|f| f.start >= a && f.end <= b && f.start != figure.start);
        let on_cue = cue.is_some_and(|c| t.start >= c.end && t.start <= c.end + 6 && !figure_within(c.end, t.start));
        // "depuis le 8 octobre" closes a list of figures over its commas.
        let span = matches!(t.expr.relation, Relation::Since | Relation::Until) || matches!(t.expr.point, Point::Span(..)) && others < 0.5;
        let (barrier, others) = if span && t.start >= figure.end { (barrier * 0.35, others * 0.3) } else { (barrier, others) };
        let mut cost =
            if opens { 0.9 + (barrier - 0.8).max(0.0) * 0.3 + 0.2 * others } else { 0.09 * gap.len() as f32 + barrier + 0.9 * others };
        // A time right behind another figure ahead is that figure's: "11 200 le dimanche, pas 10 000 le lundi".
        if !opens && t.end <= figure.start && sentence.figures.iter().any(|f| f.end <= t.start && t.start - f.end <= 2) {
            cost += 1.0;
        }
        if on_cue {
            cost -= 0.5;
        }
        if t.end <= figure.start && owned {
            cost += 0.6;
        }
        // "…, bringing the total since April to 500,000": the next figure's.
        let to = view.grammar(t.end, Grammar::Level).is_some() && sentence.figures.iter().any(|f| f.start == t.end + 1);
        if to && t.expr.relation == Relation::Since && t.start >= figure.end {
            cost += 1.0;
        }
        // "The queue reached 7 km that night, and drivers said they had waited three days": another voice, another time.
        if !opens && led_into.is_some_and(|verb| t.end <= verb && t.start >= first) {
            cost += 1.2;
        }
        if cost < 2.75 && best.is_none_or(|(_, b)| cost < b) {
            best = Some((t, cost));
        }
    }
    best.map(|(t, _)| t)
}

/// Past where it was said: "said on X on Monday", "a déclaré sur Telegram mardi".
fn behind(scene: &Scene<'_>, verb: usize) -> usize {
    let view = &scene.view;
    let outlet = |s: &Sense| matches!(s, Sense::Agent(a) if a.kind == AgentKind::Outlet).then_some(());
    let place = |s: &Sense| matches!(s, Sense::Prep(_) | Sense::Time(TimeWord::Link(_))).then_some(());
    let on = view.at(verb, place).map(|((), end)| end);
    let letter = |i: usize| (view.word(i).len() == 1 && view.case(i) == Case::Upper).then_some(i + 1);
    on.and_then(|i| view.at(i, outlet).map(|((), end)| end).or_else(|| letter(i))).unwrap_or(verb)
}

/// "…, bringing the total in the province to 1.1 million": where the words for the sum begin.
pub(crate) fn sum_of(scene: &Scene<'_>, sentence: &Sentence, figure: &Figure) -> Option<usize> {
    let view = &scene.view;
    let from = sentence.tokens.start.max(figure.start.saturating_sub(AHEAD));
    let to = figure.start > from && view.grammar(figure.start - 1, Grammar::Level).is_some();
    (from..figure.start).rev().find(|i| to && view.grammar(*i, Grammar::Sum).is_some())
}

/// "18 mars 2025 Près de 63 000 personnes …", "@rib News, 07/03/2025 – …": a day in digits at the very head of a report, that no word
/// leads into and no comma follows, dates the report.
fn heads(scene: &Scene<'_>, sentence: &Sentence, t: &TimeMention) -> bool {
    let view = &scene.view;
    let first = sentence.tokens.start;
    let opens = first == 0 && t.start <= HEAD && view.kind(t.start) == exode_text::Kind::Digits && t.expr.is_single_day();
    let bare = t.start == first || matches!(view.word(t.start - 1), "," | "–" | "—" | "-" | "|" | "(");
    let year = (t.start..t.end).any(|i| view.word(i).len() == 4 && view.kind(i) == exode_text::Kind::Digits);
    opens && bare && year && view.word(t.end) != ","
}

/// "The violence that began on 25 August has driven 671,000 people out": since that day.
pub(crate) fn begun(scene: &Scene<'_>, figure: &Figure, mention: &TimeMention) -> Option<TimeMention> {
    let begins =
        (1..=2).any(|d| mention.start >= d && scene.view.grammar(mention.start - d, Grammar::Begin).is_some_and(|e| e <= mention.start));
    let since = begins && mention.expr.is_single_day() && mention.end <= figure.start;
    since.then(|| {
        let mut mention = mention.clone();
        mention.expr.relation = Relation::Since;
        mention
    })
}

/// A stretch of days whose ends a sentence tells in two places: "As of 12 May, 682,140 have crossed since 15 April".
pub(crate) fn both_ends(scene: &Scene<'_>, sentence: &Sentence, figure: &Figure, mention: &TimeMention, anchor: &Anchor) -> Option<When> {
    let want = match mention.expr.relation {
        Relation::Since => Relation::Until,
        Relation::Until => Relation::Since,
        _ => return None,
    };
    let near = |t: &TimeMention| {
        let gap = if t.start >= figure.end { figure.end..t.start } else { t.end..figure.start.max(t.end) };
        let opens = t.start <= sentence.tokens.start + 2;
        opens || scene.barrier(gap.start, gap.end) < 1.0 && !sentence.figures.iter().any(|f| f.start >= gap.start && f.end <= gap.end)
    };
    let other = sentence.times.iter().find(|t| t.expr.relation == want && near(t))?;
    let (since, until) = if want == Relation::Until { (mention, other) } else { (other, mention) };
    let (first, last) = (since.expr.resolve(anchor)?.start()?, until.expr.resolve(anchor)?.end()?);
    (first <= last).then(|| When::between(first, last))
}

/// The day a quotation was spoken, for its "yesterday": the time beside its reporting verb, else the day that opens the sentence before.
pub(crate) fn speech_day(scene: &Scene<'_>, at: usize, frame: Option<&Frame>, report: Option<Date>) -> Option<Date> {
    let anchor = Anchor { report, speech: None };
    let day = |t: &TimeMention| if t.expr.is_single_day() { t.expr.resolve(&anchor).and_then(When::start) } else { None };
    let quotation = scene.quotation_at(at)?;
    if let Some(frame) = frame {
        let beside = scene
            .sentences
            .iter()
            .flat_map(|s| &s.times)
            .find(|t| t.start < frame.verb.end + 3 && frame.verb.start < t.end + 3 && !quotation.contains(&t.start));
        if let Some(found) = beside.and_then(day) {
            return Some(found);
        }
    }
    let first = scene.sentences.iter().position(|s| s.tokens.end > quotation.start)?;
    (first.saturating_sub(3)..first).rev().find_map(|n| {
        let s = &scene.sentences[n];
        s.times.iter().find(|t| t.start <= s.tokens.start + 1).and_then(day)
    })
}

/// Whether a quotation's day is told only roughly ("a déclaré le ministre la semaine dernière"): its "four days ago" has no date.
pub(crate) fn speech_day_open(scene: &Scene<'_>, at: usize, frame: Option<&Frame>) -> bool {
    let (Some(_), Some(frame)) = (scene.quotation_at(at), frame) else { return false };
    let n = scene.sentences.partition_point(|s| s.tokens.end <= frame.verb.start);
    let Some(sentence) = scene.sentences.get(n) else { return false };
    let behind = sentence.times.iter().filter(|t| t.start >= frame.verb.end && t.start <= frame.verb.end + 8);
    let beside = sentence.times.iter().filter(|t| t.start < frame.verb.end && frame.verb.start < t.end);
    behind.chain(beside).any(|t| !t.expr.is_single_day() && scene.quotation_at(t.start).is_none())
}

/// Whether a figure is only what another is compared with: "contre 450", "up from 740".
pub(crate) fn is_compared(scene: &Scene<'_>, figure: &Figure) -> bool {
    // "contre « 5 000 à 6 000 » …"
    let quoted = figure.start > 0 && ["«", "“", "\""].iter().any(|w| scene.view.is(figure.start - 1, w));
    let at = figure.start - usize::from(quoted);
    scene.view.grammar_before(at, Grammar::Versus).is_some()
}

/// Whether a figure goes on with another of its clause: "three people died and eleven were hurt".
fn coordinate(scene: &Scene<'_>, one: &Figure, next: &Figure) -> bool {
    let and = next.start > one.end && scene.view.grammar(next.start - 1, Grammar::And).is_some();
    and && next.start - one.end < 8 && scene.barrier(one.end, next.start) < 0.5
}

/// Whether a figure is part of the one before: "a dozen of them", "dont 11 enfants".
fn is_part(scene: &Scene<'_>, figure: &Figure) -> bool {
    let subset = |i: usize| scene.view.grammar(i, Grammar::Subset).is_some();
    let those = scene.view.grammar(figure.end, Grammar::Those).is_some();
    subset(figure.end) || those || (1..=2).any(|d| figure.start >= d && subset(figure.start - d))
}

/// Whether the figure's clause follows a semicolon: "…, dit la douane ; les camions, eux, n'étaient plus que 140".
pub(crate) fn after_semicolon(scene: &Scene<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    (sentence.tokens.start..figure.start).any(|i| scene.view.word(i) == ";")
}

/// "Ce jour-là", "in the same period": the sentence opens with the time told last.
pub(crate) fn same_day(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let view = &scene.view;
    let first = sentence.tokens.start;
    let pointed = (first..first + 5).any(|i| there(scene, i));
    let same = (first..first + 4).any(|i| view.grammar(i, Grammar::SameDay).is_some());
    pointed || sentence.times.is_empty() && same
}

/// "-là" behind a day.
fn there(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.is_joint(i) && scene.view.at(i + 1, |s| matches!(s, Sense::Time(TimeWord::Mark(Mark::There))).then_some(())).is_some()
}

/// The day on which a frame's speaker spoke, where the sentence says it: a total told on Tuesday is a total up to Tuesday.
pub(crate) fn spoken_day(scene: &Scene<'_>, sentence: &Sentence, frame: &Frame, anchor: &Anchor) -> Option<Date> {
    // "…, dimanche, d'après les pompiers": nobody spoke on Sunday.
    let according = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::According).then_some(());
    let quoted = scene.view.at(frame.verb.start, according).is_some();
    let beside = |t: &&TimeMention| {
        let near = if quoted { frame.verb.start <= t.start && t.end <= frame.verb.end } else { frame.verb.start <= t.end + 2 };
        let single = t.expr.is_single_day() || t.expr.resolve(anchor).is_some_and(|w| w.start().is_some() && w.start() == w.end());
        single && t.start <= frame.verb.end + 2 && near
    };
    let own = sentence.times.iter().find(beside);
    // The speaker may stand in the next sentence: "Le ministre a annoncé ce jalon mardi."
    let next = || scene.sentences.iter().find(|s| s.tokens.start == sentence.tokens.end).and_then(|s| s.times.iter().find(beside));
    own.or_else(next)?.expr.resolve(anchor)?.end()
}
