package list

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/bare"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// wholeTitle returns the title that a link's title attribute holds where the list cut the one it shows.
func wholeTitle(title string, link *html.Node) string {
	whole := page.Collapse(page.Attribute(link, "title"))
	if len(whole) < len(title) {
		return title
	}
	stem, cut := classify.CutStem(title)
	if cut && len(whole) > len(stem) && strings.HasPrefix(whole, stem) {
		return whole
	}
	return title
}

// fileNote is what a link says of its file behind the title: （PDF：312KB）, [PDF形式／98KB].
var fileNote = jtext.MustPattern(`(?i)\s*[（(\[［【][^（(\[［【]*(?:PDF|ワード|Word|エクセル|Excel|ZIP|KB|MB|キロバイト|ＰＤＦ)[^）)\]］】]*[）)\]］】]\s*$`)

// linkNote is what a link says of where it opens behind the title: （外部サイト）, [新しいウィンドウで開きます].
var linkNote = jtext.MustPattern(`\s*[（(\[［【]\s*(?:外部(?:サイト|リンク|ページ|のサイト)|別の?(?:ウィンドウ|ウインドウ|タブ|サイト|画面|窓)|新(?:しい|規)(?:ウィンドウ|ウインドウ|タブ|画面))[^（(\[［【)）\]］】]{0,20}[）)\]］】]\s*$`)

// titleMarks are what lists put before a title or behind it, and is no part of it: bullets, arrows, NEW.
var titleMarks = jtext.MustPattern(`^(?:[【\[（(](?:NEW|New|new|新着)[!！]?[】\]）)]\s*|[・■●◆◇▶►★☆◎▼]\s*|[①-⑳]\s*|[0-9０-９]{1,2}(?:[.．]\s+|[)）、．]\s*)|[(（][0-9０-９]{1,2}[)）]\s*)+|\s*[>＞»›→≫]+$|\s*[【\[（(]?(?:NEW|New)[!！]?[】\]）)]?$|\s+(?:新着|(?:現在)?(?:募集|受付|公募|公告)中)$`)

// withoutMarks returns a title without such marks, but for one that consists of them.
func withoutMarks(title string) string {
	for _, circle := range [...]string{"○", "◯", "〇", "□"} {
		if rest, marked := strings.CutPrefix(title, circle); marked && !strings.HasPrefix(rest, circle) { // ○○業務 is named by nobody yet
			title = strings.TrimSpace(rest)
		}
	}
	if rest := strings.TrimSpace(titleMarks.ReplaceAllString(title, "")); rest != "" {
		return rest
	}
	return title
}

// vagueTitles are link texts that say what to do and not what it leads to, and names that the documents of every
// announcement have.
var (
	vagueTitles = jtext.MustPattern(`^[（(【\[]?(?:詳細|詳し[くい]|くわし[くい]|こちら|公告|実施要領|募集要項|要項|要領|PDF|続きを読む|リンク|入札公告)[^。]{0,12}$|` +
		`^[（(【\[]?(?:(?:特記)?仕様書?|設計書|説明書|入札説明書|公告書|(?:設計)?図書|申請書|申込書|契約書案?|内訳書|要綱|告示文?|位置図|\S{0,6}様式(?:集|など|等)?|質問(?:書|回答)?|回答書?|公告文|結果|開く|表示|ダウンロード|Word|Excel|ワード|エクセル|HTML|資料|別紙|図面)[0-9]*[）)】\]]?\s*(?:[(\[][^)\]]*[)\]])?$`)
	vagueAction = jtext.MustPattern(`^(?:(?:案件|公告|募集|公募|当該|この|該当|各|専用|特設|個別)の?)?(?:ページ|サイト|画面)(?:へ|(?:を|で)(?:見る|開く)|はこちら)[>»→]*$|^(?:案件|公告|募集|公募|当該|該当|専用|特設|個別|事業)の?(?:ページ|サイト)[>»→]*$|^.{0,30}(?:写真|詳細|詳しい|詳しく|くわし[いく]|情報|続き|内容|本文|方法|要項|要領).{0,9}(?:を?見る|を読む|はこちら|へ)[>»→]*$`)
)

