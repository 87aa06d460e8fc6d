package list

import "testing"

// TestTendersInLines reads tenders without links in lines and paragraphs: in preformatted text, between breaks, a paragraph each or several.
func TestTendersInLines(t *testing.T) {
	const want = "第8-31号 村道上沢線側溝改良工事|令和8年11月19日|建設課|申込期限=令和8年12月4日(金)|入札=令和8年12月11日(金)\n" +
		"診療所医療用画像管理装置購入|令和8年11月25日|住民課|申込期限=令和8年12月15日(火)|入札=令和8年12月22日(火)\n"
	const a, b = "第8-31号 村道上沢線側溝改良工事", "診療所医療用画像管理装置購入"
	const published, due, opened = "公告 令和8年11月19日", "申込期限 令和8年12月4日（金）", "入札 令和8年12月11日（金）"
	const published2, due2, opened2 = "公告 令和8年11月25日", "申込期限 令和8年12月15日（火）", "入札 令和8年12月22日（火）"
	for name, body := range map[string]string{
		"pre, blocks": "<h2>入札情報</h2><p>次のとおり入札を行います。公告の写しは建設課で配布しています。</p><pre>番号・件名          申込期限     入札日\n------------------\n" +
			a + "\n   （" + published + "）  " + due + "   " + opened + "  建設課\n\n" + b + "\n   （" + published2 + "）  " + due2 + "   " + opened2 + "  住民課\n</pre>",
		"pre, columns": "<pre>\n件名                       公告             申込期限             入札    担当課\n" + a + "   令和8年11月19日   令和8年12月4日（金）   令和8年12月11日（金）  建設課\n" +
			b + "   令和8年11月25日   令和8年12月15日（火）   令和8年12月22日（火）   住民課\n</pre>",
		"pre, in a font":        "<pre><font size=2>" + a + "\n" + published + "\n" + due + "\n" + opened + "\n建設課\n" + b + "\n" + published2 + "\n" + due2 + "\n" + opened2 + "\n住民課\n</font></pre>",
		"breaks":                "■" + a + "<br>　" + published + "　" + due + "　" + opened + "　建設課<br>■" + b + "<br>　" + published2 + "　" + due2 + "　" + opened2 + "　住民課<br>",
		"breaks in a box":       "<div>" + a + "<br>" + published + "<br>" + due + "<br>" + opened + "<br>担当：建設課<br><br>" + b + "<br>" + published2 + "<br>" + due2 + "<br>" + opened2 + "<br>担当：住民課</div>",
		"a line each":           "<p>" + a + "　" + published + "　" + due + "　" + opened + "　建設課<br>" + b + "　" + published2 + "　" + due2 + "　" + opened2 + "　住民課</p>",
		"a paragraph each":      "<p>" + a + "<br>" + published + "　" + due + "<br>" + opened + "　建設課</p><p>" + b + "<br>" + published2 + "　" + due2 + "<br>" + opened2 + "　住民課</p>",
		"several paragraphs":    "<p>発注の案件は次のとおりです。</p><p><b>" + a + "</b></p><p>" + published + "</p><p>" + due + "</p><p>" + opened + "</p><p>担当：建設課</p><p>&nbsp;</p><p><b>" + b + "</b></p><p>" + published2 + "</p><p>" + due2 + "</p><p>" + opened2 + "</p><p>担当：住民課</p>",
		"lists below":           "<p>○" + a + "</p><ul><li>" + published + "</li><li>" + due + "</li><li>" + opened + "</li><li>建設課</li></ul><p>○" + b + "</p><ul><li>" + published2 + "</li><li>" + due2 + "</li><li>" + opened2 + "</li><li>住民課</li></ul>",
		"labelled names":        "<p>件名　" + a + "<br>" + published + "<br>工事場所　大字上沢字東山地内ほか二箇所<br>工事概要　側溝の改良工事<br>" + due + "<br>" + opened + "<br>担当課：建設課</p><p>件名：" + b + "<br>" + published2 + "<br>" + due2 + "<br>" + opened2 + "<br>担当課：住民課</p>",
		"a layout's only cells": "<table><tr><td><font size=3>" + a + "<br>" + published + "／" + due + "／" + opened + "／建設課<br><br>" + b + "<br>" + published2 + "／" + due2 + "／" + opened2 + "／住民課</font></td></tr></table>",
		"results below":         "<p>" + a + "<br>" + published + "　" + due + "<br>" + opened + "　建設課</p><p>" + b + "<br>" + published2 + "　" + due2 + "<br>" + opened2 + "　住民課</p><h3>入札結果</h3><p>第8-25号 農業集落排水管更生工事<br>入札 令和8年11月4日（水）</p><p>第8-26号 村営バス車両購入<br>入札 令和8年11月4日（水）</p>",
		"rules below":           "<p>" + a + "<br>" + published + "　" + due + "<br>" + opened + "　建設課</p><p>" + b + "<br>" + published2 + "　" + due2 + "<br>" + opened2 + "　住民課</p><p>&nbsp;</p><p>質問は令和8年12月1日まで受け付けます。</p><p>入札保証金は免除します。</p>",
	} {
		if got := tendersOf(t, "入札情報", body); got != want {
			t.Errorf("%s: read\n%swant\n%s", name, got, want)
		}
	}
}

