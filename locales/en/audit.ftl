# The report of an audit. A figure always says its unit.

report-title = Duties towards migrants: audit
report-skip = Skip to the content
report-contents = Contents

about-heading = What this is
about-text = This report reads records and says which duties followed, by when, and whether they were met. The duties come from United Nations General Assembly resolution 65/212, “Protection of migrants”, and from the instruments it rests on.
about-clock = A clock is one limit of one duty on one case. A review that recurs has a clock for each time.
about-as-of = State as of: { $when }
about-known = Only what was written down by: { $when }
about-known-all = All records count, whenever they were written down.
about-jurisdiction = Law of: { $jurisdiction }
about-in-flux = Warning: this law is changing
interpretation-heading = How the records were read
interpretation-warning = Reading a row as one deadline is an interpretation. It stands here so that you can disagree with it.
interpretation-none = The mapping file gives no explanation of how it reads the records.

headline-heading = The main figures
headline-cases = Cases
headline-events = Events
headline-clocks = Clocks
headline-applicable = Clocks that apply
unit-clocks = Unit: clocks
unit-rows = Unit: rows
unit-notes = Unit: rows, unless the line says clocks

states-heading = Duties and their states
states-caption = Clocks by duty and state
states-chart = Bars: clocks by duty and state
group-heading = By { $group }
group-caption = Clocks by { $group } and state
group-chart = Bars: clocks by { $group } and state
group-others = { $n ->
    [one] { $n } other group together
   *[other] { $n } other groups together
}
group-unknown = not recorded
column-duty = Duty
column-limit = Limit
column-state = State
column-meaning = Meaning
column-applicable = Total that applies
column-count = Count
column-share = Share of those that apply
column-group = Group
chart-table = The same figures as a table
chart-shares = Each bar is 100 % of the clocks that apply. The number at its end says how many they are.
chart-desc = The table below holds the same figures.
chart-empty = There is nothing to draw.
legend-heading = What the states mean

margin-heading = How early or how late
margin-text = Time between the act and the deadline. Where nothing was done: between the deadline and the end of the situation or the day of this report.
margin-chart = Columns: clocks by time before or after the deadline
margin-late-more = more than { $length } late
margin-late = { $from } to { $to } late
margin-late-first = up to { $to } late
margin-early-first = up to { $to } early
margin-early = { $from } to { $to } early
margin-early-more = { $length } or more early
margin-vague = Clocks left out because their times are too vague: { $n }
column-margin = Time before or after the deadline
column-done = Done
column-not-done = Not done
margin-axis-late = days late
margin-axis-early = days early

missing-heading = What to ask for
missing-text = These facts would settle clocks that cannot be told. A clock may lack several.
missing-caption = Clocks that cannot be told, by the fact that is missing
missing-nothing = No fact is missing.
column-missing = Missing fact
causes-caption = Clocks that cannot be told, by reason
column-cause = Reason

quality-heading = The quality of the data
quality-caption = Rows read, accepted and refused
quality-read = Rows read
quality-accepted = Rows accepted
quality-refused = Rows refused
quality-refusals-caption = Rows refused, by reason
quality-notes-caption = Doubts and contradictions that were found
quality-contradictions = Clocks whose dates contradict each other
quality-none-refused = No row was refused.
column-reason = Reason
column-note = What was found

law-heading = The law that was used
law-caption = Each limit with its source
law-unconfirmed = { $n ->
    [one] { $n } limit used here is not confirmed by a lawyer. Its results are drafts.
   *[other] { $n } limits used here are not confirmed by a lawyer. Their results are drafts.
}
law-all-confirmed = Every limit used here is confirmed by a lawyer.
law-treaties = Treaty table as of { $day }
law-threshold = policy threshold, not a legal number
column-source = Source
column-kind = Force
column-confirmed = Confirmed
column-paragraph = Paragraph

privacy-heading = Small numbers
privacy-suppressed = Counts from 1 to 4 are shown as “{ $mark }” or left out. A total that would give them away is shown as “at least”.
privacy-not-safe = This is a simple protection. By comparing tables, or with other sources, a hidden count may still be found. Do not treat this report as safe to publish.
privacy-exact = This report shows exact small counts. People may be recognised in it: it must not leave the office.
privacy-hidden = { $n ->
    [one] { $n } count is hidden in this report.
   *[other] { $n } counts are hidden in this report.
}
small-count = <{ $limit }
at-least = ≥ { $n }

made-heading = How this report was made
made-caption = Files and digests
made-program = Program: { $name } { $version }
made-law = Law folder
made-map = Mapping file
made-input = Records: { $name }
column-file = File
column-digest = SHA-256
column-size = Rows
footer-titles = { "" }
footer-translation = { "" }
