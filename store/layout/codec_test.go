package layout

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"koubo/opportunity"
	"koubo/sources"
)

// fill gives every field of a value something of its own, so that a field the encoding forgets is noticed.
func fill(v reflect.Value, n *int) {
	*n++
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Date(2026, 1, 2, 3, 4, *n, *n, time.UTC)))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case v.Kind() == reflect.String:
		v.SetString("値" + time.Duration(*n).String())
	case v.CanInt():
		v.SetInt(int64(*n) << 33)
	case v.CanUint():
		v.SetUint(uint64(*n) << 20)
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case v.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 3 {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(key, n)
			fill(value, n)
			v.SetMapIndex(key, value)
		}
	default:
		panic("no value for " + v.Type().String())
	}
}

func filled[T any]() T {
	var value T
	n := 0
	fill(reflect.ValueOf(&value).Elem(), &n)
	return value
}

func TestEveryFieldIsKept(t *testing.T) {
	record := filled[opportunity.Opportunity]()
	record.Status, record.LastSeen = "", time.Time{} // kept elsewhere, or not at all
	if got, err := DecodeRecord(EncodeRecord(record)); err != nil || !cmp.Equal(record, got) {
		t.Errorf("record: %v %s", err, cmp.Diff(record, got))
	}
	if got, err := DecodeRecord(EncodeRecord(opportunity.Opportunity{})); err != nil || !cmp.Equal(opportunity.Opportunity{}, got) {
		t.Errorf("empty record: %v %+v", err, got)
	}
	known := filled[sources.Known]()
	if got, err := DecodeKnown(EncodeKnown(known)); err != nil || !cmp.Equal(known, got) {
		t.Errorf("known: %v %s", err, cmp.Diff(known, got))
	}
	validator := filled[sources.Validator]()
	if got, err := DecodeValidator(EncodeValidator(validator)); err != nil || !cmp.Equal(validator, got) {
		t.Errorf("validator: %v %s", err, cmp.Diff(validator, got))
	}
}

// TestDoubtsInSentencesGetTheirCode reads a record as version 2 wrote it: a doubt was a sentence, and no day was mentioned.
func TestDoubtsInSentencesGetTheirCode(t *testing.T) {
	o := opportunity.Opportunity{ID: "a", Doubts: []opportunity.Doubt{
		{Field: "deadlines", Words: "12月1日（月）", Code: opportunity.DoubtCode(opportunity.WeekdayDiffers.English())},
		{Field: "url", Words: "x", Code: "a sentence that no code says"},
	}}
	written := EncodeRecord(o)
	written = written[:len(written)-1] // no mentions, the count of which is the last byte
	written[0] = codedDoubts - 1
	got, err := DecodeRecord(written)
	if err != nil || len(got.Doubts) != 2 || got.Doubts[0].Code != opportunity.WeekdayDiffers || got.Doubts[1] != o.Doubts[1] || got.Mentions != nil {
		t.Errorf("%v %+v", err, got)
	}
}

func TestShortRecordsAreRefused(t *testing.T) {
	whole := EncodeRecord(filled[opportunity.Opportunity]())
	for n := range len(whole) {
		if _, err := DecodeRecord(whole[:n]); err == nil {
			t.Fatalf("%d of %d bytes were taken for a record", n, len(whole))
		}
	}
	if _, err := DecodeRecord(append(whole, 0)); err == nil {
		t.Error("a byte too many was not noticed")
	}
}

func FuzzDecodeRecord(f *testing.F) {
	f.Add(EncodeRecord(filled[opportunity.Opportunity]()))
	f.Add(EncodeRecord(opportunity.Opportunity{ID: "a1", Title: "実証実験", Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-11-27"}}}))
	f.Add([]byte{RecordVersion, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := DecodeRecord(data)
		if err != nil {
			return
		}
		again, err := DecodeRecord(EncodeRecord(o))
		if err != nil || !cmp.Equal(o, again) {
			t.Fatalf("%v %s", err, cmp.Diff(o, again))
		}
	})
}

// TestWhatIsRememberedOfAnAnnouncementIsReadAsItWasWritten, by any version: what came later stands at the end, and only where there is any.
func TestWhatIsRememberedOfAnAnnouncementIsReadAsItWasWritten(t *testing.T) {
	for _, k := range []sources.Known{{ID: "x"}, {ID: "x", Frame: 7}, {ID: "x", Apart: []string{"a", "b"}}, {ID: "x", Frame: 7, Apart: []string{"a"}}, {ID: "x", InRow: true}, {ID: "x", Listed: "提出期限\t12月4日"}, {ID: "x", InRow: true, Listed: "a\tb"}, {ID: "x", Document: "https://a.jp/1.pdf"}, {ID: "x", Listed: "a\tb", Document: "https://a.jp/1.pdf"}, {ID: "x", Absent: time.Unix(1, 0)}, {ID: "x", Document: "https://a.jp/1.pdf", Absent: time.Unix(1, 0)}, {ID: "x", Ended: "受付終了"}, {ID: "x", InRow: true, Absent: time.Unix(1, 0), Ended: "受付終了"}} {
		got, err := DecodeKnown(EncodeKnown(k))
		if err != nil || got.ID != k.ID || got.Frame != k.Frame || got.InRow != k.InRow || got.Listed != k.Listed || got.Document != k.Document || got.Ended != k.Ended || !got.Absent.Equal(k.Absent) || !slices.Equal(got.Apart, k.Apart) {
			t.Errorf("%+v, %v, want %+v", got, err, k)
		}
	}
}
