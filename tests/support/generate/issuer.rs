//! Who issues: letterhead, signs, assignees and signature of each kind of office.

use super::super::random::Random;
use super::truth::Agency;

/// An agency as printed and, where abbreviated, its canonical name.
type Named = (&'static str, &'static str);

/// An office that issues plans.
#[derive(Clone, Debug, Default)]
pub(crate) struct Issuer {
    pub(crate) level: &'static str,
    /// Lines of the letterhead's left side.
    pub(crate) left: Vec<String>,
    pub(crate) party: bool,
    pub(crate) parent: Option<String>,
    /// As the letterhead reads, lines joined.
    pub(crate) issuer: String,
    /// As the lead-in names it.
    pub(crate) prose: String,
    /// Organ in the sign.
    pub(crate) organ: &'static str,
    pub(crate) place: String,
    pub(crate) agencies: &'static [Named],
    pub(crate) groups: &'static [&'static str],
    pub(crate) authority: Vec<&'static str>,
    pub(crate) position: &'static str,
    pub(crate) recipients: &'static [(&'static str, Option<&'static str>)],
    pub(crate) archive: &'static str,
}

const PROVINCES: [&str; 8] =
    ["An Giang", "Lào Cai", "Gia Lai", "Đồng Tháp", "Khánh Hòa", "Thanh Hóa", "Cà Mau", "Tuyên Quang"];
const COMMUNES: [&str; 5] = ["Bình Lâm", "An Thới", "Tân Hòa", "Mỹ Thủy", "Đông Sơn"];

