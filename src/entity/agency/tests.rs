//! Tables of inputs: lists in values, lists in prose, canonical names, headings; refusals beside acceptances.

use super::{canonical_name, is_agency_heading, name_with_place, scan_agencies, split_agencies};
use crate::lexicon::agency::registry;
use crate::model::AgencyKind;
use crate::text::fold;

/// Collects what differs, so that one run shows all of it.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn note<T: PartialEq + std::fmt::Debug>(&mut self, text: &str, found: T, want: T) {
        if found != want {
            self.0.push(format!("{text:?}: found {found:?}, want {want:?}"));
        }
    }

    fn none(self) {
        assert!(self.0.is_empty(), "{} wrong:\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn split(text: &str) -> Vec<&str> {
    let key = fold(text);
    split_agencies(text, &key, 0..text.len()).into_iter().filter_map(|m| text.get(m.range)).collect()
}

fn names(text: &str) -> Vec<String> {
    let key = fold(text);
    split_agencies(text, &key, 0..text.len()).into_iter().map(|m| m.name).collect()
}

#[test]
fn values_split_at_names() {
    let mut wrong = Wrong::default();
    for (text, want) in [
        // separators
        ("Sở Tư pháp; Công an tỉnh.", &["Sở Tư pháp", "Công an tỉnh"][..]),
        ("Sở Y tế, Sở Nội vụ và Văn phòng UBND tỉnh", &["Sở Y tế", "Sở Nội vụ", "Văn phòng UBND tỉnh"]),
        ("- Sở Y tế\n- Sở Nội vụ", &["Sở Y tế", "Sở Nội vụ"]),
        ("+ Sở Y tế;\n+ UBND các xã.", &["Sở Y tế", "UBND các xã"]),
        ("Sở Y tế - Sở Nội vụ", &["Sở Y tế", "Sở Nội vụ"]),
        ("Sở Y tế/Sở Nội vụ", &["Sở Y tế", "Sở Nội vụ"]),
        ("Sở Tài chính Sở Nội vụ", &["Sở Tài chính", "Sở Nội vụ"]),
        ("Sở Y tế cùng với Sở Nội vụ", &["Sở Y tế", "Sở Nội vụ"]),
        // commas and "và" inside of names
        ("Sở Văn hóa, Thể thao và Du lịch", &["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Văn hóa Thể thao Du lịch", &["Sở Văn hóa Thể thao Du lịch"]),
        (
            "Phòng Kinh tế, Hạ tầng và Đô thị, Công an phường",
            &["Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường"],
        ),
        ("Văn phòng HĐND và UBND xã, Phòng Kinh tế", &["Văn phòng HĐND và UBND xã", "Phòng Kinh tế"]),
        (
            "Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh",
            &["Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh"],
        ),
        ("Báo và Phát thanh, Truyền hình tỉnh; Sở Y tế", &["Báo và Phát thanh, Truyền hình tỉnh", "Sở Y tế"]),
        (
            "Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh",
            &["Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh"],
        ),
        ("Sở Lao động – Thương binh và Xã hội, Sở Y tế", &["Sở Lao động – Thương binh và Xã hội", "Sở Y tế"]),
        ("Sở Giáo dục và Đào tạo và Sở Y tế", &["Sở Giáo dục và Đào tạo", "Sở Y tế"]),
        // groups
        (
            "Các sở, ban, ngành; UBND các xã, phường, đặc khu",
            &["Các sở, ban, ngành", "UBND các xã, phường, đặc khu"],
        ),
        ("Các sở, ban, ngành, UBND các xã, phường", &["Các sở, ban, ngành", "UBND các xã, phường"]),
        ("các bộ, ngành và địa phương", &["các bộ, ngành và địa phương"]),
        ("Các sở, ban, ngành, địa phương", &["Các sở, ban, ngành, địa phương"]),
        ("các sở, ban ngành, đoàn thể tỉnh", &["các sở, ban ngành, đoàn thể tỉnh"]),
        (
            "các cơ quan, đơn vị, tổ chức, doanh nghiệp có liên quan",
            &["các cơ quan, đơn vị, tổ chức, doanh nghiệp có liên quan"],
        ),
        (
            "các sở, ngành, Liên đoàn Lao động tỉnh và địa phương",
            &["các sở, ngành", "Liên đoàn Lao động tỉnh", "địa phương"],
        ),
        (
            "Các sở, ngành tỉnh và các cơ quan, đơn vị có liên quan",
            &["Các sở, ngành tỉnh", "các cơ quan, đơn vị có liên quan"],
        ),
        ("Các địa phương, các cơ quan có nguồn thu", &["Các địa phương", "các cơ quan có nguồn thu"]),
        ("Các phòng chuyên môn, đơn vị trực thuộc", &["Các phòng chuyên môn, đơn vị trực thuộc"]),
        ("các cơ quan, đơn vị thuộc UBND xã", &["các cơ quan, đơn vị thuộc UBND xã"]),
        ("Cơ quan, địa phương liên quan", &["Cơ quan, địa phương liên quan"]),
        ("các cơ quan liên quan", &["các cơ quan liên quan"]),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", &["Ủy ban nhân dân các huyện, thị xã, thành phố"]),
        ("UBND xã, phường, đặc khu; Trạm Y tế", &["UBND xã, phường, đặc khu", "Trạm Y tế"]),
        ("UBND các xã Bát Sơn, Trịnh Hải, Hợp Lâm", &["UBND các xã Bát Sơn, Trịnh Hải, Hợp Lâm"]),
        ("UBND cấp huyện, cấp xã", &["UBND cấp huyện, cấp xã"]),
        (
            "UBND các xã, phường, đặc khu trên địa bàn tỉnh",
            &["UBND các xã, phường, đặc khu trên địa bàn tỉnh"],
        ),
        (
            "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã",
            &["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã"],
        ),
        ("06 xã biên giới", &["06 xã biên giới"]),
        (
            "Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội",
            &["Ủy ban MTTQ Việt Nam tỉnh", "các tổ chức chính trị - xã hội"],
        ),
        ("Đảng ủy, HĐND, UBND các xã", &["Đảng ủy", "HĐND", "UBND các xã"]),
        ("các cơ quan truyền thông, báo chí", &["các cơ quan truyền thông, báo chí"]),
        (
            "Các trường mầm non, tiểu học, THCS trên địa bàn xã",
            &["Các trường mầm non, tiểu học, THCS trên địa bàn xã"],
        ),
        ("các khoa, phòng, trung tâm", &["các khoa, phòng, trung tâm"]),
        ("các thôn, khu phố", &["các thôn, khu phố"]),
        // heads left out
        ("Sở Tài chính, Tư pháp, Nội vụ", &["Sở Tài chính", "Tư pháp", "Nội vụ"]),
        ("Các Sở: Tài chính, Tư pháp và Y tế", &["Tài chính", "Tư pháp", "Y tế"]),
        ("các Bộ: Quốc phòng, Công an, Ngoại giao", &["Quốc phòng", "Công an", "Ngoại giao"]),
        ("Sở Nội vụ, Tài chính, Công an tỉnh", &["Sở Nội vụ", "Tài chính", "Công an tỉnh"]),
        ("Hội Nông dân, Phụ nữ, Cựu chiến binh xã", &["Hội Nông dân", "Phụ nữ", "Cựu chiến binh xã"]),
        // abbreviations
        ("Sở KH&CN, VP HĐND-UBND, TT PVHCC", &["Sở KH&CN", "VP HĐND-UBND", "TT PVHCC"]),
        ("Bộ CHQS tỉnh; UBND cấp xã", &["Bộ CHQS tỉnh", "UBND cấp xã"]),
        ("UBMTTQ, Hội LHPN, Đoàn TN, Hội CCB xã", &["UBMTTQ", "Hội LHPN", "Đoàn TN", "Hội CCB xã"]),
        ("VTV, VOV, TTXVN", &["VTV", "VOV", "TTXVN"]),
        // open names, places, numbers
        (
            "Ban Quản lý dự án đầu tư xây dựng số 1; Công ty Điện lực Lâm Đồng",
            &["Ban Quản lý dự án đầu tư xây dựng số 1", "Công ty Điện lực Lâm Đồng"],
        ),
        ("Ngân hàng nhà nước khu vực XII", &["Ngân hàng nhà nước khu vực XII"]),
        ("UBND phường Xuân Hương - Đà Lạt", &["UBND phường Xuân Hương - Đà Lạt"]),
        ("UBND Phường 3 Bảo Lộc, UBND xã Bảo Lâm 1", &["UBND Phường 3 Bảo Lộc", "UBND xã Bảo Lâm 1"]),
        ("Công ty Cổ phần Công nghệ Sao Việt", &["Công ty Cổ phần Công nghệ Sao Việt"]),
        (
            "Trường THCS Nguyễn Du, Trường Tiểu học Kim Đồng",
            &["Trường THCS Nguyễn Du", "Trường Tiểu học Kim Đồng"],
        ),
        ("Trung tâm CNTT Tây Bắc", &["Trung tâm CNTT Tây Bắc"]),
        ("Chi cục Hải quan khu vực XIII, Thuế tỉnh", &["Chi cục Hải quan khu vực XIII", "Thuế tỉnh"]),
        ("Ủy ban nhân dân (UBND) tỉnh; Sở Y tế", &["Ủy ban nhân dân (UBND) tỉnh", "Sở Y tế"]),
        // persons
        ("Đồng chí Nguyễn Văn An - Phó Chủ tịch UBND xã", &["Đồng chí Nguyễn Văn An - Phó Chủ tịch UBND xã"]),
        (
            "Đ/c Lê Thị Bình, Phó Hiệu trưởng; Đ/c Trần Cường",
            &["Đ/c Lê Thị Bình, Phó Hiệu trưởng", "Đ/c Trần Cường"],
        ),
        ("Lãnh đạo\nSở Giáo dục và Đào tạo", &["Lãnh đạo\nSở Giáo dục và Đào tạo"]),
        ("Giám đốc Sở Y tế", &["Giám đốc Sở Y tế"]),
        ("Hiệu trưởng, Ban Giám hiệu, Tổ Văn phòng", &["Hiệu trưởng", "Ban Giám hiệu", "Tổ Văn phòng"]),
        ("Giáo viên chủ nhiệm; Tổng phụ trách Đội", &["Giáo viên chủ nhiệm", "Tổng phụ trách Đội"]),
        // scopes
        ("Sở KH&CN (tổng hợp, theo dõi); Sở Y tế", &["Sở KH&CN", "Sở Y tế"]),
        ("Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công tỉnh)", &["Văn phòng UBND tỉnh"]),
        ("Các sở, ban, ngành (trừ Sở Y tế), UBND các xã", &["Các sở, ban, ngành", "UBND các xã"]),
        // wrapped lines
        ("Sở Khoa\nhọc và Công nghệ", &["Sở Khoa\nhọc và Công nghệ"]),
        ("Bộ CHQS tỉnh; UBND\ncấp xã", &["Bộ CHQS tỉnh", "UBND\ncấp xã"]),
        // names in verbs, ministries, Party, schools, communes
        (
            "Công ty Cổ phần Đầu tư Xây dựng Hà Linh; Sở Y tế",
            &["Công ty Cổ phần Đầu tư Xây dựng Hà Linh", "Sở Y tế"],
        ),
        ("Trung tâm Quan trắc và phân tích môi trường", &["Trung tâm Quan trắc và phân tích môi trường"]),
        ("Ban QL các dự án công nghệ", &["Ban QL các dự án công nghệ"]),
        (
            "Bộ GD&ĐT; các Bộ: Tài chính, Nội vụ; UBND các tỉnh",
            &["Bộ GD&ĐT", "Tài chính", "Nội vụ", "UBND các tỉnh"],
        ),
        ("Các Sở, ngành: Tài chính, Y tế, Công an tỉnh", &["Tài chính", "Y tế", "Công an tỉnh"]),
        (
            "Các cơ quan tham mưu, giúp việc Tỉnh ủy; các đảng ủy xã",
            &["Các cơ quan tham mưu, giúp việc Tỉnh ủy", "các đảng ủy xã"],
        ),
        ("Các phòng, đơn vị thuộc, trực thuộc Sở", &["Các phòng, đơn vị thuộc, trực thuộc Sở"]),
        ("Phòng Đào tạo, Phòng TC-HC, Phòng KH-TC", &["Phòng Đào tạo", "Phòng TC-HC", "Phòng KH-TC"]),
        (
            "Tổ giúp việc Ban Chỉ đạo; Thành viên Ban Chỉ đạo",
            &["Tổ giúp việc Ban Chỉ đạo", "Thành viên Ban Chỉ đạo"],
        ),
        (
            "Bí thư chi bộ, trưởng thôn, Ban Công tác Mặt trận các thôn",
            &["Bí thư chi bộ", "trưởng thôn", "Ban Công tác Mặt trận các thôn"],
        ),
        ("Trưởng, Phó các phòng", &["Trưởng, Phó các phòng"]),
        ("UBND các xã có rừng", &["UBND các xã có rừng"]),
        (
            "Các sở, ban, ngành; UBND các xã, phường và đơn vị liên quan",
            &["Các sở, ban, ngành", "UBND các xã, phường", "đơn vị liên quan"],
        ),
        (
            "Tổ công nghệ số cộng đồng các thôn, tổ dân phố",
            &["Tổ công nghệ số cộng đồng các thôn, tổ dân phố"],
        ),
        (
            "Thuế tỉnh Hải Phòng; UBND phường Hội An, Công an xã Tân Hội",
            &["Thuế tỉnh Hải Phòng", "UBND phường Hội An", "Công an xã Tân Hội"],
        ),
        ("Ban Xây dựng Đảng; Giám đốc Sở Y tế", &["Ban Xây dựng Đảng", "Giám đốc Sở Y tế"]),
        ("P. Đào tạo; TT. PVHCC xã", &["P. Đào tạo", "TT. PVHCC xã"]),
        // unknown names stay whole
        ("Nhóm Sông Hồng Xanh; Sở Y tế", &["Nhóm Sông Hồng Xanh", "Sở Y tế"]),
        // nobody
        ("Theo Quyết định số 12/QĐ-UBND", &[]),
        ("Năm 2026", &[]),
        ("-", &[]),
        ("", &[]),
        ("x", &[]),
        ("Thực hiện thường xuyên", &[]),
    ] {
        wrong.note(text, split(text), want.to_vec());
    }
    wrong.none();
}

#[test]
fn prose_lists_stop_before_the_verb() {
    let mut wrong = Wrong::default();
    for (text, want, rest) in [
        ("Sở Tài chính, Sở Y tế tham mưu UBND tỉnh", &["Sở Tài chính", "Sở Y tế"][..], " tham mưu UBND tỉnh"),
        (
            "các cơ quan, đơn vị có liên quan thẩm định dự toán",
            &["các cơ quan, đơn vị có liên quan"],
            " thẩm định dự toán",
        ),
        ("các ngành có liên quan tổ chức kiểm tra", &["các ngành có liên quan"], " tổ chức kiểm tra"),
        ("các cơ quan, đơn vị tổ chức triển khai", &["các cơ quan, đơn vị"], " tổ chức triển khai"),
        ("các cơ quan, tổ chức thực hiện", &["các cơ quan"], ", tổ chức thực hiện"),
        ("các cơ quan, tổ chức liên quan tiếp tục", &["các cơ quan, tổ chức liên quan"], " tiếp tục"),
        ("cơ quan, tổ chức liên quan tiếp tục", &["cơ quan, tổ chức liên quan"], " tiếp tục"),
        ("Phòng Văn hóa - Xã hội cung cấp tài liệu", &["Phòng Văn hóa - Xã hội"], " cung cấp tài liệu"),
        ("chính quyền các cấp, phát huy", &["chính quyền các cấp"], ", phát huy"),
        ("phòng CNTT đảm bảo kỹ thuật", &["phòng CNTT"], " đảm bảo kỹ thuật"),
        ("cán bộ kỹ thuật của Sở kiểm tra máy chủ", &["cán bộ kỹ thuật của Sở"], " kiểm tra máy chủ"),
        ("Trung tâm Kiểm soát bệnh tật tỉnh chủ trì", &["Trung tâm Kiểm soát bệnh tật tỉnh"], " chủ trì"),
        (
            "Báo và Đài Phát thanh, Truyền hình Lâm Đồng tăng cường",
            &["Báo và Đài Phát thanh, Truyền hình Lâm Đồng"],
            " tăng cường",
        ),
        ("Sở Nội vụ và báo cáo kết quả", &["Sở Nội vụ"], " và báo cáo kết quả"),
        (
            "Ủy ban nhân dân các huyện, thị xã căn cứ nội dung",
            &["Ủy ban nhân dân các huyện, thị xã"],
            " căn cứ nội dung",
        ),
        (
            "Thanh tra, Công an và Quản lý thị trường tại các huyện, thị xã triển khai",
            &["Thanh tra", "Công an", "Quản lý thị trường tại các huyện, thị xã"],
            " triển khai",
        ),
        ("Sở Y tế trong quý I", &["Sở Y tế"], " trong quý I"),
        (
            "Trung tâm Ứng dụng tiến bộ khoa học tỉnh xây dựng",
            &["Trung tâm Ứng dụng tiến bộ khoa học tỉnh"],
            " xây dựng",
        ),
        ("UBND xã Đạ Huoai để xây dựng", &["UBND xã Đạ Huoai"], " để xây dựng"),
        (
            "các đồng chí Trưởng, Phó các phòng có trách nhiệm",
            &["các đồng chí Trưởng, Phó các phòng"],
            " có trách nhiệm",
        ),
        ("Giám đốc Sở Y tế chịu trách nhiệm", &["Giám đốc Sở Y tế"], " chịu trách nhiệm"),
        (
            "Trung tâm Ứng dụng khoa học và công nghệ tỉnh xây dựng",
            &["Trung tâm Ứng dụng khoa học và công nghệ tỉnh"],
            " xây dựng",
        ),
        (
            "các cơ quan, đơn vị, địa phương tham mưu UBND xã",
            &["các cơ quan, đơn vị, địa phương"],
            " tham mưu UBND xã",
        ),
        ("UBND xã Bảo Lâm 1 và Sở Y tế xây dựng", &["UBND xã Bảo Lâm 1", "Sở Y tế"], " xây dựng"),
        ("SỞ CÔNG THƯƠNG CHỦ TRÌ", &["SỞ CÔNG THƯƠNG"], " CHỦ TRÌ"),
    ] {
        let key = fold(text);
        let (items, end) = scan_agencies(text, &key, 0).unwrap_or_default();
        let found: Vec<_> = items.iter().filter_map(|m| text.get(m.range.clone())).collect();
        wrong.note(text, (found, &text[end..]), (want.to_vec(), rest));
    }
    for text in [
        "tham mưu UBND tỉnh",
        "tổ chức thực hiện Kế hoạch",
        "ban hành văn bản",
        "phòng, chống tham nhũng",
        "báo cáo kết quả",
        "hội nghị tổng kết",
        "bộ máy hành chính",
        "các nhiệm vụ được giao",
        "thanh tra việc thực hiện",
        "cấp giấy phép",
        "nội dung, giải pháp",
        "",
    ] {
        wrong.note(text, scan_agencies(text, &fold(text), 0), None);
    }
    wrong.none();
}

#[test]
fn canonical_names_are_spelled_out() {
    let mut wrong = Wrong::default();
    for (text, name, kind) in [
        ("Uỷ ban nhân dân TP. Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng", AgencyKind::PeopleCommittee),
        ("UBND TỈNH", "Ủy ban nhân dân tỉnh", AgencyKind::PeopleCommittee),
        ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "Ủy ban nhân dân tỉnh Lào Cai", AgencyKind::PeopleCommittee),
        ("UBND XÃ AN TRƯỜNG", "Ủy ban nhân dân xã An Trường", AgencyKind::PeopleCommittee),
        ("TRƯỜNG THCS NGUYỄN DU", "Trường THCS Nguyễn Du", AgencyKind::School),
        ("CÁC SỞ, BAN, NGÀNH TỈNH", "Các sở, ban, ngành tỉnh", AgencyKind::Department),
        ("CHỦ TỊCH UBND XÃ", "Chủ tịch Ủy ban nhân dân xã", AgencyKind::Person),
        ("ĐẢNG ỦY XÃ ĐẠ TẺH", "Đảng ủy xã Đạ Tẻh", AgencyKind::Party),
        ("BỘ VĂN HOÁ, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch", AgencyKind::Ministry),
        (
            "UBND các xã, phường, đặc khu",
            "Ủy ban nhân dân các xã, phường, đặc khu",
            AgencyKind::PeopleCommittee,
        ),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ", AgencyKind::Department),
        ("Sở VH,TT&DL tỉnh", "Sở Văn hóa, Thể thao và Du lịch tỉnh", AgencyKind::Department),
        ("Sở Văn hoá - Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch", AgencyKind::Department),
        ("SỞ CÔNG THƯƠNG", "Sở Công Thương", AgencyKind::Department),
        ("VP HĐND&UBND xã", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", AgencyKind::Office),
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh", AgencyKind::Military),
        ("Bộ QP", "Bộ Quốc phòng", AgencyKind::Ministry),
        ("Thủ tướng", "Thủ tướng Chính phủ", AgencyKind::Government),
        ("HĐND tỉnh", "Hội đồng nhân dân tỉnh", AgencyKind::PeopleCouncil),
        ("Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh", AgencyKind::Person),
        ("UBMTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", AgencyKind::FrontUnion),
        ("VTV", "Đài Truyền hình Việt Nam", AgencyKind::Media),
        ("Trường THPT Chu Văn An", "Trường THPT Chu Văn An", AgencyKind::School),
        ("Công ty Cổ phần Sao Việt", "Công ty Cổ phần Sao Việt", AgencyKind::Enterprise),
        ("các sở, ban, ngành", "các sở, ban, ngành", AgencyKind::Department),
        ("Nhóm bạn", "Nhóm bạn", AgencyKind::Other),
    ] {
        wrong.note(text, canonical_name(text), (name.to_owned(), kind));
    }
    wrong.none();
    assert_eq!(
        name_with_place("Sở Y tế tỉnh", "Ủy ban nhân dân tỉnh Lào Cai").as_deref(),
        Some("Sở Y tế tỉnh Lào Cai")
    );
    assert_eq!(name_with_place("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân xã An Trường"), None);
    assert_eq!(name_with_place("Sở Y tế", "Ủy ban nhân dân tỉnh Lào Cai"), None);
    assert_eq!(names("Sở Tài chính, Tư pháp, Nội vụ"), ["Sở Tài chính", "Sở Tư pháp", "Sở Nội vụ"]);
}

#[test]
fn groups_and_scopes_are_marked() {
    let text = "Các sở, ban, ngành; Sở KH&CN (tổng hợp, theo dõi); Nhóm Xanh";
    let found = split_agencies(text, &fold(text), 0..text.len());
    assert_eq!(
        found.iter().map(|m| (m.collective, m.known)).collect::<Vec<_>>(),
        [(true, true), (false, true), (false, false)]
    );
    assert_eq!(found[1].scope.clone().map(|r| &text[r]), Some("tổng hợp, theo dõi"));
}

#[test]
fn headings_of_agencies() {
    let mut wrong = Wrong::default();
    for text in [
        "Sở Công Thương",
        "Sở Công Thương:",
        "SỞ CÔNG THƯƠNG",
        "Các sở, ban, ngành, UBND các xã",
        "CÁC SỞ, BAN, NGÀNH; UBND CÁC XÃ, PHƯỜNG",
        "Trách nhiệm của Sở Y tế",
        "Đối với UBND các xã, phường, đặc khu",
        "Đề nghị Ủy ban MTTQ Việt Nam tỉnh",
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội",
        "Đề nghị Viện Kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh",
        "Giao Sở Lao động - Thương binh và Xã hội:",
        "Giao Sở Nội vụ (Cơ quan thường trực Hội đồng Thi đua - Khen thưởng tỉnh):",
        "Giám đốc Sở Y tế",
        "Đồng chí Nguyễn Văn An - Phó Chủ tịch",
        "Ban Giám hiệu",
        "Tổ Văn phòng",
        "Giáo viên chủ nhiệm",
        "Các khoa, phòng",
        "Các phòng ban tham gia đào tạo",
        "Các cơ quan, đơn vị được kiểm tra",
        "Công ty Cổ phần Công nghệ Tin học Sao Việt",
        "Báo và Phát Thanh, Truyền hình tỉnh",
        "Ngân hàng nhà nước khu vực XII",
        "Phòng Văn hóa - Xã hội",
        "Văn phòng Sở",
        "Bộ Chỉ huy Quân sự tỉnh",
        "Chi cục Hải quan khu vực XIII",
        "Thủ trưởng các cơ quan, đơn vị",
        "Hiệu trưởng các trường",
        "Đảng ủy, HĐND, UBND các xã",
        "Hội Nông dân xã, Hội Phụ nữ xã",
        "Các cơ quan chuyên môn, đơn vị sự nghiệp trực thuộc",
    ] {
        wrong.note(text, is_agency_heading(text, &fold(text)), true);
    }
    for text in [
        "Mục tiêu",
        "Công tác tuyên truyền",
        "Ban hành văn bản",
        "Tổ chức thực hiện",
        "TỔ CHỨC THỰC HIỆN",
        "Phòng, chống tham nhũng",
        "Sở hữu trí tuệ",
        "Báo cáo kết quả",
        "Hội nghị tổng kết",
        "Bộ máy hành chính",
        "Đài tưởng niệm liệt sĩ",
        "Sở Y tế chủ trì, phối hợp với Sở Tài chính",
        "Sở Y tế: Chủ trì xây dựng kế hoạch",
        "Nhiệm vụ của năm 2026",
        "Trách nhiệm thực hiện",
        "Đối với công tác tuyên truyền",
        "Kinh phí thực hiện",
        "Cơ sở dữ liệu",
        "Thanh tra, kiểm tra",
        "Công nghệ thông tin",
        "Khoa học và công nghệ",
        "Đoàn kết nội bộ",
        "Thông tin, tuyên truyền",
        "Trường hợp đặc biệt",
        "",
    ] {
        wrong.note(text, is_agency_heading(text, &fold(text)), false);
    }
    wrong.none();
}

#[test]
fn every_row_is_found_in_a_sentence() {
    let mut wrong = Wrong::default();
    for entry in registry().entries() {
        let text = format!("{} chủ trì, phối hợp", entry.name);
        let (items, end) = scan_agencies(&text, &fold(&text), 0).unwrap_or_default();
        let found: Vec<_> = items.iter().map(|m| m.name.as_str()).collect();
        wrong.note(&text, (found, &text[end..]), (vec![entry.name], " chủ trì, phối hợp"));
        let text = format!("{}; Sở Y tế", entry.name);
        wrong.note(&text, split(&text), vec![entry.name, "Sở Y tế"]);
        wrong.note(entry.name, is_agency_heading(entry.name, &fold(entry.name)), true);
    }
    wrong.none();
}

#[test]
fn hostile_text_is_read_in_time() {
    for unit in [
        "Ban a ",
        "Sở ",
        "của sở ",
        "các sở ",
        "(((",
        "Giám đốc đồng chí ",
        "Văn phòng ",
        "Trung tâm Y tế X ",
        "và,",
        "- chủ trì: ",
        "thuộc UBND ",
        "do các cơ quan ",
        "phối hợp với a ",
    ] {
        let text = unit.repeat(6_000 / unit.len());
        let key = fold(&text);
        let start = std::time::Instant::now();
        let _ = split_agencies(&text, &key, 0..text.len());
        let _ = scan_agencies(&text, &key, 0);
        let _ = is_agency_heading(&text, &key);
        let _ = crate::entity::assignment::read_assignment(&text, &key);
        let _ = crate::entity::assignment::read_trailing_roles(&text, &key);
        let _ = crate::entity::assignment::read_roles(
            &text,
            &key,
            0..text.len(),
            crate::entity::assignment::Role::Lead,
        );
        assert!(start.elapsed().as_secs() < 5, "{unit:?} took {:?}", start.elapsed());
    }
}
