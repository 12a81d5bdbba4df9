//! Numbers that look like measurements and are the same in every run.

use tearsheet::chart::Point;
use tearsheet::format::day_number;

/// A source of numbers between 0 and 1.
pub struct Chance(pub u64);

impl Chance {
    /// The next number.
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }
}

/// A day number.
pub fn day(year: i32, month: u8, number: u8) -> f64 {
    day_number(year, month, number) as f64
}

/// Daily values from a start to an end with weekly swings and noise.
pub fn daily((from, to): (f64, f64), (start, days): (f64, u32), seed: u64) -> Vec<Point> {
    let mut chance = Chance(seed);
    let value = |at: u32| {
        let part = f64::from(at) / f64::from(days.max(2) - 1);
        let week = if at % 7 >= 5 { 0.86 } else { 1.03 };
        let trend = from * (to / from).powf(part);
        Point::new(start + f64::from(at), trend * week * (0.94 + 0.12 * chance.next()))
    };
    (0..days).map(value).collect()
}

/// The mean of a value and the six before it.
pub fn weekly_mean(points: &[Point]) -> Vec<Point> {
    let mean = |at: usize| {
        let window = &points[at.saturating_sub(6)..=at];
        let sum: f64 = window.iter().filter_map(|point| point.y).sum();
        Point::new(points[at].x, sum / window.len() as f64)
    };
    (0..points.len()).map(mean).collect()
}
