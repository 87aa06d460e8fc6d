package layout

import (
	"strings"

	"koubo/opportunity/jtext"
)

// headRows is how many rows at the head and at the foot of a page may be repeated on others.
const headRows = 2

// dropRunningHeads takes the rows off the pages that stand at the head or foot of two or more, alike but for their numbers, and
// page numbers that stand alone. A document of one page keeps all but those.
func dropRunningHeads(pages [][]row) {
	seen := map[string]int{}
	for _, rows := range pages {
		here := map[string]bool{}
		for place := range headPlaces(rows) {
			here[place.key(rows)] = true
		}
		for key := range here {
			seen[key]++
		}
	}
	for i, rows := range pages {
		drop := map[int]bool{}
		for place := range headPlaces(rows) {
			if key := place.key(rows); seen[key] > 1 || isPageNumber(rows[place.at].text()) {
				drop[place.at] = true
			}
		}
		var kept []row
		for at, r := range rows {
			if !drop[at] {
				kept = append(kept, r)
			}
		}
		pages[i] = kept
	}
}

// headPlace is a row of a page that may be a running head, counted from the page's head or foot.
type headPlace struct {
	at     int
	atFoot bool
}

// headPlaces are the first and last rows of a page.
func headPlaces(rows []row) map[headPlace]bool {
	places := map[headPlace]bool{}
	for n := range min(headRows, len(rows)) {
		places[headPlace{at: n}] = true
		places[headPlace{at: len(rows) - 1 - n, atFoot: true}] = true
	}
	return places
}

// key is the same for rows that differ in their numbers only.
func (p headPlace) key(rows []row) string {
	words := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '#'
		}
		return r
	}, jtext.Narrow(rows[p.at].text()))
	for strings.Contains(words, "##") {
		words = strings.ReplaceAll(words, "##", "#")
	}
	if p.atFoot {
		return "foot " + words
	}
	return "head " + words
}

// isPageNumber reports whether a row is nothing but the number of its page: - 3 -, 3/12, 3ページ.
func isPageNumber(words string) bool {
	words = strings.NewReplacer("ページ", "", "頁", "", "P", "", "p", "", ".", "").Replace(jtext.Narrow(words))
	words = strings.Trim(words, " -~/・")
	if words == "" || len(words) > 7 {
		return false
	}
	for _, part := range strings.SplitN(words, "/", 2) {
		if part = strings.TrimSpace(part); part == "" || len(part) > 3 || strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return true
}
