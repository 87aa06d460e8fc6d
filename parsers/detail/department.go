package detail

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// contactLabelForm is a contact's label at the head of a line, with what politeness and marks surround it.
var contactLabelForm = jtext.MustPattern(`^(?:[一二三四五六七八九十]{1,2}[\s、.])?[■●◆○◎□▼▽△▲◇★☆※▶►・【\[(<《\s\d.]*(?:本件|本事業|本業務|この件|(?:この)?(?:ページ|記事|情報))?(?:に関する|について(?:の)?|への|の|は)?\s*(?:ご意見・)?` +
	`(?:お?問い?合わ?せ(?:先|窓口)?(?:及び|・|、|兼)?(?:書類)?(?:提出先|申込先)?|お?申込(?:み)?先|提出先|連絡先|照会先|お尋ね先?|担当(?:(?:課|部署|係)名?|部局|部課|部門|所属|者|窓口|グループ|室|\s)?|所管(?:課|部署|所属|部局)|主管課|作成(?:課|者|所属|担当|部署)(?:課|者)?|(?:情報)?発信(?:元|所属|課)|掲載(?:担当)?課?|所属(?:名|課室?名?)?|部署名|組織名|事務局|CONTACT(?: US)?|Contact(?: us)?|INQUIRY)` +
	`(?:・(?:お?問い?合わ?せ先|提出先|連絡先|担当課))?(?:への?お?問い?合わ?せ先?)?(?:\([^()]{0,8}(?:事務局|担当|担当課|窓口)\))?\s*[】\])>》]*\s*(?:[:\t/=]|は[、, ]?)?\s*`)

// officeAsked is a label behind the name of the office, or a sentence that names it: 管財課へのお問い合わせ, このページは管財課が担当しています.
var officeAsked = jtext.MustPattern(`^(?:この(?:ページ|情報|記事)は[、, ]?)?([^。:\t]{2,40}?)(?:へのお?問い?合わ?せ|が(?:担当|作成)(?:し|です))`)

// officeTold is a sentence that tells whom to ask: 本件についてのお問い合わせは、管財課までお願いします。
var officeTold = jtext.MustPattern(`^[^。:\t]{0,30}(?:お?問い?合わ?せ(?:先)?|ご?照会|お尋ね)は[、, ]?([^。:\t]{2,60}?)(?:です|(?:まで|へ|に)?(?:お願い(?:いた)?します|ご?連絡ください|どうぞ)|まで|へ)。?$`)

// asksInSentence are words that send a line to officeOf.
var asksInSentence = jtext.NewWords("が担当", "が作成", "せは", "せ先は")

// officeOf returns the office that a sentence names as the one to ask, "" where it names none.
func officeOf(text string) string {
	for _, form := range [...]*jtext.Pattern{officeAsked, officeTold} {
		if found := form.FindStringSubmatch(text); found != nil && page.IsDepartment(found[1]) {
			return found[1]
		}
	}
	return ""
}

// afterContactLabel drops the label from a contact's first line.
func afterContactLabel(text string) string {
	if office := officeOf(text); office != "" {
		return office
	}
	if page.IsOfSecretariat(text) {
		return text
	}
	if found := contactLabelForm.FindStringIndex(text); found != nil {
		return text[found[1]:]
	}
	if found := contactLabelInside.FindStringIndex(text); found != nil {
		return text[found[1]:] // 2 この公告に関する問合せ先 水道課業務係
	}
	if at := strings.IndexAny(text, ":\t"); at >= 0 {
		return text[at+1:]
	}
	return ""
}

// contactLabelInside is a contact's label behind a few words of what the contact is for.
var contactLabelInside = jtext.MustPattern(`^[^。:\t]{0,24}(?:お?問い?合わ?せ先?|連絡先|照会先)(?:[\s:\t=]|は[、, ]?)`)

// bracketed is a remark behind a department's name: the floor, the person in charge.
var bracketed = jtext.MustPattern(`^[(\[【][^)\]】]*(?:について|に関する|関係|のこと)[^)\]】]*[)\]】]|\([^)]*(?:階|庁舎|番|担当|館|ビル|内|室|窓口)[^)]*\)|\((?:旧|愛称|通称)[^)]*\)|[<\[(] ?(?:外部(?:リンク|サイト)|新しいウ|新規ウ|別ウ|別の)[^>\])]*[>\])]`)

