package crawler

import (
	"koubo/crawler/decline"
	"koubo/opportunity"
	"koubo/sources"
)

// missFields compares what the visit read with what the source used to give: its records and, address by address, for feed and
// list change at different times, its rows. One that is well but has lost a field is degraded.
func (rs *results) missFields(h *sources.Health, entries []entry) {
	h.Fields = decline.Note(h.Fields, rs.seenFields(h.Fields), rs.at)
	lost := decline.Lost("", h.Fields)
	for _, e := range entries {
		a := h.Addresses[e.url]
		a.Fields = decline.Note(a.Fields, seenRows(e), rs.at)
		h.Addresses[e.url] = a
		lost = append(lost, decline.Lost(e.url, a.Fields)...)
	}
	if len(lost) == 0 || h.State != sources.OK && h.State != sources.Stale {
		return
	}
	h.Causes = decline.Causes(lost)
	if h.State, h.Reason = sources.Degraded, decline.Reason(lost); rs.memory.Health.State == sources.Degraded {
		h.Since = rs.memory.Health.Since
	} else {
		h.Since = rs.at
	}
}

// seenFields tells which of the records that were read have each field. A record that was read before is evidence only beside
// several others, or of a field that is lost: one whose page comes whole each day would soon be all of the latest.
func (rs *results) seenFields(before map[sources.Field]sources.FieldHistory) decline.Seen {
	again := map[string]bool{}
	for _, k := range rs.memory.Known {
		if k.ID != "" && !k.Checked.IsZero() {
			again[k.ID] = true
		}
	}
	all, fresh := decline.Seen{}, decline.Seen{}
	for _, o := range rs.visit.Records {
		for field, has := range fieldsOf(o) {
			all[field] = append(all[field], has)
			if !again[o.ID] {
				fresh[field] = append(fresh[field], has)
			}
		}
	}
	for field, batch := range all {
		if len(batch) < decline.BatchLeast && before[field].Lost.IsZero() {
			all[field] = fresh[field]
		}
	}
	return all
}

// fieldsOf tells of each field that a record might have whether it does.
func fieldsOf(o opportunity.Opportunity) map[sources.Field]bool {
	if o.Detail != opportunity.DetailRead {
		return nil
	}
	has := map[sources.Field]bool{sources.FieldPublished: o.Published != ""}
	if o.IsOpportunity && o.Stage == opportunity.OpenCall {
		has[sources.FieldDeadline] = o.Rolling || !o.Closes().IsZero()
		has[sources.FieldContact] = o.Contact != opportunity.Contact{}
		has[sources.FieldBudget] = o.BudgetYen != nil || len(o.Amounts) > 0
	}
	return has
}

// seenRows tells which of an entry's rows have each field, where it was read.
func seenRows(e entry) decline.Seen {
	if !e.read || e.items == 0 {
		return nil
	}
	return decline.Seen{
		sources.FieldDate:  decline.Portion(e.dated, e.items),
		sources.FieldTitle: decline.Portion(e.items-e.dropped, e.items),
	}
}
