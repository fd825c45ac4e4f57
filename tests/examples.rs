//! The examples: in order, and what is shown of them.

use std::path::Path;

use insta::assert_snapshot;

use crate::support::{Run, World};

const EXAMPLES: [&str; 2] = ["machinery", "software"];

/// Runs a command on an example.
fn run(example: &str, arguments: &[&str]) -> Run {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(example);
    let world = World::new();
    let mut command = world.command(arguments);
    command.current_dir(folder);
    world.finish(command)
}

fn ids(example: &str) -> Vec<String> {
    let report = run(example, &["list", "--format", "json"]).exits(0).json();
    let accounts = report["accounts"].as_array().expect("a list");
    accounts
        .iter()
        .map(|account| account["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn every_dossier_is_read_and_free_of_errors() {
    for example in EXAMPLES {
        let run = run(example, &["check", "--format", "json"]).exits(0);
        assert_eq!(run.stderr, "");
        let report = run.json();
        assert_eq!(report["summary"]["errors"], 0, "{run}");
        let library = 2;
        assert_eq!(report["summary"]["files"], ids(example).len() + library);
    }
}

#[test]
fn every_account_can_be_looked_at_in_every_way() {
    for example in EXAMPLES {
        let ids = ids(example);
        assert!(ids.len() >= 5);
        for id in &ids {
            for arguments in [
                &["show", id][..],
                &["show", id, "--format", "json"],
                &["tier", "--explain", id],
                &["due", id, "--within", "90d"],
                &["check", id],
                &["brief", id],
                &["brief", id, "--lang", "zh-CN", "--private"],
            ] {
                let run = run(example, arguments).exits(0);
                assert!(
                    !run.stdout.is_empty() || arguments[0] == "due" || arguments[0] == "check",
                    "{arguments:?}\n{run}"
                );
            }
        }
        for command in ["tier", "due", "list"] {
            let run = run(example, &[command, "--format", "json"]).exits(0);
            assert_eq!(run.stderr, "");
            assert_eq!(run.json()["today"], "2026-11-21");
        }
    }
}

#[test]
fn the_tiers_of_the_machinery_makers() {
    assert_snapshot!(run("machinery", &["tier"]), @"
    exit 0
    --- out
    Tier  Account                  Owner            Basis  Not known
    A     岭澄机床集团有限公司     guo.shuo          93.8
    A     昕鹤主轴科技股份有限公   xu.manqing        85.4
          司
    A     Falkenrode Drivetrain    xu.manqing        80.8
          (Taicang) Co., Ltd.
    B     Batu Selatan Precision   guo.shuo          59.4
          Sdn. Bhd.
    B     铸云模具（东莞）有限公   guo.shuo          43.5  fixed until 2027-03-31,
          司                                               computed C
    C     昕鹤精铸（宜兴）有限公   meng.fanke       30–55  could be B:
          司                                               value.margin
    C     沧溟泵业股份有限公司     xu.manqing   28.8–48.8
    D     Norwick Turbine          xu.manqing        22.5
          Components (Wuxi) Ltd.
    D     寒松机床修造厂           lin.zhiyuan       17.1
    D     渚星关节（深圳）有限公   guo.shuo         0–100  could be A:
          司                                               value.sales,
                                                           value.margin,
                                                           value.potential,
                                                           value.strategic_fit
    --- err
    a tier is what the dossier proves; `dossier tier --explain ACCOUNT` shows what is missing and what it weighs
    ");
}

#[test]
fn what_is_due_at_the_machinery_makers() {
    assert_snapshot!(run("machinery", &["due"]), @"
    exit 0
    --- out
    critical
      17 days  B  Batu Selatan Precision    ask for the next order
                  Sdn. Bhd.                 guo.shuo · 4 orders, a median of 84
                                            days apart; the last: 2026-08-12
       9 days  A  昕鹤主轴科技股份有限公司  mailing
                                            xu.manqing · 1 per month; the last:
                                            2026-10-12
       8 days  B  Batu Selatan Precision    they promised: scrap list of September
                  Sdn. Bhd.                 and October
                                            guo.shuo · promised 2026-10-13 by Ravi
                                            Menon
       8 days  C  昕鹤精铸（宜兴）有限公司  close 龙门铣三台数控改造
                                            meng.fanke · the order was expected by
                                            2026-11-13; it stands at initiation
       8 days  A  昕鹤主轴科技股份有限公司  we promised:
                                            按财务口径重做投资回收测算表
                                            xu.manqing · promised 2026-11-05 to
                                            白若岚
       8 days  A  岭澄机床集团有限公司      they promised:
                                            框架附件三（违约金）修改稿
                                            guo.shuo · promised 2026-10-22 by
                                            麦家豪
       8 days  A  岭澄机床集团有限公司      拜会梁总，谈承兑换降价的三种组合
                                            lin.zhiyuan · in the account's plan;
                                            the goal: 梁总从反对到中立

    late
       5 days  C  昕鹤精铸（宜兴）有限公司  call
                                            meng.fanke · 1 per month; the last:
                                            2026-10-16
       4 days  A  岭澄机床集团有限公司      acceptance of 2026 年度 VMC
                                            控制套件框架
                                            guo.shuo · the acceptance stage was to
                                            be done by 2026-11-17
       3 days  A  昕鹤主轴科技股份有限公司  next: 与财务逐项对测算口径
                                            xu.manqing · agreed 2026-10-28
                                            (visit); the next meeting meets it
       3 days  A  岭澄机床集团有限公司      event
                                            guo.shuo · 1 per 2 months; the last:
                                            2026-09-18
       3 days  A  岭澄机床集团有限公司      we promised: English operator manual
                                            for the GX series
                                            meng.fanke · promised 2026-10-22 to
                                            陈兆明 (Chan Siu Ming)
       3 days  A  岭澄机床集团有限公司      go through the dossier
                                            guo.shuo · every month; last reviewed
                                            2026-10-18

    due
       2 days  A  昕鹤主轴科技股份有限公司  ask for the next order
                                            xu.manqing · 6 orders, a median of 58
                                            days apart; the last: 2026-09-22
       2 days  D  渚星关节（深圳）有限公司  next: 约进厂
                                            guo.shuo · agreed 2026-11-13 (call);
                                            the next call meets it
        1 day  D  寒松机床修造厂            mailing
                                            lin.zhiyuan · 1 per half-year; the
                                            last: 2026-05-20
        1 day  A  Falkenrode Drivetrain     we promised: IT security questionnaire
                  (Taicang) Co., Ltd.       answered
                                            meng.fanke · promised 2026-10-27 to
                                            左岩 (Zuo Yan)
        1 day  B  铸云模具（东莞）有限公司  call
                                            guo.shuo · 2 per month; the last 2:
                                            2026-10-20, 2026-11-03
        1 day  B  铸云模具（东莞）有限公司  value review
                                            guo.shuo · 1 per half-year; the last:
                                            2026-05-20

    planned
      16 days  A  岭澄机床集团有限公司      value review
                                            guo.shuo · planned for 2026-11-27 (in
                                            6 days) · 1 per quarter; the last:
                                            2026-08-05
       2 days  A  Falkenrode Drivetrain     executive visit
                  (Taicang) Co., Ltd.       xu.manqing · planned for 2026-12-02
                                            (in 11 days) · 1 per half-year; the
                                            last: 2026-05-19
        1 day  A  岭澄机床集团有限公司      forum
                                            guo.shuo · planned for 2026-12-04 (in
                                            13 days) · 1 per quarter; the last:
                                            2026-08-20

    upcoming
         in 1  B  Batu Selatan Precision    call
                  Sdn. Bhd.                 guo.shuo · 2 per month; the last 2:
                                            2026-10-22, 2026-11-11
         in 1  A  Falkenrode Drivetrain     visit
                  (Taicang) Co., Ltd.       xu.manqing · planned for 2026-11-24
                                            (in 3 days) · 1 per month; the last:
                                            2026-10-22
         in 1  A  岭澄机床集团有限公司      executive visit
                                            guo.shuo · 1 per half-year; the last:
                                            2026-05-22
         in 2  B  Batu Selatan Precision    next: hear Lim on the price
                  Sdn. Bhd.                 guo.shuo · agreed 2026-11-11 (call);
                                            the next call meets it
         in 2  A  昕鹤主轴科技股份有限公司  event
                                            xu.manqing · 1 per 2 months; the last:
                                            2026-09-23
         in 2  A  岭澄机床集团有限公司      birthday of 冯泽宇
                                            meng.fanke · a greeting from
                                            2026-11-16 on meets it
         in 3  C  沧溟泵业股份有限公司      they promised: 10 月夜班停机记录
                                            xu.manqing · promised 2026-11-12 by
                                            阮诗诗
         in 3  A  Falkenrode Drivetrain     send Tolsdorf the DIN 5 protocol of
                  (Taicang) Co., Ltd.       cell 4 with a covering letter by Dai
                                            lin.zhiyuan · in the account's plan;
                                            the goal: be named in the group's list
                                            of released suppliers
         in 3  A  昕鹤主轴科技股份有限公司  birthday of 陆承舟
                                            lin.zhiyuan · lunar 10-16; a greeting
                                            from 2026-11-17 on meets it
         in 4  C  沧溟泵业股份有限公司      next: 跟一个夜班
                                            xu.manqing · planned for 2026-11-25
                                            (in 4 days) · agreed 2026-11-12
                                            (visit); the next visit meets it
         in 4  C  沧溟泵业股份有限公司      掐表记一个夜班
                                            meng.fanke · in the account's plan
         in 4  C  昕鹤精铸（宜兴）有限公司  next: 带一台的方案，见陶洁
                                            meng.fanke · agreed 2026-10-16 (call);
                                            the next visit meets it
         in 4  A  昕鹤主轴科技股份有限公司  they promised: 确定试点两台的停线窗口
                                            xu.manqing · promised 2026-11-16 by
                                            沈亦薇
         in 4  A  岭澄机床集团有限公司      anniversary of 冯泽宇
                                            meng.fanke · a greeting from
                                            2026-11-18 on meets it
         in 4  A  岭澄机床集团有限公司      GX 样机 300 小时报告中英文版
                                            meng.fanke · in the account's plan;
                                            the goal: GX 龙门改用我们的平台
         in 4  B  铸云模具（东莞）有限公司  we promised: 2027 服务合同草稿
                                            guo.shuo · promised 2026-11-03 to
                                            卓佩芳
         in 5  B  Batu Selatan Precision    value review
                  Sdn. Bhd.                 guo.shuo · 1 per half-year; the last:
                                            2026-05-26
         in 5  C  沧溟泵业股份有限公司      second visit
                                            xu.manqing · planned for 2026-11-25
                                            (in 4 days) · within 14 days of the
                                            first visit 2026-11-12; no visit since
         in 5  A  昕鹤主轴科技股份有限公司  call
                                            xu.manqing · 3 per month; the last 3:
                                            2026-10-26, 2026-11-05, 2026-11-16
         in 5  A  昕鹤主轴科技股份有限公司  next: 当面定试点窗口
                                            xu.manqing · planned for 2026-11-26
                                            (in 5 days) · agreed 2026-11-16
                                            (call); the next visit meets it
         in 5  B  铸云模具（东莞）有限公司  event
                                            guo.shuo · 1 per quarter; the last:
                                            2026-08-26
         in 6  B  Batu Selatan Precision    we promised: video of the probing
                  Sdn. Bhd.                 cycle on a thin wall
                                            meng.fanke · promised 2026-11-11 to
                                            Ravi Menon
         in 6  A  Falkenrode Drivetrain     call
                  (Taicang) Co., Ltd.       xu.manqing · 3 per month; the last 3:
                                            2026-10-27, 2026-11-04, 2026-11-18
         in 6  A  Falkenrode Drivetrain     they promised: name the HQ engineer
                  (Taicang) Co., Ltd.       who will read the pilot criteria
                                            xu.manqing · promised 2026-11-18 by
                                            卫思远 (Wei Siyuan)
         in 6  A  昕鹤主轴科技股份有限公司  forum
                                            xu.manqing · 1 per quarter; the last:
                                            2026-08-27
         in 6  A  昕鹤主轴科技股份有限公司  we promised:
                                            数据不出厂的网络方案书面稿
                                            meng.fanke · promised 2026-11-11 to
                                            傅文静
         in 6  A  昕鹤主轴科技股份有限公司  请白总看一号线半年停机账
                                            xu.manqing · in the account's plan;
                                            the goal: 昕鹤控制与对刀采购过半
         in 6  A  昕鹤主轴科技股份有限公司  trial of 一号壳体线改造
                                            xu.manqing · the trial stage is to be
                                            done by 2026-11-27
         in 6  B  铸云模具（东莞）有限公司  mailing
                                            guo.shuo · 1 per month; the last:
                                            2026-10-27
         in 6  B  铸云模具（东莞）有限公司  birthday of 易春生
                                            guo.shuo · a greeting from 2026-11-20
                                            on meets it
         in 7  B  铸云模具（东莞）有限公司  go through the dossier
                                            guo.shuo · every 3 months; last
                                            reviewed 2026-08-28
        in 83  B  铸云模具（东莞）有限公司  contract renewal
                                            guo.shuo · the contract ends
                                            2027-02-12
    --- err
    2026-11-21: 7 critical, 6 late, 6 due, 3 planned, 32 upcoming
    ");
}

#[test]
fn the_list_of_the_machinery_makers() {
    assert_snapshot!(run("machinery", &["list"]), @"
    exit 0
    --- out
    Tier  Account                Status    Owner        Sales  Last touch  Overdue
    A     岭澄机床集团有限公司   customer  guo.shuo      7.2M  2026-11-19        6
    A     昕鹤主轴科技股份有限   customer  xu.manqing   4.86M  2026-11-19        4
          公司
    A     Falkenrode Drivetrain  customer  xu.manqing    3.9M  2026-11-18        1
          (Taicang) Co., Ltd.
    B     Batu Selatan           customer  guo.shuo     1.31M  2026-11-11        2
          Precision Sdn. Bhd.
    B     铸云模具（东莞）有限   customer  guo.shuo     1.15M  2026-11-03        2
          公司
    C?    昕鹤精铸（宜兴）有限   customer  meng.fanke    960k  2026-10-16        2
          公司
    C     沧溟泵业股份有限公司   prospect  xu.manqing       0  2026-11-13        –
    D     寒松机床修造厂         dormant   lin.zhiyuan   210k  2026-09-03        1
    D     Norwick Turbine        lost      xu.manqing     95k  2026-09-16        –
          Components (Wuxi)
          Ltd.
    D?    渚星关节（深圳）有限   lead      guo.shuo         –  2026-11-13        1
          公司
    --- err
    10 accounts; C? means that the tier could be higher (`dossier tier`)
    ");
}

#[test]
fn the_tiers_of_the_software_clients() {
    assert_snapshot!(run("software", &["tier"]), @"
    exit 0
    --- out
    Tier  Account             Owner                Basis  Not known
    A     Waterlinde Dairy    maren.vasko      after 0 %
          Group
    B     Ravensgate Clinics  tobi.adeyemi             –  fixed until 2026-12-31,
                                                          computed D
    B     Halden Ridge        tobi.adeyemi  after 82.1 %
          Components
    D     Elzenrode Timber    tobi.adeyemi             –  could be A: value.sales
    D     Sablequay Estates   tobi.adeyemi             –  could be A: value.sales
    --- err
    a tier is what the dossier proves; `dossier tier --explain ACCOUNT` shows what is missing and what it weighs
    ");
}

#[test]
fn what_is_due_at_the_software_clients() {
    assert_snapshot!(run("software", &["due"]), @"
    exit 0
    --- out
    late
       5 days  A  Waterlinde Dairy Group   call
                                           maren.vasko · 2 per month; the last 2:
                                           2026-10-16, 2026-11-06
       4 days  B  Ravensgate Clinics       they promised: confirm the budget line
                                           with finance
                                           tobi.adeyemi · promised 2026-10-08 by
                                           Dana Whitlock
       3 days  A  Waterlinde Dairy Group   we promised: answers to the 22 security
                                           questions
                                           tobi.adeyemi · promised 2026-10-21 to
                                           Ilse Kortland

    due
       2 days  B  Halden Ridge Components  mailing
                                           tobi.adeyemi · 1 per quarter; the last:
                                           2026-08-19
       2 days  B  Halden Ridge Components  ask for the next order
                                           tobi.adeyemi · 3 orders, a median of
                                           367 days apart; the last: 2025-11-17
        1 day  B  Halden Ridge Components  we promised: trial protocol with their
                                           numbering
                                           tobi.adeyemi · promised 2026-10-22 to
                                           Sinead Tarrell

    planned
       2 days  B  Ravensgate Clinics       next: present the offer to the board
                                           tobi.adeyemi · planned for 2026-11-24
                                           (in 3 days) · agreed 2026-11-05 (call);
                                           the next visit meets it
        1 day  B  Ravensgate Clinics       visit
                                           tobi.adeyemi · planned for 2026-11-24
                                           (in 3 days) · 1 per quarter; the last:
                                           2026-08-20

    upcoming
         in 1  B  Halden Ridge Components  call
                                           tobi.adeyemi · 1 per month; the last:
                                           2026-10-22
         in 2  D  Elzenrode Timber         next: agree a first visit
                                           tobi.adeyemi · agreed 2026-10-27
                                           (call); the next call meets it
         in 2  B  Ravensgate Clinics       we promised: data protection annex for
                                           the board papers
                                           tobi.adeyemi · promised 2026-11-05 to
                                           Anjali Corrow
         in 2  A  Waterlinde Dairy Group   go through the dossier
                                           maren.vasko · every month; last
                                           reviewed 2026-10-23
         in 3  D  Sablequay Estates        call
                                           tobi.adeyemi · 1 per quarter; the last:
                                           2026-08-24
         in 4  A  Waterlinde Dairy Group   they promised: asset list of plant 4
                                           maren.vasko · promised 2026-08-27 by
                                           Karel Vinkebos
         in 5  B  Halden Ridge Components  next: how the first trial week went
                                           tobi.adeyemi · agreed 2026-10-22
                                           (call); the next call meets it
         in 5  A  Waterlinde Dairy Group   birthday of Femke Dralsma
                                           maren.vasko · a greeting from
                                           2026-11-19 on meets it
         in 6  B  Halden Ridge Components  trial of Validation pack for the clean
                                           rooms
                                           tobi.adeyemi · the trial stage is to be
                                           done by 2026-11-27
         in 6  A  Waterlinde Dairy Group   visit
                                           maren.vasko · 1 per quarter; the last:
                                           2026-08-27
         in 6  A  Waterlinde Dairy Group   ask Rutger for half an hour before the
                                           budget round
                                           maren.vasko · in the account's plan;
                                           the goal: planner in all five plants
    --- err
    2026-11-21: 3 late, 3 due, 2 planned, 11 upcoming
    ");
}

#[test]
fn the_list_of_the_software_clients() {
    assert_snapshot!(run("software", &["list"]), @"
    exit 0
    --- out
    Tier  Account              Status    Owner          Sales  Last touch  Overdue
    A     Waterlinde Dairy     customer  maren.vasko     186k  2026-11-06        2
          Group
    B     Halden Ridge         customer  tobi.adeyemi  40.48k  2026-11-11        3
          Components
    B     Ravensgate Clinics   prospect  tobi.adeyemi       –  2026-11-12        1
    D?    Elzenrode Timber     lead      tobi.adeyemi       –  2026-10-27        –
    D?    Sablequay Estates    customer  tobi.adeyemi       –  2026-08-24        –
    --- err
    5 accounts; D? means that the tier could be higher (`dossier tier`)
    ");
}