const DEPARTMENTS: [Named; 16] = [
    ("Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
    ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    ("Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Môi trường"),
    ("Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo"),
    ("Sở Tài chính", "Sở Tài chính"),
    ("Sở Tư pháp", "Sở Tư pháp"),
    ("Sở Nội vụ", "Sở Nội vụ"),
    ("Sở Y tế", "Sở Y tế"),
    ("Sở Công Thương", "Sở Công Thương"),
    ("Sở Xây dựng", "Sở Xây dựng"),
    ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
    ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
    ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
    ("Công an tỉnh", "Công an tỉnh"),
    ("Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("Báo và Phát thanh - Truyền hình tỉnh", "Báo và Phát thanh - Truyền hình tỉnh"),
];
const PROVINCE_GROUPS: [&str; 4] = [
    "các sở, ban, ngành tỉnh",
    "UBND các xã, phường, đặc khu",
    "các cơ quan, đơn vị có liên quan",
    "các tổ chức chính trị - xã hội",
];
const COMMUNE_BODIES: [Named; 8] = [
    ("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội"),
    ("Phòng Kinh tế", "Phòng Kinh tế"),
    ("Văn phòng HĐND và UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ("Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ hành chính công"),
    ("Công an xã", "Công an xã"),
    ("Ban Chỉ huy Quân sự xã", "Ban Chỉ huy Quân sự xã"),
    ("Trạm Y tế", "Trạm Y tế"),
    ("Hội Liên hiệp Phụ nữ xã", "Hội Liên hiệp Phụ nữ xã"),
];
const COMMUNE_GROUPS: [&str; 3] = [
    "các cơ quan, đơn vị thuộc UBND xã",
    "các phòng chuyên môn, đơn vị trực thuộc",
    "các tổ chức chính trị - xã hội",
];
const MINISTRIES: [Named; 9] = [
    ("Bộ Tài chính", "Bộ Tài chính"),
    ("Bộ Nội vụ", "Bộ Nội vụ"),
    ("Bộ Tư pháp", "Bộ Tư pháp"),
    ("Bộ Văn hóa, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("Bộ Khoa học và Công nghệ", "Bộ Khoa học và Công nghệ"),
    ("Bộ Công an", "Bộ Công an"),
    ("Bộ Y tế", "Bộ Y tế"),
    ("Bộ NN&MT", "Bộ Nông nghiệp và Môi trường"),
    ("Thanh tra Chính phủ", "Thanh tra Chính phủ"),
];
const MINISTRY_GROUPS: [&str; 3] = [
    "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
    "Ủy ban nhân dân các tỉnh, thành phố",
    "các cơ quan, đơn vị liên quan",
];
const DIVISIONS: [Named; 7] = [
    ("Văn phòng Sở", "Văn phòng Sở"),
    ("Phòng Kế hoạch - Tài chính", "Phòng Kế hoạch - Tài chính"),
    ("Phòng Tổ chức cán bộ", "Phòng Tổ chức cán bộ"),
    ("Thanh tra Sở", "Thanh tra Sở"),
    ("Phòng Quản lý đô thị", "Phòng Quản lý đô thị"),
    ("Trung tâm Công nghệ thông tin", "Trung tâm Công nghệ thông tin"),
    ("Chi cục Thủy lợi", "Chi cục Thủy lợi"),
];
const DIVISION_GROUPS: [&str; 2] = ["các phòng, đơn vị thuộc Sở", "các cơ quan, đơn vị liên quan"];
const PARTY_BODIES: [Named; 7] = [
    ("Văn phòng Tỉnh ủy", "Văn phòng Tỉnh ủy"),
    ("Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"),
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
    ("Ban Nội chính Tỉnh ủy", "Ban Nội chính Tỉnh ủy"),
    ("Ủy ban Kiểm tra Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy"),
    ("Đảng ủy Ủy ban nhân dân tỉnh", "Đảng ủy Ủy ban nhân dân tỉnh"),
    ("Ủy ban MTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
];
const PARTY_GROUPS: [&str; 2] = ["các cấp ủy trực thuộc Tỉnh ủy", "các tổ chức chính trị - xã hội"];
const SCHOOL_BODIES: [Named; 6] = [
    ("Ban Giám hiệu", "Ban Giám hiệu"),
    ("Tổ Văn phòng", "Tổ Văn phòng"),
    ("Tổ Khoa học tự nhiên", "Tổ Khoa học tự nhiên"),
    ("Đoàn trường", "Đoàn trường"),
    ("Công đoàn trường", "Công đoàn trường"),
    ("Ban đại diện cha mẹ học sinh", "Ban đại diện cha mẹ học sinh"),
];
const SCHOOL_GROUPS: [&str; 2] = ["các tổ chuyên môn", "các tổ chức đoàn thể trong nhà trường"];

/// An office drawn at random.
pub(crate) fn issuer(random: &mut Random) -> Issuer {
    let province = *random.pick(&PROVINCES);
    let commune = *random.pick(&COMMUNES);
    match random.below(6) {
        0 => province_committee(province, random),
        1 => department(province),
        2 => commune_committee(commune, random),
        3 => ministry(),
        4 => party(province, commune, random),
        _ => school(province),
    }
}

fn province_committee(province: &str, random: &mut Random) -> Issuer {
    let line = format!("TỈNH {}", province.to_uppercase());
    Issuer {
        level: "province",
        left: vec!["ỦY BAN NHÂN DÂN".to_owned(), line.clone()],
        issuer: format!("ỦY BAN NHÂN DÂN {line}"),
        prose: format!("Ủy ban nhân dân tỉnh {province}"),
        organ: "UBND",
        place: province.to_owned(),
        agencies: &DEPARTMENTS,
        groups: &PROVINCE_GROUPS,
        authority: committee_authority(random),
        position: "PHÓ CHỦ TỊCH",
        recipients: &[
            ("Bộ Nội vụ", Some("để b/c")),
            ("TT Tỉnh ủy, TT HĐND tỉnh", Some("để b/c")),
            ("CT và các PCT UBND tỉnh", None),
            ("Các sở, ban, ngành tỉnh", None),
            ("UBND các xã, phường, đặc khu", Some("để t/h")),
            ("Phòng KGVX", None),
        ],
        archive: "Lưu: VT, KGVX",
        ..Issuer::default()
    }
}

fn committee_authority(random: &mut Random) -> Vec<&'static str> {
    if random.one_in(3) {
        vec!["KT. CHỦ TỊCH"]
    } else {
        vec!["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    }
}

fn department(province: &str) -> Issuer {
    let parent = format!("UBND TỈNH {}", province.to_uppercase());
    Issuer {
        level: "department",
        left: vec![parent.clone(), "SỞ XÂY DỰNG".to_owned()],
        parent: Some(parent),
        issuer: "SỞ XÂY DỰNG".to_owned(),
        prose: format!("Sở Xây dựng tỉnh {province}"),
        organ: "SXD",
        place: province.to_owned(),
        agencies: &DIVISIONS,
        groups: &DIVISION_GROUPS,
        authority: vec!["KT. GIÁM ĐỐC"],
        position: "PHÓ GIÁM ĐỐC",
        recipients: &[
            ("UBND tỉnh", Some("để b/c")),
            ("Ban Giám đốc Sở", None),
            ("Các phòng, đơn vị thuộc Sở", None),
        ],
        archive: "Lưu: VT, VP",
        ..Issuer::default()
    }
}

fn commune_committee(commune: &str, random: &mut Random) -> Issuer {
    let line = format!("XÃ {}", commune.to_uppercase());
    Issuer {
        level: "commune",
        left: vec!["ỦY BAN NHÂN DÂN".to_owned(), line.clone()],
        issuer: format!("ỦY BAN NHÂN DÂN {line}"),
        prose: format!("Ủy ban nhân dân xã {commune}"),
        organ: "UBND",
        place: commune.to_owned(),
        agencies: &COMMUNE_BODIES,
        groups: &COMMUNE_GROUPS,
        authority: committee_authority(random),
        position: "PHÓ CHỦ TỊCH",
        recipients: &[
            ("Sở Khoa học và Công nghệ", Some("để b/c")),
            ("CT, các PCT UBND xã", None),
            ("Các phòng, ban, ngành, đơn vị", None),
            ("Tổ Công nghệ số cộng đồng", None),
        ],
        archive: "Lưu: VT, VHXH",
        ..Issuer::default()
    }
}

fn ministry() -> Issuer {
    Issuer {
        level: "ministry",
        left: vec!["BỘ KHOA HỌC VÀ CÔNG NGHỆ".to_owned()],
        issuer: "BỘ KHOA HỌC VÀ CÔNG NGHỆ".to_owned(),
        prose: "Bộ Khoa học và Công nghệ".to_owned(),
        organ: "BKHCN",
        place: "Hà Nội".to_owned(),
        agencies: &MINISTRIES,
        groups: &MINISTRY_GROUPS,
        authority: vec!["KT. BỘ TRƯỞNG"],
        position: "THỨ TRƯỞNG",
        recipients: &[
            ("Thủ tướng Chính phủ", Some("để b/c")),
            ("Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ", None),
            ("UBND các tỉnh, thành phố trực thuộc Trung ương", None),
        ],
        archive: "Lưu: VT, KHTC",
        ..Issuer::default()
    }
}

fn party(province: &str, commune: &str, random: &mut Random) -> Issuer {
    let above = format!("ĐẢNG BỘ TỈNH {}", province.to_uppercase());
    let own = format!("ĐẢNG ỦY XÃ {}", commune.to_uppercase());
    let low = random.one_in(2);
    let top = format!("TỈNH ỦY {}", province.to_uppercase());
    Issuer {
        level: if low { "party commune" } else { "party province" },
        left: if low { vec![above.clone(), own.clone()] } else { vec![top.clone()] },
        party: true,
        parent: low.then_some(above),
        issuer: if low { own } else { top },
        prose: if low { format!("Đảng ủy xã {commune}") } else { format!("Tỉnh ủy {province}") },
        organ: if low { "ĐU" } else { "TU" },
        place: if low { commune.to_owned() } else { province.to_owned() },
        agencies: &PARTY_BODIES,
        groups: &PARTY_GROUPS,
        authority: vec!["T/M BAN THƯỜNG VỤ"],
        position: "PHÓ BÍ THƯ",
        recipients: &[
            ("Ban Bí thư Trung ương Đảng", Some("để báo cáo")),
            ("Các cấp ủy trực thuộc", None),
            ("Các đồng chí Ủy viên Ban Thường vụ", None),
        ],
        archive: "Lưu Văn phòng",
    }
}

fn school(province: &str) -> Issuer {
    let parent = "SỞ GIÁO DỤC VÀ ĐÀO TẠO".to_owned();
    let name = format!("TRƯỜNG THPT {}", province.to_uppercase());
    Issuer {
        level: "school",
        left: vec![parent.clone(), name.clone()],
        parent: Some(parent),
        issuer: name,
        prose: format!("Trường THPT {province}"),
        organ: "THPT",
        place: province.to_owned(),
        agencies: &SCHOOL_BODIES,
        groups: &SCHOOL_GROUPS,
        authority: Vec::new(),
        position: "HIỆU TRƯỞNG",
        recipients: &[
            ("Sở GD&ĐT", Some("để b/c")),
            ("Các tổ chuyên môn", Some("để t/h")),
            ("Ban đại diện cha mẹ học sinh", None),
        ],
        archive: "Lưu: VT",
        ..Issuer::default()
    }
}

impl Issuer {
    /// `count` different agencies, as truth.
    pub(crate) fn agencies(&self, random: &mut Random, count: usize) -> Vec<Agency> {
        let drawn = random.sample(self.agencies, count);
        drawn
            .into_iter()
            .map(|(text, name)| Agency { text: (*text).to_owned(), name: Some(name), scope: None })
            .collect()
    }

    /// A group.
    pub(crate) fn group(&self, random: &mut Random) -> Agency {
        Agency { text: (*random.pick(self.groups)).to_owned(), ..Agency::default() }
    }
}

/// A list as it is printed, and its agencies as printed there: the first begins with a capital where `opens` says so.
pub(crate) fn list(
    random: &mut Random,
    mut agencies: Vec<Agency>,
    separators: &[&'static str],
    opens: bool,
) -> (String, Vec<Agency>) {
    if let (true, Some(first)) = (opens, agencies.first_mut()) {
        first.text = capital(&first.text);
    }
    let comma = *random.pick(separators);
    let last = if random.one_in(2) { " và " } else { comma };
    let mut printed = String::new();
    for (n, agency) in agencies.iter().enumerate() {
        if n > 0 {
            printed.push_str(if n + 1 == agencies.len() { last } else { comma });
        }
        printed.push_str(&agency.text);
        if let Some(scope) = agency.scope {
            printed.push_str(&format!(" ({scope})"));
        }
    }
    (printed, agencies)
}

/// With a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
