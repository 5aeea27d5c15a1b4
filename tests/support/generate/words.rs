//! Wordings of the genre (labels, headings, times, works), as tables.

pub(crate) const LEAD_LABELS: [&str; 14] = [
    "Cơ quan chủ trì",
    "Đơn vị chủ trì",
    "Chủ trì",
    "Cơ quan, đơn vị chủ trì",
    "Cơ quan/đơn vị chủ trì",
    "Cơ quan chủ trì thực hiện",
    "Đơn vị chủ trì thực hiện",
    "Chủ trì thực hiện",
    "Cơ quan chủ trì, tham mưu",
    "Trách nhiệm chủ trì",
    "Cơ quan đầu mối",
    "Đơn vị đầu mối",
    "Đơn vị phụ trách",
    "Bộ phận phụ trách",
];

pub(crate) const COORDINATING_LABELS: [&str; 9] = [
    "Cơ quan phối hợp",
    "Đơn vị phối hợp",
    "Phối hợp",
    "Cơ quan, đơn vị phối hợp",
    "Cơ quan/đơn vị phối hợp",
    "Cơ quan phối hợp thực hiện",
    "Đơn vị phối hợp thực hiện",
    "Phối hợp thực hiện",
    "Thành phần phối hợp",
];

pub(crate) const IMPLEMENTING_LABELS: [&str; 5] = [
    "Cơ quan thực hiện",
    "Đơn vị thực hiện",
    "Cơ quan, đơn vị thực hiện",
    "Trách nhiệm thực hiện",
    "Bộ phận thực hiện",
];

pub(crate) const SUPERVISING_LABELS: [&str; 4] =
    ["Theo dõi, kiểm tra, đôn đốc", "Lãnh đạo phụ trách", "Lãnh đạo chỉ đạo", "Cơ quan theo dõi, đôn đốc"];

pub(crate) const ROLES_LABELS: [&str; 2] = ["Phân công thực hiện", "Phân công nhiệm vụ"];

/// Under these a bare period is meant as one.
pub(crate) const PERIOD_LABELS: [&str; 7] = [
    "Thời gian thực hiện",
    "Thời gian",
    "Thời gian triển khai",
    "Thời gian dự kiến",
    "Tiến độ thực hiện",
    "Lộ trình thực hiện",
    "Thời gian tổ chức",
];

/// Under these a bare period is a limit.
pub(crate) const DEADLINE_LABELS: [&str; 5] =
    ["Thời gian hoàn thành", "Thời hạn hoàn thành", "Thời hạn", "Hạn hoàn thành", "Tiến độ hoàn thành"];

pub(crate) const DELIVERABLE_LABELS: [&str; 11] = [
    "Sản phẩm",
    "Kết quả",
    "Sản phẩm, kết quả",
    "Kết quả, sản phẩm",
    "Kết quả/Sản phẩm",
    "Sản phẩm/kết quả",
    "Sản phẩm đầu ra",
    "Kết quả đầu ra",
    "Sản phẩm dự kiến",
    "Kết quả dự kiến",
    "Sản phẩm hoàn thành",
];

/// Labels of the work statement under a numbered task.
pub(crate) const WORK_LABELS: [&str; 4] =
    ["Tên nhiệm vụ", "Nội dung thực hiện", "Nội dung công việc", "Nội dung"];

pub(crate) const CONTENT_HEADINGS: [&str; 12] = [
    "Nội dung",
    "Nội dung thực hiện",
    "Nội dung công việc",
    "Nhiệm vụ",
    "Nội dung nhiệm vụ",
    "Tên nhiệm vụ",
    "Nhiệm vụ, giải pháp",
    "Nhiệm vụ cụ thể",
    "Hoạt động",
    "Công việc",
    "Đầu việc",
    "Nội dung, nhiệm vụ",
];

pub(crate) const ORDINAL_HEADINGS: [&str; 4] = ["STT", "TT", "Stt", "Số TT"];

