package classify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// stageRule is a rule that names a stage. Rows stand in the order of finality: the most final stage of a title wins.
type stageRule struct {
	stage opportunity.Stage
	rule
	form   *jtext.Pattern // says the same in words that terms cannot list; nil for none
	unsure bool           // it may as well tell of a plan: the page decides
}

func stageRow(stage opportunity.Stage, any, with, not string) stageRule {
	return stageRule{stage: stage, rule: ruleOf(any, with, not)}
}

// stageForm is a row that holds where a form is found and none of not.
func stageForm(stage opportunity.Stage, form, not string) stageRule {
	return stageRule{stage: stage, rule: rule{not: termSetOf(not)}, form: jtext.MustPattern(form)}
}

func (r stageRule) match(title *scanned) (term string, ok bool) {
	if r.form == nil {
		return r.rule.match(title)
	}
	term = r.form.FindString(title.text)
	return term, term != "" && !title.has(r.not)
}

// winners are those whose choice is a result; named by what is chosen of them, as in 受託候補者が決定しました.
const winners = "最優秀者|最優秀提案者|最優秀案|優秀者|候補者|予定者|取得者|交渉権者|運営者|出店者|採用者|貸付先|売却先|交渉者|スタートアップ|チーム|法人|事業者|受託者|受注者|委託先|委託業者|指定管理者|管理者|パートナー|企業|団体|設計者|業者|設置者|借受者|スポンサー|愛称"

