package discover

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"koubo/crawler/discover/vocabulary"
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

// followFolder queues the page at the folder that an announcement stands in, where something links it. It reports whether there is one that
// was not asked for.
func (s *survey) followFolder(x step, a sheet) bool {
	folder := directory(strings.TrimSuffix(x.url, "/"))
	u, err := url.Parse(x.url)
	if folder == "/" || err != nil {
		return false
	}
	u.Path, u.RawPath, u.RawQuery = folder, "", ""
	key := keyOf(u.String())
	above := step{as: asPage, score: scoreCrumb, depth: x.depth + 1}
	for _, l := range a.links {
		if keyOf(l.url) == key && s.isOwn(l.url) {
			above.url, above.text, above.named = l.url, l.text, vocabulary.Of(l.text)
		}
	}
	for _, known := range s.queue {
		if known.key == key && !known.alien {
			above.url, above.text, above.named = known.url, known.text, known.named
		}
	}
	if above.url == "" || s.seen[key] || key == keyOf(s.home) {
		return false
	}
	s.push(above)
	return true
}
