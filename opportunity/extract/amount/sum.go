package amount

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// result settles the sums: footnotes, parts under their total, what was said twice.
func (r *amountReader) result() []opportunity.Amount {
	part := make([]bool, len(r.sums))
	for i := range r.sums {
		if !r.sums[i].none {
			r.markParts(i, part)
		}
	}
	r.markRepetitions(part)
	var out []opportunity.Amount
	for i, s := range r.sums {
		if part[i] || s.none {
			continue
		}
		s.settleRole()
		if s.Role != "" && !saidBefore(out, s.Amount) {
			out = append(out, s.Amount)
		}
	}
	return out
}

// settleRole decides a cap: a subsidy's where a footnote says so, else a ceiling.
func (s *sum) settleRole() {
	if s.Role == weakCap || s.Role == "" {
		granted := !(s.ofWork && !grantNouns.In(s.words)) && isGrant(condition.ReplaceAllString(s.words, "")) && !workCap.MatchString(s.words) || s.Role == weakCap && s.Per == "item" && bodyShare.MatchString(s.words) && !ofWork.In(s.words)
		switch {
		case granted && (s.Role == weakCap || jtext.HasAny(s.words, "上限", "支援金", "補助金")):
			s.Role = "subsidy_max"
		case s.Role == weakCap:
			s.Role = "ceiling"
		case jtext.HasAny(s.words, "最低", "下限"):
			s.Role = "minimum"
		case jtext.HasAny(s.words, "上限", "限度"):
			s.Role = "ceiling"
		case jtext.HasAny(s.words, "委託料", "予算", "予定価格"):
			s.Role = "estimate"
		}
	}
}

// markParts marks the sums beside r.sums[i] that add up to it; a total without a role of its own takes theirs.
func (r *amountReader) markParts(i int, part []bool) {
	whole := &r.sums[i]
	for _, step := range [...]int{1, -1} {
		left, n := whole.Yen, 0
		for j := i + step; j >= 0 && j < len(r.sums) && left > 0 && (near(r.sums[j], *whole) || whole.total && between(r.sums[j], *whole) <= partsReach); j += step {
			left -= r.sums[j].Yen
			n++
			if left == 0 && n > 1 && r.mayAddUp(i, step, n) {
				r.takeParts(i, step, n, part)
				return
			}
		}
	}
	if strings.Contains(whole.near, "場合") {
		return // another sum for some
	}
	for j := range r.sums {
		if p := &r.sums[j]; (p.Per == "year" || p.Per == "unknown") && whole.Per == "total" && (p.Per == "year" && p.line == whole.line || wholeOfYears.MatchString(whole.words) || p.line == whole.line && wholeOfYears.MatchString(p.near)) && p.Role == whole.Role && near(*p, *whole) && whole.Yen > p.Yen && whole.Yen%p.Yen == 0 && whole.Yen/p.Yen <= mostParts {
			part[j] = true // the same of each year
		} else if p.Per == "unknown" && whole.Per == "year" && j > i && p.line == whole.line && strings.Contains(p.near, "(") && p.Role == whole.Role && whole.Yen == 12*p.Yen {
			part[j] = true // the same of each month
		}
	}
	if !whole.total {
		return
	}
	for j := range r.sums {
		if j != i && near(r.sums[j], *whole) && !r.sums[j].total && r.sums[j].Yen < whole.Yen && r.sums[j].Per == "year" && (r.sums[j].Role == "subsidy_max") == (whole.Role == "subsidy_max") && r.sums[j].Role != "minimum" && r.sums[j].Role != "deposit" && (r.sums[j].Role == whole.Role || r.sums[j].Role != "estimate" || whole.Yen%r.sums[j].Yen == 0) {
			part[j] = true
		}
	}
}

