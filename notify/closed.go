package notify

import (
	"koubo/opportunity"
	"koubo/store/outbox"
)

// noteClosed notes of the items of a letter which calls have closed since they were left, as days pass before a digest or another attempt.
// Where a call would have by what is told of it, the record as it is now says whether its last day moved. The error is the store's.
func (w *Worker) noteClosed(l outbox.Letter) error {
	now := w.Now()
	for i, item := range l.Items {
		then := item.Announcement.Record
		if then.Status == opportunity.Closed || then.At(now).Status != opportunity.Closed {
			continue
		}
		is, found, err := w.Outbox.Get(then.ID)
		if err != nil {
			return err
		}
		l.Items[i].Closed = !found || is.At(now).Status == opportunity.Closed
	}
	return nil
}
