//! `dossier deals`.

use insta::assert_snapshot;

use super::{SETTINGS, portfolio};
use crate::support::{World, keys};

/// Three accounts with four open deals, one of them without an amount.
fn pipeline() -> World {
    let world = portfolio();
    world.write("accounts/east/huarui.yaml", HUARUI);
    world
}

const HUARUI: &str = "\
name: 华瑞特种泵业股份有限公司
industry: machinery
region: east
owner: li.na
source: {kind: referral}
status: prospect
registered: 2026-10-12
value: {strategic_fit: 4}
stakeholders:
  - {id: chen, name: 陈晓, roles: [decision_maker, coach], influence: 4, attitude: supporter, email: chen@huarui.example}
  - {id: wu, name: 吴迪, roles: [buyer], influence: 4, attitude: opponent}
needs:
  - {id: leak, need: 密封每周泄漏, status: confirmed, solution: {base: 机械密封}, value: {saves: 300k, cost: 200k, years: 2}}
opportunities:
  - id: seals
    name: 二号泵房机械密封改造
    need: leak
    milestone: contact
    reached: {contact: 2026-11-20}
    amount: 100k USD
    probability: 0.4
    close: 2026-10-30
    bant: {budget: yes, authority: no, timeline: 2026-12-20}
    evaluation: {pressure: yes, driver: yes, value_shown: yes, need_confirmed: yes, process_known: yes, factors_clear: yes, solution_fits: yes, resources_fair: yes, relationship: no}
    risks: [{risk: 预算未批, counter: 先改一台}, {risk: 停机窗口太短}]
    offer: {pilot: 一台泵, guarantee: 一年不漏}
  - {id: service, name: Service contract, milestone: planning}
  - {id: old, name: Old pumps, milestone: growth, amount: 80k, outcome: won}
touchpoints:
  - {on: 2026-11-19, kind: visit, by: li.na, with: [chen], purpose: first visit}
";

