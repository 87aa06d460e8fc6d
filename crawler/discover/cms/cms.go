// Package cms tells the families of content management systems apart, and knows where each has the feed of what is new.
package cms

import (
	"bytes"
	"regexp"
)

// family is a family of content management systems: what its pages are known by, and where it puts the feed of what is new.
type family struct {
	name  string
	marks []string       // any of them in a page
	form  *regexp.Regexp // or this form of a link's path on the home page; nil for none
	feeds []string       // paths, the most usual first; {dir} stands for the directory of a list that was found
}

// families are tried in order. The marks are those of the families' pages; the feeds those that bodies were seen to have.
var families = []family{
	{name: "wordpress", marks: []string{"/wp-content/", "/wp-includes/"}, feeds: []string{"/feed/", "/?feed=rss2"}},
	{name: "shirasagi", marks: []string{"/assets/cms/public", "SHIRASAGI", `class="ss-`}, feeds: []string{"{dir}rss.xml", "/rss.xml", "/news/rss.xml", "/oshirase/rss.xml"}},
	{name: "joruri", marks: []string{"/_common/themes/", "more@docs", `class="contentArticle`}, form: regexp.MustCompile(`^/docs/\d{8,}/$|/categor(?:y|ies)/bunya/`),
		feeds: []string{"/docs/index.rss", "/category/kubun/news/index.atom", "/category/kubun/news/index.rss", "{dir}index.rss"}},
	{name: "info_list", marks: []string{"/ssi/css/", "/ssi/js/", `id="mymainback"`, `class="info_list`, `class="detail_free"`}, feeds: []string{"/rss/10/list1.xml", "/rss/20/list1.xml"}},
	{name: "fi", marks: []string{"/_template_/_site_/", "/_res/projects/default_project/", "FI.jQuery"}, form: regexp.MustCompile(`/\d{7}(?:/index)?\.html$`), feeds: []string{"/news.rss", "/rss_list/news.rss", "/shinchaku.rss"}},
	{name: "cms8341", marks: []string{`id="tmp_contents"`, `id="tmp_wrapper"`, `id="tmp_header"`, "/cms8341/"},
		feeds: []string{"/shinchaku/shinchaku.xml", "/shinchaku.xml", "/oshirase.xml", "/oshirase/oshirase.xml", "/news/news.xml", "/release/release.xml"}},
	{name: "theme_base", marks: []string{"/theme/base/", "ewbc.min.js", `id="contents-in"`, "/cgi-bin/feed.php"}, feeds: []string{"/cgi-bin/feed.php?siteNew=1", "/cgi-bin/feed.php?type=rss_2.0&new1=1", "/cgi-bin/feed.php?new1=1"}},
	{name: "wysiwyg_wp", marks: []string{"style.wysiwyg.css", "style.tableconverter.css", `class="wysiwyg_wp`}, feeds: []string{"/rss_news.xml", "/oshirase/rss_news.xml", "/news/rss_news.xml"}},
	{name: "mol", marks: []string{"mol_contents", "mol_textblock", "main_naka", "/cmsfiles/"}, form: regexp.MustCompile(`/category/\d+(?:-\d+){8,9}\.html$`),
		feeds: []string{"/rss/rss.xml", "/rss/rss_new.xml", "/main/rss/rss_new.xml"}},
	{name: "hpkiji", marks: []string{"/hpkiji/", `class="kijilist`}, form: regexp.MustCompile(`^(?:/[a-z]+)?/(?:list\d{5}\.html|kiji\d+/index\.html)$`), feeds: []string{"/new_list.xml", "/rss/nrss.xml"}},
	{name: "www_genre", form: regexp.MustCompile(`^/www/(?:genre|contents|toppage)/\d+/`), feeds: []string{"/www/rss/news.rdf", "/www/rss/topics.rdf"}},
	{name: "sakura", form: regexp.MustCompile(`/p\d{6}\.html$`), feeds: []string{"/rss/rss10.xml", "/rss/rss20.xml"}},
}

// anyFeeds are tried where no family is recognised: one, as sites that link no feed hardly have one.
var anyFeeds = []string{"/rss.xml"}

// Of recognises the family of a page by its marks, else by the forms of the paths that it links to.
func Of(body []byte, paths []string) (name string) {
	for _, f := range families {
		for _, mark := range f.marks {
			if bytes.Contains(body, []byte(mark)) {
				return f.name
			}
		}
	}
	for _, f := range families {
		hits := 0
		for _, p := range paths {
			if f.form != nil && f.form.MatchString(p) {
				hits++
			}
		}
		if hits >= 2 {
			return f.name
		}
	}
	return ""
}

// FeedsOf returns the paths at which sites of a family have their feed.
func FeedsOf(name string) []string {
	for _, f := range families {
		if f.name == name {
			return f.feeds
		}
	}
	return anyFeeds
}
