//! The examples: in order, and what is shown of them.

mod deals;
mod due;
mod health;

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
                &["health", id],
                &["due", id, "--within", "90d"],
                &["check", id],
                &["map", id],
                &["map", id, "--format", "svg"],
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
        for command in ["status", "tier", "due", "list", "health", "deals"] {
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
