//! The document as understood.

use super::{Agency, Table, Task, vocabulary};
use crate::source::{Origin, SignatureStamp};
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Words of the document and where they stand.
///
/// The spanned slices, joined, in NFC, are `text`, white space aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Text {
    /// The words, white space folded to single spaces.
    pub text: String,
    /// Where they stand in the source text.
    pub spans: Vec<Span>,
}

/// A Vietnamese administrative document with its tasks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Plan {
    /// Always `kehoach/1`.
    pub schema: String,
    /// The file it was read from.
    pub source: Source,
    /// The source text into which every span points, where it was asked for.
    pub text: Option<String>,
    /// Where the lines of the source text came from, where it was asked for.
    pub origins: Option<Vec<Origin>>,
    /// Letterhead: who, number, place, date.
    pub header: Header,
    /// *Tên loại và trích yếu*.
    pub title: Title,
    /// *Căn cứ*.
    pub legal_bases: Vec<LegalBasis>,
    /// What opens the body besides the bases.
    pub preamble: Option<Text>,
    /// The outline.
    pub sections: Vec<Section>,
    /// Every task, whichever way the document gives it.
    pub tasks: Vec<Task>,
    /// Every table with a heading row.
    pub tables: Vec<Table>,
    /// Appendices and attached plans.
    pub appendices: Vec<Appendix>,
    /// Footnotes.
    pub footnotes: Vec<Footnote>,
    /// The closing paragraph.
    pub closing: Option<Text>,
    /// *Nơi nhận*.
    pub recipients: Vec<Recipient>,
    /// Who signed, on whose authority.
    pub signature: Option<Signature>,
    /// Documents cited anywhere in the text.
    pub citations: Vec<Citation>,
    /// Body tasks and appendix tasks that are the same work.
    pub links: Vec<Link>,
}

impl Plan {
    /// The source text into which every span points; `""` where it was not kept
    /// ([`Options::keep_text`](crate::Options::keep_text)).
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or("")
    }
}

/// The file that a plan was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Source {
    /// File name.
    pub name: Option<String>,
    /// `txt`, `md`, `docx`, `doc`, `pdf`, `html`, `rtf`, `odt`.
    pub format: Option<String>,
    /// Size of the file in bytes.
    pub bytes: Option<u64>,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: Option<String>,
    /// Charset found.
    pub encoding: Option<String>,
    /// Pages (PDF).
    pub pages: Option<u32>,
    /// Digital signature stamps (PDF).
    pub signatures: Vec<SignatureStamp>,
}

/// The letterhead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Header {
    /// *Cơ quan chủ quản*: the line above the issuer.
    pub parent_agency: Option<LetterheadAgency>,
    /// *Cơ quan ban hành*.
    pub issuer: Option<LetterheadAgency>,
    /// *Số, ký hiệu*.
    pub number: Option<Number>,
    /// *Địa danh*.
    pub place: Option<Text>,
    /// *Ngày ban hành*.
    pub date: Option<IssueDate>,
    /// *Kính gửi*: to whom a dispatch is sent.
    pub addressees: Vec<Agency>,
    /// *Mức độ khẩn*.
    pub urgency: Option<Text>,
    /// *Độ mật*.
    pub secrecy: Option<Text>,
}

/// An organ of the letterhead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LetterheadAgency {
    /// As printed.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// Canonical spelling.
    pub name: String,
}

/// Number and sign of the document. A blank number has `serial: null`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Number {
    /// As printed, "Số:" included.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// `09` of 09/2009/CT-UBND.
    pub serial: Option<String>,
    /// `2009` of 09/2009/CT-UBND.
    pub year: Option<i32>,
    /// `CT-UBND` of 09/2009/CT-UBND; `NQ/TW` of 57-NQ/TW.
    pub symbol: Option<String>,
}

/// Date of issue; blanks are `null`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IssueDate {
    /// As printed.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// Year.
    pub year: Option<i32>,
    /// Month, 1–12.
    pub month: Option<u32>,
    /// Day, 1–31.
    pub day: Option<u32>,
}

vocabulary! {
    /// *Tên loại* of the document.
    DocumentKind {
        /// Kế hoạch.
        Plan,
        /// Chương trình.
        Program,
        /// Đề án, phương án.
        Scheme,
        /// Quyết định.
        Decision,
        /// Nghị quyết.
        Resolution,
        /// Chỉ thị.
        Directive,
        /// Công văn.
        Dispatch,
        /// Báo cáo.
        Report,
    } else
    /// Thông báo, an appendix alone …
    Other
}

/// Kind and subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Title {
    /// What kind of document.
    pub kind: DocumentKind,
    /// The kind line as printed; `null` for a dispatch.
    pub text: Option<String>,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// *Trích yếu*.
    pub subject: Option<Text>,
}

