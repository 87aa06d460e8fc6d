package detail

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// contactReach is how many lines after its label a contact may go on.
const contactReach = 14

// readContact finds whom to ask, with the one address of mail that the announcement names beside the contact: what papers and
// questions are sent to.
func (r *reader) readContact() opportunity.Contact {
	c := r.findContact()
	if c.Email == "" && c.Phone+c.Department != "" {
		c.Email = r.sentTo()
	}
	return c
}

// findContact finds whom to ask: the block under a contact label that holds most of department, phone and address; the
// last of equals, since the page's own contact stands at its end.
func (r *reader) findContact() opportunity.Contact {
	var best opportunity.Contact
	most, where, office := 0, 0, ""
	for _, at := range r.contactLines() {
		c := r.readBlock(at)
		contact := c.contact()
		score := 2*c.parts() + headingBonus(&r.lines[at])
		if contact.Department != "" {
			office = contact.Department
			if contact.Phone != "" {
				score++
			}
		}
		if c.parts() > 0 && score >= most {
			best, most, where = contact, score, at
		}
	}
	if best.Phone != "" && best.Department == "" {
		best.Department = cmp.Or(r.officeAbove(where), office, r.officeDated())
	}
	if best.Phone == "" && best.Department == "" {
		if told := r.contactInText(); told.Phone != "" {
			told.Email = cmp.Or(told.Email, best.Email)
			return told
		}
	}
	if best.Phone == "" {
		if bare := r.bareContact(); bare.Phone != "" && belongsTo(bare.Department, best.Department) {
			bare.Email = cmp.Or(bare.Email, best.Email)
			return bare
		}
		if best.Department == "" {
			return cmp.Or(r.placeOfPapers(), best)
		}
	}
	return best
}

// belongsTo reports whether an office is another, or of it; "" is any: 産業振興部 商工観光課 of 産業振興部.
func belongsTo(office, of string) bool {
	return strings.HasPrefix(strings.ReplaceAll(office, " ", ""), strings.ReplaceAll(of, " ", ""))
}

// readBlock reads the contact whose label stands at a line.
func (r *reader) readBlock(at int) *contactReader {
	l := &r.lines[at]
	c := &contactReader{}
	for n := at; n < len(r.lines) && n <= at+contactReach && !c.isComplete(); n++ {
		next := &r.lines[n]
		if n > at && next.heading && !page.HasContactLabel(next.text) && c.parts() > 0 && !isMark(next.text) {
			break
		}
		if n > at && l.pair && !next.pair && strings.Contains(next.text, "。") {
			break // prose below the row: what follows is told by it
		}
		if n > at && c.parts() > 1 && (isSiteFooter(next.text) && len(next.text) > 60 && (next.gap || tellsOfSeat(next.text)) || beginsContact(next) && next.heading) {
			break
		}
		c.readLine(next, n == at)
	}
	return c
}

// aboveReach is how many lines above the label of a telephone number its office may stand.
const aboveReach = 3

// officeAbove finds the department that stands as a line of its own above a contact's label, its address between; "" for none.
func (r *reader) officeAbove(label int) string {
	for at := label - 1; at > r.titleAt && at >= label-aboveReach; at-- {
		text := jtext.Fold(r.lines[at].text)
		if r.lines[at].crumb || utf8.RuneCountInString(text) > 60 {
			return ""
		}
		if name := trimMarks(text); !r.lines[at].pair && page.IsDepartment(name) {
			return name
		}
		marks := findMarks(text)
		if r.lines[at].pair && len(marks) > 0 && marks[0][0] == 0 && isDepartmentLabel(text[:marks[0][1]]) {
			if name := trimMarks(strings.TrimSpace(text[marks[0][1]:])); page.IsDepartment(name) {
				return name
			}
		}
		if len(marks) == 0 || marks[0][0] > 0 || phoneForm.MatchString(text) {
			return ""
		}
	}
	return ""
}

// maxContacts bounds the labels under which a contact is looked for: the last ones of a page.
const maxContacts = 100

