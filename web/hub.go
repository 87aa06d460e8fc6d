package web

import (
	"net/http"
)

// subscribe hands a request to the hub.
func (s *site) subscribe(w http.ResponseWriter, r *http.Request) error {
	if s.hubAddress() == "" {
		return missing("購読の窓口", "There is no WebSub hub here.")
	}
	s.Config.Hub.ServeHTTP(w, r)
	return nil
}
