//! `muster support`: asking an organisation's owners to look in, and what they answered.

use crate::cli::SupportCommand;
use crate::failure::Failure;
use crate::home::{self, operator};
use crate::say::{Say, table};
use crate::settings::Settings;
use serde_json::json;
use std::sync::Arc;
use store::door::{Realm, Store};
use store::{Event, Subject};
use trust::support::{self, OPERATOR_ASKED, OPERATOR_READ, SupportGrantId};

pub(crate) async fn run(settings: &Settings, act: SupportCommand, say: Say) -> Result<(), Failure> {
    let store = home::open(settings).await?;
    let done = act_on(&store, act, say).await;
    store.close().await;
    done
}

async fn act_on(store: &Arc<Store>, act: SupportCommand, say: Say) -> Result<(), Failure> {
    match act {
        SupportCommand::Ask { org, reason } => {
            let (listing, realm) = home::organisation(store, &org).await?;
            let event =
                Event::new(&OPERATOR_ASKED, Subject::new("organisation", listing.id)).label(listing.slug).note(Some(reason.as_str()));
            let id = realm.write(operator(), move |tx| support::ask(tx, &reason)).await?;
            store.instance().record(operator(), event).await?;
            say.answer(&json!({"id": id}), |_| format!("Asked ({id}). An owner can allow it within 72 hours, in Support in the web app."));
        }
        SupportCommand::List { org } => {
            let (_, realm) = home::organisation(store, &org).await?;
            let all = realm.read(operator(), support::views).await?;
            say.answer(&all, |all| {
                let row = |one: &support::SupportGrant| {
                    let word = serde_json::to_value(one.state).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
                    let ends = one.ends_at.map(|at| at.to_string()).unwrap_or_default();
                    [one.asked_at.to_string(), word, ends, one.uses.to_string(), one.reason.clone(), one.id.to_string()]
                };
                table(["ASKED", "STATE", "ENDS", "USES", "REASON", "ID"], &all.iter().map(row).collect::<Vec<_>>())
            });
        }
    }
    Ok(())
}

/// A realm that a command reads: the instance's own, or an organisation's under a leave that is live at each read.
pub(crate) struct Reading {
    pub(crate) realm: Arc<Realm>,
    leave: Option<SupportGrantId>,
}

impl Reading {
    /// The instance's own data, which are the operator's.
    pub(crate) fn instance(store: &Arc<Store>) -> Self {
        Self { realm: Arc::clone(store.instance()), leave: None }
    }

    /// An organisation's, once its log says that the operator does `what`, and the instance's log does too.
    pub(crate) async fn begin(store: &Arc<Store>, realm: Arc<Realm>, what: &'static str) -> Result<Self, Failure> {
        let leave = realm.write(operator(), move |tx| support::begin(tx, what)).await?;
        let event = Event::new(&OPERATOR_READ, Subject::new("organisation", realm.name())).first("command", &what);
        store.instance().record(operator(), event).await?;
        Ok(Self { realm, leave: Some(leave) })
    }

    /// Reads, if the leave is still live.
    pub(crate) async fn read<T, F>(&self, act: F) -> kernel::Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut store::Tx<'_>) -> kernel::Result<T> + Send + 'static,
    {
        let leave = self.leave;
        let read = move |tx: &mut store::Tx<'_>| {
            leave.map_or(Ok(()), |id| support::still(tx, id))?;
            act(tx)
        };
        self.realm.read(operator(), read).await
    }
}
