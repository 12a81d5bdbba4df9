//! Publishing as readers and other programs see it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::*;
use tearsheet::disk::SiteFolder;
use tearsheet::disk::publish::{self, MARKER, Stage, Tally};
use tearsheet::model::output::{Output, OutputContent};
use tearsheet::source::Sources;

/// A site folder in a place of its own, and an output folder beside it.
struct Place {
    folder: tempfile::TempDir,
    site: SiteFolder,
    out: PathBuf,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("site/content")).unwrap();
        let site = SiteFolder::find(&folder.path().join("site/content")).unwrap();
        let out = folder.path().join("site/public");
        Place { folder, site, out }
    }

    /// Publishes these files.
    fn publish(&self, files: &[(&str, &str)]) -> anyhow::Result<Tally> {
        let sources = Sources::default();
        let target = publish::check(&self.out, &self.site, None)?;
        let stage = Stage::begin(&target, &self.site, &sources)?;
        for (path, text) in files {
            stage.write(&output(path, text))?;
        }
        stage.finish(false)
    }

    /// What lies beside the output folder.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.out.parent().unwrap()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != "public" && name != "content");
        names.sort();
        names
    }

    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.out.join(path)).ok()
    }
}

fn output(path: &str, text: &str) -> Output {
    Output { path: path.to_owned(), content: OutputContent::Bytes(text.as_bytes().to_vec().into()) }
}

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn stale_pages_go_and_files_of_others_stay() {
    let place = Place::new();
    place.publish(&[("index.html", "1"), ("old/index.html", "1"), ("both/index.html", "1")]).unwrap();
    fs::write(place.out.join("old/mine.txt"), "mine").unwrap();
    fs::create_dir_all(place.out.join("empty/folder")).unwrap();
    let tally = place.publish(&[("index.html", "2"), ("both/index.html", "1")]).unwrap();
    assert_eq!((tally.files, tally.kept, tally.removed), (2, 1, 1));
    assert_eq!(place.text("index.html").as_deref(), Some("2"));
    assert_eq!(place.text("old/index.html"), None);
    assert_eq!(place.text("old/mine.txt").as_deref(), Some("mine"));
    assert!(place.out.join("empty/folder").is_dir());
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn a_file_of_others_in_the_place_of_a_page_is_an_error_and_nothing_changes() {
    let place = Place::new();
    place.publish(&[("index.html", "1")]).unwrap();
    fs::write(place.out.join("about"), "mine").unwrap();
    let before = tree(&place.out);
    let error = place.publish(&[("index.html", "2"), ("about/index.html", "2")]).unwrap_err();
    assert!(error.to_string().contains("was not made by tearsheet"), "{error}");
    fs::rename(place.out.join("about"), place.out.join("about2")).unwrap();
    place.publish(&[("index.html", "2"), ("about/index.html", "2")]).unwrap();
    fs::rename(place.out.join("about2"), place.out.join("mine")).unwrap();
    assert!(place.publish(&[("mine", "2")]).is_err());
    assert!(before.len() < tree(&place.out).len());
    assert_eq!(place.text("mine").as_deref(), Some("mine"));
}

#[cfg(unix)]
#[test]
fn equal_files_keep_inode_and_time_and_links_of_others_stay_links() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let place = Place::new();
    place.publish(&[("a/index.html", "same"), ("b/index.html", "1")]).unwrap();
    symlink("a", place.out.join("link")).unwrap();
    let before = fs::metadata(place.out.join("a/index.html")).unwrap();
    place.publish(&[("a/index.html", "same"), ("b/index.html", "2")]).unwrap();
    let after = fs::metadata(place.out.join("a/index.html")).unwrap();
    assert_eq!((before.ino(), before.mtime_nsec()), (after.ino(), after.mtime_nsec()));
    assert_eq!(fs::read_link(place.out.join("link")).unwrap(), Path::new("a"));
    assert_eq!(place.text("b/index.html").as_deref(), Some("2"));
}

#[test]
fn a_published_file_that_was_tampered_with_is_written_anew() {
    let place = Place::new();
    place.publish(&[("index.html", "true")]).unwrap();
    fs::write(place.out.join("index.html"), "lies").unwrap();
    place.publish(&[("index.html", "true")]).unwrap();
    assert_eq!(place.text("index.html").as_deref(), Some("true"));
}

#[test]
fn a_stale_page_that_somebody_edited_stays_and_is_told() {
    let place = Place::new();
    place.publish(&[("a.html", "a"), ("b.html", "b"), ("c.html", "c")]).unwrap();
    fs::write(place.out.join("b.html"), "mine now").unwrap();
    let tally = place.publish(&[("a.html", "a")]).unwrap();
    assert_eq!(place.text("b.html").as_deref(), Some("mine now"));
    assert_eq!(place.text("c.html"), None);
    assert!(tally.removed == 1 && tally.notes.iter().any(|note| note.contains("b.html")), "{tally:?}");
}

