package crawler

import (
	"strings"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/sources"
)

// leastWords is the length of a page's text, in bytes, from which on two pages with the same words are taken for one.
const leastWords = 120

// adoptTwin gives an announcement the key of another one whose page says the same, word for word, under the same title: a feed and a list
// of one CMS have addresses of their own for a page, and some servers put the hour or a number into each link. It returns the key that
// the announcement is remembered by.
func (rs *results) adoptTwin(t task, i *item, k *sources.Known, d *opportunity.Draft, o *outcome) string {
	words := wordsOf(t, d, o)
	if words == "" {
		return i.key
	}
	twin, read := rs.words[words]
	if !read {
		rs.words[words] = i.key
		twin = rs.sameBody(i, o.validator.Hash)
	}
	if twin == "" || twin == i.key {
		return i.key
	}
	key := rs.unite(i, k, d, rs.known(twin).URL, twin)
	if key != i.key && len(rs.listing.on[key]) == 0 { // the address under which it was listed may be dead by now
		d.URL, k.URL, k.Missed = t.page, t.page, 0
	}
	return key
}

// wordsOf is a hash of all that was read of a task's one announcement, "" where that is too little to tell it from others.
func wordsOf(t task, d *opportunity.Draft, o *outcome) string {
	alone := len(t.items) == 1 && len(o.drafts) == 1 && t.items[0].draft.Part == "" && d.Part == ""
	if !alone || !o.titled || o.incomplete != nil || len(d.Text) < leastWords || len(o.records[0].Deadlines) == 0 {
		return ""
	}
	parts := []string{d.Title, d.Text}
	for _, a := range d.Attachments {
		parts = append(parts, a.URL)
	}
	return fetch.HashOf([]byte(strings.Join(parts, "\x00")))
}

// sameBody returns the key of a remembered announcement, no longer listed, of the same title, whose page was the same to the byte as the one of an
// announcement that no visit knew before; "" for none.
func (rs *results) sameBody(i *item, hash string) string {
	if hash == "" || rs.memory.Known[i.key].ID != "" {
		return ""
	}
	if rs.bodies == nil {
		rs.bodies = map[string]string{}
		for key, k := range rs.memory.Known {
			if body := rs.memory.Validators[k.URL].Hash; body != "" && k.ID != "" && k.Alias == "" && k.Part == "" && len(rs.listing.on[key]) == 0 {
				rs.bodies[body] = key
			}
		}
	}
	if k := rs.memory.Known[rs.bodies[hash]]; opportunity.SameTitle(k.Title, i.draft.Title) {
		return rs.bodies[hash]
	}
	return ""
}