// mayAddUp reports whether n sums beside r.sums[i] that add up to it may be its parts, and do not so by chance: it is named as their
// total, or they follow it and are named as costs, not as it is.
func (r *amountReader) mayAddUp(i, step, n int) bool {
	whole := &r.sums[i]
	if whole.total || whole.unnamed {
		return true
	}
	for k := 1; k <= n; k++ {
		if r.sums[i+step*k].isTax {
			return true
		}
	}
	if step < 0 || whole.line == r.sums[i+1].line && !r.sums[i+1].listed {
		return false
	}
	if whole.Per == "total" && !slices.ContainsFunc(r.sums[i+1:i+1+n], func(p sum) bool { return p.Per != "year" }) {
		return true // those of its years
	}
	if own := whole.ownRole(); own == "" && !whole.bare || own == "other" || own == "deposit" {
		return false
	}
	for _, p := range r.sums[i+1 : i+1+n] {
		if own := p.ownRole(); own != "" && own != "estimate" {
			return false
		}
	}
	return true
}

// ownRole is the role of a sum by the words of its row alone.
func (s *sum) ownRole() string {
	return amountRole(s.row+" "+s.near, s.after, s.read)
}

// markRepetitions marks the sums that are one beside them without its tax (LABELS 16 and 35).
func (r *amountReader) markRepetitions(part []bool) {
	for i := range r.sums {
		for j := max(0, i-4); j < min(len(r.sums), i+5); j++ {
			bare, full := &r.sums[i], &r.sums[j]
			if i == j || part[i] || part[j] || bare.none || full.none || bare.Role != full.Role || bare.Per != full.Per || !near(*bare, *full) || bare.Tax == "incl" && full.Tax != "incl" || full.Tax == "excl" || ofOtherYears(bare, full) {
				continue
			}
			if tax := full.Yen - bare.Yen; bare.Yen >= 1000 && (tax == bare.Yen/10 || tax == bare.Yen*8/100) && (bare.Tax == "excl" || full.Tax == "incl") {
				part[i], full.Tax = true, "incl"
			}
		}
	}
}

// ofOtherYears reports whether the rows of two sums name different years.
func ofOtherYears(a, b *sum) bool {
	year, other := fiscalYears.FindString(a.row+a.near), fiscalYears.FindString(b.row+b.near)
	return year != "" && other != "" && year != other
}

const mostParts = 120 // years or months of a contract

// wholeOfYears is what a sum of several years or months is called.
var wholeOfYears = jtext.MustPattern(`総額|総価|合計|総計|全体|全期間|計|[0-9](?:か|ヶ|カ|ヵ|箇)?[年月](?:で|分)|年間|か年|箇年|ヶ年|カ年|ヵ年|期間`)

// partsReach is how many lines the parts of a total may stand from it, each a paragraph of its own.
const partsReach = 6

func near(a, b sum) bool { return a.section == b.section && between(a, b) <= 12 }

// between is how many lines apart two sums stand.
func between(a, b sum) int { return max(a.line-b.line, b.line-a.line) }

// takeParts drops n parts and gives their role and tax to the whole where it has none.
func (r *amountReader) takeParts(i, step, n int, part []bool) {
	whole := &r.sums[i]
	whole.Per = "total"
	for k := 1; k <= n; k++ {
		p := r.sums[i+step*k]
		part[i+step*k] = true
		if (whole.Role == "" || whole.total && whole.Role == "estimate" && !planned.In(whole.row+whole.near)) && p.Role != "" && !p.none {
			whole.Role = p.Role // that of 総額 alone is loose
		}
		switch {
		case p.isTax || strings.HasPrefix(strings.TrimSpace(p.words), "消費税"):
			whole.Tax = "incl" // a part of it is the tax
		case whole.Tax == unknownTax:
			whole.Tax = p.Tax
		}
	}
}

// saidBefore says whether a is among out; it adds its tax where that was unknown.
func saidBefore(out []opportunity.Amount, a opportunity.Amount) bool {
	for i := range out {
		if out[i].Yen != a.Yen || out[i].Role != a.Role || out[i].Per != a.Per {
			continue
		}
		if out[i].Tax == unknownTax || a.Tax == unknownTax || out[i].Tax == a.Tax {
			if out[i].Tax == unknownTax {
				out[i].Tax = a.Tax
			}
			return true
		}
	}
	return false
}
