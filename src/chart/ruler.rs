//! One direction of a figure, measured: from where to where, labelled where, and how values read on it.

mod labels;

use super::metrics::Tenth;
use super::plot::{Axis, Scale};
use super::tick_text::{date_labels, full_date, joined, power_text, short_date, write_tick};
use super::ticks::{
    CalendarStep, calendar, calendar_step, linear, linear_step, log_ceiling, log_floor, logarithmic,
};
use crate::format::{Digits, Lang, Magnitude, NumberFormat, civil, compact, month_name, scale_for};

/// Largest size of a value that is drawn; beyond it arithmetic has no room.
const LARGEST: f64 = 1e100;
/// Last day of the calendar that is drawn: 31 December 9999.
const LAST_DAY: f64 = 3_652_059.0;

/// Part of a logarithmic axis that stays free below the lowest value: the axis is no zero to stand on.
const AIR: f64 = 0.04;
/// Part of a time axis, in ticks, that the date of its first day needs before the first tick.
const DATE_ROOM: f64 = 1.45;

/// Lowest and highest of the values that count, if there are any.
pub type Extent = Option<(f64, f64)>;

/// An axis with its ends, ticks and the way its values are written.
#[derive(Clone, Debug)]
pub struct Ruler {
    /// How values become places.
    pub scale: Scale,
    /// First and last value of the axis.
    pub ends: (f64, f64),
    /// Where it is labelled, with the labels.
    pub ticks: Vec<(f64, String)>,
    /// The names of places, where these are no days.
    names: Vec<(f64, String)>,
    /// Scale and unit in words, written once: `trillion tokens`; empty for none.
    pub head: String,
    unit: String,
    magnitude: Magnitude,
    format: NumberFormat,
    /// How labels on the drawing are written: as briefly as tells them.
    brief: NumberFormat,
    lang: Lang,
}

/// What a kind of figure asks of an axis.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Whether zero is on the axis.
    pub zero: Zero,
    /// About how many ticks there is room for.
    pub ticks: usize,
    /// Whether the axis ends at round numbers rather than at the data.
    pub round: bool,
}

/// Whether an axis shows zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zero {
    /// Always, because lengths or areas are compared; the scale is linear.
    Needed,
    /// If the data come near to it.
    IfNear,
    /// Only if the data reach it.
    Free,
}

/// An extent with some air around it, so that no dot stands on the frame.
pub fn padded(data: Extent, scale: Scale) -> Extent {
    data.map(|(lo, hi)| match scale {
        Scale::Log => (lo, hi),
        Scale::Linear if lo >= 0.0 => ((lo - (hi - lo) * 0.04).max(0.0), hi + (hi - lo) * 0.04),
        Scale::Linear => (lo - (hi - lo) * 0.04, hi + (hi - lo) * 0.04),
        Scale::Time => ((lo - (hi - lo) * 0.03).max(1.0), (hi + (hi - lo) * 0.03).min(LAST_DAY)),
    })
}

/// Whether a value can be drawn on a scale.
pub fn usable(value: f64, scale: Scale) -> bool {
    match scale {
        Scale::Linear => value.is_finite() && value.abs() <= LARGEST,
        Scale::Log => value.is_finite() && value > 1e-100 && value <= LARGEST,
        Scale::Time => (1.0..=LAST_DAY).contains(&value),
    }
}

/// Lowest and highest of the values that a scale can show.
pub fn extent(values: impl Iterator<Item = f64>, scale: Scale) -> Extent {
    values.filter(|value| usable(*value, scale)).fold(None, |ends, value| match ends {
        None => Some((value, value)),
        Some((lo, hi)) => Some((lo.min(value), hi.max(value))),
    })
}

impl Ruler {
    /// Measures an axis for data of an extent. Without data it runs from 0 to 1 (1 to 10, one day) unlabelled.
    pub fn new(axis: &Axis, lang: Lang, extent: Extent, wish: Wish) -> Ruler {
        let scale = if wish.zero == Zero::Needed { Scale::Linear } else { axis.scale };
        let ends = if let Some(ends) = extent { ends } else { empty_ends(scale) };
        let mut ruler = Ruler {
            scale,
            ends,
            ticks: Vec::new(),
            names: Vec::new(),
            head: axis.unit.clone(),
            unit: axis.unit.clone(),
            magnitude: scale_for(0.0, lang),
            format: axis.format.clone(),
            brief: axis.format.clone(),
            lang,
        };
        match scale {
            Scale::Linear => ruler.measure_linear(axis, wish),
            Scale::Log => ruler.measure_log(axis, wish),
            Scale::Time => ruler.measure_time(axis, wish),
        }
        if extent.is_none() {
            ruler.ticks.clear();
            ruler.head.clear();
        }
        ruler.brief = ruler.format.clone();
        ruler
    }

