//! Tables of inputs: values with role words, sentences with duties, trailing brackets and clauses; refusals beside
//! acceptances.

use super::{AgencyMention, Role, read_assignment, read_roles, read_trailing_roles};
use crate::text::fold;

/// Names by role: lead, coordinating, implementing, supervising.
type Names<'a> = [&'a [&'a str]; 4];

fn texts<'t>(text: &'t str, mentions: &[AgencyMention]) -> Vec<&'t str> {
    mentions.iter().filter_map(|m| text.get(m.range.clone())).collect()
}

fn show(lists: [Vec<&str>; 4]) -> String {
    lists.map(|l| l.join(" | ")).join(" // ")
}

fn none_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn values_with_role_words() {
    use Role::{Coordinating, Implementing, Lead, Supervising};
    let table: &[(&str, Role, Names)] = &[
        ("Sở Y tế", Lead, [&["Sở Y tế"], &[], &[], &[]]),
        ("Sở Y tế; Sở Nội vụ", Lead, [&["Sở Y tế", "Sở Nội vụ"], &[], &[], &[]]),
        (
            "Các sở, ban, ngành; UBND các xã",
            Coordinating,
            [&[], &["Các sở, ban, ngành", "UBND các xã"], &[], &[]],
        ),
        (
            "Phòng Kinh tế và các cơ quan, đơn vị thuộc UBND xã.",
            Implementing,
            [&[], &[], &["Phòng Kinh tế", "các cơ quan, đơn vị thuộc UBND xã"], &[]],
        ),
        (
            "Đồng chí Lê Văn An - Phó Chủ tịch",
            Supervising,
            [&[], &[], &[], &["Đồng chí Lê Văn An - Phó Chủ tịch"]],
        ),
        (
            "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Sở Tài chính",
            Implementing,
            [&["Sở Y tế"], &["Sở Nội vụ", "Sở Tài chính"], &[], &[]],
        ),
        ("Sở Y tế chủ trì phối hợp với Sở Nội vụ", Implementing, [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]]),
        (
            "Sở Y tế chủ trì, phối hợp với Công an tỉnh; các sở, ngành liên quan; UBND các xã",
            Implementing,
            [&["Sở Y tế"], &["Công an tỉnh", "các sở, ngành liên quan", "UBND các xã"], &[], &[]],
        ),
        (
            "Văn phòng HĐND và UBND xã phối hợp Phòng Kinh tế và các đơn vị",
            Implementing,
            [&["Văn phòng HĐND và UBND xã"], &["Phòng Kinh tế", "các đơn vị"], &[], &[]],
        ),
        ("Chủ trì: Sở Y tế. Phối hợp: Sở Nội vụ", Implementing, [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]]),
        (
            "Chủ trì: Sở Y tế.\nPhối hợp: Sở Nội vụ, UBND các xã",
            Lead,
            [&["Sở Y tế"], &["Sở Nội vụ", "UBND các xã"], &[], &[]],
        ),
        (
            "- Cơ quan chủ trì: Sở Y tế;\n- Cơ quan phối hợp: Sở Nội vụ; Công an tỉnh",
            Implementing,
            [&["Sở Y tế"], &["Sở Nội vụ", "Công an tỉnh"], &[], &[]],
        ),
        ("Sở Y tế (chủ trì); Sở Nội vụ (phối hợp)", Implementing, [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]]),
        (
            "Sở Y tế (chủ trì), Sở Nội vụ, Công an tỉnh (phối hợp)",
            Implementing,
            [&["Sở Y tế"], &["Sở Nội vụ", "Công an tỉnh"], &[], &[]],
        ),
        (
            "Sở Y tế chủ trì; Sở Nội vụ, Công an tỉnh phối hợp",
            Implementing,
            [&["Sở Y tế"], &["Sở Nội vụ", "Công an tỉnh"], &[], &[]],
        ),
        ("Sở Y tế chủ trì, Sở Nội vụ phối hợp", Lead, [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]]),
        ("Giao Sở Y tế chủ trì", Implementing, [&["Sở Y tế"], &[], &[], &[]]),
        ("Sở Y tế là cơ quan chủ trì", Implementing, [&["Sở Y tế"], &[], &[], &[]]),
        (
            "Sở Y tế là cơ quan đầu mối, phối hợp chặt chẽ với Sở Nội vụ",
            Implementing,
            [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]],
        ),
        ("Sở Y tế chủ trì, phối hợp cùng các sở, ngành", Lead, [&["Sở Y tế"], &["các sở, ngành"], &[], &[]]),
        (
            "Sở Y tế chủ trì phối hợp với đơn vị, địa phương có liên quan tham mưu thực hiện.",
            Implementing,
            [&["Sở Y tế"], &["đơn vị, địa phương có liên quan"], &[], &[]],
        ),
        (
            "Sở Y tế đôn đốc, hướng dẫn các đơn vị, địa phương triển khai thực hiện.",
            Implementing,
            [&[], &[], &["Sở Y tế"], &[]],
        ),
        (
            "Sở Y tế chủ trì tham mưu, phối hợp với Sở Nội vụ",
            Implementing,
            [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]],
        ),
        (
            "Sở KH&CN chủ trì hướng dẫn, tổng hợp; Các sở, ngành, UBND cấp xã thực hiện công bố",
            Implementing,
            [&["Sở KH&CN"], &[], &["Các sở, ngành", "UBND cấp xã"], &[]],
        ),
        (
            "+ Phòng Kinh tế cung cấp tài liệu.\n+ Văn phòng HĐND&UBND xã: Đăng tải tin, bài\n+ Các phòng chuyên môn tổ chức tuyên truyền",
            Implementing,
            [&[], &[], &["Phòng Kinh tế", "Văn phòng HĐND&UBND xã", "Các phòng chuyên môn"], &[]],
        ),
        ("Sở Y tế thực hiện", Lead, [&["Sở Y tế"], &[], &[], &[]]),
        (
            "Ban Giám hiệu chỉ đạo; giáo viên chủ nhiệm thực hiện",
            Implementing,
            [&[], &[], &["Ban Giám hiệu", "giáo viên chủ nhiệm"], &[]],
        ),
        ("Sở Y tế (cấp cứu); Sở Nội vụ (biên chế)", Lead, [&["Sở Y tế", "Sở Nội vụ"], &[], &[], &[]]),
        ("phối hợp với Sở Nội vụ", Coordinating, [&[], &["Sở Nội vụ"], &[], &[]]),
        ("Theo phân công tại Quyết định số 12/QĐ-UBND của Chủ tịch UBND tỉnh", Lead, [&[], &[], &[], &[]]),
        ("", Lead, [&[], &[], &[], &[]]),
        ("Sở Y tế -Thời gian thực hiện: năm 2026", Implementing, [&[], &[], &["Sở Y tế"], &[]]),
        ("Chủ trì Sở Y tế, phối hợp Sở Nội vụ", Implementing, [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]]),
        ("Chủ trì: Sở Y tế, phối hợp: Sở Nội vụ", Implementing, [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]]),
        (
            "Sở Y tế và Sở Nội vụ chủ trì, phối hợp với các đơn vị",
            Implementing,
            [&["Sở Y tế", "Sở Nội vụ"], &["các đơn vị"], &[], &[]],
        ),
        ("Sở Y tế: chủ trì\nSở Nội vụ: phối hợp", Implementing, [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]]),
        (
            "Công an xã chủ trì phối hợp Ban CHQS xã, các ấp",
            Lead,
            [&["Công an xã"], &["Ban CHQS xã", "các ấp"], &[], &[]],
        ),
        ("Tổ Văn phòng phụ trách", Implementing, [&["Tổ Văn phòng"], &[], &[], &[]]),
        (
            "Đ/c Hoa chủ trì; Đ/c Lan, Đ/c Minh phối hợp",
            Implementing,
            [&["Đ/c Hoa"], &["Đ/c Lan", "Đ/c Minh"], &[], &[]],
        ),
    ];
    let mut wrong = Vec::new();
    for (text, label, want) in table {
        let r = read_roles(text, &fold(text), 0..text.len(), *label);
        let found = show([
            texts(text, &r.lead),
            texts(text, &r.coordinating),
            texts(text, &r.implementing),
            texts(text, &r.supervising),
        ]);
        let want = show(want.map(<[&str]>::to_vec));
        if found != want {
            wrong.push(format!("{text:?}\n   found {found}\n   want  {want}"));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn sentences_with_duties() {
    let table: &[(&str, &[&str], &[&str])] = &[
        (
            "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ, các sở, ban, ngành xây dựng kế hoạch.",
            &["Sở Y tế"],
            &["Sở Nội vụ", "các sở, ban, ngành"],
        ),
        (
            "Giao Sở Y tế là cơ quan đầu mối, chủ động theo dõi, tham mưu Ủy ban nhân dân tỉnh.",
            &["Sở Y tế"],
            &[],
        ),
        (
            "Sở Y tế chủ trì, phối hợp với Sở Nội vụ tham mưu UBND tỉnh ban hành quy chế.",
            &["Sở Y tế"],
            &["Sở Nội vụ"],
        ),
        (
            "Sở Y tế: Chủ trì, phối hợp với các sở, ngành, UBND các xã tổ chức tập huấn.",
            &["Sở Y tế"],
            &["các sở, ngành", "UBND các xã"],
        ),
        (
            "Căn cứ khả năng cân đối ngân sách, Phòng Kinh tế chủ trì, phối hợp với Phòng Văn hóa - Xã hội, các cơ quan, đơn vị có liên quan thẩm định dự toán.",
            &["Phòng Kinh tế"],
            &["Phòng Văn hóa - Xã hội", "các cơ quan, đơn vị có liên quan"],
        ),
        (
            "Đề nghị Ủy ban MTTQ Việt Nam tỉnh và các đoàn thể phối hợp với các cơ quan liên quan tuyên truyền.",
            &["Ủy ban MTTQ Việt Nam tỉnh", "các đoàn thể"],
            &["các cơ quan liên quan"],
        ),
        (
            "Phòng Văn hóa - Xã hội có trách nhiệm tham mưu cho UBND xã theo dõi.",
            &["Phòng Văn hóa - Xã hội"],
            &[],
        ),
        ("Có trách nhiệm tham mưu cho UBND xã, theo dõi các cơ quan, đơn vị.", &[], &[]),
        (
            "Yêu cầu Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường nghiêm túc thực hiện.",
            &["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã, phường"],
            &[],
        ),
        (
            "Các sở, ngành tỉnh và các cơ quan, đơn vị có liên quan, Ủy ban nhân dân các xã, phường căn cứ nội dung Kế hoạch tổ chức triển khai thực hiện.",
            &["Các sở, ngành tỉnh", "các cơ quan, đơn vị có liên quan", "Ủy ban nhân dân các xã, phường"],
            &[],
        ),
        (
            "Chủ trì, phối hợp với Sở Nội vụ, Sở Tài chính tham mưu UBND tỉnh.",
            &[],
            &["Sở Nội vụ", "Sở Tài chính"],
        ),
        ("Phối hợp chặt chẽ với Công an tỉnh nâng cao hiệu quả công tác.", &[], &["Công an tỉnh"]),
        ("Chủ động phối hợp cùng các đơn vị trực thuộc rà soát hồ sơ.", &[], &["các đơn vị trực thuộc"]),
        (
            "Cử cán bộ tham gia và phối hợp các trường học trên địa bàn xã tổ chức hội thi.",
            &[],
            &["các trường học trên địa bàn xã"],
        ),
        (
            "Chủ tịch UBND tỉnh giao Sở Nội vụ chủ trì phối hợp với các ngành có liên quan tổ chức kiểm tra.",
            &["Sở Nội vụ"],
            &["các ngành có liên quan"],
        ),
        ("UBND tỉnh yêu cầu các sở, ban, ngành khẩn trương triển khai.", &["các sở, ban, ngành"], &[]),
        (
            "Trước khi tiến hành kiểm tra: Sở Nội vụ có văn bản đề nghị các cơ quan báo cáo.",
            &["Sở Nội vụ"],
            &[],
        ),
        (
            "Về tổ chức Cuộc thi: Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan.",
            &["Sở Nội vụ"],
            &["các cơ quan liên quan"],
        ),
        (
            "Căn cứ nội dung Kế hoạch này và điều kiện thực tế, các sở, ban, ngành, UBND các xã xây dựng kế hoạch.",
            &["các sở, ban, ngành", "UBND các xã"],
            &[],
        ),
        (
            "Đo lường, chất lượng: Ủy ban nhân dân xã chủ động phối hợp với Sở Y tế tuyên truyền.",
            &["Ủy ban nhân dân xã"],
            &["Sở Y tế"],
        ),
        ("Giao cho Công an xã và Ban CHQS xã tuần tra.", &["Công an xã", "Ban CHQS xã"], &[]),
        (
            "Hội thi do Đoàn Thanh niên chủ trì, phối hợp với Hội Nông dân tổ chức.",
            &["Đoàn Thanh niên"],
            &["Hội Nông dân"],
        ),
        (
            "Khi có kết quả đánh giá, giao Sở Nội vụ chủ trì cùng với các đơn vị phân tích.",
            &["Sở Nội vụ"],
            &["các đơn vị"],
        ),
        (
            "Phân công đồng chí Trần Văn Bình - Phó Chủ tịch UBND xã chỉ đạo thực hiện.",
            &["đồng chí Trần Văn Bình - Phó Chủ tịch UBND xã"],
            &[],
        ),
        ("Hiệu trưởng chịu trách nhiệm trước Phòng Giáo dục và Đào tạo.", &["Hiệu trưởng"], &[]),
        (
            "Ban Giám hiệu phối hợp với Ban đại diện cha mẹ học sinh tuyên truyền.",
            &["Ban Giám hiệu"],
            &["Ban đại diện cha mẹ học sinh"],
        ),
        (
            "Tổ chuyên môn: Xây dựng kế hoạch tổ, phối hợp với giáo viên chủ nhiệm.",
            &["Tổ chuyên môn"],
            &["giáo viên chủ nhiệm"],
        ),
        ("Sở Tài chính, trên cơ sở đề xuất của các cơ quan, chủ trì tổng hợp.", &["Sở Tài chính"], &[]),
        (
            "Trung tâm CNTT Tây Bắc có trách nhiệm phối hợp với chủ đầu tư tổ chức khảo sát.",
            &["Trung tâm CNTT Tây Bắc"],
            &["chủ đầu tư"],
        ),
        (
            "Bộ Tài chính chủ trì, phối hợp với các bộ, cơ quan ngang bộ, UBND các tỉnh, thành phố bố trí kinh phí.",
            &["Bộ Tài chính"],
            &["các bộ, cơ quan ngang bộ", "UBND các tỉnh, thành phố"],
        ),
        (
            "Ban Tổ chức Tỉnh ủy chủ trì phối hợp với Sở Nội vụ hướng dẫn, theo dõi.",
            &["Ban Tổ chức Tỉnh ủy"],
            &["Sở Nội vụ"],
        ),
        (
            "Các cơ quan được giao nhiệm vụ tại Kế hoạch này thường xuyên kiểm tra.",
            &["Các cơ quan được giao nhiệm vụ tại Kế hoạch này"],
            &[],
        ),
        (
            "Các đồng chí Trưởng, Phó các phòng có trách nhiệm tổ chức thực hiện.",
            &["Các đồng chí Trưởng, Phó các phòng"],
            &[],
        ),
        ("Thường xuyên phối hợp với Sở Y tế, Sở Y tế và Công an tỉnh.", &[], &["Sở Y tế", "Công an tỉnh"]),
        (
            "Hằng năm, cơ quan, đơn vị liên quan chủ trì, phối hợp cùng Sở Y tế, Sở Nội vụ kiểm tra.",
            &["cơ quan, đơn vị liên quan"],
            &["Sở Y tế", "Sở Nội vụ"],
        ),
        ("Yêu cầu các cơ quan, đơn vị phối hợp với Sở Y tế.", &["các cơ quan, đơn vị"], &["Sở Y tế"]),
        (
            "Giao các Sở: Tài chính, Xây dựng và UBND các xã rà soát.",
            &["Tài chính", "Xây dựng", "UBND các xã"],
            &[],
        ),
        // nobody, or nobody by name
        ("Báo cáo Ủy ban nhân dân tỉnh, gửi Sở Y tế trước ngày 15/12.", &[], &[]),
        ("Tham mưu UBND tỉnh ban hành kế hoạch.", &[], &[]),
        ("Xây dựng quy chế phối hợp với Sở Y tế.", &[], &[]),
        ("Tăng cường sự phối hợp giữa các sở, ban, ngành.", &[], &[]),
        ("Cơ quan chủ trì: Sở Y tế", &[], &[]),
        ("Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị báo cáo Sở Y tế.", &[], &[]),
        ("Triển khai các nhiệm vụ được giao chủ trì tại Phụ lục của Kế hoạch.", &[], &[]),
        ("Tổ chức thanh tra trách nhiệm của cán bộ.", &[], &[]),
        ("Theo dõi, đôn đốc các đơn vị, địa phương triển khai.", &[], &[]),
        ("Kinh phí do ngân sách nhà nước bảo đảm.", &[], &[]),
        ("UBND các xã, phường, đặc khu;", &[], &[]),
        (
            "Trong phạm vi quản lý của mình, chủ động phối hợp với các cơ quan, đơn vị.",
            &[],
            &["các cơ quan, đơn vị"],
        ),
        ("", &[], &[]),
    ];
    let mut wrong = Vec::new();
    for (text, lead, coordinating) in table {
        let found = read_assignment(text, &fold(text));
        let refused = lead.is_empty() && coordinating.is_empty();
        let lists = found.as_ref().map(|a| (texts(text, &a.lead), texts(text, &a.coordinating)));
        let want = (!refused).then(|| (lead.to_vec(), coordinating.to_vec()));
        if lists != want {
            wrong.push(format!("{text:?}\n   found {lists:?}\n   want  {want:?}"));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn trailing_brackets_and_clauses() {
    let table: &[(&str, &str, Names)] = &[
        ("Xây dựng kế hoạch (Sở Y tế chủ trì).", "(Sở Y tế chủ trì)", [&["Sở Y tế"], &[], &[], &[]]),
        (
            "Xây dựng kế hoạch (Sở Y tế chủ trì, Sở Nội vụ phối hợp);",
            "(Sở Y tế chủ trì, Sở Nội vụ phối hợp)",
            [&["Sở Y tế"], &["Sở Nội vụ"], &[], &[]],
        ),
        (
            "Rà soát hồ sơ (Chủ trì: Sở Y tế; phối hợp: Công an tỉnh)",
            "(Chủ trì: Sở Y tế; phối hợp: Công an tỉnh)",
            [&["Sở Y tế"], &["Công an tỉnh"], &[], &[]],
        ),
        (
            "Rà soát hồ sơ (Đơn vị chủ trì: Sở Y tế)",
            "(Đơn vị chủ trì: Sở Y tế)",
            [&["Sở Y tế"], &[], &[], &[]],
        ),
        (
            "Trồng cây xanh – Trường THCS Kim Đồng thực hiện",
            "– Trường THCS Kim Đồng thực hiện",
            [&[], &[], &["Trường THCS Kim Đồng"], &[]],
        ),
        ("Tổ chức hội thi do Sở Y tế chủ trì", "do Sở Y tế chủ trì", [&["Sở Y tế"], &[], &[], &[]]),
        (
            "Tổ chức hội thi (do Đoàn Thanh niên thực hiện)",
            "(do Đoàn Thanh niên thực hiện)",
            [&[], &[], &["Đoàn Thanh niên"], &[]],
        ),
    ];
    let mut wrong = Vec::new();
    for (text, clause, want) in table {
        let found = read_trailing_roles(text, &fold(text));
        let lists = found.map(|(range, r)| {
            let all = show([
                texts(text, &r.lead),
                texts(text, &r.coordinating),
                texts(text, &r.implementing),
                texts(text, &r.supervising),
            ]);
            (&text[range], all)
        });
        let want = Some((*clause, show(want.map(<[&str]>::to_vec))));
        if lists != want {
            wrong.push(format!("{text:?}\n   found {lists:?}\n   want  {want:?}"));
        }
    }
    for text in [
        "Xây dựng kế hoạch (lồng ghép trong báo cáo định kỳ)",
        "Báo cáo UBND tỉnh (qua Sở Nội vụ)",
        "Quyết định số 12/QĐ-UBND (Phụ lục II kèm theo)",
        "Các nhiệm vụ do Chính phủ giao",
        "Thông tin, tuyên truyền - phổ biến pháp luật",
        "",
    ] {
        if let Some(found) = read_trailing_roles(text, &fold(text)) {
            wrong.push(format!("{text:?} found {found:?}"));
        }
    }
    none_wrong(&wrong);
}
