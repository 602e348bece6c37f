//! The rules of this crate in the words the page prints. A change of a rule is a change here.

/// What the briefing decides, and how.
pub const RULES: &[(&str, &str)] = &[
    (
        "One statement",
        "Claims are one statement when measure, unit, rate, route and time are equal or not stated, the numbers are equal (or one \
         is the other rounded, within 0.5 %), and the source is the same or not stated. A coarser rounding (\u{201c}100,000\u{201d} for 98,000, at most 2.5 % away) is the same \
         statement only inside one report or from the same stated source. Two different stated sources stay two statements.",
    ),
    (
        "Who is independent",
        "Independence is counted by origin: three outlets that quote one ministry are one source. Names of sources are compared without \
         accents and common words, in French and English. An anonymous source is never taken for the institution it belongs to.",
    ),
    (
        "What is comparable",
        "Same measure, unit, rate and route. Arrivals, stocks and asylum that leave open where to, departures that leave open where from, \
         and queues and waits that leave open at which crossing or between which countries are listed, never compared. A queue or wait without a named crossing is compared with a named one only where that route \
         has no second crossing. Moments (queues, waits, stocks) must share a day; where the time is not stated, the report's date must lie \
         within 2 days. Figures of men, women or children are compared only with each other. Changes (factors, percentages of change) and \
         figures outside the measures are listed, never compared. Figures of one speaker in one report are taken for parts, not for a \
         contradiction.",
    ),
    (
        "Growth is not contradiction",
        "Totals over different windows are different figures. Windows of four days or more are compared when they start and end within one \
         day of each other; the shorter is then given the missing day's share. Shorter windows must be the same. \u{201c}Since\u{201d} \
         without an end ends on the report's date. Totals without a window are compared when published within 2 days.",
    ),
    (
        "Agree or contradict",
        "A figure is an interval: exact \u{b1}0.5 %, approximately \u{b1}10 %, nearly \u{2212}10 % to 0, more than and at least open above, \
         up to and less than open below, between as stated, a vague word as its order of magnitude. Figures agree when their intervals meet. \
         Sides are shown, never averaged; a figure wide enough for several sides takes none. The ratio is the largest stated number over the \
         smallest.",
    ),
    (
        "Denials, corrections, forecasts",
        "A denial stands against the figure it denies, not for another. A correction counts as a statement and is marked. A forecast is set \
         beside the outcome and never counted as a contradiction.",
    ),
];
