//! What the form, the Regulation and the notices ask of a report, sentence by sentence, and who answers for it here.
//!
//! Only what could be read in its source is listed. Of the notice of 2021, items （四） to （六） of its first part and items （一） to
//! （三） of its second part have not been read, and no norm of theirs is here.

use serde::Serialize;

use crate::rules::Bilingual;

/// Who answers for a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Held {
    /// A rule finds where it is not followed: its code.
    Rule(&'static str),
    /// A type cannot hold anything else: its path in this crate.
    Type(&'static str),
    /// No program can tell from the document: why.
    NotMachineCheckable(Bilingual),
}

/// What a sentence asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Norm {
    /// Where it stands.
    pub source: Bilingual,
    /// What it asks; in Chinese between quotation marks where it is the source's own wording.
    pub asks: Bilingual,
    /// Who answers for it.
    pub held: &'static [Held],
}

const TABLE_3: Bilingual = Bilingual { zh: "表三", en: "table 三" };
const F19: Bilingual = Bilingual { zh: "国办公开办函〔2019〕60号", en: "Guobangongkaibanhan [2019] No. 60" };
const F21: Bilingual = Bilingual { zh: "国办公开办函〔2021〕30号", en: "Guobangongkaibanhan [2021] No. 30" };
const F16: Bilingual = Bilingual { zh: "国办公开办函〔2016〕201号", en: "Guobangongkaibanhan [2016] No. 201" };
const F61: Bilingual = Bilingual { zh: "国办公开办函〔2019〕61号", en: "Guobangongkaibanhan [2019] No. 61" };
const ONLY_THE_REGISTER: Bilingual = Bilingual {
    zh: "是否全部计入，只有登记台账能看出",
    en: "only the registers show whether all were counted",
};
const NOT_IN_THE_DOCUMENT: Bilingual = Bilingual {
    zh: "报告本身不载明提交和公布的日期，须另行给出",
    en: "the report does not state when it was submitted and published: the day must be given",
};
const ANY_WORDS: Bilingual = Bilingual { zh: "可以用任何文字写出", en: "it can be written in any words" };
const TRUTH: Bilingual = Bilingual {
    zh: "所述是否属实，报告本身看不出来",
    en: "the report does not show whether what it says is true",
};