var stageRules = []stageRule{
	// 〇〇業務公募型プロポーザルの中止について; 不調に伴う再公告 is a new call
	stageRow(opportunity.Cancelled, "中止|取りやめ|取り止め|とりやめ|取下げ|取り下げ|取消|取り消し|撤回|入札不調|不調について|不調と|不調に終わ|(不調)|不成立|入札不落", "",
		"再公告|再公募|再募集|再度公|再入札|再度入札|不調後|禁煙|不調に備え|不調対策|中止保険|興行中止"),
	// 公募の手続を打ち切りました, 募集を見送ります; what is put off for some days is changed
	stageForm(opportunity.Cancelled, `取止め|不落(?:$|と|に|で|の|\()|見送(?:り|る|っ)|見合わせ|(?:手続き?|公募|募集|選定|プロポーザル|公告)(?:の|を|は)?(?:打ち?切|停止(?:$|し|に|の|い|\())|(?:公募|募集|入札|プロポーザル|調査|公告)(?:を|は)?(?:実施|行い|行わ|いた)?(?:しません|ません|ないこと)|(?:公募|募集|公告)(?:を|の)?白紙|成立しま?せん|成立に至り|成立しなか`,
		"ませんか|再公告|再公募|再募集|再度|受付停止"),
	stageForm(opportunity.Cancelled, `(?:不調|不落)[^、。()]{0,6}打ち?切|再度(?:の)?入札(?:も|は|が)?(?:不調|不落)`, "再公告|再公募"),
	// 応募なしにより終了; one who calls again, or goes on, has not ended
	stageForm(opportunity.Cancelled, `(?:応募|応札|入札|参加|申込み?|提案|参加申込み?|参加表明|参加表明書|提案書|入札書)(?:者|業者|企業|事業者|団体|法人)?(?:の?提出)?(?:なし|無し|(?:が|は)?(?:なく|なかっ|無かっ|無く|ありません|ございません|いませ|いなか|おりませ|おらず)|ゼロ)|者が(?:いなか|いませ|おりませ|おらず)`,
		"再|延長|延ば|改めて|あらためて|二次|2次|第2回|追加|随意|先着|引き続|継続|受け付け|受付中|募集しています|公募しています|結果について|結果$|の結果"),
	// 審査結果について; 調査結果を踏まえた計画策定業務 is a call
	stageRow(opportunity.Result, "結果", "", "結果を踏まえ|結果に基づ|結果を活用|結果報告書作成|結果通知書様式|結果等を踏まえ|結果の分析業務|結果分析|検査結果*業務|結果通知*業務|結果*印刷|結果の見える化|結果の分析|結果の活用|結果データ|結果管理|結果配信|再公募*プロポーザル"),
	// 優先交渉権者を決定しました
	stageRow(opportunity.Result, chosen(settled), "", notChosen),
	// 参加企業8社決定！, 採択7社を発表; 5社を採択します is a call
	stageForm(opportunity.Result, `[0-9](?:社|者|件|団体|組|チーム|企業|事業者|法人|施設|区画|店舗)(?:が|を|に)?(?:採択|決定|選定|選ば|決ま|選び|発表)(?:$|[!()【\[。、:]|しま?した|いたしま?した|されま?した|れま?した|りま?した|ま?した|について|のお知らせ)`, "募集"),
	// 採択企業を発表します, 審査講評, 受託候補者について
	stageForm(opportunity.Result, `採択[^募、。]{0,14}(?:を|の)?(?:発表|公表)|(?:株式会社|有限会社|合同会社|\(株\)|\(有\)|企業体|グループ)[^、。()]{0,14}(?:を|に|が|と)?(?:選定|決定|特定|採択)(?:$|いたしました|しました|されました)|(?:審査|選考|選定)(?:を|の)?通過|(?:者|案|企業|団体|法人|施設|事業)(?:が|を)選出|(?:採択|選定|採用|選出)された|(?:選定|採択|採用)(?:企業|施設|事業者|団体|業者|提案|案件)(?:の(?:お知らせ|公表|発表)|について|$|\()|マッチング成立|(?:入札|執行|見積|経過|選定)(?:結果)?調書|(?:調査|対話|サウンディング)(?:結果)?の(?:まとめ|取りまとめ|概要をま)|(?:審査|選定|評価)(?:の|に関する)?講評|講評の公[表開]|(?:受託|契約|最優秀|優先|交渉権|予定候補|設置等予定|次点)[^募、。]{0,4}者(?:について|とは|$)|(?:者|企業|団体)(?:は|が)[^、。()]{0,20}(?:となりました|になりました|に決ま)|(?:を|が)選(?:びました|ばれました)|指定管理者[^募、。]{0,10}(?:議決|可決)`,
		"募集|公募します|選定に|要領|業務委託の|採択予定|審査を行"),
	// 落札者の決定, 基本協定を締結しました
	stageRow(opportunity.Result, "落札|採択しました|採択されました|採択企業が|採択企業の決定|採択者|採択事業の決定|採択事業者の決定|採択一覧|採択事業一覧|採択*の決定|採択*を決定|採択*が決定|採択団体|交付決定|締結しました|締結について|協定の締結|協定を締結|に決定$|に決まり|に決まる|選定しました|選定されました|決まりました|決定しました|決定いたしました|開札調書|入札経過|契約状況|指定しました|指定管理者の指定について", "",
		"採択者募集|採択者の募集|採択者を募集|採択団体の募集|落札者決定基準|落札候補|特定事業として|選定に係る|受付|決定基準|締結*募集|連携協定*募集"),
	// 指定管理者候補者の選定について
	{stage: opportunity.Result, rule: ruleOf(chosen(leaning), "", notChosen), unsure: true},
	// 指定管理者募集に関する質問への回答; 質問の受付 is a step of the call
	stageRow(opportunity.QA, "質問*回答|回答*質問|質疑|q&a|qa集|質問書の公表|質問・回答|質問事項の公表|質問の公表|への回答|に対する回答|質問*お答え|質問*答えま|質疑応答|回答書|回答集|疑義*回答|照会*回答", "", "回答期限|回答日の変|回答日を|よくある質問|よくあるご質問"),
	// 公募期間を延長しました; 延長保育 and 用途変更 are subjects
	stageRow(opportunity.Amendment, "訂正|期間延長|期限延長|期間を延長|期限を延長|締切延長|締切を延長|募集延長|受付延長|公募延長|を延長しま|の延長|延長しました|延長について|延長のお知らせ|(延長|【延長|修正しま|の修正|修正について|修正版|修正しました|を変更しま|の変更|変更しました|変更について|変更のお知らせ|変更公告|内容変更|一部変更|書変更|日時変更|時等変更|日等変更|変更】|変更)|変更]|変更あり|仕様変更|日程変更|期間変更|期限変更|(変更|【変更|(改訂版|(改定版|(改訂後|【改訂版|差し替え|差替|追加資料|正誤表|延期|一部修正|修正】|修正)|誤りがありました|一部改正|条件変更", "",
		"用途の変更|名称の変更|地区の変更|計画の変更業務|計画の変更に係|変更契約|計画の変更|の変更に係|の変更に伴う|の変更業務|の変更手続|延長業務|延長保育|の修正業務|用途変更|路線の変更|延期に伴う|の延長に伴う|の変更届|訂正印"),
	// 提出期限を1週間延ばします, 期間を9月末まで延長; what lasts longer is the call, not what it is about
	stageForm(opportunity.Amendment, `(?:期間|期限|期日|締切り?日?|締め切り|〆切|日時?|日程|スケジュール)(?:を|は|が|の)?[^、。()]{0,12}(?:延長|延ば|延び|繰り?[下上]げ|後ろ?倒し|前倒し|早めま|遅らせ|変更(?:し|に|のお|$)|見直し(?:ま|$|の)|改め(?:ま|$)|変わり|変えま)`,
		"指定期間|有効期間|契約期間|協定期間|貸付期間|業務期間|工期|任期"),
	stageForm(opportunity.Amendment, `(?:受付|募集|公募|申請|応募|申込み?|提出)(?:を|の|は)[^、。()]{0,12}延長`, "指定期間|有効期間|契約期間"),
	// 要領を改めました, 仕様書を差し替えました
	stageForm(opportunity.Amendment, `(?:要領|要項|要綱|様式|仕様書?|設計図書|設計書|図面|資料|要求水準書|指針|公告文?|公示|説明書|予定価格|限度額|上限額|内訳書|契約書案|条件|書類|要件|資格|実施日)(?:等|類|集|\(案\)|\(?第?[0-9]+号?\)?)*(?:を|の|に|が|は)?(?:一部)?(?:を|の)?(?:修正|訂正|変更|変え|改訂(?:し|版|$|\(|のお|につ)|改定(?:し|版|$|\(|のお|につ)|改め|差し?替|差し?換|見直し(?:ま|$)|正誤|誤り|誤記|入れ?替え|の?追加(?:しま|について|のお|$|\()|緩和|引き?上げ|引き?下げ)|対象(?:者|経費|事業|設備|業種|企業|施設|区域|物件|分野)?(?:を|の)?(?:拡大|拡充|追加)`,
		"変更業務|改訂業務|入札参加資格の変|変更届|変更契約"),
	// 令和9年度公募予定案件, 事業実施方針の公表; 予定価格 and 予定候補者 are something else
	stageRow(opportunity.Notice, "公募予定|募集予定|発注予定|実施予定|入札予定|公告予定|公表予定|開始予定|調達予定|予定案件|公募の予定|募集の予定|発注の予定|実施の予定|予告|見通し|事前公表|事前告知|事前周知|事前案内|実施方針|特定事業の選定|特定事業として|要求水準書(案)|募集要項(案)|素案|(予定)|【予定】|を予定しています|年間予定", "", "予定候補者|実施方針*業務|見通し調査|予定地"),
	// 受付は11月に開始する予定です; 予定価格 and the day on which the money may be spent are something else
	stageForm(opportunity.Notice, `(?:募集|公募|公告|公示|受付|受け付け|申請|実施|発注|調達|入札|売却|貸付け?|開始|公表|再開|プロポーザル|サウンディング|選定)(?:を|は|の|が|に係る)?(?:[^、。()]{0,12}(?:に|の|ごろ|頃))?(?:行う|する|(?:開始|実施|公告|公募|募集|受付)(?:を)?(?:する)?)?(?:を)?予定(?:$|[^価候者地施箇人額物件面区の]|の(?:お知らせ|ご案内|案件|公表))|`+
		`[0-9来今](?:月|春|秋|夏)(?:上旬|中旬|下旬|頃|ごろ)?に?(?:公告|公募|募集|実施)(?:する|予定|を行う|を予定)|来(?:月|春|秋|夏)に?(?:公告|公募|募集|実施)|事前のお知らせ|(?:要求水準書|要項|要領|指針|仕様書|方針)案|(?:近日|まもなく)(?:公募|募集|公告|受付)|(?:要領|要項|仕様書|指針|水準書)\(?(?:素?案)\)?(?:の|を|に)(?:公表|公開|関する)`,
		"終了予定|説明会*予定|採択予定|意見招請|意見を|意見募集|情報提供"),
	stageRow(opportunity.OpenCall, "募集|公募|公告|先着順|受付|受け付け|プロポーザル|企画提案|企画競争|入札|見積|オープンカウンタ|コンペ|提案依頼|サウンディング|意見招請|情報提供依頼|rfi|市場調査|対話|申請|エントリー|応募|参加者を|選びます|選定します|特定します|求めます|求む|お待ちして|提案|しませんか|探しています|探します|空き枠|売却しています|売却します|売り払います|貸し付けます|貸付けます|分譲中|分譲しています", "", ""),
}

