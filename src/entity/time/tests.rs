//! What the words of time mean, as tables: wording → kind, start, end, rhythm (`-` for none; parts after `=`).

use super::{TimeLabel, TimeReading, find_limits, read_time};
use crate::text::fold::fold;

fn show(reading: &TimeReading) -> String {
    let kind = format!("{:?}", reading.kind).to_lowercase();
    let mut out = vec![kind];
    for (name, value) in [("", &reading.start), ("..", &reading.end), ("/", &reading.every)] {
        out.extend(value.as_ref().map(|v| format!("{name}{v}")));
    }
    let parts: Vec<String> = reading.parts.iter().map(show).collect();
    if parts.is_empty() { out.join(" ") } else { format!("{} = {}", out.join(" "), parts.join(" + ")) }
}

fn read(text: &str, label: TimeLabel) -> String {
    show(&read_time(text, &fold(text), label))
}

fn check(label: TimeLabel, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let got = read(text, label);
            (got != *expected).then(|| format!("{text}\n    got  {got}\n    want {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn periods_and_limits() {
    check(
        TimeLabel::Period,
        &[
            ("Năm 2026", "in 2026-01-01 ..2026-12-31"),
            ("năm2026.", "in 2026-01-01 ..2026-12-31"),
            ("2026", "in 2026-01-01 ..2026-12-31"),
            ("6/2025", "in 2025-06-01 ..2025-06-30"),
            ("năm 2026 và các năm tiếp theo", "from 2026-01-01"),
            ("Năm 2026 và những năm tiếp theo.", "from 2026-01-01"),
            ("Quý II/2026", "in 2026-04-01 ..2026-06-30"),
            ("Quý II năm 2026", "in 2026-04-01 ..2026-06-30"),
            ("Quý 2/2026", "in 2026-04-01 ..2026-06-30"),
            ("Q.II/2026", "in 2026-04-01 ..2026-06-30"),
            ("QuýII/2026", "in 2026-04-01 ..2026-06-30"),
            ("Quý 1V/2026", "in 2026-10-01 ..2026-12-31"),
            ("Quý ll/2026", "in 2026-04-01 ..2026-06-30"),
            ("QUÝ IV NĂM 2026", "in 2026-10-01 ..2026-12-31"),
            ("Quý III", "in --07-01 ..--09-30"),
            ("Quý II, III năm 2026", "in 2026-04-01 ..2026-09-30"),
            ("Quý II và III/2026", "in 2026-04-01 ..2026-09-30"),
            ("Quý II-III/2026", "between 2026-04-01 ..2026-09-30"),
            ("Quý I và quý III/2026", "mixed = in 2026-01-01 ..2026-03-31 + in 2026-07-01 ..2026-09-30"),
            ("Quý I/2026 - Quý IV/2026", "between 2026-01-01 ..2026-12-31"),
            ("Từ quý III/2026 đến quý II/2027", "between 2026-07-01 ..2027-06-30"),
            ("Trong quý III/2026", "in 2026-07-01 ..2026-09-30"),
            ("Chậm nhất quý IV/2026", "by ..2026-12-31"),
            ("Chậm nhất trong quý IV/2026", "by ..2026-12-31"),
            ("6 tháng đầu năm 2026", "in 2026-01-01 ..2026-06-30"),
            ("06 tháng cuối năm 2026", "in 2026-07-01 ..2026-12-31"),
            ("9 tháng đầu năm", "in --01-01 ..--09-30"),
            ("3 tháng cuối năm 2026", "in 2026-10-01 ..2026-12-31"),
            ("Tháng 5/2026", "in 2026-05-01 ..2026-05-31"),
            ("Tháng 05 năm 2026", "in 2026-05-01 ..2026-05-31"),
            ("T5/2026", "in 2026-05-01 ..2026-05-31"),
            ("5/2026", "in 2026-05-01 ..2026-05-31"),
            ("Tháng 02/2028", "in 2028-02-01 ..2028-02-29"),
            ("Tháng 4 - 6/2026", "between 2026-04-01 ..2026-06-30"),
            ("Tháng 4 đến tháng 6/2026", "between 2026-04-01 ..2026-06-30"),
            ("Tháng 4, 5, 6/2026", "in 2026-04-01 ..2026-06-30"),
            ("Từ tháng 6/2026 đến tháng 5/2027", "between 2026-06-01 ..2027-05-31"),
            ("Từ tháng 6 đến hết năm 2026", "between 2026-06-01 ..2026-12-31"),
            ("12 tháng, từ tháng 6/2026 đến tháng 5/2027", "between 2026-06-01 ..2027-05-31"),
            ("Trong tháng 2/2026", "in 2026-02-01 ..2026-02-28"),
            ("Cuối tháng 6/2026", "in 2026-06-01 ..2026-06-30"),
            ("Đầu năm 2026", "in 2026-01-01 ..2026-12-31"),
            ("Tuần 1 tháng 10/2026", "in 2026-10-01 ..2026-10-31"),
            ("Trước ngày 30/6/2026", "by ..2026-06-30"),
            ("Trước 30/6/2026", "by ..2026-06-30"),
            ("trước ngày 30 tháng 6 năm 2026", "by ..2026-06-30"),
            ("Hoàn thành trước (ngày) 15/12/2026", "by ..2026-12-15"),
            ("Hoàn thành trước ngày 15/12/2026", "by ..2026-12-15"),
            ("Xong trước 15/12", "by ..--12-15"),
            ("Chậm nhất ngày 30/6/2026", "by ..2026-06-30"),
            ("Chậm nhất là ngày 30/6/2026", "by ..2026-06-30"),
            ("Muộn nhất 30/6/2026", "by ..2026-06-30"),
            ("Trước tháng 6/2026", "by ..2026-05-31"),
            ("trước 2030 (phấn đấu)", "by ..2029-12-31"),
            ("Ngày 30/6/2026", "in 2026-06-30 ..2026-06-30"),
            ("30.6.2026", "in 2026-06-30 ..2026-06-30"),
            ("30-6-2026", "in 2026-06-30 ..2026-06-30"),
            ("30/6/26", "in 2026-06-30 ..2026-06-30"),
            ("2026/6/30", "in 2026-06-30 ..2026-06-30"),
            ("o1/7/2026", "in 2026-07-01 ..2026-07-01"),
            ("ngày 30 tháng 6", "in --06-30 ..--06-30"),
            ("Ngày 26, 27/12/2025", "in 2025-12-26 ..2025-12-27"),
            ("Ngày 26 và 30/6/2026", "mixed = in 2026-06-26 ..2026-06-26 + in 2026-06-30 ..2026-06-30"),
            ("Chiều ngày 28/12 và cả ngày 29/12/2025", "in 2025-12-28 ..2025-12-29"),
            ("8h00-10h00 ngày 28/12/2025", "in 2025-12-28 ..2025-12-28"),
            ("07h30 ngày 12/5/2026", "in 2026-05-12 ..2026-05-12"),
            ("08 giờ 00 phút, thứ Sáu, ngày 12/5/2026", "in 2026-05-12 ..2026-05-12"),
            ("Từ 19 giờ 30 phút - 20 giờ 15 phút ngày 23 tháng 1", "in --01-23 ..--01-23"),
            ("Hoàn thành trong năm 2026", "by ..2026-12-31"),
            ("Trong năm 2026", "in 2026-01-01 ..2026-12-31"),
            ("HT năm 2026", "by ..2026-12-31"),
            ("Hoàn thành trong quý III/2026", "by ..2026-09-30"),
            ("Xong trong quý II/2026", "by ..2026-06-30"),
            ("Đến hết năm 2026", "by ..2026-12-31"),
            ("Hết năm 2026", "by ..2026-12-31"),
            ("Đến 31/12/2026", "by ..2026-12-31"),
            ("Đến năm 2030", "by ..2030-12-31"),
            ("đến 2030", "by ..2030-12-31"),
            ("Đến năm 2030, tầm nhìn đến năm 2045", "mixed = by ..2030-12-31 + by ..2045-12-31"),
            ("Giai đoạn 2026 - 2030", "between 2026-01-01 ..2030-12-31"),
            ("2026-2030", "between 2026-01-01 ..2030-12-31"),
            ("2026 – 2030", "between 2026-01-01 ..2030-12-31"),
            ("GĐ 2026-2030", "between 2026-01-01 ..2030-12-31"),
            ("Năm 2026-2027", "between 2026-01-01 ..2027-12-31"),
            ("Nhiệm kỳ 2026 - 2031", "between 2026-01-01 ..2031-12-31"),
            ("Các năm 2026, 2027, 2028", "in 2026-01-01 ..2028-12-31"),
            ("Từ năm 2026", "from 2026-01-01"),
            ("Bắt đầu từ năm 2026", "from 2026-01-01"),
            ("Từ 01/01/2026", "from 2026-01-01"),
            ("Từ ngày 01/01/2026 trở đi", "from 2026-01-01"),
            ("Sau năm 2030", "from 2031-01-01"),
            ("Từ ngày 01/7/2026 đến ngày 30/9/2026", "between 2026-07-01 ..2026-09-30"),
            ("Từ 01/7 - 30/9/2026", "between 2026-07-01 ..2026-09-30"),
            ("Từ ngày 01 đến 15/7/2026", "between 2026-07-01 ..2026-07-15"),
            ("Từ ngày 15/10/2026 (thứ Năm) đến ngày 15/11/2026", "between 2026-10-15 ..2026-11-15"),
            ("Tuần 52 (28/12/2026 --> 03/01/2027)", "between 2026-12-28 ..2027-01-03"),
            ("Từ nay đến hết năm 2026", "between ..2026-12-31"),
            ("Từ nay đến 30/6/2026", "between ..2026-06-30"),
            ("Năm 2026 (đã thực hiện)", "in 2026-01-01 ..2026-12-31"),
            ("Năm 2026: hoàn thành trong quý II/2026", "by ..2026-06-30"),
            ("Năm 2026 (trước ngày 30/6)", "by ..2026-06-30"),
            ("Ngày Chuyển đổi số quốc gia (10/10)", "in --10-10 ..--10-10"),
            ("Tháng 13/2026", "in"),
            ("Ngày 31/02/2026", "in"),
            ("Trước ngày 31/02/2026", "by"),
            ("trước ngày 05 của tháng liền kề", "by"),
            ("Trước ngày 31/01 năm liền kề", "by ..--01-31"),
        ],
    );
}

#[test]
fn rhythms_conditions_and_lengths() {
    check(
        TimeLabel::Period,
        &[
            ("Thường xuyên", "continuous"),
            ("Thực hiện thường xuyên", "continuous"),
            ("Thường xuyên, liên tục", "continuous"),
            ("TX", "continuous"),
            ("Thường xuyên trong năm", "continuous"),
            ("Thường xuyên trong tháng", "continuous"),
            ("Thường xuyên hằng năm", "continuous"),
            ("Thường xuyên, hằng năm", "continuous"),
            ("Thường xuyên trong năm 2026", "continuous"),
            ("Cả năm", "continuous"),
            ("Cả năm 2026", "in 2026-01-01 ..2026-12-31"),
            ("Quanh năm", "continuous"),
            ("Xuyên suốt", "continuous"),
            ("Cả nhiệm kỳ", "continuous"),
            ("Hằng năm", "recurring /P1Y"),
            ("Hàng năm", "recurring /P1Y"),
            ("Hằng quý", "recurring /P3M"),
            ("Định kỳ hằng quý", "recurring /P3M"),
            ("Hàng tháng", "recurring /P1M"),
            ("Định kỳ hằng tháng", "recurring /P1M"),
            ("Hàng tuần / Hàng tháng", "mixed = recurring /P1W + recurring /P1M"),
            ("Thứ Hai hằng tuần", "recurring /P1W"),
            ("Định kỳ", "recurring"),
            ("Định kỳ theo quy định", "recurring"),
            ("Định kỳ 6 tháng", "recurring /P6M"),
            ("Định kỳ 6 tháng, năm", "mixed = recurring /P6M + recurring /P1Y"),
            ("6 tháng, năm", "mixed = recurring /P6M + recurring /P1Y"),
            ("Hằng tháng, quý, năm", "mixed = recurring /P1M + recurring /P3M + recurring /P1Y"),
            (
                "Định kỳ 6 tháng, hằng năm, đầu kỳ, giữa kỳ, cuối kỳ hoặc đột xuất",
                "mixed = recurring /P6M + recurring /P1Y + onrequest",
            ),
            ("Định kỳ ngày 20 hằng tháng", "recurring /P1M"),
            ("trước ngày 20 hằng tháng", "recurring /P1M"),
            ("Trước ngày 15/12 hằng năm", "recurring ..--12-15 /P1Y"),
            ("trước ngày 30 tháng 11 hằng năm", "recurring ..--11-30 /P1Y"),
            ("Hằng năm, trước ngày 15/12", "recurring ..--12-15 /P1Y"),
            ("định kỳ hàng năm (trước ngày 15/11", "recurring ..--11-15 /P1Y"),
            ("Trước ngày 25 của tháng cuối quý", "recurring /P3M"),
            (
                "Trước ngày 15/6 và 15/12 hằng năm",
                "mixed = recurring ..--06-15 /P1Y + recurring ..--12-15 /P1Y",
            ),
            ("Quý IV hằng năm", "recurring ..--12-31 /P1Y"),
            ("Hằng năm, giai đoạn 2026 - 2030", "recurring 2026-01-01 ..2030-12-31 /P1Y"),
            ("Năm 2026 và hằng năm", "mixed = in 2026-01-01 ..2026-12-31 + recurring /P1Y"),
            ("02 lần/năm", "recurring /P6M"),
            ("01 lần/quý", "recurring /P3M"),
            ("≥ 2 cuộc/năm", "recurring /P6M"),
            ("5 lần/năm", "recurring"),
            ("ít nhất 3 năm một lần", "recurring /P3Y"),
            ("6 tháng/lần", "recurring /P6M"),
            ("Thường xuyên; định kỳ hằng quý", "mixed = continuous + recurring /P3M"),
            ("Thường xuyên; báo cáo trước 15/12 hằng năm", "mixed = continuous + recurring ..--12-15 /P1Y"),
            ("Thường xuyên, báo cáo trước 15/12 hằng năm", "mixed = continuous + recurring ..--12-15 /P1Y"),
            ("Theo đề nghị của cơ quan có thẩm quyền", "onrequest"),
            ("Theo Kế hoạch của Bộ Tư pháp", "onrequest"),
            ("Theo Kế hoạch rà soát, đánh giá thủ tục hành chính năm 2026 của tỉnh", "onrequest"),
            ("Theo Điều 17 Nghị định số 52/2015/NĐ-CP ngày 28/5/2015 của Chính phủ", "onrequest"),
            ("Theo kế hoạch", "onrequest"),
            ("Theo tiến độ của dự án", "onrequest"),
            ("Theo quy định của pháp luật", "onrequest"),
            ("Đảm bảo theo quy định", "onrequest"),
            ("Theo yêu cầu", "onrequest"),
            ("Khi có yêu cầu", "onrequest"),
            ("Đột xuất (theo yêu cầu)", "onrequest"),
            ("Theo thực trạng", "onrequest"),
            ("Theo hướng dẫn của Trung ương", "onrequest"),
            ("Thực hiện thường xuyên khi có yêu cầu của bộ, ngành", "onrequest"),
            ("Theo kế hoạch của tỉnh, trước ngày 30/6/2026", "mixed = onrequest + by ..2026-06-30"),
            ("Trước ngày 30/6/2026 theo Kế hoạch của tỉnh", "by ..2026-06-30"),
            ("Hằng năm theo quy định", "recurring /P1Y"),
            ("Sau khi Luật được ban hành", "relative"),
            ("Sau khi có hướng dẫn của Bộ Nội vụ và các bộ, ngành trung ương", "relative"),
            ("Ngay sau khi Kế hoạch được ban hành", "relative"),
            ("Trong quá trình thực hiện", "relative"),
            ("Trước và sau khi sắp xếp", "relative"),
            ("20 ngày sau khi Tỉnh ủy ban hành", "relative P20D"),
            ("Sau 03 tháng kể từ khi có văn bản của Trung ương", "relative P3M"),
            ("trong 15 ngày kể từ ngày ban hành", "relative ..P15D"),
            ("Trong vòng 15 ngày kể từ ngày 01/7/2026", "relative ..P15D"),
            ("Chậm nhất 10 ngày làm việc (kể từ ngày nhận hồ sơ)", "relative ..P10D"),
            ("05 ngày trước ngày bầu cử", "relative"),
            ("Không quá 06 tháng", "relative ..P6M"),
            ("100 ngày", "relative ..P100D"),
            ("03 năm", "relative ..P3Y"),
            ("Kể từ ngày ký", "relative"),
            ("Kể từ ngày 01/7/2026", "from 2026-07-01"),
            ("Khi có biến động lớn về công nghệ", "relative"),
        ],
    );
}

#[test]
fn several_times_and_none() {
    check(
        TimeLabel::Period,
        &[
            (
                "Khởi động quý IV/2026; báo cáo khả thi quý II/2027; cập nhật hằng quý đến 2030.",
                "mixed = in 2026-10-01 ..2026-12-31 + in 2027-04-01 ..2027-06-30 + recurring ..2030-12-31 /P3M",
            ),
            (
                "Năm 2026: xây dựng; năm 2027: vận hành",
                "mixed = in 2026-01-01 ..2026-12-31 + in 2027-01-01 ..2027-12-31",
            ),
            ("Vận hành thương mại năm 2027", "in 2027-01-01 ..2027-12-31"),
            (
                "Đặt hàng đợt 1 năm 2027, đợt 2 năm 2028",
                "mixed = in 2027-01-01 ..2027-12-31 + in 2028-01-01 ..2028-12-31",
            ),
            (
                "Sơ kết năm 2028; tổng kết năm 2030",
                "mixed = in 2028-01-01 ..2028-12-31 + in 2030-01-01 ..2030-12-31",
            ),
            (
                "Thực hiện thường xuyên, riêng việc quán triệt Chỉ thị số 41-CT/TW hoàn thành trong quý II/2026",
                "mixed = continuous + by ..2026-06-30",
            ),
            (
                "Thực hiện định kỳ hằng năm; Riêng năm 2026 hoàn thành trong quý II/2026",
                "mixed = recurring /P1Y + by ..2026-06-30",
            ),
            ("20 ngày trước kỳ họp, không quá ngày 20/12", "mixed = relative + by ..--12-20"),
            ("Năm học 2025 - 2026", "unknown"),
            ("Kỳ họp thứ 10 Hội đồng nhân dân", "unknown"),
            ("Kỳ họp cuối năm 2026", "unknown"),
            ("Nhân dịp Tết Nguyên đán 2026", "unknown"),
            ("Dịp Tết Nguyên đán năm 2026", "unknown"),
            ("Tháng Thanh niên", "unknown"),
            ("Tuần lễ Chuyển đổi số", "unknown"),
            ("Cuối năm", "unknown"),
            ("Tháng /2026", "unknown"),
            ("/2026", "unknown"),
            ("ngày      tháng 11 năm 2026", "unknown"),
            ("Ngày …/…/2026", "unknown"),
            ("Ngày ....tháng....năm 2026", "unknown"),
            ("….", "unknown"),
            ("-nt-", "unknown"),
            ("Như trên", "unknown"),
            ("//", "unknown"),
            ("Đã hoàn thành", "unknown"),
            ("Đang thực hiện", "unknown"),
            ("½ ngày", "unknown"),
            ("Quý cơ quan", "unknown"),
            ("Quý vị đại biểu", "unknown"),
            ("1.000.000 đồng", "unknown"),
            ("15 xã, phường", "unknown"),
            ("", "unknown"),
        ],
    );
}

#[test]
fn under_a_deadline_label_a_bare_period_is_a_limit() {
    check(
        TimeLabel::Deadline,
        &[
            ("6/2025", "by ..2025-06-30"),
            ("Quý II/2026", "by ..2026-06-30"),
            ("2030", "by ..2030-12-31"),
            ("30/6/2026", "by ..2026-06-30"),
            ("Trong năm 2026", "by ..2026-12-31"),
            ("Trong tháng 8/2025", "by ..2025-08-31"),
            ("Quý II, III/2026", "by ..2026-09-30"),
            ("2025 - 2026", "between 2025-01-01 ..2026-12-31"),
            ("Từ 01/7/2026 đến 30/9/2026", "between 2026-07-01 ..2026-09-30"),
            ("Năm 2026 và các năm tiếp theo", "from 2026-01-01"),
            ("Thường xuyên trong năm", "continuous"),
            ("Hằng quý", "recurring /P3M"),
            ("Ban hành kế hoạch trong tháng 01/2026 và tổ chức thực hiện.", "by ..2026-01-31"),
            ("Ban hành kế hoạch chậm nhất là ngày 15/01/2026 và tổ chức thực hiện", "by ..2026-01-15"),
            (
                "Ban hành kế hoạch chậm nhất là ngày 31/12/2025 và mở lớp theo kế hoạch đề ra.",
                "mixed = by ..2025-12-31 + onrequest",
            ),
            (
                "Ban hành kế hoạch trong tháng 01/2026, kiểm tra chậm nhất trong tháng 6/2026 và báo cáo kết quả \
             khắc phục các tồn tại, hạn chế chậm nhất trong tháng 8/2026",
                "mixed = by ..2026-01-31 + by ..2026-06-30 + by ..2026-08-31",
            ),
            (
                "Báo cáo định kỳ theo thời gian quy định; thực hiện thường xuyên trong năm",
                "mixed = recurring + continuous",
            ),
            ("Tháng 13/2026", "by"),
        ],
    );
}

#[test]
fn words_and_parts_keep_their_place() {
    for (text, words, parts) in [
        ("  Năm 2026. ", "Năm 2026", vec![]),
        (
            "Thường xuyên; báo cáo trước 15/12 hằng năm.",
            "Thường xuyên; báo cáo trước 15/12 hằng năm",
            vec!["Thường xuyên", "báo cáo trước 15/12 hằng năm"],
        ),
        (
            "Sơ kết năm 2028, và tổng kết năm 2030",
            "Sơ kết năm 2028, và tổng kết năm 2030",
            vec!["Sơ kết năm 2028", "tổng kết năm 2030"],
        ),
        ("Năm 2026 (Quý II)", "Năm 2026 (Quý II)", vec![]),
    ] {
        let reading = read_time(text, &fold(text), TimeLabel::Period);
        assert_eq!(text.get(reading.range.clone()), Some(words));
        let got: Vec<&str> = reading.parts.iter().filter_map(|p| text.get(p.range.clone())).collect();
        assert_eq!(got, parts, "{text}");
    }
}

#[test]
fn limits_in_sentences() {
    let rows: &[(&str, &[(&str, &str)])] = &[
        (
            "Tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.",
            &[("trước ngày 15/12 hằng năm", "recurring ..--12-15 /P1Y")],
        ),
        (
            "báo cáo kết quả trước ngày 30 tháng 11 hằng năm.",
            &[("trước ngày 30 tháng 11 hằng năm", "recurring ..--11-30 /P1Y")],
        ),
        (
            "định kỳ hàng năm (trước ngày 15/11) và đột xuất (khi có yêu cầu) báo cáo kết quả",
            &[("định kỳ hàng năm (trước ngày 15/11", "recurring ..--11-15 /P1Y")],
        ),
        (
            "Hằng năm, tổng hợp kết quả, báo cáo trước ngày 15/12.",
            &[("trước ngày 15/12", "recurring ..--12-15 /P1Y")],
        ),
        ("Kế hoạch ban hành trước ngày 15/3/2026).", &[("trước ngày 15/3/2026", "by ..2026-03-15")]),
        (
            "ban hành kế hoạch chậm nhất là ngày 15/01/2026.",
            &[("chậm nhất là ngày 15/01/2026", "by ..2026-01-15")],
        ),
        (
            "(hoàn thành trong tháng 4/2026). Tổ chức giao ban",
            &[("hoàn thành trong tháng 4/2026", "by ..2026-04-30")],
        ),
        ("hoàn thành việc rà soát trong quý II/2026", &[("trong quý II/2026", "by ..2026-06-30")]),
        ("tham mưu ban hành trong quý II/2026", &[("trong quý II/2026", "in 2026-04-01 ..2026-06-30")]),
        (
            "định kỳ hằng quý, trước ngày 25 của tháng cuối quý báo cáo",
            &[("định kỳ hằng quý, trước ngày 25 của tháng cuối quý", "recurring /P3M")],
        ),
        (
            "báo cáo 6 tháng (trước ngày 10/6), báo cáo năm (trước ngày 10/12)",
            &[("trước ngày 10/6", "by ..--06-10"), ("trước ngày 10/12", "by ..--12-10")],
        ),
        (
            "trình phê duyệt trong thời hạn 15 ngày kể từ ngày ban hành Kế hoạch này, báo cáo kết quả",
            &[("trong thời hạn 15 ngày kể từ ngày ban hành Kế hoạch này", "relative ..P15D")],
        ),
        (
            "tổ chức Hội thi từ ngày 01/7/2026 đến ngày 30/9/2026",
            &[("từ ngày 01/7/2026 đến ngày 30/9/2026", "between 2026-07-01 ..2026-09-30")],
        ),
        ("triển khai Chương trình phát triển đô thị giai đoạn 2026 - 2030", &[]),
        ("thực hiện Kế hoạch cải cách hành chính năm 2026 của tỉnh", &[]),
        ("thực hiện Quyết định số 58/QĐ-UBND ngày 08/01/2026 của UBND tỉnh", &[]),
        ("theo Luật Thi đua, khen thưởng ngày 15/6/2022", &[]),
        ("tỷ lệ hoàn thành chương trình tiểu học đạt 99% vào năm 2030", &[]),
        ("định kỳ tổng hợp, báo cáo", &[]),
        ("hằng năm theo quy định", &[]),
        ("phấn đấu đến năm 2030 đạt 80%", &[]),
        ("số liệu báo cáo tính từ ngày 15/12/2024 đến ngày 14/12/2025", &[]),
        ("trước khi tiến hành kiểm tra; thông báo trước nội dung", &[]),
        ("đảm bảo hoàn thành tốt các nhiệm vụ năm 2026", &[]),
        ("trong 05 năm qua, toàn tỉnh đã hoàn thành", &[]),
        ("phát sóng mỗi tháng 02 chuyên mục", &[]),
        ("Quý cơ quan, đơn vị quan tâm", &[]),
        ("", &[]),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let got: Vec<(String, String)> = find_limits(text, &fold(text))
            .iter()
            .map(|r| (text.get(r.range.clone()).unwrap_or_default().to_owned(), show(r)))
            .collect();
        let want: Vec<(String, String)> =
            expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        if got != want {
            wrong.push(format!("{text}\n    got  {got:?}\n    want {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn odd_input_is_borne() {
    let long = "trước ngày ".repeat(5000);
    let commas = "1, ".repeat(5000);
    for text in [
        long.as_str(),
        commas.as_str(),
        "\u{0301}",
        "\u{212A} İ 5/",
        "ngày \u{a0}\u{a0}",
        "quý",
        "năm 9999999999",
        "((((",
        "-----",
    ] {
        let key = fold(text);
        let _ = read_time(text, &key, TimeLabel::Period);
        let _ = find_limits(text, &key);
    }
}
