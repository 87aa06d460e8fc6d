package role

import "koubo/opportunity"

// silentTerms hide words that look like a step but only name a way, a place or a condition.
var silentTerms = []string{
	"電子申請", "電子入札システム", "申込フォーム", "申請フォーム", "応募フォーム", "申請システム", "受付時間", "提出先", "提出方法", "申込先", "申込方法",
	"要予約", "要申込", "要事前申込", "要事前予約", "事前予約制", "事前申込制", "予約制", "申込不要", "事前申込不要", "予約不要", "提出場所", "受付場所", "受付窓口",
	"対話型", "公募型", "提案型", "募集型", "提案募集", "契約担当", "契約課", "契約検査", "契約係", "契約管財", "契約書", "実施日", "入札室", "入札の日程", "入札日程", "非公表", "未公表", "非公開",
	"選定スケジュール", "選考スケジュール", "審査スケジュール", "選定の流れ", "審査の流れ", "選考の流れ", "選定までの流れ", "選定方法", "選定手順",
	"エントリーシートに", "エントリーシート(様式", "エントリーシート」",
}

const (
	events   = "説明会|現説|見学|現地確認|現場確認|現地調査|視察|内覧|現場説明|オリエンテーション"
	papers   = "要項|要領|要綱|指針|仕様書|案内書|募集案内|資料|図書|説明書|書類|用紙|様式|図面"
	reviews  = "審査会|審査委員会|選定委員会|選考委員会|評価委員会|選考会|選定審査会"
	outcomes = "結果|合否|可否"
)

