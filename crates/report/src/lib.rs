//! One report value to accessible HTML with charts.
