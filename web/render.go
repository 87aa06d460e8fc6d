package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"time"

	"koubo/sources/reasons"
	"koubo/web/limit"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static/favicon.ico
var faviconBytes []byte

// htmlType is the media type of pages.
const htmlType = "text/html; charset=utf-8"

// Pages are the pages of a front, for people.
type Pages struct {
	*Feeds
	signUps   *limit.Limiter // of those who ask for e-mail
	templates *template.Template
	style     asset
	script    asset
}

// newPages returns the pages of a site. It panics only where the embedded templates do not parse, which a test rules out.
func newPages(site *Site) *Pages {
	s := &Pages{Feeds: &Feeds{site}, style: loadStyle(), script: loadScript(), signUps: limit.New(signUpsAnHour/3600.0, signUpsAnHour)}
	if site.files {
		s.style, s.script = s.style.named(), loadAsset("/static/localsearch.js", "", localScript).named()
	}
	s.templates = parsePages(s.reach)
	return s
}

// pageRoutes are their addresses.
func (s *Pages) pageRoutes() map[string]handler {
	return map[string]handler{
		"/{$}":            s.index,
		"/o/{id}":         s.record,
		"/issuer/{code}":  s.issuer,
		"/today":          s.today,
		"/today/{day}":    s.dayPage,
		"/calendar":       s.monthPage,
		"/map":            s.mapPage,
		"/coverage":       s.coverage,
		"/coverage.json":  s.coverageJSON,
		coverageFeed:      s.coverageAtom,
		"/sources":        s.sourceList,
		"/sources/{id}":   s.sourcePage,
		"/sources.json":   s.sourcesJSON,
		stopPath:          s.stopNotification,
		signUpPath:        s.signUp,
		confirmPath:       s.confirm,
		s.style.path:      s.style.serve,
		s.script.path:     s.script.serve,
		"/favicon.ico":    favicon,
		"/sitemap.xml":    s.sitemapIndex,
		"/sitemap/{name}": s.sitemapPart,
	}
}

// frame is what every page has around its content.
type frame struct {
	Title   string // for <title>, without the site's name
	Section string // index, today, calendar, map or sources: the mark in the navigation
	Style   string // address of the sheet
	Script  string // address of what makes the page search as one types; "" for none
	Version string
	Files   bool       // the page is one of a site of files: what takes a server is left out
	Feeds   []feedLink // offered to the browser's feed discovery
	// For search engines, and for whoever is sent the address: where the page is, what it is about, and a record as data.
	Canonical   string // absolute; "" for a page that is none's
	Description string
	Data        any // encoded as JSON-LD; nil for none
}

func (s *Pages) frame(title, section string) frame {
	return frame{Title: oneLine(title, 80), Section: section, Style: s.style.address, Version: s.Version, Files: s.files}
}

// parsePages reads the embedded templates. place turns an address of the front into that by which readers reach it.
func parsePages(place func(any) any) *template.Template {
	words := template.FuncMap{"day": dayWords, "instant": instantWords, "yen": yenWords, "size": sizeWords, "link": webLink, "tel": telephone,
		"recordPath": recordPath, "issuerPath": issuerPath, "sourcePath": sourcePath, "calendarOf": func(id string) string { return recordPath(id) + ".ics" },
		"stateLabel": stateLabel, "reason": reasons.All, "fieldLabel": fieldLabel, "kindOfFile": kindOfFile, "short": func(title string) string { return oneLine(title, rowTitle) }, "stateWords": stateWords, "count": countWords, "tagline": func() string { return tagline },
		"at":    place,
		"field": func(name string, choices []choice) field { return field{name, choices} }}
	return template.Must(template.New("").Funcs(words).ParseFS(templateFiles, "templates/*.html"))
}

// rowTitle is how many characters of a title a list of links shows.
const rowTitle = 100

// render fills a template. The whole page is made before its first byte is sent, so that a failure can still be told.
func (s *Pages) render(name string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name, view); err != nil {
		return nil, fmt.Errorf("the template %s cannot be filled: %w", name, err)
	}
	return b.Bytes(), nil
}

// page renders a page as an answer.
func (s *Pages) page(name string, view any) (answer, error) {
	body, err := s.render(name, view)
	return answer{body: body, mediaType: htmlType, maxAge: pageAge}, err
}

// show answers with a page.
func (s *Pages) show(w http.ResponseWriter, r *http.Request, name string, view any) error {
	page, err := s.page(name, view)
	if err != nil {
		return err
	}
	reply(w, r, page)
	return nil
}

func favicon(w http.ResponseWriter, r *http.Request) error {
	reply(w, r, answer{body: faviconBytes, mediaType: "image/x-icon", maxAge: 7 * 24 * time.Hour})
	return nil
}
