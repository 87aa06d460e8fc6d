// Package fileaddress says where a page or feed of a front stands in a site of plain files. No rule of a web server is relied
// on: every page is a file with its extension, and a search that has no page of its own is one that the start page makes in
// the browser.
package fileaddress

import (
	"net/url"
	"slices"
	"strings"
)

// Home is the start page, which searches.
const Home = "/index.html"

// Selection is a selection of records that has files of its own: all of the usual ones, or those of one kind, prefecture, theme
// or body.
type Selection struct {
	Field string // kind, pref, theme or issuer; "" for all
	Value string
}

// stem is the path of the selection's files without their extension, home for that of all.
func (s Selection) stem(home string) string {
	if s.Field == "" {
		return home
	}
	return "/" + s.Field + "/" + url.PathEscape(s.Value)
}

// names are the files of a front that stand at one address with parameters, how they are called where all is meant, and how a name
// ends where less is.
var names = map[string]struct{ home, extension, tail string }{
	"/feed.atom": {"/feed", ".atom", ""}, "/feed.rss": {"/feed", ".rss", ""}, "/feed.json": {"/feed", ".json", ""}, "/deadlines.ics": {"/deadlines", ".ics", ""},
	"/reminders.atom": {"/reminders", ".atom", "-reminders"}, "/reminders.rss": {"/reminders", ".rss", "-reminders"}, "/reminders.json": {"/reminders", ".json", "-reminders"},
}

// exports are the tables: of everything, packed, and of a prefecture.
var exports = map[string]string{"/export.csv": ".csv", "/export.jsonl": ".jsonl"}

// Of returns the address in a site of files of what a front has at an address, a path with its parameters; ok is false where
// there is no such file. What is a file already stays.
func Of(address string) (file string, ok bool) {
	path, raw, _ := strings.Cut(address, "?")
	values, err := url.ParseQuery(raw)
	if err != nil {
		return "", false
	}
	if name, feed := names[path]; feed {
		fields := []string{"kind", "pref", "theme"}
		if name.tail == "" {
			fields = append(fields, "issuer")
		}
		s, ok := selectionOf(values, fields...)
		if s.Field != "" {
			name.extension = name.tail + name.extension
		}
		return s.stem(name.home) + name.extension, ok
	}
	if extension, export := exports[path]; export {
		s, ok := selectionOf(values, "pref")
		if s.Field == "" {
			extension += ".gz"
		}
		return s.stem("/export") + extension, ok
	}
	return pageOf(path, values), true
}

// pageOf is Of for pages.
func pageOf(path string, values url.Values) string {
	switch folder, name, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/"); {
	case path == "/":
		return searchOf(values)
	case path == "/today", path == "/map", path == "/sources":
		return path + ".html"
	case path == "/calendar" && values.Get("month") != "":
		return path + "/" + values.Get("month") + ".html"
	case path == "/calendar":
		return path + ".html"
	case folder == "sources":
		return "/sources.html#" + SourceAnchor(name)
	case (folder == "o" || folder == "issuer" || folder == "today") && !strings.Contains(name, "."):
		return path + ".html"
	}
	return path
}

// SourceAnchor is the name of the place on the page of all sources that tells of one.
func SourceAnchor(id string) string { return "source-" + id }

// searchOf is the page of a search: a file of its own or the start page with the parameters, for its script.
func searchOf(values url.Values) string {
	if s, ok := selectionOf(values, "kind", "pref", "theme"); ok {
		return s.stem("/index") + ".html"
	}
	if values.Has("cursor") { // only first pages are files
		values.Del("cursor")
		values.Set("page", "2")
	}
	return Home + "?" + values.Encode()
}

// selectionOf reads the parameters of a selection that has files by one of the fields; ok is false where they say more. All
// kinds of a body are what its page shows.
func selectionOf(values url.Values, fields ...string) (s Selection, ok bool) {
	for name, list := range values {
		switch {
		case name == "kind" && len(list) == 1 && list[0] == "all" && values.Has("issuer"):
		case s.Field == "" && slices.Contains(fields, name) && len(list) == 1 && list[0] != "all" && !strings.Contains(list[0], ","):
			s = Selection{name, list[0]}
		default:
			return Selection{}, false
		}
	}
	return s, s.Field == "issuer" || !values.Has("issuer")
}
