package frame

// What a Memory says of a page.

// Marks returns which blocks of a page are the frame's by what was known at an instant of the memory's clock, Now for all that
// is known.
func (m *Memory) Marks(s *Sheet, at uint32) (marks Marks) {
	if len(m.blocks) == 0 {
		return marks
	}
	out, some := make([]bool, len(s.blocks)), false
	for i := range s.blocks {
		b := &s.blocks[i]
		if b.class != noBlock && m.isKnown(b.key(), at) {
			out[i] = b.class != words || b.after < 0 || s.isOut(out, b.after, int32(i))
			some = some || out[i]
		}
	}
	for i := len(s.blocks) - 1; some && i >= 0; i-- { // inner lists first
		out[i] = out[i] || s.isListOfFrame(out, int32(i))
	}
	young := m.announcements() <= youngPages
	for i := range s.blocks {
		switch b := &s.blocks[i]; {
		case out[i]:
			marks.Out = append(marks.Out, b.node)
		case young && b.class == datedLinks:
			marks.Open = append(marks.Open, b.node)
		}
	}
	return marks
}

// isKnown reports whether a block was the frame's at an instant.
func (m *Memory) isKnown(k key, at uint32) bool {
	first, end := 0, len(m.blocks)
	for first < end {
		middle := int(uint(first+end) / 2)
		if m.blocks[middle].key < k {
			first = middle + 1
		} else {
			end = middle
		}
	}
	if first == len(m.blocks) || m.blocks[first].key != k {
		return false
	}
	since := m.blocks[first].since
	return since != 0 && since <= at
}

// isOut reports whether block i, or one around it that ends before block before, is left out.
func (s *Sheet) isOut(out []bool, i, before int32) bool {
	for k := i; k >= 0; k-- {
		if out[k] && s.blocks[k].end > i && s.blocks[k].end <= before {
			return true
		}
	}
	return false
}

// isListOfFrame reports whether block i is a list of links half of which, three at least, are the frame's: a link that is new
// among them stands in the same box.
func (s *Sheet) isListOfFrame(out []bool, i int32) bool {
	b := &s.blocks[i]
	if b.links < 3 || b.text+b.linked > mostText || !b.isLinks() {
		return false
	}
	known, all := 0, 0
	for k := i + 1; k < b.end; k = s.blocks[k].end {
		switch {
		case s.blocks[k].text+s.blocks[k].linked == 0:
			continue
		case out[k]:
			known++
		case !s.blocks[k].isLinks():
			return false
		}
		all++
	}
	return known >= 3 && 2*known >= all
}
