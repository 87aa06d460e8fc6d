package reasons

import (
	"regexp"
	"testing"

	"koubo/sources"
)

func TestEveryCodeHasWords(t *testing.T) {
	for _, code := range sources.CauseCodes() {
		if japanese[code] == "" {
			t.Errorf("%s has no words", code)
		}
	}
	if len(japanese) != len(sources.CauseCodes()) {
		t.Errorf("%d sentences for %d codes", len(japanese), len(sources.CauseCodes()))
	}
	for _, field := range sources.Fields() {
		if fields[field] == "" {
			t.Errorf("%s has no name", field)
		}
	}
}

func TestJapanese(t *testing.T) {
	lost := sources.Cause{Code: sources.CauseFieldLost, Args: map[string]string{"field": "deadline", "now": "0", "of": "6", "usual": "97"}}
	if got := Japanese(lost); got != "締切が読み取れなくなっています：最近の6件のうち0件だけです（いつもは97%）。ページの作りが変わったのかもしれません。" {
		t.Error(got)
	}
	if got := All([]sources.Cause{{Code: sources.CauseByScript}, lost}, "English"); !regexp.MustCompile(`スクリプト.*。 締切が`).MatchString(got) {
		t.Error(got)
	}
	if got := All(nil, "English") + All([]sources.Cause{{Code: "unheard"}}, " words"); got != "English words" {
		t.Error(got)
	}
}
