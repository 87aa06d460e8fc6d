package amount

import (
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// isPortion reports whether a sum is a part of the one before it, or one more of the parts that うち begins, which together are no
// more than the whole: うち、構築費1,500万円、保守費700万円.
func (r *amountReader) isPortion(s jmoney.Sum, before, after string) bool {
	if r.portion(s, before, after) {
		if r.portionsLine != r.number {
			r.portions, r.portionsLine = 0, r.number
		}
		if !strings.Contains(before, "税") {
			r.portions += s.Yen
		}
		return true
	}
	n := len(r.sums)
	if n == 0 || r.portionsLine != r.number || r.portions == 0 || wholeAgain.MatchString(before) {
		return false
	}
	if whole := r.sums[n-1]; whole.line == r.number && r.portions+s.Yen <= whole.Yen {
		r.portions += s.Yen
		return true
	}
	return false
}

// portion reports whether a sum is a part of the one before it: うち…, the tax in it, the same without tax.
func (r *amountReader) portion(s jmoney.Sum, before, after string) bool {
	if r.isOwnPart(s, before, after) {
		return false
	}
	before = ownTax(before)
	if !strings.HasSuffix(strings.TrimRight(before, " 約金¥"), "場合は") && r.beginsPart(before) {
		r.noteTaxOf(before + after)
		return true
	}
	if tail := strings.TrimRight(before, " 金("); wording.HasSuffix(tail, "消費税", "消費税等", "消費税の額", "消費税額", "地方消費税の額", "消費税相当額", "消費税等の額") && strings.HasPrefix(strings.TrimSpace(after), "を含") {
		r.noteTaxOf("税")
		return true
	}
	if open := strings.LastIndexByte(before, '('); len(r.sums) > 0 && open > strings.LastIndexByte(before, ')') && strings.HasPrefix(strings.TrimSpace(after), "を含") {
		return true
	}
	if len(r.sums) == 0 {
		return false
	}
	last := &r.sums[len(r.sums)-1]
	if last.line != r.number || last.none || strings.TrimSpace(before) != "(" && !strings.Contains(before, "税") && !jtext.HasAny(before, "本体価格", "本体額", "本体金額") {
		return false
	}
	switch {
	case strings.TrimSpace(before) == "(" && strings.HasPrefix(after, ")") && isNetOf(s.Yen, last.Yen):
		return true
	case taxAdded.MatchString(before):
		last.Yen, last.Tax = s.Yen, "incl"
		return true
	case jtext.HasAny(before, "税抜", "税別", "税を除", "本体価格", "本体額", "本体金額") && (isNetOf(s.Yen, last.Yen) || amountRole(withoutTaxRemark(before), "", s) == ""):
		if last.Tax == unknownTax {
			last.Tax = "incl"
		}
		return true
	case taxedAlso.MatchString(strings.TrimSpace(before)):
		last.Yen, last.Tax = s.Yen, "incl" // the same with its tax is the sum
		return true
	case r.portionsLine == r.number && isTax(before):
		last.Tax = "incl" // (税抜12,300,000円、消費税等1,230,000円)
		return true
	case strings.Contains(before, "消費税") && !jtext.HasAny(before, "。", "上限", "限度") && strings.LastIndex(before, "(") > strings.LastIndex(before, ")"):
		if last.Tax = "incl"; jtext.HasAny(before, "別途", "別に", "ほかに") {
			last.Tax = "excl"
		}
		return true
	}
	return false
}

// isOwnPart reports whether a sum is the call's own part of a sum before it that is none: 関連予算3億円のうち、本件は1,980万円が上限;
// 総事業費は45億円で、そのうち本業務は1億円を上限とする.
func (r *amountReader) isOwnPart(s jmoney.Sum, before, after string) bool {
	n := len(r.sums)
	if n == 0 || r.sums[n-1].line != r.number {
		return false
	}
	whole, isOwn := &r.sums[n-1], ofCall.In(before) || caps.In(before)
	if wholeProject.MatchString(whole.near) && strings.Contains(before, "うち") && (isOwn || capsBehind.MatchString(behind(after))) {
		whole.none = true
		return true
	}
	return whole.none && isOwn && (amountRole(before, after, s) != "" || setAside.MatchString(after))
}

// beginsPart reports whether words before a sum say that it is a part of the one before: うち, 内訳.
func (r *amountReader) beginsPart(before string) bool {
	tail := strings.TrimLeft(before, " ※・*)") // behind the marks of a note
	n := len(r.sums)
	return strings.HasPrefix(tail, "うち") || strings.Contains(before, "うち") && !someOf.MatchString(before) && n > 0 && r.sums[n-1].line >= r.number-2 ||
		jtext.HasAny(jtext.Clip(tail, 14), "内訳", "(内") && r.follows() || strings.HasPrefix(tail, "内、")
}

// wholeProject names before a sum a project of which the call may be a part.
var wholeProject = jtext.MustPattern(`(?:総|全体|計画)事業費|事業(?:費)?全体|全体(?:の)?(?:予算|事業費)`)

// someOf are some of those who apply: 参加者のうち.
var someOf = jtext.MustPattern(`(?:者|社|団体|人|名|企業|提案|件)の?うち`)

// wholeAgain names the whole behind its parts.
var wholeAgain = jtext.MustPattern(`合計|総額|総計|(?:^|[、 (])計(?:は|が|で|:| |¥|約|$)`)

// isNetOf reports whether a sum may be another without its tax, whatever was rounded.
func isNetOf(net, whole int64) bool { return net*104 < whole*100 && net*112 > whole*100 }

// taxedAlso begins the same sum with its tax: (税込5,500円).
var taxedAlso = jtext.MustPattern(`^\((?:税|消費税(?:及び地方消費税)?等?(?:相当額|の額|額)?を?)(?:込み?|含む)(?:額|価格|金額|で)?[:は ¥金約]*$`)

// taxAdded stands between a sum and the same with its tax: 1,200万円に消費税を加えた額(1,320万円).
var taxAdded = jtext.MustPattern(`税[^。、(]{0,12}を(?:加え|加算し|足し|上乗せし|含め)(?:た|ると|て)(?:総?額|金額|価格)?(?:は|が|、|で|:| |\()*[¥金]?$`)

// taxNames end the words before a sum that is a tax.
var taxNames = jtext.MustPattern(`(?:消費税|地方消費税|税額|税相当額|消費税等|税等相当額)(?:及び地方消費税)?(?:等)?(?:の額|額|相当額|分)?(?:\([0-9]+%\))?[:は =¥金]*$`)

// isTax reports whether words before a sum make it the tax of another.
func isTax(before string) bool { return taxNames.MatchString(strings.TrimSpace(before)) }

// noteTaxOf takes the sum before to include the tax that words name as a part of it.
func (r *amountReader) noteTaxOf(words string) {
	if n := len(r.sums); n > 0 && strings.Contains(words, "税") && r.sums[n-1].Tax == unknownTax {
		r.sums[n-1].Tax = "incl"
	}
}
