package discover

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"koubo/crawler/discover/vocabulary"
	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// longText is from how many characters on a link's text is an announcement's title.
const longText = 26

// sentence ends the titles of announcements.
var sentence = regexp.MustCompile(`(?:ます|ました|について|に係る.+|します|ください|下さい|の(?:お知らせ|ご?案内))[。!！]?$`)

// lists are the words that names of lists are made of.
var lists = regexp.MustCompile(`公募型|公募|募集|プロポーザル|サウンディング|コンペ(?:ティション)?|企画(?:提案|競争|競技)?|提案|市場調査|対話型|方式|型|[一条]般|条件付き?|指名|競争|入札|応札|公告|公示|見積り?|合わ?せ|オープンカウンター?|契約|調達|発注|売却|売払い?|公売|貸付け?|ネーミングライツ|命名権|スポンサー|指定管理(?:者)?|` +
	`物品|役務|工事|業務|委託|購入|賃貸借|測量|設計|コンサルタント|建設|等|民間|事業者?|企業|団体|法人|業者|受託者|候補者|パートナー|選定|実施|予定|調査|各課|官民|公民|対話|実証|社会実験|実験|フィールド|スタートアップ|連携|サイト|ページ|情報|案件|一覧|案内|お知らせ|公表|受付中?|中|市有|町有|村有|県有|公有|普通|未利用|遊休|財産|土地|地|施設|活用|利活用|制度|各種|その他|補助金?|助成金?|支援金|奨励金|給付金|広告|など|ほか|向け|の方|皆さ[まん]|皆様|今年度|現在|令和[0-9元]+年度|[のにをはとやおよびのためへ関する係るついて・、,/()「」【】\[\] ]`)

// fewSubjectRunes are what is left of a list's name that the words of lists do not cover.
const fewSubjectRunes = 3

// hasSubject reports whether a text names what a call is about, which the name of a list does not.
func hasSubject(text string) bool {
	return utf8.RuneCountInString(subjectOf(text)) >= fewSubjectRunes
}

// subjectOf is what the words of lists leave of a text. What a list's name has in brackets is no subject, where it tells kinds of calls or the
// name says that it is a list: 各種募集(補助金・広告等), 入札情報(公有地売却を含む).
func subjectOf(text string) string {
	folded := jtext.Fold(text)
	if head, inside, bracketed := strings.Cut(folded, "("); bracketed && utf8.RuneCountInString(lists.ReplaceAllString(head, "")) < fewSubjectRunes &&
		(listHead.MatchString(head) || kindsInside.MatchString(inside)) {
		folded = head
	}
	return lists.ReplaceAllString(folded, "")
}

var (
	// listHead ends the names of lists, and of hardly anything else.
	listHead = regexp.MustCompile(`(?:情報|一覧|案件|ページ|コーナー)\s*$`)
	// kindsInside is what stands behind the opening bracket of a name that tells of what kinds of calls a list is.
	kindsInside = regexp.MustCompile(`^(?:[^()・、,]{1,6}[・、,])+[^()・、,]{1,6}\)|^[^()]*(?:等|など|ほか|含む|除く|以外)\)`)
)

// plainShare is what a link that says nothing has of the promise of the page it stands on: less than is followed once calls were found.
const plainShare = floorFound - 0.001

// scoreGrants is what a list of grants promises in a section for companies, where it is no matter aside: more than offices.
const scoreGrants = 0.368

// scoreAds is what a list of space for advertisements promises there.
const scoreAds = 0.337

// weigh decides how much a link promises on a page that was reached by from.
func weigh(l link, from step) (step, bool) {
	named := vocabulary.Of(l.text)
	if named.Class == vocabulary.Plain {
		if p := vocabulary.OfPath(lastWord(l.path)); p.Class != vocabulary.Plain && (p.Class != vocabulary.News || !isNumbered(l.path)) { // /news/8821/ is an item of the news
			named = vocabulary.Promise{Class: p.Class, Weight: 0.8 * p.Weight}
		}
	}
	x := step{url: l.url, as: asPage, text: l.text, named: named, score: named.Weight, depth: from.depth + 1}
	warmth := 0.0
	if from.named.Class.LeadsToCalls() {
		warmth = from.named.Weight
	}
	switch named.Class {
	case vocabulary.Plain:
		x.score = max(plainShare*warmth, 0.05)
		if isIndex(l.path) {
			x.score = max(x.score, 0.12)
		}
	case vocabulary.Way:
		if from.depth > 0 {
			x.score *= 0.8
		}
		if from.named.Class == vocabulary.Target {
			x.score = max(x.score, 0.45*warmth) // その他の募集 beside プロポーザル
		}
	}
	if x.trade = from.trade; (x.trade || vocabulary.IsSectionForCompanies(l.text)) && vocabulary.IsOfGrants(l.text) {
		x.score = max(x.score, scoreGrants)
		if named.Class == vocabulary.Decoy { // 支援制度
			x.named = vocabulary.Promise{Class: vocabulary.Plain}
		}
	}
	if detailWords.MatchString(jtext.Key(l.text)) {
		x.score = min(x.score, 0.05)
	}
	if from.trade && vocabulary.IsOfAdvertising(l.text) && !isTitle(l) {
		x.score, x.named, x.ads = max(x.score, scoreAds), vocabulary.Promise{Class: vocabulary.Plain}, true
	}
	isPage := !isIndex(l.path) || isNamedByQuery(l.url)
	switch n := utf8.RuneCountInString(l.text); {
	case isPage && (n > longText || n > titleRunes && invites(opportunity.Draft{Title: l.text})) && hasSubject(l.text):
		return step{}, false
	case isSingle(named, l):
		x.score = min(0.4*x.score, singleShare)
	case n > titleRunes && sentence.MatchString(l.text) && hasSubject(l.text):
		x.score *= 0.4
	}
	if named.Class != vocabulary.Target && isSingle(named, l) && vocabulary.NamesResidents(l.text) && !vocabulary.NamesCompanies(l.text) {
		x.score = min(x.score, 0.05)
	}
	return x, true
}

