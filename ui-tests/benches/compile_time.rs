//! What depgraph costs at compile time: `cargo bench -p depgraph-ui-tests --bench compile_time`.
//!
//! Generates crates of 10, 100, 500 and 1,000 nodes with three inputs each, and the same functions and types without
//! the macros; runs `cargo check` on both in turn, and prints the median CPU time of each, the difference, and how the
//! difference grows. On a system without `/proc` it measures the wall clock instead. `-- 100 200` takes other sizes, and
//! `-- build` runs `cargo build`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

/// How many pairs of runs each figure is the median of.
const ROUNDS: usize = 5;

fn main() -> io::Result<()> {
    let command = env::args().find(|argument| argument == "build");
    let command = command.as_deref().unwrap_or("check");
    let mut sizes: Vec<usize> = env::args().filter_map(|size| size.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10, 100, 500, 1000];
    }
    println!(
        "nodes   plain s   depgraph s   difference s   ms a node   ratio range over {ROUNDS} rounds"
    );
    for size in sizes {
        let pair = [
            Krate::generate("plain", size)?,
            Krate::generate("depgraph", size)?,
        ];
        for krate in &pair {
            // Builds what the crate depends on.
            krate.run(command)?;
        }
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            rounds.push((pair[0].run(command)?, pair[1].run(command)?));
        }
        report(size, &rounds);
    }
    Ok(())
}

fn report(size: usize, rounds: &[(f64, f64)]) {
    let plain = median(rounds.iter().map(|round| round.0));
    let ours = median(rounds.iter().map(|round| round.1));
    let difference = median(rounds.iter().map(|round| round.1 - round.0));
    let ratios = rounds.iter().map(|round| round.1 / round.0);
    let (least, most) = ratios.fold((f64::MAX, f64::MIN), |(least, most), ratio| {
        (least.min(ratio), most.max(ratio))
    });
    #[expect(clippy::cast_precision_loss, reason = "a few thousand nodes")]
    let each = difference / size as f64 * 1000.0;
    println!(
        "{size:5}   {plain:7.2}   {ours:10.2}   {difference:12.2}   {each:9.2}   {least:.2} to {most:.2}"
    );
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// A generated crate.
struct Krate {
    folder: PathBuf,
}

impl Krate {
    fn generate(kind: &str, size: usize) -> io::Result<Self> {
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("compile_time_{kind}_{size}"));
        fs::create_dir_all(folder.join("src"))?;
        let depgraph = Path::new(env!("CARGO_MANIFEST_DIR")).join("../depgraph");
        let manifest = format!(
            "[package]\nname = \"compile_time_{kind}_{size}\"\nedition = \"2024\"\n\n\
             [dependencies]\ndepgraph.path = \"{}\"\n\n[workspace]\n",
            depgraph.display()
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("src/lib.rs"), source(kind == "depgraph", size))?;
        Ok(Self { folder })
    }

    /// Runs a command of cargo's as if the crate had just been edited, and returns how many seconds that took.
    fn run(&self, command: &str) -> io::Result<f64> {
        let source = fs::File::options()
            .append(true)
            .open(self.folder.join("src/lib.rs"))?;
        source.set_modified(std::time::SystemTime::now())?;
        let before = (children(), Instant::now());
        let output = Command::new(env!("CARGO"))
            .args([command, "--quiet", "--offline"])
            .current_dir(&self.folder)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_time_target"),
            )
            .env("CARGO_INCREMENTAL", "0")
            .output()?;
        if !output.status.success() {
            return Err(io::Error::other(
                String::from_utf8_lossy(&output.stderr).into_owned(),
            ));
        }
        let wall = before.1.elapsed().as_secs_f64();
        Ok(before
            .0
            .zip(children())
            .map_or(wall, |(before, after)| after - before))
    }
}

/// The CPU seconds of all children so far, of user and system together.
fn children() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is a name in parentheses that may hold blanks; `cutime` is the 16th field, `cstime` the 17th.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(13)?.parse::<f64>().ok()? + fields.get(14)?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}

/// `size` start functions; with the macros, or without.
fn source(with_macros: bool, size: usize) -> String {
    let mut text = String::from(
        "//! Generated.\n#![allow(dead_code, clippy::all)]\nuse depgraph::{Hold, hold};\n",
    );
    for node in 0..size {
        let inputs: Vec<usize> = [1, 11, 27]
            .into_iter()
            .filter_map(|back| node.checked_sub(back))
            .collect();
        let parameters: Vec<String> = inputs
            .iter()
            .map(|input| format!("t{input}: T{input}, "))
            .collect();
        let parameters = parameters.concat();
        // An unused one would have rustc look for a constant that was meant, among all that there are.
        let uses: Vec<String> = inputs
            .iter()
            .map(|input| format!("drop(t{input}); "))
            .collect();
        let uses = uses.concat();
        let names: Vec<String> = inputs.iter().map(|input| format!("t{input}")).collect();
        let derive = if with_macros {
            "Clone, depgraph::Output"
        } else {
            "Clone"
        };
        let attribute = if with_macros {
            format!(
                "#[depgraph::manifold(inputs = [{}], outputs = [T{node}])]\n",
                names.join(", ")
            )
        } else {
            String::new()
        };
        // Writing to a `String` cannot fail.
        let _infallible = write!(
            text,
            "#[derive({derive})]\npub struct T{node}(pub u32);\n{attribute}\
             pub async fn start{node}({parameters}config: u32) -> Result<Hold<T{node}>, std::io::Error> {{ {uses}Ok(hold(T{node}(config))) }}\n"
        );
    }
    if with_macros {
        text.push_str("depgraph::graph! {\n    pub Agent(config: u32) {\n");
        for node in 0..size {
            let _infallible = writeln!(text, "        n{node}: start{node}(config),");
        }
        text.push_str("    }\n}\n");
    }
    text
}
