package list

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestRowsSayTitleAndDay reads rows of every usual form: address, title and day of each.
func TestRowsSayTitleAndDay(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"article with category and more":  {`<article><h3><a href="1">庁舎警備</a></h3><ul><li>2026年11月2日</li><li><a href="/c/">公募</a></li></ul><p>概要です。<a href="1">続きを読む</a></p></article>`, "1 庁舎警備 2026年11月2日"},
		"cards, the link behind":          {`<div class=c><p>2026.11.2</p><h4>庁舎警備</h4><p><a href="1">詳しくはこちら</a></p></div><div class=c><p>2026.11.1</p><h4>駅前清掃</h4><p><a href="2">詳しくはこちら</a></p></div>`, "1 庁舎警備 2026.11.2; 2 駅前清掃 2026.11.1"},
		"card in a link":                  {`<div><a href="1"><p>2026.11.2</p><h3>庁舎警備業務の公募</h3><p>庁舎を警備する会社を募ります</p></a></div>`, "1 庁舎警備業務の公募 2026.11.2"},
		"cards in one box":                {`<div>現在位置：<a href="/">トップ</a></div><div><div class=cards><article><a href="1"><time datetime="2026-11-02">2026.11.02</time><h3>庁舎警備業務の公募を行います</h3><p>担当：管財課</p></a></article><article><a href="2"><time datetime="2026-11-01">2026.11.01</time><h3>駅前清掃業務の公募を行います</h3><p>担当：建設課</p></a></article></div></div>`, "1 庁舎警備業務の公募を行います 2026.11.02; 2 駅前清掃業務の公募を行います 2026.11.01"},
		"mark before a title":             {`<h2>募集中</h2><ul><li><a href="1">【入札公告】庁舎警備業務</a></li><li><a href="2">【公告】駅前清掃業務</a></li></ul>`, "1 【入札公告】庁舎警備業務 ; 2 【公告】駅前清掃業務 "},
		"card with a term":                {`<ul><li><a href="1"><img src=i.png><dl><dt>庁舎警備業務の公募</dt><dd>庁舎を警備する会社を募ります。</dd></dl></a></li><li><a href="2"><dl><dt>2026年11月2日</dt><dd>駅前清掃業務の公募を行います。</dd></dl></a></li></ul>`, "1 庁舎警備業務の公募 ; 2 駅前清掃業務の公募を行います。 2026年11月2日"},
		"card that names it again":        {`<ul><li><a href="1"><div><span>庁舎警備業務の公募</span><span>庁舎警備業務の公募についてご案内します</span></div></a></li><li><a href="2"><div><span>事業者</span><span>駅前清掃業務の公募についてご案内します</span></div></a></li></ul>`, "1 庁舎警備業務の公募 ; 2 事業者駅前清掃業務の公募についてご案内します "},
		"list under a day":                {`<dl><dt>2026年11月2日　管財課</dt><dd><ul><li><a href="1">庁舎警備業務の公募</a></li><li><a href="2">駅前清掃業務の公募</a></li></ul></dd></dl>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月2日"},
		"file under its heading":          {`<h3>庁舎警備業務</h3><p>12月20日まで</p><p><a href="1.pdf">募集要項はこちら（PDF：200KB）</a></p><h3>駅前清掃業務</h3><p><a href="2.pdf">募集要項はこちら（PDF：90KB）</a></p>`, "1.pdf 庁舎警備業務 ; 2.pdf 駅前清掃業務 "},
		"one more link to the same":       {`<p>2026年11月2日 <a href="1">庁舎警備業務の公募</a></p><p>2026年11月1日 <a href="2">駅前清掃業務の公募</a></p><p>庁舎を警備する会社を探しています。<a href="1">詳しい情報を見る</a></p>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日"},
		"article filed under long names":  {`<article><header><h2><a href="1">庁舎警備業務の公募</a></h2><div><span><a href="/2026/11/2/" rel="bookmark"><time>2026年11月2日</time></a></span> <span><a href="/author/soumu/" rel="author">総務課管財契約担当グループ</a></span></div></header><p>概要です。<a href="1">続きを読む</a></p><footer><a href="/c/1/" rel="category tag">入札・公募・プロポーザル</a></footer></article>`, "1 庁舎警備業務の公募 2026年11月2日"},
		"where a link opens":              {`<ul><li>2026年11月2日 <a href="1">庁舎警備業務の公募<i>（外部サイト）</i></a></li><li>2026年11月1日 <a href="2">駅前清掃業務の公募［新しいウィンドウで開きます］</a></li></ul>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日"},
		"marks around titles":             {`<ul><li>2026年11月2日 <a href="1">【NEW】庁舎警備業務の公募</a></li><li>2026年11月1日 <a href="2">・駅前清掃業務の公募 NEW!</a></li><li>2026年10月2日 <a href="3">■公園管理業務の公募 &gt;&gt;</a></li><li>2026年10月1日 <a href="4">【終了】ごみ袋の製造業者の公募</a></li></ul>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日; 3 公園管理業務の公募 2026年10月2日; 4 【終了】ごみ袋の製造業者の公募 2026年10月1日"},
		"notes behind titles":             {`<ul><li>2026年11月2日 <a href="1.pdf">庁舎警備業務の公募（2026年11月2日掲載）[PDF：98KB]</a></li><li><a href="2.pdf">駅前清掃業務の公募（2026年11月1日掲載）[PDF：98KB]</a></li></ul>`, "1.pdf 庁舎警備業務の公募 2026年11月2日; 2.pdf 駅前清掃業務の公募 2026年11月1日"},
		"day and state in one box":        {`<div><a href="1"><div><div>2026.11.25</div><div class=tag>募集中</div></div><div>庁舎警備業務の公募を行います</div><div>管財課</div></a></div><div><a href="2"><div><div>2026.11.22</div><div class=tag>受付終了</div></div><div>駅前清掃業務の公募を行います</div><div>建設部</div></a></div>`, "1 庁舎警備業務の公募を行います 2026.11.25; 2 駅前清掃業務の公募を行います 2026.11.22"},
		"names and what is said of them":  {`<ul><li><a href="1"><span class="t-name">庁舎警備業務</span><span class="t-text">庁舎を警備する会社の公募</span></a></li><li><a href="2"><span class="t-name">駅前清掃業務</span><span class="t-text">駅前を清掃する会社の公募</span></a></li><li><a href="3"><span class="t-name">公園管理業務</span><span class="t-text">公園を管理する会社の公募</span></a></li></ul>`, "1 庁舎警備業務 ; 2 駅前清掃業務 ; 3 公園管理業務 "},
		"papers in paragraphs of several": {`<table><tr><td><a href="/t.html">町の紹介</a></td><td><p><b>公募</b></p><p>11月25日　庁舎警備業務の公募<br>要項：<a href="1.pdf">こちら（PDF）</a><br>様式：<a href="1.doc">Word</a></p><p>11月16日　駅前清掃業務の公募<br>要項：<a href="2.pdf">こちら（PDF）</a></p></td></tr></table>`, "1.pdf 庁舎警備業務の公募 11月25日; 2.pdf 駅前清掃業務の公募 11月16日"},
		"the same without days":           {`<div><div><p>庁舎警備業務の公募<br><a href="1.pdf">要項</a> <a href="1.doc">様式</a></p><p>駅前清掃業務の公募<br><a href="2.pdf">要項</a></p></div></div>`, "1.pdf 庁舎警備業務の公募 ; 2.pdf 駅前清掃業務の公募 "},
		"badge in a link":                 {`<ul><li><a href="1"><span>募集中</span><strong>庁舎警備業務の公募</strong></a></li></ul>`, "1 庁舎警備業務の公募 "},
		"department in a link":            {`<ul><li><a href="1"><span>2026.11.02</span><span class=tag>管財課</span><span>庁舎警備業務の公募</span></a></li><li><a href="2"><span>2026.11.01</span><span class=tag>建設部</span><span>駅前清掃業務の公募</span></a></li></ul>`, "1 庁舎警備業務の公募 2026.11.02; 2 駅前清掃業務の公募 2026.11.01"},
		"department in a title":           {`<ul><li>2026年11月2日 <a href="1"><span>管財課</span>の庁舎警備業務の公募</a></li></ul>`, "1 管財課の庁舎警備業務の公募 2026年11月2日"},
		"record in a table":               {`<table><tr><th>件名</th><td>庁舎警備業務</td></tr><tr><th>公告日</th><td>R8.11.20</td></tr><tr><th>参加表明</th><td>12月4日まで</td></tr><tr><th>資料</th><td><a href="1.pdf">実施要領</a> <a href="1.docx">様式</a></td></tr></table><table><tr><th>件名</th><td>駅前清掃業務</td></tr><tr><th>公告日</th><td>R8.11.2</td></tr><tr><th>参加表明</th><td>12月4日まで</td></tr><tr><th>資料</th><td><a href="2.pdf">実施要領</a> <a href="2.docx">様式</a></td></tr></table>`, "1.pdf 庁舎警備業務 R8.11.20; 2.pdf 駅前清掃業務 R8.11.2"},
		"days of entry and of change":     {`<table><tr><th>登録日</th><th>更新日</th><th>内容</th></tr><tr><td>2026年11月2日</td><td>2026年11月20日</td><td><a href="1">庁舎警備業務の公募</a></td></tr></table>`, "1 庁舎警備業務の公募 2026年11月2日"},
		"record of a list":                {`<dl><dt>件名</dt><dd>庁舎警備業務</dd><dt>締切</dt><dd>12月18日</dd><dt>詳細</dt><dd><a href="1.pdf">PDF</a></dd></dl>`, "1.pdf 庁舎警備業務 "},
		"record in a card":                {`<div class=c><dl><dt>種別</dt><dd>公募</dd><dt>件名</dt><dd>庁舎警備</dd></dl><a href="1">詳細を見る</a></div><div class=c><dl><dt>種別</dt><dd>公募</dd><dt>件名</dt><dd>駅前清掃</dd></dl><a href="2">詳細を見る</a></div>`, "1 庁舎警備 ; 2 駅前清掃 "},
		"files behind a title":            {`<ul><li>庁舎警備業務の公募型プロポーザル（2026年11月2日公告）<br><a href="1.pdf">実施要領（PDF：9KB）</a> <a href="2.docx">様式（Word：9KB）</a></li></ul>`, "1.pdf 庁舎警備業務の公募型プロポーザル 2026年11月2日"},
		"links behind a title":            {`<ul><li>庁舎警備業務の公募型プロポーザルの実施 <a href="1">詳細</a> <a href="2">様式</a></li></ul>`, "1 庁舎警備業務の公募型プロポーザルの実施 "},
		"long names of files":             {`<ul><li>2026年11月2日 <a href="1.pdf">庁舎警備業務に係る公募型プロポーザル 公告</a> <a href="2.pdf">庁舎警備業務に係る公募型プロポーザル 仕様書</a></li></ul>`, "1.pdf 庁舎警備業務に係る公募型プロポーザル 公告 2026年11月2日"},
		"files in one cell":               {`<table><tr><th>工事名</th><th>公告日</th><th>資料</th></tr><tr><td>庁舎の防水工事（その2）</td><td>R8.11.2</td><td><a href="1.pdf">公告書</a><br><a href="2.zip">図書</a></td></tr></table>`, "1.pdf 庁舎の防水工事（その2） R8.11.2"},
		"days behind headings":            {`<h4><a href="1">庁舎警備業務の公募</a></h4><p>2026年11月2日</p><h4><a href="2">駅前清掃業務の公募</a></h4><p>2026年11月1日</p>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日"},
		"days in lines before":            {`<div><font>R8.11.2</font><br><a href="1">庁舎警備業務の公募</a><hr><font>R8.11.1</font><br><a href="2">駅前清掃業務の公募</a></div>`, "1 庁舎警備業務の公募 R8.11.2; 2 駅前清掃業務の公募 R8.11.1"},
		"day as heading":                  {`<h3>2026年11月2日</h3><ul><li><a href="1">庁舎警備業務の公募</a></li></ul>`, "1 庁舎警備業務の公募 2026年11月2日"},
		"month as heading":                {`<h2>令和8年11月</h2><dl><dt>2日</dt><dd><a href="1">庁舎警備業務の公募</a></dd></dl>`, "1 庁舎警備業務の公募 令和8年11月2日"},
		"fiscal year as heading":          {`<h2>令和8年度</h2><h3>2月</h3><dl><dt>2日（火）</dt><dd><a href="1">庁舎警備業務の公募</a></dd></dl>`, "1 庁舎警備業務の公募 令和9年2月2日"},
		"month without a year":            {`<h2>11月</h2><dl><dt>2日</dt><dd><a href="1">庁舎警備業務の公募</a></dd></dl>`, "1 庁舎警備業務の公募 11月2日"},
		"year as heading":                 {`<h2>2026年</h2><ul><li>2月2日 <a href="1">庁舎警備業務の公募</a></li></ul><h2>2025年</h2><ul><li>11月2日 <a href="2">駅前清掃業務の公募</a></li></ul>`, "1 庁舎警備業務の公募 2026年2月2日; 2 駅前清掃業務の公募 2025年11月2日"},
		"year as a line":                  {`<p>令和7年</p><ul><li>11月2日 <a href="1">庁舎警備業務の公募</a></li></ul><p><b>令和6年</b></p><p>説明</p><ul><li>11月1日 <a href="2">駅前清掃業務の公募</a></li></ul>`, "1 庁舎警備業務の公募 令和7年11月2日; 2 駅前清掃業務の公募 令和6年11月1日"},
		"year as a row":                   {`<table><tr><th colspan=2>2026年度</th></tr><tr><td>11月2日</td><td><a href="1">庁舎警備業務の公募</a></td></tr><tr><th colspan=2>2025年度</th></tr><tr><td>2月1日</td><td><a href="2">駅前清掃業務の公募</a></td></tr></table>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年2月1日"},
		"year of the subject":             {`<h2>令和9年度の指定管理者を募ります</h2><ul><li>11月2日 <a href="1">庁舎警備業務の公募</a></li></ul>`, "1 庁舎警備業務の公募 11月2日"},
		"month beside the day":            {`<table><caption>令和8年 建設工事</caption><tr><th>月</th><th>公告日</th><th>工事名</th></tr><tr><td rowspan=2>11月</td><td>20日</td><td><a href="1">庁舎の防水工事</a></td></tr><tr><td>2日</td><td><a href="2">駅前の舗装工事</a></td></tr></table>`, "1 庁舎の防水工事 令和8年11月20日; 2 駅前の舗装工事 令和8年11月2日"},
		"day for programs":                {`<ul><li><time datetime="2026-11-20T09:00:00+09:00">3日前</time> <a href="1">庁舎警備業務の公募</a></li><li><a href="2"><time datetime="2026-11-02">11.2</time>駅前清掃業務の公募</a></li></ul>`, "1 庁舎警備業務の公募 2026-11-20; 2 駅前清掃業務の公募 2026-11-02"},
		"deadline for programs":           {`<ul><li><a href="1">庁舎警備業務の公募</a> <span>締切：</span><time datetime="2026-12-18">12/18</time></li></ul>`, "1 庁舎警備業務の公募 "},
		"two labelled days":               {`<div class=c><h3><a href="1">庁舎警備業務の公募</a></h3><p>掲載：2026年11月20日　締切：2027年2月26日</p></div><div class=c><h3><a href="2">駅前清掃業務の公募</a></h3><p>締切：2027年2月26日　掲載：2026年11月2日</p></div>`, "1 庁舎警備業務の公募 2026年11月20日; 2 駅前清掃業務の公募 2026年11月2日"},
		"column of both days":             {`<table><tr><th>公告日～締切日</th><th>工事名</th></tr><tr><td>2026/11/20～2026/12/4</td><td><a href="1">庁舎の防水工事</a></td></tr></table>`, "1 庁舎の防水工事 2026/11/20"},
		"columns of other days":           {`<table><tr><th>工事名</th><th>契約日</th></tr><tr><td><a href="1">庁舎の防水工事</a></td><td>2026年11月20日</td></tr></table>`, "1 庁舎の防水工事 "},
		"two columns, one day":            {`<table><tr><th>公告日</th><th>工事名</th><th>契約日</th></tr><tr><td>2026年11月20日</td><td><a href="1">庁舎の防水工事</a></td><td>2026年11月20日</td></tr></table>`, "1 庁舎の防水工事 2026年11月20日"},
		"short day beside":                {`<table><tr><td>26.11.20</td><td>●<a href="1">庁舎の防水工事</a></td></tr><tr><td>26.11.02</td><td>●<a href="2">駅前の舗装工事</a></td></tr></table>`, "1 庁舎の防水工事 26.11.20; 2 駅前の舗装工事 26.11.02"},
		"columns of year, month and day":  {`<table><tr><th>年</th><th>月</th><th>日</th><th>品名</th></tr><tr><td rowspan=2>8</td><td rowspan=2>11</td><td>20</td><td><a href="1">庁舎のコピー用紙</a></td></tr><tr><td>2</td><td><a href="2">給食の食器かご</a></td></tr></table>`, "1 庁舎のコピー用紙 令和8年11月20日; 2 給食の食器かご 令和8年11月2日"},
		"parts of a day in a link":        {`<div><a href="1"><span><em>11.20</em><small>2026</small></span><span class="tag">入札</span><span>庁舎の警備</span></a><a href="2"><span><em>11.02</em><small>2026</small></span><span class="tag">公募</span><span>駅前の清掃</span></a></div>`, "1 庁舎の警備 2026年11月20日; 2 駅前の清掃 2026年11月2日"},
		"day under the heading":           {`<h2>市民会館</h2><p>公表日 令和8年11月2日</p><p><a href="1.pdf">募集要項</a> <a href="2.docx">様式</a></p>`, "1.pdf 市民会館 令和8年11月2日"},
		"days as lines over rows":         {`<p><strong>令和8年11月20日（金曜日）</strong></p><p><a href="1">庁舎警備業務の公募</a></p><p><a href="2">駅前清掃業務の公募</a></p><p><strong>令和8年11月2日（月曜日）</strong></p><p><a href="3">公園管理業務の公募</a></p>`, "1 庁舎警備業務の公募 令和8年11月20日(金曜日); 2 駅前清掃業務の公募 令和8年11月20日; 3 公園管理業務の公募 令和8年11月2日(月曜日)"},
		"days as lines behind rows":       {`<p><a href="1">庁舎警備業務の公募</a></p><p>令和8年11月20日</p><p><a href="2">駅前清掃業務の公募</a></p>`, "1 庁舎警備業務の公募 令和8年11月20日; 2 駅前清掃業務の公募 "},
		"day before a heading":            {`<div class=p><p>2026.11.20</p><h2><a href="1">庁舎警備業務の公募</a></h2><p class=cat>分類：<a href="/c/1">補助金・支援制度のご案内</a></p></div><div class=p><p>2026.11.2</p><h2><a href="2">駅前清掃業務の公募</a></h2></div>`, "1 庁舎警備業務の公募 2026.11.20; 2 駅前清掃業務の公募 2026.11.2"},
		"day behind a term, with papers":  {`<dl><dt><a href="1">庁舎警備業務の公募</a></dt><dd>公告日：令和8年11月2日<br><a href="q.pdf">質問への回答（11月20日掲載）</a></dd></dl>`, "1 庁舎警備業務の公募 令和8年11月2日"},
		"way to apply under a heading":    {`<section><h2>道路の点検</h2><p>登録日：2026年11月20日</p><p>車載カメラで路面を診る技術を求めています。</p><p><a href="1">応募の方法を見る</a></p></section><section><h2>水位の監視</h2><p>登録日：2026年11月2日</p><p><a href="2">応募の方法を見る</a></p></section>`, "1 道路の点検 2026年11月20日; 2 水位の監視 2026年11月2日"},
		"days in a list under a heading":  {`<h3>庁舎警備業務</h3><ul><li>公告日：令和8年11月20日</li><li>提出期限：令和8年12月18日</li><li><a href="1">案件のページへ</a></li></ul><h3>駅前清掃業務</h3><ul><li>公告日：令和8年11月2日</li><li>提出期限：令和8年12月4日</li><li><a href="2">案件のページへ</a></li></ul>`, "1 庁舎警備業務 令和8年11月20日; 2 駅前清掃業務 令和8年11月2日"},
		"category before a short title":   {`<ul><li><span>2026年11月20日</span> <a class="cat" href="/c/">募集</a> <a href="1">庁舎の警備</a></li><li><span>2026年11月2日</span> <a class="cat" href="/c/">募集</a> <a href="2">駅前の清掃</a></li></ul>`, "1 庁舎の警備 2026年11月20日; 2 駅前の清掃 2026年11月2日"},
		"papers behind a short title":     {`<table><tr><th>案件名</th><th>公告</th><th>様式等</th><th>公告日</th></tr><tr><td><a href="1">庁舎の警備</a></td><td><a href="1k.pdf">公告文[PDF]</a></td><td><a href="1y.zip">様式[ZIP]</a></td><td>R8.11.20</td></tr><tr><td><a href="2">駅前の清掃</a></td><td><a href="2k.pdf">公告文[PDF]</a></td><td><a href="2y.zip">様式[ZIP]</a></td><td>R8.11.2</td></tr></table>`, "1 庁舎の警備 R8.11.20; 2 駅前の清掃 R8.11.2"},
		"two announcements in a row":      {`<table><tr><td>令和8年11月20日<br><a href="1">庁舎警備業務</a></td><td>令和8年11月18日<br><a href="2">駅前清掃業務の公募</a></td></tr><tr><td>令和8年11月2日<br><a href="3">公園の管理</a></td></tr></table>`, "1 庁舎警備業務 令和8年11月20日; 2 駅前清掃業務の公募 令和8年11月18日; 3 公園の管理 令和8年11月2日"},
		"days in other writings":          {`<ul><li>令和八年十一月二十日　<a href="1">庁舎警備業務の公募</a></li><li><a href="2"><p>NOV 2, 2026</p><p>駅前清掃業務の公募</p></a></li><li>20261001　<a href="3">公園管理業務の公募</a></li></ul>`, "1 庁舎警備業務の公募 令和8年11月20日; 2 駅前清掃業務の公募 2026年11月2日; 3 公園管理業務の公募 2026年10月1日"},
		"day noted behind":                {`<ul><li><a href="1">庁舎警備業務の公募（2026年11月2日 登録）</a></li></ul>`, "1 庁舎警備業務の公募 2026年11月2日"},
		"day of the event behind":         {`<ul><li><a href="1">庁舎見学会の事業者募集（2026年11月2日）</a></li></ul>`, "1 庁舎見学会の事業者募集（2026年11月2日） "},
		"days before every title":         {`<ul><li><a href="1">2026.11.02 庁舎警備業務の公募</a></li><li><a href="2">2026.11.01 駅前清掃業務の公募</a></li></ul>`, "1 庁舎警備業務の公募 2026.11.02; 2 駅前清掃業務の公募 2026.11.01"},
		"day before one title":            {`<ul><li><a href="1">2026年11月2日 庁舎見学会の事業者募集</a></li><li><a href="2">駅前清掃業務の事業者の公募</a></li></ul>`, "1 2026年11月2日 庁舎見学会の事業者募集 ; 2 駅前清掃業務の事業者の公募 "},
		"year of two digits":              {`<table><tr><th>更新日</th><th>件名</th></tr><tr><td>26/11/02</td><td><a href="1">庁舎警備業務の公募</a></td></tr></table>`, "1 庁舎警備業務の公募 26/11/02"},
		"folded behind a button":          {`<div><button aria-expanded="false">工事</button><div style="display:none"><ul><li>2026年11月2日 <a href="1">庁舎警備業務の公募</a></li></ul></div></div><div style="display:none"><ul><li>2026年11月1日 <a href="2">駅前清掃業務の公募</a></li></ul></div>`, "1 庁舎警備業務の公募 2026年11月2日"},
		"folded behind a heading":         {`<h3 onclick="open(1)"><span>委託</span></h3><div hidden><p>2026年11月2日 <a href="1">庁舎警備業務の公募</a></p></div><dl><dt>工事</dt><dd style="display:none"><p>2026年11月1日 <a href="2">駅前清掃業務の公募</a></p></dd></dl>`, "2 駅前清掃業務の公募 2026年11月1日; 1 庁舎警備業務の公募 2026年11月2日"},
		"papers in a list behind a term":  {`<dl><dt><a href="1">庁舎警備業務の公募</a></dt><dd><ul><li>公表日　2026年11月2日</li><li><a href="q.pdf">募集要項</a></li></ul></dd><dt><a href="2">駅前清掃業務の公募</a></dt><dd><ul><li>公表日　2026年11月1日</li><li><a href="r.pdf">募集要項</a></li></ul></dd></dl>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日"},
		"papers in rows of their own":     {`<table><tr><th>公告日</th><th>件名</th><th>書類</th></tr><tr><td rowspan=2>R8.11.2</td><td rowspan=2>庁舎の警備業務の委託</td><td><a href="1.pdf">公告（PDF）</a></td></tr><tr><td><a href="1.docx">様式（Word）</a></td></tr><tr><td rowspan=2>R8.11.1</td><td rowspan=2>駅前の清掃業務の委託</td><td><a href="2.pdf">公告（PDF）</a></td></tr><tr><td><a href="2.docx">様式（Word）</a></td></tr></table>`, "1.pdf 庁舎の警備業務の委託 R8.11.2; 2.pdf 駅前の清掃業務の委託 R8.11.1"},
		"shown above the list, too":       {`<p><a href="1">庁舎警備業務の公募</a></p><ul><li>2026年11月2日 <a href="1">庁舎警備業務の公募</a></li><li>2026年11月1日 <a href="2">駅前清掃業務の公募</a></li></ul>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日"},
		"folded, each by itself":          {`<table><tr><td>メニュー</td><td valign=top><details><summary>庁舎警備業務の公募</summary><p>公開日：2026年11月2日</p><p>概要は次のページにあります。</p><p><a href="1">詳細ページへ</a></p></details><details><summary>駅前清掃業務の公募</summary><p>公開日：2026年11月1日</p><p>概要は次のページにあります。</p><p><a href="2">詳細ページへ</a></p></details></td></tr></table>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日"},
		"named before a sentence":         {`<p>■庁舎警備業務の公募<br>2026年11月2日に公告しました。詳しいことについては<a href="1">こちら</a>をご覧ください。</p><p>■駅前清掃業務の公募<br>2026年11月1日に公告しました。詳しいことについては<a href="2">こちら</a>をご覧ください。</p>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日"},
		"sentences in a layout":           {`<table><tr><td>くらしの情報 健康の情報 産業の情報</td><td><p>■庁舎警備業務の公募<br>2026年11月2日に公告しました。<a href="1">こちら</a>をご覧ください。</p><p>■駅前清掃業務の公募<br>2026年11月1日に公告しました。<a href="2">こちら</a>をご覧ください。</p></td></tr></table>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日"},
		"sentences in a box":              {`<div class=a><p>■庁舎警備業務の公募<br>2026年11月2日に公告しました。<a href="1">こちら</a>をご覧ください。</p><p>■駅前清掃業務の公募<br>2026年11月1日に公告しました。<a href="2">こちら</a>をご覧ください。</p></div><div class=b><a href="/c/">公募</a></div>`, "1 庁舎警備業務の公募 2026年11月2日; 2 駅前清掃業務の公募 2026年11月1日"},
		"days behind unlinked titles":     {`<ul><li>庁舎警備業務の公募（2026.11.02）<br>→<a href="1">詳しくはこちら</a></li><li>駅前清掃業務の公募（2026年11月1日（日曜日））<br>→<a href="2">詳しくはこちら</a></li></ul>`, "1 庁舎警備業務の公募 2026.11.02; 2 駅前清掃業務の公募 2026年11月1日(日曜日)"},
		"quotes in a category":            {`<ul><li><a href="/category/docs/1.html">公用車の見積合わせについて</a></li><li><a href="/category/docs/2.html">除雪車の購入に係る入札</a></li></ul>`, "https://h.example.jp/category/docs/1.html 公用車の見積合わせについて ; https://h.example.jp/category/docs/2.html 除雪車の購入に係る入札 "},
		"one row in a layout":             {`<table><tr><td><a href="/">若葉市のトップ</a></td></tr><tr><td><p>2026年11月9日 <a href="1">庁舎警備業務の公募</a></p><p>2026年11月2日 <a href="2">駅前清掃業務の公募</a><br>2026年11月1日 <a href="3">公園管理業務の公募</a></p></td></tr></table>`, "2 駅前清掃業務の公募 2026年11月2日; 3 公園管理業務の公募 2026年11月1日; 1 庁舎警備業務の公募 2026年11月9日"},
		"linked data": {`<div id=app></div><script type="application/ld+json">{"@graph":[{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":{"@id":"https://h.example.jp/","name":"トップ"}}]},
{"@type":["ItemList"],"itemListElement":[{"@type":"ListItem","item":{"url":"/1","headline":"庁舎警備","datePublished":"2026-11-02T09:00:00+09:00"}},{"@type":"ListItem","url":"https://h.example.jp/k/2","name":"駅前清掃"}]}]}</script>`, "https://h.example.jp/1 庁舎警備 2026-11-02; 2 駅前清掃 "},
	} {
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte("<main><h1>事業者の公募</h1>" + c.body + "</main>")}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			got = append(got, strings.TrimPrefix(d.URL, "https://h.example.jp/k/")+" "+d.Title+" "+d.Published)
		}
		if err != nil || strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}
