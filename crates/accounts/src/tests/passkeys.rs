//! Passkeys, with an authenticator in software: days on which they open, and days on which they must not.

use super::house::*;
use crate::*;
use std::net::IpAddr;
use webauthn_authenticator_rs::WebauthnAuthenticator;
use webauthn_authenticator_rs::softpasskey::SoftPasskey;
use webauthn_rs::prelude::{CreationChallengeResponse, RequestChallengeResponse, Url};

const SITE: Site<'_> =
    Site { id: "amparo.example", origin: "https://amparo.example", name: "Desk" };

fn here() -> Source {
    Source::of(IpAddr::from([192, 0, 2, 7]))
}

/// A device of somebody: it keeps for whom its credential is, as discoverable ones do; the soft one does not know that by itself.
struct Device {
    token: SoftPasskey,
    origin: Url,
    user: UserId,
    credential: Vec<u8>,
}

impl Device {
    fn new(user: UserId) -> Self {
        let origin = Url::parse(SITE.origin).unwrap();
        Self { token: SoftPasskey::new(true), origin, user, credential: Vec::new() }
    }

    fn make(&mut self, options: &str) -> serde_json::Value {
        let mut options: CreationChallengeResponse = serde_json::from_str(options).unwrap();
        let selection = options.public_key.authenticator_selection.as_mut().unwrap();
        // It was asked for a discoverable one, and makes what it can.
        assert!(selection.require_resident_key);
        selection.require_resident_key = false;
        let made = self.token.do_registration(self.origin.clone(), options).unwrap();
        self.credential = made.raw_id.to_vec();
        serde_json::to_value(made).unwrap()
    }

    fn show(&mut self, options: &str) -> serde_json::Value {
        self.show_changed(options, |_| ())
    }

    fn show_changed(
        &mut self,
        options: &str,
        change: impl FnOnce(&mut RequestChallengeResponse),
    ) -> serde_json::Value {
        let mut value: serde_json::Value = serde_json::from_str(options).unwrap();
        let id = URL.encode(&self.credential);
        value["publicKey"]["allowCredentials"] =
            serde_json::json!([{ "type": "public-key", "id": id }]);
        let mut options: RequestChallengeResponse = serde_json::from_value(value).unwrap();
        change(&mut options);
        let mut shown = self.token.do_authentication(self.origin.clone(), options).unwrap();
        shown.response.user_handle = Some(self.user.0.as_bytes().to_vec());
        serde_json::to_value(shown).unwrap()
    }
}

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as URL;

struct Office {
    house: House,
    passkeys: Passkeys,
}

impl Office {
    /// Amal administers; Carla has a device with a passkey.
    fn new() -> (Self, Device) {
        let house = House::staffed();
        let mut office = Self { house, passkeys: Passkeys::new(SITE).unwrap() };
        let device = office.enrol(CARLA);
        (office, device)
    }

    fn before(&mut self) -> Token {
        Token::new(self.house.drawn())
    }

    fn enrol(&mut self, user: UserId) -> Device {
        let mut device = Device::new(user);
        let session = self.before();
        let options = self.ask(&session, user);
        let answer = device.make(&options);
        let fact = self.made(&session, user, &answer).unwrap();
        self.house.act(Author::User(user), fact);
        device
    }

    fn ask(&mut self, session: &Token, user: UserId) -> String {
        let account = self.house.accounts.account(user).unwrap();
        self.passkeys.start_registration(self.house.now, here(), session, account).unwrap()
    }

    fn made(
        &mut self,
        session: &Token,
        user: UserId,
        answer: &serde_json::Value,
    ) -> Result<Fact, Denied> {
        let id = PasskeyId::from_u128(self.house.next());
        let (now, bytes) = (self.house.now, answer.to_string().into_bytes());
        self.passkeys.finish_registration(now, session, user, (id, "phone"), &bytes)
    }

    fn begin(&mut self, before: &Token) -> String {
        self.passkeys.start_sign_in(self.house.now, here(), before).unwrap()
    }

    fn answer(&mut self, before: &Token, answer: &serde_json::Value) -> Result<Entry, Failure> {
        let bytes = answer.to_string().into_bytes();
        self.passkeys.finish_sign_in(self.house.now, before, &self.house.accounts, &bytes)
    }

