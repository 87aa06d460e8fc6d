package opportunity

import (
	"net/url"
	"regexp"
	"strings"
)

// MaskRandom replaces the parts of an identity key's path and query that look like random values, such as a session that
// is made anew at each visit, by "*", and reports whether there were any. Dates, numbers, words and romaji are none. Two
// addresses whose masked keys agree may be one page, if nothing else tells them apart.
func MaskRandom(key string) (masked string, ok bool) {
	if !mayHoldRandom(key) {
		return key, false
	}
	page, part, hasPart := strings.Cut(key, "#")
	page, query, hasQuery := strings.Cut(page, "?")
	host, path, hasPath := strings.Cut(page, "/")
	masked = host
	if hasPath {
		masked += "/" + maskPieces(path)
	}
	if hasQuery {
		masked += "?" + maskQuery(query)
	}
	if hasPart {
		masked += "#" + part
	}
	return masked, masked != key
}

// mayHoldRandom reports whether a path segment or a pair of the query has as many letters and digits, a digit among them,
// as a random value has at least: few addresses do.
func mayHoldRandom(key string) bool {
	signs, digits := 0, 0
	for i := range len(key) {
		switch c := classOf(key[i]); {
		case key[i] == '/' || key[i] == '?' || key[i] == '&':
			signs, digits = 0, 0
		case c == '0':
			signs, digits = signs+1, digits+1
		case c != 0:
			signs++
		}
		if signs >= minRandom && digits > 0 {
			return true
		}
	}
	return false
}

// maskPieces masks the runs of what tokens are made of: letters and digits, and the two characters of base64url between them.
func maskPieces(s string) string {
	var masked strings.Builder
	done := 0
	for at := 0; at < len(s); {
		if classOf(s[at]) == 0 {
			at++
			continue
		}
		end := at
		for next := at; next < len(s) && (classOf(s[next]) != 0 || s[next] == '-' || s[next] == '_'); next++ {
			if classOf(s[next]) != 0 {
				end = next + 1
			}
		}
		if looksRandom(s[at:end]) {
			masked.WriteString(s[done:at])
			masked.WriteByte('*')
			done = end
		}
		at = end
	}
	if done == 0 {
		return s
	}
	masked.WriteString(s[done:])
	return masked.String()
}

func maskQuery(query string) string {
	pairs := strings.Split(query, "&")
	for i, pair := range pairs {
		name, value, has := strings.Cut(pair, "=")
		switch {
		case !has:
			pairs[i] = maskPieces(pair)
		case looksRandom(value):
			pairs[i] = name + "=*"
		default:
			pairs[i] = name + "=" + maskPieces(value)
		}
	}
	return strings.Join(pairs, "&")
}

// A random value has so many letters and digits at least, so many odd neighbours (a letter beside a digit, a small letter
// beside a capital one, two consonants that no word has) in a hundred, and fewer letters in words than this.
const (
	minRandom = 12
	minOdd    = 25
	maxWords  = 60
)

// looksRandom reports whether a value looks as a generator made it: long, letters and digits (or small and capital
// letters) mixed all through, and its letters no words. Base64's padding, escaped or not, does not count.
func looksRandom(value string) bool {
	if plain, err := url.QueryUnescape(value); err == nil {
		value = plain
	}
	value = strings.TrimRight(value, "=")
	var signs, letters, digits, odd int
	last := byte(0)
	for i := range len(value) {
		c := classOf(value[i])
		switch c {
		case 0:
			if strings.IndexByte("-_+/ .", value[i]) < 0 {
				return false
			}
			continue
		case '0':
			digits++
		default:
			letters++
		}
		if signs++; last != 0 && c != last {
			odd++
		}
		last = c
	}
	if signs < minRandom || signs*2 < len(value) || letters*100 < 15*signs || digits == 0 {
		return false
	}
	words := 0
	for run := range letterRuns(value) {
		rare := rarePairs(run)
		odd += rare
		if isRomaji(run) || len(run) >= 4 && rare == 0 && isSpelled(run) {
			words += len(run)
		}
	}
	return odd*100 >= minOdd*(signs-1) && words*100 < maxWords*letters
}

// classOf returns '0' for a digit, 'a' and 'A' for letters, 0 for anything else.
func classOf(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return '0'
	case c >= 'a' && c <= 'z':
		return 'a'
	case c >= 'A' && c <= 'Z':
		return 'A'
	}
	return 0
}

// letterRuns yields the runs of letters in small letters; a capital after a small one begins a run.
func letterRuns(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(s); i++ {
			class := byte(0)
			if i < len(s) {
				class = classOf(s[i])
			}
			letter := class == 'a' || class == 'A'
			if letter && !(class == 'A' && i > start && classOf(s[i-1]) == 'a') {
				continue
			}
			if i > start && !yield(strings.ToLower(s[start:i])) {
				return
			}
			if start = i; !letter {
				start = i + 1
			}
		}
	}
}

// syllables of romaji, Hepburn and Kunrei, with a doubled consonant or a long vowel.
var romaji = regexp.MustCompile(`^(?:(?:kk?|ss?|tt?|n|hh?|m|y|r|w|gg?|zz?|dd?|bb?|pp?|f|j|jj|ssh|sh|tch|cch|ch|ts|tts|ky|kky|gy|sy|ty|ny|hy|my|ry|by|py|zy|jy)?[aiueo]h?|n|m)+$`)

func isRomaji(run string) bool { return len(run) >= 2 && romaji.MatchString(run) }

// isSpelled reports whether a run of letters can be a word: no four consonants in a row, and a vowel.
func isSpelled(run string) bool {
	gap, vowels := 0, 0
	for i := range len(run) {
		if isVowel(run[i]) {
			gap, vowels = 0, vowels+1
		} else if gap++; gap > 3 {
			return false
		}
	}
	return vowels > 0
}

// rarePairs counts the neighbouring consonants that words do not have.
func rarePairs(run string) (n int) {
	for i := 1; i < len(run); i++ {
		if !isVowel(run[i-1]) && !isVowel(run[i]) && !strings.Contains(clusters, run[i-1:i+1]) {
			n++
		}
	}
	return n
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// clusters are the pairs of consonants that English and romaji write, parted by spaces.
const clusters = "bb bl br cc ch ck cl cr ct dd dg dl dr ds dv ff fl fr ft gg gh gl gn gr gs hn ht kk kn kl ks lb ld lf lk ll lm lp ls lt lv mb mm mp ms nc nd nf ng nk nl nm nn ns nt nv nz ph pl pp pr ps pt rb rc rd rf rg rk rl rm rn rp rr rs rt rv sc sh sk sl sm sn sp ss st sw tc th tl tr ts tt tw wh wn wr ws xp xt zz bs"
