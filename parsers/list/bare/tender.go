package bare

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// A row of a list of tenders names but what is bought: 橋梁補修工事, 救急自動車の購入. That it is a tender its place and its columns say. All
// patterns match folded words.
var (
	tenders      = jtext.MustPattern(`入札|開札|見積り?(?:合わ?せ|競争|徴取)|オープン ?カウンタ|調達|発注|公告`)
	otherMatters = jtext.MustPattern(`結果|落札|応札|経過|調書|見通し?|予定|四半期|スケジュール|日程|カレンダー|資格|指名停止|名簿|登録|制度|要[綱領項]|心得|約款|委員会|変更|取り?消|中止|終了|過去|実績|料金|縦覧|通行|規制|公売|差押|売却|売り?払|貸付`)
	biddingHead  = jtext.MustPattern(`入札|開札|見積り?(?:合わ?せ|書)`)
	noticeHead   = jtext.MustPattern(`公告(?:年月)?日|参加(?:申[込請]|資格確認)|申し?込|申請(?:書|期[限日間])|(?:契約|発注)方[式法]|予定価格`)
	otherHead    = jtext.MustPattern(`落札|応札|結果|契約(?:者|日|金額|相手|の相手)|請負(?:者|金額|業者)|受注|選定|決定|業者|^金額|入札者|参加(?:者|業者)数?$|辞退|時期|四半期|見通し|予定月|料金|単価|登録番号|商号|所在地$|開催|会場|議題`)
	tenderDay    = jtext.MustPattern(`入札|開札|見積|^執行(?:予定)?(?:日|年月日)|締め?切|〆|申し?込|申請|参加表明|応募|受け?付|提出|^期限$`)
	otherDay     = jtext.MustPattern(`質問|質疑|回答|履行|納入|納品|納期|工期|契約|工事期|施工|支払|閲覧|縦覧|公表|公告|公示|結果|時期|説明会|現場|交付|配布|貸与`)
	lastingHead  = jtext.MustPattern(`履行|賃貸借期|借入期|委託期|業務期|事業期|納入|納品|納期|工期|工事期|施工|契約期|支払|質問|質疑|回答|縦覧|閲覧|交付|配布`)
	calledOff    = jtext.MustPattern(`^(?:中止|取り?(?:止め?|やめ|消し?|下げ?)|不調|不落)`)
	titleHead    = jtext.MustPattern(`件名|名称|案件|(?:工事|業務|委託|事業|物品|役務|契約|調達|入札|購入|物件)[^日時課者場室]{0,12}名|品名|品目|^(?:(?:入札|発注|調達|購入|工事|業務)?(?:工事|業務|物品|物件|内容)|工事(?:・|及び|、)業務|件|品|入札に付する?事項)$`)
	noTitleHead  = jtext.MustPattern(`番号|区分|種[別類]|方[式法]|課名|者名|場所`)
	kindsAlone   = jtext.MustPattern(`^(?:建設|土木|建築|電気|舗装|造園|水道|工事|測量|設計|調査|コンサル(?:タント)?|物品|役務|製造|委託|業務|購入|買い?入れ?|賃貸借|リース|修繕|印刷|サービス|提供|請負|関係|清掃|警備|保守|点検|管理|その他|等|の|・|、|及び|[()\s])+$`)
)

// Place is what is said of where rows without links stand.
type Place struct {
	Words []string // the caption of their table and the line above it, the headings that they stand under, the name of the page
	Heads []string // of the columns
}

// IsOfTenders reports whether rows stand in a list of tenders that are open, or were: its columns or one of its headings says so, and none
// that it is one of results, forecasts, registers or the like.
func (p Place) IsOfTenders() bool {
	asked := AskInColumns(p.Heads)
	if slices.ContainsFunc(p.Words, func(s string) bool {
		words := withoutRemarks(s)
		if asked {
			words = WithoutForecast(words)
		}
		return otherMatters.MatchString(words)
	}) || slices.ContainsFunc(p.Heads, otherHead.MatchString) {
		return false
	}
	notices := 0
	for _, head := range p.Heads {
		if biddingHead.MatchString(head) {
			return true
		}
		if noticeHead.MatchString(head) {
			notices++
		}
	}
	return notices > 1 || slices.ContainsFunc(p.Words, func(s string) bool { return tenders.MatchString(withoutRemarks(s)) })
}

