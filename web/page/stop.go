package page

import (
	"net/http"

	"koubo/notify/signup"
	"koubo/web/front"
	"koubo/web/response"
)

// stopNotification asks the reader of an e-mail whether it is to end, and ends it. A look ends nothing: mail servers follow
// links to see what is there.
func (s *Pages) stopNotification(w http.ResponseWriter, r *http.Request) error {
	id, token := r.URL.Query().Get("id"), r.URL.Query().Get("token")
	if s.Outbox == nil || s.Proves == nil || !s.Proves(id, token) {
		return response.Missing("この通知", "This address ends no notification.")
	}
	view := stopView{Frame: s.Frame("通知の停止", ""), Address: front.StopAddress(id, token), Reader: signup.IsReader(id)}
	var err error
	if r.Method == http.MethodPost {
		view.Stopped, err = true, s.Outbox.Stop(id, true)
	} else {
		view.Before, err = s.Outbox.IsStopped(id)
	}
	if err != nil {
		return err
	}
	page, err := s.Render("stop.html", view)
	if err != nil {
		return err
	}
	sendUnkept(w, page)
	return nil
}

type stopView struct {
	Frame
	Address string
	Reader  bool // who subscribed from the page
	Stopped bool // now
	Before  bool // it was stopped already
}
