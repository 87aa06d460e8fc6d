// Package vocabulary holds what municipal sites call the pages on the way to their calls: what the words of a link, or of its address,
// promise.
package vocabulary

import (
	"strings"

	"koubo/opportunity/jtext"
)

// Class is what a link's words promise.
type Class string

const (
	Target  Class = "target"  // a list of calls to companies, or the page above several
	Way     Class = "way"     // a section under which such lists stand
	News    Class = "news"    // what is new, of every kind
	Outline Class = "outline" // サイトマップ
	Feeds   Class = "rss"     // explains the site's feeds
	Decoy   Class = "decoy"   // sounds near and holds no calls
	Plain   Class = "plain"   // says nothing
)

// LeadsToCalls reports whether calls stand on a page of the class, or below it.
func (c Class) LeadsToCalls() bool { return c == Target || c == Way }

// Promise is a class and how much it promises, from 0 to 1.
type Promise struct {
	Class  Class
	Weight float64
}

// wordRow is a row of the vocabulary: words in the form of jtext.Key.
type wordRow struct {
	words *jtext.Pattern
	Promise
}

func row(words string, c Class, weight float64) wordRow {
	return wordRow{jtext.MustPattern(words), Promise{c, weight}}
}

// services are what bodies run with offices of their own.
const services = `消防(?:本部|局)|水道(?:[部局]|企業団|事業所)|病院(?:局|企業団|事業局)|教育委員会(?:事務局)?`

// officeOnly matches the names of offices that let works and services beside those that let for all.
var officeOnly = jtext.MustPattern(officeOnlyForm)

const officeOnlyForm = `^[^・、/]{0,8}(?:` + services + `)$|^(?:建設|都市|土木|建築|観光|文化|環境|情報|公園|道路|地域|交通|水道|下水道|施設|住宅|農林|教育)\S{0,6}[課室部]$`