    /// Whether the axis is logarithmic.
    pub fn is_log(&self) -> bool {
        self.scale == Scale::Log
    }

    /// Whether a value can be drawn on this axis at all.
    pub fn takes(&self, value: f64) -> bool {
        usable(value, self.scale)
    }

    fn measure_linear(&mut self, axis: &Axis, wish: Wish) {
        let (lo, hi) = widened(self.ends, wish.zero);
        let (lo, hi) = bounded((lo, hi), axis, wish);
        let step = snug_step((lo, hi), wish);
        let bound = |fixed: Option<f64>, chosen: f64, round: f64| match fixed {
            _ if !wish.round => chosen,
            Some(fixed) if fixed == chosen => chosen,
            _ => round,
        };
        let lo = bound(axis.domain.0, lo, (lo / step + 1e-9).floor() * step);
        let hi = bound(axis.domain.1, hi, (hi / step - 1e-9).ceil() * step);
        self.ends = (lo, hi);
        self.magnitude =
            if self.may_scale() { scale_for(lo.abs().max(hi.abs()), self.lang) } else { self.magnitude };
        if !self.magnitude.word.is_empty() {
            self.format = self.format.before_a_word();
        }
        self.head = joined(self.magnitude.prose, &axis.unit, self.lang);
        let inside = |value: &f64| *value >= lo && *value <= hi;
        if axis.ticks.is_empty() {
            let scaled = linear(
                lo / self.magnitude.divisor,
                hi / self.magnitude.divisor,
                step / self.magnitude.divisor,
            );
            let tenths = self.format.digits == Digits::Cents && scaled.digits == 1;
            let format = self.format.with_digits(if tenths { 2 } else { scaled.digits });
            let format = NumberFormat { group: true, ..format };
            self.ticks = scaled
                .values
                .iter()
                .map(|value| (value * self.magnitude.divisor, write_tick(&format, *value)))
                .collect();
        } else {
            let values: Vec<f64> = axis.ticks.iter().copied().filter(inside).collect();
            let mut writer = self.clone();
            writer.format = self.format.automatic();
            writer.fit(&values);
            self.ticks = values.into_iter().map(|value| (value, writer.write_fine(value))).collect();
        }
    }

    fn measure_log(&mut self, axis: &Axis, wish: Wish) {
        let (lo, hi) = self.ends;
        let positive = |value: Option<f64>| value.filter(|value| usable(*value, Scale::Log));
        let wide = (hi / lo).log10() > 0.35;
        let air = (hi / lo).powf(AIR);
        let rounded = match (wish.round, wide) {
            (false, _) => (lo / 1.3, hi * 1.3),
            (true, true) => (log_floor(lo).min(lo / air), log_ceiling(hi)),
            (true, false) => (log_floor(lo / 1.5), log_ceiling(hi * 1.5)),
        };
        let lo = positive(axis.domain.0).unwrap_or(rounded.0);
        let hi = positive(axis.domain.1).unwrap_or(rounded.1);
        self.ends = if lo < hi { (lo, hi) } else { (rounded.0, rounded.1.max(rounded.0 * 10.0)) };
        let (lo, hi) = self.ends;
        let mut values = logarithmic(lo, hi, wish.ticks.max(2));
        if values.len() < 3 && hi / lo < 20.0 {
            values = linear(lo, hi, linear_step(lo, hi, 4)).values;
            values.retain(|value| *value > 0.0);
        }
        if !axis.ticks.is_empty() {
            values = axis.ticks.iter().copied().filter(|value| *value >= lo && *value <= hi).collect();
        }
        self.ticks = values.into_iter().map(|value| (value, self.write_log_tick(value))).collect();
    }

