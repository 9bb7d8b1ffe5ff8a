//! A TypeScript text whose comments and strings are told from its code; as much reading as tidy needs.

/// The text twice: whole, and with comments and strings blanked, byte for byte at the same place.
pub struct Script<'a> {
    text: &'a str,
    code: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Code,
    LineComment,
    BlockComment,
    Quoted(u8),
}

impl<'a> Script<'a> {
    /// Reads `text`. A template literal counts as a string, with the expressions inside it.
    pub fn read(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut code = Vec::with_capacity(bytes.len());
        let mut part = Part::Code;
        let mut index = 0;
        while index < bytes.len() {
            let (next, taken) = step(part, &bytes[index..]);
            for byte in &bytes[index..index + taken] {
                let visible = part == Part::Code && next == Part::Code || *byte == b'\n';
                code.push(if visible { *byte } else { b' ' });
            }
            part = next;
            index += taken;
        }
        Self {
            text,
            code: String::from_utf8_lossy(&code).into_owned(),
        }
    }

    /// Line of the first place where the code holds `needle`.
    pub fn line_of(&self, needle: &str) -> Option<usize> {
        self.code.find(needle).map(|at| self.line(at))
    }

    /// Lines with an `as` that changes a type: not `as const`, and not the renaming of an import or export.
    pub fn casts(&self) -> Vec<usize> {
        let is_cast = |at: &usize| {
            let after = self.code[at + 4..].trim_start();
            let word: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
            word != "const" && !self.renames(*at)
        };
        let spots = self.code.match_indices(" as ").map(|(at, _)| at);
        spots.filter(is_cast).map(|at| self.line(at)).collect()
    }

    /// Each import and re-export with its line: `from "x"`, `import "x"`, `import("x")`.
    pub fn imports(&self) -> Vec<(usize, &'a str)> {
        let mut found = Vec::new();
        for word in ["from ", "import ", "import("] {
            for (at, _) in self.code.match_indices(word) {
                let rest = self.text[at + word.len()..].trim_start();
                let Some(quote) = rest.chars().next().filter(|c| *c == '"' || *c == '\'') else {
                    continue;
                };
                if let Some(specifier) = rest[1..].split(quote).next() {
                    found.push((self.line(at), specifier));
                }
            }
        }
        found
    }

    /// Whether the statement that holds the byte at `at` is an import, or an export of names.
    fn renames(&self, at: usize) -> bool {
        let before = &self.code[..at];
        let start = before.rfind(';').map_or(0, |end| end + 1);
        let statement = before[start..].trim_start();
        let list = |word: &str| {
            statement.rfind(word).is_some_and(|begin| {
                let names = &statement[begin + word.len()..];
                names
                    .chars()
                    .all(|c| c.is_alphanumeric() || " \n\t{},_$*".contains(c))
            })
        };
        list("import ") || list("import{") || list("export {") || list("export *")
    }

    fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }
}

/// What follows `part` at the start of `rest`, and how many bytes that takes.
fn step(part: Part, rest: &[u8]) -> (Part, usize) {
    let first = rest[0];
    match part {
        Part::Code if rest.starts_with(b"//") => (Part::LineComment, 2),
        Part::Code if rest.starts_with(b"/*") => (Part::BlockComment, 2),
        Part::Code if b"\"'`".contains(&first) => (Part::Quoted(first), 1),
        Part::LineComment if first == b'\n' => (Part::Code, 1),
        Part::BlockComment if rest.starts_with(b"*/") => (Part::Code, 2),
        Part::Quoted(_) if first == b'\\' && 1 < rest.len() => (part, 2),
        Part::Quoted(quote) if first == quote => (Part::Code, 1),
        // A quote that a line does not close is an apostrophe in the text between tags.
        Part::Quoted(quote) if first == b'\n' && quote != b'`' => (Part::Code, 1),
        _ => (part, 1),
    }
}
