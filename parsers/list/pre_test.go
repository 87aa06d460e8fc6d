package list

import "testing"

// TestPreLines reads lists whose rows are lines of preformatted text.
func TestPreLines(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"days before": {"<pre>\n■募集中\n\n2026.11.20  <a href=\"1.html\">庁舎警備業務委託に係る公募型プロポーザル</a>\n2026.11.12  <a href=\"2.html\">文化会館の指定管理者募集</a>\n2026.11.2   <a href=\"3.html\">観光案内アプリ実証実験の参加企業募集</a>\n</pre>",
			"庁舎警備業務委託に係る公募型プロポーザル|1.html|2026.11.20|\n文化会館の指定管理者募集|2.html|2026.11.12|\n観光案内アプリ実証実験の参加企業募集|3.html|2026.11.2|\n"},
		"last days behind": {"<pre>11/20 <a href=\"1.html\">庁舎警備業務委託に係る公募型プロポーザル</a>  締切 12/10  管財課\n11/12 <a href=\"2.html\">文化会館の指定管理者募集</a>  締切 12/18  文化課\n11/2  <a href=\"3.html\">観光案内アプリ実証実験の参加企業募集</a>  締切 12/4  観光課</pre>",
			"庁舎警備業務委託に係る公募型プロポーザル|1.html|11月20日||締切=12/10\n文化会館の指定管理者募集|2.html|11月12日||締切=12/18\n観光案内アプリ実証実験の参加企業募集|3.html|11月2日||締切=12/4\n"},
		"in a font": {"<pre><font size=2>令和8年11月20日 <a href=\"1.html\">庁舎警備業務委託に係る公募型プロポーザル</a>\r\n令和8年11月12日 <a href=\"2.html\">文化会館の指定管理者募集</a>\r\n</font></pre>",
			"庁舎警備業務委託に係る公募型プロポーザル|1.html|令和8年11月20日|\n文化会館の指定管理者募集|2.html|令和8年11月12日|\n"},
		"last days below": {"<pre>\n・<a href=\"1.html\">庁舎警備業務委託に係る公募型プロポーザル</a>\n    提出期限：令和8年12月10日\n・<a href=\"2.html\">文化会館の指定管理者募集</a>\n    提出期限：令和8年12月18日\n</pre>",
			"庁舎警備業務委託に係る公募型プロポーザル|1.html|||提出期限=令和8年12月10日\n文化会館の指定管理者募集|2.html|||提出期限=令和8年12月18日\n"},
	} {
		if got := wordsOfList(t, c.body); got != c.want {
			t.Errorf("%s: read\n%swant\n%s", name, got, c.want)
		}
	}
}
