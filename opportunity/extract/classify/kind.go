package classify

import "koubo/opportunity"

// kindRule is a rule that names a kind.
type kindRule struct {
	kind opportunity.Kind
	rule
	vague bool // it tells who is sought and not how: a page that does counts for more
}

func kindRow(kind opportunity.Kind, any, with, not string) kindRule {
	return kindRule{kind: kind, rule: ruleOf(any, with, not)}
}

func vagueRow(kind opportunity.Kind, any, with, not string) kindRule {
	r := kindRow(kind, any, with, not)
	r.vague = true
	return r
}

// Words that several rows share.
const (
	// outsourced: a body buys a service about the subject, it does not offer the subject itself.
	outsourced = "委託|受託|アドバイザ|支援業務|運営業務|調査業務|検討業務|策定業務|作成業務|検証業務|支援等業務|コンサル"
	// asksProposals: the winner is chosen by what it proposes.
	asksProposals = "プロポーザル|プロポ方式|企画提案|企画競争|企画コンペ|提案公募|提案競技|技術提案"
	bids          = "入札|見積合|見積り合|見積もり合|見積競争|オープンカウンタ|オープン・カウンタ"
	companies     = "企業|事業者|スタートアップ|ベンチャー|法人|民間|会社|業者|事業所|メーカー|中小|小規模事業|商店|店舗|創業|起業|商工|経営|販路|生産性|ものづくり"
	residents     = "市民|町民|村民|区民|県民|府民|都民|道民|住民|モニター|参加者|利用者|体験|乗車|試乗|高校生|中学生|小学生|児童|親子"
	inviting      = "募集|公募|公告|受付|提案|採択|応募|エントリー"
	aid           = "補助|助成|補てん|補填|給付金|応援金|一時金"
	notAid        = outsourced + "|プロポーザル|企画提案|入札|補助員|補助犬|補助者|補助簿|補助業務|補助教材|補助輪|補助具|補助装置|補助スタッフ|助成団体|登録業者|指定業者|取扱業者|施工業者|退職金|優遇制度"
	aided         = "企業|事業者|事業所|スタートアップ|ベンチャー|法人|商店|店舗|商工|工場|農業者|漁業者|林業者|農家|事業主|旅館|ホテル|医療機関|福祉施設|介護施設|創業|起業|販路|見本市|展示会|出展|新製品|新商品|生産性|設備投資|事業承継|賃上げ|人材確保|ものづくり|オフィス|輸出|研究開発|技術開発"
	landWords     = "市有地|町有地|村有地|県有地|都有地|区有地|府有地|道有地|公有地|公有財産|普通財産|市有財産|町有財産|県有財産|市有物件|市有建物|未利用地|未利用財産|遊休財産|遊休施設|旧庁舎|旧校舎|空き校舎|廃校|跡地|保留地|土地|事業用地|駐車場用地|空き店舗|空店舗|空きスペース|余裕スペース|産業用地|工業用地|工業団地|産業団地"
)

