//! The command line.

use crate::failure::EXIT_CODES;
use crate::settings;
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use kernel::{Email, Line, Slug, Zone};
use std::path::PathBuf;

/// Muster: the people and the work of organisations that send people out.
#[derive(Debug, Parser)]
#[command(name = "muster", version, after_help = EXIT_CODES, propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the web app and the API.
    Serve,
    /// Serve two invented organisations with real jobs, to look around.
    Demo(DemoArgs),
    /// Set up, list, suspend, resume and delete organisations.
    #[command(subcommand)]
    Org(OrgCommand),
    /// Add and list members; set a password anew.
    #[command(subcommand)]
    Member(MemberCommand),
    /// Bring in jobs, plans, and what members can do, from a file.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Read an organisation's log; take signed heads, proofs and exports away.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// See whether mail leaves.
    #[command(subcommand)]
    Mail(MailCommand),
    /// Ask an organisation to let you look in, and see what it answered.
    #[command(subcommand)]
    Support(SupportCommand),
    /// Let an organisation back in that shut itself out.
    #[command(subcommand)]
    Networks(NetworksCommand),
    /// Look after keys: their state, a drill, a new root key.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Bring every database up to date. With PostgreSQL, run as the owner of the tables.
    Migrate,
    /// Look for what would go wrong later.
    Doctor,
    /// Print the API's OpenAPI description.
    Openapi,
    /// Show the settings in use.
    Config {
        /// Tell what each setting means.
        #[arg(long)]
        explain: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Forget the demo there was and begin anew.
    #[arg(long)]
    pub(crate) fresh: bool,
    /// The port of `http://localhost`.
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// The port of `https://localhost`.
    #[arg(long, default_value_t = 8443)]
    pub(crate) tls_port: u16,
    /// Set the organisations up and end, without serving.
    #[arg(long)]
    pub(crate) setup_only: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OrgCommand {
    /// Set up an organisation: its key, its database, its log.
    Create {
        /// Short name, used to sign in.
        slug: Slug,
        /// Full name.
        #[arg(long)]
        name: Line<120>,
        /// IANA time zone of dates without one, such as Europe/London.
        #[arg(long)]
        zone: Zone,
    },
    /// List organisations.
    List,
    /// Show one organisation.
    Show {
        /// Short name.
        slug: Slug,
    },
    /// Shut an organisation's people out, within half a second. Its data stays.
    Suspend {
        /// Short name.
        slug: Slug,
        /// The short name again, instead of being asked for it.
        #[arg(long, value_name = "SLUG")]
        yes_i_mean: Option<Slug>,
    },
    /// Let a suspended organisation in again; sessions that have not run out go on.
    Resume {
        /// Short name.
        slug: Slug,
    },
    /// Have an organisation deleted, with its keys and everything that they open: after seven days in which its owners may take it back;
    /// at once where it has no owner.
    Delete {
        /// Short name.
        slug: Slug,
        /// Why; its owners read it.
        #[arg(long)]
        reason: Line<200>,
        /// The short name again, instead of being asked for it.
        #[arg(long, value_name = "SLUG")]
        yes_i_mean: Option<Slug>,
    },
    /// Take back a `delete`, while there is time. What an organisation decided itself, its owners take back.
    Keep {
        /// Short name.
        slug: Slug,
    },
    /// List organisations that were erased, with the last signed head of each one's log.
    Erased,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MemberCommand {
    /// Add a member; a password is made and shown once.
    Add {
        /// The organisation's short name.
        #[arg(long)]
        org: Slug,
        /// The member's name.
        #[arg(long)]
        name: Line<120>,
        /// The address to sign in with.
        #[arg(long)]
        email: Email,
        /// owner, administrator, dispatcher, member or auditor; several may be given.
        #[arg(long = "role", required = true)]
        roles: Vec<access::Role>,
        /// Read the password from standard input instead of making one.
        #[arg(long)]
        password_stdin: bool,
    },
    /// List members.
    List {
        /// The organisation's short name.
        #[arg(long)]
        org: Slug,
    },
    /// Set a member's password anew and sign them out everywhere.
    ResetPassword {
        /// The organisation's short name.
        #[arg(long)]
        org: Slug,
        /// The member's address.
        #[arg(long)]
        email: Email,
        /// Read the password from standard input instead of making one.
        #[arg(long)]
        password_stdin: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Make jobs of the rows of a CSV file. Done again, it adds nothing.
    Jobs {
        /// The file.
        file: PathBuf,
        /// The mapping: a TOML file, or the name of one that comes with the program, such as chicago-sanitation.
        #[arg(long)]
        mapping: String,
        /// The organisation's short name.
        #[arg(long)]
        org: Slug,
        /// Check everything and add nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Draft an event of a plan made elsewhere, or record what members can do. A plan done again makes another event; certificates are
    /// not recorded twice.
    Plans(PlansArgs),
}

#[derive(Debug, Args)]
pub(crate) struct PlansArgs {
    /// The file, in UTF-8.
    pub(crate) file: PathBuf,
    /// What the file is.
    #[arg(long, help = "Its form: emf_shifts, frab_xml, frab_json, fosdem_tasks, ics, or members_csv")]
    pub(crate) format: duty::plans::Format,
    /// The organisation's short name.
    #[arg(long, visible_alias = "organisation")]
    pub(crate) org: Slug,
    /// What the event is called; as the file says, unless said.
    #[arg(long)]
    pub(crate) name: Option<Line<120>>,
    /// IANA time zone of its clocks, unless the file says so; the organisation's, unless said.
    #[arg(long)]
    pub(crate) zone: Option<Zone>,
    /// The first day, such as 2027-02-06, for a file that counts days.
    #[arg(long, value_name = "DATE")]
    pub(crate) first_day: Option<jiff::civil::Date>,
    /// Make another event of it, whatever of it is here already.
    #[arg(long)]
    pub(crate) anew: bool,
    /// Check everything and bring in nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct LogOf {
    /// The organisation's short name; without it, the log of the instance itself.
    #[arg(long)]
    pub(crate) org: Option<Slug>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// List event records, newest first.
    List {
        #[command(flatten)]
        log: LogOf,
        /// Only this action, such as job.closed.
        #[arg(long)]
        action: Option<String>,
        /// Only about, or touching, this id.
        #[arg(long)]
        subject: Option<String>,
        /// How many, at most 200.
        #[arg(long, default_value_t = 50)]
        limit: u8,
    },
    /// Show one event record with what was changed.
    Show {
        #[command(flatten)]
        log: LogOf,
        /// Its number.
        seq: i64,
    },
    /// Sign the log's head if it grew, and print the latest signed head. Keep it somewhere else.
    Checkpoint {
        #[command(flatten)]
        log: LogOf,
    },
    /// Write a proof that a record stands in the log, for muster-verify.
    Proof {
        #[command(flatten)]
        log: LogOf,
        /// Its number.
        seq: i64,
        /// Where to write it, a file that is not there yet; standard output unless given.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// List every kind of event record there can be, with what it means.
    Actions,
    /// Write the whole log, with its details, for muster-verify.
    Export {
        #[command(flatten)]
        log: LogOf,
        /// Only up to the newest head that a witness signed, so that muster-verify can ask for its signature.
        #[arg(long)]
        witnessed: bool,
        /// Where to write it, a file that is not there yet; standard output unless given.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailCommand {
    /// Send a mail with the settings in use, and tell what the mail server said.
    Test {
        /// To whom.
        #[arg(long)]
        to: Email,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SupportCommand {
    /// Ask an organisation's owners to let you look in: `member list`, `audit list`, `show`, `proof`, `export`.
    Ask {
        /// The organisation's short name.
        #[arg(long)]
        org: Slug,
        /// Why; the owners read it, and it stays in their log.
        #[arg(long)]
        reason: Line<200>,
    },
    /// List what was asked and answered.
    List {
        /// The organisation's short name.
        #[arg(long)]
        org: Slug,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum NetworksCommand {
    /// Turn an organisation's networks off; its ranges stay. On record in its log.
    Off {
        /// The organisation's short name.
        #[arg(long)]
        org: Slug,
        /// The short name again, instead of being asked for it.
        #[arg(long, value_name = "SLUG")]
        yes_i_mean: Option<Slug>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Tell which root key wraps each key.
    Status,
    /// Make a new root key and wrap every key with it. The server must not be running.
    RotateRoot {
        /// The id of the root key in use, as `keys status` tells it, instead of being asked for it.
        #[arg(long, value_name = "KEY-ID")]
        yes_i_mean: Option<String>,
    },
    /// Open every key, as a drill; one that does not open is a finding.
    Verify,
    /// List every use of cryptography: for what, by which algorithm, from which key.
    Inventory,
}

/// The whole command with one flag for each setting.
pub(crate) fn command() -> clap::Command {
    let json = clap::Arg::new("json").long("json").global(true).action(clap::ArgAction::SetTrue).help("Answer in JSON");
    Cli::command().arg(json).args(settings::flags())
}
