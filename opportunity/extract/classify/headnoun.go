package classify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// A Japanese title ends in the noun that says what its page is: 公募型プロポーザルの実施 invites, 公募型プロポーザルの実施状況 reports.

// announcing stands behind that noun and says only that the page exists: について, を公表しました, のお知らせ. Longer words stand
// before those that they end in.
var announcing = terms("について|に関して|に関するお知らせ|に関する情報|のお知らせ|お知らせ|のご案内|ご案内|の案内|案内|をご紹介|をご案内|を公表|の公表|を公開|の公開|を掲載|の掲載|のご紹介|を紹介|の紹介|を更新|の更新|" +
	"を定めました|を策定しました|を制定しました|を作成しました|を改定しました|を改正しました|を改訂しました|を見直しました|を改めました|をまとめました|の策定|の制定|の改定|の改正|の改訂|を締結しました|の締結|に調印しました|のお願い|" +
	"していました|いたしました|いたします|しています|しました|します|です")

// withoutAnnouncement cuts off what stands behind the last noun of a title in key form: what only says that the page exists,
// and remarks in brackets.
func withoutAnnouncement(text string) string {
	for {
		rest := withoutRemark(text)
		for _, tail := range announcing {
			rest = strings.TrimSuffix(rest, tail)
		}
		if rest == text {
			return rest
		}
		text = rest
	}
}

// opening and closing are brackets in key form, each at the same place (and of the same bytes) as its other half.
const opening, closing = "([【", ")]】"

// withoutRemark cuts off a remark in brackets at the end: (令和8年度).
func withoutRemark(text string) string {
	text = strings.TrimRight(text, " ")
	last, size := utf8.DecodeLastRuneInString(text)
	if size == 0 {
		return text
	}
	n := strings.IndexRune(closing, last)
	if n < 0 {
		return text
	}
	open, _ := utf8.DecodeRuneInString(opening[n:])
	if at := strings.LastIndex(text, string(open)); at >= 0 {
		return strings.TrimRight(text[:at], " ")
	}
	return text
}

// describing are the nouns of pages that tell of something and ask for nothing, with those that make them part of a call
// where they stand before: 募集の手引き, 実施要綱. Nouns and words in key form.
var describing = []struct {
	nouns, unless []string
}{
	{terms("状況|実績|事例集|事例|取組|様子|財産処分|取組み|取り組み|成果|効果|推移|統計"), terms("募集|公募|応募|受付|申請")},
	{terms("手引き|手引|手引書|マニュアル|要綱・要領|要領・要綱|要綱等|ガイドブック|ガイド|要綱|規程|規則|約款|心得"), terms("募集|公募|応募|申請|提案|参加|実施|入札|登録")},
	{terms("掲載基準|取扱基準|掲載取扱要領|運用基準|使用基準|の基準|積算基準|格付基準|評定基準|発注標準|発注基準|不正行為への対応|書き方|の返還|税額控除|の進め方|成績評定|不具合|契約変更|契約の変更|契約の更新|ネーミングライツ契約|業者選定基準|方式の実施要領|ボンドの取扱い|方式の導入|有効期間延長|リンク集|開所式|除幕式|有効期間|有効期限|電子化|利用方法|使用方法|検査基準|資格の審査基準|の試行|きまり|保証金の取扱い|保証金の取り扱い|広告の仕様|手順|活動報告|連絡会議|カレンダー|のページ|使用開始|自主事業|入札室の移転|の適正化|の徹底|の遵守|歩掛|歩掛り|労務単価|設計単価|資材単価|経費率|事務取扱要領|事務処理要領|取扱要領|運用要領|実施基準"), nil},
	{terms("制度の概要|納税の概要|制度概要|制度の仕組み|制度の流れ|とは|優遇制度|支援メニュー|制度の紹介|制度のご紹介|のメリット"), nil},
	{terms("注意事項|留意事項|注意点|ときの注意|際の注意|の流れ|のしくみ"), terms("募集|公募|応募|申請|提案")},
	{terms("faq|制度に関するq&a|制度q&a|制度のq&a|よくある質問|よくあるご質問"), terms("募集と|公募と|募集・|公募・|募集及び|募集案内と")},
	{terms("ひな形|雛形|ひな型|書式|様式例|記載例|記入例"), nil},
	{terms("協定|締結式|調印式|贈呈式|表彰式|認定式"), terms("募集|公募|参加")},
	{terms("一覧表|案件一覧|募集一覧|公告一覧|公募一覧|情報一覧|施設一覧|企業一覧|事業者一覧|業者一覧|者の一覧|企業の一覧|施設の一覧|団体一覧|場所一覧|広告主一覧|採択一覧|事業一覧|契約一覧|広告主"), terms("予定|見通し")},
	{terms("掲載中の企業|掲載中の事業者|掲載企業|締結企業|協定企業|登録企業|登録事業者|登録団体|参画企業|導入施設|導入企業|いただいた企業|いただいた企業の紹介|いただいた皆さま|いただいた皆様|締結先一覧|締結先"), nil},
	{terms("変更手続|変更手続き|変更の手続|変更の手続き|変更申請|登録の変更|内容の変更|届出"), terms("募集|公募|公告")},
	{terms("随意契約|随意契約一覧|随意契約の結果|契約の相手方"), terms("及び委託|と委託|及び")},
}

