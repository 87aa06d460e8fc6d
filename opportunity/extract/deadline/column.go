package deadline

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// columnUse is what the cells of a column are for.
type columnUse uint8

const (
	plainColumn   columnUse = iota // its head is a label of its dates
	neutralColumn                  // 日程, 内容: says nothing of the role
	oldColumn                      // 変更前: its dates count no more
	startColumn                    // 開始日: the first day of a range whose last is in another column
	endColumn                      // 終了日
	asideColumn                    // 備考, 場所: its dates and hours are no steps
	hourColumn                     // 時間: the hours of the day in another column
)

// neutralWords are heads of columns that leave it to the rows what a date is for.
var neutralWords = strings.Join(wording.NewMarks, "|") + `|内容|項目|事項|(?:申請|募集|応募|入札|登録|業務|施設|対象|業種|部門)?(?:区分|種別|部門|コース)|業種|施設名?|地区|会場|手続き?|工程|段階|ステップ|名称|件名|書類|書類名|提出書類|年?(?:日程|日付|日時|期日|予定日)|期間|期限|年月日|スケジュール|予定|予定日時|予定時期|時期|実施日|実施時期|正|新|月日|日|とき`

var (
	neutralHeads = jtext.MustPattern(`^(?:` + neutralWords + `)(?:(?:・|、|／|/|及び|又は|と)(?:` + neutralWords + `))*等?(?:\([^()]*\))?$`)
	oldHeads     = jtext.MustPattern(strings.Join(wording.OldMarks, "|") + `|^誤$|^旧$|^当初|^前回|^昨年度|^前年度|^\(?参考\)?`)
	startHeads   = jtext.MustPattern(`^(?:受付|募集|期間)?の?(?:開始|始期|始まり|始め|はじまり|はじめ|スタート|(?:いつ|何時)?から|自|初日|(?i:start|from))(?:日時?|年月日|時期|の日)?(?:\([^()]*\))?$`)
	endHeads     = jtext.MustPattern(`^(?:受付|募集|期間)?の?(?:終了|終期|終わり|終り|おわり|締切り?|締め切り|しめきり|〆切|至|(?:いつ|何時)?まで|期限|最終日|末日|(?i:end|to))(?:日時?|年月日|時期|の日)?(?:\([^()]*\))?$`)
	asideHeads   = jtext.MustPattern(`備考|摘要|留意|注意|場所|会場|方法|提出先|担当|窓口|連絡先|受付時間|注記|補足|様式|根拠|資格|シナリオ|ユースケース|設例|(?:操作|想定|業務|実演)の?(?:事例|例|場面)`)
	hourHeads    = jtext.MustPattern(`^(?:時間|時刻|時間帯|開始時間|締切時刻|締切時間)$`)
)

// useOf tells what a column's head says its cells are for.
func useOf(head string) columnUse {
	head = strings.ReplaceAll(head, "\n", "")
	if open := strings.IndexByte(head, '('); open > 0 && strings.HasSuffix(head, ")") {
		if inside := useOf(head[open+1 : len(head)-1]); inside == startColumn || inside == endColumn {
			return inside // 日(開始日)
		}
	}
	switch plain := strings.ReplaceAll(head, " ", ""); {
	case oldHeads.MatchString(plain):
		return oldColumn
	case startHeads.MatchString(plain):
		return startColumn
	case neutralHeads.MatchString(plain):
		return neutralColumn
	case endHeads.MatchString(plain):
		return endColumn
	case hourHeads.MatchString(plain):
		return hourColumn
	case asideHeads.MatchString(plain):
		if role.Of(plain).Strong() {
			return plainColumn // 参加資格確認申請書の提出
		}
		return asideColumn
	}
	return plainColumn
}

// labelledOld and labelledNew are the marks of a line of its own for the old and for the new value, the shorter forms too.
var (
	labelledOld = slices.Concat(wording.OldMarks, wording.OldSigns)
	labelledNew = slices.Concat(wording.NewMarks, wording.NewSigns)
)

