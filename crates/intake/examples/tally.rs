//! Reads a file through a mapping and prints what was counted and how long it took: `tally MAPPING FILE [ROUNDS]`.
//! Prints no row and no cell.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

#[derive(Default)]
struct Nothing {
    labels: usize,
}

impl intake::Sink for Nothing {
    fn subject(&mut self, subject: intake::Subject) -> std::io::Result<()> {
        self.labels += subject.groups.len();
        Ok(())
    }

    fn reject(&mut self, _: intake::Reject) -> std::io::Result<()> {
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mapping_path, file, rest @ ..] = arguments.as_slice() else {
        return Err("usage: tally MAPPING FILE [ROUNDS]".into());
    };
    let rounds: usize = rest.first().map_or(Ok(1), |n| n.parse())?;
    let text = std::fs::read_to_string(mapping_path)?;
    let law = law::Law::load(&law::Source::Embedded)?;
    for _ in 0..rounds {
        let start = Instant::now();
        let mapping = intake::Mapping::read(mapping_path, &text, &law).map_err(|p| p.render())?;
        let read_mapping = start.elapsed();
        let jurisdiction =
            law.jurisdiction(mapping.jurisdiction()).ok_or("no such jurisdiction")?;
        let source = intake::open(Path::new(file), &mapping)?;
        let tally = intake::read(source, &mapping, &law, jurisdiction, &mut Nothing::default())?;
        println!("mapping {read_mapping:?}, with the file {:?}", start.elapsed());
        println!(
            "{} rows = {} + {}, {} cases, {} events",
            tally.rows, tally.accepted, tally.refused, tally.cases, tally.events
        );
        for check in &tally.checks {
            println!("  {}: {}", check.id, check.rows);
        }
        for ((code, reason), rows) in &tally.refusals {
            println!("  refused, {} {reason}: {rows}", code.name());
        }
        println!("  spellings not understood: {}", tally.unlisted.len());
        println!("  headers not read: {}", tally.unread.len());
        for column in &tally.columns {
            println!(
                "  {}: empty {}, withheld {}, unreadable {}",
                column.column, column.empty, column.withheld, column.unreadable
            );
        }
    }
    Ok(())
}