// contactLines returns the lines with labels of contacts.
func (r *reader) contactLines() []int {
	var found []int
	for at := range r.lines {
		l := &r.lines[at]
		if !l.crumb && beginsContact(l) && !(isSiteFooter(l.text) && len(l.text) > 150 && (tellsOfSeat(l.text) || !page.MayNameDepartment(l.text))) {
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
	if strings.Count(l.text, "\t") > 1 && headsCalls.MatchString(labelOf(l.text)) {
		return false
	}
	if l.pair && isDutyLabel(labelOf(l.text)) {
		return true
	}
	if asksInSentence.In(first) && officeOf(jtext.Fold(l.text)) != "" {
		return true
	}
	if !page.HasContactLabel(closedUp(first)) || len(l.text) < 90 && leadsToForm.MatchString(l.text) {
		return false
	}
	return l.heading || l.pair || len(l.text) < 90 || len(l.text) < 600 && !strings.Contains(l.text, "。")
}

// leadsToForm is a line that leads to a form: メールでのお問い合わせはこちら.
var leadsToForm = jtext.MustPattern(`(?:メール|フォーム|(?i:web|ウェブ)|ホームページ|インターネット)(?:フォーム)?(?:で|から|による|での)?の?お?問い?合わ?せ|お?問い?合わ?せ(?:専用)?フォーム`)

// headsCalls is the first head of a table that lists calls, each with its office: 案件名, 受付期間, 担当課.
var headsCalls = jtext.MustPattern(`^ *(?:(?:案|物)?件名?|(?:業務|事業|工事|募集|入札|公募|案件)(?:の)?名称?|番号|No\.?|№)$`)

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

// Bounds in bytes on a box beside the announcement that may hold its contact.
const (
	leastContact = 20
	mostContact  = 1500
)

// contactLeftOut finds a contact in a box that is no part of the announcement: programmes' own sites tell in their footer or side
// column whom to ask. It names an office and its telephone number, which the site's own address line does not, or below a label its
// mail address; one below a label goes before one without, the last before the others.
func (o *outline) contactLeftOut() (found opportunity.Contact) {
	labelled, until := false, 0
	for i := 0; i < len(o.blocks); i++ {
		b := &o.blocks[i]
		if b.node.DataAtom == atom.Nav {
			i = b.end - 1
			continue
		}
		if b.pruned {
			until = b.end
		}
		if isAddress := b.node.DataAtom == atom.Address; !isAddress && (i >= until || !b.pruned && !asksFirst(b)) || b.text < leastContact || b.text > mostContact {
			continue // of a large column that is left out, only the boxes that begin with a label
		}
		c, asked := o.contactIn(i)
		isContact := (c.Phone != "" || asked && c.Email != "") && c.Department != ""
		if !isContact && b.node.DataAtom == atom.Footer {
			continue // one of its boxes may be one
		}
		if isContact && (asked || !labelled) {
			found, labelled = c, asked
		}
		i = b.end - 1
	}
	return found
}

// withLeftOut completes a contact that lacks its office or its number by one that stands beside the announcement, where that is of the same
// office or number.
func withLeftOut(c, left opportunity.Contact) opportunity.Contact {
	switch {
	case c.Department == "" && c.Phone == "", c.Phone == "" && left.Phone != "" && strings.HasSuffix(left.Department, c.Department):
		left.Email = cmp.Or(left.Email, c.Email)
		return left
	case c.Department == "" && c.Phone == left.Phone:
		c.Department = left.Department
	}
	return c
}

// contactIn reads block i, which may be left out of the announcement, for a contact; asked says that it stands below a label.
func (o *outline) contactIn(i int) (c opportunity.Contact, asked bool) {
	r := o.readOut(i)
	return r.readContact(), len(r.contactLines()) > 0 && !signsSite(page.TextOf(o.blocks[i].node))
}

// readOut reads block i, which may be left out of the announcement, by itself.
func (o *outline) readOut(i int) *reader {
	b := &o.blocks[i]
	defer func(pruned bool) { b.pruned = pruned }(b.pruned)
	b.pruned = false
	r := &reader{o: o, main: i, title: -1, titleAt: -1}
	r.visit(i)
	r.flush()
	return r
}

// asksFirst reports whether a box begins with a contact's label.
func asksFirst(b *block) bool {
	isBox, _ := page.BoxKind(b.node.DataAtom)
	return isBox && b.node.DataAtom != atom.Li && page.HasContactLabel(firstPart(page.TextOf(b.node)))
}
