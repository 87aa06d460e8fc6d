package main

import (
	"strings"
	"testing"
	"time"

	"koubo/crawler/mend"
	"koubo/sources"
)

// TestTroublesAreExplained to whoever keeps a koubo: which address, since when, why, what mends it, and what to do.
func TestTroublesAreExplained(t *testing.T) {
	t.Setenv("LC_ALL", "ja_JP.UTF-8")
	const old = "https://a.jp/koubo/"
	since := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	gone := sources.AddressHealth{State: sources.Failing, Since: since, Causes: []sources.Cause{{Code: sources.CauseGone, Args: map[string]string{"status": "404"}}}}
	down := sources.AddressHealth{State: sources.Failing, Since: since, Causes: []sources.Cause{{Code: sources.CauseStatus, Args: map[string]string{"status": "503"}}}}
	shut := sources.AddressHealth{State: sources.Blocked, Since: since, Causes: []sources.Cause{{Code: sources.CauseRobots}}}
	undated := sources.AddressHealth{State: sources.Degraded, Since: since, Causes: []sources.Cause{{Code: sources.CauseUndated, Args: map[string]string{"of": "9", "before": "9"}}}}
	at := func(p mend.Proposal) []mend.Proposal { p.Old = old; return []mend.Proposal{p} }
	for name, c := range map[string]struct {
		address  sources.AddressHealth
		mends    []mend.Proposal
		searched bool
		want     []string
	}{
		"found on the site": {gone, at(mend.Proposal{New: "https://a.jp/b/", How: mend.BySite, Items: 9, Known: 7}), true, []string{"\na：https://a.jp/koubo/が読み取れません\n", "いつから：2026-11-02の巡回から\n", "理由：ページがなくなっています（404）", "直し方：サイトの中を探すと、一覧が https://a.jp/b/ に見つかりました（9件のうち前からあるもの7件）\n", "すること：koubo source check --source a --write"}},
		"parted":            {gone, at(mend.Proposal{New: "https://a.jp/b/", Also: []string{"https://a.jp/c/"}, How: mend.BySite, Items: 9, Known: 7}), true, []string{"https://a.jp/b/ と https://a.jp/c/ に見つかりました（分かれています）"}},
		"a feed":            {gone, at(mend.Proposal{New: "https://a.jp/rss.xml", Feed: true, How: mend.BySite, Items: 9, Known: 7}), true, []string{"フィードが https://a.jp/rss.xml に"}},
		"forwarded":         {gone, at(mend.Proposal{New: "https://a.jp/b/", How: mend.ByRedirect, Items: 9, Known: 7, Drop: []string{"selectors"}}), true, []string{"恒久的に転送されています。設定の selectors は要らなくなります（9件"}},
		"by another name":   {gone, at(mend.Proposal{New: "https://www.a.jp/koubo/", How: mend.ByHost, Items: 9, Known: 7}), true, []string{"サーバーは https://www.a.jp/koubo/ で応答します"}},
		"by its layout":     {gone, at(mend.Proposal{New: old, How: mend.ByLayout, Items: 9, Known: 7, Drop: []string{"selectors", "platform"}}), true, []string{"同じページが、ページの作りから読み取れます。設定の selectors と platform は"}},
		"perhaps":           {gone, at(mend.Proposal{New: "https://a.jp/b/", How: mend.BySite, Items: 9, Open: 4}), true, []string{"公募らしいもの4件。前からあるものは見当たりません", "すること：直し方のページをブラウザーで開き"}},
		"still there":       {gone, at(mend.Proposal{New: "https://a.jp/b/", How: mend.BySite, Items: 9, Known: 2, Still: 5}), true, []string{"もとのアドレスにもまだ5件", "ブラウザーで開き"}},
		"nothing found":     {gone, nil, true, []string{"すること：直し方は見つかっていません。ブラウザーで"}},
		"not looked for":    {gone, nil, false, []string{"すること：koubo source check --source a が、サイトを見て"}},
		"passing":           {down, nil, true, []string{"エラー 503", "すること：一時的なものかもしれません"}},
		"shut out":          {shut, nil, true, []string{"が読み取りを断っています", "すること：自治体に問い合わせる"}},
		"moved":             {sources.AddressHealth{State: sources.OK, Moved: "https://a.jp/b/"}, at(mend.Proposal{New: "https://a.jp/b/", How: mend.ByRedirect, Items: 9, Known: 7}), true, []string{"\na：https://a.jp/koubo/が移転しています\n", "直し方：このアドレスは https://a.jp/b/ へ恒久的に転送されています（9件のうち前からあるもの7件）", "すること：koubo source check --source a --write"}},
		"moved, unproven":   {sources.AddressHealth{State: sources.OK, Moved: "https://a.jp/b/"}, nil, true, []string{"すること：https://a.jp/b/ をブラウザーで開き"}},
		"moved, unsought":   {sources.AddressHealth{State: sources.OK, Moved: "https://a.jp/b/"}, nil, false, []string{"すること：koubo source check --source a が、そこに公募があるか"}},
		"of a field":        {undated, nil, true, nil},
	} {
		got := troubleWords(checkedRow{sourceRow: sourceRow{ID: "a", named: []string{old}, Health: sources.Health{Addresses: map[string]sources.AddressHealth{old: c.address}}}, Mends: c.mends}, c.searched)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, got)
			}
		}
		if c.want == nil && got != "" {
			t.Errorf("%s: told is\n%s", name, got)
		}
	}
}
