//! Tells cargo to build the program anew when the web client was: it is embedded (`src/web.rs`).

use std::io::Write;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let client = Path::new("../../web/dist");
    // Cargo watches only what exists; without the folder a client built later would go unseen. A
    // source tree that cannot be written needs no watching either.
    let _ = std::fs::create_dir_all(client);
    writeln!(
        std::io::stdout(),
        "cargo:rerun-if-changed={}",
        client.display()
    )
}
