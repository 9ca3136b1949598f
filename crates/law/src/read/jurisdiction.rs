//! Reads `jurisdictions/<id>/jurisdiction.toml`.

use crate::model::jurisdiction::Jurisdiction;
use crate::read::table::Doc;
use crate::read::words::{id, id_is_name};

/// Reads the head of a jurisdiction; places and calendars are added by others.
pub(crate) fn jurisdiction(doc: &Doc<'_>, folder: &str) -> Option<Jurisdiction> {
    let table = doc.table();
    let place = id(&table);
    let title = table.need("title", "what people read");
    let summary = table.need("summary", "own words, with what is not modelled");
    let sources = table.texts("sources");
    let in_flux = table.text("in_flux").map(|t| t.value.to_owned());
    table.done();
    let place = place?;
    id_is_name(&doc.page, &place, folder, "folder");
    Some(Jurisdiction {
        id: folder.to_owned(),
        title: title?.value.to_owned(),
        summary: summary?.value.to_owned(),
        sources: sources.iter().map(|t| t.value.to_owned()).collect(),
        in_flux,
        places: Vec::new(),
        calendars: Vec::new(),
    })
}
