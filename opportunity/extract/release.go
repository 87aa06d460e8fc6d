package extract

import "strings"

// release copies the words that a record took from its page into one piece of memory of their own. As parts of the page's text they
// would keep all of it in memory until their visit is stored, and hundreds of visits wait for their hosts at the same time.
func (o *record) release() {
	words := []*string{&o.Title, &o.Summary, &o.Eligibility, &o.Issuer.Department, &o.Contact.Department, &o.Contact.Phone, &o.Contact.Email}
	for i := range o.Attachments {
		words = append(words, &o.Attachments[i].Title)
	}
	for i := range o.Deadlines {
		words = append(words, &o.Deadlines[i].Note, &o.Deadlines[i].Evidence)
	}
	for i := range o.Amounts {
		words = append(words, &o.Amounts[i].Evidence)
	}
	for i := range o.Mentions {
		words = append(words, &o.Mentions[i].Words)
	}
	for i := range o.Doubts {
		words = append(words, &o.Doubts[i].Words)
	}
	type named struct{ field, words string }
	evidence := make([]named, 0, len(o.Evidence))
	for field, found := range o.Evidence {
		evidence = append(evidence, named{field, found})
	}
	for i := range evidence {
		words = append(words, &evidence[i].words)
	}
	inOnePiece(words)
	for _, e := range evidence {
		o.Evidence[e.field] = e.words
	}
}

// inOnePiece copies words into one piece of memory.
func inOnePiece(words []*string) {
	size := 0
	for _, w := range words {
		size += len(*w)
	}
	var b strings.Builder
	b.Grow(size)
	for _, w := range words {
		b.WriteString(*w)
	}
	piece, at := b.String(), 0
	for _, w := range words {
		end := at + len(*w)
		*w, at = piece[at:end], end
	}
}
