package sources

import (
	"slices"

	"koubo/sources/timetable"
)

// checkQuiet reports the schedules none of whose visits could ever take place. Where the file leaves the root's schedule
// out, it is the quiet hours that do not fit the default.
func (d *document) checkQuiet(cfg *Config) {
	if d.quiet.At == nil {
		return
	}
	written := false
	for _, s := range d.planned {
		written = written || s.key == "schedule" && s.expr.Text == cfg.Schedule
		if timetable.Within(s.cron, cfg.Crawl.QuietHours) {
			d.Fault(s.expr.At, "%s: each visit of %q falls into the quiet hours %s: move it out of them, or change quiet_hours", s.key, s.expr.Text, d.quiet.Text)
		}
	}
	root, err := timetable.Parse(cfg.Schedule)
	if !written && err == nil && cfg.needsRootSchedule() && timetable.Within(root, cfg.Crawl.QuietHours) {
		d.Fault(d.quiet.At, "quiet_hours: each visit of the default schedule %q falls into them: change them, or write a schedule of your own", cfg.Schedule)
	}
}

// needsRootSchedule reports whether any source has neither a schedule of its own nor its prefecture's.
func (c *Config) needsRootSchedule() bool {
	if c.Catalog.All || len(c.Catalog.Prefectures) > 0 {
		return true
	}
	return slices.ContainsFunc(c.Sources, func(s Source) bool { return s.Schedule == "" && c.Schedules[s.Issuer.Prefecture] == "" })
}
