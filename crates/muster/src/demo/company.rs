//! One organisation of the demo, from the day on which it was set up until now.

use super::abilities;
use super::cast::{Calling, Troupe};
use super::hands::Hands;
use super::person::Person;
use super::rounds::{self, Round};
use super::{claims, jobs, life, roll, rota, weekend};
use crate::failure::Failure;
use crate::home::operator;
use crate::passwords;
use crate::settings::Settings;
use axum::Router;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Clock as _, Email, Line, MemberId, Slug, SystemClock, Timestamp, Zone};
use people::members::{self, NewMember};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use store::door::{NewOrganisation, Realm, Store};
use vault::Passwords;

/// Places in a troupe's list of members; from the last on they do the work.
const ADMINISTRATOR: usize = 1;
pub(super) const DISPATCHER: usize = 2;
const MEMBER: usize = 4;
/// So many of those who do the work have signed in.
const AT_WORK: usize = 3;

/// How somebody of the demo signs in.
#[derive(Debug, Serialize)]
pub(super) struct SignIn {
    pub(super) organisation: &'static str,
    pub(super) id: MemberId,
    pub(super) name: &'static str,
    pub(super) role: &'static str,
    pub(super) email: String,
    pub(super) password: String,
}

/// An organisation and what it knows of itself.
pub(super) struct Company {
    pub(super) troupe: &'static Troupe,
    pub(super) sign_ins: Vec<SignIn>,
    realm: Arc<Realm>,
    zone: TimeZone,
    hands: Hands,
    competencies: Vec<Value>,
    /// The duties of every week, where it has such.
    rota: Option<Value>,
}

impl Company {
    /// Sets it up, with everybody and what they can do; `now` is when the play will end.
    pub(super) async fn gather(
        store: &Arc<Store>,
        workers: &Passwords,
        app: &Router,
        troupe: &'static Troupe,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let (realm, sign_ins) = founded(store, workers, troupe).await?;
        let zone = Zone::parse(troupe.zone).map_err(|error| Failure::failed(error.to_string()))?.rules();
        let today = now.date_in(&zone);
        let administrator = come_in(app, &sign_ins[ADMINISTRATOR]).await?;
        let dispatcher = come_in(app, &sign_ins[DISPATCHER]).await?;
        roll::call(&administrator, troupe, &sign_ins).await?;
        let mut hands = Hands::gathered(&administrator, troupe).await?;
        let competencies = abilities::prove(&administrator, troupe, &hands, today).await?;
        abilities::bind(&administrator, &dispatcher, troupe, &mut hands, today).await?;
        let rota = match troupe.calling {
            Calling::Duties => Some(rota::plan(&administrator, &dispatcher, &competencies, &mut hands, today).await?),
            Calling::Visits => None,
        };
        Ok(Self { troupe, sign_ins, realm, zone, hands, competencies, rota })
    }

    /// Lives through what has happened since, and plans what is to come; tells what there is to look at.
    pub(super) async fn work(&mut self, settings: &Settings, app: &Router) -> Result<Vec<String>, Failure> {
        let now = SystemClock.now();
        let today = now.date_in(&self.zone);
        let planner = self.sign_ins[DISPATCHER].id;
        let imported = jobs::bring(&self.realm, &settings.data, self.troupe.sample, today.yesterday().unwrap_or(today), planner).await?;
        let administrator = come_in(app, &self.sign_ins[ADMINISTRATOR]).await?;
        let dispatcher = come_in(app, &self.sign_ins[DISPATCHER]).await?;
        let mut at_work = Vec::new();
        for sign_in in &self.sign_ins[MEMBER..MEMBER + AT_WORK] {
            at_work.push(come_in(app, sign_in).await?);
        }
        let form = match self.troupe.calling {
            Calling::Visits => rounds::promise(&administrator, self.troupe.zone).await?,
            Calling::Duties => Value::Null,
        };
        let site = life::play(&dispatcher, &at_work[0], &self.troupe.scenery, self.troupe.zone, now).await?;
        claims::make(&at_work[0], &administrator, self.troupe, &self.competencies, today).await?;
        let mut told = vec![format!("{imported} real jobs imported")];
        if let Some(event) = &self.rota {
            rota::look_back(&dispatcher, event, now).await?;
            rota::agree(&at_work.iter().collect::<Vec<_>>(), &administrator, now).await?;
            told.push(self.weekend(&dispatcher, today).await?);
        } else {
            let round = Round { dispatcher: &dispatcher, at_work: &at_work, hands: &mut self.hands, form: &form, site: &site, now };
            told.push(format!("{} visits planned for them", round.plan(today, &self.zone).await?));
        }
        Ok(told)
    }

    async fn weekend(&mut self, dispatcher: &Person, today: Date) -> Result<String, Failure> {
        let places = weekend::prepare(dispatcher, &self.competencies, &mut self.hands, today, &self.zone).await?;
        Ok(format!("a real programme imported: {places} places for the coming weekend"))
    }
}

async fn come_in(app: &Router, who: &SignIn) -> Result<Person, Failure> {
    Person::sign_in(app, who.organisation, &who.email, &who.password).await
}

/// The organisation and those who can sign in to it.
async fn founded(store: &Arc<Store>, workers: &Passwords, troupe: &'static Troupe) -> Result<(Arc<Realm>, Vec<SignIn>), Failure> {
    let text = |error: kernel::TextError| Failure::failed(error.to_string());
    let new = NewOrganisation {
        slug: Slug::parse(troupe.slug).map_err(text)?,
        name: Line::parse(troupe.name).map_err(text)?,
        zone: Zone::parse(troupe.zone).map_err(text)?,
    };
    let listing = store.create_organisation(operator(), new).await?;
    let realm = store.realm(listing.id).await?;
    let mut sign_ins = Vec::new();
    for (name, role) in troupe.members {
        let first = name.split(' ').next().unwrap_or_default().to_lowercase();
        let email = format!("{first}@{}.example", troupe.slug);
        let password = passwords::choose(false, &[])?;
        let new = NewMember {
            name: Line::parse(name).map_err(text)?,
            email: Email::parse(&email).map_err(text)?,
            roles: vec![role.parse().map_err(|error: &str| Failure::failed(error))?],
            password_record: Some(passwords::record(workers, &password).await?),
        };
        let id = realm.write(operator(), move |tx| members::add(tx, &new)).await?.id;
        sign_ins.push(SignIn { organisation: troupe.slug, id, name, role, email, password: password.to_string() });
    }
    Ok((realm, sign_ins))
}
