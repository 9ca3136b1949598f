//! The bytes of events, pinned: what was written years ago must still be read. So far the envelope, a field of a person and consent;
//! not yet every variant. A difference here is a new number of the schema, never an accepted snapshot. The person is invented.

use casebook::codec::{SCHEMA, decode, encode};
use casebook::{
    Consent, ConsentFact, ConsentId, DataCategory, Event, EventId, Fact, FieldKey, FieldValue,
    GivenBy, Head, LawfulBasis, Manner, OperationId, PersonFact, PersonId, Purpose, ServiceId,
    UserId,
};

use std::fmt::Write;
use when::Instant;

fn facts() -> Vec<(&'static str, Fact)> {
    let (consent, person) = (ConsentId::from_u128(0xc0), PersonId::from_u128(0xa0));
    let given = Consent {
        consent,
        person,
        notice: "notice-1".to_owned(),
        language: "es".to_owned(),
        jurisdiction: "xx".to_owned(),
        recipients: Vec::new(),
        only: Some(ServiceId::from_u128(0xd0)),
        categories: vec![DataCategory::Identity, DataCategory::Account],
        basis: LawfulBasis::ExplicitConsent,
        until: Some(Instant::from_seconds(1_800_000_000)),
        given_by: GivenBy::Guardian(PersonId::from_u128(0xb0)),
        manner: Manner::Recorded,
        withheld: None,
    };
    let told = Some("no reason".to_owned());
    let value = FieldValue::BirthDate("2009-05".to_owned()).into();
    let (field, seen) = (FieldKey::BirthDate, vec![EventId::from_u128(9)]);
    vec![
        (
            "person field-written",
            Fact::Person(PersonFact::FieldWritten { person, field, seen, value }),
        ),
        ("consent given", Fact::Consent(ConsentFact::Given(given))),
        ("consent withdrawn", Fact::Consent(ConsentFact::Withdrawn { consent, told })),
    ]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

#[test]
fn the_bytes_of_the_envelope_a_field_and_consent_are_what_they_were() {
    let mut text = format!("schema {SCHEMA}\n");
    for (name, fact) in facts() {
        let head = Head {
            id: EventId::from_u128(1),
            operation: OperationId::from_u128(2),
            recorded: Instant::from_seconds(1_700_000_000),
            author: UserId::from_u128(3),
            purpose: Purpose::Audit,
        };
        let event = Event { head, fact };
        let bytes = encode(&event).unwrap();
        let private = bytes.private.as_ref().map(|(_, part)| part.as_slice());
        assert_eq!(decode(bytes.schema, &bytes.open, private).unwrap(), event, "{name}");
        writeln!(text, "{name}\n  {}\n  {}", hex(&bytes.open), private.map_or("-".into(), hex))
            .unwrap();
    }
    insta::assert_snapshot!(text);
}
