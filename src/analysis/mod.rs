//! Pure judgement: accounts, a policy and a day in; a report value out. No clock, no output, no format.
