//! The PostgreSQL engine: one database, a restrictive policy on every table that has an `org` column.
//!
//! Two roles. The *owner* makes and changes tables (`muster migrate`); the *app* role serves: it owns nothing, is no
//! superuser, cannot bypass policies, and is what every transaction here runs as.

use crate::Connection;
use crate::batch::execute;
use diesel::PgConnection;
use diesel::connection::{Connection as _, SimpleConnection as _};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use kernel::{Error, Result};

/// Connects as the role that serves, and refuses a role that policies do not bind.
pub(crate) fn connect(url: &str) -> Result<Connection> {
    let mut connection = Connection::Postgres(establish(url)?);
    // Empty means no organisation: no rows. A session-wide value, from the role, the address or whoever had the connection before, would
    // be a hole; to reset it would bring back what role or address say.
    execute(
        &mut connection,
        "SET application_name = 'muster'; SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'; SET muster.org = ''",
    )?;
    refuse_unbound(&mut connection)?;
    Ok(connection)
}

pub(crate) fn establish(url: &str) -> Result<PgConnection> {
    // libpq's message can repeat the URL with its password.
    PgConnection::establish(url)
        .map_err(|_| Error::internal("PostgreSQL does not answer under the address configured, or refuses the role"))
}

fn refuse_unbound(connection: &mut Connection) -> Result<()> {
    #[derive(QueryableByName)]
    struct Role {
        #[diesel(sql_type = Bool)]
        unbound: bool,
        #[diesel(sql_type = Bool)]
        owns: bool,
    }
    let query = "SELECT (rolsuper OR rolbypassrls) AS unbound, \
                 EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid AND relkind = 'r') AS owns \
                 FROM pg_roles WHERE rolname = current_user";
    let Connection::Postgres(connection) = connection else { return Ok(()) };
    let role: Role = diesel::sql_query(query).get_result(connection)?;
    if role.unbound || role.owns {
        return Err(Error::internal(
            "the PostgreSQL role is a superuser, may bypass row security, or owns tables: use the app role that `muster migrate` prepares",
        ));
    }
    Ok(())
}

/// What the owner does after every migration: policies on every tenant table, and the app role's grants. Safe to repeat.
pub(crate) fn lay_policies(connection: &mut PgConnection, app_role: &str) -> Result<()> {
    if !app_role.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') || app_role.is_empty() {
        return Err(Error::internal("the app role's name may hold letters, digits and underscores only"));
    }
    let script = format!(
        r"
DO $$
DECLARE t record;
BEGIN
    FOR t IN
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind = 'r'
          AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org' AND NOT a.attisdropped)
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.relname);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.relname);
        EXECUTE format('DROP POLICY IF EXISTS reach ON %I', t.relname);
        EXECUTE format('DROP POLICY IF EXISTS organisation ON %I', t.relname);
        EXECUTE format('CREATE POLICY reach ON %I AS PERMISSIVE FOR ALL USING (true) WITH CHECK (true)', t.relname);
        EXECUTE format('CREATE POLICY organisation ON %I AS RESTRICTIVE FOR ALL
            USING (org = NULLIF(current_setting(''muster.org'', true), ''''))
            WITH CHECK (org = NULLIF(current_setting(''muster.org'', true), ''''))', t.relname);
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, {app_role}', t.relname);
        IF t.relname IN ('event', 'event_touch', 'log_tile') THEN
            EXECUTE format('GRANT SELECT, INSERT ON %I TO {app_role}', t.relname);
            IF t.relname = 'event' THEN
                EXECUTE 'GRANT UPDATE (detail_sealed) ON event TO {app_role}';
            END IF;
        ELSE
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO {app_role}', t.relname);
        END IF;
    END LOOP;
END $$;
GRANT USAGE ON SCHEMA public TO {app_role};
REVOKE CREATE ON SCHEMA public FROM PUBLIC, {app_role};
GRANT SELECT, INSERT ON instance TO {app_role};
GRANT SELECT, INSERT, DELETE ON organisation_key TO {app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON organisation TO {app_role};
GRANT SELECT, INSERT ON log_checkpoint, log_cosignature, erased_organisation TO {app_role};
GRANT UPDATE (cleared_at) ON erased_organisation TO {app_role};
GRANT EXECUTE ON FUNCTION clear_erased(TEXT) TO {app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON log_witness TO {app_role};
GRANT UPDATE (value) ON instance TO {app_role};
GRANT UPDATE (wrapped) ON organisation_key TO {app_role};
"
    );
    connection.batch_execute(&script).map_err(|error| Error::internal(format!("policies could not be laid: {error}")))
}

/// The role a connection runs as.
pub(crate) fn current_role(connection: &mut PgConnection) -> Result<String> {
    #[derive(QueryableByName)]
    struct Name {
        #[diesel(sql_type = Text)]
        name: String,
    }
    let role: Name = diesel::sql_query("SELECT current_user::text AS name").get_result(connection)?;
    Ok(role.name)
}