// addressed is a postcode and an address, up to its number, with what stands behind them in the same line.
var addressed = jtext.MustPattern(`^ ?[0-9]{3}-?[0-9]{4} *[^ ]{2,40}[0-9番地号] +([^0-9]+)$`)

// behindAddress returns what stands behind an address in its line, "" for nothing.
func behindAddress(text string) string {
	if found := addressed.FindStringSubmatch(text); found != nil {
		return found[1]
	}
	return ""
}

// maxOffices bounds the lines of a department's name: 健康福祉局, 保健医療部, 生活衛生課, 動物愛護センター.
const maxOffices = 4

// institutionEnds are the last characters of what asks for tenders beside departments.
var institutionEnds = []string{"組合", "企業団", "学校", "プラザ"}

// isInstitution reports whether a name in a contact is that of an institution: 青葉地区広域事務組合.
func isInstitution(text string) bool {
	for _, end := range institutionEnds {
		if before, ok := strings.CutSuffix(text, end); ok {
			return before != "" && len(text) <= 60 && !strings.ContainsAny(text, "。、")
		}
	}
	return false
}

// setDepartment adds a line to the department's name, while its lines stand together.
func (c *contactReader) setDepartment(text string) {
	if c.closed {
		return
	}
	text = strings.ReplaceAll(text, "\t", " ")
	if office := officeInBrackets(trimMarks(text)); office != "" {
		text = office
	}
	text = closeName(bracketed.ReplaceAllString(text, ""))
	text = officeAlone(behindLabel(trimMarks(text)))
	if label, value, ok := strings.Cut(text, ":"); ok && len(label) < 40 && strings.Count(label, "(") == strings.Count(label, ")") {
		text = strings.TrimSpace(value)
		if utf8.RuneCountInString(label) > 2 && page.IsDepartment(label) && page.IsDepartment(text) { // and not 課室:
			text = label + " " + text
		}
	}
	if office, ok := strings.CutPrefix(text, "担当 "); ok && page.IsDepartment(office) {
		text = office // the label of the row
	}
	if office, duty, ok := strings.Cut(text, " 担当 "); ok && namesOffice(duty) {
		if text = duty; utf8.RuneCountInString(office) > 1 { // and not ア 担当 管財課
			text = office + " " + duty
		}
	}
	if text == "" {
		return
	}
	if open := strings.LastIndexByte(text, '('); open > 0 && strings.HasSuffix(text, ")") && !page.IsDepartment(text) {
		text = strings.TrimSpace(text[:open]) // 動物愛護センター(愛称:わんにゃんハウス)
	}
	text = withoutPerson(text)
	if bodyItself.MatchString(text) || nameless[text] {
		return
	}
	if !page.IsDepartment(text) && !isInstitution(text) {
		if len(c.departments) > 0 {
			c.closed = true
		}
		return
	}
	for i, known := range c.departments {
		if strings.Contains(known, text) {
			return
		}
		if i+1 == len(c.departments) && strings.HasPrefix(text, known+" ") {
			c.departments[i] = text // 担当課 財政部, and below it 財政部 資産経営課
			return
		}
	}
	c.departments = append(c.departments, text)
	if len(c.departments) >= maxOffices {
		c.closed = true
	}
}

// behindLabel drops a label whose first bracket is gone: 問い合わせ】観光交流課.
func behindLabel(text string) string {
	before, name, closes := strings.Cut(text, "】")
	if !closes || strings.Contains(before, "【") {
		return text
	}
	return strings.TrimSpace(name)
}

// nameless are the words for offices that head a column of them.
var nameless = map[string]bool{"事務所": true, "部": true, "課": true, "係": true, "班": true, "室": true, "館": true, "部局": true, "課室": true}

// bodyItself is the seat of a body, which is no department: 若葉市役所.
var bodyItself = jtext.MustPattern(`^[^ 　]{0,12}(?:市役所|区役所|町役場|村役場|県庁|府庁|道庁|都庁)$`)

// spacedName is a name whose characters stand apart: 農 林 課 林 務 係.
var spacedName = jtext.MustPattern(`(?:^| )((?:[一-龠々] ){2,}[一-龠々])(?: |$)`)

// closeName puts the characters of such a name together, its offices apart.
func closeName(text string) string {
	at := spacedName.FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	name := strings.ReplaceAll(text[at[2]:at[3]], " ", "")
	for _, end := range [...]string{"部", "局", "課", "室"} {
		name = strings.ReplaceAll(name, end, end+" ")
	}
	return strings.TrimSpace(text[:at[2]] + name + text[at[3]:])
}

