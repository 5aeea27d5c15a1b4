//! What the tables are called, their headings, and the Vietnamese words for the vocabulary's values.
//!
//! In: nothing. Out: constants. What the cells hold is decided in `rows.rs`.

use serde::Serialize;

/// A table: its name, the name of its file, its headings with their widths in characters.
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) file: &'static str,
    pub(super) columns: &'static [(&'static str, u16)],
}

pub(super) const TASKS: usize = 0;
pub(super) const DIAGNOSTICS: usize = 3;

/// The tables, in order.
pub(super) const SHEETS: [Sheet; 4] = [
    Sheet {
        name: "Tasks",
        file: "tasks",
        columns: &[
            ("Tệp", 28),
            ("Số, ký hiệu", 16),
            ("Ngày ban hành", 13),
            ("Cơ quan ban hành", 26),
            ("Trích yếu", 36),
            ("Mã", 7),
            ("STT", 8),
            ("Nhiệm vụ", 60),
            ("Nội dung chi tiết", 50),
            ("Chủ trì", 28),
            ("Phối hợp", 34),
            ("Thực hiện", 28),
            ("Theo dõi, chỉ đạo", 24),
            ("Thời gian", 24),
            ("Loại thời gian", 14),
            ("Bắt đầu", 13),
            ("Hoàn thành", 13),
            ("Định kỳ", 12),
            ("Sản phẩm", 34),
            ("Kinh phí", 20),
            ("Ghi chú", 20),
            ("Nguồn", 18),
            ("Vị trí (byte)", 16),
        ],
    },
    Sheet {
        name: "Documents",
        file: "documents",
        columns: &[
            ("Tệp", 28),
            ("Định dạng", 10),
            ("Loại văn bản", 14),
            ("Số, ký hiệu", 18),
            ("Ngày ban hành", 13),
            ("Nơi ban hành", 16),
            ("Cơ quan chủ quản", 28),
            ("Cơ quan ban hành", 28),
            ("Trích yếu", 60),
            ("Người ký", 22),
            ("Chức vụ", 22),
            ("Số nhiệm vụ", 11),
            ("Số bảng", 9),
            ("Số phụ lục", 9),
            ("Số viện dẫn", 10),
            ("Số cảnh báo", 10),
            ("Byte chưa nhận ra", 12),
            ("SHA-256", 20),
        ],
    },
    Sheet {
        name: "Agencies",
        file: "agencies",
        columns: &[
            ("Cơ quan", 44),
            ("Loại", 18),
            ("Tệp", 28),
            ("Chủ trì", 10),
            ("Phối hợp", 10),
            ("Thực hiện", 10),
            ("Theo dõi, chỉ đạo", 10),
            ("Các nhiệm vụ", 30),
            ("Viết trong văn bản", 44),
        ],
    },
    Sheet {
        name: "Diagnostics",
        file: "diagnostics",
        columns: &[("Tệp", 28), ("Mức độ", 12), ("Mã", 30), ("Nội dung", 80), ("Vị trí (byte)", 16)],
    },
];

/// What the vocabulary's values are called in Vietnamese.
const LABELS: [(&str, &str); 42] = [
    ("in", "trong kỳ"),
    ("by", "chậm nhất"),
    ("between", "từ … đến"),
    ("from", "kể từ"),
    ("continuous", "thường xuyên"),
    ("recurring", "định kỳ"),
    ("on_request", "theo yêu cầu"),
    ("relative", "tính từ sự kiện"),
    ("mixed", "nhiều mốc"),
    ("unknown", ""),
    ("other", "khác"),
    ("plan", "kế hoạch"),
    ("program", "chương trình"),
    ("scheme", "đề án"),
    ("decision", "quyết định"),
    ("resolution", "nghị quyết"),
    ("directive", "chỉ thị"),
    ("dispatch", "công văn"),
    ("report", "báo cáo"),
    ("government", "Chính phủ"),
    ("ministry", "bộ"),
    ("people_committee", "UBND"),
    ("people_council", "HĐND"),
    ("department", "sở, ban, ngành"),
    ("division", "phòng, chi cục"),
    ("office", "văn phòng"),
    ("police", "công an"),
    ("military", "quân sự, biên phòng"),
    ("party", "cơ quan Đảng"),
    ("front_union", "Mặt trận, đoàn thể"),
    ("media", "báo, đài"),
    ("service_unit", "đơn vị sự nghiệp"),
    ("enterprise", "doanh nghiệp"),
    ("school", "trường học"),
    ("person", "cá nhân"),
    ("error", "lỗi"),
    ("warning", "cảnh báo"),
    ("info", "thông tin"),
    ("P1Y", "hằng năm"),
    ("P3M", "hằng quý"),
    ("P1M", "hằng tháng"),
    ("P1W", "hằng tuần"),
];

/// The Vietnamese word for a value of the vocabulary; the value itself where there is none.
pub(super) fn label(value: &impl Serialize) -> String {
    let key =
        serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    known_label(&key).map_or(key.clone(), str::to_owned)
}

/// The Vietnamese word for a key.
pub(super) fn known_label(key: &str) -> Option<&'static str> {
    LABELS.iter().find(|(k, _)| *k == key).map(|(_, label)| *label)
}
