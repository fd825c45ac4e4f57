//! Attendance: of which accounts those are who were invited to a meeting, by their e-mail addresses.

use std::collections::HashMap;

use crate::model::{Account, Day};

/// Somebody who was invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    /// The name that the invitation gives.
    pub name: Option<String>,
    /// The e-mail address, in small letters.
    pub email: String,
    /// Whether they have said that they will not come.
    pub has_declined: bool,
}

impl Invitee {
    /// The name with the address, or the address alone.
    pub fn called(&self) -> String {
        match self
            .name
            .as_deref()
            .filter(|name| !name.eq_ignore_ascii_case(&self.email))
        {
            Some(name) => format!("{name} <{}>", self.email),
            None => self.email.clone(),
        }
    }
}

/// Whom a meeting brings together.
#[derive(Debug, Default)]
pub struct Attendance<'a> {
    /// The accounts, in the order of their ids.
    pub accounts: Vec<Presence<'a>>,
    /// Those of whom nobody knows where they are from.
    pub strangers: Vec<String>,
    /// Those who will not come; they count for no account.
    pub declined: Vec<String>,
}

/// Those of one account.
#[derive(Debug)]
pub struct Presence<'a> {
    /// The account.
    pub account: &'a Account<'a>,
    /// Ids of stakeholders.
    pub with: Vec<&'a str>,
    /// Those who mail from the account's domain and are not in its dossier.
    pub unknown: Vec<String>,
}

/// Domains at which everybody can have an address: they say nothing of an account.
const PUBLIC: [&str; 36] = [
    "126.com",
    "139.com",
    "163.com",
    "188.com",
    "189.cn",
    "aliyun.com",
    "aol.com",
    "foxmail.com",
    "freenet.de",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "pchome.com.tw",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "sina.cn",
    "sina.com",
    "sohu.com",
    "t-online.de",
    "vip.qq.com",
    "web.de",
    "yahoo.com",
    "yahoo.com.tw",
    "yeah.net",
];

/// Who is known by which address, of all accounts and of us.
#[derive(Debug)]
pub struct Directory<'a> {
    people: HashMap<String, Vec<(&'a Account<'a>, &'a str)>>,
    domains: HashMap<String, Vec<&'a Account<'a>>>,
    ours: Vec<String>,
}

impl<'a> Directory<'a> {
    /// The directory of a day: those who have left by then are not in it. `ours` are the addresses of our team.
    pub fn new(accounts: &[&'a Account<'a>], ours: impl IntoIterator<Item = &'a str>, today: Day) -> Self {
        let mut people: HashMap<String, Vec<_>> = HashMap::new();
        let mut domains: HashMap<String, Vec<_>> = HashMap::new();
        for account in accounts {
            for person in account.present(today) {
                if let (Some(email), Some(id)) = (person.email.as_deref(), person.id.as_deref()) {
                    people.entry(plain(email)).or_default().push((*account, id));
                }
            }
            for domain in &account.domains {
                let domain = plain(domain);
                let is_new =
                    |found: &Vec<&Account<'_>>| found.last().is_none_or(|last| last.id != account.id);
                if !PUBLIC.contains(&domain.as_str()) {
                    let found = domains.entry(domain).or_default();
                    found.extend(Some(*account).filter(|_| is_new(found)));
                }
            }
        }
        let ours = ours.into_iter().map(plain).collect();
        Self {
            people,
            domains,
            ours,
        }
    }

    /// Whom the invited people bring together. A domain that several accounts share says which is meant only
    /// where one of them is there anyway.
    pub fn attendance(&self, invitees: &[Invitee]) -> Attendance<'a> {
        let mut attendance = Attendance::default();
        let (declined, coming): (Vec<_>, Vec<_>) = invitees
            .iter()
            .filter(|invitee| !self.is_ours(&invitee.email))
            .partition(|invitee| invitee.has_declined);
        attendance.declined = declined.iter().map(|invitee| invitee.called()).collect();
        let (known, others): (Vec<_>, Vec<_>) = coming
            .into_iter()
            .partition(|invitee| self.people.contains_key(&invitee.email));
        for (account, id) in known.iter().flat_map(|invitee| &self.people[&invitee.email]) {
            let presence = attendance.presence(account);
            presence
                .with
                .extend(Some(*id).filter(|id| !presence.with.contains(id)));
        }
        for invitee in others {
            match attendance.one_of(self.at_domain(&invitee.email)) {
                Some(account) => attendance.presence(account).unknown.push(invitee.called()),
                None => attendance.strangers.push(invitee.called()),
            }
        }
        attendance
            .accounts
            .sort_by(|one, other| one.account.id.cmp(&other.account.id));
        attendance
    }

    /// Whether an address is of our team, or of somebody at our team's domain.
    fn is_ours(&self, email: &str) -> bool {
        let ours = self.ours.iter().filter_map(|email| domain(email));
        let is_our_domain = |own: &str| {
            !PUBLIC.contains(&own) && !self.domains.contains_key(own) && ours.clone().any(|our| our == own)
        };
        self.ours.iter().any(|ours| ours == email) || domain(email).is_some_and(is_our_domain)
    }

    /// The accounts of an address's domain, or of one it is below.
    fn at_domain(&self, email: &str) -> &[&'a Account<'a>] {
        let mut own = domain(email);
        while let Some(name) = own {
            if let Some(accounts) = self.domains.get(name) {
                return accounts;
            }
            own = name.split_once('.').map(|(_, above)| above);
        }
        &[]
    }
}

