//! What is read: ways, tables, contacts, campaigns; and whether a child of eleven can read what is said.

#![allow(clippy::unwrap_used, clippy::panic)]

use guide::{
    Campaign, Country, DataError, GuideData, Missing, Note, Prices, Reading, Route, RouteError,
    TableError,
};
use law::{Law, Source};
use std::sync::LazyLock;
use words::{Key, Language, Words};

static LAW: LazyLock<Law> = LazyLock::new(|| Law::load(&Source::Embedded).unwrap());
static DATA: LazyLock<GuideData> = LazyLock::new(|| GuideData::load(&LAW, &[]).unwrap());

fn way(text: &str) -> Route {
    match Route::read(text, DATA.atlas()).unwrap() {
        Reading::Way(route) => route,
        divided @ Reading::Divided { .. } => panic!("{divided:?}"),
    }
}

#[test]
fn a_way_is_read_in_the_forms_that_people_write() {
    for text in [
        "hn-mx-us",
        "HN-MX-US",
        "hnd/mex/usa",
        "hn > mx > us",
        "HN, MX, USA",
        "hn→mx→us",
        " hn_mx_us ",
    ] {
        assert_eq!(way(text).name(), "hn-mx-us", "{text}");
    }
}

#[test]
fn a_country_that_does_not_exist_is_answered_with_the_nearest() {
    let error = Route::read("Hondura-us", DATA.atlas()).unwrap_err();
    assert!(error.to_string().contains("did you mean hn, Honduras?"), "{error}");
    assert!(matches!(Route::read("hn", DATA.atlas()), Err(RouteError::TooShort { .. })));
    let long = ["hn", "mx"].repeat(8).join("-");
    assert!(matches!(Route::read(&long, DATA.atlas()), Err(RouteError::TooLong { .. })));
    assert!(Route::read(&"é".repeat(10_000), DATA.atlas()).is_err());
}

#[test]
fn remarks_of_a_way() {
    let country = |code| Country::letters(code).unwrap();
    assert_eq!(way("bo-mn").notes, [Note::Apart(country("BO"), country("MN"))]);
    assert_eq!(way("bo-pe").notes, [], "neighbours");
    assert_eq!(way("cu-us").notes, [], "by sea");
    assert_eq!(way("hn-hn-mx").notes, [Note::Repeated]);
    assert_eq!(way("hn-mx-hn").notes, [Note::Same]);
    assert_eq!(way("hn-hn").notes, [Note::Same]);
    assert!(
        matches!(way("zr-za").notes.as_slice(), [Note::Former(code, _)] if *code == country("ZR"))
    );
}

#[test]
fn prices_keep_gaps_and_pass_over_footers() {
    let table = "Receiving Countries  Code,Sending Countries Code,2020Q1,2019Q4 [x],Note\n\
        HND,USA,3.885,-,\nSOM,USA,,4,\nMEX,QQQ,5,5,\n,,,,\nLast Updated: never,,,,\n";
    let prices = Prices::read(table.as_bytes(), DATA.atlas()).unwrap();
    assert_eq!((prices.ways(), prices.unknown), (2, 1));
    let kept = prices.keep();
    assert!(
        kept.contains("[\"US\",\"HN\",[null,389]]") && kept.contains("[\"US\",\"SO\",[400,null]]"),
        "{kept}"
    );
    assert_eq!(Prices::kept(&kept, DATA.atlas()).unwrap(), prices);
}

#[test]
fn a_new_layout_is_told_with_the_columns_that_are_there() {
    let error = Prices::read(b"from,to,2020Q1\nUSA,HND,1\n", DATA.atlas()).unwrap_err().to_string();
    assert!(
        error.contains("`Sending Countries Code`") && error.contains("from, to, 2020Q1"),
        "{error}"
    );
    let error = Prices::read(
        b"Sending Countries Code,Receiving Countries Code,cost\nUSA,HND,1\n",
        DATA.atlas(),
    )
    .unwrap_err();
    assert!(matches!(error, TableError::NoColumn { .. }), "{error}");
    let none = b"Sending Countries Code,Receiving Countries Code,2020Q1\nUSA,HND,..\n";
    assert!(matches!(Prices::read(none, DATA.atlas()), Err(TableError::Nothing { rows: 1 })));
    assert!(Missing::read(b"Route,People\nx,1\n").is_err());
    assert!(Missing::read(b"").is_err() && Missing::read(&[0xff; 64]).is_err());
    assert!(Prices::kept("{", DATA.atlas()).is_err() && Missing::kept("[]").is_err());
}

#[test]
fn the_register_of_the_missing_is_read_in_both_of_its_layouts() {
    let old = "Migration Route,Total Dead and Missing,Cause of Death,Reported Date\nA,\"1,200\",Drowning,\"January 05, 2020\"\n";
    let new = "Incident Date,Migration route,Total Number of Dead and Missing,Cause of Death\n2020-01-05,A,1200.0,Drowning\n";
    let (old, new) =
        (Missing::read(old.as_bytes()).unwrap(), Missing::read(new.as_bytes()).unwrap());
    assert_eq!(old, new);
    assert_eq!(Missing::kept(&serde_json::to_string(&old).unwrap()).unwrap(), old);
}

fn office(contact: &str) -> Result<GuideData, DataError> {
    let text = format!("states = [\"MX\"]\n[[contact]]\n{contact}");
    GuideData::load(&LAW, &[("office.toml".to_owned(), text)])
}