// vocabulary is what municipal sites call the pages on the way to their calls. The weightiest row that fits counts.
var vocabulary = []wordRow{
	row(`プロポーザル|企画提案|企画競争|公募型|提案(?:の)?(?:募集|受付|公募)|民間提案|事業提案|設計競技|コンペ`, Target, 1),
	row(`サウンディング|(?:民間|官民|公民|事業者|企業)(?:等)?(?:との)?対話|対話型(?:の)?(?:市場)?調査|市場調査|意向(?:調査|把握)|事業者ヒアリング|ネーミングライツ|命名権`, Target, 1),
	row(`(?:事業者|企業|業者|パートナー|(?:指定)?管理者|運営者|命名権者|担い手|出店者?|テナント|店舗|売店|自動?販売?機|スポンサー|受託者)(?:等)?(?:の?設置)?(?:の|を|向けの?|むけの?)?(?:公募|募集|選定|探し|求め)`, Target, 1),
	row(`(?:公募|募集)(?:中|している|する)?の?(?:案件|事業|プロジェクト|業務|情報|一覧)|案件(?:情報|一覧)?$`, Target, 0.98),
	row(`(?:案件|事業|プロジェクト|業務|提案|テーマ|アイデア|課題|企業|法人|団体)(?:等)?(?:の|を|向けの?|むけの?)?(?:公募|募集)`, Target, 0.95),
	row(`公募`, Target, 0.97),
	row(`募集(?:中|して|情報|一覧|案件|します)|求めて|受付中|受け?付けて`, Target, 0.85),
	row(`入札公告|入札(?:等)?(?:の)?(?:情報|案件|のお知らせ|告示|予告)|公告|見積(?:書)?(?:の)?(?:依頼|合わせ|合せ|競争|募集|公募|提出)|オープンカウンタ|入札・見積`, Target, 0.96),
	row(`発注|調達|契約情報|業務委託|一般競争|競争入札|入札`, Target, 0.94),
	row(`契約|委託|(?:工事|物品|役務|測量|設計)[・、/](?:工事|物品|役務|測量|設計)`, Target, 0.9),
	row(`(?:官民|公民|民間|企業|産学官|産官学|公共)(?:との)?(?:連携|共創|協働|活力|活用)|共創|協業|ppp|pfi|民間活力`, Target, 0.92),
	row(`実証(?:実験|事業|フィールド)?|社会実装|リビングラボ|共創ラボ|逆公募|社会実験|オープンイノベーション|スタートアップ|アクセラ|課題解決|逆提案|マッチング|共同(?:研究|開発)`, Target, 0.9),
	row(`指定管理|包括連携|連携協定|貸付|売却|売払|公売|利活用|未利用(?:地|財産|資産|施設)|(?:財産|土地|建物|公有地)の?処分`, Target, 0.75),
	row(`事業者(?:の)?(?:方|皆|向け|むけ|の皆)|事業者|業者(?:の)?(?:方|皆|向け)|ビジネス|(?:企業|法人|会社)の(?:お客|方|皆)|企業向け|(?:お?取引(?:先|業者)|納入業者|協力会社)(?:の|様|さま|$|[・、/])`, Way, 0.56),
	row(`しごと|仕事|産業|なりわい|はたらく|働く`, Way, 0.5),
	row(`企業|商工|経済|商業|工業|事業|創業|経営|雇用`, Way, 0.44),
	row(`行(?:財)?政改革|行革|財産|管財|公有|公共施設|資産|ファシリティ|遊休|民活|協働|連携|共創|パートナーシップ|民間`, Way, 0.5),
	row(`[市町村区県都道府]政|行政|(?:[市町村区県]|まち|むら)(?:役所|役場)?の(?:こと|しくみ|仕組み|情報|しごと|取り?組み|プロフィール|組織|施策|概要|すがた|計画)|^[市町村区県都道府](?:役所|役場|庁)?について$|財政|政策|企画|まちづくり|むらづくり|市役所|役場|県庁|区役所|運営`, Way, 0.44),
	row(`パートナー|イノベーション|技術開発|新産業|廃校|遊休|跡地|公共施設`, Way, 0.45),
	row(`スマートシティ|デジタル|dx|(?:先端|新)技術`, Way, 0.42),
	row(`(?:総務|財務|財政|財産|企画|契約|調達|用度|用地|管財|政策|経営|行政管理|産業|商工)\S{0,6}[部局課室係]|用度|管財`, Way, 0.4),
	row(officeOnlyForm, Way, 0.2),
	row(wardForm, Way, 0.36),
	row(`^`+branch+`$`, Way, 0.3),
	row(`(?:組織|部署|課|課室|担当課?|担当部署)(?:名)?(?:から|で|別に?)|(?:組織|部署|課室|課|各課)(?:・\S{1,3})?(?:の)?(?:一覧|ご?案内|窓口|ページ)`, Way, 0.36),
	row(`ませんか$`, Way, 0.45),
	row(`募集`, Way, 0.42),
	row(`ご案内|情報一覧`, Way, 0.32),
	row(`(?:新着|更新|最新)(?:の)?(?:情報|ページ)?(?:の)?(?:一覧|ご?案内)`, News, 0.33), // no 情報一覧 of another matter
	row(`新着|お知らせ|おしらせ|トピックス|最新情報|更新情報|ニュース|whatsnew|topics|news|(?:一覧|すべて|全て|もっと|過去)(?:を|の|の一覧を)?(?:見る|みる|表示|お知らせ)?|more`, News, 0.28),
	row(`サイトマップ|sitemap|サイトの構成|全体(?:の)?(?:目次|索引|構成)|(?:総)?目次|索引|サイト(?:一覧|ガイド)`, Outline, 0.26),
	row(`^(?:分野|目的|テーマ|カテゴリー?|ジャンル|分類)(?:から|で|別)(?:に|の)?(?:(?:情報を)?(?:探す|さがす)|見る|メニュー|一覧|索引|案内|情報)?$`, Outline, 0.365),
	row(`rss|フィード|(?:更新|新着)(?:情報)?の?(?:配信|受信|購読)`, Feeds, 0.9),
}

