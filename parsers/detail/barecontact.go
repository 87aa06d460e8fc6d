package detail

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// bareReach is how many lines a contact without a label may have.
const bareReach = 5

// bareContact finds a contact without a label: the last line of the announcement that begins with a department, and a
// telephone number in it or in the lines below. 契約管財課契約係　電話:0123-45-1212
func (r *reader) bareContact() opportunity.Contact {
	for at := len(r.lines) - 1; at > r.titleAt; at-- {
		l := &r.lines[at]
		if c := contactInRow(l); c.Phone != "" && c.Department != "" {
			return c
		}
		if !l.inMain || l.crumb || l.heading && !headsOffice(l.text) || l.pair || len(l.text) > 300 || isSiteFooter(l.text) || strings.Contains(l.text, "。") || !beginsDepartment(l.text) {
			continue
		}
		c := &contactReader{}
		for n := r.firstOffice(at); n < len(r.lines) && n < at+bareReach; n++ {
			if next := &r.lines[n]; n <= at || !next.heading && !next.pair && !strings.Contains(next.text, "。") {
				c.readLine(next, false)
				continue
			}
			break
		}
		if contact := c.contact(); contact.Phone != "" && contact.Department != "" {
			return contact
		}
	}
	return opportunity.Contact{}
}

// rowOfPlace labels a row whose office is a place to go to, and not one to ask.
var rowOfPlace = jtext.MustPattern(`会場|場所|施設|所在地|住所|実績|発注`)

// contactInRow reads the office and its number in a row whose label is not that of a contact, or is the office itself:
// 公民連携デスク\t企画課 電話 0123-45-1212, 企画課\t電話 0123-45-1212.
func contactInRow(l *line) opportunity.Contact {
	label, value, isRow := strings.Cut(l.text, "\t")
	if !isRow || !l.pair || !l.inMain || l.crumb || len(l.text) > 300 || strings.ContainsRune(value, '\t') || isSiteFooter(value) {
		return opportunity.Contact{}
	}
	c, row := &contactReader{}, *l
	first, _, _ := strings.Cut(value, "\n")
	switch marks := findMarks(jtext.Fold(first)); {
	case beginsDepartment(first) && !rowOfPlace.MatchString(label):
	case len(marks) > 0 && marks[0][0] == 0 && beginsDepartment(label):
		c.setDepartment(jtext.Fold(label))
	default:
		return opportunity.Contact{}
	}
	row.text = value
	c.readLine(&row, false)
	return c.contact()
}

// headsOffice reports whether a heading is nothing but the name of an office, and not of a place: 管財課 契約係.
func headsOffice(heading string) bool {
	name := trimMarks(jtext.Fold(heading))
	return page.IsDepartment(name) && (namesOffice(name) && !strings.HasSuffix(name, "センター") || isDivision(name))
}

// firstOffice returns the first of the lines up to at that stand together and are nothing but the names of departments: a
// division above its section.
func (r *reader) firstOffice(at int) int {
	for at > r.titleAt+1 {
		above := &r.lines[at-1]
		name := trimMarks(jtext.Fold(above.text))
		if r.lines[at].gap && !isDivision(name) {
			break
		}
		if !above.inMain || above.crumb || above.heading || above.pair || utf8.RuneCountInString(name) > 40 || !page.IsDepartment(name) {
			break
		}
		at--
	}
	return at
}

// isDivision reports whether a name is that of an office which others belong to.
func isDivision(name string) bool {
	return strings.HasSuffix(name, "部") || strings.HasSuffix(name, "局")
}

// mostOffice bounds in bytes the words that may be a department's name with what stands around it.
const mostOffice = 360

// beginsDepartment reports whether the words of a line before its first mark of a contact name a department.
func beginsDepartment(text string) bool {
	text = jtext.Fold(text)
	end := len(text)
	if marks := findMarks(text); len(marks) > 0 {
		if end = marks[0][0]; text[end:marks[0][1]] == "〒" {
			text = text[marks[0][1]:]
			if end = len(text); len(marks) > 1 {
				end = marks[1][0] - marks[0][1]
			}
			text = behindAddress(text[:end])
			end = len(text)
		}
	}
	if at := phoneForm.FindStringIndex(text[:end]); at != nil {
		end = at[0]
	}
	if end > mostOffice || !page.MayNameDepartment(text[:end]) {
		return false
	}
	name := officeAlone(trimMarks(strings.TrimSpace(bracketed.ReplaceAllString(text[:end], ""))))
	if office := officeInBrackets(trimMarks(text[:end])); office != "" {
		name = office
	}
	return name != "" && utf8.RuneCountInString(name) <= 40 && page.IsDepartment(withoutPerson(name))
}

// officeInBrackets returns the office that stands in brackets behind the name of a programme, "" where none does: 共創ラボ（青葉市役所 企画部 共創推進室）.
func officeInBrackets(text string) string {
	name, office, _ := strings.Cut(strings.TrimSuffix(text, ")"), "(")
	if !strings.HasSuffix(text, ")") || page.IsDepartment(name) || isInstitution(name) {
		return ""
	}
	if office = officeAlone(strings.TrimSpace(office)); namesOffice(office) && page.IsDepartment(office) {
		return office
	}
	return ""
}

// departmentTold is a department in a sentence with its telephone number in brackets: 総務部 契約課（電話 099-111-2222）まで.
var departmentTold = jtext.MustPattern(`([^、。:()\t]{2,40}(?:課|係|室|部|局|班|担当|センター|グループ|チーム|事務局)) ?\((?:(?:電話|(?i:tel)|℡|☎|直通|内線)[^()0-9]{0,8}([0-9][^()]*(?:\([0-9]+\)[^()]*)?)|(0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}))\)`)

