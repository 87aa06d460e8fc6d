package feeds

import (
	"bufio"
	"encoding/xml"
	"io"
)

// document writes an XML document element by element. The first error stays, and close returns it.
type document struct {
	out  *bufio.Writer
	enc  *xml.Encoder
	open []xml.StartElement
	err  error
}

func newDocument(w io.Writer) *document {
	out := bufio.NewWriter(w)
	d := &document{out: out, enc: xml.NewEncoder(out)}
	_, d.err = out.WriteString(xml.Header)
	return d
}

// start opens an element; attrs are names and values in turn.
func (d *document) start(name string, attrs ...string) {
	e := xml.StartElement{Name: xml.Name{Local: name}}
	for i := 0; i+1 < len(attrs); i += 2 {
		e.Attr = append(e.Attr, xml.Attr{Name: xml.Name{Local: attrs[i]}, Value: attrs[i+1]})
	}
	d.open = append(d.open, e)
	d.token(e)
}

// end closes the element opened last.
func (d *document) end() {
	last := len(d.open) - 1
	d.token(d.open[last].End())
	d.open = d.open[:last]
}

// text writes an element that holds text; an empty text is no element.
func (d *document) text(name, text string) {
	if text == "" {
		return
	}
	d.start(name)
	d.token(xml.CharData(text))
	d.end()
}

// empty writes an element of attributes alone.
func (d *document) empty(name string, attrs ...string) {
	d.start(name, attrs...)
	d.end()
}

// value writes v as encoding/xml marshals it.
func (d *document) value(v any) {
	if d.err == nil {
		d.err = d.enc.Encode(v)
	}
}

func (d *document) token(t xml.Token) {
	if d.err == nil {
		d.err = d.enc.EncodeToken(t)
	}
}

// close ends all that is open and hands the rest to the writer.
func (d *document) close() error {
	for len(d.open) > 0 {
		d.end()
	}
	if d.err == nil {
		d.err = d.enc.Close()
	}
	if d.err == nil {
		d.err = d.out.Flush()
	}
	return d.err
}
