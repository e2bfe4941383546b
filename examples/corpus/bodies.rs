//! Bodies of invented places with their reports, in an order that follows from a seed.

use ogi_report::generate;
use ogi_report::report::Report;
use proptest::strategy::{BoxedStrategy, Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const BRANCHES: [&str; 12] = ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"];
/// A government and its office follow each other: they are not one body.
const KINDS: [&str; 8] =
    ["人民政府", "人民政府办公室", "财政局", "教育局", "公安局", "民政局", "东风镇人民政府", "红旗乡人民政府"];

/// An endless row of bodies.
pub(crate) struct Bodies {
    series: BoxedStrategy<Vec<Report>>,
    runner: TestRunner,
    at: usize,
}

impl Bodies {
    pub(crate) fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let config = Config { failure_persistence: None, ..Config::default() };
        Self { series: generate::series().boxed(), runner: TestRunner::new_with_rng(config, rng), at: 0 }
    }

    /// The name of the next body and its reports, year after year.
    pub(crate) fn next(&mut self) -> (String, Vec<Report>) {
        let name = name(self.at);
        self.at += 1;
        let tree = self.series.new_tree(&mut self.runner).expect("the generator rejects next to nothing");
        (name, tree.current())
    }
}

/// The names of 28,800 bodies, all different.
fn name(at: usize) -> String {
    let sixty = |n: usize| format!("{}{}", STEMS[n % 10], BRANCHES[n % 12]);
    let (place, kind) = (at / KINDS.len(), KINDS[at % KINDS.len()]);
    format!("{}市{}县{kind}", sixty(place / 60 % 60), sixty(place % 60))
}
