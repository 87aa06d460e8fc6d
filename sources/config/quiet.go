package config

import (
	"slices"

	"koubo/sources"
	"koubo/sources/timetable"
)

// checkQuiet reports the schedules none of whose visits could ever take place. Where the file leaves the root's schedule
// out, it is the quiet hours that do not fit the default.
func (d *document) checkQuiet(cfg *Settings) {
	if d.quiet.At == nil {
		return
	}
	written := false
	for _, s := range d.Planned {
		written = written || s.Key == "schedule" && s.Expr.Text == cfg.Schedule
		if timetable.Within(s.Cron, cfg.Crawl.QuietHours) {
			d.Fault(s.Expr.At, "%s: each visit of %q falls into the quiet hours %s: move it out of them, or change quiet_hours", s.Key, s.Expr.Text, d.quiet.Text)
		}
	}
	root, err := timetable.Parse(cfg.Schedule)
	if !written && err == nil && cfg.needsRootSchedule() && timetable.Within(root, cfg.Crawl.QuietHours) {
		d.Fault(d.quiet.At, "quiet_hours: each visit of the default schedule %q falls into them: change them, or write a schedule of your own", cfg.Schedule)
	}
}

// needsRootSchedule reports whether any source has neither a schedule of its own nor its prefecture's.
func (c *Settings) needsRootSchedule() bool {
	if c.Catalog.All || len(c.Catalog.Prefectures) > 0 {
		return true
	}
	return slices.ContainsFunc(c.Sources, func(s sources.Source) bool { return s.Schedule == "" && c.Schedules[s.Issuer.Prefecture] == "" })
}
