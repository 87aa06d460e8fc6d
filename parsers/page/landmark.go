package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Landmark is the part that an element plays on a page, read from its tag, role, id and classes.
type Landmark uint8

const (
	noLandmark  Landmark = iota // the zero value: named after no part
	MainPart                    // holds the announcement
	AroundPart                  // navigation, side column, footer, banners: nothing in it is the announcement's
	HeadPart                    // page header or tool bar: no text of the announcement, but its dates may stand there
	CrumbPart                   // breadcrumbs
	ContactPart                 // where questions go
	MaybeAround                 // names used for both: around only where it is mostly links
	RelatedPart                 // other announcements
	HiddenPart                  // hidden by the style sheet
)

// landmarkName gives a word of an id or class the part it names. Words are what stands between hyphens, underscores
// and capitals, digits dropped.
var landmarkNames = map[string]Landmark{
	// The containers of CMSs, with where they were seen.
	"main":    MainPart,                       // most; main_body of the "detail_free" family
	"honbun":  MainPart,                       // older Japanese CMSs
	"content": MainPart, "contents": MainPart, // tmp_contents of prefectures, contents-in
	"article": MainPart, "entry": MainPart, // WordPress: entry-content
	"body": MainPart, "wysiwyg": MainPart, "voice": MainPart, // article body; #voice is read aloud

	"nav": AroundPart, "navi": AroundPart, "gnav": AroundPart, "gnavi": AroundPart, "lnav": AroundPart,
	"lnavi": AroundPart, "globalnav": AroundPart, "globalnavi": AroundPart, "localnav": AroundPart,
	"localnavi": AroundPart, "sidenav": AroundPart, "sidenavi": AroundPart, "subnav": AroundPart, "subnavi": AroundPart,
	"megamenu": AroundPart, "menu": MaybeAround, "submenu": AroundPart, "sidemenu": AroundPart, "gmenu": AroundPart,
	"footer": AroundPart, "foot": AroundPart, "copyright": AroundPart,
	"side": AroundPart, "sidebar": AroundPart, "sidebox": AroundPart, "aside": MaybeAround,
	"left": MaybeAround, "right": MaybeAround, // rightColumn
	"emergency": AroundPart, "kinkyu": AroundPart, "bousai": MaybeAround, "alert": MaybeAround, // disaster banner
	"topics": MaybeAround, "news": MaybeAround, "whatsnew": AroundPart, "shinchaku": AroundPart, "information": MaybeAround,
	"ranking": AroundPart, "widget": AroundPart, "banner": AroundPart, "banners": AroundPart, "adv": MaybeAround,
	"pickup": MaybeAround, "osusume": AroundPart, "recommend": AroundPart, "calendar": MaybeAround,
	"pagetop": AroundPart, "translation": AroundPart, "language": AroundPart, "lang": MaybeAround, "search": MaybeAround,
	"share": AroundPart, "pager": AroundPart, "pagination": AroundPart, "cookie": AroundPart,
	"enquete": AroundPart, "anketo": AroundPart, "questionnaire": AroundPart, "feedback": AroundPart, // "was this page useful"
	"plugin": AroundPart, "reader": MaybeAround, // how to get a PDF viewer
	"related": RelatedPart, "recent": RelatedPart, "relation": RelatedPart, "kanren": MaybeAround,

	"header": HeadPart, "head": HeadPart, "sns": HeadPart, "social": HeadPart, "print": HeadPart, "hero": HeadPart,
	"breadcrumb": CrumbPart, "breadcrumbs": CrumbPart, "crumb": CrumbPart, "crumbs": CrumbPart, "pankuzu": CrumbPart,
	"topicpath": CrumbPart, "tpath": CrumbPart, "breadlist": CrumbPart, "topic-path": CrumbPart, "pan": CrumbPart,
	"panlist": CrumbPart, "bread": CrumbPart, "path": CrumbPart, "locus": CrumbPart, "pwd": CrumbPart,

	"contact": ContactPart, "inquiry": ContactPart, "toiawase": ContactPart, "otoiawase": ContactPart,
	"reference": ContactPart, "toi": ContactPart, "tantou": ContactPart, "tanto": ContactPart, "ask": ContactPart,

	"hide": HiddenPart, "hidden": HiddenPart, "invisible": HiddenPart, "skip": HiddenPart, "blockskip": HiddenPart,
	"visuallyhidden": HiddenPart, "nodisplay": HiddenPart, "none": HiddenPart,
}

