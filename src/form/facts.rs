//! **The one table of facts.** Every edition with its printed forms, and every row and column, once: its part of the
//! address, its labels in both languages and in the editions that print another one, the labels seen in its place and its
//! basis. An edition lists the rows and columns of its section 二; [`TABLES`] are those of 三 and 四.
//!
//! Addresses, labels, identities, the readers' label matching, the names in JSON, the types of reports and their fields, and
//! the generated reference all follow from here. To add a row, add it to [`form_rows!`] and to what prints it; to add a
//! column, likewise; nothing else names them.

use super::{Basis, Caption, Kind, Lang, Table};

/// Calls `$then!` with all editions, oldest first, and with the forms in which reports of each are printed.
///
/// An edition is `Variant "name" { notice, first report year, the form that the notice prints, forms, section 二 }`; it holds
/// until the first year of the next one. A form is `Variant "name" { whether （六）其他处理 is divided }`.
/// Section 二 is the name of its type with its blocks: the heading, the [kind of line](form_lines!), the rows.
macro_rules! form_editions {
    ($then:ident) => {
        $then! {
            /// 国办公开办函〔2019〕60号, the trial format (试行): report years 2019 and 2020.
            Trial2019 "2019" {
                notice: "国办公开办函〔2019〕60号", alone_called: ["年度报告格式（试行）"], since: 2019, prints: Trial2019,
                forms: {
                    /// The trial edition: 198 cells (22 + 161 + 15), 40 identities.
                    Trial2019 "trial2019" { is_divided: false }
                },
                disclosure: TrialDisclosure {
                    "第二十条第（一）项" "Article 20(1)" Publications [Rules rules, NormativeDocuments normative_documents]
                    "第二十条第（五）项" "Article 20(5)" Catalogue [Licensing licensing, OtherExternalServices other_external_services]
                    "第二十条第（六）项" "Article 20(6)" Catalogue [Penalties penalties, Coercion coercion]
                    "第二十条第（八）项" "Article 20(8)" FeeItems [Fees fees]
                    "第二十条第（九）项" "Article 20(9)" Procurement [Procurement procurement]
                },
            }
            /// 国办公开办函〔2021〕30号: report years from 2021 on.
            Revised2021 "2021" {
                notice: "国办公开办函〔2021〕30号", alone_called: [], since: 2021, prints: Revised2021,
                forms: {
                    /// The 2021 edition: 200 cells (10 + 175 + 15), 42 identities.
                    Revised2021 "revised2021" { is_divided: true }
                    /// The 2021 edition with （六）其他处理 as one row: 186 cells (10 + 161 + 15), 40 identities.
                    Revised2021Undivided "revised2021-undivided" { is_divided: false }
                },
                disclosure: RevisedDisclosure {
                    "第二十条第（一）项" "Article 20(1)" Documents [Rules rules, NormativeDocuments normative_documents]
                    "第二十条第（五）项" "Article 20(5)" Decisions [Licensing licensing]
                    "第二十条第（六）项" "Article 20(6)" Decisions [Penalties penalties, Coercion coercion]
                    "第二十条第（八）项" "Article 20(8)" Fees [Fees fees]
                },
            }
        }
    };
}

/// Calls `$then!` with the kinds of line in section 二: the columns of each, and what they hold.
macro_rules! form_lines {
    ($then:ident) => {
        $then! {
            /// Rules or normative documents in the 2021 edition.
            Documents { Issued issued: Count, Repealed repealed: Count, InForce in_force: Count }
            /// Administrative decisions in the 2021 edition.
            Decisions { Decisions decisions: Count }
            /// Administrative fees in the 2021 edition, in 万元 unless a unit is written beside the number.
            Fees { Amount amount: Money }
            /// Rules or normative documents in the 2019 edition.
            Publications { Made made: Count, NewlyPublished newly_published: Count, TotalPublished total_published: Count }
            /// A catalogue of administrative items and the decisions under them in the 2019 edition.
            Catalogue { ItemsLastYear items_last_year: Count, NetChange net_change: NetChange, Decisions decisions: Count }
            /// The catalogue of administrative fees in the 2019 edition.
            FeeItems { ItemsLastYear items_last_year: Count, NetChange net_change: NetChange }
            /// Centralised procurement in the 2019 edition. The form gives the value no unit.
            Procurement { Projects projects: Count, TotalValue total_value: Money }
        }
    };
}

