// Package detail reads an announcement's own page into a draft, in the page's words.
package detail

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/detail/filename"
	"koubo/parsers/page"
	"koubo/parsers/page/frame"
	"koubo/sources"
)

// Read reads an announcement's own page into a draft, in the page's words. An error says that the page holds nothing
// to read.
func Read(p page.Page) (opportunity.Draft, error) { return ReadWith(p, "", nil) }

// ReadWith is Detail for a page of a source that overrides the charset, or names fields of its own.
func ReadWith(p page.Page, charset string, fields *sources.Selectors) (opportunity.Draft, error) {
	doc, err := page.ParseContent(p, charset)
	if err != nil {
		return opportunity.Draft{URL: p.URL}, err
	}
	reading, err := ReadMarked(doc, fields, frame.Marks{})
	return reading.Draft, err
}

// readDocument is ReadMarked without a source's own fields.
func readDocument(doc *page.Document, marks frame.Marks) (Reading, error) {
	page.LinkAnchors(doc.Root)
	outline := newOutline(doc.Root)
	heading, title := outline.heading(doc.Root)
	outline.eachOf(marks.Out, func(i int) { outline.blocks[i].repeated = true })
	outline.prune(heading, title)
	main := outline.article(heading)
	r := outline.readLines(main, heading)
	defer outline.release(r)
	d := opportunity.Draft{URL: doc.URL, Title: title, Detail: opportunity.DetailRead}
	d.Published, d.Updated = r.readStamps()
	if d.Published == "" {
		d.Published = outline.stampLeftOut()
	}
	if d.Updated == "" {
		d.Updated = outline.updatedLeftOut()
	}
	d.Contact = r.readContact()
	if d.Contact.Department == "" || d.Contact.Phone == "" {
		d.Contact = withLeftOut(d.Contact, outline.contactLeftOut())
	}
	d.Department = d.Contact.Department
	d.Categories = r.readCategories(title)
	d.Text = r.mainText()
	d.Fields = r.readFields()
	if d.Attachments = r.readAttachments(doc); len(d.Attachments) == 0 {
		d.Attachments = outline.papersLeftOut(doc, main)
	}
	d.Summary = r.summary()
	reading := Reading{Draft: d, Unsure: outline.readsOpen(marks.Open, main)}
	if d.Title == "" && d.Text == "" {
		return reading, fmt.Errorf("the page %s holds no text that can be read; it may need a browser, or be a frame: open it and look for the address of the announcement itself", doc.URL)
	}
	return reading, nil
}

// mainText joins the lines of the announcement in the form that Draft.Text has.
func (r *reader) mainText() string {
	const marks = 3 // bytes beside the words of a line
	size := 0
	for at := range r.lines {
		size += len(r.lines[at].text) + marks
	}
	var text strings.Builder
	text.Grow(size)
	page := 0
	for at := range r.lines {
		l := &r.lines[at]
		if !r.isText(at) {
			continue
		}
		if l.page != page {
			page = l.page
			text.WriteString(opportunity.PageMark(page) + "\n")
		}
		if l.gap && text.Len() > 0 {
			text.WriteByte('\n')
		}
		if l.heading || l.head {
			text.WriteString("# ")
		} else if r.headsInBold(at) {
			text.WriteString("■")
		}
		words := withoutLinkedTitles(l)
		if l.pair {
			words = strings.ReplaceAll(words, "\n", "\v")
		}
		text.WriteString(words)
		text.WriteByte('\n')
	}
	return strings.TrimRight(text.String(), "\n")
}

// longestBold is the greatest number of characters of a line in bold that heads those below.
const longestBold = 30

// headsInBold reports whether a line that no mark or number begins is set in bold as the head of what stands below it.
func (r *reader) headsInBold(at int) bool {
	l := &r.lines[at]
	if !l.bold || l.pair || len(l.links) > 0 || at+1 == len(r.lines) || r.lines[at+1].bold || isValue(r.lines[at+1].text) || utf8.RuneCountInString(l.text) > longestBold {
		return false
	}
	return !jtext.HasAny(l.text, "。", "、", "：", ":", "※", "まで") && !boldDay.MatchString(l.text) && !markedLine.MatchString(l.text)
}

// isValue reports whether a line is a day and no sentence: what stands above it is its label.
func isValue(line string) bool {
	return boldDay.MatchString(jtext.Clip(line, 12)) && !strings.Contains(line, "。")
}

var (
	boldDay    = jtext.MustPattern(`[0-9０-９](?:月|/|／|日|時|円)`)
	markedLine = jtext.MustPattern(`^[^一-龠ぁ-んァ-ヶa-zA-Z]|^第[0-9０-９]`)
)

// minLinkedTitle is the length in bytes from which the words of a link are the title of another page.
const minLinkedTitle = 36

