package detail

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// labelledPage is what a labelled page says should be read from it.
type labelledPage struct {
	URL         string  `json:"url"`
	Title       string  `json:"title"`
	Published   *string `json:"published"`
	Updated     *string `json:"updated"`
	Contact     *struct{ Department, Phone, Email *string }
	Attachments []struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	} `json:"attachments"`
}

// TestLabelledPages reads the labelled pages of this repository.
func TestLabelledPages(t *testing.T) {
	forLabelledPages(t, func(t *testing.T, labels string, got opportunity.Draft) {
		var want labelledPage
		readJSON(t, labels, &want)
		if os.Getenv("SHOW_TEXT") != "" {
			t.Logf("%s\n%q\n%s\n%+v", got.Title, got.Categories, got.Text, got.Attachments)
		}
		comparePage(t, got, want)
	})
}

// forLabelledPages runs check for each labelled page, with the file of its labels and what was read.
func forLabelledPages(t *testing.T, check func(t *testing.T, labels string, got opportunity.Draft)) {
	t.Helper()
	files, _ := filepath.Glob("../../testdata/labelled/pages1/*.want.json")
	if len(files) == 0 {
		t.Fatal("the labelled pages are not here")
	}
	for _, labels := range files {
		name := strings.TrimSuffix(labels, ".want.json")
		t.Run(filepath.Base(name), func(t *testing.T) {
			var of struct{ URL string }
			readJSON(t, labels, &of)
			body, err := os.ReadFile(name + ".html")
			if err != nil {
				t.Fatal(err)
			}
			got, err := Read(page.Page{URL: of.URL, Body: body})
			if err != nil {
				t.Fatal(err)
			}
			check(t, labels, got)
		})
	}
}

func comparePage(t *testing.T, got opportunity.Draft, want labelledPage) {
	t.Helper()
	check := func(what, got, want string) {
		t.Helper()
		if jtext.Fold(got) != jtext.Fold(want) {
			t.Errorf("%s = %q, want %q", what, got, want)
		}
	}
	check("title", got.Title, want.Title)
	check("published", plainDay(got.Published), textAt(want.Published))
	check("updated", plainDay(got.Updated), textAt(want.Updated))
	if want.Contact != nil {
		check("department", got.Contact.Department, textAt(want.Contact.Department))
		check("phone", got.Contact.Phone, textAt(want.Contact.Phone))
		check("email", got.Contact.Email, textAt(want.Contact.Email))
	}
	for i, a := range want.Attachments {
		if i >= len(got.Attachments) {
			t.Errorf("attachment %d is missing: %s", i, a.Title)
			continue
		}
		check("attachment title", got.Attachments[i].Title, a.Title)
		check("attachment url", got.Attachments[i].URL, a.URL)
	}
	if len(got.Attachments) > len(want.Attachments) {
		t.Errorf("%d attachments, want %d: %+v", len(got.Attachments), len(want.Attachments), got.Attachments)
	}
	for _, leak := range []string{"市民まつり", "二十歳のつどい", "下水道使用料", "大雨に関する", "dataLayer", "開庁時間"} {
		if strings.Contains(got.Text, leak) {
			t.Errorf("%s leaked into the text:\n%s", leak, got.Text)
		}
	}
}

func textAt(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// plainDay writes a date in a page's words as 2006-01-02.
func plainDay(words string) string {
	if words == "" {
		return ""
	}
	fields := strings.FieldsFunc(jtext.Fold(words), func(r rune) bool { return r < '0' || r > '9' })
	var n [3]int
	for i := range min(3, len(fields)) {
		for _, c := range fields[i] {
			n[i] = n[i]*10 + int(c-'0')
		}
	}
	switch {
	case strings.Contains(words, "令和"):
		n[0] += 2018
	case strings.Contains(words, "平成"):
		n[0] += 1988
	}
	return string(jdate.NewDate(n[0], n[1], n[2]))
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// TestSummaries tell of the purpose, and of the page's course only where nothing else does.
func TestSummaries(t *testing.T) {
	const purpose = "市が所有する公園や道路を、実証実験のフィールドとして企業に提供し、地域課題の解決を目指します。"
	for body, want := range map[string]string{
		"<p>募集は7月10日をもって終了しました。多数のご応募ありがとうございました。</p><p>" + purpose + "</p>":                      purpose,
		"<p>令和8年9月10日に質問への回答を掲載しました。あわせてご確認ください。</p><p>" + purpose + "</p>":                       purpose,
		"<p>15,400千円（消費税及び地方消費税の額を含む。以下同じ。）</p><p>" + purpose + "</p>":                            purpose,
		"<p>募集は7月10日をもって終了しました。多数のご応募ありがとうございました。</p>":                                            "",
		"<p>参加申込の期限を11月27日まで延長しましたのでお知らせします。</p><dl><dt>調査の目的</dt><dd>" + purpose + "</dd></dl>":  purpose,
		"<p>次のとおり公募型プロポーザルを実施するので、公告します。</p><p>（１）市の競争入札参加資格者名簿に登載されていること。</p>":                   "次のとおり公募型プロポーザルを実施するので、公告します。",
		"<h3>FAQ</h3><p>Q. 前回は何社でしたか？<br>A. 前回は4社でした。今回も同じくらいを予定しています。</p><p>" + purpose + "</p>": purpose,
	} {
		d, err := Read(page.Page{URL: "https://a.example.jp/1.html", Body: []byte("<h1>実証フィールドの提供</h1>" + body)})
		if err != nil || d.Summary != want {
			t.Errorf("%s: %q, %v", body, d.Summary, err)
		}
	}
}