#[test]
fn a_file_whose_path_names_it_is_taken_over_as_long_as_it_is_whole() {
    let place = Place::new();
    let kept = |path: &str| {
        let sources = Sources::default();
        let target = publish::check(&place.out, &place.site, None).unwrap();
        let stage = Stage::begin(&target, &place.site, &sources).unwrap();
        let kept = stage.keep(path).unwrap();
        if !kept {
            stage.write(&output(path, "picture")).unwrap();
        }
        stage.finish(false).unwrap();
        kept
    };
    assert!(!kept("card.1.png"), "there is none yet");
    assert!(kept("card.1.png"));
    assert_eq!(place.text("card.1.png").as_deref(), Some("picture"));
    fs::write(place.out.join("card.1.png"), "pictuRe").unwrap();
    assert!(!kept("card.1.png"), "somebody changed it");
    assert_eq!(place.text("card.1.png").as_deref(), Some("picture"));
    assert!(!kept("card.2.png"));
    assert_eq!(place.text("card.1.png"), None);
}

#[test]
fn a_stage_that_is_dropped_leaves_no_trace() {
    let place = Place { out: PathBuf::new(), ..Place::new() };
    let out = place.folder.path().join("new/deep/public");
    let place = Place { out, ..place };
    let sources = Sources::default();
    let target = publish::check(&place.out, &place.site, None).unwrap();
    let stage = Stage::begin(&target, &place.site, &sources).unwrap();
    stage.write(&output("index.html", "x")).unwrap();
    assert!(place.folder.path().join("new/deep").is_dir());
    drop(stage);
    assert!(!place.folder.path().join("new").exists());
}

#[test]
fn a_path_that_leads_out_is_never_written() {
    let place = Place::new();
    for path in ["../x", "/x", "a/../../x", "", "a//b", ".", MARKER] {
        assert!(place.publish(&[(path, "x")]).is_err(), "{path}");
    }
    assert!(place.publish(&[("a", "1"), ("a", "2")]).is_err(), "two files of one path");
    assert!(!place.out.exists());
    assert_eq!(place.beside(), Vec::<String>::new());
}

/// Reads the first page, the last, and the first again: if the first did not change between, the last
/// must be of the same build.
fn look(out: &Path) -> Option<(String, String)> {
    let read = |name: &str| fs::read_to_string(out.join(name)).ok();
    let (first, last, again) = (read("a.html")?, read("z.html")?, read("a.html")?);
    (first == again).then_some((first, last))
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_reader_sees_the_old_site_or_the_new_one_and_never_none() {
    let place = Place::new();
    let files = |number: usize| -> Vec<(String, String)> {
        let names = ["a.html".to_owned(), "z.html".to_owned()].into_iter();
        let more = (0..40).map(|index| format!("p/{index}/index.html"));
        names.chain(more).map(|name| (name, format!("build {number}"))).collect()
    };
    let publish = |number: usize| {
        let files = files(number);
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        place.publish(&files).unwrap();
    };
    publish(0);
    let (done, out) = (AtomicBool::new(false), &place.out);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut looks = 0;
            while !done.load(Ordering::Relaxed) {
                assert!(out.join("a.html").exists() && out.join(MARKER).exists(), "the site was gone");
                if let Some((first, last)) = look(out) {
                    assert_eq!(first, last, "a mixture");
                    looks += 1;
                }
            }
            looks
        });
        (1..=50).for_each(publish);
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 50);
    });
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn builds_at_once_take_turns() {
    let place = Place::new();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let place = &place;
            scope.spawn(move || {
                let text = number.to_string();
                place
                    .publish(&[("a.html", &text), ("z.html", &text), (&format!("only/{number}"), "x")])
                    .unwrap();
            });
        }
    });
    assert_eq!(place.text("a.html"), place.text("z.html"));
    assert_eq!(fs::read_dir(place.out.join("only")).unwrap().count(), 1);
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[test]
fn what_a_dead_build_left_is_tidied_and_nothing_else() {
    let place = Place::new();
    place.publish(&[("index.html", "1")]).unwrap();
    let beside = |name: &str| place.out.with_file_name(name);
    for name in
        [".public.tearsheet-4194304", ".public.tearsheet-1", ".public.tearsheet-x", ".other.tearsheet-5"]
    {
        fs::create_dir_all(beside(name).join("site/a")).unwrap();
        fs::write(beside(name).join("site/a/half.html"), "half").unwrap();
    }
    let words = "tearsheet stages a site here; a folder like this that stays behind may be deleted\n";
    fs::write(beside(".public.tearsheet-4194304/staging"), words).unwrap();
    fs::write(beside(".public.tearsheet-lock"), "4194304\n").unwrap();
    place.publish(&[("index.html", "2")]).unwrap();
    // The others do not carry our mark, or belong to another output.
    assert_eq!(place.beside(), [".other.tearsheet-5", ".public.tearsheet-1", ".public.tearsheet-x"]);
}

