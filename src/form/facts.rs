//! **The one table of facts.** Every row and column of the form, once: its part of the address, its labels in both
//! languages, the labels seen in its place, its basis, and the printed forms that have it.
//!
//! Addresses, labels, identities, the readers' label matching, the names in JSON, the fields of the report types and
//! the generated reference all follow from here. To add a row, add it to [`form_rows!`] and to the block that prints
//! it; to add a column, likewise; nothing else names them.

use super::{Basis, Caption, Edition, Form, Kind, Section, Table};

/// Calls `$then!` with all rows of the form, in the form's order.
///
/// A row is `(role) Variant field { zh, en, printed in, basis, seen }`. The roles: `line` for section 二, `inflow`,
/// `outcome`, `handled`, `outflow` for section 三, `instance` for section 四. Tokens after `$then` go in front of the rows.
macro_rules! form_rows {
    ($then:ident $($before:tt)*) => {
        $then! {
            $($before)*
            (line) Rules rules {
                zh: "规章", en: "Rules",
                forms: ALL, basis: stated("条例第二十条第（一）项", "Regulation, art. 20(1)"),
                seen: ["政府规章", "部门规章"],
                columns: [
                    Issued issued ISSUED, Repealed repealed REPEALED, InForce in_force IN_FORCE,
                    Made made MADE, NewlyPublished newly_published NEWLY_PUBLISHED, TotalPublished total_published TOTAL_PUBLISHED,
                ],
            }
            (line) NormativeDocuments normative_documents {
                zh: "行政规范性文件", en: "Administrative normative documents",
                trial_zh: "规范性文件",
                forms: ALL, basis: stated("条例第二十条第（一）项", "Regulation, art. 20(1)"),
                seen: ["规范性文件", "行政规范性文件（件）"],
                columns: [
                    Issued issued ISSUED, Repealed repealed REPEALED, InForce in_force IN_FORCE,
                    Made made MADE, NewlyPublished newly_published NEWLY_PUBLISHED, TotalPublished total_published TOTAL_PUBLISHED,
                ],
            }
            (line) Licensing licensing {
                zh: "行政许可", en: "Administrative licences",
                forms: ALL, basis: stated("条例第二十条第（五）项", "Regulation, art. 20(5)"),
                seen: [],
                columns: [
                    ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE, Decisions decisions DECISIONS,
                ],
            }
            (line) OtherExternalServices other_external_services {
                zh: "其他对外管理服务事项", en: "Other external management services",
                forms: TRIAL, basis: stated("条例第二十条第（五）项", "Regulation, art. 20(5)"),
                seen: ["其他对外管理服务"],
                columns: [
                    ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE, Decisions decisions DECISIONS,
                ],
            }
            (line) Penalties penalties {
                zh: "行政处罚", en: "Administrative penalties",
                forms: ALL, basis: stated("条例第二十条第（六）项", "Regulation, art. 20(6)"),
                seen: [],
                columns: [
                    ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE, Decisions decisions DECISIONS,
                ],
            }
            (line) Coercion coercion {
                zh: "行政强制", en: "Administrative coercion",
                forms: ALL, basis: stated("条例第二十条第（六）项", "Regulation, art. 20(6)"),
                seen: ["行政强制措施"],
                columns: [
                    ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE, Decisions decisions DECISIONS,
                ],
            }
            (line) Fees fees {
                zh: "行政事业性收费", en: "Administrative fees",
                forms: ALL, basis: stated("条例第二十条第（八）项", "Regulation, art. 20(8)"),
                seen: ["行政事业收费", "行政事业性收费项目"],
                columns: [
                    Amount amount AMOUNT, ItemsLastYear items_last_year ITEMS_LAST_YEAR, NetChange net_change NET_CHANGE,
                ],
            }
            (line) Procurement procurement {
                zh: "政府集中采购", en: "Centralised government procurement",
                forms: TRIAL, basis: stated("条例第二十条第（九）项", "Regulation, art. 20(9)"),
                seen: ["政府采购"],
                columns: [Projects projects PROJECTS, TotalValue total_value TOTAL_VALUE],
            }
            (inflow) Received received {
                zh: "一、本年新收政府信息公开申请数量", en: "1. Applications received this year",
                forms: ALL, basis: stated("条例第五十条第一款第（二）项", "Regulation, art. 50(1)(2)"),
                seen: ["本年新收政府信息公开申请", "本年度新收政府信息公开申请数量", "本年收到政府信息公开申请数量"],
            }
            (inflow) BroughtForward brought_forward {
                zh: "二、上年结转政府信息公开申请数量", en: "2. Applications brought forward from last year",
                forms: ALL, basis: stated("条例第五十条第一款第（二）项", "Regulation, art. 50(1)(2)"),
                seen: ["上年结转政府信息公开申请", "上年度结转政府信息公开申请数量", "结转上年度政府信息公开申请数量"],
            }
            (outcome) Disclosed disclosed {
                zh: "（一）予以公开", en: "3(1) Disclosed",
                forms: ALL, basis: reading("条例第三十六条第（一）、（二）项", "Regulation, art. 36(1), 36(2)"),
                seen: [],
            }
            (outcome) PartlyDisclosed partly_disclosed {
                zh: "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
                en: "3(2) Partly disclosed (severed: counted here only)",
                forms: ALL, basis: reading("条例第三十七条", "Regulation, art. 37"),
                seen: ["部分公开"],
            }
            (outcome) StateSecret state_secret {
                zh: "1.属于国家秘密", en: "3(3)1 State secret",
                group: Withheld,
                forms: ALL, basis: reading("条例第十四条", "Regulation, art. 14"),
                seen: ["涉及国家秘密", "国家秘密"],
            }
            (outcome) ForbiddenByLaw forbidden_by_law {
                zh: "2.其他法律行政法规禁止公开", en: "3(3)2 Forbidden by other laws or regulations",
                group: Withheld,
                forms: ALL, basis: reading("条例第十四条", "Regulation, art. 14"),
                seen: ["其他法律行政止公开", "其他法律、行政法规禁止公开", "法律行政法规禁止公开"],
            }
            (outcome) SecurityAndStability security_and_stability {
                zh: "3.危及“三安全一稳定”", en: "3(3)3 Endangers national, public or economic security or social stability",
                group: Withheld,
                forms: ALL, basis: reading("条例第十四条", "Regulation, art. 14"),
                seen: [],
            }
            (outcome) ThirdPartyRights third_party_rights {
                zh: "4.保护第三方合法权益", en: "3(3)4 Third-party rights",
                group: Withheld,
                forms: ALL, basis: reading("条例第十五条、第三十二条", "Regulation, art. 15, 32"),
                seen: [],
            }
            (outcome) InternalAffairs internal_affairs {
                zh: "5.属于三类内部事务信息", en: "3(3)5 Internal affairs (three kinds)",
                group: Withheld,
                forms: ALL, basis: reading("条例第十六条第一款", "Regulation, art. 16(1)"),
                seen: ["三类内部事务信息", "属于三类内部管理事务信息"],
            }
            (outcome) ProcessInformation process_information {
                zh: "6.属于四类过程性信息", en: "3(3)6 Process information (four kinds)",
                group: Withheld,
                forms: ALL, basis: reading("条例第十六条第二款", "Regulation, art. 16(2)"),
                seen: ["四类过程性信息"],
            }
            (outcome) EnforcementCaseFile enforcement_case_file {
                zh: "7.属于行政执法案卷", en: "3(3)7 Enforcement case file",
                group: Withheld,
                forms: ALL, basis: reading("条例第十六条第二款", "Regulation, art. 16(2)"),
                seen: ["行政执法案卷", "属于行政执法案卷信息"],
            }
            (outcome) StatutoryInquiry statutory_inquiry {
                zh: "8.属于行政查询事项", en: "3(3)8 Matter of statutory inquiry",
                group: Withheld,
                forms: ALL, basis: reading("条例第三十六条第（七）项", "Regulation, art. 36(7)"),
                seen: ["行政查询事项"],
            }
            (outcome) NotHeld not_held {
                zh: "1.本机关不掌握相关政府信息", en: "3(4)1 Not held by this body",
                group: Unavailable,
                forms: ALL, basis: commentary("条例第三十六条第（四）、（五）项", "Regulation, art. 36(4), 36(5)"),
                seen: ["本机关不掌握相关信息"],
            }
            (outcome) NotReadyMade not_ready_made {
                zh: "2.没有现成信息需要另行制作", en: "3(4)2 Not ready-made",
                group: Unavailable,
                forms: ALL, basis: reading("条例第三十八条", "Regulation, art. 38"),
                seen: ["没有现成信息、需要另行制作"],
            }
            (outcome) StillUnclear still_unclear {
                zh: "3.补正后申请内容仍不明确", en: "3(4)3 Still unclear after supplementation",
                group: Unavailable,
                forms: ALL, basis: reading("条例第二十九条、第三十条", "Regulation, art. 29, 30"),
                seen: [],
            }
            (outcome) PetitionOrComplaint petition_or_complaint {
                zh: "1.信访举报投诉类申请", en: "3(5)1 Petition, report or complaint",
                group: NotProcessed,
                forms: ALL, basis: reading("条例第三十九条第一款", "Regulation, art. 39(1)"),
                seen: ["信访、举报、投诉类申请"],
            }
            (outcome) Duplicate duplicate {
                zh: "2.重复申请", en: "3(5)2 Duplicate application",
                group: NotProcessed,
                forms: ALL, basis: reading("条例第三十六条第（六）项", "Regulation, art. 36(6)"),
                seen: [],
            }
            (outcome) PublicPublication public_publication {
                zh: "3.要求提供公开出版物", en: "3(5)3 Public publication",
                group: NotProcessed,
                forms: ALL, basis: reading("条例第三十九条第二款", "Regulation, art. 39(2)"),
                seen: [],
            }
            (outcome) ExcessiveRepetition excessive_repetition {
                zh: "4.无正当理由大量反复申请", en: "3(5)4 Excessive repetition without good reason",
                group: NotProcessed,
                forms: ALL, basis: reading("条例第三十五条", "Regulation, art. 35"),
                seen: [],
            }
            (outcome) ConfirmOrReissue confirm_or_reissue {
                zh: "5.要求行政机关确认或重新出具已获取信息", en: "3(5)5 Asks to confirm or reissue information already obtained",
                group: NotProcessed,
                forms: ALL,
                seen: [],
            }
            (outcome) OtherHandlingUndivided other_handling_undivided {
                zh: "（六）其他处理", en: "3(6) Other handling (undivided)",
                forms: UNDIVIDED,
                seen: [],
            }
            (outcome) SupplementOverdue supplement_overdue {
                zh: "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                en: "3(6)1 Not supplemented in time, no longer processed",
                group: OtherHandling,
                forms: DIVIDED, basis: commentary("条例第三十条", "Regulation, art. 30"),
                seen: ["申请人无正当理由逾期不补正"],
            }
            (outcome) FeeUnpaid fee_unpaid {
                zh: "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                en: "3(6)2 Processing fee not paid in time, no longer processed",
                group: OtherHandling,
                forms: DIVIDED,
                basis: reading("条例第四十二条、国办函〔2020〕109号", "Regulation, art. 42, with Guobanhan [2020] No. 109"),
                seen: ["申请人逾期未按收费通知要求缴纳费用"],
            }
            (outcome) OtherHandling other_handling {
                zh: "3.其他", en: "3(6)3 Other",
                group: OtherHandling,
                forms: DIVIDED,
                seen: [],
            }
            (handled) Handled handled {
                zh: "（七）总计", en: "3(7) Total handled",
                forms: ALL, basis: stated("表三表头所注勾稽关系", "note in the header of table 3"),
                seen: ["合计"],
            }
            (outflow) CarriedForward carried_forward {
                zh: "四、结转下年度继续办理", en: "4. Carried forward to next year",
                forms: ALL, basis: stated("表三表头所注勾稽关系", "note in the header of table 3"),
                seen: ["结转下年度继续办理数量", "结转下年继续办理", "结转下一年度继续办理"],
            }
            (instance) Reconsideration reconsideration {
                zh: "行政复议", en: "Administrative reconsideration",
                forms: ALL, basis: stated("条例第五十条第一款第（三）项", "Regulation, art. 50(1)(3)"),
                seen: [],
            }
            (instance) DirectLitigation direct_litigation {
                zh: "未经复议直接起诉", en: "Litigation without reconsideration",
                group: Litigation,
                forms: ALL, basis: stated("条例第五十条第一款第（三）项", "Regulation, art. 50(1)(3)"),
                seen: ["未经复议直接诉讼"],
            }
            (instance) LitigationAfterReconsideration litigation_after_reconsideration {
                zh: "复议后起诉", en: "Litigation after reconsideration",
                group: Litigation,
                forms: ALL, basis: stated("条例第五十条第一款第（三）项", "Regulation, art. 50(1)(3)"),
                seen: ["复议后诉讼"],
            }
        }
    };
}

