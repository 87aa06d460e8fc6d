package sources

import (
	"slices"

	"github.com/goccy/go-yaml/ast"
	"github.com/robfig/cron/v3"

	"koubo/sources/timetable"
)

// plannedTimes is a schedule of the file and where it stands.
type plannedTimes struct {
	key  string
	expr word
	cron cron.Schedule
}

// schedule reads a cron expression and keeps it for the comparison with the quiet hours, which may stand below it.
func (d *document) schedule(node ast.Node, key string, into *string) {
	w, ok := d.text(node, key, `"0 7-19 * * 1-5"`)
	if !ok {
		return
	}
	parsed, err := timetable.Parse(w.text)
	if err != nil {
		d.fault(w.at, "%s: %s", key, err)
		return
	}
	d.schedules = append(d.schedules, plannedTimes{key, w, parsed})
	*into = w.text
}

// checkQuiet reports the schedules none of whose visits could ever take place. Where the file leaves the root's schedule
// out, it is the quiet hours that do not fit the default.
func (d *document) checkQuiet(cfg *Config) {
	if d.quiet.at == nil {
		return
	}
	written := false
	for _, s := range d.schedules {
		written = written || s.key == "schedule" && s.expr.text == cfg.Schedule
		if timetable.Within(s.cron, cfg.Crawl.QuietHours) {
			d.fault(s.expr.at, "%s: each visit of %q falls into the quiet hours %s: move it out of them, or change quiet_hours", s.key, s.expr.text, d.quiet.text)
		}
	}
	root, err := timetable.Parse(cfg.Schedule)
	if !written && err == nil && cfg.needsRootSchedule() && timetable.Within(root, cfg.Crawl.QuietHours) {
		d.fault(d.quiet.at, "quiet_hours: each visit of the default schedule %q falls into them: change them, or write a schedule of your own", cfg.Schedule)
	}
}

// needsRootSchedule reports whether any source has neither a schedule of its own nor its prefecture's.
func (c *Config) needsRootSchedule() bool {
	if c.Catalog.All || len(c.Catalog.Prefectures) > 0 {
		return true
	}
	return slices.ContainsFunc(c.Sources, func(s Source) bool { return s.Schedule == "" && c.Schedules[s.Issuer.Prefecture] == "" })
}