/// Calls `$then!` with all rows of the form, in the form's order and by their roles.
///
/// A row is `Variant field { zh, en, other, group, basis, seen }`, where `other` are the labels of editions that print another
/// one. The roles: `line` for section 二, whose rows list their columns; `inflow`, `outcome`, `undivided` and `divided` for
/// （六）其他处理 in one row and in three, `handled`, `outflow` for section 三; `instance` for section 四. Tokens after `$then`
/// go in front of the rows.
macro_rules! form_rows {
    ($then:ident $($before:tt)*) => {
        $then! {
            $($before)*
            line {
                Rules rules {
                    zh: "规章", en: "Rules",
                    basis: stated("条例第二十条第（一）项", "Regulation, art. 20(1)"),
                    seen: ["政府规章", "部门规章"],
                    columns: [
                        Issued issued ISSUED, Repealed repealed REPEALED, InForce in_force IN_FORCE,
                        Made made MADE, NewlyPublished newly_published NEWLY_PUBLISHED, TotalPublished total_published TOTAL_PUBLISHED,
                    ],
                }
                NormativeDocuments normative_documents {
                    zh: "行政规范性文件", en: "Administrative normative documents",
                    other: [Trial2019 "规范性文件"],
                    basis: stated("条例第二十条第（一）项", "Regulation, art. 20(1)"),
                    seen: ["规范性文件", "行政规范性文件（件）"],
                    columns: [
                        Issued issued ISSUED, Repealed repealed REPEALED, InForce in_force IN_FORCE,
                        Made made MADE, NewlyPublished newly_published NEWLY_PUBLISHED, TotalPublished total_published TOTAL_PUBLISHED,
                    ],
                }
                Licensing licensing {
                    zh: "行政许可", en: "Administrative licences",
                    basis: stated("条例第二十条第（五）项", "Regulation, art. 20(5)"),
                    columns: [
                        ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE, Decisions decisions DECISIONS,
                    ],
                }
                OtherExternalServices other_external_services {
                    zh: "其他对外管理服务事项", en: "Other external management services",
                    basis: stated("条例第二十条第（五）项", "Regulation, art. 20(5)"),
                    seen: ["其他对外管理服务"],
                    columns: [
                        ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE, Decisions decisions DECISIONS,
                    ],
                }
                Penalties penalties {
                    zh: "行政处罚", en: "Administrative penalties",
                    basis: stated("条例第二十条第（六）项", "Regulation, art. 20(6)"),
                    columns: [
                        ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE, Decisions decisions DECISIONS,
                    ],
                }
                Coercion coercion {
                    zh: "行政强制", en: "Administrative coercion",
                    basis: stated("条例第二十条第（六）项", "Regulation, art. 20(6)"),
                    seen: ["行政强制措施"],
                    columns: [
                        ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE, Decisions decisions DECISIONS,
                    ],
                }
                Fees fees {
                    zh: "行政事业性收费", en: "Administrative fees",
                    basis: stated("条例第二十条第（八）项", "Regulation, art. 20(8)"),
                    seen: ["行政事业收费", "行政事业性收费项目"],
                    columns: [
                        Amount amount AMOUNT, ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE,
                    ],
                }
                Procurement procurement {
                    zh: "政府集中采购", en: "Centralised government procurement",
                    basis: stated("条例第二十条第（九）项", "Regulation, art. 20(9)"),
                    seen: ["政府采购"],
                    columns: [Projects projects PROJECTS, TotalValue total_value TOTAL_VALUE],
                }
            }
            inflow {
                Received received {
                    zh: "一、本年新收政府信息公开申请数量", en: "1. Applications received this year",
                    basis: stated("条例第五十条第一款第（二）项", "Regulation, art. 50(1)(2)"),
                    seen: ["本年新收政府信息公开申请", "本年度新收政府信息公开申请数量", "本年收到政府信息公开申请数量"],
                }
                BroughtForward brought_forward {
                    zh: "二、上年结转政府信息公开申请数量", en: "2. Applications brought forward from last year",
                    basis: stated("条例第五十条第一款第（二）项", "Regulation, art. 50(1)(2)"),
                    seen: ["上年结转政府信息公开申请", "上年度结转政府信息公开申请数量", "结转上年度政府信息公开申请数量"],
                }
            }
            outcome {
                Disclosed disclosed {
                    zh: "（一）予以公开", en: "3(1) Disclosed",
                    basis: reading("条例第三十六条第（一）、（二）项", "Regulation, art. 36(1), 36(2)"),
                }
                PartlyDisclosed partly_disclosed {
                    zh: "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
                    en: "3(2) Partly disclosed (severed: counted here only)",
                    basis: reading("条例第三十七条", "Regulation, art. 37"),
                    seen: ["部分公开"],
                }
                StateSecret state_secret {
                    zh: "1.属于国家秘密", en: "3(3)1 State secret",
                    group: Withheld, basis: reading("条例第十四条", "Regulation, art. 14"),
                    seen: ["涉及国家秘密", "国家秘密"],
                }
                ForbiddenByLaw forbidden_by_law {
                    zh: "2.其他法律行政法规禁止公开", en: "3(3)2 Forbidden by other laws or regulations",
                    group: Withheld, basis: reading("条例第十四条", "Regulation, art. 14"),
                    seen: ["其他法律行政止公开", "其他法律、行政法规禁止公开", "法律行政法规禁止公开"],
                }
                SecurityAndStability security_and_stability {
                    zh: "3.危及“三安全一稳定”", en: "3(3)3 Endangers national, public or economic security or social stability",
                    group: Withheld, basis: reading("条例第十四条", "Regulation, art. 14"),
                }
                ThirdPartyRights third_party_rights {
                    zh: "4.保护第三方合法权益", en: "3(3)4 Third-party rights",
                    group: Withheld, basis: reading("条例第十五条、第三十二条", "Regulation, art. 15, 32"),
                }
                InternalAffairs internal_affairs {
                    zh: "5.属于三类内部事务信息", en: "3(3)5 Internal affairs (three kinds)",
                    group: Withheld, basis: reading("条例第十六条第一款", "Regulation, art. 16(1)"),
                    seen: ["三类内部事务信息", "属于三类内部管理事务信息"],
                }
                ProcessInformation process_information {
                    zh: "6.属于四类过程性信息", en: "3(3)6 Process information (four kinds)",
                    group: Withheld, basis: reading("条例第十六条第二款", "Regulation, art. 16(2)"),
                    seen: ["四类过程性信息"],
                }
                EnforcementCaseFile enforcement_case_file {
                    zh: "7.属于行政执法案卷", en: "3(3)7 Enforcement case file",
                    group: Withheld, basis: reading("条例第十六条第二款", "Regulation, art. 16(2)"),
                    seen: ["行政执法案卷", "属于行政执法案卷信息"],
                }
                StatutoryInquiry statutory_inquiry {
                    zh: "8.属于行政查询事项", en: "3(3)8 Matter of statutory inquiry",
                    group: Withheld, basis: reading("条例第三十六条第（七）项", "Regulation, art. 36(7)"),
                    seen: ["行政查询事项"],
                }
                NotHeld not_held {
                    zh: "1.本机关不掌握相关政府信息", en: "3(4)1 Not held by this body",
                    group: Unavailable, basis: commentary("条例第三十六条第（四）、（五）项", "Regulation, art. 36(4), 36(5)"),
                    seen: ["本机关不掌握相关信息"],
                }
                NotReadyMade not_ready_made {
                    zh: "2.没有现成信息需要另行制作", en: "3(4)2 Not ready-made",
                    group: Unavailable, basis: reading("条例第三十八条", "Regulation, art. 38"),
                    seen: ["没有现成信息、需要另行制作"],
                }
                StillUnclear still_unclear {
                    zh: "3.补正后申请内容仍不明确", en: "3(4)3 Still unclear after supplementation",
                    group: Unavailable, basis: reading("条例第二十九条、第三十条", "Regulation, art. 29, 30"),
                }
                PetitionOrComplaint petition_or_complaint {
                    zh: "1.信访举报投诉类申请", en: "3(5)1 Petition, report or complaint",
                    group: NotProcessed, basis: reading("条例第三十九条第一款", "Regulation, art. 39(1)"),
                    seen: ["信访、举报、投诉类申请"],
                }
                Duplicate duplicate {
                    zh: "2.重复申请", en: "3(5)2 Duplicate application",
                    group: NotProcessed, basis: reading("条例第三十六条第（六）项", "Regulation, art. 36(6)"),
                }
                PublicPublication public_publication {
                    zh: "3.要求提供公开出版物", en: "3(5)3 Public publication",
                    group: NotProcessed, basis: reading("条例第三十九条第二款", "Regulation, art. 39(2)"),
                }
                ExcessiveRepetition excessive_repetition {
                    zh: "4.无正当理由大量反复申请", en: "3(5)4 Excessive repetition without good reason",
                    group: NotProcessed, basis: reading("条例第三十五条", "Regulation, art. 35"),
                }
                ConfirmOrReissue confirm_or_reissue {
                    zh: "5.要求行政机关确认或重新出具已获取信息", en: "3(5)5 Asks to confirm or reissue information already obtained",
                    group: NotProcessed,
                }
            }
            undivided {
                OtherHandlingUndivided other_handling_undivided {
                    zh: "（六）其他处理", en: "3(6) Other handling (undivided)",
                }
            }
            divided {
                SupplementOverdue supplement_overdue {
                    zh: "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                    en: "3(6)1 Not supplemented in time, no longer processed",
                    group: OtherHandling, basis: commentary("条例第三十条", "Regulation, art. 30"),
                    seen: ["申请人无正当理由逾期不补正"],
                }
                FeeUnpaid fee_unpaid {
                    zh: "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                    en: "3(6)2 Processing fee not paid in time, no longer processed",
                    group: OtherHandling,
                    basis: reading("条例第四十二条、国办函〔2020〕109号", "Regulation, art. 42, with Guobanhan [2020] No. 109"),
                    seen: ["申请人逾期未按收费通知要求缴纳费用"],
                }
                OtherHandling other_handling {
                    zh: "3.其他", en: "3(6)3 Other",
                    group: OtherHandling,
                }
            }
            handled {
                Handled handled {
                    zh: "（七）总计", en: "3(7) Total handled",
                    basis: stated("表三表头所注勾稽关系", "note in the header of table 3"),
                    seen: ["合计"],
                }
            }
            outflow {
                CarriedForward carried_forward {
                    zh: "四、结转下年度继续办理", en: "4. Carried forward to next year",
                    basis: stated("表三表头所注勾稽关系", "note in the header of table 3"),
                    seen: ["结转下年度继续办理数量", "结转下年继续办理", "结转下一年度继续办理"],
                }
            }
            instance {
                Reconsideration reconsideration {
                    zh: "行政复议", en: "Administrative reconsideration",
                    basis: stated("条例第五十条第一款第（三）项", "Regulation, art. 50(1)(3)"),
                }
                DirectLitigation direct_litigation {
                    zh: "未经复议直接起诉", en: "Litigation without reconsideration",
                    group: Litigation, basis: stated("条例第五十条第一款第（三）项", "Regulation, art. 50(1)(3)"),
                    seen: ["未经复议直接诉讼"],
                }
                LitigationAfterReconsideration litigation_after_reconsideration {
                    zh: "复议后起诉", en: "Litigation after reconsideration",
                    group: Litigation, basis: stated("条例第五十条第一款第（三）项", "Regulation, art. 50(1)(3)"),
                    seen: ["复议后诉讼"],
                }
            }
        }
    };
}

