//! Reads `vocabulary/pages.toml`: what the program makes for people to open.

use crate::model::page::Page;
use crate::read::table::Doc;
use crate::read::words::{Once, id};

/// Reads the list; none where the folder has no such file.
pub(crate) fn pages(docs: &[&Doc<'_>]) -> Vec<Page> {
    let mut once = Once::default();
    let mut pages = Vec::new();
    for doc in docs {
        let root = doc.table();
        for table in root.tables("page") {
            let page = id(&table);
            let title = table.need("title", "what people read");
            let command = table.need("command", "the words after `amparo` that make it");
            let part = table.text("part").map(|text| text.value.to_owned());
            table.done();
            let (Some(page), Some(title), Some(command)) = (page, title, command) else { continue };
            if once.first(table.page, "page", &page) {
                pages.push(Page {
                    id: page.value.to_owned(),
                    title: title.value.to_owned(),
                    command: command.value.to_owned(),
                    part,
                });
            }
        }
        root.done();
    }
    pages
}
