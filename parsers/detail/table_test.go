package detail

import (
	"slices"
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestTablesOfOneRow: the fields of a record are turned on their side, the one step of a schedule is not.
func TestTablesOfOneRow(t *testing.T) {
	row := func(heads, cells string) string {
		th := "<tr><th>" + strings.ReplaceAll(heads, "|", "</th><th>") + "</th></tr>"
		return "<h1>公園売店の運営事業者の募集</h1><table>" + th + "<tr><td>" + strings.ReplaceAll(cells, "|", "</td><td>") + "</td></tr></table>"
	}
	for _, c := range []struct{ heads, cells, want string }{
		{"業務名|履行期間|担当", "清掃業務|令和9年3月31日まで|総務課", "業務名\t清掃業務\n履行期間\t令和9年3月31日まで\n担当\t総務課"},
		{"№|区分|期間・期限|担当", "1|審査会|R8.12.4（金）|事業者", "# №\t区分\t期間・期限\t担当\n1\t審査会\tR8.12.4（金）\t事業者"},
		{"日程|内容", "12月4日（金）|審査日", "# 日程\t内容\n12月4日（金）\t審査日"},
		{"募集期間|内容", "12月4日まで|売店の運営", "募集期間\t12月4日まで\n内容\t売店の運営"},
	} {
		d, err := Read(page.Page{URL: "https://a.example.jp/1.html", Body: []byte(row(c.heads, c.cells))})
		if err != nil || strings.TrimSpace(d.Text) != c.want {
			t.Errorf("%s\n got %q\nwant %q, %v", c.heads, d.Text, c.want, err)
		}
	}
}

// TestAPageLaidOutByATable is read line by line, and its title from the words that are set off.
func TestAPageLaidOutByATable(t *testing.T) {
	const body = `<table><tr><td>トップ<br>新着情報<br>9月20日 水道料金の改定</td><td><font size="5"><b>庁舎警備業務委託の一般競争入札について</b></font><br><br>次のとおり入札を行います。<br><b>１　件名</b><br>　庁舎警備業務委託<br><b>２　入札参加資格の確認</b><br>　(1) 提出期間　令和８年１０月１日（木）から令和８年１０月１４日（水）まで<br>　(2) 提出先　総務部管財課<br><b>３　入札書の提出</b><br>　(1) 日時　令和８年１０月２９日（木）午前１０時<br>　(2) 場所　本庁舎３階入札室<br>` +
		`なお、この入札に参加しようとする者は、入札説明書、仕様書、契約書案及び青葉市契約規則を熟読し、これらの内容を承知の上で参加してください。入札説明書は管財課の窓口で交付し、郵送による交付は行いません。</td></tr></table>`
	d, err := Read(page.Page{URL: "https://a.example.jp/1.html", Body: []byte(body)})
	if err != nil || d.Title != "庁舎警備業務委託の一般競争入札について" || !strings.Contains(d.Text, "\n２ 入札参加資格の確認\n(1) 提出期間") {
		t.Errorf("%q, %v\n%s", d.Title, err, d.Text)
	}
}

// TestDaysAboveWhatHappens: boxes of a day and the step below it are pairs, news are not.
func TestDaysAboveWhatHappens(t *testing.T) {
	box := func(day, words string) string {
		return `<div class="s"><p class="d">` + day + `</p><p class="t">` + words + `</p></div>`
	}
	for _, c := range []struct{ html, want string }{
		{box("令和8年11月9日（月）から12月4日（金）午後5時まで（必着）", "応募書類の受付") + box("12月18日（金）", "2次審査"), "応募書類の受付\t令和8年11月9日（月）から12月4日（金）午後5時まで（必着）\n2次審査\t12月18日（金）"},
		{box("2026年11月9日", "市民まつりの写真") + box("2026年11月2日", "図書館の休館") + box("2026年10月30日", "募集要項の公表"), "2026年11月9日\n\n市民まつりの写真\n\n2026年11月2日\n\n図書館の休館\n\n2026年10月30日\n\n募集要項の公表"},
		{box("11/9 <small>月</small>－11/20 <small>金</small>", "質問の受付") + box("12/4<br>金", "提案書の提出期限（17時）"), "質問の受付\t11/9 月－11/20 金\n提案書の提出期限（17時）\t12/4\v金"},
		{box("<span>2026.</span>11.9<i>月</i> − 12.4<i>金</i> 17:00", "募集期間") + `<div class="s"><p class="d">11/12 THU</p><p class="t">オンライン説明会</p><p class="n">申込は11月10日まで</p></div>`, "募集期間\t2026.11.9月 − 12.4金 17:00\nオンライン説明会\t11/12 THU\n\n申込は11月10日まで"},
		{box("2026年11月9日", "応募書類の受付"), "2026年11月9日\n\n応募書類の受付"},
	} {
		d, err := Read(page.Page{URL: "https://a.example.jp/1.html", Body: []byte("<h1>公園売店の運営事業者の募集</h1><p>次のとおり募集します。</p><div>" + c.html + "</div>")})
		if _, text, _ := strings.Cut(d.Text, "募集します。"); err != nil || strings.TrimSpace(text) != c.want {
			t.Errorf("%s\n got %q\nwant %q, %v", c.html, strings.TrimSpace(text), c.want, err)
		}
	}
}

// TestHeadsInBold: a short paragraph in bold heads what stands below it, where the page sets no headings; a value, a sentence or a
// label beside its value does not.
func TestHeadsInBold(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"<p><b>前回の募集</b></p><p>令和7年4月14日から募集しました。</p>", "■前回の募集"},
		{"<p><strong><span>３．質問の受付</span></strong><br>12月4日まで</p>", "３．質問の受付"},
		{"<p><b>提出期限</b>　12月4日まで</p>", "提出期限 12月4日まで"},
		{"<p><b>12月4日（金）必着</b></p><p>郵送可</p>", "12月4日（金）必着"},
		{"<p><b>締め切りました。</b></p><p>ありがとうございました</p>", "締め切りました。"},
		{"<p><b>応募方法</b></p><p><b>郵送</b></p><p>のみ</p>", "応募方法"},
	} {
		d, err := Read(page.Page{URL: "https://a.example.jp/1.html", Body: []byte("<h1>提案の募集について</h1><div><p>提案を募集します。</p>" + c.html + "</div>")})
		if err != nil || !slices.Contains(strings.Split(d.Text, "\n"), c.want) {
			t.Errorf("%s\n got %q\nwant the line %q, %v", c.html, d.Text, c.want, err)
		}
	}
}
