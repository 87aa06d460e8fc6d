package classify

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Known is what was read of a page beside its words.
type Known struct {
	Steps              []opportunity.Deadline
	Published, Updated jdate.Date // as the page states them, "" where it does not
	Seen               jdate.Date // the day on which it was there first, "" where unknown
	Titles             *Titles    // where its title may have been told before; nil for none
}

// written returns the last day by which the page is known to have been written or to have stood there, "" where none is.
func (k Known) written() jdate.Date { return max(k.Published, k.Updated, k.Seen) }

// sign is something that pages say, and how much it speaks for a call to companies, or against one where its points are negative.
type sign struct {
	points int
	tells  bool    // it names companies, or a way of choosing among them
	label  termSet // one of which the row's label or the heading above holds; any does where there is none
	words  rule    // of the line, its label too
}

func says(points int, any, with, not string) sign {
	return sign{points: points, words: ruleOf(any, with, not)}
}

// labelled is a sign that counts only below a label or heading: 定員 20組, but not a home's 定員 in a sentence.
func labelled(points int, label, any, not string) sign {
	s := says(points, any, "", not)
	s.label = termSetOf(label)
	return s
}

func (s sign) telling() sign {
	s.tells = true
	return s
}

const (
	firms = "法人|会社|企業|事業者|業者|個人事業|スタートアップ|ベンチャー|営業所|事業所|店舗|商店|企業体|受託者|広告主|テナント|運営主体|農業者"
	// whose is the label or heading of who may answer.
	whose = "対象|資格|できる方|できる者|できる人|要件"
)

// signs each count once, on whichever line they stand. Beside each row stands a line that needs it.
var signs = []sign{
	// 事務所や工房として使いたい法人を探しています。
	says(3, firms, "募集|公募|募り|募って|募る|求め|求む|探して|選定|選び|決定します|決めるため|応募|申し込|申込|できる方|できる者|対象|資格|提案|方は|方へ", "参加者|市民活動|現在の|現行の").telling(),
	// # 応募資格 / 法人その他の団体であること。
	labelled(1, whose, firms, "").telling(),
	// 来年度からの配送を担う事業者を公募型プロポーザルにより選定します。
	says(2, asksProposals+"|"+bids+"|指定管理者|公募により|公募し|公募設置|サウンディング|意見招請|情報提供依頼|rfi|pfi", "", "ほか").telling(),
	// 競争入札に参加を希望する方は、資格審査の申請をしてください。
	says(2, "資格審査*申請|参加資格*申請|入札に参加を希望|入札に参加しようと", "", "ほか").telling(),
	// 課題の解決に協業して取り組む企業; 掲載する広告の申込み
	says(2, "共創|協業|実証実験|実証フィールド|実証事業|アクセラレ|スタートアップ|ベンチャー|ネーミングライツ|命名権|広告主|広告*掲載|広告の申込|中小企業|小規模事業者|内事業者|登壇", "", "ほか|視聴|観覧").telling(),
	// 市内の中小企業が出展する経費の一部を助成します。
	says(2, "中小企業|小規模事業者|内事業者|スタートアップ|法人", "助成|補助|経費", "ほか"),
	// 企画書、会社概要、決算書
	says(2, "提案書|企画書|会社概要|会社の概要|会社案内|定款|登記事項|決算書|財務諸表|事業計画書|収支計画|見積書|入札書|参加表明|業務実績|営業許可|経営事項審査|総合評定値|仕様書|実施要領|要求水準|契約書(案)|契約書案", "", ""),
	says(1, "予定価格|上限額|限度額|貸付料|掲載料|使用料|最低売却|委託料|賃料|募集要項", "", ""),

	// 勤務時間 午前8時30分から
	labelled(-4, "勤務|給与|時給|月給|日給|報酬|任用|雇用|賃金", "", ""),
	says(-2, "履歴書", "", ""),
	// 対象 市内在住の小学生とその保護者
	labelled(-3, whose, "在住|在学|小学生|中学生|高校生|大学生|学生|求職|保護者|親子|個人|住民|世帯|歳以上|歳児|どなたでも|お住まい|町民|市民|村民|区民", firms+"|市民会館|市民ホール"),
	// 定員 20組
	labelled(-3, "定員|参加費|受講料|持ち物|入場料|会費", "", ""),
	// 町民会議の委員になってくださる方を募ります。
	says(-4, "委嘱|委員*募集|委員*公募|委員*募り|委員になって|小論文|作文", "", "審査委員|選定委員|委員会"),
	labelled(-4, "家賃|入居資格|入居者", "", ""),
	// 評価点 812点: what only a result tells
	labelled(-4, "評価点|得点|総合点|次点|応募者数|参加者数|提案者数|審査結果|審査の結果", "点|者|社", ""),
}

