//! Whom a verb addresses in Arabic, where prepositions and conjunctions are parts of words, and in Chinese, which has neither
//! spaces nor a mark where what is asked begins. What the languages share stands in `addressees_further`.

use super::words::Words;

const ARABIC_ACTORS: &[&str] = &[
    "دول",
    "دولة",
    "حكومات",
    "أمين",
    "منظم",
    "مجتمع",
    "أطراف",
    "جهات",
    "هيئ",
    "منظومة",
    "مقرر",
    "لجنة",
    "مفوض",
    "قطاع",
    "صندوق",
    "وكال",
    "مؤسس",
    "كيانات",
    "بلدان",
    "شركاء",
    "رئيس",
    "مجلس",
    "أعضاء",
    "وسائط",
];

/// "بالدول التي … أن": the preposition is part of the word; what is asked begins with "أن", "على", "إلى" or an infinitive.
pub(super) fn arabic(after: &str) -> Vec<String> {
    if let Some(pronoun) = ["ها ", "هم "].iter().find(|suffix| after.starts_with(**suffix)) {
        return vec![pronoun.trim_end().to_owned()];
    }
    let after = after.trim_start();
    let after = after.strip_prefix("في هذا الصدد ").unwrap_or(after);
    let after = after.strip_prefix("إلى ").unwrap_or(after);
    let words = Words::new(after);
    let mut end = None;
    for i in 1..words.words.len().min(60) {
        if matches!(words.get(i), "أن" | "على" | "إلى" | "ألا") {
            end = Some(i);
            break;
        }
    }
    let Some(word) = end.and_then(|end| words.words.get(end)) else {
        // "تطلب إلى الأمين العام مواصلة": the actor's own two words.
        let two = words.words.get(1).map_or("", |second| &after[..second.end]);
        return if arabic_actor(two) { vec![two.to_owned()] } else { Vec::new() };
    };
    let phrase = after[..word.start].trim();
    let mut out: Vec<String> = Vec::new();
    for chunk in phrase.split('،') {
        let chunk = chunk.trim();
        let first = chunk.split(' ').next().unwrap_or_default();
        if chunk.is_empty() || matches!(first, "في" | "وفقا" | "عند" | "بما" | "تمشيا" | "من")
        {
            continue;
        }
        let mut start = 0;
        for (at, _) in chunk.match_indices(" و") {
            let (left, right) = (&chunk[start..at], &chunk[at + " و".len()..]);
            let head: String = right.split(' ').take(2).collect::<Vec<_>>().join(" ");
            if arabic_actor(left) && arabic_actor(&head) {
                push_arabic(&mut out, left);
                start = at + " و".len();
            }
        }
        push_arabic(&mut out, &chunk[start..]);
    }
    out
}

fn push_arabic(out: &mut Vec<String>, piece: &str) {
    let piece = piece.trim();
    let piece = piece.strip_prefix('و').filter(|rest| arabic_actor(rest)).unwrap_or(piece);
    let bare = piece.strip_prefix("بال").map(|rest| format!("ال{rest}"));
    let bare = bare.or_else(|| {
        let rest = piece.strip_prefix('ب')?;
        ["جميع", "كافة", "سائر"].iter().any(|all| rest.starts_with(all)).then(|| rest.to_owned())
    });
    let piece = bare.unwrap_or_else(|| piece.to_owned());
    if arabic_actor(&piece) {
        out.push(piece);
    } else if let Some(last) = out.last_mut() {
        last.push_str("، ");
        last.push_str(&piece);
    }
}

fn arabic_actor(piece: &str) -> bool {
    piece.split(' ').any(|word| {
        let word = word.trim_start_matches(['و', 'ب', 'ل']);
        let word = word.strip_prefix("ال").unwrap_or(word);
        ARABIC_ACTORS.iter().any(|actor| word.starts_with(actor))
    })
}

/// Actors as they begin what a Chinese verb addresses, the longest first where one begins another.
const CHINESE_ACTORS: &[&str] = &[
    "所有相关利益攸关方",
    "相关利益攸关方",
    "所有利益攸关方",
    "其他相关利益攸关方",
    "利益攸关方",
    "联合国系统",
    "联合国人权事务高级专员",
    "联合国机构",
    "国际组织",
    "区域组织",
    "民间社会",
    "非政府组织",
    "各国政府",
    "所有国家",
    "会员国",
    "缔约国",
    "各国",
    "国家",
    "各国际组织",
    "秘书长",
    "特别报告员",
    "人权理事会",
    "委员会主席",
    "各会员国",
    "所有会员国",
    "私营部门",
    "各方",
    "它们",
    "各利益攸关方",
    "其他相关国际组织",
    "相关国际组织",
    "有关国际组织",
    "多边机构",
    "联合国各机构",
    "国际社会",
];

pub(super) fn chinese(after: &str) -> Vec<String> {
    let clause = after.split(['，', '；', '：', '。']).next().unwrap_or(after).trim_start();
    // "尚未签署……的国家": a clause before the actor belongs to it.
    if let Some(rest) = clause.strip_prefix("尚未").or_else(|| clause.strip_prefix("还没有")) {
        let end = ["的国家", "的会员国", "的缔约国"]
            .iter()
            .filter_map(|end| rest.find(end).map(|at| at + end.len()))
            .min();
        return end
            .map(|end| clause[..clause.len() - rest.len() + end].to_owned())
            .into_iter()
            .collect();
    }
    if !CHINESE_ACTORS.iter().any(|actor| clause.starts_with(actor)) {
        // "保护……委员会主席", "《……公约》缔约国": a name that ends with who can act.
        let ends = ["委员会主席", "特别报告员", "缔约国"].iter();
        let end = ends.filter_map(|end| clause.find(end).map(|at| at + end.len())).min();
        let name = end.map(|end| &clause[..end]).filter(|name| name.chars().count() <= 60);
        return name.map(str::to_owned).into_iter().collect();
    }
    let mut out = Vec::new();
    let mut rest = clause;
    loop {
        let found = CHINESE_ACTORS
            .iter()
            .filter(|actor| rest.starts_with(**actor))
            .max_by_key(|actor| actor.len());
        let Some(actor) = found else { break };
        out.push((*actor).to_owned());
        rest = &rest[actor.len()..];
        let joint =
            ["、", "以及", "和", "及", "并"].iter().find_map(|joint| rest.strip_prefix(joint));
        let Some(next) = joint.filter(|_| out.len() < 20) else { break };
        rest = next.trim_start();
    }
    out
}
