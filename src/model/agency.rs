//! An agency as the document names it.

use super::vocabulary;
use crate::span::Span;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What kind of body an agency is.
    AgencyKind {
        /// Chính phủ, Thủ tướng Chính phủ.
        Government,
        /// Bộ, cơ quan ngang bộ.
        Ministry,
        /// Ủy ban nhân dân.
        PeopleCommittee,
        /// Hội đồng nhân dân.
        PeopleCouncil,
        /// Sở, ban, ngành.
        Department,
        /// Phòng, chi cục.
        Division,
        /// Văn phòng.
        Office,
        /// Công an.
        Police,
        /// Quân sự, biên phòng.
        Military,
        /// Cơ quan của Đảng.
        Party,
        /// MTTQ, đoàn thể.
        FrontUnion,
        /// Báo, đài, cổng thông tin.
        Media,
        /// Đơn vị sự nghiệp.
        ServiceUnit,
        /// Doanh nghiệp.
        Enterprise,
        /// Trường học.
        School,
        /// A named or titled person.
        Person,
    } else
    /// Anything else.
    Other
}

vocabulary! {
    /// How far the bounds of a name can be trusted.
    Certainty {
        /// No registry knows the name, but its bounds are clear.
        Likely,
        /// Another reading of a joint is nearly as good: see the alternatives.
        Unsure,
    } else
    /// The registry knows the name.
    Sure
}

/// Another reading of the same words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Alternative {
    /// As printed.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
}

/// An agency (*cơ quan*), a group of agencies, or a person in charge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Agency {
    /// As printed, without its bracketed scope.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// Expanded, canonical spelling.
    pub name: String,
    /// What kind of body it is.
    pub kind: AgencyKind,
    /// An open group ("các sở, ban, ngành").
    pub collective: bool,
    /// A bracketed restriction: `Sở KH&CN (tổng hợp, theo dõi)` → `tổng hợp, theo dõi`.
    pub scope: Option<String>,
    /// How far its bounds can be trusted.
    pub certainty: Certainty,
    /// The other reading where it is unsure.
    pub alternatives: Vec<Alternative>,
}