    fn sign_in(&mut self, device: &mut Device) -> Result<Token, Failed> {
        let before = self.before();
        let options = self.begin(&before);
        let entry =
            self.answer(&before, &device.show(&options)).map_err(|f| Failed::Denied(f.denied))?;
        self.house.enter(&entry, Some(&before))
    }
}

fn why(answer: Result<Entry, Failure>) -> Cause {
    let failure = answer.unwrap_err();
    let Denied::SignIn(cause) = failure.denied else { panic!("{failure:?}") };
    cause
}

#[test]
fn carla_makes_a_passkey_and_signs_in_the_next_morning_without_typing_a_name() {
    let (mut office, mut device) = Office::new();
    office.house.later(DAY);
    let cookie = office.sign_in(&mut device).unwrap();
    let now = office.house.now;
    let session = office.house.sessions.require(now, &cookie, Sensitive::Export).unwrap();
    assert_eq!(session.user, CARLA);
    let carla = office.house.accounts.account(CARLA).unwrap();
    let passkey = carla.passkeys().iter().find(|key| key.name == "phone").unwrap();
    assert_eq!(passkey.used, Some(now));
    assert_eq!(passkey.backup, Backup::default());
    // Another node, from the log, knows the device as well, and counts on where this one was.
    office.house.accounts = office.house.replayed();
    assert!(office.sign_in(&mut device).is_ok());
}

#[test]
fn an_answer_opens_once_and_is_worth_nothing_to_a_later_question() {
    let (mut office, mut device) = Office::new();
    let before = office.before();
    let options = office.begin(&before);
    let answer = device.show(&options);
    assert!(office.answer(&before, &answer).is_ok());
    assert_eq!(why(office.answer(&before, &answer)), Cause::NoCeremony);
    office.begin(&before);
    assert_eq!(why(office.answer(&before, &answer)), Cause::OtherRequest);
}

#[test]
fn an_answer_belongs_to_the_browser_that_was_asked_and_to_its_five_minutes() {
    let (mut office, mut device) = Office::new();
    let (own, other) = (office.before(), office.before());
    let options = office.begin(&own);
    let answer = device.show(&options);
    assert_eq!(why(office.answer(&other, &answer)), Cause::NoCeremony);
    // The control: five minutes less a second.
    office.house.later(299);
    assert!(office.answer(&own, &answer).is_ok());
    let options = office.begin(&own);
    let answer = device.show(&options);
    office.house.later(300);
    assert_eq!(why(office.answer(&own, &answer)), Cause::Late);
    // A clock set back does not give the five minutes again.
    let options = office.begin(&own);
    let answer = device.show(&options);
    office.house.later(-HOUR);
    assert_eq!(why(office.answer(&own, &answer)), Cause::Clock);
    assert_eq!(why(office.answer(&own, &answer)), Cause::NoCeremony);
}

#[test]
fn a_copied_device_is_noticed_by_its_counter_and_opens_nothing_any_more() {
    let (mut office, mut device) = Office::new();
    let cookie = office.sign_in(&mut device).unwrap();
    // Two browsers are asked; the device signs for the first and then for the second, and the second answer comes first:
    // what comes then has a counter that went back, as from a copy.
    let (one, two) = (office.before(), office.before());
    let asked_one = office.begin(&one);
    let answer_one = device.show(&asked_one);
    let asked_two = office.begin(&two);
    let answer_two = device.show(&asked_two);
    let entry = office.answer(&two, &answer_two).unwrap();
    office.house.enter(&entry, None).unwrap();
    let failure = office.answer(&one, &answer_one).unwrap_err();
    assert_eq!(failure.denied, Denied::SignIn(Cause::Counter));
    assert_eq!(failure.user, Some(CARLA));
    office.house.act(Author::System, failure.fact().unwrap());
    // All her sessions are over, and neither the copy nor the device opens another.
    let now = office.house.now;
    assert!(office.house.sessions.find(now, &cookie).is_err());
    let denied = office.sign_in(&mut device).unwrap_err();
    assert_eq!(denied, Failed::Denied(Denied::SignIn(Cause::Suspected)));
    // Her other passkey still does.
    let mut second = office.enrol(CARLA);
    assert!(office.sign_in(&mut second).is_ok());
}

