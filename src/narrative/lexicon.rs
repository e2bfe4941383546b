//! The vocabulary: which words the grammar knows.
//!
//! Labels that the form prints come from the form. Here stand the other words that reports use for the same things, and
//! the words that say whose figure it is, of which time, and how numbers hang together.

use std::sync::LazyLock;

use super::fold::{self, Char};
use super::subject::Instance;
use crate::form::{Column, Group, Row};

/// What a known word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// 收到: the body gets applications.
    Receive,
    /// 新收: gets applications, this year's only.
    ReceiveNew,
    /// 受理, 登记: takes them in.
    Take,
    /// 办理: deals with them.
    Process,
    /// 办结.
    Finish,
    /// 答复.
    Answer,
    /// 结转, 顺延: carries over, from last year or to next.
    Carry,
    /// Carried over from last year.
    Brought,
    /// Carried over to next year.
    Carried,
    /// 申请, 政府信息公开申请, 依申请公开.
    Application,
    /// 申请人, 申请书: something else with 申请 in it.
    ApplicationOther,
    /// 政府信息公开, where no 申请 follows.
    Disclosure,
    Outcome(Row),
    OutcomeGroup(Group),
    Applicant(Column),
    /// 法人或其他组织.
    Organizations,
    /// 网上, 信函, 当面: the way an application came.
    Channel,
    Case(Instance),
    Result(Column),
    /// 规章, 规范性文件.
    Document(Row),
    /// 制发.
    Issue,
    /// 废止.
    Repeal,
    /// 现行有效.
    InForce,
    /// 行政许可, 行政处罚, 行政强制.
    Decision(Row),
    /// 决定.
    DecisionNoun,
    /// 作出, 实施.
    Decide,
    Publish,
    /// 信息, 政府信息.
    Info,
    Fees,
    ProcessingFee,
    /// 留言, 信访, 提案: what a body also receives and answers.
    OtherMatter,
    /// 本机关, 我单位.
    Own,
    /// 我市, 全市, 我局: own if this is the kind of body that reports. The character that names the kind.
    OwnKind(char),
    /// 全市 and the like.
    Whole(char),
    /// 各乡镇, 下属, 市本级.
    OtherBody,
    /// 各级: every level of the territory.
    AllLevels,
    /// 其中.
    Among,
    /// 包括, 含, 涵盖.
    Include,
    /// 分别为.
    Respectively,
    /// 等.
    Etc,
    /// 主要, 重点.
    Mainly,
    /// 各, of several things: 各3件.
    Each,
    /// 平均, 每月.
    Every,
    /// 另有, 其余, 此外.
    Rest,
    /// 较, 比, 同比.
    Than,
    /// 增加, 下降.
    Change,
    /// 未, 没有, 无.
    Not,
    /// 约, 超过, 不足, before a number.
    About,
    /// 以上, 左右, after a number.
    AboutAfter,
    LastYear,
    ThisYear,
    /// 全年, 年内: the year that is being spoken of.
    ThatYear,
    NextYear,
    PartOfYear,
    Cumulative,
    Until,
    Since,
    Plan,
    /// 和, 及, 或.
    And,
    /// 的, 共, 为, 情况: may stand between what is counted and the number.
    Filler,
    /// 公民, 群众: who applies.
    People,
    /// Adverbs and the like, which change nothing.
    Neutral,
    /// 通过, 涉及: what follows narrows what is counted.
    Narrow,
    /// Known not to be one of the above although it begins like it.
    Opaque,
}

/// 收到, 受理, 办理, 办结, 答复.
pub(super) const fn is_verb(word: Word) -> bool {
    matches!(word, Word::Receive | Word::ReceiveNew | Word::Take | Word::Process | Word::Finish | Word::Answer)
}

struct Entry {
    /// The characters: matching compares characters, never bytes.
    word: Vec<char>,
    meaning: Word,
}

impl Entry {
    fn new(word: &str, meaning: Word) -> Self {
        Self { word: word.chars().collect(), meaning }
    }
}

