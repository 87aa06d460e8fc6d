package detail

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// ReadText reads a paper that a body published as a document, from its text in the form that Draft.Text has: the title from its
// cover or first lines, its day, whom to ask, and the labelled values.
func ReadText(url, text string) opportunity.Draft {
	r := &reader{titleAt: -1, lines: linesOfText(text)}
	from, to := r.paperTitle()
	d := opportunity.Draft{URL: url, Detail: opportunity.DetailRead, Paper: true}
	if from < len(r.lines) {
		d.Title = titleOfLines(r.lines[from:to])
		r.titleAt = from
		r.lines = append(r.lines[:from+1], r.lines[to:]...)
		r.lines[from].text = d.Title
	}
	d.Published, d.Updated = r.readStamps()
	for _, find := range [...]func() string{r.dayOfIssue, r.dayOnCover, r.dayOfNotice} {
		if d.Published == "" {
			d.Published = find()
		}
	}
	d.Contact = r.readContact()
	d.Department = d.Contact.Department
	d.Text = r.mainText()
	d.Fields = r.readFields()
	d.Summary = r.summary()
	return d
}

// linesOfText parts text in the form of Draft.Text into lines.
func linesOfText(text string) (lines []line) {
	gap, page := false, 0
	for words := range strings.SplitSeq(text, "\n") {
		if number, ok := opportunity.PageOf(words); ok {
			page = number
			continue
		}
		if strings.TrimSpace(words) == "" {
			gap = true
			continue
		}
		l := line{page: page, gap: gap, inMain: true, pair: strings.Contains(words, "\t")}
		if rest, marked := strings.CutPrefix(words, "# "); marked {
			words, l.heading, l.head = rest, !l.pair, l.pair
		}
		l.text = strings.ReplaceAll(words, "\v", "\n")
		lines = append(lines, l)
		gap = false
	}
	return lines
}

const (
	titleDepth   = 10 // lines of a paper in which its title stands
	longestTitle = 60 // characters of one line of it
	brokenTitle  = 14 // characters of one that goes on in the next at least
)

var (
	// paperKind ends the title of a paper: 募集要項, 入札公告, 入札説明書.
	paperKind = jtext.MustPattern(`要[項領](?:書)?(?:[(（][^()（）]*[)）])?$|公告(?:文)?$|公示$|説明書$|公募$|募集$|案内(?:書)?$|手引き?(?:書)?$|について$|お知らせ$|プロポーザル|仕様書$|要綱$|指針(?:[(（][^()（）]*[)）])?$|ガイド(?:ライン|ブック)?$`)
	// remarkBehind stands behind the kind of a paper: 実施について（公告）.
	remarkBehind = jtext.MustPattern(`[(（【][^()（）【】]{1,10}[)）】]$`)
	// fiscalYear is a line that is only the fiscal year of the call named below it: 令和9・10年度.
	fiscalYear = jtext.MustPattern(`^(?:令和|平成)?[ 　]*[0-9０-９元]+(?:[ 　]*[・･][ 　]*[0-9０-９]+)?[ 　]*年度$`)
	// addressee is the line of a letter that names to whom it goes: 参加を予定される皆様, 各位.
	addressee = jtext.MustPattern(`(?:様|各位|御中|殿|皆さま|みなさま|の方へ)[\s　]*$`)
	// paperNumber is the number of a notice, which stands above its title, a date, or the name of the body.
	paperNumber = jtext.MustPattern(`第[ 　]*[0-9０-９]+[ 　]*号$|^[^一-龠]*(?:令和|平成|20[0-9]{2})[^。]{0,12}[年月日](?:[ 　].{2,12})?$|^[^ 　]{1,6}[ 　]?[市区町村県](?:役所|役場|長)?$|^目[ 　]*次$|^記$`)
)

// paperTitle returns where the lines of the title are: the first that says what paper it is, with the lines of the same heading
// above it; else the first heading, else the first line.
func (r *reader) paperTitle() (from, to int) {
	depth := min(titleDepth, len(r.lines))
	may := func(at int) bool {
		l := &r.lines[at]
		return !l.pair && utf8.RuneCountInString(l.text) <= longestTitle && !strings.HasSuffix(l.text, "。") && !paperNumber.MatchString(l.text) && !fiscalYear.MatchString(l.text) && !addressee.MatchString(l.text)
	}
	first, firstHeading := -1, -1
	for at := range depth {
		if !may(at) {
			continue
		}
		if first < 0 {
			first = at
		}
		if firstHeading < 0 && r.lines[at].heading {
			firstHeading = at
		}
		if namesPaper(r.lines[at].text) {
			from = at
			for from > 0 && r.lines[at].heading && r.lines[from-1].heading && may(from-1) {
				from--
			}
			if above := from - 1; above >= 0 && r.lines[above].heading == r.lines[from].heading && fiscalYear.MatchString(r.lines[above].text) {
				from = above
			}
			return from, at + 1
		}
		if goesOn := at+1 < depth && !r.lines[at].heading && !r.lines[at+1].heading && may(at+1) && utf8.RuneCountInString(r.lines[at].text) >= brokenTitle; goesOn &&
			namesPaper(r.lines[at].text+r.lines[at+1].text) {
			return at, at + 2 // a title that is too long for one line
		}
	}
	switch {
	case firstHeading >= 0:
		return firstHeading, firstHeading + 1
	case first >= 0:
		return first, first + 1
	}
	return len(r.lines), len(r.lines)
}

