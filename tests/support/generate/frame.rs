//! What stands around the body: letterhead, title, legal bases, closing, recipients, signature.

use super::truth::Basis;
use super::words::{PEOPLE, SUBJECTS};
use super::{Block, Build, Family, Letterhead, Letterheads};

/// A clause, its relation and its citations (number, date).
type Clause = (&'static str, &'static str, &'static [(&'static str, Option<&'static str>)]);

const BASES: [Clause; 12] = [
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025",
        "pursuant",
        &[("72/2025/QH15", Some("2025-06-16"))],
    ),
    (
        "Căn cứ Luật Thanh niên ngày 16 tháng 6 năm 2020",
        "pursuant",
        &[("Luật Thanh niên", Some("2020-06-16"))],
    ),
    (
        "Căn cứ Nghị định số 45/2025/NĐ-CP ngày 28 tháng 02 năm 2025 của Chính phủ quy định tổ chức các cơ quan chuyên môn",
        "pursuant",
        &[("45/2025/NĐ-CP", Some("2025-02-28"))],
    ),
    (
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ",
        "pursuant",
        &[("57-NQ/TW", Some("2024-12-22"))],
    ),
    (
        "Thực hiện Quyết định số 367/QĐ-TTg ngày 28/02/2026 của Thủ tướng Chính phủ về ban hành Kế hoạch triển khai thi hành Luật Trí tuệ nhân tạo",
        "implements",
        &[("367/QĐ-TTg", Some("2026-02-28"))],
    ),
    (
        "Thực hiện Chương trình số 24-CTr/TU ngày 05/01/2026 của Tỉnh ủy",
        "implements",
        &[("24-CTr/TU", Some("2026-01-05"))],
    ),
    (
        "Căn cứ Thông tư số 12/2026/TT-BKHCN ngày 31 tháng 3 năm 2026 của Bộ trưởng Bộ Khoa học và Công nghệ",
        "pursuant",
        &[("12/2026/TT-BKHCN", Some("2026-03-31"))],
    ),
    (
        "Thực hiện Kế hoạch số 117/KH-UBND ngày 09/4/2026 và Công văn số 7288/UBND-KGVX ngày 12/4/2026 của Ủy ban nhân dân tỉnh",
        "implements",
        &[("117/KH-UBND", Some("2026-04-09")), ("7288/UBND-KGVX", Some("2026-04-12"))],
    ),
    (
        "Căn cứ Nghị quyết số 66.7/2025/NQ-CP ngày 15/11/2025 của Chính phủ",
        "pursuant",
        &[("66.7/2025/NQ-CP", Some("2025-11-15"))],
    ),
    ("Căn cứ chức năng, nhiệm vụ được giao", "pursuant", &[]),
    (
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 88/TTr-SNV ngày 02/3/2026",
        "proposal",
        &[("88/TTr-SNV", Some("2026-03-02"))],
    ),
    (
        "Xét đề nghị của Trưởng phòng Kinh tế tại Tờ trình số 15/TTr-KT ngày 10 tháng 3 năm 2026",
        "proposal",
        &[("15/TTr-KT", Some("2026-03-10"))],
    ),
];

impl Build {
    /// Number, place, date and organs.
    pub(super) fn letterhead(&mut self) {
        let number = self.number();
        let dated = self.dated();
        let bare = self.layout.letterhead == Letterheads::Bare;
        let (issuer, party) = (self.issuer.clone(), self.issuer.party);
        let right: &[&str] = match (bare, party) {
            (true, _) => &[],
            (_, true) => &["ĐẢNG CỘNG SẢN VIỆT NAM"],
            _ => &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        };
        let left = if bare { Vec::new() } else { issuer.left };
        if !bare {
            self.truth.parent_agency = issuer.parent;
            self.truth.issuer = Some(issuer.issuer);
        }
        self.blocks.push(Block::Letterhead(Letterhead {
            left,
            right: right.iter().map(|l| (*l).to_owned()).collect(),
            number: vec![number],
            dated,
            party,
        }));
    }

