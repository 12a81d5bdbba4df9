//! Questions to a dataset: which rows meet conditions, which are in force on a day, what they are about.

#[cfg(test)]
mod sample;
mod select;
mod subject;
mod force;
mod superseded;
mod doubt;

pub use doubt::{all_said, said_otherwise};
pub use force::{
    agreed, ceased, columns_of_standing, has_ended, in_force, in_force_at, is_planned, is_step,
    is_told_ahead, is_unmeasured, known, last_day, lateness, told_ahead_by, turns,
};
pub use select::{is_held, is_held_by, looked_at, select, select_among};
pub use subject::{
    claims_column, defined_apart, defining_columns, is_claim, key_without_time, says_all, series,
    told_apart_by,
};
pub use superseded::unsuperseded;
