//! The binary `tridem`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::commands::main()
}
