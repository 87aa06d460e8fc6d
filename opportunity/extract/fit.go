package extract

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// What the kind and the stage of an announcement say of its steps and sums.

// fitKind reads the steps by what the kind of announcement makes of them: the days between which an advertisement is shown are the term of
// the contract, an application to register is the submission, an entry sheet the sign-up for a dialogue. It takes back the budget of what
// the body sells, lets or registers, or only explains: it orders no work there.
func (o *record) fitKind(text string) {
	if o.BudgetYen != nil && o.ordersNothing(text) {
		o.dropBudget()
	}
	switch o.Kind {
	case opportunity.AdSpace:
		for i, s := range o.Deadlines {
			if s.Role == opportunity.Publication && s.Start != "" && s.End != "" {
				o.Deadlines[i].Role = opportunity.Period
			}
		}
	case opportunity.VendorRegistration:
		o.submitToRegister()
	case opportunity.Sounding:
		o.registerForDialogue()
	}
}

// submitToRegister makes submissions of the registrations of a call to register: to apply for that is all that it asks for.
func (o *record) submitToRegister() {
	var kept []opportunity.Deadline
	for _, s := range o.Deadlines {
		if s.Role == opportunity.Registration {
			s.Role = opportunity.Submission
			if s.Start == "" && slices.ContainsFunc(o.Deadlines, func(d opportunity.Deadline) bool { return d.Role == s.Role && d.End == s.End }) {
				continue // told in the window as well
			}
		}
		if !slices.ContainsFunc(kept, func(d opportunity.Deadline) bool { return d.Role == s.Role && d.Start == s.Start && d.End == s.End }) {
			kept = append(kept, s)
		}
	}
	o.Deadlines = kept
}

// entrySheet is what a firm signs up for a dialogue with; papers for it name what they hold.
var (
	entrySheet = jtext.NewWords("エントリー")
	ofDialogue = jtext.NewWords("提案", "調査票", "アイデア", "アイディア", "意見", "事前")
)

// registerForDialogue makes registrations of the last days for entry sheets of a sounding that has no other to sign up by.
func (o *record) registerForDialogue() {
	if slices.ContainsFunc(o.Deadlines, func(d opportunity.Deadline) bool { return d.Role == opportunity.Registration }) {
		return
	}
	for i, d := range o.Deadlines {
		if d.Role == opportunity.Submission && entrySheet.In(d.Evidence) && !ofDialogue.In(d.Evidence) {
			o.Deadlines[i].Role = opportunity.Registration
		}
	}
}

// dropBudget takes back the budget, and what told it.
func (o *record) dropBudget() {
	o.BudgetYen = nil
	delete(o.Evidence, "budget_yen")
}

// paysUpTo are words of a label that names what the body pays for work at most, whatever kind of call its title is taken for: 提案上限額.
var paysUpTo = jtext.NewWords("提案上限", "提案限度", "委託料", "委託上限", "契約上限", "契約限度", "見積限度")

// ordersNothing reports whether the page is of a kind that pays for no work, and names nothing that it pays up to.
func (o *record) ordersNothing(text string) bool {
	switch o.Kind {
	case opportunity.AdSpace, opportunity.NamingRights, opportunity.VendorRegistration:
		return !paysUpTo.In(text)
	case opportunity.Other:
		if slices.ContainsFunc(o.Amounts, func(a opportunity.Amount) bool {
			return a.Role == "minimum" || a.Role == "other" || a.Role == "deposit"
		}) {
			return true
		}
	}
	return o.Stage == opportunity.OtherPage
}

// fitStage takes back what a page of the call's end names and no longer holds: the steps of a cancelled call, and the sum that was agreed,
// which is no budget. Days of a page that invites nobody are no steps either, but for what it announces.
func (o *record) fitStage() {
	switch o.Stage {
	case opportunity.Cancelled:
		o.mentionSteps(func(opportunity.Deadline) bool { return false })
	case opportunity.OtherPage:
		if !o.IsOpportunity && o.Title != "" {
			isRegister := strings.Contains(o.Title, "一覧") || strings.Contains(o.Title, "名簿")
			o.mentionSteps(func(s opportunity.Deadline) bool { // a register, or what explains a system, tells of terms under way
				return s.Role == opportunity.Period && !isRegister && s.Start >= o.Published
			})
		}
	case opportunity.Result:
		o.Doubts = slices.DeleteFunc(o.Doubts, func(d opportunity.Doubt) bool { return d.Code == opportunity.BeforePublication })
		if words := o.Evidence["budget_yen"]; !o.holdsCall() || jtext.HasAny(words, "契約", "見積金額", "見積額", "提案価格", "提案金額", "提案額", "提示価格", "落札", "採択額", "決定額") && !jtext.HasAny(words, "限度", "上限") {
			o.dropBudget()
		}
	}
}

// mentionSteps makes other dates of the steps that do not stay.
func (o *record) mentionSteps(stays func(opportunity.Deadline) bool) {
	var kept []opportunity.Deadline
	for _, s := range o.Deadlines {
		if stays(s) {
			kept = append(kept, s)
			continue
		}
		o.Mentions = append(o.Mentions, opportunity.Mention{Date: cmp.Or(s.End, s.Start), Words: s.Evidence})
	}
	if o.Deadlines = kept; len(kept) == 0 {
		o.Doubts = slices.DeleteFunc(o.Doubts, func(d opportunity.Doubt) bool { return d.Field == "deadlines" })
		delete(o.Evidence, "deadlines")
	}
}

// holdsCall reports whether a page still holds the call that it tells the result of: the steps of those who apply.
func (o *record) holdsCall() bool {
	return slices.ContainsFunc(o.Deadlines, func(s opportunity.Deadline) bool { return s.Role.HasLastDay() })
}
