package layout

import (
	"koubo/sources"
)

// EncodeValidator writes what is remembered of an address.
func EncodeValidator(v sources.Validator) []byte {
	e := &Encoder{b: make([]byte, 0, 128)}
	e.Text(v.ETag)
	e.Text(v.LastModified)
	e.Text(v.Hash)
	e.instant(v.Fetched)
	e.number(int64(v.Items))
	e.number(int64(v.Dated))
	e.Text(v.Drafts)
	e.instant(v.Whole)
	e.number(int64(v.Confirmed))
	e.instant(v.Untrue)
	e.flag(v.Restless)
	if v.Reading != "" || v.Session { // most have none
		e.Text(v.Reading)
	}
	if v.Session {
		e.flag(v.Session)
	}
	return e.b
}

// DecodeValidator reads what EncodeValidator of any version wrote.
func DecodeValidator(data []byte) (sources.Validator, error) {
	d := NewDecoder(data)
	v := sources.Validator{ETag: d.Text(), LastModified: d.Text(), Hash: d.Text(), Fetched: d.instant(), Items: int(d.number())}
	if d.s != "" { // older values end here
		v.Dated = int(d.number())
	}
	if d.s != "" {
		v.Drafts, v.Whole, v.Confirmed, v.Untrue, v.Restless = d.Text(), d.instant(), int(d.number()), d.instant(), d.flag()
	}
	if d.s != "" {
		v.Reading = d.Text()
	}
	if d.s != "" {
		v.Session = d.flag()
	}
	return v, d.Finish()
}

// EncodeKnown writes what is remembered of an announcement.
func EncodeKnown(k sources.Known) []byte {
	e := &Encoder{b: make([]byte, 0, 192)}
	e.Text(k.ID)
	e.Text(k.Title)
	e.Text(k.Date)
	e.Texts(k.On)
	e.number(int64(k.Missed))
	e.instant(k.Checked)
	e.number(int64(k.Tries))
	e.instant(k.Tried)
	e.flag(k.Pending)
	e.flag(k.Open)
	e.instant(k.Deadline)
	e.flag(k.Gone)
	e.instant(k.FirstSeen)
	for _, text := range []string{k.URL, k.Part, k.Group, k.Alias, k.Dropped, k.Suspect} {
		e.Text(text)
	}
	e.flag(k.Titled)
	absent := !k.Absent.IsZero() || k.Ended != ""
	told := k.Listed != "" || k.Document != "" || absent
	if k.Frame != 0 || len(k.Apart) > 0 || k.InRow || told { // many have none
		e.number(int64(k.Frame))
	}
	if len(k.Apart) > 0 || k.InRow || told { // few have any
		e.Texts(k.Apart)
	}
	if k.InRow || told {
		e.flag(k.InRow)
	}
	if told {
		e.Text(k.Listed)
	}
	if k.Document != "" || absent {
		e.Text(k.Document)
	}
	if absent {
		e.instant(k.Absent)
	}
	if k.Ended != "" {
		e.Text(k.Ended)
	}
	return e.b
}

// DecodeKnown reads what EncodeKnown of any version wrote.
func DecodeKnown(data []byte) (sources.Known, error) {
	d := NewDecoder(data)
	k := sources.Known{ID: d.Text(), Title: d.Text(), Date: d.Text(), On: d.Texts(), Missed: int(d.number()),
		Checked: d.instant(), Tries: int(d.number()), Tried: d.instant(), Pending: d.flag(), Open: d.flag(),
		Deadline: d.instant(), Gone: d.flag(), FirstSeen: d.instant()}
	if d.s != "" { // older values end here
		k.URL, k.Part, k.Group, k.Alias, k.Dropped, k.Suspect = d.Text(), d.Text(), d.Text(), d.Text(), d.Text(), d.Text()
	}
	if d.s != "" {
		k.Titled = d.flag()
	}
	if d.s != "" {
		k.Frame = uint32(d.number())
	}
	if d.s != "" {
		k.Apart = d.Texts()
	}
	if d.s != "" {
		k.InRow = d.flag()
	}
	if d.s != "" {
		k.Listed = d.Text()
	}
	if d.s != "" {
		k.Document = d.Text()
	}
	if d.s != "" {
		k.Absent = d.instant()
	}
	if d.s != "" {
		k.Ended = d.Text()
	}
	return k, d.Finish()
}
