package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"

	"koubo/notify/signup"
	"koubo/store/outbox"
	"koubo/web/front"
	"koubo/web/response"
)

// outboxPath is where a program on this machine asks what was sent and what was not, and has it tried again.
const outboxPath = "/api/v1/notifications"

// OutboxRequest is what POST /api/v1/notifications takes: nothing, to look.
type OutboxRequest struct {
	Retry  []string `json:"retry,omitempty"`  // ids of notifications; all of them for "all"
	Resume []string `json:"resume,omitempty"` // ids of notifications that were stopped; all of them for "all"
	// keys of letters that came back because there is no such mailbox
	Bounced []string `json:"bounced,omitempty"`
}

// OutboxAnswer is what it answers.
type OutboxAnswer struct {
	Revived       int                    `json:"revived"`           // letters that are tried again
	Resumed       []string               `json:"resumed,omitempty"` // ids of notifications that were stopped, and are not any more
	Bounced       int                    `json:"bounced,omitempty"` // letters of ours that came back
	Ended         int                    `json:"ended,omitempty"`   // notifications that ended for it
	Notifications []outbox.FollowerState `json:"notifications"`
	Readers       ReaderState            `json:"readers"`
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

func (r *ReaderState) add(s outbox.FollowerState) {
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
		return response.Missing("通知", "No notifications are kept here.")
	}
	w.Header().Set("Allow", http.MethodPost)
	if err := permitLocal(r); err != nil {
		return err
	}
	var request OutboxRequest
	if err := readBody(http.MaxBytesReader(w, r.Body, maxVisitBody), &request); err != nil && !errors.Is(err, io.EOF) {
		return response.BadRequest("依頼を読み取れません。", `The body must be JSON such as {"retry": ["okinawa-pilots"]}.`)
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
func AskOutbox(o front.Outbox, request OutboxRequest) (answer OutboxAnswer, err error) {
	for _, id := range request.Retry {
		if id == "all" {
			id = ""
		}
		n, err := o.Revive(id)
		if answer.Revived += n; err != nil {
			return answer, err
		}
	}
	if answer.Resumed, err = resume(o, request.Resume); err != nil {
		return answer, err
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

// resume takes those up again that were stopped of the notifications that are named, and returns their ids.
func resume(o front.Outbox, named []string) (resumed []string, err error) {
	if len(named) == 0 {
		return nil, nil
	}
	states, err := o.Outbox()
	if err != nil {
		return nil, err
	}
	for _, s := range states {
		if s.Stopped.IsZero() || signup.IsReader(s.ID) || !slices.Contains(named, s.ID) && !slices.Contains(named, "all") {
			continue
		}
		if err := o.Stop(s.ID, false); err != nil {
			return resumed, err
		}
		resumed = append(resumed, s.ID)
	}
	return resumed, nil
}
