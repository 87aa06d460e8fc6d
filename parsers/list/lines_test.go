package list

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestRowsSayLastDays reads the last days that rows state beside their titles, without a column of their own; A and B stand for titles.
func TestRowsSayLastDays(t *testing.T) {
	const a, b = "旧北小学校跡地活用の参加企業を募集します", "観光動態調査業務委託に係る公募型プロポーザル"
	for name, c := range map[string]struct{ body, want string }{
		"lines under a month":                            {`<h2>令和8年11月</h2><p>25日　<a href="1.pdf">A（PDF：118KB）</a><br>提出期限：12月28日　担当：総務課</p><p>16日　<a href="2.pdf">B（PDF：125KB）</a><br>提出期限：1月6日　担当：商工観光課</p>`, "1.pdf A 令和8年11月25日 提出期限=12月28日; 2.pdf B 令和8年11月16日 提出期限=1月6日"},
		"brackets behind, year and month of the heading": {`<h2>2026年11月分</h2><ul><li><a href="1.pdf">A</a>（締切：12月28日）</li><li><a href="2.pdf">B</a>【1月6日〆切】</li></ul>`, "1.pdf A  締切=2026年12月28日; 2.pdf B  締切=2027年1月6日〆切"},
		"words behind, fiscal year of the heading":       {`<h2>令和8年度</h2><ul><li><a href="1.pdf">A</a>　12月28日（月）17時まで</li><li><a href="2.pdf">B</a>　1/6必着</li></ul>`, "1.pdf A  締切=令和8年12月28日(月)17時まで; 2.pdf B  締切=令和9年1月6日必着"},
		"calendar years, present and past":               {`<h2>2026年</h2><ul><li><a href="1.pdf">A</a>　12月28日締切</li></ul><h2>2025年</h2><ul><li><a href="2.pdf">B</a>　1月6日締切</li><li><a href="3.pdf">庁舎警備業務の受託者募集</a>　12月6日締切</li></ul>`, "1.pdf A  締切=2026年12月28日締切; 2.pdf B ; 3.pdf 庁舎警備業務の受託者募集  締切=2025年12月6日締切"},
		"list of a past year":                            {`<h2>令和6年度 公募案件一覧</h2><ul><li><a href="1.pdf">A</a> 応募締切：12月28日</li><li><a href="2.pdf">B</a> 応募締切：2月8日</li></ul>`, "1.pdf A  応募締切=令和6年12月28日; 2.pdf B  応募締切=令和7年2月8日"},
		"year that calls are for":                        {`<h2>令和9年度の指定管理者の募集</h2><ul><li><a href="1.pdf">A</a> 応募締切：12月28日</li></ul>`, "1.pdf A  応募締切=12月28日"},
		"second line of a cell":                          {`<table><tr><td>11月25日</td><td><a href="1.pdf">A</a><br>募集期間：11月25日～12月28日</td></tr><tr><td>11月16日</td><td><a href="2.pdf">B</a><br>企画提案書提出期限：12月6日</td></tr></table>`, "1.pdf A 11月25日 募集期間=11月25日~12月28日; 2.pdf B 11月16日 企画提案書提出期限=12月6日"},
		"column of its own, once":                        {`<table><tr><th>件名</th><th>応募期限</th></tr><tr><td><a href="1.pdf">A</a></td><td>12月28日まで</td></tr><tr><td><a href="2.pdf">B</a></td><td>12月6日まで</td></tr></table>`, "1.pdf A  応募期限=12月28日まで; 2.pdf B  応募期限=12月6日まで"},
		"lines between links":                            {`<div>○<a href="1.pdf">A</a>（PDF）<br>　受付締切　12月28日（月曜日）　総務課<br>○<a href="2.pdf">B</a>（PDF）<br>　受付締切　12月6日（日曜日）　商工観光課<br></div>`, "1.pdf A  受付締切=12月28日(月曜日); 2.pdf B  受付締切=12月6日(日曜日)"},
		"paragraphs behind headings":                     {`<h3><a href="1.pdf">A</a></h3><p>申込期限／令和8年12月28日</p><h3><a href="2.pdf">B</a></h3><p>申込期限：令和8年12月6日</p>`, "1.pdf A ; 2.pdf B  申込期限=令和8年12月6日"},
		"terms":                                          {`<dl><dt><a href="1.pdf">A</a></dt><dd>申込期限　令和8年12月28日</dd><dt><a href="2.pdf">B</a></dt><dd>申込期限　令和8年12月6日</dd></dl>`, "1.pdf A  申込期限=令和8年12月28日; 2.pdf B  申込期限=令和8年12月6日"},
		"label and value apart":                          {`<div class=c><h3><a href="1/">A</a></h3><dl><dt>公開日</dt><dd>2026.11.25</dd><dt>応募期限</dt><dd>2026.12.28</dd></dl></div><div class=c><h3><a href="2/">B</a></h3><dl><dt>公開日</dt><dd>2026.11.16</dd><dt>応募期限</dt><dd>2026.12.6</dd></dl></div>`, "1/ A 2026.11.25 応募期限=2026.12.28; 2/ B 2026.11.16 応募期限=2026.12.6"},
		"in the title's brackets":                        {`<ul><li><a href="1.pdf">A（締切12月28日）</a></li><li><a href="2.pdf">B【12月6日締切】</a></li></ul>`, "1.pdf A（締切12月28日）  締切=12月28日; 2.pdf B【12月6日締切】  締切=12月6日締切"},
		"title without a link, with its day":             {`<p>11月25日　A<br>募集要項：<a href="1.pdf">こちら（PDF 123KB）</a><br>様式：<a href="1.doc">Word</a><br>応募締切　令和9年1月7日　担当：総務課</p><p>7月24日　【募集】民間提案<br>募集要項：<a href="2.pdf">こちら（PDF 123KB）</a><br>応募締切　令和8年8月22日　担当：デジタル推進室</p>`, "1.pdf A 11月25日 応募締切=令和9年1月7日; 2.pdf 【募集】民間提案 7月24日 応募締切=令和8年8月22日"},
		"under the heading that names it":                {`<h3>旧北小学校跡地活用の募集</h3><p>掲載日　11月25日／応募締切　12月28日</p><ul><li><a href="1.pdf">募集要項（PDF）</a></li><li><a href="1.docx">様式</a></li></ul><h3>観光動態調査の募集</h3><p>掲載日　11月16日／応募締切　12月6日</p><ul><li><a href="2.pdf">募集要項（PDF）</a></li></ul>`, "1.pdf 旧北小学校跡地活用の募集 11月25日 応募締切=12月28日; 2.pdf 観光動態調査の募集 11月16日 応募締切=12月6日"},
		"before their links":                             {`<div><p>締切　12月28日</p><p><a href="1.pdf">A</a></p><p>締切　12月6日</p><p><a href="2.pdf">B</a></p></div>`, "1.pdf A  締切=12月28日; 2.pdf B  締切=12月6日"},
		"days of something else":                         {`<ul><li>2026年11月2日 <a href="1.html">文化講演会の開催について</a>　開催日：12月5日</li><li>2026年11月1日 <a href="2.html">除雪車の購入について</a>　履行期限：令和9年3月31日</li><li>2026年10月1日 <a href="3.html">市道の通行止めについて</a>　掲載 12月5日まで</li></ul>`, "1.html 文化講演会の開催について 2026年11月2日; 2.html 除雪車の購入について 2026年11月1日; 3.html 市道の通行止めについて 2026年10月1日"},
	} {
		titles := strings.NewReplacer("A", a, "B", b)
		body := strings.NewReplacer(">A", ">"+a, ">B", ">"+b, "　A", "　"+a).Replace(c.body)
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte("<main><h1>事業者の公募</h1>" + body + "</main>")}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			row := strings.TrimPrefix(d.URL, "https://h.example.jp/k/") + " " + d.Title + " " + d.Published
			for _, f := range d.Fields {
				row += " " + f.Label + "=" + f.Value
			}
			got = append(got, row)
		}
		want := strings.Split(titles.Replace(c.want), "; ")
		if err != nil || strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
}