// kindRules are tried in order; the first that holds names the kind. Beside each row stands a title that needs it.
var kindRules = []kindRule{
	// 入札参加資格審査申請(物品・業務委託)の受付: what may be supplied is no work that is bought
	kindRow(opportunity.VendorRegistration, "入札参加資格審査*申請|入札参加資格審査*受付|入札参加資格*登録|入札参加資格申請*受付|業者登録*受付|業者登録*申請", "", "停止|資格確認|措置|一般競争入札の|入札公告|入札について|プロポーザル"),
	// 令和9・10年度競争入札参加資格審査申請の受付; but 停止 is a sanction and 資格確認 a step of one tender
	kindRow(opportunity.VendorRegistration, "入札参加資格|競争参加資格|入札参加者資格|指名参加資格|入札参加登録|業者登録|指名願|契約希望者登録|契約希望者の登録|納入業者*登録|等希望者登録|有資格者名簿|資格者名簿|参加資格審査申請|登録業者|指名競争*参加資格",
		"", "停止|資格確認|措置|一般競争入札の実施|一般競争入札の公告|入札公告|入札について|業務委託|プロポーザル"),
	// 汚泥再生処理センター整備・運営事業（DBO方式）公募型プロポーザル; but an adviser on it is bought
	kindRow(opportunity.PFI, "dbo|コンセッション|運営権|park-pfi|parkpfi|パークpfi|p-pfi|公募設置管理|公募設置等|bto方式|bto|デザインビルド|db方式|設計・施工一括|設計施工一括|設計・建設・運営",
		"", "アドバイザ|可能性調査|支援業務|調査業務|検討業務|モニタリング業務|サウンディング|対話|市場調査|ネーミング"),
	// 自動販売機設置事業者の公募について
	kindRow(opportunity.Other, "自動販売機|自販機|行政財産*貸付|行政財産*使用許可", "", outsourced+"|サウンディング|購入|工事|補助金"),
	// アクセラレーションプログラム運営業務委託 公募型プロポーザル: to run it is a service bought
	kindRow(opportunity.Proposal, asksProposals+"|受託事業者*募集|受託者*募集|受託候補者|委託先*募集|委託先*公募", outsourced, ""),
	// 指定管理者制度導入支援業務委託の一般競争入札
	kindRow(opportunity.Tender, bids, outsourced, "自動販売機|広告付|総合評価*pfi|ネーミング"),
	// 総合体育館ネーミングライツ・パートナーの募集; 愛称 alone asks citizens
	kindRow(opportunity.NamingRights, "ネーミングライツ|ネーミング・ライツ|ネーミングライト|命名権|ネーミングパートナー|施設命名|愛称*パートナー|愛称*スポンサー|愛称*命名", "", "サウンディング|業務委託"),
	// 広報紙に掲載する広告の募集; 屋外広告物 is a permit
	kindRow(opportunity.AdSpace, "広告掲載|広告主|有料広告|広告付|広告枠|バナー広告|封筒*広告|広告媒体|広告*募集|広告事業|広告入り|広告代理店|協賛広告|広告*先着|広告*受付|広告*出しませんか|広告*載せませんか|広告*掲載しませんか|広告しませんか|広告スペース", "",
		"屋外広告物|求人広告|業務委託|委託業務|購入"),
	// 包括管理業務委託に係る対話型市場調査: the purchase is what is talked about
	kindRow(opportunity.Sounding, "サウンディング|市場調査|対話型|官民対話|意向調査", "業務委託に係る|業務に係る|業務委託に関する|業務に関する|委託に向けた|業務に向けた|委託の実施に", asksProposals+"|サウンディング*業務|市場調査*業務|対話*業務|意向調査*業務|住民意向"),
	// 旧小学校跡地の活用に関するサウンディング型市場調査; 住民意向調査 asks residents
	kindRow(opportunity.Sounding, "サウンディング|市場調査型|型市場調査|市場調査(|市場調査*参加|対話型市場|個別対話|対話結果|対話の結果|関する対話|係る対話|向けた対話|対話の実施|市場調査*協力|民間*意見聴取|事業者*意見聴取|民間*ヒアリング|民間事業者*アンケート|事業者*ヒアリングの|マーケットサウンディング|官民対話|民間対話|公民対話|事業者*対話|事業者*意向調査|民間*意向調査|参入意向|参画意向|市場性調査|市場調査の実施|意見招請|情報提供依頼|情報提供の依頼|情報提供要請|情報提供招請|rfi|事業者ヒアリング", "",
		"支援業務|業務委託|委託業務|住民意向|結果報告会|市長|市民との|町民との|住民との|議会|若者|労働市場"),
	// 指定管理者選定委員会の審査結果
	kindRow(opportunity.DesignatedManager, "指定管理*公募予定|指定管理*募集予定|指定管理*審査結果|指定管理*選定結果|指定管理*選考結果|指定管理*審査の結果", "", "業務委託"),
	// 市民会館の指定管理者を募集します; 評価 and 告示 come after
	kindRow(opportunity.DesignatedManager, "指定管理", "", "指定管理*評価|モニタリング|委員会|指定管理*告示|支援業務|制度導入支援|業務委託|補助金|助成金|支援金|施設一覧"),
	// 新庁舎整備事業（PFI）実施方針の公表
	kindRow(opportunity.PFI, "pfi|ppp|実施方針*公表|特定事業の選定|事業*実施方針|官民連携*整備|公民連携*整備|要求水準書", "",
		"アドバイザ|可能性調査|支援業務|業務委託|プラットフォーム|セミナー|補助金"),
	// 逆プロポ: 自治体の課題に提案する企業
	kindRow(opportunity.Collaboration, "逆プロポ|逆公募|企業版ふるさと納税|官民連携プラットフォーム|公民連携プラットフォーム|共創プラットフォーム", "", "業務委託|委託業務"),
	// 市内事業者アジア戦略実証支援事業 補助金: the money decides, not the pilot it pays for
	kindRow(opportunity.Subsidy, "補助金|補給金|助成金|支援金|交付金|奨励金|補助事業|助成事業|補助制度|助成制度|協力金|利子補給", "",
		outsourced+"|プロポーザル|企画提案|入札|義援金"),
	// 空調設備更新費補助（事業所用）10月30日まで受付, 展示会出展費用を助成します; 補助員 and 補助犬 are something else
	kindRow(opportunity.Subsidy, aid, aided, notAid),
	// アクセラレーションプログラム参加スタートアップの募集
	kindRow(opportunity.Accelerator, "accelerator|acceleration|incubation*program|incubation*batch|アクセラレ|アクセラプログラム|アクセラ*募集|アクセラ*企業|アクセラ*スタートアップ|オープンイノベーション*プログラム|オープンイノベーション*募集|オープン・イノベーション|インキュベーション*プログラム|インキュベーション*募集|スタートアップ*プログラム|ベンチャー*プログラム|起業家*プログラム|創業*プログラム|起業*プログラム|伴走支援*企業|伴走支援*募集|スタートアップ*育成*募集|スタートアップ*採択|ピッチ*企業|ピッチ*登壇",
		"", outsourced+"|インキュベーション施設|施設入居"),
	// 新産業実証フィールド提供事業の提案募集; a run told to residents has neither word
	kindRow(opportunity.Pilot, pilotWords, "企業|事業者|スタートアップ|ベンチャー|提案|公募|採択|フィールド|課題|テーマ|案件|プロジェクト|団体*募集|支援事業|支援制度", outsourced+"|プロポーザル|運行"),
	// 実証実験まるごとサポート事業: the name of a standing programme
	kindRow(opportunity.Pilot, "testbed|実証の場|実証*場の提供|実証*サポート|実証*支援事業|実証*応援|実証*チャレンジ|実証*制度|トライアルサポート|トライアル支援|実証*プログラム", "", outsourced+"|プロポーザル|運行|補助金|助成金|結果報告"),
	// 自動運転バスの実証運行をテーマとする実証事業の公募: what runs is the subject
	kindRow(opportunity.Pilot, "実証実験*公募|実証事業*公募|実証*実施者|実証*参加企業|実証*事業者*募集", "", "委託|受託|支援業務|プロポーザル|結果報告"),
	// 実証実験の募集を開始しました
	kindRow(opportunity.Pilot, pilotWords, "募集|受付|応募", residents+"|運行|"+outsourced+"|プロポーザル"),
	// 森林資源の活用に取り組む連携事業者を募集しています
	kindRow(opportunity.Collaboration, "共創*募集|共創*パートナー|共創*企業|共創*提案|共創事業|共創プロジェクト|連携事業者|連携企業|連携パートナー|連携先|連携協定*募集|連携事業*提案募集|連携事業*提案の募集|連携事業*提案を募集|公民連携*募集|公民連携*提案|官民連携*募集|官民連携*提案|パートナー企業|パートナー事業者|連携協定*相手方|協定締結事業者|協定締結企業|協定を締結する事業者|協定を締結する企業|パートナー*募集|サポーター企業|協業|協力企業|協力事業者|参画企業|参画事業者|包括連携|課題解決*企業|課題*マッチング|マッチング*企業|企業*マッチング|協働事業*企業|企業*協働|協賛企業|協賛事業者|スポンサー*募集|課題提示",
		"", "プロポーザル|企画提案|"+outsourced+"|里親|ファミリー|コンペ"),
	// 地域課題の解決策の提案を企業から求めます
	kindRow(opportunity.Collaboration, "解決策*募集|解決策*提案|課題解決*提案|課題*解決策|課題*提案*求め", "企業|事業者|民間|スタートアップ|技術", "プロポーザル|アイデアソン|市民の|住民|"+outsourced),
	// スタートアップを求む, 防災協定を締結していただける企業を募集
	vagueRow(opportunity.Collaboration, "課題*企業を探|課題*企業を求|共同研究*募集|公民連携*結果|官民連携*結果|公民連携*採択|官民連携*採択|共創*結果|オフィシャルパートナー|パートナー*決定|パートナーが決|パートナーを選|課題解決*スタートアップ|スタートアップ*募集|スタートアップ*公募|スタートアップを求|協定*企業を募集|協定*企業の募集|協定*企業募集|協定*事業者を募集|協定*事業者の募集|協定*事業者募集|協定*締結先", "", "プロポーザル|企画提案|入居|出展|オフィス|テナント|補助|助成|交流会|パートナーシップ宣誓|パートナーシップ制度|セミナー|"+outsourced),
	// 協働事業の提案募集, where companies are named; groups of citizens alone are another matter
	kindRow(opportunity.Collaboration, "協働事業|協働提案", "企業|事業者|民間", "プロポーザル|"+outsourced),
	// 公共施設等の活用に係る民間提案制度
	kindRow(opportunity.Proposal, asksProposals+"|民間提案|提案募集|提案の募集|提案を募集|提案を公募|提案の公募|提案依頼|提案者*募集|提案者*公募|提案を受け付け|提案制度|設計競技|設計コンペ|コンペティション|コンペ|事業提案|受託事業者|受託者*募集|受託者*公募|受託候補者|受託法人|受託予定者|受託者*決定|受託者が決|受託者*特定|契約予定者|契約候補者|業務*一次審査|設計*一次審査|優先交渉権者|最優秀提案|委託先*募集|委託先*公募|委託事業者|委託候補者|業務*事業者*募集|業務*公募|業務*事業者*選定|業務*候補者|業務委託*募集",
		"", "市民提案|住民提案|町民提案|区民提案|県民提案|職員提案|市民協働|職員募集|都市計画提案|写真|作品|デザインコンペ|デザインコンペティション|アイデアコンペ|アイディアコンペ|プレゼンコンペ"),
	// 市有地（旧保育所跡地）の売却に係る一般競争入札; 市有地の草刈は業務
	kindRow(opportunity.Other, landWords, "売却|売払|貸付|賃貸|活用|公募|募集|分譲|利活用|公売|処分", "業務|工事|測量|除草|計画|補助金|補助|土地区画|土地利用|土地改良|土地開発|助成"),
	// 庁舎ネットワーク機器賃貸借に係る一般競争入札の公告
	kindRow(opportunity.Tender, bids+"|公募型見積|見積依頼|見積徴取|見積書の提出|工事*公告|工事*質疑|工事*質問|業務*公告|物品*公告|発注見通し|発注の見通し|発注予定|落札|開札|見積書提出|公告*工事|公告*業務|公告*委託|公告*購入|公告*賃貸借|随意契約*公表|随意契約*結果|随意契約*公募|売払*公告|不用品*売|不用物品*売",
		"", "入札参加停止|入札制度|入札監視|入札適正化|システム利用|入札システム"),
	// キッチンカー出店事業者の募集
	vagueRow(opportunity.Other, "事業者*募集|事業者*公募|企業*募集|企業*公募|業者*募集|法人*募集|法人*公募|運営者*募集|運営主体*募集|運営主体*公募|出店者*募集|出店*募集|出店*公募|出店する方|出店*受付|取扱事業者|出展者*募集|出展*募集|テナント*募集|キッチンカー*募集|移動販売*募集|入居企業|入居者*オフィス|募集*事業者|募集*企業|使用者*公募|借受者|借受人|買受人|賃借人|立地企業|企業誘致*公募|分譲*企業|業者*選定|業者*決定|経営者*募集|運営団体*募集|実施機関*募集|医療機関*募集|運営者*公募|管理代行者*公募|管理代行者*募集|借りる方|借り受ける|借り手*募集|貸付者*公募|貸付者*募集|使用者*募集|売却先*募集|購入者*募集|取扱店*募集|参加店*募集|加盟店*募集|登録店*募集|協力店*募集|協賛店*募集|販売店*募集", "", "職員|住宅|セミナー参加|研修|農園|墓"),
}

const pilotWords = "実証実験|実証事業|実証フィールド|フィールド提供|フィールドを提供|poc|社会実装|実証支援|実証プロジェクト|実証プログラム|実証テーマ|実証案件|実証フィールド|テストベッド|実証試験|実証モデル|実証調査|トライアル発注|トライアル導入|実証"

// firstKind names the kind of the first rule that a text in key form fulfils, with the deciding term; "" for none.
func firstKind(rules []kindRule, text *scanned) (opportunity.Kind, string) {
	r, term := firstRule(rules, text)
	return r.kind, term
}

// firstRule is firstKind with the rule that named it.
func firstRule(rules []kindRule, text *scanned) (kindRule, string) {
	for _, r := range rules {
		if term, ok := r.match(text); ok {
			return r, term
		}
	}
	return kindRule{}, ""
}
