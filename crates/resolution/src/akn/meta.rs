//! The metadata of a written resolution: who, when, which address, and the
//! documents its citations refer to.

use crate::{
    model::{Part, Resolution},
    xml::escape,
};

/// `65-212` of `A/RES/65/212`, with spaces as underscores.
pub(crate) fn slug(symbol: &str) -> String {
    symbol.trim_start_matches("A/RES/").replace('/', "-").replace(' ', "_")
}

/// The work's address, without a trailing slash.
pub(crate) fn work(resolution: &Resolution, part: Option<&Part>) -> String {
    let date = resolution.document.date.map_or_else(|| "0001-01-01".to_owned(), |d| d.to_string());
    let letter = part.map_or("", |p| p.letter.as_str());
    let symbol = &resolution.document.symbol;
    // "A/RES/77/264 A-C" has parts A, B and C.
    let number = match part {
        Some(_) => slug(symbol.split(' ').next().unwrap_or(symbol)),
        None => slug(symbol),
    };
    format!("/akn/un/statement/deliberation/unga/{date}/{number}{letter}")
}

/// The id of a cited document's entry.
pub(crate) fn document_id(document: &str) -> String {
    let name: String = document
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '.') { c } else { '-' })
        .collect();
    format!("doc_{name}")
}

/// Where a document can be read, or an address for it where it has no page.
pub(crate) fn href(document: &str) -> String {
    let organ = document.split('/').next().unwrap_or_default();
    if document.contains('/')
        && !matches!(organ, "ICJ" | "IACtHR" | "UNTS" | "SALES" | "HDR" | "CPD")
    {
        format!("https://undocs.org/{}", document.replace(' ', "%20"))
    } else {
        format!("/akn/ontology/document/un/{}", document.replace(' ', "_"))
    }
}

/// The meta element.
pub(crate) fn write(
    out: &mut String,
    resolution: &Resolution,
    part: Option<&Part>,
    documents: &[&str],
) {
    let work = work(resolution, part);
    let language = resolution.edition.language.code3();
    let adopted =
        resolution.document.date.map_or_else(|| "0001-01-01".to_owned(), |d| d.to_string());
    let issued = resolution.edition.distributed.map_or_else(|| adopted.clone(), |d| d.to_string());
    let symbol = escape(&resolution.document.symbol);
    let number = match part {
        Some(part) => format!("{} {}", symbol.split(' ').next().unwrap_or(&symbol), part.letter),
        None => symbol.clone(),
    };
    out.push_str(&format!(
        "<meta>\n<identification source=\"#un\">\n\
         <FRBRWork>\n<FRBRthis value=\"{work}/!main\"/>\n<FRBRuri value=\"{work}\"/>\n\
         <FRBRdate date=\"{adopted}\" name=\"adoption\"/>\n<FRBRauthor href=\"#ga\" as=\"#author\"/>\n\
         <FRBRcountry value=\"un\"/>\n<FRBRsubtype value=\"deliberation\"/>\n\
         <FRBRnumber value=\"{slug}\" showAs=\"{number}\"/>\n</FRBRWork>\n\
         <FRBRExpression>\n<FRBRthis value=\"{work}/{language}@/!main\"/>\n<FRBRuri value=\"{work}/{language}@\"/>\n\
         <FRBRdate date=\"{issued}\" name=\"publication\"/>\n<FRBRauthor href=\"#ga\" as=\"#author\"/>\n\
         <FRBRlanguage language=\"{language}\"/>\n</FRBRExpression>\n\
         <FRBRManifestation>\n<FRBRthis value=\"{work}/{language}@/!main.xml\"/>\n<FRBRuri value=\"{work}/{language}@/.xml\"/>\n\
         <FRBRdate date=\"{issued}\" name=\"publication\"/>\n<FRBRauthor href=\"#un\" as=\"#editor\"/>\n\
         </FRBRManifestation>\n</identification>\n<references source=\"#un\">\n\
         <TLCOrganization eId=\"un\" href=\"/akn/ontology/organization/un/un\" showAs=\"United Nations\"/>\n\
         <TLCOrganization eId=\"ga\" href=\"/akn/ontology/organization/un/unga\" showAs=\"General Assembly\"/>\n\
         <TLCRole eId=\"author\" href=\"/akn/ontology/role/un/author\" showAs=\"author\"/>\n\
         <TLCRole eId=\"editor\" href=\"/akn/ontology/role/un/editor\" showAs=\"editor\"/>\n\
         <TLCConcept eId=\"symbol\" href=\"/akn/ontology/concept/un/symbol\" showAs=\"symbol\"/>\n",
        slug = slug(&number),
    ));
    for document in documents {
        out.push_str(&format!(
            "<TLCReference eId=\"{}\" name=\"document\" href=\"{}\" showAs=\"{}\"/>\n",
            escape(&document_id(document)),
            escape(&href(document)),
            escape(document)
        ));
    }
    out.push_str("</references>\n</meta>\n");
}
