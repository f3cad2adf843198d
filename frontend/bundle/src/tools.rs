//! Other programs: cargo and the WebAssembly optimiser; and the one way to say something to the person at the terminal.

use std::{
    io::{self, Write as _},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// Says one line on standard error, where cargo speaks too.
pub fn say(line: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr(), "{line}");
}

/// The cargo that runs this program, or the one on the path.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program to its end, showing what it prints.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| not_startable(command))?;
    if !status.success() {
        bail!("{} ended with {status}; its own message is above", name(command));
    }
    Ok(())
}

/// Runs a program to its end and gives what it wrote to standard output.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| not_startable(command))?;
    if !output.status.success() {
        bail!(
            "{} ended with {}; its own message is above",
            name(command),
            output.status
        );
    }
    Ok(output.stdout)
}

fn not_startable(command: &Command) -> String {
    format!("{} cannot be started; is it installed and on the PATH?", name(command))
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned()
}
