//! The bots as the measuring process sees them: a second process of the same program.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::Serialize;

use super::part::{PART_COMMAND, Part};
use super::plan::{Joined, Measured, Plan, Said, Word};
use crate::error::BenchError;

/// The bots' process.
pub(crate) struct Bots {
    child: Child,
    words: Option<ChildStdin>,
    said: BufReader<ChildStdout>,
}

impl Bots {
    /// Starts the bots and gives them their plan.
    pub(crate) fn start(plan: &Plan) -> Result<Self, BenchError> {
        let program = crate::server::program()?;
        let mut child = Command::new(program)
            .args([PART_COMMAND, Part::Bots.name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| BenchError::Bots(error.to_string()))?;
        let silent = || BenchError::Bots("they cannot be spoken to".to_owned());
        let words = child.stdin.take().ok_or_else(silent)?;
        let said = child.stdout.take().ok_or_else(silent)?;
        let mut bots = Self {
            child,
            words: Some(words),
            said: BufReader::new(said),
        };
        bots.tell(plan)?;
        Ok(bots)
    }

    fn tell(&mut self, what: &impl Serialize) -> Result<(), BenchError> {
        let text = serde_json::to_string(what).map_err(|_| BenchError::Protocol("no words"))?;
        let gone = |_| BenchError::Bots("they are gone".to_owned());
        let Some(words) = &mut self.words else {
            return Ok(());
        };
        writeln!(words, "{text}").map_err(gone)?;
        words.flush().map_err(gone)
    }

    fn hear(&mut self) -> Result<Said, BenchError> {
        let mut line = String::new();
        self.said.read_line(&mut line)?;
        match serde_json::from_str(&line) {
            Ok(Said::Failed(why)) => Err(BenchError::Bots(why)),
            Ok(said) => Ok(said),
            Err(_) => Err(BenchError::Bots("they ended early".to_owned())),
        }
    }

    /// Waits until everybody is in.
    pub(crate) fn joined(&mut self) -> Result<Joined, BenchError> {
        match self.hear()? {
            Said::Joined(joined) => Ok(joined),
            Said::Measured(_) | Said::Failed(_) => Err(BenchError::Protocol("nobody asked yet")),
        }
    }

    /// Lets them count.
    pub(crate) fn begin(&mut self) -> Result<(), BenchError> {
        self.tell(&Word::Begin)
    }

    /// Lets them count no further; [`Self::measured`] answers what they counted.
    pub(crate) fn end(&mut self) -> Result<(), BenchError> {
        self.tell(&Word::End)
    }

    /// What they counted.
    pub(crate) fn measured(&mut self) -> Result<Measured, BenchError> {
        match self.hear()? {
            Said::Measured(measured) => Ok(measured),
            Said::Joined(_) | Said::Failed(_) => Err(BenchError::Protocol("they joined twice")),
        }
    }
}

impl Drop for Bots {
    fn drop(&mut self) {
        // They end with their input; whoever hangs is ended.
        self.words = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
