//! What a process costs, as the system counts it.

use std::io;
use std::time::Duration;

use nix::sys::resource::{Resource, UsageWho, getrlimit, getrusage, setrlimit};

use crate::error::BenchError;

/// Ticks a second in `/proc/PID/stat`: Linux has shown 100 on every machine since 2.4.
const TICKS_PER_S: u64 = 100;

/// Open files beside the sockets: database, logs, libraries.
const OTHER_FILES: u64 = 200;

/// Memory of a process, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Memory {
    /// All that is resident, the program's own pages included.
    pub(crate) resident: u64,
    /// What the process allocated itself.
    pub(crate) anonymous: u64,
}

fn read(path: &str) -> Result<String, BenchError> {
    std::fs::read_to_string(path).map_err(BenchError::System)
}

fn strange(what: &'static str) -> BenchError {
    BenchError::System(io::Error::new(io::ErrorKind::InvalidData, what))
}

/// Processor time a process has used so far, kernel included.
pub(crate) fn cpu_of(pid: u32) -> Result<Duration, BenchError> {
    parse_stat(&read(&format!("/proc/{pid}/stat"))?).ok_or_else(|| strange("stat"))
}

fn parse_stat(stat: &str) -> Option<Duration> {
    // The second field is the name in brackets and may hold spaces; `utime` is the 14th.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split_ascii_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 1000 / TICKS_PER_S))
}

/// Memory a process holds now.
pub(crate) fn memory_of(pid: u32) -> Result<Memory, BenchError> {
    parse_status(&read(&format!("/proc/{pid}/status"))?).ok_or_else(|| strange("status"))
}

fn parse_status(status: &str) -> Option<Memory> {
    let bytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kib: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
        Some(kib * 1024)
    };
    Some(Memory {
        resident: bytes("VmRSS:")?,
        anonymous: bytes("RssAnon:")?,
    })
}

/// Threads of a process now.
pub(crate) fn threads_of(pid: u32) -> Result<u64, BenchError> {
    let status = read(&format!("/proc/{pid}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("Threads:"));
    line.and_then(|count| count.trim().parse().ok())
        .ok_or_else(|| strange("status"))
}

/// Processor time of the whole generator so far.
pub(crate) fn own_cpu() -> Result<Duration, BenchError> {
    usage(UsageWho::RUSAGE_SELF)
}

/// Processor time of the calling thread so far.
pub(crate) fn thread_cpu() -> Result<Duration, BenchError> {
    usage(UsageWho::RUSAGE_THREAD)
}

fn usage(who: UsageWho) -> Result<Duration, BenchError> {
    let usage = getrusage(who)?;
    let micros = |time: nix::sys::time::TimeVal| {
        let micros = time.tv_sec() * 1_000_000 + time.tv_usec();
        Duration::from_micros(u64::try_from(micros).unwrap_or(0))
    };
    Ok(micros(usage.user_time()) + micros(usage.system_time()))
}

/// Lets this process, and the server it starts, open as many sockets; as many as the system allows
/// without asking an administrator.
pub(crate) fn allow_sockets(sockets: u64) -> Result<(), BenchError> {
    let need = sockets + OTHER_FILES;
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE)?;
    if need <= soft {
        return Ok(());
    }
    if need <= hard {
        return Ok(setrlimit(Resource::RLIMIT_NOFILE, hard, hard)?);
    }
    // An administrator may go above; anybody else is told the number.
    setrlimit(Resource::RLIMIT_NOFILE, need, need)
        .map_err(|_| BenchError::Files { need, have: hard })
}

#[cfg(test)]
mod tests;
