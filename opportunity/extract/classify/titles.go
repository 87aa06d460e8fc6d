package classify

// Titles remembers what titles were told to be, from the reading of their list to that of their pages: by then rules and weights have left
// the processor's caches, and telling takes four times as long. A nil Titles remembers nothing. It is for one goroutine at a time.
type Titles struct{ kept map[string]*verdict }

// NewTitles returns a Titles that remembers nothing yet, for one visit.
func NewTitles() *Titles { return &Titles{map[string]*verdict{}} }

// told returns what the function of this name does, remembered or found anew.
func (k *Titles) told(title *scanned) verdict {
	if k != nil {
		if v, known := k.kept[title.text]; known {
			return *v
		}
	}
	return told(title)
}

// keep remembers what a title was told to be.
func (k *Titles) keep(title *scanned, v verdict) {
	if k != nil {
		k.kept[title.text] = &v
	}
}
