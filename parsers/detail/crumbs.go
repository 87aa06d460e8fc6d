package detail

import (
	"strings"

	"koubo/opportunity/jtext"
)

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
