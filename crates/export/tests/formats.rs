//! Every format, read back by a reader of its own.

mod common;
#[path = "../../ledger/tests/support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use calamine::Data;
use common::{evidence_of, ledger, options, sheets, text, under, write};
use exode_export::{COLUMNS, Format, View, hxl};
use exode_ledger::Evidence;
use serde_json::Value;

fn small() -> Evidence {
    evidence_of(ledger())
}

fn russia() -> Evidence {
    evidence_of(support::reports(support::RUSSIA))
}

fn rows(csv: &str) -> (csv::StringRecord, Vec<csv::StringRecord>) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    (reader.headers().expect("headers").clone(), reader.records().map(|r| r.expect("a row")).collect())
}

fn json(evidence: &Evidence, format: Format) -> Value {
    serde_json::from_slice(&write(evidence, format, &options()).0).expect("JSON")
}

#[test]
fn csv_holds_every_record_and_no_formula() {
    for evidence in [small(), russia()] {
        let (bytes, summary) = write(&evidence, Format::Csv, &options());
        let (headers, records) = rows(std::str::from_utf8(&bytes).unwrap());
        assert!(headers.iter().eq(COLUMNS.iter().map(|c| c.name)));
        assert_eq!(records.len(), summary.card.written);
        for cell in records.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']) && !cell.contains(char::is_control), "{cell}");
        }
        let card: Value = serde_json::from_str(&summary.sidecar.unwrap()).unwrap();
        assert_eq!(card["records"], summary.card.records);
    }
    let (_, records) = rows(std::str::from_utf8(&write(&small(), Format::Csv, &options()).0).unwrap());
    assert!(records.iter().flatten().any(|c| c == "'=cmd|' /C calc'!A0"));
}

#[test]
fn json_lines_and_csv_say_the_same() {
    let evidence = small();
    let (bytes, _) = write(&evidence, Format::JsonLines, &options());
    let lines: Vec<Value> = std::str::from_utf8(&bytes).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines[0]["card"]["software"], "exode");
    let (headers, records) = rows(std::str::from_utf8(&write(&evidence, Format::Csv, &options()).0).unwrap());
    assert_eq!(lines.len() - 1, records.len());
    for (line, record) in lines[1..].iter().zip(&records) {
        assert_eq!(line.as_object().unwrap().len(), COLUMNS.len());
        for (header, cell) in headers.iter().zip(record) {
            let value = match &line[header] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(cell.trim_start_matches('\''), value, "{header}");
        }
    }
}

#[test]
fn a_workbook_has_typed_cells() {
    let evidence = russia();
    let sheets = sheets(write(&evidence, Format::Xlsx, &options()).0);
    assert_eq!(sheets.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>(), ["Claims", "Data card", "Columns"]);
    let claims = &sheets[0].1;
    assert_eq!(claims.len() - 1, View::of(&evidence, exode_export::Audience::Public).records.len());
    let kinds: BTreeSet<&str> = COLUMNS.iter().map(|c| c.kind).collect();
    assert_eq!(kinds, ["day", "flag", "number", "text"].into());
    for row in 1..claims.len() {
        for column in COLUMNS {
            let cell = under(claims, row, column.name);
            let fits = match column.kind {
                "number" => matches!(cell, Data::Float(_) | Data::Int(_) | Data::Empty),
                "day" => matches!(cell, Data::DateTime(_) | Data::Empty),
                "flag" => matches!(cell, Data::Bool(_)),
                _ => matches!(cell, Data::String(_) | Data::Empty),
            };
            assert!(fits, "{}: {cell:?}", column.name);
        }
    }
    assert_eq!(under(claims, 1, "low"), &Data::Float(1715.0));
    let Data::DateTime(day) = under(claims, 1, "published") else { panic!() };
    assert_eq!(day.to_ymd_hms_milli(), (2022, 9, 23, 0, 0, 0, 0));
}

