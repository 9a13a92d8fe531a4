//! Webhooks on the wire.

use super::rows::{DeliveryRow, WebhookRow};
use super::{DeliveryId, WebhookId};
use access::edge::VersionedRow;
use envoy::Destination;
use kernel::{Cursor, Error, Limit, Line, MemberId, Result, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Where event records are told to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// The row's version.
    pub version: i64,
    /// What it is for.
    #[schema(example = "Ticket system")]
    pub name: String,
    /// Where; for those who may not change webhooks without the path, which may hold a secret.
    #[schema(example = "https://tickets.example.org/hooks/muster")]
    pub url: String,
    /// What it is told: names of actions, all of a kind, or everything.
    #[schema(example = json!(["job.*", "customer.created"]))]
    pub actions: Vec<String>,
    /// Since when it is paused; records wait meanwhile.
    pub paused_at: Option<Timestamp>,
    /// Since when nobody takes what is sent.
    pub failing_since: Option<Timestamp>,
    /// Until when messages are signed with the old secret as well.
    pub old_secret_until: Option<Timestamp>,
    /// Who made it.
    #[schema(value_type = String)]
    pub created_by: MemberId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

impl VersionedRow for Webhook {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The organisation's webhooks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Webhooks {
    /// By name; at most 50.
    pub items: Vec<Webhook>,
}

/// A new webhook.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// What it is for.
    #[schema(value_type = String, max_length = 80, example = "Ticket system")]
    pub name: Line<80>,
    /// Where: HTTPS, on port 443 or one from 1024.
    #[schema(value_type = String, max_length = 2_000, example = "https://tickets.example.org/hooks/muster")]
    pub url: Text<2_000>,
    /// What it is told.
    #[schema(example = json!(["job.*", "customer.created"]))]
    pub actions: Vec<String>,
}

/// What changes of a webhook.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookChange {
    /// What it is for.
    #[schema(value_type = Option<String>, max_length = 80)]
    pub name: Option<Line<80>>,
    /// Where.
    #[schema(value_type = Option<String>, max_length = 2_000)]
    pub url: Option<Text<2_000>>,
    /// What it is told.
    pub actions: Option<Vec<String>>,
    /// Whether it is paused. What was recorded meanwhile is told when it goes on.
    pub paused: Option<bool>,
}

/// A webhook with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookWithSecret {
    /// What the receiver checks signatures with.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub secret: String,
    /// The webhook.
    #[serde(flatten)]
    pub webhook: Webhook,
}

/// What became of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It will be sent, or sent again.
    Due,
    /// It was taken: the receiver answered with 2xx.
    Delivered,
    /// It was given up.
    Failed,
}

impl DeliveryState {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    pub(super) fn from_word(word: &str) -> Self {
        match word {
            "due" => Self::Due,
            "delivered" => Self::Delivered,
            _ => Self::Failed,
        }
    }
}

/// One record told to one webhook.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Delivery {
    /// Its id, the `webhook-id` of its messages.
    pub id: DeliveryId,
    /// The webhook.
    pub webhook_id: WebhookId,
    /// The record's number in the log; null for a trial.
    pub seq: Option<i64>,
    /// The action it tells of.
    #[schema(example = "job.closed")]
    pub action: String,
    /// What became of it.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next; null when it is done with.
    pub due_at: Option<Timestamp>,
    /// When it was put among the deliveries.
    pub created_at: Timestamp,
    /// When it was tried last.
    pub last_at: Option<Timestamp>,
    /// What the receiver answered then, an HTTP status.
    pub status: Option<i64>,
    /// Why there was no answer.
    #[schema(example = "too-slow")]
    pub fault: Option<String>,
    /// How long that took, in milliseconds.
    pub millis: Option<i64>,
}

/// A page of deliveries.
#[derive(Debug, Serialize, ToSchema)]
pub struct Deliveries {
    /// The latest first.
    pub items: Vec<Delivery>,
    /// Where the next page starts.
    pub next: Option<Cursor>,
}

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct DeliveryQuery {
    /// Where the page starts, from the `next` of the one before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items, 1 to 200; 50 unless asked.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Option<Limit>,
}

impl Webhook {
    /// As somebody sees it who may change it, or may not.
    pub(super) fn of(row: WebhookRow, whole: bool) -> Self {
        let url = if whole { row.url.to_string() } else { format!("{}/…", row.url.origin()) };
        Self {
            id: row.id,
            version: row.version,
            name: row.name,
            url,
            actions: row.actions,
            paused_at: row.paused_at,
            failing_since: row.failing_since,
            old_secret_until: row.old_secret_until,
            created_by: row.created_by,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl From<DeliveryRow> for Delivery {
    fn from(row: DeliveryRow) -> Self {
        let state = DeliveryState::from_word(&row.state);
        Self {
            id: row.id,
            webhook_id: row.webhook_id,
            seq: row.seq,
            action: row.action,
            state,
            attempts: row.attempts,
            due_at: (state == DeliveryState::Due).then_some(row.due_at),
            created_at: row.created_at,
            last_at: row.last_at,
            status: row.last_status,
            fault: row.last_fault,
            millis: row.last_millis,
        }
    }
}

/// Where a webhook goes, if it can go there at all.
pub(super) fn destination(url: &Text<2_000>) -> Result<Destination> {
    Destination::parse(url.as_str()).map_err(|fault| Error::field("url", "not-acceptable", fault.to_string()))
}
