//! How fast Markdown is read, without colouring code: `cargo bench --bench markdown`, on an idle machine.
//!
//! Fails below 80 MB a second on mixed English and Chinese text.

use std::process::ExitCode;
use std::time::Instant;

use tearsheet::load::markdown::{Reading, body};
use tearsheet::model::id::LangId;
use tearsheet::source::{FileId, Span};

/// A section as notes have them: mostly prose, with a link, a citation, a list and a table.
const PART: &str = "## Prices fell\n\nList prices of *standard* tiers fell by **75%** in a [year](https://example.org/a), \
    and the desk's \"base case\" holds [@list]; see [[gpt-4o]]. Volumes more than made up for it: every provider that \
    reports usage reports several times the tokens of the year before, and most of them at margins that did not \
    shrink. What is left of the difference between two models of one class is speed, context and habit.\n\n\
    Reasoning changed the shape of demand. A question that took a thousand tokens now takes ten thousand, most of \
    which nobody reads, and a price per token says less and less about the price of an answer. We therefore show \
    both, and say which one a comparison rests on. Where a provider counts hidden tokens differently, the chart says so.\n\n\
    - 首个要点：价格**下降75%。**随后企稳，用量仍在增长\n- 第二个要点：`code` 与推理占比上升\n\n\
    | model | price |\n|---|--:|\n| a | 1.25 |\n| b | 2.50 |\n\n\
    价格在两个季度里下降了一半，\n而用量翻了三倍，收入因此仍在增长。我们认为这一趋势会延续到明年上半年，\
    但增速将放缓；主要风险是电力与散热的限制，以及模型之间差异的缩小。\n\n";

fn main() -> ExitCode {
    let text = PART.repeat(30);
    let languages = ["en".to_owned(), "zh".to_owned()];
    let reading = Reading {
        base: "",
        file: "",
        languages: &languages,
        lang: LangId::DEFAULT,
        math: false,
        html: false,
        report: false,
    };
    let at = Span::new(FileId(0), 0, text.len());
    let best = (0..20).map(|_| rate(&text, at, reading)).fold(0.0, f64::max);
    println!("Markdown: {best:.0} MB/s");
    if best >= 80.0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Megabytes a second over a hundred readings.
fn rate(text: &str, at: Span, reading: Reading<'_>) -> f64 {
    let start = Instant::now();
    let bytes: usize = (0..100).map(|_| body(text, at, reading).value.plain.len()).sum();
    assert!(bytes > 0);
    100.0 * text.len() as f64 / start.elapsed().as_secs_f64() / 1e6
}
