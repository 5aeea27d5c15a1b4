//! What of a web page is the document, and what is the site around it.
//!
//! In: [`Dom`]. Out: [`Article`]: the element to read and the subtrees to leave out. Careful rather than thorough:
//! what may belong to the document stays, for a menu too many costs little and a lost appendix much.
//!
//! Tricky: the letterhead may stand in a `<div class="header">`, the recipients in a `<div class="footer">`.

use super::dom::{Dom, Kind};
use super::grid::{Block, Grid};
use crate::text::fold;
use scraper::node::Element;

/// The part of a page to read.
pub(super) struct Article {
    /// Index of the element.
    pub(super) root: usize,
    cut: Vec<bool>,
}

impl Article {
    /// All of a page.
    pub(super) fn whole(dom: &Dom) -> Article {
        Article { root: dom.find("body").or_else(|| dom.find("html")).unwrap_or(0), cut: Vec::new() }
    }

    /// Whether a subtree is left out.
    pub(super) fn is_cut(&self, at: usize) -> bool {
        self.cut.get(at).copied().unwrap_or(false)
    }
}

/// Phrases that only the document itself has (folded).
const ANCHORS: &[&str] = &[
    "cộng hòa xã hội chủ nghĩa",
    "độc lập - tự do",
    "đảng cộng sản việt nam",
    "nơi nhận",
    "kế hoạch",
    "phụ lục",
    "căn cứ",
    "tổ chức thực hiện",
    "ký thay",
    "tm. ",
    "kt. ",
    "mục đích",
];

/// Phrases of the foot of a site (folded).
const SITE_FOOT: &[&str] = &[
    "bản quyền",
    "giấy phép",
    "ghi rõ nguồn",
    "chịu trách nhiệm",
    "điện thoại:",
    "email:",
    "copyright",
    "©",
    "đơn vị quản lý",
    "trưởng ban biên tập",
    "lượt truy cập",
    "đang truy cập",
    "thiết kế bởi",
];

/// Words in `class`, `id` or `role` that name parts of a site.
const SITE_PARTS: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "share",
    "sharing",
    "social",
    "related",
    "relate",
    "comment",
    "comments",
    "pagination",
    "paging",
    "pager",
    "cookie",
    "advert",
    "ads",
    "banner",
    "toolbar",
    "search",
    "login",
    "popup",
    "modal",
    "tags",
    "rating",
    "widget",
    "contentinfo",
    "complementary",
    "lienquan",
    "tinkhac",
    "binhluan",
    "chiase",
    "sitemap",
    "counter",
    "marquee",
];

/// Paragraphs that a site puts beside a document (folded, whole).
const SITE_LINES: &[&str] = &[
    "in trang",
    "in trang này",
    "in bài viết",
    "in bài",
    "gửi email",
    "gửi cho bạn bè",
    "chia sẻ",
    "chia sẻ:",
    "quay lại",
    "quay lại trang trước",
    "về trang trước",
    "về đầu trang",
    "lên đầu trang",
    "trang chủ",
    "tải về",
    "tải file",
    "tải xuống",
    "tải văn bản",
    "tải file đính kèm",
    "xem thêm",
    "đọc bài viết",
    "nghe bài viết",
    "facebook",
    "zalo",
    "twitter",
    "tweet",
    "cỡ chữ",
    "cỡ chữ:",
    "a-",
    "a+",
    "phóng to",
    "thu nhỏ",
    "bình luận",
    "gửi bình luận",
    "ý kiến bạn đọc",
    "tin liên quan",
    "tin khác",
    "các tin khác",
    "tin mới hơn",
    "tin cũ hơn",
    "bài viết liên quan",
    "văn bản liên quan",
    "print",
    "email",
    "share",
    "back to top",
];

/// Elements that are text themselves: beside one of these nothing is passed over.
const TEXT_ELEMENTS: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "table", "pre", "center", "blockquote", "ol", "font"];

/// Whether a whole paragraph is an offer of the site.
pub(super) fn is_site_line(text: &str) -> bool {
    text.len() <= 60
        && SITE_LINES
            .contains(&fold(text.trim_matches(|c: char| c.is_whitespace() || "|»›".contains(c))).as_str())
}

/// Paragraphs and letters that a site may put between its menu and the letterhead: a title, a date, counters.
const FORE_PARAGRAPHS: usize = 12;
const FORE_LETTERS: usize = 800;

