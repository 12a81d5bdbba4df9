//! Tints for the numbers of a table: seven steps from the lowest to the highest.

/// Steps of the scale.
const STEPS: f64 = 7.0;

/// Where numbers lie between the lowest and the highest of a table.
pub struct Heat {
    ends: Option<(f64, f64)>,
    log: bool,
}

impl Heat {
    /// A scale for numbers. Those that are all above zero and differ more than a thousandfold are compared by
    /// their ratios, others by their differences.
    pub fn of(values: impl Iterator<Item = f64> + Clone) -> Heat {
        let values = values.filter(|value| value.is_finite());
        let low = values.clone().reduce(f64::min);
        let high = values.reduce(f64::max);
        let ends = low.zip(high);
        let log = ends.is_some_and(|(low, high)| low > 0.0 && high / low > 1000.0);
        let ends = ends.map(|(low, high)| if log { (low.ln(), high.ln()) } else { (low, high) });
        Heat { ends, log }
    }

    /// The step of a number, 0 to 6; the middle where all are equal.
    pub fn step(&self, value: f64) -> Option<u8> {
        let (low, high) = self.ends.filter(|_| value.is_finite())?;
        let value = if self.log { value.ln() } else { value };
        // Halves, so that the difference of two very large numbers stays finite.
        let share = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        Some(if share.is_finite() { (share * STEPS).clamp(0.0, STEPS - 1.0) as u8 } else { 3 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_and_the_highest_have_the_ends_of_the_scale() {
        let heat = Heat::of([0.0, 50.0, 100.0].into_iter());
        assert_eq!([0.0, 50.0, 100.0].map(|value| heat.step(value)), [Some(0), Some(3), Some(6)]);
    }

    #[test]
    fn large_ratios_equal_values_and_nothing_have_a_tint_too() {
        let heat = Heat::of([1e-12, 1.0, 1e15].into_iter());
        assert_eq!([1e-12, 1e15].map(|value| heat.step(value)), [Some(0), Some(6)]);
        assert_eq!(Heat::of([5.0, 5.0].into_iter()).step(5.0), Some(3));
        assert_eq!(Heat::of(std::iter::empty()).step(5.0), None);
        assert_eq!(Heat::of([f64::MIN, f64::MAX].into_iter()).step(f64::MAX), Some(6));
        assert_eq!(heat.step(f64::NAN), None);
    }
}
