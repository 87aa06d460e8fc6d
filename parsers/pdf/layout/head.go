package layout

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// headRows is how many rows at the head and at the foot of a page may be repeated on others.
const headRows = 2

// largerTitle is how much larger than on the pages behind the first a row is set there that is the document's title.
const largerTitle = 1.15

// dropRunningHeads takes the rows off the pages that stand at the head or foot of two or more, alike but for their numbers, and
// page numbers that stand alone. A document of one page keeps all but those, and the first page keeps the title that the others repeat in
// smaller type.
func dropRunningHeads(pages []Page) {
	dropRepeated(pages)
	laid := make([][]row, len(pages))
	seen := map[string]int{}
	behind := map[string]float64{} // the largest size of such a row on the pages behind the first
	first := max(0, slices.IndexFunc(pages, func(p Page) bool { return len(p.Boxes) > 0 }))
	for i, p := range pages {
		laid[i] = rowsOf(p.Boxes)
		here := map[string]bool{}
		for place := range headPlaces(laid[i]) {
			key := place.key(laid[i])
			here[key] = true
			if i > first {
				behind[key] = max(behind[key], laid[i][place.at].size())
			}
		}
		for key := range here {
			seen[key]++
		}
	}
	isTitle := func(page int, r row, key string) bool { return page == first && r.size() > largerTitle*behind[key] }
	for i, rows := range laid {
		drop := map[int]bool{}
		for place := range headPlaces(rows) {
			if key := place.key(rows); seen[key] > 1 && !isTitle(i, rows[place.at], key) || isPageNumber(rows[place.at].text()) {
				drop[place.at] = true
			}
		}
		var kept []Box
		for at, r := range rows {
			if !drop[at] && !isDashedNumber(r.text()) {
				kept = append(kept, r.boxes...)
			}
		}
		pages[i].Boxes = kept
	}
}

// shortestRepeated is the length in characters of words that stand at one place of most pages at least.
const shortestRepeated = 6

// dropRepeated takes words off the pages that stand at the very same place of most of them: titles along an edge, marks of copies;
// and those that stand at the same place at the head or foot of two, be there other words beside. Numbers of pages
// between dashes are left out wherever they stand.
func dropRepeated(pages []Page) {
	type place struct {
		words     string
		left, top int
	}
	placeOf := func(b Box) place { return place{b.Text, int(math.Round(b.Left / 2)), int(math.Round(b.Top / 2))} }
	seen, outside := map[place]int{}, map[place]int{}
	for _, p := range pages {
		here := map[place]bool{}
		top, bottom := p.inside()
		for _, b := range p.Boxes {
			if at := placeOf(b); !here[at] && utf8.RuneCountInString(b.Text) >= shortestRepeated {
				here[at] = true
				seen[at]++
				outside[at] += count(b.middle() > top || b.middle() < bottom)
			}
		}
	}
	for i, p := range pages {
		pages[i].Boxes = slices.DeleteFunc(slices.Clone(p.Boxes), func(b Box) bool {
			n := seen[placeOf(b)]
			return isDashedNumber(b.Text) || n > 2 && 2*n > len(pages) || outside[placeOf(b)] > 1
		})
	}
}

// inside returns between which heights a page has no running heads.
func (p Page) inside() (top, bottom float64) {
	rows := rowsOf(p.Boxes)
	if len(rows) <= 2*headRows {
		return math.Inf(1), math.Inf(-1)
	}
	return rows[headRows].top, rows[len(rows)-1-headRows].bottom
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

// isDashedNumber reports whether a row is the number of a page between dashes, wherever it stands: － 3 －.
func isDashedNumber(words string) bool {
	const dashes = "-－−―–—ー‐"
	words = strings.TrimSpace(jtext.Narrow(words))
	rest := strings.TrimLeft(words, dashes)
	number := strings.TrimRight(rest, dashes)
	isDashed := len(rest) < len(words) && len(number) < len(rest)
	number = strings.TrimSpace(number)
	return isDashed && number != "" && len(number) < 4 && strings.Trim(number, "0123456789") == ""
}
