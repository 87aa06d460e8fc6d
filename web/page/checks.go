package page

import (
	"html/template"
	"strings"

	"koubo/web/choice"
)

// A page has some two hundred choices. A template finds out and escapes each of their words by itself, which was a third of the
// cost of the page; so these two are written by hand.

// checks writes the boxes of a field.
func checks(name string, choices []choice.Choice) template.HTML {
	var b strings.Builder
	b.WriteString(`<div class="checks">` + "\n")
	name = template.HTMLEscapeString(name)
	for _, c := range choices {
		value := template.HTMLEscapeString(c.Value)
		b.WriteString(`<label><input type="checkbox" name="` + name + `" value="` + value + `"`)
		if c.Chosen {
			b.WriteString(` checked`)
		}
		b.WriteString(`>` + template.HTMLEscapeString(c.Label))
		if c.Count != "" {
			b.WriteString(`<span class="n" data-n="` + name + `-` + value + `">` + template.HTMLEscapeString(c.Count) + `<span class="sr">件</span></span>`)
		}
		b.WriteString("</label>\n")
	}
	b.WriteString(`</div>`)
	return template.HTML(b.String())
}

// options writes what a list lets choose.
func options(choices []choice.Choice) template.HTML {
	var b strings.Builder
	for _, c := range choices {
		b.WriteString(`<option value="` + template.HTMLEscapeString(c.Value) + `"`)
		if c.Chosen {
			b.WriteString(` selected`)
		}
		b.WriteString(`>` + template.HTMLEscapeString(c.Label) + `</option>`)
	}
	return template.HTML(b.String())
}
