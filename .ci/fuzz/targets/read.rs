//! Any bytes are a report, or an error; what is read can be checked, shown and written, and what is accepted is what was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ogi_report::form::Lang;
use ogi_report::{Draft, check, read, render};

fuzz_target!(|bytes: &[u8]| {
    let Ok(draft) = read(bytes) else { return };
    let assessment = check(draft);
    for lang in [Lang::Zh, Lang::En] {
        let json = serde_json::to_value(assessment.spoken(lang)).expect("an assessment is JSON");
        assert_eq!(json["findings"].as_array().map(Vec::len), Some(assessment.findings().len()));
        assert!(!assessment.conclusion(lang).is_empty());
        let page = render::proof(&assessment, lang).to_string();
        assert!(page.ends_with("</html>\n"), "the page is whole");
    }
    if let Ok(report) = assessment.accept() {
        let again = check(Draft::from(&report)).accept().expect("a report is accepted");
        assert_eq!(again, report);
    }
});
