package selection

import (
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"

	"koubo/opportunity/search"
	"koubo/store/index"
	"koubo/store/layout"
)

// withWords narrows documents of a block to those that may have the words, and to those that certainly have them. Postings
// tell for certain where a word has one or two characters, and where a document lacks a pair of a word; of the others the
// text must be read. That of waiting documents always must.
func (p *plan) withWords(b layout.Block, found documents) (share, error) {
	s := share{found, found.Clone()}
	for _, group := range p.words {
		if s.may.IsEmpty() {
			break
		}
		may, sure := roaring.New(), roaring.New()
		for _, term := range group {
			one, err := p.withTerm(b, term, s.may)
			if err != nil {
				return s, err
			}
			may.Or(one.may)
			sure.Or(one.sure)
		}
		s.may.And(may)
		s.sure.And(sure)
	}
	if len(p.words) > 0 && !p.texts.read.IsEmpty() {
		read, holding := p.texts.in(b)
		s.sure.Or(roaring.And(s.may, holding))
		s.may.AndNot(roaring.AndNot(read, holding))
	}
	return s, nil
}

// withTerm returns those of a block's documents that may have a term of a search, and those that certainly do.
func (p *plan) withTerm(b layout.Block, term search.Term, among documents) (s share, err error) {
	with, err := p.withPairs(b, term.Key)
	if err != nil {
		return s, err
	}
	pairs, exact := roaring.And(with.found, among), with.exact
	waiting := roaring.New()
	if p.waiting.reaches(b) {
		waiting.AddRange(uint64(max(b.At(0), p.done+1).Low()), 0x10000)
		waiting.And(among)
	}
	lacking := roaring.AndNot(among, pairs)
	lacking.AndNot(waiting)
	switch {
	case exact && term.Not:
		s = share{lacking.Clone(), lacking}
	case exact:
		s = share{pairs.Clone(), pairs}
	case term.Not:
		s = share{roaring.Or(lacking, pairs), lacking}
	default:
		s = share{pairs, roaring.New()}
	}
	s.may.Or(waiting)
	return s, nil
}

// pairsOf is what postings tell of a word in a block.
type pairsOf struct {
	found documents // in whose postings all pairs of the word's characters stand; they must not be changed
	exact bool      // all of them hold the word
}

// withPairs returns what postings tell of a word, which is read once: the page and the numbers of further choices ask for it. A
// single character is found as the beginning of a pair.
func (p *plan) withPairs(b layout.Block, word string) (w pairsOf, err error) {
	key := blockWord{b, word}
	w, known := p.pairs[key]
	if known {
		return w, nil
	}
	if utf8.RuneCountInString(word) == 1 {
		w.exact = true
		w.found, err = p.between(b, index.PairTerm, word, word+"\U0010ffff")
	} else {
		w.exact = utf8.RuneCountInString(word) == 2
		w.found, err = p.inAllPairs(b, word)
	}
	if err == nil {
		p.pairs[key] = w
	}
	return w, err
}

// blockWord is a word as it is looked for in one block.
type blockWord struct {
	block layout.Block
	word  string
}

func (p *plan) inAllPairs(b layout.Block, word string) (found documents, err error) {
	for pair := range index.Pairs(word) {
		if pair[0] == ' ' { // has no posting
			continue
		}
		one, err := p.stored(b, index.PairTerm+pair)
		if err != nil {
			return nil, err
		}
		if found == nil {
			found = one.documents
		} else if found.And(one.documents); found.IsEmpty() {
			break
		}
	}
	return found, nil
}

// hasWords reports whether the text of a document has all words. It is read once.
func (p *plan) hasWords(at layout.Doc) bool {
	if len(p.words) == 0 {
		return true
	}
	if p.texts.read.CheckedAdd(uint32(at)) {
		p.texts.fresh = true
		if p.words.Match(string(p.text.Get(at.Key()))) { // a copy: see layout.Unmarshal
			p.texts.holding.Add(uint32(at))
			return true
		}
		return false
	}
	return p.texts.holding.Contains(uint32(at))
}
