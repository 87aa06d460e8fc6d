package classify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// indexWords are what the names of index pages are made of, in key form; longer words stand before those they hold.
var indexWords = strings.NewReplacer(blanks(terms("入札参加資格|参加資格審査|参加資格|入札公告|入札情報|入札結果|入札案件|入札|契約情報|契約|業者登録|業者募集|事業者募集|事業者向け|事業者|業者|登録|発注情報|発注見通し|発注|調達情報|調達|" +
	"募集情報|募集案件|募集中|募集|公募情報|公募案件|公募|プロポーザル方式|プロポーザル|公告|案件|工事|物品|委託|役務|業務|結果|情報|一覧表|一覧|ページ|お知らせ|案内|関連|関係|各種|その他|現在|最新|年度別|目次|トップ|コーナー|申請|資格|様式|書類|企画提案|コンペ|指名|競争|一般|" +
	"について|のご|等|など|及び|・|、|／|/|と|の|・|(|)|【|】"))...)

// isIndex reports whether a title in key form is the name of a page that only lists announcements: 入札・契約・事業者募集,
// プロポーザル案件一覧. It is made of general words alone, and of more than one of them.
func isIndex(text string) bool {
	joins := jtext.HasAny(text, "・", "、", "/", "一覧", "情報")
	return joins && !isBare(text) && indexWords.Replace(text) == ""
}

// systemWords are the names of ways to choose and to pay, and explaining what pages tell of them, in key form.
var (
	systemWords    = terms("公募型プロポーザル|プロポーザル|一般競争入札|指名競争入札|競争入札|電子入札|入札|随意契約|契約|指定管理者|指定管理|ppp/pfi|ppp|pfi|ネーミングライツ|命名権|サウンディング型市場調査|サウンディング|民間提案|補助金|官民連携")
	explaining     = terms("手続き|手続|流れ|概要|しくみ|仕組み|仕組|利用方法|見直し|改正|運用|種類|とは|するには|制度|評価基準|審査基準|選定基準|評価項目|標準例|ガイドライン|指針|実施要綱|要綱")
	anySystem      = jtext.NewWords(systemWords...)
	anyExplaining  = jtext.NewWords(explaining...)
	explainingWord = strings.NewReplacer(blanks(slices.Concat(systemWords, explaining, terms("制限付き|制限付|条件付き|条件付|簡易公募型|公募型|方式|型|業者選定|事業者選定|選定|参加|相手方|契約"),
		terms("による|における|に係る|について|のご|ご案内|案内|ご紹介|紹介|説明|お知らせ|を|に|・|、|/|と|の|?|？")))...)
)

// explainsSystem reports whether a title in key form only tells how a way of choosing works: プロポーザル方式による契約の手続について. It is made
// of general words alone: no call is named.
func explainsSystem(text string) bool {
	if rest := withoutRemark(text); rest != "" && jtext.HasAny(text[len(rest):], "例", "年", "月", "版") {
		text = rest
	}
	return anySystem.In(text) && anyExplaining.In(text) && explainingWord.Replace(text) == ""
}

// ways are the names of ways to choose, and of what companies take up, in key form, longer ones before those that they begin with; aboutThem stand between those and something else.
var (
	ways      = terms("入札|プロポーザル|企画競争|オープンカウンタ|サウンディング|市場調査|指定管理者|指定管理|ネーミングライツ|命名権|広告主|広告掲載|バナー広告|有料広告|企業版ふるさと納税|包括連携協定|連携協定|pfi|ppp")
	anyWay    = jtext.NewWords(ways...)
	wayParts  = terms("型市場調査|調査|書|室|保証金|参加者|事業|方式|制度")
	aboutThem = terms("に関する|における|に対する|に伴う|との|への|の|料|用|審査委員|選定委員")
	// callParts are words of a call's own parts, papers and steps, and of what is bought: with one of them a title may be of a call.
	callParts = terms("募集|公募|実施|公告|公示|参加|受付|受け付|提出|提案|見積|開始|要項|要領|要求|仕様|説明|資料|様式|案件|対象|業務|工事|委託|購入|調達|賃貸|リース|修繕|事業者|企業|パートナー|スポンサー|申請|申込|応募|手続|情報|導入|設置|掲載|枠|結果|回答|決定|選定の|選定結果|予定|見通し|変更|中止|延長|知らせ|案内|対話|調査|支援|売|貸|借|入居|改修|整備|製造|管理|システム|日程|質問|再|候補|契約|取|不調|不落|訂正|修正|差|期|受|締|条件|方針|案|登録")
)

// besideWay returns what a title in key form, of that stage by the rules, is about that only belongs to a way of choosing (入札室の移転, 指定管理者との連絡会), "" where it may
// be a call or a stage of one.
func besideWay(title *scanned, stage opportunity.Stage) string {
	text := withoutAnnouncement(title.text)
	at := anyWay.LastIn(text)
	if at < 0 {
		return ""
	}
	rest := cutFirst(cutFirst(text[at:], ways), wayParts)
	about := cutFirst(rest, aboutThem)
	last, _ := utf8.DecodeLastRuneInString(about)
	if about == rest || strings.TrimRight(text[:at], "0123456789令和年度公募型一般指名競争電子") != "" || !unicode.In(last, unicode.Han, unicode.Katakana) || strings.ContainsAny(about, opening+closing) || jtext.HasAny(about, callParts...) {
		return ""
	}
	if stage != opportunity.OpenCall && stage != opportunity.OtherPage {
		return ""
	}
	return about
}

// cutFirst cuts off the first of the words that a text begins with.
func cutFirst(text string, words []string) string {
	for _, w := range words {
		if rest, ok := strings.CutPrefix(text, w); ok {
			return rest
		}
	}
	return text
}
