package discover

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/crawler/discover/vocabulary"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// tally is what the titles of a listing say.
type tally struct {
	items   int // announcements: dated, or named at length
	short   int // the other rows, and lists below: entries of menus
	open    []opportunity.Draft
	offers  []opportunity.Draft // registration as a bidder and space for advertisements, which make no page a list but stand on lists
	dated   int
	grants  int             // of those that invite, offers of subsidies
	helped  int             // of those, offers that name companies as whom they are for
	granter bool            // the page is named as the place of offers to companies
	homely  int             // those that name residents, or what they form
	besides int             // results, forms and the like
	related int             // those that tell of a call, in whatever state
	ended   int             // those that tell how a call ended, or what was tendered
	asking  int             // those that name a last day, and nothing that speaks against a call
	rows    map[string]bool // keys of the announcements
	alone   bool            // the section that was looked into holds nothing but a call
}

// titleRunes is from how many characters on a row is an announcement and no entry of a menu, where it has no date or leads to
// a directory.
const titleRunes = 14

func tallyOf(l page.Listing) (t tally) {
	t.short, t.rows = len(l.Sub), map[string]bool{}
	titles := classify.NewTitles()
	var named []opportunity.Draft // short, without a day, and called like a call about something: 総合体育館の指定管理者公募
	for _, d := range l.Drafts {
		dated, r := page.ShowsDay(&d), triaged(d, titles)
		if dated {
			t.dated++
		}
		invited := r.invites(titles)
		about := invited && hasSubject(d.Title)
		if short := !d.InList && utf8.RuneCountInString(d.Title) < titleRunes && (dated || !sentence.MatchString(d.Title)); short && (!dated || isDirectory(d.URL) && !about) {
			t.short++
			if about {
				named = append(named, d)
			}
			continue
		}
		if !dated && invited && !hasSubject(d.Title) { // the long name of a list: プロポーザル方式による業者選定
			t.short++
			continue
		}
		t.add(r, invited, classify.ClassifyPage(d, classify.Known{Titles: titles}))
	}
	if len(named) >= fewItems && 2*len(named) > t.short || len(named) == t.short && len(t.open) == t.items && t.items > 0 { // no menu names so many, or nothing else
		t.items, t.short, t.related = t.items+len(named), t.short-len(named), t.related+len(named)
		t.open = append(t.open, named...)
	}
	return t
}

// add counts an announcement of a class.
func (t *tally) add(r row, invited bool, class classify.Class) {
	t.items++
	t.rows[keyOf(r.URL)] = true
	if vocabulary.NamesResidents(r.Title) && !vocabulary.NamesCompanies(r.Title) {
		t.homely++
	}
	isResult := r.isResultOfCall(class)
	if isResult || r.InList || r.verdict.Keep {
		t.related++
	}
	if (invited || r.verdict.Undecided || r.verdict.Why == classify.NoTerm) && page.AsksByADay(&r.Draft) {
		t.asking++
	}
	switch {
	case invited:
		t.open = append(t.open, r.Draft)
		if class.Kind == opportunity.Subsidy {
			t.grants++
			if vocabulary.NamesCompanies(r.Title) {
				t.helped++
			}
		}
	case r.isOffer(class):
		t.offers = append(t.offers, r.Draft)
		t.besides++
	case isForm(r.Draft), vocabulary.Of(r.Title).Class == vocabulary.Decoy && !isResult:
		t.besides++
	case isResult, class.Stage == opportunity.Result: // of what was tendered, and of whatever else
		t.ended++
	}
}

// row is what a list says of an announcement, and what its title says, which is told once.
type row struct {
	opportunity.Draft
	verdict classify.Verdict // wherever the title stands
	over    bool             // its call has ended
}

func triaged(d opportunity.Draft, titles *classify.Titles) row {
	return row{d, titles.Triage(d.Title, "", d.Categories), classify.Over(d.Title)}
}

