//! Made-up claims at the scale of a corpus, the same for the same seed: events of many days and routes, told again by many outlets,
//! rounded, hedged, without their source, through relays.
#![allow(dead_code, reason = "shared by several targets, each uses a part")]

use exode_claim::{
    Attribution, Bounds, Claim, ClaimId, Label, Measure, Modality, PlaceRef, Quantifier, Rate, Unit, Vouch, When, WitnessKind,
};
use exode_ledger::{Report, Sensitivity, Told, Verified};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

struct Any;
impl Vouch for Any {
    fn vouches(&self, _: &str) -> bool {
        true
    }
}

/// A report that tells some of the events, without its text.
pub(crate) struct Made {
    pub(crate) name: String,
    pub(crate) publisher: String,
    pub(crate) published: Date,
    pub(crate) claims: Vec<Claim>,
}

impl From<Made> for Report {
    fn from(made: Made) -> Self {
        let told = |claim| Told { claim, sentence: "x".to_owned(), mark: (0, 1), verified: Verified::default() };
        Self {
            name: made.name,
            title: None,
            publisher: Some(made.publisher),
            url: None,
            published: Some(made.published),
            lang: "en",
            hash: None,
            sketch: None,
            sensitivity: Sensitivity::Public,
            claims: made.claims.into_iter().map(told).collect(),
        }
    }
}

/// A number as letters: a word no other number has.
pub(crate) fn letters(mut n: u64) -> String {
    let mut word = String::new();
    while n > 0 {
        word.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    word
}

/// SplitMix64: the same numbers on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        let n = self.below(list.len() as u64) as usize;
        list[n].clone()
    }
}

fn label(text: &str) -> Label {
    Label::vouched(text, &Any).expect("a label has a word")
}

fn place(id: &str) -> Option<PlaceRef> {
    Some(PlaceRef { id: id.to_owned(), name: format!("Place {id}") })
}

const STATES: [&str; 12] = ["RU", "UA", "KZ", "GE", "FI", "MN", "SY", "TR", "SD", "TD", "VE", "CO"];

/// `reports` reports of `each` claims over `days` days.
pub(crate) fn made(seed: u64, reports: usize, each: usize, days: u64) -> Vec<Made> {
    let mut dice = Dice(seed);
    (0..reports)
        .map(|n| {
            let published = date(2022, 1, 1).saturating_add((dice.below(days) as i64).days());
            let name = format!("r{n}");
            let claims = (0..each).map(|c| claim(&mut dice, &name, (n * 1000 + c) as u64, published, days)).collect();
            Made { name, publisher: format!("Outlet {}", dice.below(400)), published, claims }
        })
        .collect()
}

/// A telling of one of the events near `published`.
fn claim(dice: &mut Dice, report: &str, id: u64, published: Date, days: u64) -> Claim {
    // The event is drawn from its own dice, so that many reports tell the same one. Some are told by everybody.
    let day = published.saturating_sub((dice.below(3.min(days)) as i64).days());
    let popular = dice.one_in(8);
    let event = if popular { dice.below(3) } else { dice.below(60) };
    let mut own =
        Dice(if popular { event } else { event ^ (u64::from(day.day_of_year() as u16) << 8) ^ (u64::from(day.year() as u16) << 20) });
    let (from, to) = (own.pick(&STATES), own.pick(&STATES));
    let measure =
        own.pick(&[Measure::CrossedIn, Measure::CrossedIn, Measure::CrossedOut, Measure::Left, Measure::QueuePeople, Measure::Wait]);
    let unit = if measure == Measure::Wait { Unit::Hour } else { Unit::Person };
    let exact = match own.below(3) {
        0 => (1 + own.below(30)) as f64 * 1000.0,
        1 => (100 + own.below(9000)) as f64,
        _ => (10 + own.below(90)) as f64 * 1000.0,
    };
    let rate = own.pick(&[Some(Rate::PerDay), Some(Rate::Cumulative), Some(Rate::Cumulative), None]);
    let window = if own.one_in(2) { When::between(day.saturating_sub(((own.below(9) + 1) as i64).days()), day) } else { When::day(day) };
    let source = match own.below(6) {
        0 => None,
        1 => Some(Attribution::Kind(WitnessKind::Unnamed, label("source at the ministry"))),
        _ => Some(Attribution::Institution(label(&format!("Border service {}", own.below(90))))),
    };
    let crossing = own.one_in(4).then(|| place(&format!("{to}-{}", event % 4))).flatten();
    // How this report tells it.
    let (value, quantifier) = match dice.below(8) {
        0 => (round(exact, 1), Quantifier::Nearly),
        1 => (round(exact, 2), Quantifier::Approximately),
        2 => (round(exact, 2), Quantifier::MoreThan),
        3 => (exact * 1.01, Quantifier::Exact),
        _ => (exact, Quantifier::Exact),
    };
    let (low, high) = if quantifier == Quantifier::MoreThan { (Some(value), None) } else { (Some(value), Some(value)) };
    let relay = if dice.one_in(3) { vec![Attribution::Institution(label(&format!("Agency {}", dice.below(12))))] } else { Vec::new() };
    Claim {
        id: ClaimId(id),
        report: report.to_owned(),
        quote: if dice.one_in(20) { "1 000 hommes" } else { "1 000" }.to_owned(),
        offset: id as usize,
        nth: 1,
        bounds: Bounds { low, high },
        quantifier,
        unit,
        measure,
        rate,
        origin: if dice.one_in(5) { None } else { place(from) },
        destination: if dice.one_in(5) { None } else { place(to) },
        crossing: if dice.one_in(3) { None } else { crossing },
        place: None,
        time: if popular || dice.one_in(4) { None } else { Some(window) },
        source: if dice.one_in(3) { None } else { source },
        relay,
        hedged: dice.one_in(15),
        modality: if dice.one_in(60) { Modality::Denied } else { Modality::Asserted },
        vague: false,
        sentence: (0, 10),
        lang: "en",
    }
}

fn round(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits - 1 - value.log10().floor() as i32);
    (value * scale).round() / scale
}
