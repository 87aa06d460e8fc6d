package store

import (
	"koubo/sources"
)

func encodeValidator(v sources.Validator) []byte {
	e := &encoder{b: make([]byte, 0, 128)}
	e.text(v.ETag)
	e.text(v.LastModified)
	e.text(v.Hash)
	e.instant(v.Fetched)
	e.number(int64(v.Items))
	e.number(int64(v.Dated))
	e.text(v.Drafts)
	e.instant(v.Whole)
	e.number(int64(v.Confirmed))
	e.instant(v.Untrue)
	e.flag(v.Restless)
	if v.Reading != "" { // most have none
		e.text(v.Reading)
	}
	return e.b
}

func decodeValidator(data []byte) (sources.Validator, error) {
	d := &decoder{s: string(data)}
	v := sources.Validator{ETag: d.text(), LastModified: d.text(), Hash: d.text(), Fetched: d.instant(), Items: int(d.number())}
	if d.s != "" { // older values end here
		v.Dated = int(d.number())
	}
	if d.s != "" {
		v.Drafts, v.Whole, v.Confirmed, v.Untrue, v.Restless = d.text(), d.instant(), int(d.number()), d.instant(), d.flag()
	}
	if d.s != "" {
		v.Reading = d.text()
	}
	return v, d.finish()
}

func encodeKnown(k sources.Known) []byte {
	e := &encoder{b: make([]byte, 0, 192)}
	e.text(k.ID)
	e.text(k.Title)
	e.text(k.Date)
	e.texts(k.On)
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
		e.text(text)
	}
	e.flag(k.Titled)
	return e.b
}

func decodeKnown(data []byte) (sources.Known, error) {
	d := &decoder{s: string(data)}
	k := sources.Known{ID: d.text(), Title: d.text(), Date: d.text(), On: d.texts(), Missed: int(d.number()),
		Checked: d.instant(), Tries: int(d.number()), Tried: d.instant(), Pending: d.flag(), Open: d.flag(),
		Deadline: d.instant(), Gone: d.flag(), FirstSeen: d.instant()}
	if d.s != "" { // older values end here
		k.URL, k.Part, k.Group, k.Alias, k.Dropped, k.Suspect = d.text(), d.text(), d.text(), d.text(), d.text(), d.text()
	}
	if d.s != "" {
		k.Titled = d.flag()
	}
	return k, d.finish()
}