// decoyRows are phrases that are cut out of a text before the vocabulary is looked at: what stands beside the calls, and what
// other things are sought or announced. ~ stands for the rest of the phrase, up to the next mark between phrases.
var decoyRows = []string{
	// 入札結果, 入札・見積結果, 契約締結状況, 開札調書
	`(?:入札|開札|見積(?:合わ?せ)?|落札|契約|選定|審査|公募型?|プロポーザル|評価|提案|募集)+(?:[・及びや](?:入札|開札|見積|落札|契約))*(?:等)?の?(?:締結|執行|実施|審査|選定|評価|選考|開札)*(?:結果|状況|実績|経過|調書|公表)`,
	`(?:プロポーザル|公募)(?:等)?の?(?:審査|選定|選考|評価)+(?:委員会)?(?:結果)?`, `[^・、/とや及並]*結果(?:の(?:公表|概要|お知らせ)|一覧|情報|報告|等|について)*(?:$|[・、/])`, `結果(?:の公表|一覧|情報)?`, `落札(?:者|業者)?(?:一覧|情報|速報)?`, `開札(?:調書)?(?:一覧)?`, `契約(?:の)?(?:締結|実績)~`,
	`(?:優先)?交渉権者~`, `(?:受託|契約|委託)候補者~`, `(?:入札|契約)*監視委員会~`, `(?:契約|審査|選定|選考)委員会~`, `審査会~`, `(?:入札|公募)?(?:の)?中止~`, `よくある~`, `(?:入札|公募)?(?:の|に関する)?質問~`, `表彰~`, `(?:入札|契約)*談合~`, `(?:契約|入札)(?:の)?相手方~`, `議事(?:録|概要|要旨)~`,
	// 過去の公募, これまでに実施したプロポーザル, 過去の実施案件, 受付終了案件, 令和7年度以前, 実施結果（過年度）
	`(?:過去|以前|これまで|前年度|昨年度|過年度)(?:以前)?(?:の|に|分の)(?:実施(?:した|済み?)?|行った|募集した|公募した)?(?:公募|募集|案件|入札|公告|プロポーザル|提案|事業|発注|サウンディング|調達)~`, `~過年度~`, `^(?:前々?|昨|一昨)年度?(?:[分へ]|の?(?:一覧|案件|公告|公募|入札))*$`,
	`~[年度](?:以前|まで)~`, `~(?:終了した|終了分|終了案件|(?:受付|募集|公募|実施)(?:を)?(?:済み?|終了|締切|締め切)|アーカイブ|バックナンバー)~`,
	// 契約者の公表, 入札・契約の適正化, 指定管理施設の一覧: what was decided, and how
	`(?:契約|落札|受注|請負|工事|業務|委託|物品|調達|発注|相手方|者|先|内容|金額|情報|状況|[のと・])+公表`, `(?:入札|契約|調達|制度|[の・])+(?:適正化|改革|改善|見直し)`, `指定管理(?:者)?(?:制度)?(?:導入)?(?:の)?施設(?:等)?(?:の)?(?:一覧|紹介|案内)?(?:$|[・、/])`, `[^・、/]*(?:契約|決定|採用|命名|協定)(?:済み?)?の?(?:施設|企業|事業者)(?:の)?(?:一覧|紹介)?(?:$|[・、/])`,
	`(?:実施|進捗|利用|導入|整備|運営|管理|活用|取り?組み?|執行)+状況`,
	// 指定管理者一覧, 決定したパートナー
	`指定管理者?(?:の)?一覧(?:$|[・、/])`, `(?:決定|採択|採用|選定|指定|締結)(?:した|された|しました)~`,
	// ネーミングライツ導入施設, 命名権パートナー企業の紹介, 包括連携協定締結一覧: what came of calls
	`~(?:導入(?:済み?|中)?の?(?:施設|状況|事例|一覧|実績)|(?:協定|契約)(?:の|を)?締結|締結(?:先|状況|一覧|実績)|活用事例|(?:取り?組み|実施|活用|対話)事例|(?:企業|事業者|パートナー|団体|施設|事例)(?:等)?のご?紹介)~`,
	// 入札参加資格審査申請, 競争入札参加者名簿, 業者登録のご案内, 入札に参加するには
	`(?:一般|指名)?(?:競争)?入札(?:等)?参加(?:者)?(?:有)?(?:の)?(?:資格|願|申請|登録|停止|者名簿)~`, `参加資格~`, `資格審査`,
	`(?:指名)?業者(?:の)?(?:登録|名簿)~`, `登録業者~`, `名簿`, `指名願~`, `指名参加~`, `入札に参加~`,
	// PFI導入指針, 契約関係例規, 指定管理者制度の概要, プロポーザル方式とは: of whatever it is, it is not the calls
	`~(?:指針|ガイドライン|手引き?|マニュアル|要綱|要領|例規|規則|規程|条例|約款|心得|憲章|大綱|概要|流れ|とは|早わかり|評価|成績|実績|入門|計画|構想|ビジョン|台帳|白書|年報|統計|モニタリング|本部|q&a|faq)(?:集|一覧|等)?(?:$|[・、/])`,
	// 指定管理者制度について, 最低制限価格制度: how it is done, not what is sought
	`(?:指定管理者?|入札|契約|総合評価|ppp|pfi|[・、/])+制度(?:の(?:ご?案内|説明|運用|見直し|導入.{0,6})|について|等|一覧)*(?:$|[・、/])`,
	// 連携事例, 土木工事共通仕様書の改定, 設計労務単価
	`~事例(?:集|紹介|一覧|の紹介)?(?:$|[・、/])`, `~(?:共通仕様書|積算(?:基準|要領)|(?:設計|労務|資材)単価)~`,
	// 様式ダウンロード, 契約規則, 契約の手引き, 入札制度
	`~(?:様式|書式|書類|ダウンロード|申請書|提出書|契約書|入札書|委任状|請書|記入例|記載例)~`,
	`(?:契約|入札|調達|プロポーザル|公募型?|実施|企画提案|事務)*(?:に関する|関係|[の・])?(?:規則|規程|要綱|約款|条例|心得|制度|基準|手引き?|マニュアル|ガイドライン|指針|要領)~`,
	// 指定給水装置工事事業者, 指定工事店: who may work for residents
	`指定(?:給水|排水|下水|水道|工事)~`,
	// 職員採用, 会計年度任用職員の募集, 学校給食調理員の募集
	`~(?:職員|採用|会計年度|人事|求人|就職|隊員|インターン|教員|消防士|看護師|パートタイム|アルバイト)~`, `[^・、/]*[員士師](?:\([^)]*\))?(?:の|を)?(?:募集|公募)~`,
	// 指名停止, 指名除外, 暴力団排除措置
	`指名停止~`, `指名除外~`, `(?:入札)?(?:参加)?停止~`, `排除措置`, `暴力団`,
	// 発注見通し, 工事の発注予定, 年間発注計画
	`(?:入札|公告|発注|開札)(?:の)?(?:予定|日程|スケジュール|カレンダー)~`, `~(?:見通し|見込み?)~`, `~(?:発注|調達|工事)(?:の)?(?:予定|計画|時期)~`,
	// 随意契約の公表, 電子入札システム, 最低制限価格, 総合評価方式, 工事検査
	`随意契約~`, `随契~`, `少額~`, `電子(?:入札|調達|契約|申請)~`, `入札(?:情報)?システム`, `最低制限~`, `予定価格`, `総合評価~`,
	`小規模(?:修繕|工事|契約)~`, `希望者(?:の)?登録~`, `工事成績~`, `監督`, `検査`, `インボイス`, `請求書`, `工事請負`, `変更契約`,
	// バナー広告募集, 市営住宅の入居者募集
	`~(?:広告|バナー)~`, `~(?:入居|市営住宅|町営住宅|公営住宅|村営住宅|県営住宅|空き家|移住|宅地|分譲)~`,
	// 議会中継, ふるさと納税, 審議会委員の公募, 参加者募集, パブリックコメント
	`広報~`, `議会~`, `~(?:ふるさと(?:納税|応援|寄附)|寄附|寄付)~`,
	`~(?:(?:市民|町民|村民|区民|県民|住民)(?:の)?意見|コメント|委員|審議会|モニター|ボランティア|参加者|受講[生者]?|講座|教室|市民|町民|村民|県民|区民|作品|愛称|標語|児童|園児|生徒|学生|里親|出場|出演者|団員|会員|利用者|サポーター|スタッフ|メンバー|写真|レシピ|川柳)(?:の|を)?(?:募集|公募)~`,
	`(?:^|[・、/])(?:ご)?意見(?:の|を)?(?:募集|公募)~`, `公募委員`, `パブリック・?コメント~`, `パブコメ~`, `自衛官?~`, `(?:市民|町民|村民|区民|県民)(?:活動|農園|団体)~`, `~コンテスト~`,
	// what residents and visitors look for, and what every page links
	`観光`, `イベント`, `行事`, `図書館`, `統計`, `選挙`, `防災`, `緊急`, `ごみ`, `税金`, `納税`, `健診`, `年金`, `保険`, `ホール`, `施設予約`, `施設案内`,
	`計画(?:の)?(?:策定|改定)?`, `予算`, `決算`, `パンフレット`, `動画`, `写真`, `組織(?:図|機構|改編|改正)`, `アクセス`, `問い?合わ?せ`, `連絡先`, `個人情報`, `著作権`, `免責`,
	`リンク集`, `プライバシー`, `サイトポリシー`, `アクセシビリティ`, `検索`, `ログイン`, `english`, `外国語`, `多言語`, `言語`, `languages?`, `中文`, `中国語`, `韓国`, `한국어`, `やさしい(?:日本語|にほんご)`, `portugu[eê]s`, `espa[nñ]ol`, `ti[eế]ng`, `filipino|tagalog`, `文字サイズ`,
}

