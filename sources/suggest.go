package sources

import (
	"fmt"
	"strconv"
	"strings"
)

// shown quotes a text of the file for a message, cut where it is long.
func shown(text string) string {
	runes := []rune(text)
	if len(runes) > 60 {
		text = string(runes[:60]) + "…"
	}
	return strconv.Quote(text)
}

// mend says what was probably meant in place of a word that is not known.
func mend(word string, known []string) string {
	if near := nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	if len(known) > 20 {
		return "look its name up, or remove it"
	}
	return "it may be " + strings.Join(known, ", ")
}

// nearest returns the known word that differs least, by at most three letters and half of them; "" for none.
func nearest(word string, known []string) string {
	length := len([]rune(word))
	if length > 200 {
		return ""
	}
	best, least := "", min(3, max(1, length/2))+1
	for _, candidate := range known {
		if distance := editDistance(strings.ToLower(word), candidate); distance < least {
			best, least = candidate, distance
		}
	}
	return best
}

// editDistance counts the letters to insert, delete or replace (Levenshtein).
func editDistance(from, to string) int {
	a, b := []rune(from), []rune(to)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