    fn number(&mut self) -> String {
        let kind = match self.layout.family {
            Family::Plan => "KH",
            Family::Decision => "QĐ",
            Family::Directive => "CT",
            Family::Conclusion => "TB",
            Family::Dispatch => "",
        };
        let organ = self.issuer.organ;
        let serial = self.random.between(1, 1999);
        let serial = if serial < 10 { format!("0{serial}") } else { serial.to_string() };
        let blank = self.random.one_in(3);
        let shown = if blank {
            (*self.random.pick(&["", "     ", "…", "....."])).to_owned()
        } else {
            serial.clone()
        };
        self.truth.serial = (!blank).then_some(serial);
        if self.issuer.party {
            self.truth.symbol = Some(format!("{kind}/{organ}"));
            let colon = *self.random.pick(&["Số", "Số:"]);
            return format!("{colon} {shown}-{kind}/{organ}");
        }
        let symbol = if kind.is_empty() { format!("{organ}-VP") } else { format!("{kind}-{organ}") };
        self.truth.symbol = Some(symbol.clone());
        let year = self.layout.family == Family::Directive && !blank && self.random.one_in(2);
        self.truth.year = year.then_some(2026);
        let year = if year { "2026/" } else { "" };
        format!("{}{shown}/{year}{symbol}", self.random.pick(&["Số: ", "Số:", "Số: ", "Số "]))
    }

    fn dated(&mut self) -> String {
        let place = self.issuer.place.clone();
        self.truth.place = Some(place.clone());
        let (day, month) = (self.random.between(1, 28) as u32, self.random.between(1, 12) as u32);
        let padded = if month < 3 { format!("0{month}") } else { month.to_string() };
        let (words, date) = match self.random.below(6) {
            0 => ("ngày tháng năm 2026".to_owned(), (Some(2026), None, None)),
            1 => ("ngày      tháng      năm 2026".to_owned(), (Some(2026), None, None)),
            2 => ("ngày … tháng … năm 2026".to_owned(), (Some(2026), None, None)),
            3 => (format!("ngày      tháng {padded} năm 2026"), (Some(2026), Some(month), None)),
            _ => (format!("ngày {day:02} tháng {padded} năm 2026"), (Some(2026), Some(month), Some(day))),
        };
        self.truth.date = Some(date);
        format!("{place}, {words}")
    }

    /// Kind, subject, bases and lead-in.
    pub(super) fn opening(&mut self) {
        let topic = *self.random.pick(&SUBJECTS);
        let (kind, title, subject) = match self.layout.family {
            Family::Plan => ("plan", Some("KẾ HOẠCH"), topic.to_owned()),
            Family::Decision => {
                let ban_hanh = *self.random.pick(&["Về việc ban hành Kế hoạch", "Ban hành Kế hoạch"]);
                ("decision", Some("QUYẾT ĐỊNH"), format!("{ban_hanh} {}", lower(topic)))
            }
            Family::Directive => ("directive", Some("CHỈ THỊ"), format!("Về việc {}", lower(topic))),
            Family::Dispatch => ("dispatch", None, lower(topic)),
            Family::Conclusion => {
                ("other", Some("THÔNG BÁO"), format!("Kết luận tại cuộc họp về {}", lower(topic)))
            }
        };
        (self.truth.kind, self.truth.title, self.truth.subject) =
            (kind, title.map(str::to_owned), Some(subject.clone()));
        match title {
            Some(title) => {
                self.blocks.push(Block::Centre(title.to_owned()));
                self.blocks.push(Block::Centre(subject));
            }
            None => {
                if let Some(Block::Letterhead(head)) = self.blocks.first_mut() {
                    head.number.push(format!("V/v {subject}"));
                }
                self.paragraph("Kính gửi: Các cơ quan, đơn vị trực thuộc.");
            }
        }
        self.bases();
        self.lead_in(topic);
    }

