//! Certificates on the wire.

use super::CertificateId;
use super::rules::CertificateState;
use crate::competencies::CompetencyLink;
use crate::day::CalendarDay;
use crate::requirements::CompetencyId;
use access::edge::VersionedRow;
use access::links::MemberLink;
use kernel::{Cursor, Limit, Line, MemberId, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CertificateView {
    /// Its id.
    pub id: CertificateId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Who holds it.
    pub member: MemberLink,
    /// What it is about.
    pub competency: CompetencyLink,
    /// The level, by its number; null where the competency has none.
    #[schema(example = 2)]
    pub level: Option<i64>,
    /// The level, by its name.
    #[schema(example = "Qualified")]
    pub level_name: Option<String>,
    /// The first day on which it holds.
    pub valid_from: CalendarDay,
    /// The last day on which it holds; null for ever.
    pub valid_until: Option<CalendarDay>,
    /// What it is today, in the zone of the organisation.
    pub state: CertificateState,
    /// Who vouched for it.
    pub verified_by: Option<MemberLink>,
    /// When.
    pub verified_at: Option<Timestamp>,
    /// Why it was revoked.
    pub revocation_reason: Option<String>,
    /// Its number, or where it is kept.
    #[schema(example = "FAW-20417")]
    pub reference: Option<String>,
    /// What else there is to say.
    pub note: String,
    /// The paper behind it.
    pub evidence: Option<EvidenceView>,
}

impl VersionedRow for CertificateView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The paper behind a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EvidenceView {
    /// The name of the file.
    #[schema(example = "first-aid.pdf")]
    pub name: String,
    /// Its media type.
    #[serde(rename = "type")]
    #[schema(example = "application/pdf")]
    pub kind: String,
    /// Its size.
    #[schema(example = 48_213)]
    pub bytes: i64,
}

/// A new certificate.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCertificate {
    /// What it is about.
    pub competency_id: CompetencyId,
    /// The level, by its number from 1; needed where the competency has levels.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 20, example = 2)]
    pub level: Option<i64>,
    /// The first day on which it holds.
    pub valid_from: CalendarDay,
    /// The last day; as long as certificates of this competency hold by themselves, unless said.
    #[serde(default)]
    pub valid_until: Option<CalendarDay>,
    /// Its number, or where it is kept.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80, example = "FAW-20417")]
    pub reference: Option<Line<80>>,
    /// What else there is to say.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 1000)]
    pub note: Text<1000>,
}

/// Why a certificate is revoked.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateRevocation {
    /// In words; the holder reads it.
    #[schema(value_type = String, max_length = 500, example = "Issued to somebody else")]
    pub reason: Line<500>,
}

/// The name under which a file is kept.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct FileName {
    /// As people know the file.
    #[param(value_type = Option<String>, max_length = 120, example = "first-aid.pdf")]
    pub name: Option<Line<120>>,
}

/// Which certificates are wanted, and from where on.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Held by this member.
    pub member_id: Option<MemberId>,
    /// Of this competency.
    pub competency_id: Option<CompetencyId>,
    /// In this state today.
    pub state: Option<CertificateState>,
    /// Whose last day is before this one.
    pub expires_before: Option<CalendarDay>,
    /// Items on a page, 1 to 200; 50 unless asked.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200, example = 50)]
    pub limit: Limit,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
}

impl CertificateView {
    /// How the log calls it.
    pub(super) fn label(&self) -> String {
        format!("{}: {}", self.member.name, self.competency.name)
    }
}
