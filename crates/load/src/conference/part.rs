//! Parts of the bench that run as processes of their own: this program again, told which.

use clap::ValueEnum;

use super::{bots, garbage, instructions};
use crate::error::BenchError;

/// What the program is told to run a part; not for people.
pub const PART_COMMAND: &str = "bench-part";

/// A part of `bench conference`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The people, who are told on the standard input what to do.
    Bots,
    /// Who sends garbage, told on the standard input, too.
    Garbage,
    /// Voices through the engine without sockets, for valgrind.
    Voice,
    /// Pictures through the engine without sockets, for valgrind.
    Picture,
}

impl Part {
    /// As it is said on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bots => "bots",
            Self::Garbage => "garbage",
            Self::Voice => "voice",
            Self::Picture => "picture",
        }
    }
}

/// Runs a part.
///
/// # Errors
/// [`BenchError`] if it cannot begin.
pub fn run_part(part: Part) -> Result<(), BenchError> {
    match part {
        Part::Bots => bots::run_bots(),
        Part::Garbage => garbage::run_garbage(),
        Part::Voice => bots::print(&instructions::forward(false)?),
        Part::Picture => bots::print(&instructions::forward(true)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_as_the_command_line_reads_them() {
        for part in [Part::Bots, Part::Garbage, Part::Voice, Part::Picture] {
            assert_eq!(Part::from_str(part.name(), false), Ok(part));
        }
    }
}
