//! The files of an audit: clocks as CSV and Parquet, events, refused rows.

pub(crate) mod clocks;
pub(crate) mod events;
pub(crate) mod rejects;

use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

/// How both Parquet files are written. The maker's name carries no version: the same events give the same bytes.
fn parquet_properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("amparo".to_owned())
        .build()
}