/// Computed once from the form and the table below; it never changes.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

/// The known words, in the order of their first characters, longer words first.
pub(super) struct Lexicon {
    entries: Vec<Entry>,
}

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn new() -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut add = |word: &str, meaning: Word| {
            let folded: String = word.chars().filter_map(fold::fold).collect();
            if folded.chars().count() > 1 || matches!(meaning, Word::Outcome(_)) {
                entries.push(Entry::new(&folded, meaning));
            }
        };
        for row in Row::all().filter(|row| row.is_outcome()) {
            for label in row.known_labels() {
                let plain = plain(label);
                // 其他 and 其他处理 mean the group before they mean a row.
                if plain != "其他" && plain != "其他处理" {
                    add(plain, Word::Outcome(row));
                    add(plain.strip_prefix("属于").unwrap_or(plain), Word::Outcome(row));
                }
            }
        }
        for group in Group::all() {
            for label in group.known_labels() {
                let meaning = match group {
                    Group::Litigation => Word::Case(Instance::Litigation),
                    _ => Word::OutcomeGroup(group),
                };
                add(plain(label), meaning);
            }
        }
        for (row, instance) in [
            (Row::Reconsideration, Instance::Reconsideration),
            (Row::DirectLitigation, Instance::Direct),
            (Row::LitigationAfterReconsideration, Instance::AfterReconsideration),
        ] {
            row.known_labels().for_each(|label| add(plain(label), Word::Case(instance)));
        }
        for column in Column::all() {
            let meaning = match column {
                Column::Upheld | Column::Corrected | Column::Other | Column::Pending => Word::Result(column),
                Column::NaturalPerson
                | Column::CommercialEnterprise
                | Column::ResearchInstitution
                | Column::PublicInterestOrganization
                | Column::LegalServiceProvider => Word::Applicant(column),
                Column::InForce => Word::InForce,
                _ => continue,
            };
            for label in column.known_labels() {
                let label = label.strip_suffix("件数").or_else(|| label.strip_suffix("数量")).unwrap_or(label);
                add(label.strip_suffix('数').unwrap_or(label), meaning);
            }
        }
        for row in [Row::Rules, Row::NormativeDocuments] {
            row.known_labels().for_each(|label| add(plain(label), Word::Document(row)));
        }
        for row in [Row::Licensing, Row::Penalties, Row::Coercion] {
            row.known_labels().for_each(|label| add(plain(label), Word::Decision(row)));
        }
        Row::Fees.known_labels().for_each(|label| add(plain(label), Word::Fees));
        for (meaning, words) in WORDS {
            entries.extend(words.split_whitespace().map(|word| Entry::new(word, *meaning)));
        }
        for kind in "局委厅办院所站队".chars() {
            for own in ["我", "本"] {
                entries.push(Entry::new(&format!("{own}{kind}"), Word::OwnKind(kind)));
            }
            entries.push(Entry::new(&format!("全{kind}"), Word::OwnKind(kind)));
        }
        for kind in "省市州盟县旗区乡镇".chars() {
            for own in ["我", "本"] {
                entries.push(Entry::new(&format!("{own}{kind}"), Word::OwnKind(kind)));
            }
            entries.push(Entry::new(&format!("全{kind}"), Word::Whole(kind)));
        }
        // The longest comes first, and of two meanings of one word the one that was entered first.
        entries.sort_by(|a, b| {
            let first = |e: &Entry| e.word.first().copied();
            first(a).cmp(&first(b)).then_with(|| b.word.len().cmp(&a.word.len()))
        });
        Self { entries }
    }

    /// The longest known word at the start of `chars`, and how many characters it has.
    pub(super) fn longest(&self, chars: &[Char]) -> Option<(Word, usize)> {
        let first = chars.first()?.folded;
        let start = self.entries.partition_point(|e| e.word.first() < Some(&first));
        let candidates = self.entries.get(start..)?.iter().take_while(|e| e.word.first() == Some(&first));
        let mut fitting = candidates.filter(|e| {
            let text = chars.get(..e.word.len());
            text.is_some_and(|text| text.iter().map(|c| c.folded).eq(e.word.iter().copied()))
        });
        fitting.next().map(|e| (e.meaning, e.word.len()))
    }
}