/// The sentences, by source.
pub static NORMS: &[Norm] = &[
    Norm {
        source: Bilingual { zh: "表三表头注", en: "note in the header of table 三" },
        asks: Bilingual {
            zh: "“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”",
            en: "in each column the first item plus the second equals the third plus the fourth",
        },
        held: &[Held::Rule("OGI302"), Held::Type("report::Applications")],
    },
    Norm {
        source: Bilingual { zh: "表三三（二）", en: "table 三, row 三（二）" },
        asks: Bilingual {
            zh: "“区分处理的，只计这一情形，不计其他情形”",
            en: "an answer that severs is counted here and in no other outcome",
        },
        held: &[
            Held::Rule("OGI303"),
            Held::NotMachineCheckable(Bilingual {
                zh: "一件申请是否重复计入，只有登记台账能看出",
                en: "only the register of applications shows whether one was counted twice",
            }),
        ],
    },
    Norm {
        source: TABLE_3,
        asks: Bilingual { zh: "“总计”栏", en: "the column 总计 is the sum of the kinds of applicant" },
        held: &[Held::Rule("OGI301"), Held::Type("report::Applicants")],
    },
    Norm {
        source: TABLE_3,
        asks: Bilingual { zh: "“（七）总计”行", en: "the row （七）总计 is the sum of the outcomes" },
        held: &[Held::Rule("OGI303"), Held::Type("report::Outcomes")],
    },
    Norm {
        source: Bilingual { zh: "表四", en: "table 四" },
        asks: Bilingual { zh: "各组“总计”", en: "the total of each block is the sum of its results" },
        held: &[Held::Rule("OGI401"), Held::Type("report::Results")],
    },
    Norm {
        source: Bilingual { zh: "表二（2021年格式）", en: "table 二 (2021 edition)" },
        asks: Bilingual {
            zh: "“本年收费金额（单位：万元）”", en: "the fee is given in ten thousands of yuan"
        },
        held: &[Held::Rule("OGI105"), Held::Type("report::Money")],
    },
    Norm {
        source: Bilingual { zh: "表二（2019年试行格式）", en: "table 二 (2019 trial edition)" },
        asks: Bilingual { zh: "“本年增/减”", en: "the net change of the year, which alone may be below 0" },
        held: &[Held::Rule("OGI104"), Held::Type("report::NetChange")],
    },
    Norm {
        source: Bilingual { zh: "两版格式所附各表", en: "the tables annexed to both editions" },
        asks: Bilingual {
            zh: "各表的行和栏，各格填数",
            en: "the rows and columns of each table, with a number in each cell",
        },
        held: &[
            Held::Rule("OGI101"),
            Held::Rule("OGI106"),
            Held::Rule("OGI107"),
            Held::Rule("OGI108"),
            Held::Type("report::Report"),
        ],
    },
    Norm {
        source: Bilingual { zh: "两版格式的标题", en: "the headings of both editions" },
        asks: Bilingual { zh: "一至六，六个部分", en: "six sections, numbered 一 to 六" },
        held: &[Held::Rule("OGI113"), Held::Type("form::Section")],
    },
    Norm {
        source: Bilingual { zh: "条例第四十九条第一款", en: "Regulation, art. 49(1)" },
        asks: Bilingual {
            zh: "县级以上人民政府部门在1月31日前提交并公布上一年度报告",
            en: "departments of governments at county level or above submit and publish the previous year's report by 31 January",
        },
        held: &[Held::Rule("OGI112"), Held::Rule("OGI801"), Held::NotMachineCheckable(NOT_IN_THE_DOCUMENT)],
    },
    Norm {
        source: Bilingual { zh: "条例第四十九条第二款", en: "Regulation, art. 49(2)" },
        asks: Bilingual {
            zh: "县级以上地方人民政府的主管部门在3月31日前公布本级政府上一年度报告",
            en: "the authority of a local government at county level or above publishes that government's report by 31 March",
        },
        held: &[Held::Rule("OGI112"), Held::Rule("OGI801"), Held::NotMachineCheckable(NOT_IN_THE_DOCUMENT)],
    },
    Norm {
        source: Bilingual { zh: "条例第五十条第一款第（一）项", en: "Regulation, art. 50(1)(1)" },
        asks: Bilingual { zh: "主动公开政府信息的情况", en: "proactive disclosure" },
        held: &[Held::Rule("OGI113"), Held::Rule("OGI107"), Held::Type("report::Disclosure")],
    },
    Norm {
        source: Bilingual { zh: "条例第五十条第一款第（二）项", en: "Regulation, art. 50(1)(2)" },
        asks: Bilingual {
            zh: "收到和处理政府信息公开申请的情况", en: "applications received and handled"
        },
        held: &[Held::Rule("OGI113"), Held::Rule("OGI107"), Held::Type("report::Applications")],
    },
    Norm {
        source: Bilingual { zh: "条例第五十条第一款第（三）项", en: "Regulation, art. 50(1)(3)" },
        asks: Bilingual {
            zh: "被申请行政复议、提起行政诉讼的情况", en: "reconsideration and litigation"
        },
        held: &[Held::Rule("OGI113"), Held::Rule("OGI107"), Held::Type("report::Proceedings")],
    },
    Norm {
        source: Bilingual { zh: "条例第五十条第一款第（四）项", en: "Regulation, art. 50(1)(4)" },
        asks: Bilingual {
            zh: "主要问题及改进情况；各级人民政府还包括工作考核、社会评议和责任追究结果",
            en: "main problems and improvement; of governments also the results of assessment, appraisal and accountability",
        },
        held: &[Held::Rule("OGI113"), Held::NotMachineCheckable(ANY_WORDS), Held::NotMachineCheckable(TRUTH)],
    },
    Norm {
        source: Bilingual { zh: "条例第五十条第一款第（五）项", en: "Regulation, art. 50(1)(5)" },
        asks: Bilingual { zh: "其他需要报告的事项", en: "other matters" },
        held: &[Held::Rule("OGI113")],
    },
    Norm {
        source: Bilingual { zh: "条例第五十条第二款", en: "Regulation, art. 50(2)" },
        asks: Bilingual { zh: "统一的格式，并适时更新", en: "a uniform format, which is updated" },
        held: &[Held::Rule("OGI111"), Held::Rule("OGI114"), Held::Type("form::Edition")],
    },
    Norm {
        source: F21,
        asks: Bilingual { zh: "内容“不能遗漏，也不宜泛化”", en: "nothing missing, nothing padded" },
        held: &[
            Held::Rule("OGI113"),
            Held::Rule("OGI107"),
            Held::NotMachineCheckable(Bilingual {
                zh: "是否泛化要由人判断", en: "padding is for people to judge"
            }),
        ],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "总体情况分五方面：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障",
            en: "the overview has five parts: disclosure, applications, information management, platforms, supervision",
        },
        held: &[Held::Rule("OGI113"), Held::NotMachineCheckable(ANY_WORDS)],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "监督保障部分包括条例第五十条第一款第（四）项所说的工作考核、社会评议和责任追究结果",
            en: "the part on supervision includes the results of assessment, appraisal and accountability of art. 50(1)(4)",
        },
        held: &[Held::NotMachineCheckable(ANY_WORDS)],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "总体情况“重在聚焦主题、简明客观，篇幅原则上不超过一千字”",
            en: "the overview keeps to its subject and has in principle at most a thousand characters",
        },
        held: &[Held::NotMachineCheckable(Bilingual {
            zh: "只是原则上的要求，没有规则核对",
            en: "a length in principle, which no rule checks",
        })],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "表二为“适宜以数据方式呈现且具备统计汇总价值的内容”",
            en: "table 二 holds content that suits figures and is worth summing up",
        },
        held: &[Held::Rule("OGI701"), Held::Rule("OGI702"), Held::Type("rollup::Rollup")],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "行政许可、行政处罚、行政强制的数量“包括已公开和依法未公开的全部处理决定”",
            en: "licences, penalties and coercive measures are counted by all decisions, published or lawfully not",
        },
        held: &[Held::Rule("OGI701"), Held::Rule("OGI702"), Held::NotMachineCheckable(ONLY_THE_REGISTER)],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "表二“各项数据核定时间点为报告年度的12月31日”",
            en: "the figures of table 二 stand as of 31 December of the report year",
        },
        held: &[Held::Rule("OGI112"), Held::Rule("OGI202"), Held::Rule("OGI602")],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "表三反映“申请人的类别”和“政府信息公开申请的最终处理结果”",
            en: "table 三 gives the kind of applicant and the final outcome of each application",
        },
        held: &[
            Held::Rule("OGI301"),
            Held::Rule("OGI303"),
            Held::Type("report::Applicants"),
            Held::Type("report::Outcomes"),
        ],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "表三“重在数据准确、要素齐备”", en: "table 三 is accurate and has all its elements"
        },
        held: &[
            Held::Rule("OGI102"),
            Held::Rule("OGI107"),
            Held::Rule("OGI302"),
            Held::Rule("OGI303"),
            Held::Rule("OGI502"),
            Held::Type("report::Applications"),
        ],
    },
    Norm {
        source: F16,
        asks: Bilingual {
            zh: "“对于行政复议机关作为共同被告的行政诉讼案件，只计算原行为主体的案件数量，不计算行政复议机关的案件数量”",
            en: "where the reconsideration authority is a joint defendant, the case counts for the body that acted and not for the authority",
        },
        held: &[Held::Rule("OGI701"), Held::Rule("OGI702"), Held::NotMachineCheckable(ONLY_THE_REGISTER)],
    },
    Norm {
        source: F61,
        asks: Bilingual {
            zh: "公布“本级政府或本系统汇总后的”年度报告，“以及所属各行政机关的”年度报告",
            en: "the rolled-up report of the government or of the vertical system is published, and those of the bodies under it",
        },
        held: &[Held::Rule("OGI701"), Held::Rule("OGI702"), Held::Type("rollup::Family")],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "分管政府信息公开工作的负责人是第一责任人，政府信息公开工作机构是法定责任主体",
            en: "the leader in charge is the first person responsible, the unit for open government information the body responsible by law",
        },
        held: &[Held::NotMachineCheckable(Bilingual {
            zh: "这是对工作的要求，报告不载明由谁负责",
            en: "it is asked of the work: the report does not say who is responsible",
        })],
    },
    Norm {
        source: F21,
        asks: Bilingual { zh: "印发修订后的格式", en: "the revised format takes the place of the trial one" },
        held: &[Held::Rule("OGI111"), Held::Rule("OGI114"), Held::Type("form::Edition")],
    },
    Norm {
        source: F19,
        asks: Bilingual {
            zh: "政府部门公布年度报告的时间比修订前的条例提前两个月",
            en: "departments publish two months earlier than under the Regulation before its revision",
        },
        held: &[Held::Rule("OGI801"), Held::NotMachineCheckable(NOT_IN_THE_DOCUMENT)],
    },
    Norm {
        source: F21,
        asks: Bilingual {
            zh: "发布不及时、内容不准确不完整、内容雷同、敷衍应付造成不良后果的，追究责任",
            en: "late, inaccurate, incomplete, identical or perfunctory reports have consequences for those responsible",
        },
        held: &[
            Held::Rule("OGI102"),
            Held::Rule("OGI107"),
            Held::Rule("OGI115"),
            Held::Rule("OGI501"),
            Held::Rule("OGI502"),
            Held::Rule("OGI503"),
            Held::Rule("OGI504"),
            Held::Rule("OGI604"),
            Held::Rule("OGI801"),
            Held::NotMachineCheckable(NOT_IN_THE_DOCUMENT),
        ],
    },
];