#[test]
fn a_copy_on_another_node_is_noticed_when_its_event_is_decided() {
    let (mut office, mut device) = Office::new();
    let (one, two) = (office.before(), office.before());
    let (asked_one, asked_two) = (office.begin(&one), office.begin(&two));
    let (first, second) = (device.show(&asked_one), device.show(&asked_two));
    // Both verify against the state before either is appended.
    let first = office.answer(&one, &first).unwrap();
    let second = office.answer(&two, &second).unwrap();
    office.house.enter(&second, None).unwrap();
    let late = office.house.enter(&first, None);
    assert_eq!(late.unwrap_err(), Failed::Refused(Refusal::CounterBack));
}

#[test]
fn a_device_that_did_not_verify_its_holder_opens_nothing() {
    let (mut office, mut device) = Office::new();
    let before = office.before();
    let options = office.begin(&before);
    let mut value: serde_json::Value = serde_json::from_str(&options).unwrap();
    assert_eq!(value["publicKey"]["userVerification"], "required");
    // A finder of the device, whose browser asks for less.
    value["publicKey"]["userVerification"] = "discouraged".into();
    let answer = device.show(&value.to_string());
    assert_eq!(why(office.answer(&before, &answer)), Cause::NotVerified);
}

#[test]
fn a_page_that_looks_like_ours_gets_an_answer_that_opens_nothing() {
    let (mut office, mut device) = Office::new();
    let before = office.before();
    let options = office.begin(&before);
    // The phisher hands our question on. A browser signs for the site it is on, and for no other.
    device.origin = Url::parse("https://amparo-example.net").unwrap();
    let answer = device.show_changed(&options, |options| {
        options.public_key.rp_id = "amparo-example.net".to_owned();
    });
    assert_eq!(why(office.answer(&before, &answer)), Cause::Assertion);
}

#[test]
fn whatever_is_wrong_the_sender_reads_the_same_and_the_log_does_not() {
    let (mut office, mut device) = Office::new();
    let mut stranger = Device::new(CARLA);
    stranger.make(&{
        let session = office.before();
        office.ask(&session, CARLA)
    });
    let mut answers = Vec::new();
    let mut try_with =
        |office: &mut Office, device: &mut Device, change: &dyn Fn(&mut serde_json::Value)| {
            let before = office.before();
            let options = office.begin(&before);
            let mut answer = device.show(&options);
            change(&mut answer);
            answers.push(office.answer(&before, &answer).unwrap_err());
        };
    // A device nobody registered.
    try_with(&mut office, &mut stranger, &|_| ());
    // Hers, with the id of somebody else.
    try_with(&mut office, &mut device, &|answer| {
        answer["response"]["userHandle"] = URL.encode(BEN.0.as_bytes()).into();
    });
    // Hers, with a signature that is not.
    try_with(&mut office, &mut device, &|answer| {
        let signature = answer["response"]["signature"].as_str().unwrap();
        let mut bytes = URL.decode(signature).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        answer["response"]["signature"] = URL.encode(bytes).into();
    });
    // Hers, after she left.
    office.house.act(Author::User(AMAL), Fact::Account(AccountFact::Disabled { user: CARLA }));
    try_with(&mut office, &mut device, &|_| ());
    let causes: Vec<String> = answers.iter().map(|failure| failure.denied.to_string()).collect();
    let distinct: std::collections::BTreeSet<&String> = causes.iter().collect();
    assert_eq!(distinct.len(), 4, "{causes:?}");
    for failure in &answers {
        assert_eq!(failure.denied.key(), answers[0].denied.key());
        assert!(failure.denied.is_failure());
    }
    // Nobody is locked out by a stranger who names them.
    let users: Vec<Option<UserId>> = answers.iter().map(|failure| failure.user).collect();
    assert_eq!(users, [None, None, Some(CARLA), Some(CARLA)]);
}

#[test]
fn what_no_browser_sends_is_refused_and_costs_nothing() {
    let (mut office, mut device) = Office::new();
    let before = office.before();
    let options = office.begin(&before);
    let good = device.show(&options).to_string();
    let long = format!("{{\"id\":\"{}\"}}", "A".repeat(ANSWER_BYTES_MAX));
    let mut texts = vec![String::new(), "null".to_owned(), "[]".to_owned(), "{".repeat(900), long];
    texts.extend((0..good.len()).step_by(7).map(|end| good[..end].to_owned()));
    for text in texts {
        office.begin(&before);
        let now = office.house.now;
        let accounts = &office.house.accounts;
        let answer = office.passkeys.finish_sign_in(now, &before, accounts, text.as_bytes());
        assert_eq!(why(answer), Cause::Malformed, "{} bytes", text.len());
    }
}

