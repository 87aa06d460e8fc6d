package pager

import (
	"cmp"
	"regexp"
	"slices"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

const (
	latestYears = 2  // lists of a series that are latest: this year's and the former's, on which calls may be open yet
	latestParts = 3  // of months, halves, quarters and numbers
	mostOfTerm  = 4  // lists of one term: more are the rows of a list with a column of years
	maxLatest   = 6  // lists of all series of a page
	mostNamed   = 30 // characters in the name of a list
)

// otherSeries finds in what lists of years are called that they are no calls, folded.
var otherSeries = jtext.MustPattern(`結果|実績|落札|決定|見通し|予定|様式|名簿|統計|予算|決算|計画|議事|会議|採用|試験|広報|だより`)

// listWords match what lists of calls are called by beside their years, folded.
var listWords = jtext.MustPattern(`^(?:公募型?|募集|プロポーザル|サウンディング|市場調査|企画|競争|提案|対話|指定管理者?|ネーミングライツ|入札|見積(?:り?合わせ)?|公告|契約|発注|調達|案件|事業者?|民間|業務|委託|物品|役務|工事|建設|測量|設計|コンサル(?:タント)?|一般|条件付き?|制限付き?|方式|型|実施|情報|一覧|お知らせ|ページ|分|年?度|[のにをはとや等・,、()\[\]\s])+$`)

// choosable is the value of a choice that leads to a page.
var choosable = regexp.MustCompile(`^(?:https?://|\.{0,2}/)|^[\w/-]+(?:/|\.html?|\.php)$`)

// Choice is where a choice in a box of pages leads, as it stands; "" for what a form asks.
func Choice(option *html.Node) string {
	if value := page.Attribute(option, "value"); choosable.MatchString(value) {
		return value
	}
	return ""
}

// ByTerms are the lists by years, months or the like that a page links on its host.
type ByTerms struct {
	Latest []string        // their addresses: the newest of each series first, then the ones before
	Later  []string        // those of later years than the page's own
	All    map[string]bool // by their addresses
	IsOne  bool            // the page tells a year of its own
}

// ListsByTerms finds the lists by years, months or the like that a page links. beside tells what stands beside the page's own part.
func ListsByTerms(doc *page.Document, beside func(*html.Node) bool) (found ByTerms) {
	named := namedIn(doc, beside)
	if len(named) == 0 {
		return found
	}
	p, editions := pager{doc: doc}, Editions{}
	for _, e := range named {
		p.years = append(p.years, e.node)
		editions.add(e)
	}
	own := p.ownYear()
	found.IsOne = own > 0
	var latest, later [latestParts][]string
	found.All = map[string]bool{}
	for _, series := range seriesIn(named) {
		if !series.mayBeOfCalls() {
			continue
		}
		terms := editions.newest(series)
		if len(terms[0]) > mostOfTerm {
			continue
		}
		for _, e := range editions[series] {
			found.All[e.Key] = true
		}
		for n, lists := range terms {
			for _, e := range lists {
				latest[n] = append(latest[n], e.Key)
				if own > 0 && series.Unit == ByYear && e.term.Year > own {
					later[n] = append(later[n], e.Key)
				}
			}
		}
	}
	found.Latest, found.Later = slices.Concat(latest[:]...), slices.Concat(later[:]...)
	found.Latest = found.Latest[:min(len(found.Latest), maxLatest)]
	return found
}

// namedIn are the links and choices of a page that may name lists of a series, by their addresses.
func namedIn(doc *page.Document, beside func(*html.Node) bool) (named []Edition) {
	seen := map[string]bool{}
	page.Walk(doc.Root, func(n *html.Node) bool {
		href, words := "", ""
		switch {
		case n.Type == html.ElementNode && beside(n):
			return false
		case n.DataAtom == atom.A && !page.IsFileLink(n):
			href, words = page.Attribute(n, "href"), wordsOfLink(n)
			words = cmp.Or(TermOver(n, words), words)
		case n.DataAtom == atom.Option:
			href, words = Choice(n), page.TextOf(n)
		}
		if href == "" || utf8.RuneCountInString(words) > mostNamed {
			return true
		}
		term, ok := TermIn(words)
		if !ok {
			return true
		}
		address, err := doc.Resolve(href)
		if err != nil || doc.LeadsHere(address) || seen[address] || !page.SameHost(address, doc.URL) {
			return true
		}
		seen[address] = true
		named = append(named, Edition{Name: words, Key: address, term: term, node: n})
		return true
	})
	return named
}

// seriesIn are the series of lists in the order in which a page names them.
func seriesIn(named []Edition) (order []Series) {
	for _, e := range named {
		if s := seriesOf(e.term); !slices.Contains(order, s) {
			order = append(order, s)
		}
	}
	return order
}

// mayBeOfCalls reports whether the lists of a series are named by their terms alone, or beside them by words of lists and none that other
// matters are called by.
func (s Series) mayBeOfCalls() bool {
	return !otherSeries.MatchString(s.Beside) && (Term{Unit: s.Unit, Beside: s.Beside}.IsBare() || listWords.MatchString(s.Beside))
}

// newest are the lists of the latest terms of a series, the newest first, by their terms.
func (all Editions) newest(s Series) (terms [][]Edition) {
	fiscal := isFiscal(all[s])
	sorted := slices.Clone(all[s])
	slices.SortStableFunc(sorted, func(a, b Edition) int { return cmp.Compare(b.term.Order(fiscal), a.term.Order(fiscal)) })
	most := latestParts
	if s.Unit == ByYear {
		most = latestYears
	}
	for n, e := range sorted {
		if n == 0 || e.term.Order(fiscal) != sorted[n-1].term.Order(fiscal) {
			if len(terms) == most {
				break
			}
			terms = append(terms, nil)
		}
		terms[len(terms)-1] = append(terms[len(terms)-1], e)
	}
	return terms
}
