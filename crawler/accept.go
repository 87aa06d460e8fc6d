package crawler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/detail"
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
	words := noticeWords(own)
	switch {
	case words != "":
		return fmt.Sprintf("the server answers with a notice of its own (%s) in place of the announcement", words)
	case homeTitle.MatchString(jtext.Fold(own.Title)):
		return fmt.Sprintf("the server answers with its home page (%s) in place of the announcement", own.Title)
	case t.items[0].undecided:
		return ""
	case asksForPassword(resp.Page):
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
	return resembles(own.Title, listed) || holdsMost(own.Text, listed) ||
		slices.ContainsFunc(own.Attachments, func(a opportunity.Attachment) bool { return resembles(a.Title, listed) })
}

// resembleShare is how much of the shorter of two titles the longer one holds where a page may be the announcement's.
const resembleShare = 0.6

// resembles reports whether most of the pairs of neighbouring characters of the shorter of two titles stand in the longer
// one, after folding.
func resembles(a, b string) bool {
	if a == b || len(a) >= 24 && strings.Contains(b, a) || len(b) >= 24 && strings.Contains(a, b) { // bytes: eight characters
		return a != ""
	}
	short, long := neighbours(a), neighbours(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	shared := 0
	for pair := range short {
		if long[pair] {
			shared++
		}
	}
	return shared > 0 && float64(shared) >= resembleShare*float64(len(short))
}

func neighbours(title string) map[[2]rune]bool {
	pairs, last := map[[2]rune]bool{}, rune(-1)
	for _, r := range jtext.Search(title) {
		if unicode.IsSpace(r) {
			continue
		}
		if last >= 0 {
			pairs[[2]rune{last, r}] = true
		}
		last = r
	}
	return pairs
}

// holdsMost reports whether one line of a text holds most of a title.
func holdsMost(text, title string) bool {
	if len([]rune(title)) < 8 {
		return false
	}
	for line := range strings.Lines(text) {
		if len([]rune(line)) >= 8 && resembles(line, title) {
			return true
		}
	}
	return false
}

// notices are what servers say in place of a page; one that stands in a heading, or in a page of few words, is one.
var notices = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`メンテナンス(中|のお知らせ|のため|作業|を実施|により)?`, `ただいま|只今`, `サービス(を|の)?(一時)?(停止|休止)`, `システム(の)?(停止|障害|更新|メンテ)`, `一時的に(アクセス|利用|ご利用|表示)`,
	`アクセスが?(集中|制限|拒否|禁止)`, `(大変|たいへん)?混(雑|み合)`, `しばらく(して|経って|時間)`, `閲覧(でき|が制限|を制限)`,
	`(お探し|指定|ご指定|該当|要求)の?(された)?(の)?(ページ|url|ファイル|記事|コンテンツ)`, `ページ(が|は)(見つか|存在し|表示でき|ございま|ありません|移動|削除)`, `見つかりません`, `存在しません`, `(公開|掲載)(は|を)?(終了|停止)`,
	`ログイン|サインイン|認証(が必要|エラー|に失敗|ページ)|パスワードを入力`, `エラー(が発生|ページ|コード)?`, `セッション(が|の)?(切れ|タイムアウト|無効|有効期限)`, `タイムアウト`,
	`(ロボット|ボット)では(ない|あり)`, `セキュリティ(確認|チェック|上の理由)`, `不正な(アクセス|リクエスト|要求)`, `リクエストが拒否`,
	`not found`, `forbidden`, `access denied`, `service unavailable`, `bad gateway`, `internal server error`, `under maintenance`, `request (was )?(rejected|blocked)`, `support id`,
	`attention required`, `just a moment`, `checking your browser`, `enable javascript`, `javascript(を|が)(有効|無効)`, `(40[0-9]|50[0-9])[ 　]*(error|エラー|not|forbidden|bad|service|internal)`,
}, "|"))

// fewWords is the length, in characters, up to which a page that holds a notice is nothing else.
const fewWords = 300

// noticeWords returns the words by which a page is a server's notice, "" where it is none.
func noticeWords(own opportunity.Draft) string {
	if words := notices.FindString(jtext.Fold(own.Title)); words != "" {
		return words
	}
	text := jtext.Fold(own.Text)
	if len([]rune(text)) > fewWords {
		return ""
	}
	return notices.FindString(text)
}

// homeTitle is how home pages are titled: by what they are, behind the name of their body.
var homeTitle = regexp.MustCompile(`(?i)(公式)?(ホームページ|ウェブサイト|web ?サイト|website|homepage)(へようこそ)?$|^(トップ|ホーム|top|home)(ページ|page)?$`)

var passwordInput = regexp.MustCompile(`(?i)<input[^>]+type\s*=\s*["']?password`)

func asksForPassword(p page.Page) bool { return passwordInput.Match(p.Body) }

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

// notice returns a Notice where a page without announcements is one. charset overrides what it declares, "" to detect.
func notice(p page.Page, charset string, drafts []opportunity.Draft) error {
	if len(drafts) > 0 || bytes.Contains(p.Body[:min(len(p.Body), 512)], []byte("<rss")) {
		return nil
	}
	own, err := detail.ReadWith(p, charset, nil)
	if err != nil {
		return nil
	}
	if words := noticeWords(own); words != "" {
		return cause.Notice{Words: words}
	}
	if asksForPassword(p) {
		return cause.Notice{Words: "it asks for a password"}
	}
	return nil
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
