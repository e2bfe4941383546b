//! Any text is a draft in JSON, or an error; a report in JSON is one that holds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ogi_report::{Draft, Report, check};

fuzz_target!(|text: &str| {
    if let Ok(draft) = serde_json::from_str::<Draft>(text) {
        let written = serde_json::to_string(&draft).expect("a draft is JSON");
        assert_eq!(serde_json::from_str::<Draft>(&written).expect("a draft again"), draft);
        let _ = check(draft).verdict();
    }
    if let Ok(report) = serde_json::from_str::<Report>(text) {
        let assessment = check(Draft::from(&report));
        assert_eq!(assessment.accept().expect("a report is accepted"), report);
    }
});
