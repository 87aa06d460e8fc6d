package sources

import (
	"github.com/goccy/go-yaml/ast"
	"github.com/robfig/cron/v3"

	"koubo/sources/timetable"
	"koubo/sources/yamlfile"
)

// planned is a schedule of the file and where it stands.
type planned struct {
	key  string // schedule, or the prefecture whose it is
	expr yamlfile.Word
	cron cron.Schedule
}

// schedule reads a cron expression and keeps it for the comparison with the quiet hours, which may stand below it.
func (d *declarations) schedule(node ast.Node, key string, into *string) {
	w, ok := d.Text(node, key, `"0 7-19 * * 1-5"`)
	if !ok {
		return
	}
	parsed, err := timetable.Parse(w.Text)
	if err != nil {
		d.Fault(w.At, "%s: %s", key, err)
		return
	}
	d.planned = append(d.planned, planned{key, w, parsed})
	*into = w.Text
}
