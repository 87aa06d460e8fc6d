package rowday

import (
	"slices"
	"strconv"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// Forms of last days in the words of rows, folded.
const (
	anyDay   = `(?:(?:(?:令和|平成|[RH])\s*(?:\d{1,2}|元)\s*[年./-]|(?:20|['’])?\d{2}\s*[年./-])\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2})(?:\s*\([月火水木金土日祝](?:曜日?)?(?:[・、]祝日?)?\))?`
	anyClock = `(?:\s*(?:正午|(?:午[前後])?\s*\d{1,2}(?:時(?:\s*\d{1,2}分|半)?|:\d{2})))?`
	ends     = `(?:(?:の?(?:募集|公募|応募|申し?込み?|受け?付け?|提出))?(?:まで|締め?切り?|〆切り?)|必着|消印)`
	period   = anyDay + anyClock + `(?:\s*(?:から|より|[~〜～–—-])\s*` + anyDay + anyClock + `)?`
	receipt  = `(?:募集|公募|応募|参募|申し?込み?|申請|受け?付け?|提出|参加表明|エントリー|質問|質疑|意見|提案|登録|受領|見積)`
	dueLabel = `(?:[^\s\d:;,、。()【】\[\]<>「」/・|~〜～]{0,16}?(?:締め?切り?|〆切り?|〆|しめきり|期限)|[^\s\d:;,、。()【】\[\]<>「」/|~〜～]{0,12}?` + receipt + `[^\s\d:;,、。()【】\[\]<>「」/・|~〜～]{0,6}?(?:期間|最終日|終了日?|開始日)|受け?付け?|(?:お)?申し?込み?|応募|(?:入札|競争)?参加(?:資格(?:確認|審査)?)?(?:申請|表明)書?(?:の?提出)?)(?:の?(?:日時?|年月日|期日))?`
)

var (
	// labelled finds a last day behind what names it: 提出期限:12月28日, 応募締切 令和9年1月7日, 申込み 12月18日まで.
	labelled = jtext.MustPattern(`(` + dueLabel + `)[\])】>]*\s*[:は=]?\s*[\[(【<]?\s*[~〜～]?\s*(` + period + `\s*` + ends + `?)`)
	// unlabelled finds one before what makes it that: 12月18日必着, 12/28〆切.
	unlabelled = jtext.MustPattern(`(` + period + `)\s*` + ends)
	// onlyLabel matches a piece that names the day in the next one.
	onlyLabel = jtext.MustPattern(`^[\[(【<■●◆○◎・\s]*(` + dueLabel + `)[\])】>]*\s*[:=]?$`)
	// valueOf matches the piece behind such a label.
	valueOf = jtext.MustPattern(`^[~〜～:]?\s*(` + period + `\s*` + ends + `?)`)
	// otherDue is in labels of last days of something else, and ends the words before days until which something else lasts.
	otherDue = jtext.MustPattern(`履行|賃貸借期|借入期|業務期|納入|納品|納付|納期|支払|有効|利用|使用|返却|返納|契約|委託|完成|完了|実施|開催|掲載|公開|公表|縦覧|閲覧|事業期|貸付期|指定期|保存|設置|工事|工期|休止|通行|展示|開館|回答|配布`)
	// dueWords are in all that names such a day.
	dueWords = jtext.NewWords("締", "〆", "しめきり", "期限", "期間", "まで", "必着", "受", "申", "応募", "最終日", "終了", "開始", "消印")
)

// MayBeDue is a quick look whether a text may name a last day.
func MayBeDue(text string) bool { return dueWords.In(text) }

// Due finds the last days of receipt, and its periods, in what a row says, piece by piece: label and value in its words, folded.
func Due(pieces []string) (fields []opportunity.Field) {
	label := "" // of the piece before
	for _, piece := range pieces {
		if label == "" && !dueWords.In(piece) {
			continue
		}
		folded := jtext.Fold(piece)
		if at := valueOf.FindStringSubmatchIndex(folded); at != nil && label != "" {
			fields = add(fields, label, folded[at[2]:at[3]])
			folded = folded[at[1]:]
		}
		label = ""
		if m := onlyLabel.FindStringSubmatch(folded); m != nil {
			label = m[1]
			continue
		}
		fields = dueIn(folded, fields)
	}
	return fields
}

// BeginsWithDue reports whether a folded text begins with what names a last day and with that day.
func BeginsWithDue(folded string) bool {
	at := labelled.FindStringIndex(folded)
	return at != nil && strings.Trim(folded[:at[0]], " [(【<■●◆○◎・※") == ""
}

// LabelsOther reports whether a piece names the day in the next one, which is not that of publication.
func LabelsOther(piece string) bool {
	return labelsOther(jtext.Fold(piece))
}

func labelsOther(folded string) bool {
	return onlyLabel.MatchString(folded) || otherLabel.MatchString(folded)
}

// IsDue reports whether a folded text is a last day with what makes it that, and at most a word beside it.
func IsDue(folded string) bool {
	at := labelled.FindStringIndex(folded)
	if at == nil {
		at = unlabelled.FindStringIndex(folded)
	}
	const beside = 15 // bytes
	return at != nil && len(folded)-(at[1]-at[0]) <= beside
}

// dueIn adds the last days that one folded piece names.
func dueIn(piece string, fields []opportunity.Field) []opportunity.Field {
	if !jtext.HasDigit(piece) {
		return fields
	}
	found := labelled.FindAllStringSubmatchIndex(piece, maxDue)
	for _, at := range found {
		fields = add(fields, piece[at[2]:at[3]], piece[at[4]:at[5]])
	}
	if found != nil {
		return fields
	}
	if at := unlabelled.FindStringSubmatchIndex(piece); at != nil && !otherDue.MatchString(wordsBefore(piece[:at[0]])) {
		if m := dottedDay.FindStringSubmatch(piece[at[0]:at[1]]); m == nil || len(m[2]) > 1 || !strings.HasSuffix(piece[at[0]:at[1]], "まで") { // no number
			fields = add(fields, "締切", piece[at[0]:at[1]])
		}
	}
	return fields
}

// wordsBefore are the last words of a text that no sign parts from what follows.
func wordsBefore(text string) string {
	text = strings.TrimRight(text, " :")
	return text[strings.LastIndexAny(text, "・/、,;()[]【】 ")+1:]
}

// maxDue bounds the last days that one piece names.
const maxDue = 6

// dottedDay begins a value with a month and a day alone: 12.28.
var dottedDay = jtext.MustPattern(`^(\d{1,2})\.(\d{1,2})($|[^\d.])`)

// add adds a last day, unless it is of something else or known.
func add(fields []opportunity.Field, label, value string) []opportunity.Field {
	value = strings.TrimSpace(value)
	if m := dottedDay.FindStringSubmatch(value); m != nil && isMonthDay(m[1], m[2]) {
		value = wholeDay("", m[1], m[2]) + value[len(m[0])-len(m[3]):]
	}
	f := opportunity.Field{Label: label, Value: value}
	if otherDue.MatchString(label) || slices.Contains(fields, f) {
		return fields
	}
	return append(fields, f)
}

// shortDue matches the first day of a value where it is written without a year.
var shortDue = jtext.MustPattern(`^(\d{1,2})\s*(?:月\s*(\d{1,2})\s*日|/\s*(\d{1,2})(?:$|[^\d/]))`)

// lateMonth is up to which month the last day of a call may well be in the year after that of its publication.
const lateMonth = 3

// DueInYear writes the first day of a value that is written without a year as one of the year that a heading names, in which the call was
// published, from its month on where it names one. A day that may be of that year and of the next is left as it is or, where the year is
// past, "".
func (h Heading) DueInYear(value, month string, past bool) string {
	at := shortDue.FindStringSubmatchIndex(value)
	if at == nil || h.Year == "" {
		return value
	}
	day := at[4:6]
	if day[0] < 0 {
		day = at[6:8]
	}
	due, _ := strconv.Atoi(value[at[2]:at[3]])
	from, err := strconv.Atoi(month)
	year := h.Year
	switch {
	case err == nil:
		if year = YearOf(h.Year, h.Fiscal, month); due < from {
			year = yearAfter(year)
		}
	case h.Fiscal:
		year = YearOf(h.Year, true, strconv.Itoa(due))
	case due <= lateMonth && past:
		return ""
	case due <= lateMonth:
		return value
	}
	return wholeDay(year, value[at[2]:at[3]], value[day[0]:day[1]]) + strings.TrimPrefix(value[day[1]:], "日")
}