#[test]
fn geojson_is_what_the_standard_says() {
    let (bytes, summary) = write(&small(), Format::GeoJson, &options());
    let collection: geojson::FeatureCollection = std::str::from_utf8(&bytes).unwrap().parse().unwrap();
    assert!(collection.foreign_members.as_ref().is_some_and(|m| m["metadata"]["title"] == "Test export"));
    assert_eq!(collection.features.len(), summary.card.written);
    let mut seen = BTreeSet::new();
    for feature in &collection.features {
        let Some(geojson::GeometryValue::Point { coordinates: at }) = feature.geometry.as_ref().map(|g| &g.value) else {
            panic!("{feature:?}")
        };
        assert!((-180.0..=180.0).contains(&at[0]) && (-90.0..=90.0).contains(&at[1]), "longitude first");
        let properties = feature.properties.as_ref().unwrap();
        for statement in properties["statements"].as_array().unwrap() {
            assert!(seen.insert(statement["id"].as_str().unwrap().to_owned()), "one place a statement");
        }
    }
    let vaalimaa = collection.features.iter().find(|f| f.id == Some(geojson::feature::Id::String("vaalimaa".into()))).unwrap();
    let geojson::GeometryValue::Point { coordinates } = &vaalimaa.geometry.as_ref().unwrap().value else { panic!() };
    assert_eq!((coordinates[0], coordinates[1]), (27.85, 60.61));
    assert_eq!(vaalimaa.properties.as_ref().unwrap()["kind"], "crossing");
    let countries: Vec<&str> = collection
        .features
        .iter()
        .filter_map(|f| f.properties.as_ref())
        .filter(|p| p["kind"] == "country")
        .map(|p| p["iso3"].as_str().unwrap())
        .collect();
    assert!(countries.contains(&"KAZ"), "{countries:?}");
}

/// `#TOKEN(+TOKEN)*`, a token a letter and then letters, digits, underscores.
fn is_hxl(tag: &str) -> bool {
    let token = |t: &str| t.starts_with(|c: char| c.is_ascii_alphabetic()) && t.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    tag.strip_prefix('#').is_some_and(|rest| rest.split('+').all(token))
}

#[test]
fn hashtags_follow_the_grammar_and_stand_after_the_headers() {
    let released = ["affected", "country", "date", "description", "indicator", "loc", "meta", "org", "status"];
    let mut given = BTreeSet::new();
    for (header, tag) in hxl::tags() {
        assert!(is_hxl(tag), "{tag}");
        let (name, attributes) = tag[1..].split_once('+').unwrap_or((&tag[1..], ""));
        assert!(name.starts_with("x_") || released.contains(&name), "{tag} is no released tag");
        let mut sorted: Vec<&str> = attributes.split('+').collect();
        sorted.sort_unstable();
        assert!(given.insert((name.to_owned(), sorted)), "{header}: {tag} stands twice");
        assert!(!attributes.split('+').any(|a| matches!(a, "returnees" | "return" | "pct")), "{tag} is proposed or beta, not released");
    }
    let (headers, records) = rows(std::str::from_utf8(&write(&small(), Format::Hxl, &options()).0).unwrap());
    assert!(headers.iter().eq(hxl::tags().map(|(h, _)| h)));
    assert!(records[0].iter().eq(hxl::tags().map(|(_, t)| t)), "the row of tags is the first after the headers");
}

#[test]
fn only_what_is_said_to_be_so_stands_under_affected() {
    for evidence in [small(), russia()] {
        let (_, records) = rows(std::str::from_utf8(&write(&evidence, Format::Hxl, &options()).0).unwrap());
        let tags = &records[0];
        let at = |tag: &str| tags.iter().position(|t| t == tag).unwrap();
        for record in &records[1..] {
            let values: Vec<&str> = tags
                .iter()
                .zip(record)
                .filter(|(t, v)| (t.starts_with("#affected") || t.starts_with("#indicator")) && !v.is_empty())
                .map(|(t, _)| t)
                .collect();
            assert!(values.len() <= 1, "{values:?}");
            let affected = values.iter().any(|t| t.starts_with("#affected"));
            let observed = !matches!(&record[at("#status+modality")], "planned" | "denied");
            let counted = matches!(&record[at("#x_unit")], "person" | "household");
            let over_time = !matches!(&record[at("#x_rate")], "per_hour" | "per_week" | "per_month");
            assert!(!affected || observed && counted && over_time, "{record:?}");
            if &record[at("#x_hedge")] == "between" {
                assert!(values.is_empty(), "a range has no one value");
            }
        }
    }
}