    fn write_log_tick(&self, value: f64) -> String {
        if value < 1e-4 {
            return format!("{}{}", self.format.currency, power_text(value));
        }
        compact(value, self.lang, &self.format.automatic())
    }

    fn measure_time(&mut self, axis: &Axis, wish: Wish) {
        let (lo, hi) = self.ends;
        let day = |value: Option<f64>| value.filter(|value| usable(*value, Scale::Time));
        let (lo, hi) = (day(axis.domain.0).unwrap_or(lo), day(axis.domain.1).unwrap_or(hi));
        let (lo, hi) = if lo <= hi { (lo, hi) } else { self.ends };
        self.ends = if hi > lo { (lo, hi) } else { (lo - 15.0, lo + 15.0) };
        let (lo, hi) = self.ends;
        self.names = axis.names.iter().filter(|(place, _)| (lo..=hi).contains(place)).cloned().collect();
        if !self.names.is_empty() && axis.ticks.is_empty() {
            self.ticks = thinned(&self.names, wish.ticks);
            return;
        }
        let step = calendar_step(lo, hi, wish.ticks);
        let own: Vec<f64> = axis.ticks.iter().copied().filter(|day| *day >= lo && *day <= hi).collect();
        let days = if own.is_empty() { calendar(lo, hi, step) } else { own };
        self.ticks = date_labels(&days, step, self.lang);
        let first = self.ticks.first().map_or(hi, |tick| tick.0);
        let short = hi - lo < 300.0 && matches!(step, CalendarStep::Months(_));
        let room = (hi - lo) * DATE_ROOM / wish.ticks as f64;
        if axis.ticks.is_empty() && short && first - lo > room {
            if wish.ticks <= 4 {
                self.ticks.insert(0, (lo, short_date(lo, self.lang)));
            } else {
                self.ticks.insert(0, (lo, full_date(lo, self.lang)));
                self.drop_year_of_second_tick(lo);
            }
        }
    }

    /// The first and the last day of a course of less than a year, for an axis too short for more.
    pub fn end_ticks(&self) -> Option<Vec<(f64, String)>> {
        let (lo, hi) = self.ends;
        let short = self.scale == Scale::Time && hi - lo < 300.0 && !self.ticks.is_empty();
        short.then(|| [lo, hi].into_iter().zip(self.end_labels()).collect())
    }

    /// The ends of the axis in words. Of a course that runs from the first day of a month to another, the months;
    /// the year is said once, or with both where they differ.
    pub fn end_labels(&self) -> [String; 2] {
        let (lo, hi) = self.ends;
        let begins_month = |day: f64| civil(day as i64).2 == 1;
        let name =
            |day: f64| self.names.iter().find(|(place, _)| *place == day).map(|(_, name)| name.clone());
        if let Some(names) = name(lo).zip(name(hi)) {
            return names.into();
        }
        match self.scale {
            Scale::Time if begins_month(lo) && begins_month(hi) => {
                let said = |day| date_labels(&[day], CalendarStep::Months(1), self.lang).remove(0).1;
                [lo, hi].map(said)
            }
            Scale::Time if year(lo) == year(hi) => [short_date(lo, self.lang), full_date(hi, self.lang)],
            _ => [lo, hi].map(|value| self.write_fine(value)),
        }
    }

    /// After a full first date the next tick needs no year if it is the same one.
    fn drop_year_of_second_tick(&mut self, lo: f64) {
        if let Some((day, text)) = self.ticks.get_mut(1)
            && year(*day) == year(lo)
        {
            *text = month_name(civil(*day as i64).1, self.lang);
        }
    }

    /// Percents and multiples are not counted in millions.
    fn may_scale(&self) -> bool {
        self.format.suffix == crate::format::Suffix::None
    }
}

/// Every name, or every second, fourth … of them, so that there are at most `most`: of quarters the same ones of each year.
fn thinned(names: &[(f64, String)], most: usize) -> Vec<(f64, String)> {
    let steps = std::iter::successors(Some(1), |step: &usize| step.checked_mul(2));
    let fits = |step: &usize| names.len().div_ceil(*step) <= most.max(1);
    let step = steps.into_iter().find(fits).unwrap_or(names.len());
    names.iter().step_by(step).cloned().collect()
}

