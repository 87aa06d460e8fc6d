package crawler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"koubo/crawler/absence"
	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
	"koubo/sources"
)

// isTitled reports whether a page carries the title of one of a task's announcements.
func isTitled(t task, own opportunity.Draft) bool {
	return slices.ContainsFunc(t.items, func(i item) bool { return carriesTitle(own, i.draft.Title) })
}

// suspicion says why what answered is not taken for the page of a task's announcements, "" where it is: it leads to it, and
// carries the announcement's title (titled), or facts of a call where it never did. Servers answer 200 with all kinds of other pages: maintenance, login,
// firewalls, congestion, the home page in place of one that is gone.
func suspicion(src sources.Source, t task, resp fetch.Response, own opportunity.Draft, titled bool) string {
	if why := wrongPlace(src, t.page, resp.Page.URL); why != "" {
		return why
	}
	if isPDF(resp.Page) {
		return ""
	}
	if titled {
		return ""
	}
	words := cause.NoticeWords(own)
	switch {
	case words != "":
		return fmt.Sprintf("the server answers with a notice of its own (%s) in place of the announcement", words)
	case cause.IsHomeTitle(own.Title):
		return fmt.Sprintf("the server answers with its home page (%s) in place of the announcement", own.Title)
	case t.items[0].undecided:
		return ""
	case cause.AsksForPassword(resp.Page):
		return "the page asks for a password in place of the announcement"
	case t.known[0].Titled && t.known[0].Title == t.items[0].draft.Title:
		return "the page that answers carries the announcement's title no longer"
	case !statesFacts(own, t):
		return "the page that answers carries neither the announcement's title nor facts of a call"
	}
	return ""
}

// wrongPlace says why the address that answered cannot be an announcement's: redirects led to the home page, to a list of
// the source, or to a login.
func wrongPlace(src sources.Source, asked, final string) string {
	if final == asked {
		return ""
	}
	to := opportunity.IdentityKey(final)
	if to == opportunity.IdentityKey(asked) {
		return ""
	}
	if opportunity.IsHome(final) {
		return fmt.Sprintf("it redirects to the home page %s; the announcement may be gone", final)
	}
	for _, entry := range slices.Concat(src.Feeds, src.Lists) {
		if opportunity.IdentityKey(entry) == to {
			return fmt.Sprintf("it redirects to the list %s; the announcement may be gone", final)
		}
	}
	if u, err := url.Parse(final); err == nil && loginPath.MatchString(u.Path) {
		return fmt.Sprintf("it redirects to a login, %s", final)
	}
	return ""
}

var loginPath = regexp.MustCompile(`(?i)/(login|logon|signin|sign-in|auth|sso|idp|saml)([/._-]|$)`)

// carriesTitle reports whether a page carries the title under which a list announced it: as heading, within the text, or
// as the title of a document.
func carriesTitle(own opportunity.Draft, listed string) bool {
	return jtext.Resembles(own.Title, listed) || holdsMost(own.Text, listed) ||
		slices.ContainsFunc(own.Attachments, func(a opportunity.Attachment) bool { return jtext.Resembles(a.Title, listed) })
}

// holdsMost reports whether one line of a text holds most of a title.
func holdsMost(text, title string) bool {
	if len([]rune(title)) < 8 {
		return false
	}
	return slices.ContainsFunc(strings.Split(text, "\n"), func(line string) bool { return len([]rune(line)) >= 8 && jtext.Resembles(line, title) })
}

// callTerms are words that pages of calls carry in their labels; two of them are a fact, one may be chance.
var callTerms = []string{"募集", "公募", "提出", "応募", "期限", "締切", "申請", "申込", "要項", "要領", "仕様書", "契約", "入札", "開札", "履行", "委託", "様式", "質問", "審査", "選定", "落札", "参加資格", "問い合わせ", "問合せ", "補助", "公告"}

// statesFacts reports whether a page states facts of a call: a step with a day, a sum, or documents and several of its
// terms.
func statesFacts(own opportunity.Draft, t task) bool {
	record, _ := extract.Normalize(own, jdate.DateOf(t.known[0].FirstSeen))
	if record.BudgetYen != nil || slices.ContainsFunc(record.Deadlines, func(d opportunity.Deadline) bool {
		return d.Role != opportunity.OtherRole && d.Role != opportunity.Publication
	}) {
		return true
	}
	n := 0
	for _, term := range callTerms {
		if strings.Contains(own.Text, term) {
			n++
		}
	}
	return n >= 4 || n >= 2 && len(own.Attachments) > 0
}

// ownAddress returns the address that a page names as its own, where that is another than the one asked for and can be
// believed, the one that permanent redirects led to, and the keys of both: they lead to it, too. Of a redirect within one
// page's identity (to https, to www) the target is its own address; else it stays known by the address that is listed.
func ownAddress(t task, resp fetch.Response, src sources.Source) (own, moved string, further []string) {
	var named []string
	if !isPDF(resp.Page) {
		named = page.NamedAddresses(resp.Page)
	}
	asked, alone := opportunity.IdentityKey(t.page), len(t.items) == 1 && t.items[0].draft.Part == ""
	for n, address := range append(named, resp.Page.URL) {
		redirect := n == len(named)
		if address == t.page || redirect && !resp.Moved {
			continue
		}
		address = opportunity.CanonicalURL(address)
		if address == t.page || !canName(t.page, address, src) {
			continue
		}
		key := opportunity.IdentityKey(address)
		if key != asked {
			further = append(further, key)
		}
		switch {
		case !alone:
		case redirect && key != asked:
			moved = address
		case own == "":
			own = address
		}
	}
	return own, moved, further
}