impl<'a> Attendance<'a> {
    fn presence(&mut self, account: &'a Account<'a>) -> &mut Presence<'a> {
        let mut accounts = self.accounts.iter();
        let at = accounts.position(|presence| presence.account.id == account.id);
        let at = at.unwrap_or_else(|| {
            self.accounts.push(Presence {
                account,
                with: Vec::new(),
                unknown: Vec::new(),
            });
            self.accounts.len() - 1
        });
        &mut self.accounts[at]
    }

    /// The one account that is meant: the only one, or the only one of them that is there.
    fn one_of(&self, accounts: &[&'a Account<'a>]) -> Option<&'a Account<'a>> {
        let is_there = |account: &&&'a Account<'a>| {
            self.accounts
                .iter()
                .any(|presence| presence.account.id == account.id)
        };
        let mut there = accounts.iter().filter(is_there);
        match (accounts, there.next(), there.next()) {
            ([only], ..) | (_, Some(only), None) => Some(*only),
            _ => None,
        }
    }
}

/// An address or a domain as it is compared: `@Hdpm.example` is `hdpm.example`.
fn plain(typed: &str) -> String {
    typed.trim().trim_start_matches('@').to_lowercase()
}

fn domain(email: &str) -> Option<&str> {
    email.rsplit_once('@').map(|(_, domain)| domain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Tree, decode::decode};

    const ACCOUNTS: [(&str, &str); 3] = [
        (
            "hdpm",
            "{name: HDPM, domains: [hdpm.example, Group.example, qq.com], stakeholders: [
              {id: li, email: Li.Wei@HDPM.example}, {id: old, email: old@hdpm.example, left: 2026-01-01}]}",
        ),
        (
            "sister",
            "{name: Sister, domains: [group.example], stakeholders: [{id: chen, email: chen@qq.com}]}",
        ),
        ("other", "{name: Other, domains: ['@other.example']}"),
    ];

    /// Who is where of those invited, as `account: ids; unknown`.
    fn brought(invited: &[&str]) -> (Vec<String>, Vec<String>, Vec<String>) {
        let trees = ACCOUNTS.map(|(_, text)| Tree::parse(text).0);
        let accounts: Vec<Account<'_>> = ACCOUNTS
            .iter()
            .zip(&trees)
            .map(|((id, _), tree)| {
                let mut account: Account<'_> = decode(tree).value.expect("an account");
                account.id = (*id).to_owned();
                account
            })
            .collect();
        let accounts: Vec<&Account<'_>> = accounts.iter().collect();
        let today = "2026-11-21".parse().expect("a day");
        let directory = Directory::new(&accounts, ["wang@us.example", "private@gmail.com"], today);
        let invitees: Vec<Invitee> = invited
            .iter()
            .map(|email| Invitee {
                name: None,
                email: email.trim_start_matches('-').to_owned(),
                has_declined: email.starts_with('-'),
            })
            .collect();
        let found = directory.attendance(&invitees);
        let told = found.accounts.iter().map(|presence| {
            let Presence {
                account,
                with,
                unknown,
            } = presence;
            format!("{}: {}; {}", account.id, with.join(" "), unknown.join(" "))
        });
        (told.collect(), found.strangers.clone(), found.declined.clone())
    }

    #[test]
    fn people_are_known_by_address_and_others_by_domain() {
        let (accounts, strangers, _) = brought(&[
            "li.wei@hdpm.example",
            "new@mail.hdpm.example",
            "old@hdpm.example",
            "x@other.example",
            "y@elsewhere.example",
            "z@qq.com",
        ]);
        assert_eq!(
            accounts,
            [
                "hdpm: li; new@mail.hdpm.example old@hdpm.example",
                "other: ; x@other.example"
            ]
        );
        assert_eq!(strangers, ["y@elsewhere.example", "z@qq.com"]);
    }

    #[test]
    fn a_shared_domain_means_an_account_that_is_there_anyway() {
        assert_eq!(brought(&["x@group.example"]).1, ["x@group.example"]);
        let (accounts, strangers, _) = brought(&["x@group.example", "chen@qq.com"]);
        assert_eq!(accounts, ["sister: chen; x@group.example"]);
        assert_eq!(strangers, [""; 0]);
    }

    #[test]
    fn we_are_nobody_and_whoever_declined_brings_no_account() {
        let (accounts, strangers, declined) = brought(&[
            "wang@us.example",
            "boss@us.example",
            "private@gmail.com",
            "friend@gmail.com",
            "-li.wei@hdpm.example",
        ]);
        assert_eq!(accounts, [""; 0]);
        assert_eq!(strangers, ["friend@gmail.com"]);
        assert_eq!(declined, ["li.wei@hdpm.example"]);
    }
}
