// Package parsers turns the bytes of a page into drafts: feeds, lists, detail pages, attachments. Its functions are
// pure: no network, no clock, no store.
package parsers

// Page is one fetched document, before anything is known about its charset.
type Page struct {
	URL         string // final address, after redirects
	ContentType string // the Content-Type header as sent, "" where there was none
	Body        []byte // decompressed, in the encoding it was sent in
}
