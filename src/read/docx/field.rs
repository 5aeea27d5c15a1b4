//! Fields: `{ PAGE }`, `{ TOC }`, cross-references. Their code is not text; their result is.
//!
//! In: where fields begin, part and end, over paragraphs. Out: whether text now is code, or a table of contents.
//! Tricky: a field whose code never ends must not swallow the document: code ends with its paragraph.

/// The fields open at one place.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    in_code: usize,
    contents: usize,
}

struct Field {
    code: Option<String>,
    contents: bool,
}

impl Fields {
    /// A field begins with its code.
    pub(super) fn begin(&mut self) {
        self.open.push(Field { code: Some(String::new()), contents: false });
        self.in_code += 1;
    }

    /// Code of the innermost field.
    pub(super) fn code(&mut self, text: &str) {
        // Its name is enough; it comes first.
        if let Some(code) = self.open.last_mut().and_then(|field| field.code.as_mut())
            && code.len() < 16
        {
            code.push_str(text);
        }
    }

    /// The code ends and the result begins.
    pub(super) fn separate(&mut self) {
        let Some(field) = self.open.last_mut() else { return };
        if let Some(code) = field.code.take() {
            self.in_code -= 1;
            field.contents =
                code.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("TOC"));
            self.contents += usize::from(field.contents);
        }
    }

    /// The field ends.
    pub(super) fn end(&mut self) {
        if let Some(field) = self.open.pop() {
            self.in_code -= usize::from(field.code.is_some());
            self.contents -= usize::from(field.contents);
        }
    }

    /// A paragraph ends.
    pub(super) fn end_paragraph(&mut self) {
        if self.in_code > 0 {
            self.open.iter_mut().for_each(|field| field.code = None);
            self.in_code = 0;
        }
    }

    /// Whether text now is code.
    pub(super) fn in_code(&self) -> bool {
        self.in_code > 0
    }

    /// Whether text now is a line of a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.contents > 0
    }
}
