package opportunity

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// FieldDiff is one field that two readings of an announcement fill differently. Field is the name in the record's JSON,
// "contact.phone" for a part of one. Values are rendered as text, "" for absent; of a list stand only the members
// that the other side lacks, each as JSON on a line of its own.
type FieldDiff struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// ofVisits are the fields that tell of our visits and not of the announcement.
var ofVisits = []string{"id", "status", "first_seen", "last_seen", "revised", "revision", "history", "withdrawn.at", "origins"}

// Diff returns the fields, in the order of their names, that two readings of one announcement fill differently. Unlike
// Revise it leaves out nothing that was read: evidence, notes, themes and doubts count. What our visits add does not:
// first_seen, last_seen, revision, revised, history, origins and the status, which follows from the day.
func Diff(old, fresh Opportunity) (list []FieldDiff) {
	before, after := fieldsOf(old), fieldsOf(fresh)
	names := maps.Clone(before)
	maps.Copy(names, after)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !bytes.Equal(before[name], after[name]) {
			was, is := renderDiff(before[name], after[name])
			list = append(list, FieldDiff{Field: name, Old: was, New: is})
		}
	}
	return list
}

// fieldsOf returns a record's fields as JSON, by name; those of contact, issuer and the like one by one.
func fieldsOf(o Opportunity) map[string]json.RawMessage {
	o.FirstSeen, o.LastSeen, o.Revised, o.History = time.Time{}, time.Time{}, time.Time{}, nil
	fields := members(o)
	for name, value := range maps.Clone(fields) {
		if value[0] != '{' {
			continue
		}
		delete(fields, name)
		for part, value := range members(value) {
			fields[name+"."+part] = value
		}
	}
	for _, name := range ofVisits {
		delete(fields, name)
	}
	return fields
}

// members returns the members of a value that is an object in JSON. Records hold nothing that JSON cannot say.
func members(value any) map[string]json.RawMessage {
	var data bytes.Buffer
	e := json.NewEncoder(&data)
	e.SetEscapeHTML(false)
	all := map[string]json.RawMessage{}
	if e.Encode(value) == nil {
		_ = json.Unmarshal(data.Bytes(), &all)
	}
	return all
}

// renderDiff renders two different values, of lists only what the other lacks, or all where only their order differs.
func renderDiff(old, fresh json.RawMessage) (was, is string) {
	before, listed := elements(old)
	after, alsoListed := elements(fresh)
	if listed && alsoListed {
		gone, come := without(before, after), without(after, before)
		if len(gone)+len(come) > 0 {
			before, after = gone, come
		}
	}
	return join(before), join(after)
}

// elements returns the elements of a list, or the value itself; list is true for an absent value, too.
func elements(value json.RawMessage) (all []json.RawMessage, list bool) {
	if len(value) == 0 {
		return nil, true
	}
	if value[0] != '[' || json.Unmarshal(value, &all) != nil {
		return []json.RawMessage{value}, false
	}
	return all, true
}

func without(list, others []json.RawMessage) (rest []json.RawMessage) {
	for _, v := range list {
		if !slices.ContainsFunc(others, func(o json.RawMessage) bool { return bytes.Equal(o, v) }) {
			rest = append(rest, v)
		}
	}
	return rest
}

// join writes one value a line, strings as they are.
func join(values []json.RawMessage) string {
	lines := make([][]byte, len(values))
	for i, v := range values {
		lines[i] = v
		var words string
		if json.Unmarshal(v, &words) == nil {
			lines[i] = []byte(words)
		}
	}
	return string(bytes.Join(lines, []byte("\n")))
}

// RunDiff is what two runs over the same pages disagree on. Each list is in the order of the addresses.
type RunDiff struct {
	Same    int          `json:"same"`    // records that are as before
	Added   []RecordDiff `json:"added"`   // records of the new run alone
	Missing []RecordDiff `json:"missing"` // records of the old run alone
	Changed []RecordDiff `json:"changed"`
}

// RecordDiff is one record that two runs do not have alike.
type RecordDiff struct {
	ID     string      `json:"id"`
	URL    string      `json:"url"`
	Title  string      `json:"title"` // as the newer run has it
	Fields []FieldDiff `json:"fields,omitempty"`
}

// Equal says whether the two runs made the same records.
func (d RunDiff) Equal() bool { return len(d.Added)+len(d.Missing)+len(d.Changed) == 0 }

// DiffRuns compares the records of two runs, such as one before a parser changed and one after. Records belong together by
// their ids; see Diff for what counts.
func DiffRuns(old, fresh []Opportunity) RunDiff {
	d := RunDiff{Added: []RecordDiff{}, Missing: []RecordDiff{}, Changed: []RecordDiff{}}
	before := make(map[string]Opportunity, len(old))
	for _, o := range old {
		before[o.ID] = o
	}
	for _, o := range fresh {
		was, known := before[o.ID]
		delete(before, o.ID)
		fields := Diff(was, o)
		switch {
		case !known:
			d.Added = append(d.Added, briefly(o, nil))
		case len(fields) > 0:
			d.Changed = append(d.Changed, briefly(o, fields))
		default:
			d.Same++
		}
	}
	for _, o := range before {
		d.Missing = append(d.Missing, briefly(o, nil))
	}
	for _, list := range [][]RecordDiff{d.Added, d.Missing, d.Changed} {
		slices.SortFunc(list, func(a, b RecordDiff) int { return cmp.Or(cmp.Compare(a.URL, b.URL), cmp.Compare(a.ID, b.ID)) })
	}
	return d
}

func briefly(o Opportunity, fields []FieldDiff) RecordDiff {
	return RecordDiff{ID: o.ID, URL: o.URL, Title: o.Title, Fields: fields}
}
