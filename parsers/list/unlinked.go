package list

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/bare"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// unlinkedBox is what may hold rows without links, in the section that it stands in.
type unlinkedBox struct {
	bare.Box
	under *section
}

// noteBox notes an element without links that may hold rows, or be one.
func (f *rowFinder) noteBox(n *html.Node, text int) {
	if n.DataAtom == atom.Details {
		f.folded = append(f.folded, foldedBox{n, f.section})
		return
	}
	box, ok := bare.BoxOf(n, text)
	if ok && (len(f.boxes) == 0 || f.boxes[len(f.boxes)-1].Node != box.Node) {
		f.boxes = append(f.boxes, unlinkedBox{Box: box, under: f.section})
	}
}

// rows are what may be rows in a box.
func (b unlinkedBox) rows(finder *bare.Finder, laid grids) []bare.Row {
	if columns := unlinkedColumns(b.Node, laid); columns != nil {
		return columns
	}
	return finder.In(b.Box)
}

// fewAlone is how many calls without links prove a list to be one of calls where none of its rows, or but one, has a link; there are then no
// fewer of them than of other rows.
const fewAlone = 2

// placeReader tells what is said of where rows without links stand.
type placeReader struct {
	name func() string // of the page
}

// of is what is said of where a row stands; the rows of one list stand in one place.
func (p *placeReader) of(r bare.Row, under *section) bare.Place {
	words := bare.Above(r.Box())
	for s := under; s != nil; s = s.within {
		words = append(words, page.TextOf(s.heading))
	}
	return bare.Place{Words: append(words, p.name()), Heads: r.Heads}
}

// callsAmong are the calls among the rows without links of one list, and how many rows are others.
func (p *placeReader) callsAmong(all []bare.Row, under *section) (calls []listRow, others int) {
	if len(all) == 0 {
		return nil, 0
	}
	isOfTenders := sync.OnceValue(func() bool { return !under.isOver() && p.of(all[0], under).IsOfTenders() })
	for _, r := range all {
		call, ok := unlinkedCall(r, under)
		if isOfTenders() {
			if tender := call.asTender(p.name()); tender != nil {
				call.words, ok = tender, true
			}
		}
		if ok {
			calls = append(calls, call)
		}
	}
	return calls, len(all) - len(calls)
}

// officeHere is the office that a section or one around it is headed by, "" for none.
func (s *section) officeHere() string {
	for ; s != nil; s = s.within {
		if words := page.TextOf(s.heading); page.IsDepartment(jtext.Fold(words)) {
			return words
		}
	}
	return ""
}

// What speaks against calls in rows without links, folded: in the name of a page or a heading over them, in the heads of columns, at the end of
// a title, which then is that of a step.
var (
	endedName  = jtext.MustPattern(`結果|終了|過去|落札|見通し|予定|スケジュール|日程|カレンダー|暦|料金|使用料|名簿|登録|実績`)
	otherHeads = jtext.MustPattern(`落札|契約(?:者|金額|相手)|応札|選定(?:結果|業者|事業者)|決定(?:業者|者|額)|料金|使用料|登録番号|単価`)
	stepTitle  = jtext.MustPattern(`(?:締め?切り?|期限|期間|説明会|見学会|開札|質問書?|回答書?|提出|審査|配布|公表|通知|締結|ヒアリング|プレゼンテーション|結果|日時|日程|受領|交付)(?:日|等)?$|` +
		`^(?:(?:一般)?(?:競争)?入札(?:書|説明書|参加|保証)|参加(?:申[込請]|表明|資格)|申[請込]書?(?:等)?の|質問|閲 ?覧|縦覧|提出(?:書類|期限|先)|(?:企画)?提案書|提案の受付|応募(?:書|資格|方法|受付)|見積書|資格|受付|開札|様式|契約(?:期間|書)|仕様書|公告(?:日|期間)|募集期間)|` +
		`(?:こと|者|法人|個人|[^集募め]る|出す)$|[〒℡]|電話|、.*、`)
	lastColumn = jtext.MustPattern(`締|期限|期間|〆|まで|受け?付|申し?込|応募|提出|募集|公募|入札`)
)

// unlinkedCall makes a row of one without a link, where its title alone says that it is a call that goes on and it tells its last day.
func unlinkedCall(found bare.Row, under *section) (r listRow, ok bool) {
	r = listRow{node: found.Node, under: under, cells: found.Cells, headings: found.Heads, bare: &found}
	if slices.ContainsFunc(found.Heads, otherHeads.MatchString) || found.IsCalledOff() {
		return r, false
	}
	draft := r.unlinkedDraft()
	r.words = &draft
	return r, slices.ContainsFunc(draft.Fields, isLastDay) && namesCall(withoutMarks(found.Title)) && !under.isOver()
}

