//! What must not be published: restricted rows, drafts, scheduled and expired notes, in no file of the output.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A site in which everything that must not be read holds a word of its own.
const FILES: &[(&str, &str)] = &[
    ("site.yaml", "title: Desk\nbase_url: https://example.org/\nlanguages: [en, zh]\n"),
    ("sources.yaml", "list: {title: Price list}\n"),
    ("vendors/acme.md", "---\ntitle: Acme\n---\nMakes [One](../models/one.md).\n"),
    ("models/one.md", "---\ntitle: One\nvendor: acme\nreleased: 2025-01-01\n---\nText.\n"),
    ("models/two.md", "---\ntitle: Two\nvendor: acme\nreleased: 2025-02-01\nsupersedes: one\n---\nText.\n"),
    (
        "themes/cuts.md",
        "---\ntitle: Cuts\nmodels: [one]\n---\n```watchlist\ndata: watchlists\ntitle: Names\n```\n",
    ),
    ("reports/view.md", REPORT),
    ("data/days.csv", "date,kind,detail\n2024-01-01,launch,It began\n"),
    (
        "data/days.yaml",
        "fields:\n  - {name: date, type: date}\n  - {name: kind, type: string}\n  - {name: detail, type: string}\ntime: date\n",
    ),
    ("data/vault.csv", VAULT),
    ("data/vault.yaml", VAULT_SIDECAR),
    ("data/events.csv", EVENTS),
    ("data/events.yaml", EVENTS_SIDECAR),
    ("data/watchlists.csv", WATCHLISTS),
    ("data/watchlists.yaml", WATCHLISTS_SIDECAR),
    (
        "reports/zdraftslug/index.md",
        "---\ntitle: Zdrafttitle\ndate: 2025-03-01\ndraft: true\ntags: [zdrafttag, shared]\nsummary: Zdraftsummary\n\
         aliases: [/zdraftalias/]\ntickers: [ZDRAFT.US]\n---\n# Zdrafthead\n\nZdraftbody [One](../../models/one.md).\n\n![Zdraftalt](zdraftpic.gif)\n",
    ),
    ("reports/zdraftslug/zdraftpic.gif", "GIF89a\u{1}\0\u{1}\0zdraftbytes"),
    (
        "reports/zlaterslug/index.md",
        "---\ntitle: Zlatertitle\ndate: 2025-03-01\npublish_at: 2027-01-01\ntags: [zlatertag, shared]\n---\nZlaterbody.\n",
    ),
    ("reports/zlaterslug/zlaterfile.pdf", "zlaterbytes"),
    ("models/zdraftmodel.md", "---\ntitle: Zdraftname\nvendor: acme\ndraft: true\n---\nText.\n"),
    ("vendors/zlatervendor.md", "---\ntitle: Zlatername\npublish_at: 2027-01-01\n---\nText.\n"),
    (
        "data/prices.csv",
        "date,model,vendor,value,note,source\n2025-01-01,zdraftmodel,acme,7,Zdraftremark,list\n2025-02-01,one,acme,3,,list\n\
         2025-03-01,one,zlatervendor,4,Zlaterremark,list\n2025-04-01,zdraftmodel,acme,8,,list\n",
    ),
    (
        "data/prices.yaml",
        "fields:\n  - {name: date, type: date}\n  - {name: model, type: string, ref: models, \
         enum: [one, zdraftmodel, two], labels: {zdraftmodel: Zdraftlabel}}\n  \
         - {name: vendor, type: string, ref: vendors}\n  - {name: value, type: number}\n  - {name: note, type: string}\n  \
         - {name: source, type: string, ref: sources}\nprimaryKey: [date, model, vendor]\ntime: date\nmeasure: value\nunit: USD\n",
    ),
    (
        "reports/old.md",
        "---\ntitle: Zexpiredtitle\ndate: 2024-03-01\nexpires_at: 2025-01-01\ntags: [zexpiredtag, shared]\nsummary: Zexpiredsummary\n---\nZexpiredbody.\n\n```timeline\ntitle: Zexpiredfigure\ndata: days\n```\n",
    ),
];

const REPORT: &str = "---\ntitle: A view\ndate: 2025-12-01\ntags: [shared]\n---\nOne of {sum}`prices`.\n\n\
    ```chart\nkind: line\ntitle: Open\ndata: prices\nx: date\ny: value\nseries: model\n```\n\n\
    ```table\ntitle: All\ndata: prices\n```\n\n\
    ```chart\nkind: step\ntitle: Prices\ndata: vault\nx: date\ny: value\nseries: model\nwhere: {metric: output}\n```\n\n\
    ```table\ntitle: Rows\ndata: vault\n```\n\n\
    ```table\ntitle: Cross\ndata: vault\nrows: model\ncolumns: metric\nvalue: value\n```\n\n\
    ```table\ntitle: Matrix\nmatrix: {models: [one, two], attributes: [vendor, vault.output]}\n```\n\n\
    ```chart\nkind: scatter\ntitle: Dots\nlabel: model\nx: vault.output\ny: vault.input\n```\n\n\
    ```chart\nkind: bar\ntitle: Bars\ndata: vault\nx: model\ny: value\nwhere: {metric: input}\n```\n\n\
    ```timeline\ntitle: Days\ndata: events\n```\n\n\
    ```watchlist\ntitle: Names\ndata: watchlists\n```\n";

