// Package index keeps a record and all that leads to it in the file: its document, its text, the index of deadlines, that of
// news, and the postings of its terms.
package index

import (
	"unicode/utf8"

	"koubo/opportunity"
)

// A term is what a posting lists documents under: one byte for the field, then the value.
const (
	KindTerm       = "k"
	IssuerTerm     = "i"
	PrefectureTerm = "p" // first 2 digits of the issuer's code
	SourceTerm     = "s"
	ThemeTerm      = "h"
	AnyTerm        = "a" // of every record
	CallTerm       = "o" // of those that are opportunities
	StageTerm      = "g"
	WithdrawnTerm  = "w" // of those that vanished while they were open
	EntryTerm      = "d" // a last day to enter; see EntryDays
	StepTerm       = "e" // a day to submit or to register; see StepDays
	BudgetTerm     = "b" // of those that state a budget
	BudgetBitTerm  = "y" // then the place of a bit that is set in the budget; see selection/budget.go
	PairTerm       = "t" // two neighbouring characters of the folded text
)

// MarkTerms begin the terms that files of older formats lack, all or some of them.
const MarkTerms = AnyTerm + CallTerm + StageTerm + WithdrawnTerm + EntryTerm + StepTerm + BudgetTerm + BudgetBitTerm

// searchText returns the folded text that a search reads. A line feed, which no word holds, ends it, so that its last
// character has a neighbour too.
func searchText(o opportunity.Opportunity) string { return o.SearchText() + "\n" }

// TermsOf returns the terms of a record, each once.
func TermsOf(o opportunity.Opportunity, text string) []string {
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
	EachField(o, yield)
	for pair := range Pairs(text) {
		if pair[0] != ' ' {
			yield(PairTerm, pair)
		}
	}
}

// EachField yields the terms that a record has beside those of its text.
func EachField(o opportunity.Opportunity, yield func(field, value string)) {
	EachMark(o, yield)
	yield(KindTerm, string(o.Kind))
	yield(IssuerTerm, o.Issuer.Code)
	yield(SourceTerm, o.Source)
	for _, at := range o.Origins {
		yield(SourceTerm, at.Source)
	}
	if len(o.Issuer.Code) >= 2 {
		yield(PrefectureTerm, o.Issuer.Code[:2])
	}
	for _, theme := range o.Themes {
		yield(ThemeTerm, theme)
	}
}

// EachMark yields those of MarkTerms.
func EachMark(o opportunity.Opportunity, yield func(field, value string)) {
	yield(AnyTerm, "")
	yield(StageTerm, string(o.Stage))
	if o.IsOpportunity {
		yield(CallTerm, "")
	}
	if o.CutShort() {
		yield(WithdrawnTerm, "")
	}
	for _, day := range o.EntryDays() {
		yield(EntryTerm, day)
	}
	for _, day := range o.StepDays() {
		yield(StepTerm, string(day))
	}
	if yen, stated := o.Budget(); stated {
		yield(BudgetTerm, "")
		for bit := range BudgetBits {
			if yen>>bit&1 == 1 {
				yield(BudgetBitTerm, BudgetBit(bit))
			}
		}
	}
}

// Pairs yields every two neighbouring characters of a text; none for a single one.
func Pairs(text string) func(yield func(string) bool) {
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
const BudgetBits = 44

const _ = uint(1<<BudgetBits - 1 - opportunity.MaxBudget) // the greatest fits

// BudgetBit is the value of the term of a bit.
func BudgetBit(bit int) string { return string(rune('0' + bit)) }
