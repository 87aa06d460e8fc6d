package config

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources/check"
	"koubo/sources/timetable"
	"koubo/sources/yamlfile"
)

// Publishing is where a running koubo publishes its site as files, and when.
type Publishing struct {
	To       string        // a folder, or s3://bucket/prefix; "" where nothing is published
	BaseURL  string        // address by which readers reach the published site, with its path if it has one
	Schedule string        // cron expression, Asia/Tokyo
	Endpoint string        // address of the object store; "" for the one that the environment names, or Amazon's
	Keep     time.Duration // how long files that are no longer part of the site stay
}

// defaultPublishing is ten minutes after each round of the default schedule.
var defaultPublishing = Publishing{Schedule: "10 7-19 * * 1-5", Keep: 24 * time.Hour}

// mostKept bounds how long files stay: the site only grows meanwhile.
const mostKept = 366 * 24 * time.Hour

// publishFields are the keys under publish.
var publishFields = yamlfile.Fields[*document, Publishing]{
	{"to", func(d *document, p *Publishing, v ast.Node) {
		d.Checked(v, "to", "/srv/www/koubo", CheckPlace, &p.To)
	}},
	{"base_url", func(d *document, p *Publishing, v ast.Node) {
		d.Checked(v, "base_url", "https://koubo.example.jp", check.BaseURL, &p.BaseURL)
	}},
	{"schedule", func(d *document, p *Publishing, v ast.Node) {
		d.Checked(v, "schedule", `"10 7-19 * * 1-5"`, checkSchedule, &p.Schedule) // not compared with the quiet hours, which are the visits'
	}},
	{"endpoint", func(d *document, p *Publishing, v ast.Node) {
		d.Checked(v, "endpoint", "https://s3.example.jp", check.Endpoint, &p.Endpoint)
	}},
	{"keep", func(d *document, p *Publishing, v ast.Node) { d.Duration(v, "keep", 0, mostKept, &p.Keep) }},
}

func readPublishing(d *document, c *Settings, v ast.Node) {
	c.Publish = defaultPublishing
	if !yamlfile.ReadMapping(d, v, "publish", publishFields, &c.Publish) {
		return
	}
	_, _, isBucket := c.Publish.Bucket()
	d.demandAll(yamlfile.Start(v), []demand{
		{!yamlfile.Given(v, "to"), "publish: names no place: add to:, a folder such as /srv/www/koubo, or s3://bucket/prefix"},
		{!yamlfile.Given(v, "base_url"), "publish: lacks the address at which readers find the site, which stands in its feeds: add base_url:, such as https://koubo.example.jp"},
		{yamlfile.Given(v, "endpoint") && c.Publish.To != "" && !isBucket, "publish: endpoint: is of an object store, and to: names a folder: leave it out, or write to: s3://bucket/prefix"},
	})
}

// Bucket returns the bucket that the site is published into and the prefix of its names there; ok is false where it is a folder.
func (p Publishing) Bucket() (bucket, prefix string, ok bool) {
	rest, ok := strings.CutPrefix(p.To, "s3://")
	bucket, prefix, _ = strings.Cut(rest, "/")
	return bucket, prefix, ok
}

// bucketName is one that every object store takes.
var bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

// CheckPlace takes a place that a site is published at, a folder or a part of a bucket; the error says in a sentence what is wrong with it.
func CheckPlace(text string) error {
	bucket, _, isBucket := Publishing{To: text}.Bucket()
	switch {
	case isBucket && !bucketName.MatchString(bucket):
		return fmt.Errorf("%s names no bucket, 3 to 63 small letters, digits, hyphens and points: write it such as s3://koubo-site/calls", check.Quote(text))
	case strings.HasPrefix(text, "~"):
		return fmt.Errorf("%s begins with a ~, which is the shell's: write the folder out, such as /home/koubo/site", check.Quote(text))
	case !isBucket && strings.Contains(text, "://"):
		return fmt.Errorf("%s is neither a folder nor part of a bucket: write one such as /srv/www/koubo or s3://bucket/prefix", check.Quote(text))
	}
	return nil
}

func checkSchedule(expr string) error {
	_, err := timetable.Parse(expr)
	return err
}