#[test]
fn deals_add_up_by_milestone_and_say_what_they_lack() {
    assert_snapshot!(pipeline().run(&["deals"]), @"
    exit 0
    --- out
    Milestone      Deals  Amount  Weighted
    proposal           1    1.2M         –
    first contact      1    700k      280k
    planning           1       –         –
    in all             3    1.9M      280k

    proposal
      32 days  Northern Lathe Works  1.2M  Retrofit of line 3
                                           close 2027-02-28, potential 0/10
                                           not met: the basics are known (+14
                                           more)
                                           gates shut: information

    first contact
        1 day  华瑞特种泵业股份有限  700k  二号泵房机械密封改造
               公司                        40 %, close 2026-10-30 (past),
                                           qualified 8/10
                                           gates shut: information, relationship

    planning
            –  华瑞特种泵业股份有限     –  Service contract
               公司                        potential 0/10
                                           gates shut: information, relationship
    --- err
    3 open deals, amounts in CNY, weighted by probability; 1 without an amount; 1 without a probability; `dossier deals --explain ACCOUNT/DEAL` tells all of one
    ");
}

#[test]
fn by_owner_and_by_month_they_add_up_likewise() {
    assert_snapshot!(pipeline().run(&["deals", "--by", "owner"]), @"
    exit 0
    --- out
    Owner     Deals  Amount  Weighted
    li.na         2    700k      280k
    wang.min      1    1.2M         –
    in all        3    1.9M      280k

    li.na
        1 day  华瑞特种泵业股份有限  700k  二号泵房机械密封改造
               公司                        first contact, 40 %, close 2026-10-30
                                           (past), qualified 8/10
                                           gates shut: information, relationship
            –  华瑞特种泵业股份有限     –  Service contract
               公司                        planning, potential 0/10
                                           gates shut: information, relationship

    wang.min
      32 days  Northern Lathe Works  1.2M  Retrofit of line 3
                                           proposal, close 2027-02-28, potential
                                           0/10
                                           not met: the basics are known (+14
                                           more)
                                           gates shut: information
    --- err
    3 open deals, amounts in CNY, weighted by probability; 1 without an amount; 1 without a probability; `dossier deals --explain ACCOUNT/DEAL` tells all of one
    ");
    let months = pipeline().run(&["deals", "--by", "month"]).exits(0);
    let sums: Vec<&str> = months
        .stdout
        .lines()
        .take_while(|line| !line.is_empty())
        .collect();
    assert_snapshot!(sums.join("\n"), @"
    Month          Deals  Amount  Weighted
    2026-10            1    700k      280k
    2027-02            1    1.2M         –
    no close date      1       –         –
    in all             3    1.9M      280k
    ");
}

#[test]
fn one_deal_is_explained_with_the_questions_that_would_help() {
    assert_snapshot!(pipeline().run(&["deals", "--explain", "huarui/seals"]), @"
    exit 0
    --- out
    二号泵房机械密封改造  华瑞特种泵业股份有限公司  east/huarui
      first contact, 1 day, 700k CNY, 40 %, close 2026-10-30 (past), qualified

    all standards are met

    BANT
      ● yes      budget
      ✗ no       who decides
      ○ unknown  need
      ● yes      timing

    ten questions
      ● yes      pressure on them
      ● yes      a reason to act by a date
      ● yes      value shown
      ● yes      need confirmed
      ● yes      buying process known
      ● yes      criteria clear
      ● yes      solution fits
      ● yes      effort reasonable
      ✗ no       relationship to build on
      ○ unknown  something only we have

    three gates
      ○ information   1 of the nine points are known, 7 are wanted
      ○ relationship  support surface -0.25, 0.3 is wanted; 吴迪 is an opponent
                      not touched in 90 days
      ● decision      陈晓 was met on 2026-11-19

    return
      密封每周泄漏
      gain 600k, cost 200k CNY in 2 years, ROI 200 %: room in the price

    offer in phases
      pilot         一台泵
      roll-out      –
      optimisation  –
      guarantee     一年不漏

    risks
      预算未批      → 先改一台
      停机窗口太短  → no counter-move yet
    ");
}

#[test]
fn it_is_explained_in_the_language_asked_for() {
    let run = pipeline().run(&["deals", "--explain", "NLW/retrofit", "--lang", "zh-CN"]);
    assert_snapshot!(run, @"
    exit 0
    --- out
    Retrofit of line 3  Northern Lathe Works  northern-lathe
      方案呈现, 32 days, 1.2M CNY, close 2027-02-28, 潜在商机

    未达标准
      规划      基本资料齐全
                → 行业、区域、负责人、来源、联系方式，还缺哪样？
      初次接触  客户提出了需求
                → 眼下哪个问题最让你们头疼？
      立项      采购流程清楚
                → 从今天到下单要走哪几步？
                需求已经客户确认
                → 您的需求，我们写得对吗？
                我们的方案对路
                → 我们的方案里哪一点在你们这里行不通？
                主管已批准立项
                → 主管批准立项了吗，谁批的，哪天批的？
      深度接触  有了教练
                → 里面谁会跟我们讲实情？
                竞争对手清楚
                → 你们还在和哪几家谈？
                三个关键成功因素已列出
                → 成败取决于哪三件事？
      方案呈现  需求有对应的方案
                → 我们拿什么来解决？
                收益算成了数
                → 解决了，一年能给你们带来多少？
                投入和年限有数，算得出 ROI
                → 投入多少，按几年算？
                讲过对口的案例
                → 我们哪个案例最能说服你们？
                报价分试点、推广、优化三步
                → 想从哪里试起，接下来推到哪里？
                给了保障承诺
                → 要我们对什么负责，你们才放心？

    BANT
      ○ 未知  预算
      ○ 未知  决策权
      ○ 未知  需求
      ○ 未知  时间

    十个问题
      ○ 未知  客户有压力
      ○ 未知  有带日期的动因
      ○ 未知  价值看得见
      ○ 未知  需求已确认
      ○ 未知  决策流程清楚
      ○ 未知  决策因素清楚
      ○ 未知  方案对路
      ○ 未知  投入合理
      ○ 未知  有关系基础
      ○ 未知  有独特价值

    三道门槛
      ○ 信息  1 of the nine points are known, 7 are wanted
      ● 关系  support surface 0.35, no opponent is left alone
      ● 决策  胡冰 was met on 2026-11-02
    ");
}

#[test]
fn a_deal_that_is_won_can_be_explained_and_is_listed_no_more() {
    let world = pipeline();
    world
        .run(&["deals", "--explain", "east/huarui/Old pumps"])
        .exits(0)
        .says(&["repeat business"]);
    let listed = world.run(&["deals"]).exits(0);
    assert!(!listed.said().contains("Old pumps"), "{listed}");
}

#[test]
fn what_names_no_deal_is_refused_with_those_there_are() {
    let world = pipeline();
    for (typed, said) in [
        (
            "huarui",
            "names an account; write ACCOUNT/DEAL: there are seals, service, old",
        ),
        (
            "east/huarui",
            "names an account; write ACCOUNT/DEAL: there are seals",
        ),
        ("hu", "names an account"),
        ("nobody", "names no deal"),
        ("east/nobody", "`east` can mean several accounts"),
        ("huarui/pumps", "there are seals, service, old"),
        ("little-mill/x", "it has no deals"),
        ("huariu/seals", "there is no account `huariu`"),
    ] {
        world.run(&["deals", "--explain", typed]).exits(2).says(&[said]);
    }
}

#[test]
fn an_amount_without_a_rate_is_told_and_not_guessed() {
    let world = pipeline();
    world.write("dossier.yaml", SETTINGS.replace("USD: 7", "EUR: 8"));
    let run = world.run(&["deals", "huarui", "--format", "json"]).exits(1);
    assert!(
        run.stderr
            .contains("east/huarui: the deal 二号泵房机械密封改造 is in USD"),
        "{run}"
    );
    assert_eq!(run.json()["opportunities"][0]["amount"], serde_json::Value::Null);
}

#[test]
fn without_an_open_deal_nothing_is_listed() {
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    assert_snapshot!(world.run(&["deals"]), @"
    exit 0
    --- err
    no deal is open; a deal is an entry of `opportunities` in its dossier
    ");
}

#[test]
fn json_has_every_documented_field() {
    let run = pipeline().run(&["deals", "--format", "json"]).exits(0);
    assert_eq!(run.stderr, "");
    let report = run.json();
    assert_eq!(
        keys(&report),
        ["milestones", "months", "opportunities", "today", "version"]
    );
    let deals = report["opportunities"].as_array().expect("a list");
    for deal in deals {
        let documented = [
            "account",
            "amount",
            "answered",
            "bant",
            "close",
            "days",
            "funnel",
            "gates",
            "id",
            "milestone",
            "name",
            "owner",
            "probability",
            "unknown",
            "unmet",
            "weighted",
            "yes",
        ];
        assert_eq!(keys(deal), documented);
        assert_eq!(keys(&deal["bant"]), ["authority", "budget", "need", "timeline"]);
        assert_eq!(keys(&deal["gates"]), ["decision", "information", "relationship"]);
        for gate in ["information", "relationship", "decision"] {
            assert_eq!(keys(&deal["gates"][gate]), ["open", "why"]);
        }
    }
    let seals = &deals[0];
    assert_eq!(
        (&seals["account"], &seals["id"]),
        (&"east/huarui".into(), &"seals".into())
    );
    assert_eq!(
        (&seals["amount"], &seals["weighted"]),
        (&700_000.into(), &280_000.into())
    );
    assert_eq!((&seals["answered"], &seals["yes"]), (&9.into(), &8.into()));
    assert_eq!(
        (&seals["days"], &seals["funnel"]),
        (&1.into(), &"qualified".into())
    );
    assert_eq!(seals["bant"]["timeline"], "yes");
    assert_eq!(report["months"][0]["month"], "2026-10");
    assert_eq!(report["milestones"][0]["milestone"], "proposal");
}
