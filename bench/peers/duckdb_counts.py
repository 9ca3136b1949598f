"""The bare counts of an audit in DuckDB: no reasons, no intervals, no report, no refused rows.

    duckdb_counts.py segregation|arrests FILE

Prints nothing but how many groups there are: what is measured is how long it takes.
"""

import sys

import duckdb

SEGREGATION = """
with rows as (
  select "Report Type" as kind, "Country of Citizenship" as nationality, "Facility" as facility,
    date_diff('hour', try_cast("Placement Date" as timestamp), try_cast("Created" as timestamp)) as hours
  from read_csv(?, all_varchar = true)
)
select kind, nationality, facility, count(*),
  count(*) filter (hours <= case when kind like '72%' then 96 when kind like '14%' then 360 else 744 end),
  count(*) filter (hours < 0), median(hours)
from rows group by all
"""

ARRESTS = """
with rows as (
  select age_group, citizenship_country_descr as nationality, site_name as facility,
    date_diff('day', try_cast(apprehension_date as timestamp), try_cast(doc_completion_date as timestamp)) as days
  from read_csv(?, all_varchar = true)
)
select age_group, nationality, facility, count(*), count(*) filter (days <= 2), count(*) filter (days < 0), median(days)
from rows group by all
"""

query = {"segregation": SEGREGATION, "arrests": ARRESTS}[sys.argv[1]]
print(len(duckdb.execute(query, [sys.argv[2]]).fetchall()))
