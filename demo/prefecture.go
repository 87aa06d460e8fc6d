// Package demo is a fictional prefecture for koubo to watch without a network: its sites are served on 127.0.0.1 from
// embedded files, its days pass quickly, and what happens on them is always the same.
package demo

import (
	"embed"
	"fmt"
	"time"

	"koubo/opportunity/jdate"

	"github.com/goccy/go-yaml"
)

//go:embed prefecture.yaml templates files
var embedded embed.FS

// Prefecture is the fictional prefecture: its bodies and all that they announce in the course of its days.
type Prefecture struct {
	Name     string `yaml:"name"`
	FirstDay string `yaml:"first_day"` // 2006-01-02; day 0
	LastDay  int    `yaml:"last_day"`  // nothing happens after it
	Bodies   []Body `yaml:"bodies"`
}

// Body is one municipality and the web site it has.
type Body struct {
	ID            string         `yaml:"id"` // of its source
	Code          string         `yaml:"code"`
	Name          string         `yaml:"name"`
	Feed          string         `yaml:"feed"`     // atom, rss1, rss2; "" for a body with a list
	List          string         `yaml:"list"`     // ul, dl, table, cards, pager, loose
	PerPage       int            `yaml:"per_page"` // announcements on a page of the list; 0 for all
	Detail        string         `yaml:"detail"`   // table, dl, headings
	Charset       string         `yaml:"charset"`  // Shift_JIS, EUC-JP; "" for UTF-8
	Declared      string         `yaml:"declared"` // where pages name their charset: header, meta; "" for both
	Validators    string         `yaml:"validators"`
	Folder        string         `yaml:"folder"` // of the announcements' addresses
	Robots        string         `yaml:"robots"` // "" for none
	Selectors     *Selectors     `yaml:"selectors"`
	Broken        *Trouble       `yaml:"broken"`
	Announcements []Announcement `yaml:"announcements"`
}

// Selectors are what the source needs to read the body's list.
type Selectors struct {
	Item  string `yaml:"item"`
	Title string `yaml:"title"`
	Link  string `yaml:"link"`
	Date  string `yaml:"date"`
}

// Trouble is what is wrong with the feed or list from one day until, and not on, another.
type Trouble struct {
	From  int    `yaml:"from"`
	Until int    `yaml:"until"`
	How   string `yaml:"how"` // layout: a page without announcements; status: 500; gone: 404
}

// Announcement is one page of a body's site, in the words of the body.
type Announcement struct {
	Number     int         `yaml:"number"`
	Day        int         `yaml:"day"` // on which it appears
	Title      string      `yaml:"title"`
	Department string      `yaml:"department"`
	Phone      string      `yaml:"phone"`
	Email      string      `yaml:"email"`
	Text       string      `yaml:"text"`
	Rows       [][2]string `yaml:"rows"` // label and value
	Files      []File      `yaml:"files"`
	Extended   *Extension  `yaml:"extended"`
	Withdrawn  *Withdrawal `yaml:"withdrawn"`
	Truth      *Truth      `yaml:"truth"` // nil where it invites no company
}

// File is a document linked from an announcement; it exists where files/ holds its name.
type File struct {
	Title string `yaml:"title"`
	Name  string `yaml:"name"`
	Size  string `yaml:"size"` // as the page states it
}

// Extension replaces one row's value on a day.
type Extension struct {
	Day   int    `yaml:"day"`
	Label string `yaml:"label"`
	Value string `yaml:"value"`
}

// Withdrawal takes an announcement off the site on a day.
type Withdrawal struct {
	Day int `yaml:"day"`
}

// Truth is what a reader of an announcement should find on the last day. No site serves it.
type Truth struct {
	Kind    string `yaml:"kind"`
	Stage   string `yaml:"stage"`   // "" for open_call
	Due     string `yaml:"due"`     // 2006-01-02, with 15:04 where the page names a time; "" where it names no end of a submission
	Budget  int64  `yaml:"budget"`  // yen; 0 where it is of no concern
	Rolling bool   `yaml:"rolling"` //
	OnlyIn  string `yaml:"only_in"` // file that alone holds the deadline
}

// Load reads the embedded prefecture.
func Load() (*Prefecture, error) {
	const name = "prefecture.yaml"
	data, err := embedded.ReadFile(name)
	if err != nil {
		return nil, err
	}
	p := new(Prefecture)
	if err := yaml.UnmarshalWithOptions(data, p, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("demo/%s cannot be read: %w", name, err)
	}
	if _, err := time.Parse(time.DateOnly, p.FirstDay); err != nil {
		return nil, fmt.Errorf("demo/%s: first_day: %w", name, err)
	}
	return p, nil
}

// opensAt is the hour, in Japan, at which a fictional day begins: offices publish in the morning.
const opensAt = 9

// Date is the instant at which a fictional day begins.
func (p *Prefecture) Date(day int) time.Time {
	first, _ := time.ParseInLocation(time.DateOnly, p.FirstDay, jdate.JST) // Load has checked it
	return first.AddDate(0, 0, day).Add(opensAt * time.Hour)
}

// on says whether the trouble is there on a day.
func (t *Trouble) on(day int) bool { return t != nil && t.From <= day && day < t.Until }

// shown says whether the announcement stands on the site on a day.
func (a Announcement) shown(day int) bool {
	return a.Day <= day && (a.Withdrawn == nil || day < a.Withdrawn.Day)
}

// extended says whether the announcement's extension has been published by a day.
func (a Announcement) extended(day int) bool { return a.Extended != nil && a.Extended.Day <= day }
