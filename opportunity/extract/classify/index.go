package classify

import (
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
