package demo

import "fmt"

// Events says in a sentence each what happens on a day.
func (p *Prefecture) Events(day int) (list []string) {
	date := p.Date(day).Format("2006-01-02 (Mon)")
	say := func(format string, args ...any) { list = append(list, date+": "+fmt.Sprintf(format, args...)) }
	if day == 0 {
		say("%d bodies of %s (fictional) are watched from today on; what they announced before is read first.", len(p.Bodies), p.Name)
	}
	for _, b := range p.Bodies {
		if t := b.Broken; t != nil && t.From == day {
			say("%s", b.breaks())
		} else if t != nil && t.Until == day {
			say("%s has mended its site; /sources/%s shows it ok again.", b.Name, b.ID)
		}
		if b.Robots != "" && day == 0 && b.forbids() {
			say("%s forbids robots; it is left alone, and /sources says so.", b.Name)
		}
		for _, a := range b.Announcements {
			for _, event := range a.events(day) {
				say("%s %s", b.Name, event)
			}
		}
	}
	if len(list) == 0 {
		say("nothing is announced.")
	}
	return list
}

func (b Body) forbids() bool { return b.Robots == "User-agent: *\nDisallow: /\n" }

func (b Body) breaks() string {
	switch b.Broken.How {
	case "gone":
		return fmt.Sprintf("%s has moved its list without a word (404); /sources/%s says what is to be done.", b.Name, b.ID)
	case "status":
		return fmt.Sprintf("%s has a broken server (500); nothing is lost, /sources/%s shows it failing.", b.Name, b.ID)
	}
	return fmt.Sprintf("%s relaunches its site and its list holds nothing that can be read; /sources/%s shows it failing.", b.Name, b.ID)
}

// events says what happens to an announcement on a day; nothing for those that stood there before.
func (a Announcement) events(day int) (list []string) {
	if a.Day == day && day >= 0 {
		if a.Truth == nil {
			list = append(list, fmt.Sprintf("publishes 「%s」, which invites no company and is not shown.", a.Title))
		} else {
			list = append(list, fmt.Sprintf("announces 「%s」 (%s).", a.Title, a.Truth.Kind))
		}
	}
	if a.Extended != nil && a.Extended.Day == day {
		list = append(list, fmt.Sprintf("extends a deadline of 「%s」 to %s; its record keeps the old one in its history.", a.Title, a.Extended.Value))
	}
	if a.Withdrawn != nil && a.Withdrawn.Day == day {
		list = append(list, fmt.Sprintf("takes 「%s」 off its site; its record stays and says withdrawn.", a.Title))
	}
	return list
}

// Extending is the first body that extends a deadline.
func (p *Prefecture) Extending() Body {
	for _, b := range p.Bodies {
		for _, a := range b.Announcements {
			if a.Extended != nil {
				return b
			}
		}
	}
	return p.Bodies[0]
}