// withoutLinkedTitles returns the words of a line without those of long links to other pages that name a day: it is
// another announcement's.
func withoutLinkedTitles(l *line) string {
	if len(l.links) == 0 {
		return l.text
	}
	var kept strings.Builder
	at := 0
	for _, a := range l.links {
		to := a.to
		if to == 0 {
			to = len(l.text)
		}
		if a.from < at || to > len(l.text) || to-a.from < minLinkedTitle || filename.Ending(a.href) != "" || !leadsToPage(a.href) || !linkedDay.MatchString(l.text[a.from:to]) {
			continue
		}
		kept.WriteString(l.text[at:a.from])
		at = to
	}
	return kept.String() + l.text[at:]
}

// leadsToPage says whether a link leads to another page, and not to a part of this one, a mailbox or a telephone.
func leadsToPage(href string) bool {
	return href != "" && !strings.HasPrefix(href, "#") && !strings.HasPrefix(href, "mailto:") && !strings.HasPrefix(href, "tel:")
}

var linkedDay = jtext.MustPattern(`[0-9０-９]{1,2}(?:月|/|／)[0-9０-９]{1,2}`)

// isText says whether a line is of the announcement, and neither its title nor a date of the page itself.
func (r *reader) isText(at int) bool {
	l := &r.lines[at]
	return l.inMain && !l.crumb && !l.stamp && at != r.titleAt
}

// readFields lists the labelled values of the announcement, in page order.
func (r *reader) readFields() []opportunity.Field {
	var fields []opportunity.Field
	for at := range r.lines {
		l := &r.lines[at]
		if !r.isText(at) || l.heading {
			continue
		}
		if label, value, ok := labelAndValue(l.text); ok {
			fields = append(fields, opportunity.Field{Label: label, Value: value})
		}
	}
	return fields
}

// summaryLength bounds a summary, in characters.
const summaryLength = 200

// summary is the first sentences of the announcement, up to summaryLength characters: the first line of prose that tells
// of no change to the page and no end of the call, else what stands beside a label of the purpose, else what leads to the
// lines below: 次のとおり一般競争入札に付する.
func (r *reader) summary() string {
	leading := ""
	for at := range r.lines {
		l := &r.lines[at]
		if !r.isText(at) || l.heading || l.pair || at < r.titleAt || len(l.text) < 60 || !isSentence(l.text) {
			continue
		}
		switch {
		case pageNotice.MatchString(l.text), onlySum.MatchString(l.text), isAnswer.MatchString(l.text):
		case leadsOn.MatchString(l.text):
			leading = cmp.Or(leading, sentences(l.text, summaryLength))
		default:
			return sentences(l.text, summaryLength)
		}
	}
	for _, f := range r.readFields() {
		if len(f.Label) <= longestPurposeLabel && purposeLabel.MatchString(f.Label) && len(f.Value) >= 60 {
			return sentences(strings.TrimSpace(strings.Split(f.Value, "\n")[0]), summaryLength)
		}
	}
	return leading
}

// isSentence reports whether a line ends a sentence outside brackets.
func isSentence(line string) bool {
	if !jtext.HasAny(line, "。", "！") {
		return false
	}
	open, held := false, false // in brackets that may end, and whether a sentence ended there
	for _, r := range line {
		switch r {
		case '（', '(':
			if held {
				return true // these brackets never ended
			}
			open = true
		case '）', ')':
			open, held = false, false
		case '。', '！':
			if !open {
				return true
			}
			held = true
		}
	}
	return held
}

// longestPurposeLabel is the length in bytes of the longest label of what a call is for.
const longestPurposeLabel = 60

var (
	// pageNotice tells of the page or of the call's course and not of its purpose.
	pageNotice = jtext.MustPattern(`(?:終了|延長|変更|訂正|修正|掲載|更新|公開|追加|差し?替え|中止)(?:いた)?し(?:ました|ます)|締め切りました|応募[^。]{0,8}ありませんでした|^[ 　]*詳し?[く細]は|JavaScript|Adobe|Reader`)
	// isAnswer begins a line of questions and answers, or a remark.
	isAnswer = jtext.MustPattern(`^[ 　]*(?:[QAＱＡ][.．:：、 　]|問[0-9０-９ 　:：]|答[ 　:：]|※)`)
	// leadsOn begins a line that only leads to those below it, or is an item of a list.
	leadsOn = jtext.MustPattern(`^[ 　]*(?:(?:以下|次|下記)の(?:とおり|通り)|[（(][0-9０-９]{1,2}[)）])`)
	// purposeLabel is a label of what a call is for.
	purposeLabel = jtext.MustPattern(`目的|趣旨|概要|背景|内容`)
	// onlySum begins a line that is a sum: 15,400千円(消費税を含む。).
	onlySum = jtext.MustPattern(`^[¥￥0-9０-９,，. ]{3,}(?:円|千円|万円|億)`)
)

// sentences returns the whole sentences that fit into limit characters, or the first cut short.
func sentences(text string, limit int) string {
	end, count := 0, 0
	for at, c := range text {
		count++
		if count > limit {
			if end == 0 {
				return text[:at]
			}
			return text[:end]
		}
		if c == '。' || c == '！' {
			end = at + len("。")
		}
	}
	return text
}
