//! Provenance as PROV-JSON: a statement was derived from the reports that tell it and attributed to who states it; each report was
//! attributed to its publisher; relays are influences, numbered from the source outwards. The data card is the entity `exode:export`.

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::{Map, Value, json};

use crate::clean::MASK;
use crate::record::Statement;
use crate::{Card, ExportError, View};

/// A PROV document in the making: records by kind, then by id.
#[derive(Default)]
struct Document {
    kinds: BTreeMap<&'static str, Map<String, Value>>,
    agents: BTreeMap<String, String>,
}

impl Document {
    fn add(&mut self, kind: &'static str, id: String, record: Value) {
        self.kinds.entry(kind).or_default().insert(id, record);
    }

    /// A relation between records; its own id says nothing.
    fn relate(&mut self, kind: &'static str, relation: Value) {
        let n = self.kinds.get(kind).map_or(0, Map::len) + 1;
        self.add(kind, format!("_:{kind}{n}"), relation);
    }

    /// The agent of that name, made where it is new.
    fn agent(&mut self, name: &str) -> String {
        if let Some(id) = self.agents.get(name) {
            return id.clone();
        }
        let id = format!("exode:agent-{}", self.agents.len() + 1);
        self.agents.insert(name.to_owned(), id.clone());
        self.add("agent", id.clone(), json!({ "prov:label": name }));
        id
    }
}

pub(crate) fn write(view: &View, card: &mut Card, out: &mut impl Write) -> Result<(), ExportError> {
    card.written = view.statements.len();
    let mut document = Document::default();
    export_entity(&mut document, card);
    for n in 0..view.reports.len() {
        report(&mut document, view, n);
    }
    for told in &view.statements {
        statement(&mut document, view, told);
    }
    let mut whole = Map::new();
    whole.insert("prefix".to_owned(), json!({ "exode": "urn:exode:", "xsd": "http://www.w3.org/2001/XMLSchema#" }));
    for (kind, records) in document.kinds {
        whole.insert(kind.to_owned(), Value::Object(records));
    }
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn export_entity(document: &mut Document, card: &Card) {
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (label, text) in card.lines() {
        lines.entry(format!("exode:{}", label.to_lowercase().replace(' ', "_"))).or_default().push(text);
    }
    let mut entity = Map::new();
    entity.insert("prov:type".to_owned(), json!({ "$": "prov:Collection", "type": "xsd:QName" }));
    entity.extend(lines.into_iter().map(|(key, mut texts)| {
        let value = if texts.len() == 1 { json!(texts.remove(0)) } else { json!(texts) };
        (key, value)
    }));
    document.add("entity", "exode:export".to_owned(), Value::Object(entity));
    let software = json!({ "prov:label": format!("{} {}", card.software, card.version), "prov:type": { "$": "prov:SoftwareAgent", "type": "xsd:QName" } });
    document.add("agent", "exode:software".to_owned(), software);
    document.relate("wasAttributedTo", json!({ "prov:entity": "exode:export", "prov:agent": "exode:software" }));
}

fn report_id(n: usize) -> String {
    format!("exode:report-{}", n + 1)
}

fn report(document: &mut Document, view: &View, n: usize) {
    let cited = &view.reports[n];
    let mut entity =
        json!({ "prov:type": { "$": "exode:Report", "type": "xsd:QName" }, "exode:name": cited.name, "exode:lang": cited.lang });
    let details = [
        ("prov:label", cited.public_title().map(str::to_owned)),
        ("exode:published", cited.published.map(|d| d.to_string())),
        ("exode:link", cited.link.clone()),
        ("exode:text_hash", cited.hash.clone()),
    ];
    put(&mut entity, details);
    document.add("entity", report_id(n), entity);
    if let Some(publisher) = &cited.publisher {
        let agent = document.agent(publisher);
        document.relate("wasAttributedTo", json!({ "prov:entity": report_id(n), "prov:agent": agent, "exode:role": "publisher" }));
    }
}

fn statement(document: &mut Document, view: &View, told: &Statement) {
    let lead = &told.lead;
    let id = format!("exode:{}", told.id);
    let mut entity = json!({
        "prov:type": { "$": "exode:Statement", "type": "xsd:QName" },
        "prov:label": lead.figure,
        "exode:measure": lead.measure.name(),
        "exode:modality": lead.modality.name(),
        "exode:hedged": lead.hedged,
        "exode:review": lead.review.name(),
        "exode:suppressed": lead.suppressed,
    });
    put(
        &mut entity,
        [
            ("exode:route", Some(lead.route.words()).filter(|w| !w.is_empty())),
            ("exode:time", lead.time.map(|t| t.to_string())),
            ("exode:corrected", Some(lead.corrected.join(", ")).filter(|c| !c.is_empty())),
        ],
    );
    document.add("entity", id.clone(), entity);
    // Withheld sources are many: one agent for all of them would make them one.
    if let Some(source) = lead.source.as_ref().filter(|s| *s != MASK) {
        let agent = document.agent(source);
        document.relate("wasAttributedTo", json!({ "prov:entity": id, "prov:agent": agent, "exode:role": "source" }));
    }
    for record in told.records.iter().map(|&i| &view.records[i]) {
        let mut derived = json!({
            "prov:generatedEntity": id,
            "prov:usedEntity": report_id(record.report),
            "prov:type": { "$": "prov:Quotation", "type": "xsd:QName" },
            "exode:claim": record.id,
        });
        put(&mut derived, [("exode:quote", record.quote.clone())]);
        document.relate("wasDerivedFrom", derived);
        for (order, relay) in (1..).zip(&record.relay).filter(|(_, relay)| *relay != MASK) {
            let agent = document.agent(relay);
            let influence = json!({
                "prov:influencee": id, "prov:influencer": agent, "exode:role": "relay",
                "exode:order": order, "exode:claim": record.id,
            });
            document.relate("wasInfluencedBy", influence);
        }
    }
}

/// What is stated, into an object.
fn put<const N: usize>(object: &mut Value, details: [(&str, Option<String>); N]) {
    if let Some(map) = object.as_object_mut() {
        map.extend(details.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json!(value?)))));
    }
}
