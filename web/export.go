package web

import (
	"context"
	"io"
	"net/http"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
)

// exportAll writes all records of a selection, however many, in portions: each is read in a transaction of its own and written
// after it, so that a slow reader holds up nothing and the memory it takes does not grow. A record that changes meanwhile may
// come twice.
func (s *site) exportAll(w http.ResponseWriter, r *http.Request, f feedForm, q opportunity.Query) error {
	now := s.Now()
	c, err := s.channel(r, f, q, now)
	if err != nil {
		return err
	}
	q.Limit, q.Uncounted = readAtOnce, true
	portion, err := s.query(q, now) // the first, before it is too late for an answer of another kind
	if err != nil {
		return err
	}
	return stream(w, r, f.format().MediaType, func(out io.Writer, written func()) error {
		for write := f.format().Write; ; write = rowsOf(f) {
			if err := write(out, c, portion.Items); err != nil || portion.Next == "" {
				return err
			}
			q.Cursor = portion.Next
			if portion, err = s.query(q, now); err == nil {
				err = r.Context().Err()
			}
			if err != nil {
				return err
			}
			written()
		}
	})
}

// stream answers with what write writes, compressed as the request prefers, without keeping it. write calls written after each
// portion: the time that the server allows for an answer begins anew.
func stream(w http.ResponseWriter, r *http.Request, mediaType string, write func(out io.Writer, written func()) error) error {
	h := w.Header()
	h["Content-Type"], h["Cache-Control"], h["Vary"] = []string{mediaType}, []string{"public, max-age=60"}, varies
	out := io.WriteCloser(plainWriter{w})
	if e := preferred(r.Header.Get("Accept-Encoding")); e != plainBody {
		h.Set("Content-Encoding", e.name())
		out = e.writer(w, true)
	}
	if w.WriteHeader(http.StatusOK); r.Method == http.MethodHead {
		return nil
	}
	control := http.NewResponseController(w)
	err := write(out, func() { _ = control.SetWriteDeadline(time.Now().Add(writeTimeout)) }) // where the connection has one
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		return brokenOff(r.Context(), err)
	}
	return nil
}

// rowsOf writes further records of a file that has begun.
func rowsOf(f feedForm) func(io.Writer, feeds.Channel, []opportunity.Opportunity) error {
	if f.extension == ".csv" {
		return feeds.CSVRows
	}
	return f.format().Write
}

// brokenOff ends an answer that has begun and cannot be completed, so that its reader does not take it for the whole.
func brokenOff(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return err // whoever asked has gone
	}
	panic(http.ErrAbortHandler)
}

// plainWriter is a writer that nobody has to close.
type plainWriter struct{ io.Writer }

func (plainWriter) Close() error { return nil }
