package demo

import (
	"fmt"
	"html/template"
	"strings"
	textTemplate "text/template"
	"time"

	"koubo/opportunity/jdate"
)

// styles are the looks of the sites: HTML pages, and feeds, whose XML an HTML template would escape wrongly.
type styles struct {
	html *template.Template
	xml  *textTemplate.Template
}

// loadStyles parses the embedded templates.
func loadStyles() (*styles, error) {
	html, err := template.New("").Funcs(dateForms).ParseFS(embedded, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("the demo's pages: %w", err)
	}
	xml, err := textTemplate.New("").Funcs(textTemplate.FuncMap(dateForms)).ParseFS(embedded, "templates/*.xml")
	if err != nil {
		return nil, fmt.Errorf("the demo's feeds: %w", err)
	}
	return &styles{html, xml}, nil
}

func (s *styles) render(style string, v pageView) (string, error) {
	var b strings.Builder
	var err error
	if feed := s.xml.Lookup(style + ".xml"); feed != nil {
		err = feed.Execute(&b, v)
	} else {
		err = s.html.ExecuteTemplate(&b, style+".html", v)
	}
	if err != nil {
		return "", fmt.Errorf("%s: page style %s: %w", v.Body.Name, style, err)
	}
	return b.String(), nil
}

// dateForms are the ways in which bodies write a day, and what templates need beside them.
var dateForms = template.FuncMap{
	"era":   func(t time.Time) string { return era(t) },
	"kanji": func(t time.Time) string { return t.Format("2006年1月2日") },
	"dots":  func(t time.Time) string { return t.Format("2006.01.02") },
	"slash": func(t time.Time) string { return t.Format("2006/1/2") },
	"iso":   func(t time.Time) string { return t.Format(time.DateOnly) },
	"rfc":   func(t time.Time) string { return t.Format(time.RFC3339) },
	"mail":  func(t time.Time) string { return t.Format(time.RFC1123Z) },
	"xml":   func(s string) string { return template.HTMLEscapeString(s) },
	"next":  func(i int) int { return i + 1 },
}

// era writes a day as offices do: 令和8年11月2日.
func era(t time.Time) string {
	t = t.In(jdate.JST)
	return fmt.Sprintf("令和%d年%d月%d日", t.Year()-2018, t.Month(), t.Day())
}
