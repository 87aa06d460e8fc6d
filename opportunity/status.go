package opportunity

import "time"

// At returns the record with Status filled for the instant now.
func (o Opportunity) At(now time.Time) Opportunity {
	o.Status = UnknownStatus
	return o
}

// Next returns the next deadline that a company must act on, false where none is ahead.
func (o Opportunity) Next(now time.Time) (Deadline, bool) {
	return Deadline{}, false
}
