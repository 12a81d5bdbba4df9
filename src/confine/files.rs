//! The only door to Landlock: no file outside these folders can be opened any more.

use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus,
};

/// What the program itself and its libraries look up about the machine: how many cores it may use.
const MACHINE: [&str; 2] = ["/proc/self", "/sys/fs/cgroup"];

/// Restricts this thread and its children; says whether the system did so.
pub fn restrict(readable: &[PathBuf], writable: &[PathBuf]) -> bool {
    matches!(
        try_restrict(readable, writable),
        Ok(RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced)
    )
}

fn try_restrict(readable: &[PathBuf], writable: &[PathBuf]) -> Result<RulesetStatus, RulesetError> {
    let all = AccessFs::from_all(ABI::V5);
    let read: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::ReadDir;
    // Pipes and sockets that others put into the output are linked into the new site, which takes the right to make them.
    let odd = AccessFs::Execute | AccessFs::MakeChar | AccessFs::MakeBlock | AccessFs::IoctlDev;
    // The first edition of Landlock forbids every move between folders, and so the swap of two sites.
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V2))?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(all)?;
    let mut rules = rules.create()?;
    for folder in readable {
        rules = allow(rules, folder.as_path(), read)?;
    }
    for folder in MACHINE {
        rules = allow(rules, Path::new(folder), read)?;
    }
    for folder in writable {
        rules = allow(rules, folder.as_path(), all & !odd)?;
    }
    Ok(rules.restrict_self()?.ruleset)
}

fn allow(
    rules: RulesetCreated,
    folder: &Path,
    what: BitFlags<AccessFs>,
) -> Result<RulesetCreated, RulesetError> {
    match PathFd::new(folder) {
        Ok(held) => rules.add_rule(PathBeneath::new(held, what)),
        Err(_) => Ok(rules),
    }
}
