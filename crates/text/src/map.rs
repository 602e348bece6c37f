//! From bytes of the text that is read back to bytes of the unmodified input.
//!
//! Invariant: the map is monotone, and a span of text never maps to fewer bytes of input than it was decoded from: the start is
//! rounded down and the end rounded up to whole units (an entity, a legacy character, a run of white space).

use crate::span::Span;

/// A run of units, each `text_step` bytes of text from `raw_step` bytes of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: u32,
    raw: u32,
    text_step: u32,
    raw_step: u32,
}

/// Text byte to input byte. Empty for the identity, which is what plain UTF-8 needs.
///
/// ```
/// use exode_text::{OffsetMap, Span};
/// let mut map = OffsetMap::default();
/// map.copy(1, 4);                   // "3", byte 4 of the input
/// map.unit(2, Span::new(5, 11));    // U+00A0 from "&nbsp;"
/// map.copy(3, 15);                  // "000", after a tag
/// assert_eq!(map.span(Span::new(0, 6)), Span::new(4, 18));
/// assert_eq!(map.span(Span::new(1, 3)), Span::new(5, 11));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<Run>,
    text_end: u32,
}

impl OffsetMap {
    /// Whether text and input are the same bytes.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.runs.is_empty()
    }

    /// The next `len` bytes of text are the bytes of the input from `raw` on.
    pub fn copy(&mut self, len: usize, raw: usize) {
        self.units(len, raw, 1, 1);
    }

    /// The next `len` bytes of text stand for `raw` as a whole, which may be empty where nothing in the input corresponds.
    pub fn unit(&mut self, len: usize, raw: Span) {
        if len == 1 && raw.len() == 1 {
            self.copy(1, raw.start);
        } else {
            self.units(len, raw.start, len, raw.len());
        }
    }

    /// `len` bytes of text in units of `text_step` from units of `raw_step` bytes of input.
    fn units(&mut self, len: usize, raw: usize, text_step: usize, raw_step: usize) {
        if len == 0 {
            return;
        }
        let run = Run { text: self.text_end, raw: raw as u32, text_step: text_step as u32, raw_step: raw_step as u32 };
        let continues = self
            .runs
            .last()
            .is_some_and(|last| (last.text_step, last.raw_step) == (run.text_step, run.raw_step) && last.raw_after(run.text) == run.raw);
        if !continues {
            self.runs.push(run);
        }
        self.text_end += len as u32;
    }

    /// Go on with `other`, the map of a part of the input that starts at `raw`.
    pub(crate) fn append(&mut self, other: &OffsetMap, raw: usize) {
        for (i, run) in other.runs.iter().enumerate() {
            let end = other.runs.get(i + 1).map_or(other.text_end, |next| next.text);
            self.units((end - run.text) as usize, raw + run.raw as usize, run.text_step as usize, run.raw_step as usize);
        }
    }

    fn run_at(&self, text: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.text as usize <= text);
        self.runs.get(after.checked_sub(1)?)
    }

    /// First byte of the input that the text byte `text` stands for.
    #[must_use]
    pub fn start(&self, text: usize) -> usize {
        match self.run_at(text) {
            Some(_) if text >= self.text_end as usize => self.end(text),
            Some(run) => run.raw_after(text as u32) as usize,
            None => text,
        }
    }

    /// One past the last byte of the input that the text before `text` stands for.
    #[must_use]
    pub fn end(&self, text: usize) -> usize {
        let text = if self.is_identity() { text } else { text.min(self.text_end as usize) };
        match text.checked_sub(1).and_then(|last| self.run_at(last)) {
            Some(run) => (run.raw_after(text as u32 - 1) + run.raw_step) as usize,
            None if self.is_identity() => text,
            None => self.runs.first().map_or(0, |run| run.raw as usize),
        }
    }

    /// The bytes of the input that `span` of the text stands for.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        let start = self.start(span.start);
        if span.is_empty() { Span::new(start, start) } else { Span::new(start, self.end(span.end)) }
    }

    /// This map followed by `inner`, which leads from this map's input further back.
    #[must_use]
    pub fn then(&self, inner: &OffsetMap) -> OffsetMap {
        if inner.is_identity() {
            return self.clone();
        }
        if self.is_identity() {
            return inner.clone();
        }
        let mut out = OffsetMap::default();
        for (i, run) in self.runs.iter().enumerate() {
            let end = self.runs.get(i + 1).map_or(self.text_end, |next| next.text);
            if run.text_step == 1 && run.raw_step == 1 {
                inner.copy_into(&mut out, run.raw as usize, (end - run.text) as usize);
                continue;
            }
            let mut text = run.text;
            while text < end {
                let step = run.text_step.min(end - text);
                let raw = run.raw_after(text) as usize;
                out.unit(step as usize, inner.span(Span::new(raw, raw + run.raw_step as usize)));
                text += step;
            }
        }
        out
    }

    /// Append to `out` what this map says of `len` bytes of its text from `at` on.
    pub(crate) fn copy_into(&self, out: &mut OffsetMap, at: usize, len: usize) {
        let (mut at, stop) = (at, at + len);
        let mut next = self.runs.partition_point(|run| run.text as usize <= at);
        while at < stop {
            let Some(run) = next.checked_sub(1).and_then(|i| self.runs.get(i)) else { return };
            let end = self.runs.get(next).map_or(stop, |run| run.text as usize).min(stop);
            let step = run.text_step as usize;
            let offset = (at - run.text as usize) % step;
            if offset == 0 && (end - at).is_multiple_of(step) {
                out.units(end - at, run.raw_after(at as u32) as usize, step, run.raw_step as usize);
            } else {
                out.unit(end - at, self.span(Span::new(at, end)));
            }
            at = end;
            next += 1;
        }
    }
}

impl Run {
    /// The input byte at which the unit holding the text byte `text` starts.
    fn raw_after(&self, text: u32) -> u32 {
        self.raw + (text - self.text) / self.text_step * self.raw_step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_maps_every_span_to_itself() {
        let map = OffsetMap::default();
        assert_eq!(map.span(Span::new(3, 9)), Span::new(3, 9));
        assert_eq!(map.span(Span::new(4, 4)), Span::new(4, 4));
    }

    #[test]
    fn spans_round_out_to_whole_units() {
        let mut map = OffsetMap::default();
        map.copy(2, 10);
        map.unit(3, Span::new(12, 19));
        map.unit(1, Span::new(19, 40));
        map.copy(2, 40);
        assert_eq!(map.span(Span::new(0, 2)), Span::new(10, 12));
        assert_eq!(map.span(Span::new(3, 4)), Span::new(12, 19));
        assert_eq!(map.span(Span::new(5, 7)), Span::new(19, 41));
        assert_eq!(map.span(Span::new(8, 8)), Span::new(42, 42));
    }

    #[test]
    fn two_maps_chain() {
        let mut decoded = OffsetMap::default(); // "<p>é a" in UTF-16
        for (len, at) in [(1, 0), (1, 2), (1, 4), (2, 6), (1, 8), (1, 10)] {
            decoded.unit(len, Span::new(at, at + 2));
        }
        let mut outer = OffsetMap::default();
        outer.copy(4, 3);
        let map = outer.then(&decoded);
        assert_eq!(map.span(Span::new(0, 2)), Span::new(6, 8));
        assert_eq!(map.span(Span::new(2, 4)), Span::new(8, 12));
    }
}
