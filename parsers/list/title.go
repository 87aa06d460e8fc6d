package list

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// wholeTitle returns the title that a link's title attribute holds where the list cut the one it shows.
func wholeTitle(title string, link *html.Node) string {
	whole := page.Collapse(page.Attribute(link, "title"))
	if len(whole) < len(title) {
		return title
	}
	stem, cut := classify.CutStem(title)
	if cut && len(whole) > len(stem) && strings.HasPrefix(whole, stem) {
		return whole
	}
	return title
}

// fileNote is what a link says of its file behind the title: （PDF：312KB）, [PDF形式／98KB].
var fileNote = regexp.MustCompile(`(?i)\s*[（(\[［【][^（(\[［【]*(?:PDF|ワード|Word|エクセル|Excel|ZIP|KB|MB|キロバイト|ＰＤＦ)[^）)\]］】]*[）)\]］】]\s*$`)

// vagueTitles are link texts that say what to do and not what it leads to.
var vagueTitles = regexp.MustCompile(`^[（(【\[]?(?:詳細|詳しく|こちら|公告|実施要領|募集要項|要項|要領|PDF|続きを読む|リンク|入札公告)[^。]{0,12}$`)

func isVague(title string) bool {
	return title == "" || len(title) < 48 && vagueTitles.MatchString(jtext.Fold(title))
}
