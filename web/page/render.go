// Package page shows selections, records, bodies and sources to people, and makes the same pages as files.
package page

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"sync/atomic"
	"time"

	"koubo/sources/reasons"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/limit"
	"koubo/web/response"
	"koubo/web/syndication"
	"koubo/web/wording"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static/favicon.ico
var faviconBytes []byte

// HTMLType is the media type of pages.
const HTMLType = "text/html; charset=utf-8"

// Pages are the pages of a front, for people.
type Pages struct {
	*syndication.Feeds
	signUps   *limit.Limiter // of those who ask for a subscription
	templates *template.Template
	toured    atomic.Bool // the first round is over, see firstRound
	style     asset
	script    asset
	copier    asset // of a site of files: copies addresses
}

// New returns the pages of a site. It panics only where the embedded templates do not parse, which a test rules out.
func New(site *front.Site) *Pages {
	s := &Pages{Feeds: &syndication.Feeds{Site: site}, style: loadStyle(), script: loadScript(), signUps: limit.New(signUpsAnHour/3600.0, signUpsAnHour)}
	if site.Files {
		s.style, s.script, s.copier = s.style.named(), loadLocalScript(), loadCopyScript()
	}
	s.templates = parsePages(s.Reach)
	return s
}

// PageRoutes are their addresses.
func (s *Pages) PageRoutes() map[string]response.Handler {
	return map[string]response.Handler{
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
		front.StopPath:    s.stopNotification,
		front.SignUpPath:  s.signUp,
		front.ConfirmPath: s.confirm,
		s.style.path:      s.style.serve,
		s.script.path:     s.script.serve,
		"/favicon.ico":    favicon,
		"/sitemap.xml":    s.sitemapIndex,
		"/sitemap/{name}": s.sitemapPart,
	}
}

// Frame is what every page has around its content.
type Frame struct {
	Title   string   // for <title>, without the site's name
	Section string   // index, today, calendar, map or sources: the mark in the navigation
	Style   string   // address of the sheet
	Scripts []string // addresses of what makes the page search as one types, and copies addresses
	Version string
	Files   bool                   // the page is one of a site of files: what takes a server is left out
	Feeds   []syndication.FeedLink // offered to the browser's feed discovery
	// For search engines, and for whoever is sent the address: where the page is, what it is about, and a record as data.
	Canonical   string // absolute; "" for a page that is none's
	Description string
	Data        any // encoded as JSON-LD; nil for none
}

// Frame is the frame of a page of a section.
func (s *Pages) Frame(title, section string) Frame {
	return Frame{Title: wording.OneLine(title, 80), Section: section, Style: s.style.address, Version: s.Version, Files: s.Files}
}

// parsePages reads the embedded templates. place turns an address of the front into that by which readers reach it.
func parsePages(place func(any) any) *template.Template {
	words := template.FuncMap{"day": wording.DayWords, "instant": wording.InstantWords, "yen": wording.YenWords, "size": wording.SizeWords, "link": wording.WebLink, "tel": wording.Telephone,
		"recordPath": front.RecordPath, "issuerPath": front.IssuerPath, "sourcePath": front.SourcePath, "calendarOf": func(id string) string { return front.RecordPath(id) + ".ics" },
		"stateLabel": reasons.StateName, "figures": reasons.CoverageFigures, "reason": reasons.All, "moved": reasons.Moved, "fieldLabel": wording.FieldLabel, "kindOfFile": wording.KindOfFile, "short": func(title string) string { return wording.OneLine(title, rowTitle) }, "stateWords": stateWords, "count": wording.CountWords, "tagline": func() string { return front.Tagline },
		"at": place, "checks": checks, "options": options,
		"field": func(name string, choices []choice.Choice) choice.Field {
			return choice.Field{Name: name, Choices: choices}
		}}
	return template.Must(template.New("").Funcs(words).ParseFS(templateFiles, "templates/*.html"))
}

// rowTitle is how many characters of a title a list of links shows.
const rowTitle = 100

// Render fills a template. The whole page is made before its first byte is sent, so that a failure can still be told.
func (s *Pages) Render(name string, view any) ([]byte, error) {
	body, err := response.Body(func(b *bytes.Buffer) error { return s.templates.ExecuteTemplate(b, name, view) })
	if err != nil {
		return nil, fmt.Errorf("the template %s cannot be filled: %w", name, err)
	}
	return body, nil
}

// page renders a page as an answer.
func (s *Pages) page(name string, view any) (response.Answer, error) {
	body, err := s.Render(name, view)
	return response.Answer{Body: body, MediaType: HTMLType, MaxAge: front.PageAge}, err
}

// show answers with a page.
func (s *Pages) show(w http.ResponseWriter, r *http.Request, name string, view any) error {
	page, err := s.page(name, view)
	if err != nil {
		return err
	}
	response.Reply(w, r, page)
	return nil
}

// sendUnkept answers with a page that nobody should keep.
func sendUnkept(w http.ResponseWriter, page []byte) {
	w.Header().Set("Content-Type", HTMLType)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(page) // a write error means that the reader has gone
}

func favicon(w http.ResponseWriter, r *http.Request) error {
	response.Reply(w, r, response.Answer{Body: faviconBytes, MediaType: "image/x-icon", MaxAge: 7 * 24 * time.Hour})
	return nil
}
