package parsers

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// landmark is the part that an element plays on a page, read from its tag, role, id and classes.
type landmark uint8

const (
	noLandmark  landmark = iota
	mainPart             // holds the announcement
	aroundPart           // navigation, side column, footer, banners: nothing in it is the announcement's
	headPart             // page header or tool bar: no text of the announcement, but its dates may stand there
	crumbPart            // breadcrumbs
	contactPart          // where questions go
	maybeAround          // names used for both: around only where it is mostly links
	relatedPart          // other announcements
	hiddenPart           // hidden by the style sheet
)

// landmarkName gives a word of an id or class the part it names. Words are what stands between hyphens, underscores
// and capitals, digits dropped.
var landmarkNames = map[string]landmark{
	// The containers of CMSs, with where they were seen.
	"main":    mainPart,                       // most; main_body of the "detail_free" family
	"honbun":  mainPart,                       // older Japanese CMSs
	"content": mainPart, "contents": mainPart, // tmp_contents of prefectures, contents-in
	"article": mainPart, "entry": mainPart, // WordPress: entry-content
	"body": mainPart, "wysiwyg": mainPart, "voice": mainPart, // article body; #voice is read aloud

	"nav": aroundPart, "navi": aroundPart, "gnav": aroundPart, "gnavi": aroundPart, "lnav": aroundPart,
	"lnavi": aroundPart, "globalnav": aroundPart, "globalnavi": aroundPart, "localnav": aroundPart,
	"localnavi": aroundPart, "sidenav": aroundPart, "sidenavi": aroundPart, "subnav": aroundPart, "subnavi": aroundPart,
	"megamenu": aroundPart, "menu": maybeAround, "submenu": aroundPart, "sidemenu": aroundPart, "gmenu": aroundPart,
	"footer": aroundPart, "foot": aroundPart, "copyright": aroundPart,
	"side": aroundPart, "sidebar": aroundPart, "sidebox": aroundPart, "aside": maybeAround,
	"left": maybeAround, "right": maybeAround, // rightColumn
	"emergency": aroundPart, "kinkyu": aroundPart, "bousai": maybeAround, "alert": maybeAround, // disaster banner
	"topics": maybeAround, "news": maybeAround, "whatsnew": aroundPart, "shinchaku": aroundPart, "information": maybeAround,
	"ranking": aroundPart, "widget": aroundPart, "banner": aroundPart, "banners": aroundPart, "adv": maybeAround,
	"pickup": maybeAround, "osusume": aroundPart, "recommend": aroundPart, "calendar": maybeAround,
	"pagetop": aroundPart, "translation": aroundPart, "language": aroundPart, "lang": maybeAround, "search": maybeAround,
	"share": aroundPart, "pager": aroundPart, "pagination": aroundPart, "cookie": aroundPart,
	"enquete": aroundPart, "anketo": aroundPart, "questionnaire": aroundPart, "feedback": aroundPart, // "was this page useful"
	"plugin": aroundPart, "reader": maybeAround, // how to get a PDF viewer
	"related": relatedPart, "recent": relatedPart, "relation": relatedPart, "kanren": maybeAround,

	"header": headPart, "head": headPart, "sns": headPart, "social": headPart, "print": headPart, "hero": headPart,
	"breadcrumb": crumbPart, "breadcrumbs": crumbPart, "crumb": crumbPart, "crumbs": crumbPart, "pankuzu": crumbPart,
	"topicpath": crumbPart, "tpath": crumbPart, "breadlist": crumbPart, "topic-path": crumbPart, "pan": crumbPart,
	"panlist": crumbPart, "bread": crumbPart, "path": crumbPart, "locus": crumbPart, "pwd": crumbPart,

	"contact": contactPart, "inquiry": contactPart, "toiawase": contactPart, "otoiawase": contactPart,
	"reference": contactPart, "toi": contactPart, "tantou": contactPart, "tanto": contactPart, "ask": contactPart,

	"hide": hiddenPart, "hidden": hiddenPart, "invisible": hiddenPart, "skip": hiddenPart, "blockskip": hiddenPart,
	"visuallyhidden": hiddenPart, "nodisplay": hiddenPart, "none": hiddenPart,
}

// landmarkOf tells which part n plays. An id or class whose words name several parts goes by the strongest: contact
// before crumbs before what is around; a container's name counts last, since "main-nav" is a nav.
func landmarkOf(n *html.Node) landmark {
	switch n.DataAtom {
	case atom.Nav:
		if strings.Contains(attribute(n, "aria-label"), "パンくず") || strings.Contains(attribute(n, "aria-label"), "現在") {
			return crumbPart
		}
		found := namedPart(n)
		if found == crumbPart {
			return found
		}
		return aroundPart
	case atom.Footer:
		return aroundPart
	case atom.Header:
		return headPart
	case atom.Main:
		return mainPart
	case atom.Html, atom.Body:
		return noLandmark
	}
	return namedPart(n)
}

// rank orders parts where several are named by one element.
var rank = [...]uint8{noLandmark: 0, mainPart: 1, maybeAround: 2, headPart: 3, relatedPart: 4, aroundPart: 5, hiddenPart: 6,
	contactPart: 7, crumbPart: 8}

// namedPart reads role, id and class.
func namedPart(n *html.Node) landmark {
	best := noLandmark
	consider := func(found landmark) {
		if rank[found] > rank[best] {
			best = found
		}
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "id", "class":
			eachWord(a.Val, func(word string) { consider(landmarkNames[word]) })
		case "role":
			consider(landmarkRoles[a.Val])
		case "itemtype":
			if strings.HasSuffix(a.Val, "BreadcrumbList") {
				consider(crumbPart)
			}
		}
	}
	if n.DataAtom == atom.Aside && best != contactPart {
		return aroundPart
	}
	if n.DataAtom == atom.Article && best == noLandmark {
		return mainPart
	}
	return best
}

// landmarkRoles are the WAI-ARIA 1.2 landmark roles (§5.3.4).
var landmarkRoles = map[string]landmark{
	"main": mainPart, "navigation": aroundPart, "complementary": aroundPart, "contentinfo": aroundPart,
	"banner": headPart, "search": aroundPart,
}

// eachWord calls visit with the words of an id or class list, in lower case: "rightColumn2 site-footer" is right,
// column, site, footer.
func eachWord(names string, visit func(string)) {
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
