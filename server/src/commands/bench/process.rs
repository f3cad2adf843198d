//! What the process used, as the system counts it.

use std::fs;

/// Forgets the most memory used so far, so that the next question is about what follows.
pub(super) fn forget_peak() {
    // Systems without this file tell the peak since the process began, which is more and never less.
    drop(fs::write("/proc/self/clear_refs", "5"));
}

/// The most memory used, in MiB.
pub(super) fn peak_mib() -> Option<f64> {
    status_mib("VmHWM:")
}

/// Memory in use now, in MiB.
pub(super) fn resident_mib() -> Option<f64> {
    status_mib("VmRSS:")
}

fn status_mib(name: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024.0)
}

/// Microseconds of CPU that all threads together have used.
pub(super) fn cpu_us() -> Option<f64> {
    let mut nanos = 0.0;
    for thread in fs::read_dir("/proc/self/task").ok()? {
        let Ok(schedule) = fs::read_to_string(thread.ok()?.path().join("schedstat")) else {
            // The thread has just ended.
            continue;
        };
        nanos += schedule.split_ascii_whitespace().next()?.parse::<f64>().ok()?;
    }
    Some(nanos / 1000.0)
}

/// Seconds of CPU since a moment.
pub(super) fn cpu_seconds_since(before: Option<f64>) -> Option<f64> {
    Some((cpu_us()? - before?) / 1_000_000.0)
}
