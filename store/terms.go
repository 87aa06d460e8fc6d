package store

import (
	"unicode/utf8"

	"koubo/opportunity"
)

// A term is what a posting lists documents under: one byte for the field, then the value.
const (
	kindTerm       = "k"
	issuerTerm     = "i"
	prefectureTerm = "p" // first 2 digits of the issuer's code
	sourceTerm     = "s"
	themeTerm      = "h"
	anyTerm        = "a" // of every record
	callTerm       = "o" // of those that are opportunities
	stageTerm      = "g"
	withdrawnTerm  = "w" // of those that vanished while they were open
	entryTerm      = "d" // a last day to enter; see EntryDays
	budgetTerm     = "b" // of those that state a budget
	budgetBitTerm  = "y" // then the place of a bit that is set in the budget; see budget.go
	pairTerm       = "t" // two neighbouring characters of the folded text
)

// markTerms begin the terms that files of older formats lack, all or some of them.
const markTerms = anyTerm + callTerm + stageTerm + withdrawnTerm + entryTerm + budgetTerm + budgetBitTerm

// searchText returns the folded text that a search reads. A line feed, which no word holds, ends it, so that its last
// character has a neighbour too.
func searchText(o opportunity.Opportunity) string { return o.SearchText() + "\n" }

// termsOf returns the terms of a record, each once.
func termsOf(o opportunity.Opportunity, text string) []string {
	var terms []string
	seen := make(map[string]bool, len(text)/3)
	eachTerm(o, text, func(field, value string) {
		if term := field + value; !seen[term] {
			seen[term] = true
			terms = append(terms, term)
		}
	})
	return terms
}

// eachTerm yields the terms of a record, field and value; a pair of characters as often as it stands in the text.
func eachTerm(o opportunity.Opportunity, text string, yield func(field, value string)) {
	eachField(o, yield)
	for pair := range pairs(text) {
		if pair[0] != ' ' {
			yield(pairTerm, pair)
		}
	}
}

// eachField yields the terms that a record has beside those of its text.
func eachField(o opportunity.Opportunity, yield func(field, value string)) {
	eachMark(o, yield)
	yield(kindTerm, string(o.Kind))
	yield(issuerTerm, o.Issuer.Code)
	yield(sourceTerm, o.Source)
	for _, at := range o.Origins {
		yield(sourceTerm, at.Source)
	}
	if len(o.Issuer.Code) >= 2 {
		yield(prefectureTerm, o.Issuer.Code[:2])
	}
	for _, theme := range o.Themes {
		yield(themeTerm, theme)
	}
}

// eachMark yields those of markTerms.
func eachMark(o opportunity.Opportunity, yield func(field, value string)) {
	yield(anyTerm, "")
	yield(stageTerm, string(o.Stage))
	if o.IsOpportunity {
		yield(callTerm, "")
	}
	if o.CutShort() {
		yield(withdrawnTerm, "")
	}
	for _, day := range o.EntryDays() {
		yield(entryTerm, day)
	}
	if yen, stated := o.Budget(); stated {
		yield(budgetTerm, "")
		for bit := range budgetBits {
			if yen>>bit&1 == 1 {
				yield(budgetBitTerm, budgetBit(bit))
			}
		}
	}
}

// pairs yields every two neighbouring characters of a text; none for a single one.
func pairs(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		_, first := utf8.DecodeRuneInString(text)
		for start := 0; start+first < len(text); {
			_, second := utf8.DecodeRuneInString(text[start+first:])
			if !yield(text[start : start+first+second]) {
				return
			}
			start += first
			first = second
		}
	}
}

// Budgets are indexed bit by bit: one posting for each place of the binary number, with the documents in whose budget the bit
// is set. Which budgets are at least a sum, and which are the greatest, follows from a pass over the bits, however many
// budgets there are (O'Neil and Quass, Improved Query Performance with Variant Indexes, SIGMOD 1997, section 3).
const budgetBits = 44

const _ = uint(1<<budgetBits - 1 - opportunity.MaxBudget) // the greatest fits

// budgetBit is the value of the term of a bit.
func budgetBit(bit int) string { return string(rune('0' + bit)) }
