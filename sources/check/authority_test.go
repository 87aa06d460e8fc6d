package check

import (
	"strings"
	"testing"
)

func TestAuthority(t *testing.T) {
	for text, want := range map[string]string{
		"koubo.example.jp,2026":              "",
		"koubo.example.jp,2026-11":           "",
		"koubo.example.jp,2026-11-25":        "",
		"ops@example.jp,2024-02-29":          "",
		"a.b-c_d@x1.example,2026":            "",
		"xn--wgv71a.jp,2026":                 "",
		"koubo.example.jp":                   "lacks the date",
		"tag:koubo.example.jp,2026":          "begins with tag:",
		"https://koubo.example.jp,2026":      "holds a slash",
		"Koubo.example.jp,2026":              "write koubo.example.jp,2026",
		"koubo.example.jp,2026-13":           "names a day that does not exist",
		"koubo.example.jp,2026-02-29":        "names a day that does not exist",
		"koubo.example.jp,26":                "is no authority",
		"koubo.example.jp,2026-1":            "is no authority",
		"koubo.example.jp,2026-11-25T00:00Z": "is no authority",
		"koubo.example.jp, 2026":             "is no authority",
		"公募.example.jp,2026":                 "is no authority",
		"-a.example.jp,2026":                 "is no authority",
		"a-.example.jp,2026":                 "is no authority",
		"a..jp,2026":                         "is no authority",
		"localhost,2026":                     "is no authority",
		"@example.jp,2026":                   "is no authority",
		"a:80.example.jp,2026":               "is no authority",
		",2026":                              "is no authority",
	} {
		err := Authority(text)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
