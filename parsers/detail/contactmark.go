package detail

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// contactMarks split a contact's line where something of another kind begins; the longer before the shorter.
var contactMarks = byFirst(
	"〒", "〔住所", "住所", "所在地", "電話番号", "電話", "でんわ", "直通", "内線", "tel", "℡", "☎", "fax", "ファクス", "ファックス", "ファクシミリ",
	"email", "e-mail", "eメール", "電子メール", "メールアドレス", "メール", "mail", "担当部署名", "担当部署", "担当課名", "担当課", "担当係名", "担当係", "担当者", "担当:", "担当：", "部署名", "部署", "所属名", "所属", "課名", "組織名", "名称", "施設名", "機関名",
	"受付時間", "開庁時間", "ホームページ", "url", "http:", "https:",
)

// byFirst sorts words by their first character.
func byFirst(words ...string) map[rune][]string {
	sorted := map[rune][]string{}
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		sorted[first] = append(sorted[first], w)
	}
	return sorted
}

// maxMarks bounds the parts of one line of a contact.
const maxMarks = 24

// findMarks returns where the contactMarks of a folded text begin and end, capitals or not.
func findMarks(text string) [][2]int {
	var found [][2]int
	for at := 0; at < len(text) && len(found) < maxMarks; {
		first, size := utf8.DecodeRuneInString(text[at:])
		if 'A' <= first && first <= 'Z' {
			first += 'a' - 'A'
		}
		for _, mark := range contactMarks[first] {
			if end := at + len(mark); end <= len(text) && strings.EqualFold(text[at:end], mark) && !page.EndsInDuty(text[:end]) {
				found, size = append(found, [2]int{at, end}), len(mark)
				break
			}
		}
		at += size
	}
	return found
}

// isMark reports whether a heading only says what of a contact follows: 電話番号.
func isMark(text string) bool {
	marks := findMarks(jtext.Fold(text))
	return len(text) <= 45 && len(marks) > 0 && marks[0][0] == 0
}

// isDepartmentLabel says whether a mark stands before the name of a department.
func isDepartmentLabel(label string) bool {
	return strings.HasPrefix(label, "担当") && label != "担当者" || label == "名称" || label == "施設名" || label == "機関名" || label == "部署名" || label == "部署" || strings.HasPrefix(label, "所属") || label == "課名" || label == "組織名"
}