// rules is the table of LABELS: the first row that holds decides.
var rules = []rule{
	// fees, goods and papers that only the chosen one owes; what an applicant takes back
	{all: []string{"料納入|料の納入|金納入|金の納入", "期限|期日|日まで"}, none: "入札書|材料|資料|燃料|飼料|肥料|食料|塗料|原料", role: opportunity.OtherRole},
	{all: []string{"取下げ|取り下げ|取下|辞退|納付|支払|振込|入金|入稿|納入通知|実績報告書|料の納入|金の納入|代金の|原稿の提出|原稿提出|データの提出|版下"}, none: "入札書|納入期限|納入場所|納入期間|を終え|に終え", role: opportunity.OtherRole},
	// 報告書は3月12日までに提出する: owed by the chosen one
	{all: []string{"報告書は|報告書を|報告書の提出|報告書提出|成果品|成果物|完了届|完了報告|着手届|着工届|精算書|業務日誌|領収書の|収支決算書の提出|収支決算書提出|収支決算書を"}, none: "提案|応募|申請|参加|募集|結果|質問|納品期限|納入期限", role: opportunity.OtherRole},
	// 貸付開始日, 使用開始, 出店可能日: the work begins; a facility that opens is no step
	{all: []string{"供用開始|開業|開園|閉校|開館予定|オープン予定|グランドオープン|運用開始|稼働開始|竣工|開校"}, none: "申請|提出|募集", role: None},
	{all: []string{"貸付開始|使用開始|業務開始|運営開始|事業開始|営業開始|利用開始|管理開始|出店可能|委託開始|指定開始|着工"}, none: "申請|提出|募集|受付|協定|契約|締結", role: opportunity.Period},
	{all: []string{"対象期間|対象となる期間|事業対象期間|活動期間"}, none: "申請期間|受付", role: opportunity.Period},
	// 仮申込, 応募登録, 参加届, 参加を希望する事業者の届け出
	// an hour booked for handing in: 持参の事前予約期限
	{all: []string{"来庁日時|来庁日|持参", "予約"}, role: opportunity.OtherRole},
	// 内容を変更するときは変更申請書を: due from the chosen one
	{all: []string{"変更申請|変更承認|中止申請|変更交付"}, none: "募集|公募", role: opportunity.OtherRole},
	{all: []string{"同等品", "確認書|申請|承認|提出|期限"}, none: "入札書|見積書|提案", role: opportunity.OtherRole},
	{all: []string{"落札者|優先交渉権者|受託候補者|契約候補者", "を決定|を選定|の決定|の選定"}, none: "プレゼン|ヒアリング|提出|応募|期間|募集|協議", role: opportunity.Selection},
	{all: []string{"仮申込|仮登録|仮エントリー|事前エントリー|応募登録|参加届|参加の届|届け出|届出|利用登録|登録を済ませ|参加を希望|参加希望|事前登録|参加申込|参加申し込|参加の申込|参加の申し込"}, none: "説明会|見学|結果|質問|通知|回答|提案書|セミナー|変更|辞退|資格確認結果", role: opportunity.Registration},
	{all: []string{"正式申込|本申請|本申込|本応募"}, role: opportunity.Submission},
	{all: []string{"開封|見積合わせ|見積合せ"}, none: "申込|提出", role: opportunity.Opening},
	{all: []string{"覚書|契約書の締結|基本契約"}, role: opportunity.Contract},
	{all: []string{"Q&A|問い合わせ|問合せ|お問合せ|疑義照会|疑義", "期限|期間|締切|受付|まで"}, none: "先|窓口|時間|回答", role: opportunity.Questions},
	{all: []string{"設置|整備|納入|納品|施工|導入|更新工事|補助事業|支払い", "に完了|に完成|を終え|に終え"}, none: "申請|提出|報告|実績|以降|以後|同種|類似", role: opportunity.Period},
	{all: []string{"設置期限|整備の期限|設置の期限|工事の期限|施工の期限|完成の期限|完了までに|事業の完了|工事の完了|事業完了|工事期限|完了日|施工期限|整備期限|引渡"}, none: "申請|提出", role: opportunity.Period},
	{all: []string{"廃校年月日|廃校日|閉校日|設置年月日|施行日|制定年月日|制定日|価格時点|停止期間|計画期間|メンテナンス|プライバシーマーク|更新日|最終更新|設立|納税証明|発行日|基準日|生年月日|有効期限|議会|竣工|しゅん工|住民説明|市民説明|町民説明|村民説明|県民説明|区民説明|地元説明|建築年|開庁|休館|休業"}, role: None},
	{all: []string{"準備期間|引継期間|引継ぎ期間|引き継ぎ期間"}, none: "受付|提出|申請", role: None},
	{all: []string{"Kick-off|Kick off|Kickoff|KICK-OFF|KICKOFF|KICK OFF|Mid-term|MID-TERM|Orientation|ORIENTATION"}, role: opportunity.OtherRole},
	{all: []string{"実績報告|成果報告|報告会|成果発表|発表会|中間報告|講評|DemoDay|Demo Day|DEMO DAY|DEMODAY|デモデイ|キックオフ|交流会|セミナー|表彰式|ワークショップ|勉強会"}, role: opportunity.OtherRole},
	{all: []string{"実績|資本金"}, none: "(様式|(別記|(別紙|実績書|実績調書|実績一覧|実績表", role: None}, // but 会社概要及び業務実績(様式3)を
	{all: []string{"別途公募|別途募集|別の公募|他の公募|関連する公募|関連公募|同時募集|姉妹事業"}, role: None},
	{all: []string{"辞退"}, role: opportunity.OtherRole},
	{all: []string{"特定事業の選定|特定事業選定"}, role: opportunity.OtherRole},
	{all: []string{"応募者|応募希望者|応募予定者|応募事業者|申請者|参加者", "説明会"}, none: "申込|申し込|予約|締切|期限|登録|結果|資料", role: opportunity.Briefing},
	{all: []string{events, "申込|申し込|予約|参加受付|受付|応募|締切|期限|エントリー|登録|参加申請|連絡ください|連絡してください"}, none: "サウンディング参加|提案書|質問", role: opportunity.OtherRole},
	{all: []string{"資格|指名", "結果|確認通知|有無|審査通知|指名通知"}, role: opportunity.OtherRole},
	{all: []string{"確認結果"}, none: "現地|現場|回答", role: opportunity.OtherRole},
	{all: []string{"要請|提案依頼|提案者の指名"}, role: opportunity.OtherRole},
	{all: []string{papers, "配布|交付|閲覧|貸出|縦覧|ダウンロード|入手|貸与"}, none: "公表|公告|公開|交付申請", role: opportunity.OtherRole},
	{all: []string{"縦覧に|閲覧に|縦覧する|閲覧する|縦覧でき|閲覧でき"}, none: "回答|質問", role: opportunity.OtherRole},
	{all: []string{"配布期|配付期|閲覧期|縦覧期|貸出期|貸与期|配布期限"}, none: "回答|質問", role: opportunity.OtherRole},
	{all: []string{"保証金|相談|証明書の交付"}, none: "免除", role: opportunity.OtherRole},
	{all: []string{"質問回答|質疑回答|への回答|に対する回答|質問の回答|質問書の回答|回答日|回答期限|回答期日|回答公表|回答の公表|回答書|回答予定|回答の送付|回答の掲載|質疑の回答|質疑書の回答|照会の回答|疑義の回答"}, none: "調査票|アンケート", role: opportunity.Answers},
	{all: []string{"質疑応答|質疑内容|質問内容|質問事項|質問一覧|質疑一覧", "公開|公表|掲載"}, role: opportunity.Answers},
	{all: []string{"調査|アンケート|情報提供", "回答"}, role: opportunity.Submission},
	{all: []string{"質問|質疑|照会", "回答"}, role: opportunity.Questions},
	{all: []string{"回答|お答え|ANSWER|Answer"}, role: opportunity.Answers},
	{all: []string{"質問|質疑|疑義照会|問い合わせ期|お尋ね|QUESTION|Question"}, role: opportunity.Questions},
	{all: []string{"照会", "期限|期間|締切|締め切り|〆切|受付|提出"}, none: "照会先|調査", role: opportunity.Questions},
	{all: []string{"対話|サウンディング|調査|概要", outcomes, "公表|公開|掲載"}, role: opportunity.Publication},
	{all: []string{"通過者|合格者", "発表|公表|通知|決定"}, none: "プレゼン|ヒアリング|提出|応募|期間", role: opportunity.Selection},
	{all: []string{outcomes, "通知|公表|発表|公開|連絡|掲載|選定|選考|審査|採択|決定|送付|お知らせ"}, role: opportunity.Selection},
	{all: []string{"決定通知|選定通知|採否|選考通知|内定通知"}, role: opportunity.Selection},
	{all: []string{"面接審査|面接選考|面接を|面接試験"}, none: "申込|資料|提出|結果|通知", role: opportunity.Interview},
	{all: []string{reviews}, role: opportunity.Presentation},
	{all: []string{"協定の締結|契約の締結|協定締結|契約締結|協定書の締結"}, none: "決定|選定|公表|通知|提出|申請|採択|翌日|受付|募集|承認|議決|期間|締結日", role: opportunity.Contract},
	{all: []string{"採択|選定|内定|最優秀|優先交渉権者|優先交渉者|受託候補者|候補者|交付決定|当選"}, none: "面談|面接|プレゼン|ヒアリング|審査日|選定審査|提出|応募|期間|募集", role: opportunity.Selection},
	{all: []string{"事業者|企業|団体|者|広告主|借受人|買受人|使用人|相手方|パートナー|業者|案", "決定|に発表"}, none: "プレゼン|ヒアリング|提出|応募|期間", role: opportunity.Selection},
	{all: []string{"指定管理者の指定"}, none: "期間|申請", role: opportunity.Selection},
	// 抽選会; of the order of those who speak, or of what residents use, it is none
	{all: []string{"抽選|抽せん"}, none: "申込|申し込|応募|受付|順番|番号|順序|見学|募集|ではなく|ホール|会場", role: opportunity.Selection},
	{all: []string{"履行|委託|事業|契約|業務|実施|指定|貸付|実証|使用|許可|賃貸借|リース|工事|実験|協定|設置|運営|運用|活動|整備|管理|供用|命名|愛称|活用|借受|賃借|販売|納入|トライアル|支援|雇用|任用|施工|調査|開催|委嘱|展示|滞在|利用|プログラム|出展|出店|広告|放映|掲出|占用|保守|サービス|開設|有効", "期間"},
		none: "現地確認|現場確認|下見|内覧|視察|予約|募集|応募|受付|提出|申込|申請|公募|質問|配布|閲覧|縦覧|見学|参加|入札|エントリー|公示|公告|掲示|登録|審査|見積|対話|ヒアリング|面談|面接|説明会|プレゼン", role: opportunity.Period},
	{all: []string{"履行期限|業務の期限|業務期限|委託期限|納期|納入期限|工期|完了期限|納品期限|完成期限|納入期日|納車期限|引渡期限|引渡し期限|リース期間|期間(契約"}, role: opportunity.Period},
	// a register takes applications as a call takes proposals: 入札参加資格審査(定期)の受付期間
	{all: []string{"参加資格審査|参加資格の審査|参加資格申請|資格審査申請|指名願|契約希望者登録|業者登録", "定期|追加|随時|年度入札|年度競争|年度参加|工事等|物品等|物品・|役務|指名願|希望者登録|業者登録"}, none: "確認|結果|通知|審査日|名簿に|登載|登録され|している|を有する|を受けて|受けた|提出日", role: opportunity.Submission},
	{all: []string{"参加表明|参加意向|参加申込|参加申し込み|参加申請|参加希望|参加資格確認|参加資格審査|参加資格申請|資格確認申請|資格審査申請|資格確認書|関心表明|意向表明|意思表明|参加意思|参加登録|参加届|応募表明|応募意向|参加受付|応募登録|応募の登録|登録期間|応募資格確認|資格審査書類|事前登録"}, role: opportunity.Registration},
	{all: []string{"参加資格|応募資格|競争参加", "申請|書類|提出|確認|審査|申込"}, role: opportunity.Registration},
	{all: []string{"入札", "日時|期日"}, none: "公告|公示|申込|申請|参加|提出|受付|書類|説明|質問|保証金|入札書", role: opportunity.Opening},
	{all: []string{"入札", "に執行|の執行|を執行|に執り行|を執り行"}, none: "保証金", role: opportunity.Opening},
	{all: []string{"開札|入札日|入札の日|入札執行|入札・開札|入札及び開札|入札の執行|見積合わせ|見積合せ|見積り合わせ"}, none: "保証金", role: opportunity.Opening},
	{all: []string{"入札書|見積書|提案書|企画提案|技術提案|企画書|応募書類|調査票|設置等計画|入札期間|入札受付|入札書類", "提出|受付|締切|期限|期間|受領|送付|到着"}, role: opportunity.Submission},
	{all: []string{"個別サウンディング|サウンディングの実施|サウンディング実施|対面サウンディング"}, none: "申込|受付|資料|提出|募集|結果|要領|公表", role: opportunity.Interview},
	{all: []string{"面接|面談|個別対話|競争的対話|インタビュー|Interview|INTERVIEW"}, none: "申込|資料|提出", role: opportunity.Interview},
	{all: []string{"対話"}, none: "申込|受付|資料|提出|募集", role: opportunity.Interview},
	{all: []string{"プレゼン|PRESEN|Presen|PITCH|Pitch|ヒアリング|審査日|二次審査|2次審査|第二次審査|最終審査|公開審査|書類審査|一次審査|1次審査|第一次審査|ピッチ|書類選考|1次選考|2次選考|一次選考|審査の実施|審査・|審査等|最終選考|二次選考|選定審査|提案審査"}, none: "資料の提出|シートの提出|シート提出|調書の提出|票の提出|申込", role: opportunity.Presentation},
	{all: []string{"現地説明|現場説明|現説|見学|現地確認|現場確認|現地調査|視察|内覧|現地案内|現地下見|下見"}, role: opportunity.SiteVisit},
	{all: []string{"説明会|Briefing|BRIEFING|オンライン説明|事前説明|オリエンテーション|ガイダンス"}, role: opportunity.Briefing},
	{all: []string{"募集開始|提案募集開始|提案募集の開始|公募開始|募集の開始|公募の開始|募集要項の公表|公募公告|公告開始|募集公告|公募公示|公示開始"}, role: opportunity.Publication},
	{all: []string{"募集期間|応募|公募期間|提案募集期間|提案募集期限|提案募集の期間|提案募集締切|エントリー|ENTRY|Entry|APPLY|Apply|Application|APPLICATION|提案書|企画提案|技術提案|企画書|調査票|設置等計画|申請書|入札書|見積書|意見書|計画書|募集締切|募集期限|公募締切|申請期限|申請締切|入札期間|入札の期間|提案の受付|提案受付|提案の提出|申請受付|提出書類|情報提供|入札受付|提案期限|提案締切|募集締め切り|募集終了|公募終了|募集受付|締め日"},
		none: "契約締結|協定締結|公表|公告", role: opportunity.Submission},
	{all: []string{"契約|協定"}, role: opportunity.Contract},
	{all: []string{"公告|公表|公示|掲載日|公開日|告示日|登録日|掲示日|掲載期間|掲示期間|公告期間|公示期間|実施要領の公開|要項公開|公開"}, none: "提出|受付|申込", role: opportunity.Publication},
	{all: []string{"サウンディング|対話", "申込|申し込み|申し込"}, none: "提案書|結果|型", role: opportunity.Registration},
	{all: []string{"申込|申し込み|申請"}, role: opportunity.Submission, weak: true},
	{all: []string{"提案|募集|公募"}, role: opportunity.Submission, weak: true},
	{all: []string{"受付|提出|締切|締め切り|〆切|期限|受け付け|必着|消印有効|送付|持参|応募|返送|お送り|送信"}, role: opportunity.Submission, weak: true},
	{all: []string{"審査|選考"}, role: opportunity.Presentation, weak: true},
	{all: []string{"期間"}, role: opportunity.Period, weak: true},
}
