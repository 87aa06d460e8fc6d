package classify

import (
	"slices"
	"strings"

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
	explainingWord = strings.NewReplacer(blanks(slices.Concat(systemWords, explaining, terms("制限付き|制限付|条件付き|条件付|簡易公募型|公募型|方式|型|業者選定|事業者選定|選定|参加|相手方|契約"),
		terms("による|における|に係る|について|のご|ご案内|案内|ご紹介|紹介|説明|お知らせ|を|に|・|、|/|と|の|?|？")))...)
)

// explainsSystem reports whether a title in key form only tells how a way of choosing works: プロポーザル方式による契約の手続について. It is made
// of general words alone: no call is named.
func explainsSystem(text string) bool {
	if rest := withoutRemark(text); rest != "" && jtext.HasAny(text[len(rest):], "例", "年", "月", "版") {
		text = rest
	}
	return jtext.HasAny(text, systemWords...) && jtext.HasAny(text, explaining...) && explainingWord.Replace(text) == ""
}
