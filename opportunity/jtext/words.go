package jtext

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// Words is a set of words that texts are searched for in one walk: only where a character stands that begins a word are words
// compared. A list of many words is found so in a small part of the time that looking for each would take.
type Words struct {
	list    []string
	starts  *starts                // of the words; nil for few
	before  [StartKeys / 64]uint16 // for each word of bits in starts, how many are set in those before it
	byStart [][]string             // by the place of their first character's key among those in starts
	pairs   *pairs                 // that the words begin with; nil where one of them is a single character
}

// StartKeys is how many keys of characters are told apart: those of ASCII, and the last twelve bits of others.
const StartKeys = 128 + 1<<12

// fewWords are as many as are found faster one after the other.
const fewWords = 3

// NewWords returns the set of the words, none of which may be empty.
func NewWords(list ...string) *Words {
	w := &Words{list: list}
	if len(list) <= fewWords {
		return w
	}
	byKey := map[uint16][]string{}
	w.pairs = &pairs{}
	for _, word := range list {
		key, size := KeyAt(word, 0)
		byKey[key] = append(byKey[key], word)
		if size == len(word) || !utf8.ValidString(word) {
			w.pairs = nil
		} else if w.pairs != nil {
			second, _ := KeyAt(word, size)
			w.pairs.add(key, second)
		}
	}
	w.starts = &starts{}
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		w.starts.add(key)
		w.byStart = append(w.byStart, byKey[key])
	}
	for n := 1; n < len(w.before); n++ {
		w.before[n] = w.before[n-1] + uint16(bits.OnesCount64(w.starts[n-1]))
	}
	return w
}

func startKey(r rune) uint16 {
	if r < utf8.RuneSelf {
		return uint16(r)
	}
	return 128 + uint16(r&0xfff)
}

// In reports whether s holds one of the words.
func (w *Words) In(s string) bool {
	if w.starts == nil {
		return HasAny(s, w.list...)
	}
	return w.firstIn(s, 0) >= 0
}

// LastIn returns where in s the last of the words begins, -1 where none stands in it.
func (w *Words) LastIn(s string) int {
	last := -1
	if w.starts == nil {
		for _, word := range w.list {
			last = max(last, strings.LastIndex(s, word))
		}
		return last
	}
	for at := w.firstIn(s, 0); at >= 0; at = w.firstIn(s, at+1) {
		last = at
	}
	return last
}

// firstIn returns where in s, from a place on, the first of the words begins, -1 where none does.
func (w *Words) firstIn(s string, from int) int {
	for at := w.starts.next(s, from); at >= 0; {
		key, size := KeyAt(s, at)
		if w.pairs.mayStand(s, at+size, key) && w.begins(s[at:], key) {
			return at
		}
		at = w.starts.next(s, at+size)
	}
	return -1
}

// KeyAt returns the key of the character at a place, below StartKeys, and its length. Different characters may have one key.
func KeyAt(s string, at int) (key uint16, size int) {
	c := s[at]
	if c < utf8.RuneSelf {
		return uint16(c), 1
	}
	if at+2 < len(s) && isThree(c, s[at+1], s[at+2]) {
		return keyOfThree(s[at+1], s[at+2]), 3
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	return startKey(r), size
}

// isThree reports whether three bytes are a character, as nearly all of Japanese.
func isThree(a, b, c byte) bool { return a&0xf0 == 0xe0 && b&0xc0 == 0x80 && c&0xc0 == 0x80 }

// keyOfThree is the key of a character by its last two bytes.
func keyOfThree(b, c byte) uint16 { return 128 + (uint16(b&0x3f)<<6 | uint16(c&0x3f)) }

// begins reports whether s begins with one of the words whose first character has that key, one of those in starts.
func (w *Words) begins(s string, key uint16) bool {
	place := int(w.before[key/64]) + bits.OnesCount64(w.starts[key/64]&(1<<(key%64)-1))
	for _, word := range w.byStart[place] {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

// pairs is a set of two characters each by sums of their keys: it holds those that it was made of, and some others. Most texts hold the
// first character of some word, and few the second behind it: these alone are compared.
type pairs [512 / 64]uint64

func pairSum(first, second uint16) uint32 {
	return (uint32(first)*0x9e3779b1 + uint32(second)*0x85ebca6b) >> 23
}

func (p *pairs) add(first, second uint16) {
	sum := pairSum(first, second)
	p[sum/64] |= 1 << (sum % 64)
}

// mayStand reports whether a character may begin a word, by the one that stands behind it at a place in s; nil is the set of all.
func (p *pairs) mayStand(s string, behind int, first uint16) bool {
	if p == nil {
		return true
	}
	if behind >= len(s) {
		return false
	}
	second, _ := KeyAt(s, behind)
	sum := pairSum(first, second)
	return p[sum/64]&(1<<(sum%64)) != 0
}