/// Calls `$then!` with all columns of the form.
///
/// A column is `(role) Variant field CONSTANT { zh, en, kind, seen }`. The roles: `figure` for section 二, `applicant`, `result`,
/// and `total` for the column that is the sum of the others of its row. Tokens after `$then` go in front of the columns.
macro_rules! form_columns {
    ($then:ident $($before:tt)*) => {
        $then! {
            $($before)*
            (figure) Issued issued ISSUED {
                zh: "本年制发件数", en: "issued this year", kind: Kind::Count,
                seen: ["本年度制发数", "本年制发数", "本年度制发件数", "本年制发数量"],
            }
            (figure) Repealed repealed REPEALED {
                zh: "本年废止件数", en: "repealed this year", kind: Kind::Count,
                seen: ["本年度废止数", "本年废止数", "本年度废止件数", "本年废止数量"],
            }
            (figure) InForce in_force IN_FORCE {
                zh: "现行有效件数", en: "in force", kind: Kind::Count,
                seen: ["现行有效数", "现行有效数量"],
            }
            (figure) Made made MADE {
                zh: "本年新制作数量", en: "made this year", kind: Kind::Count,
                seen: ["本年新制作数", "本年度新制作数量"],
            }
            (figure) NewlyPublished newly_published NEWLY_PUBLISHED {
                zh: "本年新公开数量", en: "published this year", kind: Kind::Count,
                seen: ["本年新公开数", "本年度新公开数量"],
            }
            (figure) TotalPublished total_published TOTAL_PUBLISHED {
                zh: "对外公开总数量", en: "published in all", kind: Kind::Count,
                seen: ["对外公开总数"],
            }
            (figure) ItemsLastYear items_last_year ITEMS_LAST_YEAR {
                zh: "上一年项目数量", en: "items last year", kind: Kind::Count,
                seen: ["上一年度项目数量", "上年项目数量"],
            }
            (figure) NetChange net_change NET_CHANGE {
                zh: "本年增/减", en: "net change this year", kind: Kind::SignedCount,
                seen: ["本年度增/减", "本年增减", "本年增/减数量"],
            }
            (figure) Decisions decisions DECISIONS {
                zh: "本年处理决定数量", en: "decisions this year", kind: Kind::Count,
                trial_zh: "处理决定数量",
                seen: ["处理决定数量", "本年度处理决定数量", "本年处理决定数", "本年处理数量"],
            }
            (figure) Amount amount AMOUNT {
                zh: "本年收费金额（单位：万元）", en: "amount charged this year (10,000 yuan)", kind: Kind::Amount(Some(super::Unit::TenThousandYuan)),
                seen: ["本年收费金额", "本年度收费金额（单位：万元）", "收费金额（单位：万元）", "本年收费金额（万元）"],
            }
            (figure) Projects projects PROJECTS {
                zh: "采购项目数量", en: "procurement projects", kind: Kind::Count,
                seen: [],
            }
            (figure) TotalValue total_value TOTAL_VALUE {
                zh: "采购总金额", en: "procurement value", kind: Kind::Amount(None),
                seen: ["采购总金额（万元）", "采购总金额（元）", "采购总金额（单位：万元）"],
            }
            (applicant) NaturalPerson natural_person NATURAL_PERSON {
                zh: "自然人", en: "natural persons", kind: Kind::Count,
                seen: [],
            }
            (applicant) CommercialEnterprise commercial_enterprise COMMERCIAL_ENTERPRISE {
                zh: "商业企业", en: "commercial enterprises", kind: Kind::Count,
                seen: [],
            }
            (applicant) ResearchInstitution research_institution RESEARCH_INSTITUTION {
                zh: "科研机构", en: "research institutions", kind: Kind::Count,
                seen: [],
            }
            (applicant) PublicInterestOrganization public_interest_organization PUBLIC_INTEREST_ORGANIZATION {
                zh: "社会公益组织", en: "public-interest organisations", kind: Kind::Count,
                seen: ["社会公益机构"],
            }
            (applicant) LegalServiceProvider legal_service_provider LEGAL_SERVICE_PROVIDER {
                zh: "法律服务机构", en: "legal service providers", kind: Kind::Count,
                seen: ["法律服务"],
            }
            (applicant) OtherOrganization other_organization OTHER_ORGANIZATION {
                zh: "其他", en: "other organisations", kind: Kind::Count,
                seen: ["其他组织"],
            }
            (result) Upheld upheld UPHELD {
                zh: "结果维持", en: "upheld", kind: Kind::Count,
                seen: ["维持"],
            }
            (result) Corrected corrected CORRECTED {
                zh: "结果纠正", en: "corrected", kind: Kind::Count,
                seen: ["纠正"],
            }
            (result) Other other OTHER {
                zh: "其他结果", en: "other result", kind: Kind::Count,
                seen: [],
            }
            (result) Pending pending PENDING {
                zh: "尚未审结", en: "pending", kind: Kind::Count,
                seen: ["尚未审结案件"],
            }
            (total) Total total TOTAL {
                zh: "总计", en: "total", kind: Kind::Count,
                seen: ["合计"],
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

/// Calls `$then!` with the rows that report types have a field for, sorted, each as `Variant field "label"`: the
/// outcomes of section 三 in every printed form, those only where （六）其他处理 has its three rows (`divided`) or is one
/// (`undivided`), and the instances of section 四.
macro_rules! form_rows_by_role {
    ($then:ident) => { form_rows!(form_rows_by_role @sort $then {} {} {} {}); };
    (@sort $then:ident {$($out:tt)*} $div:tt $un:tt $ins:tt (outcome) $name:ident $field:ident
        { zh: $zh:literal, en: $en:literal, $(group: $g:ident,)? forms: ALL, $($facts:tt)* } $($rest:tt)*) => {
        form_rows_by_role!(@sort $then { $($out)* $name $field $zh } $div $un $ins $($rest)*);
    };
    (@sort $then:ident $out:tt {$($div:tt)*} $un:tt $ins:tt (outcome) $name:ident $field:ident
        { zh: $zh:literal, en: $en:literal, $(group: $g:ident,)? forms: DIVIDED, $($facts:tt)* } $($rest:tt)*) => {
        form_rows_by_role!(@sort $then $out { $($div)* $name $field $zh } $un $ins $($rest)*);
    };
    (@sort $then:ident $out:tt $div:tt {$($un:tt)*} $ins:tt (outcome) $name:ident $field:ident
        { zh: $zh:literal, en: $en:literal, $(group: $g:ident,)? forms: UNDIVIDED, $($facts:tt)* } $($rest:tt)*) => {
        form_rows_by_role!(@sort $then $out $div { $($un)* $name $field $zh } $ins $($rest)*);
    };
    (@sort $then:ident $out:tt $div:tt $un:tt {$($ins:tt)*} (instance) $name:ident $field:ident
        { zh: $zh:literal, $($facts:tt)* } $($rest:tt)*) => {
        form_rows_by_role!(@sort $then $out $div $un { $($ins)* $name $field $zh } $($rest)*);
    };
    (@sort $then:ident $out:tt $div:tt $un:tt $ins:tt ($other:ident) $name:ident $field:ident $facts:tt $($rest:tt)*) => {
        form_rows_by_role!(@sort $then $out $div $un $ins $($rest)*);
    };
    (@sort $then:ident {$($out:tt)*} {$($div:tt)*} {$($un:tt)*} {$($ins:tt)*}) => {
        $then! { outcome { $($out)* } divided { $($div)* } undivided { $($un)* } instance { $($ins)* } }
    };
}

/// Calls `$then!` with the columns that report types have a field for, sorted, each as `Variant field CONSTANT "label"`.
macro_rules! form_columns_by_role {
    ($then:ident) => { form_columns!(form_columns_by_role @sort $then {} {}); };
    (@sort $then:ident {$($app:tt)*} $res:tt (applicant) $name:ident $field:ident $constant:ident
        { zh: $zh:literal, $($facts:tt)* } $($rest:tt)*) => {
        form_columns_by_role!(@sort $then { $($app)* $name $field $constant $zh } $res $($rest)*);
    };
    (@sort $then:ident $app:tt {$($res:tt)*} (result) $name:ident $field:ident $constant:ident
        { zh: $zh:literal, $($facts:tt)* } $($rest:tt)*) => {
        form_columns_by_role!(@sort $then $app { $($res)* $name $field $constant $zh } $($rest)*);
    };
    (@sort $then:ident $app:tt $res:tt ($other:ident) $name:ident $field:ident $constant:ident $facts:tt $($rest:tt)*) => {
        form_columns_by_role!(@sort $then $app $res $($rest)*);
    };
    (@sort $then:ident {$($app:tt)*} {$($res:tt)*}) => {
        $then! { applicant { $($app)* } result { $($res)* } }
    };
}

macro_rules! define_rows {
    ($(($role:ident) $name:ident $field:ident {
        zh: $zh:literal, en: $en:literal, $(trial_zh: $trial:literal,)? $(group: $group:ident,)?
        forms: $forms:ident, $(basis: $basis:ident($($cite:literal),*),)? seen: [$($seen:literal),*],
        $(columns: [$($columns:tt)*],)?
    })*) => {
        /// A row of the form: a line of section 二 or 三, or a block of section 四 (see [`Row::table`]).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Row {
            $(#[doc = concat!($zh, ": ", $en, ". Address part `", stringify!($field), "`.")] $name,)*
        }

        /// All rows, in the order of [`Row`]'s variants, which is the form's.
        pub(super) const ROWS: &[RowFacts] = &[
            $(RowFacts {
                row: Row::$name,
                part: stringify!($field),
                zh: $zh,
                trial_zh: trial!($zh $(, $trial)?),
                en: $en,
                role: Role::$role,
                group: optional!($(Group::$group)?),
                forms: Forms::$forms,
                basis: optional!($(Basis::$basis($($cite),*))?),
                seen: &[$($seen),*],
            },)*
        ];
    };
}

macro_rules! define_columns {
    ($(($role:ident) $name:ident $field:ident $constant:ident {
        zh: $zh:literal, en: $en:literal, kind: $kind:expr, $(trial_zh: $trial:literal,)? seen: [$($seen:literal),*],
    })*) => {
        /// A column of one of the form's tables.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Column {
            $(#[doc = concat!($zh, ": ", $en, ". Address part `", stringify!($field), "`.")] $name,)*
        }

        /// All columns, in the order of [`Column`]'s variants.
        pub(super) const COLUMNS: &[ColumnFacts] = &[
            $(ColumnFacts {
                column: Column::$name,
                part: stringify!($field),
                role: ColumnRole::$role,
                zh: $zh,
                trial_zh: trial!($zh $(, $trial)?),
                en: $en,
                kind: $kind,
                seen: &[$($seen),*],
            },)*
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
            $(GroupFacts { group: Group::$name, zh: $zh, en: $en, seen: &[$($seen),*] },)*
        ];
    };
}

macro_rules! trial {
    ($zh:literal) => {
        $zh
    };
    ($zh:literal, $trial:literal) => {
        $trial
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
    handled,
    outflow,
    instance,
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
pub(super) struct Forms(u8);

impl Forms {
    pub(super) const NONE: Self = Self(0);
    const ALL: Self = Self(0b111);
    const TRIAL: Self = Self::of(Form::Trial2019);
    const REVISED: Self = Self(Self::ALL.0 & !Self::TRIAL.0);
    const DIVIDED: Self = Self::of(Form::Revised2021);
    const UNDIVIDED: Self = Self(Self::ALL.0 & !Self::DIVIDED.0);

    const fn of(form: Form) -> Self {
        Self(1 << form as u8)
    }

    pub(super) const fn has(self, form: Form) -> bool {
        self.0 & Self::of(form).0 != 0
    }

    /// The edition that all of the forms are of, if they are of one.
    pub(super) fn edition(self) -> Option<Edition> {
        let mut forms = Form::ALL.into_iter().filter(|f| self.has(*f)).map(Form::edition);
        let first = forms.next()?;
        forms.all(|e| e == first).then_some(first)
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

pub(super) struct RowFacts {
    pub(super) row: Row,
    pub(super) part: &'static str,
    pub(super) zh: &'static str,
    pub(super) trial_zh: &'static str,
    pub(super) en: &'static str,
    pub(super) role: Role,
    pub(super) group: Option<Group>,
    pub(super) forms: Forms,
    pub(super) basis: Option<Basis>,
    pub(super) seen: &'static [&'static str],
}

pub(super) struct ColumnFacts {
    pub(super) column: Column,
    pub(super) part: &'static str,
    pub(super) role: ColumnRole,
    pub(super) zh: &'static str,
    pub(super) trial_zh: &'static str,
    pub(super) en: &'static str,
    pub(super) kind: Kind,
    pub(super) seen: &'static [&'static str],
}

pub(super) struct GroupFacts {
    pub(super) group: Group,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) seen: &'static [&'static str],
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

/// The tables of the form: which rows meet which columns, in printed order.
pub(super) const BLOCKS: &[BlockFacts] = {
    use Column as C;
    use Row as R;
    const ART_20_1: (&str, &str) = ("第二十条第（一）项", "Article 20(1)");
    const ART_20_5: (&str, &str) = ("第二十条第（五）项", "Article 20(5)");
    const ART_20_6: (&str, &str) = ("第二十条第（六）项", "Article 20(6)");
    const ART_20_8: (&str, &str) = ("第二十条第（八）项", "Article 20(8)");
    const ART_20_9: (&str, &str) = ("第二十条第（九）项", "Article 20(9)");

    const fn disclosure(
        heading: (&'static str, &'static str),
        forms: Forms,
        rows: &'static [Row],
        columns: &'static [Column],
    ) -> BlockFacts {
        BlockFacts { table: Table::Disclosure, zh: heading.0, en: heading.1, forms, rows, columns }
    }

    const APPLICATION_ROWS: [Row; R::CarriedForward as usize - R::Received as usize + 1] = consecutive(R::Received);
    const PROCEEDING_ROWS: [Row; R::LitigationAfterReconsideration as usize - R::Reconsideration as usize + 1] =
        consecutive(R::Reconsideration);
    const CATALOGUE: &[Column] = &[C::ItemsLastYear, C::NetChange, C::Decisions];

    &[
        disclosure(ART_20_1, Forms::REVISED, &[R::Rules, R::NormativeDocuments], &[C::Issued, C::Repealed, C::InForce]),
        disclosure(ART_20_5, Forms::REVISED, &[R::Licensing], &[C::Decisions]),
        disclosure(ART_20_6, Forms::REVISED, &[R::Penalties, R::Coercion], &[C::Decisions]),
        disclosure(ART_20_8, Forms::REVISED, &[R::Fees], &[C::Amount]),
        disclosure(
            ART_20_1,
            Forms::TRIAL,
            &[R::Rules, R::NormativeDocuments],
            &[C::Made, C::NewlyPublished, C::TotalPublished],
        ),
        disclosure(ART_20_5, Forms::TRIAL, &[R::Licensing, R::OtherExternalServices], CATALOGUE),
        disclosure(ART_20_6, Forms::TRIAL, &[R::Penalties, R::Coercion], CATALOGUE),
        disclosure(ART_20_8, Forms::TRIAL, &[R::Fees], &[C::ItemsLastYear, C::NetChange]),
        disclosure(ART_20_9, Forms::TRIAL, &[R::Procurement], &[C::Projects, C::TotalValue]),
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
        section: Section::Overview,
        zh: "一、总体情况",
        trial_zh: "一、总体情况",
        en: "1. Overview",
        seen: &["总体概况", "概述", "基本情况"],
    },
    SectionFacts {
        section: Section::Disclosure,
        zh: "二、主动公开政府信息情况",
        trial_zh: "二、主动公开政府信息情况",
        en: "2. Proactive disclosure",
        seen: &["主动公开政府信息的情况", "行政机关主动公开政府信息情况"],
    },
    SectionFacts {
        section: Section::Applications,
        zh: "三、收到和处理政府信息公开申请情况",
        trial_zh: "三、收到和处理政府信息公开申请情况",
        en: "3. Applications received and handled",
        seen: &["收到和处理政府信息公开申请的情况", "行政机关收到和处理政府信息公开申请情况"],
    },
    SectionFacts {
        section: Section::Proceedings,
        zh: "四、政府信息公开行政复议、行政诉讼情况",
        trial_zh: "四、政府信息公开行政复议、行政诉讼情况",
        en: "4. Reconsideration and litigation",
        seen: &[
            "政府信息公开行政复议和行政诉讼情况",
            "政府信息公开行政复议及行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "因政府信息公开被申请行政复议、提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议和提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议与提起行政诉讼情况",
        ],
    },
    SectionFacts {
        section: Section::Problems,
        zh: "五、存在的主要问题及改进情况",
        trial_zh: "五、政府信息公开工作存在的主要问题及改进情况",
        en: "5. Main problems and improvement",
        seen: &[
            "存在主要问题及改进情况",
            "存在问题及改进情况",
            "存在的主要问题及改进措施",
            "存在的主要问题和改进措施",
            "存在问题及改进措施",
            "存在的问题及改进情况",
            "政府信息公开工作存在的主要问题及改进措施",
        ],
    },
    SectionFacts {
        section: Section::OtherMatters,
        zh: "六、其他需要报告的事项",
        trial_zh: "六、其他需要报告的事项",
        en: "6. Other matters to report",
        seen: &["其他需要报告的情况", "需要报告的其他事项", "其他需报告的事项"],
    },
];

pub(super) struct SectionFacts {
    pub(super) section: Section,
    pub(super) zh: &'static str,
    pub(super) trial_zh: &'static str,
    pub(super) en: &'static str,
    pub(super) seen: &'static [&'static str],
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