// isLastDay reports whether a field of a row is the last day of a call, a time of it, or says that there is none: 随時.
func isLastDay(f opportunity.Field) bool {
	folded := jtext.Fold(f.Value)
	return lastColumn.MatchString(f.Label) && !bare.IsOfWork(f.Label) && (rowday.IsOpenEnded(f.Label, f.Value) || page.RowDate.MatchString(folded) || rowday.IsDay(f.Value) || rowday.IsDue(folded))
}

// namesCall reports whether a title alone says that it is of a call that goes on, and not of a step of one.
func namesCall(title string) bool {
	if stepTitle.MatchString(jtext.Fold(title)) || classify.Over(title) {
		return false
	}
	verdict := classify.Triage(title, "", nil)
	return verdict.Keep && !verdict.Undecided
}

// isOver reports whether a heading over a section names what is over, or to come, or stands beside the list.
func (s *section) isOver() bool {
	for ; s != nil; s = s.within {
		if s.aside || endedName.MatchString(jtext.Fold(page.TextOf(s.heading))) {
			return true
		}
	}
	return false
}

// asTender makes a row of a list of tenders one, where it names something that is bought and is not what the page is called; nil for others.
func (r listRow) asTender(pageName string) *opportunity.Draft {
	if r.words == nil {
		return nil
	}
	draft := *r.words
	title := bare.WithoutDays(draft.Title)
	if stepTitle.MatchString(jtext.Fold(title)) || strings.Contains(bareTitle(pageName), bareTitle(title)) {
		return nil
	}
	draft.Fields = slices.Clone(draft.Fields)
	r.addDays(&draft, rowday.Openings(append(slices.Clip(r.bare.Pieces), r.bare.Title)))
	if r.cells == nil && slices.ContainsFunc(draft.Fields, func(f opportunity.Field) bool { return isOneDay(f.Value, draft.Published) }) {
		draft.Published = ""
	}
	if !r.bare.IsTender(draft.Fields, title, tenderCategory) {
		return nil
	}
	if note := strings.TrimPrefix(draft.Title, title); draft.Published == "" && note != "" {
		draft.Published = rowday.Said([]string{note})
	}
	draft.Title, draft.Categories = title, []string{tenderCategory}
	return &draft
}

// isOneDay reports whether a value is a day alone, and no more than that.
func isOneDay(value, day string) bool {
	return sameWords(value, day) && len(page.RowDate.FindAllStringIndex(jtext.Fold(value), 2)) == 1
}

// tenderCategory is what lists of tenders are called.
const tenderCategory = "入札公告"

// isTenderOfTable reports whether a row is a tender in a table whose columns say so: its one row is a list.
func (r listRow) isTenderOfTable() bool { return r.words.Categories != nil && r.bare.Named }

// unlinkedDraft makes an announcement of a row without a link, in its own words and without an address.
func (r listRow) unlinkedDraft() opportunity.Draft {
	t := rowText{pieces: r.bare.Pieces}
	draft := opportunity.Draft{InList: true}
	draft.Published, draft.Department = t.dateAndDepartment()
	r.readCells(&draft)
	for n := range draft.Fields {
		draft.Fields[n].Value = cmp.Or(r.dueInYear(draft.Fields[n].Value, draft.Published), draft.Fields[n].Value)
	}
	draft.Published = inYearOf(r.under, rowday.WithMonth(draft.Published))
	title, day := liftNote(withoutMarks(r.bare.Title))
	draft.Title, draft.Published = title, cmp.Or(draft.Published, day)
	draft.Fields = append(draft.Fields, without(rowday.OpenEnded(t.pieces), draft.Fields)...)
	r.addDays(&draft, append(r.bare.TenderDays(), rowday.Due(append(slices.Clip(t.pieces), r.bare.Title))...))
	return draft
}

// withoutLinkedTwice leaves out rows without a link of what another row links.
func withoutLinkedTwice(drafts []opportunity.Draft) []opportunity.Draft {
	if !slices.ContainsFunc(drafts, func(d opportunity.Draft) bool { return d.InList }) {
		return drafts
	}
	linked := map[string]bool{}
	for _, d := range drafts {
		linked[bareTitle(d.Title)] = linked[bareTitle(d.Title)] || !d.InList
	}
	return slices.DeleteFunc(drafts, func(d opportunity.Draft) bool { return d.InList && linked[bareTitle(d.Title)] })
}

// bareTitle is a title, folded, without spaces and what stands in brackets behind it.
func bareTitle(title string) string {
	return strings.ReplaceAll(jtext.Fold(strings.TrimSuffix(title, noteBehind(title))), " ", "")
}
