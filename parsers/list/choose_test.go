package list

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// Parts of the pages below: a menu, rows with days and rows without.
const (
	sideMenu  = `<div class="g"><ul><li><a href="/m1/">くらし・手続き</a></li><li><a href="/m2/">観光・文化・スポーツの案内</a></li></ul></div>`
	datedRows = `<ul><li>2026年11月20日 <a href="/k/1.html">市役所屋上の活用</a></li><li>2026年11月18日 <a href="/k/2.html">学校給食の調理</a></li><li>2026年11月2日 <a href="/k/3.html">駅前広場の管理</a></li></ul>`
	longRows  = `<ul><li><a href="/p/1.html">住民票の写しの請求のしかたについて</a></li><li><a href="/p/2.html">ごみの分別と収集日のカレンダー</a></li></ul>`
	cityNews  = `<ul><li>2026年11月27日 <a href="/news/1.html">市民プール冬季休業のお知らせ</a></li><li>2026年11月26日 <a href="/news/2.html">献血にご協力ください</a></li></ul>`
)

// TestWhatStandsAroundLists holds, one case a mechanism, which rows of a page announce.
func TestWhatStandsAroundLists(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"ranking under its heading":       {`<div><h1>公募</h1><ul><li><a href="/k/1.html">市役所屋上の活用を提案する企業の募集</a></li></ul><h2>アクセスランキング</h2>` + longRows + `</div>`, "/k/1.html"},
		"ranking under a plain line":      {`<div><h1>公募</h1><ul><li><a href="/k/1.html">市役所屋上の活用を提案する企業の募集</a></li></ul><p>よく見られるページ</p>` + longRows + `</div>`, "/k/1.html"},
		"related, below the list's boxes": {`<div><h1>公募</h1><h2>関連リンク</h2>` + longRows + `<h2>募集中</h2><ul><li><a href="/k/1.html">市役所屋上の活用を提案する企業の募集</a></li></ul></div>`, "/k/1.html"},
		"related in a box of its own":     {`<div><h1>公募</h1><div><p>関連リンク</p>` + longRows + `</div><div>` + datedRows + `</div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"a column title is no heading":    {`<div><h1>公募</h1><table><tr><th>様式</th><th>件名</th></tr><tr><td><a href="/k/1.html">様式</a></td><td>市役所屋上の活用を提案する企業の募集</td></tr></table></div>`, "/k/1.html"},
		"news of the city behind":         {`<div><h1>公募</h1>` + longRows + `</div><div><h2>市からのお知らせ</h2>` + cityNews + `</div>`, "/p/1.html /p/2.html"},
		"news of the city in the part":    {`<div><h1>公募</h1><h2>募集中</h2>` + datedRows + `<h2>お知らせ</h2>` + cityNews + `</div>`, "/k/1.html /k/2.html /k/3.html"},
		"list behind its heading's box":   {sideMenu + `<div><div><h1>公募</h1></div><div>` + datedRows + `</div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"rows before the heading":         {`<div>` + longRows + `<h1>公募</h1>` + datedRows + `</div>`, "/k/1.html /k/2.html /k/3.html"},
		"says that there are none":        {`<div><h1>公募</h1><p>現在、募集中の案件はありません。</p></div><div>` + cityNews + `</div>`, ""},
		"papers of a page's own":          {`<div><h1>公園売店の公募</h1><p>` + strings.Repeat("若葉市では事業者を公募します。", 20) + `</p><p>資料は次のとおりです。</p><ul><li><a href="/f/1.pdf">募集要項（PDF：90KB）</a></li><li><a href="/f/2.docx">様式集</a></li></ul></div>`, ""},
		"papers under their heading":      {`<div><h1>公園売店の公募</h1><p>公募します。</p><h2>3 関係書類</h2><ul><li><a href="/f/1.pdf">募集要項（PDF：90KB）</a></li><li><a href="/f/2.docx">様式集</a></li></ul></div>`, ""},
		"news of calls under a menu":      {`<div><h1>契約・公募</h1><ul><li><a href="/k/a.html">プロポーザルガイドライン</a></li><li><a href="/k/b.html">選定委員会</a></li><li><a href="/k/c.html">公募終了分</a></li></ul><h2>新着</h2><p>・<a href="/p/1.html">市役所屋上を活用する事業者の公募</a>（2026年11月20日）</p><p>・<a href="/p/2.html">学校給食の調理業務公募型プロポーザル</a>（2026年11月2日）</p></div>`, "/p/1.html /p/2.html"},
		"papers of several":               {`<div><h1>公募</h1><p>` + strings.Repeat("若葉市では事業者を公募します。", 20) + `</p><ul><li>市役所屋上の活用を提案する企業 <a href="/f/1.pdf">募集要項</a></li><li>駅前広場を活用する企業 <a href="/f/2.pdf">募集要項</a></li></ul></div>`, "/f/1.pdf /f/2.pdf"},
		"menu of lists before a table":    {`<table><tr><td><table><tr><td><a href="/m/1.html">入札参加資格</a></td></tr><tr><td><a href="/m/2.html">入札結果</a></td></tr><tr><td><a href="/m/3.html">発注見通し</a></td></tr><tr><td><a href="/m/4.html">各種様式</a></td></tr></table></td><td><b>入札のお知らせ</b><table><tr><td>●<a href="/k/1.html">庁舎の防水工事の入札について</a></td></tr><tr><td>●<a href="/k/2.html">駅前の舗装工事の入札について</a></td></tr></table></td></tr></table>`, "/k/1.html /k/2.html"},
		"parts by department":             {`<div><h1>職員の募集</h1><h3>総務課</h3><ul><li><a href="/k/1.html">事務補助員 1名</a></li></ul><h3>健康福祉課</h3><ul><li><a href="/k/2.html">認定調査員 2名</a></li></ul><h3>学校教育課</h3><ul><li><a href="/k/3.html">特別支援教育支援員 若干名</a></li><li><a href="/k/4.html">給食調理員 3名</a></li></ul></div>`, "/k/1.html /k/2.html /k/3.html /k/4.html"},
		"links in the headings of parts":  {`<div><h1>公募・入札</h1><section><h2>総務部 <a href="/d/1/">部のページへ</a></h2><ul><li><a href="/k/1.html">庁舎警備業務</a> 2026年11月20日</li><li><a href="/k/2.html">例規の更新</a> 2026年11月10日</li></ul></section><section><h2>消防局 <a href="/d/2/">局のページへ</a></h2><ul><li><a href="/k/3.html">救急自動車の艤装</a> 2026年11月2日</li></ul></section><section><h2>環境部 <a href="/d/3/">部のページへ</a></h2><ul><li><a href="/k/4.html">古紙の売払い</a> 2026年10月2日</li></ul></section></div>`, "/k/1.html /k/2.html /k/3.html /k/4.html"},
		"short names beside other years":  {`<main><h1>入札結果</h1><ul><li><a href="/f/11.pdf">11月執行分</a></li><li><a href="/f/10.pdf">10月執行分</a></li></ul><p><a href="/k/r7.html">令和7年度の入札結果</a></p></main>`, "/f/11.pdf /f/10.pdf"},
		"menu under its own title":        {`<div class=l><section><div class="panel-heading">メニュー</div><nav>` + longRows + `</nav></section></div><div class=r><section><div>` + datedRows + `</div></section></div>`, "/k/1.html /k/2.html /k/3.html"},
		"menu behind its heading":         {`<h1>公募</h1><h2>関連情報</h2><div class="side-menu">` + longRows + `</div>` + datedRows, "/k/1.html /k/2.html /k/3.html"},
		"menu in a box behind its title":  {`<div><p>カテゴリー</p><div><aside>` + longRows + `</aside></div></div><p>募集しているもの</p>` + datedRows, "/k/1.html /k/2.html /k/3.html"},
		"crumbs within what is related":   {`<h1>公募</h1>` + datedRows + `<h2>関連リンク</h2><p>次のページもご覧ください。</p><nav>` + longRows + `</nav>` + longRows, "/k/1.html /k/2.html /k/3.html"},
		"other pages of a category":       {`<div><h1>公募</h1><p><a href="/k/1.html">市役所屋上の活用を提案する企業の募集</a></p><h2>このカテゴリの他のページ</h2>` + longRows + `</div>`, "/k/1.html"},
		"titles in heads of entries":      {`<div><h1>公募</h1><div class=item><div class=itemHead><span class=itemTitle><a href="/k/1.html">温泉旧館の民間譲渡先を公募します</a></span></div><div class=itemInfo>投稿者: okutsu 投稿日時: 2026/11/19 9:30</div><div class=itemFoot><a href="/k/1.html">続きを読む...</a></div></div><div class=item><div class=itemHead><span class=itemTitle><a href="/k/2.html">町バス運行業務プロポーザルの実施</a></span></div><div class=itemInfo>投稿者: okutsu 投稿日時: 2026/11/2 9:30</div><div class=itemFoot><a href="/k/2.html">続きを読む...</a></div></div></div>`, "/k/1.html /k/2.html"},
		"titles in headers of entries":    {`<div><h1>公募</h1><div class=post><header class="post-header"><a href="/k/1.html">温泉旧館の民間譲渡先を公募します</a></header><p>2026/11/19</p></div><div class=post><header class="post-header"><a href="/k/2.html">町バス運行業務プロポーザルの実施</a></header><p>2026/11/2</p></div></div>`, "/k/1.html /k/2.html"},
		"titles in heads of cards":        {`<div><h1>公募</h1><div class="c-card"><div class="c-card__head"><a href="/k/1.html">温泉旧館の民間譲渡先を公募します</a></div><div class="c-card__body">2026/11/19</div></div><div class="c-card"><div class="c-card__head"><a href="/k/2.html">町バス運行業務プロポーザルの実施</a></div><div class="c-card__body">2026/11/2</div></div></div>`, "/k/1.html /k/2.html"},
		"a head in a repeated container":  {`<div class=container><div class=header><a href="/f/1.html">市役所の業務時間の延長について</a></div></div><div class=container><h1>公募</h1>` + datedRows + `</div>`, "/k/1.html /k/2.html /k/3.html"},
		"a kind before each row":          {`<div><h1>お知らせ</h1><ul><li><p>2026年11月20日</p><p>募集</p><p><a href="/k/1.html">空き店舗の出店者</a></p></li><li><p>2026年11月2日</p><p>イベント</p><p><a href="/k/2.html">星空観察会</a></p></li></ul></div>`, "/k/1.html /k/2.html"},
		"filters of the list":             {`<div><h1>募集</h1><div><p>募集の種類</p><ul><li><a href="?k=1">補助金・助成金の募集</a></li><li><a href="?k=2">指定管理者の募集</a></li></ul></div><div>` + datedRows + `</div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"conditions below the boxes":      {`<main><h1>貸付け</h1><div class=i><h3><a href="/k/1.html">旧東保育園</a></h3><p>現地は<a href="https://m.example.com/1">地図</a>をご覧ください。</p><p>公告：令和8年11月9日</p></div><div class=i><h3><a href="/k/2.html">西駐車場</a></h3><p>12区画</p><p>公告：令和8年11月2日</p></div><p><a href="/k/rule.html">貸付けの条件</a></p></main>`, "/k/1.html /k/2.html"},
		"way to the office in lines":      {`<body>○<a href="/k/1.html">わなの購入</a>（8.11.20）<br>○<a href="/k/2.html">市民農園の利用者</a>（8.11.2）<br>○<a href="/k/3.html">直売所の運営団体</a>（8.9.30）<br><br>●<a href="/map.html">案内図</a>　●<a href="/o.html">農政課について</a></body>`, "/k/1.html /k/2.html /k/3.html"},
		"a page's part is no card":        {`<div><a href="/">若葉市</a></div><div><h1>公募</h1><div><span>[2026/11/20]</span> <a href="/k/1.html">市有車両の公売</a></div><div><span>[2026/11/2]</span> <a href="/k/2.html">旧職員住宅の売却</a></div><p><a href="/o.html">財政課へのお問い合わせはこちら</a></p></div>`, "/k/1.html /k/2.html"},
		"short names of pages below":      {`<div><div><h1>募集</h1><ul><li><a href="/k/1.html">広報紙の編集印刷</a></li><li><a href="/k/2.html">移住相談窓口の運営</a></li><li><a href="/k/3.html">健康マイレージの運営</a></li></ul></div></div><div>` + longRows + `</div>`, "/k/1.html /k/2.html /k/3.html"},
		"what the list is about":          {`<div><h1>サウンディング</h1>` + datedRows + `<h2>サウンディングとは</h2><p>民間の意見を聴く調査です。<a href="/k/about.html">公募との違いの説明</a></p></div>`, "/k/1.html /k/2.html /k/3.html"},
		"papers behind a term":            {`<div><h1>公募</h1><dl><dt><a href="/k/1/index.html">公式アプリの再構築</a></dt><dd>公告日：令和8年11月9日<br><a href="/f/1.pdf">質問への回答（11月25日掲載）</a></dd><dt><a href="/k/2/index.html">庁舎の清掃</a></dt><dd>公告日：令和8年10月9日<br><a href="/f/2.pdf">審査結果（11月20日掲載）</a></dd></dl></div>`, "/k/1/index.html /k/2/index.html"},
		"files behind linked headings":    {`<div><h1>協働</h1><h2><a href="/k/1.html">子ども食堂の団体</a></h2><p>2026年11月20日</p><p>添付：<a href="/f/1.pdf">ちらし（PDF 50KB）</a></p><h2><a href="/k/2.html">里山の団体</a></h2><p>2026年11月2日</p><p>添付：<a href="/f/2.pdf">ちらし（PDF 50KB）</a></p></div>`, "/k/1.html /k/2.html"},
		"more beside a search":            {`<div><h1>公募</h1><p>該当する情報は見つかりませんでした。</p><div><h2>こちらの情報もご覧ください</h2>` + cityNews + `</div></div>`, ""},
		"system and manual":               {`<div><h1>公募</h1>` + datedRows + `<div><p><a href="https://ebid.example.jp/">電子入札システムへ</a></p><p><a href="/f/m.pdf">操作マニュアル</a></p></div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"periods tell calls from lists":   {`<div><h1>民間提案</h1><div class=c><h3><a href="/k/1/">遊休公園の再生</a></h3><p>受付 2026年11月2日から2027年1月29日</p></div><div class=c><h3><a href="/k/2/">庁用車の共用</a></h3><p>受付 2026年10月1日から2026年12月25日</p></div></div>`, "/k/1/ /k/2/"},
		"short names with periods":        {`<div><h1>公有財産</h1><h2>売却</h2><ul><li><a href="/k/1.html">旧消防署分署の土地建物</a>（申込み 12月18日まで）</li></ul><h2>貸付け</h2><ul><li><a href="/k/2.html">1階の売店</a>（申込み 12月11日まで）</li><li><a href="/k/3.html">公園の自販機</a>（申込み 12月4日まで）</li></ul></div>`, "/k/1.html /k/2.html /k/3.html"},
		"papers below a row":              {`<div><h1>公告</h1><table><tr><th>公告日</th><th>工事名</th></tr><tr><td rowspan=2>R8.11.20</td><td><a href="/k/1.html">中央通りの共同溝</a></td></tr><tr><td><a href="/f/1.zip">設計図書</a></td></tr><tr><td rowspan=2>R8.11.2</td><td><a href="/k/2.html">南小学校のプール</a></td></tr><tr><td><a href="/f/2.zip">設計図書</a></td></tr></table></div>`, "/k/1.html /k/2.html"},
		"days of another kind beside":     {`<div><h1>公告</h1><h2>公告中</h2>` + datedRows + `<h2>公告予定</h2><table><tr><th>公告予定日</th><th>件名</th></tr><tr><td>R8.12.8</td><td><a href="/k/4.pdf">西小学校の増築</a></td></tr></table></div>`, "/k/1.html /k/2.html /k/3.html /k/4.pdf"},
		"help for every call, undated":    {`<div><h1>公募</h1><ul><li><a href="/k/1.html">屋外広告物の塗り替え</a></li><li><a href="/k/2.html">駐輪場の管理者</a></li><li><a href="/k/3.html">遊休施設の活用事業者</a></li></ul><div><p><a href="/f/1.docx">入札書・委任状の様式（Word）</a></p><p><a href="/f/2.pdf">建設工事請負契約約款（PDF）</a></p><p><a href="/l.html">最低制限価格制度の運用について</a></p><p><a href="https://www.ppi.example.jp/">入札情報サービス（PPI）</a></p><p><a href="/rss/k.xml">公募のRSS</a></p></div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"help for every call, dated":      {`<div><h1>公募</h1>` + datedRows + `<div><p><a href="/f/1.docx">入札書・委任状の様式（Word）</a></p><p><a href="/f/2.pdf">建設工事請負契約約款（PDF）</a></p><p><a href="/l.html">最低制限価格制度の運用について</a></p><p><a href="https://www.ppi.example.jp/">入札情報サービス（PPI）</a></p><p><a href="/rss/k.xml">公募のRSS</a></p></div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"a call is no help for its name":  {`<div><h1>公募</h1><ul><li><a href="/k/1.html">防災メール配信システムの構築業者の公募</a></li><li><a href="/k/2.html">条例検索の公募</a></li></ul></div>`, "/k/1.html /k/2.html"},
		"questions and more to read":      {`<div><h1>公募</h1><ul><li><a href="/k/1.html">防犯灯の更新</a></li><li><a href="/k/2.html">斎場の清掃</a></li><li><a href="/k/3.html">地図の購入</a></li></ul><div><h3>Q&amp;A</h3><p><a href="/q/1.html">資格がなくても応募できますか</a></p></div><div><p>あわせて読みたい</p>` + longRows + `</div><p><a href="/f/1.pdf">参加申込書の記入例</a></p></div>`, "/k/1.html /k/2.html /k/3.html"},
		"news beside short names":         {`<div><h1>公募</h1><ul><li><a href="/k/1.html">防犯灯の更新</a></li><li><a href="/k/2.html">斎場の清掃</a></li><li><a href="/k/3.html">地図の購入</a></li></ul><div><strong>市からのお知らせ</strong>` + cityNews + `</div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"news of the city under a line":   {`<div><h1>公募</h1>` + datedRows + `<div><strong>市からのお知らせ</strong>` + cityNews + `</div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"says none, leads to results":     {`<div><h1>公募</h1><p>現在公募している案件はございません。</p><p>これまでの案件は<a href="/k/old.html">公募結果一覧</a>をご覧ください。</p></div><div>` + cityNews + `</div>`, ""},
		"says none, leads to rules":       {`<div><h1>公募</h1><p>募集中の案件はありません。</p><h2>ガイドライン</h2><ul><li><a href="/k/1.pdf">公募型プロポーザル実施ガイドライン</a></li><li><a href="/k/2.html">参加申込書の様式について</a></li></ul></div>`, ""},
		"says none of one kind":           {`<div><h1>公募</h1><h2>工事</h2><p>現在公募している案件はありません。</p><h2>業務</h2><ul><li><a href="/k/1.html">公園管理の受託者の公募</a></li></ul></div>`, "/k/1.html"},
		"events under their heading":      {`<div><h1>お知らせ</h1>` + datedRows + `<h2>これからの催し</h2><ul><li><a href="/e/1.html">2027年1月10日 新春コンサート</a></li><li><a href="/e/2.html">2027年2月7日 こども能楽教室</a></li></ul></div>`, "/k/1.html /k/2.html /k/3.html"},
		"papers under headings":           {`<div><h1>指定管理者</h1><h2>市民会館</h2><p>公表日 令和8年11月2日</p><ul><li><a href="/f/1.pdf">募集要項</a></li><li><a href="/f/2.docx">様式</a></li></ul><h2>寿荘</h2><p>12月20日まで</p><ul><li><a href="/f/3.pdf">募集要項</a></li><li><a href="/f/4.docx">様式</a></li></ul></div>`, "/f/1.pdf /f/3.pdf"},
		"an announcement's own page":      {`<div><h1>公募</h1><p>` + strings.Repeat("若葉市では事業者を公募します。", 10) + `</p></div><div>` + longRows + `</div>`, ""},
		"list behind a long word":         {`<div><h1>公募</h1><p>` + strings.Repeat("若葉市では事業者を公募します。", 10) + `</p></div><ul><li><a href="/k/1.html">まちなか広場のにぎわいづくり</a></li><li><a href="/k/2.html">古い町並みの空き家の使い道</a></li></ul>`, "/k/1.html /k/2.html"},
		"list called like a menu":         {`<div><h1>公募</h1><ul class="nav">` + strings.TrimPrefix(datedRows, "<ul>") + `</div>`, "/k/1.html /k/2.html /k/3.html"},
		"short titles in the part":        {sideMenu + `<div><h1>公募</h1><div><a href="/k/1.html">温泉施設</a></div><div><a href="/k/2.html">庁舎警備</a></div></div>`, "/k/1.html /k/2.html"},
		"undated beside a dated list":     {`<div><h1>公募</h1>` + datedRows + longRows + `</div>`, "/k/1.html /k/2.html /k/3.html"},
		"undated that names works":        {`<div><h1>公募</h1>` + datedRows + `<ul><li><a href="/k/4.html">庁舎警備業務委託（長期継続契約）</a></li></ul></div>`, "/k/1.html /k/2.html /k/3.html /k/4.html"},
		"few of another shape":            {`<div><h1>動物</h1><ul>` + strings.Repeat(`<li><a href="/k/N.html">管理番号のある動物の情報N</a></li>`, 8) + `</ul><div class="b"><a href="/p/1.html">譲り受けを希望する方が読むもの</a></div></div>`, "/k/a.html /k/b.html /k/c.html /k/d.html /k/e.html /k/f.html /k/g.html /k/h.html"},
		"link in a sentence":              {`<div><h1>公募</h1><p>応募の前に<a href="/p/1.html">若葉市契約規則と様式の一覧</a>を読んでください。</p><p><a href="/k/1.html">市役所屋上の活用について</a></p></div>`, "/k/1.html"},
		"breadcrumbs in a line":           {`<div><h1>公募</h1><p><a href="/a/">トップ</a> &gt; <a href="/p/1.html">入札・契約・公募の案内</a></p><p><a href="/k/1.html">市役所屋上の活用について</a></p></div>`, "/k/1.html"},
		"bare links side by side":         {`<div><h1>公募</h1><div><a href="/k/1.html">市役所屋上の活用について</a><a href="/k/2.html">庁舎の警備業務について</a></div></div>`, "/k/1.html /k/2.html"},
		"shared, printed, the site's own": {`<div><h1>公募</h1><p><a href="/k/1.html">市役所屋上の活用について</a></p><p><a href="https://twitter.com/intent/tweet?text=x">この募集を投稿する</a></p><p><a href="/privacy.html">プライバシーポリシー・免責事項</a></p><p><a href="/a.jpg">募集のちらしの大きな画像</a></p><p><a href="/soshiki.html">若葉市役所産業振興部企業誘致課</a></p></div>`, "/k/1.html"},
		"filters":                         {`<div><h1>公募</h1><ul><li><a href="?c=1">公募 (12)</a></li><li><a href="?c=2">入札 (3)</a></li></ul>` + datedRows + `</div>`, "/k/1.html /k/2.html /k/3.html"},
		"wrapper called a side":           {`<title>公募</title><div id="side-layout"><div><h2>公募</h2>` + datedRows + `</div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"wrapper called by its columns":   {`<div class="site_9 side"><h1>公募</h1>` + datedRows + `</div>`, "/k/1.html /k/2.html /k/3.html"},
		"head called so around the list":  {`<div class="header"><h1>公募</h1>` + datedRows + `</div>`, "/k/1.html /k/2.html /k/3.html"},
		"a box for each day":              {`<div><h1>公募</h1><h2>新着情報</h2><ul>` + strings.Repeat(`<li><dl><dt>2026年11月2日</dt><dd><a href="/k/N.html">庁舎の警備業務</a></dd></dl></li>`, 3) + `<li><dl><dt>2026年11月1日</dt><dd><a href="/other/1.html">駅前清掃業務の公募</a></dd></dl></li></ul></div>`, "/k/a.html /k/b.html /k/c.html /other/1.html"},
		"page builder's widgets":          {`<div class="widget-wrap"><h2>公募</h2><div class="widget">` + datedRows + `</div></div>`, "/k/1.html /k/2.html /k/3.html"},
		"the page's top":                  {`<div id="pagetop"><h2>公募</h2>` + datedRows + `</div><p id="pagetop2"><a href="#">先頭へ</a></p>`, "/k/1.html /k/2.html /k/3.html"},
		"heading in a picture":            {`<ul><li><a href="/p/1.html">入札公告の一覧のページへようこそ</a></li></ul><div><h1><img alt="公募"></h1><ul><li><a href="/k/1.html">市役所屋上の活用を提案する企業の募集</a></li></ul></div>`, "/k/1.html"},
		"names of lists":                  {`<div><h1>公募</h1><ul><li><a href="/a.html">入札公告</a></li><li><a href="/b.html">公募型プロポーザル方式</a></li><li><a href="/k/1.html">広告主の募集</a></li></ul></div>`, "/k/1.html"},
		"directories of single calls":     {`<div><h1>公募</h1><ul><li><a href="/k/kaikan/">市民会館の指定管理者の募集</a></li><li><a href="/k/shitei/">指定管理者の募集</a></li></ul></div>`, "/k/kaikan/"},
		"other years":                     {`<div><h1>公募</h1><ul><li><a href="/r7.html">令和7年度の公募型プロポーザル</a></li><li><a href="/past.html">過去の入札公告</a></li><li><a href="/k/1.html">令和7年度庁舎警備業務の公募</a></li></ul></div>`, "/k/1.html"},
	} {
		body := c.body
		for _, letter := range "abcdefgh" {
			body = strings.Replace(body, "/k/N.html", "/k/"+string(letter)+".html", 1)
		}
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte("<html>" + body + "</html>")}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			got = append(got, strings.TrimPrefix(d.URL, "https://h.example.jp"))
		}
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}
