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
	for _, word := range list {
		r, _ := utf8.DecodeRuneInString(word)
		byKey[startKey(r)] = append(byKey[startKey(r)], word)
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
		if w.begins(s[at:], key) {
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
