//! Every input that fuzzing starts from or once found, through the target that it belongs to; and short runs that
//! need no fuzzer: `TEARSHEET_FUZZ=60 cargo test --test suite fuzz` tries random changes of them for 60 seconds a target.

#[path = "../../fuzz/src/oracle.rs"]
mod oracle;
#[path = "../../fuzz/src/preview.rs"]
mod preview;
#[path = "../../fuzz/src/targets.rs"]
mod targets;

use std::path::Path;
use std::time::{Duration, Instant};

/// Takes any bytes.
type Target = fn(&[u8]);

/// The targets by their names.
const TARGETS: [(&str, Target); 10] = [
    ("front_matter", targets::front_matter),
    ("site_yaml", targets::site_yaml),
    ("markdown", targets::markdown),
    ("csv", targets::csv),
    ("schema", targets::schema),
    ("chart_fence", targets::chart_fence),
    ("reference", targets::reference),
    ("sources", targets::sources),
    ("http", targets::http),
    ("site", targets::site),
];

fn seeds(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// The names of the packages that a manifest lists.
fn listed(manifest: &str) -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(manifest)).unwrap();
    let sections = text.split("\n[").filter(|section| {
        section.lines().next().is_some_and(|head| head.trim_end_matches(']').ends_with("dependencies"))
    });
    let lines = sections.flat_map(|section| section.lines().skip(1));
    lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
}

/// The targets are a workspace of their own, and share sources with these tests.
#[test]
fn what_the_targets_name_is_in_their_own_manifest() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = std::fs::read_dir(root.join("fuzz/src")).unwrap().map(|entry| entry.unwrap().path());
    let texts =
        own.chain([root.join("tests/suite/html.rs")]).map(|file| std::fs::read_to_string(file).unwrap());
    let text: String = texts.collect();
    let (ours, theirs) = (listed("Cargo.toml"), listed("fuzz/Cargo.toml"));
    let named = |package: &&String| text.contains(&format!("{}::", package.replace('-', "_")));
    let lacking: Vec<&String> =
        ours.iter().filter(named).filter(|package| !theirs.contains(package)).collect();
    assert!(lacking.is_empty(), "fuzz/Cargo.toml lacks {lacking:?}");
    assert!(ours.iter().any(|package| named(&package)), "nothing of Cargo.toml is named");
}

#[test]
fn every_seed_is_harmless() {
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seed");
        for (seed, bytes) in seeds {
            println!("{name}/{seed}");
            target(&bytes);
        }
    }
}

#[test]
fn random_changes_of_seeds_are_harmless() {
    let seconds = std::env::var("TEARSHEET_FUZZ").ok().and_then(|text| text.parse().ok()).unwrap_or(0.5);
    let words =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/words.dict")).unwrap();
    let words: Vec<&str> =
        words.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"')).collect();
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let start = Instant::now();
        let mut tried = 0;
        while start.elapsed() < Duration::from_secs_f64(seconds) {
            let bytes = changed(&seeds, &words, &mut dice);
            let began = Instant::now();
            let harm = std::panic::catch_unwind(|| target(&bytes));
            let slow = began.elapsed() > Duration::from_secs(20);
            if harm.is_err() || slow {
                let kept = std::env::temp_dir().join(format!("tearsheet-{name}-{tried}"));
                std::fs::write(&kept, &bytes).unwrap();
                panic!(
                    "{name}: {} kept in {}",
                    if slow { "a slow input" } else { "a finding" },
                    kept.display()
                );
            }
            tried += 1;
        }
        println!("{name}: {tried} inputs");
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap_or(0)
    }
}

/// A seed with a few changes: pieces repeated, cut, joined with another seed, words and bytes put in.
fn changed(seeds: &[(String, Vec<u8>)], words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seeds[dice.below(seeds.len())].1.clone();
    for _ in 0..=dice.below(6) {
        let (a, b) = (dice.below(bytes.len() + 1), dice.below(bytes.len() + 1));
        let (from, to) = (a.min(b), a.max(b));
        match dice.below(6) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let times = 1 << dice.below(8);
                let piece = bytes[from..to.min(from + 4096 / times)].repeat(times);
                bytes.splice(from..from, piece);
            }
            2 => drop(bytes.splice(from..from, words[dice.below(words.len())].bytes())),
            3 => drop(bytes.splice(from..from, [u8::try_from(dice.below(256)).unwrap_or(0)])),
            4 if from < bytes.len() => bytes[from] ^= 1 << dice.below(8),
            _ => {
                let other = &seeds[dice.below(seeds.len())].1;
                let at = dice.below(other.len() + 1);
                bytes.truncate(to);
                bytes.extend_from_slice(&other[at..]);
            }
        }
    }
    bytes.truncate(16 << 10);
    bytes
}
