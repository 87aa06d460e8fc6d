package wording

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTheLanguageIsTheEnvironments(t *testing.T) {
	for _, c := range []struct {
		all, messages, lang string
		want                Language
	}{
		{"", "", "", English}, {"", "", "C.UTF-8", English}, {"", "", "ja_JP.UTF-8", Japanese}, {"", "", "ja", Japanese}, {"", "", "en_US.UTF-8", English},
		{"C", "", "ja_JP.UTF-8", English}, {"", "C", "ja_JP.UTF-8", English}, {"", "ja_JP.UTF-8", "C", Japanese}, {"ja_JP.eucJP", "C", "C", Japanese},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := Of(func(name string) string { return env[name] }); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// TestSentences: a format with its parameters, and a sentence that was made of one elsewhere, with sentences in it.
func TestSentences(t *testing.T) {
	if got := Japanese.Sprintf("%d of %d sources are broken", 2, 10); got != "10件のうち2件の巡回先が壊れています" {
		t.Error(got)
	}
	if got := English.Sprintf("%d of %d sources are broken", 2, 10); got != "2 of 10 sources are broken" {
		t.Error(got)
	}
	if got := Japanese.Sprintf("nobody knows %s", "this"); got != "nobody knows this" {
		t.Error(got)
	}
	wrapped := fmt.Errorf("--issuer: %w", errors.New(`"府中市" is the name of 2 bodies: write the code of the one that is meant, "132063" for 東京都府中市 or "342084" for 広島県府中市`))
	for sentence, want := range map[string]string{
		wrapped.Error(): `--issuer："府中市" という自治体は2あります。当てはまるもののコードを書いてください："132063"（東京都府中市） か "342084"（広島県府中市）`,
		`sources.yaml:3:5: the address "ftp://x" must begin with https:// or http://`: `sources.yaml:3:5: アドレス "ftp://x" は https:// か http:// で始まる必要があります`,
		"the home page https://a.jp/ cannot be read: it answers 404":                  "https://a.jp/ を読めません：404 と応答しました",
		"at most every hour, for it failed 1 times in a row":                          "長くても1時間おき（続けて1回失敗したため）",
		"at most every 3 hours, for it failed 2 times in a row":                       "長くても3時間おき（続けて2回失敗したため）",
		"w.yaml:6:11: list: the address \"x.jp/\" must begin with https:// or http://\nw.yaml:11:5: a source without an address: add feed: or list:, or discover: true\nw.yaml:5:5: a source has no key \"isuer\": did you mean issuer?": "w.yaml:6:11: list: アドレス \"x.jp/\" は https:// か http:// で始まる必要があります\nw.yaml:11:5: 巡回先にアドレスがありません。feed: か list:、または discover: true を書き足してください\nw.yaml:5:5: 巡回先に \"isuer\" というキーはありません：issuer のことですか",
		`a.yaml:9:13: schedule: "x" is no schedule (expected exactly 5 fields, found 1: [x]): write minute hour day month weekday, such as "0 7-19 * * 1-5"`:                                                                             `a.yaml:9:13: schedule: "x" は予定ではありません（5項目のはずが1項目です）。"0 7-19 * * 1-5" のように、分 時 日 月 曜日 の順に書いてください`,
		"a.warc.gz: no such file or directory; --replay takes WARC files, such as crawl --record writes":                                                                                                                                 "a.warc.gz: ファイルもフォルダーもありません。--replay には、crawl --record が書いた WARC ファイルを指定してください",
		"a.yaml:3:1: a tab stands here: indent with spaces":                                                       "a.yaml:3:1: ここにタブがあります。字下げは半角の空白にしてください",
		"a.db: file does not exist: its folder is missing; create it with: mkdir -p /a":                           "a.db: フォルダーがありません。mkdir -p /a で作ってください",
		"a.db: not a data file of koubo: it was cut short or overwritten; put back a copy of it (unexpected EOF)": "a.db: koubo のデータファイルではありません: 途中で切れているか、上書きされています。写しを戻してください（途中で終わっています）",
		"a.jp is down; nobody knows why":                                                                          "a.jp is down; nobody knows why",
		"okinawa-naha":                                                                                            "okinawa-naha",
		"nothing is known of":                                                                                     "nothing is known of",
	} {
		if got := Japanese.Text(sentence); got != want {
			t.Errorf("%s\n got %s\nwant %s", sentence, got, want)
		}
		if got, want := English.Text(sentence), strings.Replace(sentence, "1 times", "1 time", 1); got != want {
			t.Error(got)
		}
	}
}

// TestJapaneseHasTheSameParameters as the English, and each row stands once.
func TestJapaneseHasTheSameParameters(t *testing.T) {
	seen := map[string]bool{}
	for _, part := range []map[string]string{labels, sourceSentences, serviceSentences, notifySentences, configurationSentences, reasonSentences, phraseSentences, storeSentences, schemaSentences, mistakeSentences} {
		for english, japanese := range part {
			if seen[english] {
				t.Errorf("%q stands twice", english)
			}
			seen[english] = true
			args := map[int]bool{}
			for _, v := range verbsOf(english) {
				args[v.arg] = true
			}
			for _, v := range verbsOf(japanese) {
				if !args[v.arg] {
					t.Errorf("%q has a parameter that %q lacks", japanese, english)
				}
			}
			if japanese == "" || len(english) > 0 && len(japanese) > 0 && (english[0] == '\n') != (japanese[0] == '\n') || (english[len(english)-1] == '\n') != (japanese[len(japanese)-1] == '\n') {
				t.Errorf("%q: %q", english, japanese)
			}
		}
	}
}

// TestLengthsOfTimeAreJapanese where a sentence has its Japanese, and stay as they are written for programs elsewhere.
func TestLengthsOfTimeAreJapanese(t *testing.T) {
	for length, want := range map[time.Duration]string{
		0: "0秒", 10 * time.Millisecond: "10ミリ秒", 1640 * time.Millisecond: "1.64秒", time.Minute: "1分", 90 * time.Second: "1分30秒", 3 * time.Hour: "3時間", 150 * time.Minute: "2時間30分", time.Hour + time.Second: "1時間0分1秒",
	} {
		if got := lengthWords(length); got != want {
			t.Errorf("%s is %s, want %s", length, got, want)
		}
	}
	const format = "%s, %d announced, %d new, %d revised, %d requests in %s"
	if got := Japanese.Sprintf(format, "ok", 1, 2, 3, 4, 2*time.Second); !strings.Contains(got, "2秒") {
		t.Error(got)
	}
	if got := English.Sprintf(format, "ok", 1, 2, 3, 4, 2*time.Second); !strings.HasSuffix(got, "2s") {
		t.Error(got)
	}
}

// TestOneIsNoPlural: sentences are written for many.
func TestOneIsNoPlural(t *testing.T) {
	for sentence, want := range map[string]string{
		English.Sprintf("%d letters wait to be sent again\n", 1):                  "1 letter waits to be sent again\n",
		English.Sprintf("%d letters wait to be sent again\n", 11):                 "11 letters wait to be sent again\n",
		English.Sprintf("%d remarks on %d sources", 1, 1):                         "1 remark on 1 source",
		English.Sprintf("%d of %d sources are broken", 1, 1):                      "1 of 1 sources are broken",
		English.Sprintf("%d remarks on %d sources", 2, 1):                         "2 remarks on 1 source",
		English.Sprintf("%d things, failed %d times", 0, 1):                       "0 things, failed 1 time",
		English.Text("feed a: 1 announcements have no title"):                     "feed a: 1 announcement has no title",
		English.Text("it answers 1.1 times and 21 times, 2-1 times, 1 otherwise"): "it answers 1.1 times and 21 times, 2-1 times, 1 otherwise",
		English.Text("1 bodies were found (1 municipalities)"):                    "1 body was found (1 municipality)",
		English.Text(""): "", Japanese.Text(""): "",
		Japanese.Sprintf("%d letters wait to be sent again\n", 1): "1通を再送待ちに戻しました\n",
	} {
		if sentence != want {
			t.Errorf("%q, want %q", sentence, want)
		}
	}
}
