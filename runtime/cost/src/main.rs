//! Does one thing for as often as asked, for whoever counts its instructions; without arguments it lists what there is.

use std::process::ExitCode;

use endstate_cost::{Load, PAIRS};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, who, size, rounds] = &arguments[..] else {
        for pair in PAIRS {
            for size in pair.sizes {
                println!("{}\t{size}", pair.name);
            }
        }
        return ExitCode::SUCCESS;
    };
    let pair = PAIRS.iter().find(|pair| pair.name == name);
    let (Some(pair), Ok(size), Ok(rounds)) = (pair, size.parse(), rounds.parse()) else {
        eprintln!("usage: endstate-cost NAME raw|ours SIZE ROUNDS");
        return ExitCode::FAILURE;
    };
    let work = if who == "raw" { pair.raw } else { pair.ours };
    work(Load { size, rounds });
    ExitCode::SUCCESS
}
