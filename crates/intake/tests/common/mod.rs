//! What the tests share. All people in them are invented.
#![allow(dead_code, reason = "every test file uses another part")]

use intake::{IntakeError, Mapping, Reject, Sink, Source, Subject, Tally};
use law::Law;
use std::io;
use std::sync::OnceLock;

/// The law that the program carries, as far as the United States need it.
pub(crate) fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    LAW.get_or_init(|| {
        Law::load_for(&law::Source::Embedded, "us").unwrap_or_else(|p| panic!("{p}"))
    })
}

/// Keeps everything.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) subjects: Vec<Subject>,
    pub(crate) rejects: Vec<Reject>,
}

impl Sink for Kept {
    fn subject(&mut self, subject: Subject) -> io::Result<()> {
        self.subjects.push(subject);
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> io::Result<()> {
        self.rejects.push(reject);
        Ok(())
    }
}

/// A small register of invented stays.
pub(crate) const MAPPING: &str = r#"
title = "Invented register"
about = "Each row is a stay of an invented person."
jurisdiction = "us"

[columns.case]
header = ["Case", "case_no"]
[columns.in]
header = "In"
date = ["dd/mm/yyyy", "iso"]
[columns.out]
header = "Out"
date = "dd/mm/yyyy"
optional = true
[columns.country]
header = "Country"
codes = "countries"
on_doubt = "unknown"
optional = true

[[record]]
covers = ["detention-started", "release"]
[[record.event]]
kind = "detention-started"
time = "in"
when_missing = "reject"
[[record.event]]
kind = "nationality-stated"
value = "country"
[[record.event]]
kind = "release"
time = "out"
"#;

pub(crate) fn mapping(text: &str) -> Mapping {
    Mapping::read("mapping.toml", text, law()).unwrap_or_else(|p| panic!("{}", p.render()))
}

/// [`MAPPING`] with lines for `[file]`.
pub(crate) fn with_file(lines: &str) -> Mapping {
    mapping(&format!("{MAPPING}\n[file]\n{lines}\n"))
}

pub(crate) fn run(
    source: Result<Source, IntakeError>,
    mapping: &Mapping,
) -> Result<(Tally, Kept), IntakeError> {
    let mut kept = Kept::default();
    let place = law().jurisdiction("us").unwrap();
    let tally = intake::read(source?, mapping, law(), place, &mut kept)?;
    assert_eq!(tally.rows, tally.accepted + tally.refused);
    assert_eq!(tally.refused, kept.rejects.len() as u64);
    assert_eq!(tally.refused, tally.refusals.values().sum::<u64>());
    assert_eq!(tally.cases, kept.subjects.len() as u64);
    assert_eq!(tally.accepted, kept.subjects.iter().map(|s| u64::from(s.rows)).sum::<u64>());
    Ok((tally, kept))
}

pub(crate) fn run_bytes(bytes: &[u8], mapping: &Mapping) -> Result<(Tally, Kept), IntakeError> {
    run(Source::from_bytes("records.csv", bytes, mapping), mapping)
}

/// What a person reads when the file cannot be.
pub(crate) fn fault(bytes: &[u8], mapping: &Mapping) -> String {
    match run_bytes(bytes, mapping) {
        Ok((tally, _)) => panic!("it was read: {tally:?}"),
        Err(error) => error.to_string(),
    }
}

/// The events of a subject, one a line: kind, first and last second, value.
pub(crate) fn told(subject: &Subject) -> String {
    let place = &law().jurisdiction("us").unwrap().places[subject.place];
    let zone = &place.place.zone;
    let mut text =
        format!("{} (line {}, {} rows, {})\n", subject.key, subject.line, subject.rows, place.id);
    for event in &subject.events {
        let (a, b) = (event.time.span.earliest(), event.time.span.latest());
        let recorded = event.recorded.map(|at| format!(", recorded {}", zone.format_local(at)));
        let value = if let duty::Value::Code(code) = event.value {
            law().vocabulary.code_name(code).to_owned()
        } else {
            format!("{:?}", event.value)
        };
        text += &format!(
            "  {} {} .. {} {value}{}{}\n",
            law().vocabulary.kind_name(event.kind),
            zone.format_local(a),
            zone.format_local(b),
            event.time.doubt,
            recorded.unwrap_or_default()
        );
    }
    text
}

pub(crate) fn gz(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A workbook with one sheet of inline texts and numbers; `extra` are more parts of the zip folder.
pub(crate) fn xlsx(sheet_data: &str, extra: &[(&str, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write as _;
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_vec()),
        ("_rels/.rels", format!(r#"<?xml version="1.0"?><Relationships xmlns="{packages}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#).into()),
        ("xl/workbook.xml", format!(r#"<?xml version="1.0"?><workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Stays" sheetId="1" r:id="rId1"/></sheets></workbook>"#).into()),
        ("xl/_rels/workbook.xml.rels", format!(r#"<?xml version="1.0"?><Relationships xmlns="{packages}"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/></Relationships>"#).into()),
        ("xl/styles.xml", format!(r#"<?xml version="1.0"?><styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#).into()),
        ("xl/worksheets/sheet1.xml", format!(r#"<?xml version="1.0"?><worksheet xmlns="{main}"><sheetData>{sheet_data}</sheetData></worksheet>"#).into()),
    ];
    let mut folder = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts.iter().chain(extra) {
        folder.start_file(*name, options).unwrap();
        folder.write_all(bytes).unwrap();
    }
    folder.finish().unwrap().into_inner()
}

/// Two stays of invented people, one with a time of day.
pub(crate) fn sheet() -> String {
    let text = |words: &str| format!(r#"t="inlineStr"><is><t>{words}</t></is></c>"#);
    let mut rows = String::new();
    for (row, cells) in
        [(1, ["Case", "In", "Country"]), (2, ["X-1", "", "Peru"]), (4, ["X-2", "", "Kenya"])]
    {
        rows += &format!(r#"<row r="{row}">"#);
        for (column, words) in ["A", "B", "C"].iter().zip(cells) {
            if words.is_empty() {
                // 1 March 2020, and six in the evening of the second stay.
                let serial = if row == 2 { "43891" } else { "43891.75" };
                rows += &format!(r#"<c r="{column}{row}" s="1"><v>{serial}</v></c>"#);
            } else {
                rows += &format!(r#"<c r="{column}{row}" {}"#, text(words));
            }
        }
        rows += "</row>";
    }
    rows
}

/// A Parquet file of two stays.
pub(crate) fn parquet() -> Vec<u8> {
    use arrow_array::{ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};
    use std::sync::Arc;
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("Case", Arc::new(StringArray::from(vec!["X-1", "X-2"]))),
        ("In", Arc::new(Date32Array::from(vec![Some(18_322), None]))),
        ("Country", Arc::new(StringArray::from(vec![Some("Peru"), None]))),
        ("Beds", Arc::new(Int64Array::from(vec![1, 2]))),
    ];
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, a)| (n, a, true)))
            .unwrap();
    let mut writer =
        parquet::arrow::ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}