/// Calls `$then!` with all columns of the form, by their roles.
///
/// A column is `Variant field CONSTANT { zh, en, kind, other, seen }`. The roles: `figure` for section 二, `applicant`, `result`,
/// and `total` for the column that is the sum of the others of its row.
macro_rules! form_columns {
    ($then:ident) => {
        $then! {
            figure {
                Issued issued ISSUED {
                    zh: "本年制发件数", en: "issued this year", kind: Kind::Count,
                    seen: ["本年度制发数", "本年制发数", "本年度制发件数", "本年制发数量"],
                }
                Repealed repealed REPEALED {
                    zh: "本年废止件数", en: "repealed this year", kind: Kind::Count,
                    seen: ["本年度废止数", "本年废止数", "本年度废止件数", "本年废止数量"],
                }
                InForce in_force IN_FORCE {
                    zh: "现行有效件数", en: "in force", kind: Kind::Count,
                    seen: ["现行有效数", "现行有效数量"],
                }
                Made made MADE {
                    zh: "本年新制作数量", en: "made this year", kind: Kind::Count,
                    seen: ["本年新制作数", "本年度新制作数量"],
                }
                NewlyPublished newly_published NEWLY_PUBLISHED {
                    zh: "本年新公开数量", en: "published this year", kind: Kind::Count,
                    seen: ["本年新公开数", "本年度新公开数量"],
                }
                TotalPublished total_published TOTAL_PUBLISHED {
                    zh: "对外公开总数量", en: "published in all", kind: Kind::Count,
                    seen: ["对外公开总数"],
                }
                ItemsLastYear items_last_year ITEMS_LAST_YEAR {
                    zh: "上一年项目数量", en: "items last year", kind: Kind::Count,
                    seen: ["上一年度项目数量", "上年项目数量"],
                }
                NetChange net_change NET_CHANGE {
                    zh: "本年增/减", en: "net change this year", kind: Kind::SignedCount,
                    seen: ["本年度增/减", "本年增减", "本年增/减数量"],
                }
                Decisions decisions DECISIONS {
                    zh: "本年处理决定数量", en: "decisions this year", kind: Kind::Count,
                    other: [Trial2019 "处理决定数量"],
                    seen: ["处理决定数量", "本年度处理决定数量", "本年处理决定数", "本年处理数量"],
                }
                Amount amount AMOUNT {
                    zh: "本年收费金额（单位：万元）", en: "amount charged this year (10,000 yuan)", kind: Kind::Amount(Some(super::Unit::TenThousandYuan)),
                    seen: ["本年收费金额", "本年度收费金额（单位：万元）", "收费金额（单位：万元）", "本年收费金额（万元）"],
                }
                Projects projects PROJECTS { zh: "采购项目数量", en: "procurement projects", kind: Kind::Count, }
                TotalValue total_value TOTAL_VALUE {
                    zh: "采购总金额", en: "procurement value", kind: Kind::Amount(None),
                    seen: ["采购总金额（万元）", "采购总金额（元）", "采购总金额（单位：万元）"],
                }
            }
            applicant {
                NaturalPerson natural_person NATURAL_PERSON { zh: "自然人", en: "natural persons", kind: Kind::Count, }
                CommercialEnterprise commercial_enterprise COMMERCIAL_ENTERPRISE {
                    zh: "商业企业", en: "commercial enterprises", kind: Kind::Count,
                }
                ResearchInstitution research_institution RESEARCH_INSTITUTION {
                    zh: "科研机构", en: "research institutions", kind: Kind::Count,
                }
                PublicInterestOrganization public_interest_organization PUBLIC_INTEREST_ORGANIZATION {
                    zh: "社会公益组织", en: "public-interest organisations", kind: Kind::Count,
                    seen: ["社会公益机构"],
                }
                LegalServiceProvider legal_service_provider LEGAL_SERVICE_PROVIDER {
                    zh: "法律服务机构", en: "legal service providers", kind: Kind::Count,
                    seen: ["法律服务"],
                }
                OtherOrganization other_organization OTHER_ORGANIZATION {
                    zh: "其他", en: "other organisations", kind: Kind::Count,
                    seen: ["其他组织"],
                }
            }
            result {
                Upheld upheld UPHELD {
                    zh: "结果维持", en: "upheld", kind: Kind::Count,
                    seen: ["维持"],
                }
                Corrected corrected CORRECTED {
                    zh: "结果纠正", en: "corrected", kind: Kind::Count,
                    seen: ["纠正"],
                }
                Other other OTHER { zh: "其他结果", en: "other result", kind: Kind::Count, }
                Pending pending PENDING {
                    zh: "尚未审结", en: "pending", kind: Kind::Count,
                    seen: ["尚未审结案件"],
                }
            }
            total {
                Total total TOTAL {
                    zh: "总计", en: "total", kind: Kind::Count,
                    seen: ["合计"],
                }
            }
        }
    };
}

