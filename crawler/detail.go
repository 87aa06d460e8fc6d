package crawler

import (
	"context"
	"errors"
	"fmt"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

// readDetails reads the own pages of the listed announcements that are new, changed or due. Those never read come first:
// where a budget ends the visit early, a second look can wait, a first one not. What is over comes last.
func (v *visit) readDetails(ctx context.Context) {
	var again, over []opportunity.Draft
	long := v.willBeLong()
	for _, d := range v.drafts {
		switch k, old := v.memory.Known[d.URL]; {
		case old && !k.Pending:
			again = append(again, d)
		case long && opportunity.Over(d.Title):
			over = append(over, d)
		default:
			v.readFirst(ctx, d)
		}
	}
	for _, d := range again {
		k := v.known(d.URL)
		changed := k.Title != d.Title || k.Date != d.Published
		if k.Title, k.Date = d.Title, d.Published; changed || k.Gone || v.due(d.URL, k, true) {
			v.readDetail(ctx, d, k)
		} else {
			v.result.SeenIDs = append(v.result.SeenIDs, k.ID)
		}
	}
	for _, d := range over {
		if v.clock.Now().Sub(v.at) < longVisit {
			v.readFirst(ctx, d)
		} else {
			v.later(d)
		}
	}
}

// readFirst reads the page of an announcement that no visit could read before.
func (v *visit) readFirst(ctx context.Context, d opportunity.Draft) {
	k := v.known(d.URL)
	if k.Title, k.Date = d.Title, d.Published; k.ID == "" || v.due(d.URL, k, true) {
		v.readDetail(ctx, d, k)
	} else {
		v.keep(d, k, opportunity.DetailPending)
	}
}

// later leaves a page that was never read to a visit in an hour or more.
func (v *visit) later(d opportunity.Draft) {
	k := v.known(d.URL)
	k.Title, k.Date = d.Title, d.Published
	k.Tries, k.Tried = max(k.Tries, 1), v.at
	v.keep(d, k, opportunity.DetailPending)
}

// recheck looks again at the pages of announcements that no entry of this visit listed afresh: an entry may be unchanged
// while an announcement's own page is not, and what a feed no longer shows is still open.
func (v *visit) recheck(ctx context.Context) {
	for _, address := range v.mostUrgentFirst() {
		k := v.known(address)
		_, listed := v.listed[address]
		stirred := v.touched || k.Missed > v.memory.Known[address].Missed
		switch {
		case listed || k.Gone:
		case v.due(address, k, stirred):
			v.readDetail(ctx, v.remembered(address, k), k)
		case k.Missed == 0:
			v.result.SeenIDs = append(v.result.SeenIDs, k.ID)
		}
	}
}

// remembered is the draft of an announcement that no entry shows at the moment.
func (v *visit) remembered(address string, k sources.Known) opportunity.Draft {
	return opportunity.Draft{Source: v.src.ID, Issuer: v.src.Issuer, URL: address, Title: k.Title, Published: k.Date, Detail: opportunity.DetailPending}
}

// readDetail fetches and reads one announcement's own page. Whatever happens, what the list said is kept.
func (v *visit) readDetail(ctx context.Context, d opportunity.Draft, k sources.Known) {
	if ctx.Err() != nil {
		return
	}
	if v.halted != nil || v.details >= v.opt.MaxDetails {
		v.postpone(d, k)
		return
	}
	v.details++
	if k.ID != "" && !k.Pending && v.comesWhole(d.URL) {
		v.whole++
	}
	answer, err := v.session.get(ctx, d.URL, v.validator(d.URL))
	if err == nil && answer.Status == 200 && !answer.NotModified {
		answer, err = v.refreshed(ctx, answer)
	}
	var forbidden Forbidden
	switch {
	case errors.As(err, &forbidden):
		v.keep(d, k, opportunity.DetailNone)
	case err != nil:
		v.halt(err)
		v.failed(d, k, err)
	case answer.NotModified:
		v.unmodified(d, k, answer)
	case answer.Status == 404 || answer.Status == 410:
		v.gone(d, k, answer.Status)
	case answer.Status != 200:
		v.failed(d, k, badStatus(answer.Status))
	default:
		v.readPage(ctx, d, k, answer)
	}
}

// postpone leaves an announcement's page to the next visit.
func (v *visit) postpone(d opportunity.Draft, k sources.Known) {
	if !k.Pending && k.ID != "" && k.Tries == 0 {
		k.Tries = 1 // tried never: due at once
	}
	v.keep(d, k, opportunity.DetailPending)
}

func (v *visit) unmodified(d opportunity.Draft, k sources.Known, answer Answer) {
	k.Checked, k.Tries = v.at, 0
	v.result.Known[d.URL] = k
	v.result.Validators[d.URL] = answer.Validator
	v.result.SeenIDs = append(v.result.SeenIDs, k.ID)
}

// failed keeps what the list said of an announcement whose page could not be read; a later visit completes it.
func (v *visit) failed(d opportunity.Draft, k sources.Known, err error) {
	v.problem(d.URL, err)
	k.Tries++
	k.Tried = v.at
	v.keep(d, k, opportunity.DetailPending)
}

// gone takes an announcement whose page answers 404 or 410 to have vanished. One that was never read is
// listed by mistake; what the list says is kept.
func (v *visit) gone(d opportunity.Draft, k sources.Known, status int) {
	err := fmt.Errorf("its own page is gone (it answers %d)", status)
	if k.Pending || k.ID == "" {
		v.failed(d, k, err)
		return
	}
	v.result.Withdrawn[k.ID] = fmt.Sprintf("the page %s is gone (it answers %d)", d.URL, status)
	k.Gone, k.Open, k.Checked = true, false, v.at
	v.result.Known[d.URL] = k
	v.result.Forget = append(v.result.Forget, d.URL)
}

// readPage parses a fetched page into the draft and has the record stored.
func (v *visit) readPage(ctx context.Context, d opportunity.Draft, k sources.Known, answer Answer) {
	full, err := v.parseDetail(ctx, d, answer.Page)
	if errors.Is(err, errNoText) {
		v.result.Validators[d.URL] = answer.Validator
		v.keep(d, k, opportunity.DetailNone)
		return
	}
	if err != nil {
		v.failed(d, k, err)
		return
	}
	v.result.Validators[d.URL] = answer.Validator
	k.Checked, k.Tries, k.Gone = v.at, 0, false
	full.Detail = opportunity.DetailRead
	ref := jdate.DateOf(k.FirstSeen)
	_, record := v.withAttachments(ctx, full, v.normalize(full, ref), ref)
	v.store(record, k)
}

// keep normalizes a draft and has the record stored.
func (v *visit) keep(d opportunity.Draft, k sources.Known, state opportunity.DetailState) {
	_, listed := v.listed[d.URL]
	if state == opportunity.DetailPending && k.ID != "" && (!k.Pending || !listed) {
		v.result.Known[d.URL] = k // what its page said before stands, or what a list said of it
		v.result.SeenIDs = append(v.result.SeenIDs, k.ID)
		return
	}
	d.Detail = state
	v.store(v.normalize(d, jdate.DateOf(k.FirstSeen)), k)
}

// store has a record stored, and remembers what the next visit must know of it.
func (v *visit) store(record opportunity.Opportunity, k sources.Known) {
	record.FirstSeen, record.LastSeen = k.FirstSeen, v.at
	k.Deadline = record.Closes()
	live := record.At(v.at)
	if !k.Deadline.IsZero() && !v.at.Before(k.Deadline) { // whether it was open until then
		live = record.At(k.Deadline.Add(-time.Second))
	}
	k.ID, k.Pending = record.ID, record.Detail == opportunity.DetailPending
	k.Open = live.IsOpportunity && live.Status != opportunity.Closed && live.Status != opportunity.WithdrawnNow
	v.result.Known[record.URL] = k
	v.result.Records = append(v.result.Records, record)
}

func (v *visit) normalize(d opportunity.Draft, ref jdate.Date) (record opportunity.Opportunity) {
	v.parse(func() { record, _ = opportunity.Normalize(d, ref) })
	return record
}
