//! Finds the known name that was probably meant.

/// The known name nearest to a word, if it is near enough to be what was meant.
///
/// Optimal string alignment distance (a swap of neighbours counts once), at most a third of the
/// word's length and at least one; among equals the first in order.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    let lower = word.to_lowercase();
    known
        .into_iter()
        .filter(|name| name.chars().count().abs_diff(word.chars().count()) <= limit)
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_found() {
        assert_eq!(nearest("deepsek", ["openai", "deepseek", "xai"]), Some("deepseek"));
        assert_eq!(nearest("titel", ["title", "tags"]), Some("title"));
        assert_eq!(nearest("zebra", ["openai", "deepseek"]), None);
    }
}
