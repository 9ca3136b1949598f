"""The bare counts of an audit in pandas: no reasons, no intervals, no report, no refused rows.

    pandas_counts.py segregation|arrests FILE

Prints nothing but how many groups there are: what is measured is how long it takes.
"""

import sys

import pandas

COLUMNS = {
    "segregation": ("Placement Date", "Created", ["Report Type", "Country of Citizenship", "Facility"]),
    "arrests": ("apprehension_date", "doc_completion_date", ["age_group", "citizenship_country_descr", "site_name"]),
}

begins, acts, groups = COLUMNS[sys.argv[1]]
rows = pandas.read_csv(sys.argv[2], dtype=str)
rows["hours"] = (
    pandas.to_datetime(rows[acts], errors="coerce", format="mixed", utc=True)
    - pandas.to_datetime(rows[begins], errors="coerce", format="mixed", utc=True)
).dt.total_seconds() / 3600
limit = rows[groups[0]].map({"72 Hour": 96, "14 Day": 360, "30 Day Interval": 744}).fillna(48)
rows["in_time"] = rows["hours"] <= limit
rows["impossible"] = rows["hours"] < 0
grouped = rows.groupby(groups, dropna=False)
print(len(grouped.agg(n=("hours", "size"), in_time=("in_time", "sum"), impossible=("impossible", "sum"), median=("hours", "median"))))
