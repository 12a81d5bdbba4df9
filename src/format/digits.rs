//! Decimal digits as text: rounded, moved and grouped without a detour through binary fractions.

/// The digits of a magnitude as its author wrote them: those that tell it from its neighbours, of one that was reckoned
/// the fifteen that are sure.
pub(super) fn decimal(value: f64) -> String {
    let digits = value.to_string();
    let counted = digits.trim_start_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if counted <= 15 || value >= 1e15 {
        return digits;
    }
    format!("{value:.14e}").parse::<f64>().map_or(digits, |sure| sure.to_string())
}

/// A plain decimal with so many digits after the point; a half is rounded up, as it is where texts are written.
pub(super) fn rounded(mut digits: String, places: usize) -> String {
    let point = digits.find('.').unwrap_or(digits.len());
    let end = if places == 0 { point } else { point + 1 + places };
    if digits.len() <= end {
        if point == digits.len() && places > 0 {
            digits.push('.');
        }
        digits.extend(std::iter::repeat_n('0', end - digits.len()));
        return digits;
    }
    // Behind whole numbers the point itself stands at the end.
    let up = digits.as_bytes()[end.max(point + 1)] >= b'5';
    digits.truncate(end);
    if up { next(digits) } else { digits }
}

/// How many more digits are taken where those asked for would mislead; what is smaller still is left by binary fractions.
const MOST_MORE: usize = 9;

/// The digits after the point, so many or as many more, with which a plain decimal does not read as nothing though it is
/// something, nor as `whole` though it is not.
pub(super) fn telling_places(digits: &str, places: usize, whole: Option<&str>) -> usize {
    let reads = |places: usize| trim_zeros(&rounded(digits.to_owned(), places)).to_owned();
    let misleads = |short: &str| (short == "0" || Some(short) == whole) && trim_zeros(digits) != short;
    if !misleads(&reads(places)) {
        return places;
    }
    (places + 1..=places + MOST_MORE).find(|places| !misleads(&reads(*places))).unwrap_or(places)
}

/// A plain decimal with its last digit one up.
fn next(digits: String) -> String {
    let mut bytes = digits.into_bytes();
    for digit in bytes.iter_mut().rev().filter(|digit| **digit != b'.') {
        if *digit < b'9' {
            *digit += 1;
            return String::from_utf8(bytes).unwrap_or_default();
        }
        *digit = b'0';
    }
    bytes.insert(0, b'1');
    String::from_utf8(bytes).unwrap_or_default()
}

/// The fewest digits after the point, up to `most`, that write a value as exactly as `most` would.
pub(super) fn decimals_needed(value: f64, most: usize) -> usize {
    let digits = decimal(value.abs());
    let given = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if given <= most {
        return given;
    }
    trim_zeros(&rounded(digits, most)).split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Without zeros that say nothing after the point.
pub(super) fn trim_zeros(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

/// Digits with a second decimal where there is one.
pub(super) fn in_cents(digits: &str) -> String {
    let tenths = digits.split_once('.').is_some_and(|(_, part)| part.len() == 1);
    if tenths { format!("{digits}0") } else { digits.to_owned() }
}

/// Whether two digits after the point write a plain decimal exactly.
pub(super) fn is_in_cents(digits: &str) -> bool {
    trim_zeros(digits).split_once('.').is_none_or(|(_, part)| part.len() <= 2)
}

/// A plain decimal with its point moved to the right: `13.2` by one is `132`, `0.05` is `0.5`.
pub(super) fn moved(digits: &str, places: usize) -> String {
    if places == 0 {
        return digits.to_owned();
    }
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = format!("{part:0<places$}");
    let whole = format!("{whole}{}", &part[..places]);
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    let point = if part.len() > places { "." } else { "" };
    format!("{whole}{point}{}", &part[places..])
}

/// Whether a text is digits, with more behind a point at most.
pub(super) fn is_decimal(digits: &str) -> bool {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

/// Puts a comma between groups of three digits before the decimal point: `12345.6` reads `12,345.6`.
pub fn group_digits(digits: &str) -> String {
    let (whole, part) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::with_capacity(digits.len() + whole.len() / 3);
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + part
}