var decoys = jtext.MustPattern(strings.ReplaceAll(strings.Join(decoyRows, "|"), "~", "[^・、/]*"))

// aside are what a section of ways also holds: pages about a matter, not the way to calls.
var aside = jtext.MustPattern(`[六6]次|雇用|就労|誘致|支援|融資|助成|補助|相談|(?:文化|観光|スポーツ|商店街)\S*振興|商工会|会議所|立地|農|林|漁|労働|許可|届|証明|紹介|統計|税|歴史|概要|組合|団体`)

// explains matches names of pages that explain how something is done, and that on many sites lead to what is sought now.
var explains = jtext.MustPattern(`^(?:公の施設(?:の|に係る|における)?)?(?:指定管理者?|ネーミングライツ|民間活力|サウンディング)制度(?:について|の(?:ご?案内|概要|ページ))?$`)

// proceeds matches names of pages that tell how the calls of a kind stand, those that are open among them: プロポーザルの実施状況.
var proceeds = jtext.MustPattern(`^(?:[市町村区県都道府]の?|本市の)?(?:公募型?|簡易型?|指名型?|事業者|プロポーザル|企画(?:提案|競争|競技)|サウンディング|民間提案|提案|募集|市場調査|対話|指定管理者?|ネーミングライツ|[型・、/の]|方式|等|\(|\))+(?:に(?:係る|関する|よる)|の)?(?:現在の?)?(?:実施|募集|公募|受付|公告)*状況(?:一覧|について|のお知らせ|のご案内)?(?:$|\()`)