// namesOffice reports whether what stands behind a department and 担当: is an office of it, and not the person in charge,
// whose name may end in 部 or 田所.
func namesOffice(text string) bool {
	text = strings.TrimSpace(text)
	for _, end := range [...]string{"課", "係", "室", "班", "局", "担当", "グループ", "チーム", "センター"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// contactReader gathers a contact from its lines.
type contactReader struct {
	departments []string
	closed      bool // the department is complete
	phone       string
	general     string // a switchboard's number, for want of a better
	email       string
	cut         string // the start of an address that goes on in the next line
}

// parts counts what was found.
func (c *contactReader) parts() int {
	count := 0
	for _, part := range []string{c.phone + c.general, c.email, strings.Join(c.departments, "")} {
		if part != "" {
			count++
		}
	}
	return count
}

// isComplete reports whether no further line changes the contact.
func (c *contactReader) isComplete() bool { return c.closed && c.phone != "" && c.email != "" }

func (c *contactReader) contact() opportunity.Contact {
	phone := c.phone
	if phone == "" {
		phone = c.general
	}
	return opportunity.Contact{Department: strings.Join(c.departments, " "), Phone: phone, Email: c.email}
}

// readLine reads one line of a contact; first says that it holds the label.
func (c *contactReader) readLine(l *line, first bool) {
	for _, target := range l.targets {
		if strings.Contains(target, "@") {
			c.setEmail(target)
		}
	}
	words := l.text
	if label := labelOf(words); first && l.pair && isDutyLabel(label) {
		words, first = words[len(label)+1:], false
	}
	for _, text := range strings.FieldsFunc(words, func(r rune) bool { return r == '\n' }) {
		text = closedUp(jtext.Fold(text))
		if first {
			text, first = afterContactLabel(text), false
		}
		c.readText(text, l)
	}
	for _, target := range l.targets {
		c.readPhone("", jtext.Fold(target))
	}
}

// cutMail ends a line in which an address of mail begins.
var cutMail = jtext.MustPattern(`[A-Za-z0-9][A-Za-z0-9._%+-]*@(?:[A-Za-z0-9-]+\.)*$`)

// readText reads one folded line.
func (c *contactReader) readText(text string, l *line) {
	if c.email == "" {
		c.setEmail(findEmail(c.cut + text))
		c.cut = cutMail.FindString(text)
	}
	marks := findMarks(text)
	if len(marks) == 0 {
		name := text
		if at := phoneForm.FindStringIndex(text); at != nil {
			name = text[:at[0]] // 未来創造課(099-111-2222)
		}
		c.setDepartment(name)
		c.readPhone("", text)
		return
	}
	c.setDepartment(text[:marks[0][0]])
	c.readPhone("", text[:marks[0][0]]) // 連絡先 099-111-2222(内線3456)
	kind, before := "", text[:marks[0][0]]
	for n, mark := range marks {
		end := len(text)
		if n+1 < len(marks) {
			end = marks[n+1][0]
		}
		label, value := strings.ToLower(text[mark[0]:mark[1]]), text[mark[1]:end]
		if isDepartmentLabel(label) && !(len(c.departments) > 0 && strings.HasPrefix(label, "担当") && !namesOffice(value)) {
			c.setDepartment(value)
		}
		if label == "〒" && len(c.departments) == 0 {
			c.setDepartment(behindAddress(value))
		}
		if strings.Trim(value, " ・/,、:及びまたは()") == "" && kind == "" {
			kind = label // 電話・FAX: one number for both
			continue
		}
		if kind == "" {
			kind = label
		}
		if strings.HasSuffix(before, "代表") {
			value = "代表" + value // 代表電話:
		}
		c.readPhone(kind, value)
		if len(c.departments) == 0 && !isDepartmentLabel(label) && kind != "〒" {
			c.readOfficeBeside(value)
		}
		kind, before = "", value
	}
}

// phoneForm is a telephone number in folded text: 0999-12-3456, 0999(12)3456, (0999)12-3456.
var phoneForm = jtext.MustPattern(`\(?(0\d{1,4})\s?[-ー() ]\s?(\d{1,4})\s?[-ー)( ]\s?(\d{3,4})|\b(0\d{9,10})\b`)

// fromAbroad begins a number as it is dialled from abroad: +81-199-12-3456.
var fromAbroad = jtext.MustPattern(`\+81[- ]?(?:\(0\))?[- ]?`)

// oddlyParted are numbers with other marks than hyphens between their parts: 0199.12.3456, 0199・12・3456, 0199-(12)-3456.
var oddlyParted = jtext.MustPattern(`\b(0[0-9]{1,4})(?:\.|・|/|-\()([0-9]{1,4})(?:\.|・|/|\)-)([0-9]{4})\b`)

// plainNumber writes the numbers in a text as they are dialled within Japan, hyphens between their parts.
func plainNumber(text string) string {
	return oddlyParted.ReplaceAllString(fromAbroad.ReplaceAllString(text, "0"), "$1-$2-$3")
}

// readPhone takes the first number after a telephone's mark.
func (c *contactReader) readPhone(mark, value string) {
	switch mark {
	case "fax", "ファクス", "ファックス", "ファクシミリ", "〒", "住所", "所在地", "url", "受付時間", "開庁時間":
		return
	}
	value = plainNumber(value)
	found := phoneForm.FindStringSubmatchIndex(value)
	if found == nil {
		return
	}
	number := phoneNumber(value, found)
	after := value[found[1]:]
	if strings.Contains(value[:found[0]], "代表") || strings.HasPrefix(strings.TrimLeft(after, " ("), "代表") {
		if c.general == "" {
			c.general = number
		}
		return
	}
	if c.phone == "" {
		c.phone = number
		c.closed = c.closed || len(c.departments) > 0
	}
}

// phoneNumber writes a match with hyphens.
func phoneNumber(value string, found []int) string {
	if found[8] >= 0 {
		return value[found[8]:found[9]]
	}
	return value[found[2]:found[3]] + "-" + value[found[4]:found[5]] + "-" + value[found[6]:found[7]]
}

// readOfficeBeside reads the department that stands beside a telephone number, before it or behind: 099-111-2222(管財課).
func (c *contactReader) readOfficeBeside(value string) {
	at := phoneForm.FindStringIndex(value)
	if at == nil {
		return
	}
	for _, side := range [...]string{value[:at[0]], value[at[1]:]} {
		if name := trimMarks(strings.TrimSpace(side)); page.IsDepartment(name) {
			c.setDepartment(name)
			return
		}
	}
}
