//! What facts do to the work on a case: tasks, notes, flags, referrals, procedures.

use crate::fact::{
    Fact, FlagFact, Head, NoteFact, ProcedureFact, ReferralFact, ReferralStep, TaskFact,
};
use crate::ids::Position;
use crate::state::{Case, Flag, Note, Procedure, ReferralState, Task, TaskState};

/// What a fact does to the work on a case.
pub(super) fn apply(case: &mut Case, position: Position, head: &Head, fact: &Fact) {
    let work = case.work_mut();
    match fact {
        Fact::Task(TaskFact::Set { task, due, to, .. }) => {
            let new = Task { due: *due, to: *to, state: TaskState::Open, position };
            work.tasks.insert(*task, new);
        }
        Fact::Task(TaskFact::Assigned { task, to, .. }) => {
            work.tasks.entry(*task).and_modify(|known| known.to = *to);
        }
        Fact::Task(TaskFact::Done { task, .. }) => {
            work.tasks.entry(*task).and_modify(|known| known.state = TaskState::Done);
        }
        Fact::Task(TaskFact::Dropped { task, .. }) => {
            work.tasks.entry(*task).and_modify(|known| known.state = TaskState::Dropped);
        }
        Fact::Note(NoteFact::Written { note, about, corrects, .. }) => {
            work.notes.insert(*note, Note { about: *about, corrects: *corrects, position });
        }
        Fact::Flag(FlagFact::Raised { flag, .. }) => {
            work.flags.insert(*flag, Flag { resolved: false, position });
        }
        Fact::Flag(FlagFact::Resolved { flag, .. }) => {
            work.flags.entry(*flag).and_modify(|known| known.resolved = true);
        }
        Fact::Referral(ReferralFact::Offered(referral)) => {
            let first = (ReferralStep::Offered, head.author, head.recorded.seconds(), position);
            let new = ReferralState { referral: referral.clone(), steps: vec![first] };
            work.referrals.insert(referral.referral, new);
        }
        Fact::Referral(ReferralFact::Stepped { referral, step, .. }) => {
            let next = (*step, head.author, head.recorded.seconds(), position);
            work.referrals.entry(*referral).and_modify(|known| known.steps.push(next));
        }
        Fact::Procedure(ProcedureFact::Started { procedure, child, .. }) => {
            let new = Procedure { child: *child, steps: Vec::new(), decided: None };
            work.procedures.insert(*procedure, new);
        }
        Fact::Procedure(ProcedureFact::Step { procedure, step, .. }) => {
            work.procedures.entry(*procedure).and_modify(|p| p.steps.push((*step, position)));
        }
        Fact::Procedure(ProcedureFact::Decided { procedure, .. }) => {
            let by = Some((head.author, position));
            work.procedures.entry(*procedure).and_modify(|known| known.decided = by);
        }
        Fact::Person(_)
        | Fact::Link(_)
        | Fact::Family(_)
        | Fact::Tracing(_)
        | Fact::Case(_)
        | Fact::Approval(_)
        | Fact::Consent(_)
        | Fact::Service(_)
        | Fact::Retention(_) => {}
    }
}
