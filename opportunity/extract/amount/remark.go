package amount

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// What lines without sums say of those above and below them.

// noteRow completes the sums above a line by what it says of them, and reports whether it was for them alone.
func (r *amountReader) noteRow(text string) bool {
	if len(r.sums) == 0 {
		return false
	}
	r.taxNote(text)
	if tellsOfGrant(text) && !contracts.In(text) && !ofWork.In(text) {
		r.grantNote(text)
	}
	return isFootnote(text) && r.footnote(text)
}

// leadsOn says that what a sentence speaks of stands below it.
var leadsOn = jtext.MustPattern(`(?:次|以下|下記|下表|別表|表)(?:の[^。]{0,16}(?:とおり|通り)|の(?:表のとおり|ように|各号|区分|(?:上限|限度|基準)?(?:額|金額|価格)[をと])|に掲げる|の例に(?:よ|なら)|に(?:よ[りる]|示)|を(?:御|ご)?(?:参照|覧)).{0,36}$|誤りがあ(?:りまし|っ)た。?$|(?:次|以下|下記|下表|次表)の?[^。]{0,6}(?:額|金額|価格)(?:の範囲内|以内|以下|まで|以上)[とで][^。]{0,16}。?$|(?:次|以下|下記|下表|次表)の?[^。]{0,6}(?:額|金額|価格|単価|料金)を[^。]{0,12}(?:上限|限度)[^。]{0,16}。?$|上限額を超え(?:ない|て)[^。]{0,8}。?$|(?:最低|上限|限度|予定|単価|料金).{0,20}を(?:定め|設定し|設け)(?:ます|る|ています)。?$`)

// noteAbove keeps a short line without sums as the label of those below, or completes those above by a footnote.
func (r *amountReader) noteAbove(text string) {
	if r.noteRow(text) {
		return
	}
	if label := ofOldValue(text); label != "" {
		r.setAbove(label)
		return
	}
	switch {
	case r.unitLine == r.number && r.unitLabel:
		r.setAbove(text)
	case jtext.HasDigit(text) && strings.Contains(text, "円"):
	case saysHowMuch(text), nothingPaid.MatchString(text):
	case leftOut.MatchString(text):
		r.setAbove(text)
	case strings.Contains(text, "内訳"):
		r.parts = true
	case pairOfWords.MatchString(text) && !leadsOn.MatchString(text) && !ownMoney.In(text):
		r.above, r.aboveAside = "", noAside
	case utf8.RuneCountInString(text) <= labelRunes && (!strings.HasSuffix(text, "。") || asks.MatchString(text)) || len(text) <= 2*proseBytes && leadsOn.MatchString(text):
		r.setAbove(text)
		if leadsOn.MatchString(text) {
			r.outer, r.outerLine = text, r.number
		}
	}
}

// nothingPaid ends a line that names a price of nothing, and labels none: 法人会員 無料.
var nothingPaid = jtext.MustPattern(`[ :　](?:無料|免除|不要|なし|無し|実費)$`)

// pairOfWords is a line of a label and a value without a sum, which labels none: 応募者の負担:旅費、人件費.
var pairOfWords = jtext.MustPattern(`^[^ :。、0-9]{2,16}:[^ ]`)

// leftOut says of what is listed below it that the call pays nothing for it.
var leftOut = jtext.MustPattern(`(?:以下|次|下記)の?[^。]{0,12}(?:含ま(?:ない|れない|れません|ず)|含みません)`)

// setAbove makes a line the label of those below it.
func (r *amountReader) setAbove(label string) {
	r.above, r.parts, r.aboveAside, r.listed = label, false, unjudged, false
	if r.label = strings.Trim(label, marks); !namesMoney.MatchString(r.label) {
		r.label = ""
	}
}

// namesMoney is a line that is a name of some money and no more.
var namesMoney = jtext.MustPattern(`^[^ 、。0-9:]{1,14}(?:額|料|費|金|価格|単価|代|予算)(?:\([^()]*\))?$`)

// ofOldValue returns the label of a line whose only value is an old one, "" for others: 予定価格 旧 5,500,000円, above 新 6,600,000円.
func ofOldValue(text string) string {
	text = wording.MarkSigns(text)
	at := strings.Index(text, wording.FormerSign)
	if at <= 0 || at > proseBytes || !jtext.HasDigit(text[at:]) || jtext.HasDigit(text[:at]) {
		return ""
	}
	return strings.TrimSpace(text[:at])
}

// leadingTo returns the sentence that leads to the labels below it, "" where none stands near.
func (r *amountReader) leadingTo() string {
	if r.number-r.outerLine > outerReach {
		return ""
	}
	return r.outer
}

// outerReach is how many lines the labels and sums stretch that a sentence leads to.
const outerReach = 12

// asks begins or ends a question, which says what the answer below it is about.
var asks = jtext.MustPattern(`^(?:Q|問|質問)[0-9]*[ :.、)]|(?:か|は|教えてほしい|教えてください|示されたい|願いたい)。$`)

// saysHowMuch reports whether a line says of something beside money how much of it there is, and labels nothing: 施設規模:1日当たり6,000食.
func saysHowMuch(text string) bool {
	label, value, found := strings.Cut(text, ":")
	return found && jtext.HasDigit(value) && !jtext.HasAny(label, "額", "料", "費", "金", "価", "円", "予算", "補助", "助成", "支援", "賃")
}

