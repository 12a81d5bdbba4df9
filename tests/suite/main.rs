//! All tests that see the project from outside: sites in folders, the command, the house rules.

mod html;
mod tidy;
mod sites;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod charts;
#[cfg(test)]
mod commonmark;
#[cfg(test)]
mod downloads;
#[cfg(test)]
mod front_matter;
#[cfg(test)]
mod leaks;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod printing;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod cli;
#[cfg(test)]
#[cfg(unix)]
mod bounds;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod publish;
#[cfg(test)]
#[cfg(unix)]
mod pins;
#[cfg(test)]
#[cfg(unix)]
mod pinned_units;
#[cfg(test)]
#[cfg(feature = "serve")]
mod serve;
#[cfg(unix)]
mod cases;
#[cfg(test)]
#[cfg(unix)]
mod rename;
#[cfg(test)]
#[cfg(feature = "serve")]
mod fuzz;
#[cfg(test)]
#[cfg(all(unix, feature = "serve"))]
mod edits;
