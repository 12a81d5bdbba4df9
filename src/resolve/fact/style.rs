//! How the author of a reference wants its value written, and whether that fits the value.

use crate::diag::catalog::fact::Misfit;
use crate::format::{self, Digits, Lang, NumberFormat, Quantity, Scaled, Suffix};
use crate::model::exact::{Exact, trimmed};

/// How an author wants a value written.
#[derive(Default)]
pub struct Style {
    /// Digits and signs.
    pub number: Option<NumberFormat>,
    /// With the unit in full.
    pub full: bool,
    /// With all digits.
    pub plain: bool,
    /// Without sign.
    pub unsigned: bool,
    /// A rank in words.
    pub in_words: bool,
    /// The digits alone.
    pub bare: bool,
    /// In this power of ten.
    pub power: Option<u32>,
}

/// What a value is, for its looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind<'q> {
    /// A number with the unit of its rows.
    Amount(&'q Quantity),
    /// A share or a change, in percent, or a difference of percentages.
    Percentage,
    /// How many times one is another.
    Multiple,
    /// A place among others.
    Rank,
    /// A text, a date, a truth value.
    Word,
}

impl From<Scaled> for Style {
    fn from(Scaled { number, power }: Scaled) -> Style {
        Style { number, power, ..Style::default() }
    }
}

impl Style {
    /// Reads a format: words and one number format, with commas between.
    pub fn read(text: &str) -> Option<Style> {
        let (mut style, mut scaled) = (Style::default(), Scaled::default());
        for part in Scaled::parts(text) {
            match part.as_str() {
                "full" => style.full = true,
                "plain" => style.plain = true,
                "abs" => style.unsigned = true,
                "word" => style.in_words = true,
                "bare" => style.bare = true,
                other => scaled.take(other).ok()?,
            }
        }
        let Scaled { number, power } = scaled;
        Some(Style { number, power, ..style })
    }

    /// Whether a large value is written in digits: where its author asks for all of them, or for commas between them.
    pub fn in_digits(&self) -> bool {
        let grouped = |format: &NumberFormat| format.group && format.digits != Digits::Auto;
        self.plain || self.number.as_ref().is_some_and(grouped)
    }

    /// Why a value cannot be written so.
    pub fn misfit(&self, kind: Kind<'_>, lang: Lang) -> Option<Misfit> {
        let none = Quantity::default();
        let quantity = if let Kind::Amount(quantity) = kind { quantity } else { &none };
        let is_amount = matches!(kind, Kind::Amount(_));
        let is_percent = kind == Kind::Percentage || quantity.percent;
        let suffix = self.number.as_ref().map(|format| format.suffix);
        let sign = self.number.as_ref().map_or("", |format| format.currency.as_str());
        let money = !quantity.currency.is_empty();
        let has_word = |power: u32| format::word_of(power, lang, money).is_some();
        let idle = match kind {
            Kind::Amount(_) => self.in_words,
            Kind::Rank => self.full || self.bare,
            Kind::Word => self.number.is_some() || self.power.is_some() || self.in_words,
            Kind::Percentage | Kind::Multiple => self.in_words || self.full || self.bare || self.plain,
        };
        let cases = [
            (idle, Misfit::Idle),
            (suffix == Some(Suffix::Percent) && !is_percent, Misfit::Percent),
            (
                suffix == Some(Suffix::Times)
                    && (is_percent || money || quantity.counts || quantity.power > 0 || kind == Kind::Rank),
                Misfit::Times,
            ),
            (!sign.is_empty() && !quantity.takes(sign), Misfit::Currency),
            (self.power.is_some() && (!is_amount || is_percent), Misfit::Power),
            (!self.bare && self.power.is_some_and(|power| !has_word(power)), Misfit::NoWord),
        ];
        cases.into_iter().find(|(fails, _)| *fails).map(|(_, misfit)| misfit)
    }

    /// Whether the digits that were asked for leave nothing of a value that is not zero, or make a whole of what is less.
    pub fn misleads(&self, value: Exact, digits: &str, whole: Option<i64>) -> Option<Misfit> {
        let chosen = self.power.is_some() || self.number.as_ref().is_some_and(|f| f.digits != Digits::Auto);
        let shown = trimmed(digits.trim_start_matches('-').to_owned());
        let makes_whole = |whole: i64| shown == whole.to_string() && value.magnitude() != Exact::whole(whole);
        match () {
            () if !chosen => None,
            () if shown == "0" && !value.is_zero() => Some(Misfit::Vanished),
            () => whole.filter(|whole| makes_whole(*whole)).map(|_| Misfit::Whole),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misfit(text: &str, unit: &str, lang: Lang) -> Option<Misfit> {
        Style::read(text).expect("a format").misfit(Kind::Amount(&Quantity::of(unit)), lang)
    }

    #[test]
    fn a_format_fits_the_unit_of_its_value() {
        let cases = [
            ("0.0%", "tokens", Lang::En, Some(Misfit::Percent)),
            ("0.0%", "percent", Lang::En, None),
            ("billion", "percent", Lang::En, Some(Misfit::Power)),
            ("billion,0.0", "USD bn", Lang::Zh, None),
            ("万", "tokens", Lang::En, None),
            ("thousand", "tokens", Lang::Zh, Some(Misfit::NoWord)),
            ("thousand,bare", "tokens", Lang::Zh, None),
            ("$0.00", "USD per 1M tokens", Lang::En, None),
            ("US$0.00", "USD", Lang::En, None),
            ("$0.00", "CNY", Lang::En, Some(Misfit::Currency)),
            ("$0.00", "tokens", Lang::En, Some(Misfit::Currency)),
            ("0.0x", "USD", Lang::En, Some(Misfit::Times)),
            ("0.0x", "index", Lang::En, None),
            ("0.0x", "tokens per day", Lang::En, Some(Misfit::Times)),
            ("0.0x", "billion", Lang::En, Some(Misfit::Times)),
            ("0.0x", "", Lang::En, None),
            ("word", "tokens", Lang::En, Some(Misfit::Idle)),
        ];
        for (format, unit, lang, wanted) in cases {
            assert_eq!(misfit(format, unit, lang), wanted, "{format} of {unit}");
        }
        let of = |format: &str, kind| Style::read(format).expect("a format").misfit(kind, Lang::En);
        assert_eq!(of("full", Kind::Multiple), Some(Misfit::Idle));
        assert_eq!(of("million", Kind::Percentage), Some(Misfit::Power));
        assert_eq!(of("abs,+0.0%", Kind::Percentage), None);
        assert_eq!(of("0.0%", Kind::Rank), Some(Misfit::Percent));
        assert_eq!(of("0.0", Kind::Word), Some(Misfit::Idle));
    }
}