#[test]
fn a_registration_is_for_whom_it_was_asked_and_what_it_was_asked() {
    let (mut office, mut device) = Office::new();
    let session = office.before();
    // Asked for Carla, finished for Ben.
    let options = office.ask(&session, CARLA);
    let answer = Device::new(CARLA).make(&options);
    let denied = office.made(&session, BEN, &answer).unwrap_err();
    assert_eq!(denied, Denied::Registration(Cause::OtherAccount));
    // Her own devices are excluded from being registered twice.
    let options = office.ask(&session, CARLA);
    let value: serde_json::Value = serde_json::from_str(&options).unwrap();
    let known = value["publicKey"]["excludeCredentials"].as_array().unwrap();
    assert!(known.iter().any(|key| key["id"] == URL.encode(&device.credential)));
    // A browser that says that it made one that is not discoverable.
    let mut answer = Device::new(CARLA).make(&options);
    answer["extensions"] = serde_json::json!({ "credProps": { "rk": false } });
    let denied = office.made(&session, CARLA, &answer).unwrap_err();
    assert_eq!(denied, Denied::Registration(Cause::NotDiscoverable));
    // An answer to another question, and one from another site.
    let options = office.ask(&session, CARLA);
    let old = Device::new(CARLA).make(&options);
    office.ask(&session, CARLA);
    let denied = office.made(&session, CARLA, &old).unwrap_err();
    assert_eq!(denied, Denied::Registration(Cause::OtherRequest));
    let twice = office.made(&session, CARLA, &old).unwrap_err();
    assert_eq!(twice, Denied::Registration(Cause::NoCeremony));
    // Nothing of this touched the device she has.
    assert!(office.sign_in(&mut device).is_ok());
}

#[test]
fn a_step_up_takes_a_passkey_of_whoever_is_signed_in_and_of_nobody_else() {
    let (mut office, mut device) = Office::new();
    let mut bens = office.enrol(BEN);
    let cookie = office.sign_in(&mut device).unwrap();
    office.house.later(20 * MINUTE);
    let now = office.house.now;
    let session = office.house.sessions.find(now, &cookie).unwrap().id;
    let step = |office: &mut Office, device: &mut Device| {
        let carla = office.house.accounts.account(CARLA).unwrap();
        let options = office.passkeys.start_step_up(now, here(), &cookie, carla).unwrap();
        let answer = device.show(&options).to_string();
        let accounts = &office.house.accounts;
        let who = (CARLA, session);
        office.passkeys.finish_step_up(now, &cookie, who, accounts, answer.as_bytes())
    };
    // Ben at Carla's desk.
    let failure = step(&mut office, &mut bens).unwrap_err();
    assert_eq!(failure.denied, Denied::SignIn(Cause::OtherAccount));
    let answer = office.house.sessions.require(now, &cookie, Sensitive::Erase);
    assert_eq!(answer, Err(Denied::StepUp));
    let facts = step(&mut office, &mut device).unwrap();
    office.house.try_do(Author::User(CARLA), &facts).unwrap();
    let drawn = office.house.drawn();
    let fresh = office.house.sessions.freshen(now, &cookie, drawn).unwrap();
    assert!(office.house.sessions.require(now, &fresh, Sensitive::Erase).is_ok());
}

#[test]
fn a_site_that_cannot_have_passkeys_says_so_at_the_start() {
    let site = |id, origin| Passkeys::new(Site { id, origin, name: "Desk" }).is_ok();
    assert!(site("amparo.example", "https://amparo.example"));
    assert!(site("localhost", "http://localhost:8080"));
    for (id, origin) in [
        ("192.0.2.1", "https://192.0.2.1"),
        ("amparo.example", "http://amparo.example"),
        ("amparo.example", "https://other.example"),
        ("amparo.example", "nonsense"),
    ] {
        assert!(!site(id, origin), "{origin}");
    }
}