// isDirectory reports whether an address has the form of a list's and names nothing by a query, as announcements do: /index.php?key=12.
func isDirectory(address string) bool {
	return !strings.Contains(address, "?") && isIndex(newLink(address, "").path)
}

// invites reports whether a title is a call's, and its call has not ended by its words. Registration as a bidder, and space
// for advertisements, are offered on pages of their own, beside the lists.
func invites(d opportunity.Draft) bool { return triaged(d, nil).invites(nil) }

func (r row) invites(titles *classify.Titles) bool {
	if v := r.verdict; !r.InList && (!v.Keep && v.Why == classify.NoTerm || v.Undecided) {
		return vocabulary.NamesCompanies(r.Title) && page.AsksByADay(&r.Draft) && !isForm(r.Draft) // 連絡船待合所の売店経営者, by a last day
	}
	if !r.InList && !r.verdict.Keep || r.over || isForm(r.Draft) {
		return false
	}
	c := classify.ClassifyPage(opportunity.Draft{Title: r.Title, Categories: r.Categories, InList: r.InList}, classify.Known{Titles: titles})
	isForecast := c.Kind == opportunity.Tender && c.Stage == opportunity.Notice // 発注見通し
	return c.Kind != opportunity.VendorRegistration && c.Kind != opportunity.AdSpace && c.Stage != opportunity.Result && !isForecast && (c.Stage != opportunity.OtherPage || vocabulary.Of(r.Title).Class != vocabulary.Decoy)
}

var (
	// officeFile ends the addresses of files that are filled in, and formTitle is in the names of such.
	officeFile = regexp.MustCompile(`(?i)\.(?:docx?|xlsx?|xlsm|rtf|jtd|odt)$`)
	formTitle  = regexp.MustCompile(`様式(?:集|例|第?\s?\d+)|\((?:様式|記載例|記入例)[^)]*\)|^様式`)
)

// isForm reports whether an announcement is a form that bidders fill in, by its file or by its name.
func isForm(d opportunity.Draft) bool {
	return officeFile.MatchString(newLink(d.URL, "").path) || formTitle.MatchString(jtext.Fold(d.Title))
}

// isOffer reports whether a title is that of a call of a kind that mostly stands beside the lists, on a page of its own.
func (r row) isOffer(c classify.Class) bool {
	isAside := c.Kind == opportunity.VendorRegistration || c.Kind == opportunity.AdSpace
	return isAside && r.verdict.Keep && !r.over && !isForm(r.Draft) && (c.Stage == opportunity.OpenCall || c.Stage == opportunity.Notice)
}

// isResultOfCall reports whether a title tells how one call ended, which stands where the next will stand; what was tendered in a month
// stands apart.
func (r row) isResultOfCall(c classify.Class) bool {
	return (r.over || c.Stage == opportunity.Result) && c.Kind != opportunity.Tender && c.Kind != opportunity.Other
}

// candidate judges a page that was reached by x.
func candidate(x step, a sheet, t tally) Candidate {
	ofGrants := vocabulary.IsOfGrants(cmp.Or(x.text, a.title))
	switch {
	case vocabulary.IsForCompanies(x.text), vocabulary.IsForCompanies(a.title):
		t.helped, t.granter = t.grants, ofGrants
	case x.trade && ofGrants:
		t.helped, t.granter = t.grants-t.homely, true
	}
	score, why := judgeList(x.named, t)
	if a.past && len(t.open) == 0 && x.named.Weight < callWeight {
		score, why = 0, "it tells what came of all that it names"
	}
	if score == 0 && a.why != "" {
		why = a.why
	}
	return Candidate{URL: a.url, Title: cmp.Or(x.text, a.title), Why: why, Items: t.items, Open: len(t.open), Drafts: a.listing.Drafts, score: score, from: x.from, heading: cmp.Or(a.heading, a.title)}
}

