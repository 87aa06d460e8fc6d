package search

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"koubo/opportunity/jtext"
)

// Piece is a stretch of a text: a hit of a search, or what stands between two.
type Piece struct {
	Text string
	Hit  bool
}

// Mark cuts a text as it is shown into hits of the keys and the rest; together the pieces are the text. The keys are in the
// form of jtext.Search, as Keys gives them; ﾄﾞﾛｰﾝ is a hit of どろーん.
func Mark(text string, keys []string) []Piece {
	if len(keys) == 0 && text != "" {
		return []Piece{{Text: text}}
	}
	f := foldWithPlaces(text)
	var hits [][2]int // in text
	for _, key := range keys {
		for from := 0; key != ""; {
			at := strings.Index(f.key[from:], key)
			if at < 0 {
				break
			}
			first, last := from+at, from+at+len(key)-1
			hits = append(hits, [2]int{int(f.begins[first]), int(f.ends[last])})
			from = last + 1
		}
	}
	slices.SortFunc(hits, func(a, b [2]int) int { return a[0] - b[0] })
	var pieces []Piece
	done := 0
	for _, h := range hits {
		switch {
		case h[1] <= done:
			continue
		case h[0] > done || len(pieces) == 0 || !pieces[len(pieces)-1].Hit:
			if h[0] > done {
				pieces = append(pieces, Piece{Text: text[done:h[0]]})
			}
			pieces = append(pieces, Piece{Text: text[max(h[0], done):h[1]], Hit: true})
		default: // it continues the hit before it
			pieces[len(pieces)-1].Text += text[done:h[1]]
		}
		done = h[1]
	}
	if done < len(text) {
		pieces = append(pieces, Piece{Text: text[done:]})
	}
	return pieces
}

// folded is the search key of a text, with the place in the text that each of its bytes comes from.
type folded struct {
	key          string
	begins, ends []int32
}

// foldWithPlaces folds a text cluster by cluster, so that it is known which part of the key comes from which part of the text.
func foldWithPlaces(text string) folded {
	var key strings.Builder
	key.Grow(len(text))
	f := folded{begins: make([]int32, 0, len(text)), ends: make([]int32, 0, len(text))} // few texts grow
	gap := -1                                                                           // where white space begins that is not in the key yet
	put := func(s string, begin, end int) {
		key.WriteString(s)
		for range len(s) {
			f.begins, f.ends = append(f.begins, int32(begin)), append(f.ends, int32(end))
		}
	}
	for at := 0; at < len(text); {
		end := at + norm.NFKC.NextBoundaryInString(text[at:], true)
		cluster := text[at:end]
		part := jtext.Search(cluster)
		switch {
		case part != "":
			if gap >= 0 && key.Len() > 0 {
				put(" ", gap, at)
			}
			gap = -1
			put(part, at, end)
		case gap < 0 && strings.ContainsFunc(cluster, unicode.IsSpace):
			gap = at
		}
		at = end
	}
	f.key = key.String()
	return f
}

// Around cuts a window of so many characters out of pieces, from shortly before the first hit; nil where there is none.
func Around(pieces []Piece, runes int) []Piece {
	first := slices.IndexFunc(pieces, func(p Piece) bool { return p.Hit })
	if first < 0 {
		return nil
	}
	window := slices.Clone(pieces[first:])
	if first > 0 {
		lead := []rune(pieces[first-1].Text)
		if before := runes / 4; len(lead) > before {
			lead = append([]rune("…"), lead[len(lead)-before:]...)
		}
		window = slices.Insert(window, 0, Piece{Text: string(lead)})
	}
	for i, p := range window {
		text := []rune(p.Text)
		if runes -= len(text); runes < 0 {
			window[i].Text = string(text[:len(text)+runes]) + "…"
			return window[:i+1]
		}
	}
	return window
}
