//! Which formats a command prints.

use clap::ValueEnum;

use super::args::{Args, Command, Form};

/// Refuses a format that a command does not print.
///
/// # Errors
/// When the command has no such format.
pub fn must_have_form(args: &Args) -> anyhow::Result<()> {
    let (command, forms): (&str, &[Form]) = match &args.command {
        Command::Diff(_) => ("diff", &[Form::Human, Form::Json]),
        Command::Facts(_) => ("facts", &[Form::Human, Form::Json]),
        Command::Pin(_) => ("pin", &[Form::Human, Form::Json]),
        Command::Rename(_) => ("rename", &[Form::Human, Form::Json]),
        Command::Explain(_) => ("explain", &[Form::Human]),
        Command::Init(_) => ("init", &[Form::Human]),
        _ => return Ok(()),
    };
    if forms.contains(&args.shared.format) {
        return Ok(());
    }
    let name =
        |form: &Form| form.to_possible_value().map_or(String::new(), |form| format!("`{}`", form.get_name()));
    let known = forms.iter().map(name).collect::<Vec<_>>().join(" and ");
    anyhow::bail!("`{command}` prints no format {}\n  = help: it prints {known}", name(&args.shared.format))
}
