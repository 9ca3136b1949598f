//! An evening on which somebody tries.

use super::house::*;
use crate::*;
use std::net::IpAddr;
use when::Instant;

fn source(text: &str) -> Source {
    Source::of(text.parse::<IpAddr>().unwrap())
}

const START: Instant = Instant::from_seconds(1_772_470_000);

#[test]
fn five_failures_are_free_then_the_wait_doubles_and_an_hour_forgets() {
    let mut throttle = Throttle::new();
    let here = source("192.0.2.7");
    let mut now = START;
    let mut waits = Vec::new();
    for _ in 0..16 {
        let wait = match throttle.ask(now, here, None) {
            Ok(()) => 0,
            Err(Denied::Wait(seconds)) => i64::from(seconds),
            Err(other) => panic!("{other:?}"),
        };
        waits.push(wait);
        now = now.plus(wait);
        assert_eq!(throttle.ask(now, here, None), Ok(()));
        throttle.failed(now, here, None);
    }
    assert_eq!(waits, [0, 0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    // Others do not wait for it.
    assert_eq!(throttle.ask(now, source("192.0.2.8"), None), Ok(()));
    assert!(throttle.ask(now, here, None).is_err());
    throttle.sweep(now.plus(HOUR));
    assert_eq!(throttle.ask(now.plus(HOUR), here, None), Ok(()));
}

#[test]
fn an_account_waits_wherever_the_failures_come_from_and_no_longer_than_a_minute() {
    let mut throttle = Throttle::new();
    for n in 0..40_u8 {
        throttle.failed(START, source(&format!("198.51.100.{n}")), Some(CARLA));
    }
    let elsewhere = source("203.0.113.1");
    assert_eq!(throttle.ask(START, elsewhere, Some(CARLA)), Err(Denied::Wait(60)));
    assert_eq!(throttle.ask(START, elsewhere, Some(BEN)), Ok(()));
    assert_eq!(throttle.ask(START.plus(60), elsewhere, Some(CARLA)), Ok(()));
    throttle.succeeded(CARLA);
    assert_eq!(throttle.ask(START, elsewhere, Some(CARLA)), Ok(()));
}

#[test]
fn an_account_of_ones_own_does_not_make_the_source_innocent() {
    let mut throttle = Throttle::new();
    let here = source("192.0.2.7");
    for _ in 0..12 {
        throttle.failed(START, here, None);
        throttle.succeeded(BEN);
    }
    assert!(matches!(throttle.ask(START, here, None), Err(Denied::Wait(_))));
}

#[test]
fn a_million_failures_write_twenty_one_lines_and_fill_no_memory() {
    let mut throttle = Throttle::new();
    let mut lines = 0;
    for n in 0..1_048_576_u32 {
        let address = IpAddr::from(n.to_be_bytes());
        lines += u32::from(throttle.failed(START, Source::of(address), None).is_some());
    }
    assert_eq!(lines, 21);
    // Whoever has no place of their own shares one, and waits with it.
    let stranger = source("2001:db8::1");
    assert!(matches!(throttle.ask(START, stranger, None), Err(Denied::Wait(_))));
    // An hour later there is room again.
    assert_eq!(throttle.ask(START.plus(HOUR), stranger, None), Ok(()));
}

#[test]
fn one_customer_of_ipv6_is_one_source_and_an_old_address_in_new_clothes_is_the_same() {
    assert_eq!(source("2001:db8:1:2::1"), source("2001:db8:1:2:ffff::9"));
    assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
    assert_eq!(source("::ffff:192.0.2.7"), source("192.0.2.7"));
}

#[test]
fn after_a_clock_was_set_back_nobody_waits_for_a_time_that_passes_twice() {
    let mut throttle = Throttle::new();
    let here = source("192.0.2.7");
    for _ in 0..12 {
        throttle.failed(START, here, None);
    }
    assert!(throttle.ask(START, here, None).is_err());
    assert_eq!(throttle.ask(START.plus(-DAY), here, None), Ok(()));
}
