//! Zones against jiff, which reads the same rules on another way: day boundaries,
//! wall clocks, gaps and folds, near and far in time.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use proptest::prelude::*;
use when::{Day, Instant, Zone};

/// Ordinary places, and those that skip midnights, half hours and whole days.
const NAMES: [&str; 12] = [
    "UTC",
    "Europe/Rome",
    "America/New_York",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Asia/Gaza",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Asia/Kathmandu",
    "America/Bogota",
    "Pacific/Kwajalein",
];

fn jiff_zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap()
}

static ZONES: LazyLock<Vec<(Zone, TimeZone)>> =
    LazyLock::new(|| NAMES.iter().map(|n| (Zone::named(n).unwrap(), jiff_zone(n))).collect());

fn civil(day: Day, second: u32) -> DateTime {
    let (y, m, d) = day.ymd();
    let (h, min, s) = (second / 3600, second / 60 % 60, second % 60);
    jiff::civil::date(y as i16, m as i8, d as i8).at(h as i8, min as i8, s as i8, 0)
}

fn day(year: i32, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).unwrap()
}

/// The wall clock as jiff reads it.
fn wall(zone: &TimeZone, seconds: i64) -> (DateTime, i32) {
    let at = Timestamp::from_second(seconds).unwrap();
    (zone.to_datetime(at), zone.to_offset(at).seconds())
}

#[track_caller]
fn same_wall(zone: &Zone, peer: &TimeZone, seconds: i64) {
    let (day, second, offset) = zone.local(Instant::from_seconds(seconds));
    assert_eq!((civil(day, second), offset), wall(peer, seconds), "{zone:?} at {seconds}");
}

/// The day of an instant is what the wall shows, unless clocks were turned back
/// across midnight and the next day had begun already.
#[track_caller]
fn same_day(zone: &Zone, peer: &TimeZone, seconds: i64) {
    let at = Instant::from_seconds(seconds);
    let mine = zone.day_of(at);
    let shown = wall(peer, seconds).0.date();
    if civil(mine, 0).date() != shown {
        assert_eq!(civil(mine.plus(-1), 0).date(), shown, "{zone:?} at {seconds}");
        assert!(zone.day_start(mine) <= at);
        let later = zone.local(at.plus(7200)).0;
        assert_eq!(later, mine, "{zone:?} at {seconds}: the day comes back within two hours");
    }
}

#[test]
fn every_day_of_65_years_begins_and_ends_where_it_should() {
    for (zone, _) in ZONES.iter() {
        let mut today = day(1985, 1, 1);
        while today < day(2050, 1, 1) {
            let (start, end, next) =
                (zone.day_start(today), zone.day_end(today), zone.day_start(today.plus(1)));
            assert_eq!(end.plus(1), next, "{zone:?} {today}");
            if zone.exists(today) {
                assert_eq!(zone.day_of(start), today, "{zone:?} {today}");
                assert_eq!(zone.day_of(end), today, "{zone:?} {today}");
                assert!(zone.day_of(start.plus(-1)) < today, "{zone:?} {today}");
            } else {
                assert_eq!(start, next, "{zone:?} {today}");
                let samoa_or_kwajalein = [day(2011, 12, 30), day(1993, 8, 21)];
                assert!(samoa_or_kwajalein.contains(&today), "{zone:?} {today}");
            }
            today = today.plus(1);
        }
    }
}

#[test]
fn every_zone_of_the_bundle_agrees_with_jiff_at_its_changes() {
    for name in TimeZoneDatabase::bundled().available() {
        if name.as_str() == "Etc/Unknown" {
            continue;
        }
        let (zone, peer) = (Zone::named(name.as_str()).unwrap(), jiff_zone(name.as_str()));
        let from: Timestamp = "1950-01-01T00:00:00Z".parse().unwrap();
        for change in peer.following(from).take(120) {
            let at = change.timestamp().as_second();
            for seconds in [at - 3600, at - 1, at, at + 3599, at + 86_400] {
                same_wall(&zone, &peer, seconds);
                same_day(&zone, &peer, seconds);
            }
        }
    }
}

#[test]
fn the_day_of_a_clock_turned_back_over_midnight_has_begun() {
    // St John's, 5 November 2006: from 00:01 back to 23:01 of the day before. Until 2011.
    let zone = Zone::named("America/St_Johns").unwrap();
    let midnight = zone.day_start(day(2006, 10, 29));
    assert_eq!(zone.format_local(midnight), "2006-10-29 00:00");
    let again = midnight.plus(120);
    assert_eq!(zone.format_local(again), "2006-10-28 23:02");
    assert_eq!(zone.day_of(again), day(2006, 10, 29));
}