// leftOver is what remains of a phrase that was cut out and says nothing by itself: 開札調書一覧.
var leftOver = jtext.MustPattern(`^の?(?:一覧|情報|ページ|速報)+$`)

// outcomes matches words for how calls ended; what is new beside such is new of them.
var outcomes = jtext.MustPattern(`結果|落札`)

// Of reads what a link's text, or a page's title, promises.
func Of(text string) Promise {
	key := jtext.Key(jtext.ClipBytes(text, 400))
	rest := withoutDecoys(key)
	switch {
	case rest == key:
		return best(Promise{Plain, 0}, rest)
	case proceeds.MatchString(key):
		return Promise{Target, 0.9}
	case explains.MatchString(key):
		return Promise{Way, 0.45}
	}
	promise := best(Promise{Decoy, 0}, leftOver.ReplaceAllString(rest, ""))
	if promise.Class == News && outcomes.MatchString(key) {
		return Promise{Decoy, 0} // 結果・お知らせ
	}
	if promise.Class == Decoy && office.MatchString(key) {
		return best(Promise{Plain, 0}, officeOnly.FindString(key)) // 都市計画課, 観光課 let contracts, too
	}
	return promise
}

// best is the weightiest promise of a text, which is at least one that is known.
func best(known Promise, text string) Promise {
	known = weightiest(known, text)
	if known.Class != Way || !aside.MatchString(text) || grantsToCompanies.MatchString(text) {
		return known
	}
	known.Weight *= asideShare
	for phrase := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(phraseMarks, r) }) {
		if !aside.MatchString(phrase) {
			known = weightiest(known, phrase) // しごと of 農業・しごと
		}
	}
	return known
}

