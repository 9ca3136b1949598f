# What the program prints on a terminal.

cli-summary = Summary
cli-cases = Cases: { $n }
cli-events = Events: { $n }
cli-rows = Rows: { $read } read, { $accepted } accepted, { $refused } refused
cli-clocks = Clocks: { $n }, of which { $applicable } apply
cli-written = Written: { $path }
cli-report = Open the report in a browser: { $path }
cli-explain = To see why: { $command }
cli-invented = All persons and events in this demonstration are invented.
worklist-overdue = Overdue
worklist-soon = Due soon
worklist-cannot-tell = Cannot tell
worklist-empty = Nothing here.
worklist-more = { $n ->
    [one] … and { $n } more
   *[other] … and { $n } more
}
column-due = Due by
column-late-by = Late by
column-left = Time left
column-clock = Clock
