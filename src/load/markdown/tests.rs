//! What becomes of Markdown: pieces of text beside the HTML they turn into.

use super::*;
use crate::source::FileId;

/// A body in English, with what is said about it.
fn read(text: &str) -> Checked<Body<Raw>> {
    read_as(text, "en")
}

fn read_as(text: &str, code: &str) -> Checked<Body<Raw>> {
    let languages = [code.to_owned()];
    let reading = Reading {
        base: "",
        file: "",
        languages: &languages,
        lang: Default::default(),
        math: false,
        html: false,
        report: false,
    };
    body(text, Span::new(FileId(0), 0, text.len()), reading)
}

/// The HTML, with holes shown as `{…}`.
fn shown(prose: &Prose<RawRef>) -> String {
    let mut html = String::new();
    let mut from = 0;
    for hole in &prose.holes {
        html.push_str(&prose.html[from..hole.at as usize]);
        from = hole.at as usize;
        html.push_str(&match &hole.fill {
            RawRef::Href(to) => format!("{{href {}}}", to.value),
            RawRef::Src(to) => format!("{{src {}}}", to.value),
            RawRef::Wiki(to) => format!("{{wiki {}}}", to.value),
            RawRef::WikiTitle(to, _) => format!("{{title {}}}", to.value),
            RawRef::Cite(keys) => {
                let keys: Vec<&str> = keys.iter().map(|key| key.value.as_str()).collect();
                format!("{{cite {}}}", keys.join(" "))
            }
            RawRef::FigureLink(id, _) => format!("{{figure {}}}", id.value),
            RawRef::Block(place) => format!("{{block {place}}}"),
            RawRef::Fact(mark) | RawRef::AltFact(mark) => {
                format!("{{{} {} {}}}", mark.verb.word(), mark.number, mark.text.value)
            }
        });
    }
    html.push_str(&prose.html[from..]);
    html
}

/// The HTML of a body about which there is nothing to say.
fn html(text: &str) -> String {
    let read = read(text);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    shown(&read.value.prose)
}

/// What is said about a body: code and the text pointed at.
fn said(text: &str) -> Vec<(&'static str, &str)> {
    let slice = |span: Span| &text[span.start as usize..span.end as usize];
    read(text).diagnostics.iter().map(|said| (said.code, slice(said.span))).collect()
}

fn read_line(text: &str) -> Checked<Line<Raw>> {
    let languages = ["en".to_owned()];
    let reading = Reading {
        base: "",
        file: text,
        languages: &languages,
        lang: Default::default(),
        math: false,
        html: false,
        report: false,
    };
    line(text, Span::new(FileId(0), 0, text.len()), reading)
}

#[test]
fn phrases_of_the_corpus_read_as_their_authors_meant() {
    for entry in include_str!("cjk_corpus.txt").lines().filter(|line| !line.starts_with('#')) {
        let (text, wanted) = entry.split_once(" => ").expect("each entry has an arrow");
        let read = read_as(text, "zh");
        assert_eq!(shown(&read.value.prose), format!("<p>{wanted}</p>\n"), "{text}");
        assert!(!read.value.plain.contains(SHIM), "{text}");
    }
}

#[test]
fn lines_join_without_a_space_between_wide_characters_only() {
    assert_eq!(html("中文\n中文"), "<p>中文中文</p>\n");
    assert_eq!(html("**强调**\n后文"), "<p><strong>强调</strong>后文</p>\n");
    assert_eq!(html("前文\n**强调。**后"), "<p>前文<strong>强调。</strong>后</p>\n");
    assert_eq!(html("中文\nEnglish\n中文"), "<p>中文\nEnglish\n中文</p>\n");
    assert_eq!(html("> 中文\n> 中文"), "<blockquote>\n<p>中文中文</p>\n</blockquote>\n");
    assert_eq!(html("한국\n한국"), "<p>한국\n한국</p>\n");
    assert_eq!(html("他说\n“好”"), "<p>他说“好”</p>\n");
    assert_eq!(html("中文\n[链接](a.md)\n后"), "<p>中文<a href=\"{href a.md}\">链接</a>后</p>\n");
    assert_eq!(html("中文\n[@a]\n后"), "<p>中文{cite a}后</p>\n");
}