// TestCallsInLines reads calls without links in paragraphs under headings of departments, and leaves what is none.
func TestCallsInLines(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"paragraphs": {"<h2>スポーツ課</h2><p><strong>スポーツ公園の売店を運営する事業者の公募</strong><br>締切：12月10日</p><p><strong>体育館の広告主の募集</strong><br>申込期限：12月18日</p>",
			"* スポーツ公園の売店を運営する事業者の公募|list.html||スポーツ課|締切=12月10日\n* 体育館の広告主の募集|list.html||スポーツ課|申込期限=12月18日\n"},
		"parts of a notice": {"<h2>一般競争入札</h2><p>１　入札に付する事項<br>（１）第１号　公用車賃貸借<br>賃貸借期間　令和9年2月1日から令和15年1月31日まで<br>（２）第２号　充電設備保守業務<br>履行期間　令和9年2月1日から令和12年1月31日まで<br>２　入札参加資格<br>３　入札保証金　免除<br>４　入札の日時　12月4日</p>", ""},
		"days of work":      {"<h2>一般競争入札</h2><p>公用電気自動車の賃貸借<br>賃貸借期間　令和9年2月1日から令和15年1月31日まで</p><p>充電設備保守業務<br>履行期間　令和9年2月1日から令和12年1月31日まで</p>", ""},
		"for residents":     {"<p>市民スキー教室の参加者募集<br>申込期限：12月10日</p><p>成人式の司会者の募集<br>申込期限：12月18日</p>", ""},
		"one alone":         {"<p>スポーツ公園の売店を運営する事業者の公募<br>締切：12月10日</p><p>詳しくはお問い合わせください。</p>", ""},
		"steps of one":      {"<p>公募型プロポーザル参加表明書の提出<br>提出期限：12月10日</p><p>企画提案書の提出<br>提出期限：12月18日</p>", ""},
		"ended":             {"<h2>募集終了</h2><p>スポーツ公園の売店を運営する事業者の公募<br>締切：11月10日</p><p>体育館の広告主の募集<br>申込期限：11月18日</p>", ""},
		"without a day":     {"<p>スポーツ公園の売店を運営する事業者の公募<br>担当：スポーツ課</p><p>体育館の広告主の募集<br>担当：体育館</p>", ""},
		"works of roads":    {"<p>水道管布設替工事<br>工事期間：12月1日から12月20日まで</p><p>町道12号線側溝改良工事<br>工事期間：12月8日から12月25日まで</p>", ""},
	} {
		if got := wordsOfList(t, c.body); got != c.want {
			t.Errorf("%s: read\n%swant\n%s", name, got, c.want)
		}
	}
}
