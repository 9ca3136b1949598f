//! Times as people know them: EDTF intervals, civil calendars, working days, spans.
