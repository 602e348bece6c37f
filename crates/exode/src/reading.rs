//! Documents to claims and findings, and on to what the briefing shows.

use std::borrow::Cow;

use crate::READER;
use crate::topic::may_concern;
use exode_claim::{Claim, Event, Finding, FindingCode};
use exode_extract::{Lang, Lexicon, Trace};
use exode_text::Document;

/// The words the reader uses, by language.
#[derive(Debug, Clone, Copy)]
pub struct Languages<'a> {
    /// French.
    pub fr: &'a Lexicon,
    /// English.
    pub en: &'a Lexicon,
}

impl Languages<'static> {
    /// The built-in words.
    #[must_use]
    pub fn embedded() -> Self {
        Self { fr: Lexicon::embedded(Lang::Fr), en: Lexicon::embedded(Lang::En) }
    }
}

impl<'a> Languages<'a> {
    /// The mark of what reads with these words: [`READER`](crate::READER) for the built-in ones.
    #[must_use]
    pub fn reader(&self) -> Cow<'static, str> {
        let marks = |l: &Languages<'_>| (l.fr.mark(), l.en.mark());
        if marks(self) == marks(&Languages::embedded()) {
            return Cow::Borrowed(READER);
        }
        let (fr, en) = marks(self);
        Cow::Owned(format!("{READER}+{fr:016x}.{en:016x}"))
    }

    /// The words of one language.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &'a Lexicon {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

/// A claim with what an analyst needs to judge it.
#[derive(Debug, Clone)]
pub struct ReadClaim {
    /// The claim.
    pub claim: Claim,
    /// Why it reads so.
    pub trace: Trace,
    /// Its sentence, private names masked.
    pub sentence: String,
    /// The quote's bytes in `sentence`.
    pub mark: (usize, usize),
}

/// One report, read.
#[derive(Debug, Clone)]
pub struct Report {
    /// The file's stem or the line's id.
    pub name: String,
    /// Headline, private names masked; `None` too where the text is not read, since then nobody looked for names.
    pub title: Option<String>,
    /// The outlet, private names masked.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<jiff::civil::Date>,
    /// The language it was read in, `None` where exode has no words for it.
    pub lang: Option<Lang>,
    /// Claims in reading order.
    pub claims: Vec<ReadClaim>,
    /// What changes at borders, in reading order.
    pub events: Vec<Event>,
    /// What could not be read safely.
    pub findings: Vec<Finding>,
}

/// Read one document.
#[must_use]
pub fn read(document: &Document, languages: Languages<'_>) -> Report {
    let lang = document.language().and_then(Lang::of_code);
    let mut report = Report {
        name: document.name.clone(),
        title: None, // names in it are known only once the text is read
        publisher: document.meta.publisher.as_deref().and_then(|p| exode_extract::masked_outlet(p, &[languages.en, languages.fr])),
        url: document.meta.url.clone(),
        published: document.meta.published.as_deref().and_then(|d| d.parse().ok()),
        lang,
        claims: Vec::new(),
        events: Vec::new(),
        findings: document.notes.iter().map(|n| damaged(document, n)).collect(),
    };
    let Some(lang) = lang else {
        if document.text.split_whitespace().nth(3).is_some() {
            report.findings.push(found(document, FindingCode::LanguageUnknown));
        }
        return report;
    };
    if !may_concern(&document.text) {
        report.findings.push(found(document, FindingCode::OffTopic));
        return report;
    }
    let reading = exode_extract::read(document, languages.of(lang));
    report.findings.extend(reading.findings);
    report.events = reading.events;
    if report.published.is_none() && reading.claims.iter().any(|(c, _)| c.time.is_none()) {
        report.findings.push(found(document, FindingCode::DateOpen));
    }
    for ((claim, trace), (quote, sentence)) in reading.claims.into_iter().zip(reading.spans) {
        let (shown, mark) = exode_extract::masked_with_mark(sentence, quote, &document.text, &reading.private);
        report.claims.push(ReadClaim { claim, trace, sentence: shown, mark });
    }
    let title = document.meta.title.as_deref();
    report.title = title.map(|title| exode_extract::masked_text(title, languages.of(lang), &document.text, &reading.private));
    report
}

fn found(document: &Document, code: FindingCode) -> Finding {
    Finding { report: document.name.clone(), code, offset: 0, quote: String::new(), remedy: code.remedy() }
}

fn damaged(document: &Document, note: &exode_text::Note) -> Finding {
    let code = FindingCode::InputDamaged;
    Finding { report: document.name.clone(), code, offset: note.span.start, quote: note.message.clone(), remedy: code.remedy() }
}
