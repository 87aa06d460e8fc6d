package main

import (
	"strings"
	"testing"
	"time"

	"koubo/crawler/mend"
	"koubo/sources"
)

// TestLossesAreExplained to whoever keeps a koubo: which field, since when, where, what stands there, and what to do.
func TestLossesAreExplained(t *testing.T) {
	t.Setenv("LC_ALL", "ja_JP.UTF-8")
	since := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	lost := func(field sources.Field, found mend.Standing) mend.Loss {
		found.Pages, found.Lack, found.URL, found.Title = 8, 8, "https://a.jp/9.html", "橋の公募"
		return mend.Loss{Field: field, Since: since, Until: since.AddDate(0, 0, 60), Now: 0, Of: 6, Usual: 97, Found: found}
	}
	label := []mend.Proposal{{Old: "https://a.jp/", New: "https://a.jp/", How: mend.ByLabel, Items: 8, Known: 8, Fields: map[string]string{"contact": "label:ご質問の宛先"}}}
	perhaps := []mend.Proposal{{Old: "https://a.jp/", New: "https://a.jp/new/", How: mend.BySite}}
	text := lost(sources.FieldContact, mend.Standing{As: mend.NowText, Words: []string{"資料は 0998-00-1234 まで"}})
	text.Had = &mend.Example{URL: "https://a.jp/1.html", Words: "企画課 0998-00-1234"}
	date := mend.Loss{Field: sources.FieldDate, List: "https://a.jp/", Since: since, Of: 36, Found: mend.Standing{As: mend.NowGone, URL: "https://a.jp/", Pages: 36, Lack: 36, Title: "橋の公募"}}
	unseen := mend.Loss{Field: sources.FieldPublished, Since: since, Now: 1, Of: 12, Usual: 100}
	read := mend.Loss{Field: sources.FieldPublished, Since: since, Found: mend.Standing{As: mend.NowRead, Pages: 8, Lack: 1}}
	for name, c := range map[string]struct {
		loss  mend.Loss
		mends []mend.Proposal
		want  []string
	}{
		"in other words": {text, nil, []string{"\na：問い合わせ先が読み取れなくなっています\n", "いつから：2026-11-02の巡回から。最近の6件のうち0件だけにあります（いつもは97％）\n", "ページ：https://a.jp/9.html（橋の公募）\n",
			"以前の例：「企画課 0998-00-1234」https://a.jp/1.html\n", "いまは：見た8ページのうち8ページで読み取れません。近いことばは「資料は 0998-00-1234 まで」です\n", `selectors: {fields: {contact: "label:欄の名前"}}`, "2027-01-01を過ぎても同じなら"}},
		"behind a label": {lost(sources.FieldContact, mend.Standing{As: mend.NowLabel, Words: []string{"ご質問の宛先"}}), label, []string{"「ご質問の宛先」という欄に書かれています", "すること：koubo source check --source a --write で"}},
		"by a form":      {lost(sources.FieldContact, mend.Standing{As: mend.NowForm, Words: []string{"問い合わせフォーム"}}), nil, []string{"フォームへの案内「問い合わせフォーム」", "直すところはありません。2027-01-01"}},
		"in files":       {lost(sources.FieldPublished, mend.Standing{As: mend.NowFiles, Words: []string{"要領", "様式"}}), nil, []string{"公表日が読み取れなくなっています", "添付ファイル「要領」「様式」"}},
		"nowhere":        {lost(sources.FieldPublished, mend.Standing{As: mend.NowGone}), nil, []string{"どこにも書かれていません", "ページをブラウザーで開いてください"}},
		"of a list":      {date, nil, []string{"一覧の日付が読み取れなく", "2026-11-02の巡回から。36件のどれにもありません", "一覧：https://a.jp/\n", "36行のうち36行で読み取れません。たとえば「橋の公募」の行です", "selectors: の date:"}},
		"perhaps moved":  {date, perhaps, []string{"直し方のページをブラウザーで開き"}},
		"not looked at":  {unseen, nil, []string{"最近の12件のうち1件だけ", "koubo source check --source a が、いまのページを見て"}},
		"read elsewhere": {read, nil, []string{"a：一覧に日付がないので、公募のページの公表日を確かめました\n", "見た8ページのうち7ページで読み取れます", "すること：ありません"}},
		"without pages":  {mend.Loss{Field: sources.FieldBudget, Since: since, Of: 5, Usual: 90, Found: mend.Standing{As: mend.NowUnread}}, nil, []string{"確かめられる公募のページがありませんでした"}},
	} {
		got := lossWords("a", c.loss, c.mends)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, got)
			}
		}
		if strings.Contains(got, "：\n") || strings.Contains(got, "「」") {
			t.Errorf("%s: something is empty in\n%s", name, got)
		}
	}
}
