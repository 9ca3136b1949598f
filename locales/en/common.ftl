# Words that every surface uses: dates, lengths, states, causes. Write for a reader of twelve years.


month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
# $day is a number, $month a word, $year digits.
date = { $day } { $month } { $year }
date-time = { $date }, { $time }
in-zone = { $when } ({ $zone })
in-utc = { $when } UTC
list-separator = ,{" "}

# Times as known: they stand after a colon or after "by".
span-between = a time between { $from } and { $to }
span-day = { $day } (time of day not known)
span-days = a day from { $from } to { $to }
span-until = { $to } or earlier
span-from = { $from } or later
span-open = a time that is not known
doubt-uncertain = the source is not sure
doubt-approximate = an estimate
doubt-both = an estimate, and the source is not sure

# How long something took or takes.
duration-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
duration-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
duration-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
duration-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
duration-two = { $first } { $second }
duration-range = { $least } to { $most }

# Lengths as laws state them.
length-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
length-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
length-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
length-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
length-weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
length-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
length-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}

answer-yes = yes
answer-no = no
answer-unknown = not known
value-withdrawn = withdrawn

state-not-applicable = Does not apply
state-pending = Due, time left
state-discharged = Done in time
state-discharged-late = Done late
state-overdue = Overdue
state-ended = Ended, nothing missed
state-tolled = Clock stopped
state-undetermined = Cannot tell

meaning-not-applicable = The duty does not arise in this case.
meaning-pending = The duty is open and its deadline has not passed.
meaning-discharged = The act was done before the deadline.
meaning-discharged-late = The act was done after the deadline.
meaning-overdue = The deadline passed and the act was not done.
meaning-ended = The situation ended before the deadline, so nothing is due.
meaning-tolled = The law stops the clock for a time.
meaning-undetermined = A fact is missing or vague. No verdict is given.

cause-no-trigger = Nothing recorded starts this clock.
cause-not-requested = The duty arises on request, and none was made.
cause-limit-not-in-force = The limit was not in force on that day.
cause-condition-not-met = The condition on the person or the facts does not hold.
cause-not-bound = The State was not bound by the treaty.
cause-excepted = An exception with a recorded reason applies.
cause-time-left = It is before the deadline.
cause-act-in-time = The act came in time.
cause-act-late = The act came after the deadline.
cause-no-act-by-deadline = The deadline passed without the act.
cause-ended-in-time = The situation ended before the deadline.
cause-ended-late = The situation ended only after the deadline.
cause-stopped = The clock is stopped.
cause-request-unknown = It is not known whether a request was made.
cause-validity-unknown = Whether the limit was in force depends on a vague date.
cause-condition-unknown = It is not known whether the condition holds.
cause-bond-unknown = It is not known whether the State was bound by the treaty.
cause-day-missing = The month has no such day, and the law does not say what then counts.
cause-calendar-uncovered = The holidays of that year are not known.
cause-contradiction = The dates contradict each other.
cause-vague = The times are too vague to tell.
cause-source-silent = The source does not record whether this happened.
cause-doubtful = A date carries a doubt, and no verdict may rest on it.
cause-too-many = There are more repetitions than are listed.

kind-law = law
kind-policy = policy
kind-standard = standard (not binding by itself)

confirmed = confirmed by a lawyer
unconfirmed = not confirmed by a lawyer
unconfirmed-short = unconfirmed
not-legal-advice = This is not legal advice.

# Several lengths in one limit. $so-far is what was said before.
length-plus = { $so-far } and { $next } more
length-then = { $so-far }, then { $next }
length-every = { $so-far }, then again after each { $next }
