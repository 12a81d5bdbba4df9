//! The templates and static files that come with the program.

macro_rules! files {
    ($include:ident $folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, $include!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder, "/", $name)))),*]
    };
}

/// Templates by name (`report.html`).
pub const TEMPLATES: &[(&str, &str)] = files!(include_str "templates":
    "404.html",
    "base.html",
    "compare.html",
    "changes.html",
    "corrections.html",
    "data.html",
    "dataset.html",
    "figures.html",
    "home.html",
    "model.html",
    "models.html",
    "page.html",
    "partials/backmatter.html",
    "partials/card.html",
    "partials/changes.html",
    "partials/correction.html", "partials/crumbs.html",
    "partials/dashboard.html",
    "partials/facts.html",
    "partials/footer.html",
    "partials/groups.html",
    "partials/head.html",
    "partials/header.html",
    "partials/line.html",
    "partials/nav.html",
    "partials/note_head.html",
    "partials/pager.html",
    "partials/ratings.html",
    "partials/page_scales.html",
    "partials/scales.html",
    "partials/steps.html",
    "partials/toc.html",
    "partials/watchlist.html",
    "pricing.html",
    "report.html",
    "search.html",
    "section.html",
    "sources.html",
    "tag.html",
    "tags.html",
    "theme.html",
    "ticker.html",
    "tickers.html",
    "timeline.html",
    "usage.html",
    "vendor.html",
);

/// The stylesheet that holds the fonts.
pub const FONTS: &str = "fonts.css";

/// The stylesheet of feeds.
pub const FEED: &str = "feed.css";

/// Stylesheets in the order in which they are joined, but for [`FONTS`] and [`FEED`], which stand alone.
pub const STYLES: &[(&str, &str)] = files!(include_str "static/css":
    "layers.css",
    "fonts.css",
    "feed.css",
    "reset.css",
    "charts.css",
    "tokens.css",
    "base.css",
    "layout.css",
    "header.css",
    "footer.css",
    "note.css",
    "prose.css",
    "fact.css",
    "table.css",
    "figure.css",
    "list.css",
    "search.css",
    "code.css",
    "print.css",
);

/// Scripts by name.
pub const SCRIPTS: &[(&str, &str)] = files!(include_str "static/js":
    "copy.js",
    "figure.js",
    "filter.js",
    "reveal.js",
    "search.js",
    "sort.js",
    "theme.js",
);

/// Other files, copied under their own names.
pub const FILES: &[(&str, &[u8])] = files!(include_bytes "static":
    "favicon.svg",
    "fonts/OFL.txt",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_what_the_folders_hold() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let below = |folder: &str| -> Vec<String> {
            let base = root.join(folder);
            let mut names: Vec<String> = walkdir::WalkDir::new(&base)
                .into_iter()
                .filter_map(Result::ok)
                .filter(|entry| entry.file_type().is_file())
                .map(|entry| entry.path().strip_prefix(&base).expect("below").to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        };
        let mut templates: Vec<&str> = TEMPLATES.iter().map(|file| file.0).collect();
        templates.sort_unstable();
        assert_eq!(templates, below("templates"));
        let mut all: Vec<String> = STYLES.iter().map(|file| format!("css/{}", file.0)).collect();
        all.extend(SCRIPTS.iter().map(|file| format!("js/{}", file.0)));
        all.extend(FILES.iter().map(|file| file.0.to_owned()));
        all.sort();
        assert_eq!(all, below("static"));
    }
}
