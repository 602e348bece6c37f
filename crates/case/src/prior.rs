//! What is believed of a number before the reports.

use serde::Deserialize;

/// 90 % of a normal distribution lie within so many standard deviations.
const NINETY: f64 = 1.644_853_626_951_472_7;

/// A median, and the factor within which it lies with 90 %: log-normal for a positive quantity; for a share between 0 and 1 the same
/// holds of its odds.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prior {
    /// The median, in the unit of its field.
    pub median: f64,
    /// 90 % lie between median ÷ factor and median × factor; 1 means known.
    pub factor: f64,
    /// Where it is from.
    pub source: Option<String>,
}

impl Prior {
    /// A prior without a stated source.
    #[must_use]
    pub fn of(median: f64, factor: f64) -> Self {
        Self { median, factor, source: None }
    }

    /// Its standard deviation in natural logarithms (of the odds, for a share).
    #[must_use]
    pub fn sd(&self) -> f64 {
        libm::log(self.factor) / NINETY
    }

    /// The same with its spread (standard deviation of the logarithm) times `by`.
    #[must_use]
    pub fn wider(&self, by: f64) -> Self {
        Self { factor: libm::pow(self.factor, by), ..self.clone() }
    }

    /// What is wrong with it as a positive quantity.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        if !(self.median.is_finite() && self.median > 0.0) {
            Some("a median is a positive number")
        } else if !(self.factor.is_finite() && self.factor >= 1.0) {
            Some("a factor is 1 or more: 90 % lie between median ÷ factor and median × factor")
        } else {
            None
        }
    }

    /// What is wrong with it as a share.
    pub(crate) fn share_fault(&self) -> Option<&'static str> {
        self.fault().or((self.median >= 1.0).then_some("the median of a share lies between 0 and 1"))
    }
}
