// Package page is what the readers of pages stand on: the fetched page, its charset, its tree and links, the words of an
// element, the parts that a page's markup names, and the grid of a table. It is pure: no network, no clock, no store.
package page

// Page is one fetched document, before anything is known about its charset.
type Page struct {
	URL         string // final address, after redirects
	ContentType string // the Content-Type header as sent, "" where there was none
	Body        []byte // decompressed, in the encoding it was sent in
}
