//! A file of each kind in which every key of the format stands.

pub const ACCOUNT: &str = r#"
name: Whole Works
aliases: [WW, 0123, yes]
domains: [whole.example]
industry: machinery
industry_class: mainstream
region: north
address: 1 Long Road
website: https://whole.example
phone: "+86 21 5555 0100"
parent: holding
owner: wang.min
team: [{who: li.na, does: service}]
status: customer
source: {kind: referral, from: a friend, on: 2024-01-02}
registered: 2024-01-10
reviewed: 2026-11-10
tags: [pilot]
profile:
  business: pumps
  market_position: second
  distribution: dealers
  finances: sound
  credit: {rating: 4, terms: 30 days, note: pays early}
  willingness: 3
  strategy: export
  markets: [Europe]
  external_factors: [tariffs]
  employees: 1200
  turnover: 480M
value:
  sales: {2024: 1.2M, 2025: 120k USD}
  margin: 0.32
  potential: 480万
  strategic_fit: 5
  growth: 1
  loyalty: switching
  purchases: [{on: 2026-03-02, amount: 310000, what: two lathes}]
tier: {fixed: A, reason: the group wants it, until: 2027-01-01}
relationship: {stage: mid, standing: supplier, wanted: partner}
escalation: [{area: service, ours: li.na, theirs: hu-bing}]
procurement:
  process: [request, offer]
  criteria: [price]
  phase: selection
  budget: {amount: 2M, status: requested, source: capital, approvals: [{level: board, by: hu-bing}], decided_by: 2027-02-01}
  renewal: 2027-03-31
resources: {ours: [engineers], theirs: [test bench]}
stakeholders:
  - id: hu-bing
    name: 胡冰
    title: Plant Director
    department: production
    roles: [decision_maker, user]
    reports_to: chen
    influences: [sun-li]
    conflicts_with: [chen]
    influence: 5
    attitude: supporter
    adoption: early_adopter
    closeness: 2
    concerns: [downtime]
    owner: wang.min
    email: hu@whole.example
    phone: "5555"
    since: 2020-05-01
    left: 2027-05-01
    successor: sun-li
    private:
      birthday: lunar 1978-leap-04-03
      dates: [{what: wedding, on: 06-18}]
      interests: [go]
      family: two daughters
      avoid: [politics]
    x-badge: {blue: yes}
allies: [{name: Zhao, kind: broker, how: opens doors}]
competitors:
  - {name: Rival, position: incumbent, share: 0.4, strengths: [price], weaknesses: [service], attacks: [slow], counters: [figures], supporters: [chen]}
needs:
  - id: downtime
    need: less downtime
    kind: need
    priority: 1
    raised_by: hu-bing
    why: [orders are late]
    impact: 1M a year
    solution: {base: spindle, service: on call, strategic: output}
    value: {saves: 1.2M, earns: 0, cost: 800k, cost_per_year: 10k, years: 5}
    status: stated
questions: {situation: [how many?], problem: [what stops?], implication: [and then?], need_payoff: [what if not?]}
swot: {strengths: [service], weaknesses: [price], opportunities: [new hall], threats: [rival]}
plan:
  goals: [{id: g1, goal: first supplier, measure: share, now: 0.2, target: 0.5, due: 2027-12-31, owner: wang.min}]
  actions: [{what: pilot, who: li.na, due: 2027-01-31, goal: g1, done: 2027-01-20}]
opportunities:
  - id: retrofit
    name: Retrofit
    need: downtime
    opened: 2026-01-01
    milestone: proposal
    reached: {planning: 2026-01-01, contact: 2026-01-02, initiation: 2026-01-03, deep_contact: 2026-01-04, proposal: 2026-01-05, negotiation: 2026-01-06, delivery: 2026-01-07, growth: 2026-01-08}
    approved: {by: li.na, on: 2026-02-01}
    amount: 1.2M
    probability: 0.5
    close: 2027-02-28
    bant: {budget: yes, authority: no, need: unknown, timeline: 2027-01-01}
    evaluation: {pressure: true, driver: yes, value_shown: no, need_confirmed: False, process_known: Yes, factors_clear: unknown, solution_fits: yes, resources_fair: yes, relationship: yes, unique_value: yes}
    key_factors: [{factor: uptime, state: good, trend: up}]
    risks: [{risk: delay, counter: stock}]
    offer: {pilot: one line, rollout: all lines, optimise: tuning, guarantee: uptime}
    outcome: open
deliveries:
  - opportunity: retrofit
    stages: {requirements: {due: 2026-01-01, done: 2026-01-01}, build: {due: 2026-01-01, done: 2026-01-01}, trial: {due: 2026-01-01, done: 2026-01-01}, acceptance: {due: 2026-01-01, done: 2026-01-01}}
    response: {answer: 4h, fix: 48h}
