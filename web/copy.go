package web

import (
	"context"
	"encoding/json"
	"net/http"

	"koubo/web/response"
)

// copyPath is where a program on this machine has the data file copied.
const copyPath = "/api/v1/copies"

// CopyRequest is what POST /api/v1/copies takes.
type CopyRequest struct {
	Data string `json:"data"` // path of the data file that is meant
}

// CopyAnswer is what it answers. The copy is there until whoever asked closes the connection.
type CopyAnswer struct {
	Path string `json:"path"`
}

// dataCopies lets a program on this machine read a copy of the data file. It is handed the path alone: the file itself is opened by whom
// the system lets open it.
func (s *site) dataCopies(w http.ResponseWriter, r *http.Request) error {
	if s.Copier == nil {
		return response.Missing("データの写し", "No copies are made here.")
	}
	w.Header().Set("Allow", http.MethodPost)
	if err := permitLocal(r); err != nil {
		return err
	}
	var request CopyRequest
	// It is read to its end: what is left of a body hides that whoever asked has gone.
	if err := readBody(http.MaxBytesReader(w, r.Body, maxVisitBody), &request); err != nil || request.Data == "" {
		return response.BadRequest("依頼を読み取れません。", `The body must be JSON such as {"data": "/srv/koubo/koubo.db"}.`)
	}
	control, err := withoutDeadlines(w)
	if err != nil {
		return err
	}
	err = s.Copier.Copy(r.Context(), request.Data, func(ctx context.Context, path string) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		if json.NewEncoder(w).Encode(CopyAnswer{path}) == nil && control.Flush() == nil {
			<-ctx.Done()
		}
	})
	if err != nil {
		return response.Refusal(http.StatusConflict, "データの写しを作れません。", err.Error())
	}
	return nil
}
