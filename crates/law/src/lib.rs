//! Loads and checks the law folder: duties, jurisdictions, vocabulary, treaty status.
