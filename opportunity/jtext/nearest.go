package jtext

import "strings"

// Nearest returns the known word that differs least, by at most three letters and half of them; "" for none. One that begins with another
// letter differs by one at most, or by two that changed places: whoever mistypes a word has its beginning right.
func Nearest(word string, known []string) string {
	length := len([]rune(word))
	if length > 200 {
		return ""
	}
	best, least := "", min(3, max(1, length/2))+1
	for _, candidate := range known {
		if distance := editDistance(strings.ToLower(word), candidate); distance < least && (distance < 2 || beginsAlike(strings.ToLower(word), candidate)) {
			best, least = candidate, distance
		}
	}
	return best
}

// beginsAlike reports whether two words begin with the same letter, or with the same two in another order.
func beginsAlike(a, b string) bool {
	first, second := []rune(a), []rune(b)
	if len(first) < 2 || len(second) < 2 {
		return len(first) > 0 && len(second) > 0 && first[0] == second[0]
	}
	return first[0] == second[0] || first[0] == second[1] && first[1] == second[0]
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