/// Calls `$then!` with the headings that have no cells of their own but tell rows of one name apart.
macro_rules! form_groups {
    ($then:ident) => {
        $then! {
            Withheld { zh: "（三）不予公开", en: "3(3) Withheld", seen: ["不予公开"] }
            Unavailable { zh: "（四）无法提供", en: "3(4) Unavailable", seen: ["无法提供"] }
            NotProcessed { zh: "（五）不予处理", en: "3(5) Not processed", seen: ["不予处理"] }
            OtherHandling { zh: "（六）其他处理", en: "3(6) Other handling", seen: ["其他处理"] }
            Litigation { zh: "行政诉讼", en: "Litigation", seen: [] }
        }
    };
}

macro_rules! define_editions {
    ($($(#[$doc:meta])* $edition:ident $name:literal {
        notice: $notice:literal, alone_called: [$($title:literal)?], since: $since:literal, prints: $prints:ident,
        forms: { $($(#[$form_doc:meta])* $form:ident $form_name:literal { is_divided: $is_divided:literal })* },
        disclosure: $type:ident { $($zh:literal $en:literal $line:ident [$($row:ident $field:ident),*])* },
    })*) => {
        /// An edition of the format, named for the year of the notice that issued it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub enum Edition {
            $($(#[$doc])* #[serde(rename = $name)] $edition,)*
        }

        /// The tables as printed: an edition, and for 2021 whether （六）其他处理 has its three rows.
        ///
        /// The notice of 2021 divides （六）其他处理 into three rows. Real reports of that edition also print it as the one row
        /// of the trial edition; that is a form of its own, with its own cells and identities, and not a fault of the numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub enum Form {
            $($($(#[$form_doc])* #[serde(rename = $form_name)] $form,)*)*
        }

        /// All editions, in the order of [`Edition`]'s variants, oldest first.
        pub(super) const EDITIONS: &[EditionFacts] = &[
            $(EditionFacts { name: $name, notice: $notice, alone_called: &[$($title)?], since: $since, prints: Form::$prints },)*
        ];

        /// All printed forms, in the order of [`Form`]'s variants.
        pub(super) const FORMS: &[FormFacts] = &[
            $($(FormFacts { edition: Edition::$edition, name: $form_name, is_divided: $is_divided },)*)*
        ];

        /// Section 二 of each edition: which rows meet which columns, in printed order.
        pub(super) const DISCLOSURE: &[&[BlockFacts]] = &[
            $(&[$(BlockFacts {
                table: Table::Disclosure,
                zh: $zh,
                en: $en,
                forms: Forms::of_edition(Edition::$edition),
                rows: &[$(Row::$row),*],
                columns: lines::$line,
            },)*],)*
        ];

        impl Edition {
            /// All editions, oldest first.
            pub const ALL: [Self; EDITIONS.len()] = [$(Self::$edition),*];
        }

        impl Form {
            /// All printed forms.
            pub const ALL: [Self; FORMS.len()] = [$($(Self::$form),*),*];
        }

        impl Forms {
            const DIVIDED: Self = Self(0 $($(| ($is_divided as u8) << Form::$form as u8)*)*);
            const UNDIVIDED: Self = Self(0 $($(| (!$is_divided as u8) << Form::$form as u8)*)*);

            const fn of_edition(edition: Edition) -> Self {
                Self(0 $($(| ((edition as u8 == Edition::$edition as u8) as u8) << Form::$form as u8)*)*)
            }
        }
    };
}

macro_rules! define_lines {
    ($($(#[$doc:meta])* $line:ident { $($column:ident $field:ident: $held:ident),* })*) => {
        /// The columns of each kind of line.
        #[expect(non_upper_case_globals, reason = "these are the names of the table above, as written there")]
        mod lines {
            use super::Column;

            $(pub(super) const $line: &[Column] = &[$(Column::$column),*];)*
        }
    };
}

macro_rules! define_rows {
    ($($role:ident { $($name:ident $field:ident {
        zh: $zh:literal, en: $en:literal, $(other: [$($edition:ident $other:literal),*],)? $(group: $group:ident,)?
        $(basis: $basis:ident($($cite:literal),*),)? $(seen: [$($seen:literal),*],)?
        $(columns: [$($columns:tt)*],)?
    })* })*) => {
        /// A row of the form: a line of section 二 or 三, or a block of section 四 (see [`Row::table`]).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Row {
            $($(#[doc = concat!($zh, ": ", $en, ". Address part `", stringify!($field), "`.")] $name,)*)*
        }

        /// All rows, in the order of [`Row`]'s variants, which is the form's.
        pub(super) const ROWS: &[RowFacts] = &[
            $($(RowFacts {
                row: Row::$name,
                part: stringify!($field),
                labels: labels! { $zh $en [$($($edition $other),*)?] [$($($seen),*)?] },
                role: Role::$role,
                group: optional!($(Group::$group)?),
                basis: optional!($(Basis::$basis($($cite),*))?),
            },)*)*
        ];
    };
}

macro_rules! define_columns {
    ($($role:ident { $($name:ident $field:ident $constant:ident {
        zh: $zh:literal, en: $en:literal, kind: $kind:expr,
        $(other: [$($edition:ident $other:literal),*],)? $(seen: [$($seen:literal),*],)?
    })* })*) => {
        /// A column of one of the form's tables.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Column {
            $($(#[doc = concat!($zh, ": ", $en, ". Address part `", stringify!($field), "`.")] $name,)*)*
        }

        /// All columns, in the order of [`Column`]'s variants.
        pub(super) const COLUMNS: &[ColumnFacts] = &[
            $($(ColumnFacts {
                column: Column::$name,
                part: stringify!($field),
                role: ColumnRole::$role,
                labels: labels! { $zh $en [$($($edition $other),*)?] [$($($seen),*)?] },
                kind: $kind,
            },)*)*
        ];
    };
}

macro_rules! define_groups {
    ($($name:ident { zh: $zh:literal, en: $en:literal, seen: [$($seen:literal),*] })*) => {
        /// A heading over several rows that has no cells of its own: it tells apart the rows called 其他, 1., 2. …
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Group {
            $(#[doc = concat!($zh, ": ", $en, ".")] $name,)*
        }

        /// All groups, in the form's order.
        pub(super) const GROUPS: &[GroupFacts] = &[
            $(GroupFacts { group: Group::$name, labels: labels! { $zh $en [] [$($seen),*] } },)*
        ];
    };
}

macro_rules! labels {
    ($zh:literal $en:literal [$($edition:ident $other:literal),*] [$($seen:literal),* $(,)?]) => {
        Labels { zh: $zh, en: $en, other: &[$((Edition::$edition, $other)),*], seen: &[$($seen),*] }
    };
}

macro_rules! optional {
    () => {
        None
    };
    ($some:expr) => {
        Some($some)
    };
}

form_editions!(define_editions);
form_lines!(define_lines);
form_rows!(define_rows);
form_columns!(define_columns);
form_groups!(define_groups);

/// What a row is to the identities of its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(non_camel_case_types, reason = "these are the role words of the table above, as written there")]
pub(super) enum Role {
    line,
    inflow,
    outcome,
    undivided,
    divided,
    handled,
    outflow,
    instance,
}

impl Role {
    /// The forms that can print such a row; those that do are the ones of its blocks.
    pub(super) const fn forms(self) -> Forms {
        match self {
            Self::undivided => Forms::UNDIVIDED,
            Self::divided => Forms::DIVIDED,
            _ => Forms::ALL,
        }
    }
}

/// What a column is to its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(non_camel_case_types, reason = "these are the role words of the table above, as written there")]
pub(super) enum ColumnRole {
    figure,
    applicant,
    result,
    total,
}

/// A set of printed forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forms(u8);

impl Forms {
    pub(super) const NONE: Self = Self(0);
    pub(crate) const ALL: Self = Self::DIVIDED.or(Self::UNDIVIDED);

    const fn one(form: Form) -> Self {
        Self(1 << form as u8)
    }

    pub(crate) const fn has(self, form: Form) -> bool {
        self.0 & Self::one(form).0 != 0
    }

    /// Whether a form of the edition is among them.
    pub(crate) const fn has_edition(self, edition: Edition) -> bool {
        self.0 & Self::of_edition(edition).0 != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

pub(super) struct EditionFacts {
    pub(super) name: &'static str,
    pub(super) notice: &'static str,
    /// The words of its title that no other edition's notice has, where there are such.
    pub(super) alone_called: &'static [&'static str],
    pub(super) since: u16,
    pub(super) prints: Form,
}

pub(super) struct FormFacts {
    pub(super) edition: Edition,
    pub(super) name: &'static str,
    pub(super) is_divided: bool,
}

/// What the form prints for a row, a column, a group or a section.
pub(super) struct Labels {
    zh: &'static str,
    en: &'static str,
    /// The labels that some editions print in place of `zh`.
    other: &'static [(Edition, &'static str)],
    /// Other labels in its place in published reports.
    seen: &'static [&'static str],
}

impl Labels {
    pub(super) const fn of(&self, edition: Edition, lang: Lang) -> &'static str {
        let mut others = self.other;
        while let ([(of, zh), rest @ ..], Lang::Zh) = (others, lang) {
            if *of as u8 == edition as u8 {
                return zh;
            }
            others = rest;
        }
        lang.pick(self.zh, self.en)
    }

    /// Every Chinese label met: all editions' and those seen in published reports.
    pub(super) fn known(&'static self) -> impl Iterator<Item = &'static str> {
        let others = self.other.iter().map(|(_, zh)| *zh);
        std::iter::once(self.zh).chain(others).chain(self.seen.iter().copied())
    }
}

pub(super) struct RowFacts {
    pub(super) row: Row,
    pub(super) part: &'static str,
    pub(super) labels: Labels,
    pub(super) role: Role,
    pub(super) group: Option<Group>,
    pub(super) basis: Option<Basis>,
}

pub(super) struct ColumnFacts {
    pub(super) column: Column,
    pub(super) part: &'static str,
    pub(super) role: ColumnRole,
    pub(super) labels: Labels,
    pub(super) kind: Kind,
}

pub(super) struct GroupFacts {
    pub(super) group: Group,
    pub(super) labels: Labels,
}

/// A rectangle of cells as the form prints it: these rows by these columns, under this heading.
pub(super) struct BlockFacts {
    pub(super) table: Table,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) forms: Forms,
    pub(super) rows: &'static [Row],
    pub(super) columns: &'static [Column],
}

/// `N` rows of the form's order, from `first` on.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler: a slip does not build")]
const fn consecutive<const N: usize>(first: Row) -> [Row; N] {
    let mut rows = [first; N];
    let mut i = 0;
    while i < N {
        rows[i] = ROWS[first as usize + i].row;
        i += 1;
    }
    rows
}

/// Sections 三 and 四: which rows meet which columns, in printed order.
pub(super) const TABLES: &[BlockFacts] = {
    use Column as C;
    use Row as R;

    const APPLICATION_ROWS: [Row; R::CarriedForward as usize - R::Received as usize + 1] = consecutive(R::Received);
    const PROCEEDING_ROWS: [Row; R::LitigationAfterReconsideration as usize - R::Reconsideration as usize + 1] =
        consecutive(R::Reconsideration);

    &[
        BlockFacts {
            table: Table::Applications,
            zh: "收到和处理政府信息公开申请情况",
            en: "Applications received and handled",
            forms: Forms::ALL,
            rows: &APPLICATION_ROWS,
            columns: &[
                C::NaturalPerson,
                C::CommercialEnterprise,
                C::ResearchInstitution,
                C::PublicInterestOrganization,
                C::LegalServiceProvider,
                C::OtherOrganization,
                C::Total,
            ],
        },
        BlockFacts {
            table: Table::Proceedings,
            zh: "政府信息公开行政复议、行政诉讼情况",
            en: "Reconsideration and litigation",
            forms: Forms::ALL,
            rows: &PROCEEDING_ROWS,
            columns: &[C::Upheld, C::Corrected, C::Other, C::Pending, C::Total],
        },
    ]
};

/// The six sections of a report, in order.
pub(super) const SECTIONS: &[SectionFacts] = &[
    SectionFacts {
        labels: labels! { "一、总体情况" "1. Overview" [] ["总体概况", "概述", "基本情况"] }
    },
    SectionFacts {
        labels: labels! { "二、主动公开政府信息情况" "2. Proactive disclosure" [] ["主动公开政府信息的情况", "行政机关主动公开政府信息情况"] },
    },
    SectionFacts {
        labels: labels! { "三、收到和处理政府信息公开申请情况" "3. Applications received and handled" [] ["收到和处理政府信息公开申请的情况", "行政机关收到和处理政府信息公开申请情况"] },
    },
    SectionFacts {
        labels: labels! { "四、政府信息公开行政复议、行政诉讼情况" "4. Reconsideration and litigation" [] [
            "政府信息公开行政复议和行政诉讼情况",
            "政府信息公开行政复议及行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "因政府信息公开被申请行政复议、提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议和提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议与提起行政诉讼情况",
        ] },
    },
    SectionFacts {
        labels: labels! { "五、存在的主要问题及改进情况" "5. Main problems and improvement" [Trial2019 "五、政府信息公开工作存在的主要问题及改进情况"] [
            "存在主要问题及改进情况",
            "存在问题及改进情况",
            "存在的主要问题及改进措施",
            "存在的主要问题和改进措施",
            "存在问题及改进措施",
            "存在的问题及改进情况",
            "政府信息公开工作存在的主要问题及改进措施",
        ] },
    },
    SectionFacts {
        labels: labels! { "六、其他需要报告的事项" "6. Other matters to report" [] ["其他需要报告的情况", "需要报告的其他事项", "其他需报告的事项"] },
    },
];

pub(super) struct SectionFacts {
    pub(super) labels: Labels,
}

/// What the tables print that names no row and no column, and the table that prints it.
pub(super) const CAPTIONS: &[Caption] = &[
    Caption {
        zh: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        en: "(In each column: item 1 plus item 2 equals item 3 plus item 4)",
        table: Table::Applications,
    },
    Caption { zh: "申请人情况", en: "Applicants", table: Table::Applications },
    Caption { zh: "法人或其他组织", en: "Legal persons and other organisations", table: Table::Applications },
    Caption { zh: "三、本年度办理结果", en: "3. Outcomes this year", table: Table::Applications },
    Caption { zh: "信息内容", en: "Information", table: Table::Disclosure },
];
