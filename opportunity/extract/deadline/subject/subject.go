// Package subject tells from the words of a heading what stands below it: this call, other calls, what was, or an example.
package subject

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Subject is what a part of a page is about.
type Subject int

// The subjects.
const (
	ThisCall  Subject = iota // or nothing that its heading tells
	Past                     // what was: earlier rounds, former years, what is in force today
	OpenCalls                // of which this may be one
	OtherCalls
	Example // of what is to be filled in
)

// Of judges a folded heading, which may begin with its mark or number. ref is the day on which the page was published, by which fiscal
// years are over; "" for unknown, when none is.
func Of(head string, ref jdate.Date) Subject {
	head = withoutMark(strings.TrimSpace(head))
	switch {
	case siblings.MatchString(head), beside.MatchString(head), utf8.RuneCountInString(head) <= longestSiblings && others.MatchString(head):
		return OtherCalls
	case current.MatchString(head):
		return OpenCalls
	case example.MatchString(head):
		return Example
	case past.MatchString(head) && !notPast.MatchString(head), isFormerYear(head, ref):
		return Past
	}
	return ThisCall
}

// IntroducesCases reports whether a folded sentence tells that the list or table below it holds cases to be shown or solved, whose days
// are none of the call.
func IntroducesCases(sentence string) bool { return introduced.MatchString(sentence) }

// NamesYear reports whether a heading with a fiscal year names by it what it is about: 令和7年度の結果. The year is none of a step.
func NamesYear(head string) bool {
	return fiscal.MatchString(withoutMark(head))
}

// leading is the mark or number of a heading.
var leading = jtext.MustPattern(`^[ ■●◆○◎□▼▽・※]*(?:(?:第 ?)?[0-9]{1,2} ?[.、 ] ?|[(（][0-9]{1,2}[)）] ?)?(?:[(【]?参考[)】]?[: ]*)?`)

// withoutMark returns a heading without its mark, its number or the brackets around it.
func withoutMark(head string) string {
	if inside, cut := strings.CutSuffix(head, "】"); cut && strings.LastIndex(inside, "【") == 0 {
		head = strings.TrimPrefix(inside, "【")
	}
	return strings.TrimSpace(head[len(leading.FindString(head)):])
}

var (
	past = jtext.MustPattern(`過去の|(?:採択|実施|活用|協定|契約)(?:実績|事例)|実績(?:一覧|紹介|のご?紹介)?$|` +
		`^(?:現在の|現行の?|現|既存の?|従前の|従来の)(?:パートナー|愛称|指定管理|契約|委託|受託|業務委託|賃貸借|リース|貸付|命名|利用|広告|運営者|運営事業者|設置事業者|設置者)|^(?:現在の|現行の?|既存の?)[^。0-9]{1,12}の?(?:契約|委託|賃貸借|リース)の?(?:状況|概要|内容|期間|条件|金額)|` +
		`(?:^|[^一-龠])(?:一昨年|昨年|去年|前年|前回|過去|これまで)度?|(?:昨|前)年度の|前回の`)
	notPast = jtext.MustPattern(`(?:昨年|前年|前回|これまで)度?(?:から|と)の?(?:変|違|比較|これから|今)|(?:今後|これから)|^これまでの[^0-9]{0,6}(?:経過|経緯|流れ|手続き?|日程|スケジュール)`)
	example = jtext.MustPattern(`(?:記入例|記載例|記入見本|記載見本|の見本|書き方|シナリオ|ユースケース|設例|(?:操作|想定|業務|実演)の?(?:事例|例|場面))(?:の?一覧)?(?:\([^()]*\))?$`)
	// introduced tells that what stands below it is cases to be shown or solved: 実演は、次の7つのシナリオに沿って行ってください.
	introduced = jtext.MustPattern(`(?:次|下記|以下|下表)の[^。]{0,16}(?:シナリオ|場面|ユースケース|設例|事例|操作例|業務例|想定例)[^。、]{0,8}(?:に(?:沿|基づ|つい|従|よ)|を(?:想定|実演|用い|使|操作)|で、?(?:実演|操作)|のとおり)`)
)

