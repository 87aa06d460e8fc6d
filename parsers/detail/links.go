package detail

import (
	"encoding/hex"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// link reads an anchor, and notes where it leads.
func (r *reader) link(i int) {
	n := r.o.blocks[i].node
	href := strings.TrimSpace(page.Attribute(n, "href"))
	if address, ok := mailAddress(n, href); ok {
		before := len(r.buf)
		r.children(i)
		if before > len(r.buf) || !strings.Contains(string(r.buf[before:]), "@") {
			r.targets = append(r.targets, address)
		}
		return
	}
	if number, ok := dialled(href); ok {
		before := len(r.buf)
		r.children(i)
		if before > len(r.buf) || !jtext.HasDigitOfAnyWidth(string(r.buf[before:])) {
			r.targets = append(r.targets, number)
		}
		return
	}
	if href == "" || href[0] == '#' {
		r.children(i)
		return
	}
	if r.space && len(r.buf) > 0 {
		r.buf = append(r.buf, ' ')
		r.space = false
	}
	mark, lines := len(r.links), len(r.lines)
	r.links = append(r.links, anchor{href: href, from: len(r.buf)})
	r.children(i)
	if len(r.lines) > lines {
		return // the link holds blocks of its own: it went with the first of their lines
	}
	here := &r.links[mark]
	if len(r.buf) == here.from {
		r.write(here.icon)
	}
	here.to = len(r.buf)
}

// dialled returns the number that a tel: link dials (RFC 3966), as it is dialled within Japan.
func dialled(href string) (number string, ok bool) {
	if len(href) <= 4 || !strings.EqualFold(href[:4], "tel:") {
		return "", false
	}
	number, _, _ = strings.Cut(strings.TrimSpace(href[4:]), ";")
	if abroad, cut := strings.CutPrefix(number, "+81"); cut {
		number = "0" + strings.TrimLeft(abroad, "-0")
	}
	return number, true
}

// image notes the alternative text of an icon inside a link, which may be all that names the document. Outside links it reads
// that of a picture of words.
func (r *reader) image(n *html.Node) {
	alt := page.Collapse(page.Attribute(n, "alt"))
	if last := len(r.links) - 1; last >= 0 && r.links[last].to == 0 {
		if alt != "" && r.links[last].icon == "" {
			r.links[last].icon = alt
		}
		return
	}
	if alt == "@" || alt == "＠" || alt == "アットマーク" {
		r.write("@") // of an address that programs shall not read
		return
	}
	if isWords(alt, r.isHeading || isAlone(n)) {
		r.write(alt)
	}
}

// isAlone reports whether a picture is all that its box holds.
func isAlone(n *html.Node) bool {
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s != n && (s.Type != html.TextNode || strings.TrimSpace(s.Data) != "") {
			return false
		}
	}
	isBox, _ := page.BoxKind(n.Parent.DataAtom)
	return isBox
}

// longestPicture is the length in bytes of the longest alternative text that a picture of words has.
const longestPicture = 90

// isWords reports whether an alternative text is that of a picture of words that count: a telephone number, the page's own date,
// or where it heads something whom to ask.
func isWords(alt string, heads bool) bool {
	if alt == "" || len(alt) > longestPicture {
		return false
	}
	return heads && !leadsToForm.MatchString(alt) && page.HasContactLabel(alt) ||
		jtext.HasDigitOfAnyWidth(alt) && (phoneWords.MatchString(jtext.Fold(alt)) || stampBefore.MatchString(alt) || stampAfter.MatchString(alt))
}

// phoneWords is a telephone number with its label, in folded text.
var phoneWords = jtext.MustPattern(`(?:電話|(?i:tel)|℡|☎|直通|内線)[^0-9]{0,8}\(?0[0-9]{1,4}[-()]`)

// mailForm is an address in folded text, its at sign perhaps disguised: kikaku[at]city…, kikaku★city….
var mailForm = jtext.MustPattern(`(?i)([a-z0-9][a-z0-9._%+-]*)\s?(?:@|\[at\]|\(at\)|<at>|\{at\}|【at】|[\(\[{〔]a[)\]}〕]|〔(?:at|@)〕|[■●◆★☆※]at[■●◆★☆※]|\(アット(?:マーク)?\)|\[アット(?:マーク)?\]|[(\[][^()\[\]]{0,12}(?:@|アットマーク)[^()\[\]]{0,12}[)\]]|[★☆●◎■◆※＊*#])\s?` +
	`([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)`)

// mailSigns are parts of every sign between the two parts of an address.
var mailSigns = jtext.NewWords("@", "at", "At", "aT", "AT", "アット", "[a", "(a", "{a", "〔a", "[A", "(A", "{A", "〔A", "★", "☆", "●", "◎", "■", "◆", "※", "＊", "*", "#")

