package main

import (
	"fmt"
	"strings"

	"koubo/cmd/koubo/wording"
	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/crawler/pagekind"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/municipality"
	"koubo/sources/reasons"

	"github.com/spf13/cobra"
)

// look asks once for the address of a trial and says what stands there: a feed or a list, which is to be read, or something else. What
// cannot be read at all is reported as a visit would report it.
func (t *trial) look(cmd *cobra.Command, cfg *config.Settings, src *sources.Source) (isRead bool, err error) {
	address := src.Lists[0]
	client := newClient(cfg)
	defer client.Close()
	resp, err := client.Get(cmd.Context(), fetch.Request{URL: address})
	if cmd.Context().Err() != nil {
		return false, cmd.Context().Err()
	}
	if err == nil && resp.Status != 200 {
		err = cause.OfStatus(resp.Status)
	}
	if err != nil {
		t.fail(address, err, client.Requests)
		return false, nil
	}
	body, _ := municipality.All().ByCode(src.Issuer.Code)
	found := pagekind.Of(resp.Page, body.Site)
	t.Page = &found
	if found.Kind == pagekind.Feed {
		src.Feeds, src.Lists = src.Lists, nil
	}
	t.Keys, t.Report.Requests = keysOf(*src), client.Requests
	return found.Kind.IsRead(), nil
}

// fail notes that an address cannot be read.
func (t *trial) fail(address string, err error, requests int) {
	state, causes := cause.StateOf(err), []sources.Cause{cause.Of(err)}
	causes[0].URL = address
	t.failed = true
	t.Report.State, t.Report.Reason, t.Report.Causes, t.Report.Requests = state, err.Error(), causes, requests
	t.Health.State, t.Health.Reason, t.Health.Causes = state, err.Error(), causes
	t.Health.Addresses = map[string]sources.AddressHealth{address: {State: state, Reason: err.Error(), Causes: causes}}
	t.Problems = []sources.PageProblem{{URL: address, Why: err.Error(), Causes: causes}}
}

// failSentences say what to do about an address that cannot be read, by the code of its cause.
var failSentences = map[sources.CauseCode]string{
	sources.CauseGone:        "Look whether the address is spelt right. To have the site looked through from its home page: %s\n",
	sources.CauseRefused:     "The site lets no programs in: ask the body, or take another page of it. To have the site looked through: %s\n",
	sources.CauseRobots:      "The site lets no programs in here: take another page of it. To have the site looked through: %s\n",
	sources.CauseStatus:      "Open it in a browser: if it fails there, too, try again later. To have the site looked through: %s\n",
	sources.CauseSlow:        "Open it in a browser: if it fails there, too, try again later. To have the site looked through: %s\n",
	sources.CauseUnreachable: "Look whether the name of the server is spelt right, and whether the address begins with http:// or https:// as in the browser; else try again later.\n",
	sources.CauseRedirect:    "Open it in a browser, and try the address that stands there then.\n",
	sources.CauseAddress:     "Addresses within a network are read only where crawl: allow_networks: of the configuration names it.\n",
}

// failWords say why an address of the command line cannot be read, and what to do.
func failWords(l wording.Language, address string, r sources.Report, knowsBody bool) string {
	var b strings.Builder
	advice := failSentences[r.Causes[0].Code]
	l.Fprintf(&b, "%s cannot be read (%s): %s\n", address, stateName(r.State), failReason(r, advice != ""))
	if strings.Contains(advice, "%s") {
		l.Fprintf(&b, advice, addCommand(l, originOf(address), knowsBody))
	} else {
		b.WriteString(l.Text(advice))
	}
	return b.String()
}

// failReason says why an address cannot be read, without what a source would need where other advice follows.
func failReason(r sources.Report, advised bool) string {
	if !advised {
		return reasonWords(r.Causes, r.Reason)
	}
	english, _, _ := strings.Cut(r.Reason, "; ")
	return wordsOf(r.Causes, english, reasons.Statement)
}

// addCommand is the command that takes what stands at an address.
func addCommand(l wording.Language, address string, knowsBody bool) string {
	command := "koubo source add " + shellWord(address)
	if !knowsBody {
		command += " --issuer " + l.Text("CODE")
	}
	return command
}

// kindSentences say what a page is that is no list, by its address and its name.
var kindSentences = map[pagekind.Kind]string{
	pagekind.Home:     "%s is the home page of a site (%s), and no list: what is announced there is shown for some days only.\n",
	pagekind.Menu:     "%s is a menu of other pages (%s), and holds no announcement itself.\n",
	pagekind.Years:    "%s is a choice of lists by year or month (%s), and holds no announcement itself.\n",
	pagekind.Call:     "%s is the page of one announcement (%s), and no list of them.\n",
	pagekind.Document: "%s is a document such as a PDF%s, and no page with a list: give the page that links it.\n",
	pagekind.Empty:    "%s answers with an empty page%s: open it in a browser, and try again later or give another address.\n",
	pagekind.Notice:   "%s answers with a notice or a login in place of a page (%s): open it in a browser, and try again later or give another address.\n",
	pagekind.Scripted: "%s (%s) makes its links by script, which is not run here: look for a feed or another list.\n",
	pagekind.Other:    "%s (%s) holds no list of announcements that can be seen.\n",
}

// kindWords say what a page is that is no list, and with which commands the lists and feeds that it names are taken.
func kindWords(l wording.Language, address string, p pagekind.Page, knowsBody bool) string {
	var b strings.Builder
	name := p.Name
	if name == "" && p.Kind != pagekind.Document && p.Kind != pagekind.Empty {
		name = l.Text("without a title")
	}
	l.Fprintf(&b, kindSentences[p.Kind], address, name)
	add := func(url string) string { return addCommand(l, url, knowsBody) }
	if p.Kind == pagekind.Home {
		l.Fprintf(&b, "This command looks through the site for its feeds and lists, and writes them into the configuration:\n  %s\n", add(address))
	}
	lists := "By their words these of its links lead to lists; each command takes one:\n"
	switch p.Kind {
	case pagekind.Call:
		lists = "By its breadcrumbs it stands on this page:\n"
	case pagekind.Years:
		lists = "A list of one year ends with it: source add takes the latest, and with hub: and discover: true the source goes on by itself.\n"
	}
	for n, link := range p.Lists {
		if n == 0 {
			b.WriteString(l.Text(lists))
		}
		fmt.Fprintf(&b, "  %s\n    %s\n", link.Text, add(link.URL))
	}
	for n, link := range p.Ways {
		if n == 0 {
			b.WriteString(l.Text("It names no list, but these sections, under which lists may stand:\n"))
		}
		fmt.Fprintf(&b, "  %s\n    koubo source try %s\n", link.Text, shellWord(link.URL))
	}
	for n, link := range p.Feeds {
		if n == 0 {
			b.WriteString(l.Text("It names these feeds:\n"))
		}
		fmt.Fprintf(&b, "  %s\n    %s\n", link.Text, add(link.URL))
	}
	if home := originOf(address); p.Kind != pagekind.Home && home != "" {
		l.Fprintf(&b, "To have the whole site looked through: %s\n", add(home))
	}
	if p.Kind == pagekind.Menu || p.Kind == pagekind.Other || p.Kind == pagekind.Call {
		l.Fprintf(&b, "If it is a list all the same, put it under list: of a source, and try that by its id.\n")
	}
	return b.String()
}

// originOf is the home page of an address's host.
func originOf(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host + "/"
}

// shellWord is a word as a shell takes it whole.
func shellWord(word string) string {
	if strings.ContainsAny(word, "&?;*()'\"$` |<>#") {
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return word
}
