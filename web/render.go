package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"time"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static/style.css
var styleBytes []byte

//go:embed static/favicon.ico
var faviconBytes []byte

// htmlType is the media type of pages.
const htmlType = "text/html; charset=utf-8"

// pageAge is short: a page counts days and minutes down.
const pageAge = time.Minute

// frame is what every page has around its content.
type frame struct {
	Title   string // for <title>, without the site's name
	Section string // index or sources: the mark in the navigation
	Style   string // address of the sheet
	Version string
	Feeds   []feedLink // offered to the browser's feed discovery
}

func (s *site) frame(title, section string) frame {
	return frame{Title: oneLine(title, 80), Section: section, Style: s.style.address, Version: s.Version}
}

// parsePages reads the embedded templates.
func parsePages() *template.Template {
	words := template.FuncMap{"day": dayWords, "instant": instantWords, "yen": yenWords, "size": sizeWords, "link": webLink, "tel": telephone,
		"stateLabel": stateLabel, "fieldLabel": fieldLabel, "kindOfFile": kindOfFile, "tagline": func() string { return tagline }}
	return template.Must(template.New("").Funcs(words).ParseFS(templateFiles, "templates/*.html"))
}

// render fills a template. The whole page is made before its first byte is sent, so that a failure can still be told.
func (s *site) render(name string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name, view); err != nil {
		return nil, fmt.Errorf("the template %s cannot be filled: %w", name, err)
	}
	return b.Bytes(), nil
}

// show answers with a page.
func (s *site) show(w http.ResponseWriter, r *http.Request, name string, view any) error {
	page, err := s.render(name, view)
	if err != nil {
		return err
	}
	reply(w, r, answer{body: page, mediaType: htmlType, maxAge: pageAge})
	return nil
}

// styleSheet is the embedded sheet under an address that changes with it, so that browsers may keep it for long.
type styleSheet struct{ version, address string }

func loadStyle() styleSheet {
	sum := sha256.Sum256(styleBytes)
	version := hex.EncodeToString(sum[:6])
	return styleSheet{version, "/static/style.css?v=" + version}
}

func (s *site) styleFile(w http.ResponseWriter, r *http.Request) error {
	age := time.Hour
	if r.URL.Query().Get("v") == s.style.version {
		age = 365 * 24 * time.Hour
	}
	reply(w, r, answer{body: styleBytes, mediaType: "text/css; charset=utf-8", maxAge: age})
	return nil
}

func favicon(w http.ResponseWriter, r *http.Request) error {
	reply(w, r, answer{body: faviconBytes, mediaType: "image/x-icon", maxAge: 7 * 24 * time.Hour})
	return nil
}