// Columns that say by which day something is handed in are those of no forecast, whatever is said of where they stand, folded: 発注予定・公表案件.
var (
	askingHead = jtext.MustPattern(`(?:申[請込]|参加|応募|提出|入札書|見積書).{0,15}(?:締|〆|期限|期日)|受け?付け?期[限間]`)
	forecast   = jtext.MustPattern(`(?:発注|入札|調達|公告|公募)?の?(?:予定|見通し?)`)
)

// AskInColumns reports whether the head of a column says that its days are last days of handing in.
func AskInColumns(heads []string) bool {
	return slices.ContainsFunc(heads, func(head string) bool {
		return askingHead.MatchString(head) && !otherDay.MatchString(head) && !forecast.MatchString(head)
	})
}

// WithoutForecast is a folded name without what says that it is one of a forecast.
func WithoutForecast(name string) string { return forecast.ReplaceAllString(name, "") }

// inBrackets matches remarks in brackets, folded.
var inBrackets = jtext.MustPattern(`\([^()]*\)|\[[^\[\]]*\]`)

func withoutRemarks(s string) string { return inBrackets.ReplaceAllString(jtext.Fold(s), "") }

// IsTender reports whether a row of a list of tenders names something that is bought, and a day by which tenders are handed in or opened. Its
// days are fields; category is what a list of tenders is called.
func (r Row) IsTender(fields []opportunity.Field, title, category string) bool {
	folded := jtext.Fold(title)
	if classify.Over(title) || kindsAlone.MatchString(folded) || r.IsCalledOff() {
		return false
	}
	if !slices.ContainsFunc(fields, isTenderDay) {
		return false
	}
	verdict := classify.Triage(title, "", []string{category})
	named := r.Named || workAtEnd.MatchString(strings.TrimSpace(inBrackets.ReplaceAllString(folded, ""))) // 特別教室棟空調設置工事 is none for residents there
	return verdict.Keep && (named || !verdict.Undecided) || verdict.Why == classify.NoTerm && r.Named
}

// IsCalledOff reports whether a row says beside its title that what it names was called off: 中止, 不調.
func (r Row) IsCalledOff() bool {
	return slices.ContainsFunc(r.Pieces, func(s string) bool { return calledOff.MatchString(jtext.Fold(s)) })
}

func isTenderDay(f opportunity.Field) bool { return IsTenderHead(f.Label) && saysDay(f.Value) }

func saysDay(value string) bool {
	folded := jtext.Fold(value)
	return page.RowDate.MatchString(folded) || rowday.IsDay(clockBehind.ReplaceAllString(folded, ""))
}

// clockBehind matches the time behind a day, and what follows it.
var clockBehind = jtext.MustPattern(`\s*(?:正午|(?:午[前後])?\s?\d{1,2}(?:時|:\d{2})).*$`)

// IsTenderHead reports whether what heads a day says that tenders are handed in or opened on it.
func IsTenderHead(label string) bool {
	folded := jtext.Fold(label)
	return tenderDay.MatchString(folded) && !otherDay.MatchString(folded)
}

// IsOfWork reports whether what heads a day says that it is one of what is bought, or of a step beside receipt: 履行期限, 質問の期限.
func IsOfWork(label string) bool { return lastingHead.MatchString(label) }

// TenderDays lists the days in a row's cells on which something is handed in or opened, and that are no last days by their head: 入札執行日時,
// 参加申請.
func (r Row) TenderDays() (fields []opportunity.Field) {
	for at, cell := range r.Cells[:min(len(r.Cells), len(r.Heads))] {
		if head := r.Heads[at]; !page.DeadlineColumn.MatchString(head) && IsTenderHead(head) && saysDay(cell.Text) {
			if strings.HasPrefix(head, "執行") {
				head = "入札" + head
			}
			fields = append(fields, opportunity.Field{Label: head, Value: cell.Text})
		}
	}
	return fields
}