#[test]
fn a_helix_row_keeps_to_helix() {
    let sheets = sheets(write(&small(), Format::Helix, &options()).0);
    assert_eq!(sheets.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>(), ["Main", "HELIX view", "Data card", "Readme"]);
    let main = &sheets[0].1;
    assert_eq!(main[0].len(), 78);
    assert_eq!((main[0][0].to_string(), main[0][77].to_string()), ("ID".into(), "Locations (Name:Lat, Lon:Accuracy:Type)".into()));
    let find = |reported: f64| (1..main.len()).find(|&r| under(main, r, "Reported") == &Data::Float(reported)).unwrap();
    let is = |row: usize, header: &str, value: &str| assert_eq!(under(main, row, header).to_string(), value, "{header}");

    let arrivals = find(8600.0);
    for (header, value) in [
        ("ISO3", "RUS"),
        ("Entry title", "'=cmd|' /C calc'!A0"),
        ("Country", "Russia"),
        ("Figure category", "Unverified flow"),
        ("Figure role", "Triangulation"),
        ("Total figures", "8600"),
        ("Unit", "Person"),
        ("Quantifier", "Approximately"),
        ("Figure term", "Multiple/Other"),
        ("Start date accuracy", "Day"),
        ("Year", "2022"),
        ("Revision progress", "Review not started"),
        ("Include in IDU", "No"),
        ("Household size", ""),
        ("Stock date", ""),
        ("Created by", ""),
        ("Sources reliability", ""),
        ("Event name", "Border, September 2022"),
    ] {
        is(arrivals, header, value);
    }
    let locations = under(main, arrivals, "Locations (Name:Lat, Lon:Accuracy:Type)").to_string();
    assert!(locations.contains("Vaalimaa:60.61, 27.85:Point:Destination"), "{locations}");
    assert!(under(main, arrivals, "Analysis and calculation logic").to_string().contains("hedge: nearly"));

    let families = find(120.0);
    is(families, "Unit", "Household");
    is(families, "Total figures", "");
    is(families, "Source excerpt", "");
    assert!(under(main, families, "Analysis and calculation logic").to_string().contains("not multiplied"));

    let refugees = find(120_000.0);
    for (header, value) in [
        ("Figure category", "People displaced across borders"),
        ("Figure role", "Recommended figure"),
        ("Start date", ""),
        ("Revision progress", "Approved"),
    ] {
        is(refugees, header, value);
    }
    assert!(matches!(under(main, refugees, "Stock date"), Data::DateTime(_)));
    let (_, summary) = write(&small(), Format::Helix, &options());
    assert!(summary.card.left_out.keys().any(|k| k.contains("rate")) && summary.card.left_out.keys().any(|k| k.contains("queues")));
}

