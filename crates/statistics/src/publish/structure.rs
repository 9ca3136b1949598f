//! `structure.json`: the SDMX-JSON 2.0 structure message: code lists, concepts, data structures and dataflows of all tables.

use super::package::axes;
use super::sdmx::{ATTRIBUTES, VERSION, agency, code, flow, id, meta, named};
use super::{Publication, Written, write_json};
use crate::estimate::{Axis, Flag};
use serde_json::{Value, json};
use std::path::Path;

const CONCEPTS: &str = "CONCEPTS";

pub(super) fn write(publication: &Publication<'_>, folder: &Path) -> Written {
    let maintained = |own: Value| {
        let mut own = own;
        own["version"] = json!(VERSION);
        own["agencyID"] = json!(agency(publication));
        own
    };
    let spec = publication.spec;
    let mut lists: Vec<Value> =
        axes(publication).into_iter().map(|axis| maintained(list(publication, axis))).collect();
    lists.push(maintained(quality()));
    let mut concepts: Vec<Value> = axes(publication)
        .into_iter()
        .map(|axis| {
            let dimension = &spec.dimensions[axis.dimension];
            named(&id(&dimension.id), &dimension.title)
        })
        .collect();
    concepts.push(named("OBS_VALUE", &spec.source.unit));
    concepts.extend(ATTRIBUTES.iter().map(|(id, name)| named(id, name)));
    let mut scheme = named(CONCEPTS, "Concepts of the release");
    scheme["concepts"] = json!(concepts);
    let (mut structures, mut flows) = (Vec::new(), Vec::new());
    for table in &spec.tables {
        let own = flow(publication, table);
        let mut structure = named(&own, &table.title);
        structure["dataStructureComponents"] = components(publication, &table.dimensions);
        structures.push(maintained(structure));
        let mut dataflow = named(&own, &table.title);
        let class = "datastructure.DataStructure";
        dataflow["structure"] = json!(urn(publication, class, &own, None));
        flows.push(maintained(dataflow));
    }
    let message = json!({
        "meta": meta(publication, "structure", &id(&spec.id)),
        "data": {
            "codelists": lists,
            "conceptSchemes": [maintained(scheme)],
            "dataStructures": structures,
            "dataflows": flows,
        },
    });
    write_json(&folder.join("structure.json"), &message)
}

fn urn(publication: &Publication<'_>, class: &str, own: &str, item: Option<&str>) -> String {
    let agency = agency(publication);
    let item = item.map_or_else(String::new, |item| format!(".{item}"));
    format!("urn:sdmx:org.sdmx.infomodel.{class}={agency}:{own}({VERSION}){item}")
}

fn list(publication: &Publication<'_>, axis: &Axis) -> Value {
    let dimension = &publication.spec.dimensions[axis.dimension];
    let levels = &dimension.cut.list.levels;
    let codes: Vec<Value> = axis
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            let mut own = named(&code(&entry.id), &entry.title);
            // The parent of a code is its group on the lowest level.
            let group = levels.first().and_then(|level| {
                level.groups.get(*level.group_of.get(at)? as usize).map(|group| &group.id)
            });
            let parent =
                group.and_then(|id| axis.entries[axis.codes..].iter().find(|e| e.id == *id));
            if let Some(parent) = parent {
                own["parent"] = json!(code(&parent.id));
            }
            own
        })
        .collect();
    let mut list = named(&format!("CL_{}", id(&dimension.id)), &dimension.title);
    list["description"] = json!(format!("{}. {}", dimension.whole.title, dimension.whole.source));
    list["codes"] = json!(codes);
    list
}

fn quality() -> Value {
    let mut list = named("CL_QUALITY", "How far a value can be relied on");
    list["codes"] = Flag::ALL.iter().map(|flag| named(flag.code(), flag.title())).collect();
    list
}

fn components(publication: &Publication<'_>, dimensions: &[usize]) -> Value {
    let concept = |own: &str| urn(publication, "conceptscheme.Concept", CONCEPTS, Some(own));
    let list = |own: &str| urn(publication, "codelist.Codelist", own, None);
    let dimensions: Vec<Value> = dimensions
        .iter()
        .enumerate()
        .map(|(at, d)| {
            let own = id(&publication.spec.dimensions[*d].id);
            json!({
                "id": own,
                "position": at,
                "type": "Dimension",
                "conceptIdentity": concept(&own),
                "localRepresentation": { "enumeration": list(&format!("CL_{own}")) },
            })
        })
        .collect();
    let attributes: Vec<Value> = ATTRIBUTES
        .iter()
        .map(|(own, _)| {
            let representation = match *own {
                "QUALITY" => json!({ "enumeration": list("CL_QUALITY") }),
                "LOWER_BOUND" | "UPPER_BOUND" => json!({ "format": { "dataType": "Integer" } }),
                _ => json!({ "format": { "dataType": "String" } }),
            };
            json!({
                "id": own,
                "conceptIdentity": concept(own),
                "localRepresentation": representation,
                "attributeRelationship": { "observation": {} },
                "usage": "mandatory",
            })
        })
        .collect();
    json!({
        "dimensionList": { "id": "DimensionDescriptor", "dimensions": dimensions },
        "attributeList": { "id": "AttributeDescriptor", "attributes": attributes },
        "measureList": {
            "id": "MeasureDescriptor",
            "measures": [{
                "id": "OBS_VALUE",
                "conceptIdentity": concept("OBS_VALUE"),
                "localRepresentation": { "format": { "dataType": "Integer" } },
                "usage": "mandatory",
            }],
        },
    })
}
