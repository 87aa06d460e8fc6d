package demo

import (
	"cmp"
	"slices"
	"time"
)

// pageView is what a template is given.
type pageView struct {
	Prefecture string
	Body       Body
	Charset    string
	Base       string // http://host
	List       string // address of the feed or list
	Title      string
	Updated    time.Time
	Items      []itemView // newest first; of a feed or list
	Item       *itemView  // of an announcement's own page
	Next       string     // address of the list's next page, "" for none
	Pages      []string   // addresses of the list's pages
	Page       int
}

// itemView is an announcement as it stands on a day.
type itemView struct {
	Announcement
	Address   string
	Published time.Time
	Changed   time.Time
	Steps     []rowView
}

// rowView is one labelled value; Old is what an extension has struck out.
type rowView struct{ Label, Value, Old string }

// item is an announcement as it stands on a day.
func (s *site) item(a Announcement, day int) itemView {
	v := itemView{Announcement: a, Address: s.address(a), Published: s.date(a.Day), Changed: s.date(a.Day)}
	if a.extended(day) {
		v.Changed = s.date(a.Extended.Day)
	}
	for _, row := range a.Rows {
		step := rowView{Label: row[0], Value: row[1]}
		if a.extended(day) && a.Extended.Label == row[0] {
			step.Value, step.Old = a.Extended.Value, row[1]
		}
		v.Steps = append(v.Steps, step)
	}
	return v
}

// items are the announcements shown on a day, newest first.
func (s *site) items(day int) (list []itemView) {
	for _, a := range s.body.Announcements {
		if a.shown(day) {
			list = append(list, s.item(a, day))
		}
	}
	slices.SortStableFunc(list, func(a, b itemView) int { return cmp.Compare(b.Day, a.Day) })
	return list
}

// moved is the instant of the site's latest change up to a day.
func (s *site) moved(day int) time.Time {
	last := s.body.Announcements[0].Day
	note := func(d int) {
		if d <= day {
			last = max(last, d)
		}
	}
	for _, a := range s.body.Announcements {
		note(a.Day)
		if a.Extended != nil {
			note(a.Extended.Day)
		}
		if a.Withdrawn != nil {
			note(a.Withdrawn.Day)
		}
	}
	if t := s.body.Broken; t != nil {
		note(t.From)
		note(t.Until)
	}
	return s.date(last)
}
