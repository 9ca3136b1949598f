//! The bytes of events, pinned: what was written years ago must still be read. A difference here is a new number of the schema, never an
//! accepted snapshot. Every variant stands here once; the people are invented.

use super::house::registered;
use crate::codec::{SCHEMA, Unreadable, decode, encode};
use crate::*;
use std::fmt::Write;
use when::Instant;

const WHO: UserId = UserId::from_u128(0xa0);

fn facts() -> Vec<Fact> {
    let user = WHO;
    let post = Post {
        state: Some("yy".to_owned()),
        places: ["port".to_owned()].into(),
        ..Post::new(access::Role::ConsularOfficer, "north", "xx")
    };
    let profile = || {
        let contact = Some("box 7".to_owned());
        let languages = vec!["ar".to_owned()];
        Private::from(Profile { name: "Nadia Invented".to_owned(), contact, languages })
    };
    let (link, session, passkey) =
        (LinkId::from_u128(1), SessionId::from_u128(2), PasskeyId::from_u128(3));
    let (provider, machine) = (ProviderId::from_u128(4), MachineId::from_u128(5));
    let until = Instant::from_seconds(1_800_000_000);
    let (backup, why) = (Backup { eligible: true, state: false }, EndedWhy::ByOwner);
    let purpose = LinkPurpose::Recovery;
    let private = |text: &str| Private::from(text.to_owned());
    let set = Provider {
        id: provider,
        issuer: "https://id.example".to_owned(),
        client: "amparo".to_owned(),
        group_claim: Some("groups".to_owned()),
        groups: vec![GroupPost { group: "north".to_owned(), post: post.clone() }],
    };
    vec![
        Fact::Account(AccountFact::Opened { user, posts: vec![post.clone()], profile: profile() }),
        Fact::Account(AccountFact::ProfileChanged { user, profile: profile() }),
        Fact::Account(AccountFact::PostsChanged { user, posts: vec![post.clone()] }),
        Fact::Account(AccountFact::Disabled { user }),
        Fact::Account(AccountFact::Enabled { user }),
        Fact::Account(AccountFact::Erased { user }),
        Fact::Link(LinkFact::RecoveryAsked { link, user }),
        new_link(link, user, purpose, Instant::from_seconds(1_700_000_000), [7; 32]).1,
        Fact::Link(LinkFact::Used { link, user, purpose }),
        Fact::Link(LinkFact::Revoked { link, user }),
        registered(user, passkey, b"credential"),
        Fact::Passkey(PasskeyFact::Updated {
            user,
            passkey,
            counter: 300,
            backup,
            stored: private("{}"),
        }),
        Fact::Passkey(PasskeyFact::Renamed { user, passkey, name: private("blue key") }),
        Fact::Passkey(PasskeyFact::Removed { user, passkey }),
        Fact::Passkey(PasskeyFact::Suspected { user, passkey }),
        Fact::Provider(ProviderFact::Set(set)),
        Fact::Provider(ProviderFact::Removed { provider }),
        Fact::Provider(ProviderFact::Bound {
            user,
            provider,
            subject: private("n.invented"),
            managed: true,
        }),
        Fact::Provider(ProviderFact::Unbound { user, provider }),
        Fact::Session(SessionFact::SignedIn { user, session, how: How::Provider(provider) }),
        Fact::Session(SessionFact::SteppedUp { user, session, passkey }),
        Fact::Session(SessionFact::Failed { user: Some(user), count: 4 }),
        Fact::Session(SessionFact::Ended { user, session, why }),
        Fact::Session(SessionFact::EndedAll { user, why }),
        Fact::Session(SessionFact::EndedEveryone),
        Fact::Machine(MachineFact::Made {
            machine,
            label: "import".to_owned(),
            post: Box::new(post),
            purpose: access::Purpose::Consular,
            hash: Token::new([8; 32]).hash(TokenKind::Machine),
            until,
        }),
        Fact::Machine(MachineFact::Used { machine }),
        Fact::Machine(MachineFact::Revoked { machine }),
    ]
}

fn event(fact: Fact) -> Event {
    let head = Head {
        operation: OperationId::from_u128(2),
        recorded: Instant::from_seconds(1_700_000_000),
        author: Author::User(UserId::from_u128(3)),
    };
    Event { head, fact }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

#[test]
fn the_bytes_of_every_event_are_what_they_were_and_are_read_back() {
    let mut text = format!("schema {SCHEMA}\n");
    for fact in facts() {
        let event = event(fact);
        let bytes = encode(&event).unwrap();
        let private = bytes.private.as_ref().map(|(user, bytes)| {
            assert_eq!(*user, WHO);
            bytes.as_slice()
        });
        assert_eq!(decode(bytes.schema, &bytes.open, private).unwrap(), event);
        let _ = writeln!(text, "{:?}", event.fact);
        let _ = writeln!(text, "  open {}", hex(&bytes.open));
        if let Some(private) = private {
            let _ = writeln!(text, "  private {}", hex(private));
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn what_identifies_somebody_stands_in_their_part_alone_and_in_no_debug_output() {
    let needles = ["Nadia", "box 7", "a key", "blue key", "n.invented", "credential"];
    let holds =
        |hay: &[u8], needle: &str| hay.windows(needle.len()).any(|w| w == needle.as_bytes());
    let mut found = Vec::new();
    for fact in facts() {
        let event = event(fact);
        let shown = format!("{event:?}");
        let bytes = encode(&event).unwrap();
        for needle in needles {
            assert!(!holds(&bytes.open, needle), "{needle}");
            assert!(needle == "credential" || !shown.contains(needle), "{shown}");
            let private = bytes.private.as_ref().map_or(&[][..], |(_, bytes)| bytes);
            if holds(private, needle) {
                found.push(needle);
            }
        }
        // Without the key the rest is still read.
        let erased = decode(SCHEMA, &bytes.open, None).unwrap();
        assert_eq!(bytes.private.is_some(), format!("{erased:?}").contains("(erased)"));
    }
    // The control: each is found where it belongs.
    assert!(needles.iter().all(|needle| found.contains(needle)), "{found:?}");
}

#[test]
fn a_schema_from_the_future_every_truncation_and_a_byte_too_many_are_told() {
    for fact in facts() {
        let bytes = encode(&event(fact)).unwrap();
        let private = bytes.private.as_ref().map(|(_, bytes)| bytes.as_slice());
        let future = decode(SCHEMA + 1, &bytes.open, private).unwrap_err();
        assert_eq!(future, Unreadable::Future { found: SCHEMA + 1, known: SCHEMA });
        assert!(decode(0, &bytes.open, private).is_err());
        for end in 0..bytes.open.len() {
            assert!(decode(SCHEMA, &bytes.open[..end], private).is_err());
        }
        let longer = [bytes.open.as_slice(), &[0]].concat();
        assert!(decode(SCHEMA, &longer, private).is_err());
        if let Some(private) = private {
            for end in 0..private.len() {
                assert!(decode(SCHEMA, &bytes.open, Some(&private[..end])).is_err());
            }
        } else {
            assert!(decode(SCHEMA, &bytes.open, Some(&[0])).is_err());
        }
    }
}
