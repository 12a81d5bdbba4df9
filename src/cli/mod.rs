//! The command line: what was asked, done, and told in the last words.

mod examples;
mod values;
mod args;
mod forms;
mod ending;
mod say;
mod bug;
mod stack;
#[cfg(unix)]
mod signals;
mod progress;
mod patience;
mod press;
mod check;
mod build;
mod explain;
mod diff;
mod init;
mod pin;
mod rename;
mod facts;
#[cfg(feature = "serve")]
mod serve;

use std::process::ExitCode;

use args::{Args, Command};
use ending::Ending;
use say::Say;

use crate::disk::publish::Interrupted;

/// Does what the command line says; the exit code is 0 (done), 1 (mistakes in the content) or 2
/// (wrong use, or the system refused).
pub fn run() -> ExitCode {
    bug::explain_panics();
    stack::roomy(work)
}

fn work() -> ExitCode {
    let args = match args::read() {
        Ok(args) => args,
        Err(nothing) => {
            if let Some(why) = nothing.why {
                say::refusal(nothing.form, &why);
            }
            return nothing.code;
        }
    };
    let say = Say::new(&args.shared);
    match std::panic::catch_unwind(|| dispatch(&args, say)) {
        Ok(Ok(Ending::Well)) => ExitCode::SUCCESS,
        Ok(Ok(Ending::Mistakes)) => ExitCode::from(1),
        Ok(Err(error)) => {
            say::refusal(args.shared.format, &format!("{error:#}"));
            last_words(say, &error)
        }
        Err(_) => ExitCode::from(2),
    }
}

fn dispatch(args: &Args, say: Say) -> anyhow::Result<Ending> {
    forms::must_have_form(args)?;
    match &args.command {
        Command::Build(asked) => build::build(asked, say),
        Command::Check(asked) => check::check(asked, say),
        #[cfg(feature = "serve")]
        Command::Serve(asked) => serve::serve(asked, say),
        Command::Diff(asked) => diff::diff(asked, args.shared.format, say),
        Command::Explain(asked) => explain::explain(asked),
        Command::Pin(asked) => pin::pin(asked, say),
        Command::Rename(asked) => rename::rename(asked, say),
        Command::Init(asked) => init::init(asked, say),
        Command::Facts(asked) => facts::facts(asked, say),
    }
}

fn last_words(say: Say, error: &anyhow::Error) -> ExitCode {
    say.error(&format!("{error:#}"));
    if !error.is::<Interrupted>() {
        return ExitCode::from(2);
    }
    #[cfg(unix)]
    return signals::exit_code();
    #[cfg(not(unix))]
    ExitCode::from(2)
}
