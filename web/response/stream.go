package response

import (
	"context"
	"io"
	"net/http"
	"time"
)

// WriteTimeout is how long an answer may take to be sent, or a portion of one that is streamed.
const WriteTimeout = 2 * time.Minute

// Stream answers with what write writes, compressed as the request prefers, without keeping it. write calls written after each
// portion: the time that the server allows for an answer begins anew.
func Stream(w http.ResponseWriter, r *http.Request, mediaType string, write func(out io.Writer, written func()) error) error {
	h := w.Header()
	h["Content-Type"], h["Cache-Control"], h["Vary"] = []string{mediaType}, []string{"public, max-age=60"}, varies
	out := io.WriteCloser(plainWriter{w})
	if e := preferred(r.Header["Accept-Encoding"]); e != plainBody {
		h.Set("Content-Encoding", e.name())
		out = e.writer(w, true)
	}
	if w.WriteHeader(http.StatusOK); r.Method == http.MethodHead {
		return nil
	}
	control := http.NewResponseController(w)
	err := write(out, func() { _ = control.SetWriteDeadline(time.Now().Add(WriteTimeout)) }) // where the connection has one
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		return brokenOff(r.Context(), err)
	}
	return nil
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