    fn bases(&mut self) {
        let count = match self.layout.family {
            Family::Conclusion => return,
            Family::Decision => self.random.between(2, 4),
            _ => self.random.between(0, 3),
        };
        let mut drawn: Vec<Clause> = self.random.sample(&BASES[..10], count).into_iter().copied().collect();
        if self.layout.family == Family::Decision {
            drawn.push(BASES[self.random.between(10, 11)]);
        }
        let last = drawn.len();
        for (n, (clause, relation, citations)) in drawn.into_iter().enumerate() {
            let end = match (n + 1 == last, self.layout.family) {
                (false, _) => ";",
                (true, Family::Decision) => ",",
                _ => *self.random.pick(&[".", ";", ","]),
            };
            self.paragraph(format!("{clause}{end}"));
            let citations = citations.iter().map(|(n, d)| ((*n).to_owned(), d.map(str::to_owned))).collect();
            self.truth.bases.push(Basis { relation, citations });
        }
    }

    fn lead_in(&mut self, topic: &str) {
        let prose = self.issuer.prose.clone();
        let subject = lower(topic);
        let sentence = match self.layout.family {
            Family::Plan => {
                let verb = *self.random.pick(&["ban hành", "xây dựng"]);
                if self.layout.letterhead == Letterheads::Bare {
                    self.truth.issuer = Some(prose.clone());
                }
                format!("{prose} {verb} Kế hoạch {subject} với các nội dung cụ thể như sau:")
            }
            Family::Decision => {
                self.blocks.push(Block::Centre("QUYẾT ĐỊNH:".to_owned()));
                return;
            }
            Family::Directive => format!("Để {subject}, {prose} yêu cầu thực hiện các nội dung sau:"),
            Family::Dispatch => format!("{prose} có ý kiến như sau:"),
            Family::Conclusion => {
                "Sau khi nghe báo cáo và ý kiến thảo luận, cuộc họp thống nhất kết luận:".to_owned()
            }
        };
        self.paragraph(sentence);
    }

    /// Closing words, recipients and signature.
    pub(super) fn closing(&mut self) {
        match self.layout.family {
            Family::Plan => self.paragraph(
                "Trên đây là Kế hoạch của cơ quan, trong quá trình thực hiện nếu có khó khăn, vướng mắc đề nghị kịp thời phản ánh để xem xét, giải quyết./.",
            ),
            Family::Conclusion => self.paragraph("Trên đây là kết luận của cuộc họp, xin thông báo để các cơ quan biết, thực hiện./."),
            _ => {}
        }
        let mut recipients = vec!["Nơi nhận:".to_owned()];
        let issuer = self.issuer.clone();
        for (text, purpose) in issuer.recipients {
            let bracket = purpose.map(|p| format!(" ({p})")).unwrap_or_default();
            recipients.push(format!("- {text}{bracket};"));
            self.truth.recipients.push(((*text).to_owned(), purpose.map(str::to_owned)));
        }
        recipients.push(format!("- {}.", issuer.archive));
        self.truth.recipients.push((issuer.archive.to_owned(), None));
        let name = *self.random.pick(&PEOPLE);
        let mut signature: Vec<String> = issuer.authority.iter().map(|a| (*a).to_owned()).collect();
        signature.push(issuer.position.to_owned());
        signature.push(String::new());
        if self.random.one_in(3) {
            signature.push("(Đã ký)".to_owned());
            signature.push(String::new());
        }
        signature.push(name.to_owned());
        self.truth.authority = issuer.authority.iter().map(|a| (*a).to_owned()).collect();
        self.truth.position = Some(issuer.position.to_owned());
        self.truth.name = Some(name.to_owned());
        self.blocks.push(Block::Closing { recipients, signature });
    }
}

/// With a small first letter.
pub(super) fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