// LandmarkOf tells which part n plays. An id or class whose words name several parts goes by the strongest: contact
// before crumbs before what is around; a container's name counts last, since "main-nav" is a nav.
func LandmarkOf(n *html.Node) Landmark {
	switch n.DataAtom {
	case atom.Nav:
		if strings.Contains(Attribute(n, "aria-label"), "パンくず") || strings.Contains(Attribute(n, "aria-label"), "現在") {
			return CrumbPart
		}
		found := namedPart(n)
		if found == CrumbPart {
			return found
		}
		return AroundPart
	case atom.Footer:
		if namedPart(n) == ContactPart {
			return ContactPart // of an article: <footer class="contact">
		}
		return AroundPart
	case atom.Header:
		return HeadPart
	case atom.Main:
		return MainPart
	case atom.Html, atom.Body:
		return noLandmark
	}
	return namedPart(n)
}

// rank orders parts where several are named by one element.
var rank = [...]uint8{noLandmark: 0, MainPart: 1, MaybeAround: 2, HeadPart: 3, RelatedPart: 4, AroundPart: 5, HiddenPart: 6,
	ContactPart: 7, CrumbPart: 8}

// namedPart reads role, id and class.
func namedPart(n *html.Node) Landmark {
	best := noLandmark
	consider := func(found Landmark) {
		if rank[found] > rank[best] {
			best = found
		}
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "id", "class":
			EachWord(a.Val, func(word string) {
				if found := landmarkNames[word]; found != HiddenPart || !isShownSomewhere(a.Val) {
					consider(found)
				}
			})
		case "role":
			consider(landmarkRoles[a.Val])
		case "itemtype":
			if strings.HasSuffix(a.Val, "BreadcrumbList") {
				consider(CrumbPart)
			}
		}
	}
	if n.DataAtom == atom.Aside && best != ContactPart {
		return AroundPart
	}
	if n.DataAtom == atom.Article && best == noLandmark {
		return MainPart
	}
	return best
}

// landmarkRoles are the WAI-ARIA 1.2 landmark roles (§5.3.4).
var landmarkRoles = map[string]Landmark{
	"main": MainPart, "navigation": AroundPart, "complementary": AroundPart, "contentinfo": AroundPart,
	"banner": HeadPart, "search": AroundPart,
}

// deviceWords are the words of classes that hide an element on some screens alone: sp-none, hidden-xs, d-none d-md-block.
var deviceWords = map[string]bool{"sp": true, "pc": true, "tb": true, "tablet": true, "mobile": true, "phone": true,
	"desktop": true, "xs": true, "sm": true, "md": true, "lg": true, "xl": true, "xxl": true, "print": true}

// isShownSomewhere reports whether a class that hides an element hides it on some screens alone.
func isShownSomewhere(class string) (shown bool) {
	EachWord(class, func(word string) { shown = shown || deviceWords[word] })
	return shown
}

// EachWord calls visit with the words of an id or class list, in lower case: "rightColumn2 site-footer" is right,
// column, site, footer.
func EachWord(names string, visit func(string)) {
	start := 0
	flush := func(end int) {
		if end > start {
			visit(strings.ToLower(names[start:end]))
		}
	}
	for i := 0; i < len(names); i++ {
		c := names[i]
		lower, upper := c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z'
		if !lower && !upper {
			flush(i)
			start = i + 1
		} else if upper && i > start && names[i-1] >= 'a' && names[i-1] <= 'z' {
			flush(i)
			start = i
		}
	}
	flush(len(names))
}
