//! Reading speed on realistic texts, beside a plain split into lines of the same text.
//!
//! `cargo bench --bench parse`: bytes a second, to be quoted with the size of the input and as a ratio to the
//! previous commit.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::fmt::Write;
use std::hint::black_box;

const LETTERHEAD: &str = "\
ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  TỈNH HÒA SƠN                          Độc lập - Tự do - Hạnh phúc
Số: 214/KH-UBND                       Hòa Sơn, ngày 09 tháng 4 năm 2026

KẾ HOẠCH
Phát triển nguồn nước sạch nông thôn năm 2026

Căn cứ Luật Tài nguyên nước số 28/2023/QH15 ngày 27 tháng 11 năm 2023;
Thực hiện Quyết định số 1978/QĐ-TTg ngày 24/11/2021 của Thủ tướng Chính phủ;
Ủy ban nhân dân tỉnh Hòa Sơn ban hành Kế hoạch với các nội dung như sau:
";

/// Three pages: letterhead, labelled tasks, duties, closing.
fn plan() -> String {
    let mut text = format!("{LETTERHEAD}\nI. MỤC ĐÍCH, YÊU CẦU\n");
    for n in 1..=4 {
        let _ = writeln!(
            text,
            "{n}. Nâng tỷ lệ hộ dân nông thôn được sử dụng nước sạch theo quy chuẩn, bảo đảm đồng bộ, hiệu quả."
        );
    }
    text.push_str("\nII. NỘI DUNG THỰC HIỆN\n");
    for n in 1..=8 {
        let _ = write!(
            text,
            "{n}. Sửa chữa, nâng cấp các công trình cấp nước tập trung đợt {n}\n\
             - Tên nhiệm vụ: (1) Lập danh mục công trình; (2) Thay thế đường ống đã quá niên hạn sử dụng.\n\
             - Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.\n\
             - Cơ quan phối hợp: Sở Tài chính, các sở, ban, ngành tỉnh; UBND các xã, phường và các cơ quan liên quan.\n\
             - Thời gian thực hiện: Quý II/2026.\n- Sản phẩm: Danh mục công trình; báo cáo kết quả.\n"
        );
    }
    text.push_str("\nIII. TỔ CHỨC THỰC HIỆN\n");
    for n in 1..=6 {
        let _ = writeln!(
            text,
            "{n}. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, Sở Y tế theo dõi, đôn đốc; báo cáo trước ngày 15/12 hằng năm."
        );
    }
    text.push_str(
        "Trên đây là Kế hoạch phát triển nguồn nước sạch nông thôn năm 2026./.\n\nNơi nhận:\n- Bộ Xây dựng (để b/c);\n\
         - Các sở, ban, ngành tỉnh;\n- Lưu: VT, KTN.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nĐỗ Quang Hải\n",
    );
    text
}

/// Forty pages of a table, the heading repeated on each.
fn annex() -> String {
    let mut text = "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n\n".to_owned();
    for row in 0..800 {
        if row % 20 == 0 {
            text.push_str("\nSTT\tNội dung thực hiện\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian thực hiện\tSản phẩm\n");
        }
        let _ = writeln!(
            text,
            "{}\tRà soát, cập nhật hồ sơ công trình thứ {row} trên địa bàn tỉnh\tSở Xây dựng; Công an tỉnh\t\
             Sở Văn hóa, Thể thao và Du lịch; các sở, ban, ngành; UBND các xã, phường, đặc khu\tNăm 2026 và các năm tiếp theo\t\
             Báo cáo kết quả; hồ sơ được cập nhật",
            row + 1
        );
    }
    text
}

/// A crawl that lost its line ends.
fn one_line() -> String {
    let line = plan().replace('\n', " ");
    line.repeat((1 << 20) / line.len() + 1)
}

fn read(c: &mut Criterion) {
    for (name, text) in [
        ("letterhead", LETTERHEAD.to_owned()),
        ("3 pages", plan()),
        ("40-page annex", annex()),
        ("1 MiB line", one_line()),
    ] {
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function("parse", |b| b.iter(|| kehoach::parse(black_box(&text))));
        group.bench_function("split into lines", |b| {
            b.iter(|| black_box(&text).lines().map(|l| l.trim().to_owned()).collect::<Vec<String>>());
        });
        group.finish();
    }
}

criterion_group!(benches, read);
criterion_main!(benches);
