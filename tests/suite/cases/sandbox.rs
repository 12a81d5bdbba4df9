//! Where a case runs: a site of its own in a temporary folder, and processes with limits.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::expect::expand;

/// The secret that lies beside the site and must never be published.
pub const SECRET: &str = "CANARY-7f3a9c";

/// The folders of one case.
pub struct Sandbox {
    /// Holds everything.
    pub work: PathBuf,
    /// The site.
    pub site: PathBuf,
    /// The published folder.
    pub out: PathBuf,
    /// Whether processes run as nobody.
    pub nobody: bool,
}

/// How a process ended.
pub struct Ended {
    /// Its exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// Whether it was stopped because it took too long.
    pub timeout: bool,
    /// Seconds.
    pub seconds: f64,
    /// Largest resident memory seen, in megabytes.
    pub megabytes: u64,
    /// What it wrote, both streams.
    pub log: Vec<u8>,
}

impl Ended {
    /// The log as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.log).into_owned()
    }
}

impl Sandbox {
    /// A command in the site's folder, with the names that scripts know.
    pub fn command(&self, program: &Path) -> Command {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut command = Command::new(program);
        command.current_dir(&self.site).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", &self.work).env("LANG", "C.UTF-8").env("NO_COLOR", "1").env("CI", "true");
        command.env("WORK", &self.work).env("SITE", &self.site).env("OUT", &self.out);
        command
            .env("SG", manifest.join("tests/cases/adapter.sh"))
            .env("TEARSHEET", env!("CARGO_BIN_EXE_tearsheet"));
        if self.nobody {
            command.uid(65534).gid(65534);
        }
        command
    }

    /// Lays the files of a case over the site.
    pub fn overlay(&self, from: &Path) {
        for path in files(from).into_keys() {
            let target = self.site.join(expand(&path));
            fs::create_dir_all(target.parent().expect("a file has a folder"))
                .expect("a folder for a case's file");
            let bytes = fs::read(from.join(&path)).expect("a case's file");
            let bytes = match String::from_utf8(bytes) {
                Ok(text) if text.contains("@@") => expand(&text).into_bytes(),
                Ok(text) => text.into_bytes(),
                Err(raw) => raw.into_bytes(),
            };
            fs::write(target, bytes).expect("writing a case's file");
        }
    }
}

/// Runs a command to its end, or stops it and all it started after `limit` seconds.
pub fn run(mut command: Command, log: &Path, limit: f64) -> Ended {
    let file = fs::File::create(log).expect("a log file");
    command
        .stdin(Stdio::null())
        .stdout(file.try_clone().expect("a second handle"))
        .stderr(file)
        .process_group(0);
    let start = Instant::now();
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            return Ended {
                code: Some(127),
                timeout: false,
                seconds: 0.0,
                megabytes: 0,
                log: error.to_string().into(),
            };
        }
    };
    let (mut timeout, mut megabytes) = (false, 0);
    let status = loop {
        if let Some(status) = child.try_wait().expect("waiting for a child") {
            break status;
        }
        megabytes = megabytes.max(resident(child.id()));
        if start.elapsed().as_secs_f64() > limit && !timeout {
            timeout = true;
            stop(child.id());
        }
        std::thread::sleep(Duration::from_millis(4));
    };
    let seconds = start.elapsed().as_secs_f64();
    let code = status.signal().is_none().then(|| status.code().unwrap_or(0));
    Ended { code, timeout, seconds, megabytes, log: fs::read(log).unwrap_or_default() }
}

/// Ends a process group.
pub fn stop(group: u32) {
    let _ = Command::new("kill").args(["-9", "--", &format!("-{group}")]).stderr(Stdio::null()).status();
}

fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Every file below a folder by its path, with its bytes; links by where they lead.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            if path.is_symlink() {
                let target = fs::read_link(&path).unwrap_or_default();
                found.insert(name, target.to_string_lossy().into_owned().into_bytes());
            } else if path.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                found.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}