const VAULT: &str = "date,model,metric,value,ticker,company,note,source\n\
    2025-01-01,one,output,71.53197,VLT1.US,Zvaultfirm,Zvaultnote,list\n2025-03-01,one,output,42.86421,VLT1.US,Zvaultfirm,Zvaultnote,list\n\
    2025-02-01,two,output,33.97531,VLT1.US,Zvaultfirm,Zvaultnote,list\n2025-02-01,one,input,17.64283,VLT1.US,Zvaultfirm,Zvaultnote,list\n\
    2025-02-01,two,input,25.31975,VLT1.US,Zvaultfirm,Zvaultnote,list\n";
const VAULT_SIDECAR: &str = "title: Vault\nfields:\n  - {name: date, type: date}\n  - {name: model, type: string, ref: models}\n  \
    - {name: metric, type: string}\n  - {name: value, type: number}\n  - {name: ticker, type: string}\n  - {name: company, type: string}\n  \
    - {name: note, type: string}\n  - {name: source, type: string, ref: sources}\nprimaryKey: [date, model, metric]\n\
    time: date\nmeasure: value\nunit: USD\nholds: until-next\nattribution: \"Vault data, as of {as_of}\"\nredistribute: false\n";
const EVENTS: &str = "date,kind,model,detail\n2025-05-01,launch,one,Zeventdetail\n";
const EVENTS_SIDECAR: &str = "fields:\n  - {name: date, type: date}\n  - {name: kind, type: string}\n  \
    - {name: model, type: string, ref: models}\n  - {name: detail, type: string}\ntime: date\nredistribute: false\n";
const WATCHLISTS: &str = "sector,ticker,company,note\nChips,WTC1.US,Zwatchfirm,Zwatchnote\n";
const WATCHLISTS_SIDECAR: &str = "fields:\n  - {name: sector, type: string}\n  - {name: ticker, type: string}\n  \
    - {name: company, type: string}\n  - {name: note, type: string}\nredistribute: false\n";

/// Words of restricted rows: values in full, texts.
const ROWS: &[&str] = &[
    "71.53197",
    "42.86421",
    "33.97531",
    "17.64283",
    "25.31975",
    "VLT1",
    "Zvaultfirm",
    "Zvaultnote",
    "Zeventdetail",
    "WTC1",
    "Zwatchfirm",
    "Zwatchnote",
];

/// Every file of the output by its path.
fn published() -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in FILES {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("making a folder");
        fs::write(path, text).expect("writing a file");
    }
    let made = Command::new(env!("CARGO_BIN_EXE_tearsheet"))
        .current_dir(folder.path())
        .args(["build", "--quiet", "--now", "2026-01-15"])
        .output()
        .expect("running tearsheet");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut files = BTreeMap::new();
    gather(&folder.path().join("public"), "", &mut files);
    files
}

fn gather(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => gather(&entry.path(), &format!("{name}/"), files),
            false => {
                let bytes = fs::read(entry.path()).expect("a file");
                assert!(!bytes.starts_with(&[0x1f, 0x8b]), "{name} is compressed: read what is in it");
                files.insert(name, bytes);
            }
        }
    }
}

/// Where words stand, in paths and in files, whatever their case.
fn places(files: &BTreeMap<String, Vec<u8>>, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in files {
        let text = format!("{path}\n{}", String::from_utf8_lossy(bytes)).to_lowercase();
        let here = words.iter().filter(|word| text.contains(&word.to_lowercase()));
        found.extend(here.map(|word| format!("{path}: {word}")));
    }
    found
}

#[test]
fn no_file_holds_a_restricted_row() {
    let files = published();
    assert_eq!(places(&files, ROWS), [""; 0]);
    let page = String::from_utf8_lossy(&files["data/vault/index.html"]).into_owned();
    assert!(page.contains("licence"), "the page says why there is no download");
    let report = String::from_utf8_lossy(&files["reports/view/index.html"]).into_owned();
    assert!(report.contains("<svg"), "the chart is drawn");
    assert!(report.contains("Vault data, as of"), "each use carries the wording of the licence");
    let api = String::from_utf8_lossy(&files["api/datasets.json"]).into_owned();
    assert!(api.contains("\"redistribute\": false"), "{api}");
}

#[test]
fn no_file_tells_of_drafts_and_scheduled_notes() {
    let files = published();
    assert_eq!(places(&files, &["zdraft", "zlater"]), [""; 0]);
    // Rows about them are left out of what is counted, too.
    let report = String::from_utf8_lossy(&files["reports/view/index.html"]).into_owned();
    assert!(report.contains("class=\"fact\" id=\"at-fact-1\" value=\"3\""), "{report}");
}

#[test]
fn an_expired_note_is_told_of_on_its_own_page_alone() {
    let files = published();
    let own = ["reports/old/", "api/notes/reports/old.json", ".tearsheet-output"];
    let mut told = places(&files, &["zexpired"]);
    told.retain(|place| !own.iter().any(|own| place.starts_with(own)));
    assert_eq!(told, [""; 0]);
    assert!(files.contains_key("reports/old/index.html"), "it keeps its address");
    let sitemap = String::from_utf8_lossy(&files["sitemap.xml"]).into_owned();
    assert!(!sitemap.contains("/reports/old/"));
}

#[test]
fn a_planted_word_is_found() {
    let files = BTreeMap::from([("a/Secret.html".to_owned(), b"x 71.53197 y".to_vec())]);
    assert_eq!(places(&files, &["71.53197", "secret", "other"]).len(), 2);
}