func isVague(title string) bool {
	if title == "" || len(title) >= 48 {
		return title == ""
	}
	if named := strings.TrimSpace(fileNote.ReplaceAllString(title, "")); named != "" {
		title = named // 実施要領（PDF形式：240KB）
	}
	folded := jtext.Fold(title)
	if mark := titleMark.FindString(folded); mark != "" && mark != folded {
		folded = folded[len(mark):] // 【入札公告】橋梁補修工事
	}
	return vagueTitles.MatchString(folded) || vagueAction.MatchString(folded)
}

// titleMark is what stands in brackets before a title, folded.
var titleMark = jtext.MustPattern(`^[【\[(][^】\])]{1,12}[】\])]\s*`)

// titleBeside is the title of a row whose link names none: the words beside a label, those of a cell, the heading that the
// link is the first behind, or the longest of its words; "" where it has none.
func (r listRow) titleBeside(pieces []string) string {
	for i, piece := range pieces {
		if title := behindLabel(piece); title != "" {
			return title
		}
		if i+1 < len(pieces) && page.IsTitleLabel(piece) {
			return pieces[i+1]
		}
	}
	if title, _ := linesAbove(r); title != "" {
		return title
	}
	if title := r.titleTerm(); title != "" {
		return title
	}
	if r.node.DataAtom == atom.Tr || r.cells != nil {
		return r.wordyCell()
	}
	if head := page.HeadingIn(r.node); head != nil {
		return page.TextOf(head)
	}
	if r.node.DataAtom == atom.Details {
		return strings.TrimSpace(dateNote.ReplaceAllString(bare.Seen(r.node), ""))
	}
	if r.isFirstUnderHeading() {
		return page.TextOf(r.namingSection().heading)
	}
	if r.node.DataAtom == atom.Td {
		return firstName(pieces)
	}
	best := ""
	for _, piece := range pieces {
		if (best == "" || titleWeight(piece) > titleWeight(best)) && len(piece) >= shortTitle && !page.IsDateText(piece) && !saysFact(piece) {
			best = piece
		}
	}
	return strings.TrimSpace(fileEnd.ReplaceAllString(dateNote.ReplaceAllString(best, ""), ""))
}

// fileEnd matches the end of a file's name.
var fileEnd = jtext.MustPattern(`(?i)\.(?:pdf|docx?|xlsx?|zip)$`)

// labelledTitle is a title behind its label in one piece, and what follows it.
var labelledTitle = jtext.MustPattern(`^[・■●◆○◎\s]*[【\[［(（]?(?:件名|案件名?|(?:業務|事業|工事|委託|調達|公募)(?:等)?(?:の)?(?:件)?名称?|タイトル)(?:[】\]］)）]\s*[:：]?|\s*[:：])\s*([^／|｜\t]{6,})`)