// isFootnote reports whether a line without sums tells of those above.
func isFootnote(text string) bool {
	return !(jtext.HasDigit(text) && strings.Contains(text, "円")) && (strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") || wording.HasPrefix(text, "※", "(参考)", "(注)", "注)", "*") || jtext.HasAny(text, "いずれも", "上記金額", "金額は", "記載の金額") || boundsAbove.MatchString(text) || backTo.MatchString(text))
}

// boundsAbove says of the sums above that they bound what is offered: 見積額は、上記の金額をそれぞれ超えてはならない.
var boundsAbove = jtext.MustPattern(`(?:上記|記載)の?[^。]{0,6}(?:額|価格)(?:\([^()]*\))?(?:を[^。]{0,8}(?:超え(?:ない|て(?:は|い))|超えるこ|上回)|の範囲内|以内)`)

var (
	// backTo speaks of the sums above: この額を上限として, これらの金額を超える提案は.
	backTo = jtext.MustPattern(`(?:上記の|以上の|この|これらの|それぞれの|記載の)(?:金額|額|価格)|上記(?:は|金額)`)
	// denied says what the sums above are not: 契約時の予定価格を示すものではなく.
	denied = jtext.MustPattern(`示すもの(?:では|で)|ではな[いく]|ではありません|約束する`)
	// noteOfLeast, noteOfBound and noteOfPlan say what they are.
	noteOfLeast = jtext.MustPattern(`最低[^0-9、。]{0,6}(?:額|価格|料)|下限|を下回|額以上|価格以上`)
	noteOfBound = jtext.MustPattern(`(?:額|価格)(?:の範囲内|以内|以下|まで)|を(?:超え|超過|上回)`)
	noteOfPlan  = jtext.MustPattern(`予算額|予定額|概算|参考価格|見込額|設計金額|目安`)
)

// roleOfNote returns the role that a line without sums gives to those above it, "" where it says nothing of that.
func roleOfNote(text string) string {
	switch {
	case denied.MatchString(text):
		return ""
	case strings.Contains(text, "予定価格"):
		return "estimate"
	case noteOfLeast.MatchString(text) && !strings.Contains(text, "最低制限"):
		return "minimum"
	case caps.In(text) || boundsAbove.MatchString(text) || backTo.MatchString(text) && noteOfBound.MatchString(text):
		if isGrant(text) {
			return "subsidy_max"
		}
		return weakCap
	case noteOfPlan.MatchString(text):
		return "estimate"
	}
	return ""
}

// footnote gives a role to the sums of its block that lack one, and reports whether there are such sums.
func (r *amountReader) footnote(text string) (found bool) {
	block, role := r.block, roleOfNote(text)
	if n := len(r.sums); n > 0 && r.sums[n-1].block == r.block-1 && (jtext.HasAny(text, "いずれも", "上記", "記載の金額") || backTo.MatchString(text) || r.follows()) {
		block-- // a blank line parts them
	}
	for i := range r.sums {
		s := &r.sums[i]
		if s.block != block {
			continue
		}
		if found = true; s.lent && role != "" {
			s.Role = role
			if role == weakCap {
				s.Role = r.roleAbove(role, s.row+s.near, s.after, s.read)
			}
		}
		if (strings.HasPrefix(text, "(") || strings.Contains(text, "いずれも")) && len(s.words) <= wording.MaxJoined {
			s.words = text + s.words
		}
	}
	return found
}

// grantNote makes caps of its block those of a grant.
func (r *amountReader) grantNote(text string) {
	for i := range r.sums {
		if s := &r.sums[i]; s.section == r.section && r.number-s.line <= partsReach && s.Role == weakCap && !contracts.In(s.words) && !ofWork.In(s.words) && len(s.words) <= wording.MaxJoined {
			s.words = jtext.Clip(text, labelRunes) + s.words
		}
	}
}

// grantTold says that the call gives a grant.
var grantTold = jtext.MustPattern(`費(?:等)?(?:の)?補助(?:金)?(?:$|[: ])|(?:分の[0-9]+|[0-9]/[0-9]|上限|限度)[^。]{0,40}を(?:補助|助成)(?:し|する)|^対象経費(?:の区分|の種類)?(?:$|[:\t ])|補助率|助成率|補助対象経費|助成対象経費|(?:経費|費用)の(?:[0-9]+分の[0-9]|[0-9]+/[0-9]|[0-9]+割)|(?:費用|経費|額|一部)を(?:(?:市|町|村|区|県|都|府|道)(?:が|で))?(?:補助|助成|支援)|補助金を交付|助成金を交付`)

// noGrant ends a sentence that says that there is none.
var noGrant = jtext.MustPattern(`(?:補助|助成|支援|交付)[^。、]{0,20}(?:ません|ない|なし)$`)

// tellsOfGrant reports whether a sentence of a line says that the call gives a grant.
func tellsOfGrant(line string) bool {
	if !grantTold.MatchString(line) {
		return false
	}
	for sentence := range strings.SplitSeq(line, "。") {
		if grantTold.MatchString(sentence) && !noGrant.MatchString(sentence) {
			return true
		}
	}
	return false
}
