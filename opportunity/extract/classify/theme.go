package classify

// themeRules lists the words of a title or summary that put an announcement under a theme; it may have several.
var themeRules = []struct {
	theme string
	any   termSet
}{
	{"mobility", termSetOf("交通|モビリティ|バス|自動運転|mobility|maas|タクシー|シェアサイクル|自転車|鉄道|lrt|ライドシェア|ドローン|物流|配送|空飛ぶ|駐車場|駐輪")},
	{"health", termSetOf("健康|医療|病院|保健|検診|健診|高血圧|フレイル|予防|感染症|ヘルスケア|ストレスチェック|診療|特定保健")},
	{"childcare", termSetOf("子育て|保育|こども|子ども|子供|児童|母子|学童|幼稚園|赤ちゃん|妊産婦|ベビー")},
	{"education", termSetOf("教育|学校|小学|中学|高校|高等学校|図書館|学習|給食|gigaスクール|人材育成|研修")},
	{"environment", termSetOf("環境|ごみ|廃棄物|リサイクル|資源循環|清掃工場|汚泥|水質|生物多様性|食品ロス|プラスチック|街路樹|森林")},
	{"energy", termSetOf("エネルギー|脱炭素|太陽光|カーボン|再エネ|再生可能|電力|ゼロカーボン|蓄電|水素|省エネ|led|充電|gx")},
	{"disaster", termSetOf("防災|災害|避難|消防|減災|備蓄|ハザード|危機管理|耐震|防犯|津波|豪雨")},
	{"tourism", termSetOf("観光|インバウンド|宿泊|旅行|誘客|mice|道の駅|温泉|スタンプラリー|海浜|周遊|イベント|まつり")},
	{"agriculture", termSetOf("農業|農林|農産|林業|水産|漁業|畜産|鳥獣|森林|農地|スマート農|6次産業|木材|漁港|魚市場")},
	{"welfare", termSetOf("福祉|介護|高齢者|障害|障がい|見守り|生活困窮|地域包括|老人|認知症|生活保護|引きこもり|ひきこもり")},
	{"dx", termSetOf("dx|デジタル|システム|ai|iot|ict|生成ai|オンライン|電子申請|クラウド|ネットワーク|rpa|アプリ|データ|チャットボット|マイナンバー|スマートシティ|ロボット|情報化|サーバ|ホームページ|ウェブサイト")},
	{"infrastructure", termSetOf("道路|橋|水道|下水|上下水|公共施設|庁舎|公園|河川|包括管理|インフラ|管路|整備事業|建設|港湾|空港|跡地|点検|住宅|体育館")},
	{"culture", termSetOf("文化|芸術|美術館|博物館|スポーツ|ホール|歴史|音楽|体育館|競技場|球場|スタジアム|アリーナ")},
	{"industry", termSetOf("産業|企業|中小|商店街|商業|創業|起業|スタートアップ|ベンチャー|販路|輸出|ものづくり|雇用|就業|経営|イノベーション|アクセラ|インキュベーション")},
}

// themesOf returns the themes of a text in key form, and the words that told them.
func themesOf(text *scanned) (themes, words []string) {
	for _, r := range themeRules {
		if term, ok := text.first(r.any); ok {
			themes, words = append(themes, r.theme), append(words, term)
		}
	}
	return themes, words
}