// TestDaysAtEndsOfTitles lifts the days of publication off the titles of a list, and leaves those of what is announced.
func TestDaysAtEndsOfTitles(t *testing.T) {
	for name, c := range map[string]struct{ titles, want string }{
		"before, without a year":       {"11月25日　庁舎警備業務の公募|11月16日　駅前清掃業務の公募", "庁舎警備業務の公募 11月25日|駅前清掃業務の公募 11月16日"},
		"before, slashed":              {"1/16 庁舎警備業務の公募|12/16 駅前清掃業務の公募|11/25 公園管理業務の公募", "庁舎警備業務の公募 1月16日|駅前清掃業務の公募 12月16日|公園管理業務の公募 11月25日"},
		"before, in brackets":          {"【R8.11.25】庁舎警備業務の公募|【R8.11.16】駅前清掃業務の公募", "庁舎警備業務の公募 R8.11.25|駅前清掃業務の公募 R8.11.16"},
		"before, with weekdays":        {"・11月25日（水）：庁舎警備業務の公募|・11月16日（月）：駅前清掃業務の公募", "庁舎警備業務の公募 11月25日(水)|駅前清掃業務の公募 11月16日(月)"},
		"behind, in brackets":          {"庁舎警備業務の公募（11月25日）|駅前清掃業務の公募（11月16日）", "庁舎警備業務の公募 11月25日|駅前清掃業務の公募 11月16日"},
		"behind, with a year":          {"庁舎警備業務の公募　令和8年11月25日|駅前清掃業務の公募　令和8年11月16日", "庁舎警備業務の公募 令和8年11月25日|駅前清掃業務の公募 令和8年11月16日"},
		"of events, the next first":    {"12月5日 親子教室の出店者募集|12月12日 料理教室の講師募集", "12月5日 親子教室の出店者募集 |12月12日 料理教室の講師募集 "},
		"of events, behind":            {"庁舎見学会の参加者募集（12月5日）|港の見学会の参加者募集（12月12日）", "庁舎見学会の参加者募集（12月5日） |港の見学会の参加者募集（12月12日） "},
		"last days":                    {"庁舎警備業務の公募（12月25日まで）|駅前清掃業務の公募（12月16日まで）", "庁舎警備業務の公募（12月25日まで） |駅前清掃業務の公募（12月16日まで） "},
		"of one":                       {"11月25日 庁舎見学会の事業者募集", "11月25日 庁舎見学会の事業者募集 "},
		"not of all":                   {"11月25日 庁舎見学会の事業者募集|駅前清掃業務の公募", "11月25日 庁舎見学会の事業者募集 |駅前清掃業務の公募 "},
		"numbers that are no days":     {"13/40 庁舎警備業務の公募|12/40 駅前清掃業務の公募", "13/40 庁舎警備業務の公募 |12/40 駅前清掃業務の公募 "},
		"of one, in the month above":   {"<h2>令和8年11月</h2>|11月25日 庁舎警備業務の公募", "庁舎警備業務の公募 令和8年11月25日"},
		"days alone, in a month above": {"<h2>2026年11月</h2>|25日　庁舎警備業務の公募|【16日】駅前清掃業務の公募", "庁舎警備業務の公募 2026年11月25日|駅前清掃業務の公募 2026年11月16日"},
	} {
		body := ""
		for _, title := range strings.Split(c.titles, "|") {
			if strings.HasPrefix(title, "<") {
				body += title
				continue
			}
			body += `<li><a href="/k/` + string(rune('a'+len(body)%26)) + strings.Repeat("x", len(body)) + `.html">` + title + "</a></li>"
		}
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte("<main><h1>事業者の公募</h1>" + body + "</main>")}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			got = append(got, d.Title+" "+d.Published)
		}
		if err != nil || strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

