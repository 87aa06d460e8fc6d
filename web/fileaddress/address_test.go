package fileaddress

import "testing"

func TestOf(t *testing.T) {
	for _, c := range []struct{ address, file string }{ // "" where there is no such file
		{"/", "/index.html"},
		{"/?kind=pilot", "/kind/pilot.html"},
		{"/?pref=20", "/pref/20.html"},
		{"/?theme=dx", "/theme/dx.html"},
		{"/?kind=all", "/index.html?kind=all"},
		{"/?kind=pilot&pref=20", "/index.html?kind=pilot&pref=20"},
		{"/?kind=pilot,pfi", "/index.html?kind=pilot%2Cpfi"},
		{"/?pref=20&pref=47", "/index.html?pref=20&pref=47"},
		{"/?issuer=202011&kind=all", "/index.html?issuer=202011&kind=all"},
		{"/?sort=deadline", "/index.html?sort=deadline"},
		{"/?cursor=r.0.1&kind=pilot", "/index.html?kind=pilot&page=2"},
		{"/o/abc", "/o/abc.html"},
		{"/o/abc.ics", "/o/abc.ics"},
		{"/issuer/202011", "/issuer/202011.html"},
		{"/today", "/today.html"},
		{"/today/2026-11-24", "/today/2026-11-24.html"},
		{"/calendar", "/calendar.html"},
		{"/calendar?month=2026-12", "/calendar/2026-12.html"},
		{"/map", "/map.html"},
		{"/sources", "/sources.html"},
		{"/sources/naha-news", "/sources.html#source-naha-news"},
		{"/static/style-ab.css", "/static/style-ab.css"},
		{"/feed.atom", "/feed.atom"},
		{"/feed.rss?kind=pilot", "/kind/pilot.rss"},
		{"/feed.json?issuer=202011&kind=all", "/issuer/202011.json"},
		{"/feed.atom?kind=pilot&pref=20", ""},
		{"/feed.atom?q=x", ""},
		{"/deadlines.ics", "/deadlines.ics"},
		{"/deadlines.ics?theme=dx", "/theme/dx.ics"},
		{"/reminders.atom", "/reminders.atom"},
		{"/reminders.rss?pref=20", "/pref/20-reminders.rss"},
		{"/reminders.atom?pref=20&days=3", ""},
		{"/reminders.atom?issuer=202011&kind=all", ""},
		{"/export.csv", "/export.csv.gz"},
		{"/export.jsonl?pref=20", "/pref/20.jsonl"},
		{"/export.csv?kind=pilot", ""},
		{"/feed.atom?%zz", ""},
	} {
		file, ok := Of(c.address)
		if ok != (c.file != "") || ok && file != c.file {
			t.Errorf("%s is the file %q (%t), want %q", c.address, file, ok, c.file)
		}
	}
}
