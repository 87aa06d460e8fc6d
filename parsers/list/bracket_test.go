package list

import "testing"

// TestBracketedDays reads days in brackets behind titles, of which nothing says what they are.
func TestBracketedDays(t *testing.T) {
	row := func(n int, day string) string {
		titles := []string{"", "庁舎警備業務委託に係る公募型プロポーザル", "文化会館の指定管理者募集", "観光案内アプリ実証実験の参加企業募集"}
		return `<li><a href="` + string(rune('0'+n)) + `.html">` + titles[n] + `</a>` + day + `</li>`
	}
	read := func(days, fields [3]string) string {
		return "庁舎警備業務委託に係る公募型プロポーザル|1.html|" + days[0] + "|" + fields[0] + "\n文化会館の指定管理者募集|2.html|" + days[1] + "|" + fields[1] +
			"\n観光案内アプリ実証実験の参加企業募集|3.html|" + days[2] + "|" + fields[2] + "\n"
	}
	none := [3]string{}
	for name, c := range map[string]struct {
		days         [3]string
		legend, want string
	}{
		"in no order":        {[3]string{"（12/28）", "（12/10）", "（12/18）"}, "", read(none, [3]string{"|=12月28日", "|=12月10日", "|=12月18日"})},
		"rising":             {[3]string{" (12月10日)", " (12月18日)", " (12月28日)"}, "", read(none, [3]string{"|=12月10日", "|=12月18日", "|=12月28日"})},
		"of some rows":       {[3]string{"（11/28）", "（11/18）", ""}, "", read(none, [3]string{"|=11月28日", "|=11月18日", ""})},
		"the same":           {[3]string{"（12/28）", "（12/28）", "（12/28）"}, "", read(none, [3]string{"|=12月28日", "|=12月28日", "|=12月28日"})},
		"whole":              {[3]string{"（令和8年12月10日（木））", "（令和8年12月28日（月））", "（令和8年12月4日（金））"}, "", read(none, [3]string{"|=令和8年12月10日(木)", "|=令和8年12月28日(月)", "|=令和8年12月4日(金)"})},
		"falling":            {[3]string{"（11/28）", "（11/18）", "（11/10）"}, "", read([3]string{"11月28日", "11月18日", "11月10日"}, none)},
		"said to be updates": {[3]string{"（11/10更新）", "（11/18更新）", "（11/1更新）"}, "", read([3]string{"11月10日", "11月18日", "11月1日"}, none)},
		"in a legend":        {[3]string{"（12/10）", "（12/18）", "（12/4）"}, "<p>※（　）内は提出締切日です。</p>", read(none, [3]string{"|締切=12月10日", "|締切=12月18日", "|締切=12月4日"})},
		"in another":         {[3]string{"（11/10）", "（11/18）", "（11/4）"}, "<p>カッコ内は公告日</p>", read([3]string{"11月10日", "11月18日", "11月4日"}, none)},
	} {
		if got := wordsOfList(t, c.legend+"<ul>"+row(1, c.days[0])+row(2, c.days[1])+row(3, c.days[2])+"</ul>"); got != c.want {
			t.Errorf("%s: read\n%swant\n%s", name, got, c.want)
		}
	}
}
