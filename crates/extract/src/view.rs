//! A tokenised text seen through a lexicon: what every pattern reads.

use exode_text::{Case, Gap, Kind, Token};

use crate::lexicon::{Entry, EntryId, Lexicon, Sense};

/// One lexicon entry found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// The entry.
    pub entry: EntryId,
}

/// A text, its tokens and the lexicon entries found in it.
#[derive(Debug)]
pub struct View<'a> {
    /// The text the tokens point into.
    pub text: &'a str,
    /// All tokens of the text.
    pub tokens: &'a [Token],
    /// The language.
    pub lex: &'a Lexicon,
    hits: Vec<Hit>,
    /// Words of changes at borders, in reading order: no pattern of names or figures sees them.
    events: Vec<Hit>,
    first_hit: Vec<u32>,
    /// The same hits by the token they end at, then in reading order.
    ended: Vec<Hit>,
    first_ended: Vec<u32>,
}

impl<'a> View<'a> {
    /// Look every token up.
    #[must_use]
    pub fn new(text: &'a str, tokens: &'a [Token], lex: &'a Lexicon) -> Self {
        let mut hits = Vec::with_capacity(tokens.len());
        let (mut first_hit, mut events) = (Vec::new(), Vec::new());
        lex.find_all(text, tokens, &mut hits, &mut first_hit, &mut events);
        let (ended, first_ended) = by_end(&hits, tokens.len());
        Self { text, tokens, lex, hits, events, first_hit, ended, first_ended }
    }

    /// The entries that start at token `i`, longest first.
    #[must_use]
    pub fn hits(&self, i: usize) -> &[Hit] {
        match (self.first_hit.get(i), self.first_hit.get(i + 1)) {
            (Some(&a), Some(&b)) => &self.hits[a as usize..b as usize],
            _ => &[],
        }
    }

    /// Every entry found, in reading order.
    #[must_use]
    pub fn all_hits(&self) -> &[Hit] {
        &self.hits
    }

    /// Every word of a change at a border, in reading order, the longest first at each place.
    #[must_use]
    pub fn event_hits(&self) -> &[Hit] {
        &self.events
    }

    /// The longest entry at token `i` that `pick` accepts, with the token after it.
    pub fn at<T>(&self, i: usize, pick: impl Fn(&Sense) -> Option<T>) -> Option<(T, usize)> {
        self.hits(i).iter().find_map(|h| pick(self.lex.sense(h.entry)).map(|t| (t, h.end as usize)))
    }

    /// Like [`View::at`], for the entry that ends right before token `i`; gives the token it starts at.
    pub fn before<T>(&self, i: usize, pick: impl Fn(&Sense) -> Option<T>) -> Option<(T, usize)> {
        let ended = match (self.first_ended.get(i), self.first_ended.get(i + 1)) {
            (Some(&a), Some(&b)) => &self.ended[a as usize..b as usize],
            _ => return None,
        };
        let mut near = ended.iter().filter(|h| h.start as usize + 6 >= i);
        near.find_map(|h| pick(self.lex.sense(h.entry)).map(|t| (t, h.start as usize)))
    }

    /// The entry of a hit.
    #[must_use]
    pub fn entry(&self, hit: &Hit) -> &'a Entry {
        self.lex.entry(hit.entry)
    }

    /// Token `i` as typed, empty past the end.
    #[must_use]
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.of(self.text))
    }

    /// Whether token `i` is `word`, ignoring case.
    #[must_use]
    pub fn is(&self, i: usize, word: &str) -> bool {
        let own = self.word(i);
        // "À" is no ASCII.
        own.len() == word.len()
            && (own.eq_ignore_ascii_case(word)
                || word.len() > 1 && !word.is_ascii() && own.chars().flat_map(char::to_lowercase).eq(word.chars()))
    }

    /// The kind of token `i`, a mark past the end.
    #[must_use]
    pub fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::Mark, |t| t.kind)
    }

    /// The capitalisation of token `i`.
    #[must_use]
    pub fn case(&self, i: usize) -> Case {
        self.tokens.get(i).map_or(Case::None, |t| t.case)
    }

    /// What stands before token `i`.
    #[must_use]
    pub fn gap(&self, i: usize) -> Gap {
        self.tokens.get(i).map_or(Gap::Line, |t| t.gap)
    }

    /// Bytes of the text covered by tokens `start..end`.
    #[must_use]
    pub fn bytes(&self, start: usize, end: usize) -> exode_text::Span {
        match (self.tokens.get(start), end.checked_sub(1).and_then(|e| self.tokens.get(e))) {
            (Some(a), Some(b)) if start < end => exode_text::Span::new(a.start as usize, b.end as usize),
            (Some(a), _) => exode_text::Span::new(a.start as usize, a.start as usize),
            _ => exode_text::Span::new(self.text.len(), self.text.len()),
        }
    }
}

/// The hits in the order of their ends, and where those of each token start.
fn by_end(hits: &[Hit], tokens: usize) -> (Vec<Hit>, Vec<u32>) {
    let mut first = vec![0u32; tokens + 2];
    for hit in hits {
        first[hit.end as usize + 1] += 1;
    }
    let mut sum = 0;
    for count in &mut first {
        sum += *count;
        *count = sum;
    }
    let mut next = first.clone();
    let mut out = hits.to_vec();
    for hit in hits {
        let at = &mut next[hit.end as usize];
        out[*at as usize] = *hit;
        *at += 1;
    }
    (out, first)
}
