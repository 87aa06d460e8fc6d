package main

import (
	"net/url"
	"strings"
	"testing"

	"koubo/opportunity"
)

// TestValuesMayBeNamedAsTheTableNamesThem: in Japanese, whole or by a part, several at once; what is no name is told of with the names.
func TestValuesMayBeNamedAsTheTableNamesThem(t *testing.T) {
	for name, label := range namedParameters {
		for _, code := range opportunity.ParameterValues(name) {
			v := url.Values{name: {label(code)}}
			if err := readNames(v); code != "all" && (err != nil || v.Get(name) != code) {
				t.Errorf("%s %s is named %q, which is read as %q, %v", name, code, label(code), v.Get(name), err)
			}
		}
	}
	for word, want := range map[string]string{
		"kind=プロポーザル・提案募集": "proposal", "kind=プロポーザル": "proposal", "kind=PFI": "pfi", "kind=ＰＰＰ": "pfi", "kind=サウンディング、補助金": "sounding,subsidy", "kind=pilot,入札": "pilot,tender", "kind=pilot, ,": "pilot", "kind=all": "all",
		"kind=その他": "other", "stage=その他": "other", "stage=変更": "amendment", "status=受付中": "open", "theme=防災": "disaster", "theme=健康": "health", "kind=": "",
	} {
		v, _ := url.ParseQuery(word)
		if err := readNames(v); err != nil || strings.Join(v[word[:strings.Index(word, "=")]], "|") != want {
			t.Errorf("%s: %v, %v", word, v, err)
		}
	}
	for language, says := range map[string]string{"ja_JP.UTF-8": "sounding（サウンディング）", "C": ""} {
		t.Setenv("LC_ALL", language)
		err := readNames(url.Values{"kind": {"プロポ"}})
		if (err != nil) != (says != "") || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", language, err)
		}
	}
}

// TestTheFirstOfSeveralMistakesIsTold, the same each time.
func TestTheFirstOfSeveralMistakesIsTold(t *testing.T) {
	t.Setenv("LC_ALL", "ja_JP.UTF-8")
	for range 20 {
		err := readNames(url.Values{"kind": {"プロポ"}, "stage": {"x"}, "status": {"y"}, "theme": {"z"}})
		if err == nil || !strings.HasPrefix(err.Error(), "kind ") {
			t.Fatal(err)
		}
	}
}
