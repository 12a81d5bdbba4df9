//! What a synthetic site needs beside its notes: `site.yaml`, sources and two datasets with their schemas.

use std::fs;
use std::io;
use std::path::Path;

use super::Corpus;
use super::chance::Chance;
use super::front;
use super::words::{AUTHORS, RATINGS};

/// Days in each daily series.
const DAYS: usize = 730;

/// Writes everything beside the notes into the content folder.
pub fn write(corpus: &Corpus, content: &Path) -> io::Result<()> {
    fs::create_dir_all(content.join("data"))?;
    fs::write(content.join("site.yaml"), site())?;
    fs::write(content.join("sources.yaml"), sources(corpus))?;
    fs::write(content.join("data/usage.csv"), usage(corpus))?;
    fs::write(content.join("data/usage.yaml"), USAGE)?;
    fs::write(content.join("data/prices.csv"), prices(corpus))?;
    fs::write(content.join("data/prices.yaml"), PRICES)
}

fn site() -> String {
    let authors: String = AUTHORS.iter().map(|key| format!("  {key}: {{name: {key}}}\n")).collect();
    format!(
        "title: {{en: Synthetic desk}}\nbase_url: https://research.example/\nlanguages: [en]\ntime_zone: UTC\n\
         publisher: {{name: Synthetic desk}}\nrating_scales:\n  house:\n    labels: [{}]\nauthors:\n{authors}",
        RATINGS.join(", ")
    )
}

fn sources(corpus: &Corpus) -> String {
    let mut text = String::from(
        "panel: {title: Synthetic panel, publisher: Panel, date: 2025-01-01, url: 'https://sources.example/'}\n",
    );
    for cited in corpus.notes.iter().flat_map(|note| front::sources(corpus, note)) {
        let (title, address) = (front::quoted(&cited.title), front::quoted(&front::address(&cited)));
        text += &format!(
            "{}: {{title: {title}, url: {address}, publisher: {}, date: {}}}\n",
            cited.key,
            front::quoted(cited.publisher),
            cited.date
        );
    }
    text
}

fn usage(corpus: &Corpus) -> String {
    let mut text = String::from("date,vendor,metric,value,source\n");
    for vendor in corpus.of_kind("vendors") {
        let mut chance = Chance::new(corpus.seed, &format!("{} usage", vendor.slug));
        for (metric, base) in [("tokens", 4e9), ("requests", 2e6), ("users", 3e5), ("latency", 420.0)] {
            let mut level = base * (0.2 + 2.8 * chance.share());
            for day in 0..DAYS {
                level *= 1.0 + 0.04 * (chance.share() - 0.47);
                text += &format!("{},{},{metric},{level:.0},panel\n", date(day), vendor.slug);
            }
        }
    }
    text
}

fn prices(corpus: &Corpus) -> String {
    let mut text = String::from("date,model,metric,value,currency,source\n");
    for model in corpus.of_kind("models") {
        let mut chance = Chance::new(corpus.seed, &format!("{} price", model.slug));
        let mut day = chance.between(0, 200);
        let mut price = 0.1 + 20.0 * chance.share();
        for _ in 0..chance.between(3, 24) {
            for (metric, factor) in [("input", 1.0), ("output", 4.0)] {
                text += &format!("{},{},{metric},{:.3},USD,panel\n", date(day), model.slug, price * factor);
            }
            day += chance.between(10, 40);
            price *= 0.6 + 0.42 * chance.share();
        }
    }
    text
}

/// The day this many days after the start of 2021, in a calendar of twelve months of 28 days.
fn date(day: usize) -> String {
    format!("{}-{:02}-{:02}", 2021 + day / 336, day % 336 / 28 + 1, day % 28 + 1)
}

const USAGE: &str = "\
title: {en: Daily usage}
fields:
  - {name: date, type: date}
  - {name: vendor, type: string, ref: vendors}
  - {name: metric, type: string, enum: [tokens, requests, users, latency]}
  - {name: value, type: number, minimum: 0}
  - {name: source, type: string, ref: sources}
primaryKey: [date, vendor, metric]
time: date
measure: value
unit: per day
holds: point
";

const PRICES: &str = "\
title: {en: List prices}
fields:
  - {name: date, type: date}
  - {name: model, type: string, ref: models}
  - {name: metric, type: string, enum: [input, output]}
  - {name: value, type: number, minimum: 0}
  - {name: currency, type: string, enum: [USD]}
  - {name: source, type: string, ref: sources}
primaryKey: [date, model, metric, currency]
time: date
measure: value
unit: \"{currency} per 1M tokens\"
holds: until-next
";
