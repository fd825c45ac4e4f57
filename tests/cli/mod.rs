//! The commands as their users meet them: what they print, where, and what they exit with.

mod account;
mod brief;
mod calendar;
mod capture;
mod check;
mod console;
mod deal;
mod deals;
mod directory;
mod due;
mod due_formats;
mod explain;
mod fmt;
mod health;
mod init;
mod library;
mod list;
mod log;
mod map;
mod map_input;
mod merge;
mod new;
mod person;
mod promise;
mod set;
mod settings;
mod show;
mod standards;
mod status;
mod template;
mod tier;

use crate::support::World;

/// Three accounts that are known well enough to be told apart, in two folders.
fn portfolio() -> World {
    World::with([
        ("dossier.yaml", SETTINGS),
        ("accounts/northern-lathe.yaml", NORTHERN),
        ("accounts/east/huarui.yaml", HUARUI),
        ("accounts/east/little-mill.yaml", LITTLE),
    ])
}

const SETTINGS: &str = "\
version: 1
currency: CNY
rates: {USD: 7}
team:
  wang.min: {name: Wang Min}
  li.na: {name: Li Na}
";

const NORTHERN: &str = "\
name: Northern Lathe Works
aliases: [NLW, 北方车床]
industry: machinery
region: north
owner: wang.min
status: customer
registered: 2024-01-10
reviewed: 2026-11-10
profile: {credit: {rating: 4}}
value:
  sales: {2024: 2.5M, 2025: 3M}
  margin: 0.3
  potential: 9M
  strategic_fit: 5
  purchases:
    - {on: 2026-03-02, amount: 1M, what: two lathes}
    - {on: 2026-09-14, amount: 200k USD, what: spindles}
stakeholders:
  - {id: hu-bing, name: 胡冰, title: Plant Director, roles: [decision_maker], influence: 5, attitude: supporter}
  - {id: sun-li, name: Sun Li, title: Buyer, roles: [buyer], influence: 2, private: {family: two daughters}}
opportunities:
  - {id: retrofit, name: Retrofit of line 3, milestone: proposal, reached: {proposal: 2026-10-20}, amount: 1.2M, close: 2027-02-28}
commitments:
  - {id: c1, what: send the drawings, by: us, who: wang.min, to: hu-bing, made: 2026-11-02, due: 2026-11-12}
  - {id: c2, what: name a test part, by: them, who: hu-bing, made: 2026-11-02, due: 2026-11-20}
touchpoints:
  - {on: 2026-10-20, kind: visit, by: wang.min, with: [hu-bing, sun-li], purpose: offer, achieved: yes, outcome: offer handed over}
  - {on: 2026-11-02, kind: call, by: wang.min, with: [hu-bing], purpose: drawings, achieved: partly, next: {on: 2026-11-24, kind: visit, purpose: walk the line}}
";

const HUARUI: &str = "\
name: 华瑞泵业
industry: machinery
owner: li.na
status: prospect
registered: 2026-10-12
reviewed: 2026-11-18
value: {sales: {2025: 400k}, margin: 0.25, potential: 3M}
stakeholders:
  - {id: chen, name: 陈晓, roles: [evaluator], influence: 3}
commitments: [{id: list, what: send the price list, by: us, to: chen, made: 2026-11-19, due: 2026-11-23}]
touchpoints:
  - {on: 2026-11-19, kind: call, by: li.na, with: [chen], purpose: first talk, achieved: yes}
";

const LITTLE: &str = "\
name: Little Mill
industry: paper
owner: li.na
status: lead
registered: 2026-11-02
profile: {credit: {rating: 2}}
value: {sales: {2025: 0}, margin: 0, potential: 50k, strategic_fit: 1, purchases: []}
";
