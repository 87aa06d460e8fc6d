package weigh

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity"
)

// Title is a title with what the rules make of it.
type Title struct {
	Text string // in key form
	Stem string // Text without what only says that the page exists
	Said Said
}

// Said is what the rules say of a title, with the words that made them say it; the zero value stands for rules that nobody asked.
type Said struct {
	Why, WhyWords string // the reason for which it invites no company
	Kind          opportunity.Kind
	KindWords     string
	Stage         opportunity.Stage
	StageWords    string
}

// Bounds of what is looked at, in characters.
const (
	longestRun   = 4
	longestEnd   = 6
	longestTitle = 44
	longestAside = 16
)

// always is a feature of every title.
const always = "always"

// featurer names the features of a title: each has a name that a reader of the file of weights understands, and is looked up by
// the hash of the name.
type featurer struct {
	take  func(hash uint64, prefix, words string)
	named bool // the names are wanted, too
}

// Hashes are FNV-1a, 64 bits.
const offset, prime = 14695981039346656037, 1099511628211

func hashOf(hash uint64, s string) uint64 {
	for i := range len(s) {
		hash = (hash ^ uint64(s[i])) * prime
	}
	return hash
}

func (f featurer) add(prefix, words string) {
	f.take(hashOf(hashOf(offset, prefix), words), prefix, words)
}

// both gives a feature of two words, which are joined only where its name is asked for.
func (f featurer) both(prefix, a, b string) {
	hash := hashOf(hashOf(hashOf(hashOf(offset, prefix), a), " "), b)
	if f.named {
		f.take(hash, prefix, a+" "+b)
		return
	}
	f.take(hash, prefix, "")
}

// named gives each feature of the title to take, by the hash of its name and by its name in two parts, in one order.
func (t *Title) named(take func(hash uint64, prefix, words string)) { t.give(featurer{take, true}) }

// features gives the same features as named; the words of some are left out.
func (t *Title) features(take func(hash uint64, prefix, words string)) {
	t.give(featurer{take, false})
}

func (t *Title) give(f featurer) {
	f.add(always, "")
	text := withoutNumbers(t.Text)
	f.runs(text)
	f.ends("end~", withoutNumbers(t.Stem))
	f.ends("last~", text)
	f.beginning(text)
	f.asides(text)
	f.marks(text)
	f.said(&t.Said)
}

// withoutNumbers puts 0 for each number, and bounds the text: of a long title the end counts, which says what it is about.
func withoutNumbers(s string) string {
	s = lastRunes(s, longestTitle)
	var b strings.Builder
	b.Grow(len(s))
	number := false
	for _, r := range s {
		isNumber := r >= '0' && r <= '9'
		if isNumber && number {
			continue
		}
		if number = isNumber; number {
			r = '0'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// lastRunes returns the last n characters of a text.
func lastRunes(s string, n int) string {
	from := len(s)
	for ; n > 0 && from > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:from])
		from -= size
	}
	return s[from:]
}

// runs names each run of up to four characters.
func (f featurer) runs(s string) {
	for from := 0; from < len(s); {
		_, first := utf8.DecodeRuneInString(s[from:])
		hash, end := hashOf(offset, "~"), from
		for n := 0; n < longestRun && end < len(s); n++ {
			_, size := utf8.DecodeRuneInString(s[end:])
			hash = hashOf(hash, s[end:end+size])
			end += size
			f.take(hash, "~", s[from:end])
		}
		from += first
	}
}

func (f featurer) ends(prefix, s string) {
	from := len(s)
	for n := 0; n < longestEnd && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(s[:from])
		from -= size
		f.add(prefix, s[from:])
	}
}

func (f featurer) beginning(s string) {
	end := 0
	for n := 0; n < longestRun && end < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
		f.add("first~", s[:end])
	}
}

// asides names what stands in brackets.
func (f featurer) asides(s string) {
	for {
		at := strings.IndexAny(s, "([【")
		if at < 0 {
			return
		}
		_, size := utf8.DecodeRuneInString(s[at:])
		s = s[at+size:]
		end := strings.IndexAny(s, ")]】")
		if end < 0 {
			return
		}
		if utf8.RuneCountInString(s[:end]) <= longestAside {
			f.add("aside=", s[:end])
			f.ends("aside~", s[:end])
		}
		s = s[end:]
	}
}

// marks names which signs and sorts of letters a title holds, and how long it is.
func (f featurer) marks(text string) {
	length, kana, digits := 0, false, false
	for _, r := range text {
		length++
		kana = kana || unicode.Is(unicode.Hiragana, r)
		digits = digits || r == '0'
		if strings.ContainsRune("?!。、・/:「(【~", r) {
			f.add("mark ", string(r))
		}
	}
	bucket := "long"
	for _, b := range [...]struct {
		least int
		name  string
	}{{6, "tiny"}, {10, "short"}, {16, "brief"}, {24, "middling"}, {36, "full"}} {
		if length <= b.least {
			bucket = b.name
			break
		}
	}
	f.add("length ", bucket)
	if !kana {
		f.add("no hiragana", "")
	}
	if digits {
		f.add("numbers", "")
	}
}

// said names what the rules say.
func (f featurer) said(s *Said) {
	if *s == (Said{}) {
		f.add("rules unasked", "")
		return
	}
	why, kind, stage := cmp.Or(s.Why, "none"), cmp.Or(string(s.Kind), "none"), string(s.Stage)
	f.add("rules exclude=", why)
	f.add("rules kind=", kind)
	f.add("rules stage=", stage)
	f.both("rules kind, stage=", kind, stage)
	f.both("rules exclude, stage=", why, stage)
	f.both("rules exclude, kind=", why, kind)
	for _, by := range [...]struct{ of, words string }{{"rules exclude by=", s.WhyWords}, {"rules kind by=", s.KindWords}, {"rules stage by=", s.StageWords}} {
		if by.words != "" {
			f.add(by.of, by.words)
		}
	}
}
