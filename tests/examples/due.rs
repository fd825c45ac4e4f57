//! What is due in the examples.

use std::collections::BTreeSet;

use account_dossier::analysis::agenda::ItemKind;
use insta::assert_snapshot;

use super::{EXAMPLES, run};

#[test]
fn they_show_nearly_every_kind_of_thing_that_falls_due() {
    let mut seen = BTreeSet::new();
    for example in EXAMPLES {
        let report = run(example, &["due", "--within", "90d", "--format", "json"]).json();
        for item in report["items"].as_array().expect("a list") {
            seen.insert(item["kind"].as_str().expect("a kind").to_owned());
        }
    }
    let unseen: Vec<_> = ItemKind::words().filter(|kind| !seen.contains(*kind)).collect();
    // Channels that no cadence asks for, and a call that was always made in time.
    assert_eq!(
        unseen,
        [
            "message",
            "sample",
            "gift",
            "greeting",
            "meeting",
            "first-visit-call"
        ]
    );
}

#[test]
fn the_holidays_and_meetings_ahead_of_a_colleague() {
    let kinds = [
        "due",
        "--kind",
        "holiday,top-contact",
        "--within",
        "60d",
        "--owner",
        "maren.vasko",
    ];
    assert_snapshot!(run("software", &kinds), @r#"
    exit 0
    --- out
    upcoming
        in 34  A  Waterlinde Dairy Group  greet for Christmas
                                          maren.vasko · from 2026-12-18 on greet
                                          Rutger Oostveldt, Femke Dralsma, Joost
                                          Hemmering and 4 more
        in 41  A  Waterlinde Dairy Group  greet for New Year
                                          maren.vasko · from 2026-12-25 on greet
                                          Rutger Oostveldt, Femke Dralsma, Joost
                                          Hemmering and 4 more
        in 52  A  Waterlinde Dairy Group  meet Rutger Oostveldt, Femke Dralsma
                                          maren.vasko · Planner for plants 4 and 5
                                          is open, and they decide; last met
                                          2026-10-14
    --- err
    2026-11-21: 3 upcoming
    "#);
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
