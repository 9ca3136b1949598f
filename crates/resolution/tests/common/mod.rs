//! What the tests share: the invented resolution, and where the official texts
//! are, which the project never carries.
#![allow(dead_code)]

use std::path::PathBuf;

/// A file of the official texts.
///
/// The texts are fetched beside the workspace (`../shared`, or wherever
/// `AMPARO_SHARED` says). Without them these tests fail: a test that skips
/// itself proves nothing.
pub(crate) fn official(path: &str) -> Vec<u8> {
    let path = official_path(path);
    std::fs::read(&path).unwrap_or_else(|error| {
        panic!(
            "{} cannot be read ({error}): these tests need the official texts, which are not \
             part of the project; put them at ../shared beside the workspace, or set AMPARO_SHARED",
            path.display()
        )
    })
}

/// Where that file would be.
#[allow(clippy::disallowed_methods)] // a test has no command line to be told by
pub(crate) fn official_path(path: &str) -> PathBuf {
    let shared = std::env::var_os("AMPARO_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    shared.join(path)
}

/// Every Akoma Ntoso file of the official texts.
pub(crate) fn official_resolutions() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for folder in ["texts/resolutions", "texts/resolutions/77"] {
        let path = official_path(folder);
        let entries = std::fs::read_dir(&path).unwrap_or_else(|error| {
            panic!("{} cannot be read ({error}): see official() above", path.display())
        });
        for entry in entries {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "xml") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    assert!(files.len() >= 60, "only {} official resolutions found", files.len());
    files
}

/// An invented resolution, as a word processor leaves it: field codes, glued
/// marks, a year with a mark, an Ibid. chain, verbs for two addressees, two
/// Conventions, a masthead that slipped to the bottom.
pub(crate) const INVENTED: &str = "[DU1]
Resolution adopted by the General Assembly on 9 March 2099
[on the report of the Third Committee (A/93/900/Add.2 (Part II))]
93/901.\tKeeping of lamps at sea


\tThe General Assembly,
\tRecalling its resolution 92/811 of 8 February 2098, and recalling also Human Rights Council resolution 88/7 of 1 May 2097,1
\tReaffirming the Universal Declaration of Human Rights,2 which says more than lamps can,
\tRecalling the Vienna Convention on Consular Relations3 and the Convention on the Rights of the Child,4
\tRecalling further Commission on Population and Development resolutions 2096/2 of 10 May 20965 and 2097/1 of 3 April 2097,6
\tTaking note of advisory opinion OC-96/99 of 1 October 2095,
\tNoting with deep concern the 12 wrecks of 2098 near H2O Bay, and expressing its gratitude to all keepers,
\t1.\tCalls upon all States, in conformity with instruments to which they are party, to keep lamps lit;
\t2.\tReaffirms the duty of States parties to light their coasts,2 and in this regard:
\t(a)\tStrongly condemns the stealing of oil, and urges harbour States to guard it;
\t(b)\tCalls upon States that have not done so to accede to the Convention on the Rights of the Child,4 and requests the Secretary-General to make the Convention known;
\t(c)\tReaffirms the Vienna Convention on Consular Relations,3 and recalls that States must honour the Convention in fog;
\t3.\tTakes note of the study of the Office of Lamps on oil and wicks,7 and invites States, the United Nations system and all relevant stakeholders to use the study;
\t4.\tRequests the Secretary-General to report on the present resolution, and decides to look at lamps again.

71st plenary meeting
9 March 2099

1 See Official Records of the Lamp Council, Ninety-third Session, Supplement No. 53A (A/93/53/Add.1), chap. II.
2 Resolution 217 A (III).
3 Lamp Union, Treaty Series, vol. 11, No. 22.
4 Ibid., vol. 33, No. 44.
5 See Official Records of the Lamp Council, 2096, Supplement No. 5 (E/2096/25), chap. I.
6 Ibid., 2097, Supplement No. 5 (E/2097/25), chap. I.
7 A/HRC/95/29.
[DU1]<<ODS JOB NO>>N9999999E<<ODS JOB NO>>
<<ODS DOC SYMBOL1>>A/RES/93/901<<ODS DOC SYMBOL1>>
_______________

3

United NationsA/RES/93/901General AssemblyDistr.: General
1 April 2099Ninety-third session
Agenda item 68 (b)

99-99999
";

/// A paragraph without what depends on the file it came from: id, parent, text,
/// marks.
pub(crate) type Shape = (String, Option<String>, String, Vec<(u32, usize)>);

/// The shapes of all paragraphs.
pub(crate) fn shape(r: &resolution::Resolution) -> Vec<Shape> {
    r.paragraphs
        .iter()
        .map(|p| {
            let marks = p.notes.iter().map(|m| (m.n, m.offset)).collect();
            (p.id.clone(), p.parent.clone(), p.text.clone(), marks)
        })
        .collect()
}