// What a page's name says that is one tender's, folded: it ends in what is bought, as do remarks in brackets behind it, and tells more of that
// than its kind.
var (
	workAtEnd  = jtext.MustPattern(`(?:工事|業務|委託|購入|買い?入れ?|賃貸借|リース|借り?上げ?|修繕|製造|設計|測量|調達|改修|補修)$`)
	kindsOfAll = jtext.MustPattern(`令和|平成|[0-9]+年度?|建設|土木|建築|上下水道|下?水道|工事|業務|委託|購入|買い?入れ?|賃貸借|リース|修繕|製造|測量|設計|調査|コンサル(?:タント)?|物品|役務|調達|入札|公告|一般|競争|[のをに等・、及び\s]`)
)

// NamesOneTender reports whether a page's name is that of one tender: 児童用タブレット端末の購入（一般競争入札）.
func NamesOneTender(name string) bool {
	folded := strings.TrimSpace(jtext.Fold(name))
	var parts []string
	for _, at := range inBrackets.FindAllStringIndex(folded, -1) {
		parts = append(parts, folded[at[0]+1:at[1]-1])
	}
	const leastSubject = 15 // bytes
	return slices.ContainsFunc(append(parts, strings.TrimSpace(inBrackets.ReplaceAllString(folded, ""))), func(part string) bool {
		return workAtEnd.MatchString(part) && len(kindsOfAll.ReplaceAllString(part, "")) >= leastSubject
	})
}

// titleColumn is the column of titles, -1 for none.
func titleColumn(heads []string) int {
	return slices.IndexFunc(heads, func(head string) bool { return titleHead.MatchString(head) && !noTitleHead.MatchString(head) })
}

// spacedHead matches a head whose characters are set apart: 件 名, 入 札 日 時.
var spacedHead = jtext.MustPattern(`^\S(?: \S)+$`)

// joinSpaced writes heads whose characters are set apart as words.
func joinSpaced(heads []string) []string {
	for at, head := range heads {
		if folded := jtext.Fold(head); spacedHead.MatchString(folded) {
			heads[at] = strings.ReplaceAll(folded, " ", "")
		}
	}
	return heads
}

// Bounds of what is looked through above a list for lines that say what it is.
const (
	mostLines = 3
	mostBoxes = 3
	longLine  = 120 // bytes
)

// labelsValue matches a line that says something of all rows: 参加資格:町内に本店がある者.
var labelsValue = jtext.MustPattern(`:\s*\S`)

// Above lists what the caption of a table and the short lines right above a list say, the nearest first.
func Above(n *html.Node) (lines []string) {
	for c := n.FirstChild; c != nil && n.DataAtom == atom.Table; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			lines = append(lines, page.TextOf(c))
		}
	}
	for range mostBoxes {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			words := page.WordsOf(s)
			switch {
			case words == "":
				continue
			case s.DataAtom == atom.Table || s.DataAtom == atom.Ul || s.DataAtom == atom.Dl || len(lines) == mostLines:
				return lines
			}
			if line := withoutRemarks(words); len(line) <= longLine && !strings.Contains(line, "。") && !strings.HasPrefix(line, "※") && !labelsValue.MatchString(line) {
				lines = append(lines, line)
			}
			if page.HeadingLevel(s) > 0 {
				return lines
			}
		}
		if n = n.Parent; n == nil || n.DataAtom == atom.Body || n.DataAtom == atom.Td {
			return lines
		}
	}
	return lines
}

// Box is what holds a row and its like, or the row where that may hold more.
func (r Row) Box() *html.Node {
	switch r.Node.DataAtom {
	case atom.Tr:
		return page.TableOf(r.Node)
	case atom.Li, atom.Dt, atom.Dd:
		return r.Node.Parent
	}
	return r.Node
}

// behindTitle matches what stands in brackets behind a title.
var behindTitle = jtext.MustPattern(`[ 　]*[（(【\[［〔][^（(【\[［〔）)】\]］〕]*(?:[（(][^（()）]*[）)][^（(【\[［〔）)】\]］〕]*)*[）)】\]］〕]$`)

// WithoutDays returns a title without the days in brackets behind it: 橋梁補修工事（開札 12月3日）.
func WithoutDays(title string) string {
	note := behindTitle.FindString(title)
	if rest := strings.TrimSuffix(title, note); note != "" && rest != "" && page.RowDate.MatchString(jtext.Fold(note)) {
		return rest
	}
	return title
}