// markOfNew ends a label that says that the day behind it is the new one: (変更後), 【新】, 新:.
var markOfNew = jtext.MustPattern(`(?:^|[ (\[【<《])(?:` + strings.Join(wording.NewMarks, "|") + `|[新正])[)\]】>》]?[: ]*$`)

// withoutMarkOfChange takes such a mark off a label.
func withoutMarkOfChange(label string) string {
	if at := markOfNew.FindStringIndex(label); at != nil {
		return strings.TrimRight(label[:at[0]], " ")
	}
	return label
}

// labelOfChange returns the label before an old value whose new one follows in a line of its own: 応募期間…変更前:7月2日.
// "" for a line that holds none.
func labelOfChange(folded string) string {
	for _, mark := range labelledOld {
		label, rest, found := strings.Cut(folded, mark)
		if found && !jtext.HasAny(rest, labelledNew...) && !jtext.HasDigit(label) && role.Of(label).Role != "" {
			return strings.Trim(label, " \t(【[.:")
		}
	}
	return ""
}

var (
	windowWords  = jtext.NewWords("受付", "受け付け", "募集", "公募", "申込", "配布", "閲覧", "面談", "面接", "対話", "ヒアリング")
	lastDayWords = jtext.NewWords("期限", "締切", "締め切り", "〆切", "期日", "まで", "必着")
	changeWords  = jtext.NewWords("変更", "延長", "訂正", "延期")
	// tellsOfChange finds that a text tells of days that have been moved, and not that they may be.
	tellsOfChange = jtext.MustPattern(`(?:変更|延長|訂正|修正|延期)(?:しま|いたし|致し|後|前|の?お知らせ|について|点|箇所|内容|です)|延期`)
)

// isWindow reports whether an arrow leads from the first day of a window to its last, and not from an old value to the new one:
// 実証期間 10/5 → 2/26. moved says that the text tells of days that have been moved.
func isWindow(u unit, first, last labelled, moved bool) bool {
	for _, l := range [...]labelled{first, last} {
		if l.Range && l.End != l.Start || l.Until || l.Closes || l.Start == "" {
			return false
		}
	}
	words, around := u.label+" "+last.words, last.around
	if !strings.Contains(words, "期間") && (moved || !windowWords.In(words)) {
		return false
	}
	return first.Start < last.Start && !lastDayWords.In(words+u.text) && !changeWords.In(u.text+around.Above+around.Under+around.Heading)
}

// labelsBefore reports whether the words between two dates name a step before their arrow: 9/15質問締切→9/30提案締切. Then
// the arrow leads to the next step, and not from an old value to the new one.
func labelsBefore(between string) bool {
	words, _, found := strings.Cut(between, "→")
	return found && role.Of(words).Role != ""
}

// columnKey names the dates of one form in a column whose head says what the days of its rows are for, which name no step
// themselves: themes, lots, rounds.
type columnKey struct {
	block, column        int
	isRange, closes, day bool
}

// agreeInColumns gives the dates of such a column the mean of what the weights make of each: the name of a theme is no reason to
// take its day for another step than that of the theme below.
func agreeInColumns(findings []finding) {
	columns := map[columnKey][]*labelled{}
	for _, f := range findings {
		if f.unit.column > 0 && len(f.dates) == 1 && f.dates[0].Dated() {
			l := &f.dates[0]
			key := columnKey{f.block, f.unit.column, l.Range, l.Until || l.Closes, l.Start != "" && l.End == ""}
			columns[key] = append(columns[key], l)
		}
	}
	for _, dates := range columns {
		if len(dates) < 2 {
			continue
		}
		mean := meanOf(dates)
		for _, l := range dates {
			l.weighed = mean
		}
	}
}

func meanOf(dates []*labelled) weigh.Judgement {
	mean := slices.Clone(dates[0].weighed)
	for i := range mean {
		for _, l := range dates[1:] {
			mean[i].P += l.weighed.Of(mean[i].Class)
		}
		mean[i].P /= float64(len(dates))
	}
	slices.SortStableFunc(mean, func(a, b weigh.Probability) int {
		return cmp.Or(cmp.Compare(b.P, a.P), strings.Compare(string(a.Class), string(b.Class)))
	})
	return mean
}
