package syndication

import (
	"io"
	"net/http"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/web/response"
)

// exportAll writes all records of a selection, however many, in portions: each is read in a transaction of its own and written
// after it, so that a slow reader holds up nothing and the memory it takes does not grow. A record that changes meanwhile may
// come twice.
func (s *Feeds) exportAll(w http.ResponseWriter, r *http.Request, f FeedForm, q opportunity.Query) error {
	now := s.Now()
	c, err := s.channel(r, f, q, now)
	if err != nil {
		return err
	}
	q.Limit, q.Uncounted = ReadAtOnce, true
	portion, err := s.Query(q, now) // the first, before it is too late for an answer of another kind
	if err != nil {
		return err
	}
	return response.Stream(w, r, f.format().MediaType, func(out io.Writer, written func()) error {
		for write := f.format().Write; ; write = rowsOf(f) {
			if err := write(out, c, portion.Items); err != nil || portion.Next == "" {
				return err
			}
			q.Cursor = portion.Next
			if portion, err = s.Query(q, now); err == nil {
				err = r.Context().Err()
			}
			if err != nil {
				return err
			}
			written()
		}
	})
}

// rowsOf writes further records of a file that has begun.
func rowsOf(f FeedForm) func(io.Writer, feeds.Channel, []opportunity.Opportunity) error {
	if f.Extension == ".csv" {
		return feeds.CSVRows
	}
	return f.format().Write
}