// isItsOnly reports whether all that a page names is itself: papers of the announcement that it is. Titles that begin with the name of a list,
// as 入札公告 below 入札 and one page of 民間提案制度, are announcements of it.
func isItsOnly(a sheet) bool {
	named := a.listing.Drafts
	isPaper := len(named) == 1 && (isFile(newLink(named[0].URL, "").path) || keyOf(named[0].URL) == keyOf(a.url))
	return (isPaper || !isNameOfList(a)) && NamesItself(a.title, named)
}

// NamesItself reports whether all titles on a page begin with its name, as those of its papers do.
func NamesItself(name string, drafts []opportunity.Draft) bool {
	own := jtext.Key(name)
	return own != "" && !slices.ContainsFunc(drafts, func(d opportunity.Draft) bool { return !strings.HasPrefix(jtext.Key(d.Title), own) })
}

// isNameOfList reports whether a page is called like a list: by words of such alone or, where it names no files, by hardly more.
func isNameOfList(a sheet) bool {
	if hasSubject(a.title) {
		return false
	}
	return subjectOf(a.title) == "" || !slices.ContainsFunc(a.listing.Drafts, func(d opportunity.Draft) bool { return isFile(newLink(d.URL, "").path) })
}

// fewItems is how many announcements prove a page, by its name a place of calls, to be a list although none invites now.
const fewItems = 3

// fewAsking is how many rows with last days prove such a page to be a list, whatever their titles say.
const fewAsking = 2

// sureWeight is from which weight on a name is that of a list of calls, whatever stands there now.
const sureWeight = 0.94

// callWeight is from which weight on a name is that of calls, where results alone may stand now, and not of contracts.
const callWeight = 0.95

// judgeList decides whether a page is a list of calls: by what it holds, else by its name.
func judgeList(named vocabulary.Promise, t tally) (score float64, why string) {
	switch {
	case t.items == 0:
		return 0, "it holds no announcement"
	case t.offersOne() && named.Class != vocabulary.Decoy:
		return 1 + share(1, 1), "it is the place of subsidies to companies, and offers one"
	case t.dated == 0 && (t.short > 0 && t.short >= t.items || t.items == 1 && !t.isOneCall(named) && !t.alone), t.items == 1 && t.short > 0:
		return 0, "it is a menu"
	case named.Class == vocabulary.Decoy:
		return 0, "by its name it holds no calls"
	case len(t.open) > 0 && t.grants == len(t.open) && 2*t.helped <= t.grants && named.Class != vocabulary.Target:
		return 0, "it offers subsidies alone, and names no companies"
	case len(t.open) > 0 && (t.items > 1 || named.Class == vocabulary.Target || t.alone):
		return 1 + share(len(t.open), t.items), fmt.Sprintf("%d of its %d titles invite", len(t.open), t.items)
	case named.Class != vocabulary.Target || named.Weight < 0.9:
		return 0, "none of its titles invites"
	case t.asking >= fewAsking && 2*t.asking > t.items:
		return named.Weight, "its name says that it is the place, and its rows name last days"
	case t.items < fewItems || t.besides+t.ended == t.items && named.Weight < callWeight || t.besides == t.items, t.related == 0 && named.Weight < sureWeight:
		return 0, "it holds results, forms or the like"
	}
	return named.Weight / 2, "none of its titles invites now, but its name says that it is the place"
}

// isOneCall reports whether all that stands on a page named as the place of calls is one of them.
func (t tally) isOneCall(named vocabulary.Promise) bool {
	return t.short == 0 && len(t.open) == 1 && named.Class == vocabulary.Target && named.Weight >= sureWeight
}

// offersOne reports whether all that stands on a page named as the place of subsidies to companies is one of them: a small body has no more
// at a time, and the next will stand there.
func (t tally) offersOne() bool {
	return t.granter && t.items == 1 && t.short == 0 && t.helped == 1
}

func share(part, whole int) float64 { return float64(part) / float64(max(whole, 1)) }
