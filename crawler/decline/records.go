package decline

import (
	"koubo/opportunity"
	"koubo/sources"
)

// OfRecords tells which of the records that a visit read have each field, in their order; again holds the ids of those that were
// read before. Such a record is evidence only beside several others, or of a field that is lost: one whose page comes whole each
// day would soon be all of the latest.
func OfRecords(records []opportunity.Opportunity, again map[string]bool, before map[sources.Field]sources.FieldHistory) Seen {
	all, fresh := Seen{}, Seen{}
	for _, o := range records {
		for field, has := range fieldsOf(o) {
			all[field] = append(all[field], has)
			if !again[o.ID] {
				fresh[field] = append(fresh[field], has)
			}
		}
	}
	for field, batch := range all {
		if len(batch) < batchLeast && before[field].Lost.IsZero() {
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
	has := map[sources.Field]bool{sources.FieldPublished: o.Published != "" || o.Updated != ""} // lists show the one, or the other
	if o.IsOpportunity && o.Stage == opportunity.OpenCall {
		has[sources.FieldDeadline] = o.Rolling || !o.Closes().IsZero()
		has[sources.FieldContact] = o.Contact != opportunity.Contact{}
		has[sources.FieldBudget] = o.BudgetYen != nil || len(o.Amounts) > 0
	}
	return has
}