/// A label without its number and its remark in brackets: 1.属于国家秘密 is 属于国家秘密.
fn plain(label: &str) -> &str {
    let label = label.strip_prefix('（').and_then(|l| l.split_once('）')).map_or(label, |(_, rest)| rest);
    let label = label.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | '、'));
    let label = label.split_once('（').map_or(label, |(before, _)| before);
    label.split_once('、').filter(|(before, _)| before.chars().count() == 1).map_or(label, |(_, after)| after)
}

const WORDS: &[(Word, &str)] = &[
    (Word::Receive, "收到 接到 接收 接收到 收悉 收件 接收处理 接收办理 收到并办理 接获 接件"),
    (Word::ReceiveNew, "新收 新收到 新接收 新接到 本年新收 本年度新收"),
    (Word::Take, "受理 新受理 登记受理 接受 登记 新增 收到并受理 接收受理 受理并登记"),
    (Word::Process, "办理 处理 承办 处置"),
    (Word::Finish, "办结 办理完毕 处理完毕 办理完结 办理办结 处理办结 办毕 办完 办结答复"),
    (Word::Answer, "答复 回复 办复 作出答复 答复办结 办理答复 答复完毕 予以答复 书面答复 处理答复"),
    (Word::Carry, "结转 转结 顺延 延至 转入 结转至 结转到 结转入 转至 转到 跨年 流转 转接 转"),
    (
        Word::Brought,
        "上年结转 上年度结转 上一年结转 上一年度结转 去年结转 上年转结 上年度转结 结转上年 结转上年度 结转上一年 \
         结转上一年度 上年转办 上年度转办 上一年度转办 上年遗留 上年度遗留 上年转入 上年度转入 去年转入 \
         上年结转至今年 上年度结转至本年度 上年结转本年 上年跨年 上年接转 往年结转 年初结转",
    ),
    (
        Word::Carried,
        "结转下年 结转下年度 结转下一年 结转下一年度 结转至下年 结转至下年度 结转至下一年 结转至下一年度 结转到下年度 \
         结转到下一年度 结转到下年 结转次年 结转至次年 结转到次年 转结下年度 转结下年 转下一年度 转下年度 转入下年度 转入下一年度 \
         下年度结转 下年结转 下一年度结转 结转下年度继续办理 结转下年继续办理 结转下一年度继续办理 转结下年度继续办理 \
         结转至下年度继续办理 结转至下一年度继续办理 顺延至下一年度 顺延至下年度 顺延下年度 顺延至次年 延至下年度 延至下一年度 \
         跨年度结转 转至下年度 转至下一年度 结转明年 结转至明年 结转至下年度办理 结转下年度办理",
    ),
    (
        Word::Application,
        "申请 公开申请 信息公开申请 政府信息公开申请 政务信息公开申请 政务公开申请 依申请公开 依申请公开申请 依申请 依申请信息公开 \
         政府信息依申请公开 政府信息公开依申请 政府信息依申请 依申请公开件 申请公开 申请件 依申请件 依申请公开申请件 申请公开件 \
         政府信息申请 信息申请 信息公开申请件 政府信息公开申请件 申请公开信息 依申请公开信息 依申请公开政府信息 \
         申请公开政府信息 依申请政府信息公开 依申请公开事项 依申请公开案件 信息依申请公开 政府信息公开的申请 信息公开的申请 依申请办件 \
         政府信息申请公开 信息申请公开 依申请公开办件 公开信息申请 公开政府信息申请 公开政府信息的申请 公开信息的申请 公开有关政府信息的申请 获取政府信息申请 政府信息公开申请事项",
    ),
    (
        Word::ApplicationOther,
        "申请人 申请者 申请书 申请表 申请渠道 申请方式 申请条件 申请流程 申请指南 申请权 申请材料 申请工作 \
         申请内容 申请量 申请法院 申请受理点 申请平台 申请系统 依申请公开平台 依申请公开系统 依申请公开栏目 \
         依申请公开工作 依申请公开渠道 依申请公开答复书 政府信息公开申请工作 依申请公开制度 依申请公开流程",
    ),
    (
        Word::Disclosure,
        "涉及政府信息公开 涉政府信息公开 涉及信息公开 涉及政务公开 涉及政府信息公开工作 \
         政府信息公开 信息公开 政务公开 政务信息公开 公开工作 政府信息公开工作 信息公开工作 政务公开工作",
    ),
    (Word::Outcome(Row::Disclosed), "予以公开 全部公开 完全公开"),
    (Word::Outcome(Row::PartlyDisclosed), "部分公开 予以部分公开"),
    (
        Word::Outcome(Row::NotHeld),
        "不掌握 本机关不掌握 不掌握相关政府信息 不掌握相关信息 本机关不掌握相关信息 本单位不掌握 本单位不掌握相关政府信息",
    ),
    (Word::Outcome(Row::NotReadyMade), "没有现成信息 需要另行制作 没有现成信息需另行制作 没有现成信息、需要另行制作"),
    (Word::Outcome(Row::StillUnclear), "补正后仍不明确 补正后申请内容仍不明确"),
    (Word::Outcome(Row::PetitionOrComplaint), "信访举报投诉类 信访、举报、投诉类 信访举报投诉 信访投诉举报类申请"),
    (Word::Outcome(Row::ProcessInformation), "属于过程性信息 过程性信息 四类过程性信息"),
    (Word::Outcome(Row::InternalAffairs), "内部事务信息 属于内部事务信息 三类内部事务信息"),
    (Word::Outcome(Row::SupplementOverdue), "逾期不补正 逾期未补正 无正当理由逾期不补正"),
    (Word::OutcomeGroup(Group::OtherHandling), "其他处理 其它处理 作其他处理 其他方式处理"),
    (Word::OutcomeGroup(Group::Unavailable), "信息无法提供"),
    (
        Word::Organizations,
        "法人或其他组织 法人和其他组织 法人或者其他组织 法人及其他组织 法人、其他组织 法人组织 法人、社会组织",
    ),
    (
        Word::Channel,
        "网上 网络 在线 线上 互联网 网站 平台 邮件 电子邮件 邮箱 电子邮箱 信函 邮寄 来信 书面 当面 现场 窗口 传真 电话 来访 \
         来函 信件 微信 线下 快递 邮政 公众号 微博",
    ),
    (
        Word::Case(Instance::Reconsideration),
        "行政复议 复议 被申请行政复议 申请行政复议 行政复议申请 被行政复议 复议申请 行政复议案件",
    ),
    (Word::Case(Instance::Litigation), "行政诉讼 诉讼 提起行政诉讼 被提起行政诉讼 行政诉讼案件"),
    (
        Word::Case(Instance::Direct),
        "直接起诉 未经复议直接起诉 未经行政复议直接起诉 直接提起诉讼 直接提起行政诉讼 未经复议直接提起诉讼 未经复议直接提起行政诉讼 \
         未经行政复议直接提起行政诉讼",
    ),
    (
        Word::Case(Instance::AfterReconsideration),
        "经复议后起诉 行政复议后起诉 经行政复议后起诉 复议后提起诉讼 复议后提起行政诉讼 行政复议后提起诉讼 行政复议后提起行政诉讼 \
         经复议后提起行政诉讼 经行政复议后提起行政诉讼 复议后诉讼",
    ),
    (Word::Result(Column::Upheld), "结果维持 维持 维持原行政行为 被维持"),
    (Word::Result(Column::Corrected), "结果纠正 纠正 被纠错 纠错 被纠正"),
    (Word::Result(Column::Other), "其他结果 其它结果"),
    (Word::Result(Column::Pending), "尚未审结 未审结 正在审理 尚在审理"),
    (
        Word::Issue,
        "制发 制定 出台 印发 制定出台 制定印发 制定发布 新制发 新制定 新出台 新印发 制订 起草印发 本年制发 制发件数",
    ),
    (Word::Repeal, "废止 宣布废止 宣布失效 废止失效 本年废止"),
    (Word::InForce, "现行有效 继续有效 现行有效的"),
    (Word::DecisionNoun, "决定 处理决定 决定书 处理决定数量 本年处理决定数量"),
    (Word::Decide, "作出 做出 采取 实施 核发 颁发 下达 依法作出 准予"),
    (
        Word::Publish,
        "公开 主动公开 发布 公示 公布 公告 更新 推送 上传 挂网 公开发布 发布公开 刊发 编发 刊登 晒出 披露 对外公开 公开公示 公示公开",
    ),
    (
        Word::Info,
        "信息 政府信息 政务信息 各类信息 各类政府信息 政府信息公开信息 政务公开信息 各类政务信息 政务信息公开信息",
    ),
    (Word::Fees, "行政事业性收费 行政事业性收费金额 行政事业性收费总额"),
    (
        Word::ProcessingFee,
        "信息处理费 政府信息公开信息处理费 依申请公开信息处理费 政府信息处理费 处理费 信息公开处理费",
    ),
    (
        Word::OtherMatter,
        "办事申请 许可申请 行政许可申请 救助申请 更正申请 信息更正申请 赔偿申请 国家赔偿申请 信用修复申请 业务申请 仲裁申请 \
         留言 信访 投诉 咨询 建议 提案 热线 工单 诉求 舆情 议案 举报 来电 意见 问政 办件 市长信箱 信箱 问题 案卷 网民 \
         民生事项 求助 议政网 事项清单 证照 督办 人大 政协 审批事项 政务服务事项 不动产 信访件 信访事项 投诉举报",
    ),
    (
        Word::Own,
        "本机关 本单位 我单位 本部门 我部门 我机关 本级机关 本街道 我街道 全街道 我中心 本中心 本办事处 我办事处 全乡镇 全系统内 我处 本处",
    ),
    (
        Word::OtherBody,
        "各乡镇 各部门 各单位 各县 各区 各市 各镇 各乡 各街道 各村 各科室 各股室 各处室 各职能部门 各有关部门 各行政机关 各成员单位 \
         下属 所属 下级 直属 基层 乡镇 县直 市直 区直 州直 省直 镇直 部门 单位 市本级 县本级 区本级 州本级 省本级 本级 市级 县级 区级 镇街 \
         乡镇街道 镇街道 县市区 市县 全系统 系统 各级部门 代表区政府 代表县政府 代表市政府 代政府 政府系统 全国 村 社区",
    ),
    (Word::AllLevels, "各级行政机关 各级政府 各级各部门 行政机关 各级"),
    (Word::Among, "其中 内有 里面 其中包括 其中有 其中含"),
    (Word::Include, "包括 包含 含 涵盖 内含 内容包括 内容涵盖 涉及内容包括 含有 具体包括 具体为 具体是 构成 分为"),
    (Word::Respectively, "分别为 分别是 分别 依次为 具体如下 如下"),
    (Word::Etc, "等"),
    (Word::Mainly, "主要 重点包括 重点公开 重点聚焦 重点发布 重点围绕 重点是 特别是 尤其 比如 例如 如"),
    (Word::Each, "各 均有 分别各"),
    (Word::Every, "平均 月均 日均 年均 每月 每季度 每年 每周 每 每日 人均 每季 户均"),
    (Word::Rest, "另有 其余 此外 另外 另 剩余 尚有 还有 同时 余下"),
    (Word::Than, "较 比 同比 环比 相比 对比 比较 较之 相较"),
    (
        Word::Change,
        "增加 增长 减少 下降 上升 增至 提高 降低 多 少 增 减 减至 降至 增幅 降幅 上涨 提升 净增 回落 翻番 多了 少了 增加了 减少了 扩大",
    ),
    (
        Word::Not,
        "未 没有 无 未有 未曾 从未 尚无 尚未 均无 均未 并未 暂无 暂未 不存在 没 零 未出现 也未 也无 亦无 亦未 未再",
    ),
    (
        Word::About,
        "约 近 超 超过 逾 不足 不到 多达 将近 大约 接近 至少 最多 最高 不少于 不低于 不超过 高达 突破 超出 达到或超过 累计超 少于",
    ),
    (Word::AboutAfter, "以上 以下 左右 以内 上下 之多 之内"),
    (
        Word::LastYear,
        "上年 上年度 上一年 上一年度 去年 前年 往年 上年同期 去年同期 同期 上一年同期 以往 历史 前一年 前一年度 上届",
    ),
    (Word::ThisYear, "本年 本年度 今年 今年来 一年来 今年以来 年初以来 本年来 本年以来 这一年"),
    (Word::ThatYear, "全年 年内 全年度 当年 年度 年度内 年度共 一年 年底 年末 本年底 本年末"),
    (Word::NextYear, "下年 下年度 下一年 下一年度 次年 来年 明年"),
    (
        Word::PartOfYear,
        "上半年 下半年 季度 月份 前三季度 前两季度 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度 本月 当月 本季度 疫情期间 期间 当日 年底前 汛期",
    ),
    (
        Word::Cumulative,
        "累计 累积 历年 历年来 多年来 近年来 近三年 近两年 近五年 十四五 十三五 总累计 历史累计 三年来 五年来",
    ),
    (Word::Until, "截至 截止 截止到 截至到 目前 截至目前 截止目前 到目前"),
    (Word::Since, "以来 起至今 至今 施行后 实施后 成立后"),
    (
        Word::Plan,
        "下一步 今后 力争 预计 拟 计划完成 计划办理 争取 目标 明年起 新的一年 接下来 下阶段 计划规范 计划 确保完成 如果 若 假如 应当 可以 不得",
    ),
    (Word::And, "和 及 以及 或 与 暨 或者 及其 并 且"),
    (
        Word::Filler,
        "的 共 共计 合计 总计 总共 计 为 是 有 数量 总数 总量 数 量 件数 个数 总数量 情况 案件 案 事项 件 类 类型 情形 者 达 达到 \
         共有 计有 申请总量 了 均为 数量为 总数为 总数达 总条数 条数 宗数 总件数 之 业务 总 总体 总额 金额 金额为 收入 共收取 总金额 文书 结果 方式",
    ),
    (
        Word::People,
        "公民、法人或其他组织 公民、法人和其他组织 公民、法人或者其他组织 公民、法人及其他组织 公民法人和其他组织 公民法人或其他组织 \
         公民 法人 其他组织 和其他组织 群众 社会公众 公众 社会 单位和个人 社会各界 单位或个人 单位、组织和个人 单位、组织或个人 组织和个人 组织或个人 任何人 申请人提出 申请人提交 申请人递交 \
         单位和群众 企业和群众 群众和企业",
    ),
    (
        Word::Neutral,
        "继续 任何形式 任何 形式 来自 对 向 提出 提交 递交 各类 有关 相关 有效 已 均 全部 全 依法 按期 \
         按时 及时 如期 已经 完成 予以 进行 并且 后 其 该 新 再 工作 方面 因 因为 由于 而 引起 引发 产生 导致 发生 被 提起 \
         严格 规范 妥善 依规 依法依规 高效 顺利 圆满 已全部 均已 成功 实际 当事人 申请的 要求 引起的 提出的 关于 自 至 到 止 起 日 间 \
         在法定期限内 法定期限内 法定时限内 规定时限内 规定期限内 规定时间内 在规定时间内 按规定 按要求 期限内 时限内 限期 涉及本机关 来源于 \
         组织 一共 事件 行为 复议诉讼 情况下 收费 标准 收取 依据 根据 由 需要 出现 形成 而被 所致 类案件 \
         事宜 属于 现象 等情况 等情形 等事项 等问题 等案件 等事件 等工作 答复不服 不服 公开答复 政府信息公开答复 纠纷 争议 举报 相应",
    ),
    (
        Word::Narrow,
        "通过 经 经由 在 从 利用 借助 依托 使用 涉及 针对 协助 指导 代 代表 转办 转来 移送 待 应 正在 延期 延长 逾期 超期 未按 首 撤回 撤销 \
         补正 告知 征求 审查 审核 备案 清理 解读 培训 会议 不予受理 不予答复 会商 协调 配合 督促 公民个人 个人 企业 市民 居民 村民 单独 抽查 检查 行政应诉 应诉 最短 最快 最长 当场 提前 报送 转交 主动撤回 自行撤回 会同 以邮寄",
    ),
    (
        Word::Opaque,
        "无法 无正当理由 无障碍 无关 无需 无条件 无偿 无错 无误 无缝 无纸化 未来 未经 未成年 无人 无证 无形 无线 无论 无疑 \
         零距离 零投诉 零差错 零容忍 零失误 零跑腿 公开栏 公开专栏 公开专区 公开指南 公开目录 公开年报 公开条例 公开平台 公开网 公开栏目 公开制度 公开渠道 \
         公开机制 公开内容 公开方式 公开清单 公开力度 公开水平 公开率 公开领域 公开范围 公开工作领导小组 信息公开专栏 信息公开平台 信息公开栏 信息公开网 \
         政府信息公开网 政府信息公开网站 政府信息公开平台 政府信息公开专栏 政府信息公开栏 政府信息公开条例 政府信息公开指南 政府信息公开目录 政府信息公开年报 \
         政府信息公开年度报告 政府信息公开工作年度报告 政务公开平台 政务公开栏 政务公开专区 政务公开栏目 信息化 信息员 信息安全 比例 比重 多种 多样 多方 少数 \
         如下措施 及时性 公告栏 公示栏 发布会 新闻发布会 发布平台 更新量 更新率 年度工作 年度考核 年度报告 每一 有效性 处理费用 处理流程 处理机制 \
         办理流程 办理机制 办理情况 办理时限 办理结果 决定性 将军 经济 经费 经营 与会 组织领导 组织开展 组织机构 组织召开 要求行政机关 应急 应对 应用 在册",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn longest(text: &str) -> Option<(Word, usize)> {
        let mut chars = Vec::new();
        fold::push(&mut chars, text, 0, 0);
        Lexicon::get().longest(&chars)
    }

    #[test]
    fn labels_lose_their_numbers_and_remarks() {
        assert_eq!(plain("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), "部分公开");
        assert_eq!(plain("1.属于国家秘密"), "属于国家秘密");
        assert_eq!(plain("未经复议直接起诉"), "未经复议直接起诉");
    }

    #[test]
    fn every_outcome_of_the_form_is_a_known_word() {
        for row in Row::all().filter(|row| row.is_outcome()) {
            if matches!(row, Row::OtherHandling | Row::OtherHandlingUndivided) {
                continue;
            }
            for label in row.known_labels() {
                let found = longest(plain(label));
                assert_eq!(found, Some((Word::Outcome(row), plain(label).chars().count())), "{label}");
            }
        }
    }

    #[test]
    fn the_longest_word_wins() {
        assert_eq!(longest("无法提供3件"), Some((Word::OutcomeGroup(Group::Unavailable), 4)));
        assert_eq!(longest("未经复议直接起诉"), Some((Word::Case(Instance::Direct), 8)));
        assert_eq!(longest("政府信息公开申请12件"), Some((Word::Application, 8)));
    }
}
