//! Values of an axis in words: the digits that suit them together, the word of their size, their unit.

use super::{Ruler, Scale, full_date, joined};
use crate::format::{Digits, Lang, NumberFormat, amount, compact};

impl Ruler {
    /// Chooses the digits of value labels so that all the given values have the same number of them.
    pub fn fit(&mut self, shown: &[f64]) {
        if self.scale == Scale::Linear {
            self.brief = self.format.brief(&self.scaled(shown));
        }
        self.format = self.fitted(shown);
    }

    fn fitted(&self, values: &[f64]) -> NumberFormat {
        match self.scale {
            Scale::Linear => self.format.fitted(&self.scaled(values)),
            Scale::Log | Scale::Time => self.format.clone(),
        }
    }

    fn scaled(&self, values: &[f64]) -> Vec<f64> {
        values.iter().map(|value| value / self.magnitude.divisor).collect()
    }

    /// The same for values at the ends of lines: of computed ones a digit more than the ticks have is enough. Hover texts
    /// have the digits of all values on the lines.
    pub fn fit_ends(&mut self, shown: &[f64], all: &[f64]) {
        let fine = self.fitted(all);
        self.fit(shown);
        self.format = fine;
        let (Digits::Fixed(digits), [first, second, ..]) = (self.brief.digits, self.ticks.as_slice()) else {
            return;
        };
        let step = (second.0 - first.0).abs() / self.magnitude.divisor;
        let enough = usize::try_from((1.0 - step.log10() - 1e-9).ceil() as i64).unwrap_or(0);
        let scale = |digits: usize| self.magnitude.divisor / 10f64.powi(digits as i32);
        let near = |value: &f64, unit: f64| (value / unit - (value / unit).round()).abs() < 1e-6;
        let exact = shown.iter().all(|value| near(value, scale(usize::from(digits))));
        let vanish = shown.iter().any(|value| *value != 0.0 && value.abs() < scale(enough));
        if enough < usize::from(digits) && !exact && !vanish {
            self.brief = self.brief.with_digits(enough);
        }
    }

    /// The label of a value in the scale of the axis, without its unit: `5.8` on an axis of trillions.
    pub fn write(&self, value: f64) -> String {
        self.written(value, &self.brief)
    }

    /// The same, with an E behind what is expected.
    pub fn write_end(&self, value: f64, expected: bool) -> String {
        marked(self.write(value), expected)
    }

    /// The same with the digits that hover texts have.
    pub fn write_fine(&self, value: f64) -> String {
        self.written(value, &self.format)
    }

    fn written(&self, value: f64, format: &NumberFormat) -> String {
        match self.scale {
            Scale::Linear => format.write(value / self.magnitude.divisor),
            Scale::Log => compact(value, self.lang, format),
            Scale::Time => full_date(value, self.lang),
        }
    }

    /// A value with scale word and unit, for hover texts.
    pub fn write_full(&self, value: f64) -> String {
        let text = self.write_fine(value);
        self.with_unit(&text)
    }

    /// The same, with an E behind what is expected.
    pub fn write_full_end(&self, value: f64, expected: bool) -> String {
        self.write_full(value) + if expected { " E" } else { "" }
    }

    /// The digits that hover texts have, with an E behind what is expected.
    pub fn write_fine_end(&self, value: f64, expected: bool) -> String {
        marked(self.write_fine(value), expected)
    }

    /// The same for a value that stands alone: with digits of its own.
    pub fn write_alone(&self, value: f64) -> String {
        let mut own = Ruler { format: self.format.automatic(), ..self.clone() };
        own.fit(&[value]);
        own.write_full(value)
    }

    /// A written value followed by scale word and unit: `20T tokens`, `20 万亿 token`, `$70bn`.
    pub fn with_unit(&self, text: &str) -> String {
        if let Some(amount) =
            Some(&self.head).filter(|_| self.lang == Lang::En).and_then(|head| amount(text, head))
        {
            return amount;
        }
        let gap = match (self.lang, self.magnitude.word.is_empty()) {
            _ if self.head.is_empty() => return text.to_owned(),
            (Lang::En, false) => {
                return format!("{text}{}", joined(self.magnitude.word, &self.unit, self.lang));
            }
            _ => " ",
        };
        format!("{text}{gap}{}", self.head)
    }
}

/// A text with an E behind what is expected.
fn marked(text: String, expected: bool) -> String {
    if expected { text + "E" } else { text }
}
