//! Any bytes are a report, or an error; what is read can be checked, shown and written, and what is accepted is what was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ogi_report::form::Lang;
use ogi_report::{Draft, check, read};

fuzz_target!(|bytes: &[u8]| {
    let Ok(draft) = read(bytes) else { return };
    let assessment = check(draft);
    for lang in [Lang::Zh, Lang::En] {
        let _ = assessment.conclusion(lang);
        for finding in assessment.findings() {
            let _ = finding.message().in_lang(lang);
        }
    }
    let json = serde_json::to_string(&assessment).expect("an assessment is JSON");
    let again: serde_json::Value = serde_json::from_str(&json).expect("and JSON is read");
    assert!(again["verdict"].is_string());
    if let Ok(report) = assessment.accept() {
        let again = check(Draft::from(&report)).accept().expect("a report is accepted");
        assert_eq!(again, report);
    }
});
