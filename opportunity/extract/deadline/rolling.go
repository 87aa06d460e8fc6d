package deadline

import (
	"slices"
	"strings"

	"koubo/opportunity/extract/deadline/subject"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// rollingWords say that a call takes what comes as it comes.
var rollingWords = []string{"随時", "通年", "先着順", "予算に達し", "予算額に達し", "予算の上限に達し", "予算上限に達し", "予算がなくなり", "予算枠に達し", "予算額を超え", "常時", "いつでも", "年間を通じて", "締切を設け", "期限を設け", "達した時点", "達し次第", "達するまで", "決定するまで", "決まるまで", "見つかるまで", "売れるまで", "売り切れるまで", "埋まるまで", "なくなるまで", "埋まり次第", "なくなり次第", "無くなり次第"}

var rolling = jtext.NewWords(append(rollingWords, "次第", "予算", "締切", "締め切り", "〆切", "期限")...)

// noLastDay tells that a call has none: 締切はありません.
var noLastDay = jtext.MustPattern(`(?:締切|締め切り|〆切|期限)(?:日)?(?:は|を)(?:特に)?(?:ありません|ございません|ない|無い|設けません|設けてい?ません|設けておりません|設けず|定めません|定めてい?ません|定めておりません|定めず)`)

// spent tells that taking applications may end before its last day, once the money is spent: 予算の残額により、期間中でも募集を終了します.
var spent = jtext.MustPattern(`予算[^。]{0,24}?(?:により|によっては?|場合|次第|時点|ときは)[^。]{0,30}?(?:終了|締め切|締切|打ち切)`)

// untilFound tells that taking applications ends once somebody is found, whom it is that it ends for: パートナーが決まり次第終了.
var untilFound = jtext.MustPattern(`次第、? ?(?:(?:募集|公募|受付|受け付け|応募|申込み?|申請)の?(?:受付|募集)?(?:を|は)?)? ?(?:終了|終わ|締め切|締切|〆切|打ち切)`)

// endsOnNoDay reports whether the sentence behind the first day of a window tells that it ends on none.
func endsOnNoDay(behind string) bool {
	rest, _, _ := strings.Cut(behind, "。")
	return untilFound.MatchString(rest) || jtext.HasAny(rest, rollingWords...)
}

// otherRolling are words before 随時 that say it is not the call that goes on: questions, consultation, seats.
var otherRolling = []string{"質問", "相談", "問い合わせ", "問合せ", "見学", "下見", "内覧", "現地", "説明会", "会場", "定員", "席", "質疑", "視察", "体験", "お知らせ", "更新情報", "回答は", "結果", "公表", "通知", "事業開始", "事業の開始", "業務開始", "契約", "協定", "掲載期間", "使用期間", "貸付期間", "履行期間"}

// afterRolling are words behind 随時 that make it something else than a call.
var afterRolling = []string{"お知らせ", "更新", "通知", "掲載", "公表", "公開", "質問", "相談", "回答", "協議", "連絡", "見直", "実施することが", "受け付けることが", "募集することが", "募集を行うことが", "ではありません", "ではない", "ではなく", "でない", "追加", "報告", "対応", "確認", "実施", "開催"}

// callWords show that a clause is about taking applications.
var callWords = []string{"募集", "受付", "受け付け", "受付け", "応募", "申請", "申込", "提案", "公募", "締め切", "締切", "終了", "エントリー", "登録", "審査", "採択", "型", "決定", "受理"}

// rollingLine is a line that makes the call a rolling one, if it speaks of the call.
type rollingLine struct {
	words string
	line  int
	block int
	row   bool // of a table
	at    int  // where the words that say so begin in the folded line
}

// maxRolling bounds the lines that are kept of those.
const maxRolling = 8

// rollingOfCall returns the words of the first line that makes the call a rolling one, once its dates are decided on, "" for none: what
// is told behind days that are no steps is told of something else. 専門家の派遣 12月25日まで(予算がなくなり次第終了).
func (w *scheduleReader) rollingOfCall() string {
	for _, r := range w.rolling {
		foreign := slices.ContainsFunc(w.findings, func(f finding) bool {
			return f.line == r.line && f.unit.label == "" && len(f.dates) > 0 && !slices.ContainsFunc(f.dates, func(l labelled) bool {
				return !l.isNoStep() || l.To > r.at
			})
		})
		if !foreign && !(r.row && w.isTableOfOthers(r.block)) {
			return r.words
		}
	}
	return ""
}

// isNoStep reports whether it was decided that a date is no step of the call.
func (l labelled) isNoStep() bool {
	return isNone(l.roles) || len(l.roles) == 0 && l.judged == weigh.None
}

// isTableOfOthers reports whether a table tells days and none of them is a step of the call.
func (w *scheduleReader) isTableOfOthers(block int) bool {
	dated := false
	for _, f := range w.findings {
		if f.block != block {
			continue
		}
		if slices.ContainsFunc(f.dates, func(l labelled) bool { return !l.isNoStep() }) {
			return false
		}
		dated = dated || len(f.dates) > 0
	}
	return dated
}

// findRolling notes a line whose words make the call a rolling one (LABELS 20).
func (w *scheduleReader) findRolling(folded, raw string) {
	if !w.mayRoll || len(w.rolling) == maxRolling || w.judged > maxJudged || w.history || w.region.history || !rolling.In(folded) {
		return
	}
	if w.inHead && strings.HasSuffix(folded, "について") {
		return // it names what is told below
	}
	rolls := func(at int) {
		w.rolling = append(w.rolling, rollingLine{jtext.Clip(raw, wording.EvidenceRunes), w.number, w.block, strings.Contains(raw, "\t"), at})
	}
	if at := spent.FindStringIndex(folded); at != nil && w.rolls(folded[:at[0]+len("予算")], folded[at[0]+len("予算"):]) {
		rolls(at[0])
		return
	}
	if at := noLastDay.FindStringIndex(folded); at != nil && w.rolls(folded[:at[0]], folded[at[0]:]) {
		rolls(at[0])
		return
	}
	if at := untilFound.FindStringIndex(folded); at != nil && w.rolls(folded[:at[0]], folded[at[0]:]) {
		rolls(at[0])
		return
	}
	for _, word := range rollingWords {
		for from := 0; ; {
			i := strings.Index(folded[from:], word)
			if i < 0 {
				break
			}
			i += from
			from = i + len(word)
			if w.judged++; w.judged > maxJudged {
				return
			}
			if !(word == "常時" && !alwaysTaken.MatchString(folded[from:])) && w.rolls(folded[:i], folded[from:]) {
				rolls(i)
				return
			}
		}
	}
}

// alwaysTaken stands behind 常時 where it is told of a call, and not of a topic: 水質の常時把握.
var alwaysTaken = jtext.MustPattern(`^ *$|^[、 ]?(?:[^。、]{0,8}を)?(?:募集|公募|受付|受け付|受付け|提案|応募|申請|申込|申し込|エントリー)`)

// rolls judges one place by the words of its clause, and by the labels above where the clause is bare.
func (w *scheduleReader) rolls(before, after string) bool {
	if i := max(strings.LastIndex(before, "。")+len("。")-1, strings.LastIndex(before, "/")); i > 2 {
		told := before[:i+1]
		if before = before[i+1:]; wording.HasPrefix(strings.TrimLeft(before, " 、"), "希望", "ご希望") { // of what the sentence before offers
			before = told[strings.LastIndex(strings.TrimSuffix(told, "。"), "。")+1:] + before
		}
	}
	if i := strings.Index(after, "。"); i >= 0 {
		after = after[:i]
	}
	if wording.HasSuffix(strings.TrimRight(after, " 。"), "か", "?") {
		return false // a question
	}
	if wording.HasPrefix(after, "ない", "なかった", "なければ") {
		return false // 予算の上限に達しない場合は、再度募集する
	}
	if subject.RoundOf(after) != "" {
		return false // 第1回で予算に達した場合は、第2回の募集は行いません
	}
	if strings.HasSuffix(strings.TrimRight(before, "、 "), "その都度") || wording.HasSuffix(strings.TrimRight(before, "、 "), "場合は", "場合には", "ときは", "ときには") && !jtext.HasAny(before, "予算", "件数", "定員") {
		return false
	}
	if jtext.HasAny(before, otherRolling...) || jtext.HasAny(jtext.Clip(after, 10), afterRolling...) {
		return false
	}
	if wording.HasSuffix(strings.TrimRight(before, "、 "), "終了後", "締切後", "締め切り後", "締切り後", "〆切後") {
		return false // 審査: 受付終了後、随時
	}
	if context := w.above + w.region.heading; strings.Trim(before, " 、・※") == "" && jtext.HasAny(context, otherRolling...) {
		return false
	}
	if jtext.HasAny(before, callWords...) || jtext.HasAny(jtext.Clip(after, 20), callWords...) {
		return true
	}
	context := w.above + w.region.heading
	return jtext.HasAny(context, callWords...) && !jtext.HasAny(context, otherRolling...)
}
