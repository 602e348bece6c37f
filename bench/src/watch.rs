//! Peak memory and times of a command, as the system counts them for a child that has ended.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use nix::sys::resource::{UsageWho, getrusage};

/// Run `program`; print what it took to standard error, and to `out`.
pub(crate) fn run(program: &OsStr, arguments: &[OsString], out: Option<&Path>) -> Result<()> {
    let start = Instant::now();
    let status = Command::new(program).args(arguments).status().with_context(|| format!("cannot run {}", program.display()))?;
    let wall = start.elapsed().as_secs_f64();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |t: nix::sys::time::TimeVal| t.tv_sec() as f64 + t.tv_usec() as f64 / 1e6;
    let told = serde_json::json!({
        "peak_kib": usage.max_rss(), "wall": wall, "user": seconds(usage.user_time()), "system": seconds(usage.system_time()),
    });
    eprintln!("{told}");
    if let Some(out) = out {
        std::fs::write(out, told.to_string())?;
    }
    ensure!(status.success(), "{}: {status}", program.display());
    Ok(())
}
