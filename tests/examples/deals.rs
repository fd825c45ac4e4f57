//! The deals of the examples' accounts.

use insta::assert_snapshot;

use super::run;

#[test]
fn the_machinery_makers() {
    assert_snapshot!(run("machinery", &["deals", "--lang", "en"]), @"
    exit 0
    --- out
    Milestone      Deals  Amount  Weighted
    negotiation        2  10.02M     6.58M
    proposal           1    3.2M     1.92M
    deep contact       3   8.25M     3.72M
    initiation         2   2.41M      771k
    first contact      2    2.2M    434.1k
    in all            10  26.08M    13.42M

    negotiation
      30 days  岭澄机床集团有限公司   9.6M  2027 年框架，含 GX 龙门平台切换
                                            65 %, close 2026-12-18, ours to win
                                            10/10
                                            gates shut: relationship
      18 days  铸云模具（东莞）有限   420k  2027 年度服务续约，加断刀监测
               公司                         80 %, close 2026-12-31, ours to win
                                            10/10
                                            gates: all open

    proposal
      24 days  昕鹤主轴科技股份有限   3.2M  二号壳体线数控与对刀一体化
               公司                         60 %, close 2026-12-28, qualified 9/10
                                            gates: all open

    deep contact
      87 days  Falkenrode               5M  Retrofit of eight gear grinders
               Drivetrain (Taicang)         45 %, close 2027-02-12, potential 8/10
               Co., Ltd.                    gates shut: information, relationship
      30 days  岭澄机床集团有限公司   2.4M  五轴试制机 RTCP 与标定
                                            40 %, close 2027-02-26, potential 6/10
                                            gates shut: relationship
      39 days  Batu Selatan           852k  Controls and probing for cell 4
               Precision Sdn. Bhd.          60 %, close 2026-12-18, qualified 9/10
                                            gates: all open

    initiation
     124 days  昕鹤精铸（宜兴）有限  1.45M  龙门铣三台数控改造
               公司                         30 %, close 2026-11-13 (past),
                                            potential 6/10
                                            gates shut: information
      33 days  昕鹤主轴科技股份有限   960k  主轴状态监测（首批 24 台）
               公司                         35 %, close 2027-03-31, potential 7/10
                                            gates: all open

    first contact
       9 days  沧溟泵业股份有限公司   1.5M  叶轮五轴单元夜班无人值守（首个单元）
                                            15 %, close 2027-04-30, potential 3/10
                                            gates shut: information, relationship
      30 days  Falkenrode             697k  Presetting station for the hobbing
               Drivetrain (Taicang)         cells
               Co., Ltd.                    30 %, close 2027-05-28, potential 0/10
                                            gates shut: information, relationship
    --- err
    10 open deals, amounts in CNY, weighted by probability; `dossier deals --explain ACCOUNT/DEAL` tells all of one
    ");
}

#[test]
fn the_software_clients_by_month() {
    assert_snapshot!(run("software", &["deals", "--by", "month"]), @"
    exit 0
    --- out
    Month    Deals   Amount  Weighted
    2026-12      1   86.58k    43.29k
    2027-01      1      89k     53.4k
    in all       2  175.58k    96.69k

    2026-12
      23 days  Ravensgate Clinics    86.58k  Inspection record for nine clinics
                                             proposal, 50 %, close 2026-12-18,
                                             qualified 8/10
                                             gates shut: relationship

    2027-01
      86 days  Waterlinde Dairy         89k  Planner for plants 4 and 5
               Group                         deep contact, 60 %, close 2027-01-29,
                                             potential 8/10
                                             gates shut: relationship
    --- err
    2 open deals, amounts in EUR, weighted by probability; `dossier deals --explain ACCOUNT/DEAL` tells all of one
    ");
}

#[test]
fn every_open_deal_can_be_explained() {
    for example in super::EXAMPLES {
        let report = run(example, &["deals", "--format", "json"]).exits(0).json();
        for deal in report["opportunities"].as_array().expect("a list") {
            let part = |key: &str| deal[key].as_str().expect("a text").to_owned();
            let route = format!("{}/{}", part("account"), part("id"));
            run(example, &["deals", "--explain", &route])
                .exits(0)
                .says(&[&part("name"), "BANT"]);
        }
    }
}

#[test]
fn the_retrofit_of_a_castings_maker_is_explained() {
    let deal = [
        "deals",
        "--explain",
        "xinhe-castings/gantry-three",
        "--lang",
        "zh-TW",
    ];
    assert_snapshot!(run("machinery", &deal), @"
    exit 0
    --- out
    龙门铣三台数控改造  昕鹤精铸（宜兴）有限公司  huadong/xinhe-castings
      立案, 124 days, 1.45M CNY, 30 %, close 2026-11-13 (past), 潛在商機

    標準全數達到

    BANT
      ○ 不清楚  預算
      ○ 不清楚  決策權
      ● 是      需求
      ○ 不清楚  時程

    十個問題
      ● 是      客戶有壓力
      ○ 不清楚  有期限的動機
      ● 是      價值看得見
      ● 是      需求已確認
      ● 是      決策流程清楚
      ○ 不清楚  決策因素清楚
      ● 是      方案符合需要
      ○ 不清楚  投入合理
      ● 是      有關係基礎
      ○ 不清楚  有獨特價值

    三道門檻
      ○ 資訊  5 of the nine points are known, 7 are wanted
      ● 關係  support surface 0.38, no opponent is left alone
      ● 決策  龚玉峰 was met on 2026-10-16

    投資報酬
      床身粗加工外协每月 620 吨，龙门铣开动率只有 54%
      gain 3.84M, cost 1.6M CNY in 3 years, ROI 140 %: room in the price

    風險
      集团把钱都给三期厂房  → 先改一台，走昕鹤主轴年度服务的余额
    ");
}