#[test]
fn montandon_items_keep_to_the_schema() {
    for evidence in [small(), russia()] {
        let collection = json(&evidence, Format::Montandon);
        let items = collection["features"].as_array().unwrap();
        assert!(!items.is_empty());
        for item in items {
            let p = &item["properties"];
            assert!(
                item["stac_extensions"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|e| e == "https://ifrcgo.org/monty-stac-extension/v1.3.0/schema.json")
            );
            for needed in ["monty:country_codes", "monty:hazard_codes", "monty:corr_id", "roles", "datetime"] {
                assert!(!p[needed].is_null(), "{needed}");
            }
            assert!(p["monty:country_codes"].as_array().unwrap().iter().all(|c| c.as_str().unwrap().len() == 3));
            let detail = p["monty:impact_detail"].as_object().unwrap();
            // A bound is not a count: what the value leaves out stands beside it.
            let closed = p["exode:low"].is_number() && p["exode:low"] == p["exode:high"];
            assert!(closed || p["exode:quantifier"] != "exact" || !detail.contains_key("value"), "{p:?}");
            let known = ["category", "type", "value", "unit", "estimate_type", "description"];
            assert!(detail.keys().all(|k| known.contains(&k.as_str())), "{detail:?}");
            assert!(matches!(detail["category"].as_str().unwrap(), "people" | "households"));
            assert!(matches!(
                detail["type"].as_str().unwrap(),
                "displaced_external" | "displaced_internal" | "displaced_total" | "death" | "injured"
            ));
            assert!(matches!(detail["estimate_type"].as_str().unwrap(), "primary" | "secondary"), "modelled is for estimates");
            assert_eq!(item["geometry"].is_null(), item["bbox"].is_null());
            item.to_string().parse::<geojson::Feature>().unwrap();
        }
    }
    let collection = json(&small(), Format::Montandon);
    let of = |value: u64| {
        collection["features"]
            .as_array()
            .unwrap()
            .iter()
            .find(|i| i["properties"]["monty:impact_detail"]["value"] == value)
            .unwrap()
            .clone()
    };
    assert_eq!(of(8600)["properties"]["monty:impact_detail"]["estimate_type"], "secondary", "relayed by AFP");
    assert_eq!(of(8314)["properties"]["monty:impact_detail"]["estimate_type"], "primary", "the border guard itself");
    assert_eq!(of(120)["properties"]["monty:impact_detail"]["category"], "households");
}

#[test]
fn provenance_leads_from_statements_to_reports_sources_and_relays() {
    for evidence in [small(), russia()] {
        let prov = json(&evidence, Format::Prov);
        let all = |kind: &str| prov[kind].as_object().unwrap().clone();
        let (entities, agents) = (all("entity"), all("agent"));
        for derived in all("wasDerivedFrom").values() {
            assert!(entities.contains_key(derived["prov:generatedEntity"].as_str().unwrap()));
            assert!(entities.contains_key(derived["prov:usedEntity"].as_str().unwrap()));
        }
        for attributed in all("wasAttributedTo").values() {
            assert!(entities.contains_key(attributed["prov:entity"].as_str().unwrap()));
            assert!(agents.contains_key(attributed["prov:agent"].as_str().unwrap()));
        }
        for influenced in all("wasInfluencedBy").values() {
            assert!(
                agents.contains_key(influenced["prov:influencer"].as_str().unwrap()) && influenced["exode:order"].as_u64().unwrap() > 0
            );
        }
        let statements = entities.values().filter(|e| e["prov:type"]["$"] == "exode:Statement").count();
        let derived: BTreeSet<String> = all("wasDerivedFrom").values().map(|d| d["prov:generatedEntity"].to_string()).collect();
        assert_eq!(derived.len(), statements, "no statement without a report");
    }
}

#[test]
fn citations_name_every_report_and_statement() {
    let evidence = russia();
    let view = View::of(&evidence, exode_export::Audience::Public);
    let list = text(&evidence, Format::Citations, &options());
    for told in &view.statements {
        assert!(list.contains(&format!("{}. ", told.id)));
    }
    for n in 1..=view.reports.len() {
        assert!(list.contains(&format!("\n[{n}] ")));
    }
}

#[test]
fn golden() {
    let check = |name: &str, format: Format, shown: &str| {
        let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, shown).unwrap();
        }
        let wanted = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            wanted == shown,
            "{} differs from tests/golden/{name}; UPDATE_GOLDEN=1 rewrites it, a person reads the difference",
            format.name()
        );
    };
    let evidence = small();
    for (name, format) in
        [("claims.csv", Format::Csv), ("hxl.csv", Format::Hxl), ("places.geojson", Format::GeoJson), ("citations.txt", Format::Citations)]
    {
        check(name, format, std::str::from_utf8(&write(&evidence, format, &options()).0).unwrap());
    }
    check("helix.tsv", Format::Helix, &text(&evidence, Format::Helix, &options()));
}
