use super::{Edtf, EdtfProblem};
use crate::{Day, Doubt, Instant, Zone};

fn utc() -> Zone {
    Zone::named("UTC").unwrap()
}

fn span(text: &str, zone: &str) -> String {
    let zone = Zone::named(zone).unwrap();
    let value: Edtf = text.parse().unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(value.to_string().parse::<Edtf>().as_ref(), Ok(&value), "{text}");
    value.known(&zone).unwrap().span.to_string()
}

fn error(text: &str) -> String {
    match text.parse::<Edtf>() {
        Ok(value) => panic!("{text} was read as {value:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn level_0_dates_are_spans_of_seconds() {
    let cases = [
        ("2024", "2024-01-01T00:00:00Z/2024-12-31T23:59:59Z"),
        ("2024-02", "2024-02-01T00:00:00Z/2024-02-29T23:59:59Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z/2024-02-29T23:59:59Z"),
        ("2024-03-10T14:05:09Z", "2024-03-10T14:05:09Z"),
        ("2024-03-10T14:05:09", "2024-03-10T14:05:09Z"),
        ("2024-03-10T14:05:09+05:30", "2024-03-10T08:35:09Z"),
        ("2024-03-10T14:05:09-05", "2024-03-10T19:05:09Z"),
        ("2024-03-10T14:05", "2024-03-10T14:05:00Z/2024-03-10T14:05:59Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ("2004-06/2006-08", "2004-06-01T00:00:00Z/2006-08-31T23:59:59Z"),
        ("2004-06-01/2004", "2004-06-01T00:00:00Z/2004-12-31T23:59:59Z"),
        ("0000", "0000-01-01T00:00:00Z/0000-12-31T23:59:59Z"),
    ];
    for (text, expected) in cases {
        assert_eq!(span(text, "UTC"), expected, "{text}");
    }
}

#[test]
fn level_1_is_read_whole() {
    let cases = [
        ("Y12024", "+12024-01-01T00:00:00Z/+12024-12-31T23:59:59Z"),
        ("-1985", "-1985-01-01T00:00:00Z/-1985-12-31T23:59:59Z"),
        ("199X", "1990-01-01T00:00:00Z/1999-12-31T23:59:59Z"),
        ("19XX", "1900-01-01T00:00:00Z/1999-12-31T23:59:59Z"),
        ("2004-XX", "2004-01-01T00:00:00Z/2004-12-31T23:59:59Z"),
        ("2004-02-XX", "2004-02-01T00:00:00Z/2004-02-29T23:59:59Z"),
        ("2004-XX-XX", "2004-01-01T00:00:00Z/2004-12-31T23:59:59Z"),
        ("2001-21", "2001-03-01T00:00:00Z/2001-05-31T23:59:59Z"),
        ("2001-24", "2001-12-01T00:00:00Z/2002-02-28T23:59:59Z"),
        ("1985-04-12/..", "1985-04-12T00:00:00Z/.."),
        ("1985-04-12/", "1985-04-12T00:00:00Z/.."),
        ("../1985-04-12", "../1985-04-12T23:59:59Z"),
        ("/1985", "../1985-12-31T23:59:59Z"),
    ];
    for (text, expected) in cases {
        assert_eq!(span(text, "UTC"), expected, "{text}");
    }
    // Far beyond numbered days: the example of the standard.
    assert!(span("Y170000002", "UTC").starts_with("+170000002-01-01T00:00:00Z/"));
    for year in ["Y99999999999", "Y-99999999999"] {
        assert!(!year.parse::<Edtf>().unwrap().known(&utc()).unwrap().span.earliest().is_open());
    }
}

#[test]
fn doubts_are_kept_and_seasons_are_approximate() {
    let doubt = |text: &str| text.parse::<Edtf>().unwrap().known(&utc()).unwrap().doubt;
    assert_eq!(doubt("1984?"), Doubt::UNCERTAIN);
    assert_eq!(doubt("2004-06~"), Doubt::APPROXIMATE);
    assert_eq!(doubt("2004-06-11%"), Doubt::BOTH);
    assert_eq!(doubt("1984~/2004-06?"), Doubt::BOTH);
    assert_eq!(doubt("2024-XX"), Doubt::NONE);
    assert_eq!(doubt("2001-21"), Doubt::APPROXIMATE);
    assert_eq!(doubt("2001-21?"), Doubt::BOTH);
}

#[test]
fn the_zone_decides_where_a_day_lies() {
    // Spring forward in New York: 2024-03-10 has 23 hours, and 02:30 does not exist.
    assert_eq!(span("2024-03-10", "America/New_York"), "2024-03-10T05:00:00Z/2024-03-11T03:59:59Z");
    assert_eq!(span("2024-03-10T02:30:00", "America/New_York"), "2024-03-10T07:30:00Z");
    // Autumn: 01:30 twice; the first is meant.
    assert_eq!(span("2024-11-03T01:30:00", "America/New_York"), "2024-11-03T05:30:00Z");
    // São Paulo 2018-11-04 started at 01:00.
    assert_eq!(
        span("2018-11-04", "America/Sao_Paulo"),
        "2018-11-04T03:00:00Z/2018-11-05T01:59:59Z"
    );
}

#[test]
fn a_day_without_instants_is_an_error_of_its_own() {
    let apia = Zone::named("Pacific/Apia").unwrap();
    for text in ["2011-12-30", "2011-12-30T10:00:00", "2011-12-30/2012-01-05"] {
        let error = text.parse::<Edtf>().unwrap().known(&apia).unwrap_err();
        assert!(matches!(error.problem, EdtfProblem::NoSuchTime { .. }), "{error}");
    }
    assert!("2011-12".parse::<Edtf>().unwrap().known(&apia).is_ok());
    // With an offset it is an instant like any other.
    assert!("2011-12-30T10:00:00Z".parse::<Edtf>().unwrap().known(&apia).is_ok());
}

#[test]
fn errors_say_what_where_and_how_to_mend() {
    assert_eq!(error("2020-02-30"), "2020-02-30: February 2020 has 29 days (at character 9)");
    assert_eq!(
        error("2021-13"),
        "2021-13: months go from 01 to 12, and seasons from 21 to 24 (at character 6)"
    );
    assert!(error("31/02/2020").contains("YYYY-MM-DD"));
    assert!(error("31-02-2020").contains("year first"));
    assert!(error("31.02.2020").contains("year first"));
    assert!(error("2020.02.03").contains("hyphens"));
    assert!(error("20200203").contains("hyphens"));
    assert!(error("2024-3-10").contains("two digits"));
    assert!(error("2024-03-1").contains("two digits"));
    assert!(error("2024-03-10 14:05").contains("follows a T"));
    assert!(error("2024-03-10T14").contains("T14:05"));
    assert!(error("2024-03-10T24:00").contains("next day"));
    assert!(error("2024-03-10T14:05:09.5Z").contains("fractions"));
    assert!(error("2024-03-10T14:05:60Z").contains("seconds go"));
    assert!(error("2024-03-10T14:05+0200").contains("colon"));
    assert!(error("2024-03-10T14:05+19:00").contains("-18:00"));
    assert!(error("2024-03-10x").contains("'x'"));
    assert!(error("2005/2004-06").contains("exchange"));
    assert!(error("2024-03-10T12:00:00Z/2024-03-10T13:00:00+02:00").contains("exchange"));
    assert!(error("Y2024").contains("four"));
    assert!(error("-0000").contains("0000"));
    assert!(error("2024-W10").contains("week"));
    assert!(error("2024-070").contains("days of the year"));
    assert!(error("2024-00").contains("months go"));
    assert!(error("2024-01-00").contains("from 01"));
    assert!(error("2024é").contains("at character 5"));
    assert!(error(&"2".repeat(65)).contains("64 bytes"));
    for text in ["", "/", "..", "x", "-", "--", "T10:00", "2024-", "2024-03-10T", "+2024", "/ "] {
        let _ = error(text);
    }
}

#[test]
fn level_2_is_refused_by_name() {
    let level_2 = [
        "[1667,1668]",
        "{1960,1961}",
        "2004?-06-11",
        "?2004-06",
        "2004-06-~11",
        "1XXX",
        "XXXX-12",
        "1XX3",
        "2004-1X",
        "2004-X1",
        "156X-12-25",
        "2004-XX-11",
        "Y-17E7",
        "1950S2",
        "Y17101S3",
        "2001-25",
        "2001-37",
        "1984-06?-02",
        "..1984/1985",
        "1984../..",
    ];
    for text in level_2 {
        let error = error(text);
        assert!(error.contains("level 2 of ISO 8601-2"), "{error}");
    }
}

#[test]
fn a_date_of_birth_needs_no_zone() {
    let days = |text: &str| {
        let days = text.parse::<Edtf>().unwrap().days();
        (days.first().to_string(), days.last().to_string())
    };
    assert_eq!(days("2008-02"), ("2008-02-01".into(), "2008-02-29".into()));
    assert_eq!(days("../2008"), ("..".into(), "2008-12-31".into()));
    let day: Day = "2024-03-10".parse().unwrap();
    assert_eq!(Edtf::from_day(day).unwrap().to_string(), "2024-03-10");
    let at = Edtf::from_instant(Instant::from_seconds(0)).unwrap();
    assert_eq!(at.to_string(), "1970-01-01T00:00:00Z");
    assert_eq!(Edtf::from_instant(Instant::MAX), None);
}