var (
	// siblings are headings of a list of other calls: 現在公開中の他の案件, 関連する募集.
	siblings = jtext.MustPattern(`^(?:現在|その)?(?:募集中の|公開中の|受付中の|公告中の|その)?他の?(?:募集|公募|案件|入札|事業者?募集|お知らせ)[^。]{0,8}$|^(?:関連(?:する|した)?|最近の|新着の?|類似の?|(?:現在)?(?:募集|公開|受付|公告)中の)(?:募集|公募|案件|ページ|記事|入札|お知らせ|プロポーザル|一覧|情報)(?:情報|一覧|案件)?$|^(?:その|この)?(?:ほか|他)(?:の|に).{1,12}(?:募集|公募|案件|入札|貸付け?|売払い?|売却)(?:・(?:募集|公募|入札|貸付け?|売払い?|売却))*(?:情報|一覧)?$|^(?:こちらも|あわせて|併せて)(?:ぜひ)?(?:ご覧|お読み|ご確認)[^。]{0,6}。?$`)
	// beside are headings made of nothing but words for what stands beside a page: 同じカテゴリのページ, よく見られているページ.
	beside = jtext.MustPattern(`^(?:関連(?:する|した)?|(?:この|同じ|同一)カテゴリー?(?:内|中)?(?:の(?:ほか|他)?の?)?|(?:よく|多く)(?:見|読)られている|よく読まれている|こちらの(?:ページ|記事|情報)も(?:よく)?(?:読|見)(?:ま|ら)れて[^。]{0,5}$|最近の|新着の?|注目の?|おすすめの?|ピックアップ$)` + things)
	// current are headings of lists of calls that are open, of which the page's may be one: 現在公募中のプロポーザル, 事業者募集の一覧.
	current = jtext.MustPattern(`^(?:(?:現在|今|いま|ただいま)(?:、)?(?:(?:募集|公募|実施|受付|公告|公示|公開)(?:中の?|している)|受け付けている)|(?:募集|公募|実施|受付|公告|公示|公開)中の)` + things + `|^(?:事業者?|企業|公募型)?の?(?:募集|公募|プロポーザル|入札|案件)(?:実施)?(?:案件|情報)?の?一覧$`)
	// others are the parts of a heading that names calls beside the page's: 教育委員会のほかの契約案件, 同じ日に公告した工事.
	others = jtext.MustPattern(`(?:^|[のがでにはと：:・() 　])(?:(?:この|その)?(?:ほか|他)(?:の|に)|他[課部局]の|同じ(?:日|課|地区|時期|ころ|カテゴリー?)|同日|同時に|関連(?:する|の)|類似の?|最近の|(?:現在)?(?:実施|募集|公告|受付)中の(?:その|ほか|他)|近隣の|隣の).{0,12}` +
		`(?:募集|公募|案件|入札|公告|告示|工事|業務|委託|調達|結果|お知らせ|情報|一覧|記事|投稿|リリース|貸付け?|売払い?|売却|リース|例|受付|行事|もの)(?:\([^()]*\))?$|` +
		`(?:の|^)新着(?:情報|記事|順)?$|受け?付け?(?:中の|ている)(?:その他の(?:募集|公募)|もの)$|別の(?:制度|募集|応募|工事|入札|公募)|(?:^|[、,])(?:ほか|他)にも(?:$|あります)`)
)

// things are what such headings name, up to their end, in a regular expression.
const things = `(?:その)?(?:ほか|他)?の?(?:公募型|企画|事業者?|企業|民間)?の?(?:募集|公募|案件|入札|お知らせ|プロポーザル|コンペ|ページ|記事|更新|投稿|トピックス|リンク|情報|サイト)*(?:の?(?:情報|一覧|案件|リンク))*$`

// longestSiblings is the greatest number of characters of a heading that names other calls: a longer one is a title.
const longestSiblings = 24

// fiscal names the fiscal year that a heading is about: 令和7年度の結果, (参考)令和7年度のスケジュール, 令和7年度(昨年度).
var fiscal = jtext.MustPattern(`^[^0-9 :\t]{0,4}(?:(?:令和|R) ?[0-9元]{1,2}|20[0-9]{2}) ?年度[)】]?(?:\([^()]*\))?(?:の|分の?)?(?:(?:結果|実績|募集|公募|審査|採択|選定|実施|スケジュール|日程|事業|応募|経過|状況|取組|取り組み|参考).{0,16}|\([^()]*\))?$`)

// isFormerYear reports whether a heading names a fiscal year that was over on the day of publication.
func isFormerYear(head string, ref jdate.Date) bool {
	if !fiscal.MatchString(head) {
		return false
	}
	years := wording.Years(head)
	return len(years) > 0 && years[0].Fiscal && years[0].IsOver(ref)
}