// Each of these in the title is a point more: 乗合タクシーを担う事業者の皆さまへ, 観光案内所の運営者を募集します.
var firmTerms, seeking = termSetOf(firms), termSetOf("募集|公募|募り|募る|求め|求む|探し|エントリー")

// stepPoints tell how much a step speaks for a call to companies. Residents hand in applications, too; they open no tenders.
var stepPoints = map[opportunity.Role]int{
	opportunity.Registration: 1, opportunity.Submission: 1, opportunity.Questions: 1, opportunity.Answers: 1, opportunity.Opening: 3,
	opportunity.Presentation: 2, opportunity.Briefing: 1, opportunity.SiteVisit: 1, opportunity.Contract: 1,
}

// takingPart are the steps by which companies answer a call.
var takingPart = []opportunity.Role{opportunity.Registration, opportunity.Submission, opportunity.Opening}

// Bounds of what signs add up to. A page that lacks or has none of them stays what its title says.
const (
	surelyCalls  = 6
	surelyOthers = -1
)

// maxWeighed bounds the bytes of a page that are weighed.
const maxWeighed = 24 << 10

// pageSigns is what a page says of itself, in sum.
type pageSigns struct {
	points int
	firms  bool // companies, or a way of choosing among them, are named
	dated  bool // there is a day to take part by
	last   jdate.Date
	words  []string
}

// calls reports whether a page by its own evidence asks companies for something, whatever stands in its title.
func (p pageSigns) calls() bool { return p.dated && p.firms && p.points >= surelyCalls }

// namesFirms reports whether a page asks companies among others, where its title says that something is asked.
func (p pageSigns) namesFirms() bool { return p.firms && p.points > 0 }

// refuses reports whether a page by its own evidence is for residents, members or applicants, and names no company.
func (p pageSigns) refuses() bool { return !p.firms && p.points <= surelyOthers }

// evidence names the signs.
func (p pageSigns) evidence() string { return strings.Join(p.words, ", ") }

// weighPage adds up the signs of a draft, its title in key form, and its steps.
func weighPage(d opportunity.Draft, title *scanned, known Known) (p pageSigns) {
	told := make([]bool, len(signs))
	heading := scan("")
	for line := range strings.Lines(jtext.ClipBytes(d.Text, maxWeighed)) {
		if head := headingOf(line); head != "" {
			heading = scan(jtext.Key(head))
		}
		p.weigh(line, heading, told)
	}
	for _, a := range d.Attachments {
		p.weigh(jtext.ClipBytes(a.Title, maxTitle), scan(""), told)
	}
	for _, words := range [...]termSet{firmTerms, seeking} {
		if title.has(words) {
			p.points++
		}
	}
	seen := map[opportunity.Role]bool{}
	for _, s := range known.Steps {
		if !seen[s.Role] {
			seen[s.Role] = true
			p.points += stepPoints[s.Role]
		}
		if slices.Contains(takingPart, s.Role) {
			p.dated = true
			p.last = max(p.last, s.Start, s.End)
		}
	}
	return p
}

func (p *pageSigns) weigh(line string, label *scanned, told []bool) {
	text := scan(jtext.Key(line))
	if end := strings.IndexAny(line, "：\t"); end >= 0 {
		label = scan(jtext.Key(line[:end]))
	}
	for n, s := range signs {
		if told[n] || len(s.label.list) > 0 && !label.has(s.label) {
			continue
		}
		term, ok := s.words.match(text)
		if !ok {
			continue
		}
		told[n] = true
		p.points += s.points
		p.firms = p.firms || s.tells
		p.words = append(p.words, term)
	}
}
