//! Ids: places in the lists of a site. Small, ordered, never mixed up with plain numbers.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl $name {
            /// The place in the list as an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of a place in the list.
            pub fn at(index: usize) -> Self {
                $name(u32::try_from(index).expect("lists are limited far below 2^32 entries"))
            }
        }
    )*};
}

ids! {
    /// A note: one Markdown file in one language.
    NoteId;
    /// A dataset.
    DatasetId;
    /// A column of a dataset.
    ColumnId;
    /// A row of a dataset.
    RowId;
    /// An entry of `sources.yaml`.
    SourceId;
    /// An author of `site.yaml`.
    AuthorId;
    /// A figure or table.
    FigureId;
    /// A file that is copied as it is.
    AssetId;
    /// A tag.
    TagId;
    /// A ticker.
    TickerId;
    /// A rating scale of `site.yaml`.
    ScaleId;
    /// Something that changed.
    ChangeId;
}

/// A language of `site.yaml`, by its place there; 0 is the default language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct LangId(pub u8);

impl LangId {
    /// The default language.
    pub const DEFAULT: LangId = LangId(0);

    /// The place in the list as an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}
