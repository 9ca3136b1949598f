//! The program as a person meets it: every printed surface, every exit code, whole or not at all.
//!
//! The records are the demo's, which are invented. Paths that differ from run to run are replaced before a snapshot is taken.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// Somebody at a terminal, with a folder to work in.
struct Person {
    folder: TempDir,
}

impl Person {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn writes(&self, name: &str, text: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn runs(&self, words: &[&str]) -> Output {
        self.runs_with_threads(words, "2")
    }

    fn runs_with_threads(&self, words: &[&str], threads: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_amparo"))
            .args(words)
            .current_dir(self.folder.path())
            .env("RAYON_NUM_THREADS", threads)
            .env_remove("AMPARO_LAW")
            .env_remove("AMPARO_DATA")
            .env("COLUMNS", "100")
            .output()
            .unwrap()
    }

    /// Audits the invented cases of the demo.
    fn audits(&self, out: &str, threads: &str) -> Output {
        self.audits_again(1, out, threads)
    }

    /// The same, with the file given so many times over.
    fn audits_again(&self, times: usize, out: &str, threads: &str) -> Output {
        let file = demo("cases-us.csv");
        let map = demo("cases-us.toml");
        let mut words = vec!["audit"];
        words.extend(std::iter::repeat_n(file.as_str(), times));
        words.extend(["--map", &map, "--jurisdiction", "us", "--out", out]);
        words.extend(["--as-of", "2025-12-31"]);
        self.runs_with_threads(&words, threads)
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn demo(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("demo").join(name).display().to_string()
}

/// Exit code, output and messages, with what differs from run to run replaced.
fn shown(output: &Output) -> String {
    let text = format!(
        "exit {}\n--- out\n{}--- err\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    text.replace(env!("CARGO_MANIFEST_DIR"), "AMPARO")
}

#[test]
fn help_says_what_each_verb_does() {
    let person = Person::new();
    for (name, words) in [
        ("help", &["--help"][..]),
        ("help-audit", &["audit", "--help"]),
        ("help-explain", &["explain", "--help"]),
        ("help-demo", &["demo", "--help"]),
        ("help-law", &["law", "check", "--help"]),
        ("nothing", &[]),
        ("unknown-verb", &["adit"]),
        ("unknown-flag", &["law", "check", "--strict"]),
    ] {
        insta::assert_snapshot!(name, shown(&person.runs(words)));
    }
}

#[test]
fn law_check_counts() {
    let output = Person::new().runs(&["law", "check"]);
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("(0 confirmed by a lawyer"));
}

#[test]
fn law_check_shows_where_a_folder_is_wrong() {
    let person = Person::new();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law"), &person.path("law"));
    let duty = person.path("law/duties/consular-visit.toml");
    let text = std::fs::read_to_string(&duty).unwrap().replace("title = ", "titel = ");
    std::fs::write(&duty, text).unwrap();
    insta::assert_snapshot!(
        "law-check-no-folder",
        shown(&person.runs(&["law", "check", "--law", "nowhere"]))
    );
    let output = person.runs(&["law", "check", "--law", "law"]);
    assert_eq!(output.status.code(), Some(3));
    insta::assert_snapshot!("law-check-misspelt-key", shown(&output));
}

#[test]
fn an_audit_tells_what_became_of_every_row() {
    let person = Person::new();
    let output = person.audits("out", "2");
    insta::assert_snapshot!("audit", shown(&output));
    for file in [
        "audit.json",
        "clocks.csv",
        "clocks.parquet",
        "events.parquet",
        "rejects.csv",
        "report.html",
    ] {
        assert!(person.path("out").join(file).is_file(), "{file}");
    }
}

#[test]
fn two_runs_and_any_number_of_threads_write_the_same_bytes() {
    let person = Person::new();
    // Often enough that the events fill several chunks, and each chunk several tasks.
    for (out, threads) in [("one", "1"), ("two", "2"), ("seven", "7")] {
        assert!(person.audits_again(20, out, threads).status.success());
    }
    let size = |file: &str| std::fs::metadata(person.path("one").join(file)).unwrap().len();
    assert!(size("clocks.csv") > 3_000_000, "{} bytes are one chunk", size("clocks.csv"));
    for file in [
        "audit.json",
        "clocks.csv",
        "clocks.parquet",
        "events.parquet",
        "rejects.csv",
        "report.html",
    ] {
        let bytes = |out: &str| std::fs::read(person.path(out).join(file)).unwrap();
        assert!(bytes("one") == bytes("two"), "{file}");
        assert!(bytes("one") == bytes("seven"), "{file}");
    }
}

#[test]
fn explain_proves_a_clock_and_answers_what_if() {
    let person = Person::new();
    assert!(person.audits("out", "2").status.success());
    let clocks = std::fs::read_to_string(person.path("out/clocks.csv")).unwrap();
    let name = |duty: &str| {
        let line =
            clocks.lines().find(|line| line.contains(duty) && line.contains(",overdue,")).unwrap();
        line.split(',').next().unwrap().trim_matches('"').to_owned()
    };
    let clock = name(":family-tracing#1");
    insta::assert_snapshot!("explain", shown(&person.runs(&["explain", "out", &clock])));
    insta::assert_snapshot!(
        "explain-json",
        shown(&person.runs(&["explain", "out", &clock, "--format", "json"]))
    );
    insta::assert_snapshot!(
        "explain-arabic",
        shown(&person.runs(&["explain", "out", &clock, "--lang", "ar"]))
    );
    let supposed =
        ["explain", "out", &clock, "--if", "family-tracing-started=never", "--as-of", "2025-05-01"];
    insta::assert_snapshot!("explain-if", shown(&person.runs(&supposed)));
    insta::assert_snapshot!(
        "explain-under",
        shown(&person.runs(&["explain", "out", &clock, "--under", "eu/eu-de"]))
    );
}

#[test]
fn explain_refuses_what_it_cannot_find() {
    let person = Person::new();
    assert!(person.audits("out", "2").status.success());
    for (name, words) in [
        ("explain-no-audit", &["explain", "elsewhere", "US-001:family-tracing#1"][..]),
        ("explain-not-a-name", &["explain", "out", "US-001"]),
        ("explain-unknown-duty", &["explain", "out", "US-001:family-traicing#1"]),
        ("explain-unknown-case", &["explain", "out", "US-999:family-tracing#1"]),
        (
            "explain-unknown-language",
            &["explain", "out", "US-001:family-tracing#1", "--lang", "de"],
        ),
    ] {
        insta::assert_snapshot!(name, shown(&person.runs(words)));
    }
}

#[test]
fn bad_input_is_refused_with_what_where_and_how_to_mend_it() {
    let person = Person::new();
    let map = demo("cases-us.toml");
    let file = demo("cases-us.csv");
    person.writes("other.csv", b"a,b\n1,2\n");
    person.writes("empty.csv", b"");
    person.writes("broken.toml", b"title = \"x\"\ncolums = 3\n");
    let whole = std::fs::read_to_string(&file).unwrap();
    let header = whole.lines().next().unwrap();
    person.writes("cut.csv", format!("{header}\nUS-900,\"never closed").as_bytes());
    std::fs::create_dir(person.path("mine")).unwrap();
    person.writes("mine/letter.txt", b"keep me");
    let audit = |file: &str, map: &str, jurisdiction: &str, out: &str, as_of: &str| {
        person.runs(&[
            "audit",
            file,
            "--map",
            map,
            "--jurisdiction",
            jurisdiction,
            "--out",
            out,
            "--as-of",
            as_of,
        ])
    };
    let day = "2025-12-31";
    for (name, code, output) in [
        ("missing-file", 3, audit("nowhere.csv", &map, "us", "out", day)),
        ("missing-mapping", 3, audit(&file, "nowhere.toml", "us", "out", day)),
        ("missing-column", 3, audit("other.csv", &map, "us", "out", day)),
        ("empty-file", 3, audit("empty.csv", &map, "us", "out", day)),
        ("cut-file", 3, audit("cut.csv", &map, "us", "out", day)),
        ("broken-mapping", 3, audit(&file, "broken.toml", "us", "out", day)),
        ("records-as-mapping", 3, audit(&map, "other.csv", "us", "out", day)),
        ("mapping-of-another-jurisdiction", 3, audit(&file, &map, "ca", "out", day)),
        ("no-day", 2, audit(&file, &map, "us", "out", "yesterday")),
        ("unknown-jurisdiction", 2, audit(&file, &map, "atlantis", "out", day)),
        ("impossible-day", 2, audit(&file, &map, "us", "out", "2025-02-30")),
        ("folder-of-others", 2, audit(&file, &map, "us", "mine", day)),
        ("out-is-a-file", 2, audit(&file, &map, "us", "other.csv", day)),
    ] {
        insta::assert_snapshot!(name, shown(&output));
        assert_eq!(output.status.code(), Some(code), "{name}");
        assert!(!person.path("out").exists(), "{name}: nothing half-written stays");
    }
    assert_eq!(std::fs::read(person.path("mine/letter.txt")).unwrap(), b"keep me");
}

/// A program that may not write files larger than so many blocks, whatever it tries: the disk is full wherever we like.
#[cfg(unix)]
fn runs_short_of_disk(person: &Person, blocks: u32, words: &[&str]) -> Output {
    // The signal is ignored so that the write fails, as it does on a full disk, and does not kill.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_amparo")])
        .args(words)
        .current_dir(person.folder.path())
        .output()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_leaves_the_earlier_audit_alone() {
    let person = Person::new();
    assert!(person.audits("out", "2").status.success());
    let listing = |folder: &Path| {
        let mut names: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = (listing(person.folder.path()), listing(&person.path("out")));
    let clocks = std::fs::read(person.path("out/clocks.csv")).unwrap();
    let (file, map) = (demo("cases-us.csv"), demo("cases-us.toml"));
    let mut words = vec!["audit"];
    words.extend(std::iter::repeat_n(file.as_str(), 4));
    words.extend(["--map", &map, "--jurisdiction", "us", "--out", "out", "--as-of", "2025-12-31"]);
    let (mut refused, mut blocks) = (0, 0);
    let whole = loop {
        let output = runs_short_of_disk(&person, blocks, &words);
        if output.status.success() {
            break output;
        }
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{blocks} blocks: {told}");
        assert_eq!(told.trim_end().lines().count(), 1, "one paragraph: {told}");
        assert!(
            told.starts_with("Could not write ") && told.contains("Nothing half-written"),
            "{told}"
        );
        assert!(output.stdout.is_empty());
        assert_eq!((listing(person.folder.path()), listing(&person.path("out"))), before);
        assert!(std::fs::read(person.path("out/clocks.csv")).unwrap() == clocks);
        refused += 1;
        blocks = (blocks * 2).max(1);
    };
    assert!(whole.status.success());
    assert!(std::fs::read(person.path("out/clocks.csv")).unwrap() != clocks);
    assert!(refused > 5, "{refused} were refused");
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_cannot_be_written_to_is_told() {
    let full = std::fs::File::create("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_amparo"))
        .args(["law", "check"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", shown(&output));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Could not print the result"));
}

/// The mapping of "Corrections" in docs/mapping.md, as it stands there, and the file above it.
fn documented_corrections() -> (String, String) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/mapping.md");
    let page = std::fs::read_to_string(page).unwrap();
    let chapter = page.split("### Corrections").nth(1).unwrap();
    let mut blocks = chapter.split("```");
    let file = blocks.nth(1).unwrap().trim_start().to_owned();
    let mapping = blocks.nth(1).unwrap().strip_prefix("toml").unwrap().to_owned();
    let head = "title = \"Invented\"\nabout = \"Invented.\"\njurisdiction = \"us\"\n";
    (file, head.to_owned() + &mapping)
}

#[test]
fn the_documented_corrections_change_what_was_known_on_a_day() {
    let person = Person::new();
    let (file, mapping) = documented_corrections();
    person.writes("entries.csv", file.as_bytes());
    person.writes("entries.toml", mapping.as_bytes());
    let known_on = |day: &str| {
        let words = ["audit", "entries.csv", "--map", "entries.toml", "--jurisdiction", "us"];
        let more = ["--out", day, "--as-of", "2031-03-01", "--as-known-on", day];
        let output = person.runs(&[&words[..], &more[..]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
        std::fs::read_to_string(person.path(day).join("clocks.csv")).unwrap()
    };
    let on = |day| known_on(day).lines().map(str::to_owned).collect::<Vec<_>>();
    let [seventh, tenth, eleventh] = ["2031-02-07", "2031-02-10", "2031-02-11"].map(on);
    // Held for three days, for six, or still: each differs in some clock.
    assert!(seventh != tenth && tenth != eleventh && seventh != eleventh);
    let ended = |lines: &[String]| lines.iter().filter(|line| line.contains(",ended,")).count();
    assert!(ended(&seventh) > 0 && ended(&tenth) > 0);
    assert_eq!(ended(&eleventh), 0, "nobody is known to have been let out");
}

#[test]
fn a_failed_audit_leaves_the_earlier_one() {
    let person = Person::new();
    assert!(person.audits("out", "2").status.success());
    let before = std::fs::read(person.path("out/clocks.csv")).unwrap();
    person.writes("other.csv", b"a,b\n1,2\n");
    let map = demo("cases-us.toml");
    let output =
        person.runs(&["audit", "other.csv", "--map", &map, "--jurisdiction", "us", "--out", "out"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(std::fs::read(person.path("out/clocks.csv")).unwrap(), before);
    let left = std::fs::read_dir(person.folder.path()).unwrap().count();
    assert_eq!(left, 2, "only `out` and `other.csv` stay");
}

#[test]
fn the_demo_shows_work_and_names_its_reports() {
    let person = Person::new();
    let output = person.runs(&["demo"]);
    insta::assert_snapshot!("demo", shown(&output));
    for jurisdiction in ["us", "ca", "eu"] {
        assert!(person.path("amparo-demo").join(jurisdiction).join("report.html").is_file());
    }
    let again = person.runs(&["demo"]);
    assert_eq!(shown(&output), shown(&again), "the demo may be run twice");
}

#[test]
fn coverage_says_what_serves_each_unit_and_what_nothing_does() {
    let output = Person::new().runs(&["law", "coverage"]);
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("67 units:") && text.contains(" 0 without anything"), "{text}");
}

#[test]
fn a_resolution_is_imported_before_it_is_shown() {
    let person = Person::new();
    person.writes("letter.txt", b"Dear all,\nthis is no resolution.\n");
    for (name, words) in [
        ("show-not-imported", &["law", "show", "A/RES/65/212 4(g)"][..]),
        ("import-not-a-resolution", &["law", "import", "letter.txt"]),
        ("import-nothing-there", &["law", "import", "nowhere.docx"]),
    ] {
        insta::assert_snapshot!(name, shown(&person.runs(words)));
    }
    assert!(!person.path("amparo-data").exists(), "nothing is kept of what is refused");
}