// TestLinesWithoutLinks reads calls among lines that each begin with a day, without giving their last days to the line above them.
func TestLinesWithoutLinks(t *testing.T) {
	for name, c := range map[string]struct{ line, want string }{
		"a last day behind the title": {"9月18日　特産品の開発補助金（事業者向け）の二次募集　申請期限10月16日", "* 特産品の開発補助金（事業者向け）の二次募集|list.html|令和8年9月18日||申請期限=10月16日\n"},
		"a last day in brackets":      {"９月１８日　道の駅の売店を運営する事業者の募集（締切１０月１６日）", "* 道の駅の売店を運営する事業者の募集（締切１０月１６日）|list.html|令和8年9月18日||締切=10月16日\n"},
		"a year":                      {"令和8年9月18日　観光船の運航システム構築業務の公募型プロポーザル　提出期限：令和8年10月16日", "* 観光船の運航システム構築業務の公募型プロポーザル|list.html|令和8年9月18日||提出期限=令和8年10月16日\n"},
		"a day in brackets":           {"（9月18日）　道の駅の売店を運営する事業者を募集します　10月16日まで", "* 道の駅の売店を運営する事業者を募集します|list.html|令和8年9月18日||締切=10月16日まで\n"},
		"words in a phrase":           {"9月18日　<b>道の駅の売店を運営する事業者の募集</b>　締切10月16日", "* 道の駅の売店を運営する事業者の募集|list.html|令和8年9月18日||締切=10月16日\n"},
		"no last day":                 {"9月18日　道の駅の売店を運営する事業者の募集", ""},
		"no call":                     {"9月18日　敬老の集いの参加申し込みについて　申込期限10月16日", ""},
		"a result":                    {"9月18日　道の駅の売店を運営する事業者の選定結果　公表10月16日まで", ""},
	} {
		const before, behind = "令和8年9月25日　<a href=\"2.html\">秋の交通安全運動のお知らせ</a>", "令和8年9月14日　<a href=\"3.html\">水道水の濁りのお知らせ</a>"
		lines := []string{"令和8年10月1日　<a href=\"1.html\">赤い羽根共同募金のお知らせ</a>", before, c.line, behind, "令和8年4月6日　役場の電話番号が変わりました"}
		for form, body := range map[string]string{
			"lines":      "<h2>お知らせ（令和8年度）</h2><p>" + strings.Join(lines, "<br>\n") + "</p>",
			"paragraphs": "<h2>お知らせ（令和8年度）</h2><div><p>" + strings.Join(lines, "</p>\n<p>") + "</p></div>",
		} {
			want := "赤い羽根共同募金のお知らせ|1.html|令和8年10月1日|\n秋の交通安全運動のお知らせ|2.html|令和8年9月25日|\n" + c.want + "水道水の濁りのお知らせ|3.html|令和8年9月14日|\n"
			if got := wordsOfList(t, body); got != want {
				t.Errorf("%s, %s: read\n%swant\n%s", name, form, got, want)
			}
		}
	}
}

// TestLastDaysOnLinesBelow keeps the last day on a line of its own below a row, though it begins with a day.
func TestLastDaysOnLinesBelow(t *testing.T) {
	for _, line := range []string{"締切：10月16日", "10月16日まで受付", "（申請期限　10月16日）"} {
		got := wordsOfList(t, "<p>令和8年9月25日　<a href=\"1.html\">売店の運営事業者の募集</a><br>"+line+"<br>令和8年9月14日　<a href=\"2.html\">水道水の濁りのお知らせ</a><br>令和8年9月4日　<a href=\"3.html\">断水のお知らせ</a></p>")
		if first, _, _ := strings.Cut(got, "\n"); !strings.Contains(first, "売店") || !strings.Contains(first, "10月16日") || strings.Contains(got, "*") {
			t.Errorf("%s: read\n%s", line, got)
		}
	}
}