// namesPaper reports whether a line, or the lines of a title joined, says what paper it is.
func namesPaper(words string) bool {
	words = strings.Join(strings.Fields(words), "")
	return paperKind.MatchString(words) || paperKind.MatchString(remarkBehind.ReplaceAllString(words, ""))
}

// titleOfLines joins the lines of a title. One whose characters are set apart is closed up: 入 札 説 明 書.
func titleOfLines(lines []line) string {
	var title strings.Builder
	for _, l := range lines {
		words := l.text
		if parts := strings.Fields(words); utf8.RuneCountInString(words) <= 2*len(parts) && len(parts) > 2 {
			words = strings.Join(parts, "")
		}
		title.WriteString(words)
	}
	return title.String()
}

// issueRow is the step of a schedule that tells when the paper was published.
var issueRow = jtext.MustPattern(`^(?:(?:募集|公募|実施|応募)(?:要[項領]|案内)(?:等|書)?の?)?(?:公表|公告|公示|公開)(?:日|・配布|及び配布)?$`)

// dayOfIssue returns the day in the row of a schedule that tells when the paper was published.
func (r *reader) dayOfIssue() string {
	for at := range r.lines {
		cells := strings.Split(r.lines[at].text, "\t")
		for n := 0; n+1 < min(len(cells), 3); n++ {
			label := strings.TrimLeft(strings.Join(strings.Fields(cells[n]), ""), "0123456789０１２３４５６７８９①②③.．()（）")
			if !issueRow.MatchString(label) {
				continue
			}
			if found := firstDate.FindString(cells[n+1]); found != "" {
				return found
			}
		}
	}
	return ""
}

// chapter begins the first chapter of a paper, or what stands before it.
var chapter = jtext.MustPattern(`^[\s　]*(?:第?[\s　]*[0-9０-９一二三四五六七八九十ⅠⅡ]{1,2}[\s　]*(?:章|節|条|[.．、）)　\s])|目[\s　]*次|はじめに|記[\s　]*$|■|●)`)

// dayOfCover is a line of a cover that tells when the paper was made: 令和8年8月17日, 初版 2026年4月15日, 令和8年6月1日 公告.
var dayOfCover = jtext.MustPattern(`^[\s　（(]*(?:(?:初版|第[1１一]版|作成|制定|策定|発行|公表|公告|告示)[\s　：:]*)?(` + dateForm + `)[\s　]*(?:[(（][^)）]{1,4}[)）])?[\s　]*(?:(?:初版|第[1１一]版|作成|制定|策定|発行|公表|公告|告示|公開)|[^\s　。、0-9０-９]{1,10}[市区町村都道府県](?:[\s　]+[^\s　。、0-9０-９]{1,16}){0,2})?[\s　）)]*$`)

// dayOnCover returns the day on the cover of a paper, or above its first chapter, and leaves it out of the text.
func (r *reader) dayOnCover() string {
	for at := range r.lines[:min(len(r.lines), titleDepth+2)] {
		l := &r.lines[at]
		switch found := dayOfCover.FindStringSubmatch(l.text); {
		case found != nil && !l.pair:
			l.stamp = !jtext.HasAny(l.text, "公告", "告示") // which are steps of the call
			return strings.TrimSpace(found[1])
		case found == nil && at != r.titleAt && chapter.MatchString(l.text):
			return ""
		}
	}
	return ""
}

// noticeDepth is how many lines of a paper may name the notice that it belongs to.
const noticeDepth = 30

// ofNotice names the notice that a paper belongs to: 令和9年1月12日付け雪見沢市公告第3号.
var ofNotice = jtext.MustPattern(`(` + dateForm + `)[\s　]*付け?の?(?:[^。、0-9０-９]{1,10}[市区町村都道府県]|本市|当市)?の?(?:公告|公示|告示)(?:第|の(?:とおり|通り)|に)`)

// dayOfNotice returns the day of the notice that the paper belongs to.
func (r *reader) dayOfNotice() string {
	for at := range r.lines[:min(len(r.lines), noticeDepth)] {
		if found := ofNotice.FindStringSubmatch(r.lines[at].text); found != nil {
			return strings.TrimSpace(found[1])
		}
	}
	return ""
}

// firstDate is a full date at the head of a value.
var firstDate = jtext.MustPattern(`^\s*` + dateForm)
