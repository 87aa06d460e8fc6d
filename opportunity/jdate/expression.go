package jdate

// Expression is one statement of time in a text: a day, a day with hours, a range, or hours alone. Days are as
// written: whether a lone day begins or ends something is for the reader of its label to say.
type Expression struct {
	From, To  int // byte offsets in the text
	Start     Date
	StartTime Clock
	End       Date
	EndTime   Clock
	Range     bool   // two sides, of which one may be relative or vague and so absent
	OpenEnd   bool   // から without an exact other side
	Until     bool   // まで
	Closes    bool   // 必着, 締切, 消印有効
	Fiscal    bool   // whole fiscal years
	Noise     bool   // the day of a law, a document, a state of affairs
	Replaces  bool   // stands behind an arrow: the expression before is history
	Guessed   Date   // the later of its days whose year was not written but taken from Calendar.Ref, "" for none
	Passed    int    // where the last vague day before it ends, whose label is not its own; 0 where none stands
	Misfit    string // the day whose weekday belongs to another, "" where none does
	Unreal    string // a day that no calendar has (11月31日) or whose year is out of bounds; its side is absent
}

// Dated reports whether the expression names a day.
func (e Expression) Dated() bool { return e.Start != "" || e.End != "" }
