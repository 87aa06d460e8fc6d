package web

import (
	"net/url"
)

// recordPath is the address of a record's page within the front.
func recordPath(id string) string { return "/o/" + url.PathEscape(id) }

// issuerPath is the address of a body's page within the front.
func issuerPath(code string) string { return "/issuer/" + url.PathEscape(code) }

// sourcePath is the address of a source's page within the front.
func sourcePath(id string) string { return "/sources/" + url.PathEscape(id) }

// hubPath is where a feed is subscribed to (WebSub, W3C Recommendation of 23 January 2018, §5.1).
const hubPath = "/websub"

// hubAddress is the absolute address of the front's hub, "" where it has none. A feed has one address for all readers, or a subscriber
// would wait for another one's.
func (s *Site) hubAddress() string {
	if s.Config.Hub == nil || s.BaseURL == "" {
		return ""
	}
	return s.BaseURL + hubPath
}

// Addresses that readers and their programs post to.
const (
	// signUpPath is where the form for e-mail is posted to.
	signUpPath = "/notify/subscribe"
	// confirmPath is where the link in the letter of confirmation leads.
	confirmPath = "/notify/confirm"
	// stopPath is where the reader of an e-mail ends it (RFC 8058).
	stopPath = "/notify/stop"
)

// StopAddress is where, from the front's own address on, the reader of a notification by e-mail ends it.
func StopAddress(id, token string) string {
	return stopPath + "?" + url.Values{"id": {id}, "token": {token}}.Encode()
}