/// Length of an axis in ticks: one for each so many tenths of a unit.
pub fn ticks_for(length: Tenth, each: Tenth) -> usize {
    usize::try_from(length / each.max(1)).unwrap_or(1).max(2)
}

fn year(day: f64) -> i32 {
    civil(day as i64).0
}

fn empty_ends(scale: Scale) -> (f64, f64) {
    match scale {
        Scale::Linear => (0.0, 1.0),
        Scale::Log => (1.0, 10.0),
        Scale::Time => (1.0, 2.0),
    }
}

/// The range of the data, widened to zero where it is near or needed, and where all values are equal.
fn widened((lo, hi): (f64, f64), zero: Zero) -> (f64, f64) {
    let near_zero = (lo > 0.0 && lo < hi * 0.5) || (hi < 0.0 && hi > lo * 0.5);
    let (lo, hi) = if zero == Zero::Needed || (zero == Zero::IfNear && near_zero) {
        (lo.min(0.0), hi.max(0.0))
    } else {
        (lo, hi)
    };
    let least = lo.abs().max(hi.abs()) * 1e-12;
    match hi - lo > least {
        true => (lo, hi),
        false if lo == 0.0 => (0.0, 1.0),
        false => (lo - lo.abs() * 0.2, hi + hi.abs() * 0.2),
    }
}

/// The step that leaves the least of the axis empty beyond the data, near the wished number of ticks.
fn snug_step((lo, hi): (f64, f64), wish: Wish) -> f64 {
    let parts = |step: f64| (hi / step - 1e-9).ceil() - (lo / step + 1e-9).floor();
    let cost = |ticks: usize| {
        let step = linear_step(lo, hi, ticks);
        let quarters = if step_is_quarter(step) { 0.1 } else { 0.0 };
        parts(step) * step / (hi - lo) + (parts(step) - wish.ticks as f64).abs() * 0.08 + quarters
    };
    let around = [wish.ticks, wish.ticks.saturating_sub(1).max(2), wish.ticks + 1, wish.ticks + 2];
    let best = around.into_iter().min_by(|a, b| cost(*a).total_cmp(&cost(*b))).unwrap_or(wish.ticks);
    linear_step(lo, hi, if wish.round { best } else { wish.ticks })
}

/// Whether a step is 2.5 times a power of ten, which reads less easily than the others.
fn step_is_quarter(step: f64) -> bool {
    (2.4..2.6).contains(&(step / 10f64.powf(step.log10().floor())))
}

