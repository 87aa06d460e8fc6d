package prepare

import (
	"fmt"
	"strconv"
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Dates that a line names and that are not of this call: of an example, an earlier round, another call, a budget.

var (
	// exampleLine begins a worked example or what is told for reference: (例)令和9年6月号…, 参考:昨年の応募状況.
	exampleLine = jtext.MustPattern(`^[ ・※*]*[(\[【<]?(?:記入例|記載例|例示|例|参考|参考値|昨年度実績|前年度実績)(?:[)\]】>]|:| |\t)`)
	// otherCall names another call: このほか「公園カフェ」, 関連:別件「広告主募集」.
	otherCall = jtext.MustPattern(`別件|別途公募|別途募集|このほか|この他、|そのほか「|他の(?:公募|募集|案件)|関連(?:する)?(?:公募|募集|案件)|同時(?:に)?(?:公募|募集)|あわせて「`)
	// foreignWords say of a sentence or label that its years are not the call's.
	foreignWords = jtext.NewWords("債務負担行為", "応募状況", "実施状況の", "前回の実績", "応募者数", "現指定管理者", "現在の指定管理", "現行の指定", "現在の指定期間", "現在の契約", "現在の名簿", "現在の登録", "現在の委託", "現在の協定", "現契約", "期間が終わる", "が管理しています", "が運営しています", "期間が満了", "期間の満了", "現行契約", "現行の契約", "受託実績", "履行実績", "改定履歴", "改訂履歴", "予定していた", "現に履行中")
	// oldBracket is a bracket that says what the value was: (当初の予定:令和8年9月30日終了).
	oldBracket = jtext.MustPattern(`\((?:[^()]{0,12}?)(?:当初|変更前|延長前|訂正前|修正前|前回|旧)(?:[^()]|\([^()]*\))*\)`)
	// holidayBracket tells which days an office is closed: (※23日は祝日).
	holidayBracket = jtext.MustPattern(`\([^()]*(?:祝日|休日|閉庁|休館|振替)[^()]*\)`)
	// meetingTime is when people gather, which is not when something begins: 10:30集合・11:00開始.
	meetingTime = jtext.MustPattern(`[0-9]{1,2}(?::[0-9]{2}|時(?:[0-9]{1,2}分|半)?)(?:に)?(?:集合|開場|受付開始|受付|入室)`)
	startTime   = jtext.MustPattern(`[0-9]{1,2}(?::[0-9]{2}|時(?:[0-9]{1,2}分|半)?)(?:に)?(?:開始|開演|開会|~|から)`)
	// earlierCall tells of a call before this one: 4月1日から5月29日まで募集しましたが、応募がなかったため.
	earlierCall = jtext.MustPattern(`[^。]*(?:募集|公募|公告|実施|入札)(?:を行い|を実施し|いたし|し)(?:ました|た)(?:が|ところ|けれど)`)
	// formerYear tells of an earlier fiscal year before this one's: 令和7年度は11月に募集を行いました。今年度の募集期間は.
	formerYear = jtext.MustPattern(`[^。]*(?:(?:令和|平成) ?[0-9元]{1,2} ?年度|昨年度|前年度|昨年)(?:は|に|には|の)[^。]*(?:ました|した)。[^。]{0,12}(?:今年度|本年度|今回|今年|本年)`)
	// formerBracket tells when an earlier fiscal year's call closed: 令和7年度(12月19日締切)に不採用となった提案.
	formerBracket = jtext.MustPattern(`(?:(?:令和|平成) ?[0-9元]{1,2} ?年度|昨年度?|前年度|前回)(?:の(?:募集|公募))?\([^()]*\)(?:に|で|は|の)[^。]{0,20}(?:った|した|ました|れた)`)
	// formerRound tells what an earlier round was: 2025年12月15日締切の第1期では4社を採択しました.
	formerRound = jtext.MustPattern(`[^。]*(?:第 ?[0-9一二三四五]{1,2} ?(?:期|回|次|弾)|前回|前期|初年度|昨年度|前年度)(?:で|に)?は、?[^。]*(?:採択|選定|応募|参加|実施|支援|認定|決定)[^。]{0,12}(?:ました|した)`)
	// newWay tells how something is done from a day on, which is no window: 受付方法を12月5日から改めます.
	newWay = jtext.MustPattern(`[^。]*(?:方法|様式|窓口|場所|住所|名称|料金|手数料|取扱い|取り扱い|特例)[^。]*から[^。]*(?:改め|変更|変わ|移転|切り替え|適用)[^。]*`)
	// holiday names a day on which nothing happens since it is one: 8月11日は祝日のため、8月12日に回答します.
	holiday = jtext.MustPattern(`(?:(?:(?:令和|R)? ?[0-9元]{1,4} ?[年./] ?)?[0-9]{1,2} ?[月/] ?)?[0-9]{1,2} ?日?(?:\([^()]*\))?(?:は|が)(?:[^、。0-9]{1,8}の)?(?:祝日|休日|祝祭日|閉庁日|休館日|休業日|振替休日|定休日|土曜日?|日曜日?)`)
	// closedDays are days on which an office does nothing: 年末年始(12月29日から1月3日まで)は受け付けません.
	closedDays = jtext.MustPattern(`[^。]*(?:まで|日|[0-9])(?:\([^()]*\))?\)?(?:の間|の期間)?は、?(?:[^。、0-9]{1,12}が)?(?:受け?付け(?:いたし)?ません|受付(?:いた)?(?:し|を行い)ません|お休み|休み|休業|閉庁|休館|休止|対応(?:いた)?し(?:ませ|かね)|(?:[^。、]{0,10}で)?[^。、]{0,8}(?:窓口|庁舎|事務室)を閉め|業務を行いません|[^。、]{0,12}でき(?:ません|ない)|[^。]{0,30}(?:利用|受付|申請|使用|提出)(?:が|は|を)?(?:利用)?でき(?:ません|ない))[^。]*`)
	// eligible is what an applicant must be: 入札参加資格(有効期間:令和9年3月31日まで)を有すること.
	eligible = jtext.MustPattern(`[^。]*(?:資格|実績|登録|許可|認可|認定|免許)[^。]{0,60}(?:を有する(?:こと|者であること|もの|者)|登載されている(?:こと|者)|登録されている(?:こと|者))。?$`)
	// setDay is the day on which something was laid down or built: 令和7年3月31日認定, 平成18年11月1日供用開始.
	setDay = jtext.MustPattern(`(?:(?:昭和|平成|令和) ?[0-9元]{1,2}|[0-9]{4}) ?[年./] ?[0-9]{1,2} ?[月./] ?[0-9]{1,2} ?日? ?(?:認定|策定|制定|改正|施行|公布|設立|設置|発足|創設|創立|竣工|完成|供用開始|開館|開設|建築|閉館|閉校|閉園|閉鎖|廃止|廃校|移転|合併)(?:[^日一-龠]|$)`)
	// paperOf is the day of an older paper that the call rests on: 令和6年10月25日に公表した「まちづくりビジョン」.
	paperOf = jtext.MustPattern(`[^、。 \t]*日(?:\([^()]*\))?(?:に|付けで)(?:公表|策定|発表|作成|改定|改訂|決定|議決)(?:した|された)[^、。「]{0,16}(?:「[^」]*(?:計画|ビジョン|方針|戦略|構想|プラン|指針|ガイドライン|大綱)[^」]*」|計画|ビジョン|方針|戦略|構想)`)
	// revisedOn is the day of a paper's revision, in brackets behind its name: 募集要領(7月27日改訂).
	revisedOn = jtext.MustPattern(`\((?:(?:令和|R)? ?[0-9元]{1,4} ?[年./] ?)?[0-9]{1,2} ?[月/.] ?[0-9]{1,2} ?日? ?(?:に)?(?:一部)?(?:改訂|改定|改正|修正|訂正|差し?替え?|版)(?:済み?|版|後)?\)`)
	// versionOf is the day of a paper's version: 募集要項 第1.1版(令和8年6月1日).
	versionOf = jtext.MustPattern(`(?:第|Ver\.?|ver\.?) ?[0-9]{1,2}(?:\.[0-9]{1,2})? ?版? ?\([^()]*(?:\([^()]*\)[^()]*)*\)`)
	// budgetPassed tells what the call rests on: 令和9年度予算の成立を前提とする.
	budgetPassed = jtext.MustPattern(`[^。]*年度?(?:の)?(?:一般会計)?(?:当初|補正)?予算(?:案)?(?:の|が|に)[^。]{0,16}(?:成立|議決|可決|承認|否決|減額)[^。]*|[^。]*(?:定例会|臨時会|議会)[^。]*予算[^。]*(?:議決|可決|承認)[^。]*`)
	// inUse is how long what is in use today will be: 現システムは令和3年4月から稼働しており、令和9年3月31日に保守期限を迎えます.
	inUse = jtext.MustPattern(`(?:^|。)[^。]{0,20}現(?:行|在)?(?:の)?(?:システム|機器|設備|施設|車両|端末|サーバー?)[^。]*(?:稼働|迎え|満了|終了|更新時期)[^。]*`)
	// presentTerm is how long whoever does it now goes on: いまの指定管理者の指定の期間は令和4年4月1日から令和9年3月31日までで.
	presentTerm = jtext.MustPattern(`(?:^|[。、])[^。、]{0,20}(?:いま|今|現在|現行|現)の?(?:指定管理者|受託者|事業者|運営者|設置者|借受者|契約|協定|委託)(?:\([^()]*\))?(?:の|は|との)?[^。、0-9]{0,12}(?:期間|期限|任期|満了)[^。]*`)
	// asExample is what is written for example, or assumed: 記入例では「令和8年8月1日～12月31日」としていますが, 契約締結を7月30日と仮に置いて.
	asExample = jtext.MustPattern(`[^。]*(?:(?:記載|記入|作成)(?:例|見本)(?:では|に(?:は|ある)|の(?:とおり|ように|日付|年月日|期間|金額))|(?:日付|年月日|期間)[^。]{0,24}は、?(?:見本|例示?|サンプル|架空のもの)です|仮に(?:置|定め|設定|おい)|を仮定し|」?のように、?[^。]{0,24}(?:記入|記載)して)[^。]*`)
	// season is when a place is open year by year: 営業期間 毎年4月25日から11月3日まで.
	season = jtext.MustPattern(`(?:営業|開園|開館|開場|開設|供用|利用|遊泳)(?:期間|時期)?(?:は|:|[ \t])*毎年[^。]*`)
	// earlierWork is what was begun before a day and does not count: 4月1日より前に契約・着工したものは対象外です.
	earlierWork = jtext.MustPattern(`[^。]*日(?:\([^()]*\))?(?:より前|以前)に[^。、]*(?:した|された|して)[^。]*`)
	// pager leads to the pages before and behind this one: 前の公告(10月6日)|次の公告.
	pager = jtext.MustPattern(`^[ ・<«←|▲▼]*(?:前|次|[1一]つ前|[1一]つ次|新しい|古い)の(?:公告|公示|告示|記事|お知らせ|ページ|案件|募集|公募|投稿|情報|入札|プロポーザル|トピックス?)(?:へ)?(?:[ ]*[(|:]| [0-9<«←].*[|>»→]|[ ]*[|>»→])`)
	// followingMonth is a day counted from another that is not named: 認定日の翌月1日から.
	followingMonth = jtext.MustPattern(`[^ \t:、。()0-9]{1,12}の(?:翌々?月|属する月の翌月)(?:の)? ?(?:[0-9]{1,2}日|末日?|初日)(?:から)?`)
	// receiptDays are the days on which something was made that is handed in: 4月1日から3月31日までに発行された領収書.
	receiptDays = jtext.MustPattern(`[^。、 \t]*[日)](?:まで)?(?:の間)?(?:以後|以降)?に[^。、0-9]{1,8}(?:された|した)[一-龠も][^。、]*`)
	// ofResidents tells what an employee or a resident did or does on a day: 10月15日に扶養の事実が生じた職員の届出を受け.
	ofResidents = jtext.MustPattern(`[^。、 \t]*[日)](?:から|まで|以降|以後|付け?)?(?:に|で)?[^。、0-9]{1,20}[たる](?:` + residents + `)(?:の|が|を|は|から|へ|に(?:対|係|つ))[^。、]*`)
	// logEntry tells of something done to the page on a day that begins the line: 9月10日 様式3を差し替えました.
	logEntry = jtext.MustPattern(`^[ ・※(【\[]*((?:(?:令和|R)? ?[0-9元]{1,4} ?[年./] ?(?:\([0-9]{4}年\) ?)?)?[0-9]{1,2} ?[月/.] ?[0-9]{1,2} ?日?(?:\([^()]*\))?)[ :)、に】\]]+[^。]{0,60}(?:差し?替え|訂正し|修正し|更新し|変更し|追加し|延長し|追記し|(?:ページ|サイト|情報)を[^。]{0,8}(?:公開|掲載|開設|作成)し)(?:いたし)?ました(?:。|$)`)
	// movedTo stands behind the day that a step was moved to, where nothing is named that was changed on it: 12月4日に延長しました.
	movedTo = jtext.MustPattern(`^ ?に(?:延長|延期|変更|繰り?下げ)(?:し|いたし|致し|となり|になり)?ました`)
	// newsEntry is an entry of a list of news: 2026.11.16 エントリーの受付を始めました. What names but an event is one where its day is past; a
	// row of a schedule looks the same (2026.12.15 採択企業の決定).
	newsEntry = jtext.MustPattern(`^ ?(20[0-9]{2})[./]([0-9]{1,2})[./]([0-9]{1,2})(?: +[^0-9 ]|[ァ-ヶ一-龠A-Z「])[^。]*(?:(ました)|公開|掲載|開始|決定|更新)。?$`)
	// formerChoice is when one of several earlier rounds was decided: 18社(令和8年4月10日決定).
	formerChoice = jtext.MustPattern(`[0-9]+ ?(?:社|件|者|団体|事業)[^。()]{0,12}\([^()]*(?:決定|採択|選定|認定)\)`)
	// dayBefore is an hour of the day before another: 前日の午後4時まで.
	dayBefore = jtext.MustPattern(`前日(?:の)? ?(?:午[前後])? ?[0-9]{1,2} ?[:時][^。、]*?まで`)
	// eachYear is a day of every year or month: 毎年度4月30日.
	eachYear = jtext.MustPattern(`(?:毎年度?|毎月|各年度?|各月)(?:の)? ?[0-9]{1,2}(?:月 ?[0-9]{1,2})?日`)
	// eachMonth tells what is done month by month: 毎月末に締め切り、翌月15日頃に通知.
	eachMonth = jtext.MustPattern(`(?:毎月|各月)[^。]{0,40}翌月 ?[0-9]{1,2}日`)
	// doneOn is the day of something done, in a bracket behind it: 延長しました(10月14日), 期限を延ばします(10月14日).
	doneOn = jtext.MustPattern(`(?:ました|済み|済|(?:延長|変更|訂正|修正|延ば|改め|差し?替え|追加)(?:いた)?し?ます|(?:延長|変更|訂正|修正|差し?替え|追加)(?:について|のお知らせ))。? ?\(([^()]*(?:\([^()]*\))?[^()]*)\)`)
	// preparation is the part of the work before the period, in a bracket or a sentence behind it: (契約締結日から3月31日までは準備期間),
	// 契約締結の日から令和9年3月31日までの間は、業務の引継ぎを行う。
	preparation = jtext.MustPattern(`\((?:[^()]|\([^()]*\))*(?:準備|引き?継ぎ?)(?:期間|行為|業務)(?:[^()]|\([^()]*\))*\)|(?:締結|議決|決定|指定)[^ 。、()]{0,8}から[^。、:\t]{4,40}(?:まで|前日まで)(?:の(?:間|期間))?(?:は|を)、?[^。]{0,30}(?:準備|引き?継ぎ?)[^。]*`)
	// relativeDay counts from a day that is not named: 受領後14日以内, 契約締結の翌日から起算して10日以内.
	relativeDay = jtext.MustPattern(`(?:[^ \t:、。()|]{1,20})?(?:の翌日|した日|の日|日|後|から)(?:から)?(?:起算して)?[0-9]{1,3}(?:営業)?日以内`)
)

// residents are those who deal with a body and whom no call addresses, in a regular expression.
const residents = `職員|市民|町民|村民|区民|県民|住民|世帯|児童|生徒|学生|園児|患者|利用者|保護者|納税者|高齢者`

// doingResidents are their names behind a verb.
var doingResidents = jtext.NewWords(append(strings.Split("た"+strings.ReplaceAll(residents, "|", "|た"), "|"), strings.Split("る"+strings.ReplaceAll(residents, "|", "|る"), "|")...)...)

// pageLog tells of a page and not of its call: ページを公開しました.
var pageLog = jtext.MustPattern(`^[ ・]*(?:この|本|当)?(?:ページ|サイト)(?:を|の)?(?:公開|開設|作成|掲載|更新|修正)`)

// IsForeign reports whether a label says of its dates that they are not the call's.
func IsForeign(label string) bool {
	return foreignWords.In(label) || exampleLine.MatchString(label+" ") || pageLog.MatchString(label)
}

// IsExample reports whether a row begins as a worked example does: 記入例, (例)○○市.
func IsExample(first string) bool { return exampleLine.MatchString(first + " ") }

// cancelled are words that take a step back.
var cancelled = []string{"中止", "取りやめ", "取り止め", "取止め", "実施しません", "開催しません", "行いません", "実施しない", "開催しない", "行わない", "見送", "取り消し", "取消し"}

// foreignForms are the forms whose dates are not of the call, each with words one of which any such text holds: a quick
// look before the search, where the form's own words are no quick look.
var foreignForms = []struct {
	form   *jtext.Pattern
	words  *jtext.Words
	unless []string // words with which a text of the form is of the call after all
}{
	{oldBracket, nil, nil},
	{formerRound, jtext.NewWords("期で", "回で", "次で", "弾で", "前", "初年", "昨年"), nil},
	{formerBracket, jtext.NewWords("年度(", "昨年(", "前回", "募集(", "公募("), nil},
	{formerYear, jtext.NewWords("今年", "本年", "今回"), nil},
	{holiday, jtext.NewWords("祝日", "休日", "祝祭日", "閉庁日", "休館日", "休業日", "定休日", "土曜", "日曜"), nil},
	{closedDays, jtext.NewWords("ません", "休", "閉", "かね"), nil},
	{eligible, jtext.NewWords("を有する", "されている"), []string{"提出", "申請", "受付", "締切"}},
	{setDay, nil, []string{"予定"}},
	{paperOf, jtext.NewWords("した", "された"), nil},
	{revisedOn, nil, nil},
	{versionOf, jtext.NewWords("版", "Ver", "ver"), nil},
	{budgetPassed, jtext.NewWords("予算"), []string{"募集", "応募", "提出", "申請"}},
	{inUse, jtext.NewWords("現"), []string{"募集", "応募", "提出", "申請"}},
	{presentTerm, jtext.NewWords("いま", "今", "現"), []string{"募集", "応募", "申請"}},
	{asExample, jtext.NewWords("記載例", "記入例", "作成例", "見本", "仮に", "仮定", "ように", "例です", "例示", "サンプル", "架空"), nil},
	{season, jtext.NewWords("毎年"), nil},
	{earlierWork, jtext.NewWords("より前", "以前"), nil},
	{followingMonth, jtext.NewWords("翌月", "翌々月"), []string{"令和", "月分"}},
	{formerChoice, jtext.NewWords("決定)", "採択)", "選定)", "認定)"), nil},
	{dayBefore, jtext.NewWords("前日"), nil},
	{receiptDays, jtext.NewWords("された", "した"), []string{"提出", "応募", "申請", "申込", "申し込", "登録", "エントリー", "公告した", "公示した", "公表した"}},
	{ofResidents, doingResidents, []string{"提案", "応募", "募集", "質問", "説明会", "事業者", "企業", "開催", "実施"}},
	{newWay, jtext.NewWords("から"), nil},
	{relativeDay, jtext.NewWords("日以内"), nil},
	{eachMonth, jtext.NewWords("翌月"), nil},
	{preparation, jtext.NewWords("準備", "引継", "引き継"), []string{"提出", "申請"}},
}

// isPager reports whether a line leads to other pages. What is due by a day behind the name of the next one is its own: 次の募集:12月1日から.
func isPager(s string) bool {
	return strings.Contains(s, "の") && pager.MatchString(s) && (strings.HasPrefix(strings.TrimLeft(s, " ・<«←|▲▼"), "前の") || strings.ContainsAny(s, "|<>«»←→") || nextNotice.MatchString(s))
}

// nextNotice is such a line about what is no call by its name.
var nextNotice = jtext.MustPattern(`次の(?:公告|公示|告示|記事|お知らせ|ページ|投稿|トピックス?)(?:へ)? ?[(:]`)

// isNews reports whether a line is an entry of a list of news, read on a day, "" for an unknown one.
func isNews(s string, on jdate.Date) bool {
	m := newsEntry.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	return m[4] != "" || on == "" || fmt.Sprintf("%s-%02d-%02d", m[1], month, day) <= string(on)
}

// MaskForeign blanks the sentences and brackets of a folded line whose dates are not of this call. on is the day of publication, "" for an
// unknown one.
func MaskForeign(s string, on jdate.Date) string {
	if exampleLine.MatchString(s) || isPager(s) {
		return wording.Blank(s, 0, len(s))
	}
	if isNews(s, on) {
		return wording.Blank(s, 0, len(s))
	}
	if !jtext.HasAny(s, "応募があり", "応募をいただき", "提案があり", "提案をいただき", "申込みがあり") { // it is the call whose result is told
		s = blankAll(s, earlierCall)
	}
	for _, f := range foreignForms {
		if f.words == nil || f.words.In(s) {
			s = blankAll(s, f.form, f.unless...)
		}
	}
	if jtext.HasAny(s, "毎", "各") {
		s = maskEachYear(s)
	}
	s = maskDays(s)
	if jtext.HasAny(s, "祝日", "休日", "閉庁", "休館", "振替") {
		s = blankBrackets(s)
	}
	if jtext.HasAny(s, "集合", "開場", "受付", "入室") && startTime.MatchString(s) {
		s = blankAll(s, meetingTime)
	}
	if !otherCall.MatchString(s) && !foreignWords.In(s) && !jtext.HasAny(s, cancelled...) {
		return s
	}
	from := 0
	for from < len(s) {
		end := len(s)
		if i := strings.Index(s[from:], "。"); i >= 0 {
			end = from + i + len("。")
		}
		sentence := s[from:end]
		if otherCall.MatchString(sentence) || foreignWords.In(sentence) || takenBack(sentence) {
			s = wording.Blank(s, from, end)
		}
		from = end
	}
	return s
}

// maskDays blanks days beside words that say what was done on them, and leaves the words.
func maskDays(s string) string {
	if strings.Contains(s, "ました") {
		if at := logEntry.FindStringSubmatchIndex(s); at != nil && !movedTo.MatchString(s[at[3]:]) {
			s = wording.Blank(s, at[2], at[3])
		}
	}
	for _, at := range doneOn.FindAllStringSubmatchIndex(s, 8) {
		if isDayAlone(s[at[2]:at[3]]) && !tellsOfAnswers(s[:at[0]]) {
			s = wording.Blank(s, at[2], at[3])
		}
	}
	return s
}

// tellsOfAnswers reports whether the words before a day on which something was done are about a step of the call: 質問への回答を掲載し.
func tellsOfAnswers(before string) bool {
	before = wording.LastSentence(before)
	return jtext.HasAny(before, "回答", "結果") && wording.HasSuffix(before, "掲載し", "公表し", "公開し", "掲載いたし", "公表いたし", "公開いたし")
}

// maskEachYear blanks a day of every year; where it begins a range (毎年4月1日~翌年3月19日), the range is this year's.
func maskEachYear(s string) string {
	for _, at := range eachYear.FindAllStringIndex(s, 8) {
		if !opensRange(s[at[1]:]) {
			s = wording.Blank(s, at[0], at[1])
		}
	}
	return s
}

// takenBack reports whether a sentence says that a step is not held.
func takenBack(sentence string) bool {
	if !jtext.HasAny(sentence, cancelled...) || jtext.HasAny(sentence, "中止する場合", "中止すること", "中止となる", "中止に", "中止の場合") {
		return false
	}
	for _, word := range cancelled {
		if i := strings.Index(sentence, word); i >= 0 && jtext.HasAny(sentence[:i], "場合", "とき") {
			return false // 予算に達した場合は実施しません
		}
	}
	return true
}

// blankBrackets blanks brackets about holidays that name a day without saying how a step ends.
func blankBrackets(s string) string {
	for _, at := range holidayBracket.FindAllStringIndex(s, 16) {
		inside := s[at[0]:at[1]]
		if jtext.HasDigit(inside) && !jtext.HasAny(inside, "まで", "必着", "時", ":") {
			s = wording.Blank(s, at[0], at[1])
		}
	}
	return s
}

// blankAll blanks what an expression finds, where a date may stand in it and none of the words of unless.
func blankAll(s string, found *jtext.Pattern, unless ...string) string {
	for _, at := range found.FindAllStringIndex(s, 16) {
		if part := s[at[0]:at[1]]; wording.HasNumber(part) && !jtext.HasAny(part, unless...) {
			s = wording.Blank(s, at[0], at[1])
		}
	}
	return s
}
