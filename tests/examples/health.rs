//! The health of the examples' accounts.

use insta::assert_snapshot;

use super::run;

#[test]
fn the_machinery_makers() {
    assert_snapshot!(run("machinery", &["health"]), @"
    exit 0
    --- out
    Tier  Account                   Owner        Health                Weakest
    D     渚星关节（深圳）有限公司  guo.shuo     ███▒▒▒▒▒▒▒ 30–100     top reach
    D     寒松机床修造厂            lin.zhiyuan  █████▒▒▒░░ 50–80      commitments
    C     沧溟泵业股份有限公司      xu.manqing   ██████▒░░░ 60.6–75.6  commitments
    A     岭澄机床集团有限公司      guo.shuo     ███████░░░ 72         commitments
    C     昕鹤精铸（宜兴）有限公司  meng.fanke   ███████▒░░ 76.7–81.1  support
    A     Falkenrode Drivetrain     xu.manqing   ███████░░░ 79.1       commitments
          (Taicang) Co., Ltd.
    A     昕鹤主轴科技股份有限公司  xu.manqing   ████████░░ 80.4       commitments
    B     铸云模具（东莞）有限公司  guo.shuo     ████████░░ 83.1       commitments
    B     Batu Selatan Precision    guo.shuo     ████████░░ 88.3       commitments
          Sdn. Bhd.

    what would lift the lowest most
      渚星关节（深圳）有限公司
          +20  find out who decides, enter it in `stakeholders[].roles`, and meet
               them
          +20  find out where 顾廷威 stands, and win them
      寒松机床修造厂
          +15  promise something small, and keep it by its day
          +15  find out what they need
      沧溟泵业股份有限公司
          +15  promise something small, and keep it by its day
          +15  work out a solution: 叶轮五轴单元夜班开不起来，每天少转 8 小时
    --- err
    an interval where something is not known: 4 of 9; `dossier health ACCOUNT` shows the parts and why
    ");
}

#[test]
fn the_software_clients_by_owner() {
    assert_snapshot!(run("software", &["health", "--by", "owner"]), @"
    exit 0
    --- out
    maren.vasko: 1 account, 73.1–75.8 on average
    A  Waterlinde Dairy Group   ███████░░░ 73.1–75.8  commitments

    tobi.adeyemi: 4 accounts, 61.7–80.8 on average
    D  Elzenrode Timber         ███▒▒▒▒▒▒▒ 30–100   top reach
    D  Sablequay Estates        ██████░░░░ 60–66.7  commitments
    B  Ravensgate Clinics       ███████░░░ 77.3     support
    B  Halden Ridge Components  ███████░░░ 79.4     commitments
    --- err
    an interval where something is not known: 3 of 5; `dossier health ACCOUNT` shows the parts and why
    ");
}

#[test]
fn a_dairy_and_what_would_lift_its_health() {
    assert_snapshot!(run("software", &["health", "waterlinde"]), @"
    exit 0
    --- out
    A  Waterlinde Dairy Group  waterlinde-dairy
      health 73.1–75.8
      Part         Weight     Points  Why
      top reach        20        100  somebody who decides was met on 2026-10-14
      support          20  46.6–60.2  support surface -0.07 to 0.2: attitudes not
                                      known: 1
      cadence          20         75  overdue: 1 of 4 obligations
      commitments      15         25  1 of 4 promises kept on time since
                                      2025-11-21
      needs            15        100  top needs 1: 1 with a solution, 1 with its
                                      gain in figures
      recency          10        100  they were last spoken with 15 days ago
      what would lift it most
        +11.2  keep what we promised: answers to the 22 security questions
        +10.7  win Karel Vinkebos, opponent as yet
           +5  make what is overdue: call
    ");
}
