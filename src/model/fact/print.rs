//! Writes references as they are read.

use std::fmt;

use super::ask::{Ask, Key, Value};

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.data.value)?;
        if let Some(name) = &self.name {
            write!(f, ".{}", name.value)?;
        }
        self.keys.iter().try_for_each(|key| write!(f, " {key}"))?;
        if let Some(other) = &self.other {
            f.write_str(if other.whole { " of" } else { " to" })?;
            other.keys.iter().try_for_each(|key| write!(f, " {key}"))?;
        }
        if let Some(as_of) = &self.as_of {
            write!(f, " as_of={}", as_of.value)?;
        }
        match &self.format {
            Some(format) => write!(f, " format={}", quoted(&format.value)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}=", self.column.value)?;
        match &self.value {
            Value::One(one) => f.write_str(&quoted(&one.value)),
            Value::Any(all) => {
                let all: Vec<String> = all.iter().map(|one| quoted(&one.value)).collect();
                f.write_str(&all.join(","))
            }
            Value::Range(from, to) => {
                let side = |side: &Option<crate::source::Located<String>>| {
                    side.as_ref().map_or(String::new(), |side| quoted(&side.value))
                };
                write!(f, "{}..{}", side(from), side(to))
            }
            Value::Filled => f.write_str("*"),
        }
    }
}

/// A value as a reference writes it: in quotes where it would be read as something else.
pub fn quoted(value: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '"' | ',' | '|' | '`' | '*' | '，' | '“' | '”');
    if !value.is_empty()
        && value.chars().all(plain)
        && !value.contains("..")
        && !value.starts_with('.')
        && !value.ends_with('.')
    {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
