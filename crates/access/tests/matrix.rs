//! The whole matrix as one legible text: every role, action, purpose, sensitivity and relation to a case. A change of a
//! policy is a change of this text, and is reviewed there. Shows ASVS 5.0 8.2.2 and 8.2.3.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use access::{Action, Kind, Policies, Purpose, Resource, Role, Sensitivity, decide};
use common::{actor, at, case, record, strings};

/// How the actor stands to the case, and the letter of its column pair.
const RELATIONS: [&str; 8] = [
    "scope",
    "scope+member",
    "scope+opened",
    "assigned",
    "granted",
    "member",
    "opened",
    "stranger",
];

fn letters(
    policies: &Policies,
    role: Role,
    purpose: Purpose,
    action: Action,
    (relation, sealed): (&str, bool),
) -> String {
    let mut actor = actor(role);
    let mut record = record();
    record.sealed = sealed;
    let grant = access::Grant { case: "c1".into(), from: at(0), until: at(2) };
    let stranger = !relation.starts_with("scope");
    if stranger {
        record.team = "south".into();
        record.jurisdiction = "bb".into();
        record.place = "port".into();
        record.nationality = Some("YYY".into());
    }
    match relation {
        "assigned" => record.assigned = strings(&["u1"]),
        "granted" => actor.grants = vec![grant],
        "member" | "scope+member" => record.members = strings(&["u1"]),
        "opened" | "scope+opened" => actor.opened = vec![grant],
        _ => {}
    }
    let resource = case(record);
    Sensitivity::ALL
        .iter()
        .map(|sensitivity| {
            let asked = (purpose, *sensitivity);
            let allowed = decide(policies, &actor, asked, action, &resource, at(1)).allowed;
            let letter = sensitivity.id().chars().next().unwrap();
            if allowed { letter } else { '·' }
        })
        .collect()
}

#[test]
fn the_matrix_is_what_it_was() {
    let policies = Policies::shipped().unwrap();
    let mut out = String::from(
        "Letters: public restricted confidential identity health asylum witness; a dot is a refusal.\n\
         First the open case, then the sealed one. A line that is missing is refused everywhere.\n",
    );
    for role in Role::ALL {
        out.push_str(&format!("\n{}\n", role.id()));
        for purpose in Purpose::ALL {
            for action in Action::ALL {
                if action.kind() == Kind::Service {
                    let asked = (*purpose, Sensitivity::Public);
                    let actor = actor(*role);
                    if decide(&policies, &actor, asked, *action, &Resource::Service, at(1)).allowed
                    {
                        out.push_str(&format!("  {:14} {:20} yes\n", purpose.id(), action.id()));
                    }
                    continue;
                }
                for relation in RELATIONS {
                    let open = letters(&policies, *role, *purpose, *action, (relation, false));
                    let sealed = letters(&policies, *role, *purpose, *action, (relation, true));
                    if format!("{open}{sealed}").chars().any(|c| c != '·') {
                        out.push_str(&format!(
                            "  {:14} {:8} {relation:12} {open} {sealed}\n",
                            purpose.id(),
                            action.id(),
                        ));
                    }
                }
            }
        }
    }
    insta::assert_snapshot!(out);
}
