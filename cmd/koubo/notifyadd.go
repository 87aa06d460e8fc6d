package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"

	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/edit"
	"koubo/sources/yamlfile"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
)

// notificationKeys are a notification's keys as they stand in sources.yaml.
type notificationKeys struct {
	ID         string `yaml:"id"`
	Query      string `yaml:"query,omitempty"`
	Alerts     string `yaml:"alerts,omitempty"`
	To         string `yaml:"to"`
	URL        string `yaml:"url,omitempty"`
	Address    string `yaml:"address,omitempty"`
	Secret     string `yaml:"secret,omitempty"`
	When       string `yaml:"when,omitempty"`
	RemindDays []int  `yaml:"remind_days,omitempty,flow"`
}

type notifyAddFlags struct {
	setup
	keys  notificationKeys
	write bool
}

func newNotifyAdd() *cobra.Command {
	var f notifyAddFlags
	cmd := &cobra.Command{
		Use:   "add ID",
		Short: "Make a notification: show its YAML, or write it into the configuration",
		Long: `Check a notification and print the YAML to put under notify: in the configuration. --write puts it there, and writes nothing
unless the file then says what it said before and this.`,
		Example: `  koubo notify add okinawa-pilots --query 'kind=pilot&pref=47' --to slack --url https://hooks.slack.com/services/T0/B0/xyz
  koubo notify add sales --query 'https://koubo.example.jp/?theme=disaster' --to email --address sales@example.co.jp --when daily --remind 7,2 --write
  koubo notify add operator --sources --to teams --url https://example.logic.azure.com/workflows/xyz`,
		Args: takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, ids []string) error {
			f.keys.ID = ids[0]
			return f.run(cmd)
		},
	}
	f.flags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.keys.Query, "query", "", "the selection: parameters such as kind=pilot&pref=47, or the address of a page of koubo")
	alerts := flags.Bool("sources", false, "tell of sources, and of publishing the site, that begin to fail and recover, in place of a selection")
	flags.StringVar(&f.keys.To, "to", "", "webhook, slack, teams, discord or email")
	flags.StringVar(&f.keys.URL, "url", "", "address of the receiver")
	flags.StringVar(&f.keys.Address, "address", "", "mail address of the reader")
	flags.StringVar(&f.keys.Secret, "secret", "", "signs a webhook's body")
	flags.StringVar(&f.keys.When, "when", "", "at once, daily or weekly (default: at once)")
	flags.IntSliceVar(&f.keys.RemindDays, "remind", nil, "remind of each deadline so many days before it, repeatable")
	flags.BoolVar(&f.write, "write", false, "write it into the configuration")
	cmd.PreRun = func(*cobra.Command, []string) {
		if *alerts {
			f.keys.Alerts = "sources"
		}
	}
	return cmd
}

func (f *notifyAddFlags) run(cmd *cobra.Command) error {
	cfg, old, err := f.configuration(cmd)
	if err != nil {
		return err
	}
	item, err := yaml.MarshalWithOptions([]notificationKeys{f.keys}, yaml.IndentSequence(true))
	if err != nil {
		return err
	}
	text := withNotification(string(old), string(item))
	added, err := config.Parse(f.config, []byte(text), vocabulary())
	if err != nil {
		return usage(withoutPlaces(err))
	}
	if !f.write {
		_, err := fmt.Fprint(cmd.OutOrStdout(), "notify:\n"+string(item))
		return err
	}
	if err := onlyAdds(cfg, added); err != nil {
		return fmt.Errorf("%s is left as it is: %w; put this under notify: yourself:\n%s", f.config, err, item)
	}
	if err := edit.Save(f.config, old, []byte(text), 0o600); err != nil { // it may hold a receiver's address, which is a secret
		return err
	}
	_, err = io.WriteString(cmd.OutOrStdout(), tongue().Sprintf("%s has the notification %s now; a running koubo serve takes it up by itself\n", f.config, f.keys.ID))
	return err
}

// withoutPlaces leaves out where faults stand, in places that the file would have with the notification.
func withoutPlaces(err error) error {
	var faults yamlfile.Errors
	if !errors.As(err, &faults) {
		return err
	}
	lines := make([]string, len(faults))
	for n, fault := range faults {
		lines[n] = fault.What
	}
	return errors.New(strings.Join(lines, "\n"))
}

// notifyKey is the line of the key under which notifications stand.
var notifyKey = regexp.MustCompile(`(?m)^notify:[ \t]*(\[\][ \t]*)?(#.*)?\r?$`)

// withNotification puts a notification first under notify:, which is added at the end where there is none.
func withNotification(text, item string) string {
	at := notifyKey.FindStringIndex(text)
	if at == nil {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		return text + "notify:\n" + item
	}
	rest := strings.TrimPrefix(text[at[1]:], "\n")
	if strings.HasPrefix(rest, "- ") { // the others are not indented
		item = strings.ReplaceAll("\n"+item, "\n  ", "\n")[1:]
	}
	return text[:at[0]] + "notify:\n" + item + rest
}

// onlyAdds compares what a configuration says with what it said before a notification was added.
func onlyAdds(before, after *config.Settings) error {
	if len(after.Notifications) != len(before.Notifications)+1 {
		return errors.New("its notify: is written in a way that nothing can be added to")
	}
	was, is := *before, *after
	was.Notifications, is.Notifications = nil, nil
	was.Data, was.Path = is.Data, is.Path // --db
	strip := func(list []sources.Source) (out []sources.Source) {
		for _, s := range list {
			s.Where = "" // lines may move
			out = append(out, s)
		}
		return out
	}
	was.Sources, is.Sources = strip(was.Sources), strip(is.Sources)
	if !reflect.DeepEqual(was, is) {
		return errors.New("something else in it would be read otherwise")
	}
	return nil
}
