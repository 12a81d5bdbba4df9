//! What the help of each command ends with: examples, and what they come to. Lines are so short that a terminal
//! need not break them.

/// Of `tearsheet`.
pub const ALL: &str = "\
Examples:
  tearsheet init my-desk                 start a small site in a new folder
  tearsheet serve --open                 write, save, look: the browser follows
  tearsheet check                        find mistakes without writing anything
  tearsheet build --out public           make the site
  tearsheet explain raw-html             what a check means, and its level

A site is a folder with `content/` in it. Exit codes: 0 done; 1 mistakes in
the content (nothing was published); 2 wrong use, or the system refused.";

/// Of `tearsheet build`.
pub const BUILD: &str = "\
Examples:
  tearsheet build
  tearsheet build --out public --base-url https://example.org/research/
  tearsheet build --now 2026-01-31       as if it were that day

The output folder is replaced in one step: readers get the old site or the new
one, never a mixture. Files in it that tearsheet did not make are kept. With
mistakes in the content nothing is written. Exit codes: 0 published; 1
mistakes in the content; 2 wrong use, or the system refused.";

/// Of `tearsheet check`.
pub const CHECK: &str = "\
Examples:
  tearsheet check
  tearsheet check --format github        mistakes beside lines of a pull request
  tearsheet check --format json          one object a line, for editors
  tearsheet check --format sarif > a.sarif
  tearsheet check --deny-warnings        fail on warnings too

Does all that `build` does, but for writing. Exit codes: 0 no mistakes; 1
mistakes; 2 wrong use, or the system refused.";

/// Of `tearsheet serve`.
#[cfg(feature = "serve")]
pub const SERVE: &str = "\
Examples:
  tearsheet serve --open
  tearsheet serve --drafts --port 8080

Serves on this machine only. Saved changes show at once; while a file has
mistakes, its page shows them and the rest of the site stays up. Ctrl-C ends
it.";

/// Of `tearsheet diff`.
pub const DIFF: &str = "\
Examples:
  tearsheet diff main HEAD               two revisions, for a pull request
  tearsheet diff main .                  what is not committed yet
  tearsheet diff old/ new/ --html d.html with every chart before and after

A state is a folder with `content/` in it, a content folder, or a revision
that `git` knows. Rows that a licence keeps back are counted, never shown.
Exit codes: 0 done; 1 something changes or a state has mistakes and
--exit-code was given; 2 wrong use, or the system refused.";

/// Of `tearsheet explain`.
pub const EXPLAIN: &str = "\
Examples:
  tearsheet explain                      all checks with their levels
  tearsheet explain mixed-units          what, why, an example, its level
  tearsheet explain --all                all of it as one page of Markdown";

/// Of `tearsheet pin`.
pub const PIN: &str = "\
Examples:
  tearsheet pin q3-outlook               hold the numbers of this report
  tearsheet pin --all                    hold those of every published report
  tearsheet pin --all --check            tell which are not held; write nothing

Writes content/reports/NAME.lock with the rows that the report shows: commit
it with the report. From then on the report shows these rows, whatever is
added to the data. A report that is pinned and still asks for the same data is
left alone. Exit codes: 0 done; 1 a report is not pinned (--check), or a row
that it holds was restated and no correction explains it; 2 wrong use, or the
system refused.";

/// Of `tearsheet rename`.
pub const RENAME: &str = "\
Examples:
  tearsheet rename gpt-4o gpt-4o-2024 --dry-run  tell what would change
  tearsheet rename models/gpt-4o gpt-4o-2024     where several kinds have it

Renames the note with its translations, pictures and lock, rewrites front
matter, links, facts, figures and rows that name it, and leaves its old
address as an alias. Nothing is written unless the site then says and shows
the same. Exit codes: 0 done; 1 the site has mistakes, or would have; 2 wrong
use, or the system refused.";

/// Of `tearsheet facts`.
pub const FACTS: &str = "\
Examples:
  tearsheet facts gpt-5 output           rows that hold both words, to be pasted
  tearsheet facts 阿里 capex             any language: names, labels, titles
  tearsheet facts --used deepseek        references and figures with such rows
  tearsheet facts --format json --limit 0";

/// Of `tearsheet init`.
pub const INIT: &str = "\
Examples:
  tearsheet init my-desk && cd my-desk && tearsheet serve --open
  tearsheet init my-desk --lang zh       中文示例网站，附一篇英文译文";