// gluedLabel is the label of an address that nothing parts from it: E-mailkikaku@city….
var gluedLabel = jtext.MustPattern(`^(?:[Ee]-[Mm]ail|E-MAIL|Email)[._-]?([a-zA-Z0-9])`)

// findEmail returns the first e-mail address in a folded text, "" where there is none.
func findEmail(text string) string {
	if !strings.Contains(text, ".") || !mailSigns.In(text) {
		return ""
	}
	found := mailForm.FindStringSubmatch(text)
	if found == nil && jtext.HasAny(text, "@に", "アットマークに") {
		found = spelledMail.FindStringSubmatch(text)
	}
	if found == nil {
		return ""
	}
	local := strings.TrimRight(found[1], ".")
	if len(local) > len("mail.") && strings.EqualFold(local[:len("mail.")], "mail.") && telDot.MatchString(text) {
		local = local[len("mail."):] // Tel.0199-12-3456 Mail.kikaku@city…
	}
	return gluedLabel.ReplaceAllString(local, "$1") + "@" + found[2]
}

var (
	// spelledMail is an address whose at sign is a word, of which the page says so: kikaku at city… （atを@に）.
	spelledMail = jtext.MustPattern(`(?i)([a-z0-9][a-z0-9.%+-]*?)(?: at |_at_|-at-)((?:[a-z0-9-]+\.)+[a-z0-9-]+)`)
	// telDot is a label that ends in a dot, as its neighbours do.
	telDot = jtext.MustPattern(`(?i)(?:tel|fax)\.`)
)

func (c *contactReader) setEmail(address string) {
	if c.email == "" {
		c.email = address
	}
}

// mailAddress returns the address that a link writes to: mailto:, or one that Cloudflare has scrambled in
// data-cfemail, which its script puts back in a browser.
func mailAddress(n *html.Node, href string) (string, bool) {
	if len(href) > 7 && strings.EqualFold(href[:7], "mailto:") {
		address, _, _ := strings.Cut(href[7:], "?")
		if plain, err := url.PathUnescape(address); err == nil {
			address = plain
		}
		return findEmail(strings.ReplaceAll(address, "＠", "@")), true
	}
	if !strings.Contains(href, "/cdn-cgi/l/email-protection") {
		return "", false
	}
	code := page.Attribute(n, "data-cfemail")
	if _, fragment, ok := strings.Cut(href, "#"); ok && code == "" {
		code = fragment
	}
	return unscramble(code), true
}

// unscramble reads Cloudflare's form: hexadecimal, the first byte is XORed into the others.
func unscramble(code string) string {
	bytes, err := hex.DecodeString(code)
	if err != nil || len(bytes) < 2 {
		return ""
	}
	for i := range bytes[1:] {
		bytes[1+i] ^= bytes[0]
	}
	return findEmail(string(bytes[1:]))
}

// crumbSeparators stand between breadcrumbs.
const crumbSeparators = ">＞›»→»/／|｜\n\t"

// homeNames are the crumbs that name no category.
var homeNames = map[string]bool{"ホーム": true, "トップ": true, "トップページ": true, "HOME": true, "Home": true, "home": true, "TOP": true, "Top": true,
	"現在の位置": true, "現在地": true, "現在のページ": true, "現在位置": true, "ホームページ": true, "本文": true}

// readCategories lists the page's breadcrumbs, outermost first, without the home page and the page itself.
func (r *reader) readCategories(title string) []string {
	own := jtext.Fold(title)
	var list []string
	seen := map[string]bool{}
	for at := range r.lines {
		l := &r.lines[at]
		if !l.crumb && !looksLikeCrumbs(l.text) {
			continue
		}
		for _, crumb := range strings.FieldsFunc(l.text, func(c rune) bool { return strings.ContainsRune(crumbSeparators, c) }) {
			crumb = strings.Trim(crumb, " :：")
			for _, name := range []string{"現在の位置", "現在地", "現在のページ", "現在位置"} {
				crumb = strings.Trim(strings.TrimPrefix(crumb, name), " :：")
			}
			if crumb == "" || homeNames[crumb] || seen[crumb] || jtext.Fold(crumb) == own || strings.HasSuffix(crumb, "　ホーム") || strings.HasSuffix(crumb, " ホーム") || strings.HasSuffix(crumb, " トップ") {
				continue
			}
			seen[crumb] = true
			list = append(list, crumb)
		}
	}
	return list
}

// looksLikeCrumbs says whether a line is a path of pages though nothing in the markup says so.
func looksLikeCrumbs(text string) bool {
	if len(text) > 600 || strings.Contains(text, "。") {
		return false
	}
	separators := strings.Count(text, ">") + strings.Count(text, "＞") + strings.Count(text, "›") + strings.Count(text, "»")
	return separators >= 2 && (strings.Contains(text, "ホーム") || strings.Contains(text, "トップ") || strings.Contains(text, "HOME") || strings.Contains(text, "TOP"))
}
