//! The files of an audit: clocks as CSV and Parquet, events, refused rows.

mod cells;
pub(crate) mod clocks;
pub(crate) mod events;
pub(crate) mod rejects;
pub(crate) mod rows;

use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

/// How both Parquet files are written. The maker's name carries no version: the same events give the same bytes. Nearly
/// every row of the columns `unique` is another text, and those of `numbers` are numbers that lie near each other: neither gains
/// by a dictionary. Least and greatest words are of no use to anybody here, and finding them costs more than writing.
fn parquet_properties(unique: &[&str], numbers: &[&str]) -> WriterProperties {
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_created_by("amparo".to_owned());
    for column in unique.iter().chain(numbers) {
        builder = builder.set_column_dictionary_enabled(ColumnPath::from(*column), false);
    }
    for column in numbers {
        builder =
            builder.set_column_encoding(ColumnPath::from(*column), Encoding::DELTA_BINARY_PACKED);
    }
    builder.build()
}