// chosen lists, for each of those who may be chosen, the ways in which a title says that they were.
func chosen(ways string) string {
	var b strings.Builder
	for _, who := range terms(winners) {
		for _, how := range terms(ways) {
			b.WriteString("|" + who + how)
		}
	}
	return b.String()[1:]
}

const (
	settled = "決定!|の発表$|の発表について|を発表しま|を発表$|を発表(|を選びました|を採択|が内定|に内定|を決定しました|を決定いたしました|が決定|決定のお知らせ|が決ま|を決めました|を選定しました|を選定いたしました|が選定され|を特定しました|を特定いたしました|の選定のお知らせ|の公表|を公表"
	// leaning are ways of saying that the choice was made, or is to be made.
	leaning   = "を選定$|を特定$|特定$|の決定|を決定|決定について|決定$|の選定について|の選定$|を選定いた|選定について|を決め|の特定について"
	notChosen = "選定について公募|選定委員|特定事業の選定|選定に係る|選定に関する|決定に係る|決定に関する"
)

// firstStage names the stage that a title in key form tells, with the deciding term, and whether it may mean something else;
// OtherPage where it tells none.
func firstStage(title *scanned) (stage opportunity.Stage, term string, unsure bool) {
	for _, r := range stageRules {
		if term, ok := r.match(title); ok {
			return r.stage, term, r.unsure || isPartOfName(title.text, term)
		}
	}
	return opportunity.OtherPage, "", false
}

// isPartOfName reports whether each place of a word that ends a call is the beginning of the name of something else: 選挙結果速報システム,
// 中止補償制度.
func isPartOfName(text, word string) bool {
	if !slices.Contains(ends, word) {
		return false
	}
	parts := strings.Split(text, word)
	for _, behind := range parts[1:] {
		next, _ := utf8.DecodeRuneInString(behind)
		if !unicode.In(next, unicode.Han, unicode.Katakana) || wording.HasPrefix(behind, endings...) {
			return false
		}
	}
	return true
}

// ends are the words of an end that names hold, too; endings are nouns behind them that change nothing.
var ends, endings = terms("結果|中止|取消|撤回"), terms("公表|報告|一覧|発表|概要|公告|公示|通知|表|等|及|並|案内|掲載|決定|案件|情報|更新|公開|講評|票|調書|書|令和|平成|後|済|分|資料|詳細|内容|理由|年度|一|二|三|第")
