package vocabulary

import (
	"koubo/opportunity/jtext"
)

// companies matches words for whom calls are for, and grantsToCompanies names of pages of what companies are helped with by sums of money.
var (
	companies         = jtext.MustPattern(`事業者|企業|法人|中小|商工|商店|会社|経営者|生産者|農業者|宿泊|店舗|工場|スタートアップ|起業|創業|販路|輸出|設備投資|ものづくり|利子補給|事業承継|省力化|賃上げ|燃油|加工業|商品開発|新事業|展示会|見本市`)
	grantsToCompanies = jtext.MustPattern(`(?:(?:事業者|企業|法人|会社)(?:等)?(?:向け|への?)?(?:支援|[・、/の])*|(?:事業者|企業|法人|中小|商工(?:業)?者?|商店街?|会社)[^・、/]{0,8})(?:補助|助成|支援金|奨励金)`)
)

// NamesCompanies reports whether a title names companies as whom it is for.
func NamesCompanies(title string) bool { return companies.MatchString(jtext.Key(title)) }

// residents matches words for whom grants are that no company asks for.
var residents = jtext.MustPattern(`[市町村区県都住]民|世帯|家庭|住宅|住まい|住居|リフォーム|耐震|浄化槽|空き家|移住|定住|子ども|こども|子育て|児童|学生|通学|結婚|出産|妊|高齢者|障[害が碍]|町内会|自治会|地域活動|ボランティア|個人`)

// NamesResidents reports whether a title names residents, or what they form, as whom it is for.
func NamesResidents(title string) bool { return residents.MatchString(jtext.Key(title)) }

// IsForCompanies reports whether the name of a page says that what it offers is for companies.
func IsForCompanies(text string) bool {
	key := jtext.Key(jtext.ClipBytes(text, 90))
	return grantsToCompanies.MatchString(key) || forCompanies.MatchString(key)
}

// forCompanies matches names that address companies.
var forCompanies = jtext.MustPattern(`(?:事業者|企業|法人|業者|会社|経営者)(?:等)?(?:の(?:方|皆|みな)|向け|むけ|への?(?:支援|補助|助成)|\))`)

// sections matches names of sections for companies.
var sections = jtext.MustPattern(`^(?:ビジネス|事業者|企業|商工|中小企業|経営|[・、/と]|情報|支援|の?ページ|サイト|振興)+$`)

// IsSectionForCompanies reports whether a section of a site is for companies, by its name: 事業者の方へ, ビジネス.
func IsSectionForCompanies(text string) bool {
	return IsForCompanies(text) || sections.MatchString(jtext.Key(jtext.ClipBytes(text, 90)))
}

// grants matches the names of lists of grants, which tell of what no more than for whom.
var grants = jtext.MustPattern(`^(?:各種|市|町|村|区|県|事業者|中小|企業|小規模|商工業?者?|会社|法人|産業|経営|創業|起業|事業|支援|補助|助成|給付|奨励|交付|融資|金|制度|施策|等|募集|公募|情報|一覧|のご?案内|向け|への?|について|の方へ?|[・、/とやの()])+$`)

// granted matches words for what companies are helped with.
var granted = jtext.MustPattern(`補助|助成|支援|奨励金|給付金|交付金`)

// IsOfGrants reports whether words are the name of a list of grants, of whatever matter: 補助金・助成金, 事業者支援・補助金.
func IsOfGrants(text string) bool {
	key := jtext.Key(jtext.ClipBytes(text, 90))
	return granted.MatchString(key) && grants.MatchString(key)
}

// advertising matches names of lists of space that a body sells to advertisers.
var advertising = jtext.MustPattern(`広告(?:主|媒体|掲載|事業|枠)*(?:等)?(?:の|を)?(?:ご?案内|募集|一覧|について|$|[・、/])`)

// IsOfAdvertising reports whether words are the name of a list of space for advertisements: 有料広告の募集, 広告事業.
func IsOfAdvertising(text string) bool {
	return advertising.MatchString(jtext.Key(jtext.ClipBytes(text, 90)))
}
