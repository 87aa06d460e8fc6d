package web

import "net/http"

// known sends the answer of an address that was asked for before, where one is kept that holds: nothing of the address is
// read again then.
func (s *site) known(w http.ResponseWriter, r *http.Request) bool {
	m := s.Answers.Again(r, func() uint64 { return s.Records.Generation() }, s.Now)
	if m == nil {
		return false
	}
	m.SendAgain(w, r, secure)
	return true
}