/// The range with the bounds that were asked for, as far as they make sense.
fn bounded((lo, hi): (f64, f64), axis: &Axis, wish: Wish) -> (f64, f64) {
    let fixed = |value: Option<f64>| value.filter(|value| usable(*value, Scale::Linear));
    let low = fixed(axis.domain.0).filter(|value| wish.zero != Zero::Needed || *value <= lo).unwrap_or(lo);
    let high = fixed(axis.domain.1).filter(|value| wish.zero != Zero::Needed || *value >= hi).unwrap_or(hi);
    let least = low.abs().max(high.abs()) * 1e-12;
    if high - low > least { (low, high) } else { (lo, hi) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::day_number;

    const WISH: Wish = Wish { zero: Zero::IfNear, ticks: 5, round: true };

    fn labels(ruler: &Ruler) -> Vec<&str> {
        ruler.ticks.iter().map(|tick| tick.1.as_str()).collect()
    }

    #[test]
    fn a_linear_axis_ends_at_round_numbers_and_says_its_scale_once() {
        let axis = Axis { unit: "tokens".to_owned(), ..Axis::linear() };
        let mut ruler =
            Ruler::new(&axis, Lang::En, Some((9e12, 17.8e12)), Wish { zero: Zero::Needed, ..WISH });
        assert_eq!((ruler.ends, labels(&ruler)), ((0.0, 20e12), vec!["0", "5", "10", "15", "20"]));
        assert_eq!(ruler.head, "trillion tokens");
        let mut large = ruler.clone();
        large.fit(&[15.75e12, 4.25e12]);
        assert_eq!([large.write(15.75e12), large.write_fine(15.75e12)], ["15.8", "15.75"]);
        ruler.fit(&[5.75e12, 4.2e12]);
        assert_eq!(ruler.write(5.75e12), "5.75");
        assert_eq!(ruler.write_full(4.2e12), "4.20T tokens");
    }

    #[test]
    fn a_logarithmic_axis_has_ticks_for_any_range() {
        let axis = Axis { format: "$auto".parse().expect("a format"), ..Axis::log() };
        let prices = Ruler::new(&axis, Lang::En, Some((0.28, 75.0)), Wish { ticks: 10, ..WISH });
        assert_eq!(labels(&prices), ["$0.2", "$0.5", "$1", "$2", "$5", "$10", "$20", "$50", "$100"]);
        let even = Ruler::new(&axis, Lang::En, Some((2.0, 75.0)), Wish { ticks: 10, ..WISH });
        assert!(labels(&even)[0] == "$2" && even.ends.0 < 2.0, "{even:?}");
        for (lo, hi) in [(1e-12, 1e15), (5.0, 5.0), (1.1, 1.3), (2.0, 8.0), (9e99, 1e100)] {
            let ruler = Ruler::new(&axis, Lang::Zh, Some((lo, hi)), WISH);
            assert!(
                ruler.ticks.len() >= 2 && ruler.ends.0 <= lo && ruler.ends.1 >= hi * 0.999,
                "{lo} {hi}: {ruler:?}"
            );
        }
    }

    #[test]
    fn an_axis_of_quarters_says_their_names() {
        let day = |month| day_number(2024 + month / 12, (month % 12 + 1) as u8, 1) as f64;
        let names = (0..9).map(|quarter| (day(quarter * 3 + 2), format!("Q{}", quarter % 4 + 1))).collect();
        let axis = Axis { names, ..Axis::time() };
        let ruler = |ticks| Ruler::new(&axis, Lang::En, Some((day(2), day(26))), Wish { ticks, ..WISH });
        assert_eq!(labels(&ruler(9)), ["Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q3", "Q4", "Q1"]);
        assert_eq!(labels(&ruler(4)), ["Q1", "Q1", "Q1"]);
        assert_eq!(ruler(4).end_labels(), ["Q1", "Q1"]);
    }

    #[test]
    fn a_time_axis_says_the_year_where_it_begins() {
        let span = |from: (i32, u8, u8), to: (i32, u8, u8), lang| {
            let ends = (day_number(from.0, from.1, from.2) as f64, day_number(to.0, to.1, to.2) as f64);
            Ruler::new(&Axis::time(), lang, Some(ends), Wish { ticks: 7, ..WISH })
        };
        assert_eq!(
            labels(&span((2026, 1, 5), (2026, 4, 4), Lang::Zh)),
            ["2026年1月5日", "2月", "3月", "4月"]
        );
        assert_eq!(
            labels(&span((2023, 3, 14), (2025, 8, 1), Lang::En)),
            ["Jul 2023", "Jan 2024", "Jul", "Jan 2025", "Jul"]
        );
        assert_eq!(
            labels(&span((2025, 9, 22), (2026, 5, 5), Lang::En)),
            ["Nov 2025", "Jan 2026", "Mar", "May"]
        );
        let quarters = span((2025, 1, 1), (2026, 7, 1), Lang::En);
        assert_eq!(quarters.end_labels(), ["Jan 2025", "Jul 2026"]);
        assert_eq!(labels(&span((2019, 3, 14), (2022, 8, 1), Lang::En)).len(), 7);
        assert_eq!(labels(&span((2025, 12, 30), (2026, 1, 3), Lang::En))[2], "1 Jan 2026");
    }

    #[test]
    fn bounds_that_make_no_sense_are_ignored() {
        let axis = Axis { domain: (Some(f64::NAN), Some(-4.0)), ..Axis::linear() };
        assert_eq!(Ruler::new(&axis, Lang::En, Some((0.0, 10.0)), WISH).ends, (0.0, 10.0));
        let cut = Axis { domain: (Some(40.0), None), ..Axis::linear() };
        assert_eq!(
            Ruler::new(&cut, Lang::En, Some((45.0, 50.0)), Wish { zero: Zero::Needed, ..WISH }).ends.0,
            0.0
        );
        assert_eq!(Ruler::new(&cut, Lang::En, Some((45.0, 50.0)), WISH).ends.0, 40.0);
        assert!(Ruler::new(&Axis::log(), Lang::En, None, WISH).ticks.is_empty());
    }
}
