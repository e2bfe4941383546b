//! Laws of several reports: what holds is never reported, what does not is always named.

use ogi_report::across::check_series;
use ogi_report::extract::Extract;
use ogi_report::generate::series;
use ogi_report::report::Report;
use ogi_report::series::Series;
use proptest::prelude::*;

fn of(reports: &[Report]) -> Series {
    Series::new(reports.iter().map(|report| Extract::try_from(report).unwrap())).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_consistent_series_raises_nothing(reports in series()) {
        let series = of(&reports);
        prop_assert_eq!(check_series(&series), []);
        prop_assert!(series.locate().is_consistent());
    }
}
