//! The binary `tridem`.

use std::process::ExitCode;

/// Rows are made on the database's threads and dropped on those that answer; the system's allocator spends a fifth of a
/// request on that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::commands::main()
}
