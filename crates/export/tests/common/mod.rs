//! A small ledger with everything policy decides about, and every format read back as text.
#![allow(dead_code, reason = "shared by several targets, each uses a part")]

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx};
use exode_export::{Format, Options, Summary, export};
use exode_ledger::{Evidence, Report, ReviewState, Role, Sensitivity, Ties, evidence};

use crate::support;

/// Fictive, in the ledger's text form. Report `open` may leave as it is; `few` counts few people; `secret`, `partners` and `rejected` are
/// classified by [`ledger`].
pub(crate) const TEXT: &str = "\
@ open | 2022-09-26 | fr | Le Fil (fictif) | =cmd|' /C calc'!A0 | https://example.org/open
[Près de 8 600 Russes] sont arrivés samedi, a dit à l'AFP un responsable; écrire à nick.b@example.org ou au +33 6 12 34 56 78. || crossed_in person nearly 8600 8600 per_day | RU>FI@vaalimaa | 2022-09-24 | i:gardes-frontières finlandais | i:AFP |
█████, a programmer, waited [43 hours] there. || wait hour exact 43 43 instant | RU>GE@verkhni-lars | 2022-09-24 | w:traveller | |
[Entre 15 000 et 20 000 personnes] sont attendues ce week-end. || crossed_in person between 15000 20000 cumulative | RU>FI | 2022-09-24/2022-09-25 | i:gardes-frontières finlandais | i:Yle | planned
La file dépasse [16 km]. || queue_length km more_than 16 - instant | RU>GE@verkhni-lars | 2022-09-25 | i:Maxar | |
@ second | 2022-09-27 | en | Terek Gazette (fictional) | Numbers, again | javascript:alert(1)
[8,314 Russians] came in on Sunday. || crossed_in person exact 8314 8314 per_day | RU>FI@vaalimaa | 2022-09-25 | o:Finnish Border Guard|Matti Pitkäniitty | |
[9,900 Russians] came in on Sunday, according to the interior ministry. || crossed_in person exact 9900 9900 per_day | RU>FI@vaalimaa | 2022-09-25 | i:Finnish interior ministry | |
[120 families] have gone to Georgia since Wednesday. || fled_to household exact 120 120 cumulative | RU>GE/tbilisi@verkhni-lars | 2022-09-21/2022-09-26 | i:Red Cross | |
[120,000 refugees] are in Kazakhstan. || refugees_stock person approximately 120000 120000 stock | RU>KZ | 2022-09-26 | i:UNHCR | |
Arrivals [doubled]. || crossed_in factor exact 2 2 - | RU>FI | 2022-09-25 | i:Yle | |
[500 a week] leave. || left person exact 500 500 per_week | RU> | 2022-09-19/2022-09-25 | i:Maxar | |
@ few | 2022-09-26 | en | Steppe Post (fictional) | Six at the Kordai crossing | https://example.org/few
[Six men from Kordai] crossed on foot at Kordai. || crossed_in person exact 6 6 cumulative | RU>KZ/kordai@korday | 2022-09-25 | o:head of the Kyakhta post | |
@ secret | 2022-09-26 | en | Zonk Courier | Zonk headline | https://example.org/zonk
[777,777 zonkers] came, zonk. || crossed_in person exact 777777 777777 cumulative | RU>MN@tashanta | 2022-09-25 | i:Zonk ministry | i:Zonk agency |
@ partners | 2022-09-26 | en | Plink Courier | Plink headline | https://example.org/plink
[555,555 plinkers] came, plink. || crossed_in person exact 555555 555555 cumulative | RU>NO@storskog | 2022-09-25 | i:Plink ministry | i:Plink agency |
@ rejected | 2022-09-26 | en | Grumf Courier | Grumf headline | https://example.org/grumf
[444,444 grumfs] came, grumf. || crossed_in person exact 444444 444444 cumulative | RU>PL@bezledy | 2022-09-25 | i:Grumf ministry | i:Grumf agency |
@ echo | 2022-09-27 | en | Zonk Echo | Zonk echo | https://example.org/zonk-echo
[8,314 Russians] came in on Sunday, zonk says. || crossed_in person exact 8314 8314 per_day | RU>FI@vaalimaa | 2022-09-25 | o:Finnish Border Guard|Matti Pitkäniitty | i:Zonk agency |
";

/// The reports of [`TEXT`] with what reviewers decided of them.
pub(crate) fn ledger() -> Vec<Report> {
    let mut reports = support::reports(TEXT);
    for report in &mut reports {
        report.hash = Some(format!("{:016x}", report.name.len()));
        let (name, claims) = (report.name.as_str(), &mut report.claims);
        for told in claims.iter_mut() {
            let verified = &mut told.verified;
            match name {
                "secret" | "echo" => verified.sensitivity = Sensitivity::Confidential,
                "partners" => verified.sensitivity = Sensitivity::Restricted,
                "rejected" => verified.state = ReviewState::Rejected,
                _ => {}
            }
            if told.claim.bounds.low == Some(120_000.0) {
                (verified.state, verified.role, verified.corrected) =
                    (ReviewState::Approved, Some(Role::Recommended), vec!["figure", "origin"]);
            }
        }
    }
    reports
}

pub(crate) fn evidence_of(reports: Vec<Report>) -> Evidence {
    evidence(reports, &Ties::default())
}

pub(crate) fn options() -> Options {
    Options {
        contact: Some("data desk".to_owned()),
        event: Some("Border, September 2022".to_owned()),
        ..Options::new("Test export", "2022-09-30".parse().expect("a day"))
    }
}

pub(crate) fn write(evidence: &Evidence, format: Format, options: &Options) -> (Vec<u8>, Summary) {
    let mut out = Vec::new();
    let summary = export(evidence, format, options, &mut out).expect("a vector takes all");
    (out, summary)
}

/// An export with its sidecar as text, whatever the format; a workbook sheet by sheet, cell by cell.
pub(crate) fn text(evidence: &Evidence, format: Format, options: &Options) -> String {
    let (bytes, summary) = write(evidence, format, options);
    let sidecar = summary.sidecar.unwrap_or_default();
    if format.extension() != "xlsx" {
        return String::from_utf8(bytes).expect("UTF-8") + &sidecar;
    }
    let mut all = String::new();
    for (name, rows) in sheets(bytes) {
        all.push_str(&name);
        for row in rows {
            all.push('\n');
            all.push_str(&row.iter().map(ToString::to_string).collect::<Vec<_>>().join("\t"));
        }
    }
    all
}

pub(crate) fn sheets(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names().clone();
    names
        .into_iter()
        .map(|name| (name.clone(), book.worksheet_range(&name).expect("a sheet").rows().map(<[Data]>::to_vec).collect()))
        .collect()
}

/// The value of a row under a header.
pub(crate) fn under<'a>(rows: &'a [Vec<Data>], row: usize, header: &str) -> &'a Data {
    let column = rows[0].iter().position(|h| h.as_string().as_deref() == Some(header)).unwrap_or_else(|| panic!("no column {header}"));
    &rows[row][column]
}