commitments:
  - {id: c1, what: send drawings, by: us, who: wang.min, to: hu-bing, made: 2026-11-02, due: 2026-11-12, kept: 2026-11-11, broken: no, remedy: none}
touchpoints:
  - {on: 2026-11-02, kind: call, by: wang.min, with: [hu-bing], purpose: drawings, achieved: partly, outcome: sent, notes: busy, told: [plant], next: {on: 2026-11-24, kind: visit, purpose: walk}}
reviews: [{on: 2026-06-01, saved: 100k, note: good}]
referrals: [{asked: 2026-06-02, from: hu-bing, to: Mr Li, state: given}]
sources: [{of: procurement.budget, grade: told, from: hu-bing, on: 2026-06-03}]
x-own: [1, {two: 3}]
"#;

pub const SETTINGS: &str = r#"
version: 1
accounts: accounts
library: library
templates: templates
language: zh-CN
currency: EUR
rates: {USD: 7.1, CNY: "0.13"}
team:
  wang.min: {name: Wang Min, hours_per_week: 30, email: w@us.example}
tiers:
  method: pareto
  thresholds: {A: 75, B: 90.5, C: 95}
  criteria:
    - {id: sales, weight: 30, scale: {rank: portfolio}}
    - {id: credit, weight: 12.5, scale: rating}
    - {id: potential, weight: "5", scale: {bands: {0: 0, 500k: 40, 2M: 100}}}
  figure: sales
  group: region
cadence:
  A: {call: 3 per month, visit: none, message: 1 per week, mailing: 1 per 2 weeks, sample: 1 per year, gift: 1 per year, event: 1 per quarter, forum: 1 per half-year, executive_visit: 1 per year, value_review: 2 per year, greeting: 1 per year, meeting: 1 per 100 days}
  B: {call: 3 per month, visit: none, message: 1 per week, mailing: 1 per 2 weeks, sample: 1 per year, gift: 1 per year, event: 1 per quarter, forum: 1 per half-year, executive_visit: 1 per year, value_review: 2 per year, greeting: 1 per year, meeting: 1 per 100 days}
  C: {call: 3 per month, visit: none, message: 1 per week, mailing: 1 per 2 weeks, sample: 1 per year, gift: 1 per year, event: 1 per quarter, forum: 1 per half-year, executive_visit: 1 per year, value_review: 2 per year, greeting: 1 per year, meeting: 1 per 100 days}
  D: {call: 3 per month, visit: none, message: 1 per week, mailing: 1 per 2 weeks, sample: 1 per year, gift: 1 per year, event: 1 per quarter, forum: 1 per half-year, executive_visit: 1 per year, value_review: 2 per year, greeting: 1 per year, meeting: 1 per 100 days}
reviews: {A: month, B: 3 months, C: half-year, D: 12 months}
lead: {renewal: 90, holiday: 7}
lateness: {late: 3, critical: 7}
follow_up: {first_visit_call: 3, first_visit_return: 14, top_contact: 90}
caps: {call: 3 per month, visit: none, message: 1 per week, mailing: 1 per 2 weeks, sample: 1 per year, gift: 1 per year, event: 1 per quarter, forum: 1 per half-year, executive_visit: 1 per year, value_review: 2 per year, greeting: 1 per year, meeting: 1 per 100 days}
minutes: {call: 20, visit: 180, message: 5, mailing: 10, sample: 5, gift: 5, event: 240, forum: 240, executive_visit: 60, value_review: 90, greeting: 5, meeting: 60}
holidays:
  - {name: New Year, on: 01-01}
  - {name: 春节, lunar: 01-01}
completeness: {A: 85, B: 70, C: 50, D: 30}
health: {top_reach: 20, support: 20, cadence: 20, commitments: 15, needs: 15, recency: 10}
ratchet: {completeness: 2.5, points: 1, support: 0}
rules:
  tier-unsettled: warning
  stale-dossier: "off"
custom_rules:
  - {id: exec-sponsor, when: tier == "A", require: stakeholders | length > 0, message: who decides?, severity: error}
x-own: 1
"#;

pub const CASES: &str = r#"
- id: plant
  title: Change-over
  industry: machinery
  size: {employees: [200, 2000]}
  needs: [change-over]
  problem: tools set by hand
  solution: presetting
  value: {before: 6 h, after: 40 min, saves: 800k}
  quote: we should have done it before
  approved: {by: legal, until: 2027-06-30}
  added: 2026-08-01
"#;

pub const TALKS: &str = r#"
- id: price-tco
  scene: objection
  roles: [buyer, approver]
  departments: [finance]
  industries: [machinery]
  milestones: [negotiation]
  objection: Your price is higher
  say: Over five years it is not.
  proof: plant
"#;
