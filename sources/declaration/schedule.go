package declaration

import (
	"github.com/goccy/go-yaml/ast"
	"github.com/robfig/cron/v3"

	"koubo/sources/timetable"
	"koubo/sources/yamlfile"
)

// Planned is a schedule of the file and where it stands.
type Planned struct {
	Key  string // schedule, or the prefecture whose it is
	Expr yamlfile.Word
	Cron cron.Schedule
}

// Schedule reads a cron expression and keeps it for the comparison with the quiet hours, which may stand below it.
func (d *Document) Schedule(node ast.Node, key string, into *string) {
	w, ok := d.Text(node, key, `"0 7-19 * * 1-5"`)
	if !ok {
		return
	}
	parsed, err := timetable.Parse(w.Text)
	if err != nil {
		d.Fault(w.At, "%s: %s", key, err)
		return
	}
	d.Planned = append(d.Planned, Planned{key, w, parsed})
	*into = w.Text
}
