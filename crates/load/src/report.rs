//! What was measured: a table for people, one JSON object for programs.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::BenchName;
use crate::error::BenchError;

/// Which end of the runs is the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Better {
    Higher,
    Lower,
}

/// What a figure has to reach, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    /// What it has to reach.
    pub(crate) reach: f64,
    /// What it should reach one day.
    pub(crate) aim: f64,
}

impl Bar {
    /// A bar that is the aim, too.
    pub(crate) const fn of(reach: f64) -> Self {
        Self { reach, aim: reach }
    }

    /// The same of something so many times as large.
    pub(crate) fn times(self, factor: f64) -> Self {
        Self {
            reach: self.reach * factor,
            aim: self.aim * factor,
        }
    }
}

/// One figure over all runs.
pub(crate) struct Figure<'a> {
    /// Its number in the list of figures and what it is of: `P3_16`.
    pub(crate) name: &'a str,
    /// Its unit: `posts_per_s`.
    pub(crate) unit: &'a str,
    /// What each run gave.
    pub(crate) runs: &'a [f64],
    pub(crate) better: Better,
    /// What it has to reach.
    pub(crate) bar: Option<Bar>,
    /// What the machine can do at best, in the same unit.
    pub(crate) floor: Option<f64>,
}

struct Line {
    name: String,
    unit: String,
    median: f64,
    worst: f64,
    better: Better,
    bar: Option<Bar>,
    floor: Option<f64>,
    /// In the object for programs only: people have it in a table of the notes.
    detail: bool,
}

/// All figures of one bench.
pub(crate) struct Report {
    bench: BenchName,
    seed: u64,
    lines: Vec<Line>,
    floors: Map<String, Value>,
    /// What others need for the same in the same run.
    peers: Map<String, Value>,
    /// One object for each line of a table.
    rows: Vec<Value>,
    notes: Vec<String>,
    /// Bounds that do not hold and that the bench fails by.
    broken: Vec<String>,
}

/// The middle of the values; 0 of none.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let at = |index: usize| sorted.get(index).copied().unwrap_or(0.0);
    if sorted.len().is_multiple_of(2) && 0 < middle {
        return f64::midpoint(at(middle - 1), at(middle));
    }
    at(middle)
}

fn worst(values: &[f64], better: Better) -> f64 {
    let worse = match better {
        Better::Higher => f64::min,
        Better::Lower => f64::max,
    };
    values.iter().copied().reduce(worse).unwrap_or(0.0)
}

/// Three significant digits are all that a measurement is worth; large numbers stay whole.
pub(crate) fn rounded(value: f64) -> f64 {
    let scale = match value.abs() {
        large if 100.0 <= large => 1.0,
        middle if 1.0 <= middle => 100.0,
        _ => 10_000.0,
    };
    (value * scale).round() / scale
}

impl Report {
    pub(crate) fn new(bench: BenchName, seed: u64) -> Self {
        Self {
            bench,
            seed,
            lines: Vec::new(),
            floors: Map::new(),
            peers: Map::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            broken: Vec::new(),
        }
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    pub(crate) fn figure(&mut self, figure: &Figure<'_>) {
        if figure.runs.is_empty() {
            return;
        }
        self.lines.push(Line {
            name: figure.name.to_owned(),
            unit: figure.unit.to_owned(),
            median: median(figure.runs),
            worst: worst(figure.runs, figure.better),
            better: figure.better,
            bar: figure.bar,
            floor: figure.floor,
            detail: false,
        });
    }

    /// A figure of one run that people see in a table of the notes instead of a line of its own.
    pub(crate) fn detail(&mut self, name: &str, unit: &str, value: f64) {
        self.cost(name, unit, &[value]);
        if let Some(line) = self.lines.last_mut() {
            line.detail = true;
        }
    }

    /// A figure without a bar, of which less is better.
    pub(crate) fn cost(&mut self, name: &str, unit: &str, runs: &[f64]) {
        self.figure(&Figure {
            name,
            unit,
            runs,
            better: Better::Lower,
            bar: None,
            floor: None,
        });
    }

    /// What the machine can do at best: the median of the runs.
    pub(crate) fn floor(&mut self, key: &str, runs: &[f64]) {
        self.floors
            .insert(key.to_owned(), json!(rounded(median(runs))));
    }

    /// What somebody else's program needs in the same run: the median of the runs.
    pub(crate) fn peer(&mut self, key: &str, runs: &[f64]) {
        self.peers
            .insert(key.to_owned(), json!(rounded(median(runs))));
    }

    /// A line of a table, for programs; people have it in a note.
    pub(crate) fn row(&mut self, row: Value) {
        self.rows.push(row);
    }

    /// A sentence under the table about how it was measured.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// A bound does not hold: the bench prints its figures and fails.
    pub(crate) fn broken(&mut self, bound: impl Into<String>) {
        self.broken.push(bound.into());
    }

    /// Whether all bounds hold.
    pub(crate) fn verdict(&self) -> Result<(), BenchError> {
        if self.broken.is_empty() {
            return Ok(());
        }
        Err(BenchError::Risen(self.broken.join("; ")))
    }

    fn bench_name(&self) -> String {
        self.bench
            .to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    pub(crate) fn json(&self) -> Value {
        let mut figures = Map::new();
        for line in &self.lines {
            let Line { name, unit, .. } = line;
            figures.insert(format!("{name}_{unit}"), json!(rounded(line.median)));
            if !line.detail {
                figures.insert(format!("{name}_worst_{unit}"), json!(rounded(line.worst)));
            }
        }
        json!({
            "bench": self.bench_name(),
            "seed": self.seed,
            "figures": figures,
            "floors": self.floors,
            "peers": self.peers,
            "table": self.rows,
        })
    }

    fn table(&self) -> String {
        let mut text = format!("bench {}, seed {}\n\n", self.bench_name(), self.seed);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:<42} {:>12} {:>12} {:>12} {:>12} {:>12}  reached",
            "figure", "median", "worst", "bar", "aim", "floor"
        );
        for line in self.lines.iter().filter(|line| !line.detail) {
            let shown = |value: Option<f64>| {
                value.map_or("–".to_owned(), |value| rounded(value).to_string())
            };
            let reached = line.bar.map_or("", |bar| {
                let good = match line.better {
                    Better::Higher => bar.reach <= line.median,
                    Better::Lower => line.median <= bar.reach,
                };
                if good { "yes" } else { "NO" }
            });
            let _ = writeln!(
                text,
                "{:<42} {:>12} {:>12} {:>12} {:>12} {:>12}  {reached}",
                format!("{} {}", line.name, line.unit),
                shown(Some(line.median)),
                shown(Some(line.worst)),
                shown(line.bar.map(|bar| bar.reach)),
                shown(line.bar.map(|bar| bar.aim)),
                shown(line.floor),
            );
        }
        for (of, values) in [("floors", &self.floors), ("peers", &self.peers)] {
            if !values.is_empty() || of == "floors" {
                let _ = writeln!(text, "\n{of} of this run");
            }
            for (key, value) in values {
                let _ = writeln!(text, "{key:<42} {value:>12}");
            }
        }
        for note in &self.notes {
            let _ = write!(text, "\n{note}");
        }
        text.push('\n');
        text
    }

    /// Prints the table, or the JSON object.
    pub(crate) fn print(&self, as_json: bool) -> io::Result<()> {
        let text = if as_json {
            format!("{}\n", self.json())
        } else {
            self.table()
        };
        io::stdout().write_all(text.as_bytes())
    }
}

#[cfg(test)]
mod tests;
