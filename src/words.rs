//! The words that pages say by themselves, in English and in Chinese: one table for the whole site.
//!
//! Sentences that are built around numbers are not here: they stand where they are built, in both languages side by side.

use crate::format::Lang;

/// A word or phrase of the interface; an unknown key comes back as it is.
pub fn word(lang: Lang, key: &str) -> &str {
    match WORDS.binary_search_by(|entry| entry.0.cmp(key)) {
        Ok(found) => lang.pick(WORDS[found].1, WORDS[found].2),
        Err(_) => key,
    }
}

/// The name of a country by its code (`US`); a code that is not known comes back as it is.
pub fn country(lang: Lang, code: &str) -> &str {
    of_kind(lang, "country", code)
}

/// The words for what a model takes or gives (`image`), in a row; one that is not known stays as it is.
pub fn modalities(lang: Lang, names: &[String]) -> String {
    let words: Vec<&str> = names.iter().map(|name| of_kind(lang, "modality", name)).collect();
    words.join(word(lang, "comma"))
}

/// What a kind of chart is called, by its word in a fence (`bar`).
pub fn chart_kind(lang: Lang, kind: &'static str) -> &'static str {
    of_kind(lang, "chart", kind)
}

/// The word for the status of a row; one that is not known comes back as it is.
pub fn row_status(lang: Lang, status: &str) -> &str {
    match status {
        "effective" | "scheduled" | "cancelled" => word(lang, status),
        _ => status,
    }
}

fn of_kind<'n>(lang: Lang, kind: &str, name: &'n str) -> &'n str {
    let key = format!("{kind}_{}", name.to_ascii_lowercase());
    match WORDS.binary_search_by(|entry| entry.0.cmp(key.as_str())) {
        Ok(found) => lang.pick(WORDS[found].1, WORDS[found].2),
        Err(_) => name,
    }
}

