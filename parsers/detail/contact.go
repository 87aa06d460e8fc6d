package detail

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// contactReach is how many lines after its label a contact may go on.
const contactReach = 14

// readContact finds whom to ask: the block under a contact label that holds most of department, phone and address; the
// last of equals, since the page's own contact stands at its end.
func (r *reader) readContact() opportunity.Contact {
	var best opportunity.Contact
	most := 0
	for _, at := range r.contactLines() {
		l := &r.lines[at]
		c := &contactReader{}
		for n := at; n < len(r.lines) && n <= at+contactReach; n++ {
			next := &r.lines[n]
			if n > at && next.heading && !page.HasContactLabel(next.text) && c.parts() > 0 {
				break
			}
			if n > at && l.pair && !next.pair && strings.Contains(next.text, "。") {
				break // prose below the row: what follows is told by it
			}
			if n > at && c.parts() > 1 && (isSiteFooter(next.text) && len(next.text) > 60 || beginsContact(next) && next.heading) {
				break
			}
			c.readLine(next, n == at)
		}
		contact := c.contact()
		score := 2*c.parts() + headingBonus(l)
		if c.parts() > 0 && score >= most {
			best, most = contact, score
		}
	}
	if best.Phone == "" && best.Department == "" {
		if told := r.contactInText(); told.Phone != "" {
			told.Email = cmp.Or(told.Email, best.Email)
			return told
		}
	}
	if best.Phone == "" {
		if bare := r.bareContact(); bare.Phone != "" && (best.Department == "" || best.Department == bare.Department) {
			bare.Email = cmp.Or(bare.Email, best.Email)
			return bare
		}
	}
	return best
}

// maxContacts bounds the labels under which a contact is looked for: the last ones of a page.
const maxContacts = 100

// contactLines returns the lines with labels of contacts.
func (r *reader) contactLines() []int {
	var found []int
	for at := range r.lines {
		l := &r.lines[at]
		if !l.crumb && beginsContact(l) && !(isSiteFooter(l.text) && len(l.text) > 150) {
			found = append(found, at)
		}
	}
	return found[max(0, len(found)-maxContacts):]
}

// headingBonus prefers a block of its own over a mention in the text.
func headingBonus(l *line) int {
	if l.heading || len(l.text) < 60 {
		return 1
	}
	return 0
}

// beginsContact says whether a line is a contact's label: short, or a label with its value.
func beginsContact(l *line) bool {
	first := firstPart(strings.TrimLeft(l.text, "\t\n"))
	if l.pair {
		first, _, _ = strings.Cut(first, "\n")
	}
	if label, _, _ := strings.Cut(first, "\t"); strings.Count(l.text, "\t") > 2 {
		first = label // 受付番号, 収容場所, 特徴, 連絡先 head columns
	}
	if l.pair && isDutyLabel(labelOf(l.text)) {
		return true
	}
	if !page.HasContactLabel(closedUp(first)) {
		return false
	}
	return l.heading || l.pair || len(l.text) < 90 || len(l.text) < 600 && !strings.Contains(l.text, "。")
}

// isDutyLabel reports whether the label of a row names a duty and not an office: 契約担当.
func isDutyLabel(label string) bool {
	return strings.HasSuffix(strings.TrimRight(label, " :："), "担当") && utf8.RuneCountInString(label) <= 8
}

// labelOf is the first cell of a row.
func labelOf(text string) string {
	label, _, _ := strings.Cut(text, "\t")
	return label
}

// spacedLabel is a label whose characters stand apart, at the head of a line that may be numbered: 8 問 合 せ 先.
var spacedLabel = jtext.MustPattern(`^([0-9０-９.．()（） 　]*)((?:[一-龠々ぁ-ん][ 　]){2,7}[一-龠々ぁ-ん])([ 　:：\t]|$)`)

// closedUp takes the spaces out of a spaced label, and the number before it.
func closedUp(text string) string {
	at := spacedLabel.FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	return strings.NewReplacer(" ", "", "　", "").Replace(text[at[4]:at[5]]) + text[at[6]:]
}

// firstPart is the start of a line, where its label stands.
func firstPart(text string) string {
	if len(text) <= 90 {
		return text
	}
	cut := 90
	for cut > 0 && text[cut]&0xc0 == 0x80 {
		cut--
	}
	return text[:cut]
}

// contactReader gathers a contact from its lines.
type contactReader struct {
	departments []string
	closed      bool // the department is complete
	phone       string
	general     string // a switchboard's number, for want of a better
	email       string
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

func (c *contactReader) contact() opportunity.Contact {
	phone := c.phone
	if phone == "" {
		phone = c.general
	}
	return opportunity.Contact{Department: strings.Join(c.departments, " "), Phone: phone, Email: c.email}
}

// contactMarks split a contact's line where something of another kind begins; the longer before the shorter.
var contactMarks = byFirst(
	"〒", "〔住所", "住所", "所在地", "電話番号", "電話", "でんわ", "直通", "内線", "tel", "℡", "☎", "fax", "ファクス", "ファックス", "ファクシミリ",
	"email", "e-mail", "eメール", "電子メール", "メールアドレス", "メール", "mail", "担当部署", "担当課", "担当係", "担当者", "担当:", "担当：", "部署名", "部署", "所属", "課名",
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

// readLine reads one line of a contact; first says that it holds the label.
func (c *contactReader) readLine(l *line, first bool) {
	for _, address := range l.mails {
		c.setEmail(address)
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
}

// readText reads one folded line.
func (c *contactReader) readText(text string, l *line) {
	c.setEmail(findEmail(text))
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
	kind := ""
	for n, mark := range marks {
		end := len(text)
		if n+1 < len(marks) {
			end = marks[n+1][0]
		}
		label, value := strings.ToLower(text[mark[0]:mark[1]]), text[mark[1]:end]
		if isDepartmentLabel(label) {
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
		c.readPhone(kind, value)
		kind = ""
	}
}

// isDepartmentLabel says whether a mark stands before the name of a department.
func isDepartmentLabel(label string) bool {
	return strings.HasPrefix(label, "担当") && label != "担当者" || label == "部署名" || label == "部署" || label == "所属" || label == "課名"
}

// phoneForm is a telephone number in folded text: 0999-12-3456, 0999(12)3456, (0999)12-3456.
var phoneForm = jtext.MustPattern(`\(?(0\d{1,4})\s?[-() ]\s?(\d{1,4})\s?[-)( ]\s?(\d{3,4})|\b(0\d{9,10})\b`)

// readPhone takes the first number after a telephone's mark.
func (c *contactReader) readPhone(mark, value string) {
	switch mark {
	case "fax", "ファクス", "ファックス", "ファクシミリ", "〒", "住所", "所在地", "url", "受付時間", "開庁時間":
		return
	}
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
