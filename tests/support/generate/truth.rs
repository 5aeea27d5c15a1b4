//! What a generated document says: the answers that must come back.

/// Everything that was planted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Truth {
    pub(crate) parent_agency: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) serial: Option<String>,
    pub(crate) year: Option<i32>,
    pub(crate) symbol: Option<String>,
    pub(crate) place: Option<String>,
    /// Year, month, day.
    pub(crate) date: Option<(Option<i32>, Option<u32>, Option<u32>)>,
    pub(crate) kind: &'static str,
    pub(crate) title: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) bases: Vec<Basis>,
    pub(crate) sections: Vec<Heading>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) tables: Vec<Table>,
    /// Text and purpose.
    pub(crate) recipients: Vec<(String, Option<String>)>,
    pub(crate) authority: Vec<String>,
    pub(crate) position: Option<String>,
    pub(crate) name: Option<String>,
}

/// A legal basis.
#[derive(Clone, Debug, Default)]
pub(crate) struct Basis {
    pub(crate) relation: &'static str,
    /// Number and date.
    pub(crate) citations: Vec<(String, Option<String>)>,
}

/// A numbered heading or paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heading {
    pub(crate) marker: String,
    pub(crate) level: u32,
    pub(crate) title: String,
}

/// A task.
#[derive(Clone, Debug, Default)]
pub(crate) struct Task {
    pub(crate) origin: &'static str,
    /// Where it stands; `None` where the contract leaves the id open.
    pub(crate) at: Option<String>,
    pub(crate) title: String,
    pub(crate) lead: Vec<Agency>,
    pub(crate) coordinating: Vec<Agency>,
    pub(crate) implementing: Vec<Agency>,
    pub(crate) supervising: Vec<Agency>,
    pub(crate) time: Option<Time>,
    pub(crate) deliverables: Vec<String>,
}

/// An agency as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agency {
    pub(crate) text: String,
    /// Canonical spelling, where the lexicon must know it.
    pub(crate) name: Option<&'static str>,
    pub(crate) scope: Option<&'static str>,
}

/// A time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) text: String,
    pub(crate) kind: &'static str,
    pub(crate) start: Option<&'static str>,
    pub(crate) end: Option<&'static str>,
    pub(crate) every: Option<&'static str>,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) roles: Vec<&'static str>,
    pub(crate) data_rows: usize,
    pub(crate) group_rows: usize,
    pub(crate) total_rows: usize,
}
