package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	"koubo/notify/signup"
	"koubo/store"
)

const (
	// outboxPath is where a program on this machine asks what was sent and what was not, and has it tried again.
	outboxPath = "/api/v1/notifications"
	// stopPath is where the reader of an e-mail ends it (RFC 8058).
	stopPath = "/notify/stop"
)

// Outbox knows what notifications were sent; *store.Store does.
type Outbox interface {
	// Outbox returns what went out, waits and was given up, by notification.
	Outbox() ([]store.FollowerState, error)
	// Revive has what was given up tried again, of one notification or, with "", of all, and returns how many letters.
	Revive(id string) (int, error)
	// Bounced notes that a letter came back because there is no such mailbox: known is whether it was one of ours, ended whether the
	// notification has ended for it.
	Bounced(key string) (known, ended bool, err error)
	// Stop ends a notification, or resumes it.
	Stop(id string, stop bool) error
	// Subscribers is how many subscriptions from the page are kept, and how many ended of late because there was no such receiver.
	Subscribers() (kept, ended int, err error)
}

// StopProof reports whether a token proves that its bearer was sent the notification.
type StopProof func(id, token string) bool

// OutboxRequest is what POST /api/v1/notifications takes: nothing, to look.
type OutboxRequest struct {
	Retry  []string `json:"retry,omitempty"`  // ids of notifications; all of them for "all"
	Resume []string `json:"resume,omitempty"` // ids of notifications that were stopped
	// keys of letters that came back because there is no such mailbox
	Bounced []string `json:"bounced,omitempty"`
}

// OutboxAnswer is what it answers.
type OutboxAnswer struct {
	Revived       int                   `json:"revived"`           // letters that are tried again
	Bounced       int                   `json:"bounced,omitempty"` // letters of ours that came back
	Ended         int                   `json:"ended,omitempty"`   // notifications that ended for it
	Notifications []store.FollowerState `json:"notifications"`
	Readers       ReaderState           `json:"readers"`
}

// ReaderState is how those fare together who subscribed from the page, without their ids.
type ReaderState struct {
	Subscribed int    `json:"subscribed"`
	Ended      int    `json:"ended,omitempty"`  // in the latest 30 days, because there was no such receiver
	Waiting    int    `json:"waiting"`          // announcements that no letter holds yet
	Delivered  int    `json:"delivered"`        // letters, the latest 20 of each reader at most
	Unsent     int    `json:"unsent"`           // letters that are tried or tried again
	Dead       int    `json:"dead"`             // letters that were given up
	Reason     string `json:"reason,omitempty"` // of one of those that failed, a sentence
}

func (r *ReaderState) add(s store.FollowerState) {
	r.Waiting, r.Delivered = r.Waiting+s.Waiting, r.Delivered+len(s.Delivered)
	for _, l := range s.Letters {
		if l.Dead {
			r.Dead++
		} else {
			r.Unsent++
		}
		r.Reason = cmp.Or(l.Reason, r.Reason)
	}
}

// outbox lets a program on this machine look at the outbox, and have letters tried again.
func (s *site) outbox(w http.ResponseWriter, r *http.Request) error {
	if s.Outbox == nil {
		return missing("通知", "No notifications are kept here.")
	}
	w.Header().Set("Allow", http.MethodPost)
	if err := permitLocal(r); err != nil {
		return err
	}
	var request OutboxRequest
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxVisitBody))
	body.DisallowUnknownFields()
	if err := body.Decode(&request); err != nil && !errors.Is(err, io.EOF) {
		return badRequest("依頼を読み取れません。", `The body must be JSON such as {"retry": ["okinawa-pilots"]}.`)
	}
	answer, err := AskOutbox(s.Outbox, request)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	return json.NewEncoder(w).Encode(answer)
}

// AskOutbox does what a request asks for and tells how the notifications stand then.
func AskOutbox(o Outbox, request OutboxRequest) (answer OutboxAnswer, err error) {
	for _, id := range request.Retry {
		if id == "all" {
			id = ""
		}
		n, err := o.Revive(id)
		if answer.Revived += n; err != nil {
			return answer, err
		}
	}
	for _, id := range request.Resume {
		if err := o.Stop(id, false); err != nil {
			return answer, err
		}
	}
	for _, key := range request.Bounced {
		known, ended, err := o.Bounced(key)
		if known {
			answer.Bounced++
		}
		if ended {
			answer.Ended++
		}
		if err != nil {
			return answer, err
		}
	}
	states, err := o.Outbox()
	if err != nil {
		return answer, err
	}
	for _, state := range states {
		if signup.IsReader(state.ID) {
			answer.Readers.add(state)
		} else {
			answer.Notifications = append(answer.Notifications, state)
		}
	}
	answer.Readers.Subscribed, answer.Readers.Ended, err = o.Subscribers()
	return answer, err
}

// StopAddress is where, from the front's own address on, the reader of a notification by e-mail ends it.
func StopAddress(id, token string) string {
	return stopPath + "?" + url.Values{"id": {id}, "token": {token}}.Encode()
}

// stopNotification asks the reader of an e-mail whether it is to end, and ends it. A look ends nothing: mail servers follow
// links to see what is there.
func (s *site) stopNotification(w http.ResponseWriter, r *http.Request) error {
	id, token := r.URL.Query().Get("id"), r.URL.Query().Get("token")
	if s.Outbox == nil || s.Proves == nil || !s.Proves(id, token) {
		return missing("この通知", "This address ends no notification.")
	}
	view := stopView{frame: s.frame("通知の停止", ""), Address: StopAddress(id, token), Reader: signup.IsReader(id)}
	if r.Method == http.MethodPost {
		if err := s.Outbox.Stop(id, true); err != nil {
			return err
		}
		view.Stopped = true
	}
	page, err := s.render("stop.html", view)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", htmlType)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(page) // a write error means that the reader has gone
	return nil
}

type stopView struct {
	frame
	Address string
	Reader  bool // who subscribed from the page
	Stopped bool
}