/// An invented office.
const WHOLE: &str = "kind = \"legal-aid\"\nname = \"Invented Clinic\"\nphone = \"+00 000\"\nsource = \"its own leaflet\"\nchecked = \"2026-01-01\"\nhow = \"call\"\n";

#[test]
fn a_contact_without_source_or_day_is_refused() {
    assert!(office(WHOLE).is_ok());
    for (was, is) in [
        ("source = \"its own leaflet\"\n", ""),
        ("its own leaflet", "  "),
        ("checked = \"2026-01-01\"\n", ""),
        ("2026-01-01", "lately"),
        ("how = \"call\"", "how = \"heard\""),
        ("+00 000", "ask"),
        ("phone = \"+00 000\"", "web = \"http://example.org\""),
        ("phone = \"+00 000\"\n", ""),
        ("legal-aid", "consulate"),
    ] {
        let broken = WHOLE.replace(was, is);
        assert_ne!(broken, WHOLE);
        assert!(office(&broken).is_err(), "{was} → {is}");
    }
}

const CAMPAIGN: &str = r#"
office = "Invented Office"
way = "hn-mx-us"
languages = ["es", "ar"]
channels = ["poster", "card", "sms", "radio"]
messages = ["detained-consulate", "unpaid-equal", "detained-sign"]
from = "2026-12-01"
to = "2027-01-31"
address = "https://example.org/guide"
[heading]
es = "Tienes derechos en el camino"
ar = "لك حقوق في الطريق"
[[reach]]
date = "2026-12-05"
channel = "card"
count = 120
how = "cards handed over at the bus station, counted by the box"
"#;

#[test]
fn a_campaign_becomes_sheets_and_a_measure() {
    let campaign = Campaign::read(CAMPAIGN, DATA.atlas()).unwrap();
    let files = campaign.files(&LAW, &DATA, "2026-11-24".parse().unwrap()).unwrap();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names.len(), 9);
    assert!(
        names.contains(&"poster.ar.html")
            && names.contains(&"radio.es.txt")
            && names.contains(&"measure.json")
    );
    let poster = &files.iter().find(|file| file.name == "poster.es.html").unwrap().text;
    assert!(
        poster.contains("VCCR 36(1)(b)")
            && poster.contains("class=\"qr\"")
            && !poster.contains("<script")
    );
    let measure = &files.last().unwrap().text;
    assert!(measure.contains("\"reach_counted_by_hand\"") && measure.contains("\"count\": 120"));
}

#[test]
fn a_campaign_that_cannot_be_is_told_how_to_mend() {
    for (was, is, told) in [
        ("detained-consulate", "detained-consul", "there is no sentence"),
        ("ar = \"لك حقوق في الطريق\"\n", "", "there is none in ar"),
        ("2027-01-31", "2026-01-31", "ends before it begins"),
        ("2026-12-05", "2026-11-05", "before the campaign began"),
        ("hn-mx-us", "hn-qq", "is no country"),
        ("hn-mx-us", "yu-it", "came apart"),
        ("counted by the box\"", "x\"\nreader = \"IP\"", "cannot be read"),
        ("[\"es\", \"ar\"]", "[\"xx\"]", "no words for the language"),
    ] {
        let broken = CAMPAIGN.replace(was, is);
        assert_ne!(broken, CAMPAIGN);
        let error = match Campaign::read(&broken, DATA.atlas()) {
            Err(error) => error,
            Ok(campaign) => campaign.files(&LAW, &DATA, "2026-11-24".parse().unwrap()).unwrap_err(),
        };
        assert!(error.to_string().contains(told), "{error}");
    }
}

/// Letters between vowels: good enough to tell "detention" from "held".
fn syllables(word: &str) -> usize {
    let lower = word.to_lowercase();
    let vowel = |c: char| "aeiouy".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in lower.chars() {
        count += usize::from(vowel(c) && !before);
        before = vowel(c);
    }
    if lower.ends_with('e') && !lower.ends_with("le") && count > 1 {
        count -= 1;
    }
    count.max(1)
}

/// Flesch and Kincaid's grade: 4 is nine to ten years, 6 is eleven to twelve.
fn grade(text: &str) -> f64 {
    let sentences = text.matches(['.', '?', '!', ':']).count().max(1);
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    0.39 * words.len() as f64 / sentences as f64 + 11.8 * syllables as f64 / words.len() as f64
        - 15.59
}

#[test]
fn a_child_of_eleven_can_read_the_english_rights_texts() {
    let words = Words::new(Language::En);
    let ours = |start: &str| {
        Key::ALL.iter().filter(move |key| key.id().starts_with(start)).collect::<Vec<_>>()
    };
    let mut whole = String::new();
    for key in ["right-", "work-", "family-", "treaty-", "situation-"].into_iter().flat_map(ours) {
        let text = words.text(*key);
        let longest = text
            .split(['.', ':', ';'])
            .map(|part| part.split_whitespace().count())
            .max()
            .unwrap_or_default();
        assert!(longest <= 21, "{}: a sentence of {longest} words", key.id());
        whole.push_str(&text);
        if !text.ends_with(['.', '"']) {
            whole.push('.');
        }
        whole.push(' ');
    }
    let grade_of_all = grade(&whole);
    assert!(grade_of_all < 6.0, "grade {grade_of_all:.1}");
    // The same yardstick finds the language of treaties too hard.
    let treaty = "Any person who is arrested shall be informed, at the time of arrest, of the reasons for his arrest and shall be \
                  promptly informed of any charges against him, and the competent authorities shall facilitate communication.";
    assert!(grade(treaty) > 10.0, "{}", grade(treaty));
}
