package jtext

import "strings"

// Nearest returns the known word that differs least, by at most three letters and half of them; "" for none.
func Nearest(word string, known []string) string {
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