// describes returns the noun by which a title in key form names a page that only tells of something, "" where it does not.
func describes(text string) string {
	if m := setsRule.FindStringSubmatch(withoutRemark(text)); m != nil && m[1] == "" {
		return m[0]
	}
	if presents.MatchString(text) {
		return "紹介"
	}
	text = withoutAnnouncement(text)
	for _, d := range describing {
		for _, noun := range d.nouns {
			before, ok := strings.CutSuffix(text, noun)
			if ok && !wording.HasSuffix(strings.TrimSuffix(before, "の"), d.unless...) {
				return noun
			}
		}
	}
	return ""
}

// setsRule finds the end of a title that tells of a rule of the body's own: 広告事業の取扱要領を定めました. Those of a call stand behind the first
// group's words: 募集要領の改訂について.
var setsRule = jtext.MustPattern(`(募集|公募|実施|応募|設置等?|申請|提案|入札|業務)?(?:要領|要綱|規程|規則|指針|方針|基準|ガイドライン|マニュアル)(?:等|\(案\))?(?:の|を)(?:一部)?(?:を)?(?:制定|策定|改正|改定|作成|定め|見直し?)(?:しました|いたしました|ました|します)?(?:について|のお知らせ)?$`)

// itself are the nouns by which a title that names no act is of a call of its kind: 入札参加資格審査申請, 若葉ドームのネーミングライツ. Of other
// kinds titles name what is bought or sought, which may be anything.
var itself = map[opportunity.Kind][]string{
	opportunity.VendorRegistration: terms("申請|申請書|申請書類|申請受付|登録|登録申請|審査|参加資格|指名願|名簿|希望者|資格者|提出|追加|更新|随時|業者|申込み|申込|手引き|手引|要領|要項"),
	opportunity.NamingRights:       terms("ネーミングライツ|ネーミング・ライツ|ネーミングライト|命名権|パートナー|スポンサー|事業|施設|企業|制度|提案|愛称"),
	opportunity.AdSpace:            terms("広告|広告枠|広告掲載|広告主|広告事業|広告媒体|掲載|広告代理店|事業者|企業|枠|事業|スペース|寄贈|寄附|封筒|協賛"),
	opportunity.DesignatedManager:  terms("指定管理者|指定管理|指定管理業務|管理者|候補者|団体|施設|管理運営|選定|要項|要領|申請|説明会|制度"),
}

// subjects are the words of those kinds behind which such a noun stands.
var subjects = terms("参加資格|ネーミングライツ|命名権|広告|指定管理")

// namesItself reports whether a title in key form is of a call of its kind for all that it says behind the kind's own word: 広告付き案内板の設置 is
// of something that belongs to it, バナー広告を載せませんか and ネーミングライツ 若葉ドーム may be calls.
func namesItself(kind opportunity.Kind, text string) bool {
	nouns, known := itself[kind]
	if !known {
		return true
	}
	text = strings.TrimRight(withoutAnnouncement(text), "0123456789年度期月日時回分第次令和~・、。!?")
	last, _ := utf8.DecodeLastRuneInString(text)
	behind := text
	for _, word := range subjects {
		if at := strings.LastIndex(behind, word); at >= 0 {
			behind = behind[at+len(word):]
		}
	}
	return !unicode.In(last, unicode.Han, unicode.Katakana) || !jtext.HasAny(behind, aboutThem...) || wording.HasSuffix(text, nouns...)
}

// presents finds the end of a title that shows who or what was chosen or is there: 採択企業のご紹介, 返礼品提供事業者を紹介します.
var presents = jtext.MustPattern(`(?:企業|事業者|施設|団体|業者|パートナー|スポンサー|チーム|事例|取組|広告主)(?:等)?(?:の|を)?(?:ご)?紹介(?:します|いたします|しています|について|ページ)?$`)
