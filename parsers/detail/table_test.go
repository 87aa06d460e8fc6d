package detail

import (
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