// detailWords are all that a link says that leads from a row to its announcement, in the form of jtext.Key.
var detailWords = regexp.MustCompile(`^(?:(?:詳細|詳しく|くわしく|続き|内容)(?:は|を|の)?(?:ページ)?(?:見る|みる|読む|よむ|表示|こちら|確認|へ|[.…])*)+$`)

// singleShare is what an announcement of a matter promises at most: less than is followed once a call was found.
const singleShare = floorFew - 0.01

// isSingle reports whether a link that is called like a section or like news is one announcement of a matter, by what it is about and the number
// that its address ends in: 子育て世帯への給付金のご案内 at /node/1500.
func isSingle(named vocabulary.Promise, l link) bool {
	isLong := utf8.RuneCountInString(l.text) >= titleRunes || sentence.MatchString(l.text) // 行政改革・財産 is a section
	return isLong && (named.Class == vocabulary.Way || named.Class == vocabulary.News) && isNumbered(l.path) && hasSubject(l.text) && !vocabulary.IsOfOffices(l.text) && !vocabulary.IsSectionForCompanies(l.text)
}

// isTitled reports whether a link is called like an announcement of a matter, whatever it would promise.
func isTitled(l link) bool {
	return utf8.RuneCountInString(l.text) > titleRunes && hasSubject(l.text) && !vocabulary.IsOfOffices(l.text) && !vocabulary.IsSectionForCompanies(l.text)
}

// isTitle reports whether a link among others of its kind is an announcement by the length and the subject of what it says.
func isTitle(l link) bool {
	return (!isIndex(l.path) || isNamedByQuery(l.url)) && utf8.RuneCountInString(l.text) > titleRunes && hasSubject(l.text)
}

var (
	fileEnding = regexp.MustCompile(`(?i)\.(?:pdf|docx?|xlsx?|zip|pptx?|csv|jpe?g|png|gif|mp4|mp3|ics|txt|lzh|jtd)$`)
	feedPath   = regexp.MustCompile(`(?i)\.(?:rss|rdf|atom)$|(?:rss|atom|feed|rdf)[^/]*\.xml$|/(?:feed|rss|atom)/?$|feed\.php|/rss/.*\.xml$`)
	xmlPath    = regexp.MustCompile(`(?i)\.(?:xml|rss|rdf|atom|php)$|rss|feed|atom`)
	feedText   = regexp.MustCompile(`(?i)rss|atom|フィード|購読`)
	pagePath   = regexp.MustCompile(`(?i)\.html?$`)
)

func isFile(p string) bool { return fileEnding.MatchString(p) }

// isFeedLink reports whether a link leads to a feed: by its address, on a page that explains feeds also by less.
func isFeedLink(l link, explained bool) bool {
	if pagePath.MatchString(l.path) || strings.Contains(l.path, "sitemap") {
		return false
	}
	u := l.url
	return feedPath.MatchString(u) || l.text != "" && feedSign.MatchString(l.text) || (explained || feedText.MatchString(l.text)) && xmlPath.MatchString(u)
}

// ownFolder is the path of an announcement that has a folder to itself: /docs/2026110501142/, /archives/1142/.
var ownFolder = regexp.MustCompile(`/(?:archives?|docs?|posts?|articles?|entry|blog|detail)/[\w-]*\d{2,}/$`)

// isIndex reports whether a path has the form of a directory's or a list's.
func isIndex(p string) bool {
	return !ownFolder.MatchString(p) && hasIndexForm(p)
}

var (
	folderPath = regexp.MustCompile(`^[^?]*/(?:index\.\w+)?\?`)
	listQuery  = regexp.MustCompile(`(?i)[?&](?:cat|category|category_name|tag|genre\w*|class\w*|list\w*|m|year)=`)
)

// isNamedByQuery reports whether a folder's address names a page by a query, and no list: /?p=812, /index.php?key=12.
func isNamedByQuery(address string) bool {
	return folderPath.MatchString(address) && !listQuery.MatchString(address)
}

func hasIndexForm(p string) bool {
	return strings.HasSuffix(p, "/") || strings.HasPrefix(path.Base(p), "index.") || isNamedList(p)
}

// isNamedList reports whether a path says that it is a list's.
func isNamedList(p string) bool {
	return strings.Contains(path.Base(p), "list") || strings.Contains(p, "/category/")
}

var numeric = regexp.MustCompile(`^[\d_-]*$`)

// numbered matches the paths of pages that have a number for a name: /node/1500, /osirase/4.shtml, /news/8821/.
var numbered = regexp.MustCompile(`/[a-z]{0,6}(?:\d[\d_-]*\.\w{2,5}|\d[\d_-]{2,}(?:/(?:index\.\w+)?)?)$`)

func isNumbered(p string) bool { return numbered.MatchString(p) && !isNamedList(p) }

// lastWord is the last part of a path that is a word: nyusatsu of /shigoto/nyusatsu/0000123/index.html; "" of a page with a
// number, which is an announcement's.
func lastWord(p string) string {
	parts := strings.Split(strings.ToLower(p), "/")
	if file, isPage := strings.CutSuffix(parts[len(parts)-1], ".html"); isPage && numeric.MatchString(file) {
		return ""
	}
	for i := len(parts) - 1; i >= 0; i-- {
		part := strings.TrimSuffix(strings.TrimSuffix(parts[i], ".html"), ".htm")
		if part != "" && part != "index" && !numeric.MatchString(part) {
			return part
		}
	}
	return ""
}
