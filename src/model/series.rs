//! Series of a dataset: its rows by what they are about, apart from when and by whom.

use super::id::RowId;

/// The rows of a dataset parted into series.
#[derive(Clone, Debug)]
pub struct Series {
    /// Per row its series, numbered from 0 in file order.
    of_row: Vec<u32>,
    /// The rows, series by series, in file order.
    rows: Vec<RowId>,
    /// Where each series starts in `rows`; one more entry for the end.
    starts: Vec<usize>,
}

impl Series {
    /// Parts so many rows: those are of one series that have the same number in every column. A column is what
    /// gives a row's number in it.
    pub fn new(count: usize, columns: impl Iterator<Item = impl Fn(RowId) -> u32>) -> Series {
        let mut of_row: Vec<u32> = vec![0; count];
        let mut series = count.min(1);
        let mut keyed: Vec<(u64, RowId)> = Vec::with_capacity(count);
        for column in columns {
            let key = |own: u32, row: RowId| (u64::from(own) << 32 | u64::from(column(row)), row);
            keyed.clear();
            keyed.extend(of_row.iter().enumerate().map(|(row, own)| key(*own, RowId::at(row))));
            // Sorted rather than hashed: no choice of values makes it slow.
            keyed.sort_unstable_by_key(|(key, _)| *key);
            series = 0;
            for alike in keyed.chunk_by(|a, b| a.0 == b.0) {
                alike.iter().for_each(|(_, row)| of_row[row.index()] = series as u32);
                series += 1;
            }
        }
        number_by_first(&mut of_row, series);
        let mut starts = vec![0; series + 1];
        of_row.iter().for_each(|own| starts[*own as usize + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut next = starts.clone();
        let mut rows = vec![RowId(0); count];
        for (row, own) in of_row.iter().enumerate() {
            let place = &mut next[*own as usize];
            rows[*place] = RowId::at(row);
            *place += 1;
        }
        Series { of_row, rows, starts }
    }

    /// The number of a row's series.
    #[inline]
    pub fn of(&self, row: RowId) -> u32 {
        self.of_row[row.index()]
    }

    /// The rows of a row's series, itself among them, in file order.
    pub fn alike(&self, row: RowId) -> &[RowId] {
        let own = self.of(row) as usize;
        &self.rows[self.starts[own]..self.starts[own + 1]]
    }

    /// All series, in the order of their first rows.
    pub fn all(&self) -> impl Iterator<Item = &[RowId]> {
        self.starts.windows(2).map(|ends| &self.rows[ends[0]..ends[1]])
    }
}

/// Numbers so many series anew, in the order of their first rows.
fn number_by_first(of_row: &mut [u32], series: usize) {
    let mut numbers: Vec<Option<u32>> = vec![None; series];
    let mut next = 0..;
    for own in of_row {
        *own = *numbers[*own as usize]
            .get_or_insert_with(|| next.next().expect("there are fewer series than rows"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_alike_in_all_columns_are_one_series() {
        let (models, metrics) = ([7u32, 9, 7, 9, 7, 7], [1, 1, 2, 1, 1, 2]);
        let columns = [models, metrics].map(|column| move |row: RowId| column[row.index()]);
        let series = Series::new(6, columns.into_iter());
        let rows = |all: &[usize]| all.iter().copied().map(RowId::at).collect::<Vec<_>>();
        let all: Vec<Vec<RowId>> = series.all().map(<[RowId]>::to_vec).collect();
        assert_eq!(all, [rows(&[0, 4]), rows(&[1, 3]), rows(&[2, 5])]);
        assert_eq!(series.alike(RowId(3)), rows(&[1, 3]));
        assert_eq!((series.of(RowId(0)), series.of(RowId(5))), (0, 2));
    }

    #[test]
    fn without_columns_all_rows_are_one_series() {
        let none = || std::iter::empty::<fn(RowId) -> u32>();
        assert_eq!(Series::new(2, none()).all().map(<[RowId]>::len).collect::<Vec<_>>(), [2]);
        assert_eq!(Series::new(0, none()).all().count(), 0);
    }
}
