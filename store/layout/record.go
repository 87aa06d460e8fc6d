package layout

import (
	"fmt"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// RecordVersion is the first byte of a record as it is written. Older ones can be read: those of firstVersion have neither
// parts nor origins, and each of their changes stands for itself; those before codedDoubts hold sentences for doubts, and no
// mentions.
const (
	RecordVersion = codedDoubts
	codedDoubts   = 3
	firstVersion  = 1
)

// EncodeRecord leaves out Status, which is derived, and LastSeen, which is kept apart because it moves daily.
func EncodeRecord(o opportunity.Opportunity) []byte {
	e := &Encoder{b: make([]byte, 1, 2048)}
	e.b[0] = RecordVersion
	for _, s := range []string{o.ID, o.URL, o.Title, o.Summary, o.Source, o.Issuer.Code, o.Issuer.Name,
		o.Issuer.Prefecture, o.Issuer.Department, string(o.Kind), string(o.Stage), string(o.Published),
		string(o.Updated), o.Eligibility, o.Contact.Department, o.Contact.Phone, o.Contact.Email, string(o.Detail)} {
		e.Text(s)
	}
	e.flag(o.IsOpportunity)
	e.flag(o.Rolling)
	e.Texts(o.Themes)
	e.instant(o.FirstSeen)
	e.instant(o.Revised)
	e.number(int64(o.Revision))
	EncodeList(e, o.Deadlines, encodeDeadline)
	EncodeList(e, o.Amounts, encodeAmount)
	encodeOptional(e, o.BudgetYen, (*Encoder).number)
	EncodeList(e, o.Attachments, encodeAttachment)
	encodeOptional(e, o.Withdrawn, func(e *Encoder, w opportunity.Withdrawal) { e.instant(w.At); e.Text(w.Reason) })
	EncodeList(e, o.History, encodeChange)
	EncodeList(e, o.Doubts, func(e *Encoder, d opportunity.Doubt) { e.Text(d.Field); e.Text(d.Words); e.Text(string(d.Code)) })
	e.dictionary(o.Evidence)
	e.Text(o.Part)
	EncodeList(e, o.Origins, encodeOrigin)
	EncodeList(e, o.Mentions, func(e *Encoder, m opportunity.Mention) { e.Text(string(m.Date)); e.Text(m.Words) })
	return e.b
}

// DecodeRecord copies data once; the texts of the record share that copy.
func DecodeRecord(data []byte) (opportunity.Opportunity, error) {
	var o opportunity.Opportunity
	if len(data) == 0 || data[0] < firstVersion || data[0] > RecordVersion {
		return o, fmt.Errorf("a record of %d bytes is not of version %d", len(data), RecordVersion)
	}
	d := &Decoder{s: string(data[1:])}
	for _, s := range []*string{&o.ID, &o.URL, &o.Title, &o.Summary, &o.Source, &o.Issuer.Code, &o.Issuer.Name,
		&o.Issuer.Prefecture, &o.Issuer.Department, (*string)(&o.Kind), (*string)(&o.Stage), (*string)(&o.Published),
		(*string)(&o.Updated), &o.Eligibility, &o.Contact.Department, &o.Contact.Phone, &o.Contact.Email, (*string)(&o.Detail)} {
		*s = d.Text()
	}
	o.IsOpportunity = d.flag()
	o.Rolling = d.flag()
	o.Themes = d.Texts()
	o.FirstSeen = d.instant()
	o.Revised = d.instant()
	o.Revision = int(d.number())
	o.Deadlines = DecodeList(d, decodeDeadline)
	o.Amounts = DecodeList(d, decodeAmount)
	o.BudgetYen = decodeOptional(d, (*Decoder).number)
	o.Attachments = DecodeList(d, decodeAttachment)
	o.Withdrawn = decodeOptional(d, func(d *Decoder) opportunity.Withdrawal {
		return opportunity.Withdrawal{At: d.instant(), Reason: d.Text()}
	})
	if data[0] == firstVersion {
		o.History = DecodeList(d, decodeFirstChange)
	} else {
		o.History = DecodeList(d, decodeChange)
	}
	o.Doubts = DecodeList(d, func(d *Decoder) opportunity.Doubt {
		return opportunity.Doubt{Field: d.Text(), Words: d.Text(), Code: opportunity.DoubtCode(d.Text())}
	})
	if data[0] < codedDoubts {
		for i := range o.Doubts {
			o.Doubts[i].Code = opportunity.DoubtCodeOf(string(o.Doubts[i].Code))
		}
	}
	o.Evidence = d.dictionary()
	if data[0] == firstVersion {
		o.Origins = []opportunity.Origin{{Source: o.Source, URL: o.URL, FirstSeen: o.FirstSeen}}
		return o, d.Finish()
	}
	o.Part = d.Text()
	o.Origins = DecodeList(d, decodeOrigin)
	if data[0] >= codedDoubts {
		o.Mentions = DecodeList(d, func(d *Decoder) opportunity.Mention {
			return opportunity.Mention{Date: jdate.Date(d.Text()), Words: d.Text()}
		})
	}
	return o, d.Finish()
}

func encodeOptional[T any](e *Encoder, value *T, one func(*Encoder, T)) {
	e.flag(value != nil)
	if value != nil {
		one(e, *value)
	}
}

func decodeOptional[T any](d *Decoder, one func(*Decoder) T) *T {
	if !d.flag() {
		return nil
	}
	value := one(d)
	return &value
}

func encodeDeadline(e *Encoder, x opportunity.Deadline) {
	for _, s := range []string{string(x.Role), string(x.Start), string(x.StartTime), string(x.End), string(x.EndTime), x.Note, x.Evidence} {
		e.Text(s)
	}
}

func decodeDeadline(d *Decoder) opportunity.Deadline {
	return opportunity.Deadline{
		Role: opportunity.Role(d.Text()), Start: jdate.Date(d.Text()), StartTime: jdate.Clock(d.Text()),
		End: jdate.Date(d.Text()), EndTime: jdate.Clock(d.Text()), Note: d.Text(), Evidence: d.Text(),
	}
}

func encodeAmount(e *Encoder, a opportunity.Amount) {
	e.Text(a.Role)
	e.number(a.Yen)
	e.Text(a.Tax)
	e.Text(a.Per)
	e.Text(a.Evidence)
}

func decodeAmount(d *Decoder) opportunity.Amount {
	return opportunity.Amount{Role: d.Text(), Yen: d.number(), Tax: d.Text(), Per: d.Text(), Evidence: d.Text()}
}

func encodeAttachment(e *Encoder, a opportunity.Attachment) {
	e.Text(a.Title)
	e.Text(a.URL)
	e.Text(a.MediaType)
	e.number(a.Bytes)
}

func decodeAttachment(d *Decoder) opportunity.Attachment {
	return opportunity.Attachment{Title: d.Text(), URL: d.Text(), MediaType: d.Text(), Bytes: d.number()}
}

func encodeChange(e *Encoder, c opportunity.Change) {
	e.instant(c.At)
	e.Text(c.Field)
	e.Text(c.Old)
	e.Text(c.New)
	e.number(int64(c.Times))
}

func decodeFirstChange(d *Decoder) opportunity.Change {
	return opportunity.Change{At: d.instant(), Field: d.Text(), Old: d.Text(), New: d.Text()}
}

func decodeChange(d *Decoder) opportunity.Change {
	c := decodeFirstChange(d)
	c.Times = int(d.number())
	return c
}

func encodeOrigin(e *Encoder, o opportunity.Origin) {
	e.Text(o.Source)
	e.Text(o.URL)
	e.instant(o.FirstSeen)
}

func decodeOrigin(d *Decoder) opportunity.Origin {
	return opportunity.Origin{Source: d.Text(), URL: d.Text(), FirstSeen: d.instant()}
}
