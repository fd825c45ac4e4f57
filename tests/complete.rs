//! `dossier complete`: how much of what its tier asks for a dossier says, and what to ask whom.

use insta::assert_snapshot;
use unicode_width::UnicodeWidthStr;

use crate::support::{World, keys};

/// One dossier that its tier asks much of, one that says enough, one that is whole.
fn portfolio() -> World {
    World::with([
        ("dossier.yaml", SETTINGS),
        ("accounts/north/lathe.yaml", LATHE),
        ("accounts/pump.yaml", PUMP),
        ("accounts/mill.yaml", MILL),
    ])
}

const SETTINGS: &str = "\
version: 1
currency: CNY
team: {wang.min: {name: Wang Min}, li.na: {name: Li Na}}
";

const LATHE: &str = "\
name: Northern Lathe and Milling Works Holding (Harbin) Co., Ltd.
industry: machinery
region: north
owner: wang.min
status: customer
registered: 2024-01-10
address: 7 Foundry Road
domains: [lathe.example]
source: {kind: referral}
tier: {fixed: A, reason: the only one in the north, until: 2027-06-30}
profile: {business: lathes, employees: 900, turnover: 400M, finances: owned by its staff, credit: {rating: 4}}
value: {sales: {2025: 3M}, margin: 0.3, potential: 9M, strategic_fit: 5, purchases: []}
relationship: {stage: mid, standing: supplier, wanted: partner}
procurement: {process: [tender, test, order], budget: {amount: 2M}}
stakeholders:
  - {id: hu-bing, name: 胡冰, title: 生产总监, department: production, roles: [decision_maker], influence: 5, attitude: supporter, phone: \"1\"}
  - {id: sun-li, name: Sun Li, title: Head of Purchasing, department: procurement, roles: [buyer], influence: 2, reports_to: hu-bing}
  - {id: gone, name: Old Ma, roles: [coach, user], influence: 3, left: 2026-05-01}
competitors: [{name: Brightcut, position: challenger}]
needs: [{need: fewer stops, raised_by: hu-bing, impact: two shifts a month}]
opportunities: [{id: retrofit, name: Retrofit of line 3, milestone: initiation, key_factors: [{factor: stops}]}]
";

const PUMP: &str = "\
name: 华瑞特种泵业股份有限公司
industry: machinery
region: 华东
owner: li.na
status: prospect
registered: 2026-10-12
address: 南通市
phone: \"0513 0000 0000\"
source: {kind: 展会}
tier: {fixed: C, reason: 试做, until: 2027-06-30}
profile: {business: 化工泵, employees: 300}
value: {sales: {2025: 400k}}
stakeholders: [{id: chen, name: 陈晓, title: 工艺工程师, roles: [evaluator]}]
";

const MILL: &str = "\
name: Little Mill
industry: paper
region: south
owner: li.na
source: {kind: call}
tier: {fixed: D, reason: small, until: 2027-06-30}
stakeholders: [{name: Ada Reed, email: ada@mill.example}]
";

#[test]
fn the_table_shows_how_much_of_what_is_asked_is_there() {
    assert_snapshot!(portfolio().run(&["complete"]), @"
    exit 0
    --- out
    Tier  Account                      Complete           Min  Points  Thinnest
    A     Northern Lathe and Milling   █████░░░░░  55 %  85 %     2/9  resources
          Works Holding (Harbin) Co.,
          Ltd.
    C     华瑞特种泵业股份有限公司     ████████░░  80 %  50 %     0/9  value to us
    D     Little Mill                  ██████████ 100 %  30 %     0/9
    --- err
    1 dossier is below the minimum; `dossier complete north/lathe --missing` lists what to ask, and whom
    ");
}

#[test]
fn a_wide_table_names_more_of_the_thin_sections() {
    let world = portfolio().set("COLUMNS", "120");
    assert_snapshot!(world.run(&["complete", "--lang", "zh-CN"]), @"
    exit 0
    --- out
    Tier  Account                                                 Complete           Min  Points  Thinnest
    A     Northern Lathe and Milling Works Holding (Harbin) Co.,  █████░░░░░  55 %  85 %     2/9  双方资源, 商机, 客户计划
          Ltd.
    C     华瑞特种泵业股份有限公司                                ████████░░  80 %  50 %     0/9  客户价值, 企业概况
    D     Little Mill                                             ██████████ 100 %  30 %     0/9
    --- err
    1 dossier is below the minimum; `dossier complete north/lathe --missing` lists what to ask, and whom
    ");
}

#[test]
fn one_account_with_its_sections_and_the_nine_points() {
    assert_snapshot!(portfolio().run(&["complete", "lathe"]), @"
    exit 0
    --- out
    A  Northern Lathe and Milling Works Holding (Harbin) Co., Ltd.  north/lathe
      in all        █████░░░░░  55 %  min 85 %
      basics        █████████░  93 %
      profile       █████░░░░░  52 %
      value to us   ████████░░  85 %
      relationship  █████░░░░░  50 %
      buying        ████░░░░░░  45 %
      resources     ░░░░░░░░░░   0 %
      people        ████░░░░░░  47 %
      competition   ██████░░░░  66 %
      needs         █████░░░░░  54 %
      deals         ░░░░░░░░░░   0 %
      plan          ░░░░░░░░░░   0 %

      nine points  2/9
      1  ◐ partly   steps to the order, and where it is hard
      2  ◐ partly   how they buy, and what they stress
      3  ◐ partly   organisation chart, and how far we are backed in it
      4  ● known    who decides, and whose word weighs how much
      5  ● known    funds and credit
      6  ◐ partly   why there is a project, and what each person needs
      7  ○ unknown  what both sides can bring
      8  ◐ partly   what the competitors are doing
      9  ◐ partly   the three key success factors
    --- err
    1 dossier is below the minimum; `dossier complete north/lathe --missing` lists what to ask, and whom
    ");
}

#[test]
fn one_account_in_the_chinese_of_taiwan() {
    let world = portfolio();
    assert_snapshot!(world.run(&["complete", "pump", "--lang", "zh-TW"]), @"
    exit 0
    --- out
    C  华瑞特种泵业股份有限公司  pump
      總計      ████████░░  80 %  min 50 %
      基本資料  ██████████ 100 %
      公司概況  ██████░░░░  66 %
      客戶價值  █████░░░░░  50 %

      九大資訊重點  0/9
      1  ○ 不清楚    案子推進的步驟與難處
      2  ○ 不清楚    客戶的採購流程與重視的地方
      3  ○ 不清楚    組織圖，以及支持我們的範圍有多廣
      4  ◐ 部分掌握  決策結構，以及每個人的分量
      5  ○ 不清楚    資金與信用
      6  ○ 不清楚    案子的由來，以及承辦人各自的真正需求
      7  ○ 不清楚    雙方能動用的資源
      8  ○ 不清楚    競爭對手的動向
      9  ○ 不清楚    最關鍵的三個成功因素
    --- err
    no dossier is below the minimum; `--missing` lists what else to ask, and whom
    ");
}

#[test]
fn what_is_missing_is_asked_of_whoever_knows() {
    assert_snapshot!(portfolio().run(&["complete", "lathe", "--missing"]), @"
    exit 0
    --- out
    A  Northern Lathe and Milling Works Holding (Harbin) Co., Ltd.  north/lathe
      █████░░░░░  55 %  min 85 %
      胡冰  生产总监
        What is your rank and share in your market?    profile.market_position
        Where should the company be in three years?    profile.strategy
        Which markets do you serve, which come next?   profile.markets
        What presses on you most from outside?         profile.external_factors
        When something goes wrong, who calls whom?     escalation
        Which points decide, and in which order?       procurement.criteria
        On which day is the budget decided?            procurement.budget.decided_by
        Could you bring people, data, a test site?     resources.theirs
        What worries you most about this?              stakeholders[].concerns
        What would solving it bring you in a year?     needs[].value
        Which three things will make or break this?    opportunities[].key_factors
        What could still stop this?                    opportunities[].risks
      Sun Li  Head of Purchasing
        On which terms do you pay?                     profile.credit.terms
        Do you buy this from one supplier or several?  value.loyalty
        Are you planning, comparing, or deciding?      procurement.phase
        When do you mean to place the order?           opportunities[].close
      find out ourselves
        Is their industry mainstream or secondary?     industry_class
        How willing are they to work with us (1–5)?    profile.willingness
        Which experts, tests, contacts can we bring?   resources.ours
        Who there tells us how things really stand?    stakeholders[].roles
        How close are we to whoever decides (1–5)?     stakeholders[].closeness
        How open to new things is whoever decides?     stakeholders[].adoption
        Who outside could speak for us?                allies
        What do we offer for it?                       needs[].solution
        Where are we strong with them, where weak?     swot
        What do we want to reach, and by when?         plan.goals
        Who of us does what next, by when?             plan.actions
      management  not known yet
        How do your products reach your customers?     profile.distribution
        How fast are you growing, and will it last?    value.growth
      approver / finance / coach  not known yet
        Who must release the money, level by level?    procurement.budget.approvals
      coach / user  not known yet
        Who else works on this, or will use it?        stakeholders
      coach  not known yet
        Who is for us, who against, who undecided?     stakeholders[].attitude
      evaluator / user  not known yet
        What do the others do well, and what badly?    competitors[].strengths
      initiator / user  not known yet
        Why does this happen? What lies behind it?     needs[].why
    ");
}

#[test]
fn what_is_missing_in_the_chinese_of_taiwan() {
    let world = portfolio();
    assert_snapshot!(world.run(&["complete", "--missing", "--lang", "zh-TW"]), @"
    exit 0
    --- out
    A  Northern Lathe and Milling Works Holding (Harbin) Co., Ltd.  north/lathe
      █████░░░░░  55 %  min 85 %
      胡冰  生产总监
        貴公司在業界排名第幾？市占率大約多少？    profile.market_position
        公司這兩三年最想做成什麼？                profile.strategy
        主要做哪些市場？下一步想進哪些？          profile.markets
        法規、景氣、同業，外界哪一項壓力最大？    profile.external_factors
        出了狀況，雙方各由誰出面處理？            escalation
        選供應商最看重哪幾項？順序怎麼排？        procurement.criteria
        預算哪一天定案？                          procurement.budget.decided_by
        貴公司能配合什麼：人力、資料、測試場地？  resources.theirs
        您最擔心什麼？做到什麼樣子才算成功？      stakeholders[].concerns
        解決之後，一年能省多少、多賺多少？        needs[].value
        這件事成不成，關鍵看哪三項？              opportunities[].key_factors
        還有什麼可能讓這件事破局？                opportunities[].risks
      Sun Li  Head of Purchasing
        貴公司的付款條件通常是什麼？月結幾天？    profile.credit.terms
        這類產品固定跟一家買，還是幾家輪著買？    value.loyalty
        目前還在規劃、在評比，還是快決定了？      procurement.phase
        打算什麼時候下單？                        opportunities[].close
      我們自己查
        這個產業對我們是主流、次要還是其他？      industry_class
        客戶的合作意願有多高（1～5 分）？         profile.willingness
        我們能提供什麼：專家、測試設備、人脈？    resources.ours
        客戶內部有誰願意跟我們說實話？            stakeholders[].roles
        我們跟拍板的人有多熟（1～5 分）？         stakeholders[].closeness
        拍板的人對新東西接受得快不快？            stakeholders[].adoption
        外面有誰能幫我們說話，又不跟我們競爭？    allies
        針對這個需求，我們提什麼方案？            needs[].solution
        在這個客戶身上，我們強在哪裡、弱在哪裡？  swot
        要在這個客戶身上做到什麼？哪一天達成？    plan.goals
        接下來我們由誰做什麼？哪一天完成？        plan.actions
      高階主管  尚未認識
        產品怎麼賣：直營還是經銷，涵蓋哪些地區？  profile.distribution
        這幾年成長快不快？後續力道如何？          value.growth
      最終核決者 / 財務 / 教練  尚未認識
        這筆錢要經過哪幾層核准？各由誰簽？        procurement.budget.approvals
      教練 / 使用者  尚未認識
        這件事還有誰參與？以後由誰使用？          stakeholders
      教練  尚未認識
        誰支持我們，誰反對，誰還沒表態？          stakeholders[].attitude
      評估者 / 使用者  尚未認識
        這幾家各自強在哪裡、弱在哪裡？            competitors[].strengths
      發起人 / 使用者  尚未認識
        這個問題怎麼來的？根本原因在哪裡？        needs[].why

    C  华瑞特种泵业股份有限公司  pump
      ████████░░  80 %  min 50 %
      高階主管 / 財務  尚未認識
        去年營業額大約多少？                  profile.turnover
      採購承辦 / 採購 / 財務  尚未認識
        這一類採購一年總共多少，各家加起來？  value.potential
    ");
}

#[test]
fn where_there_is_no_room_the_route_stands_below_its_question() {
    let world = portfolio().set("COLUMNS", "50");
    let run = world.run(&["complete", "pump", "--missing"]).exits(0);
    assert_snapshot!(run, @"
    exit 0
    --- out
    C  华瑞特种泵业股份有限公司  pump
      ████████░░  80 %  min 50 %
      management / finance  not known yet
        What was your turnover last year?
        profile.turnover
      buyer / purchasing / finance  not known yet
        What do you spend on this a year, in all?
        value.potential
    ");
}

/// Only names and titles stand on lines that are not laid out.
#[test]
fn lines_fit_the_terminal() {
    for (cells, columns) in [(50, "50"), (80, "80"), (120, "120")] {
        let world = portfolio().set("COLUMNS", columns);
        for language in ["en", "zh-CN", "zh-TW"] {
            for rest in [
                &["complete"][..],
                &["complete", "--missing"],
                &["complete", "lathe", "pump"],
            ] {
                let run = world.run(&[rest, &["--lang", language]].concat()).exits(0);
                let too_long = |line: &&str| line.width() > cells && !line.contains("Northern");
                assert_eq!(run.stdout.lines().find(too_long), None, "{columns} {language}");
            }
        }
    }
}

#[test]
fn nothing_missing_is_said_so() {
    let world = portfolio();
    assert_snapshot!(world.run(&["complete", "mill", "--missing"]), @"
    exit 0
    --- out
    nothing that the tiers ask for is missing
    ");
    assert_snapshot!(world.run(&["complete", "mill"]).stderr, @"everything that the tiers ask for is known");
}

/// A repository says in its own words what it asks.
#[test]
fn a_repository_has_its_own_words() {
    let world = portfolio();
    world.write(
        "templates/playbook/en.yaml",
        "requirements: {turnover: What did you turn over?}\nsections: {profile: who they are}\npoints: {funds: their money}\n",
    );
    world
        .run(&["complete", "pump", "--missing"])
        .exits(0)
        .says(&["What did you turn over?"]);
    world
        .run(&["complete", "pump"])
        .exits(0)
        .says(&["  who they are ", " their money"]);
}

/// The fields of version 1 are there with their names; more may follow.
#[test]
fn json_keeps_its_version() {
    let document = portfolio().run(&["complete", "--format", "json"]).exits(0).json();
    assert_eq!(document["version"], 1);
    let accounts = document["accounts"].as_array().expect("accounts");
    let ids: Vec<_> = accounts
        .iter()
        .filter_map(|account| account["id"].as_str())
        .collect();
    assert_eq!(ids, ["mill", "north/lathe", "pump"]);
    for account in accounts {
        for field in [
            "id", "tier", "percent", "minimum", "sections", "points", "missing",
        ] {
            assert!(keys(account).contains(&field), "{field}");
        }
        assert!(account["percent"].is_number() && account["minimum"].is_number());
        let has = |list: &str, fields: &[&str]| {
            let entries = account[list].as_array().expect("a list");
            let whole = |entry| fields.iter().all(|field| keys(entry).contains(field));
            assert!(entries.iter().all(whole), "{list}");
            entries.clone()
        };
        let sections = has("sections", &["id", "percent"]);
        assert_eq!(sections[0]["id"], "basics");
        let points = has("points", &["n", "state"]);
        let numbers: Vec<_> = points.iter().filter_map(|point| point["n"].as_u64()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let states = ["known", "partly", "unknown"];
        assert!(
            points
                .iter()
                .all(|point| states.contains(&point["state"].as_str().expect("a word")))
        );
        has("missing", &["id", "section", "question"]);
    }
    let [mill, lathe, pump] = accounts.as_slice() else {
        panic!("{accounts:?}");
    };
    assert_eq!((&mill["tier"], &mill["percent"]), (&"D".into(), &100.into()));
    assert_eq!((&lathe["tier"], &lathe["minimum"]), (&"A".into(), &85.into()));
    let first = &pump["missing"][0];
    assert_eq!(
        (&first["id"], &first["section"]),
        (&"turnover".into(), &"profile".into())
    );
    assert_eq!(first["question"], "What was your turnover last year?");
}

#[test]
fn json_asks_in_the_language_that_was_chosen() {
    let world = portfolio();
    let document = world
        .run(&["complete", "pump", "--format", "json", "--lang", "zh-TW"])
        .json();
    assert_eq!(
        document["accounts"][0]["missing"][0]["question"],
        "去年營業額大約多少？"
    );
    assert_eq!(
        document["accounts"][0]["sections"][0]["id"], "basics",
        "ids are in no language"
    );
}

#[test]
fn the_examples_are_measured() {
    for example in ["machinery", "software"] {
        let folder = format!("{}/examples/{example}", env!("CARGO_MANIFEST_DIR"));
        let world = World::new();
        let document = world
            .run(&["-C", &folder, "complete", "--format", "json"])
            .exits(0)
            .json();
        let accounts = document["accounts"].as_array().expect("accounts");
        assert!(accounts.len() >= 5, "{example}");
        for account in accounts {
            let sections = account["sections"].as_array().expect("sections");
            for measured in sections.iter().chain([account]) {
                let percent = measured["percent"].as_f64().expect("a number");
                assert!((0.0..=100.0).contains(&percent), "{example}: {measured}");
            }
        }
        for rest in [&["complete"][..], &["complete", "--missing"]] {
            world.run(&[&["-C", folder.as_str()], rest].concat()).exits(0);
        }
    }
}