vocabulary! {
    /// How a legal basis is invoked.
    Relation {
        /// Căn cứ.
        Pursuant,
        /// Thực hiện, Triển khai.
        Implements,
        /// Xét đề nghị, Theo đề nghị.
        Proposal,
    } else
    /// Anything else.
    Other
}

/// A clause that opens the body and says on what the document rests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LegalBasis {
    /// How it is invoked.
    pub relation: Relation,
    /// The clause.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// Ids of the citations it rests on.
    pub citations: Vec<String>,
}

vocabulary! {
    /// What a top-level section is for.
    SectionRole {
        /// Mục đích, yêu cầu.
        Purpose,
        /// Mục tiêu, chỉ tiêu.
        Objectives,
        /// Nội dung, nhiệm vụ.
        Tasks,
        /// Kinh phí.
        Funding,
        /// Tổ chức thực hiện.
        Implementation,
        /// Chế độ báo cáo.
        Reporting,
    } else
    /// Anything else.
    Other
}

/// A numbered heading or paragraph and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Section {
    /// Markers of the path, joined with dots.
    pub id: String,
    /// As printed.
    pub marker: String,
    /// 1 for `I.`, `A.`, `Điều …`.
    pub level: u32,
    /// Of top-level sections.
    pub role: Option<SectionRole>,
    /// The paragraph's own text after the marker.
    pub title: Text,
    /// Unnumbered paragraphs, bullets and tables, in order.
    pub blocks: Vec<BlockItem>,
    /// Numbered sections below.
    pub children: Vec<Section>,
}

vocabulary! {
    /// What a block of a section is.
    BlockKind {
        /// A bullet.
        Bullet,
        /// A table.
        Table,
    } else
    /// A paragraph.
    Paragraph
}

/// A block inside a section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BlockItem {
    /// What it is.
    pub kind: BlockKind,
    /// Bullet as printed.
    pub marker: Option<String>,
    /// 0 for paragraphs, 1 for the outermost bullets.
    pub depth: u32,
    /// The words, without the marker.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// Id of the table, for `kind: table`.
    pub table: Option<String>,
}

vocabulary! {
    /// What an appendix is.
    AppendixKind {
        /// The plan that a decision promulgates.
        Attachment,
    } else
    /// Phụ lục.
    Appendix
}

/// An appendix (*phụ lục*) or the plan that a decision promulgates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Appendix {
    /// What it is.
    pub kind: AppendixKind,
    /// `I`, `01` … as printed.
    pub marker: Option<String>,
    /// Its heading.
    pub title: Option<Text>,
    /// Id of the citation of the document that it belongs to.
    pub attached_to: Option<String>,
    /// Its outline.
    pub sections: Vec<Section>,
    /// Ids of its tables.
    pub tables: Vec<String>,
}

/// A footnote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Footnote {
    /// Its mark.
    pub marker: Option<String>,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Span>,
}

/// An entry of *Nơi nhận*.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Recipient {
    /// Without dash, end punctuation and purpose.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// `để b/c`.
    pub purpose: Option<String>,
}

/// The signature block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Signature {
    /// The lines above the position: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`.
    pub authority: Vec<Text>,
    /// The last title line above the name.
    pub position: Option<Text>,
    /// Who signed.
    pub name: Option<Text>,
}

vocabulary! {
    /// What kind of document is cited.
    CitationKind {
        /// Hiến pháp.
        Constitution,
        /// Luật, Bộ luật.
        Law,
        /// Pháp lệnh.
        Ordinance,
        /// Nghị định.
        Decree,
        /// Nghị quyết.
        Resolution,
        /// Quyết định.
        Decision,
        /// Thông tư.
        Circular,
        /// Chỉ thị.
        Directive,
        /// Kế hoạch.
        Plan,
        /// Chương trình.
        Program,
        /// Đề án, phương án.
        Scheme,
        /// Kết luận.
        Conclusion,
        /// Thông báo.
        Notice,
        /// Hướng dẫn.
        Guideline,
        /// Tờ trình.
        Proposal,
        /// Báo cáo.
        Report,
        /// Công văn.
        Dispatch,
    } else
    /// Anything else.
    Other
}

/// A document that the text cites.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Citation {
    /// `c1`, `c2` … in document order.
    pub id: String,
    /// As printed.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// What kind of document.
    pub kind: CitationKind,
    /// `367/QĐ-TTg`; the name of a law that is cited by name.
    pub number: Option<String>,
    /// ISO 8601 date.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
}

/// Two tasks that are the same work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Link {
    /// Task id in the body.
    pub from: String,
    /// Task id in the appendix.
    pub to: String,
    /// How alike their titles are, 0–1.
    pub score: f64,
}
