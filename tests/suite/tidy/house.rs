//! The project's files as the rules see them: a tree of modules, and who uses whom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::rust::{self, Import};

/// The files that the rules read.
pub struct House {
    /// Path (with `/`, from the project's root) and text.
    pub files: BTreeMap<String, String>,
    modules: BTreeMap<Vec<String>, Module>,
}

/// One file of `src/` as a module.
pub struct Module {
    /// Its file.
    pub file: String,
    /// Its code without comments, literals and tests.
    pub code: String,
    /// The modules it declares, in order.
    pub children: Vec<String>,
    imports: Vec<Import>,
}

/// One module's use of another.
pub struct Edge {
    /// Who uses.
    pub from: Vec<String>,
    /// Who is used.
    pub to: Vec<String>,
}

impl House {
    /// Reads every text file of the project that git would keep.
    pub fn read(root: &Path) -> House {
        let mut files = BTreeMap::new();
        for folder in ["src", "tests", "benches", "templates", "static", "docs", ".github", ".ci"] {
            gather(root, &root.join(folder), &mut files);
        }
        for file in std::fs::read_dir(root).into_iter().flatten().flatten() {
            take(root, &file.path(), &mut files);
        }
        House::new(files)
    }

    /// A house from literals.
    pub fn of(files: &[(&str, &str)]) -> House {
        House::new(files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect())
    }

    fn new(files: BTreeMap<String, String>) -> House {
        let modules = files.iter().filter_map(|(path, text)| Some((module_path(path)?, module(path, text))));
        let modules = modules.collect();
        House { files, modules }
    }

    /// The modules by their paths.
    pub fn modules(&self) -> impl Iterator<Item = (&[String], &Module)> {
        self.modules.iter().map(|(path, module)| (path.as_slice(), module))
    }

    /// The file of a module.
    pub fn file_of(&self, path: &[String]) -> &str {
        self.modules.get(path).map_or("src/lib.rs", |module| &module.file)
    }

    /// Who stands where in the list of modules of `parent`.
    pub fn place(&self, parent: &[String], child: &str) -> Option<usize> {
        self.modules.get(parent)?.children.iter().position(|name| name == child)
    }

    /// Every use of one module of ours by another.
    pub fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (from, module) in &self.modules {
            let targets: BTreeSet<_> =
                module.imports.iter().filter_map(|import| self.target(from, &import.path, 0)).collect();
            edges.extend(
                targets.into_iter().filter(|to| to != from).map(|to| Edge { from: from.clone(), to }),
            );
        }
        edges
    }

    /// The crates (and modules of the standard library) that a module names.
    pub fn foreign(&self, path: &[String], module: &Module) -> BTreeSet<String> {
        let local = |import: &&Import| self.target(path, &import.path, 0).is_some();
        let own: BTreeSet<&str> =
            module.imports.iter().filter(|i| i.declared).filter(local).map(|i| i.name.as_str()).collect();
        let outside = module.imports.iter().filter(|import| !local(import));
        let outside = outside.filter(|import| import.declared || !own.contains(import.path[0].as_str()));
        outside.map(|import| import.path.join("::")).collect()
    }

    /// The module that a path written in module `from` leads to, if it is one of ours.
    fn target(&self, from: &[String], path: &[String], depth: usize) -> Option<Vec<String>> {
        let mut here = from.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => (here, rest) = (Vec::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {}
            first if self.place(from, first).is_some() => {}
            _ => return None,
        }
        while let [first, behind @ ..] = rest {
            if first != "super" {
                break;
            }
            here.pop();
            rest = behind;
        }
        for (at, segment) in rest.iter().enumerate() {
            if self.place(&here, segment).is_some() {
                here.push(segment.clone());
                continue;
            }
            let again = self.modules.get(&here)?.imports.iter().find(|i| i.declared && i.name == *segment);
            return match again {
                Some(import) if depth < 4 => {
                    let behind = import.path.iter().chain(&rest[at + 1..]).cloned().collect::<Vec<_>>();
                    self.target(&here, &behind, depth + 1).or(Some(here))
                }
                _ => Some(here),
            };
        }
        Some(here)
    }
}

fn module(path: &str, text: &str) -> Module {
    let blanked = rust::blank(text, true);
    let code = rust::without_tests(&blanked).to_owned();
    Module { file: path.to_owned(), children: rust::modules(&code), imports: rust::imports(&code), code }
}

/// `src/a/b.rs` and `src/a/b/mod.rs` are the module `a::b`; `src/lib.rs` is the root; tests are none.
fn module_path(file: &str) -> Option<Vec<String>> {
    let path = file.strip_prefix("src/")?.strip_suffix(".rs")?;
    match path {
        "main" => None,
        path if format!("{path}/").contains("/tests/") => None,
        "lib" => Some(Vec::new()),
        path => Some(path.trim_end_matches("/mod").split('/').map(str::to_owned).collect()),
    }
}

fn gather(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let skipped = ["node_modules", "target", "public", "shots"].iter().any(|name| path.ends_with(name));
        if path.is_dir() && !path.is_symlink() && !skipped {
            gather(root, &path, files);
        } else {
            take(root, &path, files);
        }
    }
}

fn take(root: &Path, path: &Path, files: &mut BTreeMap<String, String>) {
    let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    if name != ".git"
        && path.is_file()
        && !path.is_symlink()
        && let Ok(text) = std::fs::read_to_string(path)
    {
        files.insert(name, text);
    }
}
