// Package operator tells whose site a page is of by what the page itself says: a promotion bureau, or a desk for companies, that a body
// runs at a host of its own, from portals that many bodies share and from pages of others.
package operator

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// Imprint is what a page says of who runs it: its footer, what stands behind 運営 or a sign of copyright, else its last words.
type Imprint string

const (
	imprintRunes = 300 // at the end of a footer
	tailRunes    = 100 // at the end of a page without one
	claimRunes   = 40  // behind a word by which an operator is named
)

// claims are the words behind which an operator stands.
var claims = regexp.MustCompile(`(?i)(?:©|\(c\)|copyright|&copy;|運営(?:者|主体|元)?\s*[:/は]|サイト管理(?:者)?\s*[:/]|発行(?:者|元)\s*[:/]|設置者\s*[:/])`)

// Of reads the imprint of a page.
func Of(root *html.Node) Imprint {
	body := page.BodyOf(root)
	if body == nil {
		return ""
	}
	text := jtext.Fold(page.TextOf(body))
	var said strings.Builder
	for _, at := range claims.FindAllStringIndex(text, 10) {
		said.WriteString(jtext.Clip(text[at[1]:], claimRunes) + "\n")
	}
	page.Walk(body, func(n *html.Node) bool {
		if n.DataAtom == atom.Footer || n.DataAtom == atom.Address || strings.Contains(strings.ToLower(page.Attribute(n, "id")), "footer") {
			said.WriteString(lastRunes(jtext.Fold(page.TextOf(n)), imprintRunes) + "\n")
			return false
		}
		return true
	})
	if said.Len() == 0 {
		return Imprint(lastRunes(text, tailRunes))
	}
	return Imprint(said.String())
}

func lastRunes(text string, most int) string {
	for n := utf8.RuneCountInString(text) - most; n > 0; n-- {
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	return text
}

var (
	// nameBefore ends what stands before the name of another body: 東 of 東村山市.
	nameBefore = regexp.MustCompile(`[\p{Han}ヶケノ]$`)
	// areaBefore is a body that holds this one: 長野県, 北佐久郡.
	areaBefore = regexp.MustCompile(`[都道府県郡市]$`)
	// behindName is what the name goes on with.
	behindName = regexp.MustCompile(`^[\p{Han}\p{Hiragana}\p{Katakana}ー・]*`)
	// units end what names a part of the body, or its site: 役所, 産業振興部公民連携課.
	units = regexp.MustCompile(`(?:役所|役場|庁|[部局課室係]|本部|デスク|センター|サイト|ページ|公式)$`)
	// others are bodies of other kinds whose names begin with that of the place.
	others = regexp.MustCompile(`会議所|商工会|協会|協議会|連盟|連合|組合|公社|機構|財団|法人|会社|大学|病院|議会|委員会|農協|クラブ|学校`)
)

// IsOf reports whether an imprint names a body, itself or a part of it, as who runs the page.
func (i Imprint) IsOf(name string) bool {
	text, rest := string(i), 0
	for name != "" {
		at := strings.Index(text[rest:], name)
		if at < 0 {
			return false
		}
		before, behind := text[:rest+at], text[rest+at+len(name):]
		rest += at + len(name)
		run := behindName.FindString(behind)
		if (!nameBefore.MatchString(before) || areaBefore.MatchString(before)) && !others.MatchString(run) && (run == "" || units.MatchString(run)) {
			return true
		}
	}
	return false
}

// bodyName is the name of a body at the beginning of the title of its site: 浜辺町公式ホームページ.
var bodyName = regexp.MustCompile(`(?:^|[|\s/・\-])((?:[\p{Han}\p{Hiragana}\p{Katakana}ヶ]{1,7}?)[都道府県市区町村])(?:公式|ホームページ|役所|役場|トップ|総合|ウェブ|web|home|へ|$|[^\p{Han}\p{Hiragana}\p{Katakana}])`)

// NameOf is the name of the body that the title or the first heading of its home page holds, "" for none.
func NameOf(root *html.Node) (name string) {
	page.Walk(root, func(n *html.Node) bool {
		if name == "" && (n.DataAtom == atom.Title || n.DataAtom == atom.H1) {
			name = nameIn(page.TextOf(n))
		}
		if name == "" && n.DataAtom == atom.Img && n.Parent != nil && (n.Parent.DataAtom == atom.H1 || n.Parent.DataAtom == atom.A) {
			name = nameIn(page.Attribute(n, "alt"))
		}
		return name == ""
	})
	return name
}

func nameIn(title string) string {
	if m := bodyName.FindStringSubmatch(strings.ReplaceAll(strings.ToLower(jtext.Fold(title)), "ようこそ", " ")); m != nil {
		return m[1]
	}
	return ""
}

// shared are hosts of states, of firms and of systems that serve many bodies.
var shared = regexp.MustCompile(`(?:^|\.)(?:go\.jp|ac\.jp|ed\.jp|google\.(?:com|co\.jp)|goo\.gl|forms\.gle|facebook\.com|twitter\.com|x\.com|instagram\.com|youtube\.com|youtu\.be|line\.me|lin\.ee|note\.com|peatix\.com|prtimes\.jp|wikipedia\.org|` +
	`logoform\.jp|graffer\.jp|e-tumo\.jp|kintoneapp\.com|supercals\.jp|efftis\.jp|e-tokyo\.lg\.jp|t-elbs\.jp|nsp-ebid\.jp|njss\.info|kkj\.go\.jp|elg-front\.jp|lg-waps\.jp)$|` +
	`(?:^|[.-])(?:e-?bid\w*|e-?nyusatsu|e-?nyuusatsu|e-?nyusatu|ppi\d*|cals|ebs|e-?tender|e-?procure\w*|pbi)[.-]`)

// IsShared reports whether an address is of a host that by its name serves many bodies, or a state: those are never searched.
func IsShared(address string) bool {
	u, err := url.Parse(address)
	return err != nil || shared.MatchString(strings.ToLower(u.Hostname()))
}
