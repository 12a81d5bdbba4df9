//! How numbers and dates read, in English and in Chinese.
//!
//! Everything that prints a value uses these functions, so a number looks the same in prose, in a table,
//! on an axis and in a caption. Nothing here rounds a value that was given as text unless a format asks.

mod lang;
mod date;
mod digits;
mod number;
mod scale;
mod unit;
mod quantity;

pub use date::{DateParts, Part, Period, civil, date, date_range, day_month, day_number, month_name, period};
pub use digits::group_digits;
pub use lang::Lang;
pub use number::{Digits, FormatError, NumberFormat, Suffix};
pub use quantity::{Scaled, amount, ordinal};
pub use scale::{
    Magnitude, at_a_glance, compact, currency_sign, in_words, money_in_words, number_range, scale_for,
    word_for, word_of,
};
pub use unit::{Doubt, Quantity, doubt, is_currency, is_of_time, is_rate, is_ratio};