// canName reports whether a page may name the address as its own: it is on the same site, and no home page or list, which
// templates name on every page.
func canName(asked, address string, src sources.Source) bool {
	from, errFrom := url.Parse(asked)
	to, errTo := url.Parse(address)
	if errFrom != nil || errTo != nil || !fetch.SameSite(from, to) || opportunity.IsHome(address) {
		return false
	}
	key := opportunity.IdentityKey(address)
	return !slices.ContainsFunc(slices.Concat(src.Feeds, src.Lists), func(entry string) bool { return opportunity.IdentityKey(entry) == key })
}

// absentPage is the page of an announcement of this key, which answers 404 or 410.
type absentPage struct {
	absence.Page
	key    string
	status int
	err    error
}

// gone notes an announcement whose page answers 404 or 410; whether that is believed is decided at the end of the visit. One that was never
// read is listed by mistake; what the list says is kept.
func (rs *results) gone(t task, i *item, k sources.Known, o *outcome) {
	if k.Pending || k.ID == "" {
		rs.problem(t.page, o.err)
		rs.failed(t, i, k)
		return
	}
	a := absentPage{absence.Page{Address: t.page, Since: k.Absent, Open: k.OpenAt(rs.at), Named: k.Missed == 0 && len(k.On) > 0}, i.key, o.status, o.err}
	if k.Gone { // as it was
		rs.withdraw(a, k)
		return
	}
	if k.Absent.IsZero() || k.Absent.After(rs.at) {
		k.Absent, k.Tries, a.Since = rs.at, 0, rs.at
	}
	k.Tries, k.Tried = k.Tries+1, rs.at
	rs.visit.Known[i.key] = k
	rs.absent = append(rs.absent, a)
}

// withdraw takes an announcement whose page is gone to be withdrawn.
func (rs *results) withdraw(a absentPage, k sources.Known) {
	rs.problem(a.Address, a.err)
	rs.visit.Withdrawn[k.ID] = opportunity.PageGone(a.Address, a.status)
	k.Gone, k.Open, k.Checked, k.Absent, k.Tries = true, false, rs.at, time.Time{}, 0
	rs.visit.Known[a.key] = k
	rs.forget(a.Address)
}

// settleAbsent decides which of the pages that answer 404 or 410 are believed to be gone. lists tells of each entry how it fares.
func (rs *results) settleAbsent(lists map[string]absence.Lists) {
	pages := make([]absence.Page, len(rs.absent))
	for n, a := range rs.absent {
		for _, on := range rs.known(a.key).On {
			a.Lists = max(a.Lists, lists[on])
		}
		pages[n] = a.Page
	}
	for n, believed := range absence.Believed(pages, rs.heldBack(), rs.answered, rs.at) {
		a := rs.absent[n]
		switch k := rs.known(a.key); {
		case k.Absent.IsZero(): // it was read at another address
		case believed:
			rs.withdraw(a, k)
		default:
			rs.problem(a.Address, absence.Unbelieved{Status: a.status})
			rs.stands(a.key, k)
		}
	}
}

// heldBack are the addresses of announcements whose pages answered 404 or 410 when they were asked for last, which is not believed.
func (rs *results) heldBack() (addresses []string) {
	for key := range rs.memory.Known {
		k := rs.known(key)
		if !k.Absent.IsZero() && k.Alias == "" {
			addresses = append(addresses, cmp.Or(k.URL, key))
		}
	}
	return addresses
}

// listsAsFound tells of each entry by its key how it fares.
func (j judgement) listsAsFound(old sources.Health) map[string]absence.Lists {
	lists := map[string]absence.Lists{}
	for _, e := range j.entries {
		state := old.Addresses[e.url].State
		if e.asked {
			state = j.verdict(e).state
		}
		switch {
		case e.asked && e.err == nil && e.items == 0 && (e.none || j.src.MayBeEmpty):
			lists[e.key] = absence.Empty
		case state == sources.Failing || state == sources.Suspect || state == sources.Blocked:
			lists[e.key] = absence.Troubled
		}
	}
	return lists
}

var errNoSession = errors.New("its page answers only with the session of its list's links, and the list was not read now")

// readByLink reads the page of a task at its address or, where that leads to another page, as a list of this visit links it, with a session:
// first in the way that led to it last.
func (r *reader) readByLink(ctx context.Context, t *task, v sources.Validator) *outcome {
	linked := r.sessions.Of(t.page)
	switch {
	case linked == "" && v.Session:
		return &outcome{kind: pagePostponed, err: errNoSession}
	case linked == "":
		return r.readAt(ctx, t, t.page, v)
	}
	first, second := t.page, linked
	if v.Session || v.Fetched.IsZero() && r.sessions.Needed(t.page) {
		first, second = linked, t.page
	}
	o := r.readAt(ctx, t, first, v)
	if !o.isOtherPage() || !r.sessions.MayHelp(t.page, t.known[0].Tries) {
		return o
	}
	again := r.readAt(ctx, t, second, sources.Validator{})
	found := again.kind == pageRead || again.kind == pageHeld
	r.sessions.Tell(t.page, second == linked, found)
	if found {
		return again
	}
	return o
}

// isOtherPage reports whether what answered is not the announcement's page, but a login, an error or a notice, or nothing is there.
func (o *outcome) isOtherPage() bool {
	switch o.kind {
	case pageSuspect, pageGone:
		return true
	case pageFailed:
		return o.status == 500 || o.status >= 400 && o.status < 500 && o.status != 429 || errors.As(o.err, new(fetch.RedirectError))
	}
	return false
}
