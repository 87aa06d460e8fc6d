package vocabulary

import "testing"

func TestWords(t *testing.T) {
	for text, want := range map[string]Class{
		"公募型プロポーザル": Target, "発注のお知らせ": Target, "企画提案方式": Target, "サウンディング（対話）": Target, "ネーミングライツ": Target, "事業者の募集": Target, "募集中の案件": Target,
		"入札・契約": Target, "入札公告": Target, "物品・役務の調達": Target, "契約・検査": Target, "官民連携": Target, "PPP／PFI": Target, "実証実験": Target, "指定管理者の募集": Target,
		"事業者の方へ": Way, "しごと・産業": Way, "ビジネス": Way, "市政情報": Way, "行財政改革": Way, "町のしくみ": Way,
		"新着情報": News, "もっと見る": News, "サイトマップ": Outline, "ＲＳＳについて": Feeds, "くらし": Plain, "子育て": Plain,
		"入札結果": Decoy, "入札・見積結果": Decoy, "入札参加資格審査申請": Decoy, "様式ダウンロード": Decoy, "職員採用": Decoy, "発注見通し": Decoy, "随意契約の公表": Decoy,
		"契約の手引き": Decoy, "電子入札システム": Decoy, "市営住宅の入居者募集": Decoy, "バナー広告募集": Decoy, "審議会委員の公募": Decoy, "ふるさと納税": Decoy, "指名停止": Decoy,
		"プロポーザルの審査結果": Decoy, "公募型プロポーザル選定結果": Decoy, "入札監視委員会": Decoy, "入札監視委員会の議事概要": Decoy, "優先交渉権者の決定": Decoy, "契約候補者の特定": Decoy,
		"過去の公募": Decoy, "終了した募集": Decoy, "これまでに実施したプロポーザル": Decoy, "受付終了案件": Decoy, "公募（終了分）": Decoy, "過去のお知らせ": News, "募集中・終了した案件": Target,
		"小規模修繕契約希望者登録": Decoy, "中文": Decoy, "한국어": Decoy, "やさしい日本語": Decoy, "Português": Decoy, "スマートシティ": Way, "DXの推進": Way,
		"契約事務の手引": Decoy, "落札者一覧": Decoy, "開札調書一覧": Decoy, "提案を受け付けています": Target,
		"入札予定": Decoy, "公告スケジュール": Decoy, "プロポーザルガイドライン": Decoy, "公募型プロポーザル実施要綱": Decoy, "よくある質問（入札）": Decoy, "入札中止のお知らせ": Decoy, "質問回答書": Decoy,
		"自衛官募集": Decoy, "パブコメ募集": Decoy, "市民活動の募集": Decoy, "フォトコンテスト作品募集": Decoy, "優良工事表彰": Decoy, "談合情報対応": Decoy, "審査会のお知らせ": Decoy,
		"共に取り組む企業を探しています": Target, "まちづくりパートナー": Way, "廃校・遊休施設": Way, "イノベーション": Way, "財務部": Way,
		"工事・委託・物品": Target, "物品・役務": Target, "まちの情報": Way, "市役所のしごと": Way, "総務課": Way, "組織から探す": Way, "組織図": Decoy, "各課のご案内": Way, "協働プロジェクト募集": Target,
		"PFI導入指針": Decoy, "契約関係例規": Decoy, "公募型プロポーザルとは": Decoy, "公共施設等総合管理計画": Decoy, "固定資産台帳": Decoy, "入札談合情報の取扱い": Decoy, "契約の相手方の公表": Decoy, "令和7年度以前": Decoy,
		"民間事業者との対話": Target, "民間事業者からのご意見募集（市場調査）": Target, "市民意見の募集": Decoy, "意見募集": Decoy, "パブリックコメント": Decoy,
		"パブリックプライベートパートナーシップ": Way, "ファシリティマネジメント": Way, "財務局": Way, "課室一覧": Way, "産業振興": Way, "施設を使ってみませんか": Way,
		"過去の実施案件": Decoy, "昨年度以前の案件": Decoy, "プロポーザル実施結果（過年度）": Decoy, "実施済みの公募": Decoy, "ネーミングライツ導入施設": Decoy, "命名権パートナー企業の紹介": Decoy, "包括連携協定の締結": Decoy, "指定管理者の評価結果": Decoy, "社会実験の結果について": Decoy, "入札公告と入札結果": Target, "公募及び選定結果": Target, "指定管理者制度について": Way, "指定管理者制度": Way, "都市計画課": Way, "観光課": Way, "議会事務局": Plain, "税務課": Plain, "公の施設の指定管理者制度について": Way, "指定管理者制度の運用指針": Decoy, "指定管理者制度の導入状況": Decoy, "指定管理": Target, "指定管理者": Target, "PFI制度のご案内": Decoy, "契約書・様式集": Decoy, "公募・指定管理者制度": Target, "民間提案制度": Target, "入札・契約制度": Decoy, "契約者の公表": Decoy, "契約内容の公表": Decoy, "入札・契約の適正化": Decoy, "入札制度改革": Decoy, "指定管理施設の一覧": Decoy, "ネーミングライツ契約施設": Decoy, "協定企業一覧": Decoy, "簡易見積の募集": Target, "行財政改革の推進": Way, "リビングラボ": Target, "対話型調査の実施": Target, "市有財産の処分": Target, "市の組織・計画": Way, "市について": Way, "村役場について": Way, "町の紹介": Plain, "命名権の契約状況": Decoy, "PFI事業の実施状況一覧": Decoy, "入札・命名権の契約状況": Target, "市政の予算": Way, "指定管理者一覧": Decoy, "決定したパートナー": Decoy, "管理者を募集": Target, "計画について": Decoy, "普通財産の売払い": Target, "未利用地の活用": Target,
		"事業者向けの募集": Target, "企業・団体向け募集": Target, "更新情報一覧": News, "新着ページのご案内": News, "事業者向けの補助金の募集": Way, "前年度": Decoy, "前々年度分": Decoy, "前年度の公募へ": Decoy,
		"分野からさがす": Outline, "目的別メニュー": Outline, "テーマ別": Outline, "カテゴリから探す": Outline, "分野別計画": Decoy,
		"消防本部": Way, "波里広域消防本部": Way, "水道企業団": Way, "災害対策本部": Decoy, "消防本部採用試験": Decoy, "推進本部": Decoy, "教育委員会": Way, "選挙管理委員会": Decoy,
		"結果・お知らせ": Decoy, "入札結果とお知らせ": Decoy, "お知らせ・選定結果": Decoy, "結果・公募のお知らせ": Target, "イベント・お知らせ": News, "受講生募集": Decoy, "給食調理員（パートタイム）の募集": Decoy,
		"共同研究": Target, "テナントの募集": Target, "自動販売機の設置事業者の募集": Target, "お取引先の皆様へ": Way, "法人のお客さま": Way, "技術開発": Way, "空地総合振興局": Way, "建設部": Way,
		"指定給水装置工事事業者": Decoy, "指定工事店": Decoy, "学校給食調理員の募集": Decoy, "保育士を募集": Decoy, "連携事例": Decoy, "土木工事共通仕様書の改定": Decoy, "設計労務単価": Decoy,
		"入札公告・入札結果": Target, "入札参加資格・入札公告": Target,
	} {
		if got := Of(text).Class; got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

func TestKindsOfContracts(t *testing.T) {
	for text, want := range map[string]bool{
		"工事": true, "建設工事": true, "物品・賃貸借": true, "委託・役務": true, "土木・建築工事": true, "物品購入等": true, "工事（市内業者）": true, "測量・設計・コンサルタント": true,
		"工事検査": false, "水道": false, "工事のお知らせ": false, "入札": false, "その他の手続き": false, "": false,
	} {
		if got := IsKindOfContract(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestSectionsOfMatters weighs a section less that is about a matter, and not for what stands beside it.
func TestSectionsOfMatters(t *testing.T) {
	whole, matter, beside := Of("しごと").Weight, Of("農業のしごと").Weight, Of("農業・しごと").Weight
	if matter >= whole || beside != whole {
		t.Errorf("しごと %g, 農業のしごと %g, 農業・しごと %g", whole, matter, beside)
	}
}

func TestPagesOfOffices(t *testing.T) {
	for text, want := range map[string]bool{
		"契約課": true, "消防本部": true, "上下水道部": true, "対策本部": false, "経済部": true, "健康福祉部": true, "総合振興局": true, "北部総合支所": true, "東部": false, "文化倶楽部": false, "支部": false, "組織から探す": true, "組織でさがす": true, "市役所の組織": true, "課別のご案内": true, "担当課から探す": true, "部署一覧": true,
		"市の組織・計画": false, "入札・契約": false, "課題解決の募集": false, "町のしくみ": false,
		"青葉区": true, "湊南区役所": true, "地区": false, "北部地区": false, "国家戦略特区": false, "財産区": false, "3区": false, "通学区": false, "鳥獣保護区": false, "区": false, "各区": false,
	} {
		if got := IsOfOffices(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestSectionsAndGrants(t *testing.T) {
	for text, want := range map[string]struct{ section, grants bool }{
		"事業者の方へ": {true, false}, "ビジネス": {true, false}, "企業・事業者": {true, false}, "企業支援": {true, true}, "しごと・くらし": {}, "産業": {}, "事業": {},
		"補助金・助成金": {false, true}, "支援制度": {false, true}, "企業・事業者の支援": {false, true}, "補助金・給付金（事業者）": {true, true}, "中小企業支援": {true, true}, "事業者支援・補助金": {true, true}, "各種補助金のご案内": {false, true}, "住まいの補助金": {}, "子育て支援": {}, "商店街空き店舗補助金": {true, false},
	} {
		if section, grants := IsSectionForCompanies(text), IsOfGrants(text); section != want.section || grants != want.grants {
			t.Errorf("%s: for companies %v, of grants %v", text, section, grants)
		}
	}
	for title, want := range map[string]bool{"住宅用太陽光発電設備補助金": true, "町内会活動補助金": true, "省エネ設備導入補助金": false, "販路開拓支援補助金": false} {
		if got := NamesResidents(title); got != want {
			t.Errorf("%s names residents: %v", title, got)
		}
	}
}

// TestOdds ranks sections by how often calls stand in them, and leaves out what never holds one.
func TestOdds(t *testing.T) {
	order := []string{"広報・広聴", "補助・融資制度", "公園・みどり", "農林水産", "くらし", "健康・医療相談"}
	for n := 1; n < len(order); n++ {
		if Odds(order[n-1], false) <= Odds(order[n], false) {
			t.Errorf("%s %g, %s %g", order[n-1], Odds(order[n-1], false), order[n], Odds(order[n], false))
		}
	}
	for _, name := range []string{"", "入札結果", "職員採用", "English", "様式ダウンロード", "作品募集", "命名権パートナーの紹介"} {
		if Odds(name, true) != 0 {
			t.Errorf("%q: %g", name, Odds(name, true))
		}
	}
	if Odds("なぎさの窓", false) <= 0 || Odds("なぎさの窓", true) != 0 || !IsOfPublicity("広報・広聴") || IsOfPublicity("公園") {
		t.Error("names that say nothing")
	}
}
