package main

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"koubo/notify"
	"koubo/sources/config"
	"koubo/web"
)

// TestABouncedReaderIsErased after three letters that the mail server took and another one sent back.
func TestABouncedReaderIsErased(t *testing.T) {
	s := newSignUpService(t, func(*config.Settings) {})
	s.ask("POST", "/notify/subscribe", url.Values{"address": {reader}, "selection": {""}, "when": {"daily"}})
	_, text := arrived(t, s.letters)
	s.ask("POST", confirmLink.FindString(text), url.Values{})
	for n := range 3 {
		s.announce(t, fmt.Sprint("公募", n))
		head, _ := arrived(t, s.letters)
		s.said.await(t, "items=1 key="+strings.Trim(strings.Split(head.Get("Message-ID"), "@")[0], "<"))
		report := "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; x\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: " +
			head.Get("Message-ID") + "\n\n--b--\n"
		keys, err := bouncedKeys(strings.NewReader(report), nil)
		if err != nil || len(keys) != 1 {
			t.Fatal(keys, err)
		}
		answer, err := web.AskOutbox(s.outbox, web.OutboxRequest{Bounced: keys})
		if err != nil || answer.Bounced != 1 || (answer.Ended == 1) != (n+1 == notify.MostGone) {
			t.Fatalf("%d: %+v %v", n, answer, err)
		}
	}
	if said, r := s.listed(t); r.Subscribed != 0 || r.Ended != 1 {
		t.Error(said)
	}
}
