package linkname

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// IsAside reports whether an element inside a link holds no part of its title: a mark, the name of a kind, a department, a fact.
func IsAside(n *html.Node) bool {
	return isMark(n) || isTag(n) || isOwnDepartment(n) || isFact(n)
}

// followText matches what an element inside a link says that invites to follow it.
var followText = jtext.MustPattern(`(?i)^(?:詳細|詳しく|くわしく|続き|もっと)(?:は(?:こちら)?|を?(?:見|み)る|を?読む|へ)?[\s>＞›»→…]*$|^(?:read |view )?more\W*$`)

// openMark matches the state of a call that still takes entries, folded.
var openMark = jtext.MustPattern(`^(?:現在)?(?:募集|受付|公告|公開|公募|応募受付|申込受付)中$`)

// isMark says whether an element inside a link is a mark: NEW, an icon's words, 詳しく見る.
func isMark(n *html.Node) bool {
	text := page.TextOf(n)
	if len(text) > shortMark {
		return false
	}
	bare := strings.ToUpper(strings.Trim(text, "[]!！【】 "))
	switch bare {
	case "NEW", "新着", "更新":
		return true
	}
	return openMark.MatchString(bare) || followText.MatchString(text)
}

// MarkClass matches the class of an element that names the kind of what stands beside it.
var MarkClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:tag|cat|category|label|lbl|badge|genre|kind|status|ico|icon)s?(?:$|[\s_-])`)

// isTag reports whether a short element inside a link, with others beside it, is called a mark of its kind.
func isTag(n *html.Node) bool {
	return len(page.TextOf(n)) <= shortTag && MarkClass.MatchString(page.Attribute(n, "class")) && hasElementsBeside(n)
}

func hasElementsBeside(n *html.Node) bool {
	return page.ElementAfter(n) != nil || page.ElementBefore(n) != nil
}

// departmentEnd ends the name of a department that a list shows as a badge.
var departmentEnd = jtext.MustPattern(`(?:課|部|局|室|係|センター|委員会)$`)

// isOwnDepartment says whether an element inside a link, before others or behind a title, holds a department and nothing else.
func isOwnDepartment(n *html.Node) bool {
	if IsPhrase(n) || len(page.TextOf(n)) > shortMark {
		return false
	}
	text := jtext.Fold(page.TextOf(n))
	if !departmentEnd.MatchString(text) || !page.IsDepartment(text) {
		return false
	}
	switch after := nextWords(n); {
	case after == nil:
		return followsTitle(n)
	default:
		return after.Type == html.ElementNode && !IsPhrase(after)
	}
}

// nextWords is what follows an element that is more than white space, nil for nothing.
func nextWords(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.ElementNode || s.Type == html.TextNode && strings.TrimSpace(s.Data) != "" {
			return s
		}
	}
	return nil
}

// followsTitle reports whether an element or a line that is long enough for a title stands before another.
func followsTitle(n *html.Node) bool {
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if len(page.WordsOf(s)) >= shortTag && (s.Type == html.ElementNode || page.PartsWords(n.DataAtom)) {
			return true
		}
	}
	return false
}

// contactFact matches whom to ask, behind a label, folded.
var contactFact = jtext.MustPattern(`^[\[(【]?(?:担当|所管|所属|発注|部署|問い?合わ?せ)[^:\s]{0,6}[\])】]?\s*[:\s]\s*\S`)

// isFact reports whether an element inside a link, with others beside it, says the last day of a call or whom to ask, and nothing else.
func isFact(n *html.Node) bool {
	if IsPhrase(n) || !hasElementsBeside(n) {
		return false
	}
	text := page.TextOf(n)
	if len(text) > longFact {
		return false
	}
	folded := jtext.Fold(text)
	return rowday.IsDue(folded) || contactFact.MatchString(folded)
}

// PartsOf are the words of the elements in a box that holds nothing else, or its words as one.
func PartsOf(n *html.Node) (parts []string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if text := page.WordsOf(c); text != "" {
			if c.Type != html.ElementNode || IsPhrase(c) {
				return []string{page.TextOf(n)}
			}
			parts = append(parts, text)
		}
	}
	if len(parts) < 2 {
		return []string{page.TextOf(n)}
	}
	return parts
}