#[test]
fn names_are_understood_or_mended() {
    assert_eq!(Zone::named("europe/rome").unwrap().name(), "Europe/Rome");
    let error = Zone::named("Bogota").unwrap_err().to_string();
    assert!(error.contains("did you mean America/Bogota?"), "{error}");
    let error = Zone::named("America/Los Angeles").unwrap_err().to_string();
    assert!(error.contains("America/Los_Angeles"), "{error}");
    for bad in ["", "Mars/Base", "Etc/Unknown", "../../etc/passwd", &"x".repeat(10_000)] {
        let error = Zone::named(bad).unwrap_err().to_string();
        assert!(error.len() < 300, "{error}");
    }
}

#[test]
fn local_times_are_written_for_people() {
    let zone = Zone::named("America/New_York").unwrap();
    let at = Instant::from_seconds(1_710_093_600);
    assert_eq!(zone.format_local(at), "2024-03-10 14:00");
    assert_eq!(zone.format_local_with_zone(at), "2024-03-10 14:00 EDT");
    assert_eq!(zone.format_local(at.plus(59)), "2024-03-10 14:00:59");
    assert_eq!(zone.format_local_with_zone(Instant::MAX), "..");
}

#[test]
fn open_ends_pass_through() {
    for (zone, _) in ZONES.iter() {
        for (at, day) in [(Instant::MIN, Day::MIN), (Instant::MAX, Day::MAX)] {
            assert_eq!(zone.day_of(at), day);
            assert_eq!(zone.day_start(day), at);
            assert_eq!(zone.day_end(day), at);
            assert_eq!(zone.same_clock_time(at, Day::from_number(0)), at);
            assert!(zone.exists(day));
            let _ = (zone.local(at), zone.abbreviation(at));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn days_and_walls_agree_with_jiff(
        pick in 0..NAMES.len(),
        seconds in prop_oneof![
            600_000_000i64..2_500_000_000,
            -3_000_000_000i64..6_000_000_000,
            -60_000_000_000i64..250_000_000_000,
        ],
    ) {
        let (zone, peer) = &ZONES[pick];
        same_wall(zone, peer, seconds);
        same_day(zone, peer, seconds);
    }

    #[test]
    fn clock_times_in_gaps_and_folds_are_compatible(
        pick in 0..NAMES.len(),
        number in prop_oneof![7_000i32..28_000, -200_000i32..2_000_000],
        second in 0u32..86_400,
    ) {
        let (zone, peer) = &ZONES[pick];
        let today = Day::from_number(number);
        let expected = peer.to_ambiguous_timestamp(civil(today, second)).compatible().unwrap();
        prop_assert_eq!(zone.at_clock_time(today, second).seconds(), expected.as_second());
    }

    #[test]
    fn clock_times_on_days_of_change_are_compatible(
        pick in 1..NAMES.len(), change in 0usize..150, second in 0u32..86_400,
    ) {
        let (zone, peer) = &ZONES[pick];
        let from: Timestamp = "1970-01-01T00:00:00Z".parse().unwrap();
        let Some(change) = peer.following(from).nth(change) else { return Ok(()) };
        let today = zone.day_of(Instant::from_seconds(change.timestamp().as_second()));
        let expected = peer.to_ambiguous_timestamp(civil(today, second)).compatible().unwrap();
        prop_assert_eq!(zone.at_clock_time(today, second).seconds(), expected.as_second());
    }

    #[test]
    fn the_day_of_an_instant_holds_it_whatever_the_instant(
        pick in 0..NAMES.len(), seconds in any::<i64>(), number in any::<i32>(),
    ) {
        let (zone, _) = &ZONES[pick];
        let at = Instant::from_seconds(seconds);
        let today = zone.day_of(at);
        prop_assert!(zone.day_start(today) <= at || today == Day::MAX);
        prop_assert!(at <= zone.day_end(today) || today == Day::MIN);
        let today = Day::from_number(number);
        let _ = zone.same_clock_time(at, today);
        let _ = zone.format_local_with_zone(at);
        if zone.exists(today) {
            prop_assert_eq!(zone.day_of(zone.day_start(today)), today);
        }
    }

    #[test]
    fn days_never_turn_back(
        pick in 0..NAMES.len(), seconds in 600_000_000i64..2_500_000_000, more in 0i64..200_000,
    ) {
        let (zone, _) = &ZONES[pick];
        let at = Instant::from_seconds(seconds);
        prop_assert!(zone.day_of(at) <= zone.day_of(at.plus(more)));
    }
}
