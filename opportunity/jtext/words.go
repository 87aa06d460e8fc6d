package jtext

import (
	"strings"
	"unicode/utf8"
)

// Words is a set of words that texts are searched for in one walk: only where a character stands that begins a word are words
// compared. A list of many words is found so in a small part of the time that looking for each would take.
type Words struct {
	list    []string
	starts  [StartKeys / 64]uint64 // keys of the characters that begin a word
	byStart map[uint16][]string
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
	w.byStart = map[uint16][]string{}
	for _, word := range list {
		r, _ := utf8.DecodeRuneInString(word)
		key := startKey(r)
		w.starts[key/64] |= 1 << (key % 64)
		w.byStart[key] = append(w.byStart[key], word)
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
	if w.byStart == nil {
		return HasAny(s, w.list...)
	}
	for at := 0; at < len(s); {
		key, size := KeyAt(s, at)
		if w.starts[key/64]&(1<<(key%64)) != 0 && w.begins(s[at:], key) {
			return true
		}
		at += size
	}
	return false
}

// LastIn returns where in s the last of the words begins, -1 where none stands in it.
func (w *Words) LastIn(s string) int {
	last := -1
	if w.byStart == nil {
		for _, word := range w.list {
			last = max(last, strings.LastIndex(s, word))
		}
		return last
	}
	for at := 0; at < len(s); {
		key, size := KeyAt(s, at)
		if w.starts[key/64]&(1<<(key%64)) != 0 && w.begins(s[at:], key) {
			last = at
		}
		at += size
	}
	return last
}

// KeyAt returns the key of the character at a place, below StartKeys, and its length. Different characters may have one key.
func KeyAt(s string, at int) (key uint16, size int) {
	c := s[at]
	if c < utf8.RuneSelf {
		return uint16(c), 1
	}
	if c&0xf0 == 0xe0 && at+2 < len(s) && s[at+1]&0xc0 == 0x80 && s[at+2]&0xc0 == 0x80 { // nearly all of Japanese
		return 128 + (uint16(s[at+1]&0x3f)<<6 | uint16(s[at+2]&0x3f)), 3
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	return startKey(r), size
}

// begins reports whether s begins with one of the words whose first character has that key.
func (w *Words) begins(s string, key uint16) bool {
	for _, word := range w.byStart[key] {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}