// contactInText finds a contact that a sentence of the announcement tells, the last of several.
func (r *reader) contactInText() opportunity.Contact {
	for at := len(r.lines) - 1; at > r.titleAt; at-- {
		l := &r.lines[at]
		if !l.inMain || l.crumb || !strings.Contains(l.text, "。") || isSiteFooter(l.text) {
			continue
		}
		folded := jtext.Fold(l.text)
		all := departmentTold.FindAllStringSubmatchIndex(folded, 4)
		for _, found := range slices.Backward(all) {
			c := &contactReader{}
			c.setDepartment(afterLastParticle(folded[found[2]:found[3]]))
			if found[4] < 0 {
				copy(found[4:], found[6:]) // a number without its label
			}
			c.readPhone("", folded[found[4]:found[5]])
			c.setEmail(cmp.Or(findEmail(folded[found[4]:found[5]]), findEmail(folded[found[1]:])))
			if contact := c.contact(); contact.Phone != "" && contact.Department != "" {
				return contact
			}
		}
		if told := contactInProse(folded, l, r.headingAbove(at)); told.Phone != "" {
			return told
		}
	}
	return opportunity.Contact{}
}

// headingAbove returns the heading of the section of line at, "" where it has none.
func (r *reader) headingAbove(at int) string {
	for ; at > r.titleAt; at-- {
		if r.lines[at].heading {
			return r.lines[at].text
		}
	}
	return ""
}

// paperPlace labels a row that says where papers are brought.
var paperPlace = jtext.MustPattern(`^(?:お?申し?込み?|応募|提出|送付|郵送|持参|宛|あて)先[ :]*\t`)

// placeOfPapers is the contact in a row that says where papers are brought, and the rows below it.
func (r *reader) placeOfPapers() (c opportunity.Contact) {
	for at := len(r.lines) - 1; at > r.titleAt; at-- {
		l := &r.lines[at]
		if !l.inMain || !l.pair || !paperPlace.MatchString(l.text) {
			continue
		}
		if c = r.readBlock(at).contact(); c.Phone != "" && c.Department != "" {
			return c
		}
	}
	return opportunity.Contact{}
}

// sends are words of a line about what those who apply send.
var sends = jtext.NewWords("質問", "提出", "申込", "申し込", "応募", "参加表明", "参加申請", "送付", "送信", "届け", "問合", "問い合")

// sentTo is the address of mail that papers and questions are sent to, "" where the announcement names none or several.
func (r *reader) sentTo() (address string) {
	for at := range r.lines {
		l := &r.lines[at]
		if !l.inMain || l.crumb || at <= r.titleAt || isSiteFooter(l.text) || !strings.ContainsAny(l.text, ".．") && len(l.targets) == 0 {
			continue
		}
		found := findEmail(jtext.Fold(l.text))
		for _, target := range l.targets {
			if strings.Contains(target, "@") {
				found = cmp.Or(found, target)
			}
		}
		if found == "" || found == address {
			continue
		}
		if address != "" || !sends.In(l.text) && !sends.In(r.headingAbove(at)) {
			return ""
		}
		address = found
	}
	return address
}

var (
	// asks are words of a paragraph that tells whom to ask.
	asks = jtext.NewWords("問合", "問い合", "質問", "尋ね", "たずね", "詳し", "くわし", "相談", "連絡", "照会", "わからない", "お電話")
	// askedThere is an office that a sentence sends those who ask to, perhaps with persons: 移住係（大野・小林）へ.
	askedThere = jtext.MustPattern(`([^、。:()\t「」]{2,40}?)(?:\(([^()]*)\)|の[^、。: ]{1,6}| ?(?:電話|(?i:tel)|℡|☎)?[: ]?0[0-9-]{8,12} ?)?(?:へ|まで|に)(?:どうぞ|お|ご|。|$|直接|持参|提出|送)`)
	// numberOf is a number with the office that answers it: 099-111-2222（管財課 契約係）.
	numberOf = jtext.MustPattern(`0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4} ?\(([^()]{2,40})\)`)
)

// contactInProse finds an office that a folded paragraph under a heading sends those who ask to, and its telephone number.
func contactInProse(text string, l *line, heading string) opportunity.Contact {
	if !asks.In(text) && !asks.In(heading) || !phoneForm.MatchString(text) {
		return opportunity.Contact{}
	}
	for _, found := range askedThere.FindAllStringSubmatchIndex(text, 8) {
		name := officeAlone(behindSeat(afterLastParticle(text[found[2]:found[3]])))
		if !page.IsDepartment(name) {
			continue
		}
		c := &contactReader{departments: []string{name}, closed: true}
		if found[4] >= 0 {
			c.readText(text[found[4]:found[5]], l)
		}
		c.readText(text, l)
		return c.contact()
	}
	for _, found := range numberOf.FindAllStringSubmatchIndex(text, 4) {
		if name := officeAlone(text[found[2]:found[3]]); page.IsDepartment(name) {
			c := &contactReader{departments: []string{name}, closed: true}
			c.readPhone("", text[found[0]:])
			c.setEmail(findEmail(text))
			return c.contact()
		}
	}
	return opportunity.Contact{}
}

// behindSeat drops the body's seat before its office: 役場のまちづくり課.
func behindSeat(name string) string {
	for _, seat := range [...]string{"役場の", "役所の", "庁の"} {
		if at := strings.LastIndex(name, seat); at >= 0 {
			name = name[at+len(seat):]
		}
	}
	return name
}

// afterLastParticle drops the words of a sentence before a department's name: 詳しくは総務部契約課.
func afterLastParticle(text string) string {
	for _, particle := range [...]string{"は", "を", "が"} {
		if at := strings.LastIndex(text, particle); at >= 0 {
			text = text[at+len(particle):]
		}
	}
	return strings.TrimSpace(text)
}