// asideShare is what is left of the weight of a section that is about a matter.
const asideShare = 0.6

func weightiest(known Promise, text string) Promise {
	for _, r := range vocabulary {
		if r.Weight > known.Weight && r.words.MatchString(text) {
			known = r.Promise
		}
	}
	return known
}

// phraseMarks part the phrases of a text.
const phraseMarks = "・、/("

// withoutDecoys cuts decoys out of a text, with what they are of where calls are: 命名権の of 命名権の契約状況.
func withoutDecoys(key string) string {
	var rest strings.Builder
	at := 0
	for _, m := range decoys.FindAllStringIndex(key, -1) {
		before := key[at:m[0]]
		begin := strings.LastIndexAny(before, phraseMarks) + 1
		end := len(key)
		if n := strings.IndexAny(key[m[1]:], phraseMarks); n >= 0 {
			end = m[1] + n
		}
		isHead := m[1] == end || leftOver.MatchString(key[m[1]:end])
		if isHead && strings.HasSuffix(before, "の") && best(Promise{Plain, 0}, before[begin:]).Class == Target {
			before = strings.TrimRight(before[:begin], phraseMarks)
		}
		rest.WriteString(before)
		at = m[1]
	}
	return rest.String() + key[at:]
}

// office matches the names of offices of a body.
var office = jtext.MustPattern(`^(?:[^・、/ ]{1,12}[課室係局]|[^・、/ ]{1,10}[^・、/ 本支内外全一幹楽東西南北中]部|[^・、/ ]{0,8}(?:` + services + `)|` + branch + `)$`)

// branch matches the names of a body's offices elsewhere, each of which lets contracts of its own: 総合振興局, 支庁, 総合支所.
const branch = `[^・、/ ]{1,10}(?:振興局|県民局|支庁|総合支所|総合事務所|地域事務所|(?:県民|行政)センター)`

// IsOffice reports whether words are the name of an office, as wards are.
func IsOffice(text string) bool {
	key := officeKey(text)
	return office.MatchString(key) || ward.MatchString(key)
}