/// Marks that a document bears above its letterhead (folded).
const ABOVE_LETTERHEAD: &[&str] =
    &["dự thảo", "hỏa tốc", "thượng khẩn", "khẩn", "mật", "tối mật", "tuyệt mật"];

/// Mottoes of the state and the party, which stand in the letterhead alone (folded).
const MOTTOES: &[&str] = &["cộng hòa xã hội chủ nghĩa việt nam", "đảng cộng sản việt nam"];

/// Drops what a site puts above a letterhead table: the document begins there.
pub(super) fn trim_fore(blocks: &mut Vec<Block>) {
    let is_letterhead = |grid: &Grid| {
        grid.rows.iter().take(2).flat_map(|row| &row.cells).flat_map(|cell| &cell.paragraphs).any(|para| {
            let key = fold(&para.text);
            MOTTOES.iter().any(|motto| key.contains(motto))
        })
    };
    let Some(first) = blocks.iter().position(|block| matches!(block, Block::Grid(_))) else { return };
    let Some(Block::Grid(grid)) = blocks.get(first) else { return };
    let letters = |block: &Block| if let Block::Para(para) = block { para.text.chars().count() } else { 0 };
    let fore: usize = blocks.iter().take(first).map(letters).sum();
    if first == 0 || first > FORE_PARAGRAPHS || fore > FORE_LETTERS || !is_letterhead(grid) {
        return;
    }
    let stays = |block: &Block| match block {
        Block::Para(para) => {
            let key = fold(para.text.trim_matches(|c: char| !c.is_alphabetic()));
            ABOVE_LETTERHEAD.iter().any(|mark| key == *mark || (*mark == "dự thảo" && key.starts_with(mark)))
        }
        Block::Grid(_) => true,
    };
    let mut at = 0;
    blocks.retain(|block| {
        at += 1;
        at > first || stays(block)
    });
}

/// What stands under an element.
#[derive(Clone, Copy, Default)]
struct Stats {
    /// Letters.
    text: usize,
    /// Letters in links that lead elsewhere.
    linked: usize,
    links: usize,
    anchored: bool,
    site_foot: bool,
    /// Holds a heading of the first two levels.
    titled: bool,
}

impl Stats {
    fn add(&mut self, other: Stats) {
        self.text += other.text;
        self.linked += other.linked;
        self.links += other.links;
        self.anchored |= other.anchored;
        self.site_foot |= other.site_foot;
        self.titled |= other.titled;
    }

    fn own(&self) -> usize {
        self.text.saturating_sub(self.linked)
    }

    /// Most of it is links.
    fn is_link_list(&self) -> bool {
        self.links >= 3 && self.linked * 10 >= self.text * 7
    }
}

/// Finds the document in a web page.
pub(super) fn find(dom: &Dom) -> Article {
    let mut article = Article::whole(dom);
    article.cut = vec![false; dom.nodes.len()];
    let all = stats(dom, &article.cut);
    let total = all.get(article.root).copied().unwrap_or_default();
    for at in 0..dom.nodes.len() {
        let (Some(element), Some(stats)) = (dom.element(at), all.get(at)) else { continue };
        let cut = at > article.root && is_site_part(element, stats, &total);
        if let Some(mark) = article.cut.get_mut(at) {
            *mark = cut;
        }
    }
    let all = stats(dom, &article.cut);
    while let Some(child) = only_child_that_matters(dom, &article, &all) {
        article.root = child;
    }
    article
}

/// Counts letters and links under every element, bottom up.
fn stats(dom: &Dom, cut: &[bool]) -> Vec<Stats> {
    let mut all = vec![Stats::default(); dom.nodes.len()];
    let mut open: Vec<(usize, usize, bool)> = Vec::new();
    let mut at = 0;
    let close = |all: &mut Vec<Stats>, open: &mut Vec<(usize, usize, bool)>| {
        let Some((child, ..)) = open.pop() else { return };
        let below = all.get(child).copied().unwrap_or_default();
        if let Some(parent) = open.last().and_then(|(parent, ..)| all.get_mut(*parent)) {
            parent.add(below);
        }
    };
    while let Some(node) = dom.nodes.get(at) {
        while open.last().is_some_and(|(_, end, _)| *end <= at) {
            close(&mut all, &mut open);
        }
        let in_link = open.last().is_some_and(|(.., link)| *link);
        match node.kind {
            Kind::Text(text) => {
                let found = text_stats(text, in_link);
                if let Some(parent) = open.last().and_then(|(parent, ..)| all.get_mut(*parent)) {
                    parent.add(found);
                }
                at += 1;
            }
            Kind::Element(_) if dom.is_skipped(at) || cut.get(at).copied().unwrap_or(false) => {
                at = node.end.max(at + 1);
            }
            Kind::Element(element) => {
                let is_link = element.name() == "a"
                    && element.attr("href").is_some_and(|h| !h.starts_with('#') && !h.is_empty());
                if let Some(own) = all.get_mut(at) {
                    own.links = usize::from(is_link);
                    own.titled = matches!(element.name(), "h1" | "h2");
                }
                open.push((at, node.end, in_link || is_link));
                at += 1;
            }
        }
    }
    while !open.is_empty() {
        close(&mut all, &mut open);
    }
    all
}

