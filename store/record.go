package store

import (
	"fmt"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// recordVersion is the first byte of a record as it is written. Older ones can be read: those of firstVersion have neither
// parts nor origins, and each of their changes stands for itself; those before codedDoubts hold sentences for doubts, and no
// mentions.
const (
	recordVersion = codedDoubts
	codedDoubts   = 3
	firstVersion  = 1
)

// encodeRecord leaves out Status, which is derived, and LastSeen, which is kept apart because it moves daily.
func encodeRecord(o opportunity.Opportunity) []byte {
	e := &encoder{b: make([]byte, 1, 2048)}
	e.b[0] = recordVersion
	for _, s := range []string{o.ID, o.URL, o.Title, o.Summary, o.Source, o.Issuer.Code, o.Issuer.Name,
		o.Issuer.Prefecture, o.Issuer.Department, string(o.Kind), string(o.Stage), string(o.Published),
		string(o.Updated), o.Eligibility, o.Contact.Department, o.Contact.Phone, o.Contact.Email, string(o.Detail)} {
		e.text(s)
	}
	e.flag(o.IsOpportunity)
	e.flag(o.Rolling)
	e.texts(o.Themes)
	e.instant(o.FirstSeen)
	e.instant(o.Revised)
	e.number(int64(o.Revision))
	encodeList(e, o.Deadlines, encodeDeadline)
	encodeList(e, o.Amounts, encodeAmount)
	encodeOptional(e, o.BudgetYen, (*encoder).number)
	encodeList(e, o.Attachments, encodeAttachment)
	encodeOptional(e, o.Withdrawn, func(e *encoder, w opportunity.Withdrawal) { e.instant(w.At); e.text(w.Reason) })
	encodeList(e, o.History, encodeChange)
	encodeList(e, o.Doubts, func(e *encoder, d opportunity.Doubt) { e.text(d.Field); e.text(d.Words); e.text(string(d.Code)) })
	e.dictionary(o.Evidence)
	e.text(o.Part)
	encodeList(e, o.Origins, encodeOrigin)
	encodeList(e, o.Mentions, func(e *encoder, m opportunity.Mention) { e.text(string(m.Date)); e.text(m.Words) })
	return e.b
}

// decodeRecord copies data once; the texts of the record share that copy.
func decodeRecord(data []byte) (opportunity.Opportunity, error) {
	var o opportunity.Opportunity
	if len(data) == 0 || data[0] < firstVersion || data[0] > recordVersion {
		return o, fmt.Errorf("a record of %d bytes is not of version %d", len(data), recordVersion)
	}
	d := &decoder{s: string(data[1:])}
	for _, s := range []*string{&o.ID, &o.URL, &o.Title, &o.Summary, &o.Source, &o.Issuer.Code, &o.Issuer.Name,
		&o.Issuer.Prefecture, &o.Issuer.Department, (*string)(&o.Kind), (*string)(&o.Stage), (*string)(&o.Published),
		(*string)(&o.Updated), &o.Eligibility, &o.Contact.Department, &o.Contact.Phone, &o.Contact.Email, (*string)(&o.Detail)} {
		*s = d.text()
	}
	o.IsOpportunity = d.flag()
	o.Rolling = d.flag()
	o.Themes = d.texts()
	o.FirstSeen = d.instant()
	o.Revised = d.instant()
	o.Revision = int(d.number())
	o.Deadlines = decodeList(d, decodeDeadline)
	o.Amounts = decodeList(d, decodeAmount)
	o.BudgetYen = decodeOptional(d, (*decoder).number)
	o.Attachments = decodeList(d, decodeAttachment)
	o.Withdrawn = decodeOptional(d, func(d *decoder) opportunity.Withdrawal {
		return opportunity.Withdrawal{At: d.instant(), Reason: d.text()}
	})
	if data[0] == firstVersion {
		o.History = decodeList(d, decodeFirstChange)
	} else {
		o.History = decodeList(d, decodeChange)
	}
	o.Doubts = decodeList(d, func(d *decoder) opportunity.Doubt {
		return opportunity.Doubt{Field: d.text(), Words: d.text(), Code: opportunity.DoubtCode(d.text())}
	})
	if data[0] < codedDoubts {
		for i := range o.Doubts {
			o.Doubts[i].Code = opportunity.DoubtCodeOf(string(o.Doubts[i].Code))
		}
	}
	o.Evidence = d.dictionary()
	if data[0] == firstVersion {
		o.Origins = []opportunity.Origin{{Source: o.Source, URL: o.URL, FirstSeen: o.FirstSeen}}
		return o, d.finish()
	}
	o.Part = d.text()
	o.Origins = decodeList(d, decodeOrigin)
	if data[0] >= codedDoubts {
		o.Mentions = decodeList(d, func(d *decoder) opportunity.Mention {
			return opportunity.Mention{Date: jdate.Date(d.text()), Words: d.text()}
		})
	}
	return o, d.finish()
}

func encodeOptional[T any](e *encoder, value *T, one func(*encoder, T)) {
	e.flag(value != nil)
	if value != nil {
		one(e, *value)
	}
}

func decodeOptional[T any](d *decoder, one func(*decoder) T) *T {
	if !d.flag() {
		return nil
	}
	value := one(d)
	return &value
}

func encodeDeadline(e *encoder, x opportunity.Deadline) {
	for _, s := range []string{string(x.Role), string(x.Start), string(x.StartTime), string(x.End), string(x.EndTime), x.Note, x.Evidence} {
		e.text(s)
	}
}

func decodeDeadline(d *decoder) opportunity.Deadline {
	return opportunity.Deadline{
		Role: opportunity.Role(d.text()), Start: jdate.Date(d.text()), StartTime: jdate.Clock(d.text()),
		End: jdate.Date(d.text()), EndTime: jdate.Clock(d.text()), Note: d.text(), Evidence: d.text(),
	}
}

func encodeAmount(e *encoder, a opportunity.Amount) {
	e.text(a.Role)
	e.number(a.Yen)
	e.text(a.Tax)
	e.text(a.Per)
	e.text(a.Evidence)
}

func decodeAmount(d *decoder) opportunity.Amount {
	return opportunity.Amount{Role: d.text(), Yen: d.number(), Tax: d.text(), Per: d.text(), Evidence: d.text()}
}

func encodeAttachment(e *encoder, a opportunity.Attachment) {
	e.text(a.Title)
	e.text(a.URL)
	e.text(a.MediaType)
	e.number(a.Bytes)
}

func decodeAttachment(d *decoder) opportunity.Attachment {
	return opportunity.Attachment{Title: d.text(), URL: d.text(), MediaType: d.text(), Bytes: d.number()}
}

func encodeChange(e *encoder, c opportunity.Change) {
	e.instant(c.At)
	e.text(c.Field)
	e.text(c.Old)
	e.text(c.New)
	e.number(int64(c.Times))
}

func decodeFirstChange(d *decoder) opportunity.Change {
	return opportunity.Change{At: d.instant(), Field: d.text(), Old: d.text(), New: d.text()}
}

func decodeChange(d *decoder) opportunity.Change {
	c := decodeFirstChange(d)
	c.Times = int(d.number())
	return c
}

func encodeOrigin(e *encoder, o opportunity.Origin) {
	e.text(o.Source)
	e.text(o.URL)
	e.instant(o.FirstSeen)
}

func decodeOrigin(d *decoder) opportunity.Origin {
	return opportunity.Origin{Source: d.text(), URL: d.text(), FirstSeen: d.instant()}
}