#[test]
fn blocks_of_common_markdown() {
    assert_eq!(html("a *b* **c** `d<e`"), "<p>a <em>b</em> <strong>c</strong> <code>d&lt;e</code></p>\n");
    assert_eq!(html("- a\n- b"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    assert_eq!(html("3. a\n\n4. b"), "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n");
    assert_eq!(html("- [x] a\n- [ ] b").matches("<li class=\"task\"><input type=\"checkbox\"").count(), 2);
    assert_eq!(html("a  \nb\n\n***"), "<p>a<br/>\nb</p>\n<hr/>\n");
    assert_eq!(html("Term\n\n: meaning"), "<dl>\n<dt>Term</dt>\n<dd><p>meaning</p>\n</dd>\n</dl>\n");
    assert_eq!(html("~~gone~~"), "<p><del>gone</del></p>\n");
    assert_eq!(html("    code\n"), "<pre><code>code\n</code></pre>\n");
    assert_eq!(html("a<br>b"), "<p>a<br/>\nb</p>\n");
}

#[test]
fn headings_get_ids_and_step_down_below_the_page_title() {
    let read =
        read("# 价格 *up* [x](a.md) [@k]\n\n## 价格 up x\n\n### B {#b-1 .wide onclick=alert(1)}\n\n###### F");
    let body = read.value;
    assert_eq!(
        shown(&body.prose),
        "<h2 id=\"价格-up-x\">价格 <em>up</em> <a href=\"{href a.md}\">x</a> {cite k}</h2>\n\
         <h3 id=\"价格-up-x-2\">价格 up x</h3>\n<h4 id=\"b-1\" class=\"wide\">B</h4>\n<h6 id=\"f\">F</h6>\n"
    );
    assert_eq!(body.headings[0].html.trim_end(), "价格 <em>up</em> x");
    assert_eq!(body.headings.iter().map(|heading| heading.level).collect::<Vec<_>>(), [2, 3, 4, 6]);
    assert_eq!(body.anchors, ["b-1", "f", "价格-up-x", "价格-up-x-2"]);
    assert_eq!(html("## A"), "<h2 id=\"a\">A</h2>\n");
    assert_eq!(said("# A {#x}\n\n# B {#x}"), [("duplicate-id", "# B {#x}")]);
}

#[test]
fn tables_are_framed_and_no_larger_than_their_source() {
    assert_eq!(
        html("| a | b |\n|:--|--:|\n| 1 |\n| `x\\|y` | 2 |"),
        "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\" class=\"left\">a</th><th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n\
         <tbody>\n<tr><td class=\"left\">1</td><td></td></tr>\n\
         <tr><td class=\"left\"><code>x|y</code></td><td class=\"right\">2</td></tr>\n</tbody>\n</table>\n</div>\n"
    );
    let wide = format!("{}|\n{}|\n{}", "|a".repeat(500), "|-".repeat(500), "|b\n".repeat(5000));
    assert_eq!(said(&wide)[0].0, "table-too-large");
    let lacking = format!("{}|\n{}|\n{}", "|a".repeat(200), "|-".repeat(200), "|b\n".repeat(5000));
    assert!(html(&lacking).len() < lacking.len() * 20);
}

#[test]
fn footnotes_are_collected_with_ways_back() {
    let html = html("a[^x] b[^y] c[^x]\n\n[^x]: First *one*.\n\n[^y]: Second\n\nend");
    assert!(html.starts_with("<p>a<sup class=\"fn\"><a id=\"fnref:1\" href=\"#fn:1\""), "{html}");
    let notes = &html[html.find("<section").unwrap()..];
    assert!(
        notes.contains("<li id=\"fn:1\"><p>First <em>one</em>. <a class=\"back\" href=\"#fnref:1\""),
        "{notes}"
    );
    assert!(notes.contains("href=\"#fnref:1:2\"") && notes.contains("<li id=\"fn:2\">"), "{notes}");
    assert!(html.contains("<p>end</p>\n<section"), "{html}");
    assert_eq!(said("a\n\n[^x]: b"), [("unused-footnote", "[^x]: b")]);
    assert_eq!(said("a[^gone] b"), [("unknown-footnote", "[^gone]")]);
    assert_eq!(html_of_notes_in("zh"), "脚注");
}

fn html_of_notes_in(code: &str) -> String {
    let html = shown(&read_as("a[^1]\n\n[^1]: b", code).value.prose);
    let label = html.split("<section class=\"footnotes\" aria-label=\"").nth(1).unwrap();
    label.split('"').next().unwrap().to_owned()
}

#[test]
fn alerts_have_a_title_in_the_language_of_the_page() {
    let alert = "> [!WARNING]\n> Mind **this**.";
    assert_eq!(
        html(alert),
        "<aside class=\"alert warning\">\n<p class=\"alert-title\">Warning</p>\n<p>Mind <strong>this</strong>.</p>\n</aside>\n"
    );
    assert!(shown(&read_as(alert, "zh-CN").value.prose).contains(">警告</p>"));
}

#[test]
fn links_leave_holes_or_lead_elsewhere() {
    assert_eq!(html("[a](../b.md#c \"T\")"), "<p><a href=\"{href ../b.md#c}\" title=\"T\">a</a></p>\n");
    assert_eq!(
        html("<a@b.org> [t](tel:+1)"),
        "<p><a href=\"mailto:a@b.org\">a@b.org</a> <a href=\"tel:+1\">t</a></p>\n"
    );
    assert_eq!(
        html("<https://x.org/?a=1&b>"),
        "<p><a href=\"https://x.org/?a=1&amp;b\" class=\"external\" rel=\"noopener\">https://x.org/?a=1&amp;b</a></p>\n"
    );
    let text = "[a](<x y.md>) [b]\n\n[b]: ../c.md";
    let read = read(text);
    let RawRef::Href(first) = &read.value.prose.holes[0].fill else { panic!() };
    assert_eq!((first.value.as_str(), first.span), ("x y.md", Span::new(FileId(0), 5, 11)));
    let RawRef::Href(second) = &read.value.prose.holes[1].fill else { panic!() };
    assert_eq!((second.value.as_str(), second.span), ("../c.md", Span::new(FileId(0), 24, 31)));
}

#[test]
fn unsafe_links_are_refused_in_every_disguise() {
    for text in [
        "[a](javascript:alert(1))",
        "[b](JaVaScRiPt:alert(1))",
        "[c](java&#115;cript:alert(1))",
        "[d](&#106;avascript:alert(1))",
        "[e](javascript&colon;alert(1))",
        "[f](<javascript:alert(1)>)",
        "<javascript:alert(1)>",
        "[g]: javascript:alert(1)\n\n[g]",
        "![h](javascript:alert(1))",
        "[i](vbscript:msgbox(1))",
        "[j](data:text/html;base64,PHNj)",
        "[k](%6aavascript:alert(1))",
        "[l](//x.org)",
    ] {
        let found = read(text);
        assert_eq!(
            found.diagnostics.iter().map(|said| said.code).collect::<Vec<_>>(),
            ["unsafe-link"],
            "{text}"
        );
        let html = shown(&found.value.prose);
        assert!(!html.contains("href") && !html.contains("src"), "{html}");
    }
    assert_eq!(said("[a](javascript:x)"), [("unsafe-link", "javascript:x")]);
    assert_eq!(said("a []()"), [("empty-link", "[]()")]);
    assert_eq!(said(&format!("[a](b{})", "c".repeat(9000)))[0].0, "link-too-long");
}

#[test]
fn raw_html_is_shown_as_text() {
    let text =
        "<script>alert(1)</script>\n\ntext <b onclick=\"x\">bold</b>\n\n<!-- gone -->\n\na <!-- gone --> b";
    let found = read(text);
    assert_eq!(
        shown(&found.value.prose),
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n\
         <p>text &lt;b onclick=&quot;x&quot;&gt;bold&lt;/b&gt;</p>\n<p>a  b</p>\n"
    );
    let codes: Vec<_> = said(text).iter().map(|said| said.0).collect();
    assert_eq!(codes, ["raw-html"; 2]);
}

#[test]
fn pictures_are_lazy_and_figures_have_captions() {
    assert_eq!(
        html("a ![alt *x* <](p.png \"T\")"),
        "<p>a <img src=\"{src p.png}\" alt=\"alt x &lt;\" title=\"T\" loading=\"lazy\" decoding=\"async\"/></p>\n"
    );
    assert_eq!(
        html("![a](p.png \"T & U\")"),
        "<figure><img src=\"{src p.png}\" alt=\"a\" loading=\"lazy\" decoding=\"async\"/>\
         <figcaption>T &amp; U</figcaption></figure>\n"
    );
    assert_eq!(
        html("![a](p.png)\n\n![b](q.png \"T\") c"),
        "<p><img src=\"{src p.png}\" alt=\"a\" loading=\"lazy\" decoding=\"async\"/></p>\n\
         <p><img src=\"{src q.png}\" alt=\"b\" title=\"T\" loading=\"lazy\" decoding=\"async\"/> c</p>\n"
    );
    assert_eq!(said("![a](https://x.org/p.png)"), [("remote-image", "https://x.org/p.png")]);
    let badge = shown(&read("[![a](https://x.org/p.png)](b.md)").value.prose);
    assert_eq!(badge, "<p><a href=\"{href b.md}\">a</a></p>\n");
}

#[test]
fn citations_name_sources_and_figures() {
    assert_eq!(html("a [@k-1] b [@x; @y]"), "<p>a {cite k-1} b {cite x y}</p>\n");
    assert_eq!(html("see [@fig:use] and [@tbl:note#t]"), "<p>see {figure use} and {figure note#t}</p>\n");
    assert_eq!(html("[@a][@b][@c]"), "<p>{cite a b}{cite c}</p>\n");
    assert_eq!(html("`[@a]` \\[@b] [x] a@b.c"), "<p><code>[@a]</code> [@b] [x] a@b.c</p>\n");
    let found = read("价格**「x」**的 [@k]。");
    let RawRef::Cite(keys) = &found.value.prose.holes[0].fill else { panic!() };
    assert_eq!((keys[0].span.start, keys[0].span.end), (23, 24));
    assert_eq!(said("[@a says so]"), [("bad-citation", "[@a says so]")]);
}

#[test]
fn short_links_name_notes() {
    assert_eq!(html("[[gpt-4o]]"), "<p><a href=\"{wiki gpt-4o}\">{title gpt-4o}</a></p>\n");
    assert_eq!(
        html("[[gpt-4o#price|the *price*]]"),
        "<p><a href=\"{wiki gpt-4o#price}\">the <em>price</em></a></p>\n"
    );
    let table = html("| a |\n|---|\n| [[x\\|y]] |");
    assert!(table.contains("<td><a href=\"{wiki x}\">y</a></td>"), "{table}");
    assert_eq!(html("`[[x]]`"), "<p><code>[[x]]</code></p>\n");
}

#[test]
fn a_line_is_a_line_whatever_it_begins_with() {
    let line = |text: &str| shown(&read_line(text).value.prose);
    assert_eq!(line("# 1 in the market"), "# 1 in the market");
    assert_eq!(line("- 5 % in a year"), "- 5 % in a year");
    assert_eq!(line("2025. A year"), "2025. A year");
    assert_eq!(line("> 30 %"), "&gt; 30 %");
    assert_eq!(
        line("**“强”**的 [@a] [b](../c.md)"),
        "<strong>“强”</strong>的 {cite a} <a href=\"{href ../c.md}\">b</a>"
    );
    assert_eq!(line("one\ntwo\n\n中文\n中文"), "one two 中文中文");
    assert_eq!(line(""), "");
    assert_eq!(line("“强”**「x」**的"), "“强”<strong>「x」</strong>的");
    let found = read_line("价 [@k]");
    let RawRef::Cite(keys) = &found.value.prose.holes[0].fill else { panic!() };
    assert_eq!((keys[0].span.start, keys[0].span.end), (6, 7));
}

#[test]
fn plain_text() {
    let found = read(
        "# Title\n\nOne *two* [three](a.md)\nfour.\n\n- 中文\n- b [@k]\n\n| x | y |\n|---|---|\n| 1 | 2 |",
    );
    assert_eq!(found.value.plain, "Title\nOne two three four.\n中文\nb\nx y\n1 2");
}

#[test]
fn english_quotes_are_set_and_chinese_ones_left() {
    assert_eq!(html("\"It's **here**\" -- so"), "<p>“It’s <strong>here</strong>” – so</p>\n");
    assert_eq!(html("5\\\" `\"x\"`"), "<p>5&quot; <code>&quot;x&quot;</code></p>\n");
    assert_eq!(shown(&read_as("他说\"好\"", "zh").value.prose), "<p>他说&quot;好&quot;</p>\n");
}

#[test]
fn markup_in_the_words_behind_a_fence_goes() {
    let text = "```js\"onload=\"alert(1)\nx\n```\n\n``` {.x onclick=y}\nz\n```\n\n```x-y,ignore\nlet\n```";
    assert_eq!(
        shown(&read(text).value.prose),
        "<pre><code>x\n</code></pre>\n<pre><code>z\n</code></pre>\n<pre><code class=\"language-x-y\">let\n</code></pre>\n"
    );
}

#[test]
fn headings_are_bounded() {
    let text = format!("# {}\n\nBody.", "word ".repeat(200_000));
    let found = read(&text);
    assert_eq!(found.diagnostics[0].code, "heading-too-long");
    assert!(found.value.headings[0].id.len() <= 64);
    let many = read(&"# a\n".repeat(5001));
    assert_eq!(many.diagnostics[0].code, "note-too-large");
    assert_eq!(many.value.anchors.len(), 5001);
}

#[test]
fn deep_nesting_is_refused_with_its_place() {
    let text = format!("a\n\n{}b", "> ".repeat(50_000));
    let found = read(&text);
    assert_eq!(found.diagnostics[0].code, "nested-too-deep");
    assert_eq!(found.diagnostics[0].span.start, 3 + 64);
}

#[test]
fn fences_become_blocks_wherever_they_stand() {
    let text = "## Use\n\n```chart\nkind: line\ntitle: Use\ndata: usage\nx: date\ny: value\n```\n\n\
                > - quoted\n>\n>   ~~~table\n>   title: T\n>   data: prices\n>   sort: [a,\n>     -b]\n>   ~~~\n\n\
                1. a\n   ```watchlist\n   title: W\n   ```\n";
    let found = read(text);
    assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
    let ids: Vec<_> = found.value.blocks.iter().map(|block| block.head.id.value.as_str()).collect();
    assert_eq!(ids, ["use-2", "t", "w"]);
    let title = &found.value.blocks[1].head.title;
    assert_eq!(&text[title.span.start as usize..title.span.end as usize], "T");
    let html = shown(&found.value.prose);
    assert!(html.starts_with("<h2 id=\"use\">Use</h2>\n{block 0}\n<blockquote>"), "{html}");
    assert!(html.contains("{block 1}") && html.ends_with("<ol>\n<li>a{block 2}\n</li>\n</ol>\n"), "{html}");
}

#[test]
fn mistakes_in_fences_point_into_them() {
    let text = "价格**「x」**的\r\n\r\n> ```chart\r\n> kind: lien\r\n> title: T\r\n> data: d\r\n> titel: x\r\n> ```\r\n";
    assert_eq!(said(text), [("not-one-of", "lien"), ("unknown-key", "titel")]);
    assert_eq!(said("```table\n```\n"), [("empty-fence", "```table")]);
    let twice = "```watchlist\ntitle: T\nid: a\n```\n\n# A\n\n```watchlist\ntitle: T\nid: a\n```\n";
    assert_eq!(said(twice), [("duplicate-id", "a")]);
    assert_eq!(html("```z\nchart\n```"), "<pre><code class=\"language-z\">chart\n</code></pre>\n");
}

#[test]
fn dollars_are_dollars_unless_the_note_asks_for_mathematics() {
    assert_eq!(html("价格$5到$10之间, US$100 and US$200"), "<p>价格$5到$10之间, US$100 and US$200</p>\n");
}

#[cfg(feature = "math")]
#[test]
fn formulas_are_set_where_the_note_asks_for_them() {
    let languages = ["en".to_owned()];
    let reading = Reading {
        base: "",
        file: "",
        languages: &languages,
        lang: Default::default(),
        math: true,
        html: false,
        report: false,
    };
    let text = "a $x<y$ b\n\n$$\\frac{1}{2}$$\n\n$\\nosuch$";
    let found = body(text, Span::new(FileId(0), 0, text.len()), reading);
    let html = shown(&found.value.prose);
    assert!(html.contains("<p>a <math") && html.contains("display=\"block\""), "{html}");
    assert_eq!(found.diagnostics.len(), 1);
    assert_eq!((found.diagnostics[0].code, found.diagnostics[0].span.start), ("bad-formula", 28));
}

#[test]
fn code_behind_a_verb_is_a_reference() {
    let read = read(
        "## At {fact}`a b=1`\n\nIt is {change}`c d=1..2`, \\{fact}`no`, {num}`75%`; [x {sum}`e`](https://x.org).",
    );
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let html = shown(&read.value.prose);
    assert!(html.contains("<h2 id=\"at\">At {fact 0 a b=1}</h2>"), "{html}");
    assert!(html.contains("It is {change 1 c d=1..2}, {fact}<code>no</code>, 75%; "), "{html}");
    assert!(html.contains("x {sum 2 e}</a>"), "{html}");
    let spoken = crate::model::fact::filled(&read.value.plain, &["A".into(), "B".into(), "C".into()]);
    assert_eq!(spoken, "At A\nIt is B, {fact}no, 75%; x C.");
}

#[test]
fn a_reference_stands_at_its_place_also_in_a_table() {
    let text = "| a |\n|---|\n| 价 {fact}`p.q r=s` |\n";
    let body = read(text).value;
    let RawRef::Fact(mark) = &body.prose.holes[0].fill else { panic!("a fact") };
    assert_eq!(&text[mark.text.span.start as usize..mark.text.span.end as usize], "p.q r=s");
}