fn text_stats(text: &str, in_link: bool) -> Stats {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    if letters == 0 {
        return Stats::default();
    }
    let key = fold(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    Stats {
        text: letters,
        linked: if in_link { letters } else { 0 },
        anchored: !in_link && ANCHORS.iter().any(|a| key.contains(a)),
        site_foot: SITE_FOOT.iter().any(|a| key.contains(a)),
        ..Stats::default()
    }
}

/// Whether an element is a part of the site that can be left out without fear.
fn is_site_part(element: &Element, stats: &Stats, total: &Stats) -> bool {
    if stats.text == 0 {
        return false;
    }
    let share = |percent: usize| stats.text * 100 <= total.text * percent;
    let name = element.name();
    if matches!(name, "ul" | "div" | "section" | "aside" | "table") && stats.is_link_list() && share(30) {
        return !stats.anchored;
    }
    let named = element.attr("role").is_some_and(is_site_word)
        || element.classes().any(is_site_word)
        || element.id().is_some_and(is_site_word);
    let kind = matches!(name, "aside" | "header" | "footer");
    if stats.anchored
        || !(named || kind)
        || matches!(name, "body" | "html" | "form" | "p" | "td" | "h1" | "h2")
    {
        return false;
    }
    !stats.titled && (share(10) || (share(40) && stats.linked * 10 >= stats.text * 4))
}

/// Whether a class or an id names a part of a site: one of its words is on the list.
fn is_site_word(name: &str) -> bool {
    let mut word = String::new();
    let mut before_lower = false;
    for c in name.chars().chain(['-']) {
        let new_word = !c.is_alphanumeric() || (c.is_uppercase() && before_lower);
        if new_word {
            if SITE_PARTS.contains(&word.as_str()) {
                return true;
            }
            word.clear();
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        before_lower = c.is_lowercase();
    }
    false
}

/// The one child that holds the document, where all others can be passed over.
fn only_child_that_matters(dom: &Dom, article: &Article, all: &[Stats]) -> Option<usize> {
    let here = all.get(article.root)?;
    let mut best: Option<(usize, usize)> = None;
    for child in dom.children(article.root) {
        match dom.nodes.get(child)?.kind {
            Kind::Text(text) if text.chars().any(char::is_alphanumeric) => return None,
            Kind::Text(_) => {}
            Kind::Element(_) => {
                let own = all.get(child)?.own();
                if best.is_none_or(|(_, most)| own > most) {
                    best = Some((child, own));
                }
            }
        }
    }
    let (child, own) = best?;
    let name = dom.element(child)?.name();
    // Old sites lay their pages out with tables; a document's own tables hold less than nearly all of it.
    let in_table = matches!(name, "table" | "tbody" | "tr" | "td");
    let enough =
        if in_table { own * 100 >= here.own() * 85 && own > 2000 } else { own * 10 >= here.own() * 6 };
    if !enough || matches!(name, "ul" | "li" | "th") || (TEXT_ELEMENTS.contains(&name) && !in_table) {
        return None;
    }
    let passed = |other: usize| {
        let (Some(stats), Some(element)) = (all.get(other), dom.element(other)) else { return true };
        let passes = stats.text == 0
            || (!stats.anchored && stats.is_link_list())
            || (!TEXT_ELEMENTS.contains(&element.name())
                && !stats.anchored
                && !stats.titled
                && (stats.own() < 200 || (stats.site_foot && stats.own() < 1200)));
        other == child || dom.is_skipped(other) || article.is_cut(other) || passes
    };
    dom.children(article.root).all(passed).then_some(child)
}
