package list

import (
	"fmt"
	"regexp"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// errorTitle finds what the titles of error pages say.
var errorTitle = regexp.MustCompile(`(?i)\b(?:404|403|500|502|503)\b|not found|forbidden|見つかりません|ありませんでした|存在しません|エラー|メンテナンス中|アクセスできません|アクセスが集中|ログイン|log ?in|サインイン|error`)

// noList says in a sentence why a page is no list: an error page, a login; "" where nothing speaks against it.
func noList(doc *page.Document) string {
	why := ""
	page.Walk(doc.Root, func(n *html.Node) bool {
		if why != "" {
			return false
		}
		switch n.DataAtom {
		case atom.Title, atom.H1:
			if text := jtext.Fold(page.TextOf(n)); errorTitle.MatchString(text) {
				why = fmt.Sprintf("it is titled %q", page.Clip(text, 60))
			}
		case atom.Input:
			if page.Attribute(n, "type") == "password" {
				why = "it asks for a password"
			}
		}
		return true
	})
	return why
}
