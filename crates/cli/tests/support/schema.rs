//! The part of JSON Schema 2020-12 that `docs/claim.schema.json` uses. A keyword it does not know is an error, so that nothing in the
//! schema goes unchecked.

use regex_lite::Regex;
use serde_json::Value;

/// What is wrong with `value`, empty where it is valid.
pub(crate) fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    check(schema, schema, value, "", &mut out);
    out
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    let keywords = schema.as_object().expect("a schema is an object");
    for (keyword, want) in keywords {
        let good = match keyword.as_str() {
            "$schema" | "$id" | "title" | "description" | "$defs" => true,
            "$ref" => {
                let name = want.as_str().and_then(|r| r.strip_prefix("#/$defs/")).expect("a reference into $defs");
                check(root, &root["$defs"][name], value, at, out);
                true
            }
            "type" => match want {
                Value::Array(types) => types.iter().any(|t| is_a(value, t)),
                one => is_a(value, one),
            },
            "enum" => want.as_array().expect("a list").contains(value),
            "required" => {
                let missing = want
                    .as_array()
                    .expect("a list")
                    .iter()
                    .filter_map(Value::as_str)
                    .find(|f| value.is_object() && value.get(*f).is_none());
                missing.is_none_or(|f| {
                    out.push(format!("{at}: no {f}"));
                    true
                })
            }
            "properties" => {
                for (name, part) in want.as_object().expect("an object") {
                    if let Some(field) = value.get(name) {
                        check(root, part, field, &format!("{at}/{name}"), out);
                    }
                }
                true
            }
            "additionalProperties" => {
                assert_eq!(want, false, "only closed objects are known");
                value.as_object().is_none_or(|o| o.keys().all(|k| schema["properties"].get(k).is_some()))
            }
            "pattern" => value.as_str().is_none_or(|s| Regex::new(want.as_str().expect("a string")).expect("a pattern").is_match(s)),
            "minimum" => value.as_f64().is_none_or(|v| v >= want.as_f64().expect("a number")),
            "minLength" => value.as_str().is_none_or(|s| s.chars().count() as u64 >= want.as_u64().expect("a length")),
            "minItems" => value.as_array().is_none_or(|a| a.len() as u64 >= want.as_u64().expect("a length")),
            "maxItems" => value.as_array().is_none_or(|a| a.len() as u64 <= want.as_u64().expect("a length")),
            "items" => {
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, want, item, &format!("{at}/{n}"), out);
                }
                true
            }
            "prefixItems" => {
                let parts = want.as_array().expect("a list");
                for (n, (item, part)) in value.as_array().into_iter().flatten().zip(parts).enumerate() {
                    check(root, part, item, &format!("{at}/{n}"), out);
                }
                true
            }
            unknown => panic!("the test does not know the keyword {unknown:?}"),
        };
        if !good {
            out.push(format!("{at}: {value} breaks {keyword} {want}"));
        }
    }
}

fn is_a(value: &Value, kind: &Value) -> bool {
    match kind.as_str().expect("a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_u64().is_some() || value.as_i64().is_some(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        unknown => panic!("no type {unknown:?}"),
    }
}
