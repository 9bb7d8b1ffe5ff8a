//! Tasks: made, changed, finished, watched; who sees them and who is told.
//!
//! Every change of a task goes through [`put`]: it writes the row, tells all who see it and those who no
//! longer do, and keeps its due instant and the clock's alarm true.

mod blocked;
mod change;
mod command;
mod make;
mod news;
mod read;
mod sight;
mod stage;
mod wants;

pub(crate) use blocked::{open_topic, raised, resolved, risks_by, team, tell_all_risks};
pub use change::TaskChange;
pub(crate) use change::{ReadyChange, change};
pub use command::{BulkChange, BulkDone, BulkRefused};
pub use make::{MadeFrom, NewTask};
pub(crate) use make::{Ready, make};
pub(crate) use news::{come_due, replan, settle, tell, told};
pub(crate) use sight::{leave, note, put, seen_task, sees, sight, tell_from, written_task};
pub(crate) use stage::set_stage;
pub use store::TaskSearch;