#[test]
fn an_old_site_that_was_moved_aside_by_a_dead_build_comes_back() {
    let place = Place::new();
    place.publish(&[("index.html", "1")]).unwrap();
    fs::write(place.out.join("mine.txt"), "mine").unwrap();
    let work = place.out.with_file_name(".public.tearsheet-4194304");
    fs::create_dir(&work).unwrap();
    fs::write(
        work.join("staging"),
        "tearsheet stages a site here; a folder like this that stays behind may be deleted\n",
    )
    .unwrap();
    fs::rename(&place.out, work.join("old")).unwrap();
    place.publish(&[("index.html", "2")]).unwrap();
    assert_eq!(place.text("index.html").as_deref(), Some("2"));
    assert_eq!(place.text("mine.txt").as_deref(), Some("mine"));
    assert_eq!(place.beside(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_picture_is_copied_linked_when_equal_and_never_through_a_link() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let place = Place::new();
    let picture = place.site.content.join("pic.png");
    fs::write(&picture, "picture").unwrap();
    fs::write(place.folder.path().join("secret"), "secret").unwrap();
    let publish = || -> anyhow::Result<u64> {
        let sources = tearsheet::disk::read(&place.site)?;
        let file = sources.find("content/pic.png").unwrap();
        let target = publish::check(&place.out, &place.site, None)?;
        let stage = Stage::begin(&target, &place.site, &sources)?;
        stage.write(&Output { path: "pic.png".to_owned(), content: OutputContent::Copy(file) })?;
        stage.finish(false)?;
        Ok(fs::metadata(place.out.join("pic.png"))?.ino())
    };
    let first = publish().unwrap();
    assert_eq!(publish().unwrap(), first);
    fs::write(&picture, "another").unwrap();
    assert_ne!(publish().unwrap(), first);
    assert_eq!(place.text("pic.png").as_deref(), Some("another"));
    fs::remove_file(&picture).unwrap();
    symlink("../../secret", &picture).unwrap();
    assert!(publish().is_err());
    assert_eq!(place.text("pic.png").as_deref(), Some("another"));
}

/// Names that pages and people both like to use, so that they meet.
fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["a", "b", "index.html", ".keep", "价"]), 1..4)
        .prop_map(|parts| parts.join("/"))
}

/// Files that can stand side by side: no path is the folder of another.
fn files() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map(name(), "[xyz]{0,2}", 0..8).prop_map(|files| {
        let is_folder = |path: &str, all: &BTreeMap<String, String>| {
            all.keys().any(|other| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')))
        };
        files
            .iter()
            .filter(|(path, _)| !is_folder(path, &files))
            .map(|(p, t)| (p.clone(), t.clone()))
            .collect()
    })
}

fn pairs(files: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

/// How many random trees are tried: `TEARSHEET_TREES`, else a few.
fn trees() -> u32 {
    std::env::var("TEARSHEET_TREES").ok().and_then(|number| number.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: trees(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_byte_of_others_is_ever_changed(first in files(), foreign in files(), second in files()) {
        let place = Place::new();
        place.publish(&pairs(&first)).unwrap();
        let mut theirs = BTreeMap::new();
        for (path, text) in &foreign {
            let to = place.out.join(path);
            let free = !first.contains_key(path) && !to.exists();
            if free && fs::create_dir_all(to.parent().unwrap()).is_ok() && fs::write(&to, text).is_ok() {
                theirs.insert(to, text.clone().into_bytes());
            }
        }
        let before = tree(&place.out);
        let published = place.publish(&pairs(&second)).is_ok();
        let after = tree(&place.out);
        for (path, bytes) in &theirs {
            prop_assert_eq!(after.get(path), Some(bytes), "{}", path.display());
        }
        match published {
            false => prop_assert_eq!(before, after),
            true => {
                let mut expected: BTreeMap<PathBuf, Vec<u8>> = theirs;
                expected.extend(second.iter().map(|(path, text)| (place.out.join(path), text.clone().into_bytes())));
                let mut seen = after;
                seen.remove(&place.out.join(MARKER));
                prop_assert_eq!(seen, expected);
            }
        }
        prop_assert_eq!(place.beside(), Vec::<String>::new());
    }
}