var (
	// behindOffice is what stands behind a department's name and is no part of it: です。, まで, 「いのちの館」.
	behindOffice = jtext.MustPattern(`(?: ?[「『〔<\[][^」』〕>\]]*[」』〕>\]]|[、,][^、,]{1,20}|のページへ?|です|まで|へ|宛て?|あて|内|長| (?:行|ほか|他))?。?$`)
	// beforeOffice is a number, an address, hours, a label or the body's seat before it: 1., 若葉市本町1-1, 平日 8時30分~17時15分,
	// 聞くところ, 主催, 市役所.
	beforeOffice = jtext.MustPattern(`^(?:[0-9]{1,2}[.、)] ?|[ア-ン][.、) ] ?|[^→⇒]{0,24}[→⇒] ?|[^、。: ]{1,20}は、 ?|[^ ]{2,40}[0-9番地号] |.{0,40}[0-9](?:時|分|:[0-9]{2}) |(?:.{0,24} )?[^ ]{0,12}(?:市役所|区役所|町役場|村役場|県庁|府庁|道庁|都庁)(?:[0-9]階)? |` +
		`(?:問|申|問い|問合|申込|申・問|問・申)(?: |[:/] ?)|[^ ]{0,24}! |` +
		`[^ ]{0,16}(?:ところ|とき|ときは|方は|には|へ|[先宛]は?|窓口は?) |(?:主催|主管|共催|運営|発注者|実施主体|実施機関) )`)
)

// officeAlone drops what stands around a department's name in its line, where a department is left then.
func officeAlone(text string) string {
	last, _ := utf8.DecodeLastRuneInString(text)
	if (strings.ContainsRune("」』〕>]。ジへすでてま宛内長行か他", last) || strings.ContainsAny(text, "、,")) && !page.IsDepartment(text) {
		text = withoutMatch(text, behindOffice)
	}
	if !strings.ContainsAny(text, ".、) →⇒:/!") {
		return text // all that may stand before it ends in one of these
	}
	once := withoutMatch(text, beforeOffice) // 999-0001 若葉市本町1-1 管財課
	if len(once) == len(text) {
		return text
	}
	return withoutMatch(once, beforeOffice)
}

// withoutMatch takes out what an expression finds, where a department is left then.
func withoutMatch(text string, around *jtext.Pattern) string {
	at := around.FindStringIndex(text)
	if at == nil || at[0] == at[1] {
		return text
	}
	if name := text[:at[0]] + text[at[1]:]; page.IsDepartment(name) {
		return name
	}
	return text
}

// trimMarks drops the marks around a department's name; a bracket that closes one within stays: 生活衛生課(衛生係).
func trimMarks(text string) string {
	const marks = " :・,、([【<《-―─=■●◆○◎□▼※/|→⇒➡▶▷☆★◇"
	text = strings.TrimLeft(text, marks+")]】>》")
	for {
		trimmed := strings.TrimRight(text, marks)
		for _, pair := range [...]string{"()", "[]", "【】", "<>", "《》"} {
			open, shut := pair[:len(pair)/2], pair[len(pair)/2:]
			if strings.HasSuffix(trimmed, shut) && strings.Count(trimmed, open) < strings.Count(trimmed, shut) {
				trimmed = strings.TrimSuffix(trimmed, shut)
			}
		}
		if trimmed == text {
			return text
		}
		text = trimmed
	}
}

// mostWords is how many words of a line a department's name has at most.
const mostWords = 6

// withoutPerson drops the name of the person in charge behind a department: "観光商工課 観光係 担当 山田".
func withoutPerson(text string) string {
	words := strings.Fields(text)
	if page.IsDepartment(text) && words[len(words)-1] != "担当" {
		return text
	}
	for last := min(len(words), mostWords); last > 0; last-- {
		if words[last-1] != "担当" && page.IsDepartment(words[last-1]) {
			return strings.Join(words[:last], " ")
		}
		if office, isHead := strings.CutSuffix(words[last-1], "長"); isHead && namesOffice(office) && !nameless[office] {
			return strings.Join(append(words[:last-1:last-1], office), " ") // 総務課 総務係長 山田
		}
	}
	return text
}