pub(crate) const FUNDING_HEADINGS: [&str; 4] =
    ["Kinh phí", "Kinh phí (triệu đồng)", "Dự kiến kinh phí", "Nguồn kinh phí"];

/// A time wording: text, then kind, start, end, every; bare periods have a second reading under a deadline label.
pub(crate) type TimeWord =
    (&'static str, &'static str, Option<&'static str>, Option<&'static str>, Option<&'static str>);

/// Bare periods: `in` under a period label, `by` their last day under a deadline label.
pub(crate) const BARE_TIMES: [TimeWord; 11] = [
    ("Năm 2026", "in", Some("2026-01-01"), Some("2026-12-31"), None),
    ("Quý II/2026", "in", Some("2026-04-01"), Some("2026-06-30"), None),
    ("Quý III năm 2026", "in", Some("2026-07-01"), Some("2026-09-30"), None),
    ("quý IV năm 2026", "in", Some("2026-10-01"), Some("2026-12-31"), None),
    ("Quý 1/2027", "in", Some("2027-01-01"), Some("2027-03-31"), None),
    ("Tháng 5/2026", "in", Some("2026-05-01"), Some("2026-05-31"), None),
    ("Tháng 02 năm 2028", "in", Some("2028-02-01"), Some("2028-02-29"), None),
    ("6/2026", "in", Some("2026-06-01"), Some("2026-06-30"), None),
    ("Ngày 30/6/2026", "in", Some("2026-06-30"), Some("2026-06-30"), None),
    ("30/9/2026", "in", Some("2026-09-30"), Some("2026-09-30"), None),
    ("6 tháng đầu năm 2026", "in", Some("2026-01-01"), Some("2026-06-30"), None),
];

/// Times that read the same under every label.
pub(crate) const OTHER_TIMES: [TimeWord; 30] = [
    ("Trước ngày 30/6/2026", "by", None, Some("2026-06-30"), None),
    ("Trước ngày 30 tháng 6 năm 2026", "by", None, Some("2026-06-30"), None),
    ("Trước 15/11/2026", "by", None, Some("2026-11-15"), None),
    ("Chậm nhất ngày 05/8/2026", "by", None, Some("2026-08-05"), None),
    ("Chậm nhất quý IV/2026", "by", None, Some("2026-12-31"), None),
    ("Đến hết năm 2026", "by", None, Some("2026-12-31"), None),
    ("đến hết ngày 31/10/2026", "by", None, Some("2026-10-31"), None),
    ("Xong trong Quý II/2026", "by", None, Some("2026-06-30"), None),
    ("Hoàn thành trong quý III/2026", "by", None, Some("2026-09-30"), None),
    ("Hoàn thành trước ngày 15/12/2026", "by", None, Some("2026-12-15"), None),
    ("Từ 01/7/2026 đến 30/9/2026", "between", Some("2026-07-01"), Some("2026-09-30"), None),
    ("Từ ngày 01/7/2026 đến ngày 30/9/2026", "between", Some("2026-07-01"), Some("2026-09-30"), None),
    ("Từ tháng 6/2026 đến tháng 5/2027", "between", Some("2026-06-01"), Some("2027-05-31"), None),
    ("Giai đoạn 2026 - 2030", "between", Some("2026-01-01"), Some("2030-12-31"), None),
    ("2026-2030", "between", Some("2026-01-01"), Some("2030-12-31"), None),
    ("Năm 2026 - 2027", "between", Some("2026-01-01"), Some("2027-12-31"), None),
    ("Năm 2026 và các năm tiếp theo", "from", Some("2026-01-01"), None, None),
    ("năm 2026 và những năm tiếp theo", "from", Some("2026-01-01"), None, None),
    ("Từ năm 2026", "from", Some("2026-01-01"), None, None),
    ("Thường xuyên", "continuous", None, None, None),
    ("Thường xuyên, liên tục", "continuous", None, None, None),
    ("Hằng năm", "recurring", None, None, Some("P1Y")),
    ("Hàng năm", "recurring", None, None, Some("P1Y")),
    ("Hằng quý", "recurring", None, None, Some("P3M")),
    ("Hằng tháng", "recurring", None, None, Some("P1M")),
    ("Trước ngày 15/12 hằng năm", "recurring", None, Some("--12-15"), Some("P1Y")),
    ("Theo đề nghị của cơ quan có thẩm quyền", "on_request", None, None, None),
    ("Theo kế hoạch của Bộ Tài chính", "on_request", None, None, None),
    ("Trong 15 ngày kể từ ngày ban hành Kế hoạch", "relative", None, Some("P15D"), None),
    ("Sau khi có hướng dẫn của Bộ Tài chính", "relative", None, None, None),
];

/// Times in running sentences.
pub(crate) const LIMITS: [TimeWord; 4] = [
    ("trước ngày 15/12 hằng năm", "recurring", None, Some("--12-15"), Some("P1Y")),
    ("trước ngày 30/6/2026", "by", None, Some("2026-06-30"), None),
    ("trước ngày 15 tháng 10 năm 2026", "by", None, Some("2026-10-15"), None),
    ("chậm nhất là ngày 15/01/2027", "by", None, Some("2027-01-15"), None),
];

/// Works, in the words of titles.
pub(crate) const WORKS: [&str; 30] = [
    "Rà soát, đánh giá hiện trạng các tuyến đường liên thôn",
    "Tổ chức hội nghị quán triệt, tuyên truyền nội dung Kế hoạch",
    "Xây dựng cơ sở dữ liệu dùng chung về cây xanh đô thị",
    "Nâng cấp hệ thống truyền thanh cơ sở",
    "Đào tạo, bồi dưỡng kỹ năng số cho cán bộ, công chức",
    "Kiểm tra việc chấp hành quy định về an toàn hồ đập",
    "Hỗ trợ hộ nghèo sửa chữa nhà ở trước mùa mưa bão",
    "Số hóa hồ sơ lưu trữ tại các kho lưu trữ lịch sử",
    "Phát động phong trào thi đua trồng cây xanh",
    "Khảo sát nhu cầu học nghề của lao động nông thôn",
    "Hoàn thiện quy chế quản lý chợ dân sinh",
    "Tập huấn kỹ thuật canh tác lúa giảm phát thải",
    "Lắp đặt camera giám sát tại các nút giao thông",
    "Biên soạn tài liệu hướng dẫn phân loại rác tại nguồn",
    "Tổ chức ngày hội đọc sách cho học sinh",
    "Thống kê, cập nhật danh mục di tích trên địa bàn",
    "Duy tu, bảo dưỡng các trạm bơm tiêu úng",
    "Thành lập tổ kiểm tra liên ngành về an toàn thực phẩm",
    "Mở rộng vùng trồng dược liệu dưới tán rừng",
    "Cải tạo vỉa hè các tuyến phố trung tâm",
    "Tư vấn tâm lý cho học sinh cuối cấp",
    "Xây dựng mô hình điểm về gia đình văn hóa",
    "Tiêm phòng dại cho đàn chó, mèo",
    "Cấp phát áo phao cho học sinh vùng sông nước",
    "Đánh giá mức độ hài lòng của người dân",
    "Quy hoạch điểm tập kết vật liệu xây dựng",
    "Thử nghiệm hệ thống cảnh báo lũ sớm",
    "Giới thiệu nông sản tại hội chợ cuối năm",
    "Tổ chức giải bóng đá thiếu niên",
    "Bàn giao mặt bằng khu tái định cư",
];

pub(crate) const DELIVERABLES: [&str; 10] = [
    "Báo cáo đánh giá",
    "Danh mục được phê duyệt",
    "Hội nghị tập huấn, tài liệu hướng dẫn",
    "Quyết định ban hành quy chế",
    "Cơ sở dữ liệu được kết nối, vận hành",
    "Biên bản bàn giao",
    "Tin, bài, phóng sự tuyên truyền",
    "Văn bản hướng dẫn",
    "Mô hình điểm được nghiệm thu",
    "Kế hoạch chi tiết",
];

/// Duties under an agency: a verb phrase; `{}` takes the coordinators.
pub(crate) const JOINT_DUTIES: [&str; 6] = [
    "chủ trì, phối hợp với {} tổ chức triển khai các nội dung của Kế hoạch",
    "chủ trì, phối hợp với {} theo dõi, đôn đốc việc thực hiện Kế hoạch",
    "phối hợp với {} hướng dẫn cơ sở tổ chức thực hiện",
    "chủ trì, phối hợp {} xây dựng dự toán kinh phí thực hiện",
    "chủ trì, phối hợp chặt chẽ với {} kiểm tra tiến độ tại cơ sở",
    "chủ động phối hợp với {} tuyên truyền, vận động Nhân dân tham gia",
];

/// Duties without coordinators; none holds a time.
pub(crate) const LONE_DUTIES: [&str; 8] = [
    "tham mưu bố trí kinh phí thực hiện theo quy định",
    "hướng dẫn nghiệp vụ cho các tổ công tác ở cơ sở",
    "bảo đảm an ninh trật tự tại các điểm tổ chức hoạt động",
    "đăng tải nội dung Kế hoạch trên trang thông tin điện tử",
    "tổng hợp kết quả thực hiện của các bộ phận chuyên môn",
    "xây dựng chuyên mục tuyên truyền về các gương điển hình",
    "chuẩn bị cơ sở vật chất phục vụ các lớp tập huấn",
    "lồng ghép các nhiệm vụ của Kế hoạch vào chương trình công tác",
];

pub(crate) const SUBJECTS: [&str; 8] = [
    "Phát triển du lịch cộng đồng năm 2026",
    "Triển khai phong trào bình dân học vụ số",
    "Phòng, chống đuối nước cho trẻ em giai đoạn 2026 - 2030",
    "Cải tạo cảnh quan, vệ sinh môi trường năm 2026",
    "Thực hiện Chiến lược phát triển thanh niên đến năm 2030",
    "Tổ chức Tháng hành động vì trẻ em năm 2026",
    "Nâng cao chất lượng dịch vụ công trực tuyến",
    "Ứng phó thiên tai và tìm kiếm cứu nạn năm 2026",
];

pub(crate) const PURPOSES: [&str; 6] = [
    "Cụ thể hóa các nhiệm vụ được giao; bảo đảm triển khai đồng bộ, kịp thời, hiệu quả",
    "Nâng cao nhận thức và trách nhiệm của cán bộ, công chức và Nhân dân",
    "Phân công rõ người, rõ việc, rõ tiến độ, rõ kết quả",
    "Việc tổ chức thực hiện phải thiết thực, tiết kiệm, tránh hình thức",
    "Kịp thời biểu dương các tập thể, cá nhân có thành tích xuất sắc",
    "Huy động sự tham gia của cả hệ thống chính trị và toàn xã hội",
];

pub(crate) const FUNDING: [&str; 2] = [
    "Kinh phí thực hiện Kế hoạch do ngân sách nhà nước bảo đảm theo phân cấp hiện hành và các nguồn hợp pháp khác.",
    "Sử dụng kinh phí trong dự toán được giao hằng năm và nguồn xã hội hóa theo quy định.",
];

pub(crate) const PEOPLE: [&str; 6] = [
    "Nguyễn Hoàng Sơn",
    "Trần Thị Mai Hương",
    "Lê Quang Đạo",
    "Phạm Ngọc Ánh",
    "Hà Văn Tưởng",
    "Đỗ Thị Ngọc Diễm",
];
