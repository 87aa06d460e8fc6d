package classify

import (
	"net/url"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// Reasons of a Verdict, beside those of the other exclusions (採用, 委員, 行事, 会議, 意見募集, 制度, お知らせ).
const (
	NoTerm       = "該当語なし" // of a title that names no call, and nothing that speaks against one
	forResidents = "住民向け"
	cutShort     = "表題が途中まで"
	saysLess     = "表題だけでは不明"
	aboutWay     = "方式の周辺" // of a title about something beside a way of choosing or paying (入札室の移転)
	named        = "制度名"   // a programme's own name, or a call of something unsaid
)

// Verdict is what a listed title alone says of an announcement.
type Verdict struct {
	Keep      bool
	Undecided bool   // kept because the title is cut or says nothing of its subject: only the page can tell
	Why       string // a short reason to count by, of what is dropped or undecided; "" for what is kept for its words
}

// Triage says whether a listed title may announce an opportunity or a stage of one (result, answers, amendment). The
// address and the categories of a feed entry count as hints. A miss loses an opportunity and a false alarm costs one
// request, so doubt keeps: a title that is cut, or says nothing of its subject, is dropped for no word that it lacks.
func Triage(title, url string, categories []string) Verdict {
	return (*Titles)(nil).Triage(title, url, categories)
}

// Triage returns what the function Triage does, and remembers what the titles that it keeps were told to be.
func (k *Titles) Triage(title, url string, categories []string) Verdict {
	t := scan(titleKey(title))
	v := k.told(t)
	verdict := triaged(title, t, v, url, categories)
	if verdict.Keep {
		k.keep(t, v)
	}
	return verdict
}

func triaged(title string, t *scanned, v verdict, url string, categories []string) Verdict {
	why := doubt(t, v, url, categories)
	switch {
	case challenges.MatchString(t.text) && (why == "" || why == NoTerm || why == beside):
		return Verdict{Keep: true, Undecided: true, Why: named}
	case why == "":
		return Verdict{Keep: true}
	case IsCutTitle(title):
		return Verdict{Keep: true, Undecided: true, Why: cutShort}
	case why == aboutWay:
		return Verdict{Keep: true, Undecided: true, Why: aboutWay}
	case why == NoTerm && isBare(t.text):
		return Verdict{Keep: true, Undecided: true, Why: saysLess}
	case why == NoTerm && mayBeProgramme(t):
		return Verdict{Keep: true, Undecided: true, Why: named}
	case why == NoTerm && t.has(matters) && !t.has(programmes.not), isBareWork(t.text),
		(why == NoTerm || why == forResidents) && (holdsRooms(t) || mayBeForCompanies(t, v.kind)):
		return Verdict{Keep: true, Undecided: true, Why: saysLess}
	case v.calls:
		return Verdict{Keep: true}
	case v.none < hardlySure:
		return Verdict{Keep: true, Undecided: true, Why: saysLess}
	}
	return Verdict{Why: why}
}

// TriageListed is Triage of a listed announcement. A row without a link was taken for a call by more than its title.
func TriageListed(d opportunity.Draft) Verdict {
	if d.InList {
		return Verdict{Keep: true}
	}
	return Triage(d.Title, d.URL, d.Categories)
}

// works end the bare names of what a body buys: 新川団地集会所解体工事. Whether that is an invitation, its page tells.
var works = []string{"工事", "業務委託", "委託業務", "賃貸借", "物品購入", "の購入", "の買入れ", "の買入", "の買い入れ", "の借入", "の借入れ", "の製造", "リース", "ライセンス", "業務", "分解整備", "点検整備", "保守点検", "修繕", "改修", "補修", "布設替", "布設替え", "取替", "取替え", "据付", "塗装", "撤去", "借上", "借上げ", "賃借", "除草", "剪定", "伐採", "実施設計", "基本設計", "詳細設計", "測量設計", "オーバーホール", "単価契約", "調達", "売払い", "売払", "公売"}

// matters are what bodies name alone and only companies take up: what becomes of an old school, a shop in the town hall.
var matters = termSetOf("利活用|民間活力|テナント|売店|食堂*出店|カフェ*運営|キッチンカー|ppa|充電設備|充電器|シェアサイクル|返礼品*事業者|返礼品*登録|車体広告|広告枠|企業を探|企業を求|事業者を探|事業者を求|事業者と|起業人|プロポ$|出店について|借りませんか|使いませんか|活用しませんか|買いませんか|出店しませんか|進出しませんか|載せませんか|出しませんか|販売しませんか|試しませんか|提供しませんか|会社*ませんか|企業*ませんか|事業者*ませんか|事業者*アンケート|企業*アンケート|売払い|実証の場|法人を探|法人を求|会社を探|会社を求|会社へ$")

var (
	movingIn      = termSetOf("入居*募集|入居*公募|入居について")
	businessRooms = termSetOf("産業|創業|起業|企業|オフィス|インキュベ|ビジネス|工場|研究")
)

// holdsRooms reports whether a title seeks those who move into rooms of a centre for companies, not into dwellings.
func holdsRooms(title *scanned) bool {
	return title.has(movingIn) && title.has(businessRooms)
}

// isBareWork reports whether a title in key form is the bare name of a work, with or without remarks in brackets behind it.
func isBareWork(text string) bool {
	bare := text
	for rest := withoutRemark(bare); rest != bare; rest = withoutRemark(bare) {
		bare = rest
	}
	return wording.HasSuffix(bare, works...) || countedGoods.MatchString(bare)
}

// countedGoods end the bare names of goods: 除雪ドーザ(11t級)1台.
var countedGoods = jtext.MustPattern(`[^年月日0-9第][ (]*(?:[0-9]{1,4}|一)(?:台|式|基|組|個|着|冊|セット|脚|枚|箱)\)?$`)

// companySubsidies are what subsidies for companies name, beside words of residents (若者の職場定着, 物価高騰).
var companySubsidies = termSetOf("事業費補助|推進事業|sdgs|商店街|販路|中小|省エネ|賃上げ|ものづくり|観光|宿泊|農業|出店|産業|企業|事業者|工場|店舗|職場|オフィス|ビル|エネルギー|人材|雇用|経営|創業|起業|建設奨励")

// atHome are words of what only households are helped with.
var atHome = termSetOf("家電|家庭用|個人向け|個人住宅")

// costs are what subsidies pay a part of.
var costs = termSetOf("費補助|費用補助|費の補助|費用の補助|費助成|費の助成|費用の助成")

// supports end the names of what a body pays for or helps with.
var supports = []string{"助成", "補助", "支援", "支援事業", "応援", "応援事業"}

// mayBeForCompanies reports whether a title of that kind by the rules names a subsidy that may be for companies.
func mayBeForCompanies(title *scanned, kind opportunity.Kind) bool {
	if !title.has(companySubsidies) || title.has(atHome) {
		return false
	}
	return kind == opportunity.Subsidy || title.has(costs) || wording.HasSuffix(strings.TrimRight(title.text, closing), supports...) || wording.HasSuffix(withoutAnnouncement(title.text), supports...)
}

// programmes are words of what koubo looks for first, in the names that bodies give to it.
var programmes = rule{
	any: termSetOf("実証|サンドボックス|テストベッド|協創|共働|地域課題|社会課題|行政課題|新技術|先端技術|スマートシティ|ラボ|ブースト|グロース|ベンチャー|起業家|コンソーシアム|官民共創|公民共創|オープンイノベーション|スタートアップ|アクセラ|インキュベ|イノベーション|チャレンジ|共創|協業|官民連携|公民連携|マッチング|逆提案|課題解決|ピッチ|poc|リビングラボ|トライアル|フィールド提供|社会実装|プロジェクト*公募|プロジェクト*募集|事業*募集|事業*公募|提案*募集|パートナー|募集要項|公募要領|募集要領"),
	not: termSetOf("コラボ|ラボラトリー|運行|しました|ました$|開催|参加者|市民|町民|住民|学生|児童|生徒|中学|高校|職員|委員|結果|報告|実績|選手|大会|試乗|乗車|体験|モニター|愛称|講座|教室|イベント|見学|相談会|世帯|利用案内|料金|会議室|行います|開始します|実施します|始めます|始まります|実施中|実施しています|規制|渋滞|歩行者|乗り方|飛行|データの|宣言|推進室|入居企業|形成計画|計画$|カフェ|のご紹介|開きます|キャンペーン|スポーツ|マラソン|料理|図書|広報|協定|受賞|表彰|説明会|セミナー|採用|隊員|作品|写真|予算|議会|計画の|計画について|計画を|の取組|の取り組み|について$|紹介"),
}

// mayBeProgramme reports whether a title that names no act may be the name of a programme for companies (実証実験フルサポート事業,
// オープンイノベーション支援事業), which only its page tells.
func mayBeProgramme(title *scanned) bool {
	if _, ok := programmes.match(title); ok {
		return true
	}
	return jtext.HasAny(title.text, "innovation", "challenge", "accelerat", "incubat", "testbed", "livinglab", "pilot", "startup", "pitch", "sandbox", "boost", "venture", "growth", "x-tech", "scaleup", "catalyst", "cohort", "batch", "founder", "launch", "garage") && !title.has(programmes.not)
}

// doubt returns why a whole title of these words would announce no opportunity, "" where it may.
func doubt(t *scanned, v verdict, url string, categories []string) (why string) {
	switch {
	case v.why == beside && v.none < neverCalls: // a page is read for less
	case v.why != "":
		return v.why
	}
	keep := false
	switch kind := v.kind; {
	case kind == opportunity.Subsidy:
		keep = subsidyMayInvite(t, url, categories)
	case kind != "":
		keep = true
	default:
		keep = t.has(plainPurchase) || t.has(purchase) && hintsAt(procurementHints, url, categories)
	}
	if !keep {
		return NoTerm
	}
	return ""
}

// maxTitleBytes bounds what is read of a title; the words that decide stand far before it.
const maxTitleBytes = 4000

// titleKey is a title in key form, within its bound.
func titleKey(title string) string {
	key := jtext.Key(jtext.ClipBytes(title, maxTitleBytes))
	if brokenWords.In(key) {
		key = wordBreaks.Replace(key)
	}
	if callingWords.In(key) {
		key = sameWords.Replace(key)
	}
	return key
}

// sameWords puts one word for others that say the same: 協力事業者を募ります.
var sameWords = strings.NewReplacer("募ります", "募集します", "募りました", "募集しました", "募って", "募集して", "募る", "募集する")

// callingWords are parts of all that sameWords replaces.
var callingWords = jtext.NewWords("募り", "募っ", "募る")

// brokenWords are parts of all that wordBreaks replaces.
var brokenWords = jtext.NewWords("民間", "点検診断", "部会議", "遮断水", "拡大会議")

// wordBreaks part words that would make a term together: 汐ヶ浦市民間提案 has no 市民, 橋梁点検診断 no 検診.
var wordBreaks = strings.NewReplacer("市民間", "市 民間", "町民間", "町 民間", "村民間", "村 民間", "区民間", "区 民間", "県民間", "県 民間", "道民間", "道 民間", "府民間", "府 民間",
	"点検診断", "点検 診断", "本部会議", "本部 会議", "支部会議", "支部 会議", "遮断水", "遮断 水", "拡大会議", "拡大 会議")

var (
	// 令和8年度簡易診断技術者派遣等事業委託業務: no word of an invitation, but nobody else announces such a thing
	plainPurchase = termSetOf("業務委託|委託業務|事業委託")
	// 庁舎空調設備保守点検（長期継続契約）, under 入札・契約
	purchase = termSetOf("委託|工事|賃貸借|購入|修繕|借上|リース|製造|調達|物品|売払|設計|測量|清掃|保守|構築|策定|導入|更新業務|支援業務|運営業務|公告|募集|提案|公募|仕様書|業務$|業務に|業務の実施|について公表")
	// a subsidy that says so is for companies; the others must be announced where companies look
	subsidyCalls = termSetOf(companies + "|公募|募集|申請受付|二次|採択|省エネ|dx|デジタル化|脱炭素|設備|医療機関|病院|農業者|雇用|輸出|観光|宿泊|農業|林業|漁業|水産|畜産|研究開発|技術開発|実証|産業|新商品|交付決定")

	procurementHints = terms("nyusatsu|nyusatu|nyuusatsu|nyuusatu|nyuu-kei|keiyaku|keiyakunyuusatsu|proposal|propo|puropo|koubo|kobo|itaku|gyomuitaku|chotatsu|choutatsu|tender|bid|contract|koukoku|kokoku|anken|入札|契約|プロポーザル|企画提案|調達|公募|委託")
	businessHints    = terms("business|jigyo|jigyou|zigyo|sangyo|sangyou|shigoto|kigyo|kigyou|shoko|shoukou|syoko|syoukou|keizai|startup|nogyo|nourin|事業者|産業|企業|しごと|商工|ビジネス|経済|創業")
)

func subsidyMayInvite(title *scanned, url string, categories []string) bool {
	return title.has(subsidyCalls) || hintsAt(businessHints, url, categories)
}

// hintsAt says whether the path or a category contains one of the hints. Paths are romanized in many ways and joined
// to other words (nyusatsukeiyaku), so that parts of words count.
func hintsAt(hints []string, address string, categories []string) bool {
	where := strings.ToLower(pathOf(address)) + " " + jtext.Key(jtext.ClipBytes(strings.Join(categories, " "), maxTitleBytes))
	for _, h := range hints {
		if strings.Contains(where, h) {
			return true
		}
	}
	return false
}

func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Path
}
