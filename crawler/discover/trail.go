package discover

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

var (
	// homeWords are what links to a home page say.
	homeWords = regexp.MustCompile(`(?i)^(?:(?:ホーム|トップ|home|top)(?:ページ|page)?|総合トップ(?:ページ)?|\S{1,8}(?:ホームページ|トップ(?:ページ)?))$`)
	// trailSigns stand between the links of a trail and before it.
	trailSigns = regexp.MustCompile(`^(?:現在(?:の)?(?:位置|地|ページ|場所)|今いる(?:ところ|場所)|ここ|you are here)?[\s:>›»→/|≫・]*|[\s:>›»→/|≫]+`)
)

const (
	trailRunes = 200 // in the words of a trail at most
	trailDepth = 4   // elements between its first link and itself
)

// trailAround is the element that holds breadcrumbs by their form, though nothing in its markup calls it so: links and the page's own
// name, parted by signs, of which the first leads to the home page. nil where the link is not the first of such a trail.
func trailAround(first *html.Node, names []string) *html.Node {
	if !homeWords.MatchString(jtext.Fold(page.TextOf(first))) {
		return nil
	}
	at := first.Parent
	for range trailDepth {
		if at == nil || utf8.RuneCountInString(page.TextOf(at)) > trailRunes {
			return nil
		}
		if isTrail(at, first, names) {
			return at
		}
		at = at.Parent
	}
	return nil
}

func isTrail(n, first *html.Node, names []string) bool {
	links := page.LinksIn(n)
	if len(links) < 2 || links[0] != first {
		return false
	}
	rest := page.TextOf(n)
	for _, a := range links {
		rest = strings.Replace(rest, page.TextOf(a), "", 1)
	}
	rest = trailSigns.ReplaceAllString(jtext.Fold(rest), "")
	return rest != "" && slices.ContainsFunc(names, func(name string) bool {
		own := trailSigns.ReplaceAllString(jtext.Fold(name), "")
		return own != "" && (strings.HasPrefix(own, rest) || strings.HasPrefix(rest, own))
	})
}