// behindLabel is the title in a piece that labels it, 【件名】庁舎清掃業務 or 件名：庁舎清掃業務／期限：12月28日; "" for others.
func behindLabel(piece string) string {
	if m := labelledTitle.FindStringSubmatch(piece); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

// namingSection is the section whose heading may name a row: not that of a line with a day right below the heading.
func (r listRow) namingSection() *section {
	s := r.under
	for s != nil && (s.level == dayLevel || s.state) && s.within != nil && s.links == s.within.links {
		s = s.within
	}
	return s
}

// isFirstUnderHeading reports whether a row's link is the first behind a heading that may name an announcement.
func (r listRow) isFirstUnderHeading() bool {
	s := r.namingSection()
	return s != nil && s.links == r.place && s.level > 1 && !s.aside && !s.state && s.divided() == s && !officeName.MatchString(page.TextOf(s.heading)) && !isRuledOff(s.heading, r.node)
}

// isRuledOff reports whether a rule stands between a heading and a row, behind words below the heading: what it names ends there.
func isRuledOff(heading, row *html.Node) bool {
	if page.IsInside(heading, row) {
		return false
	}
	said := false
	for n, seen := following(heading), 0; n != nil && n != row && seen < mostBetween; seen++ {
		if page.IsInside(row, n) {
			n = n.FirstChild
			continue
		}
		words := page.WordsOf(n) != ""
		if said && !words && (n.DataAtom == atom.Hr || n.FirstChild != nil && n.FirstChild.DataAtom == atom.Hr) {
			return true
		}
		said, n = said || words, following(n)
	}
	return false
}

// mostBetween bounds the nodes that are looked through between a heading and a row.
const mostBetween = 60

// following is the node behind an element and all inside it, nil for none.
func following(n *html.Node) *html.Node {
	for n != nil && n.NextSibling == nil {
		n = n.Parent
	}
	if n == nil {
		return nil
	}
	return n.NextSibling
}

// isNamedByHeading reports whether a row has its title from the heading above it.
func (r listRow) isNamedByHeading(title string) bool {
	return r.isFirstUnderHeading() && title == withoutMarks(page.TextOf(r.namingSection().heading))
}

// dayUnderHeading is the day of publication between the heading that names a row and the row, "" for none.
func (r listRow) dayUnderHeading() string {
	return rowday.Said(linesBefore(r.namingSection().heading.NextSibling, r.node, nil))
}

// linesBefore adds the short lines from n on, and in the boxes around a row, that stand before the row.
func linesBefore(n, row *html.Node, lines []string) []string {
	for ; n != nil && n != row; n = n.NextSibling {
		if page.HoldsLink(n) {
			if n.FirstChild != nil && page.IsInside(row, n) {
				return linesBefore(n.FirstChild, row, lines)
			}
			break
		}
		if text := page.WordsOf(n); text != "" && len(text) <= maxCaption {
			lines = append(lines, text)
		}
	}
	return lines
}

// firstName is the first of the words in a cell of a grid that are no day, "" for none.
func firstName(pieces []string) string {
	const least = 6 // bytes
	for _, piece := range pieces {
		if len(piece) >= least && !page.IsDateText(piece) && !isVague(piece) {
			return piece
		}
	}
	return ""
}

// titleWeight orders words beside a link by how likely they are its title: the longest, but a sentence about it last.
func titleWeight(words string) int {
	if strings.Contains(words, "。") {
		return len(words) - page.MaxRowText
	}
	return len(words)
}

// mostTerms is how many elements of a dl before a row are looked through for its title.
const mostTerms = 100

// titleTerm is what a dl says beside the nearest label of a title before a row of it, "" for nothing.
func (r listRow) titleTerm() string {
	if r.node.DataAtom != atom.Dd {
		return ""
	}
	said, looked := "", 0
	for s := page.ElementBefore(r.node); s != nil && looked < mostTerms; s = page.ElementBefore(s) {
		looked++
		switch {
		case s.DataAtom == atom.Dd:
			said = page.TextOf(s)
		case s.DataAtom == atom.Dt && said != "" && page.IsTitleLabel(page.TextOf(s)):
			return said
		}
	}
	return r.termBefore()
}

// termBefore is the title that the dt before a dd says without a link, "" for none.
func (r listRow) termBefore() string {
	dt := previousOf(r.node, atom.Dt)
	if dt == nil || page.HoldsLink(dt) {
		return ""
	}
	if text := page.TextOf(dt); isTitleLine(text) || len(text) >= shortTitle && !isVague(text) && !rowday.IsDay(text) && jtext.HasAny(text, callWords...) && !isLineLabel(text) {
		return text
	}
	return ""
}

// saysFact reports whether words beside a link are a fact of what it leads to, and no title: its last day, whom to ask.
func saysFact(words string) bool {
	folded := jtext.Fold(words)
	return page.IsDepartment(folded) || page.HasContactLabel(folded) && strings.Contains(folded, ":") || rowday.BeginsWithDue(folded)
}

// shortTitle is how many bytes words beside a link have at least to be its title.
const shortTitle = 12

// dateNote is a day in brackets behind a title: （2026年7月1日公告）, （2026.7.1）, （7月1日（水曜日））.
var dateNote = jtext.MustPattern(`\s*[（(\[［【][^（(\[［【]*(?:[0-9０-９]\s*日|(?:20[0-9]{2}|[RrＲ]\s?[0-9]{1,2})[./-][0-9]{1,2}[./-][0-9]{1,2})(?:[（(][月火水木金土日](?:曜日?)?[）)])?[^（(\[［【]{0,12}[）)\]］】]\s*$`)