// ward matches the names of a city's wards.
var ward = jtext.MustPattern(wardForm)

const wardForm = `^[^・、/ \d]{0,4}[^・、/ \da-z地学校漁猟禁挙政治産特管工団護全各同]区(?:役所)?$`

// IsWard reports whether words are the name of a ward, which announces what no feed of the city's other pages tells.
func IsWard(text string) bool { return ward.MatchString(officeKey(text)) }

// officeKey is the form of a text in which it may name an office, which is never long.
func officeKey(text string) string { return jtext.Key(jtext.ClipBytes(text, 60)) }

// offices match the names of pages that lead to offices.
var offices = jtext.MustPattern(`^(?:[^・、/]{0,4}の)?組織(?:$|[かで別一案])|(?:部署|課室?|担当)(?:名)?(?:から|で|別)|(?:部署|課室|課|各課)(?:の)?(?:一覧|ご?案内|窓口)`)

// IsOfOffices reports whether words name an office, or a page that leads to offices and hardly to anything else.
func IsOfOffices(text string) bool {
	key := officeKey(text)
	return office.MatchString(key) || offices.MatchString(key) || ward.MatchString(key)
}

// kindOfContract matches what contracts are of, and nothing else.
var kindOfContract = jtext.MustPattern(`^(?:(?:建設|土木|建築|電気|設備|水道|公共)[・、/]?)*(?:工事|物品|役務|業務|委託|購入|売却|賃貸借?|リース|測量|設計|コンサル(?:タント)?|修繕|印刷|製造|清掃|その他|等|関係|及び|[のと・、/]|\([^)]{1,12}\))+$`)

// IsKindOfContract reports whether the name of a page is what contracts are of and nothing else, as those of lists below 入札 are: 工事,
// 物品・役務.
func IsKindOfContract(text string) bool {
	return kindOfContract.MatchString(jtext.Key(jtext.ClipBytes(text, 90)))
}

// pathWords are words of addresses, romanized in the ways that are in use.
var pathWords = []wordRow{
	row(`kekka|shikaku|sikaku|sanka|yoshiki|yousiki|youshiki|kisoku|kitei|youkou|yoko|teishi|mitoshi|mitosi|keikaku|yotei|zuii|saiyo|saiyou|shokuin|syokuin|kouhou|koho|gikai|toroku|touroku|shimei|simei|download|furusato|kanko`, Decoy, 0),
	row(`proposal|puropo|propo|sounding|saund|koubo|^kobo|kouboo|teian|jissho|jissyo|zissyo|naming|startup|innovation`, Target, 0.9),
	row(`nyusatsu|nyusatu|nyuusatsu|nyuusatu|nyuu-?satsu|keiyaku|kokoku|koukoku|chotatsu|choutatsu|tyoutatu|tender|^bid|itaku|anken|renkei|kyoso|ppp|pfi`, Target, 0.8),
	row(`jigyo|jigyou|zigyo|business|shigoto|sigoto|sangyo|sangyou|sanngyou|kigyo|kigyou|boshu|bosyu|boshuu`, Way, 0.45),
	row(`shisei|sisei|chosei|chousei|tyousei|sonsei|kensei|kusei|gyosei|gyousei|zaisei|gyokaku|gyoukaku`, Way, 0.4),
	row(`sitemap|site_?map`, Outline, 0.26),
	row(`shinchaku|sinchaku|sintyaku|oshirase|osirase|whatsnew|topics|^news`, News, 0.28),
}

// OfPath reads the last word of an address's path.
func OfPath(segment string) Promise {
	best := Promise{Plain, 0}
	for _, r := range pathWords {
		if !r.words.MatchString(segment) {
			continue
		}
		if r.Class == Decoy {
			return r.Promise
		}
		if r.Weight > best.Weight {
			best = r.Promise
		}
	}
	return best
}
