package demo

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// site is the web site of one body.
type site struct {
	body       Body
	prefecture string
	date       func(day int) time.Time
	day        func() int
	pages      *styles
	failed     func(error) // told what the demo itself got wrong
}

// ServeHTTP answers as the body's server does today.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	day := s.day()
	switch {
	case r.URL.Path == "/robots.txt" && s.body.Robots != "":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		fmt.Fprint(w, s.body.Robots)
	case r.URL.Path == "/":
		http.Redirect(w, r, s.entry(), http.StatusFound)
	case s.isEntry(r.URL.Path):
		s.serveEntry(w, r, day)
	case strings.HasPrefix(r.URL.Path, s.body.Folder+"files/"):
		s.serveFile(w, r)
	default:
		s.serveAnnouncement(w, r, day)
	}
}

// entry is the path of the feed or of the list's first page.
func (s *site) entry() string {
	if s.body.Feed != "" {
		return "/rss/boshu.xml"
	}
	return s.body.Folder + "index.html"
}

func (s *site) address(a Announcement) string {
	return s.body.Folder + strconv.Itoa(a.Number) + ".html"
}

func (s *site) isEntry(p string) bool {
	_, _, ok := s.listPage(p)
	return p == s.entry() || ok
}

// listPage is the number, from 1, and the count of the list's pages where p is the address of one.
func (s *site) listPage(p string) (n, of int, ok bool) {
	if s.body.Feed != "" {
		return 0, 0, false
	}
	size := s.pageSize()
	of = (len(s.items(s.day())) + size - 1) / size
	for n = 1; n <= max(of, 1); n++ {
		if p == s.listAddress(n) {
			return n, of, true
		}
	}
	return 0, of, false
}

func (s *site) pageSize() int {
	if s.body.PerPage > 0 {
		return s.body.PerPage
	}
	return len(s.body.Announcements)
}

func (s *site) listAddress(n int) string {
	if n == 1 {
		return s.entry()
	}
	return fmt.Sprintf("%sindex_%d.html", s.body.Folder, n)
}

// serveEntry answers with the feed or a page of the list, or with what stands in its place while the site is in trouble.
func (s *site) serveEntry(w http.ResponseWriter, r *http.Request, day int) {
	style, media := s.body.List, "text/html"
	if s.body.Feed != "" {
		style, media = s.body.Feed, "application/xml"
	}
	if s.body.Broken.on(day) {
		switch s.body.Broken.How {
		case "gone":
			s.notFound(w, r)
			return
		case "status":
			http.Error(w, "Internal Server Error", http.StatusInternalServerError)
			return
		}
		style = "relaunch"
	}
	v := s.view(r)
	v.Title, v.Updated, v.Items = "事業者の募集", s.moved(day), s.items(day)
	if n, of, ok := s.listPage(r.URL.Path); ok {
		v.cut(s, n, of)
	}
	s.serve(w, r, style, media, v)
}

// cut leaves the announcements of page n of a list.
func (v *pageView) cut(s *site, n, of int) {
	size := s.pageSize()
	v.Page = n
	for i := 1; i <= of; i++ {
		v.Pages = append(v.Pages, s.listAddress(i))
	}
	if n < of {
		v.Next = s.listAddress(n + 1)
	}
	v.Items = v.Items[min((n-1)*size, len(v.Items)):min(n*size, len(v.Items))]
}

func (s *site) serveAnnouncement(w http.ResponseWriter, r *http.Request, day int) {
	for _, a := range s.body.Announcements {
		if s.address(a) != r.URL.Path || !a.shown(day) {
			continue
		}
		item := s.item(a, day)
		v := s.view(r)
		v.Title, v.Updated, v.Item = a.Title, item.Changed, &item
		s.serve(w, r, "detail-"+s.body.Detail, "text/html", v)
		return
	}
	s.notFound(w, r)
}

func (s *site) serveFile(w http.ResponseWriter, r *http.Request) {
	name := path.Base(r.URL.Path)
	day := s.day()
	for _, a := range s.body.Announcements {
		for _, f := range a.Files {
			if data, err := embedded.ReadFile("files/" + f.Name); f.Name == name && a.shown(day) && err == nil {
				http.ServeContent(w, r, name, s.date(a.Day), bytes.NewReader(data))
				return
			}
		}
	}
	s.notFound(w, r)
}

func (s *site) view(r *http.Request) pageView {
	return pageView{Prefecture: s.prefecture, Body: s.body, Charset: s.body.charset(), Base: "http://" + r.Host, List: s.entry()}
}

// serve renders a page in the body's charset, with the validator that its server sends.
func (s *site) serve(w http.ResponseWriter, r *http.Request, style, media string, v pageView) {
	page, err := s.render(style, v)
	if err != nil {
		s.failed(err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", s.body.contentType(media))
	changed := time.Time{}
	if s.body.Validators == "last-modified" {
		changed = v.Updated
	} else {
		sum := fnv.New64a()
		sum.Write(page)
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sum.Sum64()))
	}
	http.ServeContent(w, r, "", changed, bytes.NewReader(page))
}

func (s *site) render(style string, v pageView) ([]byte, error) {
	page, err := s.pages.render(style, v)
	if err != nil {
		return nil, err
	}
	return s.body.encode(page)
}

func (s *site) notFound(w http.ResponseWriter, r *http.Request) {
	v := s.view(r)
	v.Title = "404 Not Found"
	page, err := s.render("missing", v)
	if err != nil {
		s.failed(err)
	}
	w.Header().Set("Content-Type", s.body.contentType("text/html"))
	w.WriteHeader(http.StatusNotFound)
	w.Write(page) // a client that left needs no answer
}
