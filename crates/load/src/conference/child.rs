//! What runs beside the measuring process: second processes of the same program, who are told and say one
//! JSON object a line.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::part::{PART_COMMAND, Part};
use super::plan::{Joined, Measured, Plan, Said, Word};
use crate::error::BenchError;

/// A part in a process of its own.
pub(crate) struct Aside {
    child: Child,
    words: Option<ChildStdin>,
    said: BufReader<ChildStdout>,
}

impl Aside {
    /// Starts a part and gives it its plan.
    pub(crate) fn start(part: Part, plan: &impl Serialize) -> Result<Self, BenchError> {
        let program = crate::server::program()?;
        let mut child = Command::new(program)
            .args([PART_COMMAND, part.name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| BenchError::Bots(error.to_string()))?;
        let silent = || BenchError::Bots("they cannot be spoken to".to_owned());
        let words = child.stdin.take().ok_or_else(silent)?;
        let said = child.stdout.take().ok_or_else(silent)?;
        let mut aside = Self {
            child,
            words: Some(words),
            said: BufReader::new(said),
        };
        aside.tell(plan)?;
        Ok(aside)
    }

    /// Tells it something.
    pub(crate) fn tell(&mut self, what: &impl Serialize) -> Result<(), BenchError> {
        let text = serde_json::to_string(what).map_err(|_| BenchError::Protocol("no words"))?;
        let gone = |_| BenchError::Bots("they are gone".to_owned());
        let Some(words) = &mut self.words else {
            return Ok(());
        };
        writeln!(words, "{text}").map_err(gone)?;
        words.flush().map_err(gone)
    }

    /// Waits for what it says next.
    pub(crate) fn hear<T: DeserializeOwned>(&mut self) -> Result<T, BenchError> {
        let mut line = String::new();
        self.said.read_line(&mut line)?;
        serde_json::from_str(&line).map_err(|_| BenchError::Bots("they ended early".to_owned()))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // They end with their input; whoever hangs is ended.
        self.words = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The bots' process.
pub(crate) struct Bots {
    aside: Aside,
}

impl Bots {
    /// Starts the bots and gives them their plan.
    pub(crate) fn start(plan: &Plan) -> Result<Self, BenchError> {
        let aside = Aside::start(Part::Bots, plan)?;
        Ok(Self { aside })
    }

    fn hear(&mut self) -> Result<Said, BenchError> {
        match self.aside.hear()? {
            Said::Failed(why) => Err(BenchError::Bots(why)),
            said => Ok(said),
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
        self.aside.tell(&Word::Begin)
    }

    /// Lets them count no further; [`Self::measured`] answers what they counted.
    pub(crate) fn end(&mut self) -> Result<(), BenchError> {
        self.aside.tell(&Word::End)
    }

    /// What they counted.
    pub(crate) fn measured(&mut self) -> Result<Measured, BenchError> {
        match self.hear()? {
            Said::Measured(measured) => Ok(measured),
            Said::Joined(_) | Said::Failed(_) => Err(BenchError::Protocol("they joined twice")),
        }
    }
}