/// A phrase with its places filled in: `{name}` stands for the value of that name.
pub fn phrase(lang: Lang, key: &str, values: &[(&str, &str)]) -> String {
    let mut text = word(lang, key).to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// The whole table in a language, in order of the keys.
pub fn all(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.iter().map(move |(key, en, zh)| (*key, lang.pick(*en, *zh)))
}

/// Key, English, Chinese; sorted by key. Keys are written so that templates can say `w.key`.
#[rustfmt::skip]
const WORDS: &[(&str, &str, &str)] = &[
    ("about", "About", "关于"),
    ("accessed", "read", "查阅于"),
    ("all_reports", "All reports", "全部报告"),
    ("all_rows", "All rows", "全部数据"),
    ("also_known_as", "Also known as", "又名"),
    ("announced", "announced", "已公布"),
    ("archived", "This note has passed its date of validity and is kept for the record.", "本文已过时效，仅供存档。"),
    ("as_of", "as of {date}", "截至{date}"),
    ("as_of_label", "Data as of", "数据截至"),
    ("attribute", "Attribute", "项目"),
    ("attribution", "Attribution", "署名要求"),
    ("authors", "By", "作者"),
    ("available", "available", "可用"),
    ("back_to_text", "Back to the text", "返回正文"),
    ("backlinks", "Mentioned in", "引用本文的页面"),
    ("benchmark", "Benchmark", "基准"),
    ("cancelled", "cancelled", "已取消"),
    ("certificate", "Certificate", "证书编号"),
    ("change", "Event", "事项"),
    ("change_about", "About", "对象"),
    ("change_correction", "Correction", "更正"),
    ("change_effective", "Date", "日期"),
    ("change_from_to", "Old → new", "变化"),
    ("change_price", "Price", "价格"),
    ("change_release", "Release", "发布"),
    ("change_scheduled", "scheduled", "预定，尚未生效"),
    ("change_since", "From {date}.", "自{date}起。"),
    ("changes", "Changes", "变动"),
    ("changes_intro", "Price changes, releases, ratings and corrections, newest first. What is only scheduled is marked so: it is not in force.", "价格、发布、评级与更正，按时间倒序。仅预定而未生效的变动已注明。"),
    ("chart_area", "Stacked area chart", "堆积面积图"),
    ("chart_bar", "Bar chart", "条形图"),
    ("chart_column", "Column chart", "柱形图"),
    ("chart_data", "Data table", "数据表"),
    ("chart_dumbbell", "Dumbbell chart", "哑铃图"),
    ("chart_index", "Indexed line chart", "指数化折线图"),
    ("chart_line", "Line chart", "折线图"),
    ("chart_matrix", "Heat table", "热力表"),
    ("chart_multiples", "Small multiples", "分面折线图"),
    ("chart_range", "Range chart", "区间图"),
    ("chart_scatter", "Scatter chart", "散点图"),
    ("chart_share", "Chart of shares", "占比面积图"),
    ("chart_slope", "Slope chart", "斜率图"),
    ("chart_step", "Step chart", "阶梯图"),
    ("chart_timeline", "Timeline", "时间线"),
    ("charts", "Charts", "图"),
    ("cite", "Cite this figure", "引用本图"),
    ("cite_table", "Cite this table", "引用本表"),
    ("cited_by", "Cited in", "被引用于"),
    ("cited_rows", "Rows cited in texts", "文中引用的数据行"),
    ("cited_rows_intro", "The rows behind numbers in the texts of this site, with their sources and where they are cited.", "本站正文数字所依据的数据行、来源及引用之处。"),
    ("colon", ": ", "："),
    ("column", "Column", "列"),
    ("columns", "Columns", "各列含义"),
    ("comma", ", ", "、"),
    ("company", "Company", "公司"),
    ("compare", "Compare", "对比"),
    ("compare_intro", "Models side by side. A cell shows the value in force today; what we do not know is marked so, whether its vendor has disclosed it or not.", "模型并列对比。每格为今日有效的数值；我们未见到的注明“未见披露”，不表示厂商没有披露。"),
    ("conflict_alias", "A name that moved", "别名改指"),
    ("conflict_definition", "Different definitions or units", "口径或单位不同"),
    ("conflict_scheduled", "One is planned or dated later", "一方为预定或日期较晚"),
    ("conflict_slip", "A slip", "录入错误"),
    ("conflict_stale", "One was not kept up", "一方未更新"),
    ("conflicts", "Where sources disagree", "数据分歧"),
    ("conflicts_intro", "Rows of several sources on one fact, why they differ, and which one this site uses.", "同一事实的不同来源、分歧原因，以及本站采用哪一个。"),
    ("contents", "Contents", "目录"),
    ("context_tokens", "Context", "上下文长度"),
    ("copy", "Copy", "复制"),
    ("corrected", "Corrected", "已更正"),
    ("corrections", "Corrections", "更正"),
    ("corrections_intro", "What was changed in published reports, and when.", "已发布报告的更正内容与日期。"),
    ("corrections_none", "No published report has been corrected.", "尚无报告被更正。"),
    ("counter_evidence", "Evidence against", "反面证据"),
    ("country", "Country", "国家或地区"),
    ("country_ae", "United Arab Emirates", "阿联酋"),
    ("country_ca", "Canada", "加拿大"),
    ("country_cn", "China", "中国"),
    ("country_de", "Germany", "德国"),
    ("country_fr", "France", "法国"),
    ("country_gb", "United Kingdom", "英国"),
    ("country_hk", "Hong Kong", "中国香港"),
    ("country_il", "Israel", "以色列"),
    ("country_in", "India", "印度"),
    ("country_jp", "Japan", "日本"),
    ("country_kr", "South Korea", "韩国"),
    ("country_sg", "Singapore", "新加坡"),
    ("country_tw", "Taiwan", "中国台湾"),
    ("country_us", "United States", "美国"),
    ("course", "Course", "走势"),
    ("course_change", "Change", "变动"),
    ("course_first", "First", "首值"),
    ("course_last", "Last", "末值"),
    ("course_series", "Series", "系列"),
    ("coverage", "Coverage", "时间范围"),
    ("coverage_ahead", "plans, estimates and periods that are not over to {date}", "计划、预测及未结束期间至{date}"),
    ("crumbs", "Breadcrumb", "当前位置"),
    ("current_language", "This page is in English", "本页为中文"),
    ("data", "Data", "数据"),
    ("data_intro", "The datasets behind every figure, with their columns, licences and downloads.", "所有图表背后的数据集：列定义、许可与下载。"),
    ("dataset", "Dataset", "数据集"),
    ("datasets", "Datasets", "数据集"),
    ("date", "Date", "日期"),
    ("delta", "Change", "变动"),
    ("deprecated", "deprecated", "已弃用"),
    ("desk_stance", "Stance", "立场"),
    ("disclosures", "Disclosures", "披露"),
    ("disputed_left_out", "Models on whose price sources differ are left out.", "来源对标价有分歧的模型未列入。"),
    ("disputed_periods_left_out", "Periods on which sources differ are left out.", "来源有分歧的期间未列入。"),
    ("download", "Download", "下载"),
    ("download_csv", "CSV", "CSV"),
    ("download_json", "JSON", "JSON"),
    ("download_png", "PNG", "PNG"),
    ("download_svg", "SVG", "SVG"),
    ("effective", "in force", "生效"),
    ("empty_list", "Nothing here yet.", "暂无内容。"),
    ("evidence", "Evidence", "正面证据"),
    ("exchange", "Exchange", "交易所"),
    ("fact_beside", " beside ", "，同列："),
    ("fact_cagr", "Growth a year", "年均增速"),
    ("fact_change", "Change", "变化"),
    ("fact_difference", "Difference", "差额"),
    ("fact_of", " of ", "，占："),
    ("fact_rank", "Rank", "排名"),
    ("fact_rank_of", "Rank among {n} rows", "{n}行中排名"),
    ("fact_ratio", "Ratio", "倍数"),
    ("fact_share", "Share", "占比"),
    ("fact_share_of", "Share of {n} rows", "{n}行中占比"),
    ("fact_share_of_one", "Share of {total}", "占{total}的比重"),
    ("fact_share_of_total", "Share of {total}, the sum of {n} rows", "占{total}（{n}行合计）的比重"),
    ("fact_sum", "Sum", "合计"),
    ("fact_sum_of", "Sum of {n} rows", "{n}行合计"),
    ("facts", "At a glance", "概览"),
    ("family", "Family", "系列"),
    ("feed", "Feed", "订阅"),
    (
        "feed_purpose",
        "This is a feed: put its address into a feed reader, and what is new comes to you. The page it is about:",
        "这是订阅源：把它的地址加入阅读器，即可收到更新。对应网页：",
    ),
    ("figure", "Figure {n}", "图 {n}"),
    ("figure_list", "Figures and tables", "图表目录"),
    ("figures", "Figures", "图表"),
    ("figures_intro", "Every figure and table on the site.", "全站图表目录。"),
    ("filter", "Filter rows", "筛选行"),
    ("founded", "Founded", "成立"),
    ("freshness", "Freshness", "时效"),
    ("from_report", "From the report", "图表出处"),
    ("highest", "Highest", "最高"),
    ("home", "Home", "首页"),
    ("horizon", "Horizon", "评级期限"),
    ("internal_only", "The licence of this dataset does not allow its rows to be downloaded.", "该数据集的许可不允许下载原始数据。"),
    ("key_points", "Key points", "要点"),
    ("language", "Language", "语言"),
    ("language_name", "English", "中文"),
    ("last_set", "Last set", "最近生效"),
    ("latest_changes", "What changed", "最新变化"),
    ("latest_models", "New models", "最新模型"),
    ("latest_reports", "Reports", "研究报告"),
    ("latest_row", "latest row {date}, {n} days ago", "最新一行为{date}，距今{n}天"),
    ("left_out", "{n} rows are left out; the CSV file has them all.", "另有 {n} 行从略，完整数据见 CSV。"),
    ("license", "Licence", "许可"),
    ("listed_in", "In these lists", "所在名单"),
    ("lowest", "Lowest", "最低"),
    ("meaning", "Meaning", "含义"),
    ("measure", "Measure", "指标"),
    ("measure_count", "Values", "数值个数"),
    ("menu", "Menu", "菜单"),
    ("missing_intro", "There is no page at this address. It may have moved; the search page lists everything.", "该地址没有页面，可能已移动。搜索页列有全部内容。"),
    ("missing_title", "Page not found", "未找到页面"),
    ("modalities", "Modalities", "模态"),
    ("modality_audio", "audio", "音频"),
    ("modality_code", "code", "代码"),
    ("modality_file", "file", "文件"),
    ("modality_image", "image", "图像"),
    ("modality_pdf", "PDF", "PDF"),
    ("modality_speech", "speech", "语音"),
    ("modality_text", "text", "文本"),
    ("modality_video", "video", "视频"),
    ("model", "Model", "模型"),
    ("models", "Models", "模型"),
    ("more", "and {n} more", "另{n}项"),
    ("next", "Next", "下一页"),
    ("no", "no", "否"),
    ("no_data", "no data", "无数据"),
    ("not_disclosed", "not disclosed", "未披露"),
    (
        "not_disclosed_left_out",
        "{count} of {all} periods are left out: a vendor's value is not disclosed there.",
        "{all}个期间中有{count}个未计入：其中有厂商的数值未披露。",
    ),
    ("notes", "Notes", "文章"),
    ("now", "now ", "现为"),
    ("now_called", "This page has moved to", "本页已移至"),
    ("now_once", "restated as ", "更正为"),
    ("now_removed", "now removed", "现已删除"),
    ("numbers", "Numbers in the text", "文中数据"),
    ("one_figure", "figure", "图表"),
    ("only_begun", "The period that began on {date} is not over and is left out.", "自{date}开始的期间尚未结束，未计入。"),
    ("only_part", "Only rows with {name}: {value}.", "仅含{name}为{value}的行。"),
    ("open_weights", "Open weights", "开放权重"),
    ("other", "Other", "其他"),
    ("other_language", "in {language}", "{language}"),
    ("page", "Page", "页面"),
    ("page_of", "Page {n} of {total}", "第 {n} 页，共 {total} 页"),
    ("pages", "Pages", "页面"),
    ("parameters", "Parameters", "参数量"),
    ("parent", "Parent company", "母公司"),
    ("part_after", "after", "变动后"),
    ("part_before", "before", "变动前"),
    ("pause", ", ", "，"),
    ("permalink", "Link", "链接"),
    ("preview", "preview", "预览"),
    ("previous", "Previous", "上一页"),
    ("previous_rating", "previously {rating}", "前次：{rating}"),
    ("pricing", "Pricing", "价格"),
    ("pricing_intro", "List prices of model APIs as published, each with its source and the day it took effect.", "模型 API 公开标价，逐条注明来源与生效日。"),
    ("published", "Published", "发布"),
    ("publisher", "Publisher", "发布方"),
    ("range", "Range", "区间"),
    ("rating", "Rating", "评级"),
    ("rating_scale", "Rating scale", "评级标准"),
    ("ratings", "Ratings", "评级"),
    ("related", "Related", "相关内容"),
    ("released", "Released", "发布日期"),
    ("report", "Report", "报告"),
    ("reports", "Reports", "报告"),
    ("restated", "restated since", "此后重述"),
    ("restated_here", "Restated since.", "此后重述。"),
    ("restated_kept_back", "Restated since: {row}. Its licence keeps the values back.", "此后重述：{row}；受许可限制，不公布数值。"),
    ("restated_once", "Restated: {row} was {then} and became {now}.", "重述：{row}，原为{then}，更正为{now}。"),
    ("restated_removed", "Restated since: {row} was {then} and is now removed.", "此后重述：{row}，当时为{then}，现已删除。"),
    ("restated_since", "Restated since: {row} was {then} and is now {now}.", "此后重述：{row}，当时为{then}，现为{now}。"),
    ("retired", "retired", "已下线"),
    ("reviewed_by", "Reviewed by", "复核"),
    ("risks", "Risks", "风险"),
    ("row", "Row", "数据行"),
    ("rows", "rows", "行"),
    ("rows_n", "{n} rows", "{n} 行"),
    ("rows_of", "The newest {n} of {m} rows.", "最新 {n} 行，共 {m} 行。"),
    ("scheduled", "scheduled", "预定"),
    ("search", "Search", "搜索"),
    ("search_count", "Results: {total}", "共 {total} 条结果"),
    ("search_intro", "Search the texts, names, figures and data of this site, or browse everything below.", "搜索全站正文、名称、图表与数据，或浏览下方全部内容。"),
    ("search_label", "Search the site", "站内搜索"),
    ("search_more", "Show more", "显示更多"),
    ("search_none", "Nothing found.", "没有结果。"),
    ("search_part", "{n} of {total}", "{total} 条结果中的前 {n} 条"),
    ("sector", "Sector", "行业"),
    ("signatures", "Signatories", "署名人"),
    ("skip", "Skip to content", "跳到正文"),
    ("sort", "Sort", "排序"),
    ("source", "Source", "来源"),
    ("source_line", "Source: {sources}", "资料来源：{sources}"),
    ("sources", "Sources", "资料来源"),
    ("sources_differ", "Sources differ on {n} of these rows.", "其中{n}行的来源有分歧。"),
    ("sources_differ_here", "Sources differ.", "来源有分歧。"),
    ("sources_disagree", "sources differ", "来源不一"),
    ("sources_intro", "Everything cited on this site, and where.", "全站引用的资料及引用位置。"),
    ("sources_line", "Sources: {sources}", "资料来源：{sources}"),
    ("stale", "stale", "已过时"),
    ("stale_after", "stale after {limit} days", "超过{limit}天视为过时"),
    ("stale_for", "Not updated for {n} days; the limit is {limit}.", "已{n}天未更新（上限{limit}天）。"),
    ("stale_note", "Some of the data on this page are older than their limit; figures and the list of numbers in the text say which.", "本页部分数据已超过时效，见各图表说明与文中数据列表。"),
    ("status", "Status", "状态"),
    ("superseded", "This report supersedes", "本报告取代"),
    ("supersedes", "Supersedes", "前代"),
    ("table", "Table {n}", "表 {n}"),
    ("tables", "Tables", "表格"),
    ("tag", "Tag", "标签"),
    ("tags", "Tags", "标签"),
    ("target_price", "Target price", "目标价"),
    ("theme", "Theme", "主题"),
    ("theme_toggle", "Light or dark", "切换明暗"),
    ("themes", "Themes", "主题"),
    ("then", "then ", "当时为"),
    ("thesis", "Thesis", "论点"),
    ("ticker", "Ticker", "代码"),
    ("tickers", "Tickers", "证券代码"),
    ("tickers_intro", "Every ticker that our notes and lists give, and where. A company that none of them gives with a ticker has no page here.", "本站文章与名单给出的证券代码及出处。未给出代码的公司不在其列。"),
    ("timeline", "Timeline", "时间线"),
    ("timeline_intro", "The dated events of our data in order of time: releases, price changes, funding, infrastructure.", "本站数据所载的大事记：模型发布、价格调整、融资与基础设施。"),
    ("to_top", "Back to top", "回到顶部"),
    ("too_few_rows", "The data have too few rows for a figure yet.", "数据尚不足以成图。"),
    ("total", "Total", "合计"),
    ("type", "Type", "类型"),
    ("type_boolean", "true or false", "是或否"),
    ("type_date", "date", "日期"),
    ("type_integer", "whole number", "整数"),
    ("type_number", "number", "数值"),
    ("type_period", "period", "期间"),
    ("type_string", "text", "文本"),
    ("unit", "Unit", "单位"),
    ("unknown", "not known to us", "未见披露"),
    ("untitled", "Untitled", "无题"),
    ("updated", "Updated", "更新"),
    ("usage", "Usage", "用量"),
    ("usage_intro", "Tokens served, by vendor and by model, as far as public counts go.", "按厂商与模型统计的公开 token 用量。"),
    ("used", "Used", "采用"),
    ("value", "Value", "数值"),
    ("vendor", "Vendor", "厂商"),
    ("vendors", "Vendors", "厂商"),
    ("watchlist", "Watch-list", "关注名单"),
    ("website", "Website", "网站"),
    ("whole_site", "Whole site", "全站"),
    ("withheld", "withheld by licence", "受许可限制，不公布"),
    ("yes", "yes", "是"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_word_is_there_in_both_languages() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0), "keys are sorted and unique");
        for (key, en, zh) in WORDS {
            assert!(!en.is_empty() && !zh.is_empty(), "{key}");
            assert!(key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{key}");
        }
    }

    #[test]
    fn a_phrase_takes_its_values() {
        assert_eq!(phrase(Lang::En, "figure", &[("n", "3")]), "Figure 3");
        assert_eq!(phrase(Lang::Zh, "figure", &[("n", "3")]), "图 3");
        assert_eq!((country(Lang::Zh, "CN"), country(Lang::En, "XX")), ("中国", "XX"));
        assert_eq!(word(Lang::Zh, "no such key"), "no such key");
    }
}
