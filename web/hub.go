package web

import (
	"net/http"

	"koubo/web/response"
)

// subscribe hands a request to the hub.
func (s *site) subscribe(w http.ResponseWriter, r *http.Request) error {
	if s.HubAddress() == "" {
		return response.Missing("購読の窓口", "There is no WebSub hub here.")
	}
	s.Config.Hub.ServeHTTP(w, r)
	return nil
}
