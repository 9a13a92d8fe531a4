//! What is written down without an event record: it changes nothing that anybody decided. The whole list is here, so that it stays short.

use crate::realm::Realm;
use crate::schema::{api_token, export_taken, member_network, session};
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use std::sync::Arc;

/// How long it is remembered who took a list away.
const EXPORTS_KEPT_MILLIS: i64 = 24 * 60 * 60 * 1000;

impl Realm {
    /// Notes that a session was in use just now.
    pub async fn note_session_seen(self: &Arc<Self>, session_id: String) -> Result<()> {
        self.note(move |connection, now| {
            diesel::update(session::table.find(&session_id)).set(session::seen_at.eq(now)).execute(connection)?;
            Ok(())
        })
        .await
    }

    /// Notes that a program's token was in use just now, and from where.
    pub async fn note_token_used(self: &Arc<Self>, token_id: String, address: Option<String>) -> Result<()> {
        let from = address.map(|address| self.seal("api_token", "last_used_from", &token_id, address.as_bytes())).transpose()?;
        self.note(move |connection, now| {
            let used = (api_token::last_used_at.eq(Some(now)), api_token::last_used_from_sealed.eq(from));
            diesel::update(api_token::table.find(&token_id)).set(used).execute(connection)?;
            Ok(())
        })
        .await
    }

    /// Notes that a member takes a list away as a file, for the watch over the log.
    pub async fn note_export(self: &Arc<Self>, member: MemberId, request: String) -> Result<()> {
        self.note(move |connection, now| {
            let stale = export_taken::at.lt(now.plus_millis(-EXPORTS_KEPT_MILLIS));
            diesel::delete(export_taken::table.filter(stale)).execute(connection)?;
            let taken = (export_taken::member_id.eq(member), export_taken::at.eq(now), export_taken::request.eq(&request));
            diesel::insert_into(export_taken::table).values(taken).execute(connection)?;
            Ok(())
        })
        .await
    }

    /// Notes from which networks members have signed in that they had not signed in from before.
    pub async fn note_networks(self: &Arc<Self>, seen: Vec<(MemberId, String)>) -> Result<()> {
        self.note(move |connection, now| {
            for (member, network) in &seen {
                let known = member_network::table.find((member, network)).count().get_result::<i64>(connection)? > 0;
                if !known {
                    let first =
                        (member_network::member_id.eq(member), member_network::network.eq(network), member_network::first_at.eq(now));
                    diesel::insert_into(member_network::table).values(first).execute(connection)?;
                }
            }
            Ok(())
        })
        .await
    }

    async fn note<F>(self: &Arc<Self>, act: F) -> Result<()>
    where
        F: FnOnce(&mut crate::Connection, Timestamp) -> Result<()> + Send + 'static,
    {
        let realm = Arc::clone(self);
        let noted = tokio::task::spawn_blocking(move || {
            let now = realm.clock().now();
            realm.housekeep(|connection| act(connection, now))
        });
        noted.await.map_err(|_| Error::internal("housekeeping panicked"))?
    }
}
